package rows

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"slices"
	"strings"
)

// OfParts lists the rows of a table, and tells where its parts begin. Rows that a page end
// cut will be joined in a copy.
func OfParts(t *paper.Table, several bool) []Line {
	own := t.Table
	if several || len(t.Logical.Seams) > 0 {
		whole := *t.Table
		whole.Cells = slices.Clone(t.Cells)
		whole.Seal()
		own = &whole
	}
	lines := Of(t.Block, own)
	for j := range lines {
		lines[j].Seam = j == 0 || t.Seam(j)
	}
	return lines
}

// Beside is the next filled cell to the right of a cell, nil where there is none.
func (l *Line) Beside(c Cell) *document.Cell {
	for col := c.Col + c.ColSpan; col < l.T.Cols; col++ {
		if v := l.T.Cell(l.Row, col); v != nil && strings.TrimSpace(v.Text) != "" {
			return v
		}
	}
	return nil
}
