package layout

import (
	"cmp"
	"slices"

	"selfeval/report"
)

// Where cells are merged over rows, the lines between the rows have gaps. With no line
// down the page drawn, as Firefox prints long tables, the gaps tell the merged cells,
// and some of the columns; the text tells the others.

// gapped finds the lines in pieces that belong to a table between x0 and x1 whose
// full lines are those of group, and returns all of them with the gaps of each by
// height. Pieces stand at one side of the table at least, or between the same edges again
// and again: others are underlines, or part levels of a header.
func gapped(group, hs []stroke, x0, x1 float64) ([]stroke, map[float64][]stroke) {
	gaps := map[float64][]stroke{}
	out := slices.Clone(group)
	var inner []gappedLine
	for i := 0; i < len(hs); {
		j := i + 1
		for j < len(hs) && hs[i].pos-hs[j].pos <= snap/2 {
			j++
		}
		line := slices.Clone(hs[i:j])
		i = j
		slices.SortFunc(line, func(a, b stroke) int { return cmp.Compare(a.a, b.a) })
		if slices.ContainsFunc(line, func(h stroke) bool { return h.a < x0-2*snap || h.b > x1+2*snap }) {
			continue
		}
		var holes []stroke
		at, drawn := x0, 0.0
		for _, h := range line {
			if h.a > at+2*snap {
				holes = append(holes, stroke{line[0].pos, at, h.a})
			}
			at, drawn = max(at, h.b), drawn+h.b-h.a
		}
		if at < x1-2*snap {
			holes = append(holes, stroke{line[0].pos, at, x1})
		}
		left, right := line[0].a <= x0+2*snap, at >= x1-2*snap
		if len(holes) == 0 || drawn < 0.3*(x1-x0) {
			continue
		}
		pos := line[0].pos
		if slices.ContainsFunc(out, func(h stroke) bool { return abs(h.pos-pos) <= snap }) {
			continue
		}
		if !left && !right {
			inner = append(inner, gappedLine{stroke{pos, line[0].a, at}, holes})
			continue
		}
		out = append(out, stroke{pos, x0, x1})
		gaps[pos] = holes
	}
	slices.SortFunc(inner, func(a, b gappedLine) int { return cmp.Compare(a.a, b.a) })
	for _, l := range inner {
		from, _ := slices.BinarySearchFunc(inner, l.a-snap, func(o gappedLine, a float64) int { return cmp.Compare(o.a, a) })
		alike := 0
		for i := from; i < len(inner) && inner[i].a <= l.a+snap && alike < leastAlike; i++ {
			if abs(inner[i].b-l.b) <= snap {
				alike++
			}
		}
		if alike >= leastAlike {
			out = append(out, stroke{l.pos, x0, x1})
			gaps[l.pos] = l.holes
		}
	}
	slices.SortFunc(out, func(a, b stroke) int { return cmp.Compare(b.pos, a.pos) })
	return out, gaps
}

// gappedLine is a line in pieces that reaches neither side of the table.
type gappedLine struct {
	stroke
	holes []stroke
}

