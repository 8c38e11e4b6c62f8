package layout

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Tables that no line draws stand in the text: rows of stretches below each other.

// single reads elements that stand in one column, and finds the tables among
// them that no line draws.
func single(ctx context.Context, es []element, drawn across) []item {
	var out []item
	a := &aligner{es: es, drawn: drawn, cut: make([]candidate, len(es)), budget: retries}
	for i := 0; i < len(es); {
		if t := es[i].table; t != nil {
			out = append(out, item{table: t})
			i += 1 + a.under(t, i+1)
			continue
		}
		if ctx.Err() == nil {
			if n, t := a.at(i); t != nil {
				out = append(out, item{table: t})
				i += n
				continue
			}
		}
		l := newTextLine(es[i].row)
		l.row, l.cells = es[i].row, rowLike(es[i].row)
		out = append(out, item{line: l})
		i++
	}
	return out
}

// aligner finds tables without lines: rows of stretches that stand below each other,
// with figures.
type aligner struct {
	es    []element
	drawn across
	cut   []candidate // the lines of es, as far as they were looked at
	// budget is how many lines may still be read in vain. Without it, lines that look
	// like cells and are none would be read once from each of them on.
	budget int
	// Once it is spent, fewer and fewer lines of a stretch that ends at end are tried
	// as the first of a table: the next is next.
	end, next, step int
}

// candidate is a line that a table could have.
type candidate struct {
	tline
	box    page.Box
	digits bool // it holds what a figure is made of
	no     bool // no table has such a line
}

// line gives element k cut into stretches, nil where it is no line that a table could
// have.
func (a *aligner) line(k int) *candidate {
	if k >= len(a.es) || a.es[k].table != nil {
		return nil
	}
	c := &a.cut[k]
	if c.segs == nil {
		r := a.es[k].row
		*c = candidate{newLine(r, tableGap), boxOf(r), r.digits(), leaders(r)}
	}
	if c.no {
		return nil
	}
	return c
}

// below gives the line of element k, nil where there is none.
func (a *aligner) below(k int) *tline {
	if c := a.line(k); c != nil {
		return &c.tline
	}
	return nil
}

// at finds the table that begins with element i, and how many elements it takes.
func (a *aligner) at(i int) (int, *table) {
	if a.budget <= 0 && i < a.next {
		return 0, nil
	}
	lines, box := a.rows(i)
	n := len(lines)
	if n < 3 {
		return 0, nil
	}
	if !slices.ContainsFunc(a.cut[i:i+n], func(c candidate) bool { return c.digits }) {
		a.failed(i, n, n/16)
		return 0, nil
	}
	bands := []float64{lines[0].top() + 1, lines[n-1].bottom() - 1}
	l := inferShaded(slices.Clone(lines), bands, edgesWithin(a.drawn.shades, box), edgesWithin(a.drawn.lines, box))
	if l != nil {
		if t := l.table(0.6, report.Textf("没有表线，行列按文字对齐推断", "no lines: rows and columns were told by how text is aligned")); convincing(l, t) {
			t.lines, t.bands = lines, bands
			return n, t
		}
	}
	a.failed(i, n, n)
	return 0, nil
}

// failed notes that n lines from i on make no table, and what it took to know that.
func (a *aligner) failed(i, n, cost int) {
	if i >= a.end {
		a.step = 1
	}
	a.end = max(a.end, i+n)
	if a.budget -= cost; a.budget <= 0 {
		a.next = i + a.step
		a.step *= 2
	}
}

// digits reports that a row holds what a figure is made of.
func (r row) digits() bool {
	return slices.ContainsFunc(r, func(m mark) bool {
		return strings.ContainsFunc(m.text, unicode.IsDigit) || strings.ContainsAny(m.text, "-—–−/")
	})
}

// rows collects the lines from element i on that can be rows of one table.
func (a *aligner) rows(i int) ([]tline, page.Box) {
	es := a.es[i:]
	var lines []tline
	var box page.Box
	full, pitch := 0, 0.0 // lines up to the last that has several stretches
	for k := range es {
		p := a.line(i + k)
		if p == nil || k == mostLines {
			break
		}
		l := p.tline
		if k == 0 {
			box = p.box
		} else {
			gap := lines[k-1].base - l.base
			if gap > 4*l.size || full == 0 && gap > 1.05*l.size && !(k == 1 && overGroup(&lines[0], &l, a.below(i+2))) && !opensRow(&lines[k-1], es[k:], box, true) {
				break
			}
			if full > 1 && l.headsText(gap, pitch) {
				break
			}
			if len(l.segs) < 2 && gap > 2.2*l.size && !opensRow(&l, es[k+1:], box, false) {
				break
			}
			pitch = max(pitch, gap)
		}
		lines = append(lines, l)
		box = box.Union(p.box)
		if len(l.segs) > 2 || full > 0 && len(l.segs) > 1 {
			full = len(lines)
		}
		if len(l.segs) == 1 && l.segs[0].x1-l.segs[0].x0 > 0.6*(box.X1-box.X0) && full > 0 {
			lines = lines[:k]
			break
		}
	}
	// A last short line belongs to the table if it follows closer than its rows do.
	for full > 0 && full < len(lines) && (lines[full-1].base-lines[full].base < 0.75*pitch || goesOnUnder(lines[:full], &lines[full])) {
		full++
	}
	full += lastRow(lines[full:])
	return lines[:full], box
}

// goesOnUnder reports a short line that goes on with a cell of the line above, in another
// column than the first: set to the same side, as close as the lines of wrapped cells are.
func goesOnUnder(lines []tline, l *tline) bool {
	above := &lines[len(lines)-1]
	gap := above.base - l.base
	if len(l.segs) != 1 || len(above.segs) < 2 || gap > 1.5*l.size {
		return false
	}
	left := above.segs[0].x0
	for i := 1; i < len(lines); i++ {
		left = min(left, lines[i].segs[0].x0)
		if d := lines[i-1].base - lines[i].base; d > 0.7*l.size && d < gap-0.5 {
			return false // lines of a cell stand closer
		}
	}
	s := &l.segs[0]
	if s.x0 < left+l.size {
		return false
	}
	for k := range above.segs {
		o := &above.segs[k]
		if s.x1 <= o.x1+0.1*l.size && (abs(s.x0-o.x0) < alignedWithin || abs(s.x0+s.x1-o.x0-o.x1) < 2*alignedWithin) {
			return !isFigure(o.text()) && !isFigure(s.text())
		}
	}
	return false
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
	return len(l.segs) == 1 && gap > 1.2*pitch && lexicon.Lines().Heading.MatchString(cjk.Squeeze(l.segs[0].text()))
}

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
	if lexicon.Lines().Heading.MatchString(cjk.Squeeze(l.segs[0].text())) {
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
	if lexicon.Lines().Item.MatchString(cjk.Squeeze(s.text())) {
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
