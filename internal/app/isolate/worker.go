package isolate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	"selfeval/internal/app/wire"
)

// The exit codes by which a worker says why it ended itself.
const (
	exitMemory = 70 + iota
	exitHung
)

// Work is a worker's life: settings first, then a name and a file at a time, and
// the documents back. It ends with its input. Nothing else may write to out.
func Work(in io.Reader, out io.Writer) error {
	return work(in, out, func(s Settings) (checkFunc, error) {
		inline, err := NewInline(s)
		if err != nil {
			return nil, err
		}
		return inline.check, nil
	})
}

func work(in io.Reader, out io.Writer, newCheck func(Settings) (checkFunc, error)) error {
	// Ctrl-C on a terminal, its closing and the stop of a service reach workers too; it
	// is the batch that decides, and a worker ends with its batch.
	signal.Ignore(os.Interrupt, syscall.SIGHUP, syscall.SIGTERM)
	frame, err := wire.ReadFrame(in)
	if err != nil {
		return err
	}
	var s Settings
	if err := json.Unmarshal(frame, &s); err != nil {
		return err
	}
	check, err := newCheck(s)
	if err != nil {
		return err
	}
	w := &watch{settings: s, parent: os.Getppid()}
	go w.run()
	// A document's garbage is small beside its limit: collecting less often is a
	// fifth of the time. Near the limit the collector works as hard as it must.
	debug.SetGCPercent(400)
	if s.MaxMemory > 0 {
		debug.SetMemoryLimit(s.MaxMemory * 3 / 4)
	}
	for {
		name, err := wire.ReadFrame(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := wire.ReadFrame(in)
		if err != nil {
			return err
		}
		w.since.Store(time.Now().UnixNano())
		docs := check(context.Background(), string(name), data)
		w.since.Store(0)
		if err := wire.Write(out, docs); err != nil {
			return err
		}
	}
}

// watch ends a worker that takes too much memory or time, or whose batch is gone.
type watch struct {
	settings Settings
	parent   int
	since    atomic.Int64 // when the document at hand began, 0 between documents
}

func (w *watch) run() {
	for range time.Tick(watchEvery) {
		since := w.since.Load()
		switch {
		case since == 0:
		case w.settings.MaxMemory > 0 && memoryInUse() > w.settings.MaxMemory:
			os.Exit(exitMemory)
		case time.Since(time.Unix(0, since)) > w.settings.deadline():
			os.Exit(exitHung)
		}
		if os.Getppid() != w.parent {
			os.Exit(0)
		}
	}
}

// crash says why a worker ended, from its exit and what it last said.
func (s Settings) crash(code int, last string) error {
	switch code {
	case exitMemory:
		return s.overMemory()
	case exitHung:
		return s.hung()
	}
	return fmt.Errorf("%w: %s", errCrashed, last)
}

var errCrashed = errors.New("worker ended")
