package crawl

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// What becomes of answers of every shape.
func TestVerdicts(t *testing.T) {
	s := newSite(t)
	trap := canary(t)
	_, port, _ := net.SplitHostPort(trap)
	moved := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", to); w.WriteHeader(302) }
	}
	answer := func(code int, head map[string]string, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for k, v := range head {
				w.Header().Set(k, v)
			}
			w.WriteHeader(code)
			_, _ = io.WriteString(w, body)
		}
	}
	long := "<html><body><p>" + strings.Repeat("绩效自评工作情况。", 30) + "</p></body></html>"
	s.put("/ok", answer(200, nil, long))
	s.put("/cut", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 100000\r\n\r\n%%PDF-1.4 half")
		c.Close()
	})
	s.put("/drip", func(w http.ResponseWriter, r *http.Request) {
		for range 200 {
			_, _ = io.WriteString(w, "x")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	s.put("/large", answer(200, nil, strings.Repeat("a", 300<<10)))
	s.put("/bomb", answer(200, map[string]string{"Content-Encoding": "gzip"}, string(zipped(make([]byte, 8<<20)))))
	s.put("/zipped", answer(200, map[string]string{"Content-Encoding": "gzip"}, string(zipped([]byte(long)))))
	s.put("/brotli", answer(200, map[string]string{"Content-Encoding": "br"}, "??"))
	s.put("/503", answer(503, map[string]string{"Retry-After": "120"}, "busy"))
	s.put("/429", answer(429, map[string]string{"Retry-After": time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}, ""))
	s.put("/521", answer(521, map[string]string{"Set-Cookie": "__jsl=1"}, "<script>document.cookie='a'</script>"))
	s.put("/412", answer(412, nil, ""))
	s.put("/script", answer(200, nil, `<html><head></head><body><script>var a=1;location.reload()</script></body></html>`))
	s.put("/cookie", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "x=1")
		w.Header().Set("Location", "/cookie")
		w.WriteHeader(302)
	})
	s.put("/self", moved("/self"))
	s.put("/away", moved("http://169.254.169.254/latest/meta-data/"))
	s.put("/ftp", moved("ftp://example.cn/a"))
	s.put("/gone", answer(410, nil, ""))
	s.put("/empty", answer(200, nil, ""))
	s.put("/500", answer(500, nil, ""))
	f := fetcher(t, s, Limits{Bytes: 200 << 10, Time: 500 * time.Millisecond})
	for _, x := range []struct {
		url  string
		want Verdict
		said string
	}{
		{s.URL + "/ok", OK, ""}, {s.URL + "/zipped", OK, ""},
		{s.URL + "/cut", Failed, "shorter"}, {s.URL + "/drip", Failed, "longer than the limit"},
		{s.URL + "/large", Failed, "larger"}, {s.URL + "/bomb", Failed, "larger"}, {s.URL + "/brotli", Failed, "packed"},
		{s.URL + "/503", Later, "503"}, {s.URL + "/429", Later, "429"},
		{s.URL + "/521", Blocked, "521"}, {s.URL + "/412", Blocked, "412"}, {s.URL + "/script", Blocked, "script only"}, {s.URL + "/cookie", Blocked, "cookie"},
		{s.URL + "/self", Failed, "itself"}, {s.URL + "/away", Moved, ""}, {s.URL + "/ftp", Failed, "cannot be used"},
		{s.URL + "/gone", Gone, "410"}, {s.URL + "/missing", Gone, "404"}, {s.URL + "/empty", Failed, "empty"}, {s.URL + "/500", Failed, "500"},
		{"http://" + trap + "/", Refused, "loopback"}, {"http://localhost:" + port + "/", Refused, "loopback"},
		{"http://[::1]:" + port + "/", Refused, "loopback"}, {"http://0.0.0.0:" + port + "/", Refused, "loopback"},
		{"http://[::ffff:127.0.0.1]:" + port + "/", Refused, "loopback"},
		{"http://169.254.169.254/latest/meta-data/", Refused, "private"}, {"http://10.0.0.1/", Refused, ""}, {"http://192.168.1.1:8080/", Refused, ""},
	} {
		r := f.Get(t.Context(), x.url, Condition{})
		if r.Verdict != x.want || !strings.Contains(r.Said.EN, x.said) {
			t.Errorf("%s: %s (%s), want %s %s", x.url, r.Verdict, r.Said.EN, x.want, x.said)
		}
		if (r.Verdict == OK) != (r.Body != nil) {
			t.Errorf("%s: a body of %d with %s", x.url, len(r.Body), r.Verdict)
		}
	}
	if r := f.Get(t.Context(), s.URL+"/503", Condition{}); r.Wait != 2*time.Minute {
		t.Errorf("Retry-After of %v", r.Wait)
	}
	if r := f.Get(t.Context(), s.URL+"/429", Condition{}); r.Wait < 50*time.Minute {
		t.Errorf("Retry-After of %v", r.Wait)
	}
	if v := s.visits[0]; !strings.HasPrefix(v.agent, "selfeval/0 (") || !strings.Contains(v.agent, "test@example.cn") {
		t.Errorf("User-Agent %q", v.agent)
	}
}

