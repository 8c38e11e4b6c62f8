package main

import (
	"bytes"
	"fmt"
	"os"
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
			o.killed(wait, "add", "in")
			o.run("add", "in")
			if s := o.status(); s.Documents != 3 || s.Waiting != 3 {
				t.Errorf("killed after %v: %+v", wait, s)
			}
		}
	}
}

// Database and store are spoken to over TLS, with what the environment and files say of
// passwords and certificates; a certificate that nobody vouches for is refused, and no
// password is ever shown.
func TestServersOverTLS(t *testing.T) {
	const password = "sehr-geheim"
	dir := corpus(t, 3)
	pg, s3 := servicetest.StartPostgres(t), servicetest.StartS3(t)
	pg.Database("papers")
	root := pg.RequireTLS(password)
	store, bundle := s3.StartTLS()
	passwords := filepath.Join(dir, "pgpass")
	if err := os.WriteFile(passwords, []byte("*:*:*:*:"+password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := "postgres://selfeval@" + pg.Address() + "/papers?sslmode=verify-full"
	o := &office{t: t, dir: dir, flags: []string{"-w", at, "--blobs", store}, env: append(s3.Env(), "PGPASSFILE="+passwords, "PGSSLROOTCERT="+root, "AWS_CA_BUNDLE="+bundle)}
	o.run("add", "in")
	o.run("work")
	o.complete(3)
	for name, env := range map[string][]string{
		"a database that nobody vouches for": append(s3.Env(), "PGPASSFILE="+passwords, "PGSSLROOTCERT="+bundle, "AWS_CA_BUNDLE="+bundle),
		"a store that nobody vouches for":    append(s3.Env(), "PGPASSFILE="+passwords, "PGSSLROOTCERT="+root),
		"a wrong password":                   append(s3.Env(), "PGPASSWORD="+password+"er", "PGPASSFILE=/nowhere", "PGSSLROOTCERT="+root, "AWS_CA_BUNDLE="+bundle),
	} {
		other := *o
		other.env = env
		cmd := other.command("status", "--log-level", "debug")
		out, err := cmd.CombinedOutput()
		if err == nil || bytes.Contains(out, []byte(password)) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
