package pdfium_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/page"
	"selfeval/extract/pdf/pdfium"
	"selfeval/internal/conformance/golden"
)

// Both engines must see the same page: the same characters in the same places,
// the same ruled lines.
func TestEnginesAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("starting PDFium takes seconds without a compilation cache")
	}
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "fixtures", "water-bureau", "report.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	fast, err := content.Open(t.Context(), data, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	slow, err := pdfium.Open(t.Context(), data, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if fast.Pages() != slow.Pages() {
		t.Fatalf("%d and %d pages", fast.Pages(), slow.Pages())
	}
	for n := 1; n <= fast.Pages(); n++ {
		a, err := fast.Page(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := slow.Page(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(a.Width-b.Width) > 0.1 || math.Abs(a.Height-b.Height) > 0.1 {
			t.Errorf("page %d: sizes %v×%v and %v×%v", n, a.Width, a.Height, b.Width, b.Height)
		}
		missing := 0
		for _, g := range a.Glyphs {
			if !near(g, b.Glyphs) {
				missing++
			}
		}
		if len(a.Glyphs) != len(b.Glyphs) || missing > 0 {
			t.Errorf("page %d: %d and %d glyphs, %d not in the same place", n, len(a.Glyphs), len(b.Glyphs), missing)
		}
		if len(b.Rules) == 0 || len(a.Rules) == 0 {
			t.Errorf("page %d: %d and %d rules", n, len(a.Rules), len(b.Rules))
		}
	}
}

func near(g page.Glyph, in []page.Glyph) bool {
	for _, o := range in {
		if o.Text == g.Text && math.Abs(o.Box.X0-g.Box.X0) < 1.5 && math.Abs(o.Baseline-g.Baseline) < 1.5 {
			return true
		}
	}
	return false
}

func TestBrokenFile(t *testing.T) {
	if testing.Short() {
		t.Skip("starting PDFium takes seconds without a compilation cache")
	}
	_, err := pdfium.Open(t.Context(), []byte("%PDF-1.4\n"+strings.Repeat("x", 100)), document.Limits{})
	var de *document.Error
	if !errors.As(err, &de) {
		t.Fatalf("error %v, want a *document.Error", err)
	}
}