func TestConditionalRequest(t *testing.T) {
	s := newSite(t)
	s.put("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(304)
			return
		}
		_, _ = w.Write([]byte("<html><body>text of a page</body></html>"))
	})
	f := fetcher(t, s, Limits{})
	r := f.Get(t.Context(), s.URL+"/a", Condition{})
	if r = f.Get(t.Context(), s.URL+"/a", Condition{ETag: r.Header.Get("ETag")}); r.Verdict != Unchanged {
		t.Error(r.Verdict, r.Said)
	}
}

// A label and a name are claims; the bytes say what they are.
func TestKindsAndNames(t *testing.T) {
	for _, x := range []struct {
		said string
		body []byte
		kind Kind
		name string
	}{
		{"../../etc/passwd", []byte("%PDF-1.7\n"), PDF, "passwd.pdf"},
		{`..\..\boot.ini`, []byte("%PDF-1.7\n"), PDF, "boot.ini.pdf"},
		{"自评报告.pdf", []byte("%PDF-1.7\n"), PDF, "自评报告.pdf"},
		{"报告.pdf", []byte("<!-- cms --><html><body>没有</body></html>"), HTML, "报告.pdf.html"},
		{"a\x00b\u202Efdp.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Word, "abfdp.xls"},
		{"...", bytes.Repeat([]byte("字"), 10), Text, "page"},
	} {
		k := KindOf(x.body)
		if name := fileName(x.said, k.ending()); k != x.kind || name != x.name {
			t.Errorf("%q: %s %q, want %s %q", x.said, k, name, x.kind, x.name)
		}
	}
}

func TestAddress(t *testing.T) {
	const base = "http://www.yunling.example.cn/zwgk/jx/index.html"
	for ref, want := range map[string]string{
		"./t1.html#top":                        "http://www.yunling.example.cn/zwgk/jx/t1.html",
		"../../../a/../b.pdf":                  "http://www.yunling.example.cn/b.pdf",
		"HTTP://WWW.Yunling.Example.CN:80/公开/": "http://www.yunling.example.cn/%E5%85%AC%E5%BC%80/",
		"//www.yunling.example.cn/%e5%85%ac":   "http://www.yunling.example.cn/%E5%85%AC",
		`\\www.yunling.example.cn\x`:           "http://www.yunling.example.cn/x",
		"/a.jsp;jsessionid=0A1B.node2?id=7":    "http://www.yunling.example.cn/a.jsp?id=7",
		"javascript:alert(1)":                  "",
		"file:///etc/passwd":                   "",
		"http://u:p@yunling.example.cn/":       "",
		"mailto:a@b.cn":                        "",
	} {
		if got, _ := Address(base, ref); got != want {
			t.Errorf("%s: %q, want %q", ref, got, want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("http://a.cn/b", "../c?d=%e5#e")
	f.Add("", "http://xn--fiqs8s/%")
	f.Fuzz(func(t *testing.T, base, ref string) {
		a, ok := Address(base, ref)
		if !ok {
			return
		}
		if b, ok := Address("", a); !ok || b != a {
			t.Errorf("%q becomes %q, and that %q", ref, a, b)
		}
	})
}

func FuzzReadPage(f *testing.F) {
	f.Add([]byte(directory("目录", 1, 3, `<script>createPageHTML(5, 0, "index", "html");</script>`)))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := ReadPage("http://a.example.cn/", body)
		if err == nil && len(p.Links) > mostLinks+4 {
			t.Error("too many links")
		}
		KindOf(body)
		readRobots(body).permits("/a")
	})
}
