package markdown

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/extract/document"
	"selfeval/extract/html"
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
	golden.Golden(t, func(_ string, data []byte) string { return golden.Draw(read(t, string(data))) }, ".md", ".txt")
}

func TestInline(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"普通文字", "普通文字"},
		{"**加粗**与__下划__，签字：____", "加粗与下划，签字：____"},
		{"一 __加粗__ 二", "一 加粗 二"},
		{"** 一、概况 **", "一、概况"},
		{"单位**“十四五”规划**重点", "单位“十四五”规划重点"},
		{"李**", "李**"}, {"**一、概况", "一、概况"},
		{"李**，电话138****0000", "李**，电话138****0000"},
		{"138****0000", "138****0000"},
		{"*注：说明*", "注：说明"},
		{"3*4*5", "3*4*5"},
		{"*号项为必填", "*号项为必填"},
		{"~~旧~~新", "新"}, {"80~~90分，60~~70分", "80~~90分，60~~70分"}, {"<del>旧</del><ins>新</ins>", "新"},
		{"80~90分", "80~90分"},
		{`a\_b\*c\|d 5\%`, "a_b*c|d 5%"},
		{`1\. 总则`, "1. 总则"},
		{"见[附件1](a/b.pdf)。", "见附件1。"},
		{"财预[2020](10)号", "财预[2020](10)号"},
		{"鲁发〔2019〕8号[1]", "鲁发〔2019〕8号[1]"},
		{"图![章](data:image/png;base64,AA==)后", "图后"},
		{"`35.20`万元", "35.20万元"},
		{"`未闭合", "`未闭合"},
		{"第一行<br>第二行<BR/>third<br />line", "第一行第二行third line"},
		{"100<br>200", "100 200"},
		{"m<sup>2</sup>和CO<sub>2</sub>", "m²和CO₂"},
		{"得分<90分且>60分", "得分<90分且>60分"},
		{"x<y>z", "x<y>z"},
		{"1&nbsp;200&amp;A&lt;3&unknown;", "1 200&A<3&unknown;"},
		{"<!-- 第3页 -->正文", "正文"},
		{"<span style='color:red'>红</span>", "红"},
		{"<https://example.invalid/x>", "https://example.invalid/x"},
		{`$75 \leq$ 得分`, "75 ≤ 得分"},
		{`$\geq 85\%$`, "≥ 85%"},
		{`$1 0 0$分`, "100分"},
		{`$9 7 . 5$`, "97.5"},
		{`$12 34$`, "12 34"}, {`96$^{1}$`, "96"}, {`96.5$^{①}$分`, "96.5分"}, {`$98^{[2]}$`, "98"}, {`$10^{4}$元`, "10⁴元"}, {"96.80<sup>1</sup>", "96.80"}, {"96.80¹", "96.80"},
		{`$\leqslant90$，$\left( 3 \right)$`, "≤90，( 3 )"},
		{`$\mathrm{km^{2}}$`, "km²"},
		{`$36 ^ {\circ} \text{C}$`, "36 ° C"},
		{`$\frac{3}{4}$`, "3/4"},
		{`$$\geq 95\%$$`, "≥ 95%"},
		{`\geq 95\%`, "≥ 95%"},
		{`$\unknown{x}$`, `\unknownx`},
		{"$5和$7", "$5和$7"},
		{"$5-$7", "$5-$7"},
		{"价格$", "价格$"},
		{`D:\temp`, `D:\temp`},
		{"", ""}, {"*", "*"}, {"**", ""}, {"****", "****"}, {"$", "$"}, {"$$", "$$"}, {"\\", ""}, {"![", "!["}, {"[](", "[]("}, {"<", "<"}, {"&", "&"},
	} {
		if got, _ := plain(c.src, true); got != c.want {
			t.Errorf("plain(%q) = %q, want %q", c.src, got, c.want)
		}
	}
}

func TestPieces(t *testing.T) {
	doc := read(t, "首段\n\n全年收入**1,200万元**，\n其中财政拨款\n1,000万元，![图](x.png)比例 Rate\nup 5%。\n")
	if len(doc.Blocks) != 3 || doc.Blocks[1].Kind != document.Picture || doc.Blocks[1].At.Line != 5 {
		t.Fatalf("blocks:\n%s", golden.Draw(doc))
	}
	b := doc.Blocks[2]
	if want := "全年收入1,200万元，其中财政拨款1,000万元，比例 Rate up 5%。"; b.Text != want {
		t.Fatalf("text %q, want %q", b.Text, want)
	}
	for part, line := range map[string]int{"全年收入": 3, "1,200": 3, "其中": 4, "1,000万元": 5, "比例": 5, "up": 6, "5%": 6} {
		i := strings.Index(b.Text, part)
		if got := b.Locate(i, i+len(part)).Line; got != line {
			t.Errorf("%q on line %d, want %d", part, got, line)
		}
	}
}

