package layout

import "slices"

// Rows that a change of colour parts where no line does: a header on a dark ground, and
// right below it the rest of a row that the page before cut.

// shadeLines proposes lines where a shade begins or ends across a row, between the lines
// of its text.
func (g *grid) shadeLines() []hypothesis {
	if len(g.turns) == 0 {
		return nil
	}
	ys := edgesWithin(g.turns, g.box)
	var out []hypothesis
	for r := 0; r < g.nr() && len(ys) > 0; r++ {
		for len(ys) > 0 && ys[0] > g.ys[r]-thinRowHeight {
			ys = ys[1:]
		}
		for ; len(ys) > 0 && ys[0] > g.ys[r+1]; ys = ys[1:] {
			if ys[0] < g.ys[r+1]+thinRowHeight {
				continue
			}
			if h := g.shadeAt(r, ys[0]); h.hs != nil {
				out = append(out, h)
				break
			}
		}
	}
	return out
}

// shadeAt weighs whether the edge of a shade at height y, within row r, is a line.
func (g *grid) shadeAt(r int, y float64) hypothesis {
	h := hypothesis{by: "shade", box: g.box}
	h.box.Y0, h.box.Y1 = g.ys[r+1], g.ys[r]
	above, below := 0, 0
	var lines []stroke
	for c := range g.nc() {
		i := g.at[r*g.nc()+c]
		if i < 0 || g.cells[i].rows > 1 {
			continue
		}
		k := &g.cells[i]
		if !g.shadeOver(y, g.xs[c], g.xs[c+1]) {
			return h
		}
		lines = append(lines, stroke{y, g.xs[c], g.xs[c+1]})
		if k.col != c {
			continue
		}
		up, down, through := k.sidesOf(y)
		if through {
			return h
		}
		if up {
			above++
		}
		if down {
			below++
		}
	}
	if above < 2 || below == 0 {
		return h
	}
	h.because("底色在此处变化", "the shade changes here", shadeEnds)
	h.hs = lines
	return h
}

// shadeOver reports the edge of a shade at a height, over a stretch.
func (g *grid) shadeOver(y, x0, x1 float64) bool {
	return slices.ContainsFunc(g.turns, func(s stroke) bool { return abs(s.pos-y) < 0.1 && s.a <= x0+snap && s.b >= x1-snap })
}

// sidesOf tells whether a cell's text stands above and below a height, and whether the
// height runs through a character.
func (c *cell) sidesOf(y float64) (above, below, through bool) {
	for i := range c.marks {
		m := &c.marks[i]
		switch {
		case m.base >= y-0.1*m.size:
			above = true
		case m.base+0.7*m.size <= y:
			below = true
		default:
			return above, below, true
		}
	}
	return above, below, false
}
