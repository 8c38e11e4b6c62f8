package crawl

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"selfeval/internal/service/workspace"
	"selfeval/report"
)

func links(p *Page, k LinkKind, wanted bool) (out []string) {
	for _, l := range p.Links {
		if l.Kind == k && l.Wanted == wanted {
			out = append(out, strings.TrimPrefix(l.URL, "http://a.example.cn/jx/"))
		}
	}
	return out
}

// Directories as sites of government make them, without a selector.
func TestOrdinaryDirectories(t *testing.T) {
	item := func(href, text string) string {
		return `<li><a href="` + href + `" title="` + text + `">` + string([]rune(text)[:6]) + `...</a><em>[2024-04-07]</em></li>`
	}
	var items string
	for _, x := range []string{"t1", "t2", "t3", "t4", "t5"} {
		items += item(x+".html", "某某局2023年度部门预算绩效自评结果公开 "+x)
	}
	for _, x := range []struct{ name, more, next string }{
		{"下一页", `<a href="index_1.html">下一页</a>`, "index_1.html"},
		{"in brackets", `<a href="?page=2">[下页]</a>`, "?page=2"},
		{"sign", `<a href="list.jsp?p=2">&gt;</a>`, "list.jsp?p=2"},
		{"drawn by a script", `<script>createPageHTML(12, 0, "index", "html");</script>`, "index_1.html"},
		{"numbers", `<a href="index_1.html">2</a><a href="index_2.html">3</a>`, "index_1.html"},
		{"last page", `<script>createPageHTML(12, 11, "index", "html");</script>`, ""},
	} {
		p, err := ReadPage("http://a.example.cn/jx/", []byte(`<html><head><title>绩效公开</title></head><body><ul>`+items+`</ul>`+x.more+`<a href="/lyb/">领导信箱</a><a href="javascript:next()">下一页</a></body></html>`))
		if err != nil {
			t.Fatal(err)
		}
		if !p.List || p.Report || len(links(p, Item, true)) != 5 {
			t.Errorf("%s: %+v", x.name, p)
		}
		if got := links(p, Next, true); x.next == "" && len(got) > 0 || x.next != "" && (len(got) == 0 || got[0] != x.next) {
			t.Errorf("%s: next %v", x.name, got)
		}
		if l := p.Links[0]; l.Published != "2024-04-07" || !strings.HasSuffix(l.Text, "公开 t1") {
			t.Errorf("%+v", l)
		}
		if got := links(p, Item, false); !slices.Equal(got, []string{"http://a.example.cn/lyb/"}) {
			t.Errorf("left alone: %v", got)
		}
	}
}

func TestArticle(t *testing.T) {
	text := gbk(t, `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ArticleTitle" content="青禾镇2023年度绩效自评报告"></head>
<body><h1>x</h1><p>发布时间：2024年5月6日</p><p>`+strings.Repeat("我镇对项目支出开展绩效自评。", 60)+`</p>
<p><a href="P020240506.pdf">附件1：自评表</a> <a href="/download?id=7">附件2.xls</a><a href="a.jpg">图</a></p><iframe src="part.html"></iframe></body></html>`)
	p, err := ReadPage("http://a.example.cn/jx/t.html", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if p.List || !p.Report || p.Title != "青禾镇2023年度绩效自评报告" || p.Published != "2024-05-06" {
		t.Errorf("%+v", p)
	}
	if a, f := links(p, Attachment, true), links(p, Frame, true); len(a) != 2 || len(f) != 1 {
		t.Errorf("%v %v", a, f)
	}
}

// A list that goes on only by a script, and a front page that shows nothing before one is
// run, are told: silence would mean that all was fetched.
func TestWhatCannotBeFollowedIsTold(t *testing.T) {
	for body, want := range map[string]bool{
		`<a href="javascript:__doPostBack('next','')">下一页</a>`: true, `<a href="#" onclick="go(2)">下页</a>`: true, `<button onclick="n()">下一页</button>`: true,
		`<input type=button value="下一页" onclick="p(2)">`: true, `<span onclick="p(2)">&gt;</span>`: true,
		`<a href="javascript:;" class="disabled">下一页</a>`: false, `<a href="index_1.html">下一页</a><a href="javascript:go()">下一页</a>`: false, `<a href="javascript:top()">返回顶部</a>`: false, `<span>下一页</span>`: false,
	} {
		p, err := ReadPage("http://a.example.cn/jx/", []byte(`<html><body><a href="a.html">某局绩效自评报告公开</a>`+body+`</body></html>`))
		if err != nil || p.Stuck != want {
			t.Errorf("%s: %v %v", body, p.Stuck, err)
		}
	}
	s := newSite(t)
	s.html("/jx/", directory("目录", 0, 6, `<a href="javascript:turn(2)">下一页</a>`))
	h := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")}).run("2026-03-01", "")
	if len(h.Remarks) != 1 || !strings.Contains(h.Remarks[0].EN, "script") {
		t.Errorf("%+v", h)
	}
	s.html("/jx/", `<html><body><div id=app></div><a href="/lx/">联系我们</a><script src=app.js></script></body></html>`)
	h = newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")}).run("2026-03-01", "")
	if len(h.Remarks) != 1 || !strings.Contains(h.Remarks[0].EN, "seed") {
		t.Errorf("%+v", h)
	}
}

// Files that a page shows within itself are attachments: embedded, or by a viewer.
func TestFilesShownInThePage(t *testing.T) {
	for src, want := range map[string]string{
		`<embed src="P0123.pdf" type="application/pdf">`:                                              "P0123.pdf",
		`<object data="/u/a.pdf"></object>`:                                                           "http://a.example.cn/u/a.pdf",
		`<iframe src="/js/pdfjs/web/viewer.html?file=%2Fu%2F%E8%87%AA%E8%AF%84.pdf#page=1"></iframe>`: "http://a.example.cn/u/%E8%87%AA%E8%AF%84.pdf",
		`<a href="fj.html">附件1</a>`:                                                                   "fj.html",
		`<a href="/pdfviewer?url=../u/b.pdf&x=1">附件</a>`:                                              "http://a.example.cn/u/b.pdf",
	} {
		p, err := ReadPage("http://a.example.cn/jx/", []byte(`<html><body>`+src+`</body></html>`))
		if got := links(p, Attachment, true); err != nil || !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v %v", src, got, err)
		}
	}
}

