package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"selfeval/internal/service/servicetest"
)

// county is hundreds of hosts, each with a list and its files.
type county struct {
	hosts []*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	last  map[string]time.Time
	gap   time.Duration // the smallest between an answer and the next request to its host
	busy  map[string]bool
	most  int // requests to one host at once
}

func newCounty(t *testing.T, hosts, items int) *county {
	c := &county{asked: map[string]int{}, last: map[string]time.Time{}, busy: map[string]bool{}, gap: time.Hour}
	for range hosts {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c.mu.Lock()
			c.asked[r.Host+r.URL.Path]++
			if at, ok := c.last[r.Host]; ok {
				c.gap = min(c.gap, time.Since(at))
			}
			if c.busy[r.Host] {
				c.most++
			}
			c.busy[r.Host] = true
			c.mu.Unlock()
			defer func() {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.busy[r.Host], c.last[r.Host] = false, time.Now()
			}()
			var i int
			switch {
			case r.URL.Path == "/jx/":
				list(w, 0, 1, items)
			case scan(r.URL.Path, "/jx/f0_%d.pdf", &i):
				fmt.Fprintf(w, "%%PDF-1.4 %s %d", r.Host, i)
			default:
				http.NotFound(w, r)
			}
		}))
		t.Cleanup(s.Close)
		c.hosts = append(c.hosts, s)
	}
	return c
}

// sites writes a sites file, and gives the flags that let the hosts be reached.
func (c *county) sites(t *testing.T, path string, delay time.Duration) (flags []string) {
	var b strings.Builder
	b.WriteString("contact: test@example.cn\nsites:\n")
	for _, s := range c.hosts {
		fmt.Fprintf(&b, "- {seeds: [%q], delay: %s}\n", s.URL+"/jx/", delay)
		flags = append(flags, "--allow", s.Listener.Addr().(*net.TCPAddr).String())
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return flags
}

// twice counts what was asked for, and what more than once.
func (c *county) twice() (all, twice int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, n := range c.asked {
		if strings.HasSuffix(path, "/robots.txt") {
			continue
		}
		all++
		twice += n - 1
	}
	return all, twice
}

// Ten thousand pages of 500 hosts that are visited at once: each once, each host in peace,
// and the memory does not grow with them.
func TestFiveHundredHosts(t *testing.T) {
	if testing.Short() {
		t.Skip("a minute of crawling")
	}
	const hosts, items = 500, 19
	for _, where := range []string{"folder", "server"} {
		t.Run(where, func(t *testing.T) {
			dir := t.TempDir()
			o := embedded(t, dir)
			if where == "server" {
				o.flags = []string{"-w", servicetest.StartPostgres(t).Database("crawl"), "--blobs", filepath.Join(dir, "blobs")}
			}
			c := newCounty(t, hosts, items)
			sites := filepath.Join(dir, "sites.yaml")
			args := append([]string{"crawl", sites, "--hosts", "500", "--format", "json", "-o", "night.json"}, c.sites(t, sites, 500*time.Millisecond)...)
			start := time.Now()
			cmd := o.command(args...)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%.3000s", err, out)
			}
			took := time.Since(start)
			body, err := os.ReadFile(filepath.Join(dir, "night.json"))
			if err != nil {
				t.Fatal(err)
			}
			var rep struct {
				Hosts []struct {
					State string
					New   []string
				}
			}
			if err := json.Unmarshal(body, &rep); err != nil {
				t.Fatal(err)
			}
			for _, h := range rep.Hosts {
				if h.State != "done" || len(h.New) != items {
					t.Fatalf("%+v", h)
				}
			}
			all, twice := c.twice()
			if all != hosts*(items+1) || twice != 0 || c.most != 0 || c.gap < 490*time.Millisecond {
				t.Errorf("%d pages, %d asked for again, %d requests beside another, smallest gap %v", all, twice, c.most, c.gap)
			}
			rss := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
			if rss > 300 {
				t.Errorf("%d MB", rss)
			}
			t.Logf("%d pages of %d hosts in %v, smallest gap %v, %d MB, processor %v", all, len(rep.Hosts), took.Round(time.Second), c.gap, rss, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		})
	}
}
