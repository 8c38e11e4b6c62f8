package interpret

import (
	"strings"
	"testing"

	"selfeval/extract/document"
)

// pageParts makes a summary table of two pages from rows written with | between cells.
func pageParts(pages ...string) *document.Document {
	doc := &document.Document{Format: document.PDF, Pages: len(pages)}
	for n, page := range pages {
		rows := strings.Split(strings.TrimSpace(page), "\n")
		t := &document.Table{Index: n + 1, Rows: len(rows), Cols: strings.Count(rows[0], "|") + 1, Confidence: 1, Continues: n > 0}
		t.At.Page, t.At.Table = n+1, n+1
		for r, row := range rows {
			for c, text := range strings.Split(row, "|") {
				at := t.At
				at.Row, at.Column = r+1, c+1
				t.Cells = append(t.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: strings.TrimSpace(text), At: at})
			}
		}
		t.Seal()
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	}
	return doc
}

// TestRowsCutByPages completes rows whose cells a page end dealt out to two pages.
func TestRowsCutByPages(t *testing.T) {
	const head = "序号|项目名称|实施单位|预算数（万元）|执行数（万元）|得分\n1|渠道维修|水利站|100.00|90.00|98\n"
	for _, c := range []struct {
		name, last, first string
		want              []string // name, implementer, budget, executed, score as printed
	}{
		{"words came after", "2| | |47,151.93|45,737.37|95", " |堤防加固（一期）|河道管理所| | | ", []string{"堤防加固（一期）", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"some figures came after", "2|堤防加固|河道所| | |95", " | | |47,151.93|45,737.37| ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
		{"last digits came after", "2|堤防加固|河道管理|47,151.9|45,737.3|95", " | |所|3|7| ", []string{"堤防加固", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"a part of the row above is no rest of it", "2|堤防加固|河道所|47,151.93|45,737.37|95", " |其中：上年结转| |1.00| | ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
		{"two figures are not one", "2|堤防加固|河道所|47,151.93|45,737.37|95", " | |所|1.00| | ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports, _, err := Document(t.Context(), pageParts(head+c.last, c.first+"\n3|水质监测|环境站|20.00|20.00|99"), nil)
			if err != nil {
				t.Fatal(err)
			}
			ps := reports[0].Projects
			if len(ps) != 3 {
				t.Fatalf("%d rows, want 3: %+v", len(ps), ps)
			}
			p := ps[1]
			got := []string{p.Name, p.Implementer, p.Budget.Raw, p.Executed.Raw, p.Score.Raw}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
