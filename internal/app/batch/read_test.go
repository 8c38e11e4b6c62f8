package batch

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"selfeval/extract/document"
	"selfeval/report"
)

// TestFileThatChangesWhileRead has one writer rewrite a file all the time: what is
// read is a whole version or a clear error, never a mixture.
func TestFileThatChangesWhileRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	version := func(i int) []byte { return bytes.Repeat([]byte{byte('a' + i%26)}, 100_000+i%7*10_000) }
	must(t, os.WriteFile(path, version(0), 0o644))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				_ = os.WriteFile(path, version(i), 0o644) // in place: cut, then written
			}
		}
	}()
	defer func() { close(stop); <-stopped }()
	changed, reads := 0, 0
	for deadline := time.Now().Add(5 * time.Second); changed < 20 && time.Now().Before(deadline); reads++ {
		data, err := Read(t.Context(), Source{Path: path}, nil, 1<<20)
		switch {
		case err != nil:
			if !strings.Contains(err.Error(), "正在被改动") {
				t.Fatalf("unclear: %v", err)
			}
			changed++
		case len(data) > 0 && bytes.Count(data, data[:1]) != len(data):
			t.Fatal("parts of two versions were taken for one file")
		}
	}
	if changed == 0 {
		t.Errorf("none of %d reads met a change", reads)
	}
}

func TestReadLimits(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	must(t, os.WriteFile(path, make([]byte, 1000), 0o644))
	if data, err := Read(t.Context(), Source{Path: path}, nil, 1000); err != nil || len(data) != 1000 {
		t.Errorf("at the limit: %d bytes, %v", len(data), err)
	}
	for name, src := range map[string]Source{"file": {Path: path}, "stdin": {Path: "-", Stdin: true}} {
		_, err := Read(t.Context(), src, bytes.NewReader(make([]byte, 1000)), 999)
		if !errors.Is(err, document.ErrLimit) {
			t.Errorf("%s over the limit: %v", name, err)
		}
	}
	_, err := Read(t.Context(), Source{Path: dir}, nil, 10)
	var de *document.Error
	if !errors.As(err, &de) || !strings.HasPrefix(de.In(report.EN), "cannot be read") {
		t.Errorf("a folder: %v", err)
	}
	// A file that grows without end, such as a device, stops at the limit.
	if _, err := os.Stat("/dev/zero"); err == nil {
		if _, err := Read(t.Context(), Source{Path: "/dev/zero"}, nil, 1<<16); !errors.Is(err, document.ErrLimit) {
			t.Errorf("/dev/zero: %v", err)
		}
	}
}
