//go:build unix

package ownfolder_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"selfeval/internal/app/ownfolder"
)

// fileCount is how many files a version of the folder has.
const fileCount = 120

// TestMain is also the process that the test kills: it writes one version of a folder.
func TestMain(m *testing.M) {
	if dir := os.Getenv("OWNFOLDER_WRITE"); dir != "" {
		if err := write(dir, os.Getenv("OWNFOLDER_VERSION")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// write puts a version in place: files that every version has, and one of its own.
func write(dir, version string) error {
	f, err := ownfolder.Open(dir)
	if err != nil {
		return err
	}
	stage, err := f.Stage()
	if err != nil {
		return err
	}
	names := []string{"of/" + version + "/own.txt"}
	for i := range fileCount {
		names = append(names, fmt.Sprintf("t%d/part=%d/a.txt", i%7, i))
	}
	for _, name := range names {
		path := filepath.Join(stage, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(version), 0o644); err != nil {
			return err
		}
	}
	return f.Commit(nil)
}

// versions are the versions that the files of a folder are of.
func versions(t *testing.T, dir string) map[string]int {
	t.Helper()
	out := map[string]int{}
	found, err := filepath.Glob(filepath.Join(dir, "t*", "part=*", "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	own, _ := filepath.Glob(filepath.Join(dir, "of", "*", "own.txt"))
	for _, path := range append(found, own...) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[string(b)]++
	}
	return out
}

// A folder is of one version after any kill, once the next run has looked at it.
func TestKilledAtAnyStep(t *testing.T) {
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	start := time.Now()
	if err := write(dir, "v0"); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	mixed, finished, last := 0, 0, "v0"
	for n := 1; n <= 24; n++ {
		version := "v" + strconv.Itoa(n)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "OWNFOLDER_WRITE="+dir, "OWNFOLDER_VERSION="+version)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Half of them as soon as files are being put in place.
		for deadline := time.Now().Add(5 * time.Second); n%2 == 0 && time.Now().Before(deadline); {
			if _, err := os.Stat(filepath.Join(dir, "MANIFEST.next.sha256")); err == nil {
				break
			}
			if cmd.ProcessState != nil {
				break
			}
		}
		time.Sleep(time.Duration(r.Int64N(int64(took/4 + 1))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if len(versions(t, dir)) > 1 {
			mixed++
		}
		f, err := ownfolder.Open(dir)
		if err != nil {
			t.Fatalf("after kill %d: %v", n, err)
		}
		if f.Torn() {
			t.Errorf("after kill %d the folder is torn", n)
		}
		f.Abort()
		got := versions(t, dir)
		if len(got) != 1 || got[last] != fileCount+1 && got[version] != fileCount+1 {
			t.Fatalf("after kill %d: %v", n, got)
		}
		if got[version] > 0 {
			last = version
			finished++
		}
		out, err := exec.Command("sh", "-c", "cd "+dir+" && sha256sum -c --quiet MANIFEST.sha256").CombinedOutput()
		if err != nil && !strings.Contains(err.Error(), "not found") {
			t.Fatalf("after kill %d: %s", n, out)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".selfeval-*.tmp")); len(left) > 0 && n%5 == 0 {
			for _, l := range left {
				os.RemoveAll(l)
			}
		}
	}
	t.Logf("%d of 24 kills left files of two versions, %d versions came to stand", mixed, finished)
	if mixed == 0 || finished == 0 {
		t.Error("no kill fell into the putting in place: the test shows nothing")
	}
}

// Files of others stay, and what they changed is not written over.
func TestFilesOfOthers(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir, "v1"); err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(dir, "of", "v1", "theirs.txt")
	if err := os.WriteFile(theirs, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, "v2"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Error(err)
	}
	changed := filepath.Join(dir, "t3", "part=3", "a.txt")
	if err := os.WriteFile(changed, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, "v3"); err == nil || !strings.Contains(err.Error(), "part=3") {
		t.Errorf("a file that somebody changed was written over (%v)", err)
	}
	if got := versions(t, dir); got["theirs"] != 1 || got["v2"] != fileCount {
		t.Errorf("the refused run changed files: %v", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "MANIFEST.next*")); len(left) > 0 {
		t.Error("a refused run left a manifest of what it would have done")
	}
}

// Two runs at once: the second one is told.
func TestOneRunAtATime(t *testing.T) {
	dir := t.TempDir()
	f, err := ownfolder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ownfolder.Open(dir); err == nil {
		t.Error("two runs write one folder")
	}
	f.Abort()
	g, err := ownfolder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	g.Abort()
}
