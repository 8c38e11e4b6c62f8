package rows

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
)

// This file finds cells by where they stand.

// NextOther is the next filled cell behind one, nil where there is none.
func NextOther(l *Line, c Cell) *document.Cell {
	for col := c.Col + c.ColSpan; col < l.T.Cols; col++ {
		if v := l.T.Cell(l.Row, col); v != nil && strings.TrimSpace(v.Text) != "" && v.Text != c.Text {
			return v
		}
	}
	return nil
}

// ReachesDown reports whether a cell is merged with that below it, or a converter left
// that blank.
func ReachesDown(l *Line, c Cell) bool {
	below := l.T.Cell(l.Row+1, c.Col)
	return below != nil && (below.Row == l.Row || strings.TrimSpace(below.Text) == "")
}

func ColumnsUnder(l *Line, c Cell) []int {
	from, to := Under(l, c)
	cols := make([]int, 0, to-from)
	for col := from; col < to; col++ {
		cols = append(cols, col)
	}
	return cols
}

// RawRow joins the texts of a row that could not be told apart.
func RawRow(l *Line) string {
	var out []string
	for _, c := range l.Cells {
		out = append(out, strings.TrimSpace(c.Text))
	}
	return strings.Join(out, " ")
}

// ValueRight is the cell to the right of a label, "" where that is another label.
func ValueRight(l *Line, label Cell, isLabel func(key string) bool) (string, *document.Cell) {
	for col := label.Col + label.ColSpan; col < l.T.Cols; col++ {
		c := l.T.Cell(l.Row, col)
		if c == nil || c.Row != l.Row || strings.TrimSpace(c.Text) == "" || c.Text == label.Text {
			continue // a merged cell's rest, or its text repeated
		}
		if isLabel(Key(c.Text)) {
			break
		}
		return c.Text, c
	}
	return "", nil
}

// Distinct lists the cells of a line without those that repeat the one before them.
func (l *Line) Distinct() (out []Cell) {
	for _, c := range l.Cells {
		if len(out) == 0 || c.Text != out[len(out)-1].Text {
			out = append(out, c)
		}
	}
	return out
}

// RepeatsName reports a row that is named before each of its figures:
// 自治区 | 200 | 自治区 | 190.
func (l *Line) RepeatsName() bool {
	figures := 0
	for i, c := range l.Cells {
		switch {
		case i%2 == 1 && paper.Numeric(c.Text):
			figures++
		case i%2 == 1 || c.Key != l.Cells[0].Key:
			return false
		}
	}
	return figures > 1
}
