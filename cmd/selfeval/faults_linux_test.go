package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// These tests do to a running batch what happens to one in life: they kill it,
// interrupt it, fill its disk, close its pipe, lock its folders.

// command is selfeval as its users start it: the test binary under that name.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Args[0] = "selfeval"
	cmd.Dir = dir
	// Two runs of the same files give the same bytes, but for when they began.
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1700000000")
	return cmd
}

const shortReport = `# 东山县林业局2023年度部门绩效自评结果公开汇总表

单位：万元

| 序号 | 项目名称 | 项目实施单位 | 预算数（调整后） | 执行数 | 结余交回财政数 | 自评得分 | 自评结果应用意见 |
|---|---|---|---|---|---|---|---|
| 1 | 造林补助%d | 造林站 | 120.00 | 118.00 | 2.00 | 98.5 | 继续安排 |
| 2 | 防火道维护 | 防火办 | 50.00 | 5%d.00 | 0.00 | 99 | 继续安排 |
`

// corpus writes n reports, all different, into dir/in.
func corpus(t *testing.T, n int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		name := filepath.Join(dir, "in", fmt.Sprintf("%03d", i/100), fmt.Sprintf("%05d.md", i))
		if i%100 == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, fmt.Appendf(nil, shortReport, i, i%3), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type outcome struct {
	Documents []struct{ Path, Status string }
	Summary   struct {
		Documents, Failed int
		Interrupted       bool
	}
}

func parse(t *testing.T, data []byte) (o outcome) {
	t.Helper()
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatalf("no whole JSON: %v\n%.300s", err, data)
	}
	return o
}

func TestKilledBatchGoesOnWhereItStopped(t *testing.T) {
	const n = 1500
	dir := corpus(t, n)
	args := []string{"check", "--format", "json", "-o", "out.json", "--cache", "cache", "--resume", "--fail-on", "none", "in"}
	cmd := command(t, dir, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	results := func() (done, torn int) {
		_ = filepath.WalkDir(filepath.Join(dir, "cache"), func(p string, _ fs.DirEntry, _ error) error {
			switch filepath.Ext(p) {
			case ".zst":
				done++
			case ".tmp":
				torn++
			}
			return nil
		})
		return done, torn
	}
	for done := 0; done < 60; done, _ = results() {
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	done, _ := results()
	if done >= n {
		t.Fatal("the batch was over before it was killed")
	}
	if _, err := os.Stat(filepath.Join(dir, "out.json")); err == nil {
		t.Error("a killed batch left an output that looks whole")
	}

	// What a power cut tears, and what a killed writer leaves, is no result.
	torn := 0
	_ = filepath.WalkDir(filepath.Join(dir, "cache"), func(p string, _ fs.DirEntry, _ error) error {
		if filepath.Ext(p) == ".zst" && torn < 5 {
			torn++
			if b, err := os.ReadFile(p); err == nil {
				_ = os.WriteFile(p, b[:len(b)/2], 0o644)
			}
		}
		return nil
	})

	cmd = command(t, dir, append(args, "--log-format", "json")...)
	log, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, log)
	}
	cached := strings.Count(string(log), `"cached":true`)
	if cached < done-torn || cached >= n {
		t.Errorf("%d results taken from the cache, %d were there and %d of them torn", cached, done, torn)
	}
	got, err := os.ReadFile(filepath.Join(dir, "out.json"))
	if err != nil {
		t.Fatal(err)
	}
	if o := parse(t, got); o.Summary.Documents != n || o.Summary.Failed != 0 {
		t.Errorf("summary: %+v", o.Summary)
	}
	want, err := command(t, dir, "check", "--format", "json", "--fail-on", "none", "--isolate", "never", "in").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the resumed run says something else than one that was never stopped")
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if len(children(t, dir)) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("workers outlive their batch: %v", children(t, dir))
		}
	}
}

// children are the selfeval workers that run in dir.
func children(t *testing.T, dir string) (pids []string) {
	t.Helper()
	dir, _ = filepath.EvalSymlinks(dir)
	found, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, f := range found {
		if at, err := os.Readlink(f); err == nil && at == dir {
			pids = append(pids, filepath.Base(filepath.Dir(f)))
		}
	}
	return pids
}

