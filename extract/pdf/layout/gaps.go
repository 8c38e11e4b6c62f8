package layout

import (
	"slices"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// Nothing of a page may go astray unseen. Every character is in a cell, in a line
// of text or in furniture, and what looks like part of a table and is in none is
// told, by page.

// Gaps names the pages of which a reader must know that their tables may lack
// something. Pages ascend; each stands once.
type Gaps struct {
	Loose  []int // lines like rows or cells of a table were read into none
	Merged []int // several rows or columns may have been read as one
	Absent []int // characters reached neither text nor table
	// Furniture is what stands at the edge of a file's only page and was left out.
	Furniture []Furniture
}

func addPage(pages []int, n int) []int {
	if k := len(pages); k > 0 && pages[k-1] == n {
		return pages
	}
	return append(pages, n)
}

// letters counts the characters of a text, spaces left out.
func letters(text string) int {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if r == ' ' {
			n--
		}
	}
	return n
}

// letters counts the characters of an item.
func (i item) letters() int {
	if i.line != nil {
		return letters(i.line.text) - i.line.raised.extra()
	}
	n := 0
	for k := range i.table.cells {
		n += letters(i.table.cells[k].text) - i.table.cells[k].raised.extra()
	}
	return n
}

// strays marks the lines of a page that stand beside a table of theirs and look
// like rows of it, or like the rest of its last row.
func (s *Sheet) strays() {
	for i := range s.items {
		t := s.items[i].table
		if t == nil {
			continue
		}
		for k := i + 1; k < len(s.items) && s.items[k].line != nil && s.stray(k, t, k-1); k++ {
		}
		for k := i - 1; k >= 0 && s.items[k].line != nil && s.stray(k, t, k+1); k-- {
		}
	}
}

// stray marks line k as part of t where it is like one and follows item from
// closely. It reports whether the next line may be one too.
func (s *Sheet) stray(k int, t *table, from int) bool {
	l := s.items[k].line
	if l.row == nil || t.quarters != 0 {
		return false
	}
	a, b := s.items[from].box(), l.box
	gap := max(a.Y0-b.Y1, b.Y0-a.Y1)
	if gap > 2.5*l.size {
		return false
	}
	switch {
	case t.rowOf(l.row):
		l.stray = true
	case t.inferred && !t.closed && gap < 0.5*l.size && t.restOf(l.row) && !lexicon.Lines().Unit.Holds(cjk.Squeeze(l.text)):
		l.stray = true
	case t.inferred && t.partOfSum(l.row):
		l.stray = true
	}
	return l.stray
}

// straysAcross marks the lines between two parts of a table that a page end cuts.
func straysAcross(above, below *Sheet) {
	if n := len(above.items); n > 0 && above.items[n-1].table != nil {
		for k := range below.items {
			if l := below.items[k].line; l == nil || l.row == nil || !above.items[n-1].table.rowOf(l.row) {
				break
			} else {
				l.stray = true
			}
		}
	}
	if len(below.items) > 0 && below.items[0].table != nil {
		for _, it := range slices.Backward(above.items) {
			if l := it.line; l == nil || l.row == nil || !below.items[0].table.rowOf(l.row) {
				break
			} else {
				l.stray = true
			}
		}
	}
}

// rowOf reports a line within the width of t that looks like a row: figures and
// words, or several figures, apart from each other.
func (t *table) rowOf(r row) bool {
	l := newLine(r, tableGap)
	if t.quarters != 0 || !t.spans(&l) || len(l.segs) < 2 || leaders(r) {
		return false
	}
	figures := l.amounts()
	return figures > 1 || figures == 1 && (len(l.segs) > 2 || lexicon.Lines().Sum.MatchString(cjk.Squeeze(l.segs[0].text())))
}

// amounts counts a line's figures, years left out.
func (l *tline) amounts() int {
	n := 0
	for k := range l.segs {
		if text := l.segs[k].text(); isFigure(text) && !isYear(text) {
			n++
		}
	}
	return n
}

// restOf reports a line that looks like the rest of wrapped cells: each stretch
// within one column, and none where a line of text would begin.
func (t *table) restOf(r row) bool {
	l := newLine(r, tableGap)
	if !t.spans(&l) || leaders(r) || lexicon.Lines().Item.MatchString(cjk.Squeeze(rowText(r))) {
		return false
	}
	lat := &lattice{xs: t.xs}
	for k := range l.segs {
		if from, to := lat.span(&l.segs[k]); from != to || from == 0 || endsSentence(l.segs[k].text()) {
			return false
		}
	}
	return true
}

// partOfSum reports what looks like a cell of a last row whose cells are set at
// different heights: the name of a sum, or an amount in one column.
func (t *table) partOfSum(r row) bool {
	l := newLine(r, tableGap)
	if !t.spans(&l) {
		return false
	}
	lat := &lattice{xs: t.xs}
	for k := range l.segs {
		from, to := lat.span(&l.segs[k])
		text := cjk.Squeeze(l.segs[k].text())
		if from != to || !(from == 0 && lexicon.Lines().SumPart.MatchString(text) || from > 0 && decimals(text)) {
			return false
		}
	}
	return true
}

// spans reports whether a line lies within the width of t.
func (t *table) spans(l *tline) bool {
	return l.segs[0].x0 > t.xs[0]-l.size && l.segs[len(l.segs)-1].x1 < t.xs[t.nc]+l.size
}

// beside reports two figures beside each other in one column: two columns.
func (t *lattice) beside(lines []tline) bool {
	for i := range lines {
		last := -1 // the column of the figure before
		for _, s := range lines[i].segs {
			for _, part := range newLine(s.marks, hairGap).segs {
				from, to := t.span(&part)
				figure := from == to && isFigure(part.text()) && len(part.marks) > 1
				if figure && last == from {
					return true
				}
				last = -1
				if figure {
					last = from
				}
			}
		}
	}
	return false
}

// crowded reports a column in which several lines have two stretches apart: two
// columns.
func (t *lattice) crowded(lines []tline) bool {
	used, twice := make([]int, len(t.xs)-1), make([]int, len(t.xs)-1)
	for i := range lines {
		last, counted := -1, -1
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			switch {
			case from != to:
				last = -1
				continue
			case from != last:
				used[from]++
			case from != counted:
				twice[from]++
				counted = from
			}
			last = from
		}
	}
	for c := range used {
		if twice[c] > 2 && 3*twice[c] > used[c] {
			return true
		}
	}
	return false
}

// merged reports lines that hold more than one row or column: a column of figures
// with two of them, or names over figures in several columns.
func (t *lattice) merged(lines []tline, numeric []bool) bool {
	if t.doubled(lines, numeric) || t.beside(lines) {
		return true
	}
	names := 0
	for c := range numeric {
		if !numeric[c] {
			continue
		}
		named := false
		for i := range lines {
			if text, _ := t.textIn(&lines[i], c); text == "" {
				continue
			} else if !isFigure(text) {
				named = true
			} else if named {
				names++
				break
			}
		}
	}
	return names > 1
}
