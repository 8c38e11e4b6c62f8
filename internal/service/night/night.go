// Package night does what is done once a day: it looks through the folders again, has
// checked what is new or what a newer program or other rules may judge anew, and tells
// what changed since the last time, and because of what.
package night

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"selfeval/internal/app/across"
	"selfeval/internal/app/batch"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/service/crawl"
	"selfeval/internal/service/intake"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// Cause says why a result changed.
type Cause string

// The causes, the first that applies counts.
const (
	Paper   Cause = "paper"   // the document itself
	Program Cause = "program" // another build of this program
	Rules   Cause = "rules"   // other rules, vocabulary, limits or configuration
)

// Report is what a run has to tell.
type Report struct {
	Day       string       `json:"day"`
	Version   string       `json:"version"`
	Since     string       `json:"since,omitempty"` // day of the run before
	Documents Documents    `json:"documents"`
	Findings  Findings     `json:"findings"`
	Statuses  []StatusMove `json:"statuses"` // documents that are read otherwise than before
	Refused   []string     `json:"refused"`  // files and folders that could not be read
	// Crawl is what the day's crawl fetched, nil where there was none.
	Crawl *crawl.Report `json:"crawl,omitempty"`
}

// Documents are the sources by what became of them.
type Documents struct {
	New      []string `json:"new"`
	Changed  []string `json:"changed"`
	Vanished []string `json:"vanished"`
	Recheck  int      `json:"rechecked"` // unchanged, and checked anew
}

// Findings are the findings that came, went or show other figures, by cause.
type Findings struct {
	New     []Move `json:"new"`
	Gone    []Move `json:"gone"`
	Changed []Move `json:"changed"` // the same finding with other figures
}

// Move is a finding that came, went or changed.
type Move struct {
	Cause       Cause  `json:"cause"`
	Path        string `json:"path"`
	Part        int    `json:"part,omitempty"`
	Department  string `json:"department,omitempty"`
	Year        string `json:"fiscal_year,omitempty"`
	Rule        string `json:"rule"`
	Severity    string `json:"severity"`
	Fingerprint string `json:"fingerprint"`
	ZH          string `json:"message"`
	EN          string `json:"message_en"`
	// Against are the documents that the paper was compared with.
	Against []string `json:"against,omitempty"`
}

// StatusMove is a document that is read otherwise than before.
type StatusMove struct {
	Cause Cause  `json:"cause"`
	Path  string `json:"path"`
	Part  int    `json:"part,omitempty"`
	From  string `json:"from"`
	To    string `json:"to"`
	Error string `json:"error,omitempty"`
}

// Run is a day's run.
type Run struct {
	W        *workspace.Workspace
	Q        *queue.Queue
	Settings string
	MaxBytes int64
	Day      string // 2006-01-02
	// Work does what waits, nil: other workers do, and the run ends when they have.
	Work func(context.Context) error
	// Across is how reports are compared with each other; nil: they are not.
	Across *across.Options
}

// Enqueue begins the day's run and enqueues its work, once a day whoever calls. refused
// are files and folders that could not be read.
func (r *Run) Enqueue(ctx context.Context) (n *workspace.Night, begun bool, refused []string, err error) {
	n, begun, err = r.W.BeginNight(ctx, r.Day, buildinfo.ID(), r.Settings)
	if err != nil || n.Finished {
		return n, begun, nil, err
	}
	// A run that was cut short is taken up: looking twice does no harm.
	if refused, err = r.look(ctx); err == nil {
		err = r.recheck(ctx)
	}
	return n, begun, refused, err
}

// look looks through the folders that were added.
func (r *Run) look(ctx context.Context) (refused []string, err error) {
	roots, err := r.W.Roots(ctx)
	if err != nil {
		return nil, err
	}
	for _, root := range roots {
		in := &intake.Intake{W: r.W, Q: r.Q, Settings: r.Settings, Priority: queue.Nightly, MaxBytes: r.MaxBytes}
		f := batch.Finder{Args: []string{root}, More: intake.Takes}
		var blind []string
		err := in.Files(ctx, f.All(ctx, nil), nil, func(s batch.Source, _ error) { blind = append(blind, s.Path) })
		if err != nil {
			return refused, err
		}
		if err := r.vanished(ctx, root, blind); err != nil {
			return refused, err
		}
		refused = append(refused, blind...)
	}
	return refused, ctx.Err()
}

// vanished looks for files that are there no more. One under a folder that could not be
// read is not said to be gone.
func (r *Run) vanished(ctx context.Context, root string, blind []string) error {
	after := ""
	for {
		page, err := r.W.Present(ctx, root, after, 500)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, path := range page {
			if gone(path) && !slices.ContainsFunc(blind, func(b string) bool { return within(path, b) }) {
				if err := r.W.Vanish(ctx, path); err != nil {
					return err
				}
			}
		}
		after = page[len(page)-1]
	}
}

// recheck enqueues what a newer program or other rules may judge anew.
func (r *Run) recheck(ctx context.Context) error {
	_, err := Recheck(ctx, r.W, r.Q, r.Settings, queue.Nightly)
	return err
}

// Finish waits until the night's work is done, and writes down what there is to tell.
func (r *Run) Finish(ctx context.Context, n *workspace.Night, refused []string) (*Report, error) {
	if n.Finished {
		var rep Report
		err := json.Unmarshal(n.Report, &rep)
		return &rep, err
	}
	if r.Work != nil {
		if err := r.Work(ctx); err != nil {
			return nil, err
		}
	}
	if err := idle(ctx, r.W); err != nil {
		return nil, err
	}
	if err := r.W.Claim(ctx, n.ID); err != nil {
		return nil, err
	}
	rep, err := compare(ctx, r.W, n)
	if err != nil {
		return nil, err
	}
	rep.Refused = append(rep.Refused, refused...)
	standing, err := r.across(ctx, rep)
	if err != nil {
		return nil, err
	}
	if rep.Crawl, err = crawl.Tell(ctx, r.W, r.Day); err != nil {
		return nil, err
	}
	if len(rep.Crawl.Hosts) == 0 {
		rep.Crawl = nil
	}
	body, err := json.Marshal(rep)
	if err != nil {
		return nil, err
	}
	return rep, r.W.EndNight(ctx, n.ID, body, standing)
}

// idle waits until nothing waits.
func idle(ctx context.Context, w *workspace.Workspace) error {
	for {
		n, err := w.Pending(ctx)
		if err != nil || n == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}
