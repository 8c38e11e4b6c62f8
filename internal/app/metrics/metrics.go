// Package metrics keeps the figures of a run: how long documents took, how many
// pages and bytes they had, how they ended. It takes the same memory for ten
// documents and for ten million.
package metrics

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"selfeval/internal/app/safefile"
)

// Sample is what is measured of one file.
type Sample struct {
	Path      string
	Status    string // ok, partial, failed
	Took      time.Duration
	Bytes     int
	Pages     int
	Documents int // reports in the file
	Cached    bool
}

// Recorder collects samples. It is not safe for concurrent use.
type Recorder struct {
	start     time.Time
	buckets   [buckets]int // of the durations of files not taken from the cache
	timed     int
	took, max time.Duration
	files     map[string]int // by status
	cached    int
	documents int
	bytes     int64
	pages     int
	slowest   []Slow
	findings  map[string]int // by severity
	failed    map[string]int // documents, by cause
	skipped   map[string]int // files of kinds that are not read, by the ending of their names
}

// Slow is one of the files that took longest.
type Slow struct {
	Path string        `json:"path"`
	Took time.Duration `json:"took"`
}

// slowest is how many slow files are remembered.
const slowest = 5

// Durations fall into buckets that are a tenth wider each, from 10 µs up, so
// that a percentile is told within five per cent.
const (
	buckets = 200
	first   = 10e-6 // seconds
	growth  = 1.1
)

// New starts a recorder; its clock runs from now.
func New() *Recorder {
	return &Recorder{start: time.Now(), files: map[string]int{}, findings: map[string]int{}, failed: map[string]int{}}
}

// Observe adds a file.
func (r *Recorder) Observe(s Sample) {
	r.files[s.Status]++
	r.documents += s.Documents
	r.bytes += int64(s.Bytes)
	r.pages += s.Pages
	if s.Cached {
		r.cached++
		return
	}
	r.timed++
	r.took += s.Took
	r.max = max(r.max, s.Took)
	i := int(math.Ceil(math.Log(s.Took.Seconds()/first) / math.Log(growth)))
	r.buckets[min(max(i, 0), buckets-1)]++
	if len(r.slowest) < slowest || s.Took > r.slowest[len(r.slowest)-1].Took {
		r.slowest = append(r.slowest, Slow{s.Path, s.Took})
		slices.SortStableFunc(r.slowest, func(a, b Slow) int { return cmp.Compare(b.Took, a.Took) })
		r.slowest = r.slowest[:min(len(r.slowest), slowest)]
	}
}

// Findings adds to the number of findings of a severity.
func (r *Recorder) Findings(severity string, n int) { r.findings[severity] += n }

// Failed counts a document that could not be read.
func (r *Recorder) Failed(cause string) { r.failed[cause]++ }

// Skipped tells of the files that were not read, by the ending of their names.
func (r *Recorder) Skipped(kinds map[string]int) { r.skipped = kinds }

// Percentile is the time within which a share of the files was done.
func (r *Recorder) Percentile(share float64) time.Duration {
	want := int(math.Ceil(share * float64(r.timed)))
	n := 0
	for i, c := range r.buckets {
		if n += c; n >= want && n > 0 {
			return min(upper(i), r.max)
		}
	}
	return 0
}

func upper(bucket int) time.Duration {
	return time.Duration(first * math.Pow(growth, float64(bucket)) * float64(time.Second))
}

// Report is the run in figures.
type Report struct {
	Took               time.Duration
	Files, Cached      int
	Pages              int
	Bytes              int64
	FilesRate          float64 // a second of wall time
	PagesRate          float64
	P50, P90, P99, Max time.Duration
	Slowest            []Slow
}

// Report sums the run up.
func (r *Recorder) Report() Report {
	out := Report{
		Took: time.Since(r.start), Cached: r.cached, Pages: r.pages, Bytes: r.bytes,
		P50: r.Percentile(0.5), P90: r.Percentile(0.9), P99: r.Percentile(0.99), Max: r.max,
		Slowest: r.slowest,
	}
	for _, n := range r.files {
		out.Files += n
	}
	if s := out.Took.Seconds(); s > 0 {
		out.FilesRate, out.PagesRate = float64(out.Files)/s, float64(out.Pages)/s
	}
	return out
}

