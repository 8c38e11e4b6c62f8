package content

import "selfeval/extract/pdf/page"

// What is painted opaquely over text hides it: a corrected figure with the old one
// under it, a black bar. What lets the paper through does not: a marker pen, a seal.

// cover is an opaque shape or picture painted over what stood there.
type cover struct {
	box     page.Box
	before  int // so many glyphs were painted before it
	picture bool
}

const (
	maxCovers = 1 << 16
	// opaque is the opacity from which nothing is read through a colour.
	opaque = 0.85
)

// covers notes a shape that is painted now.
func (in *interp) covers(b page.Box, picture bool) {
	gs := &in.gs
	if n := len(in.page.Glyphs); n > 0 && len(in.covered) < maxCovers && !gs.blends && !gs.ragged && !in.curved && gs.alpha*gs.group >= opaque && b.X1-b.X0 > thin && b.Y1-b.Y0 > thin {
		in.covered = append(in.covered, cover{b, n, picture})
	}
}

// apart reports that no two boxes overlap: where one lies in another it may be a hole.
func apart(boxes []page.Box) bool {
	if len(boxes) > 32 {
		return false
	}
	for i, a := range boxes {
		for _, b := range boxes[:i] {
			if c := a.Intersect(b); c.X1-c.X0 > 0.5 && c.Y1-c.Y0 > 0.5 {
				return false
			}
		}
	}
	return true
}

// uncover takes the text away that was painted over. Text under a picture of the page
// is what a machine read on it, and stays.
func (in *interp) uncover() {
	gs := in.page.Glyphs
	if len(in.covered) == 0 || len(gs) == 0 {
		return
	}
	if gs = gs[:min(len(gs), in.covered[len(in.covered)-1].before)]; len(gs) == 0 {
		return
	}
	bands := newBands(gs)
	out := make([]bool, len(in.page.Glyphs))
	found := false
	recognised := 0
	for k := range in.covered {
		c := &in.covered[k]
		scan := c.picture && (c.box.X1-c.box.X0)*(c.box.Y1-c.box.Y0) > 0.3*in.page.Width*in.page.Height
		in.work(bands.within(c.box, func(i int) {
			if i >= c.before || out[i] || !hides(c.box, gs[i].Box) {
				return
			}
			if scan {
				recognised++
				return
			}
			out[i], found = true, true
		}))
	}
	in.page.Recognised += min(recognised, len(gs))
	if found {
		in.page.Leave(page.Covered, func(i int) bool { return out[i] })
	}
}

// hides reports that most of a glyph lies under a shape: its middle, and no edge of it
// sticks out by more than a third.
func hides(c, g page.Box) bool {
	w, h := (g.X1-g.X0)/3, (g.Y1-g.Y0)/3
	return c.X0 <= g.X0+w && c.X1 >= g.X1-w && c.Y0 <= g.Y0+h && c.Y1 >= g.Y1-h
}

// bands sorts glyphs by the height at which they stand.
type bands struct {
	low, step float64
	at        [][]int32
	gs        []page.Glyph
}

func newBands(gs []page.Glyph) *bands {
	b := &bands{step: 8, gs: gs, at: make([][]int32, 256)}
	for i := range gs {
		k := b.band((gs[i].Box.Y0 + gs[i].Box.Y1) / 2)
		b.at[k] = append(b.at[k], int32(i))
	}
	return b
}

func (b *bands) band(y float64) int {
	return int(min(max((y-b.low)/b.step, 0), float64(len(b.at)-1)))
}

// within calls f for the glyphs at a box's heights; it returns how many it looked at.
func (b *bands) within(box page.Box, f func(i int)) int {
	n := 0
	for k := b.band(box.Y0); k <= b.band(box.Y1); k++ {
		n += len(b.at[k]) + 1
		for _, i := range b.at[k] {
			if x := (b.gs[i].Box.X0 + b.gs[i].Box.X1) / 2; x >= box.X0 && x <= box.X1 {
				f(int(i))
			}
		}
	}
	return n
}
