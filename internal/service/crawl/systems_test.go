package crawl

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/internal/service/workspace"
)

// system is a site in the shape that a content management system of governments gives it.
type system struct {
	build func(t *testing.T, s *site)
	sites string   // further lines of the sites file
	seed  string   // path
	want  []string // paths of the documents
	told  string   // a word that the night's report must say
}

// ownReport is an article that is a report itself.
func ownReport(title string) string {
	return `<h1>` + title + `</h1><p>发布时间：2024-03-05 10:20</p>` + strings.Repeat(`<p>本单位按照要求开展绩效自评，预算安排项目资金120.00万元，执行118.00万元，绩效目标完成较好，群众满意。</p>`, 12)
}

// attached is an article that only names its files.
func attached(title string, links ...string) string {
	return `<html><head><title>` + title + `-云岭县人民政府</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><h1>` + title + `</h1><p>来源：县财政局 发布时间：2024-03-05</p><p>现予公开。</p>` + strings.Join(links, "\n") + `</body></html>`
}

func page(title, body string) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title></head><body><ul class="menu"><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li></ul>` + body + `<div class="foot"><a href="http://www.beian.example.cn/">备案</a><a href="http://bszs.example.gov.cn/red">党政机关</a></div></body></html>`
}

func (s *site) pdf(path string) { s.text(path, "application/octet-stream", "%PDF-1.4 "+path) }

var systems = map[string]system{
	"TRS": {seed: "/zwgk/jxgl/", want: []string{"/zwgk/jxgl/202403/P020240305411111111111.pdf", "/zwgk/jxgl/202403/P020240305422222222222.doc", "/zwgk/jxgl/202402/t20240202_11.html", "/zwgk/jxgl/202401/P020240101.xls"},
		build: func(_ *testing.T, s *site) {
			s.html("/zwgk/jxgl/", page("绩效管理", `<div class="list"><dl><dt><a href="./202403/t20240305_10.html" target="_blank" title="云岭县交通局2023年度部门整体支出绩效自评报告">云岭县交通局2023年度部门整体支出…</a></dt><dd>[03-05]</dd></dl>
