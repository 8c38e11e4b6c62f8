package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"selfeval/internal/service/servicetest"
)

// published is a site of a few hundred pages that remembers what it was asked for.
type published struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	open  int
	most  int
	last  time.Time
	gap   time.Duration // the smallest between an answer and the next request
}

func publish(t *testing.T, pages, items int) *published {
	s := &published{asked: map[string]int{}, gap: time.Hour}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		s.open++
		s.most = max(s.most, s.open)
		if !s.last.IsZero() {
			s.gap = min(s.gap, time.Since(s.last))
		}
		s.mu.Unlock()
		defer func() {
			s.mu.Lock()
			s.open--
			s.last = time.Now()
			s.mu.Unlock()
		}()
		var p, i int
		switch {
		case strings.HasSuffix(r.URL.Path, "/jx/"):
			list(w, 0, pages, items)
		case scan(r.URL.Path, "/jx/index_%d.html", &p):
			list(w, p, pages, items)
		case scan(r.URL.Path, "/jx/f%d_%d.pdf", &p, &i):
			fmt.Fprintf(w, "%%PDF-1.4 %d %d", p, i)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func scan(path, form string, into ...any) bool {
	n, err := fmt.Sscanf(path, form, into...)
	return err == nil && n == len(into)
}

func list(w io.Writer, page, pages, items int) {
	fmt.Fprint(w, `<html><head><title>绩效公开</title></head><body><ul>`)
	for i := range items {
		fmt.Fprintf(w, `<li><a href="/jx/f%d_%d.pdf">某局自评报告%d</a> 2024-03-05</li>`, page, i, i)
	}
	fmt.Fprintf(w, `</ul><script>createPageHTML(%d, %d, "index", "html")</script></body></html>`, pages, page)
}

// total counts what was asked for, and what twice.
func (s *published) total() (all, twice int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for path, n := range s.asked {
		if path == "/robots.txt" {
			continue
		}
		all++
		twice += n - 1
	}
	return all, twice
}

// A person names single addresses: what each names is taken in, politely, and nothing
// that it leads to.
func TestAddURLs(t *testing.T) {
	s := publish(t, 2, 3)
	dir := t.TempDir()
	o := &office{t: t, dir: dir, flags: []string{"-w", filepath.Join(dir, "ws")}}
	allow := strings.TrimPrefix(s.URL, "http://")
	o.run("add", s.URL+"/jx/f0_1.pdf", s.URL+"/jx/", s.URL+"/jx/f0_1.pdf", "--allow", allow, "--delay", "30ms")
	if st := o.status(); st.Documents != 2 || st.Waiting != 2 {
		t.Errorf("%+v", st)
	}
	all, _ := s.total()
	s.mu.Lock()
	if all != 2 || s.gap < 29*time.Millisecond || s.asked["/robots.txt"] != 1 {
		t.Errorf("%v, a gap of %v", s.asked, s.gap)
	}
	s.mu.Unlock()
	for url, want := range map[string]string{
		s.URL + "/missing.pdf":             "404",
		"http://127.0.0.1:1/a.pdf":         "内网",
		"http://169.254.169.254/latest/":   "内网",
		"http://user:geheim@example.cn/a/": "不是 http",
	} {
		cmd := o.command("add", url, "--allow", allow, "--delay", "1ms")
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != 2 || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v\n%s", url, err, out)
		}
	}
	o.run("work")
	var held struct {
		Documents []struct {
			Path   string
			Source struct{ URL string }
		}
	}
	if err := json.Unmarshal([]byte(o.run("results", "--format", "json")), &held); err != nil {
		t.Fatal(err)
	}
	if len(held.Documents) != 2 || held.Documents[0].Source.URL != s.URL+"/jx/" {
		t.Errorf("%+v", held)
	}
}

// What links say of a paper and what its page holds beside it stand with its source, and
// never in the record.
func TestWhatLinksSay(t *testing.T) {
	text := strings.Repeat("我局组织开展了项目支出绩效自评工作，成立工作小组，逐项核对资料，情况良好。", 20)
	pages := map[string]string{
		"/jx/":           `<html><body><ul><li><a href="a.html">云岭县水务局2023年度部门整体支出绩效自评报告</a> 2024-03-05</li></ul></body></html>`,
		"/jx/a.html":     `<html><head><title>x</title></head><body><p>发布时间：2024-03-05</p><p>` + text + `</p><p>各项目自评情况详见附件。</p><p><a href="b.html.doc">附件1</a></p></body></html>`,
		"/jx/b.html.doc": `{\rtf1 no more}`,
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	dir := t.TempDir()
	o := embedded(t, dir)
	sites := filepath.Join(dir, "sites.yaml")
	if err := os.WriteFile(sites, []byte("sites:\n- seeds: ["+s.URL+"/jx/]\n  delay: 1ms\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	o.run("crawl", sites, "--allow", strings.TrimPrefix(s.URL, "http://"))
	o.run("work")
	var held struct {
		Documents []struct {
			Path, SHA256 string
			Report       *struct{ Title, FiscalYear *string }
			Reading      struct{ Announced []struct{ Found bool } }
			Source       struct {
				Published string
				PageText  string `json:"page_text"`
				Fills     *struct {
					Title string
					Year  string `json:"fiscal_year"`
				}
				Attached []struct{ URL, SHA256 string }
				Resolved []string
			}
		}
	}
	out := o.run("results", "--format", "json")
	if err := json.Unmarshal([]byte(out), &held); err != nil {
		t.Fatal(err)
	}
	if len(held.Documents) != 2 {
		t.Fatalf("%d documents\n%s", len(held.Documents), out)
	}
	for format, want := range map[string]string{"html": "<td>" + strings.TrimPrefix(s.URL, "http://"), "text": "请求 4 次", "json": `"requests": 4`} {
		for _, command := range []string{"crawl", "nightly"} {
			args := []string{command, "--format", format}
			if command == "crawl" {
				args = append(args, sites, "--allow", strings.TrimPrefix(s.URL, "http://"))
			}
			if got := o.run(args...); !strings.Contains(got, want) {
				t.Errorf("%v: no %q in\n%.2000s", args, want, got)
			}
		}
	}
	page, file := held.Documents[0], held.Documents[1]
	if got := page.Source; len(got.Attached) != 1 || got.Attached[0].SHA256 != file.SHA256 || len(got.Resolved) != 1 || !strings.Contains(got.Resolved[0], "详见附件") {
		t.Errorf("%+v", got)
	}
	if len(page.Reading.Announced) == 0 || page.Reading.Announced[0].Found {
		t.Errorf("the reading account knows of what it did not read: %+v", page.Reading)
	}
	if f := page.Source.Fills; f == nil || f.Year != "2023" || !strings.Contains(f.Title, "水务局") {
		t.Errorf("%+v", f)
	}
	if page.Source.Published != "2024-03-05" || file.Source.PageText != "云岭县水务局2023年度部门整体支出绩效自评报告" {
		t.Errorf("%+v", file.Source)
	}
}

// Crawlers that are killed at any moment lose nothing and fetch nothing twice, except
// what was on the wire when they were killed; the site is left in peace all the while.
func TestKilledCrawlersLoseAndDoubleNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("a minute of killing")
	}
	for _, where := range []string{"folder", "server"} {
		t.Run(where, func(t *testing.T) {
			dir := t.TempDir()
			o := embedded(t, dir)
			if where == "server" {
				o.flags = []string{"-w", servicetest.StartPostgres(t).Database("crawl"), "--blobs", filepath.Join(dir, "blobs")}
			}
			killedCrawlers(t, o)
		})
	}
}

func killedCrawlers(t *testing.T, o *office) {
	const pages, items, kills = 10, 20, 6
	s := publish(t, pages, items)
	sites := filepath.Join(o.dir, "sites.yaml")
	if err := os.WriteFile(sites, []byte("contact: test@example.cn\nsites:\n- seeds: ["+s.URL+"/jx/]\n  delay: 25ms\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	crawl := func(args ...string) *exec.Cmd {
		cmd := o.command(append([]string{"crawl", "--allow", strings.TrimPrefix(s.URL, "http://"), "--day", "2026-01-01"}, args...)...)
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		return cmd
	}
	begin := crawl(sites, "--hosts", "1") // makes the workspace
	if err := begin.Start(); err != nil {
		t.Fatal(err)
	}
	s.until(t, 1)
	running := []*exec.Cmd{begin}
	for i := range kills {
		other := crawl()
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, other)
		s.until(t, (i+1)*pages*items/(kills+2))
		// In turn the older of two, and both.
		for len(running) > i%2 {
			_ = syscall.Kill(-running[0].Process.Pid, syscall.SIGKILL)
			_ = running[0].Wait()
			running = running[1:]
		}
	}
	for _, cmd := range running {
		defer cmd.Wait()
	}
	out := o.run("crawl", sites, "--allow", strings.TrimPrefix(s.URL, "http://"), "--day", "2026-01-01", "--format", "json")
	var rep struct {
		Hosts []struct {
			State   string
			New     []string
			Waiting int
		}
	}
	if err := json.Unmarshal([]byte(out), &rep); err != nil {
		t.Fatal(err)
	}
	if h := rep.Hosts[0]; h.State != "done" || len(h.New) != pages*items || h.Waiting != 0 {
		t.Errorf("%s, %d new, %d wait", h.State, len(h.New), h.Waiting)
	}
	all, twice := s.total()
	if all != pages*items+pages || twice > kills {
		t.Errorf("%d pages were asked for, %d times more than once", all, twice)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.most != 1 || s.gap < 24*time.Millisecond {
		t.Errorf("%d requests at once, a gap of %v", s.most, s.gap)
	}
	t.Logf("%d pages, %d asked for again after %d kills, smallest gap %v", all, twice, kills, s.gap)
	if st := o.status(); st.Documents != pages*items || st.Waiting != pages*items {
		t.Errorf("%+v", st)
	}
}

// until waits until so many pages were asked for.
func (s *published) until(t *testing.T, pages int) {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if all, _ := s.total(); all >= pages {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the crawl does not go on")
		}
	}
}
