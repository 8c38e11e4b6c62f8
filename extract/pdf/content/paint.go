package content

import (
	"math"
	"slices"

	"selfeval/extract/pdf/page"
)

// thin is how thick a filled rectangle can be and still be a drawn line, in points.
const thin = 3.0

// beyond is how far over the page's edge a line must go, in points, to be none that ends
// there.
const beyond = 12

func (in *interp) line(x, y float64) {
	ax, ay := in.gs.ctm.Apply(in.at[0], in.at[1])
	bx, by := in.gs.ctm.Apply(x, y)
	in.at = [2]float64{x, y}
	if len(in.path) < 1<<20 {
		in.path = append(in.path, segment{ax, ay, bx, by})
	}
}

func (in *interp) rectangle(x, y, w, h float64) {
	if len(in.rects) < 1<<20 {
		in.rects = append(in.rects, in.gs.ctm.Box(x, y, x+w, y+h))
	}
	in.start = [2]float64{x, y}
	in.at = in.start
}

// paint ends the path: its lines become rules, its clip takes effect.
func (in *interp) paint(fill, stroke bool) {
	gs := &in.gs
	fill, stroke = fill && in.off == 0, stroke && in.off == 0
	width := max(gs.width*gs.ctm.Scale(), 0.1)
	if stroke {
		for _, r := range in.rects {
			in.sides(r, width, gs.stroke)
		}
		for _, s := range in.path {
			in.rule(s.x0, s.y0, s.x1, s.y1, width, gs.stroke)
		}
	}
	if fill {
		in.fillBoxes()
	}
	in.ring(fill, stroke)
	if in.clipping {
		if b, ok := bounds(in.rects, in.path); ok {
			gs.clip = gs.clip.Intersect(b)
		}
		if _, ok := outline(in.path); in.curved || len(in.rects) != 1 && !ok || len(in.rects) > 0 && len(in.path) > 0 {
			gs.ragged = true
		}
		in.clipping = false
	}
	in.path, in.rects, in.curved, in.arcs = in.path[:0], in.rects[:0], false, arcs{}
}

// fillBoxes takes the rectangles of a path that is filled.
func (in *interp) fillBoxes() {
	boxes, odd := slices.Clip(in.rects), false
	for _, sub := range subpaths(in.path) {
		if b, ok := outline(sub); ok {
			boxes = append(boxes, b)
		} else {
			odd = true
		}
	}
	if len(boxes) == 2 && in.border(boxes[0], boxes[1]) {
		return
	}
	// A shape of another kind beside rectangles, or one within another, may leave holes.
	curved := in.curved
	in.curved = curved || odd || !apart(boxes)
	for _, b := range boxes {
		in.filled(b)
	}
	in.curved = curved
}

func (in *interp) sides(r page.Box, width float64, color uint32) {
	in.rule(r.X0, r.Y0, r.X1, r.Y0, width, color)
	in.rule(r.X0, r.Y1, r.X1, r.Y1, width, color)
	in.rule(r.X0, r.Y0, r.X0, r.Y1, width, color)
	in.rule(r.X1, r.Y0, r.X1, r.Y1, width, color)
}

// border takes a filled rectangle with a hole that leaves but its border: four
// lines. It reports false for any other pair.
func (in *interp) border(a, b page.Box) bool {
	if b.X0 < a.X0 {
		a, b = b, a
	}
	left, right, low, high := b.X0-a.X0, a.X1-b.X1, b.Y0-a.Y0, a.Y1-b.Y1
	if least, most := min(left, right, low, high), max(left, right, low, high); least < 0 || most > thin || most == 0 || b.X1-b.X0 <= thin || b.Y1-b.Y0 <= thin {
		return false
	}
	for _, side := range []page.Box{
		{X0: a.X0, Y0: a.Y0, X1: a.X1, Y1: b.Y0}, {X0: a.X0, Y0: b.Y1, X1: a.X1, Y1: a.Y1},
		{X0: a.X0, Y0: a.Y0, X1: b.X0, Y1: a.Y1}, {X0: b.X1, Y0: a.Y0, X1: a.X1, Y1: a.Y1},
	} {
		if side.X1 > side.X0 && side.Y1 > side.Y0 {
			in.filled(side)
		}
	}
	return true
}

