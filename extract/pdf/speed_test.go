package pdf

import (
	"context"
	"os"
	"runtime"
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
	best, pages := time.Hour, 0
	for range 3 {
		start := time.Now()
		doc, err := Read(context.Background(), data, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		best, pages = min(best, time.Since(start)), doc.Pages
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d pages in %v: %.0f pages/s; %d MB taken from the system", pages, best.Round(time.Millisecond), float64(pages)/best.Seconds(), m.Sys>>20)
}
