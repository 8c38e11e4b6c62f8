package layout

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// A part of a page may be set another way round than the rest: a wide table by a
// quarter, a sheet that was put in upside down. It is laid out as a page of its own.

// block is a part of a page that is turned.
type block struct {
	quarter int
	box     page.Box
}

// turnedBlocks finds the parts of a page, itself upright, that are not.
func turnedBlocks(ctx context.Context, p *page.Page, limits document.Limits) ([]block, error) {
	var boxes [4]page.Box
	var count [4]int
	for i := range p.Glyphs {
		if q := quarterOf(&p.Glyphs[i]); q > 0 {
			if count[q]++; count[q] == 1 {
				boxes[q] = p.Glyphs[i].Box
			}
			boxes[q] = boxes[q].Union(p.Glyphs[i].Box)
		}
	}
	if max(count[1], count[2], count[3]) < turnedText {
		return nil, nil
	}
	hs, vs := cleanRules(p)
	grids, _, err := findGrids(ctx, hs, vs, limits)
	if err != nil {
		return nil, err
	}
	var out []block
	for q := 1; q < 4; q++ {
		if count[q] < turnedText {
			continue
		}
		for _, b := range turnedBoxes(p, grids, q, boxes[q]) {
			if !slices.ContainsFunc(out, func(o block) bool { x := o.box.Intersect(b.box); return x.X1 > x.X0 && x.Y1 > x.Y0 }) {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

// quarterOf is how many quarters a glyph is turned, -1 for one that is not level or
// stands in vertical writing.
func quarterOf(g *page.Glyph) int {
	q, ok := quarter(g.Angle)
	if !ok || g.Vertical {
		return -1
	}
	return q
}

// turnedBoxes gives the parts that are turned by q: all that is, where nothing else
// stands among it, or the tables of which that holds. Sideways words in the cells of
// an upright table are none.
func turnedBoxes(p *page.Page, grids []*grid, q int, all page.Box) []block {
	whole := block{q, all}
	var own []block
	mixed := false
	for _, g := range grids {
		x := g.box.Intersect(all)
		if x.X1 <= x.X0 || x.Y1 <= x.Y0 {
			continue
		}
		if mine, others := census(p, g.box, q); others <= mine/10 && mine >= turnedText {
			whole.box = whole.box.Union(g.box)
			own = append(own, block{q, g.box})
		} else if others > 0 {
			mixed = true
		}
	}
	if mine, others := census(p, whole.box, q); !mixed && others <= mine/10 {
		return []block{whole}
	}
	return own
}

// census counts the glyphs in a box that are turned by q, and the others.
func census(p *page.Page, b page.Box, q int) (mine, others int) {
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if !inside(b, (g.Box.X0+g.Box.X1)/2, (g.Box.Y0+g.Box.Y1)/2) {
			continue
		}
		switch quarterOf(g) {
		case q:
			mine++
		case -1:
		default:
			others++
		}
	}
	return mine, others
}

// apart takes a block out of a page: the page without it, and the block as a page.
func (b *block) apart(p *page.Page) (rest, own *page.Page) {
	in := func(x page.Box) bool {
		return inside(page.Box{X0: b.box.X0 - 2*snap, Y0: b.box.Y0 - 2*snap, X1: b.box.X1 + 2*snap, Y1: b.box.Y1 + 2*snap}, (x.X0+x.X1)/2, (x.Y0+x.Y1)/2)
	}
	r, o := *p, page.Page{Number: p.Number, Width: p.Width, Height: p.Height}
	r.Glyphs, r.Rules, r.Areas = nil, nil, nil
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; quarterOf(g) == b.quarter && in(g.Box) {
			o.Glyphs = append(o.Glyphs, *g)
		} else {
			r.Glyphs = append(r.Glyphs, *g)
		}
	}
	for _, u := range p.Rules {
		if in(page.Box{X0: u.X0, Y0: u.Y0, X1: u.X1, Y1: u.Y1}) {
			o.Rules = append(o.Rules, u)
		} else {
			r.Rules = append(r.Rules, u)
		}
	}
	for _, a := range p.Areas {
		if in(a.Box) {
			o.Areas = append(o.Areas, a)
		} else {
			r.Areas = append(r.Areas, a)
		}
	}
	return &r, &o
}

// takeIn puts what was laid out of a block, in its own page, in its place.
func (s *Sheet) takeIn(b *block, o *Sheet) {
	for i := range o.items {
		if t := o.items[i].table; t != nil {
			t.turnBack(o.turn)
		} else {
			o.items[i].line.turnBack(o.turn)
		}
	}
	at := 0
	for k := range s.items {
		if s.items[k].box().Y1 < b.box.Y1 {
			at = k
			break
		}
		at = k + 1
	}
	s.items = slices.Insert(s.items, at, o.items...)
	s.Chars += o.Chars
	s.letters += o.letters
	s.Slanted += o.Slanted
}

// turnBack gives a table its places on the page; its columns stay those of the block.
func (t *table) turnBack(back turn) {
	t.quarters = back.quarters
	t.box = back.undo(t.box)
	for i := range t.cells {
		t.cells[i].box = back.undo(t.cells[i].box)
		t.cells[i].raised.turnBack(back)
	}
	t.lines, t.bands = nil, nil
}

func (l *line) turnBack(back turn) {
	l.box = back.undo(l.box)
	l.raised.turnBack(back)
	for i := range l.pieces {
		l.pieces[i].box = back.undo(l.pieces[i].box)
	}
	l.base, l.row, l.turned = l.box.Y0, nil, true
}
