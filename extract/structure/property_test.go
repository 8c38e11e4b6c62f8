package structure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/extract/markdown"
)

// printed is a table as an author wrote it: rows whose implementer is merged over some.
type original struct {
	head  []string
	rows  [][]string // the implementer only in its first row
	over  []int      // by row, how many rows its implementer reaches over, 0 within
	total []string
}

var (
	someNames  = []string{"渠道清淤", "堤防加固（一期）", "水质监测", "泵站检修", "防汛物资储备", "节水宣传", "水文站点维护", "山洪预警", "水库除险", "灌区配套", "河长制工作", "信息系统运维"}
	someBodies = []string{"云溪县河道管理所", "云溪县水文站", "云溪县水利局", "云溪县供水中心"}
)

// write makes an original of so many rows.
func write(r *rand.Rand, rows int) original {
	o := original{head: []string{"序号", "项目名称", "项目实施单位", "预算数（万元）", "执行数（万元）", "自评得分"}}
	left, sum, spent := 0, 0, 0
	for i := range rows {
		b := r.IntN(900000) + 1000
		e := b * (80 + r.IntN(20)) / 100
		sum, spent = sum+b, spent+e
		body, over := "", 0
		if left == 0 {
			left = min(1+r.IntN(4), rows-i)
			if i == 0 { // one merged cell shows that the column has such
				left = 2
			}
			body, over = someBodies[r.IntN(len(someBodies))], left
		}
		left--
		o.over = append(o.over, over)
		o.rows = append(o.rows, []string{fmt.Sprint(i + 1), someNames[i%len(someNames)] + strings.Repeat("续", i/len(someNames)), body, money(b), money(e), fmt.Sprintf("%d.%d", 85+r.IntN(14), r.IntN(10))})
	}
	o.total = []string{"合计", "", "", money(sum), money(spent), ""}
	return o
}

func money(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

// upTo is how many rows a cell of row r reaches over before row end.
func (o *original) upTo(r, end int) int { return min(o.over[r], end-r) }

// above is the row whose implementer reaches over row r.
func (o *original) above(r int) int {
	for o.over[r] == 0 {
		r--
	}
	return r
}

// printer prints the rows from one to another as one table; first says that the table
// starts with them, header that the header is printed, last that the total is.
type printer func(o *original, from, to int, header, last bool) string

// inHTML writes merged cells as such; what a cut leaves of one is an empty cell.
func inHTML(o *original, from, to int, header, last bool) string {
	var b strings.Builder
	b.WriteString("<table>")
	if header {
		b.WriteString("<tr><td>" + strings.Join(o.head, "</td><td>") + "</td></tr>")
	}
	for r := from; r < to; r++ {
		b.WriteString("<tr>")
		for c, text := range o.rows[r] {
			switch {
			case c != 2:
				fmt.Fprintf(&b, "<td>%s</td>", text)
			case o.over[r] > 0:
				fmt.Fprintf(&b, "<td rowspan=%d>%s</td>", o.upTo(r, to), text)
			case r == from:
				up := o.above(r)
				fmt.Fprintf(&b, "<td rowspan=%d></td>", min(up+o.over[up], to)-r)
			}
		}
		b.WriteString("</tr>")
	}
	if last {
		b.WriteString("<tr><td>" + strings.Join(o.total, "</td><td>") + "</td></tr>")
	}
	return b.String() + "</table>\n"
}

// inPipes writes rows as a converter does that knows nothing of merged cells.
func inPipes(o *original, from, to int, header, last bool) string {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("|" + strings.Join(cells, "|") + "|\n") }
	if header {
		row(o.head)
		b.WriteString(strings.Repeat("|---", len(o.head)) + "|\n")
	}
	for r := from; r < to; r++ {
		cells := o.rows[r]
		if o.over[r] == 0 {
			cells = append(append([]string{}, cells[:2]...), cells[3:]...)
		}
		row(cells)
	}
	if last {
		row(o.total)
	}
	return b.String() + "\n"
}

