package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"selfeval/internal/service/servicetest"
)

// These tests do to workers and what they stand on what happens to them in life: they
// are killed in the middle of a job, their database goes away, their store too. Whatever
// happens, in the end every document has one result, and it is the one that check gives.

// office is a workspace under test.
type office struct {
	t     *testing.T
	dir   string
	flags []string
	env   []string
}

// embedded is a workspace in a folder.
func embedded(t *testing.T, dir string) *office {
	return &office{t: t, dir: dir, flags: []string{"-w", filepath.Join(dir, "ws")}}
}

// province is a workspace on servers.
func province(t *testing.T, dir string) (*office, *servicetest.Postgres, *servicetest.S3) {
	t.Helper()
	pg, s3 := servicetest.StartPostgres(t), servicetest.StartS3(t)
	return &office{t: t, dir: dir, flags: []string{"-w", pg.Database("papers"), "--blobs", s3.URL()}, env: s3.Env()}, pg, s3
}

func (o *office) command(args ...string) *exec.Cmd {
	cmd := command(o.t, o.dir, append(args, o.flags...)...)
	// Each process has a folder for temporary files of its own, as on a machine of its own.
	cmd.Env = append(cmd.Env, append(o.env, "TMPDIR="+o.t.TempDir())...)
	return cmd
}

// run runs a command to its end.
func (o *office) run(args ...string) string {
	o.t.Helper()
	cmd := o.command(args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		o.t.Fatalf("selfeval %s: %v\n%s", strings.Join(args, " "), err, said.String())
	}
	return out.String()
}

// start starts a worker.
func (o *office) start() *worker {
	o.t.Helper()
	w := &worker{cmd: o.command("work", "--jobs", "2", "--log-level", "info"), ended: make(chan error, 1)}
	w.cmd.Stderr = &w.said
	// What a worker started goes down with it, as with its machine.
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := w.cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	go func() { w.ended <- w.cmd.Wait() }()
	o.t.Cleanup(w.kill)
	return w
}

// patience is how long a test waits for what must come: the machine may be loaded.
const patience = 10 * time.Minute

type worker struct {
	cmd   *exec.Cmd
	said  lockedBuffer
	ended chan error
}

func (w *worker) kill() { _ = syscall.Kill(-w.cmd.Process.Pid, syscall.SIGKILL) }

// wait waits for a worker that has done its work.
func (w *worker) wait(t *testing.T) {
	t.Helper()
	if err := w.gone(t); err != nil {
		t.Fatalf("work: %v\n%s", err, w.said.String())
	}
}

// gone waits for a worker's end, and gives what it ended with.
func (w *worker) gone(t *testing.T) error {
	t.Helper()
	select {
	case err := <-w.ended:
		return err
	case <-time.After(patience):
		w.kill()
		t.Fatalf("the worker does not end\n%s", w.said.String())
		return nil
	}
}

type state struct {
	Documents, Checked, Waiting, Workers int
	Statuses, Findings                   map[string]int
}

func (o *office) status() (s state) {
	o.t.Helper()
	if err := json.Unmarshal([]byte(o.run("status", "--format", "json", "--measure", "0")), &s); err != nil {
		o.t.Fatal(err)
	}
	return s
}

// until waits for a number of results.
func (o *office) until(checked int) {
	o.t.Helper()
	for end := time.Now().Add(patience); o.status().Checked < checked; {
		if time.Now().After(end) {
			o.t.Fatalf("no %d results: %+v", checked, o.status())
		}
	}
}

// held are the documents of a result, one a line, without what a run says of itself.
func held(t *testing.T, out string) []string {
	t.Helper()
	var r struct{ Documents []json.RawMessage }
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v\n%.300s", err, out)
	}
	var docs []string
	for _, d := range r.Documents {
		docs = append(docs, string(d))
	}
	slices.Sort(docs)
	return docs
}

// complete holds the results against those of check.
func (o *office) complete(n int) {
	o.t.Helper()
	s := o.status()
	if s.Documents != n || s.Checked != n || s.Waiting != 0 {
		o.t.Errorf("%d documents: %+v", n, s)
	}
	got := held(o.t, o.run("results", "--format", "json"))
	check := command(o.t, o.dir, "check", "--format", "json", "--fail-on", "none", filepath.Join(o.dir, "in"))
	out, err := check.Output()
	if err != nil {
		o.t.Fatal(err)
	}
	want := held(o.t, string(out))
	if len(got) != n || !slices.Equal(got, want) {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				o.t.Fatalf("%d results, check gives %d; the first that differs:\n%.400s\n%.400s", len(got), len(want), got[i], want[i])
			}
		}
		o.t.Fatalf("%d results, check gives %d", len(got), len(want))
	}
}

func TestKilledWorkersLoseAndDoubleNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes of killing")
	}
	const n = 1500
	for _, where := range []string{"folder", "servers"} {
		t.Run(where, func(t *testing.T) {
			dir := corpus(t, n)
			o := embedded(t, dir)
			if where == "servers" {
				o, _, _ = province(t, dir)
			}
			o.run("add", "in")
			for i := range 3 {
				before := o.status().Checked
				a, b := o.start(), o.start()
				// Jobs are written down whole: without more done than before, a kill would
				// meet the same document at the start of its job once more, and a document
				// whose worker went down twice is set aside.
				o.until(min(before+n/8, n))
				a.kill()
				if i == 1 {
					b.kill()
				} else {
					_ = b.cmd.Process.Signal(syscall.SIGTERM) // it finishes what is in its hands
				}
				a.gone(t)
				b.gone(t)
			}
			last := o.start()
			last.wait(t)
			o.complete(n)
			if s := o.status(); s.Workers != 0 {
				t.Errorf("%d workers are said to live", s.Workers)
			}
		})
	}
}

func TestServersThatGoAwayComeBack(t *testing.T) {
	if testing.Short() {
		t.Skip("minutes of killing")
	}
	const n = 500
	dir := corpus(t, n)
	o, pg, s3 := province(t, dir)
	o.run("add", "in")
	w := o.command("work", "--forever", "--jobs", "2")
	var said lockedBuffer
	w.Stderr = &said
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- w.Wait() }()
	o.until(n / 8)
	pg.Kill()
	time.Sleep(time.Second)
	pg.Start()
	o.until(n / 4)
	s3.Kill()
	time.Sleep(time.Second)
	s3.Start()
	o.until(n)
	_ = w.Process.Signal(syscall.SIGTERM)
	if err := <-ended; w.ProcessState.ExitCode() != 143 {
		t.Errorf("a worker that was asked to stop: %v\n%s", err, said.String())
	}
	o.complete(n)
	if got := pg.Ask("papers", `SELECT count(*) - count(DISTINCT sha256) FROM selfeval.checks`); got != "0" {
		t.Errorf("%s documents were checked twice", got)
	}
}

