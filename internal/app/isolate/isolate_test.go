package isolate

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

// TestMain makes the test binary its own worker, with a reader that does what
// the file says.
func TestMain(m *testing.M) {
	if os.Getenv("ISOLATE_TEST_WORKER") != "" {
		if err := work(os.Stdin, os.Stdout, func(Settings) (checkFunc, error) { return obey, nil }); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var hoard [][]byte

func obey(_ context.Context, name string, data []byte) []*wire.Doc {
	switch string(data) {
	case "hang":
		for spin := 0; spin >= 0; spin = (spin + 1) & 0xffff { // a reader that looks at no context
		}
	case "panic":
		go func() { panic("a panic in a goroutine, which nothing can recover") }()
		select {}
	case "exit":
		os.Exit(3)
	case "killed":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	case "killed once":
		// The neighbour's memory is gone when the document is tried alone.
		if err := os.Mkdir(name, 0o755); err == nil {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	case "map": // memory that the garbage collector knows nothing of
		for {
			b, err := syscall.Mmap(-1, 0, 16<<20, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
			if err != nil {
				break
			}
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
		}
	case "garbage":
		fmt.Print("not a frame at all, but long enough to be taken for one")
	case "hoard":
		for {
			b := make([]byte, 16<<20)
			for i := range b {
				b[i] = byte(i)
			}
			hoard = append(hoard, b)
		}
	}
	return []*wire.Doc{wire.New(&selfeval.Document{Path: name, Status: selfeval.OK, SHA256: fmt.Sprint(os.Getpid())})}
}

func pool(t *testing.T, s Settings) *Pool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPool(s, func() *exec.Cmd {
		cmd := exec.Command(exe)
		cmd.Env = append(os.Environ(), "ISOLATE_TEST_WORKER=1")
		return cmd
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func TestWhatOneFileDoesCostsThatFileOnly(t *testing.T) {
	hasty := pool(t, Settings{Lang: report.EN, Limits: document.Limits{Time: 300 * time.Millisecond}})
	small := pool(t, Settings{Lang: report.EN, MaxMemory: 300 << 20})
	for _, tt := range []struct{ file, want string }{
		{"hang", "took longer than 300ms"},
		{"panic", "the worker crashed: panic: a panic in a goroutine"},
		{"exit", "the worker crashed: ?"},
		{"garbage", "took longer than 300ms"},
		{"hoard", "took more than 300 MiB"},
		{"map", "took more than 300 MiB"},
		{"killed", "the worker was killed (signal 9, most likely the system ran out of memory)"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			if tt.file == "garbage" && testing.Short() {
				t.Skip("waits for the hard deadline")
			}
			p := hasty
			if tt.file == "hoard" || tt.file == "map" {
				p = small
			}
			start := time.Now()
			docs := p.Check(context.Background(), "bad", []byte(tt.file))
			if len(docs) != 1 || docs[0].Status != selfeval.Failed || !strings.Contains(docs[0].Error, tt.want) || !docs[0].Passing {
				t.Errorf("got %+v, want an error with %q", docs[0].Head, tt.want)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			if strings.Contains(docs[0].Error, "goroutine ") && strings.Contains(docs[0].Error, ".go:") {
				t.Error("a trace reaches the user")
			}
			if docs := p.Check(context.Background(), "good", []byte("good")); docs[0].Status != selfeval.OK || docs[0].Path != "good" {
				t.Errorf("the next file: %+v", docs[0].Head)
			}
		})
	}
}

// What the system killed for want of memory is tried once more, alone.
func TestKilledWorkerIsTriedAlone(t *testing.T) {
	p := pool(t, Settings{Lang: report.EN})
	docs := p.Check(context.Background(), filepath.Join(t.TempDir(), "mark"), []byte("killed once"))
	if docs[0].Status != selfeval.OK {
		t.Errorf("%+v", docs[0].Head)
	}
}

func TestWorkersAreUsedAgain(t *testing.T) {
	p := pool(t, Settings{})
	pids := map[string]bool{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 50 {
				d, err := p.Check(context.Background(), "x", nil)[0].Document()
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				pids[d.SHA256] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(pids) > 3 {
		t.Errorf("%d workers for 3 files at once", len(pids))
	}
}

func TestEndOfContextEndsTheWorker(t *testing.T) {
	p := pool(t, Settings{})
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	docs := p.Check(ctx, "x", []byte("hang"))
	if docs[0].Status != selfeval.Failed || time.Since(start) > 30*time.Second {
		t.Errorf("%v after %v", docs[0].Status, time.Since(start))
	}
}

func TestNoWorker(t *testing.T) {
	p, err := NewPool(Settings{Lang: report.EN}, func() *exec.Cmd { return exec.Command("/no/such/program") })
	if err != nil {
		t.Fatal(err)
	}
	if docs := p.Check(context.Background(), "x", nil); !strings.Contains(docs[0].Error, "cannot be started") {
		t.Errorf("got %q", docs[0].Error)
	}
}

func TestInlineGivesUpWhatHangs(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	in := &Inline{Settings{Lang: report.EN, Limits: document.Limits{Time: time.Millisecond}}, func(context.Context, string, []byte) []*wire.Doc {
		<-release
		return nil
	}}
	if docs := in.Check(context.Background(), "x", nil); !strings.Contains(docs[0].Error, "took longer than 1ms") {
		t.Errorf("got %q", docs[0].Error)
	}
}
