package conformance_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/internal/conformance/testpdf"
	"selfeval/rules"
)

// reread checks a file with a second reading, for which it waits.
func reread(t *testing.T, name string, data []byte) *selfeval.Document {
	t.Helper()
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: data}, selfeval.Options{ConfirmWait: time.Minute})
	if len(docs) != 1 || docs[0].Report == nil {
		t.Fatalf("%s: %d documents, %v", name, len(docs), docs[0].Err)
	}
	return docs[0]
}

// TestFixturesAreConfirmed reads the errors in fixtures again: none is disputed, those in
// PDF are confirmed, and in the other formats there is nothing to read again.
func TestFixturesAreConfirmed(t *testing.T) {
	confirmed := 0
	for _, pattern := range []string{"fixtures/*/*.md", "fixtures/*/*.html", "fixtures/*/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no files", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: data}, selfeval.Options{ConfirmWait: time.Minute}) {
				for _, f := range d.Findings {
					switch {
					case f.Confirmed == nil && filepath.Ext(file) == ".pdf" && f.Severity == rules.Error:
						t.Errorf("%s: not read again: %s", file, f.Message)
					case f.Confirmed != nil && (!*f.Confirmed || filepath.Ext(file) != ".pdf"):
						t.Errorf("%s: confirmed %v: %s", file, *f.Confirmed, f.Message)
					case f.Confirmed != nil:
						confirmed++
					}
				}
			}
		}
	}
	if confirmed < 2 {
		t.Errorf("%d findings were confirmed", confirmed)
	}
}

// sheet is a PDF of a summary table with lines, in Chinese type that is not embedded.
type sheet struct {
	rows [][]string
	// paint writes a cell in another way, "" for the plain one; x and y are where its
	// text begins.
	paint func(row, col int, x, y float64) string
	fonts func(f *testpdf.File) string // more entries of the fonts of the page
}

var sheetHead = []string{"序号", "项目名称", "预算数", "执行数", "自评得分"}

var sheetEdges = []float64{40, 80, 260, 350, 440, 520}

// perPage is how many rows stand on a page.
const perPage = 28

func (s *sheet) bytes() []byte {
	f := testpdf.New()
	font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", "/W [1 [500] 814 [500]]")
	more := ""
	if s.fonts != nil {
		more = s.fonts(f)
	}
	for from := 0; from < len(s.rows); from += perPage {
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R %s >>", font, more), s.page(from))
	}
	return f.Bytes()
}

// page draws the rows from one on, below the header.
func (s *sheet) page(from int) string {
	var b strings.Builder
	if from == 0 {
		b.WriteString(painted(120, 790, "东山县林业局2023年度部门绩效自评结果汇总表") + painted(430, 770, "单位：万元"))
	}
	const top, high = 760, 24
	rows := append([][]string{sheetHead}, s.rows[from:min(len(s.rows), from+perPage)]...)
	for i := range len(rows) + 1 {
		fmt.Fprintf(&b, "%.0f %d m %.0f %d l S\n", sheetEdges[0], top-high*i, sheetEdges[len(sheetEdges)-1], top-high*i)
	}
	for _, x := range sheetEdges {
		fmt.Fprintf(&b, "%.0f %d m %.0f %d l S\n", x, top, x, top-high*len(rows))
	}
	for i, row := range rows {
		for k, cell := range row {
			x, y := sheetEdges[k]+6, float64(top-high*i-16)
			other := ""
			if s.paint != nil && i > 0 {
				other = s.paint(i, k, x, y)
			}
			switch {
			case other != "":
				b.WriteString(other)
			case cell != "":
				b.WriteString(painted(x, y, cell))
			}
		}
	}
	return b.String()
}

// painted sets a text in the plain font.
func painted(x, y float64, s string) string {
	return fmt.Sprintf("BT /F1 10 Tf 1 0 0 1 %.1f %.1f Tm %s Tj ET\n", x, y, ucs2(s))
}

// ucs2 is a string operand in UCS-2.
func ucs2(s string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, r := range s {
		fmt.Fprintf(&b, "%04X", r)
	}
	b.WriteByte('>')
	return b.String()
}

