package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/testpdf"
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
