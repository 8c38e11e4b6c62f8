package seen

import (
	"strings"
	"unicode"

	"selfeval/extract/pdf/page"
)

const (
	// vivid is how much the lightest and the darkest part of an ink differ at least, of
	// 255, that a seal is stamped in.
	vivid = 90
	// arc is how many characters at an angle make the writing along a seal's edge.
	arc = 3
	// overprint is how often a seal's writing runs into text or lines at least: text that
	// is too long for its cell runs into one of either.
	overprint = 2
	// A seal is at least half an inch wide and at most three, and no oval twice as wide
	// as high is flatter.
	leastSeal, mostSeal, flatSeal = 36, 216, 2.0
	// sameInk is how far apart the parts of two inks lie at most that are one.
	sameInk = 30
)

// stamps takes away the writing of seals: in a vivid ink, around a circle, within one that
// is drawn in that ink, or straight through text that was there before. Words that are meant to be read run into nothing,
// and figures are never taken for a seal's.
func stamps(c *clock, p *page.Page) {
	inks := map[uint32][]int{}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Color != 0 && isVivid(g.Color) {
			inks[g.Color] = append(inks[g.Color], i)
		}
	}
	var out []bool
	var at *grid
	for _, members := range inks {
		if 2*len(members) > len(p.Glyphs) {
			continue // the page's own ink
		}
		if out == nil {
			out, at = make([]bool, len(p.Glyphs)), newGrid(p.Glyphs)
		}
		around(p, members, out)
		within(p, members, out)
		for _, s := range straight(p, members, out) {
			if s.overprints(c, p, at) {
				for i := s.from; i < s.to; i++ {
					out[i] = true
				}
			}
		}
	}
	if out != nil {
		p.Leave(page.Watermark, func(i int) bool { return out[i] })
	}
}

func isVivid(color uint32) bool {
	r, g, b := color>>16&0xff, color>>8&0xff, color&0xff
	return max(r, g, b)-min(r, g, b) >= vivid
}

// around marks what stands along a seal's edge, and what it encloses in the same ink.
func around(p *page.Page, members []int, out []bool) {
	var box page.Box
	n := 0
	for _, i := range members {
		g := &p.Glyphs[i]
		if g.Straight() {
			continue
		}
		if n++; n == 1 {
			box = g.Box
		} else {
			box = box.Union(g.Box)
		}
	}
	if n < arc {
		return
	}
	for _, i := range members {
		g := &p.Glyphs[i]
		x, y := g.Box.Center()
		grown := page.Box{X0: box.X0 - g.Size, Y0: box.Y0 - g.Size, X1: box.X1 + g.Size, Y1: box.Y1 + g.Size}
		out[i] = grown.Holds(x, y)
	}
}

// within marks the words that a ring in their own ink encloses, and the date with them.
func within(p *page.Page, members []int, out []bool) {
	for k := range p.Rings {
		r := &p.Rings[k]
		w, h := r.Box.X1-r.Box.X0, r.Box.Y1-r.Box.Y0
		if max(w, h) > mostSeal || min(w, h) < leastSeal || max(w, h) > flatSeal*min(w, h) || !oneInk(r.Color, p.Glyphs[members[0]].Color) {
			continue
		}
		words := 0
		inside := func(i int) bool { x, y := p.Glyphs[i].Box.Center(); return r.Box.Holds(x, y) }
		for _, i := range members {
			if inside(i) && strings.ContainsFunc(p.Glyphs[i].Text, unicode.IsLetter) {
				words++
			}
		}
		for _, i := range members {
			out[i] = out[i] || words > 1 && inside(i)
		}
	}
}

// oneInk reports two colours that are one to the eye.
func oneInk(a, b uint32) bool {
	for _, shift := range [3]uint{16, 8, 0} {
		if d := int(a>>shift&0xff) - int(b>>shift&0xff); d > sameInk || d < -sameInk {
			return false
		}
	}
	return true
}

// straight gives the members, glyphs that ascend, as texts painted in one go.
func straight(p *page.Page, members []int, out []bool) []stretch {
	var ss []stretch
	for _, i := range members {
		g := &p.Glyphs[i]
		if out[i] || !g.Straight() {
			continue
		}
		if n := len(ss); n > 0 && ss[n-1].to == i && alike(&p.Glyphs[i-1], g) && follows(&p.Glyphs[i-1], g) {
			ss[n-1].to = i + 1
		} else {
			ss = append(ss, stretch{from: i, to: i + 1})
		}
	}
	return ss
}

// overprints reports words that run into the text and lines of the page.
func (s *stretch) overprints(c *clock, p *page.Page, at *grid) bool {
	words, text, lines := false, 0, 0
	for i := s.from; i < s.to; i++ {
		g := &p.Glyphs[i]
		words = words || strings.ContainsFunc(g.Text, unicode.IsLetter)
		x, y := g.Box.Center()
		c.work(at.near(x, y, func(k int) {
			if o := &p.Glyphs[k]; (k < s.from || k >= s.to) && o.Color != g.Color {
				if ox, oy := o.Box.Center(); g.Box.Holds(ox, oy) {
					text++
				}
			}
		}))
	}
	if !words {
		return false
	}
	c.work((s.to - s.from) * len(p.Rules))
	for k := range p.Rules {
		for i := s.from; i < s.to; i++ {
			if through(&p.Rules[k], p.Glyphs[i].Box) {
				lines++
			}
		}
	}
	return text+lines >= overprint
}