func TestBold(t *testing.T) {
	for src, want := range map[string]bool{
		"**一、概况**": true, "**一、\n概况**": true, "__二、其他__": true, "<b>三、概况</b>": true, "**四、**五六七八": false, "五、概况": false, "***六、概况***": true,
	} {
		if doc := read(t, src); len(doc.Blocks) != 1 || doc.Blocks[0].Bold != want {
			t.Errorf("%q:\n%s", src, golden.Draw(doc))
		}
	}
}

// A table is the same table whether it is written with bars, as HTML in Markdown
// or as a page.
func TestOneTableThreeWays(t *testing.T) {
	grids := [][][]string{
		{{"序号", "项目名称", "预算数"}, {"1", "河道清淤", "35.20"}, {"2", "水质监测", "—"}, {"合计", "", "35.20"}},
		{{"项目", "说明"}, {"A&B", "3 < 5"}, {"", ""}, {"竖线|在内", "尾"}},
		{{"一级指标", "二级指标", "三级指标", "分值", "得分"}, {"产出", "数量", "≥10 场", "10", "9.5"}, {"效益", "社会", "明显改善", "20", "20"}},
	}
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;")
	for _, grid := range grids {
		var pipe, markup strings.Builder
		markup.WriteString("<table>")
		for y, row := range grid {
			markup.WriteString("<tr>")
			for _, cell := range row {
				pipe.WriteString("| " + strings.ReplaceAll(escape.Replace(cell), "|", `\|`) + " ")
				markup.WriteString("<td>" + escape.Replace(cell) + "</td>")
			}
			pipe.WriteString("|\n")
			markup.WriteString("</tr>\n")
			if y == 0 {
				pipe.WriteString(strings.Repeat("|---", len(row)) + "|\n")
			}
		}
		markup.WriteString("</table>")
		page, err := html.Read(t.Context(), []byte("<html><body>"+markup.String()+"</body></html>"), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		want := table(t, page)
		for way, doc := range map[string]*document.Document{
			"pipe table": read(t, pipe.String()), "HTML in Markdown": read(t, "前文\n\n"+markup.String()+"\n后文"),
			"HTML on one line": read(t, "<html><body>"+strings.ReplaceAll(markup.String(), "\n", "")+"</body></html>"),
		} {
			if got := table(t, doc); got != want {
				t.Errorf("%s:\n%swant\n%s", way, got, want)
			}
		}
		if !strings.Contains(want, grid[1][0]) {
			t.Errorf("the page's table lacks %q:\n%s", grid[1][0], want)
		}
	}
}

func table(t *testing.T, doc *document.Document) string {
	t.Helper()
	for _, b := range doc.Blocks {
		if b.Table != nil {
			return b.Table.String()
		}
	}
	t.Fatal("no table")
	return ""
}

func TestEncodings(t *testing.T) {
	data, err := os.ReadFile("testdata/converted.md")
	if err != nil {
		t.Fatal(err)
	}
	want := golden.Draw(read(t, string(data)))
	for name, enc := range map[string]encoding.Encoding{
		"gbk": simplifiedchinese.GBK, "gb18030": simplifiedchinese.GB18030, "utf-8 with BOM": unicode.UTF8BOM,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be with BOM": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		b, err := enc.NewEncoder().Bytes(data)
		if err != nil {
			t.Fatal(err)
		}
		if got := golden.Draw(read(t, string(b))); got != want {
			t.Errorf("%s reads otherwise:\n%s", name, got)
		}
	}
	if got := golden.Draw(read(t, strings.ReplaceAll(string(data), "\n", "\r\n"))); got != want {
		t.Errorf("with CRLF it reads otherwise:\n%s", got)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       int
	}{
		{"a.md", "# 题", 92}, {"a.txt", "文字", 92}, {"a", "文字", 50}, {"a.pdf", "文字", 0}, {"a.xls", "序号\t项目\n1\t绿化", 40}, {"a.csv", "序号,项目", 50}, {"a.md", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 0},
		{"a.txt", "\xff\xfe\x00\x4e\x8c\x4e", 92}, {"a.md", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", 0},
	} {
		if got := Sniff(c.name, []byte(c.data)); got != c.want {
			t.Errorf("Sniff(%s, %q) = %d, want %d", c.name, c.data, got, c.want)
		}
	}
}

func TestHostile(t *testing.T) {
	big := 1_000_000
	if testing.Short() {
		big = 50_000
	}
	for name, src := range map[string]string{
		"quotes": strings.Repeat(">", big), "spaced quotes": strings.Repeat("> ", big), "lists": strings.Repeat("- ", big) + "a", "numbers": strings.Repeat("1. ", big) + "a",
		"quote lines": strings.Repeat("> a\n\n", big/5), "list lines": strings.Repeat("- a\n", big/4), "nested list": strings.Repeat("- - - a\n", big/8),
		"brackets": strings.Repeat("[", big), "links": strings.Repeat("[a](", big), "pictures": strings.Repeat("![", big), "stars": strings.Repeat("*a **b ", big/7),
		"ticks": strings.Repeat("`a``", big/4), "dollars": strings.Repeat("$a", big), "comments": strings.Repeat("<!--", big), "tags": strings.Repeat("<b", big),
		"bars": strings.Repeat("|", big), "wide and long": strings.Repeat("|", 3000) + "\n" + strings.Repeat("|a|\n", 30000), "rows": strings.Repeat("|a|b|\n", big/6),
		"tables": strings.Repeat("<table>\n", big/8), "tables and text": strings.Repeat("<table>\n\n字\n\n", big/16), "blank lines": strings.Repeat("\n", big),
		"too many lines": strings.Repeat("\n", 2_100_000), "setext": strings.Repeat("a\n===\n", big/6), "one line": strings.Repeat("字", big), "paragraph": strings.Repeat("字\n", big/4),
		"small paragraphs": strings.Repeat("字\n\n", big/5), "rules": strings.Repeat("|-", big) + "\n", "open rows": "|a|b\n" + strings.Repeat("c|\n", big/3), "html": strings.Repeat("<div>\n", big/6),
		"one grid row": "+---+---+\n" + strings.Repeat("|a|b|\n", big/6), "grid rules": strings.Repeat("+---+\n|a|\n", big/10),
		"escapes": strings.Repeat("\\", big), "entities": strings.Repeat("&a", big),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(t.Context(), []byte(src), document.Limits{})
			if err != nil && !errors.Is(err, document.ErrLimit) {
				t.Errorf("error %v, want one that names the limit", err)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%d bytes in %v: %v", len(src), took.Round(time.Millisecond), err)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, []byte("一\n\n|a|b|\n|c|d|\n"), document.Limits{}); err == nil {
		t.Error("a cancelled read gave no error")
	}
}

func TestCellLimit(t *testing.T) {
	for _, src := range []string{strings.Repeat("|a|b|c|\n", 50), strings.Repeat("<table><tr><td>a</td><td>b</td></tr></table>\n\n", 60)} {
		if _, err := Read(t.Context(), []byte(src), document.Limits{Cells: 100}); !errors.Is(err, document.ErrLimit) {
			t.Errorf("%.30q: error %v, want the limit", src, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"converted.md", "plain.txt", "tables.md", "columns.txt"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		for _, part := range strings.SplitAfter(string(data), "\n\n") {
			f.Add([]byte(part))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(t.Context(), data, document.Limits{Cells: 5000})
		if err != nil {
			if !errors.Is(err, document.ErrLimit) {
				t.Fatal(err)
			}
			return
		}
		lines := strings.Count(strings.ReplaceAll(string(data), "\r", "\n"), "\n") + 1
		for _, b := range doc.Blocks {
			if b.At.Line > lines && !strings.ContainsAny(string(data), "\x00") && lines > 1 {
				t.Fatalf("block on line %d of %d", b.At.Line, lines)
			}
			end := 0
			for _, p := range b.Pieces {
				if p.Start < end || p.End < p.Start || p.End > len(b.Text) {
					t.Fatalf("pieces %v of %d bytes", b.Pieces, len(b.Text))
				}
				end = p.End
			}
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
			}
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

func BenchmarkRead(b *testing.B) {
	var report strings.Builder
	for i := range 200 {
		fmt.Fprintf(&report, "## %d、分项目情况\n\n根据年初批复的绩效目标，本项目全年安排资金 %d.50 万元，实际支出 %d.25 万元，\n**预算执行率**为 95.3%%，各项产出指标均已完成。\n\n", i, i*7, i*6)
		report.WriteString("| 序号 | 项目名称 | 项目实施单位 | 预算数（调整后） | 执行数 | 结余交回财政数 | 自评得分 | 自评结果应用意见 |\n|---|---|---|---|---|---|---|---|\n")
		for j := range 20 {
			fmt.Fprintf(&report, "| %d | 农村公路养护及桥梁维修改造工程第%d标段 | 交通运输综合服务中心 | %d.50 | %d.25 | 3.25 | 98.5 | 继续安排 |\n", j, j, j*31, j*30)
		}
		report.WriteString("\n")
	}
	src := []byte(report.String())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), src, document.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
