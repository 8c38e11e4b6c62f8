package crawl

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"selfeval/internal/service/workspace"
)

func oneSite(t testing.TB, src string) *Site {
	t.Helper()
	s, err := parseSites([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return &s.Sites[0]
}

// A site whose links say nothing is read by the selectors of its sites file.
func TestSelectors(t *testing.T) {
	s := oneSite(t, `
sites:
- seeds: [http://a.example.cn/jx/]
  items: "#list > li a"
  next: ".turn a:last-child"
  attachments: "/dl/\\w+$"
`)
	p := s.read(&Response{URL: "http://a.example.cn/jx/", Kind: HTML, Body: []byte(`<html><body>
<div class=side><a href="x1.html">绩效新闻</a></div>
<ul id=list><li><a href="n1.html">水务局</a></li><li><a href="n2.html">教育局</a></li><li><a href="/dl/a7">表一</a></li></ul>
<div class=turn><a href="p1">1</a><a href="p3">下一页</a><a href="p2">更多</a></div></body></html>`)})
	for kind, want := range map[LinkKind][]string{Item: {"n1.html", "n2.html"}, Next: {"p2"}, Attachment: {"http://a.example.cn/dl/a7"}} {
		if got := links(p, kind, true); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
	}
	if got := links(p, Item, false); !slices.Contains(got, "x1.html") {
		t.Errorf("left alone: %v", got)
	}
}

// An address is tried by what the sites file says of its site.
func TestTryBySelectors(t *testing.T) {
	s := newSite(t)
	s.html("/jx/", `<html><body><b><a href="n1.html">水务局</a></b><a href="n2.html">绩效</a></body></html>`)
	sites, err := parseSites([]byte("sites:\n- {seeds: [\"" + s.URL + "\"], items: b a, delay: 1ms}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Try(t.Context(), fetcher(t, s, Limits{}), s.URL+"/jx/", time.Millisecond, sites)
	if err != nil || len(r.Page.Links) != 2 || !r.Page.Links[0].Wanted || r.Page.Links[1].Wanted {
		t.Errorf("%+v %v", r.Page, err)
	}
}

// Lists that a site hands out as JSON are gone through page by page while they show
// something new, and their items are documents with title and day.
func TestJSONLists(t *testing.T) {
	s := newSite(t)
	s.put("/api/list", func(w http.ResponseWriter, r *http.Request) {
		var page int
		_, _ = fmt.Sscan(r.URL.Query().Get("p"), &page)
		var rows []string
		for i := range 3 {
			if page <= 4 {
				rows = append(rows, fmt.Sprintf(`{"id": "%d/%d", "name": "某局%d自评报告", "at": 1709600400000}`, page, i, page*10+i))
			}
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"code":0,"data":{"rows":[%s]}}`, strings.Join(rows, ","))
	})
	s.put("/dl", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%%PDF-1.4 %s", r.URL.Query().Get("id"))
	})
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	sites := "sites:\n- delay: 5ms\n  json:\n  - {url: \"" + s.URL + "/api/list?p={page}\", items: data.rows, link: \"/dl?id={id}\", text: name, date: at}\n"
	h := n.sites("2026-03-01", sites)
	if h.State != done || len(h.New) != 12 || len(h.Troubles) != 0 {
		t.Errorf("%+v", h)
	}
	s.once(t, 1)
	var text, posted string
	if err := n.w.DB().QueryRow(n.w.Q(`SELECT link_text, published FROM sources WHERE location = $1`), s.URL+"/dl?id=2%2F1").Scan(&text, &posted); err != nil {
		t.Fatal(err)
	}
	if text != "某局21自评报告" || posted != "2024-03-05" {
		t.Errorf("%q %q", text, posted)
	}
	// Nothing new the next night: the first page and no more.
	s.forget()
	n.sites("2026-03-02", sites)
	if a := s.asked(); !slices.Equal(a, []string{"/robots.txt", "/api/list?p=1"}) {
		t.Errorf("%v", a)
	}
}

func TestHours(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, x := range []struct {
		hours, now string
		want       time.Duration
	}{
		{"", "12:00", 0}, {"22:00-06:00", "23:30", 0}, {"22:00-06:00", "05:59", 0}, {"22:00-06:00", "06:00", 16 * time.Hour},
		{"22:00 - 06:00", "21:00", time.Hour}, {"01:00-05:00", "00:30", 30 * time.Minute}, {"01:00至05:00", "05:00", 20 * time.Hour}, {"00:00-24:00", "13:00", 0},
	} {
		h, err := parseHours(x.hours)
		if err != nil || h.wait(at(x.now)) != x.want {
			t.Errorf("%q at %s: %v %v", x.hours, x.now, h.wait(at(x.now)), err)
		}
	}
	// Outside of its hours a site is not asked for anything.
	s := newSite(t)
	publish(s, 1, 2)
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	n.c.Clock = func() time.Time { return at("12:00") }
	if h := n.run("2026-03-01", "  hours: 22:00-06:00\n"); h.State != spent || h.ZH == "" || len(s.asked()) != 0 {
		t.Errorf("%+v, %v", h, s.asked())
	}
	n.c.Clock = func() time.Time { return at("23:00") }
	if h := n.run("2026-03-02", "  hours: 22:00-06:00\n"); len(h.New) != 2 {
		t.Errorf("%+v", h)
	}
}

// A site that speaks nothing newer than TLS 1.1 is refused, unless the sites file lets it.
func TestOldTLS(t *testing.T) {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "%PDF-1.4") }))
	s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	f := fetcher(t, s, Limits{})
	trusted := x509.NewCertPool()
	trusted.AddCert(s.Certificate())
	for _, o := range f.others {
		o.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = trusted
	}
	for least, want := range map[string]Verdict{"": Failed, "1.2": Failed, "1.1": OK, "1.0": OK} {
		site := oneSite(t, "sites:\n- seeds: ["+s.URL+"]\n  min_tls: \""+least+"\"\n")
		if r := f.speaking(site.minTLS).Get(t.Context(), s.URL+"/a.pdf", Condition{}); r.Verdict != want {
			t.Errorf("%q: %s %v", least, r.Verdict, r.Said)
		}
	}
}

// Pages that lead on without end: a calendar whose every day is a link, and one whose
// every page makes up further ones.
func TestCalendars(t *testing.T) {
	s := newSite(t)
	s.put("/jx/", func(w http.ResponseWriter, r *http.Request) {
		m := r.URL.Query().Get("m")
		var more strings.Builder
		for d := range 31 {
			fmt.Fprintf(&more, `<a href="?m=%s1&d=%d">%d</a> `, m, d+1, d+1)
		}
		_, _ = io.WriteString(w, directory("目录", 0, 6, `<table><tr><td>`+more.String()+`<a href="?m=`+m+`1">下一月</a><a href="?m=`+m+`2">下一页</a></table>`))
	})
	s.put("/empty/", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `<html><body><p>没有数据</p><a href="?p=1`+r.URL.RawQuery+`">下一页</a></body></html>`)
	})
	s.put("/trap/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<html><body><a href="%s0/">绩效自评</a><a href="%s1/">绩效评价报告</a></body></html>`, r.URL.Path, r.URL.Path)
	})
	for i := range 6 {
		s.item(0, i, "")
	}
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	h := n.run("2026-03-01", "")
	if len(h.New) != 6 || len(s.asked()) > 120 {
		t.Errorf("%d requests: %+v", len(s.asked()), h)
	}
	t.Logf("%d requests", len(s.asked()))
	s.forget()
	n = newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws1")})
	if n.sites("2026-03-01", "sites:\n- seeds: [\""+s.URL+"/empty/\"]\n  delay: 1ms\n"); len(s.asked()) > 3 {
		t.Errorf("an empty list that leads on: %v", s.asked())
	}
	s.forget()
	n = newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws2")})
	s.mu.Lock()
	trap := s.pages["/trap/"]
	s.mu.Unlock()
	s.Config.Handler = trap
	h = n.sites("2026-03-01", "sites:\n- seeds: [\""+s.URL+"/trap/\"]\n  delay: 1ms\n  budget: {pages: 50}\n")
	if h.Requests > 50 {
		t.Errorf("%+v", h)
	}
}