func trueRows() [][]string {
	var rows [][]string
	for i := range 8 {
		rows = append(rows, []string{fmt.Sprint(i + 1), []string{"造林绿化补助", "森林防火经费", "病虫害防治", "林木种苗", "退耕还林", "湿地保护", "执法装备", "信息系统"}[i],
			fmt.Sprintf("1%d%d.60", i, 9-i), fmt.Sprintf("1%d%d.50", i, 8-i), "98"})
	}
	return rows
}

// TestMisreadingsAreDisputed reads papers that add up, as one sees them, and of which the
// first engine reads another figure: the errors that follow are disputed. The same figure
// printed in the paper stays an error.
func TestMisreadingsAreDisputed(t *testing.T) {
	// The paper shows 95.50 in row 4 of a budget of 136.60; read as 955.50 it is too much.
	cases := []struct {
		name string
		s    sheet
	}{
		{"a CMap and a ToUnicode that differ", sheet{rows: trueRows(),
			paint: func(row, col int, x, y float64) string {
				if row != 4 || col != 3 {
					return ""
				}
				return fmt.Sprintf("BT /F2 10 Tf 1 0 0 1 %.1f %.1f Tm %s Tj ET\n", x, y, ucs2("955.50"))
			},
			fonts: func(f *testpdf.File) string {
				to := f.Stream("", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 4 beginbfchar <0039> <0031> <0035> <0032> <002E> <002E> <0030> <0030> endbfchar endcmap end end")
				d := f.Add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 [500] 814 [500]] >>")
				n := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", d, to)
				return fmt.Sprintf("/F2 %d 0 R", n)
			}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := reread(t, "a.pdf", c.s.bytes())
			for _, p := range d.Report.Projects {
				t.Log(p.Name, p.Budget.String(), p.Executed.String())
			}
			f := only(t, d, "execution-exceeds-budget")
			if f == nil {
				t.Fatal("the first engine reads the figure right: the case shows nothing")
			}
			if f.Severity != rules.Info || f.Confirmed == nil || *f.Confirmed || f.Values["first_reading"] == "" || f.Values["second_reading"] == "" || f.Values["first_reading"] == f.Values["second_reading"] {
				t.Errorf("not disputed: %+v", f)
			}
			if !strings.Contains(f.Text.ZH, "读数存疑") || !strings.Contains(f.Text.EN, "reading in doubt") {
				t.Errorf("message %+v", f.Text)
			}
			rows := trueRows()
			rows[3][3] = "955.50"
			same := only(t, reread(t, "a.pdf", (&sheet{rows: rows}).bytes()), "execution-exceeds-budget")
			if same == nil || same.Severity != rules.Error || same.Confirmed == nil || !*same.Confirmed {
				t.Errorf("printed so: %+v", same)
			} else if same.Fingerprint != f.Fingerprint || same.ValuesDigest != f.ValuesDigest {
				t.Error("a disputed finding has another fingerprint")
			}
		})
	}
}

// TestDoubledGlyphs paints every figure twice a little apart, as some programs make bold
// type: errors in it are confirmed.
func TestDoubledGlyphs(t *testing.T) {
	rows := trueRows()
	rows[3][3] = "955.50"
	for _, apart := range []float64{0.2, 0.5, 1} {
		s := sheet{rows: rows, paint: func(row, col int, x, y float64) string {
			if col < 2 {
				return ""
			}
			var b strings.Builder
			at := x
			for _, d := range rows[row-1][col] {
				for _, dx := range []float64{0, apart} {
					fmt.Fprintf(&b, "BT /F1 10 Tf 1 0 0 1 %.1f %.1f Tm %s Tj ET\n", at+dx, y, ucs2(string(d)))
				}
				at += 5
			}
			return b.String()
		}}
		f := only(t, reread(t, "a.pdf", s.bytes()), "execution-exceeds-budget")
		if f == nil || f.Severity != rules.Error || f.Confirmed == nil || !*f.Confirmed {
			t.Errorf("%.1f apart: %+v", apart, f)
		}
	}
}

func only(t *testing.T, d *selfeval.Document, rule string) *rules.Finding {
	t.Helper()
	for i := range d.Findings {
		if d.Findings[i].Rule == rule {
			return &d.Findings[i]
		}
	}
	return nil
}

