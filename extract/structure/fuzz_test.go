package structure

import (
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/extract/markdown"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// FuzzRead puts whatever the readers make of bytes in order: it must not panic, no
// figure may appear that was not printed, and doing it twice must give the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"|序号|项目名称|预算数|\n|---|---|---|\n|1|甲|10.00|\n|2|9.00|\n|合计|19.00|\n",
		"||序号||名称||\n|1|甲|\n",
		"<table><tr><td rowspan=9>甲<td colspan=5>乙<tr><td>1<td>2</table><table><tr><td>3<td>4</table>",
		"|序号|1|2|\n|名称|甲|乙|\n|预算数|1.00|2.00|\n|执行数|1.00|2.00|\n",
		"|1|甲|10.00|\n\n||||\n|2|乙|11.00|\n",
		"<table><tr><td>1<br>2<td>甲<br>乙<td>1.0<br>2.0<td>3<br>4</table>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		limits := document.Limits{Cells: 5000}
		for _, read := range []func() (*document.Document, error){
			func() (*document.Document, error) { return markdown.Read(t.Context(), []byte(s), limits) },
			func() (*document.Document, error) { return html.Read(t.Context(), []byte(s), limits) },
		} {
			d, err := read()
			if err != nil {
				continue
			}
			before := printedText(d)
			p, err := Read(t.Context(), d, lexicon.Default())
			if err != nil {
				t.Fatal(err)
			}
			if printedText(d) != before {
				t.Fatal("the document was changed")
			}
			for _, x := range p.Tables() {
				if x.Lead > x.Head || x.Head > x.Tail || x.Tail > x.Rows {
					t.Fatalf("lead %d, head %d, tail %d of %d rows", x.Lead, x.Head, x.Tail, x.Rows)
				}
				for i := range x.Cells {
					c := &x.Cells[i]
					if c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > x.Rows || c.Col+c.ColSpan > x.Cols {
						t.Fatalf("cell %+v leaves the grid of %d × %d", c, x.Rows, x.Cols)
					}
					if n := cjk.Squeeze(c.Text); n != "" && len(c.Text) < 40 && !strings.Contains(before, n) && grid.NewSight(lexicon.Default()).KindOf(n).Figures() && !did(x, grid.RowMended) {
						t.Fatalf("%q was not printed", c.Text)
					}
				}
			}
			again, err := Read(t.Context(), d, lexicon.Default())
			if err != nil || all(again) != all(p) {
				t.Fatalf("it differs the second time: %v", err)
			}
		}
	})
}

// printedText is all that a document's tables say.
func printedText(d *document.Document) string {
	var b strings.Builder
	for i := range d.Blocks {
		if t := d.Blocks[i].Table; t != nil {
			for j := range t.Cells {
				b.WriteString(cjk.Squeeze(t.Cells[j].Text))
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
