package crawl

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlnwa/gowarc/v3"

	"selfeval/internal/service/servicetest"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// night is a workspace that crawls a site of our own.
type night struct {
	t testing.TB
	w *workspace.Workspace
	c *Crawl
	s *site
}

func newNight(t testing.TB, s *site, opt workspace.Options) *night {
	t.Helper()
	o := servicetest.Open(t, opt)
	return &night{t, o.W, &Crawl{W: o.W, Q: o.Q, F: fetcher(t, s, Limits{Time: 5 * time.Second}), Settings: o.Settings}, s}
}

// run crawls on a day and gives the report of its only host.
func (n *night) run(day, more string) *HostReport {
	n.t.Helper()
	return n.sites(day, "sites:\n- seeds: [\""+n.s.URL+"/jx/\"]\n  delay: 5ms\n  revisit_days: 1\n"+more)
}

// sites crawls what a sites file says, and gives the report of its first host.
func (n *night) sites(day, src string) *HostReport {
	n.t.Helper()
	sites, err := parseSites([]byte(src))
	if err != nil {
		n.t.Fatal(err)
	}
	n.c.Day = day
	ctx, cancel := context.WithTimeout(n.t.Context(), time.Minute)
	defer cancel()
	if err := n.c.Begin(ctx, sites); err != nil {
		n.t.Fatal(err)
	}
	if err := n.c.Run(ctx); err != nil {
		n.t.Fatal(err)
	}
	if ctx.Err() != nil {
		n.t.Fatal("the night does not end", n.s.asked())
	}
	rep, err := Tell(ctx, n.w, day)
	if err != nil {
		n.t.Fatal(err)
	}
	if err := rep.Text(io.Discard, report.ZH); err != nil {
		n.t.Error(err)
	}
	if err := rep.HTML(io.Discard, report.EN); err != nil {
		n.t.Error(err)
	}
	return &rep.Hosts[0]
}

// publish is a site with a list of a few pages, whose items have an attachment each.
func publish(s *site, pages, items int) {
	for p := range pages {
		name := "/jx/"
		if p > 0 {
			name = fmt.Sprintf("/jx/index_%d.html", p)
		}
		s.html(name, directory("云岭县绩效公开", p, items, fmt.Sprintf(`<script>createPageHTML(%d, %d, "index", "html");</script>`, pages, p)))
		for i := range items {
			s.item(p, i, "")
		}
	}
}

func (s *site) item(p, i int, more string) {
	id := fmt.Sprintf("%d_%d", p, i)
	s.html("/jx/t"+id+".html", `<html><head><title>某局自评</title></head><body><p>发布时间：2024-03-05</p><a href="f`+id+`.pdf">附件：自评表`+more+`&#0;</a></body></html>`)
	s.tagged("/jx/f"+id+".pdf", "%PDF-1.4 "+id+more)
}

// tagged lets a path give a body with an ETag.
func (s *site) tagged(path, body string) {
	s.put(path, func(w http.ResponseWriter, r *http.Request) {
		tag := `"` + workspace.Digest([]byte(body))[:8] + `"`
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", "\xc8\xd5") // no header that a database takes
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, body)
	})
}

func (s *site) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.visits = nil
}

// once holds that a path was asked for as often as wanted.
func (s *site) once(t testing.TB, most int) {
	t.Helper()
	n := map[string]int{}
	for _, p := range s.asked() {
		n[p]++
	}
	for p, k := range n {
		if k > most {
			t.Errorf("%s was asked for %d times", p, k)
		}
	}
}

func TestNights(t *testing.T) {
	engines := map[string]func(*testing.T) workspace.Options{
		"folder": func(t *testing.T) workspace.Options {
			return workspace.Options{Location: filepath.Join(t.TempDir(), "ws")}
		},
		"server": func(t *testing.T) workspace.Options {
			return workspace.Options{Location: servicetest.StartPostgres(t).Database("crawl"), Blobs: t.TempDir()}
		},
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) { nights(t, engine(t)) })
	}
}