func TestInterruptedBatchFinishesCleanly(t *testing.T) {
	dir := corpus(t, 3000)
	t.Run("to a file", func(t *testing.T) {
		cmd := command(t, dir, "check", "--format", "json", "-o", "out.json", "--log-format", "json", "in")
		stderr, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(stderr)
		for range 40 {
			lines.Scan()
		}
		_ = cmd.Process.Signal(os.Interrupt)
		last := ""
		for lines.Scan() {
			last = lines.Text()
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != 130 {
			t.Errorf("exit code %d", code)
		}
		if !strings.Contains(last, "已中断，完成") || !strings.Contains(last, "out.json.partial") {
			t.Errorf("last word: %s", last)
		}
		data, err := os.ReadFile(filepath.Join(dir, "out.json.partial"))
		if err != nil {
			t.Fatal(err)
		}
		o := parse(t, data)
		if !o.Summary.Interrupted || o.Summary.Documents < 40 || o.Summary.Documents != len(o.Documents) || o.Summary.Failed > 0 {
			t.Errorf("%d documents, summary %+v", len(o.Documents), o.Summary)
		}
		if _, err := os.Stat(filepath.Join(dir, "out.json")); err == nil {
			t.Error("half a result stands where the whole one is expected")
		}
	})
	t.Run("to stdout", func(t *testing.T) {
		cmd := command(t, dir, "check", "--format", "json", "in")
		var out bytes.Buffer
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReader(pipe)
		for range 20 {
			line, _ := r.ReadBytes('\n')
			out.Write(line)
		}
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_, _ = r.WriteTo(&out)
		_ = cmd.Wait()
		if o := parse(t, out.Bytes()); !o.Summary.Interrupted || cmd.ProcessState.ExitCode() != 143 {
			t.Errorf("summary %+v, exit code %d", o.Summary, cmd.ProcessState.ExitCode())
		}
	})
}

func TestClosedPipe(t *testing.T) {
	dir := corpus(t, 2000)
	for _, format := range []string{"text", "json"} {
		// All papers, since a digest is written before anybody can close the pipe.
		cmd := command(t, dir, "check", "--lang", "en", "-v", "--log-level", "off", "--format", format, "in")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		_, _ = bufio.NewReaderSize(pipe, 16).ReadString('\n')
		_ = pipe.Close()
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != 0 {
			t.Errorf("%s: exit code %d", format, code)
		}
		if got := stderr.String(); got != "" {
			t.Errorf("%s: %q", format, got)
		}
	}
}

func TestFullDisk(t *testing.T) {
	dir := corpus(t, 200)
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	defer func() { _ = syscall.Unmount(small, 0) }()

	old := []byte(`{"documents":[],"summary":{}}`)
	if err := os.WriteFile(filepath.Join(small, "out.json"), old, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, dir, "check", "--lang", "en", "--format", "json", "-o", "small/out.json", "in")
	said, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 2 || !strings.Contains(string(said), "the disk is full") {
		t.Errorf("exit code %d, said %s", code, said)
	}
	if now, err := os.ReadFile(filepath.Join(small, "out.json")); err != nil || !bytes.Equal(now, old) {
		t.Errorf("the old result is gone: %s (%v)", now, err)
	}
	left, _ := filepath.Glob(filepath.Join(small, ".*.tmp"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	// A cache that is full costs the cache, not the result.
	cmd = command(t, dir, "check", "--lang", "en", "--fail-on", "none", "--format", "json", "-o", "out.json", "--cache", "small/cache", "in")
	said, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(said), "could not be cached") != 1 {
		t.Errorf("%v: %.500s", err, said)
	}
	// So does one that nobody may write to.
	if err := syscall.Mount("", small, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	said, err = command(t, dir, "check", "--lang", "en", "--fail-on", "none", "--format", "json", "-o", "out.json", "--cache", "small/cache", "in").CombinedOutput()
	if err != nil || strings.Count(string(said), "could not be cached") != 1 {
		t.Errorf("read-only: %v: %.500s", err, said)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out.json"))
	if err != nil {
		t.Fatal(err)
	}
	if o := parse(t, data); o.Summary.Documents != 200 || o.Summary.Failed != 0 {
		t.Errorf("summary %+v", o.Summary)
	}
}

// TestFileSizeLimit has the system refuse to write more than a few blocks.
func TestFileSizeLimit(t *testing.T) {
	dir := corpus(t, 50)
	cmd := command(t, dir, "check", "--lang", "en", "--format", "json", "-o", "out.json", "in")
	sh := exec.Command("sh", append([]string{"-c", `ulimit -f 8; exec "$0" "$@"`, filepath.Join(dir, "selfeval")}, cmd.Args[1:]...)...)
	if err := os.Symlink(cmd.Path, filepath.Join(dir, "selfeval")); err != nil {
		t.Fatal(err)
	}
	sh.Dir = dir
	said, _ := sh.CombinedOutput()
	if code := sh.ProcessState.ExitCode(); code != 2 || !strings.Contains(string(said), "the result cannot be written") || strings.Contains(string(said), "goroutine") {
		t.Errorf("exit code %d, said %.500s", code, said)
	}
	if _, err := os.Stat(filepath.Join(dir, "out.json")); err == nil {
		t.Error("half a result was put in place")
	}
}

func TestUnreadableFolder(t *testing.T) {
	// What cannot be read in a folder costs itself only, unless the user says otherwise.
	for _, arg := range []string{"in", "in/**/*.md"} {
		t.Run(arg, func(t *testing.T) { unreadableFolder(t, 1, arg) })
	}
	t.Run("strict", func(t *testing.T) { unreadableFolder(t, 2, "--fail-on-unreadable", "in") })
}

func unreadableFolder(t *testing.T, want int, args ...string) {
	dir := corpus(t, 300)
	locked := filepath.Join(dir, "in", "001")
	if err := os.Chmod(locked, 0o000); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(locked, 0o755) }()
	file := filepath.Join(dir, "in", "000", "00007.md")
	if err := os.Chmod(file, 0o000); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, dir, append([]string{"check", "--format", "json"}, args...)...)
	if os.Getuid() == 0 { // whom no folder is closed to
		exe := filepath.Join(dir, "selfeval")
		data, err := os.ReadFile(cmd.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(exe, data, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd.Path = exe
		for p := dir; len(p) > len(os.TempDir()); p = filepath.Dir(p) {
			if err := os.Chmod(p, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := cmd.Output()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	o := parse(t, out)
	if code := cmd.ProcessState.ExitCode(); code != want || o.Summary.Documents != 201 || o.Summary.Failed != 2 {
		t.Errorf("exit code %d, summary %+v", code, o.Summary)
	}
	for _, d := range o.Documents {
		if bad := d.Path == "in/001" || d.Path == "in/000/00007.md"; bad != (d.Status == "failed") {
			t.Errorf("%s is %s", d.Path, d.Status)
		}
	}
	if !strings.Contains(string(out), "没有读取权限") {
		t.Error("no word of permission")
	}
}

// TestMemoryDoesNotGrowWithDocuments holds a long batch against a short one.
func TestMemoryDoesNotGrowWithDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("checks thousands of files")
	}
	peak := func(n int) int64 {
		cmd := command(t, corpus(t, n), "check", "--format", "json", "-o", "out.json", "--fail-on", "none", "in")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	}
	few, many := peak(500), peak(10_000)
	if many > 2*few {
		t.Errorf("peak memory grows from %d KiB for 500 documents to %d KiB for 10000", few, many)
	}
}

// A configuration that another user left above the working folder, or in a folder
// that everybody can write to, does not decide over what is found.
func TestForeignConfiguration(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a file to another user")
	}
	dir := corpus(t, 1)
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "selfeval.yaml")
	if err := os.WriteFile(file, []byte("default: none\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(file, 65534, 65534); err != nil {
		t.Fatal(err)
	}
	run := func(dir string, args ...string) (int, string) {
		cmd := command(t, dir, append([]string{"check", "--lang", "en"}, args...)...)
		out, _ := cmd.CombinedOutput()
		return cmd.ProcessState.ExitCode(), string(out)
	}
	report := filepath.Join(dir, "in", "000", "00000.md")
	if code, out := run(work, report); code != 2 || !strings.Contains(out, "belongs to another user") || !strings.Contains(out, file) {
		t.Errorf("above the working folder: exit code %d, %s", code, out)
	}
	if code, out := run(work, "--config", file, report); code != 0 || !strings.Contains(out, "turns all rules off") {
		t.Errorf("named: exit code %d, %s", code, out)
	}
	if code, out := run(dir, report); code != 0 {
		t.Errorf("in the working folder: exit code %d, %s", code, out)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if code, out := run(dir, report); code != 2 {
		t.Errorf("in a folder open to all: exit code %d, %s", code, out)
	}
}
