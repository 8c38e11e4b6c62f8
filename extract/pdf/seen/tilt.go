package seen

import (
	"math"

	"selfeval/extract/pdf/page"
)

// A sheet laid askew on the scanner has its lines at an angle, and what a machine read
// on it stands along them, word by word, upright or not. Nothing stands on one height
// any more: rows fall apart and columns run into each other. The page is turned by the
// angle before anything else looks at it.

const (
	leastTilt = 0.25 // degrees: less moves the ends of a line by no more than half a line
	mostTilt  = 6.0
	tiltStep  = 0.05
	// tiltGain is how much better the words must line up when turned than as they stand.
	tiltGain = 1.2
	// tiltWords is how many words it takes to tell.
	tiltWords = 12
	// tiltShare is the share of glyphs that must be written at one angle.
	tiltShare = 0.7
)

// straighten turns a page that is tilted.
func straighten(c *clock, p *page.Page) {
	if len(p.Glyphs) < tiltWords {
		return
	}
	if a := written(p); a != 0 {
		turn(p, a, words(p.Glyphs, true))
		return
	}
	if 2*p.Recognised < len(p.Glyphs) {
		return // what was set by a machine is straight
	}
	if ws := words(p.Glyphs, false); len(ws) >= tiltWords {
		if a := lean(c, p.Glyphs, ws); math.Abs(a) >= leastTilt {
			turn(p, a, ws)
		}
	}
}

// written is the small angle at which most of the page's glyphs are written, 0 where
// they are upright.
func written(p *page.Page) float64 {
	const bins = int(2 * mostTilt / 0.25)
	var count [bins + 1]int
	var sum [bins + 1]float64
	for i := range p.Glyphs {
		if a := p.Glyphs[i].Angle; a != 0 && math.Abs(a) <= mostTilt && !p.Glyphs[i].Vertical {
			k := int((a + mostTilt) / 0.25)
			count[k]++
			sum[k] += a
		}
	}
	best := 0
	for k := 1; k < bins; k++ {
		if near(count[:], k) > near(count[:], max(best, 1)) {
			best = k
		}
	}
	if best == 0 || float64(near(count[:], best)) < tiltShare*float64(len(p.Glyphs)) {
		return 0
	}
	a := (sum[best-1] + sum[best] + sum[best+1]) / float64(near(count[:], best))
	if math.Abs(a) < leastTilt {
		return 0
	}
	return a
}

func near(count []int, k int) int { return count[k-1] + count[k] + count[k+1] }

// word is a run of glyphs that were painted in one go.
type word struct {
	from, to int
	x, y     float64 // its middle, on its baseline
	size     float64
}

// words gives the runs of a page; alone says that each glyph is one.
func words(gs []page.Glyph, alone bool) []word {
	var out []word
	for i := range gs {
		g := &gs[i]
		if i > 0 && !alone && !g.Apart && g.Baseline == gs[i-1].Baseline && g.Box.X0 >= gs[i-1].Box.X0 && g.Box.X0-gs[i-1].Box.X1 < g.Size {
			w := &out[len(out)-1]
			w.to = i + 1
			w.x = (gs[w.from].Box.X0 + g.Box.X1) / 2
			continue
		}
		out = append(out, word{i, i + 1, (g.Box.X0 + g.Box.X1) / 2, g.Baseline, g.Size})
	}
	return out
}

// lean is the angle by which the words' baselines line up best, 0 where no angle is much
// better than none.
func lean(c *clock, gs []page.Glyph, ws []word) float64 {
	size, low, high := 0.0, math.Inf(1), math.Inf(-1)
	for _, w := range ws {
		size += w.size / float64(len(ws))
		reach := math.Abs(w.x) * math.Sin(mostTilt*math.Pi/180)
		low, high = min(low, w.y-reach), max(high, w.y+reach)
	}
	bin := 0.2 * size
	if n := (high - low) / bin; !(n > 0 && n < 1e5) {
		return 0
	}
	bins := make([]float64, int((high-low)/bin)+3)
	score := func(a float64) float64 {
		c.work(len(ws) + len(bins))
		clear(bins)
		sin, cos := math.Sincos(a * math.Pi / 180)
		for _, w := range ws {
			// Its weight is shared by two bins, so that no edge between them counts.
			at := (w.y*cos - w.x*sin - low) / bin
			if k := int(at); at >= 0 && k+1 < len(bins) {
				n := math.Sqrt(float64(w.to - w.from))
				bins[k] += n * (1 - (at - float64(k)))
				bins[k+1] += n * (at - float64(k))
			}
		}
		sum := 0.0
		for _, b := range bins {
			sum += b * b
		}
		return sum
	}
	best, most := 0.0, 0.0
	for a := -mostTilt; a <= mostTilt; a += tiltStep {
		if s := score(a); s > most {
			best, most = a, s
		}
	}
	if most < tiltGain*score(0) {
		return 0
	}
	return best
}

// turn moves the words of a page to where they stand when it is turned by an angle
// around its middle, and sets them upright.
func turn(p *page.Page, angle float64, ws []word) {
	sin, cos := math.Sincos(-angle * math.Pi / 180)
	cx, cy := p.Width/2, p.Height/2
	for _, w := range ws {
		x, y := w.x, w.y
		if w.to == w.from+1 {
			x, y = p.Glyphs[w.from].Box.Center()
		}
		dx := cx + (x-cx)*cos - (y-cy)*sin - x
		dy := cy + (x-cx)*sin + (y-cy)*cos - y
		for i := w.from; i < w.to; i++ {
			g := &p.Glyphs[i]
			if g.Angle != 0 && math.Abs(g.Angle) <= mostTilt {
				ox := upright(g)
				g.Baseline += (ox-cx)*sin + (g.Baseline-cy)*(cos-1) - dy
			}
			g.Box.X0, g.Box.X1 = g.Box.X0+dx, g.Box.X1+dx
			g.Box.Y0, g.Box.Y1 = g.Box.Y0+dy, g.Box.Y1+dy
			g.Baseline += dy
		}
	}
}

// upright gives a glyph written at a small angle the box that it has when it is not. It
// returns where on its baseline it began.
func upright(g *page.Glyph) (x0 float64) {
	sin, cos := math.Sincos(math.Abs(g.Angle) * math.Pi / 180)
	w, h := g.Box.X1-g.Box.X0, g.Box.Y1-g.Box.Y0
	// The box around a turned rectangle: w = w' cos + h' sin, h = w' sin + h' cos.
	det := cos*cos - sin*sin
	tw, th := (w*cos-h*sin)/det, (h*cos-w*sin)/det
	x, y := g.Box.Center()
	g.Box = page.Box{X0: x - tw/2, Y0: y - th/2, X1: x + tw/2, Y1: y + th/2}
	x0 = x - tw/2*cos
	if g.Angle > 0 {
		x0 += 0.38 * th * sin // the middle of the box lies above the baseline
	} else {
		x0 -= 0.38 * th * sin
	}
	g.Angle = 0
	return x0
}
