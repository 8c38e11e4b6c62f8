package convert

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// A converter that knows nothing of merged cells writes each row of a form from the
// left. Below a row of heads, a row with fewer cells lacks those merged above it, which
// stand at its left: its cells belong under the last heads. That is so where they agree
// with these, and not with the first ones.

// placeFormRows gives the short rows of a form their columns.
func (p *mender) placeFormRows() bool {
	if !p.Form || p.Cols < 3 || p.Cols > grid.MaxAligned {
		return false
	}
	count := make([]int, p.Rows)
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.RowSpan > 1 || c.ColSpan > 1 {
			return false // merged cells are known
		}
		count[c.Row]++
	}
	var moves []formMove
	for r := 0; r < p.Rows; {
		if !p.formHead(r, count[r]) {
			r++
			continue
		}
		end := r + 1
		for end < p.Rows && !p.formHead(end, count[end]) {
			end++
		}
		moves = append(moves, p.formSection(r, end, count)...)
		r = end
	}
	if len(moves) == 0 {
		return false
	}
	slices.SortFunc(moves, func(a, b formMove) int { return a.row - b.row })
	p.Change()
	for _, m := range moves {
		p.moveRight(m)
	}
	grid.SortCells(p.Cells)
	p.Seal()
	return true
}

// formMove moves the cells of a row to the right by so many columns, in a sum's row all
// but its label.
type formMove struct {
	row, by int
	sum     bool
	into    []int // of a sum: the columns of its cells behind the label, where they are not just moved
}

// formHead reports a row of heads: words alone, among them several of a form's labels or
// heads of figures.
func (p *mender) formHead(r, n int) bool {
	labels, figures, filled := 0, 0, 0
	for c := range n {
		cell := p.Cell(r, c)
		if cell == nil || cell.Row != r || grid.IsBlank(cell.Text) {
			continue
		}
		filled++
		key := strings.TrimRight(cjk.Squeeze(cell.Text), ":")
		if p.quantity(cell.Text) {
			return false
		}
		if p.See.IsFormLabel(before(key)) {
			labels++
		} else if p.See.HeadsFigures(key) {
			figures++
		}
	}
	return filled >= 3 && (labels >= 2 || figures >= 3)
}

// quantity reports a text that is a figure or begins as one: 30亩, ≥95%.
func (p *mender) quantity(s string) bool {
	return p.See.KindOf(s).Figures() || grid.StartsWithFigure(strings.TrimLeft(cjk.Squeeze(s), "≥≤><="))
}

// formSection finds the moves below a row of heads.
func (p *mender) formSection(head, end int, count []int) (moves []formMove) {
	var open []formMove // rows that agree with both
	sure := false
	for r := head + 1; r < end; r++ {
		n := count[r]
		m := formMove{row: r, by: count[head] - n}
		if n < 2 || m.by <= 0 {
			continue
		}
		first := cjk.Squeeze(p.Cell(r, 0).Text)
		m.sum = p.See.IsFormSum(first) || p.See.IsTotal(first)
		if m.sum {
			m.into = p.sumInto(head, r, n, count[head])
		}
		right, left := p.disagree(head, m, n), p.disagree(head, formMove{row: r}, n)
		switch {
		case right > 0:
		case left > 0:
			sure = true
			moves = append(moves, m)
		default:
			open = append(open, m)
		}
	}
	if sure {
		return append(moves, open...)
	}
	// 年度总体目标 | 预期目标 | 实际完成情况, and two texts below.
	if len(open) == 1 && open[0].row == head+1 && open[0].by == 1 && count[head] == 3 {
		return open
	}
	return nil
}

// disagree counts the cells of a row that do not agree with the heads they come under.
// A name in front agrees with any: a head over names may be called 年度预算数.
func (p *mender) disagree(head int, m formMove, n int) (wrong int) {
	for c := range n {
		cell := p.Cell(m.row, c)
		to := m.to(c)
		h := p.Cell(head, to)
		if cell == nil || h == nil || p.See.KindOf(cell.Text).Empty() || c == 0 && !p.quantity(cell.Text) {
			continue
		}
		if !p.agrees(cell.Text, cjk.Squeeze(h.Text)) {
			wrong++
		}
	}
	return wrong
}

// to is the column that a cell moves to.
func (m *formMove) to(c int) int {
	switch {
	case m.sum && c == 0:
		return 0
	case m.into != nil:
		return m.into[c]
	}
	return c + m.by
}

// sumInto gives the figures of a sum the columns of figures, one each, where there are as
// many; nil where it has another number of them, or blanks stand for all that it lacks.
func (p *mender) sumInto(head, row, n, width int) []int {
	var heads, figures []int
	for c := range width {
		if h := p.Cell(head, c); h != nil && p.See.HeadsFigures(cjk.Squeeze(h.Text)) {
			heads = append(heads, c)
		}
	}
	for c := 1; c < n; c++ {
		if p.See.KindOf(p.Cell(row, c).Text).Figures() {
			figures = append(figures, c)
		}
	}
	if len(figures) != len(heads) {
		return nil
	}
	into := make([]int, n)
	last := 0
	for c := 1; c < n; c++ {
		if len(figures) > 0 && figures[0] == c {
			last, figures, heads = heads[0], figures[1:], heads[1:]
		} else {
			last++
		}
		into[c] = last
	}
	return into
}

// agrees reports whether a text can stand under a head.
func (p *mender) agrees(text, head string) bool {
	k := p.See.KindOf(text)
	switch {
	case p.See.HeadsFigures(head):
		return k.Figures() && (k != grid.Share || p.See.HeadsShares(head))
	case p.See.HeadsWords(head):
		return !p.quantity(text)
	}
	return true
}

// moveRight moves a row's cells; the cells above go on over the columns that it lacks.
func (p *mender) moveRight(m formMove) {
	p.Deeds = append(p.Deeds, p.Deed(grid.RowPlaced, m.row, "这一行少 %d 格，是上方合并的格，各格归入后面的列", "the row lacks %d cells, merged above it, and its cells were placed under the last heads", m.by))
	at := p.Cell(m.row, 0).At
	at.Column = 0
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Row != m.row {
			continue
		}
		if m.sum && c.Col == 0 {
			c.ColSpan = max(m.to(1), 1)
			continue
		}
		c.Col = m.to(c.Col)
	}
	if m.sum {
		return
	}
	for col := range m.by {
		if above := p.cellOver(m.row, col); above != nil {
			above.RowSpan = m.row - above.Row + 1
		} else {
			p.Cells = append(p.Cells, document.Cell{Row: m.row, Col: col, RowSpan: 1, ColSpan: 1, At: at})
		}
	}
}

// cellOver is the cell that ends right above a place, as the cells now stand.
func (p *mender) cellOver(row, col int) *document.Cell {
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Col == col && c.ColSpan == 1 && c.Row < row && c.Row+c.RowSpan == row {
			return c
		}
	}
	return nil
}

// before is a label without what it has in brackets.
func before(key string) string {
	head, _, _ := strings.Cut(key, "(")
	return head
}
