package content

import (
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// Text that begins on the page and runs over its edge is read to its end, and the page
// says so: a figure without its last digits would be another figure.
func TestTextOverTheEdge(t *testing.T) {
	for _, c := range []struct {
		name, content, want string
		cut                 int
	}{
		{"right", "BT /F1 10 Tf 575 700 Td (1,260.85) Tj ET", "1,260.85", 3},
		{"right, with kerning", "BT /F1 10 Tf 575 700 Td [(1,2) -20 (60.85)] TJ ET", "1,260.85", 4},
		{"beyond", "BT /F1 10 Tf 575 700 Td (12) Tj 40 0 Td (printer) Tj ET", "12", 0},
		{"left", "BT /F1 10 Tf -20 700 Td (1260.85) Tj ET", "0.85", 3},
		{"a cell's clip", "q 50 690 20 20 re W n BT /F1 10 Tf 52 700 Td (Phase III) Tj ET Q", "Phase III", 0},
		{"the blank half of a bracket", "q 57 690 200 20 re W n BT /F1 10 Tf 50.5 700 Td (M1) Tj ET Q", "M1", 0},
		{"below a clip", "q 50 690 200 20 re W n BT /F1 10 Tf 52 700 Td (yes) Tj 0 -40 Td (no) Tj ET Q", "yes", 0},
		{"a pale mark", "BT .8 g /F1 30 Tf 570 700 Td (internal) Tj ET", "int", 0},
		{"turned", "BT /F1 10 Tf 0.7 0.7 -0.7 0.7 580 700 Tm (internal) Tj ET", "interna", 0},
	} {
		f := testpdf.New()
		f.Page("", helvetica, c.content)
		p := read(t, f.Bytes())
		if got := text(p); got != c.want || p.Cut != c.cut {
			t.Errorf("%s: %q, %d beyond the edge; want %q, %d", c.name, got, p.Cut, c.want, c.cut)
		}
	}
}

// The first character after the place was set stands apart, those after it do not.
func TestRunsOfText(t *testing.T) {
	f := testpdf.New()
	f.Page("", helvetica, "BT /F1 10 Tf 50 700 Td (ab) Tj (c) Tj 60 0 Td (d) Tj [(e) -20 (f)] TJ ET BT 50 650 Td (g) Tj ET")
	apart := ""
	for _, g := range read(t, f.Bytes()).Glyphs {
		if g.Apart {
			apart += g.Text
		}
	}
	if apart != "adg" {
		t.Errorf("apart stand %q", apart)
	}
}
