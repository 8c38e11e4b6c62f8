package dataset

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// A ledger that was made to unpack into gigabytes is no ledger, and costs nothing.
func TestLedgerBomb(t *testing.T) {
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte("{\"program\":\"selfeval\",\"ledger\":1}\n")); err != nil {
		t.Fatal(err)
	}
	line := []byte("{\"path\":\"" + strings.Repeat("a", 1000) + "\"}\n")
	for range 300_000 {
		if _, err := z.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), ledgerName)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := readLedger(path); err == nil {
		t.Errorf("a ledger of %d bytes that holds 300 MB was read", b.Len())
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 100 {
		t.Errorf("%d MiB were allocated", took)
	}
}

// Whatever a ledger holds, reading it ends without a panic.
func FuzzLedger(f *testing.F) {
	l := &ledger{ledgerHead: ledgerHead{Program: "selfeval", Version: ledgerVersion}, files: []fileEntry{{Path: "a", Docs: []docEntry{{Folder: "year=2023", Length: 3}}}}}
	dir := f.TempDir()
	if err := l.write(filepath.Join(dir, "l")); err != nil {
		f.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "l"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "l")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if l, err := readLedger(path); err == nil {
			l.held()
			l.readStamps(path)
		}
	})
}
