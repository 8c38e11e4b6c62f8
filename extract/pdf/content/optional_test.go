package content

import (
	"fmt"
	"strings"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

// What the file's settings switch off is not on the page: text, lines, pictures
// and forms of a hidden layer, however it is named.
func TestHiddenLayers(t *testing.T) {
	for _, test := range []struct{ name, settings, want string }{
		{"all on", "", "shown draft form group end"},
		{"one off", "/OFF [DRAFT]", "shown end"},
		{"off but for one", "/BaseState /OFF /ON [DRAFT]", "shown draft form group end"},
		{"not a list", "/OFF 7", "shown draft form group end"},
		{"another off", "/OFF [OTHER]", "shown draft form group end"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
			draft, other := f.Add("<< /Type /OCG /Name (draft) >>"), f.Add("<< /Type /OCG /Name (other) >>")
			group := f.Add("<< /Type /OCMD /OCGs [%d 0 R] >>", draft)
			resources := fmt.Sprintf("/Font << /F1 %d 0 R >>", font)
			form := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC %d 0 R /Resources << %s >>", draft, resources), "BT /F1 10 Tf 50 600 Td ( form) Tj ET")
			settings := strings.NewReplacer("DRAFT", fmt.Sprint(draft, " 0 R"), "OTHER", fmt.Sprint(other, " 0 R")).Replace(test.settings)
			f.Catalog(fmt.Sprintf("/OCProperties << /OCGs [%d 0 R %d 0 R] /D << %s >> >>", draft, other, settings))
			f.Page("", fmt.Sprintf("%s /XObject << /X1 %d 0 R >> /Properties << /MC0 %d 0 R /MC1 %d 0 R >>", resources, form, draft, group),
				`BT /F1 10 Tf 50 700 Td (shown) Tj ET
				/OC /MC0 BDC /Span << /Lang (zh) >> BDC BT /F1 10 Tf 50 650 Td ( draft) Tj ET EMC 50 640 m 400 640 l S EMC
				/X1 Do
				/OC /MC1 BDC BT /F1 10 Tf 50 550 Td ( group) Tj ET EMC
				EMC BT /F1 10 Tf 50 500 Td ( end) Tj ET`)
			p := read(t, f.Bytes())
			if got := text(p); got != test.want {
				t.Errorf("read %q, want %q", got, test.want)
			}
			if hidden := test.want == "shown end"; hidden != (len(p.Rules) == 0) || p.Undecoded > 0 {
				t.Errorf("%d rules, %d undecoded", len(p.Rules), p.Undecoded)
			}
		})
	}
}
