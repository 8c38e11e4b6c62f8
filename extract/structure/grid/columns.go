package grid

import (
	"selfeval/extract/document"
)

// Column is what stands in a column of the body.
type Column struct {
	Count [kinds]int
	Head  string // squeezed text of the header over it
}

// Add adds what is known of the column from elsewhere.
func (c *Column) Add(o Column) {
	for k := range c.Count {
		c.Count[k] += o.Count[k]
	}
}

func (c *Column) figures() int {
	return c.Count[Integer] + c.Count[Figure] + c.Count[Share]
}

// Text counts its cells of words.
func (c *Column) Text() int { return c.Count[Words] + c.Count[Body] + c.Count[Prose] }

// Nothing reports a column in which nothing stands, stated or not.
func (c *Column) Nothing() bool { return c.figures()+c.Text()+c.Count[Unstated] == 0 }

// Mostly tells what the column is made of: three quarters of what is stated.
func (c *Column) Mostly() Content {
	f, t := c.figures(), c.Text()
	switch {
	case f+t == 0:
		return Blank
	case f*4 >= (f+t)*3:
		if c.Count[Share]*2 > f {
			return Share
		}
		if c.Count[Integer]*4 >= f*3 {
			return Integer
		}
		return Figure
	case t*4 >= (f+t)*3:
		if c.Count[Body]*4 >= t*3 {
			return Body
		}
		if c.Count[Prose]*2 > t {
			return Prose
		}
		return Words
	}
	return Unstated // mixed
}

// Contradicts reports two columns of which one holds figures and the other words.
func (c *Column) Contradicts(o *Column) bool {
	a, b := c.Mostly(), o.Mostly()
	return a.Figures() && b.Text() || a.Text() && b.Figures()
}

// Profiles tells what stands in the columns in the rows from ≤ row < to, as far as
// cells over several columns do not blur it. Totals and titles say nothing, nor do rows
// with fewer cells than places, where any other row is left; else the columns are ragged,
// and no figure need stand under its head.
func (see *Sight) Profiles(t *document.Table, from, to int) (cols []Column, ragged bool) {
	out := make([]Column, t.Cols)
	skip := make([]bool, t.Rows)
	var short []int
	full := false
	for r := max(from, 0); r < min(to, t.Rows); r++ {
		_, total := see.TotalRow(t, r)
		switch skip[r] = total || Across(t, r) != nil || see.NumberRow(t, r); {
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
		out[c.Col].Count[see.KindOf(c.Text)]++
	}
	return out, ragged
}
