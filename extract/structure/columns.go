package structure

import (
	"selfeval/extract/document"
)

// column is what stands in a column of the body.
type column struct {
	count [kinds]int
	head  string // squeezed text of the header over it
}

func (c *column) add(o column) {
	for k := range c.count {
		c.count[k] += o.count[k]
	}
}

func (c *column) figures() int {
	return c.count[integer] + c.count[figure] + c.count[share]
}

func (c *column) text() int { return c.count[words] + c.count[body] + c.count[prose] }

// nothing reports a column in which nothing stands, stated or not.
func (c *column) nothing() bool { return c.figures()+c.text()+c.count[unstated] == 0 }

// mostly tells what the column is made of: three quarters of what is stated.
func (c *column) mostly() kind {
	f, t := c.figures(), c.text()
	switch {
	case f+t == 0:
		return blank
	case f*4 >= (f+t)*3:
		if c.count[share]*2 > f {
			return share
		}
		if c.count[integer]*4 >= f*3 {
			return integer
		}
		return figure
	case t*4 >= (f+t)*3:
		if c.count[body]*4 >= t*3 {
			return body
		}
		if c.count[prose]*2 > t {
			return prose
		}
		return words
	}
	return unstated // mixed
}

// contradicts reports two columns of which one holds figures and the other words.
func (c *column) contradicts(o *column) bool {
	a, b := c.mostly(), o.mostly()
	return a.figures() && b.text() || a.text() && b.figures()
}

// profiles tells what stands in the columns in the rows from ≤ row < to, as far as
// cells over several columns do not blur it. Totals and titles say nothing, nor do rows
// with fewer cells than places, where any other row is left; else the columns are ragged,
// and no figure need stand under its head.
func profiles(t *document.Table, from, to int) (cols []column, ragged bool) {
	out := make([]column, t.Cols)
	skip := make([]bool, t.Rows)
	var short []int
	full := false
	for r := max(from, 0); r < min(to, t.Rows); r++ {
		_, total := totalRow(t, r)
		switch skip[r] = total || across(t, r) != nil || numberRow(t, r); {
		case skip[r]:
		case covered(t, r) < t.Cols:
			short = append(short, r)
		default:
			full = true
		}
	}
	for _, r := range short {
		skip[r] = full
	}
	ragged = len(short) > 0 && !full
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < from || c.Row >= to || c.Row >= t.Rows || c.ColSpan > 1 || skip[c.Row] {
			continue
		}
		out[c.Col].count[kindOf(c.Text)]++
	}
	return out, ragged
}

// sequence is how a column counts the rows.
type sequence struct {
	col         int // -1 where none does
	first, last int
	restarts    bool // it counts from 1 again within the table
	n           int
}

// sequenceIn finds the column, among the first three, that counts the rows from row
// from on. A single number counts only in the first column or under 序号.
func sequenceIn(t *document.Table, from int, heads []string) sequence {
	best := sequence{col: -1}
	for col := 0; col < min(3, t.Cols); col++ {
		s := countsIn(t, col, from)
		if s.n == 1 && col > 0 && !sequenceWords[heads[col]] {
			continue
		}
		if s.n > best.n {
			best = s
		}
	}
	return best
}

func countsIn(t *document.Table, col, from int) sequence {
	s := sequence{col: -1}
	steps, others, last := 0, 0, -1
	for r := from; r < t.Rows; r++ {
		c := t.Cell(r, col)
		if c == nil || c.Row != r || isBlank(c.Text) {
			continue
		}
		if _, total := totalRow(t, r); total || across(t, r) != nil {
			continue
		}
		n, ok := smallNumber(c.Text)
		if !ok {
			if !chineseNumeral(c.Text) {
				others++
			}
			continue
		}
		switch {
		case last < 0:
			s.first = n
		case n == last+1:
			steps++
		case n == 1:
			s.restarts = true
			steps++
		}
		last = n
		s.n++
	}
	if s.n == 0 || others*3 > s.n || s.n > 1 && steps*3 < (s.n-1)*2 {
		return sequence{col: -1}
	}
	s.col, s.last = col, last
	return s
}

// edges are the left and right ends of the columns in print; nil where they are not
// known.
type edges [][2]float64

// edgesOf finds where the columns stand.
func edgesOf(t *document.Table) edges {
	if t.Cols == 0 {
		return nil
	}
	out := make(edges, t.Cols)
	left, right := make([]bool, t.Cols), make([]bool, t.Cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		b := c.At.BBox
		last := c.Col + c.ColSpan - 1
		if b == nil || c.Col >= t.Cols || last >= t.Cols {
			return nil
		}
		if !left[c.Col] || b[0] < out[c.Col][0] {
			out[c.Col][0], left[c.Col] = b[0], true
		}
		if !right[last] || b[2] > out[last][1] {
			out[last][1], right[last] = b[2], true
		}
	}
	for c := range out {
		if !left[c] || !right[c] || out[c][1] <= out[c][0] {
			return nil
		}
	}
	return out
}

// under finds the column of e under which a stretch of print stands, -1 where it is
// none or several.
func (e edges) under(x0, x1 float64) int {
	for c := range e {
		shared := min(e[c][1], x1) - max(e[c][0], x0)
		if shared*10 >= (x1-x0)*6 {
			return c
		}
	}
	return -1
}
