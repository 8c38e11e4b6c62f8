package evidence

import (
	"cmp"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/safe"
)

// run is a piece of text that is set in one go.
type run struct {
	text        string
	x, y, width float64
	size, angle float64
	bold        bool
	glyphs      int
	end         float64
}

// take keeps what of a page stands in the strip.
func (s *strip) take(p *page.Page) {
	if s.runs != nil || s.rules != nil {
		return
	}
	s.runs = []run{}
	var glyphs []*page.Glyph
	var wide span
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		mid := (g.Box.Y0 + g.Box.Y1) / 2
		if mid < s.y.from || mid > s.y.to || !g.Straight() || len(glyphs) >= mostRun {
			continue
		}
		if s.x.to > s.x.from && (g.Box.X1 < s.x.from || g.Box.X0 > s.x.to) {
			continue
		}
		glyphs = append(glyphs, g)
		wide.add(g.Box.X0, g.Box.X1)
	}
	if s.x.to <= s.x.from {
		s.x = wide
		for _, m := range s.marks {
			s.x.add(m.X0, m.X1)
		}
	}
	s.set(glyphs)
	for _, r := range p.Rules {
		if r.X1 < s.x.from-1 || r.X0 > s.x.to+1 || r.Y1 < s.y.from-1 || r.Y0 > s.y.to+1 {
			continue
		}
		r.X0, r.X1 = max(r.X0, s.x.from), min(r.X1, s.x.to)
		r.Y0, r.Y1 = max(r.Y0, s.y.from), min(r.Y1, s.y.to)
		s.rules = append(s.rules, r)
	}
}

// set joins glyphs that follow each other on a line.
func (s *strip) set(glyphs []*page.Glyph) {
	slices.SortStableFunc(glyphs, func(a, b *page.Glyph) int {
		return cmp.Or(cmp.Compare(math.Round(b.Baseline), math.Round(a.Baseline)), cmp.Compare(a.Box.X0, b.Box.X0))
	})
	for _, g := range glyphs {
		if g.Text == "" || strings.TrimSpace(g.Text) == "" {
			continue
		}
		if n := len(s.runs); n > 0 && g.Angle == 0 {
			r := &s.runs[n-1]
			if gap := g.Box.X0 - r.end; r.angle == 0 && r.size == g.Size && r.bold == g.Bold && math.Abs(r.y-g.Baseline) < 0.5 && math.Abs(gap) < 0.25*g.Size {
				r.text += g.Text
				r.end, r.glyphs = g.Box.X1, r.glyphs+1
				r.width = r.end - r.x
				continue
			}
		}
		y := g.Baseline
		if g.Angle != 0 {
			y = (g.Box.Y0 + g.Box.Y1) / 2
		}
		s.runs = append(s.runs, run{text: g.Text, x: g.Box.X0, y: y, width: g.Box.X1 - g.Box.X0, end: g.Box.X1, size: g.Size, angle: g.Angle, bold: g.Bold, glyphs: 1})
	}
}

// svg draws the strips one below the other, "" where nothing was found on their pages.
func (k *sketch) svg() string {
	width, height, drawn := 0.0, 0.0, 0
	for i := range k.strips {
		s := &k.strips[i]
		if len(s.runs) == 0 {
			continue
		}
		if drawn++; drawn > 1 {
			height += between
		}
		width = max(width, s.x.to-s.x.from)
		height += s.y.to - s.y.from
	}
	if drawn == 0 {
		return ""
	}
	width, height = width+2*margin, height+2*margin
	w := &writer{}
	w.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `, width, " ", height, `" width="`, math.Round(width*scale), `" height="`, math.Round(height*scale), `" font-family="sans-serif" fill="#1b2230">`)
	w.put(`<rect width="100%" height="100%" fill="#fff"/>`)
	top, first := margin, true
	for i := range k.strips {
		s := &k.strips[i]
		if len(s.runs) == 0 {
			continue
		}
		if !first {
			w.put(`<path d="M0 `, top+between/2, "H", width, `" stroke="#566074" stroke-dasharray="2 4" fill="none"/>`)
			top += between
		}
		first = false
		s.draw(w, margin-s.x.from, top+s.y.to)
		top += s.y.to - s.y.from
	}
	w.put("</svg>")
	return w.b.String()
}

// scale is how large a point is drawn.
const scale = 1.35

// draw draws a strip; dx is added to places across, and from dy those down are taken.
func (s *strip) draw(w *writer, dx, dy float64) {
	for _, m := range s.marks {
		w.put(`<rect x="`, m.X0+dx, `" y="`, dy-m.Y1, `" width="`, m.X1-m.X0, `" height="`, m.Y1-m.Y0, `" fill="#ffd9d4"/>`)
	}
	if len(s.rules) > 0 {
		w.put(`<path d="`)
		for _, r := range s.rules {
			if r.Horizontal() {
				w.put("M", r.X0+dx, " ", dy-r.Y0, "H", r.X1+dx)
			} else {
				w.put("M", r.X0+dx, " ", dy-r.Y0, "V", dy-r.Y1)
			}
		}
		w.put(`" stroke="#566074" stroke-width=".6" fill="none"/>`)
	}
	for _, r := range s.runs {
		x, y := r.x+dx, dy-r.y
		w.put(`<text x="`, x, `" y="`, y, `" font-size="`, r.size, `"`)
		if r.glyphs > 1 {
			w.put(` textLength="`, r.width, `" lengthAdjust="spacingAndGlyphs"`)
		}
		if r.bold {
			w.put(` font-weight="bold"`)
		}
		if r.angle != 0 {
			w.put(` transform="rotate(`, -r.angle, " ", x, " ", y, `)"`)
		}
		w.put(">", html.EscapeString(safe.Line(r.text)), "</text>")
	}
	for _, m := range s.marks {
		w.put(`<rect x="`, m.X0+dx, `" y="`, dy-m.Y1, `" width="`, m.X1-m.X0, `" height="`, m.Y1-m.Y0, `" stroke="#b01e13" stroke-width="1.4" fill="none"/>`)
	}
}

// writer writes texts as they are and figures short.
type writer struct{ b strings.Builder }

func (w *writer) put(parts ...any) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			w.b.WriteString(p)
		case float64:
			if math.IsNaN(p) || math.IsInf(p, 0) {
				p = 0
			}
			w.b.WriteString(strconv.FormatFloat(math.Round(p*10)/10, 'f', -1, 64))
		}
	}
}
