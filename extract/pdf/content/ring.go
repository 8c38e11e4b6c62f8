package content

import "selfeval/extract/pdf/page"

// arcs are the curves of a path: how many, and the box of their ends.
type arcs struct {
	n   int
	box page.Box
}

const (
	// roundArcs is how many curves writers make a circle or an oval of; the band between
	// two of them has twice as many.
	roundArcs = 4
	maxRings  = 1 << 10
)

// curve goes along a curve to a point.
func (in *interp) curve(x, y float64) {
	ax, ay := in.gs.ctm.Apply(in.at[0], in.at[1])
	bx, by := in.gs.ctm.Apply(x, y)
	b := page.Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
	if in.arcs.n > 0 {
		b = b.Union(in.arcs.box)
	}
	in.arcs = arcs{in.arcs.n + 1, b}
	in.at, in.curved = [2]float64{x, y}, true
}

// ring notes a path that is a circle or an oval, drawn as a line or filled as a band: the
// corners of a rounded frame have sides between them.
func (in *interp) ring(fill, stroke bool) {
	if in.arcs.n < roundArcs || len(in.rects) > 0 || len(in.page.Rings) >= maxRings {
		return
	}
	for _, s := range in.path { // the step that closes it
		if max(s.x1-s.x0, s.x0-s.x1, s.y1-s.y0, s.y0-s.y1) > thin {
			return
		}
	}
	switch {
	case stroke:
		in.page.Rings = append(in.page.Rings, page.Area{Box: in.arcs.box, Color: in.gs.seen(in.gs.stroke)})
	case fill && in.arcs.n >= 2*roundArcs:
		in.page.Rings = append(in.page.Rings, page.Area{Box: in.arcs.box, Color: in.gs.seen(in.gs.fill)})
	}
}
