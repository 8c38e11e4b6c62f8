package grid

import (
	"selfeval/extract/document"
)

// Sequence is how a column counts the rows.
type Sequence struct {
	Col         int // -1 where none does
	First, Last int
	Restarts    bool // it counts from 1 again within the table
	N           int
}

// sequenceIn finds the column, among the first three, that counts the rows from row
// from on. A single number counts only in the first column or under 序号.
func (see *Sight) sequenceIn(t *document.Table, from int, heads []string) Sequence {
	best := Sequence{Col: -1}
	for col := 0; col < min(3, t.Cols); col++ {
		s := see.CountsIn(t, col, from)
		if s.N == 1 && col > 0 && !see.HeadsSequence(heads[col]) {
			continue
		}
		if s.N > best.N {
			best = s
		}
	}
	return best
}

// CountsIn finds how a column counts the rows from row from on.
func (see *Sight) CountsIn(t *document.Table, col, from int) Sequence {
	s := Sequence{Col: -1}
	steps, others, last := 0, 0, -1
	for r := from; r < t.Rows; r++ {
		c := t.Cell(r, col)
		if c == nil || c.Row != r || IsBlank(c.Text) || see.sumsOrTitles(t, r) {
			continue
		}
		n, ok := SmallNumber(c.Text)
		if !ok {
			if !ChineseNumeral(c.Text) {
				others++
			}
			continue
		}
		switch {
		case last < 0:
			s.First = n
		case n == last+1, n == s.First+s.N: // the number before may be a misprint
			steps++
		case n == 1:
			s.Restarts = true
			steps++
		}
		last = n
		s.N++
	}
	if s.N == 0 || others*3 > s.N || s.N > 1 && steps*3 < (s.N-1)*2 {
		return Sequence{Col: -1}
	}
	s.Col, s.Last = col, last
	return s
}

// sumsOrTitles reports a total's row or one of a single text.
func (see *Sight) sumsOrTitles(t *document.Table, r int) bool {
	_, total := see.TotalRow(t, r)
	return total || Across(t, r) != nil
}
