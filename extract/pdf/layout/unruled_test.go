package layout

import (
	"context"
	"fmt"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

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

// Within a frame, a row's cells may stand at other heights than its name: where rows are
// shaded by turns, the shades tell to which row they belong.
func TestShadesWithinAFrame(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 90, 250, 330, 400, 450, 535}
	c.h(640, 60, 535)
	c.h(560, 60, 535)
	shade := func(y0, y1 float64) {
		c.Areas = append(c.Areas, page.Area{Box: page.Box{X0: 60, Y0: y0, X1: 535, Y1: y1}, Color: 0xf0f0f0})
	}
	c.cells(629, xs, "序号", "项目名称", "预算数", "执行率", "得分", "单位")
	c.cells(615, xs, "1", "堤防加固", "5.88", "62.22%", "99.58", "水利站")
	shade(590, 611)
	c.cells(603, xs, "", "", "", "", "", "水文站")
	c.cells(594, xs, "2", "渠道维修", "113.65", "61.37%", "100", "")
	c.cells(580, xs, "3", "泵站更新", "23.65", "71.37%", "98", "水利站")
	shade(560, 576)
	c.cells(566, xs, "4", "灌区养护", "73.95", "91.37%", "97", "水文站")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行率 | 得分 | 单位 |
| 1 | 堤防加固 | 5.88 | 62.22% | 99.58 | 水利站 |
| 2 | 渠道维修 | 113.65 | 61.37% | 100 | 水文站 |
| 3 | 泵站更新 | 23.65 | 71.37% | 98 | 水利站 |
| 4 | 灌区养护 | 73.95 | 91.37% | 97 | 水文站 |
`)
}

// The unit close above a table without lines is no part of it.
func TestUnitAboveATableWithoutLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{60, 90, 250, 330, 400, 450, 535}
	c.text(455, 654, "单位：万元")
	c.cells(642, xs, "序号", "项目名称", "预算数", "执行率", "得分", "单位")
	for i, name := range []string{"堤防加固", "渠道维修", "泵站更新", "灌区养护"} {
		c.cells(624-18*float64(i), xs, fmt.Sprint(i+1), name, fmt.Sprintf("%d.25", 5+i), "62.22%", "98", "水利管理站")
	}
	s, err := Analyse(context.Background(), c.pages[0], document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, gaps := Assemble([]*Sheet{s}); len(gaps.Loose) > 0 {
		t.Errorf("the unit is told as a row on pages %v", gaps.Loose)
	}
}
