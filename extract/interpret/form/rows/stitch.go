package rows

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
)

// This file joins the lines of a row that a page break cut.

// Stitch joins heads and names that a page break cut in the middle of a row: 全年
// （调整）预 above the break, 算数 below it. cut tells that a line is the rest of the one
// before the break. Rows of the tree are the form reader's.
func Stitch(lines []Line, cut func(above, below *Line) bool) {
	last := -1
	for i := range lines {
		l := &lines[i]
		if l.T == nil && paper.Wordy(l.Text) {
			last = -1 // more than a page number stands between
		}
		if l.T == nil || len(l.Cells) == 0 {
			continue
		}
		if l.Seam && last >= 0 && cut(&lines[last], l) {
			take(&lines[last], l)
			continue
		}
		last = i
	}
}

// Over is the cell of a row above a break that a cell below it goes on with.
func Over(l, b *Line, c Cell) *document.Cell {
	col := c.Col + l.T.Cols - b.T.Cols
	if col < 0 || col >= l.T.Cols {
		return nil
	}
	return l.T.Cell(l.Row, col)
}

// take adds the texts of the row that goes on with a row to its cells.
func take(l, b *Line) {
	for _, c := range b.Cells {
		above := Over(l, b, c)
		if above != nil {
			above.Text = cjk.Join(above.Text, c.Text)
		}
		c.Text = ""
	}
	b.Cells = nil
	l.Cells = l.Cells[:0]
	for i := range l.T.Cells {
		if c := &l.T.Cells[i]; c.Row == l.Row && strings.TrimSpace(c.Text) != "" {
			l.Cells = append(l.Cells, Cell{c, Key(c.Text)})
		}
	}
}
