package convert

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// rebuild writes the cells of short rows under their columns. Where a cell is missing,
// the one above goes on, if it holds words; in a total's row the label reaches over.
func (w *sheet) rebuild(moved map[int]*shortRow, p *placer) {
	t := w.Table.Table
	byRow := make([][]int, t.Rows) // the cells that start in each row
	for i := range t.Cells {
		byRow[t.Cells[i].Row] = append(byRow[t.Cells[i].Row], i)
	}
	var out []document.Cell
	over := make([]int, t.Cols) // by column, the cell in out that covers the row above, counted from 1
	for r := range t.Rows {
		sr := moved[r]
		starts := len(out)
		kept := make(map[int]bool) // columns that cells from above still cover
		for col, i := range over {
			if i > 0 && out[i-1].Row+out[i-1].RowSpan > r {
				kept[col] = true
			}
		}
		switch sr {
		case nil:
			for _, i := range byRow[r] {
				out = append(out, t.Cells[i])
			}
		default:
			out = append(out, sr.placed(w, p, out, over, kept)...)
		}
		for i := starts; i < len(out); i++ {
			for col := out[i].Col; col < out[i].Col+out[i].ColSpan && col < t.Cols; col++ {
				over[col] = i + 1
			}
		}
	}
	t.Cells = out
	t.Seal()
}

// placed gives a row's cells their columns and lets the cells above go on over those
// that are missing.
func (sr *shortRow) placed(w *sheet, p *placer, out []document.Cell, over []int, kept map[int]bool) []document.Cell {
	used := map[int]bool{}
	var own []document.Cell
	last := 0
	var open []string
	for i, c := range sr.cells {
		if sr.into[i] < 0 {
			open = append(open, c.Text)
			continue
		}
		cell := *c
		cell.Col = sr.into[i]
		last = cell.Col
		used[cell.Col] = true
		own = append(own, cell)
	}
	name := ""
	for _, col := range sr.free {
		if used[col] || kept[col] {
			continue
		}
		used[col] = true
		switch {
		case sr.total:
			if n := lastBefore(own, col); n >= 0 && w.See.KindOf(own[n].Text).Text() && own[n].Col+own[n].ColSpan == col {
				own[n].ColSpan++
				continue
			}
		case col < last && col != p.seq && over[col] > 0 && !slices.Contains(sr.open, col):
			if above := &out[over[col]-1]; p.goesOn(above, sr.row) {
				above.RowSpan++
				name = above.Text
				continue
			}
		}
		own = append(own, document.Cell{Row: sr.row, Col: col, RowSpan: 1, ColSpan: 1, At: grid.CellAt(p.t, sr.row, col)})
	}
	grid.SortCells(own)
	sr.tell(w, p, open, name)
	return own
}

// goesOn reports whether a cell above may go on over a row: it ends right above it and
// holds words that sum nothing.
func (p *placer) goesOn(above *document.Cell, row int) bool {
	return above.Row >= p.in.head && above.Row+above.RowSpan == row && above.ColSpan == 1 && p.w.See.KindOf(above.Text).Text() && !p.w.See.IsTotal(above.Text)
}

// tell says how a row was placed: which cells are left open, and what goes on from above.
func (sr *shortRow) tell(w *sheet, p *placer, open []string, name string) {
	at := grid.RowAt(p.t, sr.row)
	switch {
	case sr.total:
		w.Did(grid.RowPlaced, grid.DeedAt(sr.row, at, "合计行少 %d 格，按各列内容归位", "the total's row lacks %d cells and was placed by what the columns hold", len(sr.free)-len(sr.cells)))
	case len(open) > 0:
		d := grid.DeedAt(sr.row, at, "这一行少 %d 格，“%s”属于哪一列不能确定，未读入，其余各格归入相符的列", "the row lacks %d cells: which column %q belongs to cannot be told and it was left out, the others were placed under the columns they fit", len(sr.free)-len(sr.cells), strings.Join(open, "、"))
		d.Lost = sr.lost
		w.Did(grid.RowPlaced, d)
	case name != "":
		w.Did(grid.RowPlaced, grid.DeedAt(sr.row, at, "这一行少 %d 格，按上方合并的“%s”读取，其余各格归入相符的列", "the row lacks %d cells: %q merged above goes on, the others were placed under the columns they fit", len(sr.free)-len(sr.cells), name))
	default:
		w.Did(grid.RowPlaced, grid.DeedAt(sr.row, at, "这一行少 %d 格，各格归入相符的列", "the row lacks %d cells, which were placed under the columns they fit", len(sr.free)-len(sr.cells)))
	}
}

// lastBefore is the cell that stands last before a column, -1 where none does.
func lastBefore(cells []document.Cell, col int) int {
	best := -1
	for i := range cells {
		if cells[i].Col < col && (best < 0 || cells[i].Col > cells[best].Col) {
			best = i
		}
	}
	return best
}
