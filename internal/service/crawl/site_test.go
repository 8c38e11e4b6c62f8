package crawl

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// site is a site of our own: what it was asked, and when.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	visits []visit
	pages  map[string]http.HandlerFunc
	open   int // requests at this moment
	most   int
}

type visit struct {
	path        string
	began, over time.Time
	agent       string
}

func newSite(t testing.TB) *site {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		s.mu.Lock()
		s.open++
		s.most = max(s.most, s.open)
		h := s.pages[r.URL.RequestURI()]
		if h == nil {
			h = s.pages[r.URL.Path]
		}
		s.mu.Unlock()
		defer func() {
			s.mu.Lock()
			s.open--
			s.visits = append(s.visits, visit{r.URL.RequestURI(), began, time.Now(), r.UserAgent()})
			s.mu.Unlock()
		}()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// address is the site's address and port.
func (s *site) address() string { return s.Listener.Addr().String() }

func (s *site) put(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

// text lets a path give a text of a type.
func (s *site) text(path, kind, body string) {
	s.put(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write([]byte(body))
	})
}

func (s *site) html(path, body string) { s.text(path, "text/html; charset=utf-8", body) }

func (s *site) asked() (out []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.visits {
		out = append(out, v.path)
	}
	return out
}

// canary is a port of this machine that must not be touched.
func canary(t testing.TB) (address string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	touched := make(chan struct{}, 1)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
			select {
			case touched <- struct{}{}:
			default:
			}
		}
	}()
	t.Cleanup(func() {
		_ = l.Close()
		select {
		case <-touched:
			t.Error("the canary was touched")
		default:
		}
	})
	return l.Addr().String()
}

func fetcher(t testing.TB, s *site, limits Limits) *Fetcher {
	f := NewFetcher(Options{Contact: "test@example.cn", Version: "0", Allow: []string{s.address()}, Limits: limits})
	t.Cleanup(f.Close)
	return f
}

func gbk(t testing.TB, s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func zipped(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(body)
	_ = z.Close()
	return b.Bytes()
}

// directory is a list of n dated items of a page.
func directory(title string, page, n int, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<html><head><title>%s</title></head><body><ul>`, title)
	for i := range n {
		fmt.Fprintf(&b, `<li><a href="t%d_%d.html">云岭县第%d局2023年度部门整体绩效自评报告</a><span>2024-03-%02d</span></li>`, page, i, page*100+i, i%28+1)
	}
	b.WriteString(`</ul>` + more + `</body></html>`)
	return b.String()
}
