package layout

import (
	"slices"

	"selfeval/report"
)

// A table that begins at the end of a page may have no more than its first line there
// and the rows below it. Where the line is drawn in pieces, its joints tell the columns.

// findBegun finds the tables of which a page has the top alone, and returns the rows
// that stand in none.
func findBegun(joints []jointed, grids []*grid, loose []stroke, rows []row) ([]*table, []row) {
	var tables []*table
	for i := range joints {
		l := &joints[i]
		if len(l.joints) < 2 || slices.ContainsFunc(grids, l.closes) {
			continue
		}
		xs := append(append([]float64{l.a}, cluster(slices.Clone(l.joints))...), l.b)
		from, n, t := l.begins(xs, loose, rows)
		if t == nil {
			continue
		}
		tables = append(tables, t)
		rows = slices.Concat(rows[:from], rows[from+n:])
	}
	return tables, rows
}

// closes reports that a line is the last one of a table: its joints are the table's edges.
func (l *jointed) closes(g *grid) bool {
	if l.pos > g.box.Y1+snap || l.pos < g.box.Y0-snap {
		return false
	}
	return !slices.ContainsFunc(l.joints, func(x float64) bool { return abs(g.xs[nearest(g.xs, x)]-x) > snap })
}

// begins reads the rows right below a line, n from rows[from] on, as those of a table
// with columns between xs, nil where they are none: each stretch stands in a column, and
// most columns have one.
func (l *jointed) begins(xs []float64, loose []stroke, rows []row) (from, n int, t *table) {
	from = slices.IndexFunc(rows, func(r row) bool { return r[0].mid() < l.pos })
	if from < 0 {
		return 0, 0, nil
	}
	lat := &lattice{xs: xs, drawn: true}
	var lines []tline
	above := l.pos
	for _, r := range rows[from:] {
		line := newLine(r, tableGap)
		lat.resplit(&line)
		if above-line.base > 2.2*line.size || !lat.holds(&line) {
			break
		}
		lines, above = append(lines, line), line.base
	}
	if n = len(lines); n == 0 {
		return 0, 0, nil
	}
	flat := flatten(lines)
	filled, all := lat.filled(&flat), len(xs)-1
	if 3*filled < 2*all || all < 4 || !figured(lines) && 5*filled < 4*all {
		return 0, 0, nil
	}
	bands := l.bandsBelow(lat, lines, loose)
	if bands == nil {
		return 0, 0, nil
	}
	if lat = lat.infer(lines, bands); lat == nil {
		return 0, 0, nil
	}
	t = lat.table(0.7, report.Textf("表在页末才开始，列按%s推断", "the table begins at the page's end: columns were told by %s", lat.how()))
	t.lines, t.bands = lines, bands
	return from, n, t
}

// bandsBelow gives the heights that part lines into rows: those of the drawn lines, and
// the middle between two lines that fill most columns, nil where others stand between
// these that may belong to either.
func (l *jointed) bandsBelow(lat *lattice, lines []tline, loose []stroke) []float64 {
	bands := []float64{l.pos}
	last := -1 // the line before that fills most columns
	for i := range lines {
		if 10*lat.filled(&lines[i]) < 6*(len(lat.xs)-1) {
			continue
		}
		if last >= 0 {
			drawn := slices.IndexFunc(loose, func(h stroke) bool {
				return abs(h.a-l.a) <= 2*snap && abs(h.b-l.b) <= 2*snap && h.pos < mid(&lines[last]) && h.pos > mid(&lines[i])
			})
			switch {
			case drawn >= 0:
				bands = append(bands, loose[drawn].pos)
			case last == i-1:
				bands = append(bands, (mid(&lines[last])+mid(&lines[i]))/2)
			default:
				return nil
			}
		}
		last = i
	}
	if last < 0 {
		return nil
	}
	return append(bands, lines[len(lines)-1].bottom()-1)
}

// holds reports that each stretch of a line stands in one column.
func (t *lattice) holds(l *tline) bool {
	for k := range l.segs {
		s := &l.segs[k]
		if from, to := t.span(s); from != to || s.x0 < t.xs[0]-snap || s.x1 > t.xs[len(t.xs)-1]+snap {
			return false
		}
	}
	return true
}
