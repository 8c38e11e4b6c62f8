// Package batch checks many files: it finds them, reads and checks them with
// several workers, and hands the results on in the order of the input. What one
// file does to its checker costs that file only.
package batch

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/cache"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/mark"
	"selfeval/internal/app/metrics"
	"selfeval/internal/app/output"
	"selfeval/internal/app/progress"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

// Options are what a run needs. Sources, Checker and Writer are required.
type Options struct {
	Sources  iter.Seq[Source]
	Stdin    io.Reader
	Passed   *Kinds // files of kinds that are not read, nil where nobody counts
	Jobs     int    // files at once, 0: as many as there are processors
	Checker  isolate.Checker
	MaxBytes int64
	Lang     report.Lang
	// Writer gets the documents in the order of the input. An error ends the run.
	Writer   output.Writer
	Seen     func(*wire.Doc)   // called for every document before it is written; nil: nobody
	Cache    *cache.Cache      // nil: none
	ByPath   bool              // results depend on where a file lies, so the cache must too
	Metrics  *metrics.Recorder // nil: none
	Progress *progress.Bar
	Log      zerolog.Logger
	uncached atomic.Bool // the cache takes nothing more
	Shown    bool        // the user sees failed documents in the output: the log need not repeat them
}

// result is what became of one file.
type result struct {
	source    Source
	documents []*wire.Doc
	bytes     int
	took      time.Duration
	cached    bool
	kept      bool // a Holder holds the documents
	held      []dataset.Held
	stamp     dataset.Stamp
	sum       [sha256.Size]byte // of the content, for a Holder
	stopped   bool              // the run ended before the file was done
	skipped   bool              // a result of this program that lay among the files
	err       error
}

// errStopped ends the run at the first file that was not done.
var errStopped = errors.New("stopped")

// Run checks every source. The summary counts what was written; the error is
// the Writer's. An end of the context is no error: the summary says Interrupted.
func Run(ctx context.Context, opt *Options) (output.Summary, error) {
	jobs := opt.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var sum output.Summary
	emit := opt.emitter()
	err := ordered(ctx, opt.Sources, jobs, 8*jobs, func(ctx context.Context, src Source) result {
		r := opt.one(ctx, src)
		opt.prepare(&r)
		return r
	}, func(r result) error {
		if r.stopped {
			return errStopped
		}
		if r.err != nil {
			return r.err
		}
		if err := emit(&r, &sum); err != nil {
			return err
		}
		defer opt.Progress.Done()
		if r.skipped {
			sum.Skipped++
			opt.Log.Info().Str("path", r.source.Path).Msg(report.Text{ZH: "跳过本程序输出的结果", EN: "skipped, a result of this program"}.In(opt.Lang))
			return nil
		}
		opt.observe(&r)
		return nil
	})
	sum.Interrupted = ctx.Err() != nil
	kinds, n := opt.Passed.Counts()
	sum.SkippedKinds, sum.Skipped = kinds, sum.Skipped+n
	if opt.Metrics != nil {
		opt.Metrics.Skipped(kinds)
	}
	if errors.Is(err, errStopped) {
		err = nil
	}
	return sum, err
}

// prepare takes documents apart or puts them together as the Writer wants them: that is
// the workers' part.
func (opt *Options) prepare(r *result) {
	_, raw := opt.Writer.(output.RawWriter)
	_, holder := opt.Writer.(output.Holder)
	_, packed := opt.Writer.(output.PackedWriter)
	for _, d := range r.documents {
		if r.err == nil && (raw || holder || packed) {
			_, r.err = d.JSON()
		}
		if r.err == nil && !raw {
			_, r.err = d.Document()
		}
	}
}

// emitter hands the documents of a file to the Writer and counts them.
func (opt *Options) emitter() func(*result, *output.Summary) error {
	count := func(sum *output.Summary, src *Source, status selfeval.Status, cause document.Cause, c output.Counts) {
		sum.Count(status, cause, c)
		if status == selfeval.Failed && (src.Named || src.Stdin) {
			sum.FailedNamed++
		}
	}
	holder, _ := opt.Writer.(output.Holder)
	return func(r *result, sum *output.Summary) error {
		if r.kept {
			r.held = holder.Keep(r.source.Path, r.stamp)
			for _, h := range r.held {
				count(sum, &r.source, h.Status, h.Cause, output.Counts{Error: h.Errors, Warning: h.Warnings, Info: h.Infos})
			}
			return nil
		}
		for _, d := range r.documents {
			if opt.Seen != nil {
				opt.Seen(d)
			}
			if holder == nil {
				if err := output.Emit(opt.Writer, d); err != nil {
					return err
				}
			}
			count(sum, &r.source, d.Status, d.Cause, output.Counts{Error: d.Errors, Warning: d.Warnings, Info: d.Infos})
		}
		if holder != nil {
			return holder.File(r.source.Path, r.stamp, r.sum, r.documents)
		}
		return nil
	}
}

