package page

// TextSize is the size that most characters have, to half a point.
func (p *Page) TextSize() float64 {
	var count [400]int
	best := 0
	for i := range p.Glyphs {
		n := int(p.Glyphs[i].Size*2 + 0.5)
		if n > 0 && n < len(count) {
			count[n]++
			if count[n] > count[best] {
				best = n
			}
		}
	}
	if best == 0 {
		return 10
	}
	return float64(best) / 2
}

// Luminance is how light a colour is, 0 black and 1 white.
func Luminance(c uint32) float64 {
	return (0.299*float64(c>>16&0xff) + 0.587*float64(c>>8&0xff) + 0.114*float64(c&0xff)) / 255
}

// Center is the middle of a box.
func (b Box) Center() (x, y float64) { return (b.X0 + b.X1) / 2, (b.Y0 + b.Y1) / 2 }

// Holds reports whether a point lies in the box.
func (b Box) Holds(x, y float64) bool { return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 }
