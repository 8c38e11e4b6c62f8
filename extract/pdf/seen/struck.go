package seen

import (
	"cmp"
	"math"
	"slices"

	"selfeval/extract/pdf/page"
)

// Where a line that strikes text out goes: through the middle of its characters, from
// the first of them to the last. An underline lies lower, a table's line is longer than
// what it runs through.
const (
	strikeOff   = 0.17 // from the middle of a character's box, of its height
	strikeEnd   = 0.4  // beyond the first and last character, of the text size
	strikeWidth = 0.16 // of the line, of the text size
)

// strike takes away text with a line through it, and the line.
func strike(c *clock, p *page.Page) {
	var rules []int
	for i := range p.Rules {
		if r := &p.Rules[i]; r.Horizontal() && r.X1-r.X0 > 2 {
			rules = append(rules, i)
		}
	}
	if len(rules) == 0 || len(p.Glyphs) == 0 {
		return
	}
	order := byHeight(p.Glyphs)
	out := make([]bool, len(p.Glyphs))
	gone := map[int]bool{}
	for _, k := range rules {
		r := &p.Rules[k]
		if hit := struckBy(c, p, r, order); len(hit) > 0 {
			gone[k] = true
			for _, i := range hit {
				out[i] = true
			}
		}
	}
	if len(gone) == 0 {
		return
	}
	kept := p.Rules[:0]
	for i, r := range p.Rules {
		if !gone[i] {
			kept = append(kept, r)
		}
	}
	p.Rules = kept
	p.Leave(page.Struck, func(i int) bool { return out[i] })
}

// height is a glyph by the middle of its box.
type height struct {
	y float64
	i int
}

func byHeight(gs []page.Glyph) []height {
	out := make([]height, 0, len(gs))
	for i := range gs {
		if math.Abs(gs[i].Angle) <= 3 && !math.IsNaN(gs[i].Box.Y0+gs[i].Box.Y1) {
			out = append(out, height{(gs[i].Box.Y0 + gs[i].Box.Y1) / 2, i})
		}
	}
	slices.SortFunc(out, func(a, b height) int { return cmp.Compare(a.y, b.y) })
	return out
}

// struckBy gives the glyphs that a line strikes out, none if it does not.
func struckBy(c *clock, p *page.Page, r *page.Rule, order []height) []int {
	const reach = 40 // points: half of the largest text that is looked at, by far
	y := (r.Y0 + r.Y1) / 2
	from, _ := slices.BinarySearchFunc(order, y-reach*strikeOff, func(h height, y float64) int { return cmp.Compare(h.y, y) })
	var hit []int
	x0, x1, size := math.Inf(1), math.Inf(-1), 0.0
	for _, h := range order[from:] {
		if h.y > y+reach*strikeOff {
			break
		}
		c.work(1)
		g := &p.Glyphs[h.i]
		x := (g.Box.X0 + g.Box.X1) / 2
		if x < r.X0 || x > r.X1 || math.Abs(h.y-y) > strikeOff*(g.Box.Y1-g.Box.Y0) || r.Width > strikeWidth*g.Size {
			continue
		}
		hit = append(hit, h.i)
		x0, x1, size = min(x0, g.Box.X0), max(x1, g.Box.X1), max(size, g.Size)
	}
	if len(hit) == 0 || r.X0 < x0-strikeEnd*size || r.X1 > x1+strikeEnd*size || x0 < r.X0-strikeEnd*size || x1 > r.X1+strikeEnd*size {
		return nil
	}
	// A line as long as its text and without a hole in it.
	room := 0.0
	for _, i := range hit {
		room += p.Glyphs[i].Box.X1 - p.Glyphs[i].Box.X0
	}
	if room < 0.6*(x1-x0) {
		return nil
	}
	return hit
}
