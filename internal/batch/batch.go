// Package batch checks many files: it finds them, reads and checks them with
// several workers, and hands the results on in the order of the input. What one
// file does to its checker costs that file only.
package batch

import (
	"context"
	"errors"
	"io"
	"iter"
	"runtime"
	"time"

	"github.com/rs/zerolog"

	"selfeval"
	"selfeval/extract"
	"selfeval/internal/output"
	"selfeval/internal/progress"
)

// Options are what a run needs. Only Sources and Emit are required.
type Options struct {
	Sources iter.Seq[Source]
	Stdin   io.Reader
	Jobs    int // files at once, 0: as many as there are processors
	Check   selfeval.Options
	// Emit gets the documents in the order of the input. An error ends the run.
	Emit     func(*selfeval.Document) error
	Progress *progress.Bar
	Log      zerolog.Logger
	Shown    bool // the user sees failed documents in the output: the log need not repeat them
}

// result is what became of one file.
type result struct {
	source    Source
	documents []*selfeval.Document
	bytes     int
	took      time.Duration
	stopped   bool // the run ended before the file was done
}

// errStopped ends the run at the first file that was not done.
var errStopped = errors.New("stopped")

// Run checks every source. The summary counts what was emitted; the error is
// Emit's. An end of the context is no error: the summary says Interrupted.
func Run(ctx context.Context, opt Options) (output.Summary, error) {
	jobs := opt.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var sum output.Summary
	err := ordered(ctx, opt.Sources, jobs, 8*jobs, opt.one, func(r result) error {
		if r.stopped {
			return errStopped
		}
		for _, d := range r.documents {
			if err := opt.Emit(d); err != nil {
				return err
			}
			sum.Add(d)
		}
		opt.log(r)
		opt.Progress.Done()
		return nil
	})
	sum.Interrupted = ctx.Err() != nil
	if errors.Is(err, errStopped) {
		err = nil
	}
	return sum, err
}

// one reads and checks one file.
func (opt *Options) one(ctx context.Context, src Source) result {
	start := time.Now()
	r := result{source: src}
	err := src.Err
	if err == nil && ctx.Err() == nil {
		var data []byte
		if data, err = read(src, opt.Stdin, opt.Check.Extract.Limits.WithDefaults().Bytes); err == nil {
			r.bytes = len(data)
			r.documents = selfeval.Check(ctx, extract.Input{Name: src.Path, Data: data}, opt.Check)
		}
	}
	if err != nil {
		r.documents = []*selfeval.Document{selfeval.Failure(src.Path, err, opt.Check.Lang)}
	}
	// What was cut short says nothing of the file.
	r.stopped = ctx.Err() != nil
	for _, d := range r.documents {
		d.Source = nil
	}
	r.took = time.Since(start)
	return r
}

// log tells of each document: one that failed as an error, unless the user sees
// it anyway.
func (opt *Options) log(r result) {
	for _, d := range r.documents {
		e := opt.Log.Info()
		if d.Status == selfeval.Failed && !opt.Shown {
			e = opt.Log.Error()
		}
		e.Str("path", d.Path)
		if d.Error != nil {
			e.Str("error", *d.Error).Msg("failed")
			continue
		}
		var c output.Counts
		c.Add(d.Findings)
		e.Str("status", string(d.Status)).Str("format", string(d.Format)).
			Int("bytes", r.bytes).Dur("took", r.took).
			Int("errors", c.Error).Int("warnings", c.Warning).Int("infos", c.Info).
			Msg("checked")
	}
}
