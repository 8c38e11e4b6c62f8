package hostile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// crafted are files that only malice writes.
func crafted() []File {
	var out []File
	add := func(name string, data string) { out = append(out, File{name, []byte(data)}) }
	rep := strings.Repeat

	row := "<tr><td>1</td><td>造林补助</td><td>120</td><td>118</td><td>98</td></tr>"
	head := "<tr><th>序号</th><th>项目名称</th><th>预算数</th><th>执行数</th><th>自评得分</th></tr>"
	page := func(body string) string {
		return "<html><head><meta charset=utf-8><title>绩效自评</title></head><body>" + body + "</body></html>"
	}
	for _, tag := range []string{"div", "b", "table", "ul", "blockquote", "span", "svg", "template", "select", "a", "p", "font"} {
		add("nest-"+tag+".html", page(rep("<"+tag+">", 20_000)+"绩效"))
	}
	add("nest-cells.html", page(rep("<table><tr><td>", 5_000)+"绩效"))
	add("nest-formatting.html", page(rep("<b><i><u><p>", 5_000)))
	add("misnested.html", page(rep("<b><table></b><tr></i><td></table></p>", 5_000)))
	add("spans.html", page("<table>"+head+rep(`<tr><td rowspan=65534 colspan=1000>1</td></tr>`, 200)+"</table>"))
	add("spans-huge.html", page(`<table>`+head+`<tr><td rowspan=99999999999 colspan=99999999999>1</td><td rowspan=-5 colspan=0>2</td></tr>`+row+"</table>"))
	add("spans-cross.html", page("<table>"+rep("<tr>"+rep("<td rowspan=9 colspan=9>1</td>", 30)+"</tr>", 60)+"</table>"))
	add("wide.html", page("<table><tr>"+rep("<td>序号</td>", 100_000)+"</tr></table>"))
	add("tall.html", page("<table>"+head+rep(row, 50_000)+"</table>"))
	add("tables.html", page(rep("<table>"+head+row+"</table>", 5_000)))
	add("entities.html", page(rep("&nbsp;&#x10FFFF;&#0;&#xD800;&bogus;&amp", 20_000)))
	add("doctype.html", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`+page("&c;"))
	add("attribute.html", page(`<table style="`+rep("a:b;", 200_000)+`">`+head+row+"</table>"))
	add("attributes.html", page("<table "+rep("a=b ", 100_000)+">"+head+row+"</table>"))
	add("comment.html", page("<!--"+rep("<!-- --", 50_000)))
	add("script.html", page(rep("<script><table>", 10_000)+rep("</script>", 10_000)))
	add("cdata.html", page("<svg><![CDATA["+rep("]]", 50_000)))
	add("charset.html", `<meta charset="utf-7"><meta charset="`+rep("x", 10_000)+`">`+page("<table>"+head+row+"</table>"))
	add("unclosed.html", "<table"+rep(" ", 100_000))
	add("text.html", page(rep("绩效自评 2023年 12,34.5.6万元 其中：", 50_000)))
	add("numbers.html", page("<table>"+head+"<tr><td>"+rep("9", 100_000)+"</td><td>甲</td><td>1e999999999</td><td>"+rep("1,", 50_000)+"</td><td>-"+rep("0", 100_000)+"</td></tr></table>"))
	add("exponent.html", page("<table>"+head+"<tr><td>1</td><td>甲</td><td>1E+2147483647</td><td>9E-2147483648</td><td>0x1p-9999</td></tr></table>"))
	add("seq.html", page("<table>"+head+"<tr><td>99999999999999999999</td><td>甲</td><td>1</td><td>1</td><td>1</td></tr><tr><td>-9223372036854775808</td><td>乙</td><td>1</td><td>1</td><td>1</td></tr></table>"))

	pipe := "| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n"
	for _, mark := range []string{"> ", "- ", "  - ", "* ", "1. ", "#", "[", "![", "**", "_", "`", "~~~", "<", "\\", "$", "((((", "|", "（一）"} {
		add(fmt.Sprintf("mark-%x.md", mark), "# 绩效自评\n\n"+rep(mark, 20_000)+"x\n")
		add(fmt.Sprintf("marks-%x.md", mark), "# 绩效自评\n\n"+rep(mark+"x\n", 10_000))
	}
	add("emphasis.md", rep("*_", 20_000)+"绩效"+rep("_*", 20_000))
	add("links.md", rep("[a](", 20_000))
	add("references.md", rep("[a]: b\n", 20_000)+rep("[a]", 20_000))
	add("wide.md", "|"+rep("序号|", 50_000)+"\n|"+rep("-|", 50_000)+"\n|"+rep("1|", 50_000))
	add("tall.md", pipe+rep("| 1 | 造林补助 | 120 | 118 | 98 |\n", 30_000))
	add("tables.md", rep(pipe+"| 1 | 造林补助 | 120 | 118 | 98 |\n\n", 5_000))
	add("empty-cells.md", pipe+rep("|||||\n", 50_000))
	add("html.md", "# 绩效\n\n"+rep("<table><tr><td>", 5_000))
	add("one-line.md", rep("绩效自评2023年预算收入8642.50万元，其中：", 50_000))
	add("sections.md", rep("## 一、（一）1、（1）绩效目标\n\n", 20_000))
	add("digits.md", pipe+"| 1 | 甲 | "+rep("9", 200_000)+" | "+rep("9", 200_000)+"."+rep("9", 200_000)+" | 1e1000000000 |\n")
	add("sentence.md", "# 绩效自评报告\n\n2023年预算收入"+rep("1万元，其中：", 20_000))
	add("increase.md", "# 绩效自评报告\n\n"+rep("较2022年增加1万元，其中：基本支出增加", 10_000))
	add("crlf.md", rep("\r", 100_000)+pipe)
	add("nul.md", "# 绩效\n"+rep("\x00", 100_000))

	for name, p := range pdfs() {
		out = append(out, File{name + ".pdf", p})
	}
	for name, magic := range map[string]string{
		"png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "zip": "PK\x03\x04\x14\x00\x00\x00\x08\x00", "gzip": "\x1f\x8b\x08\x00",
		"ole": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "exe": "MZ\x90\x00", "rtf": `{\rtf1\ansi`, "xml": `<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`,
	} {
		for _, ext := range []string{".pdf", ".html", ".md"} {
			add("as-"+name+ext, magic+rep("x\x00", 500))
		}
	}
	add("blank.md", " \n\t\n")
	add("bom.md", "\ufeff")
	add("one.pdf", "%")
	add("header.pdf", "%PDF-1.7\n")
	return out
}

// flate compresses.
func flate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}
