package layout

import (
	"slices"

	"selfeval/report"
)

// Some writers draw the cells of a header and nothing below it: the rows that follow stand
// in its columns.

// under gives a table that lines draw, and that is a header alone, the rows right below
// it, which are those of elements i on, and tells how many elements it took.
func (a *aligner) under(t *table, i int) int {
	if !t.headAlone() {
		return 0
	}
	lines := a.linesUnder(t, i)
	if len(lines) == 0 || !slices.ContainsFunc(lines, func(l tline) bool { return l.amounts() > 1 }) {
		return 0
	}
	bands := []float64{t.box.Y0, lines[len(lines)-1].bottom() - 1}
	lat := &lattice{xs: slices.Clone(t.xs), drawn: true, edges: edgesWithin(a.drawn.shades, t.box)}
	if lat = lat.infer(lines, bands); lat == nil || lat.cross > 0 {
		return 0
	}
	rows := lat.table(0.7, report.Textf("只有表头画线，行按文字对齐推断", "lines at the header alone: rows were told by how text is aligned"))
	if rows.fill() < 0.4 {
		return 0
	}
	for i := range t.cells {
		k := &t.cells[i]
		k.x0, k.x1 = k.box.X0, k.box.X1
	}
	t.append(rows)
	t.inferred, t.reason = true, rows.reason
	return len(lines)
}

// linesUnder collects the lines from element i on whose stretches stand each in a column
// of the table, up to the last that has several.
func (a *aligner) linesUnder(t *table, i int) []tline {
	lat := &lattice{xs: t.xs, drawn: true}
	var lines []tline
	full, pitch := 0, 0.0
	for k := i; ; k++ {
		p := a.line(k)
		if p == nil {
			break
		}
		l := tline{p.base, p.size, slices.Clone(p.segs)}
		lat.resplit(&l)
		if !lat.holds(&l) {
			break
		}
		gap := t.box.Y0 - l.top() + l.size
		if n := len(lines); n > 0 {
			gap = lines[n-1].base - l.base
			if l.headsText(gap, pitch) {
				break
			}
			pitch = max(pitch, gap)
		}
		if gap > 4*l.size {
			break
		}
		lines = append(lines, l)
		if len(l.segs) > 1 {
			full = len(lines)
		}
	}
	for full > 0 && full < len(lines) && lines[full-1].base-lines[full].base < 1.6*lines[full].size {
		full++
	}
	return lines[:full]
}

// headAlone reports a drawn table that is a header and no more: a name over each of four
// columns or more, and no figure.
func (t *table) headAlone() bool {
	const levels = 3
	if t.inferred || t.nr > levels || t.nc < 4 || t.quarters != 0 {
		return false
	}
	for i := range t.cells {
		if k := &t.cells[i]; isFigure(k.text) || k.text == "" || k.row+k.rows == t.nr && k.cols > 1 {
			return false
		}
	}
	return true
}