// TestMisprintsStay prints a hundred papers with a misprint: a digit dropped, doubled,
// put behind or changed, two swapped, the point moved. Two programs' PDF, a web page with
// and without marks of notes, and Markdown. They are what the rules look for: all stay
// errors, in PDF confirmed, and no agreement of rows and totals reads them away.
func TestMisprintsStay(t *testing.T) {
	misprints := []func(string) string{
		func(s string) string { return s + "9" },                                                  // 98.609
		func(s string) string { return s[:1] + s[2:] },                                            // a digit dropped
		func(s string) string { return s[:2] + s[1:] },                                            // a digit doubled
		func(s string) string { return "9" + s[1:] },                                              // another digit
		func(s string) string { return strings.Replace(s, ".", "", 1) },                           // the point lost
		func(s string) string { return s[:len(s)-4] + "." + s[len(s)-4:len(s)-3] + s[len(s)-2:] }, // the point moved
		func(s string) string { return s[:len(s)-1] + "9" },                                       // the last digit
		func(s string) string { return s[:1] + s[2:3] + s[1:2] + s[3:] },                          // two digits swapped
	}
	injected := 0
	for n := 0; injected < 100; n++ {
		rows := trueRows()
		total := []string{"", "合计", "", "", ""}
		for _, col := range []int{2, 3} {
			total[col] = sumOf(rows, col)
		}
		row, col, kind := n%len(rows), 2+n/len(rows)%2, n%len(misprints)
		was := rows[row][col]
		rows[row][col] = misprints[kind](was)
		if rows[row][col] == was {
			continue
		}
		injected++
		rows = append(rows, total)
		for _, paper := range []struct {
			name string
			data []byte
		}{{"a.pdf", (&sheet{rows: rows}).bytes()}, {"a.pdf", byGlyphs(rows)}, {"a.md", barSheet(rows)}, {"a.html", webSheet(rows, "")}, {"a.html", webSheet(rows, "1")}} {
			d := reread(t, paper.name, paper.data)
			errors := 0
			for _, f := range d.Findings {
				if f.Confirmed != nil && !*f.Confirmed {
					t.Errorf("%d: %s → %s in %s is disputed: %s", n, was, rows[row][col], paper.name, f.Message)
				}
				if f.Severity == rules.Error {
					errors++
					if f.Confirmed == nil && paper.name == "a.pdf" {
						t.Errorf("%d: %s → %s not confirmed: %s", n, was, rows[row][col], f.Message)
					}
				}
			}
			if errors == 0 {
				t.Errorf("%d: %s → %s in %s is no error", n, was, rows[row][col], paper.name)
			}
		}
	}
}

