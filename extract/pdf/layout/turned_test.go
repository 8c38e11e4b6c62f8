package layout

import (
	"fmt"
	"math"
	"testing"

	"selfeval/extract/pdf/page"
)

// turnPart turns the part of a canvas drawn since by q quarters counter-clockwise
// around a point.
func (c *canvas) turnPart(glyphs, rules, q int, x, y float64) {
	m := page.Identity
	for range q {
		m = m.Mul(page.Matrix{0, 1, -1, 0, 0, 0})
	}
	box := func(b page.Box) page.Box {
		b = m.Box(b.X0-x, b.Y0-y, b.X1-x, b.Y1-y)
		return page.Box{X0: b.X0 + x, Y0: b.Y0 + y, X1: b.X1 + x, Y1: b.Y1 + y}
	}
	for i := glyphs; i < len(c.Glyphs); i++ {
		g := &c.Glyphs[i]
		g.Box, g.Angle = box(g.Box), math.Mod(float64(90*q), 360)
		g.Baseline = g.Box.Y0
	}
	for i := rules; i < len(c.Rules); i++ {
		u := &c.Rules[i]
		b := box(page.Box{X0: u.X0, Y0: u.Y0, X1: u.X1, Y1: u.Y1})
		u.X0, u.Y0, u.X1, u.Y1 = b.X0, b.Y0, b.X1, b.Y1
	}
}

// TestTurnedTable: a table stands another way round on an upright page.
func TestTurnedTable(t *testing.T) {
	for _, ruled := range []bool{true, false} {
		for q := 1; q < 4; q++ {
			t.Run(fmt.Sprint(q, ruled), func(t *testing.T) {
				c := newCanvas()
				c.prose(50, 540, 780, "全年预算执行情况良好，各项目按计划推进，资金使用合规，绩效目标基本完成，详见下表所列各项，表后另有说明文字一段。")
				glyphs, rules := len(c.Glyphs), len(c.Rules)
				xs := []float64{150, 180, 290, 350, 410, 450}
				if ruled {
					c.grid(xs, []float64{500, 480, 460, 440})
				} else {
					for _, y := range []float64{500, 480, 440} {
						c.h(y, 150, 450)
					}
				}
				c.cells(486, xs, "序号", "项目名称", "预算数", "执行数", "得分")
				c.cells(466, xs, "1", "东岸步道修缮", "120.50", "118.20", "96")
				c.cells(446, xs, "2", "南桥照明", "80.00", "79.10", "98")
				c.turnPart(glyphs, rules, q, 300, 470)
				c.text(50, 200, "以上为全部项目。")
				check(t, c, `
全年预算执行情况良好，各项目按计划推进，资金使用合规，绩效目标基本完成，详见下表所列各项，表后另有说明文字一段。
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
以上为全部项目。
`)
			})
		}
	}
}

// TestSidewaysHeading: words set sideways in the cells of an upright table stay there.
func TestSidewaysHeading(t *testing.T) {
	c := newCanvas()
	c.grid([]float64{50, 80, 250, 440}, []float64{700, 400})
	for i, y := range []float64{680, 655, 630, 605, 580, 555, 530, 505, 480, 455, 430} {
		if i > 0 {
			c.h(y+15, 80, 440)
		}
		c.cells(y, []float64{80, 250}, "指标名称若干字", "完成情况若干字")
	}
	glyphs := len(c.Glyphs)
	c.text(0, 0, "项目绩效指标完成情况与偏差原因分析及改进措施")
	for i := glyphs; i < len(c.Glyphs); i++ {
		g := &c.Glyphs[i]
		g.Angle, g.Box = 90, page.Box{X0: 60, X1: 70, Y0: 430 + g.Box.X0, Y1: 430 + g.Box.X1}
	}
	bs := c.blocks(t)
	if len(bs) != 1 || bs[0].Table == nil || bs[0].Table.Text(5, 0) != "项目绩效指标完成情况与偏差原因分析及改进措施" {
		t.Errorf("got %s", show(bs))
	}
}