<dl><dt><a href="./202402/t20240202_11.html" title="云岭县文旅局2023年度绩效自评报告">云岭县文旅局2023年度绩效自评报告</a></dt><dd>[02-02]</dd></dl></div>
<div class="page"><script type="text/javascript">createPageHTML('page_div',2, 1,'index','html',22);</script></div>`))
			s.html("/zwgk/jxgl/index_2.html", page("绩效管理", `<div class="list"><dl><dt><a href="./202401/t20240101_12.html">云岭县粮食局项目绩效自评</a></dt><dd>[01-01]</dd></dl></div><script>createPageHTML('page_div',2, 2,'index','html',22);</script>`))
			s.html("/zwgk/jxgl/202403/t20240305_10.html", attached("云岭县交通局2023年度部门整体支出绩效自评报告", `<div class="TRS_UEDITOR"><p><a href="./P020240305411111111111.pdf" appendix="true" otheroperation="false" OLDSRC="/protect/P020240305411111111111.pdf">附件1：自评报告.pdf</a></p><p><a href="./P020240305422222222222.doc">部门整体支出绩效自评表.doc</a></p></div>`))
			s.html("/zwgk/jxgl/202402/t20240202_11.html", page("x", ownReport("云岭县文旅局2023年度绩效自评报告")))
			s.html("/zwgk/jxgl/202401/t20240101_12.html", attached("云岭县粮食局项目绩效自评", `<script language="javascript">var fjdata = "<a href='./P020240101.xls'>自评表.xls</a>"; document.write(fjdata);</script>`))
			for _, f := range []string{"202403/P020240305411111111111.pdf", "202401/P020240101.xls"} {
				s.pdf("/zwgk/jxgl/" + f)
			}
			s.text("/zwgk/jxgl/202403/P020240305422222222222.doc", "application/msword", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600))
		}},
	"Hanweb data store": {seed: "/col/col1234/index.html", want: []string{"/art/2024/3/5/art_1234_1.html", "/module/download/downfile.jsp?classid=0&showname=%E8%87%AA%E8%AF%84%E8%A1%A8.pdf&filename=a1.pdf", "/art/2024/3/3/art_1234_3.html"},
		build: func(_ *testing.T, s *site) {
			rec := func(n int, title string) string {
				return fmt.Sprintf(`<record><![CDATA[<li><a href="/art/2024/3/%d/art_1234_%d.html" target="_blank" title="%s">%s</a><span>2024-03-0%d</span></li>]]></record>`, 6-n, n, title, title, 6-n)
			}
			s.html("/col/col1234/index.html", page("绩效评价", `<div id="5678" class="default_pgContainer"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=9&path=http://x/&columnid=1234&unitid=5678&webname=yl&permissiontype=0"></a>]]></nextgroup><recordset>`+rec(1, "县卫健局2023年度绩效自评报告")+rec(2, "县民政局2023年度绩效自评表")+`</recordset></datastore></script></div>`))
			s.html("/art/2024/3/5/art_1234_1.html", page("x", ownReport("县卫健局2023年度绩效自评报告")))
			s.html("/art/2024/3/4/art_1234_2.html", attached("县民政局2023年度绩效自评表", `<p><img src="/module/jslib/icons/pdf.png"><a href="/module/download/downfile.jsp?classid=0&showname=自评表.pdf&filename=a1.pdf">自评表</a></p>`))
			s.html("/art/2024/3/3/art_1234_3.html", page("x", ownReport("县人社局2023年度绩效自评报告")))
			s.put("/module/download/downfile.jsp", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Disposition", `attachment; filename="`+"\xd7\xd4\xc6\xc0\xb1\xed.pdf"+`"`)
				_, _ = io.WriteString(w, "%PDF-1.4 hanweb")
			})
			s.put("/module/web/jpage/dataproxy.jsp", func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("page") != "1" {
					_, _ = io.WriteString(w, `<datastore><recordset></recordset></datastore>`)
					return
				}
				w.Header().Set("Content-Type", "text/xml")
				_, _ = io.WriteString(w, `<?xml version='1.0' encoding='UTF-8'?><datastore><nextgroup><![CDATA[]]></nextgroup><recordset>`+rec(3, "县人社局2023年度绩效自评报告")+`</recordset></datastore>`)
			})
		}},
	"Visual SiteBuilder": {seed: "/zfxxgk/jxpj.htm", want: []string{"/info/1011/101.htm", "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1557&wbfileid=33", "/__local/3/AA/BB/1C_2D.pdf", "/info/1011/104.htm"},
		build: func(_ *testing.T, s *site) {
			s.html("/zfxxgk/jxpj.htm", page("绩效评价", `<ul><li id="line_u5_0"><span>2024-03-05</span><a href="../info/1011/101.htm">县司法局2023年度绩效自评报告</a></li><li><span>2024-03-04</span><a href="../info/1011/102.htm">县档案馆2023年度绩效自评</a></li></ul>
<div class="pb_sys_common"><span class="p_no_d">首页</span><span class="p_next p_fun"><a href="jxpj/2.htm">下页</a></span><span class="p_last p_fun"><a href="jxpj/1.htm">尾页</a></span></div>`))
			s.html("/zfxxgk/jxpj/2.htm", page("绩效评价", `<ul><li><span>2024-03-03</span><a href="../../info/1011/103.htm">县残联2023年度绩效自评</a></li></ul><div><a href="../jxpj.htm">上页</a><a href="1.htm">下页</a></div>`))
			s.html("/zfxxgk/jxpj/1.htm", page("绩效评价", `<ul><li><span>2024-03-02</span><a href="../../info/1011/104.htm">县妇联2023年度绩效自评报告</a></li></ul><div><a href="2.htm">上页</a><span>下页</span></div>`))
			s.html("/info/1011/101.htm", page("x", ownReport("县司法局2023年度绩效自评报告")))
			s.html("/info/1011/102.htm", attached("县档案馆2023年度绩效自评", `<li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1557&wbfileid=33" target="_blank">档案馆自评表.pdf</a>】已下载<span id="nattach33"></span>次</li>`))
			s.html("/info/1011/103.htm", attached("县残联2023年度绩效自评", `<script>showVsbpdfIframe("/__local/3/AA/BB/1C_2D.pdf","100%","600","0","","vsb_content","","");</script>`))
			s.html("/info/1011/104.htm", page("x", ownReport("县妇联2023年度绩效自评报告")))
			s.pdf("/system/_content/download.jsp")
			s.pdf("/__local/3/AA/BB/1C_2D.pdf")
		}},
	"mislabelled ASP": {seed: "/list.asp?classid=12", want: []string{"/show.asp?id=1", "/uploadfile/2024/3.doc.pdf", "/show.asp?id=4"},
		build: func(t *testing.T, s *site) {
			put := func(uri, body string) {
				s.text(uri, "text/html; charset=utf-8", gbk(t, `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>`+body+`</body></html>`))
			}
			put("/list.asp?classid=12", `<table><tr><td>·<a href="javascript:void(0)" onclick="window.open('show.asp?id=1','_blank')">县气象局绩效自评报告</a></td><td>2024-3-5</td></tr><tr><td>·<a href="#" onclick="openwin('/show.asp?id=3');return false;">县地震局绩效自评</a></td><td>2024-3-4</td></tr></table><a href="?classid=12&page=2">下一页&gt;&gt;</a>`)
			put("/list.asp?classid=12&page=2", `<table><tr><td>·<a href="javascript:openDoc('/show.asp?id=4')">县供销社绩效自评报告</a></td><td>2024-3-3</td></tr></table><a href="?classid=12&page=1">上一页</a>`)
			put("/show.asp?id=1", ownReport("县气象局绩效自评报告"))
			put("/show.asp?id=3", `<h1>县地震局绩效自评</h1>附件：<a href="uploadfile/2024/3.doc.pdf">点击下载</a>`)
			put("/show.asp?id=4", ownReport("县供销社绩效自评报告"))
			s.pdf("/uploadfile/2024/3.doc.pdf")
		}},
	"frames and a base": {seed: "/gk/", want: []string{"/zw/jx/a.pdf", "/zw/jx/n2.html"},
		build: func(_ *testing.T, s *site) {
			s.html("/gk/", `<html><head><title>信息公开</title></head><frameset cols="200,*"><frame src="tree.html" name="l"><frame src="main.html" name="r"></frameset></html>`)
			s.html("/gk/tree.html", `<html><body><a href="main.html" target="r">绩效信息</a></body></html>`)
			s.html("/gk/main.html", `<html><head><base href="../zw/"></head><body><h3>绩效信息</h3><iframe src="jx/list.html" width=100%></iframe></body></html>`)
			s.html("/zw/jx/list.html", page("绩效信息", `<p><a href="n1.html">县统计局</a> 2024年3月5日</p><p><a href="n2.html">县水务局</a> 2024年3月4日</p><p><a href="n3.html">县审计局</a> 2024年3月3日</p>`))
			s.html("/zw/jx/n1.html", attached("县统计局2023年度绩效自评报告", `<object data="a.pdf" type="application/pdf" width="100%"></object>`))
			s.html("/zw/jx/n2.html", page("x", ownReport("县水务局2023年度绩效自评报告")))
			s.html("/zw/jx/n3.html", page("县审计局召开会议", `<h1>县审计局召开会议</h1><p>会议强调纪律。</p>`))
			s.pdf("/zw/jx/a.pdf")
		}},
	"names of bureaus only": {seed: "/jxzp/index.shtml", want: []string{"/jxzp/2024/1.shtml", "/jxzp/2024/2.shtml", "/files/abc123"},
		build: func(_ *testing.T, s *site) {
			s.html("/jxzp/index.shtml", page("绩效自评_云岭县政府信息公开平台", `<div class="position">当前位置：首页 &gt; 财政信息 &gt; 绩效自评</div><ul><li><a href="2024/1.shtml">县教育局</a><em>2024-03-05</em></li><li><a href="2024/2.shtml">县林草局</a><em>2024-03-05</em></li><li><a href="2024/3.shtml">城关镇</a><em>2024-03-05</em></li><li><a href="2024/4.shtml">县信访局</a><em>2024-03-01</em></li><li><a href="2024/5.shtml">县医保局</a><em>2024-03-01</em></li></ul>`))
			s.html("/jxzp/2024/1.shtml", page("x", ownReport("县教育局2023年度绩效自评报告")))
			s.html("/jxzp/2024/2.shtml", page("x", ownReport("县林草局2023年度绩效自评报告")))
			s.html("/jxzp/2024/3.shtml", attached("城关镇", `<a href="/files/abc123"><img src="/i/word.gif">城关镇自评表.docx</a>`))
			s.html("/jxzp/2024/4.shtml", page("县信访局", `<h1>县信访局</h1><p>正在整理。</p>`))
			s.html("/jxzp/2024/5.shtml", page("县医保局", `<h1>县医保局</h1><p>正在整理。</p>`))
			s.text("/files/abc123", "text/html", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600))
		}},
	"JSON with a callback": {seed: "", want: []string{"/content/11.html", "/content/12.html", "/content/13.html"},
		sites: "  json:\n  - url: %s/api/list?callback=cb&size=2&page={page}\n    items: data.list\n    link: /content/{docId}.html\n    text: title\n    date: pubDate\n",
		build: func(_ *testing.T, s *site) {
			s.put("/api/list", func(w http.ResponseWriter, r *http.Request) {
				items := map[string]string{"1": `{"docId":11,"title":"县工信局绩效自评报告","pubDate":"2024-03-05 08:00:00"},{"docId":12,"title":"县应急局绩效自评报告","pubDate":"2024-03-04"}`,
					"2": `{"docId":13,"title":"县商务局绩效自评报告","pubDate":1709510400000}`}[r.URL.Query().Get("page")]
				_, _ = io.WriteString(w, `cb({"code":0,"data":{"total":3,"list":[`+items+`]}});`)
			})
			for i := 11; i < 14; i++ {
				s.html(fmt.Sprintf("/content/%d.html", i), page("x", ownReport(fmt.Sprintf("第%d号局绩效自评报告", i))))
			}
		}},
	"a front page that jumps": {seed: "/", want: []string{"/portal/xxgk/jx/1.html", "/upload/x.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/", `<html><head><script type="text/javascript">window.location.href="/portal/index.do";</script></head><body></body></html>`)
			s.html("/portal/index.do", page("云岭县财政局", `<div><a href="xxgk/jx/"><img src="/i/jx.png" alt="绩效信息公开专栏"></a><a href="/bszn/">办事指南</a></div>`))
			s.html("/portal/xxgk/jx/", page("绩效信息公开", `<table><tr><td><a href="1.html" title="县残联2023年度项目支出绩效自评报告"></a><a href="1.html">县残联2023年度项目支出绩效自评报告</a></td><td>2024/03/05</td></tr><tr><td><a href="2.html">县总工会2023年度绩效自评报告</a></td><td>2024/03/05</td></tr></table>`))
			s.html("/portal/xxgk/jx/1.html", page("x", ownReport("县残联2023年度项目支出绩效自评报告")))
			s.html("/portal/xxgk/jx/2.html", attached("县总工会2023年度绩效自评报告", `<iframe src="/static/pdfjs/web/viewer.html?file=%2Fupload%2Fx.pdf"></iframe>`))
			s.pdf("/upload/x.pdf")
		}},
	"paging by a post": {seed: "/list.aspx", want: []string{"/a1.aspx"}, told: "翻页",
		build: func(_ *testing.T, s *site) {
			s.html("/list.aspx", page("绩效评价", `<form method=post><ul><li><a href="a1.aspx">县体育局绩效自评报告</a>2024-03-05</li></ul><a href="javascript:__doPostBack('pager','2')">下一页</a></form>`))
			s.html("/a1.aspx", page("x", ownReport("县体育局绩效自评报告")))
		}},
	"a guard": {seed: "/jx/", told: "拒绝",
		build: func(_ *testing.T, s *site) {
			s.put("/jx/", func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(412)
				_, _ = io.WriteString(w, `<html><head><meta id="x" content="aa"><script>$_ts=window['$_ts'];</script></head><body></body></html>`)
			})
		}},
}

