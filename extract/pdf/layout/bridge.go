package layout

import (
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// A page end cuts a table where it likes. What is left of it on one of the pages
// may be too little to tell its columns, or lie outside the lines that are drawn.
// The part on the other page tells where the columns are.

// seamLines is how many lines at each end of a page keep their characters, so that
// they can be read as rows when the pages are joined.
const seamLines = 24

// bridge gives what stands at page ends to the tables it belongs to.
func bridge(sheets []*Sheet) {
	for i, s := range sheets {
		last := i == len(sheets)-1
		if !last {
			s.absorbBelow()
		}
		if i > 0 {
			join(sheets[i-1], s)
			straysAcross(sheets[i-1], s)
			s.strays() // below rows that were read just now
		}
	}
	for _, s := range sheets {
		s.rules = nil
		for _, it := range s.items {
			if it.line != nil {
				it.line.row = nil
			} else {
				it.table.lines, it.table.bands = nil, nil
			}
		}
	}
}

// keepSeams lets go of the characters of all lines but those at the page's ends, which
// get room of their own: they lie among all of the page's.
func (s *Sheet) keepSeams() {
	for i := range s.items {
		l := s.items[i].line
		if l == nil {
			continue
		}
		if i >= seamLines && i < len(s.items)-seamLines {
			l.row = nil
			continue
		}
		l.row = slices.Clone(l.row)
	}
}

// absorbBelow gives the lines that end a page to the table above them: the row
// that the next page's line would have closed.
func (s *Sheet) absorbBelow() {
	at := len(s.items)
	for at > 0 && s.items[at-1].line != nil {
		at--
	}
	if at == 0 || at == len(s.items) || !s.items[at-1].table.inferred {
		return
	}
	t := s.items[at-1].table
	lines, xs := s.seam(t, at, 1, false)
	if len(lines) != len(s.items)-at {
		return // something else follows
	}
	if rows := t.rowsFrom(lines, xs, s.rules); rows != nil {
		t.append(rows)
		s.items = s.items[:at]
	}
}

// join makes rows of the lines between two parts of a table, and reads the part
// whose columns are in doubt by those of the other.
func join(above, below *Sheet) {
	if n := len(above.items); n > 0 {
		if t := above.items[n-1].table; t != nil && t.inferred {
			lines, xs := below.seam(t, 0, 1, true)
			if rows := t.rowsFrom(lines, xs, below.rules); rows != nil {
				below.items = slices.Concat([]item{{table: rows}}, below.items[len(lines):])
				if len(below.items) > 1 {
					if u := below.items[1].table; u != nil && u.inferred && u.by(rows.xs) {
						rows.append(u)
						below.items = slices.Delete(below.items, 1, 2)
					}
				}
			} else if len(below.items) > 0 {
				if u := below.items[0].table; u != nil && u.inferred {
					if u.nc < t.nc || u.nc == t.nc && u.cross > 0 {
						u.by(t.xs)
					} else if t.nc < u.nc {
						t.by(u.xs)
					}
				}
			}
		}
	}
	if len(below.items) > 0 {
		if t := below.items[0].table; t != nil && t.inferred {
			lines, xs := above.seam(t, len(above.items)-1, -1, true)
			slices.Reverse(lines)
			if rows := t.rowsFrom(lines, xs, above.rules); rows != nil {
				above.items = append(above.items[:len(above.items)-len(lines):len(above.items)-len(lines)], item{table: rows})
			}
		}
	}
}

// seam collects the lines from item i on, in the direction of step, that can be
// rows of t, and the column edges that take them: across a page end, where another
// part of the table stands, they may be others. It ends with a line that has several
// cells.
func (s *Sheet) seam(t *table, i, step int, across bool) (lines []tline, xs []float64) {
	if t.quarters != 0 {
		return nil, t.xs
	}
	full := 0
	xs = t.xs
	for ; i >= 0 && i < len(s.items) && len(lines) < seamLines; i += step {
		l := s.items[i].line
		if l == nil || l.row == nil || leaders(l.row) {
			break
		}
		tl := newLine(l.row, tableGap)
		if n := len(lines); n > 0 && abs(lines[n-1].base-tl.base) > 4*tl.size {
			break
		}
		fit, ok := xs, takes(xs, &tl)
		if !ok && across {
			fit, ok = t.moved(xs, &tl)
		}
		if !ok {
			break
		}
		xs = fit
		lines = append(lines, tl)
		switch {
		case len(tl.segs) > 2, t.ruled && len(tl.segs) > 1:
			full = len(lines)
		case full == 1 && len(tl.segs) > 1 && t.headedBy(lines[0].row()) && !strings.ContainsAny(rowText(l.row), ":："):
			full = len(lines) // a last row with few cells, under the header that is repeated for it
		}
	}
	// The rest of a wrapped cell stands closer than a row does.
	for full > 0 && full < len(lines) && abs(lines[full-1].base-lines[full].base) < 1.6*lines[full].size {
		full++
	}
	return lines[:full], xs
}

// moved gives the column edges xs with those moved that a line runs over, where the
// text of t leaves them room, and reports whether they take the line.
func (t *table) moved(xs []float64, l *tline) ([]float64, bool) {
	xs = slices.Clone(xs)
	for e := 1; e < t.nc; e++ {
		lo, hi := xs[e-1], xs[e+1]
		for i := range t.cells {
			if k := &t.cells[i]; k.x1 > k.x0 {
				if k.col+k.cols == e {
					lo = max(lo, k.x1)
				}
				if k.col == e {
					hi = min(hi, k.x0)
				}
			}
		}
		for i := range l.segs {
			if s := &l.segs[i]; s.x0+s.x1 < 2*xs[e] {
				lo = max(lo, s.x1)
			} else {
				hi = min(hi, s.x0)
			}
		}
		if lo < hi && (xs[e] < lo || xs[e] > hi) {
			xs[e] = (lo + hi) / 2
		}
	}
	return xs, takes(xs, l)
}

// headedBy reports a line that repeats the first row of t.
func (t *table) headedBy(r row) bool {
	return cjk.Squeeze(rowText(r)) == strings.Join(t.firstRow(), "")
}

// takes reports whether a line's stretches stand within columns.
func takes(xs []float64, l *tline) bool {
	lat := &lattice{xs: xs}
	lat.resplit(l)
	for k := range l.segs {
		s := &l.segs[k]
		if s.x0 < xs[0]-l.size || s.x1 > xs[len(xs)-1]+l.size {
			return false
		}
		if from, to := lat.span(s); from != to {
			return false
		}
	}
	return true
}

// rowsFrom reads lines as rows of t between its column edges xs, nil where they make
// none. Where lines part all rows of t, what none of the page's rules parts is one row.
func (t *table) rowsFrom(lines []tline, xs, rules []float64) *table {
	if len(lines) == 0 {
		return nil
	}
	bands := []float64{lines[0].top() + 1, lines[len(lines)-1].bottom() - 1}
	if len(lines) > 1 && t.headedBy(lines[0].row()) {
		bands = slices.Insert(bands, 1, (lines[0].bottom()+lines[1].top())/2)
	}
	l := infer(lines, bands, xs)
	if l == nil || len(l.rows) == 0 {
		return nil
	}
	if t.ruled {
		l.rows = ruledRows(lines, rules)
	}
	out := l.table(min(t.confidence, 0.8), t.reason)
	// A row cut by the page end may have most of its cells on the other page.
	if l.cross > 0 || out.fill() < 0.5 && !t.ruled {
		return nil
	}
	out.ruled = t.ruled
	return out
}

// ruledRows parts lines into rows where a drawn line stands between them.
func ruledRows(lines []tline, rules []float64) []lrow {
	start := 0
	var rows []lrow
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !slices.ContainsFunc(rules, func(y float64) bool { return y < lines[i-1].base && y > lines[i].base }) {
			continue
		}
		part := lines[start:i:i]
		rows = append(rows, lrow{top: part[0].top(), bottom: part[len(part)-1].bottom(), lines: part, drawn: true})
		start = i
	}
	return rows
}

