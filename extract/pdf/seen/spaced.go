package seen

import (
	"math"
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
)

const (
	// Figures set apart digit by digit have one gap between all of their digits, wider
	// than within words and narrower than between columns.
	trackLeast = 0.15 // of the text size
	trackMost  = 0.6
	trackEven  = 0.06 // by which gaps of one setting differ
	trackRun   = 3    // digits of a figure that shows it
	trackProof = 6    // such digits on a page
)

// track closes the gaps in figures that are set digit by digit: each digit takes the
// room up to the next one, as if its font were as wide.
func track(c *clock, p *page.Page) {
	var gaps []float64 // of the figures that show it, one a digit
	figures(p.Glyphs, func(run []page.Glyph) {
		if len(run) < trackRun {
			return
		}
		lo, hi := math.Inf(1), math.Inf(-1)
		for i := 1; i < len(run); i++ {
			g := gap(&run[i-1], &run[i])
			lo, hi = min(lo, g), max(hi, g)
		}
		if lo > trackLeast && hi-lo < trackEven {
			for range run {
				gaps = append(gaps, (lo+hi)/2)
			}
		}
	})
	slices.Sort(gaps)
	proven := func(g float64) bool {
		from, _ := slices.BinarySearch(gaps, g-trackEven)
		to, _ := slices.BinarySearch(gaps, g+trackEven)
		return to-from >= trackProof
	}
	figures(p.Glyphs, func(run []page.Glyph) {
		for i := 1; i < len(run); i++ {
			if g := gap(&run[i-1], &run[i]); g > trackLeast && proven(g) && !parted(c, p, &run[i-1], &run[i]) {
				run[i-1].Box.X1 = run[i].Box.X0
			}
		}
	})
}

// parted reports a line drawn between two neighbours: boxes for one digit each.
func parted(c *clock, p *page.Page, a, b *page.Glyph) bool {
	c.work(len(p.Rules))
	_, y := a.Box.Center()
	for i := range p.Rules {
		if r := &p.Rules[i]; !r.Horizontal() && r.Y0 < y && r.Y1 > y && r.X0 > a.Box.X0 && r.X1 < b.Box.X1 {
			return true
		}
	}
	return false
}

// figures calls f for the runs of digits and their signs that stand on one line.
func figures(gs []page.Glyph, f func([]page.Glyph)) {
	start := -1
	for i := 0; i <= len(gs); i++ {
		if i < len(gs) && figure(&gs[i]) {
			if start >= 0 && goesOn(&gs[i-1], &gs[i]) {
				continue
			}
			if start >= 0 && i-start > 1 {
				f(gs[start:i])
			}
			start = i
			continue
		}
		if start >= 0 && i-start > 1 {
			f(gs[start:i])
		}
		start = -1
	}
}

func figure(g *page.Glyph) bool {
	return len(g.Text) == 1 && (g.Text[0] >= '0' && g.Text[0] <= '9' || strings.IndexByte(".,%-", g.Text[0]) >= 0) && g.Angle == 0 && !g.Vertical
}

func gap(a, b *page.Glyph) float64 { return (b.Box.X0 - a.Box.X1) / a.Size }

func goesOn(a, b *page.Glyph) bool {
	g := gap(a, b)
	return !b.Space && a.Size == b.Size && a.Baseline == b.Baseline && g > -trackLeast && g < trackMost
}
