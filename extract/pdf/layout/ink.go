package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// mark is one visible character on the page.
type mark struct {
	text  string
	box   page.Box
	base  float64 // baseline
	size  float64
	order int32 // of painting
	space bool  // a space stands before it
	bold  bool
	wide  bool  // set in a full square: Han and its punctuation
	apart bool  // its place was set anew, not by the one painted before it
	notes *note // raised text beside it; nil for nearly all
}

// mid is the height at which an eye places the character.
func (m *mark) mid() float64 { return m.base + 0.35*m.size }

func (m *mark) center() float64 { return (m.box.X0 + m.box.X1) / 2 }

// ink is what is visible on a page.
type ink struct {
	upright  []mark
	sideways []sideways
	size     float64 // the size most characters have
	slanted  int     // characters of that size, dark, that run across the page
}

// sideways is a character of vertical writing, or of a line turned by a quarter.
type sideways struct {
	mark
	quarter int // 1: the line runs upwards, 3: downwards, 0: vertical writing
}

// visible sorts a page's glyphs by how they are read and drops what is not text
// of the page: what runs across it or lies outside. Raised text hangs on what it
// stands beside.
func visible(p *page.Page) *ink {
	k := &ink{upright: make([]mark, 0, len(p.Glyphs))}
	var raised []note
	k.size = p.TextSize()
	space := false
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		text := readable(g.Text)
		if text == "" {
			space = space || g.Text != ""
			continue
		}
		m := mark{text: text, box: g.Box, base: g.Baseline, size: g.Size, space: g.Space || space, bold: g.Bold, order: int32(i), apart: g.Apart}
		space = space && g.Raised
		if !finite(m.box.X0, m.box.X1, m.box.Y0, m.box.Y1, m.base, m.size) || m.size <= 0 {
			continue
		}
		if c := m.center(); c < 0 || c > p.Width && (m.apart || !k.goesOn(&m)) || m.box.Y1 < 0 || m.box.Y0 > p.Height {
			continue
		}
		q, straight := quarter(g.Angle)
		if !straight || q == 2 && !g.Vertical {
			k.slanted++
			continue
		}
		r, _ := utf8.DecodeRuneInString(text)
		m.wide = cjk.Wide(r) || text == page.Unknown && m.box.X1-m.box.X0 > 0.7*m.size
		if g.Vertical || q != 0 {
			k.sideways = append(k.sideways, sideways{m, q})
			continue
		}
		if g.Raised {
			raised = k.raise(raised, &m)
			continue
		}
		m.notes = superscript(r)
		k.upright = append(k.upright, m)
	}
	k.hang(raised)
	return k
}

// goesOn reports a mark right behind the last one.
func (k *ink) goesOn(m *mark) bool {
	return len(k.upright) > 0 && follows(&k.upright[len(k.upright)-1], m)
}

func finite(fs ...float64) bool {
	for _, f := range fs {
		if !(f > -1e6 && f < 1e6) {
			return false
		}
	}
	return true
}

func luminance(c uint32) float64 { return page.Luminance(c) }

func inside(b page.Box, x, y float64) bool {
	return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1
}

// readable is a glyph's text without spaces and control characters, with the
// look-alikes that fonts give for common characters brought home.
func readable(s string) string {
	if len(s) == 1 && s[0] > ' ' && s[0] < 0x7f {
		return s
	}
	unread := func(r rune) bool { return cjk.Space(r) || unicode.IsControl(r) || r == 0xad }
	if s = printed.Fold(s); !strings.ContainsFunc(s, unread) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unread(r) {
			return -1
		}
		return r
	}, s)
}

// row is the marks that share a baseline, left to right.
type row []mark

// rows orders the upright marks: top to bottom, then left to right. Characters
// painted twice for boldness become one.
func (k *ink) rows() []row { return rowsOf(k.upright) }

func rowsOf(marks []mark) []row {
	if down := func(a, b mark) int { return cmp.Compare(b.base, a.base) }; !slices.IsSortedFunc(marks, down) {
		slices.SortStableFunc(marks, down)
	}
	var rows []row
	for i := 0; i < len(marks); {
		j, size := i+1, marks[i].size
		for j < len(marks) && marks[i].base-marks[j].base <= 0.35*min(size, marks[j].size) {
			j++
		}
		r := row(marks[i:j:j])
		r.sort()
		rows = append(rows, undouble(r))
		i = j
	}
	return raised(rows)
}

// sort orders marks left to right, those over each other as they were painted.
func (r row) sort() {
	along := func(a, b mark) int {
		if d := a.box.X0 - b.box.X0; abs(d) > 0.2*min(a.size, b.size) {
			return cmp.Compare(d, 0)
		}
		return cmp.Compare(a.order, b.order)
	}
	if !slices.IsSortedFunc(r, along) {
		slices.SortStableFunc(r, along)
	}
}

// raised puts superscripts and subscripts, which come as rows of their own, into
// the row beside whose characters they stand.
func raised(rows []row) []row {
	for i, r := range rows {
		if len(r) == 0 || len(r) > 8 {
			continue
		}
		for _, k := range [2]int{i - 1, i + 1} {
			if k < 0 || k >= len(rows) || len(rows[k]) == 0 || !r.attached(rows[k]) {
				continue
			}
			big := rows[k]
			for _, m := range r {
				m.base = big[0].base
				big = append(big, m)
			}
			big.sort()
			rows[k], rows[i] = big, nil
			break
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r) == 0 })
}

// attached reports whether the marks of r are small and stand right behind those
// of big, higher or lower by less than a line.
func (r row) attached(big row) bool {
	for _, m := range r {
		if m.size > 0.87*big[0].size {
			return false
		}
	}
	if abs(r[0].base-big[0].base) > 0.65*big[0].size {
		return false
	}
	for i := range r {
		behind := i > 0 && r[i].box.X0-r[i-1].box.X1 < 0.2*r[i].size
		for k := 0; k < len(big) && !behind; k++ {
			behind = abs(r[i].box.X0-big[k].box.X1) < 0.2*big[k].size
		}
		if !behind {
			return false
		}
	}
	return true
}

// undouble removes a character that is painted again at nearly the same place.
func undouble(r row) row {
	n := 0
	for i := range r {
		m := r[i]
		double := false
		for k := n - 1; k >= 0 && k >= n-4; k-- {
			o := &r[k]
			if o.text == m.text && m.box.X0-o.box.X0 < 0.3*(o.box.X1-o.box.X0) {
				o.bold, double = true, true
				if o.notes == nil {
					o.notes = m.notes
				}
				break
			}
		}
		if !double {
			r[n] = m
			n++
		}
	}
	return r[:n]
}
