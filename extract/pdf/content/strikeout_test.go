package content

import (
	"fmt"
	"testing"

	"selfeval/extract/pdf/page"
	"selfeval/internal/conformance/testpdf"
)

// A reviewer's line through a figure is an annotation, and no part of the page's content.
func TestStrikeOutAnnotation(t *testing.T) {
	for _, c := range []struct {
		flags      int
		want, left string
	}{
		{4, "spent 12.4", "13.9"},
		{2, "spent 13.912.4", ""}, // hidden: nobody sees the line
	} {
		f := testpdf.New()
		font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		note := f.Add("<< /Type /Annot /Subtype /StrikeOut /F %d /Rect [99 697 121 711] /QuadPoints [100 709 120 709 100 698 120 698] >>", c.flags)
		f.Page(fmt.Sprintf("/Annots [%d 0 R]", note), fmt.Sprintf("/Font << /F1 %d 0 R >>", font),
			"BT /F1 10 Tf 72 700 Td (spent ) Tj 28 0 Td (13.9) Tj 26 0 Td (12.4) Tj ET")
		p := read(t, f.Bytes())
		left := ""
		for _, l := range p.LeftOut {
			if l.Kind != page.Struck {
				t.Errorf("%+v is not struck out", l)
			}
			left += l.Text
		}
		if text(p) != c.want || left != c.left {
			t.Errorf("read %q and left %q, want %q and %q", text(p), left, c.want, c.left)
		}
	}
}
