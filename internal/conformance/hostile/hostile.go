// Package hostile makes broken and malicious files from good ones, for tests:
// bytes flipped, cut, spliced, nested, inflated, encodings mixed up, the tricks of
// each format. The same good files always give the same broken ones.
package hostile

import (
	"bytes"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// File is a file by name and content.
type File struct {
	Name string
	Data []byte
}

// Corpus gives the broken files made of the good ones.
func Corpus(good []File) iter.Seq[File] {
	return func(yield func(File) bool) {
		for i, g := range good {
			other := good[(i+1)%len(good)]
			for f := range mutate(g, other) {
				if !yield(f) {
					return
				}
			}
		}
		for _, f := range crafted() {
			if !yield(f) {
				return
			}
		}
	}
}

// mutate breaks one good file in ways that need not know its format. other lends
// it parts.
func mutate(g, other File) iter.Seq[File] {
	return func(yield func(File) bool) {
		ext := filepath.Ext(g.Name)
		base := strings.TrimSuffix(g.Name, ext)
		r := rand.New(rand.NewPCG(uint64(len(g.Data)), 7))
		n := len(g.Data)
		give := func(kind string, i int, data []byte) bool {
			return yield(File{fmt.Sprintf("%s.%s-%02d%s", base, kind, i, ext), data})
		}
		for i := range 16 { // one wrong bit, up to thousands
			data := bytes.Clone(g.Data)
			for range 1 << (i * 3 / 4) {
				data[r.IntN(n)] ^= 1 << r.IntN(8)
			}
			if !give("flip", i, data) {
				return
			}
		}
		for i := range 10 {
			if !give("cut", i, g.Data[:n*(i+1)/11]) {
				return
			}
		}
		for i := range 4 {
			if !give("headless", i, g.Data[n*(i+1)/5:]) {
				return
			}
		}
		for i := range 8 { // a part taken out, doubled, moved or taken from the other
			a := r.IntN(n)
			b := a + r.IntN(n-a)
			var data []byte
			switch i % 4 {
			case 0:
				data = concat(g.Data[:a], g.Data[b:])
			case 1:
				data = concat(g.Data[:b], g.Data[a:])
			case 2:
				data = concat(g.Data[b:], g.Data[:b])
			case 3:
				data = concat(g.Data[:a], other.Data[len(other.Data)/2:], g.Data[b:])
			}
			if !give("splice", i, data) {
				return
			}
		}
		for i := range 6 { // a hole of one byte, or of noise
			data := bytes.Clone(g.Data)
			a := r.IntN(n)
			hole := data[a:min(n, a+1<<(2*i+2))]
			for j := range hole {
				switch i % 3 {
				case 0:
					hole[j] = 0
				case 1:
					hole[j] = 0xff
				case 2:
					hole[j] = byte(r.Uint32())
				}
			}
			if !give("hole", i, data) {
				return
			}
		}
		for i, token := range []string{"\x00", "\r", "<", "|", "(", "[", "<<", "9999999999999999999999", "-2147483649", "é\u0301\u0301\u0301", "\ufeff", "\u202e"} {
			data := bytes.Clone(g.Data[:n/2])
			for range 50 {
				data = append(data, token...)
			}
			if !give("token", i, concat(data, g.Data[n/2:])) {
				return
			}
		}
		for i, enc := range encodings(g.Data) {
			if !give("encoding", i, enc) {
				return
			}
		}
		give("many", 0, bytes.Repeat(g.Data, 20))
	}
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// encodings writes the text in encodings that its labels do not tell of.
func encodings(data []byte) [][]byte {
	u := utf16.Encode([]rune(string(data)))
	le, be := make([]byte, 0, 2*len(u)), make([]byte, 0, 2*len(u))
	for _, c := range u {
		le = append(le, byte(c), byte(c>>8))
		be = append(be, byte(c>>8), byte(c))
	}
	out := [][]byte{le, be, concat([]byte{0xff, 0xfe}, be), concat([]byte{0xef, 0xbb, 0xbf}, le)}
	if gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(data); err == nil {
		out = append(out, gbk, concat(gbk[:len(gbk)/2], data[len(data)/2:]), gbk[1:])
	}
	return append(out, bytes.ReplaceAll(data, []byte{0xe5}, []byte{0xc0, 0x80}))
}
