package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"selfeval/internal/service/servicetest"
)

// Several processes share a workspace in a folder: SQLite lets one write at a time, and
// the others wait. None ever hears that the database is locked, and no job is done twice.
func TestTwoProcessesOnOneFolder(t *testing.T) {
	const n = 900
	dir := corpus(t, n)
	o := embedded(t, dir)
	for i := range 3 {
		o.run("add", filepath.Join("in", fmt.Sprintf("%03d", i)))
	}
	workers := []*worker{o.start(), o.start()}
	var others []*bytes.Buffer
	for i := 3; i < n/100; i++ { // while they work, others put more in and ask
		for _, args := range [][]string{{"add", filepath.Join("in", fmt.Sprintf("%03d", i))}, {"status"}, {"recheck"}} {
			said := &bytes.Buffer{}
			cmd := o.command(args...)
			cmd.Stderr = said
			if err := cmd.Run(); err != nil {
				t.Errorf("%v: %v\n%s", args, err, said)
			}
			others = append(others, said)
		}
	}
	for _, w := range workers {
		w.wait(t)
	}
	last := o.start()
	last.wait(t)
	o.complete(n)
	fault := regexp.MustCompile(`(?i)locked|SQLITE_|busy|job failed`)
	for _, w := range append(workers, last) {
		if m := fault.FindString(w.said.String()); m != "" {
			t.Errorf("a worker says %q:\n%s", m, w.said.String())
		}
	}
	for _, said := range others {
		if m := fault.FindString(said.String()); m != "" {
			t.Errorf("%q:\n%s", m, said)
		}
	}
}

// A program that is killed while it makes the tables, at whatever step, leaves a workspace
// that the next one finishes.
func TestAMigrationInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("many kills")
	}
	dir := corpus(t, 3)
	pg := servicetest.StartPostgres(t)
	for i, wait := 0, 20*time.Millisecond; wait < 2*time.Second; i, wait = i+1, wait*5/4 {
		for _, flags := range [][]string{
			{"-w", filepath.Join(dir, fmt.Sprintf("ws%d", i))},
			{"-w", pg.Database(fmt.Sprintf("w%d", i)), "--blobs", filepath.Join(dir, fmt.Sprintf("blobs%d", i))},
		} {
			o := &office{t: t, dir: dir, flags: flags}
			cmd := o.command("add", "in")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(wait)
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			o.run("add", "in")
			if s := o.status(); s.Documents != 3 || s.Waiting != 3 {
				t.Errorf("killed after %v: %+v", wait, s)
			}
		}
	}
}
