package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"selfeval/internal/app/isolate"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// place are the flags that name a workspace.
type place struct{ workspace, blobs string }

func (pl *place) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&pl.workspace, "workspace", "w", os.Getenv("SELFEVAL_WORKSPACE"), "工作区：目录，或 postgres://…（默认取环境变量 SELFEVAL_WORKSPACE）· workspace: a folder, or postgres://…")
	f.StringVar(&pl.blobs, "blobs", os.Getenv("SELFEVAL_BLOBS"), "文件存放处：目录，或 s3://…（默认取 SELFEVAL_BLOBS，再取工作区内的 blobs）· blob store: a folder, or s3://…")
	// An address may hold a password: help does not show what the environment says.
	for _, name := range []string{"workspace", "blobs"} {
		f.Lookup(name).DefValue = ""
	}
	_ = c.MarkFlagDirname("workspace")
	_ = c.MarkFlagDirname("blobs")
}

// open opens the workspace that was named.
func (pl *place) open(ctx context.Context, p *program, create bool) (*workspace.Workspace, error) {
	if pl.workspace == "" {
		return nil, usage{errors.New(p.say("请用 --workspace 指明工作区", "name the workspace with --workspace"))}
	}
	return workspace.Open(ctx, workspace.Options{Location: pl.workspace, Blobs: pl.blobs, Create: create})
}

// openQueue opens the workspace and its queue.
func (pl *place) openQueue(ctx context.Context, p *program, create bool) (*workspace.Workspace, *queue.Queue, error) {
	w, err := pl.open(ctx, p, create)
	if err != nil {
		return nil, nil, err
	}
	q, err := queue.Open(ctx, w, p.slog())
	if err != nil {
		w.Close()
		return nil, nil, err
	}
	return w, q, nil
}

// desk is an open workspace with its queue, and the settings to check with.
type desk struct {
	*workspace.Workspace
	q        *queue.Queue
	settings isolate.Settings
	name     string // of the settings in the workspace
}

// openDesk opens the workspace, and writes the settings of the flags down in it.
func (pl *place) openDesk(ctx context.Context, p *program, in *inputs, create bool) (d *desk, err error) {
	d = &desk{}
	if _, _, err := in.settings(p, &d.settings); err != nil {
		return nil, err
	}
	if d.Workspace, d.q, err = pl.openQueue(ctx, p, create); err != nil {
		return nil, err
	}
	if d.name, err = d.q.Settings(ctx, d.settings); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// slog is the program's log for libraries that write to slog.
func (p *program) slog() *slog.Logger { return slog.New(&logHandler{p: p}) }

// logHandler passes a library's log on. What a library calls an error mends itself or
// comes back as one: it is a warning here.
type logHandler struct {
	p     *program
	attrs []slog.Attr
}

func (h *logHandler) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }

func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	// Info of a library is of interest to those who debug.
	e := h.p.log.Debug()
	if r.Level >= slog.LevelWarn && ctx.Err() == nil {
		e = h.p.log.Warn()
	}
	add := func(a slog.Attr) bool { e.Interface(a.Key, a.Value.Any()); return true }
	for _, a := range h.attrs {
		add(a)
	}
	r.Attrs(add)
	e.Msg(r.Message)
	return nil
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &logHandler{h.p, append(h.attrs[:len(h.attrs):len(h.attrs)], attrs...)}
}

func (h *logHandler) WithGroup(string) slog.Handler { return h }

// workFlags say how a process works.
type workFlags struct {
	jobs    int
	forever bool
}

func (f *workFlags) flags(c *cobra.Command) {
	c.Flags().IntVarP(&f.jobs, "jobs", "j", 0, "同时处理的文件数，0 为处理器数 · documents at once, 0: one a processor")
	_ = c.RegisterFlagCompletionFunc("jobs", cobra.NoFileCompletions)
}

// newChecker makes what checks, in processes of its own.
func (p *program) newChecker(s isolate.Settings, jobs int) (isolate.Checker, error) {
	return isolate.NewPool(s, isolate.Self(max(1, runtime.GOMAXPROCS(0)/cmp.Or(jobs, 1))))
}

// told writes a line of figures for people on stderr.
func (p *program) told(zh, en string, args ...any) {
	if !p.quiet {
		fmt.Fprintf(p.err, "selfeval: "+p.say(zh, en)+"\n", args...)
	}
}
