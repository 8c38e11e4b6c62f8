package content

import (
	"fmt"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// A font that says of a glyph that its text is not known leaves a sign where it stands:
// 1?60 is no 160. Where most glyphs are such, the page is not read.
func TestGlyphsWithoutText(t *testing.T) {
	for _, c := range []struct {
		name, codes, want string
		undecoded         int
	}{
		{"within a figure", "00010002000300010004", "1\ufffd61\ufffd", 2},
		{"most of the page", "0001000200020004", "1", 3},
	} {
		f := testpdf.New()
		uni := f.Stream("", "1 begincodespacerange <0000> <ffff> endcodespacerange 4 beginbfchar <0001> <0031> <0002> <fffd> <0003> <0036> <0004> <fffd> endbfchar")
		d := f.Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Serif /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>")
		font := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /Serif /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", d, uni)
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td <"+c.codes+"> Tj ET")
		p := read(t, f.Bytes())
		if got := text(p); got != c.want || p.Undecoded != c.undecoded {
			t.Errorf("%s: %q, %d undecoded; want %q, %d", c.name, got, p.Undecoded, c.want, c.undecoded)
		}
	}
}