// A front page that only sends its readers on is followed.
func TestRefresh(t *testing.T) {
	for content, want := range map[string][]string{
		"0;url=index.html": {"index.html"}, "0; URL='./list/'": {"list/"}, `3;url="/zw/a.html"`: {"http://a.example.cn/zw/a.html"},
		"300": nil, "0;url=javascript:alert(1)": nil, "0;url=http://169.254.169.254/": {"http://169.254.169.254/"}, // refused as it is dialled
	} {
		p, err := ReadPage("http://a.example.cn/jx/", []byte(`<html><head><META HTTP-EQUIV="Refresh" CONTENT="`+strings.ReplaceAll(content, `"`, "&quot;")+`"></head><body></body></html>`))
		if got := links(p, Refresh, true); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v %v", content, got, err)
		}
	}
}

// Try goes through robots.txt and redirects with the gap between requests, as the site
// sees it, and stops where it is told to.
func TestTry(t *testing.T) {
	s := newSite(t)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /内部/")
	s.html("/jx/", directory("云岭县绩效公开", 0, 6, `<a href="index_1.html">下一页</a><a href="http://169.254.169.254/x.pdf">附件.pdf</a>`))
	f := fetcher(t, s, Limits{})
	r, err := Try(t.Context(), f, s.URL+"/jx/", 200*time.Millisecond, nil)
	if err != nil || r.Verdict != OK || !r.Page.List {
		t.Fatalf("%+v %v", r, err)
	}
	if gap := s.visits[1].began.Sub(s.visits[0].over); gap < 200*time.Millisecond {
		t.Errorf("a gap of %v", gap)
	}
	var b bytes.Buffer
	if err := r.Text(&b, report.ZH); err != nil || !strings.Contains(b.String(), "列表") || !strings.Contains(b.String(), "t0_5.html") {
		t.Errorf("%v\n%s", err, b.String())
	}
	if r, err = Try(t.Context(), f, s.URL+"/内部/a", time.Millisecond, nil); err != nil || r.Verdict != Robots {
		t.Errorf("%+v %v", r, err)
	}
	if slices.Contains(s.asked(), "/%E5%86%85%E9%83%A8/a") {
		t.Error("asked for what robots.txt forbids")
	}
}

// A short page is a paper where it states amounts: a form of few lines; one that only leads
// to a file is none.
func TestShortPapers(t *testing.T) {
	const head = `<html><head><title>云溪县司法局2023年度项目支出绩效自评表</title></head><body><h2>云溪县司法局2023年度项目支出绩效自评表</h2><p>发布时间：2024-03-12</p>`
	for body, want := range map[string]bool{
		`<table><tr><td>项目名称</td><td>预算数（万元）</td><td>执行数（万元）</td><td>得分</td></tr><tr><td>普法宣传</td><td>12.50</td><td>11.20</td><td>95.6</td></tr></table>`: true,
		`<p>项目预算12万元，支出11万元，执行率91.67%。</p>`:                           true,
		`<p>附件：<a href="P020240312.pdf">普法宣传项目自评表.pdf（1.2MB）</a></p>`: false,
	} {
		p, err := readPage("http://a.example.cn/jx/t20240312_1.html", []byte(head+body), &look{})
		if err != nil || p.Report != want {
			t.Errorf("%s: %v %v", body, p.Report, err)
		}
	}
}
