package content

import (
	"fmt"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// A ToUnicode CMap that folds both bytes of a character into one makes figures of
// full stops; what it says of such glyphs is not believed.
func TestDamagedToUnicode(t *testing.T) {
	for _, c := range []struct {
		name, codes, want string
		misnamed          int
	}{
		// 12.5 in narrow digits, 万元, then 。 as a 2 on a full square.
		{"twice", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <0032>", "12.5万元", 1},
		{"letters", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <00e7> <0201> <00fe>", "12.5万元", 1},
		{"control characters", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <007e> <0201> <007f> <0202> <0080>", "12.5万元", 1},
		{"nothing but folded", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <00fe> <0101> <00ef> <0200> <00e8>", "12.5", 3},
		{"pinyin", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <00e8> <0201> <00fc> <0202> <00d7>", "12.5万元è", 0},
		{"square alone", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <0037>", "12.5万元7", 0},
		{"whole", "<0031> <0031> <0032> <0032> <0035> <0035> <002e> <002e> <0100> <4e07> <0101> <5143> <0200> <3002>", "12.5万元。", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			d := f.Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [46 [300] 49 [600 600 600 600 600]] >>")
			n := 0
			for _, r := range c.codes {
				if r == '<' {
					n++
				}
			}
			u := f.Stream("", fmt.Sprintf("1 begincodespacerange <0000> <ffff> endcodespacerange %d beginbfchar %s endbfchar", n/2, c.codes))
			font := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", d, u)
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 12 Tf 50 700 Td <00310032002e0035010001010200> Tj ET")
			p := read(t, f.Bytes())
			if text(p) != c.want || p.Misnamed != c.misnamed || p.Undecoded != 0 {
				t.Errorf("read %q, %d misnamed, %d undecoded; want %q, %d", text(p), p.Misnamed, p.Undecoded, c.want, c.misnamed)
			}
		})
	}
}