func nights(t *testing.T, opt workspace.Options) {
	s := newSite(t)
	publish(s, 3, 6)
	n := newNight(t, s, opt)
	h := n.run("2026-03-01", "")
	if h.State != done || len(h.New) != 18 || h.Fetched != 3+18+18 || len(h.Troubles) != 0 || h.Waiting != 0 {
		t.Errorf("first night: %+v", h)
	}
	s.once(t, 1)
	if got, _ := n.w.Pending(t.Context()); got != 18 {
		t.Errorf("%d documents wait for their check", got)
	}
	var referrer, text, posted string
	if err := n.w.DB().QueryRow(n.w.Q(`SELECT referrer, link_text, published FROM sources WHERE location = $1`), s.URL+"/jx/f0_1.pdf").Scan(&referrer, &text, &posted); err != nil {
		t.Fatal(err)
	}
	if referrer != s.URL+"/jx/t0_1.html" || !strings.HasPrefix(text, "附件：自评表") || posted != "2024-03-05" {
		t.Errorf("%q %q %q", referrer, text, posted)
	}

	// The same day again asks for nothing.
	s.forget()
	n.run("2026-03-01", "")
	if a := s.asked(); len(a) != 0 {
		t.Errorf("asked again on the same day: %v", a)
	}

	// Nothing is new: the list is asked for once, documents are asked for on condition.
	s.forget()
	h = n.run("2026-03-02", "")
	if len(h.New)+len(h.Changed)+len(h.Gone) != 0 || h.Unchanged != 1+18 {
		t.Errorf("a night without news: %+v", h)
	}
	if slices.Contains(s.asked(), "/jx/index_1.html") {
		t.Error("went on through a list that shows nothing new")
	}

	// One item is new, a document changed, one is gone.
	s.forget()
	s.html("/jx/", directory("云岭县绩效公开", 0, 7, `<script>createPageHTML(3, 0, "index", "html");</script>`))
	s.item(0, 6, "")
	s.tagged("/jx/f1_1.pdf", "%PDF-1.4 changed")
	s.put("/jx/f2_2.pdf", http.NotFound)
	h = n.run("2026-03-03", "")
	if len(h.New) != 1 || len(h.Changed) != 1 || len(h.Gone) != 1 {
		t.Errorf("news: %+v", h)
	}
	if slices.Contains(s.asked(), "/jx/index_2.html") {
		t.Error("went on behind a page that shows nothing new")
	}
	var kept int
	if err := n.w.DB().QueryRow(`SELECT count(*) FROM documents`).Scan(&kept); err != nil || kept != 20 {
		t.Errorf("%d documents are kept: %v", kept, err)
	}
	s.once(t, 1)

	// What was gone is there again, as it was.
	s.forget()
	s.item(2, 2, "")
	n.run("2026-03-05", "")
	var sum string
	if err := n.w.DB().QueryRow(n.w.Q(`SELECT coalesce(sha256, '') FROM sources WHERE location = $1`), s.URL+"/jx/f2_2.pdf").Scan(&sum); err != nil || sum == "" {
		t.Errorf("what came back is not there: %v", err)
	}
	s.once(t, 1)
}

// A site that is out to keep a crawler busy, or to lead it astray.
func TestSitesThatAreNoOrdinaryOnes(t *testing.T) {
	s := newSite(t)
	trap := canary(t)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /内部/")
	s.put("/jx/", func(w http.ResponseWriter, r *http.Request) { // paging without end
		_, _ = io.WriteString(w, directory("目录", 0, 6, `<a href="?p=`+r.URL.RawQuery+`1">下一页</a>`+
			`<p><a href="http://169.254.169.254/latest/附件.pdf">附件</a><a href="http://`+trap+`/a.pdf">附件</a><a href="http://localhost:`+trap[strings.LastIndex(trap, ":")+1:]+`/b.pdf">附件</a></p>`+
			`<p><a href="/内部/c.pdf">附件</a><a href="loop1.pdf">附件</a><a href="cut.pdf">附件</a><a href="page.pdf">附件</a></p>`))
	})
	for i := range 6 {
		s.item(0, i, "")
	}
	s.put("/jx/loop1.pdf", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "loop2.pdf", http.StatusFound) })
	s.put("/jx/loop2.pdf", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "loop1.pdf", http.StatusFound) })
	s.put("/jx/cut.pdf", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n%%PDF-1.4 half")
		c.Close()
	})
	s.html("/jx/page.pdf", "<html><body>文件不存在 <a href=/>返回</a></body></html>")
	s.text("/jx/f0_0.pdf", "text/html", "%PDF-1.4 labelled otherwise")
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	// Even where the sites file names them, private addresses are not connected to.
	h := n.run("2026-03-01", "  hosts: [\"169.254.169.254\", \""+trap+"\"]\n")
	if len(s.asked()) > 30 {
		t.Errorf("%d requests: %v", len(s.asked()), s.asked())
	}
	rep, err := Tell(t.Context(), n.w, "2026-03-01")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Verdict{}
	for _, h := range rep.Hosts {
		for _, x := range h.Troubles {
			got[x.URL[strings.LastIndex(x.URL, "/")+1:]] = x.Verdict
		}
		if h.Host != HostOf(s.URL) && len(h.New) > 0 {
			t.Errorf("%+v", h)
		}
	}
	for name, want := range map[string]Verdict{"c.pdf": Robots, "cut.pdf": Failed, "page.pdf": Failed} {
		if got[name] != want {
			t.Errorf("%s: %s, want %s", name, got[name], want)
		}
	}
	_ = h
	var cut int
	if err := n.w.DB().QueryRow(`SELECT count(*) FROM documents`).Scan(&cut); err != nil || cut != 6 {
		t.Errorf("%d documents: %v", cut, err)
	}
}

