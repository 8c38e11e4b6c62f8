package crawl

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// The shapes of RFC 9309, and what sites write.
func TestRobots(t *testing.T) {
	for _, x := range []struct {
		name, text, path string
		want             bool
	}{
		{"empty", "", "/a", true},
		{"all", "User-agent: *\nDisallow: /", "/a", false},
		{"itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
		{"empty rule", "User-agent: *\nDisallow:", "/a", true},
		{"other agent", "User-agent: Baiduspider\nDisallow: /", "/a", true},
		{"ours before all", "User-agent: *\nDisallow: /\n\nUser-agent: selfeval\nDisallow: /x", "/a", true},
		{"case of the token", "User-Agent: SelfEval\nDisallow: /x", "/x/1", false},
		{"with a version", "User-agent: selfeval/2.1\nDisallow: /x", "/x", false},
		{"not a longer token", "User-agent: selfevaluator\nDisallow: /", "/a", true},
		{"groups of one agent together", "User-agent: selfeval\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: selfeval\nDisallow: /b", "/a", false},
		{"and the second", "User-agent: selfeval\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: selfeval\nDisallow: /b", "/b", false},
		{"several agents of a group", "User-agent: x\nUser-agent: selfeval\nDisallow: /a", "/a", false},
		{"longest wins", "User-agent: *\nDisallow: /zwgk\nAllow: /zwgk/jx", "/zwgk/jx/1.html", true},
		{"longest wins with a star", "User-agent: *\nAllow: /zwgk/*.html\nDisallow: /zwgk/jx/secret", "/zwgk/jx/secret/1.html", false},
		{"allow of two as long", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
		{"star", "User-agent: *\nDisallow: /*?page=", "/list?page=3", false},
		{"end", "User-agent: *\nDisallow: /*.xls$", "/a.xls", false},
		{"not the end", "User-agent: *\nDisallow: /*.xls$", "/a.xlsx", true},
		{"case of paths", "User-agent: *\nDisallow: /A", "/a", true},
		{"Chinese as it is", "User-agent: *\nDisallow: /内部/", "/%E5%86%85%E9%83%A8/1", false},
		{"Chinese percent-encoded", "User-agent: *\nDisallow: /%e5%86%85%e9%83%a8/", "/%E5%86%85%E9%83%A8/1", false},
		{"needless percent", "User-agent: *\nDisallow: /%7Ea/%62", "/~a/b", false},
		{"an encoded slash is another", "User-agent: *\nDisallow: /a%2Fb", "/a/b", true},
		{"comment", "User-agent: * # all\nDisallow: /a # not this", "/a", false},
		{"byte order mark", "\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a", false},
		{"other lines between", "User-agent: *\nSitemap: http://x/\nDisallow: /a", "/a", false},
		{"rules before any agent", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true},
		{"lines of a page", "<html>\nnothing", "/a", true},
	} {
		if got := readRobots([]byte(x.text)).permits(x.path); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
	if d := readRobots([]byte("User-agent: *\nCrawl-delay: 7.5")).delay; d != 7500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
	if d := readRobots([]byte("User-agent: *\nCrawl-delay: 1e12")).delay; d != longDelay {
		t.Errorf("delay %v", d)
	}
}

// What the answer to robots.txt means where it is none.
func TestRobotsAnswers(t *testing.T) {
	for _, x := range []struct {
		name    string
		code    int
		to      string
		body    string
		permits bool
	}{
		{"rules", 200, "", "User-agent: *\nDisallow: /", false},
		{"empty", 200, "", "", true},
		{"a page for all that is missing", 200, "", "<html><body><a href=/>首页</a></body></html>", true},
		{"none", 404, "", "", true},
		{"forbidden", 403, "", "", true},
		{"server error", 500, "", "", false},
		{"busy", 503, "", "", false},
		{"too many", 429, "", "", false},
		{"elsewhere", 301, "/r2", "", false},
		{"for ever", 301, "/robots.txt?x", "", true},
	} {
		s := newSite(t)
		s.put("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
			if x.to != "" {
				w.Header().Set("Location", x.to+strings.Repeat("x", len(r.URL.RawQuery)))
			}
			w.WriteHeader(x.code)
			_, _ = w.Write([]byte(x.body))
		})
		s.text("/r2", "text/plain", "User-agent: *\nDisallow: /")
		r, err := robots(s.URL+"/a", func(at string) (*Response, error) {
			return fetcher(t, s, Limits{}).Get(t.Context(), at, Condition{}), nil
		})
		if err != nil || r.permits("/a") != x.permits {
			t.Errorf("%s: %v %v", x.name, r, err)
		}
	}
}
