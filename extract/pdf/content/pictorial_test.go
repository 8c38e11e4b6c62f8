package content

import (
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// The signs of the standard fonts are not the letters of their codes: a tick is no
// 4, a "not less than" no ³.
func TestPictorialFonts(t *testing.T) {
	for _, c := range []struct{ font, shown, want string }{
		{"/BaseFont /ZapfDingbats", "<34388f6c6e48acd5>", "✔✘●■★①→"},
		{"/BaseFont /ZapfDingbats /Encoding /WinAnsiEncoding", "(4)", "✔"},
		{"/BaseFont /Symbol", "<b33935b825a331b1b4b9bb>", "≥95÷%≤1±×≠≈"},
		{"/BaseFont /Symbol", "<5357616bd76469>", "ΣΩακ⋅δι"},
		{"/BaseFont /Symbol", "<c0d6defe>", "ℵ√⇒"},
		{"/BaseFont /Symbol /Encoding << /Differences [65 /greaterequal] >>", "(A9)", "≥9"},
		{"/BaseFont /Symbol /FontDescriptor << /Type /FontDescriptor /Flags 4 >>", "<b3>", "≥"},
		{"/BaseFont /Helvetica", "(4)", "4"},
	} {
		f := testpdf.New()
		f.Page("", "/Font << /F1 << /Type /Font /Subtype /Type1 "+c.font+" >> >>", "BT /F1 10 Tf 50 700 Td "+c.shown+" Tj ET")
		if got := text(read(t, f.Bytes())); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.font, c.shown, got, c.want)
		}
	}
}
