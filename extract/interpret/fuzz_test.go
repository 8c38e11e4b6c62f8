package interpret_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/normalize"
	"selfeval/report"
	"selfeval/validate"
)

// cellTexts are what random tables are made of: header words, names, figures,
// totals and noise.
var cellTexts = strings.Split("|序号|项目名称|项目实施单位|预算数（调整后）|年初预算|执行数|结余交回财政数|自评得分|分值|执行率|单位：万元|合计|小计|一|（二）|1|2|3|10|道路养护|桥梁检测（含|市水利局|100|98.5|1,200|—|12,34.5.6|注：说明|万元|其中：中央资金|2022年|优|一、本级|本页小计|联系人：|……", "|")

// randomDocument makes tables of random cells, some of them merged, from a seed.
func randomDocument(seed uint64, size []byte) *document.Document {
	rnd := rand.New(rand.NewPCG(seed, 7))
	doc := &document.Document{Format: document.HTML, Blocks: []document.Block{{Text: "某局2022年度绩效自评"}}}
	at := func(i int) byte {
		if len(size) == 0 {
			return byte(rnd.IntN(256))
		}
		return size[i%len(size)]
	}
	for n := range 1 + int(at(0))%4 {
		t := &document.Table{Index: n + 1, Rows: int(at(n+1)) % 12, Cols: int(at(n+2)) % 10, Continues: rnd.IntN(4) == 0}
		covered := map[[2]int]bool{}
		for r := range t.Rows {
			for c := range t.Cols {
				if covered[[2]int{r, c}] || rnd.IntN(12) == 0 {
					continue
				}
				cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: cellTexts[rnd.IntN(len(cellTexts))], At: report.Location{Table: n + 1, Row: r + 1, Column: c + 1}}
				if r == 0 && rnd.IntN(3) > 0 {
					cell.Text = cellTexts[1+c%10] // a header more often than chance gives one
				}
				if rnd.IntN(8) == 0 {
					cell.RowSpan, cell.ColSpan = 1+rnd.IntN(4), 1+rnd.IntN(4)
				}
				for dr := range cell.RowSpan {
					for dc := range cell.ColSpan {
						covered[[2]int{r + dr, c + dc}] = true
					}
				}
				t.Cells = append(t.Cells, cell)
			}
		}
		t.Seal()
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TableBlock, Table: t, At: report.Location{Table: n + 1}})
		if rnd.IntN(3) == 0 {
			doc.Blocks = append(doc.Blocks, document.Block{Text: "单位：元"})
		}
	}
	return doc
}

// FuzzTables reads random grids: nothing panics, and no figure is in the record
// that is not in a cell at the place it names.
func FuzzTables(f *testing.F) {
	f.Add(uint64(1), []byte{3, 8, 8, 8})
	f.Add(uint64(2), []byte{1, 11, 9})
	f.Add(uint64(3), []byte{})
	f.Fuzz(func(t *testing.T, seed uint64, size []byte) {
		doc := randomDocument(seed, size)
		cells := map[[3]int]string{}
		for _, b := range doc.Blocks {
			if b.Table != nil {
				for _, c := range b.Table.Cells {
					cells[[3]int{c.At.Table, c.At.Row, c.At.Column}] = c.Text
				}
			}
		}
		reports, _, err := interpret.Document(context.Background(), doc, nil)
		if err != nil {
			return
		}
		for _, paper := range reports {
			r := paper.Report
			check := func(a *report.Amount) {
				if a != nil && a.Raw != cells[[3]int{a.At.Table, a.At.Row, a.At.Column}] {
					t.Errorf("%q is not what stands at %v", a.Raw, a.At)
				}
			}
			for i := range r.Projects {
				p := &r.Projects[i]
				for _, a := range []*report.Amount{p.Budget, p.Executed, p.Returned, p.Rate, p.Score} {
					check(a)
				}
				if p.Name == "" && p.SeqPrinted == "" {
					t.Errorf("project %d has neither name nor number", i+1)
				}
			}
			for i := range r.Totals {
				for _, a := range []*report.Amount{r.Totals[i].Budget, r.Totals[i].Executed, r.Totals[i].Returned, r.Totals[i].Score} {
					check(a)
				}
				for _, n := range r.Totals[i].Rows {
					if n < 1 || n > len(r.Projects) {
						t.Errorf("total %d sums row %d of %d", i+1, n, len(r.Projects))
					}
				}
			}
			normalize.Report(r)
			validate.Report(r)
		}
	})
}
