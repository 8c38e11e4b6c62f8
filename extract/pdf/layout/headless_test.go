package layout

import "testing"

var headlessColumns = []float64{60, 90, 250, 330, 400, 450, 535}

// A header filled with a colour and nothing drawn around it stands above the grid.
func TestHeaderAboveTheGrid(t *testing.T) {
	c := newCanvas()
	xs := headlessColumns
	c.grid(xs, []float64{622, 604, 586})
	c.text(470, 648, "单位：万元")
	c.cells(627, xs, "序号", "项目名称", "预算数", "执行率", "得分", "备注")
	c.cells(609, xs, "1", "堤防加固", "5.88", "62.22%", "99.58", "")
	c.cells(591, xs, "2", "渠道维修", "113.65", "61.37%", "100", "")
	check(t, c, `
单位：万元
| 序号 | 项目名称 | 预算数 | 执行率 | 得分 | 备注 |
| 1 | 堤防加固 | 5.88 | 62.22% | 99.58 |  |
| 2 | 渠道维修 | 113.65 | 61.37% | 100 |  |
`)
}

// A name that wraps is set in the middle of its height.
func TestWrappedHeaderAboveTheGrid(t *testing.T) {
	c := newCanvas()
	xs := headlessColumns
	c.grid(xs, []float64{610, 592, 574})
	c.cells(634, xs, "", "", "预算数", "", "", "")
	c.cells(627, xs, "序号", "项目名称", "", "执行率", "得分", "备注")
	c.cells(620, xs, "", "", "（调整后）", "", "", "")
	c.cells(597, xs, "1", "堤防加固", "5.88", "62.22%", "99.58", "")
	c.cells(579, xs, "2", "渠道维修", "113.65", "61.37%", "100", "")
	check(t, c, `
| 序号 | 项目名称 | 预算数（调整后） | 执行率 | 得分 | 备注 |
| 1 | 堤防加固 | 5.88 | 62.22% | 99.58 |  |
| 2 | 渠道维修 | 113.65 | 61.37% | 100 |  |
`)
}

// The first drawn line stands below the header, the last below the rows.
func TestHeaderAboveTheFirstLine(t *testing.T) {
	c := newCanvas()
	xs := headlessColumns
	c.h(622, 60, 535)
	c.h(550, 60, 535)
	c.cells(627, xs, "序号", "项目名称", "预算数", "执行率", "得分", "备注")
	c.cells(609, xs, "1", "堤防加固", "5.88", "62.22%", "99.58", "好")
	c.cells(591, xs, "2", "渠道维修", "113.65", "61.37%", "100", "中")
	c.cells(573, xs, "3", "泵站更新", "23.65", "71.37%", "98", "中")
	c.cells(555, xs, "4", "灌区养护", "73.95", "91.37%", "97", "中")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行率 | 得分 | 备注 |
| 1 | 堤防加固 | 5.88 | 62.22% | 99.58 | 好 |
| 2 | 渠道维修 | 113.65 | 61.37% | 100 | 中 |
| 3 | 泵站更新 | 23.65 | 71.37% | 98 | 中 |
| 4 | 灌区养护 | 73.95 | 91.37% | 97 | 中 |
`)
}

// Text above a table that begins with figures is none of it where it names no columns.
func TestTextAboveFiguresStays(t *testing.T) {
	c := newCanvas()
	xs := headlessColumns
	c.grid(xs, []float64{622, 604, 586})
	c.text(60, 640, "项目支出情况见下表，单位为万元，执行率按全年计算。")
	c.cells(609, xs, "1", "堤防加固", "5.88", "62.22%", "99.58", "")
	c.cells(591, xs, "2", "渠道维修", "113.65", "61.37%", "100", "")
	check(t, c, `
项目支出情况见下表，单位为万元，执行率按全年计算。
| 1 | 堤防加固 | 5.88 | 62.22% | 99.58 |  |
| 2 | 渠道维修 | 113.65 | 61.37% | 100 |  |
`)
}
