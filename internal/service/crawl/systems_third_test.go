package crawl

import (
	"net/http"
	"strings"
	"testing"
)

// thirdSystems are shapes that were written after those of the first two sets were read.
var thirdSystems = map[string]system{
	"a tree and a table of one cell": {seed: "/xxgk/", want: []string{"/xxgk/show-12.html", "/d/2024/%E8%87%AA%E8%AF%84.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/xxgk/", page("信息公开目录", `<div class="ztree"><a onclick="loadList('/xxgk/list-5.html',5)">财政预决算及绩效</a></div>`))
			s.html("/xxgk/list-5.html", page("财政预决算及绩效", `<div class="row"><div class="c1"><a target="_blank" href="show-12.html">县税务协会2023年度绩效自评报告</a></div><div class="c2">2024-03-05</div></div><div class="row"><div class="c1"><a href="show-13.html">县邮政办绩效自评表</a></div><div class="c2">2024-03-04</div></div>`))
			s.html("/xxgk/show-12.html", page("x", ownReport("县税务协会2023年度绩效自评报告")))
			s.html("/xxgk/show-13.html", attached("县邮政办绩效自评表", `<p><a href="/d/2024/自评.pdf"><strong>点击查看</strong></a></p>`))
			s.pdf("/d/2024/自评.pdf")
		}},
	"numbered paging only": {seed: "/jxgl/list.html", want: []string{"/jxgl/a1.html", "/jxgl/a2.html", "/jxgl/a3.html"},
		build: func(_ *testing.T, s *site) {
			turn := `<div id="pages"><a href="list.html">1</a> <a href="list-2.html">2</a> <a href="list-3.html">3</a></div>`
			for i, at := range []string{"list", "list-2", "list-3"} {
				n := string(rune('1' + i))
				s.html("/jxgl/"+at+".html", page("绩效管理", `<p>2024-03-0`+n+` <a href="a`+n+`.html">第`+n+`局绩效自评报告</a></p>`+turn))
				s.html("/jxgl/a"+n+".html", page("x", ownReport("第"+n+"局绩效自评报告")))
			}
		}},
	"script of a list by document.writeln": {seed: "/jx/", want: []string{"/jx/b1.html", "/jx/b2.html"},
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<script>
document.writeln("<li><a href=\"b1.html\" title=\"县供水办2023年度绩效自评报告\">县供水办2023年度绩效自评报告<\/a><span>2024-03-05<\/span><\/li>");
document.writeln('<li><a href="b2.html">县排水办2023年度绩效自评报告</a><span>2024-03-05</span></li>');
</script>`))
			s.html("/jx/b1.html", page("x", ownReport("县供水办2023年度绩效自评报告")))
			s.html("/jx/b2.html", page("x", ownReport("县排水办2023年度绩效自评报告")))
		}},
	"an article within a text area": {seed: "/jx/", want: []string{"/jx/c1.html", "/oss/9.pdf", "/oss/8.wps.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="c1.html">县地志办2023年度绩效自评报告</a>2024-03-05</li><li><a href="c2.html">县党校2023年度绩效自评报告</a>2024-03-05</li>`))
			s.html("/jx/c1.html", page("x", ownReport("县地志办2023年度绩效自评报告")))
			s.html("/jx/c2.html", attached("县党校2023年度绩效自评报告", `<ul class="fj"><li data-url="/oss/9.pdf" onclick="down(this)">附件1.pdf</li></ul><input type="hidden" id="pdfurl" value="/oss/8.wps.pdf"><a class="ext" href="/oss/8.wps.pdf" download>下载</a>`))
			s.pdf("/oss/9.pdf")
			s.pdf("/oss/8.wps.pdf")
		}},
	"a list of years": {seed: "/jxgk/", want: []string{"/jxgk/2023/x.html", "/jxgk/2022/y.html"},
		build: func(_ *testing.T, s *site) {
			s.html("/jxgk/", page("绩效公开", `<div class="tab"><a href="2023/">2023年</a><a href="2022/">2022年</a><a href="/help/">帮助</a></div>`))
			s.html("/jxgk/2023/", page("绩效公开", `<li><a href="x.html">县史志办绩效自评报告</a>2024-03-05</li>`))
			s.html("/jxgk/2022/", page("绩效公开", `<li><a href="y.html">县史志办绩效自评报告</a>2023-03-05</li>`))
			s.html("/jxgk/2023/x.html", page("x", ownReport("县史志办2023年度绩效自评报告")))
			s.html("/jxgk/2022/y.html", page("x", ownReport("县史志办2022年度绩效自评报告")))
		}},
	"a guard halfway": {seed: "/jx/", want: []string{"/jx/d1.html"}, told: "只有脚本",
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="d1.html">甲局绩效自评报告</a>2024-03-05</li><li><a href="d2.html">乙局绩效自评报告</a>2024-03-05</li>`))
			s.html("/jx/d1.html", page("x", ownReport("甲局绩效自评报告")))
			s.html("/jx/d2.html", `<html><script>var a=navigator.userAgent;document.cookie="k="+a.length;location.href="/jx/d2.html?k=1";</script></html>`)
		}},
	"old frames in GBK": {seed: "/old/default.asp", want: []string{"/old/show.asp?ArticleID=3"},
		build: func(t *testing.T, s *site) {
			put := func(at, body string) { s.text(at, "text/html", gbk(t, body)) }
			put("/old/default.asp", `<FRAMESET rows="80,*"><FRAME NAME=top SRC="top.asp"><FRAME NAME=main SRC="class.asp?id=2"></FRAMESET>`)
			put("/old/top.asp", `<body><a href="default.asp">首页</a></body>`)
			put("/old/class.asp?id=2", `<title>绩效</title><table><tr><td><img src=dot.gif><a href=show.asp?ArticleID=3 target=_blank>县农机局部门绩效自评报告</a></td><td align=right>(2024-3-5)</td></tr></table>`)
			put("/old/show.asp?ArticleID=3", `<title>x</title>`+ownReport("县农机局部门绩效自评报告"))
		}},
	"a redirect to the same with a slash": {seed: "/jx", want: []string{"/jx/e.html"},
		build: func(_ *testing.T, s *site) {
			s.put("/jx", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/jx/", http.StatusFound) })
			s.html("/jx/", page("绩效", `<li><a href="`+strings.Repeat("../jx/", 2)+`e.html?">丙局绩效自评报告</a>2024-03-05</li><li><a href="e.html">丙局绩效自评报告</a></li>`))
			s.html("/jx/e.html", page("x", ownReport("丙局绩效自评报告")))
		}},
}
