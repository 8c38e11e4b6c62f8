package money

import (
	"strings"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/printed"
)

// This file reads heads that say more by the heads above and below them.

// WithoutYear takes the year off a head: 2023年预算数.
func WithoutYear(key string) string {
	y, ok := printed.FindYear(key, false)
	if !ok {
		return key
	}
	return key[:y.Digits.Start] + key[y.End:]
}

// YearOf is the year of a head, its own or that of the head above it.
func YearOf(l *rows.Line, c rows.Cell) (year string, above bool) {
	if y := paper.HeaderYear(c.Text); y != "" {
		return y, false
	}
	if over := l.T.Cell(l.Row-1, c.Col); over != nil && over.Row+over.RowSpan == l.Row && WithoutYear(rows.Key(over.Text)) == "" {
		year = paper.HeaderYear(over.Text)
	}
	return year, year != ""
}

// Stack reads the columns of figures by both rows of heads.
func Stack(l *rows.Line, first int, over rows.Heads, tl labels.Teller) (hs []Head) {
	for col := first; col < l.T.Cols; col++ {
		c := l.T.Cell(l.Row, col)
		if c == nil || c.Col != col || strings.TrimSpace(c.Text) == "" {
			continue
		}
		h := Head{Cell: rows.Cell{Cell: c, Key: rows.Key(strings.ReplaceAll(over[col], "/", ""))}, From: col, To: col + c.ColSpan}
		if !tl.Words.Compose(c.Text).Has("source") {
			h.Readings = tl.Money(h.Key)
		}
		if len(h.Readings) > 0 && h.Readings[0].Field != "other" {
			h.Field = h.Readings[0].Field
		}
		hs = append(hs, h)
	}
	return hs
}

// HeadsBelow reports whether a second row of heads stands below a head, over figures.
func HeadsBelow(l *rows.Line, h *Head) bool {
	row := h.Row + h.RowSpan
	if h.To-h.From < 2 || row >= l.T.Rows {
		return false
	}
	n := 0
	for col := h.From; col < h.To; col++ {
		c := l.T.Cell(row, col)
		if c == nil || c.Row != row || !labels.Shaped(rows.Key(c.Text)) || c.ColSpan >= h.To-h.From {
			return false
		}
		if rows.FiguresBelow(l, rows.Cell{Cell: c}) {
			n++
		}
	}
	return n > 1
}
