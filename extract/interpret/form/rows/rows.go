// Package rows lays the tables of forms out as lines of filled cells, and reads what a
// line holds under a head: texts, figures, what is left over.
package rows

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Line is a row of a form's table, or a short paragraph between tables.
type Line struct {
	Block int
	T     *document.Table // nil for a paragraph
	Row   int             // 0-based row of T
	Cells []Cell          // the filled cells that start in the row
	Text  string          // of a paragraph
	Seam  bool            // first row of a part that a page break cut
	At    report.Location
}

// Cell is a filled cell with its text as labels are compared.
type Cell struct {
	*document.Cell
	Key string // squeezed, colon at the end cut
}

// Key brings a text to the form in which labels are compared.
func Key(s string) string { return strings.TrimRight(cjk.Squeeze(s), ":") }

// Of gives the rows of a table.
func Of(block int, t *document.Table) []Line {
	lines := make([]Line, t.Rows)
	for r := range lines {
		lines[r] = Line{Block: block, T: t, Row: r, At: report.Location{Table: t.Index, Row: r + 1, Page: t.At.Page, Line: t.At.Line}}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row >= len(lines) || c.Col >= t.Cols {
			continue
		}
		l := &lines[c.Row]
		if len(l.Cells) == 0 && !c.At.IsZero() {
			l.At = c.At
			l.At.Column = 0
		}
		if strings.TrimSpace(c.Text) != "" {
			l.Cells = append(l.Cells, Cell{c, Key(c.Text)})
		}
	}
	return lines
}

// Alone returns the one text of a line: its only cell, or the same text repeated
// by a converter for every column of a merged cell.
func (l *Line) Alone() (Cell, bool) {
	if len(l.Cells) == 0 {
		return Cell{}, false
	}
	for _, c := range l.Cells[1:] {
		if c.Key != l.Cells[0].Key {
			return Cell{}, false
		}
	}
	return l.Cells[0], true
}

// SameAsAbove reports whether a cell's text is that of the cell above: a merged cell
// of which a converter made several.
func SameAsAbove(l *Line, c Cell) bool {
	above := l.T.Cell(l.Row-1, c.Col)
	return l.Row > 0 && above != nil && Key(above.Text) == c.Key
}

// Under is the columns under a header cell: its own and the blank ones after
// it, which a lost merge leaves.
func Under(l *Line, c Cell) (from, to int) {
	to = c.Col + c.ColSpan
	for to < l.T.Cols {
		next := l.T.Cell(l.Row, to)
		if next != nil && (next.Row != l.Row || strings.TrimSpace(next.Text) != "" && Key(next.Text) != c.Key) {
			break
		}
		to++
	}
	return c.Col, to
}

// FigureIn is the figure that a line holds in some columns, or the dash in its
// place; "" where they hold several, for nothing says which is meant. words says
// that they hold words.
func FigureIn(l *Line, cols []int) (text string, at *document.Cell, words bool) {
	for _, col := range cols {
		c := l.T.Cell(l.Row, col)
		if c == nil || c == at || c.Row != l.Row || strings.TrimSpace(c.Text) == "" {
			continue
		}
		switch {
		case paper.Numeric(c.Text):
			if at != nil && paper.Numeric(text) && c.Text != text {
				return "", nil, words
			}
			text, at = c.Text, c
		case printed.Unstated(c.Text):
			if at == nil {
				text, at = c.Text, c
			}
		case lexicon.UnitNamed(c.Text) == "" && Letters(c.Text) > 2:
			words = true // 未安排, or the row's name, but not 约5万元
		}
	}
	return text, at, words
}

// Letters counts a text's Letters other than those of money.
func Letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) && !printed.IsAmountSign(r) {
			n++
		}
	}
	return n
}

// TextIn joins the texts that a line holds in some columns; above says whether a
// cell that reaches down from an earlier row, but not from the header, counts.
func TextIn(l *Line, cols []int, above int) (string, *document.Cell) {
	var text string
	var first, last *document.Cell
	for _, col := range cols {
		c := l.T.Cell(l.Row, col)
		if c == nil || c == last || strings.TrimSpace(c.Text) == "" || c.Row != l.Row && (above < 0 || c.Row < above) {
			continue
		}
		if last != nil && c.Text == last.Text {
			continue
		}
		text = cjk.Join(text, c.Text)
		last = c
		if first == nil {
			first = c
		}
	}
	return text, first
}

// Heads are the printed names of a table's columns.
type Heads map[int]string

