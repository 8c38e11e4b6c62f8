package seen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/pdf/page"
)

// How the mark of a note is set: smaller than what it belongs to, higher, right beside
// it. Typesetters raise marks by a third of the size and set them at six to eight tenths.
const (
	raisedSize  = 0.87 // at most, of the size beside it
	raisedBy    = 0.18 // at least, of the size beside it
	raisedOver  = 0.9  // at most
	liftedBy    = 0.25 // at least, where the size is the same
	raisedGap   = 0.3  // between the two, of the size beside it
	maxMark     = 8    // characters of one mark
	superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹"
)

// raise marks the raised signs of notes. The exponent of a unit (m²) or of ten is none:
// its digits become superscript characters, which no digit is mistaken for.
func raise(c *clock, p *page.Page, body float64) {
	r := raiser{clock: c, gs: p.Glyphs, body: body}
	for i := 0; i < len(r.gs); i++ {
		text := r.gs[i].Text
		if text == "" {
			continue
		}
		if text[0] >= 0xc2 && strings.Contains(superscript, text) {
			if i == 0 || !r.exponent(i-1, text) {
				r.gs[i].Raised = true
			}
			continue
		}
		n, base := r.run(i)
		if n == 0 {
			continue
		}
		r.settle(i, n, base)
		i += n - 1
	}
}

// raiser looks for raised glyphs.
type raiser struct {
	*clock
	gs   []page.Glyph
	body float64
	at   *grid // made when it is first needed
}

// run counts the glyphs from i on that are raised; base is the glyph behind which they
// stand, -1 where they stand before one.
func (r *raiser) run(i int) (n, base int) {
	gs := r.gs
	if i > 0 && sameLine(&gs[i-1], &gs[i]) || gs[i].Angle != 0 || gs[i].Vertical {
		return 0, 0
	}
	behind := i > 0 && raisedAgainst(&gs[i-1], &gs[i], gs[i].Box.X0-gs[i-1].Box.X1)
	if !behind && gs[i].Size > raisedSize*r.body {
		return 0, 0
	}
	n = r.length(i)
	switch {
	case n > maxMark:
		return 0, 0
	case behind:
		return n, i - 1
	case i+n < len(gs) && raisedAgainst(&gs[i+n], &gs[i], gs[i+n].Box.X0-gs[i+n-1].Box.X1):
		return n, -1 // before its text: where the note itself is printed
	}
	// It may have been painted at another time than what it stands behind.
	if k := r.before(i); k >= 0 {
		return n, k
	}
	return 0, 0
}

// length counts the glyphs of one run from i on, to one more than a mark has.
func (r *raiser) length(i int) int {
	n := 1
	for i+n < len(r.gs) && n <= maxMark && sameLine(&r.gs[i+n-1], &r.gs[i+n]) {
		n++
	}
	return n
}

// before finds the glyph that ends where glyph i, raised, begins; -1 if there is none.
func (r *raiser) before(i int) int {
	if r.at == nil {
		r.at = newGrid(r.gs)
	}
	found := -1
	m := &r.gs[i]
	x, y := m.Box.Center()
	r.work(r.at.near(x, y, func(k int) {
		if g := &r.gs[k]; k != i && g.Size*raisedSize >= m.Size && raisedAgainst(g, m, m.Box.X0-g.Box.X1) {
			found = k
		}
	}))
	return found
}

// raisedAgainst reports that m is raised against its neighbour, gap away from it.
func raisedAgainst(big, m *page.Glyph, gap float64) bool {
	if big.Angle != 0 || m.Angle != 0 || big.Vertical || m.Vertical || big.Raised {
		return false
	}
	size := big.Size
	if m.Size > 1.02*size || gap > raisedGap*size || gap < -raisedGap*size {
		return false
	}
	// Text of another size beside it stands on the same line or, centred, up to a seventh
	// of the larger size above it.
	up := m.Baseline - big.Baseline
	least := raisedBy * size
	if m.Size > raisedSize*size {
		least = liftedBy * size
	}
	return up > least && up < raisedOver*size
}

// sameLine reports that b goes on the run of a.
func sameLine(a, b *page.Glyph) bool {
	gap := b.Box.X0 - a.Box.X1
	return b.Angle == 0 && abs(a.Size-b.Size) < 0.05*a.Size && abs(a.Baseline-b.Baseline) < 0.1*a.Size && gap < raisedGap*a.Size && gap > -raisedGap*a.Size
}

func abs(f float64) float64 { return max(f, -f) }

// settle marks a raised run, or leaves it where it belongs to what it stands behind.
func (r *raiser) settle(i, n, base int) {
	text := ""
	for _, g := range r.gs[i : i+n] {
		text += g.Text
	}
	if !r.exponent(base, text) {
		for k := i; k < i+n; k++ {
			r.gs[k].Raised = true
		}
		return
	}
	for k := i; k < i+n; k++ {
		r.gs[k].Baseline = r.gs[base].Baseline // it is read on the line of its sign
		if d := r.gs[k].Text; len(d) == 1 && d[0] >= '0' && d[0] <= '9' {
			r.gs[k].Text = string([]rune(superscript)[d[0]-'0'])
		}
	}
}

// exponent reports that raised text belongs to the sign before it: the exponent of a
// unit's letter or of a power of ten, or letters at a word of letters.
func (r *raiser) exponent(base int, text string) bool {
	if base < 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(r.gs[base].Text)
	if before < 0x250 && unicode.IsLetter(before) || before >= 0x3300 && before <= 0x33ff {
		return true
	}
	if !r.reads(base, "10") || strings.ContainsFunc(text, func(c rune) bool { return !unicode.IsNumber(c) && !strings.ContainsRune("-−+", c) }) {
		return false
	}
	return base < 2 || strings.ContainsAny(r.gs[base-2].Text, "×xX*·:：(（")
}

// reads reports that the glyphs up to base read so.
func (r *raiser) reads(base int, want string) bool {
	for k := len(want) - 1; k >= 0; k-- {
		if base < 0 || r.gs[base].Text != want[k:k+1] {
			return false
		}
		base--
	}
	return true
}
