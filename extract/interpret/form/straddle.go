package form

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/rows"
)

// Two tables that stand one above the other on a page without a gap come as one,
// with the columns of both. A row of the lower one then has cells that lie under
// parts of several heads, and reading by column would mix them.

// fieldAt is the field whose column this is, "" where none or a level's, which may
// be merged with others.
func (it *indicatorTable) fieldAt(col int) string {
	for field, cols := range it.cols {
		switch field {
		case "level1", "level2", "head":
			continue
		}
		for _, c := range cols {
			if c == col {
				return field
			}
		}
	}
	return ""
}

// straddles reports whether a filled cell of the row begins or ends in the middle
// of a field's columns and reaches into another's.
func (it *indicatorTable) straddles(l *rows.Line) bool {
	for _, c := range l.Cells {
		if c.ColSpan < 2 {
			continue
		}
		end := c.Col + c.ColSpan
		first, last := it.fieldAt(c.Col), it.fieldAt(end-1)
		if first == last {
			continue
		}
		if last != "" && end < l.T.Cols && it.fieldAt(end) == last || first != "" && c.Col > 0 && it.fieldAt(c.Col-1) == first {
			return true
		}
	}
	return false
}

// inOrder gives the tree with the row's own cells as columns, the first under the
// first head and so on; nil where they are not as many as the heads.
func (it *indicatorTable) inOrder(l *rows.Line) *indicatorTable {
	cells := rows.Cells(l.T, l.Row)
	if len(it.heads) == 0 || len(cells) != len(it.heads) {
		return nil
	}
	out := *it
	out.cols, out.printed = map[string][]int{}, rows.Heads{}
	for i, c := range cells {
		out.printed[c.Col] = it.headNames[i]
		if f := it.heads[i]; f != "" {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				out.cols[f] = append(out.cols[f], col)
			}
		}
	}
	return &out
}

// headFields names the field of every cell of the header row.
func (it *indicatorTable) headFields(t *document.Table, row int) (fields, names []string) {
	cells := rows.Cells(t, row)
	fields, names = make([]string, len(cells)), make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.TrimSpace(c.Text)
		for field, cols := range it.cols {
			for _, col := range cols {
				if col == c.Col && (field != "head" || fields[i] == "") {
					fields[i] = field
				}
			}
		}
	}
	return fields, names
}
