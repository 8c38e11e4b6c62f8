package layout

import (
	"cmp"
	"math"
	"slices"

	"selfeval/extract/pdf/page"
)

// stroke is a drawn line along one axis: at pos across it, from a to b along it.
type stroke struct{ pos, a, b float64 }

const (
	// snap is how far apart lines may be drawn and still be meant as one: double
	// lines, borders of neighbouring cells, careless ends. No cell is that small.
	snap = 3.0
	// maxStrokes is how many separate lines of one direction a page of tables may
	// have; more make a drawing.
	maxStrokes = 3000
)

// cleanRules gives the page's visible horizontal and vertical lines, pieces of
// one line joined. Both are nil where the page is a drawing.
func cleanRules(p *page.Page) (hs, vs []stroke) {
	for i := range p.Rules {
		r := &p.Rules[i]
		if !finite(r.X0, r.X1, r.Y0, r.Y1) || luminance(r.Color) > 0.97 && !onArea(p, r) {
			continue
		}
		h, v := r.Horizontal(), !r.Horizontal()
		x, y, reach := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2, 0.0
		if max(r.X1-r.X0, r.Y1-r.Y0) <= 1.5*r.Width {
			h, v, reach = true, true, r.Width/2 // a dot of a dotted line, in either direction
		}
		if h {
			hs = append(hs, stroke{y, min(r.X0, x-reach), max(r.X1, x+reach)})
		}
		if v {
			vs = append(vs, stroke{x, min(r.Y0, y-reach), max(r.Y1, y+reach)})
		}
	}
	hs, vs = joinStrokes(hs), joinStrokes(vs)
	if len(hs) > maxStrokes || len(vs) > maxStrokes {
		return nil, nil
	}
	return hs, vs
}

// onArea reports whether a white line separates shaded areas.
func onArea(p *page.Page, r *page.Rule) bool {
	x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2
	for i := range p.Areas {
		if a := &p.Areas[i]; luminance(a.Color) < luminance(r.Color)-0.02 && inside(page.Box{X0: a.Box.X0 - 2, Y0: a.Box.Y0 - 2, X1: a.Box.X1 + 2, Y1: a.Box.Y1 + 2}, x, y) {
			return true
		}
	}
	return false
}

// joinStrokes joins strokes that lie on one line and touch or overlap, or whose
// gap is that of a dashed line.
func joinStrokes(ss []stroke) []stroke {
	if len(ss) == 0 {
		return nil
	}
	slices.SortFunc(ss, func(x, y stroke) int { return cmp.Or(cmp.Compare(x.pos, y.pos), cmp.Compare(x.a, y.a)) })
	var out []stroke
	for i := 0; i < len(ss); {
		j := i + 1
		for j < len(ss) && ss[j].pos-ss[i].pos <= snap/2 {
			j++
		}
		line := ss[i:j]
		slices.SortFunc(line, func(x, y stroke) int { return cmp.Compare(x.a, y.a) })
		cur, n := line[0], 1.0
		for _, s := range line[1:] {
			if s.a <= cur.b+snap {
				cur.b = max(cur.b, s.b)
				cur.pos += s.pos
				n++
				continue
			}
			cur.pos /= n
			out = append(out, cur)
			cur, n = s, 1
		}
		cur.pos /= n
		out = append(out, cur)
		i = j
	}
	// What is shorter than a character after joining is a mark, not a line.
	return slices.DeleteFunc(out, func(s stroke) bool { return s.b-s.a < 4 })
}

// cluster brings positions closer than snap together: the sorted means.
func cluster(ps []float64) []float64 {
	slices.Sort(ps)
	var out []float64
	for i := 0; i < len(ps); {
		j, sum := i, 0.0
		for j < len(ps) && ps[j]-ps[i] <= 1.5*snap && (j == i || ps[j]-ps[j-1] <= snap) {
			sum += ps[j]
			j++
		}
		out = append(out, sum/float64(j-i))
		i = j
	}
	return out
}

// nearest is the index of the position closest to v.
func nearest(ps []float64, v float64) int {
	i, found := slices.BinarySearch(ps, v)
	if found || i == 0 {
		return i
	}
	if i == len(ps) || math.Abs(ps[i-1]-v) <= math.Abs(ps[i]-v) {
		return i - 1
	}
	return i
}
