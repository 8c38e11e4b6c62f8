package seen

import "selfeval/extract/pdf/page"

const (
	// columnShare is the share of vertical writing on a page that is written in columns.
	columnShare = 0.6
	// columnLeast is how many such characters make it more than a label.
	columnLeast = 40
)

// columns lays a page of vertical writing on its side: columns from the right to the
// left are lines from the top to the bottom when the page is turned. What stands
// vertically beside upright text, labels of a table, stays as it is.
func columns(p *page.Page) {
	n := 0
	for i := range p.Glyphs {
		if p.Glyphs[i].Vertical {
			n++
		}
	}
	if n < columnLeast || float64(n) < columnShare*float64(len(p.Glyphs)) {
		return
	}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Vertical {
			g.Vertical, g.Angle = false, 270
		}
	}
}
