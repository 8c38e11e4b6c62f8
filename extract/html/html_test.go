package html

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/extract/document"
	"selfeval/internal/conformance/golden"
)

func read(t testing.TB, src string) *document.Document {
	t.Helper()
	doc, err := Read(t.Context(), []byte(src), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestGolden(t *testing.T) {
	golden.Golden(t, func(_ string, data []byte) string { return golden.Draw(read(t, string(data))) }, ".html")
}

// The same page in any encoding, labelled rightly, wrongly or not at all, is the
// same document.
func TestEncodings(t *testing.T) {
	data, err := os.ReadFile("testdata/portal.html")
	if err != nil {
		t.Fatal(err)
	}
	const label = "charset=gb2312"
	want := golden.Draw(read(t, string(data)))
	for name, enc := range map[string]encoding.Encoding{
		"utf-8": encoding.Nop, "utf-8 with BOM": unicode.UTF8BOM, "gbk": simplifiedchinese.GBK, "gb18030": simplifiedchinese.GB18030,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be without BOM": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		for _, as := range []string{label, "charset=utf-8", "charset=big5", "charset=gb18030", ""} {
			src := strings.Replace(string(data), label, as, 1)
			b, err := enc.NewEncoder().Bytes([]byte(src))
			if err != nil {
				t.Fatal(err)
			}
			if got := golden.Draw(read(t, string(b))); got != want {
				t.Errorf("%s labelled %q reads otherwise:\n%s", name, as, got)
			}
			if Sniff("x.bin", b) < 90 {
				t.Errorf("%s labelled %q is not recognised", name, as)
			}
		}
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, data string
		min, max   int
	}{
		{"a.html", "<p>一</p>", 85, 100},
		{"a", "<!-- saved --><!DOCTYPE html><html>", 95, 95},
		{"a.txt", "\ufeff  <html><head></head><body>", 95, 95},
		{"a.xhtml", `<?xml version="1.0"?><!DOCTYPE html><html></html>`, 95, 95},
		{"a.md", "<html><body><table><tr><td>1</td></tr></table></body></html>\n\n# 标题", 1, 91},
		{"a.html", "只有文字，没有标记", 1, 49},
		{"a.html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 0, 0},
		{"a.html", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", 0, 0},
		{"a", "一、基本情况 <br> 二", 0, 0},
		{"a", "<table><tr><td>1</td></tr></table>", 80, 80},
	} {
		if got := Sniff(c.name, []byte(c.data)); got < c.min || got > c.max {
			t.Errorf("Sniff(%s, %.30q) = %d, want %d to %d", c.name, c.data, got, c.min, c.max)
		}
	}
}

// Tables are kept whatever surrounds them.
func TestTablesAreNeverFurniture(t *testing.T) {
	const table = "<table><tr><td>序号</td><td>项目</td></tr><tr><td>1</td><td>绿化</td></tr></table>"
	for _, around := range []string{
		`<div class="nav footer">%s</div>`, `<footer>%s</footer>`, `<div><a href=x>很长很长很长很长很长很长很长很长的链接文字</a>%s</div>`,
		`<form>%s</form>`, `<aside class=sidebar>%s</aside>`, `<center>%s</center>`, `<b><font>%s</font></b>`, `<ul><li>%s</li></ul>`,
		`<table><tr><td><div class="footer">%s</div></td></tr></table>`, `<a href="x">%s</a>`,
	} {
		doc := read(t, fmt.Sprintf(around, table))
		found := 0
		for _, b := range doc.Blocks {
			if b.Table != nil && b.Table.Text(1, 1) == "绿化" {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%d tables in %s", found, around)
		}
	}
}

func TestLinesOfFurniture(t *testing.T) {
	for line, want := range map[string]bool{
		"日期：2024-03-01 来源：县司法局 【字体：大 中 小】": true, "发布时间：2024-03-01": true, "当前位置：首页 > 财政信息": true, "【打印】【关闭】": true,
		"主办单位：某县人民政府": true, "字号：大 中 小": true,
		"时间：2023年1月至12月": false, "资金来源：县级财政预算安排": false, "来源：本项目资金由上级转移支付和本级配套两部分组成，分两批下达。": false, "大": false, "二、小型水库": false, "作者单位评价良好": false,
	} {
		doc := read(t, "<p>"+line+"</p><p>一、基本情况</p>")
		if got := len(doc.Blocks) == 1; got != want {
			t.Errorf("%q taken for furniture: %v, want %v", line, got, want)
		}
	}
}

// An article that a script is to show is read; a hidden copy beside one that is
// shown is not.
func TestHiddenTables(t *testing.T) {
	const table = "<table><tr><td>序号</td><td>项目</td></tr><tr><td>1</td><td>绿化</td></tr></table>"
	for src, want := range map[string]int{
		"<div style='display:none'><p>表一</p>" + table + "</div>":  1,
		table + "<div style='display:none'>" + table + "</div>":   1,
		"<div style='display:none'><p>隐藏</p></div><p>没有表格的一页</p>": 0,
		// By class, in the page's own sheet.
		"<style>/* .a{} */ .phone, .x{display:none}</style>" + table + "<div class='box phone'>" + table + "</div>":                                                            1,
		"<style>.phone{DISPLAY: none !important}</style>" + table + "<div class=phone>" + table + "</div>":                                                                     1,
		"<style>.tab .pane{display:none} .tab .pane.on{display:block}</style><div class=tab><div class='pane on'>" + table + "</div><div class=pane>" + table + "</div></div>": 1,
		"<style>.p{display:none}</style>" + table + "<div class=p style='display:block'>" + table + "</div>":                                                                   2,
		"<style>@media print{.no{display:none}} @import 'x.css'; .m{color:red}</style><div class='no m'>" + table + "</div>":                                                   1,
		"<style>.no:hover{display:none}</style><div class=no>" + table + "</div>":                                                                                              1,
		"<style>.no{display:none}.no{display:table}</style><div class=no>" + table + "</div>" + table:                                                                          2,
	} {
		doc := read(t, src)
		tables := 0
		for _, b := range doc.Blocks {
			if b.Table != nil {
				tables++
			}
		}
		if tables != want {
			t.Errorf("%s: %d tables, want %d", src, tables, want)
		}
	}
}

func TestHiddenText(t *testing.T) {
	long := strings.Repeat("部门整体支出绩效目标全部完成。", 30)
	for src, want := range map[string]string{
		"<div hidden><p>" + long + "</p></div><p>打印</p>":             long,
		"<p>" + long + "</p><div hidden><p>副本" + long + "</p></div>": long,
	} {
		doc := read(t, src)
		if doc.Blocks[0].Text != want || len(doc.Notes) != 1 {
			t.Errorf("%.30s: %d blocks, notes %v", src, len(doc.Blocks), doc.Notes)
		}
	}
}

func TestAbsurdSpansAreSqueezed(t *testing.T) {
	src := "<table><tr><td colspan=900>甲</td><td colspan=900>乙</td><td>丙</td></tr><tr><td colspan=900>1</td><td colspan=300>2</td><td colspan=600>3</td><td>4</td></tr></table>"
	doc := read(t, src)
	const want = "| 甲 | 乙 | ← | 丙 |\n| 1 | 2 | 3 | 4 |\n"
	if got := doc.Blocks[0].Table.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// Hostile pages end within bounds: read, or refused with a word on the limit.
func TestHostile(t *testing.T) {
	big := 1_000_000
	if testing.Short() {
		big = 50_000
	}
	for name, src := range map[string]string{
		"unclosed div":         strings.Repeat("<div>", big),
		"unclosed table":       strings.Repeat("<table><tr><td>", big/3),
		"unclosed inline":      strings.Repeat("<b><i><font size=1>", big/3),
		"different formatting": repeat(20000, func(i int) string { return fmt.Sprintf("<font a%d=1>", i) }),
		"paragraphs":           strings.Repeat("<p>", big),
		"breaks in a cell":     "<table><tr><td>a</td><td>" + strings.Repeat("字<br>", big/2) + "</td></tr></table>",
		"huge colspans":        "<table>" + strings.Repeat("<tr><td colspan=1000>1<td colspan=1000>2</tr>", big/20) + "</table>",
		"huge rowspans":        "<table>" + strings.Repeat("<tr><td rowspan=65534>1</tr>", 20000) + "</table>",
		"one wide row":         "<table><tr>" + strings.Repeat("<td>", big) + "</tr></table>",
		"many rows":            "<table>" + strings.Repeat("<tr><td>1", big/2) + "</table>",
		"wide and long":        "<table><tr>" + strings.Repeat("<td colspan=9>", 5000) + strings.Repeat("<tr><td>", 50000) + "</table>",
		"nested layout":        strings.Repeat("<table><tr><td>字", 100) + strings.Repeat("<p>字</p>", 10000),
		"attributes":           "<p " + strings.Repeat("a ", 10*big) + ">",
		"end tags":             strings.Repeat("</p></dl></b>", big/3),
		"comments":             strings.Repeat("<!--", big),
		"entities":             strings.Repeat("&lt;&#x4e00;&amp", big/2),
		"foster":               "<table>" + strings.Repeat("<p>字", big/3) + "</table>",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			doc, err := Read(t.Context(), []byte(src), document.Limits{})
			if err != nil && !errors.Is(err, document.ErrLimit) {
				t.Errorf("error %v, want one that names the limit", err)
			}
			if err == nil && doc == nil {
				t.Error("neither a document nor an error")
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%d bytes in %v: %v", len(src), took.Round(time.Millisecond), err)
			}
		})
	}
}

func repeat(n int, f func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// A page that forgets to close its elements is read without them.
func TestUnclosedElements(t *testing.T) {
	doc := read(t, "<h1>题</h1>"+strings.Repeat("<div><span>段落文字。", 600)+"<table><tr><td>序号</td><td>项目</td></tr><tr><td>1</td><td>绿化</td></tr></table>")
	last := doc.Blocks[len(doc.Blocks)-1]
	if last.Table == nil || last.Table.Text(1, 1) != "绿化" || len(doc.Notes) != 1 {
		t.Errorf("notes %v, last block %+v", doc.Notes, last)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, []byte(strings.Repeat("<p>一</p>", 1000)), document.Limits{}); err == nil {
		t.Error("a cancelled read gave no error")
	}
}

func TestFragmentLines(t *testing.T) {
	src := "说明<table>\n<tr><td>序号</td>\n<td\n>项目</td></tr>\n<tr><td>1</td><td>\n绿化</td></tr></table>\n<p>后文</p>"
	part, err := Fragment(t.Context(), src, 10, 3, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	blocks := part.Blocks
	if len(blocks) != 3 || blocks[0].At.Line != 10 || blocks[2].At.Line != 16 {
		t.Fatalf("blocks %+v", blocks)
	}
	table := blocks[1].Table
	if table.Index != 3 || table.At.Line != 10 {
		t.Errorf("table at %+v", table.At)
	}
	for _, want := range []struct{ row, col, line int }{{0, 0, 11}, {0, 1, 12}, {1, 0, 14}, {1, 1, 14}} {
		at := table.Cell(want.row, want.col).At
		if at.Line != want.line || at.Row != want.row+1 || at.Column != want.col+1 || at.Table != 3 {
			t.Errorf("cell %d,%d at %+v, want line %d", want.row, want.col, at, want.line)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"portal", "word", "spans", "unclosed", "attached_lists", "marks", "grids", "leftout", "pre"} {
		data, err := os.ReadFile("testdata/" + name + ".html")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<div role=table><div role=row><i role=cell aria-colspan=9>1<sup>2</sup><i role=cell></div></div><style>i{display:table-row}</style>"))
	f.Add([]byte("&lt;table&gt;&lt;tr&gt;&lt;td&gt;<del>1</del>&lt;/td&gt;&lt;/tr&gt;"))
	f.Add([]byte("<table><tr><td rowspan=0 colspan=9><table></table><tfoot><thead>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Sniff("a", data)
		doc, err := Read(t.Context(), data, document.Limits{Cells: 5000})
		if err != nil {
			return
		}
		for _, b := range doc.Blocks {
			holdRuns(t, b.Text, b.Runs)
			if b.Table == nil {
				continue
			}
			for i := range b.Table.Cells {
				c := &b.Table.Cells[i]
				if b.Table.Cell(c.Row, c.Col) != c {
					t.Fatalf("cell %d,%d is covered by another", c.Row, c.Col)
				}
				holdRuns(t, c.Text, c.Runs())
				if got := strings.Join(strings.Fields(strings.Join(c.Lines(), "")), ""); got != strings.Join(strings.Fields(c.Text), "") {
					t.Fatalf("lines %q of %q", c.Lines(), c.Text)
				}
			}
		}
		if _, err := Fragment(t.Context(), string(data), 1, 1, document.Limits{Cells: 5000}); err != nil && !errors.Is(err, document.ErrLimit) {
			t.Fatal(err)
		}
	})
}

// holdRuns holds that runs stand in their text, in order.
func holdRuns(t *testing.T, text string, runs []document.Run) {
	t.Helper()
	last := 0
	for _, r := range runs {
		if r.Start < last || r.End < r.Start || r.End > len(text) || r.Mark&document.Unseen != 0 && !r.Outside() {
			t.Fatalf("runs %v of %q", runs, text)
		}
		last = r.End
	}
}

// longPage is a page of testdata whose table is a thousand rows long.
func longPage(b *testing.B, name, row string) string {
	b.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		b.Fatal(err)
	}
	src := string(data)
	from := strings.Index(src, row)
	to := strings.Index(src[from:], "</tr>") + from + 5
	return src[:to] + strings.Repeat(src[from:to], 1000) + src[to:]
}

var longPages = []struct{ name, row string }{{"portal.html", "<tr><td>3</td>"}, {"word.html", " <tr><td>其中：当年"}, {"wordcells.html", "<tr style='height:15pt'>"}}

func BenchmarkRead(b *testing.B) {
	for _, c := range longPages {
		src := []byte(longPage(b, c.name, c.row))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(b.Context(), src, document.Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What of BenchmarkRead is the parser's own.
func BenchmarkParserAlone(b *testing.B) {
	for _, c := range longPages {
		src := longPage(b, c.name, c.row)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := html.Parse(strings.NewReader(src)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