// Add takes in a row of heads; a second row's stand under the first's: 预算金额/财政拨款.
func (h Heads) Add(l *Line) {
	above := ""
	second := len(h) > 0
	for col := range l.T.Cols {
		if h[col] != "" {
			above = h[col]
		}
		c := l.T.Cell(l.Row, col)
		if c == nil {
			continue
		}
		name := strings.TrimSpace(c.Text)
		switch {
		case name == "", h[col] == name, strings.HasSuffix(h[col], "/"+name):
		case second && above != "": // a lost merge leaves blanks beside the head above
			h[col] = above + "/" + name
		default:
			h[col] = name
		}
	}
}

// Rest lists the cells of a row from a column on that stand under no head with a field.
// A merged cell that a converter repeated under its head counts once.
func (l *Line) Rest(from int, over Heads, taken func(col int) bool) (out []*document.Cell) {
	for _, c := range l.Cells {
		if c.Col < from || over.Repeats(l, c) {
			continue
		}
		free := true
		for col := c.Col; col < c.Col+c.ColSpan; col++ {
			free = free && !taken(col)
		}
		if free {
			out = append(out, c.Cell)
		}
	}
	return out
}

// Repeats reports whether a cell says what the one on its left does, under the same
// head: a merged cell of which a converter made several.
func (h Heads) Repeats(l *Line, c Cell) bool {
	left := l.T.Cell(l.Row, c.Col-1)
	return c.Col > 0 && left != nil && left.Row == l.Row && left.Text == c.Text && h[c.Col] == h[c.Col-1]
}

// ValueAt is the figure of a cell.
func ValueAt(l *Line, row, col int) (decimal.Decimal, bool) {
	c := l.T.Cell(row, col)
	if c == nil {
		return decimal.Zero, false
	}
	t := printed.Parse(c.Text)
	if !t.Numeric() {
		return decimal.Zero, false
	}
	return t.Value(), t.Known()
}

// FiguresBelow reports whether the first text below a head is a figure, or the
// dash in its place.
func FiguresBelow(l *Line, head Cell) bool {
	for row := head.Row + head.RowSpan; row < l.T.Rows; row++ {
		if c := l.T.Cell(row, head.Col); c != nil && strings.TrimSpace(c.Text) != "" {
			return paper.Numeric(c.Text) || printed.Unstated(c.Text)
		}
	}
	return false
}

// Cells lists the cells that a row is made of, from left to right, those that
// reach down from above with them.
func Cells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for col := 0; col < t.Cols; col++ {
		if c := t.Cell(row, col); c != nil && (len(out) == 0 || out[len(out)-1] != c) {
			out = append(out, c)
		}
	}
	return out
}

func Columns(c *document.Cell) []int {
	cols := make([]int, c.ColSpan)
	for i := range cols {
		cols[i] = c.Col + i
	}
	return cols
}

// Title reports whether a line is the title of a form.
func (l *Line) Title() (string, bool) {
	text := l.Text
	if l.T != nil {
		c, ok := l.Alone()
		if !ok {
			return "", false
		}
		text = c.Text
	}
	return text, lexicon.IsFormTitle(text)
}

// Figures reports whether a line holds a figure, or the dash in the place of one.
func (l *Line) Figures() bool {
	for _, c := range l.Cells {
		if paper.Numeric(c.Text) || printed.Unstated(c.Text) {
			return true
		}
	}
	return false
}

// Other makes what a cell holds an Other: an amount of money where unit says so and the
// cell is a figure that is no share.
func Other(name string, c *document.Cell, unit string, money bool) (report.Other, bool) {
	text := strings.TrimSpace(c.Text)
	o := report.Other{Name: strings.TrimRight(strings.TrimSpace(name), ":："), At: c.At}
	switch {
	case text == "" || printed.Unstated(text):
		return o, false
	case money && paper.Numeric(text) && !strings.ContainsAny(text, "%％‰"):
		o.Amount = &report.Amount{Raw: text, Unit: unit, At: c.At}
	default:
		o.Text = text
	}
	return o, true
}

// PassedOver reports that no form can be seen in cells: none may be a label or hold
// one before a colon, and no two may be heads of columns.
func PassedOver(signs *lexicon.FormSigns, cells []Cell) bool {
	heads := 0
	for i := range cells {
		key := cells[i].Key
		if signs.Label(key) {
			return false
		}
		if signs.Head(key) {
			if heads++; heads == 2 {
				return false
			}
		}
	}
	return true
}
