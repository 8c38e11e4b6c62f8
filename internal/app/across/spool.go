package across

import (
	"bytes"
	"os"

	"github.com/klauspost/compress/zstd"

	"selfeval/internal/app/wire"
)

// spool keeps documents until all are there: packed in memory up to a limit, then in a file
// without a name among the temporary ones. What it holds of a document in memory is where
// it lies.
type spool struct {
	limit int
	mem   []byte
	file  *os.File
	size  int64
	pack  *zstd.Encoder
	open  *zstd.Decoder
}

// place is where a document lies in a spool.
type place struct {
	at   int64
	size int32
}

// inMemory is how many bytes of packed documents are kept in memory.
const inMemory = 32 << 20

// largest bounds what a document may unpack to.
const largest = 2 << 30

func newSpool(limit int) (*spool, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	open, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largest))
	return &spool{limit: limit, pack: pack, open: open}, err
}

func (s *spool) put(d *wire.Doc) (place, error) {
	var b bytes.Buffer
	if err := wire.Write(&b, []*wire.Doc{d}); err != nil {
		return place{}, err
	}
	packed := s.pack.EncodeAll(b.Bytes(), nil)
	p := place{s.size, int32(len(packed))}
	s.size += int64(len(packed))
	if s.file == nil && s.size <= int64(s.limit) {
		s.mem = append(s.mem, packed...)
		return p, nil
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "selfeval-*.spool")
		if err != nil {
			return p, err
		}
		s.file = f
		_ = os.Remove(f.Name()) // where a system does not allow that yet, close does it
		if _, err := f.Write(s.mem); err != nil {
			return p, err
		}
		s.mem = nil
	}
	_, err := s.file.WriteAt(packed, p.at)
	return p, err
}

func (s *spool) get(p place) (*wire.Doc, error) {
	packed := make([]byte, p.size)
	if s.file == nil {
		copy(packed, s.mem[p.at:])
	} else if _, err := s.file.ReadAt(packed, p.at); err != nil {
		return nil, err
	}
	plain, err := s.open.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	docs, err := wire.Read(bytes.NewReader(plain))
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}

func (s *spool) close() {
	_ = s.pack.Close()
	s.open.Close()
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
		s.file = nil
	}
	s.mem = nil
}
