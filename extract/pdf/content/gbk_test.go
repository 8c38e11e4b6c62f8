package content

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"selfeval/internal/conformance/testpdf"
)

// TestGBKBytes shows GBK bytes in simple fonts that call themselves Latin, and Latin
// text that must stay what it is.
func TestGBKBytes(t *testing.T) {
	gbk := func(s string) string {
		b, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("<%x> Tj ", b)
	}
	const times, song = "/BaseFont /Times-Roman /Encoding /WinAnsiEncoding", "/BaseFont /SimSun /Encoding /WinAnsiEncoding"
	for _, c := range []struct {
		name, font, shown, want string
		wrong                   bool
	}{
		{"a Chinese name", song, gbk("元") + gbk("农村饮水，3处"), "元农村饮水，3处", false},
		{"named in GBK", "/BaseFont /#cb#ce#cc#e5 /Encoding /WinAnsiEncoding", gbk("元"), "元", false},
		{"named in GBK, escaped twice", "/BaseFont /#23CB#23CE#23CC#23E5 /Encoding /WinAnsiEncoding", gbk("元"), "元", false},
		{"no encoding", "/BaseFont /FangSong_GB2312", gbk("执行数1198.36"), "执行数1198.36", false},
		{"another name", times, gbk("元") + gbk("合计"), "元合计", false}, // the second string tells of the first
		{"rare characters", song, gbk("赵喆镕水库"), "赵喆镕水库", false},
		{"Latin letters", times, "(na\\357ve caf\\351 \\26320) Tj", "naïve café ³20", false},
		{"degrees in a Chinese font", song, "(20\\260C 3\\3275) Tj", "20°C 3×5", false},
		{"dots", times, "(\\267\\267\\267\\267\\267\\267\\2271) Tj", "······—1", false},
		{"dots in a Chinese font", song, "(\\267\\267\\267\\267) Tj", "····", false},
		{"half a character", times, "(\\261) Tj", "±", false},
		{"embedded", times + " /FontDescriptor << /Flags 32 /FontFile2 %d 0 R >>", gbk("农村饮水"), "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			program := f.Stream("", "nothing")
			font := strings.ReplaceAll(c.font, "%d", fmt.Sprint(program))
			n := f.Add("<< /Type /Font /Subtype /TrueType /FirstChar 0 /LastChar 255 /Widths [%s] %s >>", strings.Repeat("500 ", 256), font)
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", n), "BT /F1 10 Tf 72 700 Td "+c.shown+" ET")
			p := read(t, f.Bytes())
			if got := strings.ReplaceAll(text(p), " ", ""); got != strings.ReplaceAll(c.want, " ", "") {
				t.Errorf("read %q, want %q", got, c.want)
			}
			if wrong := p.Misnamed > 0; wrong != c.wrong || p.Undecoded > 0 {
				t.Errorf("misnamed %d, undecoded %d", p.Misnamed, p.Undecoded)
			}
			for i := 1; i < len(p.Glyphs); i++ {
				if a, b := p.Glyphs[i-1].Box, p.Glyphs[i].Box; !p.Glyphs[i].Space && b.X0 < a.X1-0.1 {
					t.Errorf("%q at %.1f lies on %q up to %.1f", p.Glyphs[i].Text, b.X0, p.Glyphs[i-1].Text, a.X1)
				}
			}
		})
	}
}

// TestNumberedGlyphs has fonts whose glyph names are numbers or names of figures.
func TestNumberedGlyphs(t *testing.T) {
	for _, c := range []struct {
		names, want string
		undecoded   int
	}{
		{"/0 /1 /2 /3", "", 4},
		{"/g12 /g13 /G14 /c15", "", 4},
		{"/zero /one /two /three", "0123", 0},
		{"/A /b /uni4E07 /period", "Ab万.", 0},
	} {
		f := testpdf.New()
		draw := f.Stream("", "600 0 0 0 500 700 d1 0 0 500 700 re f")
		procs := ""
		for _, n := range strings.Fields(c.names) {
			procs += fmt.Sprintf("%s %d 0 R ", n, draw)
		}
		font := f.Add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << %s >> /Encoding << /Differences [65 %s] >> /FirstChar 65 /LastChar 68 /Widths [600 600 600 600] >>", procs, c.names)
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 72 700 Td (ABCD) Tj ET")
		p := read(t, f.Bytes())
		if got := text(p); got != c.want || p.Undecoded != c.undecoded {
			t.Errorf("%s: read %q, %d undecoded; want %q, %d", c.names, got, p.Undecoded, c.want, c.undecoded)
		}
	}
}
