package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// marked is a span of marked content that is open.
type marked struct {
	hides bool // a layer that is switched off
	// actual is the text that the span stands for, which its glyphs need not tell:
	// ligatures, characters drawn in pieces, hyphens of line ends.
	actual   string
	replaces bool
	glyphs   int // how many glyphs stood before it
}

// maxMarks is how deep marked content may be nested.
const maxMarks = 10_000

// maxActual bounds the text one span may stand for, in bytes.
const maxActual = 1 << 14

// open reads the operands of BMC or BDC.
func (in *interp) open(o *operands, res *resourceSet) {
	if len(in.marks) == maxMarks {
		return
	}
	m := marked{glyphs: len(in.page.Glyphs)}
	if len(o.list) >= 2 && o.list[1].kind == tokName {
		v := res.v.Key("Properties").Key(string(o.list[1].str))
		m.hides = string(o.list[0].str) == "OC" && in.f.off.hides(v)
		if s := v.Key("ActualText"); s.Kind() == pdf.String {
			m.actual, m.replaces = textString([]byte(s.RawString())), true
		}
	}
	for i := 1; i+1 < len(o.list); i++ {
		if o.list[i].kind == tokName && string(o.list[i].str) == "ActualText" && o.list[i+1].kind == tokString {
			m.actual, m.replaces = textString(o.list[i+1].str), true
		}
	}
	if len(m.actual) > maxActual {
		m.replaces = false
	}
	in.marks = append(in.marks, m)
	if m.hides {
		in.off++
	}
	if m.replaces {
		in.spans++
	}
}

// unmark closes the innermost span.
func (in *interp) unmark() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.hides {
		in.off--
	}
	if m.replaces {
		in.spans--
		in.replace(min(m.glyphs, len(in.page.Glyphs)), m.actual)
	}
}

// close closes the spans that a stream leaves open, all but the first n.
func (in *interp) close(n int) {
	for len(in.marks) > n {
		in.unmark()
	}
}

// unknown stands for a glyph without text while a span is open that may tell it. It is
// no text that a font gives.
const unknown = "\x00"

// replace gives the glyphs from start on the text that they stand for.
func (in *interp) replace(start int, text string) {
	gs := in.page.Glyphs[start:]
	in.work(len(gs) + len(text))
	want := make([]rune, 0, len(gs))
	for _, r := range text {
		if !cjk.Space(r) && !unicode.IsControl(r) && r != 0xad {
			want = append(want, r)
		}
	}
	switch {
	case len(gs) == 0 || said(gs) == string(want):
	case len(want) == len(gs):
		for i, r := range want {
			gs[i].Text = printed.Fold(string(r))
		}
	case len(want) == 0:
		in.page.Glyphs = in.page.Glyphs[:start]
		in.space = in.space || strings.ContainsFunc(text, cjk.Space)
	case oneLine(gs) && len(want) <= 4*len(gs):
		in.page.Glyphs = append(in.page.Glyphs[:start], spread(gs, want)...)
	}
	if in.spans == 0 {
		in.settle(start)
	}
}

// settle drops the glyphs that no span has told the text of, and counts them.
func (in *interp) settle(start int) {
	kept := in.page.Glyphs[:start]
	for _, g := range in.page.Glyphs[start:] {
		if g.Text == unknown {
			in.page.Undecoded++
			continue
		}
		kept = append(kept, g)
	}
	in.page.Glyphs = kept
}

func said(gs []page.Glyph) string {
	var b strings.Builder
	for i := range gs {
		b.WriteString(gs[i].Text)
	}
	return b.String()
}

// oneLine reports glyphs of one upright line.
func oneLine(gs []page.Glyph) bool {
	for i := range gs {
		if g := &gs[i]; g.Angle != 0 || g.Vertical || g.Baseline-gs[0].Baseline > 0.5*g.Size || gs[0].Baseline-g.Baseline > 0.5*g.Size {
			return false
		}
	}
	return true
}

// spread sets a text in the room of the glyphs of one line, each character with
// an equal share.
func spread(gs []page.Glyph, text []rune) []page.Glyph {
	room := gs[0].Box
	for i := range gs {
		room = room.Union(gs[i].Box)
	}
	share := (room.X1 - room.X0) / float64(len(text))
	out := make([]page.Glyph, len(text))
	for i, r := range text {
		g := gs[0]
		g.Text, g.Box = printed.Fold(string(r)), room
		g.Box.X0 = room.X0 + float64(i)*share
		g.Box.X1 = g.Box.X0 + share
		g.Space = g.Space && i == 0
		out[i] = g
	}
	return out
}

// textString decodes a text string: UTF-16, UTF-8 or PDF's own encoding, of which
// the part that Windows-1252 shares is known.
func textString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		return utf16Text(b[2:])
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf && utf8.Valid(b[3:]):
		return string(b[3:])
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out)
}
