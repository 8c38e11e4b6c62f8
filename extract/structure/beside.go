package structure

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/report"
)

// Where a cell is merged over all rows, a page in the middle of a table shows neither
// line nor text for its column, and what stands left and right of the gap comes as
// tables and lines of their own. Where they stand in print tells that they are one.

// gathered is a part made of a table and what stands beside it.
type gathered struct {
	*grid.Part
	blocks []int // of the source, those of the table aside
}

// gather adds to a part what stands beside it under columns of the table that the part
// lacks: other tables with the same rows, and short lines.
func (s *shaper) gather(w *whole, p *grid.Part, after int) (g gathered, ok bool) {
	l := w.layByPrint(p)
	ys := grid.RowsInPrint(p.Table)
	if l == nil || l.same || ys == nil || p.Form || w.Form || p.Cols >= w.Cols || p.Cols > grid.MaxAligned {
		return g, false
	}
	b := &besides{s: s, w: w, absent: map[int]bool{}, ys: ys, page: p.At.Page, moved: l.moved(p.Table, w.Cols), found: map[[2]int]document.Cell{}}
	for c := range w.Cols {
		b.absent[c] = !slices.Contains(l.place, c)
	}
	for i := p.Block + 1; i < len(s.doc.Blocks) && b.look(i); i++ {
	}
	for i := p.Block - 1; i > after && b.look(i); i-- {
	}
	if len(b.blocks) == 0 {
		return g, false
	}
	b.lay(p.Table)
	g.blocks = b.blocks
	g.Part = &grid.Part{Table: grid.Squeezed(b.moved), See: p.See, Block: p.Block, Changed: true, Deeds: p.Deeds}
	g.Look()
	g.Deeds = append(g.Deeds, g.Deed(grid.LinesTaken, 0, "这一页上合并单元格没有线也没有字，其左右的内容按纸上位置归入各列", "on this page a merged cell has neither line nor text; what stands beside it was given its columns by where it is printed"))
	return g, true
}

// besides is what is found beside a part.
type besides struct {
	s      *shaper
	w      *whole
	page   int
	absent map[int]bool // columns of the table in which nothing was found so far
	ys     [][2]float64 // where the part's rows stand
	moved  *document.Table
	found  map[[2]int]document.Cell // by row and column, what lines say
	blocks []int                    // of the source, those that were taken
}

// look takes a block that stands beside the part; false ends the search.
func (b *besides) look(i int) bool {
	block := &b.s.doc.Blocks[i]
	if b.s.taken[i] {
		return true
	}
	if block.At.Page != b.page {
		return false
	}
	if block.Table != nil {
		q := b.s.besideRows(b.w, block.Table, b.absent, b.ys)
		if q == nil {
			return false
		}
		b.moved.Cells = append(b.moved.Cells, q.Cells...)
	} else {
		cell, ok := b.s.besideLine(b.w, block, b.absent, b.ys)
		at := [2]int{cell.Row, cell.Col}
		if _, twice := b.found[at]; !ok || twice {
			return false
		}
		b.found[at] = cell
	}
	b.blocks = append(b.blocks, i)
	return true
}

// lay puts the lines that were found into the grid. Rows whose line is missing get an
// empty cell.
func (b *besides) lay(t *document.Table) {
	lined := map[int]bool{}
	for _, c := range b.found {
		b.moved.Cells = append(b.moved.Cells, c)
		lined[c.Col] = true
	}
	for col := range lined {
		for r := range b.moved.Rows {
			if _, ok := b.found[[2]int{r, col}]; !ok {
				b.moved.Cells = append(b.moved.Cells, document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, At: grid.CellAt(t, r, col)})
			}
		}
	}
}

// besideRows lays a table with the same rows under the columns that are absent; nil
// where it does not belong there.
func (s *shaper) besideRows(w *whole, t *document.Table, absent map[int]bool, ys [][2]float64) *document.Table {
	if own := grid.RowsInPrint(t); own == nil || !grid.Alike(own, ys) {
		return nil
	}
	q := s.see.NewPart(t, -1)
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
	if b.Kind != document.Paragraph || b.At.BBox == nil || grid.Runes(b.Text) > grid.MaxBetween {
		return document.Cell{}, false
	}
	box := *b.At.BBox
	col := w.edges.Under(box[0], box[2])
	if col < 0 || !absent[col] {
		return document.Cell{}, false
	}
	mid := (box[1] + box[3]) / 2
	for r, y := range ys {
		if y[0]-grid.Near <= mid && mid <= y[1]+grid.Near {
			return document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, Text: b.Text, At: inTable(b.At, r, col)}, true
		}
	}
	return document.Cell{}, false
}

func inTable(at report.Location, row, col int) report.Location {
	at.Row, at.Column = row+1, col+1
	return at
}
