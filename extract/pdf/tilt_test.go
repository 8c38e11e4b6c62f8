package pdf

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// TestTilted reads a table as a machine recognised it on a sheet laid askew, each word
// where it stands, upright or along its line: the cells are those of the straight sheet.
func TestTilted(t *testing.T) {
	head := [][]string{{"序号", "项目名称", "预算调整", "执行数", "自评"}, {"", "", "数（万元）", "（万元）", "得分"}}
	xs := []float64{50, 100, 260, 370, 480}
	rng := rand.New(rand.NewPCG(3, 4))
	type word struct {
		x, y float64
		text string
	}
	var words []word
	for r, row := range head {
		for c, text := range row {
			if text != "" {
				words = append(words, word{xs[c], 760 - 13*float64(r), text})
			}
		}
	}
	for i := range 14 {
		for c, text := range []string{fmt.Sprint(i + 1), "河段清淤" + string([]rune("甲乙丙丁戊己庚辛壬癸子丑寅卯")[i]), fmt.Sprintf("%d.%02d", 100+rng.IntN(900), rng.IntN(100)), fmt.Sprintf("%d.%02d", 10+rng.IntN(90), rng.IntN(100)), fmt.Sprint(80 + rng.IntN(20))} {
			words = append(words, word{xs[c], 720 - 19*float64(i), text})
		}
	}
	read := func(angle float64, along bool, mode int) string {
		sin, cos := math.Sincos(angle * math.Pi / 180)
		var b strings.Builder
		fmt.Fprintf(&b, "q 595 0 0 842 0 0 cm /I Do Q\nBT %d Tr\n", mode)
		jitter := rand.New(rand.NewPCG(1, 2))
		for _, w := range words {
			x, y := 297+(w.x-297)*cos-(w.y-421)*sin, 421+(w.x-297)*sin+(w.y-421)*cos
			y += 0.6 * (jitter.Float64() - 0.5)
			u, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(w.text)
			m := "1 0 0 1"
			if along {
				m = fmt.Sprintf("%f %f %f %f", cos, sin, -sin, cos)
			}
			fmt.Fprintf(&b, "/F1 %.2f Tf %s %.2f %.2f Tm <%x> Tj\n", 10+jitter.Float64()*0.8, m, x, y, u)
		}
		f := testpdf.New()
		font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", wide)
		picture := f.Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >> /XObject << /I %d 0 R >>", font, picture), b.String()+"ET")
		doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, b := range doc.Blocks {
			if b.Table == nil {
				rows = append(rows, b.Text)
				continue
			}
			at := map[int][]string{}
			for _, c := range b.Table.Cells {
				at[c.Row] = append(at[c.Row], c.Text)
			}
			for r := range len(at) {
				rows = append(rows, strings.Join(at[r], "|"))
			}
		}
		return strings.Join(rows, "\n")
	}
	want := read(0, false, 3)
	if strings.Count(want, "|") < 14*4 || !strings.Contains(want, "河段清淤甲") {
		t.Fatalf("the straight sheet reads\n%s", want)
	}
	for _, angle := range []float64{-5, -3, -1.5, -0.8, -0.4, 0.3, 0.8, 1.2, 2, 4, 5.5} {
		for _, along := range []bool{false, true} {
			if got := read(angle, along, 3); got != want {
				t.Errorf("%v degrees, along its line %v: differs in %d lines\n%s", angle, along, differing(got, want), got)
			}
		}
	}
	if got := read(2, true, 0); got != want {
		t.Errorf("visible text at an angle: differs in %d lines\n%s", differing(got, want), got)
	}
}

func differing(a, b string) (n int) {
	lines := strings.Split(b, "\n")
	for _, l := range strings.Split(a, "\n") {
		if !slices.Contains(lines, l) {
			n++
		}
	}
	return n
}
