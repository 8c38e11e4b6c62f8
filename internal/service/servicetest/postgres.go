// Package servicetest starts, for tests, what a workspace on servers stands on: a
// PostgreSQL of its own and an S3 server in this process, which can be killed and
// started again.
package servicetest

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Postgres is a server with a folder of its own.
type Postgres struct {
	t    testing.TB
	bin  string
	dir  string
	port int
	as   *syscall.Credential // the server refuses to run as root
	cmd  *exec.Cmd
	said spoken
	more []string // further settings
}

// spoken is what the server's processes say: one that is killed may leave children that
// speak while the next is started.
type spoken struct {
	mu   sync.Mutex
	said bytes.Buffer
}

func (s *spoken) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.Write(b)
}

func (s *spoken) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.String()
}

// StartPostgres starts a server, or skips the test where there is none on the machine.
func StartPostgres(t testing.TB) *Postgres {
	t.Helper()
	bin := postgresBin()
	if bin == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no PostgreSQL on this machine: CI installs one")
		}
		t.Skip("no PostgreSQL on this machine")
	}
	dir, err := os.MkdirTemp("", "selfeval-pg")
	if err != nil {
		t.Fatal(err)
	}
	p := &Postgres{t: t, bin: bin, dir: dir, port: freePort(t)}
	t.Cleanup(func() {
		p.Kill()
		_ = os.RemoveAll(dir)
	})
	if os.Getuid() == 0 {
		p.as = nobody(t)
		if err := os.Chown(dir, int(p.as.Uid), int(p.as.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := p.command("initdb", "-D", filepath.Join(dir, "data"), "-U", "selfeval", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	p.Start()
	return p
}

// postgresBin is the folder of the newest server on the machine.
func postgresBin() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path)
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
}

func nobody(t testing.TB) *syscall.Credential {
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	t.Fatal("running as root, and no other user to start PostgreSQL as")
	return nil
}

// freePort finds a port for a server that goes away and comes back. It is none that the
// system gives to connections: one that tries to reach the server while it is away could
// be given the server's own port, and keep it.
func freePort(t testing.TB) int {
	for range 100 {
		port := 15000 + rand.N(15000)
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = l.Close()
			return port
		}
	}
	t.Fatal("no free port")
	return 0
}

func (p *Postgres) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(p.bin, name), args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as, Setpgid: true}
	return cmd
}

// Start starts the server, and waits until it answers.
func (p *Postgres) Start() {
	p.t.Helper()
	for until := time.Now().Add(5 * time.Minute); ; {
		p.cmd = p.command("postgres", append([]string{"-D", filepath.Join(p.dir, "data"), "-p", strconv.Itoa(p.port), "-k", p.dir,
			"-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "log_min_messages=fatal"}, p.more...)...)
		p.cmd.Stderr = &p.said
		if err := p.cmd.Start(); err != nil {
			p.t.Fatal(err)
		}
		ended := make(chan struct{})
		go func(cmd *exec.Cmd) { _ = cmd.Wait(); close(ended) }(p.cmd)
		for time.Now().Before(until) {
			select {
			case <-ended: // after a kill its children may hold its memory for a moment
				time.Sleep(200 * time.Millisecond)
			case <-time.After(100 * time.Millisecond):
				if p.command("pg_isready", "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(p.port)).Run() == nil {
					return
				}
				continue
			}
			break
		}
		if time.Now().After(until) {
			p.t.Fatalf("PostgreSQL does not start:\n%s", p.said.String())
		}
	}
}

// Kill ends the server and all its processes as a power cut would.
func (p *Postgres) Kill() {
	if p.cmd == nil || p.cmd.Process == nil {
		return
	}
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		p.t.Log(err)
	}
	_ = syscall.Kill(p.cmd.Process.Pid, syscall.SIGKILL)
	time.Sleep(100 * time.Millisecond)
}

// Database makes a new database, and gives its URL.
func (p *Postgres) Database(name string) string {
	p.t.Helper()
	if out, err := p.command("createdb", "-h", "127.0.0.1", "-p", strconv.Itoa(p.port), "-U", "selfeval", name).CombinedOutput(); err != nil {
		p.t.Fatalf("createdb: %v\n%s", err, out)
	}
	return fmt.Sprintf("postgres://selfeval@127.0.0.1:%d/%s?sslmode=disable", p.port, name)
}

// Ask runs a statement, and gives its answer.
func (p *Postgres) Ask(name, statement string) string {
	p.t.Helper()
	out, err := p.command("psql", "-h", "127.0.0.1", "-p", strconv.Itoa(p.port), "-U", "selfeval", "-d", name, "-Atc", statement).CombinedOutput()
	if err != nil {
		p.t.Fatalf("psql: %v\n%s", err, out)
	}
	return string(bytes.TrimSpace(out))
}
