package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/seen"
	"selfeval/internal/conformance/testpdf"
)

// TestClock reads pages that take long, with a short time to do it in: reading must end
// soon after, however the page keeps it busy.
func TestClock(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	many := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	words := func(n int, op string) string {
		return "BT /F1 10 Tf " + op + many(n, func(i int) string { return "1 0 0 1 72 700 Tm (a) Tj\n" }) + "ET\n"
	}
	const n = 60_000
	for _, c := range []struct{ name, content string }{
		{"one long text", "BT /F1 10 Tf 72 700 Td (" + strings.Repeat("word ", 6_000_000) + ") Tj ET"},
		{"invisible text on pictures", many(n, func(int) string { return "q 1 0 0 1 300 300 cm /I Do Q\n" }) + words(n, "3 Tr ") + "BT 0 Tr /F1 10 Tf 300 10 Td (b) Tj ET"},
		{"pale text on shades", many(n, func(int) string { return "0 0 100 100 re f\n" }) + words(n, "1 g ")},
		{"lines through one text", words(n, "") + many(n, func(int) string { return "72 703.7 m 77 703.7 l S\n" })},
		{"covers over one text", words(n, "") + many(n, func(int) string { return "70 690 3 30 re f\n" })},
		{"marks within marks", many(9_000, func(int) string { return "/Span << /ActualText (x) >> BDC\n" }) + words(n, "") + many(9_000, func(int) string { return "EMC\n" })},
		{"small text at one place", words(n, "") + "BT /F1 5 Tf " + many(n, func(i int) string { return fmt.Sprintf("1 0 0 1 %d 703 Tm (1) Tj\n", 72+20*(i%2)) }) + "ET"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			picture := f.Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >> /XObject << /I %d 0 R >>", font, picture), c.content)
			data := f.Bytes()
			const allowed = 300 * time.Millisecond
			ctx, cancel := context.WithTimeout(context.Background(), allowed)
			defer cancel()
			start := time.Now()
			file, err := content.Open(ctx, data, document.Limits{})
			if err == nil {
				p, perr := file.Page(ctx, 1)
				if err = perr; err == nil {
					err = seen.Judge(ctx, p)
				}
			}
			if took := time.Since(start); took > allowed+5*time.Second { // a second on a machine of its own
				t.Errorf("ended after %v with %v", took, err)
			} else {
				t.Logf("%v, %v", took.Round(time.Millisecond), err)
			}
		})
	}
}
