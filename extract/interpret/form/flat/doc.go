// Package flat reads forms whose table was lost: a paragraph a cell, one long line of
// labels, heads and values, or such a line without a space in it. They are read by the
// known order of a form's parts, and only where one way of reading is left: what could
// be read in two ways is said to be unread, and no value is moved to fill a gap.
package flat

import (
	"selfeval/extract/document"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Form is a form that was found in text, laid out as the table that it was.
type Form struct {
	Table *document.Table // nil where none of it could be told apart
	Whole bool            // all of it could be
	Glued bool            // borders of its cells were told by what stands in them
	// From and To are the blocks that it was read from; To is not one of them.
	From, To int
}

// leastHeads is how many words of a form's own a line holds to be one.
const leastHeads = 4

// cell is a text of the form with its place.
type cell struct {
	text string
	at   report.Location
}

// lines are the rows of a form as they are found.
type lines struct {
	rows  [][]cell
	whole bool
}

func (l *lines) add(cells ...cell) { l.rows = append(l.rows, cells) }

// figures is how many of the cells hold figures.
func (l *lines) figures() (n int) {
	for _, row := range l.rows {
		for _, c := range row {
			if figure(c.text) {
				n++
			}
		}
	}
	return n
}

// leastRows is how many rows a form has at least.
const leastRows = 3

// table lays the rows out; a text that stands alone fills its row.
func (l *lines) table() *document.Table {
	if len(l.rows) < leastRows {
		return nil
	}
	t := &document.Table{Rows: len(l.rows), Confidence: 1}
	for _, row := range l.rows {
		t.Cols = max(t.Cols, len(row))
	}
	for r, row := range l.rows {
		for c, v := range row {
			cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: v.text, At: v.at}
			if len(row) == 1 && v.text != "" {
				cell.ColSpan = t.Cols
			}
			t.Cells = append(t.Cells, cell)
		}
	}
	t.Seal()
	return t
}

// shows reports whether a squeezed text holds the words of a form.
func shows(key string, words *lexicon.Vocabulary) bool {
	return count(key, words) >= leastHeads
}