// killed runs a command and kills it after a while.
func (o *office) killed(wait time.Duration, args ...string) {
	o.t.Helper()
	cmd := o.command(args...)
	if err := cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	time.Sleep(wait)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func TestAddIsWholeOrNotAtAll(t *testing.T) {
	const n = 300
	dir := corpus(t, n)
	o := embedded(t, dir)
	for wait := time.Millisecond; wait < 300*time.Millisecond; wait *= 2 {
		o.killed(wait, "add", "in")
	}
	o.run("add", "in")
	o.run("work")
	o.complete(n)
}

func TestAFullDiskStopsTheWorkAndLosesNothing(t *testing.T) {
	const n = 200
	dir := corpus(t, n)
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=6m"); err != nil {
		t.Skip("no right to mount a small disk: ", err)
	}
	defer syscall.Unmount(small, syscall.MNT_DETACH)
	o := &office{t: t, dir: dir, flags: []string{"-w", filepath.Join(small, "ws")}}
	o.run("add", "in")
	filler := filepath.Join(small, "filler")
	_ = os.WriteFile(filler, make([]byte, 6<<20), 0o644) // as much as there is room for
	w := o.command("work")
	var said bytes.Buffer
	w.Stderr = &said
	err := w.Run()
	if w.ProcessState.ExitCode() != 2 {
		t.Errorf("work on a full disk: %v\n%s", err, said.String())
	}
	if !strings.Contains(said.String(), "磁盘已满") && !strings.Contains(said.String(), "no space left") {
		t.Errorf("the full disk is not named:\n%s", said.String())
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	o.run("work")
	o.complete(n)
}

func TestADamagedPaperIsTold(t *testing.T) {
	dir := corpus(t, 3)
	o := embedded(t, dir)
	o.run("add", "in")
	blobs, _ := filepath.Glob(filepath.Join(dir, "ws", "blobs", "documents", "*", "*"))
	if len(blobs) != 3 {
		t.Fatalf("%d blobs", len(blobs))
	}
	if err := os.WriteFile(blobs[0], []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(blobs[1]); err != nil {
		t.Fatal(err)
	}
	o.run("work")
	out := o.run("results", "--format", "json")
	for _, want := range []string{"内容与摘要不符", "缺少"} {
		if !strings.Contains(out, want) {
			t.Errorf("the result does not say %q", want)
		}
	}
	if s := o.status(); s.Statuses["failed"] != 2 || s.Statuses["ok"] != 1 {
		t.Errorf("%+v", s)
	}
}

// Two programs of different versions, other people's databases, servers that do not
// answer: one clear error each, and nothing is written.
func TestWorkspacesThatAreNotOurs(t *testing.T) {
	dir := corpus(t, 1)
	pg := servicetest.StartPostgres(t)
	refused := func(want string, flags ...string) {
		t.Helper()
		cmd := command(t, dir, append([]string{"add", "in"}, flags...)...)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) || bytes.Count(out, []byte("\n")) > 2 {
			t.Errorf("%v: %v\n%s", flags, err, out)
		}
		if strings.Contains(string(out), "geheim") {
			t.Errorf("a password is shown:\n%s", out)
		}
	}
	refused("--blobs", "-w", pg.Database("one"))
	blobs := filepath.Join(dir, "blobs")
	foreign := pg.Database("foreign")
	pg.Ask("foreign", `CREATE SCHEMA selfeval; CREATE TABLE selfeval.theirs (a int)`)
	refused("别的程序", "-w", foreign, "--blobs", blobs)
	if got := pg.Ask("foreign", `SELECT count(*) FROM pg_tables WHERE schemaname = 'selfeval'`); got != "1" {
		t.Errorf("%s tables in another's schema", got)
	}
	newer := &office{t: t, dir: dir, flags: []string{"-w", pg.Database("newer"), "--blobs", blobs}}
	newer.run("add", "in")
	pg.Ask("newer", `INSERT INTO selfeval.goose_db_version (version_id, is_applied) VALUES (999, true)`)
	refused("更新版本的程序", newer.flags...)
	refused("无法连接", "-w", "postgres://u:geheim@127.0.0.1:1/x?connect_timeout=2", "--blobs", blobs)
	refused("写法有误", "-w", "postgres://u:geheim@127.0.0.1:port/x", "--blobs", blobs)
	refused("无法使用文件存放处", "-w", pg.Database("two"), "--blobs", "s3://none?endpoint=http://127.0.0.1:1&region=none&use_path_style=true")

	// From a folder to a server and back, nothing is lost.
	o := embedded(t, dir)
	o.run("add", "in")
	o.run("work")
	o.run("export", "-o", "a.tar.zst")
	server := &office{t: t, dir: dir, flags: []string{"-w", pg.Database("server"), "--blobs", filepath.Join(dir, "blobs2")}}
	server.run("import", "a.tar.zst")
	server.run("export", "-o", "b.tar.zst")
	back := &office{t: t, dir: dir, flags: []string{"-w", filepath.Join(dir, "back")}}
	back.run("import", "b.tar.zst")
	want := held(t, o.run("results", "--format", "json"))
	for _, other := range []*office{server, back} {
		if got := held(t, other.run("results", "--format", "json")); !slices.Equal(got, want) {
			t.Errorf("%v: %d documents, want %d", other.flags, len(got), len(want))
		}
	}
	server.run("nightly", "--day", "2026-01-01", "--format", "json")
}

func TestServe(t *testing.T) {
	dir := corpus(t, 2)
	o := embedded(t, dir)
	o.run("add", "in")
	cmd := o.command("serve", "--listen", "127.0.0.1:0", "--lang", "en")
	var said lockedBuffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	var address string
	for end := time.Now().Add(20 * time.Second); address == "" && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		_, address, _ = strings.Cut(said.String(), "listening on ")
	}
	address = strings.TrimSpace(address)
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/metrics": "selfeval_workspace_documents_waiting 2", "/status": `"waiting":2`} {
		if got := fetch(t, address+path); !strings.Contains(got, want) {
			t.Errorf("%s: %s", path, got)
		}
	}
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() != 143 {
		t.Errorf("ended with %d: %s", cmd.ProcessState.ExitCode(), said.String())
	}
}
