package columns

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
)

// Stack is the header cells over one column, the top one first.
type Stack []string

// Joined is what the cells say one after the other.
func (s Stack) Joined() string { return strings.Join(s, "") }

// Last is the lowest cell, "" where there is none.
func (s Stack) Last() string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// Stacks collects the header cells over each column from the rows given. Rows
// that one cell fills are titles and say nothing of columns, but one in a column of its
// own is a level of that. A cell left empty
// beside a filled one belongs to it where both have cells below: pipe tables
// print a merged header cell that way. A cell that stands in the middle of empty ones
// was set over all of them.
func Stacks(t *document.Table, rows []int) []Stack {
	text := make(levels, 0, len(rows))
	for _, r := range rows {
		if c := paper.Across(t, r); c != nil && t.Cols > 1 && (c.Col == 0 || c.ColSpan > 1 || r == rows[0]) {
			continue
		}
		level := make([]string, t.Cols)
		for c := range t.Cols {
			if cell := t.Cell(r, c); cell != nil && (cell.Row == r || r == rows[0]) {
				level[c] = cell.Text
			}
		}
		text = append(text, level)
	}
	text.center()
	out := make([]Stack, t.Cols)
	for i := range text {
		text.stack(out, i)
	}
	return out
}

// levels are the texts of a header's rows by column.
type levels [][]string

// below reports whether a column has a cell under a level.
func (l levels) below(level, c int) bool {
	for _, row := range l[level+1:] {
		if row[c] != "" {
			return true
		}
	}
	return false
}

// stack puts the cells of a level onto the columns below them.
func (l levels) stack(out []Stack, i int) {
	over := ""
	for c, text := range l[i] {
		switch {
		case text != "":
			over = ""
			if l.below(i, c) {
				over = text
			}
			out[c] = append(out[c], text)
		case over != "" && l.below(i, c):
			out[c] = append(out[c], over)
		default:
			over = ""
		}
	}
}

// center spreads cells that stand over the middle of their columns, as where no lines
// part the columns: in a stretch that the lowest level fills, the first column has no
// cell at a level that others have.
func (l levels) center() {
	if len(l) < 2 {
		return
	}
	lowest := l[len(l)-1]
	for from := 0; from < len(lowest); from++ {
		if lowest[from] == "" {
			continue
		}
		to := from
		for to < len(lowest) && lowest[to] != "" {
			to++
		}
		for i := len(l) - 2; i >= 0; i-- {
			if l[i][from] == "" && to-from > 2 {
				spread(l[i], lowest, from, to)
			}
		}
		from = to
	}
}

// spread puts the heads of a level over the stretch from ≤ c < to: as many columns each
// where the labels below say the same again and again, else all where there is but one.
func spread(level, lowest []string, from, to int) {
	type head struct {
		text        string
		first, last int
	}
	var heads []head
	for c := from; c < to; c++ {
		if level[c] == "" {
			continue
		}
		if n := len(heads); n > 0 && heads[n-1].text == level[c] && heads[n-1].last == c-1 {
			heads[n-1].last = c
			continue
		}
		heads = append(heads, head{level[c], c, c})
	}
	if len(heads) == 0 || (to-from)%len(heads) != 0 {
		return
	}
	width := (to - from) / len(heads)
	for c := from + width; c < to; c++ {
		if lowest[c] != lowest[c-width] {
			return
		}
	}
	for i, h := range heads {
		if h.first < from+i*width || h.last >= from+(i+1)*width {
			return
		}
	}
	for i, h := range heads {
		for c := from + i*width; c < from+(i+1)*width; c++ {
			level[c] = h.text
		}
	}
}
