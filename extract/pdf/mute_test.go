package pdf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
	"selfeval/report"
)

// Glyphs that nothing gives a meaning must be told of, not read as the numbers
// that they have in their font.
func TestMuteFont(t *testing.T) {
	if testing.Short() {
		t.Skip("starting PDFium takes seconds without a compilation cache")
	}
	f := testpdf.New()
	d := f.Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Nothing /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /CIDToGIDMap /Identity >>")
	font := f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Nothing /Encoding /Identity-H /DescendantFonts [%d 0 R] >>", d)
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 12 Tf 50 700 Td <004100420043> Tj ET")
	doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range doc.Blocks {
		t.Errorf("read %q", doc.Blocks[i].Text)
	}
	if len(doc.Notes) != 1 || !doc.Notes[0].Lost || !strings.Contains(doc.Notes[0].Text.ZH, "无法辨认") {
		t.Errorf("notes %v", doc.Notes)
	}
}

// A text at an angle is not read, and told; a mark across the page is neither.
func TestTextAtAnAngle(t *testing.T) {
	const fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>"
	for _, c := range []struct {
		name, content string
		told          bool
	}{
		{"a table turned", "BT /F1 10 Tf .966 .259 -.259 .966 60 300 Tm 14 TL (1 dredging 120.50 98) Tj T* (2 dike works 47.93 95) Tj T* (3 water tests 20.00 99) Tj T* (4 forestry 33.00 97) Tj T* (5 nursery 31.00 96) Tj ET", true},
		{"a mark", "BT /F1 10 Tf 60 700 Td (text of the page) Tj ET BT .8 g /F1 40 Tf .7 .7 -.7 .7 100 300 Tm (for internal use only, do not pass on to anybody outside the bureau) Tj ET", false},
	} {
		f := testpdf.New()
		f.Page("", fonts, c.content)
		doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		told := slices.ContainsFunc(doc.Notes, func(n report.Note) bool { return n.Lost && strings.Contains(n.Text.ZH, "斜置") })
		if told != c.told {
			t.Errorf("%s: notes %v", c.name, doc.Notes)
		}
	}
}
