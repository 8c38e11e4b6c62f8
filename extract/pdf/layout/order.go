package layout

import (
	"cmp"
	"context"
	"slices"
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
func order(ctx context.Context, rows []row, tables []*table, size float64, drawn across) []item {
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
		out = append(out, single(ctx, es[plain:i], drawn)...)
		a, b := part(es[i:i+n], gutter)
		out = append(out, column(a)...)
		out = append(out, column(b)...)
		i += n
		plain = i
	}
	return append(out, single(ctx, es[plain:], drawn)...)
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
	if n < 2 {
		return n, stroke{}, false
	}
	gutter = free[0]
	for _, f := range free {
		if f.b-f.a > gutter.b-gutter.a {
			gutter = f
		}
	}
	// Prose fills its column, one stretch a line; cells do not, but tables do.
	var lines, segs [2]int
	var wide [2]float64
	for i := range es[:n] {
		if t := es[i].table; t != nil {
			k := 0
			if t.box.X0 >= gutter.b-0.1 {
				k = 1
			}
			lines[k], segs[k] = lines[k]+t.nr, segs[k]+t.nr
			wide[k] += float64(t.nr) * (t.box.X1 - t.box.X0)
			continue
		}
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
