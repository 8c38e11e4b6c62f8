package layout

import "testing"

// pieces draws a line whose pieces leave joints at xs, as the borders of cells do.
func (c *canvas) pieces(y float64, xs ...float64) {
	for i := 1; i < len(xs); i++ {
		c.h(y, xs[i-1], xs[i]-0.5)
	}
}

// TestJointsAreColumns: a page end cuts a table of which no line down is drawn. The
// joints of its first line tell the columns, an empty one and two that all but touch
// among them.
func TestJointsAreColumns(t *testing.T) {
	c := newCanvas()
	xs := []float64{50, 76, 200, 286, 340, 400, 412}
	c.pieces(800, xs...)
	for _, y := range []float64{796, 776, 756, 736} {
		c.h(y, 50, 411.5)
	}
	for i, r := range [][]string{
		{"14", "渠道维修工程", "县水利局水利站", "1055", "751.79"}, {"15", "堤防加固", "县水利局水利站", "2.553", "2.55"}, {"16", "水质监测", "县水利局水利站", "725", "648.47"},
	} {
		y := 782 - 20*float64(i)
		c.cells(y, xs[:2], r[:2]...)
		c.text(212, y, r[2])
		c.text(288, y, r[3])
		c.text(344, y, r[4])
	}
	check(t, c, `
| 14 | 渠道维修工程 | 县水利局水利站 | 1055 | 751.79 |  |
| 15 | 堤防加固 | 县水利局水利站 | 2.553 | 2.55 |  |
| 16 | 水质监测 | 县水利局水利站 | 725 | 648.47 |  |
`)
}

// TestBegunAtThePageEnd: the page has but the first line of a table and two rows; a
// table with other columns ends where it begins.
func TestBegunAtThePageEnd(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{200, 180, 160})
	c.cells(186, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(166, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	xs := []float64{50, 90, 270, 330, 400, 460}
	c.pieces(159.5, xs...)
	c.h(156, 50, 459.5)
	c.cells(141, xs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(121, xs, "3", "西渠清淤", "310.00", "300.00", "97")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
}

// TestNoTableBelowALastLine: the joints are those of the table above, and what stands
// below is signed.
func TestNoTableBelowALastLine(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{200, 180})
	c.cells(186, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.pieces(160, bandXs...)
	c.cells(166, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	for _, x := range bandXs {
		c.v(x, 160, 180)
	}
	c.cells(146, bandXs, "填表", "李明", "2023", "审核", "王芳")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
填表李明 2023 审核 王芳
`)
}

// Where joints tell the columns' edges, a label over several of them goes over an edge and
// stays whole; texts that fill their columns meet there.
func TestLabelsGoOverJoints(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 160, 230, 300, 370, 440}
	for _, y := range []float64{700, 620} {
		for i := range len(xs) - 1 {
			c.h(y, xs[i], xs[i+1])
		}
	}
	c.text(215, 688, "2022年")
	c.text(355, 688, "2023年")
	for i, row := range [][]string{{"项目名称", "预算数", "执行数", "预算数", "执行数"}, {"渠道维修工程", "120.50", "110.25", "98.00", "97.50"}, {"堤防加固", "47.93", "45.00", "50.10", "50.10"}} {
		y := 676 - 20*float64(i)
		c.text(70, y, row[0])
		for k, s := range row[1:] {
			c.text(180+70*float64(k), y, s)
		}
	}
	check(t, c, `
| 项目名称 | 2022年 | ← | 2023年 | ← |
| ↑ | 预算数 | 执行数 | 预算数 | 执行数 |
| 渠道维修工程 | 120.50 | 110.25 | 98.00 | 97.50 |
| 堤防加固 | 47.93 | 45.00 | 50.10 | 50.10 |
`)
}