// by reads t again with other columns, where all its text stands within them.
func (t *table) by(xs []float64) bool {
	if len(t.lines) == 0 {
		return false
	}
	l := infer(t.lines, t.bands, xs)
	if l == nil || len(l.rows) == 0 {
		return false
	}
	u := l.table(t.confidence, t.reason)
	if l.cross > 0 {
		return false
	}
	u.lines, u.bands, u.ruled = t.lines, t.bands, t.ruled
	*t = *u
	return true
}

// append adds the rows of another part with the same columns.
func (t *table) append(o *table) {
	for _, c := range o.cells {
		if c.row == 0 && c.text == "" && c.cols == 1 && c.col < len(t.open) && t.open[c.col] && t.extend(c.col, c.box.Y0) {
			continue
		}
		c.row += t.nr
		t.cells = append(t.cells, c)
	}
	t.nr += o.nr
	t.box = t.box.Union(o.box)
	t.confidence = min(t.confidence, o.confidence)
	t.merged = t.merged || o.merged
}

// extend lets the last cell of a column reach a row further, down to y.
func (t *table) extend(col int, y float64) bool {
	for i := range t.cells {
		if k := &t.cells[i]; k.col == col && k.cols == 1 && k.row+k.rows == t.nr {
			k.rows++
			k.box.Y0 = min(k.box.Y0, y)
			return true
		}
	}
	return false
}
