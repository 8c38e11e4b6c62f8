package crawl

import (
	"bytes"
	"strings"
	"testing"

	"selfeval/report"
)

// A page of a night's report says what the text says, and runs nothing of a site's.
func TestReportAsAPage(t *testing.T) {
	rep := &Report{Day: "2026-03-01", Hosts: []HostReport{
		{Host: "a.example.cn", State: done, Requests: 7, Fetched: 5, New: []string{"http://a.example.cn/f.pdf"}, Changed: []string{}, Gone: []string{"http://a.example.cn/g.pdf"},
			Troubles: []Trouble{{URL: "http://a.example.cn/<script>alert(1)</script>", Verdict: Blocked, ZH: "网站以 521 拒绝", EN: "the site refuses with 521"}}},
		{Host: "b.example.cn", State: blocked, ZH: "连续 3 次被拦下", EN: "blocked 3 times in a row"},
	}}
	for lang, want := range map[report.Lang][]string{
		report.ZH: {"爬取 2026-03-01", "http://a.example.cn/f.pdf", "http://a.example.cn/g.pdf", "网站以 521 拒绝", "连续 3 次被拦下", "被网站防护拦下"},
		report.EN: {"Crawl 2026-03-01", "refuses with 521", "blocked 3 times", "blocked by the site"},
	} {
		var b bytes.Buffer
		if err := rep.HTML(&b, lang); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is missing", lang, w)
			}
		}
		if strings.Contains(b.String(), "<script>") {
			t.Error("a script of a site's")
		}
	}
}
