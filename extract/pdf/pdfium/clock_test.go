package pdfium_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"selfeval/extract/document"
	"selfeval/extract/pdf/pdfium"
	"selfeval/internal/conformance/testpdf"
)

// TestClockStopsPDFium gives PDFium a page that it needs long for, and little time; the
// engine must be of use to the next file.
func TestClockStopsPDFium(t *testing.T) {
	file := func(content string) []byte {
		f := testpdf.New()
		font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), content)
		return f.Bytes()
	}
	f, err := pdfium.Open(t.Context(), file(strings.Repeat("BT /F1 10 Tf 72 700 Td (some words on a page) Tj ET\n", 400_000)), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	const allowed = 300 * time.Millisecond
	ctx, cancel := context.WithTimeout(t.Context(), allowed)
	defer cancel()
	start := time.Now()
	_, err = f.Page(ctx, 1)
	if took := time.Since(start); took > allowed+10*time.Second || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended after %v with %v", took, err)
	}
	f.Close()
	for range 3 {
		g, err := pdfium.Open(t.Context(), file("BT /F1 10 Tf 72 700 Td (hello) Tj ET"), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if p, err := g.Page(t.Context(), 1); err != nil || len(p.Glyphs) != 5 {
			t.Errorf("the next file: %v, %v", p, err)
		}
		g.Close()
	}
}
