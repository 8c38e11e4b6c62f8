package content

import (
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/pdf/page"
	"selfeval/internal/conformance/testpdf"
)

// A field may hold a value and no appearance: viewers set the value themselves.
func TestFieldValues(t *testing.T) {
	const hex = "<FEFF6C345229" + "5C40>" // 水利局
	for _, c := range []struct{ name, form, field, want string }{
		{"no appearance", "", "/FT /Tx /V (71.5)", "71.5"},
		{"Chinese", "", "/FT /Tx /V " + hex, "水利局"},
		{"appearance of its own", "", "/FT /Tx /V (71.5) /AP << /N OLD >>", "70.0"},
		{"appearances to be made anew", "/NeedAppearances true", "/FT /Tx /V (71.5) /AP << /N OLD >>", "71.5"},
		{"anew without a value", "/NeedAppearances true", "/FT /Tx /AP << /N OLD >>", "70.0"},
		{"appearance that shows nothing", "", "/FT /Tx /V (71.5) /AP << /N EMPTY >>", "71.5"},
		{"appearance in other codes", "", "/FT /Tx /V (71.5) /AP << /N CODES >>", "71.5"},
		{"appearance in another form", "", "/FT /Tx /V (0.7) /AP << /N OLD >>", "70.0"},
		{"inherited", "", "/Parent PARENT", "12.5"},
		{"choice", "", "/FT /Ch /V (b) /Opt [[(a) (fair)] [(b) (good)]]", "good"},
		{"choices", "", "/FT /Ch /V [(a) (b)]", "a b"},
		{"password", "", "/FT /Tx /Ff 8192 /V (secret)", ""},
		{"button", "", "/FT /Btn /V /Yes", ""},
		{"signature", "", "/FT /Sig /V << /Name (x) >>", ""},
		{"hidden", "", "/FT /Tx /F 2 /V (71.5)", ""},
		{"blank", "", "/FT /Tx /V ( )", ""},
		{"its own parent", "", "/FT /Tx /Parent SELF", ""},
		{"wider than its field", "", "/FT /Tx /V (" + strings.Repeat("123456789 ", 9) + ")", strings.TrimSpace(strings.Repeat("123456789 ", 9))},
		{"lines", "", "/FT /Tx /Ff 4096 /V (one\rtwo\r\nthree words and some more that do not fit)", "one two three words and some more that do not fit"},
		{"comb", "", "/FT /Tx /Ff 16777216 /MaxLen 8 /V (2023)", "2023"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			look := func(s string) int {
				return f.Stream("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << "+helvetica+" >>", s)
			}
			names := strings.NewReplacer("OLD", fmt.Sprint(look("BT /F1 8 Tf 2 6 Td (70.0) Tj ET"), " 0 R"), "CODES", fmt.Sprint(look("BT /F1 8 Tf 2 6 Td (\\205\\220\\221) Tj ET"), " 0 R"), "EMPTY", fmt.Sprint(look("/Tx BMC EMC"), " 0 R"),
				"PARENT", fmt.Sprint(f.Add("<< /FT /Tx /V (12.5) >>"), " 0 R"), "SELF", "7 0 R")
			field := f.Add("<< /Type /Annot /Subtype /Widget /Rect [100 500 200 520] /DA (/Helv 9 Tf 0 g) %s >>", names.Replace(c.field))
			f.Catalog(fmt.Sprintf("/AcroForm << %s /Fields [%d 0 R] >>", c.form, field))
			f.Page(fmt.Sprintf("/Annots [%d 0 R]", field), helvetica, "")
			p := read(t, f.Bytes())
			if got := text(p); got != c.want || p.Undecoded != 0 {
				t.Errorf("read %q, %d undecoded, want %q", got, p.Undecoded, c.want)
			}
			for _, g := range p.Glyphs {
				if b := g.Box; b.X0 < 100 || b.X1 > 200.01 || b.Y0 < 499 || b.Y1 > 521 {
					t.Errorf("%q stands at %+v, beside its field", g.Text, b)
				}
			}
		})
	}
}

func TestFieldPlaces(t *testing.T) {
	at := func(entries string) []page.Glyph {
		f := testpdf.New()
		field := f.Add("<< /Type /Annot /Subtype /Widget /FT /Tx /V (12) /Rect [100 500 200 520] /DA (/Helv 10 Tf) %s >>", entries)
		f.Page(fmt.Sprintf("/Annots [%d 0 R]", field), helvetica, "")
		return read(t, f.Bytes()).Glyphs
	}
	for entries, want := range map[string][2]float64{"": {102, 107}, "/Q 1": {145, 150}, "/Q 2": {188, 193}, "/Ff 16777216 /MaxLen 2": {123.5, 171.5}} {
		if g := at(entries); len(g) != 2 || diff(g[0].Box.X0, want[0]) > 1e-6 || diff(g[1].Box.X0, want[1]) > 1e-6 || g[0].Size != 10 {
			t.Errorf("%q: %+v, want %v", entries, g, want)
		}
	}
}