// rule takes a line that runs along an axis, cut to the clip.
func (in *interp) rule(x0, y0, x1, y1, width float64, color uint32) {
	x0, x1 = min(x0, x1), max(x0, x1)
	y0, y1 = min(y0, y1), max(y0, y1)
	w, h := x1-x0, y1-y0
	if w > 0.5 && h > 0.5 || w+h < 0.5 || math.IsNaN(w+h) || len(in.page.Rules) >= 1<<20 {
		return
	}
	c := in.gs.clip
	if right := in.page.Width; h <= 0.5 && x0 > 0 && x1 > right+beyond && c.X1 >= right-1 {
		in.page.Overhang++
	}
	if x1 < c.X0-1 || x0 > c.X1+1 || y1 < c.Y0-1 || y0 > c.Y1+1 {
		return
	}
	x0, x1 = max(x0, c.X0-1), min(x1, c.X1+1)
	y0, y1 = max(y0, c.Y0-1), min(y1, c.Y1+1)
	in.page.Rules = append(in.page.Rules, page.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: width, Color: color})
}

// filled takes a filled rectangle: a line if it is thin, else an area.
func (in *interp) filled(r page.Box) {
	if min(r.X1-r.X0, r.Y1-r.Y0) <= thin {
		in.along(r, in.gs.fill)
		return
	}
	in.shade(r.Intersect(in.gs.clip), in.gs.fill)
}

// shade takes an area that is filled.
func (in *interp) shade(b page.Box, color uint32) {
	if b.X1 > b.X0 && b.Y1 > b.Y0 && len(in.page.Areas) < 1<<18 {
		in.page.Areas = append(in.page.Areas, page.Area{Box: b, Color: in.gs.seen(color)})
		in.covers(b, false)
	}
}

// along takes a thin rectangle for the line along its longer side.
func (in *interp) along(r page.Box, color uint32) {
	if w, h := r.X1-r.X0, r.Y1-r.Y0; h <= w {
		in.rule(r.X0, (r.Y0+r.Y1)/2, r.X1, (r.Y0+r.Y1)/2, h, color)
	} else {
		in.rule((r.X0+r.X1)/2, r.Y0, (r.X0+r.X1)/2, r.Y1, w, color)
	}
}

// subpaths parts a path where it does not go on from where it was: the dashes of
// a border come as one path of many small rectangles.
func subpaths(path []segment) [][]segment {
	var out [][]segment
	start := 0
	for i := 1; i <= len(path); i++ {
		if i == len(path) || path[i].x0 != path[i-1].x1 || path[i].y0 != path[i-1].y1 {
			out = append(out, path[start:i])
			start = i
		}
	}
	return out
}

// outline recognises a path of lines that goes around one upright rectangle, its
// corners mitred or not.
func outline(path []segment) (page.Box, bool) {
	if len(path) < 3 || len(path) > 5 {
		return page.Box{}, false
	}
	for _, s := range path {
		dx, dy := math.Abs(s.x0-s.x1), math.Abs(s.y0-s.y1)
		if min(dx, dy) > 0.1 && max(dx, dy) > thin {
			return page.Box{}, false
		}
	}
	return bounds(nil, path)
}

func bounds(rects []page.Box, path []segment) (b page.Box, ok bool) {
	b = page.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	add := func(x, y float64) {
		b.X0, b.Y0, b.X1, b.Y1 = min(b.X0, x), min(b.Y0, y), max(b.X1, x), max(b.Y1, y)
		ok = true
	}
	for _, r := range rects {
		add(r.X0, r.Y0)
		add(r.X1, r.Y1)
	}
	for _, s := range path {
		add(s.x0, s.y0)
		add(s.x1, s.y1)
	}
	return b, ok
}

func channel(v float64) uint32 { return uint32(math.Round(255 * min(max(v, 0), 1))) }

// seen is a colour as it looks on white paper with the opacity in force.
func (gs *gstate) seen(color uint32) uint32 {
	a := gs.alpha * gs.group
	if a >= 1 {
		return color
	}
	mix := func(shift uint) float64 { return 1 - a*(1-float64(color>>shift&0xff)/255) }
	return rgb(mix(16), mix(8), mix(0))
}

func gray(v float64) uint32 { return rgb(v, v, v) }

func rgb(r, g, b float64) uint32 { return channel(r)<<16 | channel(g)<<8 | channel(b) }

func cmyk(c, m, y, k float64) uint32 {
	return rgb((1-c)*(1-k), (1-m)*(1-k), (1-y)*(1-k))
}

// components reads a colour given by its components; a pattern has none. The
// colour of an ink is not known, but how much of it there is.
func components(o *operands, ink bool) (uint32, bool) {
	most := 0.0
	for _, t := range o.list {
		if t.kind != tokNumber {
			return 0, false
		}
		most = max(most, t.num)
	}
	if ink && len(o.list) > 0 {
		return gray(1 - most), true
	}
	switch len(o.list) {
	case 1:
		return gray(o.num(0)), true
	case 3:
		return rgb(o.num(0), o.num(1), o.num(2)), true
	case 4:
		return cmyk(o.num(0), o.num(1), o.num(2), o.num(3)), true
	}
	return 0, false
}
