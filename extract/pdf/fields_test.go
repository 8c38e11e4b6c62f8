package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// A form to be filled in is a table whose empty cells are fields; the values of
// those without an appearance belong into the cells they lie over.
func TestFieldsInTable(t *testing.T) {
	f := testpdf.New()
	var page, annots strings.Builder
	rows := [][]string{{"Project", "Budget", "Executed", "Score"}, {"Roads", "120.5", "118.25", "95"}, {"Water supply", "71.8", "", "100"}}
	for i := range 4 {
		fmt.Fprintf(&page, "100 %d m 500 %d l S ", 700-30*i, 700-30*i)
	}
	for i := range 5 {
		fmt.Fprintf(&page, "%d 700 m %d 610 l S ", 100+100*i, 100+100*i)
	}
	for r, row := range rows {
		for c, s := range row {
			x, y := 100+100*c, 670-30*r
			if r == 0 || c == 0 {
				fmt.Fprintf(&page, "BT /F1 10 Tf %d %d Td (%s) Tj ET ", x+5, y+10, s)
				continue
			}
			n := f.Add("<< /Type /Annot /Subtype /Widget /FT /Tx /Ff %d /Q 1 /V (%s) /Rect [%d %d %d %d] /DA (/Helv 0 Tf 0 g) >>", 4096*(c%2), s, x+1, y+1, x+99, y+29)
			fmt.Fprintf(&annots, "%d 0 R ", n)
		}
	}
	f.Catalog("/AcroForm << /NeedAppearances true >>")
	f.Page("/Annots ["+annots.String()+"]", "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>", page.String())
	doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != 1 || doc.Blocks[0].Table == nil {
		t.Fatalf("read %+v", doc.Blocks)
	}
	got := doc.Blocks[0].Table.String()
	for _, row := range rows {
		for _, s := range row {
			if strings.Count(got, s) != 1 && s != "" {
				t.Errorf("%q is not in the table once:\n%s", s, got)
			}
		}
	}
	if len(doc.Notes) > 0 {
		t.Errorf("notes %+v", doc.Notes)
	}
}
