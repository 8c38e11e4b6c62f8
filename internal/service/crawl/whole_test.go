package crawl

import (
	"bytes"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/service/workspace"
)

// chapter is a page of an article of n, as a site's template makes it.
func chapter(at, n int, text string) string {
	name := func(i int) string {
		if i == 0 {
			return "a.html"
		}
		return "a_" + string(rune('0'+i)) + ".html"
	}
	turn := ""
	if at+1 < n {
		turn = `<a href="` + name(at+1) + `">下一页</a>`
	}
	return `<html><head><meta charset="gb2312"><title>柳林县林业局绩效自评报告</title></head><body><div class=head><a href="/">首页</a> 柳林县人民政府 2024年</div>
<h1>柳林县林业局2023年度绩效自评报告</h1><div id=zoom>` + text + `</div><div class=turn>` + turn + ` <a href="a.html">1</a></div><div class=foot><a href="/about">关于我们</a> 电话 0310-1234567</div></body></html>`
}

var prose = strings.Repeat("我局对造林补助、森林防火等项目开展绩效自评，资金使用规范，目标基本完成。", 16)

// whole gives the bytes of the document that a source holds, and how many documents there are.
func (n *night) held(location string) (body string, documents int) {
	n.t.Helper()
	var sum string
	if err := n.w.DB().QueryRow(n.w.Q(`SELECT coalesce(max(sha256), '') FROM sources WHERE location = $1`), location).Scan(&sum); err != nil {
		n.t.Fatal(err)
	}
	if err := n.w.DB().QueryRow(`SELECT count(*) FROM documents`).Scan(&documents); err != nil {
		n.t.Fatal(err)
	}
	if sum == "" {
		return "", documents
	}
	b, err := n.w.Blobs.Document(n.t.Context(), sum)
	if err != nil {
		n.t.Fatal(err)
	}
	return string(b), documents
}

// An article over three pages and a page whose report stands in a frame are one document
// each, in the order in which they are read; the site's own words stand in it once.
func TestPagedArticlesAndFramesAreOneDocument(t *testing.T) {
	s := newSite(t)
	s.html("/jx/", `<html><body><ul><li><a href="a.html">柳林县林业局2023年度绩效自评报告</a></li><li><a href="b.html">柳林县水利局2023年度绩效自评报告</a></li></ul></body></html>`)
	s.html("/jx/a.html", chapter(0, 3, "<p>一、概况</p><p>"+prose+"</p><p>单位：万元</p>"))
	s.html("/jx/a_1.html", chapter(1, 3, "<p>二、执行</p><p>单位：万元</p><table><tr><td>造林补助</td><td>120.50</td></tr></table>"))
	s.text("/jx/a_2.html", "text/html", gbk(t, chapter(2, 3, "<p>三、结论</p><p>自评得分96.5分。</p>")))
	s.html("/jx/b.html", `<html><head><title>x</title></head><body><p>发布时间：2024-03-05</p><iframe src="b/part.html"></iframe><p>（完）</p></body></html>`)
	s.html("/jx/b/part.html", `<html><body><p>`+prose+`自评得分88分。</p></body></html>`)
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	n.run("2026-03-01", "")
	a, documents := n.held(s.URL + "/jx/a.html")
	if documents != 2 {
		t.Errorf("%d documents", documents)
	}
	at := 0
	for _, want := range []string{"柳林县人民政府 2024年", "一、概况", "单位：万元", "二、执行", "单位：万元", "120.50", "三、结论", "96.5分", "0310-1234567"} {
		i := strings.Index(a[at:], want)
		if i < 0 {
			t.Fatalf("%q is not where it belongs in\n%s", want, a)
		}
		at += i + len(want)
	}
	for _, once := range []string{"柳林县人民政府", "0310-1234567", "<h1>", "首页"} {
		if strings.Count(a, once) != 1 {
			t.Errorf("%q stands %d times", once, strings.Count(a, once))
		}
	}
	if strings.Contains(a, "下一页") {
		t.Errorf("the paging is left in\n%s", a)
	}
	b, _ := n.held(s.URL + "/jx/b.html")
	if i, j := strings.Index(b, "88分"), strings.Index(b, "（完）"); i < 0 || j < i {
		t.Errorf("the frame is not in its place:\n%s", b)
	}
	s.once(t, 1)

	// One part changes: the whole is new. Nothing changes: nothing is.
	s.html("/jx/a_1.html", chapter(1, 3, "<p>二、执行</p><table><tr><td>造林补助</td><td>121.50</td></tr></table>"))
	n.run("2026-03-03", "")
	if a, documents = n.held(s.URL + "/jx/a.html"); documents != 3 || !strings.Contains(a, "121.50") || !strings.Contains(a, "96.5分") {
		t.Errorf("%d documents\n%s", documents, a)
	}
	n.run("2026-03-05", "")
	if _, documents = n.held(s.URL + "/jx/a.html"); documents != 3 {
		t.Errorf("%d documents", documents)
	}

	// A part is gone: what is there is joined, and whoever reads it is told what is not.
	s.put("/jx/a_1.html", http.NotFound)
	n.run("2026-03-07", "")
	a, _ = n.held(s.URL + "/jx/a.html")
	if !strings.Contains(a, "96.5分") || strings.Contains(a, "121.50") || !strings.Contains(a, "一、概况") {
		t.Errorf("%s", a)
	}
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.html", Data: []byte(a)}, selfeval.Options{NoConfirm: true})
	if docs[0].Status != selfeval.Partial {
		t.Errorf("a page that lacks a part is %s: %v", docs[0].Status, docs[0].Notes)
	}
}

