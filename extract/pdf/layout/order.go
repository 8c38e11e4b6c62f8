package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/internal/cjk"
)

// mergeRows brings rows into order and joins those that share a baseline.
func mergeRows(rows []row) []row {
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b[0].base, a[0].base) })
	var out []row
	for _, r := range rows {
		if n := len(out); n > 0 {
			last := out[n-1]
			if abs(last[0].base-r[0].base) < 0.35*min(r[0].size, last[0].size) && level(r) && level(last) {
				last = append(slices.Clone(last), r...)
				last.sort()
				out[n-1] = last
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// level reports a row of upright text.
func level(r row) bool { return abs(r[0].base-r[len(r)-1].base) < r[0].size/2 }

// element is a row or a table on its way into reading order.
type element struct {
	line  tline
	row   row
	table *table
	top   float64
}

// textGap is the gap, in characters, that parts a line of text into columns.
const textGap = 1.1

// order brings rows and tables into reading order: down the page, and where the
// page has two columns of prose, first the left one.
func order(rows []row, tables []*table, size float64, shades []stroke) []item {
	if len(rows)+len(tables) == 0 {
		return nil
	}
	var es []element
	left, right := 1e9, -1e9
	for _, r := range mergeRows(rows) {
		b := boxOf(r)
		left, right = min(left, b.X0), max(right, b.X1)
		es = append(es, element{line: newLine(r, textGap), row: r, top: r[0].mid()})
	}
	for _, t := range tables {
		left, right = min(left, t.box.X0), max(right, t.box.X1)
		es = append(es, element{table: t, top: t.box.Y1})
	}
	slices.SortStableFunc(es, func(a, b element) int { return cmp.Compare(b.top, a.top) })
	for i := 1; i < len(es); i++ { // tables beside each other: left to right
		for k := i; k > 0 && es[k].table != nil && es[k-1].table != nil && es[k].table.leftOf(es[k-1].table); k-- {
			es[k], es[k-1] = es[k-1], es[k]
		}
	}

	var out []item
	plain := 0 // es[plain:i] stand in one column
	for i := 0; i < len(es); {
		n, gutter, ok := zone(es[i:], left, right, size)
		if !ok {
			i += max(n, 1)
			continue
		}
		out = append(out, single(es[plain:i], shades)...)
		a, b := part(es[i:i+n], gutter)
		out = append(out, column(a)...)
		out = append(out, column(b)...)
		i += n
		plain = i
	}
	return append(out, single(es[plain:], shades)...)
}

// leftOf reports a table that stands to the left of o, at the same height.
func (t *table) leftOf(o *table) bool {
	return t.box.X1 <= o.box.X0 && abs(t.box.Y1-o.box.Y1) < 0.5*min(t.box.Y1-t.box.Y0, o.box.Y1-o.box.Y0)
}

// zone tells how many elements from the start leave a white strip free in the
// middle, and whether they are two columns of prose.
func zone(es []element, left, right, size float64) (n int, gutter stroke, ok bool) {
	width := right - left
	free := []stroke{{a: left + 0.25*width, b: right - 0.25*width}}
	for n < len(es) {
		next := meet(free, es[n].gaps(), 0.8*size)
		if len(next) == 0 {
			break
		}
		free = next
		n++
	}
	if n < 4 {
		return n, stroke{}, false
	}
	gutter = free[0]
	for _, f := range free {
		if f.b-f.a > gutter.b-gutter.a {
			gutter = f
		}
	}
	// Prose fills its column, one stretch a line; cells do not.
	var lines, segs [2]int
	var wide [2]float64
	for i := range es[:n] {
		var seen [2]bool
		for _, s := range es[i].line.segs {
			k := 0
			if s.x0 >= gutter.b-0.1 {
				k = 1
			}
			seen[k] = true
			segs[k]++
			wide[k] += s.x1 - s.x0
		}
		for k := range seen {
			if seen[k] {
				lines[k]++
			}
		}
	}
	room := [2]float64{gutter.a - left, right - gutter.b}
	for k := range 2 {
		if lines[k] < 4 || float64(segs[k]) > 1.4*float64(lines[k]) || wide[k] < 0.6*room[k]*float64(lines[k]) {
			return n, stroke{}, false
		}
	}
	return n, gutter, true
}

// gaps are the stretches of a height of the page that an element leaves free.
func (e *element) gaps() []stroke {
	if e.table != nil {
		return []stroke{{a: -1e9, b: e.table.box.X0}, {a: e.table.box.X1, b: 1e9}}
	}
	gs := make([]stroke, 0, len(e.line.segs)+1)
	x := -1e9
	for _, s := range e.line.segs {
		gs = append(gs, stroke{a: x, b: s.x0})
		x = s.x1
	}
	return append(gs, stroke{a: x, b: 1e9})
}

// meet intersects two sorted lists of stretches, dropping those narrower than least.
func meet(a, b []stroke, least float64) []stroke {
	var out []stroke
	for _, x := range a {
		for _, y := range b {
			if lo, hi := max(x.a, y.a), min(x.b, y.b); hi-lo >= least {
				out = append(out, stroke{a: lo, b: hi})
			}
		}
	}
	return out
}

// part deals elements out to the sides of a gutter.
func part(es []element, gutter stroke) (left, right []element) {
	for _, e := range es {
		if e.table != nil {
			if e.table.box.X0 >= gutter.b-0.1 {
				right = append(right, e)
			} else {
				left = append(left, e)
			}
			continue
		}
		k := 0
		for k < len(e.row) && e.row[k].box.X0 < gutter.b-0.1 {
			k++
		}
		for side, r := range []row{e.row[:k:k], e.row[k:]} {
			if len(r) == 0 {
				continue
			}
			s := element{line: newLine(r, textGap), row: r, top: e.top}
			if side == 0 {
				left = append(left, s)
			} else {
				right = append(right, s)
			}
		}
	}
	return left, right
}

// column gives the items of one of several columns, with its margins.
func column(es []element) []item {
	var out []item
	var lines []*line
	for _, e := range es {
		if e.table != nil {
			out = append(out, item{table: e.table})
			continue
		}
		l := newTextLine(e.row)
		lines = append(lines, l)
		out = append(out, item{line: l})
	}
	if len(lines) > 0 {
		m := marginsOf(lines)
		for _, l := range lines {
			l.left, l.right = m.left, m.right
		}
	}
	return out
}

// single reads elements that stand in one column, and finds the tables among
// them that no line draws.
func single(es []element, shades []stroke) []item {
	var out []item
	for i := 0; i < len(es); {
		if es[i].table != nil {
			out = append(out, item{table: es[i].table})
			i++
			continue
		}
		if n, t := aligned(es[i:], shades); t != nil {
			out = append(out, item{table: t})
			i += n
			continue
		}
		l := newTextLine(es[i].row)
		l.row, l.cells = es[i].row, rowLike(es[i].row)
		out = append(out, item{line: l})
		i++
	}
	return out
}

// aligned finds a table without lines at the start of es: rows of stretches that
// stand below each other, with figures.
func aligned(es []element, shades []stroke) (int, *table) {
	var lines []tline
	box := boxOf(es[0].row)
	full, pitch := 0, 0.0 // lines up to the last that has several stretches
	line := func(i int) *tline {
		if i >= len(es) || es[i].table != nil || leaders(es[i].row) {
			return nil
		}
		l := newLine(es[i].row, tableGap)
		return &l
	}
	for i := 0; i < len(es) && es[i].table == nil && !leaders(es[i].row); i++ {
		l := newLine(es[i].row, tableGap)
		if i > 0 {
			gap := lines[i-1].base - l.base
			if gap > 4*l.size || full == 0 && gap > 0.9*l.size && !(i == 1 && overGroup(&lines[0], &l, line(2))) && !opensRow(&lines[i-1], es[i:], box, true) {
				break
			}
			if full > 1 && l.headsText(gap, pitch) {
				break
			}
			if len(l.segs) < 2 && gap > 2.2*l.size && !opensRow(&l, es[i+1:], box, false) {
				break
			}
			pitch = max(pitch, gap)
		}
		lines = append(lines, l)
		box = union(box, boxOf(es[i].row))
		if len(l.segs) > 2 || full > 0 && len(l.segs) > 1 {
			full = len(lines)
		}
		if len(l.segs) == 1 && l.segs[0].x1-l.segs[0].x0 > 0.6*(box.X1-box.X0) && full > 0 {
			lines = lines[:i]
			break
		}
	}
	// A last short line belongs to the table if it follows closer than its rows do.
	for full > 0 && full < len(lines) && lines[full-1].base-lines[full].base < 0.75*pitch {
		full++
	}
	lines = lines[:full]
	if full < 3 {
		return 0, nil
	}
	bands := []float64{lines[0].top() + 1, lines[full-1].bottom() - 1}
	l := inferShaded(lines, bands, edgesWithin(shades, box))
	if l == nil {
		return 0, nil
	}
	t := l.table(0.6, "没有表线，行列按文字对齐推断")
	if !convincing(l, t) {
		return 0, nil
	}
	t.lines, t.bands = lines, bands
	return full, t
}

// headsText reports a numbered heading that stands farther from the line above
// than the lines of a table do from each other.
func (l *tline) headsText(gap, pitch float64) bool {
	return len(l.segs) == 1 && gap > 1.2*pitch && headingNumber.MatchString(cjk.Squeeze(l.segs[0].text()))
}

var headingNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分]|\([一二三四五六七八九十]{1,3}\))`)

// rowLike reports a line that reads like a row of a table: four cells or more, at
// least two of them figures.
func rowLike(r row) bool {
	l := newLine(r, tableGap)
	if len(l.segs) < 4 || leaders(r) {
		return false
	}
	figures := 0
	for i := range l.segs {
		if isFigure(l.segs[i].text()) {
			figures++
		}
	}
	return figures >= 2
}

// opensRow reports a line that is the first of a wrapped cell, set in the middle of
// its row: the row's other cells follow, line by line, and none is text over the
// table's width. If figured, that row must hold figures.
func opensRow(l *tline, es []element, box page.Box, figured bool) bool {
	for k := 0; k < len(es) && k < 10 && es[k].table == nil; k++ {
		next := newLine(es[k].row, tableGap)
		// The next line of the cell, or beside it.
		if gap := l.base - next.base; gap > 1.7*l.size || gap >= 1.1*l.size && !overlaps(&next, &l.segs[0]) {
			return false
		}
		if len(next.segs) > 2 || k == 0 && len(next.segs) > 1 {
			return !figured || next.amounts() > 1
		}
		for _, s := range next.segs {
			if s.x1-s.x0 > 0.4*(box.X1-box.X0) {
				return false
			}
		}
		l = &next
	}
	return false
}

// overGroup reports a label over several columns of a header whose other labels
// are set in the middle of both levels: beside the label's row is nothing, and in
// the next row nothing below it, but in the one after there is.
func overGroup(label, beside, below *tline) bool {
	if len(label.segs) != 1 || len(beside.segs) < 3 || below == nil || label.base-beside.base > 2*label.size || beside.base-below.base > 2*label.size {
		return false
	}
	s := label.segs[0]
	if numbering.MatchString(cjk.Squeeze(s.text())) {
		return false // a heading
	}
	if s.x0 <= beside.segs[0].x1 || overlaps(beside, &s) {
		return false
	}
	// What it is a label over stands in columns that the row beside it leaves free.
	free := 0
	for k := range below.segs {
		if o := &below.segs[k]; overlaps(label, o) && !overlaps(beside, o) {
			free++
		}
	}
	return free > 0
}

// overlaps reports whether a line has text at the width of o.
func overlaps(l *tline, o *seg) bool {
	return slices.ContainsFunc(l.segs, func(s seg) bool { return o.x0 < s.x1 && o.x1 > s.x0 })
}

// leaders reports the dots of a table of contents.
func leaders(r row) bool {
	text := rowText(r)
	return strings.Contains(text, "....") || strings.Contains(text, "……") || strings.Contains(text, "·····") || strings.Contains(text, "．．．")
}
