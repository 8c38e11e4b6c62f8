package money

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/printed"
)

// This file turns money that is set out by rows, 年初预算, 预算调整数 and 执行数 one below
// the other, so that it is read as any other.

// Turned is such a part of a table, turned: its first row holds what were the names of
// the rows, every other the figures of one column.
type Turned struct {
	*document.Table
	End int // the first row below, in the table as printed
	// Apart are the figures under heads of points: 得分 beside the amounts.
	Apart map[string]*document.Cell
}

// mostTurned is how many rows such a part has at most.
const mostTurned = 10

// Turn turns the part that begins in a line, nil where none does.
func Turn(l *rows.Line, tl labels.Teller) *Turned {
	var names []rows.Cell
	told, figures := map[string]bool{}, map[int]bool{}
	end := l.Row
	for ; end < l.T.Rows && len(names) < mostTurned; end++ {
		name, cols, ok := moneyRow(l, end, tl)
		if !ok {
			break
		}
		for _, r := range tl.Money(name.Key) {
			told[r.Field] = true
		}
		for _, c := range cols {
			figures[c] = true
		}
		names = append(names, name)
	}
	if len(names) < 2 || !told["executed"] || !told["budget"] && !told["initial"] {
		return nil
	}
	cols := make([]int, 0, len(figures))
	for c := range figures {
		cols = append(cols, c)
	}
	slices.Sort(cols)
	return turn(l, tl, names, cols, end)
}

// moneyRow reads a row of a name of money and nothing but figures, or texts of no known
// words, beside it.
func moneyRow(l *rows.Line, row int, tl labels.Teller) (name rows.Cell, figures []int, ok bool) {
	for _, c := range rows.Cells(l.T, row) {
		switch figure := paper.Numeric(c.Text) || printed.Unstated(c.Text); {
		case c.Row != row || c.Text == "":
		case figure && name.Cell == nil:
			return name, nil, false
		case figure:
			figures = append(figures, c.Col)
		case len(figures) == 0:
			name = rows.Cell{Cell: c, Key: rows.Key(c.Text)}
		case ofMoney(c.Text, tl) || tl.IsLabel(rows.Key(c.Text)):
			return name, nil, false // a second label with its value
		}
	}
	return name, figures, len(figures) > 0 && ofMoney(name.Text, tl)
}

// ofMoney reports whether a text names a field of the money table.
func ofMoney(text string, tl labels.Teller) bool {
	rs := tl.Money(rows.Key(text))
	return len(rs) > 0 && rs[0].Field != "other"
}

// turn lays the turned table out.
func turn(l *rows.Line, tl labels.Teller, names []rows.Cell, cols []int, end int) *Turned {
	t := &Turned{Table: &document.Table{Index: l.T.Index, At: l.T.At, Confidence: l.T.Confidence}, End: end, Apart: map[string]*document.Cell{}}
	for i, n := range names {
		t.put(n.Cell, 0, i+1)
	}
	row := 1
	for _, col := range cols {
		head := l.T.Cell(l.Row-1, col)
		if head != nil && (head.Row != l.Row-1 || paper.Numeric(head.Text)) {
			head = nil
		}
		if field := points(head, tl); field != "" {
			t.apart(l, field, col)
			continue
		}
		if head != nil && len(tl.Money(rows.Key(head.Text))) == 0 {
			t.put(head, row, 0)
		}
		for i, n := range names {
			if c := l.T.Cell(n.Row, col); c != nil && c.Row == n.Row && c.Col == col {
				t.put(c, row, i+1)
			}
		}
		row++
	}
	t.Seal()
	return t
}

// put copies a cell to a place of the turned table.
func (t *Turned) put(c *document.Cell, row, col int) {
	own := *c
	own.Row, own.Col, own.RowSpan, own.ColSpan = row, col, 1, 1
	t.Cells = append(t.Cells, own)
}

// apart keeps the first figure under a head of points.
func (t *Turned) apart(l *rows.Line, field string, col int) {
	for r := l.Row; r < t.End; r++ {
		if c := l.T.Cell(r, col); c != nil && paper.Numeric(c.Text) && t.Apart[field] == nil {
			t.Apart[field] = c
		}
	}
}

// points is the field of a head of weights or scores.
func points(head *document.Cell, tl labels.Teller) string {
	if head == nil {
		return ""
	}
	if rs := tl.Money(rows.Key(head.Text)); len(rs) > 0 && (rs[0].Field == "score" || rs[0].Field == "weight") {
		return rs[0].Field
	}
	return ""
}
