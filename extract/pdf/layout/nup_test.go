package layout

import "testing"

// Two pages on one sheet, a frame around each, their tables with lines between rows alone.
func TestPagesBesideEachOther(t *testing.T) {
	c := newCanvas()
	c.Width, c.Height = 842, 595
	c.grid([]float64{0, 421, 842}, []float64{595, 0})
	left, right := []float64{40, 70, 200, 270, 340, 390}, []float64{461, 491, 621, 691, 761, 811}
	page := func(xs []float64, rows ...[]string) {
		for i, r := range rows {
			y := 500 - 20*float64(i)
			c.h(y+14, xs[0], xs[5])
			c.cells(y, xs, r...)
		}
		c.h(500-20*float64(len(rows))+14, xs[0], xs[5])
	}
	page(left, []string{"序号", "项目名称", "预算数", "执行数", "得分"}, []string{"1", "东岸步道修缮", "120.50", "118.20", "96"}, []string{"2", "南桥照明", "80.00", "79.10", "98"})
	page(right, []string{"3", "西渠清淤", "310.00", "300.00", "97"}, []string{"4", "北坡造林", "30.00", "29.00", "95"}, []string{"5", "泵站检修", "20.00", "20.00", "99"})
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
| 4 | 北坡造林 | 30.00 | 29.00 | 95 |
| 5 | 泵站检修 | 20.00 | 20.00 | 99 |
`)
}

// A line over the whole sheet through text parts nothing.
func TestLineThroughTextPartsNothing(t *testing.T) {
	c := newCanvas()
	c.v(305, 0, 842)
	c.h(0, 0, 595)
	c.text(40, 700, "本单位严格按照预算执行，各项目均已完成年度目标，资金使用规范，绩效良好。")
	if parts := partsOf(c.Page); parts != nil {
		t.Errorf("parted into %v", parts)
	}
}
