package layout

import (
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// Tables that no line draws stand in the text: rows of stretches below each other.

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
			if gap > 4*l.size || full == 0 && gap > 1.05*l.size && !(i == 1 && overGroup(&lines[0], &l, line(2))) && !opensRow(&lines[i-1], es[i:], box, true) {
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
		box = box.Union(boxOf(es[i].row))
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
	full += lastRow(lines[full:])
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

// lastRow counts the lines, each with one stretch, that make a row with a figure
// together: its cells are set in the middle, and one of them wraps.
func lastRow(lines []tline) int {
	for n := 1; n < min(len(lines), 4) && lines[n-1].base-lines[n].base < 0.95*lines[n].size; n++ {
		if flat := flatten(lines[:n+1]); len(flat.segs) > 1 && flat.amounts() > 0 {
			for n+1 < len(lines) && lines[n].base-lines[n+1].base < 0.95*lines[n].size && n < 4 {
				n++
			}
			return n + 1
		}
	}
	return 0
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
	if headingNumber.MatchString(cjk.Squeeze(l.segs[0].text())) {
		return false
	}
	for k := 0; k < len(es) && k < 10 && es[k].table == nil; k++ {
		next := newLine(es[k].row, tableGap)
		// The next line of the cell, or beside it.
		if gap := l.base - next.base; gap > 2*l.size || gap >= 1.1*l.size && !overlaps(&next, &l.segs[0]) {
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
