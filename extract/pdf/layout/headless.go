package layout

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
)

// Writers that fill a header with a colour draw no line around it, and others draw the
// first line below it: the table that lines tell, or the text below a line, begins with
// its figures, and the names of its columns stand as text right above it.

// headAll gives the tables that begin with figures the headers above them.
func (s *Sheet) headAll() {
	for i := 0; i < len(s.items); i++ {
		if t := s.items[i].table; t != nil {
			if n := s.headAbove(t, i); n > 0 {
				s.items = slices.Delete(s.items, i-n, i)
				i -= n
			}
		}
	}
}

// headAbove gives table t, item i, the header that stands above its figures, and tells
// how many items went into it.
func (s *Sheet) headAbove(t *table, i int) int {
	if !t.headless() {
		return 0
	}
	lat := &lattice{xs: t.xs, drawn: !t.inferred}
	lines := s.linesOver(t, lat, i)
	if len(lines) == 0 {
		return 0
	}
	top := lines[len(lines)-1]
	h := hypothesis{by: "header", box: page.Box{X0: t.xs[0], X1: t.xs[t.nc], Y0: t.box.Y1, Y1: top.top()}}
	slices.Reverse(lines)
	named := flatten(lines)
	switch filled := lat.filled(&named); {
	case filled == t.nc:
		h.because("每一列上方各有一个名称", "a name above each column", eachNamed)
	case 3*filled >= 2*t.nc:
		h.because("多数列上方各有一个名称", "a name above most columns", underColumns)
	default:
		return 0
	}
	h.because("表从数字开始", "the table begins with figures", beginsWithFigures)
	if slices.ContainsFunc(s.rules, func(y float64) bool { return abs(y-top.top()) < top.size || abs(y-t.box.Y1) < snap }) {
		h.because("名称上方或下方有横线", "a line above or below the names", underlined)
	}
	taken := choose([]hypothesis{h})
	if len(taken) == 0 {
		return 0
	}
	lat.rows = []lrow{{header: true, top: top.top(), bottom: t.box.Y1, lines: lines}}
	head := lat.table(min(t.confidence, 0.8+0.15*margin(taken)), cmp.Or(t.reason, reasons(taken)))
	head.append(t)
	t.cells, t.nr, t.box, t.xs = head.cells, head.nr, head.box, head.xs
	t.confidence, t.reason, t.merged = head.confidence, head.reason, head.merged
	t.unlined, t.lines, t.bands = nil, nil, nil
	return len(lines)
}

// headless reports a table whose first row is one of figures, in columns enough to tell.
func (t *table) headless() bool {
	if t.nc < 4 || t.quarters != 0 {
		return false
	}
	figures := 0
	for i := range t.cells {
		if k := &t.cells[i]; k.row == 0 && isFigure(k.text) && !isYear(k.text) {
			figures++
		}
	}
	return figures > 1
}

// linesOver collects the lines above table t, item i, from below, that name columns of
// it: each stretch stands over one, the lowest line as near as a row would, and none is a
// figure. The columns of an inferred table give way to them where its text leaves room.
func (s *Sheet) linesOver(t *table, lat *lattice, i int) []tline {
	var lines []tline
	edge := t.box.Y1
	pitch := (t.box.Y1 - t.box.Y0) / float64(max(1, t.nr))
	for k := i - 1; k >= 0 && len(lines) <= headLines; k-- {
		l := s.items[k].line
		if l == nil || l.row == nil || leaders(l.row) {
			break
		}
		tl := newLine(l.row, tableGap)
		switch n := len(lines); {
		case n == 0 && mid(&tl)-edge > max(1.7*tl.size, pitch), n > 0 && tl.base-lines[n-1].base > wrapPitch*tl.size:
			return trimHead(lines)
		}
		if tl.amounts() > 0 || !t.overColumns(lat, &tl) {
			break
		}
		lines = append(lines, tl)
	}
	return trimHead(lines)
}

// overColumns reports that each stretch of a line stands over one column.
func (t *table) overColumns(lat *lattice, l *tline) bool {
	if !t.inferred {
		lat.resplit(l)
		return lat.holds(l)
	}
	xs, ok := lat.xs, takes(lat.xs, l)
	if !ok {
		if xs, ok = t.moved(lat.xs, l); !ok {
			return false
		}
	}
	lat.xs = xs
	return true
}

// trimHead leaves out the lines at the top that stand over a header: the unit or the
// date, one stretch that the rest of a wrapped name does not follow.
func trimHead(lines []tline) []tline {
	for n := len(lines); n > 1 && len(lines[n-1].segs) == 1; n = len(lines) {
		text := lines[n-1].segs[0].text()
		if lines[n-1].base-lines[n-2].base < 1.05*lines[n-1].size && !strings.ContainsAny(text, ":：") {
			break
		}
		lines = lines[:n-1]
	}
	return lines
}
