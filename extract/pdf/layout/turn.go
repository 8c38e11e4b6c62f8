package layout

import (
	"math"

	"selfeval/extract/pdf/page"
)

// turn is a rotation by quarters that brings a page's text upright, for pages
// whose text runs sideways without the page saying so.
type turn struct {
	quarters      int     // clockwise quarters applied: 0–3
	width, height float64 // of the page before
}

// upright turns the page if most of its text runs sideways or upside down.
func upright(p *page.Page) (*page.Page, turn) {
	var count [4]int
	for i := range p.Glyphs {
		if q, ok := quarter(p.Glyphs[i].Angle); ok && !p.Glyphs[i].Vertical {
			count[q]++
		}
	}
	q := 0
	for i, n := range count {
		if n > count[q] {
			q = i
		}
	}
	// A few sideways words on a page of pictures do not make it a turned page.
	if q == 0 || count[q] < 3*count[0] || count[q] < turnedText {
		return p, turn{0, p.Width, p.Height}
	}
	return turned(p, q)
}

// turned gives a page turned back by q quarters.
func turned(p *page.Page, q int) (*page.Page, turn) {
	t := turn{q, p.Width, p.Height}
	r := *p
	if q%2 == 1 {
		r.Width, r.Height = p.Height, p.Width
	}
	r.Glyphs = make([]page.Glyph, len(p.Glyphs))
	for i, g := range p.Glyphs {
		g.Box = t.apply(g.Box)
		g.Angle = math.Mod(g.Angle-float64(q)*90+720, 360)
		// Engines give the baseline of upright text only; a font's descent is
		// about a fifth of its size.
		g.Baseline = g.Box.Y0 + 0.2*(g.Box.Y1-g.Box.Y0)
		r.Glyphs[i] = g
	}
	r.Rules = make([]page.Rule, len(p.Rules))
	for i, u := range p.Rules {
		b := t.apply(page.Box{X0: u.X0, Y0: u.Y0, X1: u.X1, Y1: u.Y1})
		u.X0, u.Y0, u.X1, u.Y1 = b.X0, b.Y0, b.X1, b.Y1
		r.Rules[i] = u
	}
	r.Areas = make([]page.Area, len(p.Areas))
	for i, a := range p.Areas {
		a.Box = t.apply(a.Box)
		r.Areas[i] = a
	}
	r.Pictures = make([]page.Box, len(p.Pictures))
	for i, b := range p.Pictures {
		r.Pictures[i] = t.apply(b)
	}
	return &r, t
}

// quarter is the direction of writing in quarters, false for slanted text.
func quarter(angle float64) (int, bool) {
	q := math.Round(angle / 90)
	if math.Abs(angle-q*90) > 3 {
		return 0, false
	}
	return ((int(q) % 4) + 4) % 4, true
}

// apply maps a box of the page into the turned page.
func (t turn) apply(b page.Box) page.Box {
	switch t.quarters {
	case 1: // text ran upwards
		return page.Box{X0: b.Y0, Y0: t.width - b.X1, X1: b.Y1, Y1: t.width - b.X0}
	case 2:
		return page.Box{X0: t.width - b.X1, Y0: t.height - b.Y1, X1: t.width - b.X0, Y1: t.height - b.Y0}
	case 3:
		return page.Box{X0: t.height - b.Y1, Y0: b.X0, X1: t.height - b.Y0, Y1: b.X1}
	}
	return b
}

// undo maps a box of the turned page back into the page.
func (t turn) undo(b page.Box) page.Box {
	switch t.quarters {
	case 1:
		return page.Box{X0: t.width - b.Y1, Y0: b.X0, X1: t.width - b.Y0, Y1: b.X1}
	case 2:
		return t.apply(b)
	case 3:
		return page.Box{X0: b.Y0, Y0: t.height - b.X1, X1: b.Y1, Y1: t.height - b.X0}
	}
	return b
}
