package crawl

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// moreSystems are further shapes, written after those above were met.
var moreSystems = map[string]system{
	"rows and a store of attachments": {seed: "/govxxgk/index.html", want: []string{"/govxxgk/1.html", "/upload/2024/b.pdf", "/upload/2024/c.xlsx.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/govxxgk/index.html", page("政府信息公开", `<table class="xxgk"><tr><th>索引号</th><th>名称</th><th>发文日期</th></tr><tr onclick="location.href='1.html'"><td>0001</td><td>县农业农村局2023年度绩效自评报告</td><td>2024-03-05</td></tr><tr onclick="window.open('/govxxgk/2.html')"><td>0002</td><td>县水利局2023年度绩效自评公开</td><td>2024-03-04</td></tr></table>`))
			s.html("/govxxgk/1.html", page("x", ownReport("县农业农村局2023年度绩效自评报告")))
			s.html("/govxxgk/2.html", attached("县水利局2023年度绩效自评公开", `<div id="fj"></div><script>var attachList=[{"fileName":"自评报告.pdf","filePath":"\/upload\/2024\/b.pdf"},{"fileName":"自评表.xlsx","filePath":"/upload/2024/c.xlsx.pdf"}];</script>`))
			s.pdf("/upload/2024/b.pdf")
			s.pdf("/upload/2024/c.xlsx.pdf")
		}},
	"paging written piece by piece": {seed: "/czj/jx/index.htm", want: []string{"/czj/jx/a.htm", "/czj/jx/b.htm", "/czj/jx/c.htm"},
		build: func(_ *testing.T, s *site) {
			for i, at := range []string{"index.htm", "index_1.htm", "index_2.htm"} {
				name := string(rune('a' + i))
				s.html("/czj/jx/"+at, page("绩效公开", `<li><a href="`+name+`.htm">第`+name+`局绩效自评报告</a>2024-03-05</li>
<script>
var currentPage = `+string(rune('0'+i))+`;//所在页从0开始
var prevPage = currentPage-1;
var countPage = 3//共多少页
if(currentPage<countPage-1) document.write("<a href=\"index"+"_" + (currentPage+1) + "."+"htm\">下一页</a>");
</script>`))
				s.html("/czj/jx/"+name+".htm", page("x", ownReport("第"+name+"局绩效自评报告")))
			}
		}},
	"a select that turns pages": {seed: "/list_36_1.html", want: []string{"/a/1.html", "/a/2.html"},
		build: func(_ *testing.T, s *site) {
			turn := `<select onchange="location=this.value"><option value="list_36_1.html">1</option><option value="list_36_2.html">2</option></select>`
			s.html("/list_36_1.html", page("绩效", `<h3><a href="/a/1.html">县林场绩效自评报告</a></h3><span>2024-03-05</span>`+turn))
			s.html("/list_36_2.html", page("绩效", `<h3><a href="/a/2.html">县苗圃绩效自评报告</a></h3><span>2024-03-05</span>`+turn))
			s.html("/a/1.html", page("x", ownReport("县林场绩效自评报告")))
			s.html("/a/2.html", page("x", ownReport("县苗圃绩效自评报告")))
		}},
	"downloads of many names": {seed: "/jx/", want: []string{"/plus/download.php?open=0&aid=12&cid=3", "/u/%E7%BB%A9%E6%95%88/%E6%8A%A5%E5%91%8A.pdf", "/upload/d.pdf", "/attachment.do?method=down&id=9", "/u/e.pdf", "/jx/g.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效自评", `<ul><li><a href=" n.html ">县城管局2023年度绩效自评报告公开</a><i>2024.03.05</i></li></ul>`))
			s.html("/jx/n.html", "\ufeff"+attached("县城管局2023年度绩效自评报告公开", `<A HREF="/plus/download.php?open=0&amp;aid=12&amp;cid=3">附件下载</A>`, `<a href="/u/绩效/报告.pdf">报告</a>`, `<a href="..\upload\d.pdf">自评表</a>`, `<a href="/attachment.do?method=down&id=9">2023年自评表（定稿）.docx</a>`, `<a href="javascript:downloadFile('/u/e.pdf','自评表')">自评表</a>`, `<a data-href="/u/f.jpg" href="#">图</a>`, `<embed src="g.pdf">`))
			for _, p := range []string{"/plus/download.php", "/u/绩效/报告.pdf", "/upload/d.pdf", "/attachment.do", "/u/e.pdf", "/jx/g.pdf"} {
				s.pdf(p)
			}
		}},
	"arrows and redirects": {seed: "/zfxxgk/list", want: []string{"/c/1.html", "/new/2.html", "/c/4.html"},
		build: func(_ *testing.T, s *site) {
			s.html("/zfxxgk/list", page("部门绩效", `<div class="item"><a href="/c/1.html"><div>县发改局2023年度绩效自评报告</div><div>2024-03-05</div></a></div><div class="item"><a href="/c/2.html"><div>县审批局2023年度绩效自评报告</div><div>2024-03-04</div></a></div><div class="item"><a href="https://mp.weixin.example.com/s/1"><div>县团委2023年度绩效自评报告</div></a></div><div class="item"><a href="/c/3.html">县科协2023年度绩效自评报告</a></div>
<div class="pages"><a class="prev" href="javascript:;"><i></i></a><a class="next" title="下一页" href="/zfxxgk/list?p=2"><i class="icon"></i></a></div>`))
			s.html("/zfxxgk/list?p=2", page("部门绩效", `<div class="item"><a href="/c/4.html"><div>县侨联2023年度绩效自评报告</div></a></div><a class="next disabled" title="下一页" href="javascript:;"><i></i></a>`))
			s.html("/c/1.html", page("x", ownReport("县发改局2023年度绩效自评报告")))
			s.html("/new/2.html", page("x", ownReport("县审批局2023年度绩效自评报告")))
			s.html("/c/4.html", page("x", ownReport("县侨联2023年度绩效自评报告")))
			s.put("/c/2.html", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "/new/2.html", http.StatusMovedPermanently)
			})
			s.put("/c/3.html", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "https://other.example.com/3", http.StatusFound)
			})
		}},
	"a page that an application draws": {seed: "/#/jx", told: "脚本",
		build: func(_ *testing.T, s *site) {
			s.html("/", `<!DOCTYPE html><html><head><title>信息公开平台</title><link href="/css/app.css" rel="stylesheet"></head><body><noscript>请开启脚本</noscript><div id="app"></div><script src="/js/app.1.js"></script></body></html>`)
		}},
	"state within the page": {seed: "/xxgk", want: []string{"/detail?id=7", "/detail?id=8"},
		build: func(_ *testing.T, s *site) {
			s.html("/xxgk", page("绩效评价", `<div id="app"></div><script>window.__INITIAL_STATE__={"list":{"total":2,"rows":[{"id":7,"title":"县商务局2023年度绩效自评报告","url":"\/detail?id=7","publishDate":"2024-03-05 09:00"},{"id":8,"title":"县档案局2023年度绩效自评报告","url":"\/detail?id=8","publishDate":"2024-03-04 09:00","tags":[]}]}}</script>`))
			s.html("/detail?id=7", page("x", ownReport("县商务局2023年度绩效自评报告")))
			s.html("/detail?id=8", page("x", ownReport("县档案局2023年度绩效自评报告")))
		}},
	"an index of catalogues": {seed: "/zwgk/", want: []string{"/zwgk/fdzdgk/czxx/ys/1.html", "/zwgk/fdzdgk/czxx/jx/2.pdf"},
		build: func(_ *testing.T, s *site) {
			s.html("/zwgk/", page("政务公开", `<div id="tree"><ul><li><a href="fdzdgk/">法定主动公开内容</a></li><li><a href="zc/">政策</a></li></ul></div>`))
			s.html("/zwgk/fdzdgk/", page("法定主动公开内容", `<ul><li><a href="jgzn/">机构职能</a></li><li><a href="czxx/">财政信息</a></li></ul>`))
			s.html("/zwgk/fdzdgk/czxx/", page("财政信息", `<ul><li><a href="ys/1.html">县统计局2023年度部门决算公开</a>2024-03-05</li><li><a href="jx/">绩效</a></li></ul>`))
			s.html("/zwgk/fdzdgk/czxx/ys/1.html", page("x", ownReport("县统计局2023年度部门决算公开")))
			s.html("/zwgk/fdzdgk/czxx/jx/", page("绩效", `<p><span>2024-03-05</span> <a href="./2.pdf">县信访局自评</a></p>`))
			s.pdf("/zwgk/fdzdgk/czxx/jx/2.pdf")
		}},
	"a report over three pages": {seed: "/jx/", want: []string{"/jx/1.html"},
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="1.html">县文联2023年度绩效自评报告</a>2024-03-05</li>`))
			turn := `<div class="page">%s</div>`
			body := func(i string) string {
				return `<h1>县文联2023年度绩效自评报告</h1>` + strings.Repeat(`<p>第`+i+`部分，绩效自评情况如下，预算10.00万元，执行9.00万元，完成较好。</p>`, 15)
			}
			s.html("/jx/1.html", page("x", body("一")+strings.ReplaceAll(turn, "%s", `<script>createPageHTML(3,0,"1","html");</script>`)))
			s.html("/jx/1_1.html", page("x", body("二")+`<script>createPageHTML(3,1,"1","html");</script>`))
			s.html("/jx/1_2.html", page("x", body("三")+`<script>createPageHTML(3,2,"1","html");</script>`))
		}},
	"a file by its header": {seed: "/jx/", want: []string{"/servlet/Get?x=1"},
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="/servlet/Get?x=1">县广电台2023年度绩效自评报告</a>2024-03-05</li>`))
			s.put("/servlet/Get?x=1", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html;charset=GBK")
				w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''%E8%87%AA%E8%AF%84.pdf")
				_, _ = io.WriteString(w, "%PDF-1.4 header")
			})
		}},
	"an archive of a list's reports": {seed: "/jx/", want: []string{"/dl.ashx?id=5!/2023/县商务局自评报告.pdf", "/dl.ashx?id=5!/2023/县外事办.html", "/dl.ashx?id=6"}, told: "密码",
		build: func(t *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="n.html">各部门2023年度绩效自评报告打包下载</a>2024-03-05</li>`))
			s.html("/jx/n.html", attached("各部门2023年度绩效自评报告", `<a href="/dl.ashx?id=5">附件：自评报告.zip</a>`, `<a href="/dl.ashx?id=6">附件2：涉密部分.zip</a>`))
			pack := func(flags uint16, names ...string) string {
				var b bytes.Buffer
				z := zip.NewWriter(&b)
				for _, n := range names {
					h := &zip.FileHeader{Name: gbk(t, n), NonUTF8: true, Flags: flags}
					w, err := z.CreateHeader(h)
					if err != nil {
						t.Fatal(err)
					}
					_, _ = io.WriteString(w, "%PDF-1.4 "+n)
				}
				_ = z.Close()
				return b.String()
			}
			s.text("/dl.ashx?id=5", "application/octet-stream", pack(0, "2023/县商务局自评报告.pdf", "2023/县外事办.html"))
			s.text("/dl.ashx?id=6", "application/x-zip-compressed", pack(1, "a.pdf"))
		}},
	"links that only a script opens": {seed: "/jx/", told: "只由脚本打开",
		build: func(_ *testing.T, s *site) {
			s.html("/jx/", page("绩效", `<li><a href="javascript:showDetail('a81bc81b-dead')">县供电局2023年度绩效自评报告</a>2024-03-05</li>`))
		}},
}
