package page

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Kind says why text of the file is no text of the page.
type Kind string

// The kinds of text that is left out.
const (
	Hidden    Kind = "hidden"    // invisible, or as pale as what lies under it
	Covered   Kind = "covered"   // painted over later
	Struck    Kind = "struck"    // a line goes through it
	Watermark Kind = "watermark" // a mark on the paper, not on the text
)

// LeftOut is text that a reader does not take for the page's own.
type LeftOut struct {
	Kind Kind
	Text string
	Box  Box
}

const (
	maxLeftOut     = 2000 // of one page
	maxLeftOutText = 400  // bytes of one
)

// Leave takes away the glyphs for which out reports true and keeps their text in
// LeftOut, a stretch of neighbours at a time.
func (p *Page) Leave(kind Kind, out func(i int) bool) {
	kept, first := p.Glyphs[:0], -1
	var last Glyph
	space := false // a space stood before what was just left out
	for i := range p.Glyphs {
		g := p.Glyphs[i]
		if !out(i) {
			g.Space = g.Space || space && near(&last, &g)
			kept, first, space = append(kept, g), -1, false
			continue
		}
		near := first >= 0 && near(&last, &g)
		space = g.Space || space && near
		if last = g; !near {
			if first = -1; len(p.LeftOut) >= maxLeftOut {
				continue
			}
			first = len(p.LeftOut)
			p.LeftOut = append(p.LeftOut, LeftOut{Kind: kind, Box: g.Box})
		}
		p.LeftOut[first].add(&g)
	}
	clear(p.Glyphs[len(kept):])
	p.Glyphs = kept
}

// Note keeps the text of glyphs that are not among the page's.
func (p *Page) Note(kind Kind, gs []Glyph) {
	q := Page{Glyphs: gs, LeftOut: p.LeftOut}
	q.Leave(kind, func(int) bool { return true })
	p.LeftOut = q.LeftOut
}

// near reports that g goes on the text of a.
func near(a, g *Glyph) bool {
	ax, ay := a.Box.Center()
	x, y := g.Box.Center()
	return math.Hypot(x-ax, y-ay) < 2.2*max(a.Size, 1)
}

func (l *LeftOut) add(g *Glyph) {
	l.Box = l.Box.Union(g.Box)
	if len(l.Text)+len(g.Text) <= maxLeftOutText && g.Text != Unknown && utf8.ValidString(g.Text) {
		if g.Space && l.Text != "" {
			l.Text += " "
		}
		l.Text += strings.TrimSpace(g.Text)
	}
}
