package seen

import "selfeval/extract/pdf/page"

const (
	// paleInk is how light a character is that can be a mark under the text or hidden;
	// printed grey text is darker.
	paleInk = 0.6
	// whiteInk is as good as white: no text of any size is read in it on white paper.
	whiteInk = 0.93
	// largeMark is how much larger than the text a pale mark is.
	largeMark = 1.6
	// contrast is the least difference by which text is read on what lies under it.
	contrast = 0.15
)

// fade takes away characters that nobody sees or is meant to read: white on white, and
// large and pale.
func fade(c *clock, p *page.Page, body float64) {
	var out []bool
	marks := false
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Color != 0 && pale(c, p, g, body) {
			if out == nil {
				out = make([]bool, len(p.Glyphs))
			}
			out[i] = true
			marks = marks || page.Luminance(g.Color) < whiteInk
		}
	}
	if out == nil {
		return
	}
	kind := page.Hidden
	if marks {
		kind = page.Watermark
	}
	p.Leave(kind, func(i int) bool { return out[i] })
}

// pale reports a watermark's or a hidden character: lighter than any text that
// is meant to be read on what lies under it.
func pale(c *clock, p *page.Page, g *page.Glyph, body float64) bool {
	l := page.Luminance(g.Color)
	if l < paleInk || l < whiteInk && g.Size < largeMark*body {
		return false
	}
	c.work(len(p.Areas) + len(p.Pictures))
	x, y := g.Box.Center()
	for i := len(p.Areas) - 1; i >= 0; i-- {
		if a := &p.Areas[i]; a.Box.Holds(x, y) {
			return l-page.Luminance(a.Color) < contrast
		}
	}
	for _, b := range p.Pictures {
		if b.Holds(x, y) {
			return false
		}
	}
	return true
}
