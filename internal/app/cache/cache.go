// Package cache keeps the results of files between runs: plain files named by
// what they depend on, the bytes of the input, the build of the program and its
// settings. A file of its own for each result needs no lock between processes,
// is whole or not there after a crash, and is thrown away with rm.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/zstd"

	"selfeval/internal/app/wire"
)

// Cache is a folder of results. Its methods may be called from several
// goroutines, and the folder used by several processes, at once.
type Cache struct {
	dir     string
	context string
	enc     *zstd.Encoder
}

// Open makes the folder where it is missing. context names all that a result
// depends on beside the input: program, rules, settings.
func Open(dir, context string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	sweep(dir)
	return &Cache{dir, context, enc}, nil
}

// sweep removes what killed writers left half written an hour ago.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, "??", "*.tmp"))
	for _, path := range left {
		if st, err := os.Lstat(path); err == nil && time.Since(st.ModTime()) > time.Hour {
			_ = os.Remove(path)
		}
	}
}

// Key names the result of an input. name is as much of its name as the result
// depends on: the ending, by which its format may be recognised, or all of it.
func (c *Cache) Key(data []byte, name string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00", c.context, name)
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Cache) path(key string) string { return filepath.Join(c.dir, key[:2], key[2:]+".zst") }

// header begins an entry: what it is the result of, and the digest of what follows.
type header struct {
	Key    [sha256.Size]byte
	Packed [sha256.Size]byte
	Plain  int64 // bytes after decompression
}

const headerSize = 2*sha256.Size + 8

// The limits of an entry. A result packs to a tenth or a twentieth.
const (
	maxPacked = 64 << 20
	maxPlain  = 512 << 20
	maxRatio  = 200
	slack     = 1 << 20 // what may pack better in small entries
)

func fits(packed, plain int64) bool {
	return packed <= maxPacked && plain <= min(maxPlain, maxRatio*packed+slack)
}

// Get returns a result, nil where there is none or it is broken: torn, put under
// another's name, changed, of other content, or larger unpacked than a result is.
func (c *Cache) Get(key string, data []byte) []*wire.Doc {
	entry, err := readEntry(c.path(key))
	if err != nil || len(entry) < headerSize {
		return nil
	}
	var h header
	packed := entry[headerSize:]
	copy(h.Key[:], entry)
	copy(h.Packed[:], entry[sha256.Size:])
	h.Plain = int64(binary.BigEndian.Uint64(entry[2*sha256.Size:]))
	if hex.EncodeToString(h.Key[:]) != key || sha256.Sum256(packed) != h.Packed || h.Plain < 0 || !fits(int64(len(packed)), h.Plain) {
		return nil
	}
	plain, err := c.unpack(packed, h.Plain)
	if err != nil {
		return nil
	}
	docs, err := wire.Read(bytes.NewReader(plain))
	if err != nil {
		return nil
	}
	sum := sha256.Sum256(data)
	for _, d := range docs {
		if !d.Of(hex.EncodeToString(sum[:])) {
			return nil
		}
	}
	return docs
}

// readEntry reads an entry that is a file of a size that an entry can have.
func readEntry(path string) ([]byte, error) {
	st, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() || st.Size() > maxPacked+headerSize {
		return nil, errBroken
	}
	return os.ReadFile(path)
}

var errBroken = errors.New("cache: broken entry")

// unpack decompresses no more than was announced.
func (c *Cache) unpack(packed []byte, size int64) ([]byte, error) {
	d, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	plain := bytes.NewBuffer(make([]byte, 0, size))
	n, err := io.Copy(plain, io.LimitReader(d, size+1))
	if err != nil || n != size {
		return nil, errors.Join(err, errBroken)
	}
	return plain.Bytes(), nil
}

// Put keeps a result. Results that tell of the run rather than of the file are
// not kept.
func (c *Cache) Put(key string, docs []*wire.Doc) error {
	for _, d := range docs {
		if d.Passing {
			return nil
		}
	}
	var plain bytes.Buffer
	if err := wire.Write(&plain, docs); err != nil {
		return err
	}
	packed := c.enc.EncodeAll(plain.Bytes(), nil)
	if !fits(int64(len(packed)), int64(plain.Len())) {
		return nil // it would not be read back
	}
	head, err := hex.DecodeString(key)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(packed)
	head = binary.BigEndian.AppendUint64(append(head, sum[:]...), uint64(plain.Len()))
	path := c.path(key)
	// Not synced: a file that a power cut tears fails its checksum and is made anew.
	f, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		f, err = os.CreateTemp(filepath.Dir(path), "*.tmp")
	}
	if err != nil {
		return err
	}
	_, err = f.Write(append(head, packed...))
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
