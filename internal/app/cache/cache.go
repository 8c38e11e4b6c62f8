// Package cache keeps the results of files between runs: plain files named by
// what they depend on, the bytes of the input, the build of the program and its
// settings. A file of its own for each result needs no lock between processes,
// is whole or not there after a crash, and is thrown away with rm.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"selfeval/internal/app/wire"
)

// Cache is a folder of results. Its methods may be called from several
// goroutines, and the folder used by several processes, at once.
type Cache struct {
	dir     string
	context string
	enc     *zstd.Encoder
	dec     *zstd.Decoder
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
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<31))
	if err != nil {
		return nil, err
	}
	return &Cache{dir, context, enc, dec}, nil
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

// Get returns a result, nil where there is none or it is broken.
func (c *Cache) Get(key string) []*wire.Doc {
	packed, err := os.ReadFile(c.path(key))
	if err != nil {
		return nil
	}
	plain, err := c.dec.DecodeAll(packed, nil) // checks the content against its checksum
	if err != nil {
		return nil
	}
	docs, err := wire.Read(bytes.NewReader(plain))
	if err != nil {
		return nil
	}
	return docs
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
	_, err = f.Write(c.enc.EncodeAll(plain.Bytes(), nil))
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
