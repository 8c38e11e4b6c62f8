package layout

import (
	"cmp"
	"slices"
)

// Lines cut into stretches where a gap is wider than within words.

// seg is a stretch of a row without a wide gap.
type seg struct {
	marks  row
	x0, x1 float64
}

func (s *seg) text() string { return rowText(s.marks) }

// tline is a row cut into stretches.
type tline struct {
	base, size float64
	segs       []seg
}

func newLine(r row, gap float64) tline {
	l := tline{base: r[0].base, size: r[0].size}
	for _, m := range r {
		l.size = max(l.size, m.size)
	}
	start := 0
	for i := 1; i <= len(r); i++ {
		if i == len(r) || cuts(&r[i-1], &r[i], gap) {
			l.segs = append(l.segs, seg{r[start:i:i], r[start].box.X0, r[i-1].box.X1})
			start = i
		}
	}
	return l
}

// cuts reports a gap that ends a stretch.
func cuts(a, b *mark, gap float64) bool {
	return b.box.X0-a.box.X1 > gap*min(b.size, a.size) || closeFigures(a, b)
}

// closeFigures reports the gap between two figures, or a figure and a word: narrower
// than one between words, but wider than any within them.
func closeFigures(a, b *mark) bool {
	gap, em := b.box.X0-a.box.X1, max(a.size, b.size)
	switch {
	case endsFigure(a.text) && startsFigure(b.text):
		return gap > 0.4*em
	case endsFigure(a.text) && b.wide, a.wide && startsFigure(b.text):
		return gap > 0.55*em
	}
	return false
}

func endsFigure(s string) bool { return s >= "0" && s <= "9" || s == "%" }

func startsFigure(s string) bool { return s >= "0" && s <= "9" }

func (l *tline) top() float64    { return l.base + 0.9*l.size }
func (l *tline) bottom() float64 { return l.base - 0.25*l.size }

// row gives the line's characters.
func (l *tline) row() row {
	var r row
	for i := range l.segs {
		r = append(r, l.segs[i].marks...)
	}
	return r
}

// tableGap is the gap, in characters, that separates cells: wider than a word
// space, narrower than the padding of any column.
const tableGap = 0.7

// fineGap parts cells where it runs through all lines of a table: less than the
// narrowest padding, more than any space within a text that lines share.
const fineGap = 0.4

// hairGap parts columns that leave less than that between them: more than the
// quarter of a square that is set between Han and digits.
const hairGap = 0.27

// everyLine gives the lines as one: all their stretches count alike, cut at the
// narrowest gaps that columns leave.
func everyLine(lines []tline, gap float64) []tline {
	out := tline{base: lines[0].base, size: lines[0].size}
	for i := range lines {
		for _, s := range lines[i].segs {
			out.segs = append(out.segs, newLine(s.marks, gap).segs...)
		}
	}
	return []tline{out}
}

// flatten lays the lines of one row over each other.
func flatten(lines []tline) tline {
	out := tline{base: lines[0].base, size: lines[0].size}
	for i := range lines {
		out.segs = append(out.segs, lines[i].segs...)
	}
	slices.SortFunc(out.segs, func(a, b seg) int { return cmp.Compare(a.x0, b.x0) })
	n := 0
	for _, s := range out.segs[1:] {
		if last := &out.segs[n]; s.x0 <= last.x1 {
			last.x1 = max(last.x1, s.x1)
		} else {
			n++
			out.segs[n] = s
		}
	}
	out.segs = out.segs[:n+1]
	return out
}
