package form

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/rows"
)

// valueRight is the cell to the right of a label, "" where that is another label.
func (rd *room) valueRight(l *rows.Line, label rows.Cell) (string, *document.Cell) {
	for col := label.Col + label.ColSpan; col < l.T.Cols; col++ {
		c := l.T.Cell(l.Row, col)
		if c == nil || c.Row != l.Row || strings.TrimSpace(c.Text) == "" || c.Text == label.Text {
			continue // a merged cell's rest, or its text repeated
		}
		if rd.IsLabel(rows.Key(c.Text)) {
			break
		}
		return c.Text, c
	}
	return "", nil
}