// An article whose pages are short is one, too, and so is one whose paging a script draws.
func TestShortPagesOfAnArticle(t *testing.T) {
	s := newSite(t)
	s.html("/jx/", `<html><body><ul><li><a href="a.html">柳林县林业局2023年度绩效自评报告</a></li></ul></body></html>`)
	part := func(i int) string {
		return `<html><head><title>柳林县林业局2023年度绩效自评报告</title></head><body><div><a href="/">首页</a><a href="/zw/">政务公开</a></div><div id=c><p>` + prose[:300] + `绩效自评</p></div>
<script>createPageHTML(4, ` + string(rune('0'+i)) + `, "a", "html");</script></body></html>`
	}
	s.html("/jx/a.html", part(0))
	for i := 1; i < 4; i++ {
		s.html("/jx/a_"+string(rune('0'+i))+".html", strings.Replace(part(i), prose[:3], string(rune('0'+i)), 1))
	}
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	n.run("2026-03-01", "")
	a, documents := n.held(s.URL + "/jx/a.html")
	if documents != 1 || strings.Count(a, "绩效自评</p>") != 4 {
		t.Errorf("%d documents\n%s\n%v", documents, a, s.asked())
	}
}

func TestJoinIsTheSameEveryTime(t *testing.T) {
	pieces := []piece{{"http://a.example.cn/a_1.html", Next, []byte(chapter(1, 2, "<p>二</p>"))}}
	main := []byte(chapter(0, 2, "<p>一</p>"))
	first := join("http://a.example.cn/a.html", main, pieces)
	for range 5 {
		if again := join("http://a.example.cn/a.html", main, pieces); !bytes.Equal(first, again) {
			t.Fatalf("%s\n%s", first, again)
		}
	}
}

func TestFurtherPages(t *testing.T) {
	for to, want := range map[string]bool{
		"http://a.cn/jx/t20240305_12.html": false, "http://a.cn/jx/t20240305_11_1.html": true, "http://a.cn/jx/t20240305_11-2.html": true,
		"http://a.cn/jx/t20240305_11.html?page=2": true, "http://a.cn/jx/t20240305_11.html": false, "http://a.cn/jx/index_1.html": false,
	} {
		if got := furtherPage("http://a.cn/jx/t20240305_11.html", to); got != want {
			t.Errorf("%s: %v", to, got)
		}
	}
}

func FuzzJoin(f *testing.F) {
	f.Add([]byte(chapter(0, 2, "<p>一</p>")), []byte(chapter(1, 2, "<p>二</p>")))
	f.Add([]byte(`<frameset><frame src=b.html></frameset>`), []byte(`<html><body>x</body></html>`))
	f.Add([]byte("<p>支出98.60万元\x01\x02</p>"), []byte("<a\x03>\x10\x04</a>"))
	f.Fuzz(func(t *testing.T, main, part []byte) {
		for _, kind := range []LinkKind{Next, Frame} {
			if j := join("http://a.cn/a.html", main, []piece{{"http://a.cn/b.html", kind, part}}); j != nil && KindOf(j) == Other {
				t.Error("what was joined is no page")
			}
		}
	})
}
