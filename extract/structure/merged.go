package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/report"
)

// merged puts cells merged over rows together again where a page end cut them: the
// text stands in one part, and the other is an empty cell of the same column.
type merged struct {
	last    *grid.Part // the part joined last
	lastOwn []int      // by column, its row below what is the rest of a cell above it
	reach   []int      // by column, the cell of the table that goes down to its last row, counted from 1
	habit   []bool     // by column, whether it has filled cells over several rows

	count int
	at    report.Location // where the first of them goes on
}

// joining is a part whose cells are being joined to a table.
type joining struct {
	*grid.Part
	row   int   // its first row that counts
	own   []int // as lastOwn
	habit []bool
}

// join starts the joining of a part to the table.
func (m *merged) join(w *whole, p *grid.Part, row int) *joining {
	m.start(w)
	return &joining{p, row, make([]int, w.Cols), p.Merging(w.Cols)}
}

// start looks at the table's first part.
func (m *merged) start(w *whole) {
	if m.last == nil {
		first := w.first()
		m.last, m.lastOwn, m.reach, m.habit = first, make([]int, w.Cols), make([]int, w.Cols), first.Merging(w.Cols)
		m.reaches(w, 0)
	}
}

// joined ends it: the part's cells are those of the table from the given one on.
func (m *merged) joined(w *whole, j *joining, from int) {
	m.last, m.lastOwn = j.Part, j.own
	for c := range m.habit {
		m.habit[c] = m.habit[c] || j.habit[c]
	}
	m.reaches(w, from)
}

func (m *merged) reaches(w *whole, from int) {
	for i := from; i < len(w.Cells); i++ {
		if c := &w.Cells[i]; c.Row+c.RowSpan == w.Rows && c.Col < len(m.reach) {
			m.reach[c.Col] = i + 1
		}
	}
}

// above is the cell of a column that reaches down to the table's last row.
func (m *merged) above(w *whole, col int) *document.Cell {
	m.start(w)
	if col >= len(m.reach) {
		return nil
	}
	i := m.reach[col] - 1
	if i < 0 || w.Cells[i].Row+w.Cells[i].RowSpan != w.Rows {
		return nil
	}
	return &w.Cells[i]
}

// rest takes a cell at the top of a part for the rest of the one above the page end,
// where it is or known to be, and makes both one.
func (m *merged) rest(w *whole, j *joining, c *document.Cell, known bool) bool {
	above := m.above(w, c.Col)
	if above == nil || above.ColSpan != c.ColSpan || !known && !m.same(j, above, c) {
		return false
	}
	above.RowSpan += c.RowSpan
	j.own[c.Col], j.habit[c.Col] = j.row+c.RowSpan, true
	if grid.IsBlank(above.Text) {
		above.TakeText(c)
	}
	if m.count++; m.count == 1 {
		m.at = c.At
	}
	return true
}

// same reports whether two cells that meet at a page end are one. An empty cell over
// several rows, set beside a filled one, was not left empty row by row; but it is no
// rest in a column that is filled row by row. One over a single row is the rest of a
// merged cell only in a column of merged cells that leaves no other empty.
func (m *merged) same(j *joining, above, below *document.Cell) bool {
	up, down := grid.IsBlank(above.Text), grid.IsBlank(below.Text)
	last := m.last
	if up == down {
		return false
	}
	end := last.Rows
	if !last.HoldsData(end-above.RowSpan, end) || !j.HoldsData(j.row, j.row+below.RowSpan) {
		return false // a header, a line of notes
	}
	if last.Confidence < 1 || j.Confidence < 1 {
		// Edges that were inferred: a blank that fills its column is no accident, nor is
		// one in a column that merges elsewhere.
		whole := below.Row+below.RowSpan >= j.Rows && above.RowSpan > 1
		return down && below.RowSpan > 1 && (whole || m.habit[below.Col] || j.habit[below.Col])
	}
	return m.agrees(j, above, below, up)
}

// agrees reports whether the columns above and below a page end are such that an empty
// cell in them, the upper one or the lower one, is the rest of a merged one.
func (m *merged) agrees(j *joining, above, below *document.Cell, up bool) bool {
	last, end := m.last, m.last.Rows
	col, next := below.Col, j.row
	merges := m.habit[col] || j.habit[col]
	switch {
	case up && above.RowSpan > 1:
		return merges || below.RowSpan > 1 || j.Alone(below)
	case !up && below.RowSpan > 1:
		return merges || above.RowSpan > 1 || last.Filled[col] <= 1
	}
	if up {
		end--
	} else {
		next++
	}
	return merges && last.Fills(col, m.lastOwn[col], end) && j.Fills(col, next, j.Rows)
}
