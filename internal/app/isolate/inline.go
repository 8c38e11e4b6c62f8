package isolate

import (
	"context"
	"time"

	"selfeval"
	"selfeval/internal/app/evidence"
	"selfeval/internal/app/wire"
)

// Inline checks in this process. A reader that hangs is left behind: it cannot
// be stopped, which is why a batch uses a Pool.
type Inline struct {
	settings Settings
	check    checkFunc
}

// evidenceTime is how long showing the places of one paper's findings may take.
const evidenceTime = 5 * time.Second

// checkFunc is the work itself.
type checkFunc func(ctx context.Context, name string, data []byte) []*wire.Doc

// NewInline makes an Inline.
func NewInline(s Settings) (*Inline, error) {
	opt, err := s.Options()
	if err != nil {
		return nil, err
	}
	return &Inline{s, func(ctx context.Context, name string, data []byte) []*wire.Doc {
		start := time.Now()
		checked := selfeval.Check(ctx, selfeval.Input{Name: name, Data: data}, opt)
		if s.Evidence {
			// Within what is left of the document's time: what was found counts more.
			ctx, cancel := context.WithTimeout(ctx, min(evidenceTime, (s.Limits.WithDefaults().Time-time.Since(start))/2))
			evidence.Collect(ctx, data, checked, s.Limits)
			cancel()
		}
		var docs []*wire.Doc
		for _, d := range checked {
			docs = append(docs, wire.New(d))
		}
		return docs
	}}, nil
}

// Check implements Checker.
func (in *Inline) Check(ctx context.Context, name string, data []byte) []*wire.Doc {
	done := make(chan []*wire.Doc, 1)
	go func() { done <- in.check(ctx, name, data) }()
	deadline := time.NewTimer(in.settings.deadline())
	defer deadline.Stop()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case docs := <-done:
			return docs
		case <-deadline.C:
			return in.settings.failure(name, in.settings.hung())
		case <-ctx.Done():
			return in.settings.failure(name, ctx.Err())
		case <-tick.C:
			if in.settings.MaxMemory > 0 && memoryInUse() > in.settings.MaxMemory {
				return in.settings.failure(name, in.settings.overMemory())
			}
		}
	}
}

// Close implements Checker.
func (in *Inline) Close() {}
