package content

import (
	"fmt"
	"math"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// The codes of a predefined CMap are characters, whatever a ToUnicode CMap says.
func TestPredefinedBeforeToUnicode(t *testing.T) {
	f := testpdf.New()
	wrong := f.Stream("", "1 beginbfrange <6c34> <6c34> <9c9c> endbfrange")
	d := f.Add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>")
	font := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", d, wrong)
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td <6c345229> Tj ET")
	if got := text(read(t, f.Bytes())); got != "水利" {
		t.Errorf("read %q", got)
	}
}

// A negative size turns text by half, and a matrix often turns it back.
func TestNegativeSize(t *testing.T) {
	for _, c := range []struct {
		tm    string
		angle float64
	}{{"-1 0 0 -1 100 700", 0}, {"1 0 0 1 100 700", 180}, {"0 -1 1 0 100 700", 90}} {
		f := testpdf.New()
		f.Page("", helvetica, "BT /F1 -10 Tf "+c.tm+" Tm (budget) Tj ET")
		p := read(t, f.Bytes())
		if text(p) != "budget" {
			t.Errorf("%s: read %q", c.tm, text(p))
			continue
		}
		for _, g := range p.Glyphs {
			if g.Size != 10 || math.Mod(g.Angle+360, 360) != c.angle || g.Box.X1 <= g.Box.X0 || g.Box.Y1 <= g.Box.Y0 {
				t.Errorf("%s: glyph %+v", c.tm, g)
			}
		}
		if first, last := p.Glyphs[0], p.Glyphs[5]; c.angle == 0 && first.Box.X0 >= last.Box.X0 {
			t.Errorf("%s: the text runs to the left", c.tm)
		}
	}
}

// A graphics state's opacity makes text pale, in groups the more; its font counts
// like one set by Tf.
func TestGraphicsState(t *testing.T) {
	f := testpdf.New()
	helv := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	pale := f.Add("<< /ca 0.5 >>")
	set := f.Add("<< /Font [%d 0 R 12] >>", helv)
	group := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << /Font << /F1 %d 0 R >> /ExtGState << /A %d 0 R >> >>", helv, pale),
		"/A gs BT /F1 12 Tf 50 600 Td (c) Tj ET")
	f.Page("", fmt.Sprintf("/ExtGState << /A %d 0 R /B %d 0 R >> /XObject << /G %d 0 R >>", pale, set, group),
		"/B gs BT 50 700 Td (a) Tj /A gs (b) Tj ET /G Do BT 50 500 Td (d) Tj ET")
	p := read(t, f.Bytes())
	if text(p) != "abcd" {
		t.Fatalf("read %q", text(p))
	}
	for i, want := range []uint32{0, 0x808080, 0xbfbfbf, 0x808080} {
		if g := p.Glyphs[i]; g.Color != want || g.Size != 12 {
			t.Errorf("%q has colour %06x and size %v, want %06x", g.Text, g.Color, g.Size, want)
		}
	}
}
