package content

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// What the object library would not return from, or would die of, is mended
// before it sees it.
func TestGuardsTheLibrary(t *testing.T) {
	page := testpdf.New()
	page.Page("", helvetica, "BT /F1 10 Tf 50 700 Td (total) Tj ET")
	whole := page.Bytes()
	start := bytes.LastIndex(whole, []byte("xref\n0"))

	circle := bytes.Replace(whole, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Root 1 0 R /Prev %d", start), 1)

	// Object 8 is said to lie in object stream 8.
	within := bytes.Clone(whole[:start])
	entries := "\x00\x00\x00\x00" + strings.Repeat("\x02\x00\x08\x00", 8)
	within = fmt.Appendf(within, "9 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Root 8 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(entries), entries, start)

	word := bytes.Replace(whole, []byte("<< /Type /Catalog"), []byte("<< /Note (up\nstream\nof it) /Type /Catalog"), 1)

	var many bytes.Buffer
	many.Write(whole[:start])
	for i := range 50_000 {
		fmt.Fprintf(&many, "%d 0 obj\n<< >>\nendobj\n", 100+i)
	}
	many.WriteString("trailer\n<< /Root 1 0 R >>\n")

	for name, data := range map[string][]byte{
		"tables in a circle": circle, "an object stream within itself": within,
		"the word stream in a string": word, "many objects after the last stream": many.Bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			if got := text(read(t, data)); got != "total" {
				t.Errorf("text %q, want total", got)
			}
			if d := time.Since(started); d > time.Minute {
				t.Errorf("took %v", d)
			}
		})
	}
	t.Run("object starts without an end", func(t *testing.T) {
		started := time.Now()
		_, _ = Open(t.Context(), []byte("%PDF-1.4\n"+strings.Repeat("1 0 obj\n", 200_000)), document.Limits{})
		if d := time.Since(started); d > time.Minute {
			t.Errorf("took %v", d)
		}
	})
}

// Fonts written into the resources themselves share the number of the object
// around them.
func TestFontsOfOneObject(t *testing.T) {
	f := testpdf.New()
	f.Page("", `/Font << /A << /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /one] >> >>
 /B << /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /two] >> >> >>`, "BT /A 10 Tf 50 700 Td (A) Tj /B 10 Tf (A) Tj ET")
	if got := text(read(t, f.Bytes())); got != "12" {
		t.Errorf("%q, want 12", got)
	}
}

// A full amount of an ink is dark, not white: white text is taken for hidden.
func TestInkColours(t *testing.T) {
	f := testpdf.New()
	f.Page("", helvetica+" /ColorSpace << /S [/Separation /Black /DeviceGray << >>] >>",
		"/S cs 1 scn BT /F1 10 Tf 50 700 Td (a) Tj ET 1 g BT /F1 10 Tf 50 600 Td (b) Tj ET")
	p := read(t, f.Bytes())
	if len(p.Glyphs) != 2 || p.Glyphs[0].Color != 0 || p.Glyphs[1].Color != 0xffffff {
		t.Errorf("glyphs %+v, want one black, one white", p.Glyphs)
	}
}

func TestFilledBorders(t *testing.T) {
	for _, c := range []struct {
		name, content string
		rules, areas  int
	}{
		{"several thin quadrangles in one path", "10 10 m 200 10 l 200 11 l 10 11 l h 10 50 m 200 50 l 200 51 l 10 51 l h f", 2, 0},
		{"a frame of two rectangles", "10 10 100 50 re 11 11 98 48 re f*", 4, 0},
		{"a frame of two outlines", "10 10 m 110 10 l 110 60 l 10 60 l h 11 11 m 11 59 l 109 59 l 109 11 l h f", 4, 0},
		{"two shaded cells", "10 10 100 50 re 10 60 100 50 re f", 0, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			f.Page("", "", c.content)
			if p := read(t, f.Bytes()); len(p.Rules) != c.rules || len(p.Areas) != c.areas {
				t.Errorf("%d rules and %d areas, want %d and %d: %+v", len(p.Rules), len(p.Areas), c.rules, c.areas, p.Rules)
			}
		})
	}
}

// Characters beyond ASCII have the widths of their CIDs too.
func TestWidthByCID(t *testing.T) {
	f := testpdf.New()
	font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", "/W [111 112 500]") // the double quotes
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td <201C6C34> Tj ET")
	p := read(t, f.Bytes())
	if len(p.Glyphs) != 2 || diff(p.Glyphs[0].Box.X1-p.Glyphs[0].Box.X0, 5) > 1e-6 || diff(p.Glyphs[1].Box.X0, 55) > 1e-6 {
		t.Errorf("glyphs %+v, want a half-width quote at 50", p.Glyphs)
	}
}

// Forms that paint themselves many times over end
// as too much long before the time is up.
func TestTooMuchOnAPage(t *testing.T) {
	twice := testpdf.New()
	inner := twice.Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 m")
	for range 18 {
		inner = twice.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>", inner), "/X Do /X Do")
	}
	twice.Page("", fmt.Sprintf("/XObject << /X %d 0 R >>", inner), "/X Do")
	f, err := Open(t.Context(), twice.Bytes(), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Page(t.Context(), 1); !errors.Is(err, document.ErrLimit) {
		t.Errorf("forms within forms: %v, want a limit", err)
	}
}