// one reads and checks one file.
func (opt *Options) one(ctx context.Context, src Source) (r result) {
	start := time.Now()
	r.source = src
	defer func() {
		r.took = time.Since(start)
		// What was cut short says nothing of the file.
		r.stopped = ctx.Err() != nil
	}()
	fail := func(err error) {
		r.documents = []*wire.Doc{wire.New(selfeval.Failure(src.Path, err, opt.Lang))}
	}
	if src.Err != nil {
		fail(src.Err)
		return r
	}
	if ctx.Err() != nil {
		return r
	}
	holder, _ := opt.Writer.(output.Holder)
	if holder != nil && !src.Stdin {
		// Before it is read: what is written to it later has another stamp.
		if info, err := os.Stat(src.Path); err == nil {
			r.stamp = dataset.StampOf(info)
		}
		if r.kept = holder.Holds(src.Path, r.stamp); r.kept {
			return r
		}
	}
	data, err := Read(ctx, src, opt.Stdin, opt.MaxBytes)
	if err != nil {
		fail(err)
		return r
	}
	r.bytes = len(data)
	if holder != nil {
		r.sum = sha256.Sum256(data)
		if r.kept = holder.HoldsContent(src.Path, r.sum); r.kept {
			return r
		}
	}
	if mark.Is(data) {
		if !src.Named && !src.Stdin {
			r.skipped = true
			return r
		}
		fail(document.Errorf(report.Location{}, nil, "这是本程序输出的结果，不是报告", "this is a result that this program wrote, not a report").Because(document.Unsupported))
		return r
	}
	var key string
	if opt.Cache != nil {
		name := strings.ToLower(filepath.Ext(src.Path))
		if opt.ByPath {
			name = src.Path
		}
		key = opt.Cache.Key(data, name)
		if r.documents = opt.Cache.Get(key, data); r.documents != nil {
			r.cached = true
			for _, d := range r.documents {
				r.err = errors.Join(r.err, d.Rename(src.Path))
			}
			return r
		}
	}
	r.documents = opt.Checker.Check(ctx, src.Path, data)
	if opt.Cache != nil && ctx.Err() == nil && !opt.uncached.Load() {
		// A disk that is full or that nobody may write to stays so: it is told once.
		if err := opt.Cache.Put(key, r.documents); err != nil && opt.uncached.CompareAndSwap(false, true) {
			opt.Log.Warn().Err(err).Str("path", src.Path).
				Msg(report.Text{ZH: "结果未能存入缓存，本次运行不再尝试", EN: "the result could not be cached, nor will others of this run be"}.In(opt.Lang))
		}
	}
	return r
}

// observe counts a file and logs its documents: one that failed as an error,
// unless the user sees it anyway.
func (opt *Options) observe(r *result) {
	sample := metrics.Sample{Path: r.source.Path, Took: r.took, Bytes: r.bytes, Cached: r.cached || r.kept, Documents: len(r.documents)}
	measure := func(status selfeval.Status, cause document.Cause, c output.Counts) {
		if sample.Status == "" || status != selfeval.OK {
			sample.Status = string(status)
		}
		if opt.Metrics == nil {
			return
		}
		opt.Metrics.Findings("error", c.Error)
		opt.Metrics.Findings("warning", c.Warning)
		opt.Metrics.Findings("info", c.Info)
		if status == selfeval.Failed {
			opt.Metrics.Failed(string(cause))
		}
	}
	for _, h := range r.held {
		measure(h.Status, h.Cause, output.Counts{Error: h.Errors, Warning: h.Warnings, Info: h.Infos})
	}
	sample.Documents += len(r.held)
	for _, d := range r.documents {
		sample.Pages = max(sample.Pages, d.Pages)
		measure(d.Status, d.Cause, output.Counts{Error: d.Errors, Warning: d.Warnings, Info: d.Infos})
		e := opt.Log.Info()
		message := "checked"
		if d.Status == selfeval.Failed {
			message = "failed"
			if !opt.Shown {
				e = opt.Log.Error()
			}
			e.Str("error", d.Error)
		}
		e.Str("path", d.Path)
		if d.Part > 0 {
			e.Int("part", d.Part)
		}
		e.Str("status", string(d.Status)).Str("format", string(d.Format)).
			Int("bytes", r.bytes).Int("pages", d.Pages).Dur("took", r.took).Bool("cached", r.cached).
			Int("errors", d.Errors).Int("warnings", d.Warnings).Int("infos", d.Infos)
		if len(d.Engines) > 0 {
			e.Interface("engines", d.Engines)
		}
		e.Msg(message)
	}
	if opt.Metrics != nil {
		opt.Metrics.Observe(sample)
	}
}
