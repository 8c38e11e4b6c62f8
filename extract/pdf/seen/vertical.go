package seen

import (
	"math"
	"unicode/utf8"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

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
	stacked := func(i int) bool { return below(p, i) || i+1 < len(p.Glyphs) && below(p, i+1) }
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; g.Vertical || stacked(i) || math.Abs(math.Remainder(g.Angle-270, 360)) < 1 {
			n++
		}
	}
	if n < columnLeast || float64(n) < columnShare*float64(len(p.Glyphs)) {
		return
	}
	var turn []int
	for i := range p.Glyphs {
		if p.Glyphs[i].Vertical || stacked(i) {
			turn = append(turn, i)
		}
	}
	for _, i := range turn {
		p.Glyphs[i].Vertical, p.Glyphs[i].Angle = false, 270
	}
}

// below reports an upright ideograph painted right below the one before it: browsers set
// vertical writing so.
func below(p *page.Page, i int) bool {
	if i == 0 {
		return false
	}
	a, g := &p.Glyphs[i-1], &p.Glyphs[i]
	if a.Angle != 0 || g.Angle != 0 || a.Size != g.Size || !ideograph(a.Text) || !ideograph(g.Text) {
		return false
	}
	down := a.Baseline - g.Baseline
	return math.Abs(a.Box.X0-g.Box.X0) < 0.2*g.Size && down > 0.8*g.Size && down < 1.6*g.Size
}

func ideograph(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return cjk.Wide(r)
}
