package structure

import (
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/text/lexicon"
)

// BenchmarkShortRows puts a table in order whose column of departments was merged and
// whose converter wrote rows short: what a row costs must not grow with their number.
func BenchmarkShortRows(b *testing.B) {
	for _, rows := range []int{500, 5000} {
		d := &document.Document{Format: document.Markdown}
		t := &document.Table{Index: 1, Rows: rows + 1, Confidence: 1}
		put := func(r int, line string) {
			for c, text := range strings.Split(line, "|") {
				t.Cells = append(t.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text})
			}
		}
		put(0, "序号|项目名称|实施单位|预算数|执行数|自评得分")
		for r := 1; r <= rows; r++ {
			line := fmt.Sprintf("%d|村级公路养护%d|%d.00|%d.00|95.5", r, r, r, r)
			if r%3 == 1 {
				line = fmt.Sprintf("%d|村级公路养护%d|公路管理站|%d.00|%d.00|95.5", r, r, r, r)
			}
			put(r, line)
		}
		t.Seal()
		d.Blocks = []document.Block{{Kind: document.TableBlock, Table: t}}
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			for b.Loop() {
				if _, err := Read(b.Context(), d, lexicon.Default()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
		})
	}
}
