package conformance_test

import (
	"context"
	"errors"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/internal/conformance/hostile"
	"selfeval/report"
)

// The bounds that no hostile file may break.
var hostileLimits = document.Limits{Time: 3 * time.Second, Inflated: 96 << 20, Pages: 500, Cells: 300_000}

const (
	hostileTime   = 60 * time.Second // a document, with the race detector on a busy machine: longer is a hang
	hostileMemory = 1200 << 20       // the whole process
)

// TestHostileFiles runs the corpus of broken files through all steps: each gives
// a document within its bounds, and none a panic. It takes one file in eight;
// with SELFEVAL_HOSTILE=dir all of them, and keeps in dir what failed.
func TestHostileFiles(t *testing.T) {
	var good []hostile.File
	for _, name := range []string{"fixtures/water-bureau/report.md", "fixtures/water-bureau/report.html", "fixtures/water-bureau/report.pdf"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		good = append(good, hostile.File{Name: name[strings.LastIndex(name, "/")+1:], Data: data})
	}
	debug.SetMemoryLimit(hostileMemory / 2)
	defer debug.SetMemoryLimit(1 << 62)
	n, ran, slowest, slow := 0, 0, time.Duration(0), ""
	for f := range hostile.Corpus(good) {
		if n++; os.Getenv("SELFEVAL_HOSTILE") == "" && n%8 != 0 {
			continue
		}
		ran++
		took := hostileFile(t, f)
		if took > slowest {
			slowest, slow = took, f.Name
		}
		if t.Failed() && os.Getenv("SELFEVAL_HOSTILE") == "" && took > hostileTime {
			t.Fatal("a reader that hangs goes on in the background; stopping here")
		}
	}
	if n < 300 {
		t.Errorf("the corpus has only %d files", n)
	}
	t.Logf("%d of %d files, the slowest %s in %v, %d MiB in use", ran, n, slow, slowest, inUse()>>20)
}

func hostileFile(t *testing.T, f hostile.File) time.Duration {
	t.Helper()
	start := time.Now()
	done := make(chan []*selfeval.Document, 1)
	go func() {
		done <- selfeval.Check(context.Background(), selfeval.Input{Name: f.Name, Data: f.Data}, selfeval.Options{
			Lang: report.EN, Extract: extract.Options{Limits: hostileLimits},
		})
	}()
	peak := uint64(0)
	var docs []*selfeval.Document
wait:
	for {
		select {
		case docs = <-done:
			break wait
		case <-time.After(20 * time.Millisecond):
			peak = max(peak, inUse())
			if time.Since(start) > hostileTime {
				stack := make([]byte, 1<<16)
				keep(t, f, "hangs")
				t.Errorf("%s: not done after %v\n%s", f.Name, hostileTime, stack[:runtime.Stack(stack, true)])
				return time.Since(start)
			}
		}
	}
	if peak > hostileMemory {
		keep(t, f, "eats memory")
		t.Errorf("%s: %d MiB in use", f.Name, peak>>20)
	}
	if len(docs) == 0 {
		t.Errorf("%s: no document", f.Name)
	}
	for _, d := range docs {
		switch {
		case errors.Is(d.Err, document.ErrPanic):
			keep(t, f, "panics")
			t.Errorf("%s: %s", f.Name, *d.Error)
		case d.Status == selfeval.Failed && (d.Error == nil || *d.Error == "" || len(*d.Error) > 500):
			t.Errorf("%s: failed without a clear word: %.600q", f.Name, *d.Error)
		case d.Status != selfeval.Failed && d.Report == nil:
			t.Errorf("%s: %s without a record", f.Name, d.Status)
		}
	}
	return time.Since(start)
}

// keep writes a file that broke something to where SELFEVAL_HOSTILE says.
func keep(t *testing.T, f hostile.File, what string) {
	if dir := os.Getenv("SELFEVAL_HOSTILE"); dir != "" {
		t.Logf("%s %s: %v", f.Name, what, os.WriteFile(dir+"/"+f.Name, f.Data, 0o644))
	}
}

func inUse() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}
