package servicetest

import (
	"log/slog"
	"testing"

	"selfeval/internal/app/isolate"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// Opened is a workspace with its queue, and settings to check with.
type Opened struct {
	W        *workspace.Workspace
	Q        *queue.Queue
	Settings string
}

// Open opens a workspace, makes it where there is none, and closes it when the test ends.
func Open(t testing.TB, opt workspace.Options) *Opened {
	t.Helper()
	opt.Create = true
	w, err := workspace.Open(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	q, err := queue.Open(t.Context(), w, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	settings, err := q.Settings(t.Context(), isolate.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	return &Opened{w, q, settings}
}
