package pdf

import (
	"math"

	"selfeval/extract/pdf/page"
)

// A table may be set sideways or upside down on a page whose other text is upright. Such
// a block is laid out as a page of its own, with the lines around it: which way is up is
// decided a block, not a page. Single words along a table's side belong to that table.

const (
	leastOver     = 10   // characters that make a block upside down
	leastSideways = 40   // and sideways, where a label beside a table has fewer
	leastSide     = 60.0 // points that such a block is wide and high
	foreign       = 0.05 // upright characters in it, as a share of its own
	frame         = 12.0 // points between its text and the lines around it
)

// split takes the blocks that are not upright out of a page; each is a page of its own.
func split(p *page.Page) []*page.Page {
	var count [4]int
	var box [4]page.Box
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		q, ok := quarter(g)
		if !ok {
			continue
		}
		if count[q]++; count[q] == 1 {
			box[q] = g.Box
		} else {
			box[q] = box[q].Union(g.Box)
		}
	}
	var out []*page.Page
	for q := 1; q < 4; q++ {
		least := leastSideways
		if q == 2 {
			least = leastOver
		}
		b := box[q]
		if count[q] < least || count[q] >= 3*count[0] || q != 2 && min(b.X1-b.X0, b.Y1-b.Y0) < leastSide || mixed(p, q, b, count[q]) {
			continue
		}
		out = append(out, cutOut(p, q, b))
	}
	return out
}

// quarter is the direction of writing in quarter turns, false for slanted and vertical
// text.
func quarter(g *page.Glyph) (int, bool) {
	if g.Vertical || !g.Straight() {
		return 0, false
	}
	return (int(math.Round(g.Angle/90))%4 + 4) % 4, true
}

// mixed reports that text of another direction stands in a block.
func mixed(p *page.Page, q int, b page.Box, own int) bool {
	n := 0
	for i := range p.Glyphs {
		if k, ok := quarter(&p.Glyphs[i]); ok && k != q && b.Holds(p.Glyphs[i].Box.Center()) {
			n++
		}
	}
	return float64(n) > foreign*float64(own)
}

// cutOut moves a block to a page of its own.
func cutOut(p *page.Page, q int, b page.Box) *page.Page {
	b = page.Box{X0: b.X0 - frame, Y0: b.Y0 - frame, X1: b.X1 + frame, Y1: b.Y1 + frame}
	block := &page.Page{Number: p.Number, Width: p.Width, Height: p.Height, Engine: p.Engine}
	p.Glyphs, block.Glyphs = part(p.Glyphs, func(g *page.Glyph) bool { k, ok := quarter(g); return ok && k == q })
	p.Rules, block.Rules = part(p.Rules, func(r *page.Rule) bool {
		return b.Holds(r.X0, r.Y0) && b.Holds(r.X1, r.Y1)
	})
	p.Areas, block.Areas = part(p.Areas, func(a *page.Area) bool { return b.Holds(a.Box.X0, a.Box.Y0) && b.Holds(a.Box.X1, a.Box.Y1) })
	return block
}

// part moves what belongs elsewhere out of a list.
func part[T any](list []T, elsewhere func(*T) bool) (kept, out []T) {
	kept = list[:0]
	for i := range list {
		if elsewhere(&list[i]) {
			out = append(out, list[i])
		} else {
			kept = append(kept, list[i])
		}
	}
	return kept, out
}