// gappedTable reads lines between bands of which some have gaps, nil where that makes
// no table.
func gappedTable(lines []tline, bands, xs []float64, gaps map[float64][]stroke, x0, x1 float64) *table {
	bands = trimBands(lines, bands)
	if len(bands) < 3 || len(lines) < 2 || !slices.ContainsFunc(bands, func(y float64) bool { return gaps[y] != nil }) {
		return nil
	}
	// The text of a merged cell stands between the rows' own: without it, the lines
	// of a band are those of one row.
	lat := &lattice{xs: slices.Clone(xs), drawn: xs != nil}
	if xs == nil {
		lat.xs = gappedColumns(lines, bands, gaps, x0, x1)
	}
	if len(lat.xs) < 3 {
		return nil
	}
	var hs, vs []stroke
	for _, y := range bands {
		at := x0
		for _, g := range gaps[y] {
			if g.a > at {
				hs = append(hs, stroke{y, at, g.a})
			}
			at = g.b
		}
		if at < x1 {
			hs = append(hs, stroke{y, at, x1})
		}
	}
	for _, x := range lat.xs {
		vs = append(vs, stroke{x, bands[len(bands)-1], bands[0]})
	}
	g := newGrid(hs, vs)
	g.cut(hs, vs)
	if g.nc() != len(lat.xs)-1 || g.nr() < 2 {
		return nil
	}
	crossed := 0
	lines = slices.Clone(lines)
	for i := range lines {
		lat.resplit(&lines[i])
		for k := range lines[i].segs {
			s := &lines[i].segs[k]
			if from, to := lat.span(s); from < to && !g.holds(s, mid(&lines[i])) {
				crossed++
			}
			if c := g.cellAt((s.x0+s.x1)/2, mid(&lines[i])); c != nil {
				c.marks = append(c.marks, s.marks...)
			} else {
				return nil
			}
		}
	}
	if g.severalRows() {
		return nil
	}
	t := g.table(false)
	if t == nil || t.fill() < 0.4 {
		return nil
	}
	t.inferred, t.ruled, t.closed = true, true, true
	t.confidence, t.reason = 0.9, report.Textf("只有横线，列按文字对齐推断，合并单元格按横线的缺口推断", "lines across alone: columns were told by how text is aligned, merged cells by gaps in the lines")
	t.cross, t.merged = crossed, crossed > 0
	if crossed > 0 {
		t.confidence -= 0.2
	}
	t.open = make([]bool, t.nc)
	for _, h := range gaps[bands[len(bands)-1]] {
		for c := range t.open {
			x := (t.xs[c] + t.xs[c+1]) / 2
			t.open[c] = t.open[c] || h.a < x && x < h.b
		}
	}
	for i := range t.cells {
		k := &t.cells[i]
		if c := g.cellAt((k.box.X0+k.box.X1)/2, (k.box.Y0+k.box.Y1)/2); c != nil && len(c.marks) > 0 {
			b := boxOf(c.marks)
			k.x0, k.x1 = b.X0, b.X1
		}
	}
	return t
}

// severalRows reports a row of the grid in which two cells or more hold figures over
// each other: lines are not drawn between all rows.
func (g *grid) severalRows() bool {
	crowded := map[int]int{}
	for i := range g.cells {
		c := &g.cells[i]
		figures := 0
		for _, r := range rowsOf(slices.Clone(c.marks)) {
			if startsFigure(r[0].text) {
				figures++
			}
		}
		if figures > 1 && c.rows == 1 {
			crowded[c.row]++
		}
	}
	for _, n := range crowded {
		if n > 1 {
			return true
		}
	}
	return false
}

// holds reports a stretch within one cell.
func (g *grid) holds(s *seg, y float64) bool {
	c := g.cellAt((s.x0+s.x1)/2, y)
	return c != nil && s.x0 > c.box.X0-snap && s.x1 < c.box.X1+snap
}

// gappedColumns finds the columns: the ends of gaps, and the white strips through the
// text.
func gappedColumns(lines []tline, bands []float64, gaps map[float64][]stroke, x0, x1 float64) []float64 {
	groups, full := byBands(lines, bands)
	xs := chooseColumns(lines, groups, full)
	xs[0], xs[len(xs)-1] = x0, x1
	var ends []float64
	for _, y := range bands {
		for _, g := range gaps[y] {
			ends = append(ends, g.a, g.b)
		}
	}
	for _, e := range cluster(ends) {
		k := nearest(xs, e)
		switch {
		case abs(xs[k]-e) <= 2*snap || k > 0 && k < len(xs)-1 && white(lines, min(xs[k], e), max(xs[k], e)):
			if k > 0 && k < len(xs)-1 {
				xs[k] = e
			}
		default:
			xs = append(xs, e)
			slices.Sort(xs)
		}
	}
	return xs
}

// white reports a strip without text.
func white(lines []tline, a, b float64) bool {
	for i := range lines {
		if slices.ContainsFunc(lines[i].segs, func(s seg) bool { return s.x0 < b && s.x1 > a }) {
			return false
		}
	}
	return true
}
