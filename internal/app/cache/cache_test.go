package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/klauspost/compress/zstd"

	"selfeval"
	"selfeval/internal/app/wire"
)

func open(t *testing.T) *Cache {
	t.Helper()
	c, err := Open(t.TempDir(), "test")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// result is a document as it comes from a worker.
func result(t *testing.T, data []byte) []*wire.Doc {
	t.Helper()
	sum := sha256.Sum256(data)
	var b bytes.Buffer
	if err := wire.Write(&b, []*wire.Doc{wire.New(&selfeval.Document{Path: "a.md", Part: 2, SHA256: hex.EncodeToString(sum[:]), Status: selfeval.OK})}); err != nil {
		t.Fatal(err)
	}
	docs, err := wire.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func put(t *testing.T, c *Cache, data []byte, docs []*wire.Doc) (key string) {
	t.Helper()
	key = c.Key(data, ".md")
	if err := c.Put(key, docs); err != nil {
		t.Fatal(err)
	}
	return key
}

func TestRoundTrip(t *testing.T) {
	c := open(t)
	data := []byte("one")
	key := put(t, c, data, result(t, data))
	docs := c.Get(key, data)
	if len(docs) != 1 || docs[0].Path != "a.md" || docs[0].Part != 2 {
		t.Errorf("%v", docs)
	}
	if c.Get(c.Key([]byte("two"), ".md"), []byte("two")) != nil {
		t.Error("a result of nothing")
	}
}

// An entry that is not what its name says is no result.
func TestFalseEntries(t *testing.T) {
	one, two := []byte("one"), []byte("two")
	for name, spoil := range map[string]func(c *Cache, k1, k2 string) error{
		"another's entry": func(c *Cache, k1, k2 string) error { return os.Rename(c.path(k2), c.path(k1)) },
		"torn": func(c *Cache, k1, _ string) error {
			b, err := os.ReadFile(c.path(k1))
			if err != nil {
				return err
			}
			return os.WriteFile(c.path(k1), b[:len(b)-3], 0o644)
		},
		"changed": func(c *Cache, k1, _ string) error {
			b, err := os.ReadFile(c.path(k1))
			if err != nil {
				return err
			}
			b[len(b)-8] ^= 1
			return os.WriteFile(c.path(k1), b, 0o644)
		},
		"empty":  func(c *Cache, k1, _ string) error { return os.WriteFile(c.path(k1), nil, 0o644) },
		"folder": func(c *Cache, k1, _ string) error { _ = os.Remove(c.path(k1)); return os.Mkdir(c.path(k1), 0o755) },
		"endless": func(c *Cache, k1, _ string) error {
			_ = os.Remove(c.path(k1))
			return os.Symlink("/dev/zero", c.path(k1))
		},
	} {
		c := open(t)
		k1, k2 := put(t, c, one, result(t, one)), put(t, c, two, result(t, two))
		if err := os.MkdirAll(filepath.Dir(c.path(k1)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := spoil(c, k1, k2); err != nil {
			t.Fatal(err)
		}
		if c.Get(k1, one) != nil {
			t.Errorf("%s is taken for a result", name)
		}
	}
	// The result of other content, well formed in all else.
	c := open(t)
	if c.Get(put(t, c, one, result(t, two)), one) != nil {
		t.Error("a result of other content is taken")
	}
}

// An entry of some kilobytes that unpacks to gigabytes costs neither memory nor time.
func TestBomb(t *testing.T) {
	c := open(t)
	data := []byte("one")
	key := c.Key(data, ".md")
	var packed bytes.Buffer
	w, err := zstd.NewWriter(&packed, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 1024 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > 200<<10 {
		t.Fatalf("a bomb of %d bytes", packed.Len())
	}
	for name, announced := range map[string]uint64{"honest": 1 << 30, "lying": 1 << 20, "negative": 1 << 63} {
		sum := sha256.Sum256(packed.Bytes())
		head, _ := hex.DecodeString(key)
		entry := append(binary.BigEndian.AppendUint64(append(head, sum[:]...), announced), packed.Bytes()...)
		if err := os.MkdirAll(filepath.Dir(c.path(key)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(c.path(key), entry, 0o644); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if c.Get(key, data) != nil {
			t.Errorf("%s: a bomb is taken for a result", name)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
			t.Errorf("%s: took %d MiB", name, took>>20)
		}
	}
}
