package layout

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// Several pages printed on one sheet of paper, with a frame around each: lines that run
// from one edge of the paper to the other part them, and each is laid out by itself.

// mostParts is more pages than are printed beside each other on one sheet.
const mostParts = 4

// partsOf gives the pages printed on one, in reading order; nil where it is but one.
func partsOf(p *page.Page) []page.Box {
	var xs, ys []float64
	for i := range p.Rules {
		r := &p.Rules[i]
		switch {
		case r.Horizontal() && r.X0 < atEdge*p.Width && r.X1 > (1-atEdge)*p.Width:
			ys = append(ys, (r.Y0+r.Y1)/2)
		case !r.Horizontal() && r.Y0 < atEdge*p.Height && r.Y1 > (1-atEdge)*p.Height:
			xs = append(xs, (r.X0+r.X1)/2)
		}
	}
	if len(xs)+len(ys) == 0 {
		return nil
	}
	xs, ys = within(xs, p.Width), within(ys, p.Height)
	if len(xs) > mostParts || len(ys) > mostParts || len(xs)+len(ys) < 5 || cutThrough(p, xs, ys) {
		return nil
	}
	var out []page.Box
	for k := len(ys) - 1; k > 0; k-- {
		for i := 1; i < len(xs); i++ {
			out = append(out, page.Box{X0: xs[i-1], Y0: ys[k-1], X1: xs[i], Y1: ys[k]})
		}
	}
	return out
}

// atEdge is the share of a page's size within which a line ends at its edge: no printer
// gets that far, and no table of one page.
const atEdge = 0.005

// within gives the places of lines between the edges of a page, and the edges.
func within(at []float64, size float64) []float64 {
	out := []float64{0}
	for _, x := range cluster(at) {
		if x > 0.15*size && x < 0.85*size {
			out = append(out, x)
		}
	}
	return append(out, size)
}

// cutThrough reports a character that stands on one of the lines.
func cutThrough(p *page.Page, xs, ys []float64) bool {
	for i := range p.Glyphs {
		b := p.Glyphs[i].Box
		dx, dy := 0.2*(b.X1-b.X0), 0.2*(b.Y1-b.Y0)
		if slices.ContainsFunc(xs, func(x float64) bool { return x > b.X0+dx && x < b.X1-dx }) ||
			slices.ContainsFunc(ys, func(y float64) bool { return y > b.Y0+dy && y < b.Y1-dy }) {
			return true
		}
	}
	return false
}

// analyseParts lays out each of the pages printed on one.
func analyseParts(ctx context.Context, p *page.Page, turn turn, parts []page.Box, limits document.Limits) (*Sheet, error) {
	s := &Sheet{Number: p.Number, Width: p.Width, Height: p.Height, turn: turn}
	most := -1
	for _, b := range parts {
		o, err := analyse(ctx, only(p, b), turn, limits)
		if err != nil {
			return nil, err
		}
		s.items = append(s.items, o.items...)
		s.Chars += o.Chars
		s.Slanted += o.Slanted
		s.letters += o.letters
		s.Pictures += o.Pictures
		s.pictures = append(s.pictures, o.pictures...)
		s.rules = append(s.rules, o.rules...)
		if o.Chars > most {
			most, s.size = o.Chars, o.size
		}
	}
	return s, nil
}

// only is what of a page lies in a box, the lines along its edges left out.
func only(p *page.Page, b page.Box) *page.Page {
	q := *p
	q.Glyphs, q.Rules, q.Areas, q.Pictures = nil, nil, nil, nil
	in := func(o page.Box) bool { x, y := o.Center(); return inside(b, x, y) }
	for i := range p.Glyphs {
		if in(p.Glyphs[i].Box) {
			q.Glyphs = append(q.Glyphs, p.Glyphs[i])
		}
	}
	for _, r := range p.Rules {
		x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2
		edge := !r.Horizontal() && min(abs(x-b.X0), abs(x-b.X1)) < 2*snap || r.Horizontal() && min(abs(y-b.Y0), abs(y-b.Y1)) < 2*snap
		if inside(b, x, y) && !edge {
			q.Rules = append(q.Rules, r)
		}
	}
	for _, a := range p.Areas {
		if in(a.Box) {
			q.Areas = append(q.Areas, a)
		}
	}
	for _, o := range p.Pictures {
		if in(o) {
			q.Pictures = append(q.Pictures, o)
		}
	}
	return &q
}
