package layout

import (
	"cmp"
	"slices"

	"selfeval/extract/pdf/page"
)

// across is what is drawn across a page outside the grids.
type across struct {
	shades []stroke // the edges of shaded areas
	lines  []stroke
}

// shades gives the upper and lower edges of the shaded areas that lie outside the
// grids: where rows are told apart by colour, their edges are lines between them.
func shades(p *page.Page, grids []*grid) []stroke {
	var out []stroke
	for i := range p.Areas {
		a := &p.Areas[i]
		b := a.Box
		if !finite(b.X0, b.X1, b.Y0, b.Y1) || luminance(a.Color) > 0.985 || b.Y1-b.Y0 < 5 || b.Y1-b.Y0 > 0.4*p.Height {
			continue
		}
		within := false
		for _, g := range grids {
			within = within || inside(g.box, (b.X0+b.X1)/2, (b.Y0+b.Y1)/2)
		}
		if !within {
			out = append(out, stroke{b.Y0, b.X0, b.X1}, stroke{b.Y1, b.X0, b.X1})
		}
	}
	if len(out) > 4*maxStrokes {
		return nil
	}
	return joinStrokes(out)
}

// shadesIn gives the edges of the shaded areas within a table that lines draw, and those
// of them beyond which no area of the same colour goes on: writers that shade each line
// of a cell by itself leave edges between them.
func shadesIn(p *page.Page, box page.Box) (all, turns []stroke) {
	type edge struct {
		color uint32
		y     int
	}
	from, to := map[edge]bool{}, map[edge]bool{}
	var own []*page.Area
	for i := range p.Areas {
		a := &p.Areas[i]
		b := a.Box
		if finite(b.X0, b.X1, b.Y0, b.Y1) && inside(box, (b.X0+b.X1)/2, (b.Y0+b.Y1)/2) && b.Y1-b.Y0 > 5 && len(own) < 2*maxStrokes {
			own = append(own, a)
			from[edge{a.Color, int(b.Y0)}], to[edge{a.Color, int(b.Y1)}] = true, true
		}
	}
	near := func(seen map[edge]bool, color uint32, y float64) bool {
		return seen[edge{color, int(y)}] || seen[edge{color, int(y) - 1}] || seen[edge{color, int(y) + 1}]
	}
	for _, a := range own {
		low, high := stroke{a.Box.Y0, a.Box.X0, a.Box.X1}, stroke{a.Box.Y1, a.Box.X0, a.Box.X1}
		all = append(all, low, high)
		if !near(to, a.Color, low.pos) {
			turns = append(turns, low)
		}
		if !near(from, a.Color, high.pos) {
			turns = append(turns, high)
		}
	}
	return joinStrokes(all), joinStrokes(turns)
}

// edgesWithin gives the heights, from the top, at which shades begin or end over
// most of a box's width.
func edgesWithin(shades []stroke, box page.Box) []float64 {
	var ys []float64
	for _, s := range shades {
		if s.pos < box.Y1 && s.pos > box.Y0 && min(s.b, box.X1)-max(s.a, box.X0) > 0.6*(box.X1-box.X0) {
			ys = append(ys, s.pos)
		}
	}
	slices.Sort(ys)
	slices.Reverse(ys)
	return ys
}

// heightBetween reports whether one of the heights, which descend, lies below upper and
// above lower.
func heightBetween(ys []float64, upper, lower float64) bool {
	i, _ := slices.BinarySearchFunc(ys, upper, func(y, upper float64) int { return cmp.Compare(upper, y) })
	return i < len(ys) && ys[i] > lower
}