// byGlyphs is the table as browsers and word processors print it: every glyph is placed
// for itself, its code is its number in an own font, and a table of the font says what it
// means.
func byGlyphs(rows [][]string) []byte {
	s := sheet{rows: rows,
		paint: func(row, col int, x, y float64) string {
			if col < 2 {
				return ""
			}
			var b strings.Builder
			fmt.Fprintf(&b, "BT /F2 10 Tf 1 0 0 1 %.1f %.1f Tm [", x, y)
			for _, r := range rows[row-1][col] {
				fmt.Fprintf(&b, "<%04X> 12 ", glyphOf(r))
			}
			b.WriteString("] TJ ET\n")
			return b.String()
		},
		fonts: func(f *testpdf.File) string {
			var means strings.Builder
			for _, r := range ".0123456789" {
				fmt.Fprintf(&means, "<%04X> <%04X> ", glyphOf(r), r)
			}
			to := f.Stream("", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 11 beginbfchar "+means.String()+"endbfchar endcmap end end")
			d := f.Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Sheet /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 520 /CIDToGIDMap /Identity >>")
			n := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Sheet /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", d, to)
			return fmt.Sprintf("/F2 %d 0 R", n)
		}}
	return s.bytes()
}

// glyphOf is the number of a figure's glyph in that font.
func glyphOf(r rune) rune { return r - '.' + 3 }

// barSheet is the table in Markdown.
func barSheet(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString("# 东山县林业局2023年度部门绩效自评结果汇总表\n\n单位：万元\n\n")
	for i, row := range append([][]string{sheetHead}, rows...) {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return []byte(b.String())
}

// sumOf adds up a column.
func sumOf(rows [][]string, col int) string {
	sum := decimal.Zero
	for _, r := range rows {
		sum = sum.Add(decimal.RequireFromString(r[col]))
	}
	return sum.StringFixed(2)
}

// webSheet is the table as a web page; behind the figures of budget and execution stands
// a raised mark.
func webSheet(rows [][]string, mark string) []byte {
	var b strings.Builder
	b.WriteString("<html><meta charset=utf-8><h1>东山县林业局2023年度部门绩效自评结果汇总表</h1><p>单位：万元</p><table>")
	for i, row := range append([][]string{sheetHead}, rows...) {
		b.WriteString("<tr>")
		for k, cell := range row {
			if i > 0 && (k == 2 || k == 3) && mark != "" {
				cell += "<sup>" + mark + "</sup>"
			}
			b.WriteString("<td>" + cell + "</td>")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table></html>")
	return []byte(b.String())
}

// TestRaisedDigits disputes an error that is none where what is raised belongs to the
// figure, and leaves those that stand either way.
func TestRaisedDigits(t *testing.T) {
	rows := trueRows()
	rows[3][2], rows[3][3] = "136<sup>.60</sup>", "136.50"
	rows[5][2], rows[5][3] = "136<sup>1</sup>", "1500.50"
	d := reread(t, "a.html", webSheet(rows, ""))
	for _, f := range d.Findings {
		if f.Rule != "execution-exceeds-budget" {
			continue
		}
		switch f.Projects[0] {
		case 4:
			if f.Confirmed == nil || *f.Confirmed || f.Severity != rules.Info || f.Values["second_reading"] != "136.60" {
				t.Errorf("136 with .60 raised: %+v", f)
			}
		case 6:
			if f.Confirmed != nil || f.Severity != rules.Error {
				t.Errorf("136 with the mark 1: %+v", f)
			}
		default:
			t.Errorf("%s", f.Message)
		}
	}
	if only(t, d, "execution-exceeds-budget") == nil {
		t.Error("nothing was found: the case shows nothing")
	}
}

// TestWithoutSecondReading switches it off: nothing is said of any.
func TestWithoutSecondReading(t *testing.T) {
	data, err := os.ReadFile("fixtures/water-bureau/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	d := selfeval.Check(t.Context(), selfeval.Input{Name: "report.pdf", Data: data}, selfeval.Options{NoConfirm: true})[0]
	if len(d.Findings) == 0 {
		t.Fatal("no findings")
	}
	for _, f := range d.Findings {
		if f.Confirmed != nil {
			t.Errorf("%s: confirmed %v", f.Message, *f.Confirmed)
		}
	}
}

// BenchmarkConfirm checks papers with and without the second reading.
func BenchmarkConfirm(b *testing.B) {
	fixture, err := os.ReadFile("fixtures/water-bureau/report.pdf")
	if err != nil {
		b.Fatal(err)
	}
	var rows [][]string // of a hundred pages, with an error on three of them
	for i := range 100 * perPage {
		row := []string{fmt.Sprint(i + 1), fmt.Sprintf("第%d号造林项目", i+1), fmt.Sprintf("%d.60", 100+i), fmt.Sprintf("%d.50", 99+i), "98"}
		if i%(34*perPage) == 5 {
			row[3] = fmt.Sprintf("%d.50", 300+i)
		}
		rows = append(rows, row)
	}
	for _, paper := range []struct {
		name string
		data []byte
	}{{"fixture", fixture}, {"hundred-pages", (&sheet{rows: rows}).bytes()}} {
		for _, off := range []bool{true, false} {
			b.Run(fmt.Sprintf("%s/confirm=%v", paper.name, !off), func(b *testing.B) {
				opt := selfeval.Options{NoConfirm: off, ConfirmWait: time.Minute}
				for b.Loop() {
					if d := selfeval.Check(b.Context(), selfeval.Input{Name: "a.pdf", Data: paper.data}, opt)[0]; len(d.Findings) < 2 || off != (d.Findings[0].Confirmed == nil) {
						b.Fatalf("%d findings, %v", len(d.Findings), d.Err)
					}
				}
			})
		}
	}
}
