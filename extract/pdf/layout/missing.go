package layout

import "slices"

// Lines that a table should have and does not: below the title of a group, between
// two rows of which only every other line is drawn, down the body of a table whose
// header alone has verticals. The cells there hold what belongs in several; where it
// stands tells which lines are missing.

// completed gives the grid with the lines that it lacks, itself where it lacks none.
func (g *grid) completed() *grid {
	for _, propose := range []func(*grid) []hypothesis{(*grid).hiddenColumns, (*grid).missingColumns, (*grid).shadeLines, (*grid).halfLines, (*grid).severalInOne} {
		if hs := choose(propose(g)); len(hs) > 0 {
			if n := g.with(hs); n != nil {
				g = n
			}
		}
	}
	return g
}

// with draws the lines of hypotheses, nil where that makes no table of the same text.
func (g *grid) with(hypotheses []hypothesis) *grid {
	hs, vs := slices.Clone(g.hs), slices.Clone(g.vs)
	for i := range hypotheses {
		hs, vs = append(hs, hypotheses[i].hs...), append(vs, hypotheses[i].vs...)
	}
	n := newGrid(hs, vs)
	if n.nr()*n.nc() > 250_000 {
		return nil
	}
	n.cut(hs, vs)
	if n.nc() < 2 || !g.deal([]*grid{n}) {
		return nil
	}
	n.added, n.shades, n.turns = slices.Concat(g.added, hypotheses), g.shades, g.turns
	return n
}

// stretch is a stretch of a cell's line.
type stretch struct {
	seg
	col int // the column that holds it whole, -1 where none does
}

// cellLine is a line of text in a cell.
type cellLine struct {
	tline
	parts []stretch
}

// linesOf reads a cell's text, parted at the grid's columns where there are gaps.
func (g *grid) linesOf(c *cell) []cellLine {
	lat := &lattice{xs: g.xs}
	var out []cellLine
	for _, r := range rowsOf(slices.Clone(c.marks)) {
		l := newLine(r, tableGap)
		if c.cols > 1 {
			lat.resplit(&l)
		} else {
			l.segs = []seg{{r, r[0].box.X0, r[len(r)-1].box.X1}}
		}
		cl := cellLine{tline: l}
		for _, s := range l.segs {
			cl.parts = append(cl.parts, stretch{s, g.columnOf(&s)})
		}
		out = append(out, cl)
	}
	return out
}

// columnOf is the column that holds a stretch whole, -1 where none does.
func (g *grid) columnOf(s *seg) int {
	i := g.colOf((s.x0+s.x1)/2) - 1
	if i < 0 || i >= g.nc() || s.x0 < g.xs[i]-1 || s.x1 > g.xs[i+1]+1 {
		return -1
	}
	return i
}

// columned reports a line whose stretches stand each in a column of its own.
func (l *cellLine) columned() bool {
	last := -1
	for _, p := range l.parts {
		if p.col <= last {
			return false
		}
		last = p.col
	}
	return len(l.parts) > 1
}
