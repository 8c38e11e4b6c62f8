package account

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// hollow is what is said of a table of which there is the header alone.
var hollow = report.Textf("表格只有表头，没有一行内容：可能由网页脚本填入，或没有下载完", "the table is a header without a row: a script may fill it, or it was not fetched whole")

// hollows marks the tables that are a header and nothing else, as the rooms got them: what
// is printed under a header on the next page is joined to it by then. That a paper leaves
// rows blank is another thing.
func (a *Account) hollows(logical []document.Block, signs *lexicon.TableSigns) {
	for i := range logical {
		t := logical[i].Table
		if t == nil || logical[i].Furniture != "" || !headerAlone(t, signs) {
			continue
		}
		for k := range a.tables {
			if own := &a.tables[k]; own.index == t.Cells[0].At.Table && own.told == nil {
				own.told = &hollow
				own.lose(t.Rows)
			}
		}
	}
}

// headerAlone reports a table that is nothing but the heads of columns of figures.
func headerAlone(t *document.Table, signs *lexicon.TableSigns) bool {
	const (
		deepest = 3 // rows of a header
		least   = 2 // columns of figures
	)
	if t.Rows > deepest || len(t.Cells) == 0 || t.Cols < 3 {
		return false
	}
	heads, filled := 0, make([]bool, t.Rows)
	for k := range t.Cells {
		c := &t.Cells[k]
		text := cjk.Squeeze(c.Text)
		if strings.ContainsFunc(withoutBrackets(text), digit) {
			return false
		}
		for row := c.Row; text != "" && row < min(t.Rows, c.Row+max(1, c.RowSpan)); row++ {
			filled[row] = true
		}
		if signs.HeadsFigures(text) || signs.HeadsScores(text) {
			heads++
		}
	}
	for _, f := range filled {
		if !f {
			return false
		}
	}
	return heads >= least
}
