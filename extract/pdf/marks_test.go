package pdf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// shown sets a text in font F1 at a place.
func shown(x, y, size float64, text string) string {
	u, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	return fmt.Sprintf("BT /F1 %g Tf 1 0 0 1 %g %g Tm <%x> Tj ET\n", size, x, y, u)
}

// wide says that Latin letters are half as wide as Chinese ones.
const wide = "/W [1 95 500 814 939 500]"

// ledger is a ruled table of three columns with a head; its figures stand in the
// third column, the first at (302, 655), 20 points a row.
func ledger(figures ...string) string {
	var b strings.Builder
	n := len(figures) + 1
	for r := range n + 1 {
		fmt.Fprintf(&b, "60 %d m 400 %d l S\n", 690-20*r, 690-20*r)
	}
	for _, x := range []int{60, 100, 298, 400} {
		fmt.Fprintf(&b, "%d 690 m %d %d l S\n", x, x, 690-20*n)
	}
	b.WriteString(shown(64, 675, 10, "序号") + shown(104, 675, 10, "项目名称") + shown(302, 675, 10, "执行数"))
	for i, f := range figures {
		y := float64(655 - 20*i)
		b.WriteString(shown(64, y, 10, fmt.Sprint(i+1)) + shown(104, y, 10, "河段清淤"+strings.Repeat("二", i)) + shown(302, y, 10, f))
	}
	return b.String()
}

