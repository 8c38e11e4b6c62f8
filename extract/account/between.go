package account

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// Structure moves what the reader saw and never makes it less. What a cell holds stands
// afterwards where it stood, or in a cell that was put together of several; or it is a
// copy, of its neighbour as converters without merged cells write them, or of a header
// row that a later part repeats. Anything else is lost, words as well as figures: with
// the head of a column the meaning of its figures is gone, and without a reason that was
// printed nobody may be told that there is none.

// cellKey is the place of a cell in its document.
type cellKey struct{ table, row, column int }

// handed is what structure handed on.
type handed struct {
	cells map[cellKey]stood
	made  strings.Builder    // the cells that hold more than stood in their place
	rows  map[string]cellKey // rows as they read from left to right, and where they stand first
	lines map[cellKey]line   // where the cells of a row, by its table and number, went
	logic []document.Block
}

// stood is what stands in a place.
type stood struct {
	text string
	wide bool // in a cell merged over columns
	tall int  // over how many rows
}

// line is a row of a logical table.
type line struct {
	table *document.Table
	row   int
}

// between finds the cells that did not reach the rooms of interpretation.
func (a *Account) between(logical []document.Block) {
	n := 0
	for i := range logical {
		if t := logical[i].Table; t != nil {
			n += len(t.Cells)
		}
	}
	h := &handed{cells: make(map[cellKey]stood, n), logic: logical}
	for i := range logical {
		if t := logical[i].Table; t != nil {
			for k := range t.Cells {
				c := &t.Cells[k]
				at := cellKey{c.At.Table, c.At.Row, c.At.Column}
				was := h.cells[at]
				h.cells[at] = stood{was.text + c.Text, was.wide || c.ColSpan > 1, max(was.tall, c.RowSpan)}
			}
		}
	}
	for _, t := range a.tables {
		a.handedOn(h, a.grids[t.index])
	}
}

// handedOn looks for the cells of one table.
func (a *Account) handedOn(h *handed, t *document.Table) {
	var gone []*document.Cell
	for k := range t.Cells {
		c := &t.Cells[k]
		if c.Text == "" || h.has(c) {
			continue
		}
		gone = append(gone, c)
	}
	if len(gone) == 0 {
		return
	}
	h.prepare(a)
	for _, c := range gone {
		if a.stopped() {
			return
		}
		if !h.copied(t, c) && !h.joined(c) && !h.beside(c) {
			a.missing[t.Index] = append(a.missing[t.Index], c)
		}
	}
}

// has reports that what stood in a cell still stands in its place.
func (h *handed) has(c *document.Cell) bool {
	s, ok := h.cells[cellKey{c.At.Table, c.At.Row, c.At.Column}]
	return ok && (s.text == c.Text || strings.Contains(cjk.Squeeze(s.text), cjk.Squeeze(c.Text)))
}

// prepare lists what only the few cells that moved are compared with.
func (h *handed) prepare(a *Account) {
	if h.rows != nil {
		return
	}
	h.rows, h.lines = map[string]cellKey{}, map[cellKey]line{}
	for i := range h.logic {
		t := h.logic[i].Table
		if t == nil {
			continue
		}
		for row := range t.Rows {
			text := rowText(t, row)
			if _, ok := h.rows[text]; !ok {
				h.rows[text] = placeOf(t, row)
			}
		}
		for k := range t.Cells {
			c := &t.Cells[k]
			h.lines[cellKey{table: c.At.Table, row: c.At.Row}] = line{t, c.Row}
			own := a.grids[c.At.Table]
			if own == nil || cjk.Squeeze(own.Text(c.At.Row-1, c.At.Column-1)) != cjk.Squeeze(c.Text) {
				h.made.WriteString(cjk.Squeeze(c.Text) + "\n")
			}
		}
	}
	h.printed(a.tables, a.grids)
}

// printed lists the rows as the reader saw them, which parts beside each other made longer.
func (h *handed) printed(tables []table, grids map[int]*document.Table) {
	for _, own := range tables {
		t := grids[own.index]
		for row := range t.Rows {
			text := rowText(t, row)
			at := placeOf(t, row)
			if first, ok := h.rows[text]; !ok || at.table < first.table {
				h.rows[text] = at
			}
		}
	}
}

// beside reports a cell that its row, of which the rest went on with the columns of an
// earlier part, prints once more.
func (h *handed) beside(c *document.Cell) bool {
	l, ok := h.lines[cellKey{table: c.At.Table, row: c.At.Row}]
	if !ok {
		return false
	}
	for col := range l.table.Cols {
		if o := l.table.Cell(l.row, col); o != nil && o.At.Table < c.At.Table && cjk.Squeeze(o.Text) == cjk.Squeeze(c.Text) {
			return true
		}
	}
	return false
}

// joined reports a cell whose text stands in one that was put together of several.
func (h *handed) joined(c *document.Cell) bool {
	return strings.Contains(h.made.String(), cjk.Squeeze(c.Text))
}

// copied reports a copy: of a cell before or above it that is merged over both now, or in a row
// that is one above it once more.
func (h *handed) copied(t *document.Table, c *document.Cell) bool {
	for col := c.Col - 1; col >= 0; col-- {
		b := t.Cell(c.Row, col)
		if b == nil || b.Text != c.Text {
			break
		}
		if h.cells[cellKey{b.At.Table, b.At.Row, b.At.Column}].wide {
			return true
		}
	}
	for row := c.Row - 1; row >= 0; row-- {
		b := t.Cell(row, c.Col)
		if b == nil || cjk.Squeeze(b.Text) != cjk.Squeeze(c.Text) {
			break
		}
		if h.cells[cellKey{b.At.Table, b.At.Row, b.At.Column}].tall > c.Row-row {
			return true
		}
	}
	first, ok := h.rows[rowText(t, c.Row)]
	earlier := first.table < c.At.Table || first.table == c.At.Table && first.row < c.At.Row
	return ok && earlier && !h.reaches(t, c.Row)
}

// reaches reports a row of which something still stands in its place.
func (h *handed) reaches(t *document.Table, row int) bool {
	for col := range t.Cols {
		if o := t.Cell(row, col); o != nil && o.Row == row && o.Text != "" && h.has(o) {
			return true
		}
	}
	return false
}

// rowText is a row as one reads it.
func rowText(t *document.Table, row int) string {
	var b strings.Builder
	var last *document.Cell
	for col := range t.Cols {
		if c := t.Cell(row, col); c != nil && c != last {
			b.WriteString(cjk.Squeeze(c.Text) + "\t")
			last = c
		}
	}
	return b.String()
}

// columnGone reports that of a column all is lost that stood in it.
func columnGone(t *document.Table, gone []*document.Cell, col int) bool {
	lost := 0
	for _, c := range gone {
		if c.Col == col && c.ColSpan <= 1 {
			lost++
		}
	}
	for k := range t.Cells {
		if c := &t.Cells[k]; c.Col == col && c.ColSpan <= 1 && c.Text != "" {
			lost--
		}
	}
	return lost == 0
}

// placeOf is where a row was printed.
func placeOf(t *document.Table, row int) cellKey {
	for col := range t.Cols {
		if c := t.Cell(row, col); c != nil {
			return cellKey{table: c.At.Table, row: c.At.Row}
		}
	}
	return cellKey{}
}
