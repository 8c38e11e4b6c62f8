package seen

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"selfeval/extract/pdf/page"
)

const (
	// shadow is how light the ink of a mark across the text is at least.
	shadow = 0.45
	// tiles is how often a mark stands on a page that is filled with it.
	tiles = 3
	// banner is how much larger than the text a mark is that stands there once.
	banner = 2.0
	// aslant is how much larger than the text a dark mark is that runs across it once.
	aslant = 1.3
	// turned is the share of glyphs at an angle above which the page itself is tilted.
	turned = 0.5
)

// stretch is a text painted in one go that may be a mark on the paper.
type stretch struct {
	from, to int // glyphs
	crosses  int // glyphs of the text or lines that it runs into
}

// watermarks takes away marks: the same words again and again, pale or at an angle,
// across the text; or one large and pale one that runs into the text. Text that is
// meant to be read runs into nothing.
func watermarks(c *clock, p *page.Page, body float64) {
	ss := stretches(p)
	if len(ss) == 0 {
		return
	}
	groups := map[string][]int{}
	for i, s := range ss {
		key := s.key(p)
		groups[key] = append(groups[key], i)
	}
	cross(c, p, ss)
	out := make([]bool, len(p.Glyphs))
	found := false
	for _, members := range groups {
		if !mark(p, ss, members, body) {
			continue
		}
		found = true
		for _, m := range members {
			for i := ss[m].from; i < ss[m].to; i++ {
				out[i] = true
			}
		}
	}
	if found {
		p.Leave(page.Watermark, func(i int) bool { return out[i] })
	}
}

// mark judges stretches of the same words and looks.
func mark(p *page.Page, ss []stretch, members []int, body float64) bool {
	g := &p.Glyphs[ss[members[0]].from]
	light := page.Luminance(g.Color)
	words, crosses := false, 0
	for i := ss[members[0]].from; i < ss[members[0]].to; i++ {
		words = words || strings.ContainsFunc(p.Glyphs[i].Text, unicode.IsLetter)
	}
	for _, m := range members {
		crosses += ss[m].crosses
	}
	if !g.Straight() {
		return len(members) >= tiles || light >= paleInk || g.Size >= aslant*body
	}
	switch {
	case light < shadow || !words:
		return false
	case len(members) >= tiles:
		return crosses > 0
	}
	return g.Size >= banner*body && crosses > 1
}

// stretches gives the texts that are pale or at an angle, none where most of the
// page is.
func stretches(p *page.Page) []stretch {
	var out []stretch
	n := 0
	last := -1
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Straight() && (g.Color == 0 || page.Luminance(g.Color) < shadow) {
			continue
		}
		n++
		if last >= 0 && last == i-1 && alike(&p.Glyphs[last], g) && follows(&p.Glyphs[last], g) {
			out[len(out)-1].to = i + 1
		} else {
			out = append(out, stretch{from: i, to: i + 1})
		}
		last = i
	}
	if float64(n) > turned*float64(len(p.Glyphs)) && len(p.Pictures) == 0 && !repeats(p, out) {
		return nil
	}
	return out
}

// repeats reports marks that make up most of a page by being repeated.
func repeats(p *page.Page, ss []stretch) bool {
	count := map[string]int{}
	for _, s := range ss {
		count[s.key(p)]++
	}
	return len(count)*tiles <= len(ss)
}

// alike reports glyphs of one look.
func alike(a, b *page.Glyph) bool {
	return a.Color == b.Color && math.Abs(a.Size-b.Size) < 0.02*a.Size && math.Abs(a.Angle-b.Angle) < 1
}

// follows reports that b goes on the line of a, in its direction, a word space away at
// most.
func follows(a, b *page.Glyph) bool {
	ax, ay := a.Box.Center()
	bx, by := b.Box.Center()
	sin, cos := math.Sincos(a.Angle * math.Pi / 180)
	along, across := (bx-ax)*cos+(by-ay)*sin, (by-ay)*cos-(bx-ax)*sin
	return along > 0 && along < 2.2*a.Size && math.Abs(across) < 0.5*a.Size
}

// key is the look and the words of a stretch.
func (s stretch) key(p *page.Page) string {
	g := &p.Glyphs[s.from]
	var b strings.Builder
	fmt.Fprintf(&b, "%.0f %.0f %06x ", g.Size*2, g.Angle, g.Color)
	for i := s.from; i < s.to; i++ {
		b.WriteString(p.Glyphs[i].Text)
	}
	return b.String()
}

// cross counts for each stretch the glyphs of others that lie on it and the drawn lines
// that go through it.
func cross(c *clock, p *page.Page, ss []stretch) {
	own := make([]int, len(p.Glyphs)) // the stretch of each glyph, from 1
	for k, s := range ss {
		for i := s.from; i < s.to; i++ {
			own[i] = k + 1
		}
	}
	at := newGrid(p.Glyphs)
	for i := range p.Glyphs {
		if own[i] != 0 {
			continue
		}
		x, y := p.Glyphs[i].Box.Center()
		c.work(at.near(x, y, func(k int) {
			if own[k] != 0 && p.Glyphs[k].Box.Holds(x, y) {
				ss[own[k]-1].crosses++
			}
		}))
	}
	for k := range p.Rules {
		c.work(len(ss))
		for s := range ss {
			if through(&p.Rules[k], p.Glyphs[ss[s].from].Box) {
				ss[s].crosses++
			}
		}
	}
}

// through reports a drawn line that goes on to both sides of a character, not along its
// edge.
func through(r *page.Rule, b page.Box) bool {
	x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2
	dx, dy := 0.2*(b.X1-b.X0), 0.2*(b.Y1-b.Y0)
	if r.Horizontal() {
		return r.X0 < b.X0 && r.X1 > b.X1 && y > b.Y0+dy && y < b.Y1-dy
	}
	return r.Y0 < b.Y0 && r.Y1 > b.Y1 && x > b.X0+dx && x < b.X1-dx
}
