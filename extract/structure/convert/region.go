package convert

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// region is a run of rows under one header.
type region struct {
	lead, head int // the header's rows
	to         int // the row after its last
}

// regions lists a table's headers with the rows below them: one in a table of rows; in
// a form each row that names columns starts another.
func (w *sheet) regions() []region {
	if !w.Form {
		return []region{{w.Lead, w.Head, w.Rows}}
	}
	var out []region
	for r := 0; r < w.Rows; r++ {
		if !headsRegion(w.See, w.Table.Table, r) {
			continue
		}
		to := r + 1
		for to < w.Rows && holdsFigure(w.See, w.Table.Table, to) {
			to++
		}
		out = append(out, region{r, r + 1, to})
	}
	return out
}

// headsRegion reports a row of a form that names columns: labels over most of its
// columns, and a row below with as many cells or more that holds figures.
func headsRegion(see *grid.Sight, t *document.Table, r int) bool {
	cells := grid.OwnCells(t, r)
	if len(cells) < 4 || len(cells)*3 < t.Cols*2 {
		return false
	}
	for _, c := range cells {
		if k := see.KindOf(c.Text); !k.Text() || k == grid.Prose || c.RowSpan > 2 {
			return false
		}
	}
	return r+1 < t.Rows && (see.DataRow(t, r+1) || r+2 < t.Rows && see.DataRow(t, r+2))
}

func holdsFigure(see *grid.Sight, t *document.Table, r int) bool {
	for _, c := range grid.OwnCells(t, r) {
		if see.KindOf(c.Text).Figures() {
			return true
		}
	}
	return false
}
