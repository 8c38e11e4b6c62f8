//go:build unix

package pdf

import (
	"context"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"selfeval/extract/document"
)

// TestSpeed reads the file that SPEED_FILE names, for the comparison in
// docs/performance.md; run it with GOMAXPROCS=1.
func TestSpeed(t *testing.T) {
	name := os.Getenv("SPEED_FILE")
	if name == "" {
		t.Skip("SPEED_FILE names no file")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	best, used, pages := time.Hour, time.Hour, 0
	for range 3 {
		start, began := time.Now(), processor(t)
		doc, err := Read(context.Background(), data, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		best, used, pages = min(best, time.Since(start)), min(used, processor(t)-began), doc.Pages
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d pages in %v, %v of processor time: %.0f pages/s; %d MB taken from the system", pages, best.Round(time.Millisecond), used.Round(time.Millisecond), float64(pages)/used.Seconds(), m.Sys>>20)
}

// processor is the processor time that the process has taken.
func processor(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