// Sites in the shapes of widespread systems: every report once, none missed, nothing asked
// elsewhere.
func TestSystemsOfGovernments(t *testing.T) {
	for _, set := range []map[string]system{systems, moreSystems, thirdSystems} {
		for name, c := range set {
			t.Run(name, func(t *testing.T) { c.crawl(t) })
		}
	}
}

func (c *system) crawl(t *testing.T) {
	s := newSite(t)
	s.html("/zwgk/", page("政务公开", "<p>栏目建设中</p>"))
	c.build(t, s)
	n := newNight(t, s, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	src := "sites:\n- delay: 1ms\n"
	if c.seed != "" {
		src += "  seeds: [\"" + s.URL + c.seed + "\"]\n"
	}
	if c.sites != "" {
		src += fmt.Sprintf(c.sites, s.URL)
	}
	h := n.sites("2026-03-01", src)
	s.once(t, 1)
	var got []string
	all, err := n.w.Strings(t.Context(), `SELECT location FROM sources WHERE sha256 IS NOT NULL`)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		got = append(got, strings.TrimPrefix(l, s.URL))
	}
	for _, w := range c.want {
		if !slices.Contains(got, w) {
			t.Errorf("missed %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(c.want, g) {
			t.Errorf("taken for a document: %s", g)
		}
	}
	told := fmt.Sprint(h.ZH, h.Remarks, h.Troubles)
	if !strings.Contains(told, c.told) || c.told == "" && len(h.Troubles) > 0 {
		t.Errorf("told %s", told)
	}
	if t.Failed() {
		t.Log(s.asked())
	}
	outside, err := n.w.Strings(t.Context(), `SELECT url FROM crawl_pages WHERE host <> `+"'"+HostOf(s.URL)+"'")
	if err != nil || len(outside) > 0 {
		t.Errorf("asked outside: %v %v", outside, err)
	}
}
