package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Every command ends with a signal at once, whatever it waits for, with the code by
// which a shell knows the signal.
func TestSignalsEndEveryCommand(t *testing.T) {
	dir := corpus(t, 1)
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	signals := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}
	for i, args := range [][]string{
		{"check", "-"},                 // stdin that says nothing
		{"check", "--files-from", "-"}, // a list that does not come
		{"check", "fifo"},              // a pipe that nobody writes to
		{"check", "in", "@fifo"},       // a list from such a pipe, after work was done
		{"extract", "--isolate", "always", "fifo"},
		{"dataset", "-o", "out", "in", "fifo"},
		{"baseline", "write", "-o", "b.json", "fifo"},
		{"rules", "test", "fifo"},
		{"config", "check", "fifo"},
		{"inspect", "fifo"},
	} {
		sig := signals[i%3]
		if signal.Ignored(sig) { // the tests run under nohup, and so do the commands
			sig = syscall.SIGTERM
		}
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			cmd := command(t, dir, append(args, "--lang", "en")...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			var said bytes.Buffer
			cmd.Stderr = &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			if args[0] == "dataset" {
				time.Sleep(4 * time.Second) // for the first file to be done, also on a busy machine
			}
			_ = cmd.Process.Signal(sig)
			ended := make(chan struct{})
			go func() { _ = cmd.Wait(); close(ended) }()
			select {
			case <-ended:
			case <-time.After(20 * time.Second):
				_ = cmd.Process.Kill()
				t.Fatal("the signal was not heard")
			}
			if code := cmd.ProcessState.ExitCode(); code != 128+int(sig) {
				t.Errorf("exit code %d after %v", code, sig)
			}
			if !strings.Contains(said.String(), "interrupted") {
				t.Errorf("said %q", said.String())
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "b.json")); err == nil {
		t.Error("half a baseline was written")
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); err == nil {
		t.Error("half a dataset stands where the whole one is expected")
	}
	if b, err := os.ReadFile(filepath.Join(dir, "out.partial", "projects.csv")); err != nil || strings.Count(string(b), "\n") < 3 {
		t.Errorf("what was done is not kept: %s (%v)", b, err)
	}
}

// A run started under nohup goes on when its terminal closes.
func TestIgnoredSignalsStayIgnored(t *testing.T) {
	dir := corpus(t, 300)
	cmd := command(t, dir, "check", "--format", "json", "-o", "out.json", "--fail-on", "none", "in")
	sh := command(t, dir, "")
	sh.Path, sh.Args = "/bin/sh", append([]string{"sh", "-c", `trap "" HUP; exec "$0" "$@"`, filepath.Join(dir, "selfeval")}, cmd.Args[1:]...)
	if err := os.Symlink(cmd.Path, filepath.Join(dir, "selfeval")); err != nil {
		t.Fatal(err)
	}
	if err := sh.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(150 * time.Millisecond)
	_ = sh.Process.Signal(syscall.SIGHUP)
	if err := sh.Wait(); err != nil {
		t.Errorf("%v", err)
	}
}

func TestInterruptedRunInMetrics(t *testing.T) {
	dir := corpus(t, 1)
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, dir, "check", "--metrics", "run.prom", "in", "fifo")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_ = cmd.Wait()
	b, err := os.ReadFile(filepath.Join(dir, "run.prom"))
	if err != nil || !strings.Contains(string(b), "selfeval_run_complete 0\n") || !strings.Contains(string(b), "selfeval_run_interrupted 1\n") {
		t.Errorf("%v\n%s", err, b)
	}
}

// A dataset that is killed at any moment leaves the folder such that the next run
// replaces it, with the files of others untouched.
func TestKilledDataset(t *testing.T) {
	dir := corpus(t, 60)
	args := []string{"dataset", "in", "-o", "out", "--format", "csv,jsonl,sqlite", "--isolate", "never"}
	if out, err := command(t, dir, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mine := filepath.Join(dir, "out", "mine.md")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		cmd := command(t, dir, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(40*(i+1)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	killedWhilePlacing(t, filepath.Join(dir, "out"))
	old := time.Now().Add(-2 * time.Hour)
	stages, _ := filepath.Glob(filepath.Join(dir, "out", ".*.tmp")) // of folders and of the manifest
	for _, s := range stages {
		_ = os.Chtimes(s, old, old)
	}
	if out, err := command(t, dir, args...).CombinedOutput(); err != nil {
		t.Fatalf("the next run: %v: %s", err, out)
	}
	var left []string
	_ = filepath.WalkDir(filepath.Join(dir, "out"), func(p string, _ fs.DirEntry, _ error) error {
		left = append(left, filepath.Base(p))
		return nil
	})
	if got := fmt.Sprint(left); strings.Contains(got, ".tmp") || strings.Contains(got, "next") || !strings.Contains(got, "mine.md") {
		t.Errorf("left: %v", left)
	}
}

// killedWhilePlacing makes of a folder what a run leaves that was killed as it
// renamed its files: the manifest of the new ones is there, some of them too.
func killedWhilePlacing(t *testing.T, dir string) {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(dir, "MANIFEST.sha256"))
	if err != nil {
		t.Fatal(err)
	}
	const fresh = "a file that the killed run had put in place"
	changed := bytes.ReplaceAll(manifest, []byte(digestOf(t, filepath.Join(dir, "projects.csv"))), []byte(digest(fresh)))
	if bytes.Equal(changed, manifest) {
		t.Fatal("projects.csv is not in the manifest")
	}
	if err := os.WriteFile(filepath.Join(dir, "MANIFEST.next.sha256"), changed, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "projects.csv"), []byte(fresh), 0o644); err != nil {
		t.Fatal(err)
	}
}

func digestOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return digest(string(b))
}

// A dataset that does not fit on its disk leaves the one before it as it was.
func TestFullDiskKeepsTheDataset(t *testing.T) {
	dir := corpus(t, 700)
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	defer func() { _ = syscall.Unmount(small, 0) }()
	args := []string{"dataset", "-o", "small/out", "--format", "csv,jsonl", "--lang", "en"}
	if out, err := command(t, dir, append(args, "in/000/00001.md")...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mine := filepath.Join(small, "out", "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := digestOf(t, filepath.Join(small, "out", "projects.csv"))
	cmd := command(t, dir, append(args, "in")...)
	said, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 2 || !strings.Contains(string(said), "the disk is full") {
		t.Errorf("exit code %d, said %s", code, said)
	}
	if after := digestOf(t, filepath.Join(small, "out", "projects.csv")); after != before {
		t.Error("the dataset before it is gone")
	}
	if left, _ := filepath.Glob(filepath.Join(small, "out", ".selfeval-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if out, err := command(t, dir, append(args, "in/000/00001.md")...).CombinedOutput(); err != nil {
		t.Errorf("the next run: %v: %s", err, out)
	}
	if b, err := os.ReadFile(mine); err != nil || string(b) != "mine" {
		t.Errorf("a file of somebody's: %q (%v)", b, err)
	}
}