// TestCutAnywhere prints one table in every format, whole and cut between any two rows,
// with the header repeated and without: the logical table is the same.
func TestCutAnywhere(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 5))
		o := write(r, 4+r.IntN(9))
		n := len(o.rows)
		want := ""
		check := func(what string, d *document.Document) {
			t.Helper()
			p := read(t, d)
			tables := p.Tables()
			if len(tables) != 1 {
				t.Errorf("seed %d, %s: %d tables\n%s", seed, what, len(tables), all(p))
				return
			}
			got := spoken(tables[0].Table)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("seed %d, %s:\n%s\nwant\n%s\n%v", seed, what, got, want, tables[0].Deeds)
			}
			if tables[0].Unit != "万元" || tables[0].Title == nil {
				t.Errorf("seed %d, %s: unit %q, title %v", seed, what, tables[0].Unit, tables[0].Title)
			}
		}
		const above = "云溪县水利局2023年度项目支出绩效自评结果汇总表"
		fromHTML := func(tables ...string) *document.Document {
			d, err := html.Read(t.Context(), []byte("<html><body><p>"+above+"</p><p>单位：万元</p>"+strings.Join(tables, "")+"</body></html>"), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		fromPipes := func(tables ...string) *document.Document {
			d, err := markdown.Read(t.Context(), []byte(above+"\n\n单位：万元\n\n"+strings.Join(tables, "")), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		paged := func(tables ...string) *document.Document {
			d := fromHTML(tables...)
			page := 0
			for i := range d.Blocks {
				if k := d.Blocks[i].Table; k != nil {
					page++
					k.Continues = page > 1
					k.At.Page = page
					for j := range k.Cells {
						k.Cells[j].At.Page = page
					}
				}
			}
			d.Format, d.Pages = document.PDF, page
			return d
		}
		check("HTML", fromHTML(inHTML(&o, 0, n, true, true)))
		check("pages", paged(inHTML(&o, 0, n, true, true)))
		check("pipes", fromPipes(inPipes(&o, 0, n, true, true)))
		for cut := 1; cut < n; cut++ {
			if cut == 1 && o.over[0] > 1 {
				continue // the one merged cell that is sure to be there
			}
			for _, again := range []bool{true, false} {
				what := fmt.Sprintf(" cut before row %d, header again %v", cut+1, again)
				check("HTML"+what, fromHTML(inHTML(&o, 0, cut, true, false), inHTML(&o, cut, n, again, true)))
				check("pages"+what, paged(inHTML(&o, 0, cut, true, false), inHTML(&o, cut, n, again, true)))
				check("pipes"+what, fromPipes(inPipes(&o, 0, cut, true, false), inPipes(&o, cut, n, again, true)))
			}
		}
	}
}

func all(p *Paper) string {
	var b strings.Builder
	for _, t := range p.Tables() {
		b.WriteString(drawn(t.Table) + "\n")
	}
	return b.String()
}

// TestTwoTablesStayTwo prints two departments' tables after each other, with one sign or
// more that parts them: they never become one.
func TestTwoTablesStayTwo(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		a, b := write(r, 2+r.IntN(6)), write(r, 2+r.IntN(6))
		for name, c := range map[string]struct {
			between string
			header  bool
			total   bool
		}{
			"a new title":                         {"云溪县林业局2023年度项目支出绩效自评结果汇总表", true, false},
			"a new title, no header":              {"云溪县林业局2023年度项目支出绩效自评结果汇总表", false, false},
			"another unit":                        {"单位：元", true, false},
			"a total, header again":               {"", true, true},
			"a total, no header":                  {"", false, true},
			"a count that starts again":           {"", true, false},
			"a count that starts again, headless": {"", false, false},
		} {
			for format, print := range map[string]printer{"HTML": inHTML, "pipes": inPipes} {
				var d *document.Document
				var err error
				one, two := print(&a, 0, len(a.rows), true, c.total), print(&b, 0, len(b.rows), c.header, true)
				if format == "HTML" {
					d, err = html.Read(t.Context(), []byte("<html><body><p>单位：万元</p>"+one+"<p>"+c.between+"</p>"+two+"</body></html>"), document.Limits{})
				} else {
					d, err = markdown.Read(t.Context(), []byte("单位：万元\n\n"+one+c.between+"\n\n"+two), document.Limits{})
				}
				if err != nil {
					t.Fatal(err)
				}
				if p := read(t, d); len(p.Tables()) != 2 {
					t.Errorf("seed %d, %s, %s: %d tables\n%s", seed, format, name, len(p.Tables()), all(p))
				}
			}
		}
	}
}