// seconds are the bounds of the histogram that is written out.
var seconds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120}

// label escapes the value of a label.
var label = strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n")

// Prometheus writes the figures in the text form that Prometheus' collectors of
// files read, whole or not at all.
func (r *Recorder) Prometheus(path string, finished, interrupted bool) error {
	var b strings.Builder
	metric := func(name, kind, help string) {
		fmt.Fprintf(&b, "# HELP selfeval_%s %s\n# TYPE selfeval_%s %s\n", name, help, name, kind)
	}
	metric("files", "gauge", "Files of the last run by how they ended.")
	for _, s := range []string{"ok", "partial", "other", "failed"} {
		fmt.Fprintf(&b, "selfeval_files{status=%q} %d\n", s, r.files[s])
	}
	metric("files_cached", "gauge", "Files of the last run whose result was taken from the cache.")
	fmt.Fprintf(&b, "selfeval_files_cached %d\n", r.cached)
	metric("documents", "gauge", "Reports found in the files of the last run.")
	fmt.Fprintf(&b, "selfeval_documents %d\n", r.documents)
	metric("documents_failed", "gauge", "Documents of the last run that could not be read, by cause.")
	for _, cause := range slices.Sorted(maps.Keys(r.failed)) {
		fmt.Fprintf(&b, "selfeval_documents_failed{cause=\"%s\"} %d\n", label.Replace(cause), r.failed[cause])
	}
	metric("files_skipped", "gauge", "Files of the last run's folders that are of no kind that is read, by the ending of their names.")
	for _, kind := range slices.Sorted(maps.Keys(r.skipped)) {
		fmt.Fprintf(&b, "selfeval_files_skipped{kind=\"%s\"} %d\n", label.Replace(kind), r.skipped[kind])
	}
	metric("findings", "gauge", "Findings of the last run by severity.")
	for _, s := range []string{"error", "warning", "info"} {
		fmt.Fprintf(&b, "selfeval_findings{severity=%q} %d\n", s, r.findings[s])
	}
	metric("pages", "gauge", "Pages read in the last run.")
	fmt.Fprintf(&b, "selfeval_pages %d\n", r.pages)
	metric("bytes", "gauge", "Bytes read in the last run.")
	fmt.Fprintf(&b, "selfeval_bytes %d\n", r.bytes)
	metric("file_duration_seconds", "histogram", "Time a file took, results from the cache left out.")
	n, i := 0, 0
	for _, le := range seconds {
		for ; i < buckets && upper(i).Seconds() <= le; i++ {
			n += r.buckets[i]
		}
		fmt.Fprintf(&b, "selfeval_file_duration_seconds_bucket{le=\"%g\"} %d\n", le, n)
	}
	fmt.Fprintf(&b, "selfeval_file_duration_seconds_bucket{le=\"+Inf\"} %d\n", r.timed)
	fmt.Fprintf(&b, "selfeval_file_duration_seconds_sum %g\n", r.took.Seconds())
	fmt.Fprintf(&b, "selfeval_file_duration_seconds_count %d\n", r.timed)
	metric("run_duration_seconds", "gauge", "Wall time of the last run.")
	fmt.Fprintf(&b, "selfeval_run_duration_seconds %g\n", time.Since(r.start).Seconds())
	metric("run_complete", "gauge", "1 where the last run came to its end, 0 where it was stopped.")
	complete := 0
	if finished {
		complete = 1
	}
	fmt.Fprintf(&b, "selfeval_run_complete %d\n", complete)
	metric("run_interrupted", "gauge", "1 where a signal stopped the last run.")
	stopped := 0
	if interrupted {
		stopped = 1
	}
	fmt.Fprintf(&b, "selfeval_run_interrupted %d\n", stopped)
	metric("run_end_timestamp_seconds", "gauge", "When the last run ended.")
	fmt.Fprintf(&b, "selfeval_run_end_timestamp_seconds %d\n", time.Now().Unix())
	return safefile.Write(path, []byte(b.String()))
}
