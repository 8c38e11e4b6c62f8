package structure

import (
	"math"
	"slices"

	"selfeval/extract/document"
	"selfeval/report"
)

// Where a cell is merged over all rows, a page in the middle of a table shows neither
// line nor text for its column, and what stands left and right of the gap comes as
// tables and lines of their own. Where they stand in print tells that they are one.

// gathered is a part made of a table and what stands beside it.
type gathered struct {
	*part
	blocks []int // of the source, those of the table aside
}

// gather adds to a part what stands beside it under columns of the table that the part
// lacks: other tables with the same rows, and short lines.
func (s *shaper) gather(w *whole, p *part, after int) (g gathered, ok bool) {
	l := w.layByPrint(p)
	ys := rowsInPrint(p.Table)
	if l == nil || l.same || ys == nil || p.form || w.Form || p.Cols >= w.Cols || p.Cols > maxAligned {
		return g, false
	}
	absent := map[int]bool{}
	for c := range w.Cols {
		absent[c] = !slices.Contains(l.place, c)
	}
	grid := l.moved(p.Table, w.Cols)
	page := p.At.Page
	found := map[[2]int]document.Cell{}
	look := func(i int) bool {
		b := &s.doc.Blocks[i]
		if s.taken[i] {
			return true
		}
		if b.At.Page != page {
			return false
		}
		if b.Table != nil {
			q := s.besideRows(w, b.Table, absent, ys)
			if q == nil {
				return false
			}
			grid.Cells = append(grid.Cells, q.Cells...)
		} else if cell, ok := s.besideLine(w, b, absent, ys); ok {
			at := [2]int{cell.Row, cell.Col}
			if _, twice := found[at]; twice {
				return false
			}
			found[at] = cell
		} else {
			return false
		}
		g.blocks = append(g.blocks, i)
		return true
	}
	for i := p.block + 1; i < len(s.doc.Blocks) && look(i); i++ {
	}
	for i := p.block - 1; i > after && look(i); i-- {
	}
	if len(g.blocks) == 0 {
		return g, false
	}
	lined := map[int]bool{}
	for _, c := range found {
		grid.Cells = append(grid.Cells, c)
		lined[c.Col] = true
	}
	for col := range lined { // rows whose line is missing have an empty cell
		for r := range grid.Rows {
			if _, ok := found[[2]int{r, col}]; !ok {
				grid.Cells = append(grid.Cells, document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, At: cellAt(p.Table, r, col)})
			}
		}
	}
	g.part = &part{Table: squeezed(grid), block: p.block, changed: true, deeds: p.deeds}
	g.look()
	g.deeds = append(g.deeds, g.deed(LinesTaken, 0, "这一页上合并单元格没有线也没有字，其左右的内容按纸上位置归入各列", "on this page a merged cell has neither line nor text; what stands beside it was given its columns by where it is printed"))
	return g, true
}

// squeezed leaves out columns in which no cell stands, and puts cells in order.
func squeezed(t *document.Table) *document.Table {
	used := make([]int, t.Cols+1)
	for i := range t.Cells {
		used[t.Cells[i].Col+1] = 1
	}
	for c := 1; c <= t.Cols; c++ {
		used[c] += used[c-1]
	}
	out := *t
	out.Cells = slices.Clone(t.Cells)
	for i := range out.Cells {
		c := &out.Cells[i]
		end := used[min(c.Col+c.ColSpan, t.Cols)]
		c.Col = used[c.Col]
		c.ColSpan = max(end-c.Col, 1)
	}
	slices.SortStableFunc(out.Cells, func(a, b document.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	out.Cols = used[t.Cols]
	out.Seal()
	return &out
}

// rowsInPrint finds where the rows stand, nil where that is not known.
func rowsInPrint(t *document.Table) [][2]float64 {
	out := make([][2]float64, t.Rows)
	known := make([]bool, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.At.BBox == nil || c.RowSpan > 1 || c.Row >= t.Rows {
			continue
		}
		y := [2]float64{c.At.BBox[1], c.At.BBox[3]}
		if !known[c.Row] {
			out[c.Row], known[c.Row] = y, true
			continue
		}
		out[c.Row] = [2]float64{min(out[c.Row][0], y[0]), max(out[c.Row][1], y[1])}
	}
	if slices.Contains(known, false) {
		return nil
	}
	return out
}

func alike(a, b [][2]float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i][0]-b[i][0]) > near || math.Abs(a[i][1]-b[i][1]) > near {
			return false
		}
	}
	return true
}

// besideRows lays a table with the same rows under the columns that are absent; nil
// where it does not belong there.
func (s *shaper) besideRows(w *whole, t *document.Table, absent map[int]bool, ys [][2]float64) *document.Table {
	if own := rowsInPrint(t); own == nil || !alike(own, ys) {
		return nil
	}
	q := newPart(t, -1)
	l := w.layByPrint(q)
	if l == nil {
		return nil
	}
	for _, to := range l.place {
		if to >= 0 && !absent[to] {
			return nil
		}
	}
	for _, to := range l.place {
		absent[to] = false
	}
	return l.moved(t, w.Cols)
}

// besideLine makes a cell of a line that stands in the row of a table, under a column
// that is absent.
func (s *shaper) besideLine(w *whole, b *document.Block, absent map[int]bool, ys [][2]float64) (document.Cell, bool) {
	if b.Kind != document.Paragraph || b.At.BBox == nil || runes(b.Text) > maxBetween {
		return document.Cell{}, false
	}
	box := *b.At.BBox
	col := w.edges.under(box[0], box[2])
	if col < 0 || !absent[col] {
		return document.Cell{}, false
	}
	mid := (box[1] + box[3]) / 2
	for r, y := range ys {
		if y[0]-near <= mid && mid <= y[1]+near {
			return document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, Text: b.Text, At: inTable(b.At, r, col)}, true
		}
	}
	return document.Cell{}, false
}

func inTable(at report.Location, row, col int) report.Location {
	at.Row, at.Column = row+1, col+1
	return at
}
