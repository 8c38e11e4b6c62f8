package seen

import (
	"math"

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
	order := newShelves(p.Glyphs, p.Height)
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

// shelves sorts glyphs by the height of their middle.
type shelves struct {
	at [][]int32
}

// shelf is how high a shelf is, in points.
const shelf = 4.0

func newShelves(gs []page.Glyph, height float64) *shelves {
	s := &shelves{at: make([][]int32, int(min(max(height, 0), 20000)/shelf)+2)}
	count := make([]int32, len(s.at))
	for i := range gs {
		if lies(&gs[i]) {
			count[s.index((gs[i].Box.Y0+gs[i].Box.Y1)/2)]++
		}
	}
	room := make([]int32, len(gs))
	for k, n := range count {
		s.at[k], room = room[:0:n], room[n:]
	}
	for i := range gs {
		if lies(&gs[i]) {
			k := s.index((gs[i].Box.Y0 + gs[i].Box.Y1) / 2)
			s.at[k] = append(s.at[k], int32(i))
		}
	}
	return s
}

// lies reports upright text.
func lies(g *page.Glyph) bool {
	return math.Abs(g.Angle) <= 3 && !math.IsNaN(g.Box.Y0+g.Box.Y1)
}

func (s *shelves) index(y float64) int {
	return int(min(max(y/shelf, 0), float64(len(s.at)-1)))
}

// struckBy gives the glyphs that a line strikes out, none if it does not.
func struckBy(c *clock, p *page.Page, r *page.Rule, order *shelves) []int {
	const reach = 40 * strikeOff // points; 40 is larger than any text that is looked at
	y := (r.Y0 + r.Y1) / 2
	var hit []int
	x0, x1, size := math.Inf(1), math.Inf(-1), 0.0
	for k := order.index(y - reach); k <= order.index(y+reach); k++ {
		c.work(1 + len(order.at[k]))
		for _, i := range order.at[k] {
			g := &p.Glyphs[i]
			x, mid := g.Box.Center()
			if x < r.X0 || x > r.X1 || math.Abs(mid-y) > strikeOff*(g.Box.Y1-g.Box.Y0) || r.Width > strikeWidth*g.Size {
				continue
			}
			hit = append(hit, int(i))
			x0, x1, size = min(x0, g.Box.X0), max(x1, g.Box.X1), max(size, g.Size)
		}
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
