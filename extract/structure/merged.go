package structure

import (
	"selfeval/extract/document"
	"selfeval/report"
)

// merged puts cells merged over rows together again where a page end cut them: the
// text stands in one part, and the other is an empty cell of the same column.
type merged struct {
	last    *part  // the part joined last
	lastOwn []int  // by column, its row below what is the rest of a cell above it
	reach   []int  // by column, the cell of the table that goes down to its last row, counted from 1
	habit   []bool // by column, whether it has filled cells over several rows

	count int
	at    report.Location // where the first of them goes on
}

// joining is a part whose cells are being joined to a table.
type joining struct {
	*part
	row   int   // its first row that counts
	own   []int // as lastOwn
	habit []bool
}

// join starts the joining of a part to the table.
func (m *merged) join(w *whole, p *part, row int) *joining {
	m.start(w)
	return &joining{p, row, make([]int, w.Cols), p.merging(w.Cols)}
}

// start looks at the table's first part.
func (m *merged) start(w *whole) {
	if m.last == nil {
		first := w.first()
		m.last, m.lastOwn, m.reach, m.habit = first, make([]int, w.Cols), make([]int, w.Cols), first.merging(w.Cols)
		m.reaches(w, 0)
	}
}

// joined ends it: the part's cells are those of the table from the given one on.
func (m *merged) joined(w *whole, j *joining, from int) {
	m.last, m.lastOwn = j.part, j.own
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
	if isBlank(above.Text) {
		above.Text, above.At = c.Text, c.At
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
	up, down := isBlank(above.Text), isBlank(below.Text)
	last := m.last
	if up == down {
		return false
	}
	end := last.Rows
	if !last.holdsData(end-above.RowSpan, end) || !j.holdsData(j.row, j.row+below.RowSpan) {
		return false // a header, a line of notes
	}
	if last.Confidence < 1 || j.Confidence < 1 {
		// Edges that were inferred: a blank that fills its column is no accident.
		return down && below.RowSpan > 1 && below.Row+below.RowSpan >= j.Rows && above.RowSpan > 1
	}
	col, next := below.Col, j.row
	merges := m.habit[col] || j.habit[col]
	if up && above.RowSpan > 1 {
		return merges || below.RowSpan > 1 || j.alone(below)
	}
	if down && below.RowSpan > 1 {
		return merges || above.RowSpan > 1 || last.filled[col] <= 1
	}
	if up {
		end--
	} else {
		next++
	}
	return merges && last.fills(col, m.lastOwn[col], end) && j.fills(col, next, j.Rows)
}

// alone reports whether a cell of the part is the only one of its column that is
// filled in rows of data.
func (p *part) alone(cell *document.Cell) bool {
	n := p.filled[cell.Col]
	if !isBlank(cell.Text) && n > 0 {
		n--
	}
	return n == 0
}

// merging tells the columns that have a filled cell over several rows of data.
func (p *part) merging(cols int) []bool {
	out := make([]bool, max(cols, p.Cols))
	for i := range p.Cells {
		if c := &p.Cells[i]; c.RowSpan > 1 && !isBlank(c.Text) && p.holdsData(c.Row, c.Row+c.RowSpan) {
			out[c.Col] = true
		}
	}
	return out
}

// fills reports whether no cell of a column is empty in the rows from ≤ row < to that
// hold data.
func (p *part) fills(col, from, to int) bool {
	for r := max(from, 0); r < to; r++ {
		if c := p.Cell(r, col); (c == nil || isBlank(c.Text)) && p.holdsData(r, r+1) {
			return false
		}
	}
	return true
}
