package content

import "selfeval/extract/pdf/page"

// recognised is the invisible text that stands for a picture of text: all of it
// where the page shows no other, else what lies on a picture. Invisible text
// beside visible text in the same place is its double, and text of neither kind
// nobody can see; the account of what is left out tells it, its doubles aside.
func (in *interp) recognised() []page.Glyph {
	in.page.Note(page.Hidden, in.layered)
	if len(in.hidden) == 0 || len(in.page.Glyphs) == 0 {
		return in.hidden
	}
	seen := in.straight()
	var out, unseen []page.Glyph
	for _, g := range in.hidden {
		switch {
		case seen.near(g.Box):
		case in.pictured(g.Box):
			out = append(out, g)
		default:
			unseen = append(unseen, g)
		}
	}
	in.page.Note(page.Hidden, unseen)
	return out
}

func (in *interp) pictured(b page.Box) bool {
	in.work(1 + len(in.page.Pictures))
	x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	for _, p := range in.page.Pictures {
		if x >= p.X0 && x <= p.X1 && y >= p.Y0 && y <= p.Y1 {
			return true
		}
	}
	return false
}

// places are the squares of a page, square points in size, that hold text.
type places map[[2]int]bool

const square = 6.0

// straight marks where the page shows text that is no watermark across it. A glyph
// marks at most some thousand squares.
func (in *interp) straight() places {
	seen := places{}
	for i := range in.page.Glyphs {
		if g := &in.page.Glyphs[i]; g.Straight() {
			squares(g.Box, func(at [2]int) bool { seen[at] = true; return false })
		}
	}
	return seen
}

func (p places) near(b page.Box) bool {
	return squares(b, func(at [2]int) bool { return p[at] })
}

// squares calls f for the squares that a box touches until it reports true.
func squares(b page.Box, f func([2]int) bool) bool {
	x0, y0 := int(b.X0/square), int(b.Y0/square)
	for x := x0; x <= min(int(b.X1/square), x0+32); x++ {
		for y := y0; y <= min(int(b.Y1/square), y0+32); y++ {
			if f([2]int{x, y}) {
				return true
			}
		}
	}
	return false
}