// TestMarks reads a table with something on it that is no part of its text.
func TestMarks(t *testing.T) {
	file := func(content string) []byte {
		f := testpdf.New()
		font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", wide)
		multiply := f.Add("<< /BM /Multiply >>")
		thinned := f.Add("<< /ca 0.2 >>")
		dark := f.Add("<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 0] /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 .4] /C1 [.1 .2 .6] >> >>")
		pattern := f.Add("<< /PatternType 2 /Shading %d 0 R >>", dark)
		picture := f.Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
		mask := f.Add("<< /S /Luminosity >>")
		seal := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask %d 0 R", mask), "x")
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >> /ExtGState << /M %d 0 R /T %d 0 R >> /Shading << /S %d 0 R >> /Pattern << /P %d 0 R >> /XObject << /I %d 0 R /L %d 0 R >>", font, multiply, thinned, dark, pattern, picture, seal), content)
		return f.Bytes()
	}
	tiles := func(op string) string {
		var b strings.Builder
		for x := 40; x < 420; x += 95 {
			for y := 560; y < 720; y += 27 {
				fmt.Fprintf(&b, op, x, y)
			}
		}
		return b.String()
	}
	words := fmt.Sprintf("<%x>", "\x91\x4c\x60\xc5\x51\x6c\x5f\x00") // four characters
	plain := ledger("98.60", "1250.00", "386.5")
	for _, c := range []struct {
		name, content string
		want          []string // the third column, "" for 98.60 1250.00 386.5
		told          string   // in the notes, "" for no note at all
	}{
		{"nothing", plain, nil, ""},
		{"raised digit", plain + shown(327, 658.5, 6, "1"), []string{"98.60", "1250.00", "386.5"}, ""},
		{"raised digit behind its figure", ledger("98.60", "1250.00") + shown(302, 615, 10, "386.5") + shown(327, 618.5, 6, "2"), []string{"98.60", "1250.00"}, ""},
		{"raised by Ts", ledger("", "1250.00", "386.5") +
			"BT /F1 10 Tf 302 655 Td <00390038002e00360030> Tj 4 Ts /F1 6 Tf <0031> Tj ET", nil, ""},
		{"superscript character", ledger("98.60²", "1250.00", "386.5¹"), nil, ""},
		{"raised words", ledger("98.60", "1250.00", "386.5") + shown(327, 658.5, 6, "注1"), nil, ""},
		{"square metres", ledger("98m", "1250.00", "386.5") + shown(317, 658.5, 6, "2"), []string{"98m²", "1250.00", "386.5"}, ""},
		{"lowered digit", ledger("CO", "1250.00", "386.5") + shown(312, 653, 6, "2"), []string{"CO2", "1250.00", "386.5"}, ""},
		{"power of ten", ledger("3×10", "1250.00", "386.5") + shown(327, 658.5, 6, "4"), []string{"3×10⁴", "1250.00", "386.5"}, ""},
		{"covered and corrected", ledger("98.90", "1250.00", "386.5") + "1 g 300 652 60 14 re f 0 g\n" + shown(302, 655, 10, "98.60"), nil, "98.90"},
		{"covered by a picture", ledger("98.90", "1250.00", "386.5") + "q 60 0 0 14 300 652 cm /I Do Q\n" + shown(302, 655, 10, "98.60"), nil, "98.90"},
		{"blacked out", plain + "0 g 300 652 60 14 re f\n", []string{"", "1250.00", "386.5"}, "98.60"},
		{"shade behind", "0.9 g 298 650 102 20 re f 0 g\n" + plain, nil, ""},
		{"marker pen", plain + "q /M gs 1 1 0 rg 300 652 60 14 re f Q\n", nil, ""},
		{"glass", plain + "q /T gs 1 0 0 rg 300 652 60 14 re f Q\n", nil, ""},
		{"frame around it", plain + "50 560 360 140 re 60 570 340 120 re f*\n", nil, ""},
		{"clipped to a circle", plain + "q 200 650 m 250 700 300 700 350 650 c 300 600 250 600 200 650 c W n 0.5 g 60 570 340 120 re f Q\n", nil, ""},
		{"clipped to a slant", plain + "q 60 570 m 400 570 l 400 580 l h W n 0.5 g 60 570 340 120 re f Q\n", nil, ""},
		{"seal over it", plain + "q 90 0 0 90 280 600 cm /L Do Q\n", nil, ""},
		{"struck and corrected", ledger("98.90", "1250.00", "386.5") + "0.6 w 302 658.3 m 327 658.3 l S 1 w\n" + shown(335, 655, 10, "98.60"), nil, "98.90"},
		{"underlined", plain + "0.6 w 302 653.5 m 327 653.5 l S\n", nil, ""},
		{"white on white", plain + "1 g " + shown(340, 655, 10, "77.7") + "0 g\n", nil, "77.7"},
		{"white on a gradient", "q 60 670 340 20 re W n /S sh Q 1 g\n" + shown(340, 675, 10, "万元") + "0 g\n" + plain, nil, ""},
		{"white on a pattern", "/Pattern cs /P scn 60 670 340 20 re f 1 g\n" + shown(340, 675, 10, "万元") + "0 g\n" + plain, nil, ""},
		{"tiles after", plain + "0.7 g BT /F1 11 Tf " + tiles("1 0 0 1 %d %d Tm "+words+" Tj\n") + "ET 0 g", nil, "酌情"},
		{"tiles before", "0.7 g BT /F1 11 Tf " + tiles("1 0 0 1 %d %d Tm "+words+" Tj\n") + "ET 0 g\n" + plain, nil, "水印"},
		{"tiles, transparent", plain + "q /T gs BT /F1 11 Tf " + tiles("1 0 0 1 %d %d Tm "+words+" Tj\n") + "ET Q", nil, "水印"},
		{"tiles at an angle", plain + "BT /F1 9 Tf " + tiles(".87 .5 -.5 .87 %d %d Tm "+words+" Tj\n") + "ET", nil, "水印"},
		{"one large mark", plain + "0.75 g BT /F1 40 Tf .87 .5 -.5 .87 100 500 Tm " + words + " Tj ET", nil, "水印"},
		{"a seal's words through figures and lines", plain + ".85 .1 .1 rg\n" + shown(290, 654, 9, "青河县审核专用章") + "0 g\n", nil, "专用章"},
		{"a seal's words on lines alone", plain + ".85 .1 .1 rg\n" + shown(262, 646, 9, "青河县审核专用章青河县审核") + "0 g\n", nil, "专用章"},
		{"a seal's words in the free part of a cell", plain + ".85 .1 .1 rg .85 .1 .1 RG 2 w 402 657 m 402 684.6 379.6 707 352 707 c 324.4 707 302 684.6 302 657 c 302 629.4 324.4 607 352 607 c 379.6 607 402 629.4 402 657 c S\n" + shown(340, 655, 9, "财政专用章") + shown(345, 635, 9, "2023") + "0 g 0 G 1 w\n", nil, "专用章"},
		{"a figure with a red circle around it", plain + ".85 .1 .1 RG 1 w 330 658 m 330 668 300 668 300 658 c 300 648 330 648 330 658 c S 0 G\n", nil, ""},
		{"a seal's words around its edge", plain + ".85 .1 .1 rg BT /F1 9 Tf .87 .5 -.5 .87 330 640 Tm <9752> Tj .97 -.26 .26 .97 345 648 Tm <6cb3> Tj .5 -.87 .87 .5 360 640 Tm <53bf> Tj 1 0 0 1 345 625 Tm <7ae0> Tj ET 0 g\n", nil, "章"},
		{"a red figure on the text beside it", ledger("", "1250.00", "386.5") + ".85 .1 .1 rg\n" + shown(302, 655, 10, "98.60") + "0 g\n", nil, ""},
		{"grey text that repeats", "0.5 g\n" + ledger("优", "优", "优") + "0 g\n", []string{"优", "优", "优"}, ""},
		{"digits apart", ledger("", "") +
			"BT /F1 10 Tf 3.4 Tc 302 655 Td <0031003200350030002e00300030> Tj 0 -20 Td <00390036> Tj ET", []string{"1250.00", "96"}, ""},
		{"a box for each digit", ledger("", "1250.00", "386.5") + shown(302, 655, 10, "1") + shown(311, 655, 10, "2") + shown(320, 655, 10, "3") + shown(329, 655, 10, "4") + shown(338, 655, 10, "5") + shown(347, 655, 10, "6") +
			"309 652 m 309 668 l S 318 652 m 318 668 l S 327 652 m 327 668 l S 336 652 m 336 668 l S 345 652 m 345 668 l S\n", []string{"1", "1250.00", "386.5"}, ""}, // a column each
		{"two figures a word apart", ledger("12 34", "1250.00", "386.5"), []string{"12 34", "1250.00", "386.5"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Read(context.Background(), file(c.content), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if c.want == nil {
				c.want = []string{"98.60", "1250.00", "386.5"}
			}
			got := column(doc, 2)
			if len(got) == 0 || !slices.Equal(got[1:], c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			notes := fmt.Sprint(doc.Notes)
			if c.told == "" && len(doc.Notes) > 0 || !strings.Contains(notes, c.told) {
				t.Errorf("notes %s, want %q", notes, c.told)
			}
		})
	}
}

// column gives the texts of one column of the first table, row by row.
func column(doc *document.Document, col int) (out []string) {
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		for k := range t.Cells {
			if c := &t.Cells[k]; c.Col == col {
				out = append(out, c.Text)
			}
		}
		return out
	}
	return nil
}

// TestRaisedIsKept holds what the neutral document tells of raised text: whether it
// is part of the text, and where it stands.
func TestRaisedIsKept(t *testing.T) {
	plain := []string{"98.60", "1250.00", "386.5"}
	third := func(first string) string { return ledger(append([]string{first}, plain[1:]...)...) }
	for _, c := range []struct {
		name, content, text, runs string
	}{
		{"mark of a note", third("98.60") + shown(327, 658.5, 6, "1"), "98.60", "raised 1 outside [327 330]"},
		{"two marks", third("98.60") + shown(327, 658.5, 6, "1,2"), "98.60", "raised 1,2 outside [327 336]"},
		{"painted twice", third("98.60") + shown(327, 658.5, 6, "1") + shown(327.2, 658.5, 6, "1"), "98.60", "raised 1 outside [327 330]"},
		{"before its figure", third("") + shown(302, 658.5, 6, "①") + shown(308, 655, 10, "98.60"), "98.60", "raised ① outside [302 308]"},
		{"exponent of a unit", third("98m") + shown(317, 658.5, 6, "2"), "98m²", "raised ² 3-5 [298 400]"},
		{"exponent of a Chinese unit", third("98米") + shown(322, 658.5, 6, "2"), "98米²", "raised 2 5-7 [322 325]"},
		{"exponent as a character", third("98m²"), "98m²", "raised ² 3-5 [298 400]"},
		{"mark as a character", third("98.60¹"), "98.60", "raised ¹ outside [327 337]"},
		{"nothing raised", third("98.60"), "98.60", ""},
		{"in a line", shown(60, 800, 10, "本年度支出98.60") + shown(135, 803.5, 6, "3") + shown(138, 800, 10, "万元。") + third("98.60"), "本年度支出98.60万元。", "raised 3 outside [135 138]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", wide)
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), c.content)
			doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			text, runs := doc.Blocks[0].Text, doc.Blocks[0].Runs
			if c.name != "in a line" {
				cell := doc.Blocks[len(doc.Blocks)-1].Table.Cell(1, 2)
				text, runs = cell.Text, cell.Runs()
			}
			var told []string
			for _, r := range runs {
				where := fmt.Sprintf("%d-%d", r.Start, r.End)
				if r.Outside() {
					where = "outside"
				}
				told = append(told, fmt.Sprintf("%v %s %s [%.0f %.0f]", r.Mark, r.Text, where, r.At.BBox[0], r.At.BBox[2]))
			}
			if got := strings.Join(told, " "); text != c.text || got != c.runs {
				t.Errorf("read %q with %q, want %q with %q", text, got, c.text, c.runs)
			}
		})
	}
}

// TestLeftOutHasPlaces covers a figure on the second page.
func TestLeftOutHasPlaces(t *testing.T) {
	f := testpdf.New()
	font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", wide)
	content := shown(60, 720, 10, "一、项目执行情况见下表。")
	content += ledger("98.90", "1250.00") + "1 g 300 652 60 14 re f 0 g\n"
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), shown(60, 700, 10, "本页为目录。"))
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), content)
	doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.LeftOut) != 1 {
		t.Fatalf("left out %+v", doc.LeftOut)
	}
	l := doc.LeftOut[0]
	if l.What != document.OutCovered || l.Text != "98.90" || l.Figures != 1 || l.At.Page != 2 || int(l.At.BBox[0]) != 302 {
		t.Errorf("left out %+v at %v", l, l.At.BBox)
	}
}