// As the site sees it: one connection, the gap between the end of an answer and the next
// request, more of it where it asks for that, and an end where it does not want us.
func TestPoliteness(t *testing.T) {
	s := newSite(t)
	publish(s, 1, 8)
	busy := 2
	s.put("/jx/f0_3.pdf", func(w http.ResponseWriter, _ *http.Request) {
		if busy--; busy >= 0 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(503)
			return
		}
		_, _ = io.WriteString(w, "%PDF-1.4 at last")
	})
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	h := n.run("2026-03-01", "")
	if len(h.New) != 8 || s.most != 1 {
		t.Errorf("%d at once; %+v", s.most, h)
	}
	for i := 1; i < len(s.visits); i++ {
		gap, least := s.visits[i].began.Sub(s.visits[i-1].over), 5*time.Millisecond
		if s.visits[i-1].path == "/jx/f0_3.pdf" && i < len(s.visits)-1 {
			least = 950 * time.Millisecond
		}
		if gap < least-time.Millisecond {
			t.Errorf("%v after %s", gap, s.visits[i-1].path)
		}
	}
}

func TestHostsThatDoNotWantUs(t *testing.T) {
	for name, x := range map[string]struct {
		answer http.HandlerFunc
		more   string
		state  string
		most   int
	}{
		"521": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Set-Cookie", "__jsl=1")
			w.WriteHeader(521)
		}, "", blocked, 3},
		"500": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, "", stopped, 8},
		"a day": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(503)
		}, "", stopped, 1},
		"budget": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "%PDF-1.4") }, "  budget: {pages: 4}\n", spent, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			publish(s, 1, 9)
			for i := range 9 {
				s.put(fmt.Sprintf("/jx/t0_%d.html", i), x.answer)
			}
			h := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")}).run("2026-03-01", x.more)
			if got := len(s.asked()) - 2; h.State != x.state || got != x.most || h.ZH == "" {
				t.Errorf("%d requests, want %d: %+v", got, x.most, h)
			}
		})
	}
}

// Attachments that lie on another host are fetched there, though its own visit may have
// ended before they were found.
func TestAttachmentsOnAnotherHost(t *testing.T) {
	s := newSite(t)
	other := strings.Replace(s.URL, "127.0.0.1", "localhost", 1)
	s.put("/jx/", func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(500 * time.Millisecond)
		_, _ = io.WriteString(w, `<html><body><a href="`+other+`/f/a.pdf">附件</a><a href="http://elsewhere.example.cn/b.pdf">附件</a></body></html>`)
	})
	s.tagged("/f/a.pdf", "%PDF-1.4 a")
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	n.run("2026-03-01", "  hosts: [\""+HostOf(other)+"\"]\n")
	rep, err := Tell(t.Context(), n.w, "2026-03-01")
	if err != nil || len(rep.Hosts) != 2 || rep.Hosts[1].State != done || len(rep.Hosts[1].New) != 1 {
		t.Errorf("%+v %v", rep, err)
	}
}

// foreign has another program check a WARC file, where it is at hand.
func foreign(t *testing.T, file string) {
	t.Helper()
	python := os.Getenv("SELFEVAL_PYTHON")
	if python == "" {
		python = "python3"
	}
	if exec.Command(python, "-c", "import warcio").Run() != nil {
		t.Log("warcio is not there to check the file with")
		return
	}
	out, err := exec.Command(python, "-m", "warcio.cli", "check", "-v", file).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("digest pass")) {
		t.Errorf("warcio: %v\n%s", err, out)
	}
}

// What was fetched is kept as evidence.
func TestWARC(t *testing.T) {
	s := newSite(t)
	publish(s, 1, 3)
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	dir := t.TempDir()
	a, err := NewWARC(dir, "selfeval/0")
	if err != nil {
		t.Fatal(err)
	}
	n.c.Archive = a
	n.run("2026-03-01", "")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if len(files) != 1 {
		t.Fatalf("files %v", files)
	}
	r, err := gowarc.NewWarcFileReader(files[0], 0, gowarc.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var held []string
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.WarcRecord.Type() == gowarc.Response {
			if !rec.WarcRecord.WarcHeader().Has(gowarc.WarcBlockDigest) {
				t.Error("a record without its digest")
			}
			held = append(held, rec.WarcRecord.WarcHeader().Get(gowarc.WarcTargetURI))
		}
	}
	foreign(t, files[0])
	if len(held) != 7 || !slices.Contains(held, s.URL+"/jx/f0_2.pdf") {
		t.Errorf("%d records: %v", len(held), held)
	}
}
