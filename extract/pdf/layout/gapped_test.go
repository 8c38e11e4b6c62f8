package layout

import "testing"

// Lines between rows only, with gaps where a cell is merged over rows, in the middle and
// at a side: the cell and its columns follow from the gaps. The page begins within a
// merged cell.
func TestGapsInTheLinesAreMergedCells(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 250, 350, 430, 520}
	line := func(y float64, pieces ...float64) {
		for i := 0; i < len(pieces); i += 2 {
			c.h(y, pieces[i], pieces[i+1])
		}
	}
	line(700, 70, 520)
	line(680, 70, 520)
	line(660, 70, 250, 350, 520)
	line(640, 70, 250, 350, 520)
	line(620, 70, 520)
	line(600, 70, 430)
	line(580, 70, 520)
	c.cells(686, xs, "序号", "项目名称", "实施单位", "预算数", "备注")
	c.cells(666, xs, "1", "渠道维修", "", "120.50", "已完成")
	c.cells(646, xs, "2", "堤防加固", "县水利站", "47.93", "")
	c.cells(626, xs, "3", "水质监测", "", "20.00", "跨年")
	c.cells(606, xs, "4", "林木抚育", "县林业站", "33.00", "")
	c.text(435, 596, "结转下年")
	c.cells(586, xs, "5", "护林员补助", "县林业站", "18.00")
	check(t, c, `
| 序号 | 项目名称 | 实施单位 | 预算数 | 备注 |
| 1 | 渠道维修 | 县水利站 | 120.50 | 已完成 |
| 2 | 堤防加固 | ↑ | 47.93 |  |
| 3 | 水质监测 | ↑ | 20.00 | 跨年 |
| 4 | 林木抚育 | 县林业站 | 33.00 | 结转下年 |
| 5 | 护林员补助 | 县林业站 | 18.00 | ↑ |
`)
}

// The last row of a page stands below the last line, as the page end draws none.
func TestMergedCellGoesOnBelowTheLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 250, 350, 430}
	for _, y := range []float64{180, 160} {
		c.h(y, 70, 520)
	}
	for _, y := range []float64{140, 120} {
		c.h(y, 70, 250)
		c.h(y, 350, 520)
	}
	c.cells(166, xs, "序号", "项目名称", "实施单位", "预算数", "得分")
	c.cells(146, xs, "1", "渠道维修", "", "120.50", "98")
	c.cells(126, xs, "2", "堤防加固", "县水利站", "47.93", "97")
	c.cells(106, xs, "3", "水质监测", "", "20.00", "99")
	check(t, c, `
| 序号 | 项目名称 | 实施单位 | 预算数 | 得分 |
| 1 | 渠道维修 | 县水利站 | 120.50 | 98 |
| 2 | 堤防加固 | ↑ | 47.93 | 97 |
| 3 | 水质监测 | ↑ | 20.00 | 99 |
`)
}

// Underlines are no lines with gaps.
func TestUnderlinesAreNoGaps(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 250, 350}
	for _, y := range []float64{700, 680, 660, 640, 620} {
		c.h(y, 70, 440)
	}
	c.h(664, 112, 170)
	c.h(643, 112, 170)
	c.cells(686, xs, "序号", "项目名称", "预算数", "得分")
	c.cells(666, xs, "1", "渠道维修", "120.50", "98")
	c.cells(646, xs, "2", "堤防加固", "47.93", "95")
	c.cells(626, xs, "3", "水质监测", "20.00", "99")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 | 堤防加固 | 47.93 | 95 |
| 3 | 水质监测 | 20.00 | 99 |
`)
}

// Cells merged at both sides: the lines between the rows of one project reach neither side
// of the table, between the same edges each time. A header's level does so once.
func TestInnerLinesPartRows(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 230, 320, 420, 520}
	for _, y := range []float64{700, 680, 620, 560} {
		c.h(y, 70, 520)
	}
	for _, y := range []float64{660, 640, 600, 580} {
		c.h(y, 230, 420)
	}
	c.cells(686, xs, "序号", "项目名称", "资金来源", "预算数", "得分")
	for i, names := range [][]string{{"1", "渠道维修", "98"}, {"2", "堤防加固", "97"}} {
		y := 666 - 60*float64(i)
		c.cells(y, xs, "", "", "合计", "120.50")
		c.cells(y-20, xs, names[0], names[1], "省级", "100.00", names[2])
		c.cells(y-40, xs, "", "", "县级", "20.50")
	}
	check(t, c, `
| 序号 | 项目名称 | 资金来源 | 预算数 | 得分 |
| 1 | 渠道维修 | 合计 | 120.50 | 98 |
| ↑ | ↑ | 省级 | 100.00 | ↑ |
| ↑ | ↑ | 县级 | 20.50 | ↑ |
| 2 | 堤防加固 | 合计 | 120.50 | 97 |
| ↑ | ↑ | 省级 | 100.00 | ↑ |
| ↑ | ↑ | 县级 | 20.50 | ↑ |
`)
}
