package layout

import "testing"

// A frame whose rows no line parts: each line of names has its figures.
func TestFrameWithoutLinesBetweenRows(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 278, 357, 535}
	c.grid(xs, []float64{640, 622, 530})
	c.cells(627, xs, "项目名称", "结余资金", "全年预算数（万元）")
	c.cells(609, xs, "补助救助创业服务交通保障", "30105", "615")
	c.cells(591, xs, "2019年救助环境示范公共交通补贴", "4", "9")
	c.cells(573, xs, "综合经费试点综合城乡维修", "6", "9")
	c.cells(555, xs, "项目教育科技基础应急环境", "773", "6")
	c.cells(537, xs, "残疾扶持低保防治就业应急（二期）", "1", "592")
	check(t, c, `
| 项目名称 | 结余资金 | 全年预算数（万元） |
| 补助救助创业服务交通保障 | 30105 | 615 |
| 2019年救助环境示范公共交通补贴 | 4 | 9 |
| 综合经费试点综合城乡维修 | 6 | 9 |
| 项目教育科技基础应急环境 | 773 | 6 |
| 残疾扶持低保防治就业应急（二期） | 1 | 592 |
`)
}

// Two rows are told from one by figures that make no figure together.
func TestTwoRowsWithoutALineBetween(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 90, 250, 330, 400, 450, 535}
	c.grid(xs, []float64{640, 622, 580})
	c.cells(627, xs, "序号", "项目名称", "预算数", "执行率", "得分", "备注")
	c.cells(609, xs, "1", "堤防加固", "5.881520", "62.22%", "99.58", "")
	c.cells(591, xs, "2", "渠道维修", "11368.650417", "61.37%", "100", "")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行率 | 得分 | 备注 |
| 1 | 堤防加固 | 5.881520 | 62.22% | 99.58 |  |
| 2 | 渠道维修 | 11368.650417 | 61.37% | 100 |  |
`)
}

// A figure broken over two lines of a narrow column stays one.
func TestOneRowOfBrokenFigures(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 90, 250, 292, 334, 400}
	c.grid(xs, []float64{640, 622, 590})
	c.cells(627, xs, "序号", "项目名称", "预算", "执行", "得分")
	c.cells(611, xs, "", "堤防加固与", "112368.", "112368.")
	c.cells(605, xs, "1", "", "", "", "98")
	c.cells(599, xs, "", "渠道维修", "6504", "65")
	check(t, c, `
| 序号 | 项目名称 | 预算 | 执行 | 得分 |
| 1 | 堤防加固与渠道维修 | 112368.6504 | 112368.65 | 98 |
`)
}
