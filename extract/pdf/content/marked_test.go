package content

import (
	"fmt"
	"strings"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// What a span of marked content stands for is its text, where its glyphs tell
// another or none.
func TestActualText(t *testing.T) {
	for _, c := range []struct {
		name, content, want string
		undecoded           int
	}{
		{"as many characters", "/Span << /ActualText <FEFF62377528> >> BDC (ab) Tj EMC (c) Tj", "户用c", 0},
		{"a ligature", "/Span << /ActualText (ffi) >> BDC (x) Tj EMC (c) Tj", "ffic", 0},
		{"a hyphen at a line's end", "(bud) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC 0 -14 Td (get) Tj", "budget", 0},
		{"a space drawn as a glyph", "(a) Tj /Span << /ActualText ( ) >> BDC (.) Tj EMC (b) Tj", "a b", 0},
		{"in a property list", "/Span /P1 BDC (a) Tj EMC", "预", 0},
		{"glyphs without text", "/Span << /ActualText <FEFF98847B97> >> BDC /F2 10 Tf <00010002> Tj EMC", "预算", 0},
		{"glyphs without text, and more", "/Span << /ActualText <FEFF98847B976570> >> BDC /F2 10 Tf <00010002> Tj EMC", "预算数", 0},
		{"glyphs without text over two lines", "/Span << /ActualText <FEFF98847B976570> >> BDC /F2 10 Tf <0001> Tj 0 -14 Td <0002> Tj EMC", "", 2},
		{"a paragraph over two lines", "/P << /ActualText (others) >> BDC (as) Tj 0 -14 Td (set) Tj EMC", "asset", 0},
		{"far more text than glyphs", "/P << /ActualText (" + strings.Repeat("x", 5000) + ") >> BDC (ab) Tj EMC", "ab", 0},
		{"left open", "/Span << /ActualText (ff) >> BDC (x) Tj", "ff", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			d := f.Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>")
			f.Page("", fmt.Sprintf("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> /F2 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [%d 0 R] >> >> /Properties << /P1 << /ActualText <FEFF9884> >> >>", d),
				"BT /F1 10 Tf 50 700 Td "+c.content+" ET")
			p := read(t, f.Bytes())
			if text(p) != c.want || p.Undecoded != c.undecoded {
				t.Errorf("read %q, %d not told; want %q, %d", text(p), p.Undecoded, c.want, c.undecoded)
			}
			for i := 1; i < len(p.Glyphs); i++ {
				if p.Glyphs[i].Baseline == p.Glyphs[i-1].Baseline && p.Glyphs[i].Box.X0 < p.Glyphs[i-1].Box.X0 {
					t.Errorf("%q stands before %q", p.Glyphs[i].Text, p.Glyphs[i-1].Text)
				}
			}
		})
	}
}

// What people filled into a form's fields is on the page, at the field's place.
func TestFields(t *testing.T) {
	f := testpdf.New()
	look := func(s string) int {
		return f.Stream("/Type /XObject /Subtype /Form /BBox [0 0 50 10] /Resources << "+helvetica+" >>", "/Tx BMC BT /F1 8 Tf 2 2 Td ("+s+") Tj ET EMC")
	}
	field := func(entries, s string) int {
		return f.Add("<< /Type /Annot /Subtype /Widget %s /Rect [100 500 200 520] /AP << /N %d 0 R >> >>", entries, look(s))
	}
	check := f.Add("<< /Type /Annot /Subtype /Widget /FT /Btn /AS /Yes /Rect [100 400 200 420] /AP << /N << /Yes %d 0 R /Off %d 0 R >> >> >>", look("yes"), look("no"))
	box := f.Add("<< /Type /Annot /Subtype /FreeText /Rect [100 300 200 320] /AP << /N %d 0 R >> >>", look("typed"))
	note := f.Add("<< /Type /Annot /Subtype /Text /Rect [100 200 200 220] /AP << /N %d 0 R >> >>", look("note"))
	broken := f.Add("<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [1 2] /AP 7 >>")
	f.Page(fmt.Sprintf("/Annots [%d 0 R %d 0 R %d 0 R %d 0 R %d 0 R %d 0 R %d 0 R 99 0 R]", field("/FT /Tx", "71.5"), field("/FT /Tx /F 2", "hidden"), field("/FT /Sig", "signed"), check, box, note, broken),
		helvetica, "q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 350 Td (budget) Tj ET")
	p := read(t, f.Bytes())
	if got := text(p); got != "budget 71.5 yes typed" {
		t.Fatalf("read %q", got)
	}
	g := p.Glyphs[6]
	if g.Box.X0 != 104 || g.Baseline != 504 || g.Size != 16 {
		t.Errorf("the field's first digit is %+v", g)
	}
}
