package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/printed"
)

// Rows of a table may stand in groups, each under a title over all columns (二、下属单位) and
// each counting its rows from 1: such a count says nothing against a table that goes on.

// groupTitle is the number of the title that fills a row, 0 where it is none.
func groupTitle(t *document.Table, r int) int {
	cell := grid.Across(t, r)
	if cell == nil {
		return 0
	}
	rest, spelled, ok := printed.CutOrdinal(cell.Text)
	if !ok || !spelled || rest == "" {
		return 0
	}
	number := printed.Parse(cell.Text[:len(cell.Text)-len(rest)])
	n, _ := number.Ordinal()
	return n
}

// lastGroup is the number of the last group's title, and whether nothing follows it yet.
func (w *whole) lastGroup() (n int, last bool) {
	last = true
	for i := len(w.parts) - 1; i >= 0; i-- {
		p := w.parts[i]
		for r := p.Rows - 1; r >= 0; r-- {
			if n = groupTitle(p.Table, r); n > 0 {
				return n, last
			}
			last = last && grid.BlankRow(p.Table, r)
		}
	}
	return 0, false
}

// startsGroup reports a part whose rows, from row skip on, are those of the table's next
// group: its title ended the part before, or it stands above them.
func (w *whole) startsGroup(p *grid.Part, skip int) bool {
	n, last := w.lastGroup()
	if n == 0 || last {
		return last
	}
	for r := skip; r < p.Rows; r++ {
		if !grid.BlankRow(p.Table, r) {
			return groupTitle(p.Table, r) == n+1
		}
	}
	return false
}
