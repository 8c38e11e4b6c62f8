package paper

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/report"
)

// merged puts cells merged over rows together again where a page end cut them: the text
// stands in one part, and the other is an empty cell of the same column.
type merged struct {
	last    *document.Table // the part read last
	lastOwn []int           // by column, its row below what is the rest of a cell above it
	reach   []int           // by column, the cell of the table that goes down to its last row, counted from 1
	habit   []bool          // by column, whether it has filled cells over several rows

	count int             // cells that were put together
	at    report.Location // where the first of them goes on
}

// joining is a part whose cells are being joined to a table.
type joining struct {
	*document.Table
	row   int   // its first row that counts
	own   []int // as lastOwn
	habit []bool
}

// join starts the joining of a part to the table.
func (m *merged) join(t *Table, part *document.Table, row int) *joining {
	if m.last == nil {
		m.last, m.lastOwn, m.reach, m.habit = t.Head, make([]int, t.Cols), make([]int, t.Cols), merging(t.Head)
		m.reaches(t, 0)
	}
	return &joining{part, row, make([]int, t.Cols), merging(part)}
}

// joined ends it: the part's cells are those of the table from the given one on.
func (m *merged) joined(t *Table, p *joining, from int) {
	m.last, m.lastOwn = p.Table, p.own
	for c := range m.habit {
		m.habit[c] = m.habit[c] || p.habit[c]
	}
	m.reaches(t, from)
}

func (m *merged) reaches(t *Table, from int) {
	for i := from; i < len(t.Cells); i++ {
		if c := &t.Cells[i]; c.Row+c.RowSpan == t.Rows {
			m.reach[c.Col] = i + 1
		}
	}
}

// rest takes a cell at the top of a part for the rest of the one above the page end,
// where it is or known to be, and makes both one.
func (m *merged) rest(t *Table, p *joining, c *document.Cell, known bool) bool {
	i := m.reach[c.Col] - 1
	if i < 0 {
		return false
	}
	above := &t.Cells[i]
	if above.Row+above.RowSpan != t.Rows || above.ColSpan != c.ColSpan || !known && !m.same(p, above, c) {
		return false
	}
	above.RowSpan += c.RowSpan
	p.own[c.Col], p.habit[c.Col] = p.row+c.RowSpan, true
	if blankText(above.Text) {
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
func (m *merged) same(p *joining, above, below *document.Cell) bool {
	up, down := blankText(above.Text), blankText(below.Text)
	if up == down || m.last.Confidence < 1 || p.Confidence < 1 {
		return false
	}
	end := m.last.Rows
	if !holdsData(m.last, end-above.RowSpan, end) || !holdsData(p.Table, p.row, p.row+below.RowSpan) {
		return false // a header, a line of notes
	}
	col, next := below.Col, p.row
	merges := m.habit[col] || p.habit[col]
	if up && above.RowSpan > 1 {
		return merges || below.RowSpan > 1 || alone(p.Table, col, below)
	}
	if down && below.RowSpan > 1 {
		return merges || above.RowSpan > 1 || alone(m.last, col, above)
	}
	if up {
		end--
	} else {
		next++
	}
	return merges && filled(m.last, col, m.lastOwn[col], end) && filled(p.Table, col, next, p.Rows)
}

// alone reports whether a cell is the only one of its column that is filled in rows of
// data. The one given is of another grid: it is known by its place.
func alone(t *document.Table, col int, cell *document.Cell) bool {
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Col == col && c.At != cell.At && !blankText(c.Text) && holdsData(t, c.Row, c.Row+c.RowSpan) {
			return false
		}
	}
	return true
}

// merging tells the columns that have a filled cell over several rows of data.
func merging(t *document.Table) []bool {
	out := make([]bool, t.Cols)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.RowSpan > 1 && !blankText(c.Text) && holdsData(t, c.Row, c.Row+c.RowSpan) {
			out[c.Col] = true
		}
	}
	return out
}

// holdsData reports whether one of the rows from ≤ row < to holds data.
func holdsData(t *document.Table, from, to int) bool {
	for r := max(from, 0); r < min(to, t.Rows); r++ {
		if DataRow(t, r) {
			return true
		}
	}
	return false
}

// filled reports whether no cell of a column is empty in the rows from ≤ row < to that
// hold data.
func filled(t *document.Table, col, from, to int) bool {
	for r := from; r < to; r++ {
		if c := t.Cell(r, col); (c == nil || blankText(c.Text)) && DataRow(t, r) {
			return false
		}
	}
	return true
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }
