package content

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/conformance/golden"
	"selfeval/internal/conformance/testpdf"
)

func read(t *testing.T, data []byte) *page.Page {
	t.Helper()
	f, err := Open(t.Context(), data, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Page(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func text(p *page.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		if g.Space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.Text)
	}
	return b.String()
}

func hex(s string) string { return fmt.Sprintf("<%x>", s) }

// The fonts that report systems do not embed, in every encoding they use.
func TestPredefinedCMaps(t *testing.T) {
	const want = "水利局2023年12.5万元"
	utf16, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(want)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String("水利局2023年")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cmap, ordering, shown, want string
		half                        float64 // width of a digit in thousandths
	}{
		{"UniGB-UCS2-H", "GB1", utf16, want, 500},
		{"UniGB-UTF16-H", "GB1", utf16, want, 500},
		{"UniGB-UTF8-H", "GB1", want, want, 500},
		{"GBK-EUC-H", "GB1", gbk, want, 400},
		{"GBK2K-H", "GB1", gbk, want, 500},
		{"GBKp-EUC-H", "GB1", gbk, want, 500},
		{"GBpc-EUC-H", "GB1", gbk, want, 500},
		{"GB-EUC-H", "GB1", gbk, want, 400},
		{"ETen-B5-H", "CNS1", big5, "水利局2023年", 300},
		{"B5pc-H", "CNS1", big5, "水利局2023年", 500},
	} {
		t.Run(c.cmap, func(t *testing.T) {
			f := testpdf.New()
			font := f.CID("STSong-Light", c.cmap, c.ordering, "/W [1 95 500 814 908 400 13648 13742 300]")
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td "+hex(c.shown)+" Tj ET")
			p := read(t, f.Bytes())
			if got := text(p); got != c.want || p.Undecoded != 0 {
				t.Fatalf("%q with %d undecoded, want %q", got, p.Undecoded, c.want)
			}
			for _, g := range p.Glyphs {
				w := g.Box.X1 - g.Box.X0
				if g.Text == "水" && w != 10 || g.Text == "2" && diff(w, c.half/100) > 1e-6 {
					t.Errorf("%s is %v wide", g.Text, w)
				}
			}
		})
	}
}

func diff(a, b float64) float64 { return max(a-b, b-a) }

// Identity-H over a collection whose font is not embedded: the CIDs themselves
// tell the characters.
func TestIdentityOverCollection(t *testing.T) {
	f := testpdf.New()
	font := f.CID("STSong-Light", "Identity-H", "GB1", "")
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td <0022032E033D0013> Tj ET") // A, half-width ! and 0, 2
	p := read(t, f.Bytes())
	if got := text(p); got != "A!02" {
		t.Errorf("%q, want A!02", got)
	}
}

func TestToUnicode(t *testing.T) {
	m := parseCMap([]byte(`1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfchar <01> <6C34> <02> <D842DFB7> endbfchar
3 beginbfrange <10> <12> <4E00> <20> <21> [<5229> <5C40>] <30> <31> <00410061> endbfrange`))
	for code, want := range map[uint32]string{1: "水", 2: "𠮷", 0x10: "一", 0x12: "丂", 0x20: "利", 0x21: "局", 0x30: "Aa", 0x31: "Ab"} {
		if got, ok := m.lookup(code); !ok || got != want {
			t.Errorf("<%x> is %q, want %q", code, got, want)
		}
	}
	if _, ok := m.lookup(0x99); ok {
		t.Error("a code that is not listed has a text")
	}
}

const helvetica = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>"

func TestTextState(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"TJ", "BT /F1 10 Tf 50 700 Td [(1) -20 (23) 5 (4)] TJ ET", "1234"},
		{"quote", "BT /F1 10 Tf 12 TL 50 700 Td (a) Tj (b) ' 1 2 (c) \" ET", "abc"},
		{"escapes", `BT /F1 10 Tf 50 700 Td (\(1\)\0612\
3) Tj ET`, "(1)123"},
		{"clip hides", "q 0 0 100 100 re W n BT /F1 10 Tf 300 700 Td (no) Tj ET Q BT /F1 10 Tf 50 700 Td (yes) Tj ET", "yes"},
		{"invisible beside visible", "BT /F1 10 Tf 3 Tr 50 700 Td (no) Tj 0 Tr (yes) Tj ET", "yes"},
		{"invisible alone", "BT /F1 10 Tf 3 Tr 50 700 Td (scan) Tj ET", "scan"},
		{"inline image", "q BI /W 1 /H 1 /BPC 8 ID \x00( EI Q BT /F1 10 Tf 50 700 Td (after) Tj ET", "after"},
		{"space", "BT /F1 10 Tf 50 700 Td (a b) Tj ET", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			f.Page("", helvetica, c.content)
			if got := text(read(t, f.Bytes())); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          int
	}{
		{"stroke", "1 w 50 700 m 300 700 l S", 1},
		{"slanted", "50 700 m 300 500 l S", 0},
		{"thin fill", "50 700 250 0.5 re f", 1},
		{"box", "50 600 100 50 re S", 4},
		{"area", "50 600 100 50 re f", 0},
		{"outline filled", "50 700 m 300 700 l 300 700.6 l 50 700.6 l h f", 1},
		{"clipped away", "q 0 0 10 10 re W n 50 700 m 300 700 l S Q", 0},
		{"path not painted", "50 700 m 300 700 l n", 0},
		{"a dot stretched to a line", "q 250 0 0 0.5 50 700 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", 1},
		{"a slice of a scan", "q 500 0 0 4 50 700 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", 0},
		{"scaled", "q 0.1 0 0 0.1 0 0 cm 10 w 500 7000 m 3000 7000 l S Q", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			f.Page("", "", c.content)
			if got := read(t, f.Bytes()).Rules; len(got) != c.want {
				t.Errorf("%d rules, want %d: %+v", len(got), c.want, got)
			}
		})
	}
}

// A page turned by any quarter reads the same: size, text upright, places.
func TestRotation(t *testing.T) {
	for rotate, place := range map[int][2]float64{0: {50, 700}, 90: {700, 545}, 180: {545, 142}, 270: {142, 50}} {
		f := testpdf.New()
		f.Page(fmt.Sprintf("/Rotate %d", rotate), helvetica, "BT /F1 10 Tf 50 700 Td (x) Tj ET")
		p := read(t, f.Bytes())
		if wide := rotate == 90 || rotate == 270; wide != (p.Width > p.Height) {
			t.Errorf("/Rotate %d: %v×%v", rotate, p.Width, p.Height)
		}
		// The glyph's origin as it is read lies at the edge of its box.
		b := p.Glyphs[0].Box
		if place[0] < b.X0-3 || place[0] > b.X1+3 || place[1] < b.Y0-3 || place[1] > b.Y1+3 {
			t.Errorf("/Rotate %d: box %v, want it at %v", rotate, b, place)
		}
	}
}

func TestHostile(t *testing.T) {
	var bomb bytes.Buffer
	zw := zlib.NewWriter(&bomb)
	zero := make([]byte, 1<<20)
	for range 64 {
		zw.Write(zero)
	}
	zw.Close()

	loopForm := testpdf.New()
	loopForm.Add("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream")
	loopForm.Page("", "/XObject << /X 3 0 R >>", "/X Do /X Do")

	loopTree := testpdf.New()
	loopTree.Tree("<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>")

	inflated := testpdf.New()
	c := inflated.Stream("/Filter /FlateDecode", bomb.String())
	inflated.Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents %d 0 R >>", c)
	inflated.Tree(fmt.Sprintf("<< /Type /Pages /Count 1 /Kids [%d 0 R] >>", c+1))

	deep := testpdf.New()
	deep.Page("", "", strings.Repeat("q ", 100_000)+strings.Repeat("[", 100_000))

	for name, data := range map[string][]byte{
		"form in itself": loopForm.Bytes(), "page tree in a circle": loopTree.Bytes(), "deep": deep.Bytes(),
		"a claim of a gigabyte": []byte("%PDF-1.4\n1 0 obj << /Length 1073741824 >> stream\nx\nendstream endobj\ntrailer << /Root 1 0 R /Size 999999999 >>\nstartxref\n9\n%%EOF\n"),
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			f, err := Open(t.Context(), data, document.Limits{})
			if err == nil {
				for n := range min(f.Pages(), 10) {
					if _, err := f.Page(t.Context(), n+1); err != nil {
						t.Log(err)
					}
				}
			}
			if d := time.Since(started); d > time.Minute {
				t.Errorf("took %v", d)
			}
		})
	}
	t.Run("inflates beyond the limit", func(t *testing.T) {
		f, err := Open(t.Context(), inflated.Bytes(), document.Limits{Inflated: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Page(t.Context(), 1); !errors.Is(err, document.ErrLimit) {
			t.Errorf("error %v, want document.ErrLimit", err)
		}
	})
}

func fixture(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "fixtures", "water-bureau", "report.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What viewers mend is mended: the text is the same as that of the whole file.
func TestDamageIsMended(t *testing.T) {
	whole := fixture(t)
	want := text(read(t, whole))
	at := bytes.LastIndex(whole, []byte("startxref"))
	for name, data := range map[string][]byte{
		"no end":                 whole[:len(whole)-7],
		"junk before the header": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...),
		"junk after the end":     append(bytes.Clone(whole), bytes.Repeat([]byte("\x00<!-- -->\n"), 40)...),
		"wrong startxref":        append(bytes.Clone(whole[:at]), "startxref\n12\n%%EOF\n"...),
		"no table":               whole[:bytes.LastIndex(whole, []byte("xref\n0"))],
		"a header of 2.0":        bytes.Replace(whole, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1),
	} {
		if got := text(read(t, data)); got != want {
			t.Errorf("%s: %.60q, want %.60q", name, got, want)
		}
	}
}

// However a file is cut or a byte of it turned, reading ends and says something.
func TestDamageNeverPanics(t *testing.T) {
	whole := fixture(t)
	step := len(whole) / 60
	for n := 0; n < len(whole); n += step {
		broken := bytes.Clone(whole)
		broken[n] ^= 0x15
		for _, data := range [][]byte{whole[:n], broken} {
			f, err := Open(t.Context(), data, document.Limits{})
			if err != nil {
				continue
			}
			for i := range f.Pages() {
				_, _ = f.Page(t.Context(), i+1)
			}
		}
	}
}

// bounded ends the process if one input takes long, so that fuzzing finds hangs.
func bounded(t *testing.T) {
	timer := time.AfterFunc(30*time.Second, func() { panic("this input takes more than 30 s") })
	t.Cleanup(func() { timer.Stop() })
}

func FuzzInterpreter(f *testing.F) {
	f.Add("BT /F1 10 Tf 1 0 0 1 50 700 Tm [(a) -20 (b)] TJ ET 50 700 m 300 700 l S")
	f.Add("q 0 0 9 9 re W n BI /W 1 ID xx EI Q /X Do")
	f.Fuzz(func(t *testing.T, content string) {
		bounded(t)
		file := testpdf.New()
		file.Page("", helvetica, content)
		pdf, err := Open(t.Context(), file.Bytes(), document.Limits{})
		if err != nil {
			return
		}
		p, err := pdf.Page(t.Context(), 1)
		if err != nil {
			return
		}
		for _, g := range p.Glyphs {
			if g.Text == "" {
				t.Error("a glyph without text")
			}
		}
	})
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <10> <12> [<4E00>] endbfrange"))
	f.Add([]byte("2 begincidrange <0000> <ffff> 0 <00> <01> 5 endcidrange"))
	f.Fuzz(func(t *testing.T, src []byte) {
		m := parseCMap(src)
		m.lookup(0x10)
		m.cid(0x10)
		for s := []byte("\x00\x10\xff\x41\x42"); len(s) > 0; {
			_, n := m.next(s)
			if n < 1 {
				t.Fatal("a code of no bytes")
			}
			s = s[n:]
		}
	})
}

func FuzzOpen(f *testing.F) {
	small := testpdf.New()
	small.Page("", helvetica, "BT /F1 10 Tf 50 700 Td (x) Tj ET")
	f.Add(small.Bytes())
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1/First 4>>stream\n2 0 <<>>\nendstream endobj trailer<</Root 2 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		bounded(t)
		pdf, err := Open(t.Context(), data, document.Limits{Inflated: 1 << 20, Pages: 50})
		if err != nil {
			return
		}
		for i := range min(pdf.Pages(), 3) {
			_, _ = pdf.Page(t.Context(), i+1)
		}
	})
}

func BenchmarkPages(b *testing.B) {
	data := fixture(b)
	pages := 0
	for b.Loop() {
		f, err := Open(b.Context(), data, document.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		for n := range f.Pages() {
			if _, err := f.Page(b.Context(), n+1); err != nil {
				b.Fatal(err)
			}
			pages++
		}
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
