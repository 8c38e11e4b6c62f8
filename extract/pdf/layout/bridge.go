package layout

import "slices"

// A table without lines that a page end cuts may leave so few rows on one of the
// pages that they alone make no table. The part on the other page tells where the
// columns are; lines that fit them are rows of it.

// seamLines is how many lines at each end of a page keep their characters, so that
// they can be read as rows when the pages are joined.
const seamLines = 12

// bridge gives lines at page ends to the tables they belong to.
func bridge(sheets []*Sheet) {
	for i := 1; i < len(sheets); i++ {
		above, below := sheets[i-1], sheets[i]
		if n := len(above.items); n > 0 {
			if t := above.items[n-1].table; t != nil && t.inferred {
				below.absorbTop(t)
			}
		}
		if len(below.items) > 0 {
			if t := below.items[0].table; t != nil && t.inferred {
				above.absorbEnd(t)
			}
		}
	}
	for _, s := range sheets {
		for _, it := range s.items {
			if it.line != nil {
				it.line.row = nil
			}
		}
	}
}

// keepSeams lets go of the characters of all lines but those at the page's ends.
func (s *Sheet) keepSeams() {
	for i := seamLines; i < len(s.items)-seamLines; i++ {
		if l := s.items[i].line; l != nil {
			l.row = nil
		}
	}
}

// absorbTop makes rows of the lines at the top of a page that fit the columns of
// the table which ends the page before.
func (s *Sheet) absorbTop(t *table) {
	lines := s.seam(t, 0, 1)
	if t2 := t.rowsFrom(lines); t2 != nil {
		s.items = slices.Concat([]item{{table: t2}}, s.items[len(lines):])
	}
}

// absorbEnd makes rows of the lines at the end of a page that fit the columns of
// the table which begins the next.
func (s *Sheet) absorbEnd(t *table) {
	lines := s.seam(t, len(s.items)-1, -1)
	slices.Reverse(lines)
	if t2 := t.rowsFrom(lines); t2 != nil {
		s.items = append(s.items[:len(s.items)-len(lines):len(s.items)-len(lines)], item{table: t2})
	}
}

// seam collects the lines from item i on, in the direction of step, that can be
// rows of t. It ends with a line that has several cells.
func (s *Sheet) seam(t *table, i, step int) []tline {
	var lines []tline
	full := 0
	for ; i >= 0 && i < len(s.items) && len(lines) < seamLines; i += step {
		l := s.items[i].line
		if l == nil || l.row == nil || leaders(l.row) {
			break
		}
		tl := newLine(l.row, tableGap)
		if n := len(lines); n > 0 && abs(lines[n-1].base-tl.base) > 4*tl.size {
			break
		}
		if !t.takes(&tl) {
			break
		}
		lines = append(lines, tl)
		if len(tl.segs) > 2 {
			full = len(lines)
		}
	}
	// The rest of a wrapped cell stands closer than a row does.
	for full > 0 && full < len(lines) && abs(lines[full-1].base-lines[full].base) < 1.1*lines[full].size {
		full++
	}
	return lines[:full]
}

// takes reports whether a line's stretches stand within the columns of t.
func (t *table) takes(l *tline) bool {
	lat := &lattice{xs: t.xs}
	for k := range l.segs {
		s := &l.segs[k]
		if s.x0 < t.xs[0]-l.size || s.x1 > t.xs[t.nc]+l.size {
			return false
		}
		if from, to := lat.span(s); from != to {
			return false
		}
	}
	return true
}

// rowsFrom reads lines as rows of t's columns, nil where they make none.
func (t *table) rowsFrom(lines []tline) *table {
	if len(lines) == 0 {
		return nil
	}
	l := infer(lines, []float64{lines[0].top() + 1, lines[len(lines)-1].bottom() - 1}, t.xs)
	if l == nil || len(l.rows) == 0 {
		return nil
	}
	out := l.table(0.6, "没有表线，按相邻页的列读取")
	if l.cross > 0 || out.fill() < 0.5 {
		return nil
	}
	return out
}
