package seen

import (
	"context"
	"testing"

	"selfeval/extract/pdf/page"
)

// Browsers set vertical prose as upright ideographs below each other: the page is laid on
// its side. A vertical label beside upright text stays as it is.
func TestVerticalProseOfUprightGlyphs(t *testing.T) {
	text := []rune("本部门围绕年度重点工作扎实推进各项任务落实群众满意度稳步提高基础设施不断完善资料收集完整评价过程客观公正")
	set := func(p *page.Page, x, y, dx, dy float64, text []rune) {
		for i, r := range text {
			x, y := x+dx*float64(i), y+dy*float64(i)
			p.Glyphs = append(p.Glyphs, page.Glyph{Text: string(r), Size: 10, Baseline: y, Box: page.Box{X0: x, Y0: y - 2, X1: x + 10, Y1: y + 8}})
		}
	}
	for _, c := range []struct {
		name    string
		upright bool
		turned  bool
	}{{"a page of it", false, true}, {"a label beside text", true, false}} {
		p := page.New(1, "test")
		p.Width, p.Height = 595, 842
		for k := range 3 {
			if c.upright {
				set(p, 60, float64(700-20*k), 10, 0, text)
			} else {
				set(p, float64(500-16*k), 780, 0, -10, text)
			}
		}
		set(p, 30, 600, 0, -10, text[:6])
		if err := Judge(context.Background(), p); err != nil {
			t.Fatal(err)
		}
		for i := range p.Glyphs {
			if (p.Glyphs[i].Angle == 270) != c.turned {
				t.Errorf("%s: character %d, %s, is set at %v°", c.name, i, p.Glyphs[i].Text, p.Glyphs[i].Angle)
				break
			}
		}
	}
}
