package isolate

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"selfeval/extract/document"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

// Pool checks in worker processes, as many as documents are checked at once. A
// worker that dies or hangs is replaced; its document fails.
type Pool struct {
	settings Settings
	hello    []byte
	command  func() *exec.Cmd
	// Crashed is told what a worker said as it went down.
	Crashed func(name, said string)

	mu   sync.Mutex
	idle []*worker
	// alone is held by a document that is tried once more while no other is in work.
	alone sync.RWMutex
}

// NewPool makes a pool whose workers are started by command as they are needed.
func NewPool(s Settings, command func() *exec.Cmd) (*Pool, error) {
	if _, err := s.Options(); err != nil {
		return nil, err // a fault of the settings is told once, not by every worker
	}
	hello, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return &Pool{settings: s, hello: hello, command: command}, nil
}

// Self is the command that starts this program as a worker. procs is how many
// threads a worker may run at once.
func Self(procs int) func() *exec.Cmd {
	return func() *exec.Cmd {
		path, err := os.Executable()
		if err != nil {
			path = os.Args[0]
		}
		cmd := exec.Command(path, "worker")
		cmd.Args[0] = os.Args[0]
		cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(procs))
		return cmd
	}
}

// worker is one process.
type worker struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said tail
	// killed says that the pool itself killed it.
	killed atomic.Bool
}

// Check implements Checker. A document whose worker was ended by a signal, as the
// system does when memory runs out, is tried once more while no other is in work: it
// may have paid for its neighbours.
func (p *Pool) Check(ctx context.Context, name string, data []byte) []*wire.Doc {
	p.alone.RLock()
	docs, err := p.once(ctx, name, data)
	p.alone.RUnlock()
	if _, killed := errors.AsType[*signalled](err); killed && ctx.Err() == nil {
		p.alone.Lock()
		docs, err = p.once(ctx, name, data)
		p.alone.Unlock()
	}
	if err != nil {
		if s, killed := errors.AsType[*signalled](err); killed {
			err = s.word()
		}
		return p.settings.failure(name, err)
	}
	return docs
}

// once gives a document to a worker. The error says why there is no answer.
func (p *Pool) once(ctx context.Context, name string, data []byte) ([]*wire.Doc, error) {
	w, err := p.take()
	if err != nil {
		return nil, document.Errorf(report.Location{}, err, "无法启动处理进程", "a worker cannot be started").Because(document.IO)
	}
	type answer struct {
		docs []*wire.Doc
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		docs, err := w.ask(name, data)
		done <- answer{docs, err}
	}()
	// The worker watches its own time and gives a better reason; this is for one
	// that cannot even do that.
	deadline := time.NewTimer(p.settings.deadline() + 5*grace)
	defer deadline.Stop()
	var failed error
	select {
	case a := <-done:
		if a.err == nil {
			p.give(w)
			return a.docs, nil
		}
	case <-deadline.C:
		failed = p.settings.hung()
	case <-ctx.Done():
		failed = ctx.Err()
	}
	code := w.end()
	if failed != nil {
		return nil, failed
	}
	if sig := w.signal(); sig != 0 {
		return nil, &signalled{sig}
	}
	failed = p.settings.crash(code, w.said.String())
	if errors.Is(failed, errCrashed) {
		if p.Crashed != nil {
			p.Crashed(name, w.said.String())
		}
		failed = document.Errorf(report.Location{}, nil, "处理进程崩溃：%s", "the worker crashed: %s", w.said.reason()).Because(document.Crashed)
	}
	return nil, failed
}

// signalled says that something outside ended a worker: the system, short of memory,
// or a person.
type signalled struct{ signal syscall.Signal }

func (s *signalled) Error() string { return s.signal.String() }

func (s *signalled) word() error {
	if s.signal == syscall.SIGKILL {
		return document.Errorf(report.Location{}, nil,
			"处理进程被强行终止（信号 9，多半是系统内存不足），单独再试一次仍然如此", "the worker was killed (signal 9, most likely the system ran out of memory), and once more when tried alone").Because(document.Limited)
	}
	return document.Errorf(report.Location{}, nil,
		"处理进程被信号 %d（%s）终止，单独再试一次仍然如此", "the worker was ended by signal %d (%s), and once more when tried alone", int(s.signal), s.signal).Because(document.Crashed)
}

// take gives an idle worker, or starts one.
func (p *Pool) take() (*worker, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return w, nil
	}
	p.mu.Unlock()
	cmd := p.command()
	w := &worker{cmd: cmd}
	cmd.Stderr = &w.said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w.in, w.out = in, bufio.NewReaderSize(out, 64<<10)
	if err := wire.WriteFrame(in, p.hello); err != nil {
		w.end()
		return nil, err
	}
	return w, nil
}

func (p *Pool) give(w *worker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, w)
}

// Close ends all workers.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.idle {
		_ = w.in.Close()
		_ = w.cmd.Wait()
	}
	p.idle = nil
}

func (w *worker) ask(name string, data []byte) ([]*wire.Doc, error) {
	if err := wire.WriteFrame(w.in, []byte(name)); err != nil {
		return nil, err
	}
	if err := wire.WriteFrame(w.in, data); err != nil {
		return nil, err
	}
	return wire.Read(w.out)
}

// signal is what ended a worker from outside, 0 where nothing did.
func (w *worker) signal() syscall.Signal {
	if st, ok := w.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && st.Signaled() && !w.killed.Load() {
		return st.Signal()
	}
	return 0
}

// end kills a worker and returns its exit code, -1 where it was killed.
func (w *worker) end() int {
	_ = w.in.Close()
	// One that is going down by itself may still say why.
	timer := time.AfterFunc(grace/2, func() {
		w.killed.Store(true)
		_ = w.cmd.Process.Kill()
	})
	defer timer.Stop()
	_ = w.cmd.Wait()
	return w.cmd.ProcessState.ExitCode()
}

// tail keeps the beginning of what a worker said on stderr: a Go crash names its
// reason first.
type tail struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 16<<10 - t.b.Len(); room > 0 {
		t.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// reason is the line by which a crash names itself, without the trace.
func (t *tail) reason() string {
	for line := range strings.Lines(t.String()) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:") || strings.HasPrefix(line, "runtime:") || strings.HasPrefix(line, "selfeval:") {
			return line
		}
	}
	return "?"
}
