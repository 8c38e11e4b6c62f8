package content

import (
	"io"
	"sort"
)

// plainFile is a file laid out anew, read as one: what was written, and between it the
// data of streams, which stay where they are in the file as it came.
type plainFile struct {
	pieces []piece
	fresh  []byte // written since the last piece
	size   int
}

type piece struct {
	at   int // where it begins
	data []byte
}

// minBorrow is how long data must be to be worth a piece of its own.
const minBorrow = 256

func (p *plainFile) Len() int { return p.size }

func (p *plainFile) Write(b []byte) (int, error) {
	p.fresh = append(p.fresh, b...)
	p.size += len(b)
	return len(b), nil
}

func (p *plainFile) WriteString(s string) {
	p.fresh = append(p.fresh, s...)
	p.size += len(s)
}

// borrow writes b without a copy.
func (p *plainFile) borrow(b []byte) {
	if len(b) < minBorrow {
		p.Write(b)
		return
	}
	p.end()
	p.pieces = append(p.pieces, piece{p.size, b})
	p.size += len(b)
}

// end makes a piece of what was written last.
func (p *plainFile) end() {
	if n := len(p.fresh); n > 0 {
		p.pieces = append(p.pieces, piece{p.size - n, p.fresh[:n:n]})
		p.fresh = p.fresh[n:]
	}
}

// find is the piece that holds an offset.
func (p *plainFile) find(off int) int {
	return sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].at > off }) - 1
}

// ReadAt implements io.ReaderAt.
func (p *plainFile) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 || off >= int64(p.size) {
		return 0, io.EOF
	}
	for i := p.find(int(off)); i < len(p.pieces) && n < len(b); i++ {
		n += copy(b[n:], p.pieces[i].data[int(off)+n-p.pieces[i].at:])
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// slice gives n bytes from an offset on, nil where they do not lie in one piece.
func (p *plainFile) slice(off, n int64) []byte {
	if off < 0 || n < 0 || off > int64(p.size) || n > int64(p.size)-off {
		return nil
	}
	i := p.find(int(off))
	if i < 0 {
		return nil
	}
	from := int(off) - p.pieces[i].at
	if d := p.pieces[i].data; n <= int64(len(d)-from) {
		return d[from : from+int(n) : from+int(n)]
	}
	return nil
}
