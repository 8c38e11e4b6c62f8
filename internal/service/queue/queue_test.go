package queue_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"selfeval"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/servicetest"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// TestMain lets the test binary be a worker that goes down over one document.
func TestMain(m *testing.M) {
	if dir := os.Getenv("SELFEVAL_FRAIL_WORKER"); dir != "" {
		frail(dir)
		return
	}
	os.Exit(m.Run())
}

// frail works in a workspace until a document named poison.md brings the process down.
func frail(dir string) {
	ctx := context.Background()
	w, err := workspace.Open(ctx, workspace.Options{Location: dir})
	if err != nil {
		panic(err)
	}
	defer w.Close()
	q, err := queue.Open(ctx, w, slog.New(slog.DiscardHandler))
	if err != nil {
		panic(err)
	}
	err = q.Run(ctx, queue.Work{Jobs: 1, Checker: func(isolate.Settings, int) (isolate.Checker, error) {
		return checkerFunc(func(name string) []*wire.Doc {
			if name == "poison.md" {
				os.Exit(99)
			}
			return done(name)
		}), nil
	}})
	if err != nil {
		panic(err)
	}
}

// checkerFunc is a checker in this process.
type checkerFunc func(name string) []*wire.Doc

func (f checkerFunc) Check(_ context.Context, name string, _ []byte) []*wire.Doc { return f(name) }
func (f checkerFunc) Close()                                                     {}

// done is a result without anything in it.
func done(name string) []*wire.Doc {
	d := selfeval.Failure(name, os.ErrInvalid, report.ZH)
	d.Error, d.Cause, d.Status = nil, nil, selfeval.OK
	return []*wire.Doc{wire.New(d)}
}

// office opens a workspace with n documents that wait, and gives its queue.
func office(t *testing.T, opt workspace.Options, names ...string) (*workspace.Workspace, *queue.Queue) {
	t.Helper()
	o := servicetest.Open(t, opt)
	for len(names) > 0 {
		n := min(8, len(names)) // a few jobs of a few documents
		put(t, o, names[:n])
		names = names[n:]
	}
	return o.W, o.Q
}

func put(t testing.TB, o *servicetest.Opened, names []string) {
	t.Helper()
	ctx := t.Context()
	err := o.W.Tx(ctx, func(tx *sql.Tx) error {
		var sums []string
		for _, name := range names {
			data := []byte(name)
			a := &workspace.Arrival{Name: name, SHA256: workspace.Digest(data), Source: workspace.Source{Kind: workspace.FileSource, Location: "/" + name}}
			if err := o.W.Blobs.PutDocument(ctx, a.SHA256, data); err != nil {
				return err
			}
			if err := o.W.Arrive(ctx, tx, a, int64(len(data))); err != nil {
				return err
			}
			sums = append(sums, a.SHA256)
		}
		_, err := o.Q.Enqueue(ctx, tx, o.Settings, queue.Person, sums)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func names(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%03d.md", i))
	}
	return out
}

// A document that brings its worker down twice is set aside and named; all others are
// read, those of the same job too.
func TestADocumentThatKillsItsWorkersIsSetAside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	w, q := office(t, workspace.Options{Location: dir}, append(names(5), "poison.md", "z1.md", "z2.md", "z3.md")...)
	downs := 0
	for ; ; downs++ {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SELFEVAL_FRAIL_WORKER="+dir)
		out, err := cmd.CombinedOutput()
		if err == nil {
			break
		}
		if cmd.ProcessState.ExitCode() != 99 || downs > 5 {
			t.Fatalf("%v after %d downs\n%s", err, downs, out)
		}
	}
	if downs != 3 {
		t.Errorf("%d workers went down, want 3: one before anybody knew, two over the document by itself", downs)
	}
	_ = q
	status := map[string]string{}
	err := w.Each(t.Context(), workspace.Filter{}, func(f *workspace.Found) error {
		for _, d := range f.Docs {
			status[f.Source.Location] = string(d.Status)
			if d.Status == selfeval.Failed && !strings.Contains(d.Error, "不再尝试") {
				t.Errorf("%s: %s", f.Source.Location, d.Error)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(status) != 9 || status["/poison.md"] != "failed" || status["/z3.md"] != "ok" {
		t.Errorf("%v", status)
	}
}

// Machines whose clocks differ by ten minutes share a queue: each document is read once.
func TestClocksThatDiffer(t *testing.T) {
	pg := servicetest.StartPostgres(t)
	url := pg.Database("clocks")
	const n = 200
	w, _ := office(t, workspace.Options{Location: url, Blobs: t.TempDir()}, names(n)...)
	var mu sync.Mutex
	read := map[string]int{}
	check := func(isolate.Settings, int) (isolate.Checker, error) {
		return checkerFunc(func(name string) []*wire.Doc {
			time.Sleep(20 * time.Millisecond) // long enough for the other to meddle
			mu.Lock()
			defer mu.Unlock()
			read[name]++
			return done(name)
		}), nil
	}
	var all sync.WaitGroup
	for _, off := range []time.Duration{-10 * time.Minute, 0, 10 * time.Minute} {
		all.Go(func() {
			q, err := queue.Open(t.Context(), w, slog.New(slog.DiscardHandler))
			if err == nil {
				err = q.Run(t.Context(), queue.Work{Jobs: 2, Checker: check, Clock: func() time.Time { return time.Now().Add(off) }})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(read) != n {
		t.Errorf("%d documents read", len(read))
	}
	for name, times := range read {
		if times != 1 {
			t.Errorf("%s was read %d times", name, times)
		}
	}
	if got := pg.Ask("clocks", `SELECT count(*) FROM selfeval.checks`); got != fmt.Sprint(n) {
		t.Errorf("%s results", got)
	}
}

// A job of a program that is not known yet is left to that program, and waits.
func TestJobsOfANewerProgramAreLeft(t *testing.T) {
	w, q := office(t, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")}, "a.md")
	if _, err := w.DB().Exec(`UPDATE river_job SET args = json_set(args, '$.form', 99)`); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	err := q.Run(ctx, queue.Work{Jobs: 1, Forever: true, Checker: func(isolate.Settings, int) (isolate.Checker, error) {
		t.Error("the job was taken")
		return checkerFunc(done), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.Pending(t.Context()); n != 1 || err != nil {
		t.Errorf("%d documents wait (%v)", n, err)
	}
}
