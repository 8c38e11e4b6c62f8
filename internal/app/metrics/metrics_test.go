package metrics

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPercentiles(t *testing.T) {
	r := New()
	for i := range 1000 {
		r.Observe(Sample{Path: fmt.Sprint(i + 1), Status: "ok", Took: time.Duration(i+1) * time.Millisecond, Pages: 3, Bytes: 10, Documents: 1})
	}
	r.Observe(Sample{Status: "ok", Took: time.Hour, Cached: true, Documents: 1})
	rep := r.Report()
	for _, tt := range []struct{ got, want time.Duration }{
		{rep.P50, 500 * time.Millisecond}, {rep.P90, 900 * time.Millisecond}, {rep.P99, 990 * time.Millisecond}, {rep.Max, time.Second},
	} {
		if d := (tt.got - tt.want).Abs(); d > tt.want/10 {
			t.Errorf("got %v, want %v within a tenth", tt.got, tt.want)
		}
	}
	if len(rep.Slowest) != 5 || rep.Slowest[0].Path != "1000" || rep.Slowest[4].Path != "996" {
		t.Errorf("slowest: %v", rep.Slowest)
	}
	if rep.Files != 1001 || rep.Cached != 1 || rep.Pages != 3000 {
		t.Errorf("report: %+v", rep)
	}
	if New().Percentile(0.5) != 0 {
		t.Error("no files, no percentile")
	}
}

func TestPrometheus(t *testing.T) {
	r := New()
	r.Observe(Sample{Status: "ok", Took: 20 * time.Millisecond, Pages: 2, Documents: 1})
	r.Observe(Sample{Status: "failed", Took: 3 * time.Minute})
	r.Findings("error", 7)
	r.Failed("encrypted")
	r.Skipped(map[string]int{".jpg": 3, ".a\"b": 1})
	path := filepath.Join(t.TempDir(), "selfeval.prom")
	if err := r.Prometheus(path, true, false); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`selfeval_files{status="failed"} 1`, `selfeval_findings{severity="error"} 7`,
		`selfeval_file_duration_seconds_bucket{le="0.01"} 0`, `selfeval_file_duration_seconds_bucket{le="0.025"} 1`,
		`selfeval_file_duration_seconds_bucket{le="120"} 1`, `selfeval_file_duration_seconds_bucket{le="+Inf"} 2`,
		`selfeval_run_complete 1`, `selfeval_documents_failed{cause="encrypted"} 1`,
		`selfeval_files_skipped{kind=".jpg"} 3`, `selfeval_files_skipped{kind=".a\"b"} 1`,
	} {
		if !strings.Contains(string(b), want+"\n") {
			t.Errorf("%s is missing from\n%s", want, b)
		}
	}
}
