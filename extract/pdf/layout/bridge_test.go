package layout

import (
	"slices"
	"testing"

	"selfeval/extract/document"
)

// A table with horizontal lines only; the page end leaves a row below the last
// line, and cuts the next one between its cells.
func TestRowsOutsideTheLinesAtAPageEnd(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 300, 400, 520}
	for _, y := range []float64{140, 120, 100} {
		c.h(y, xs[0], xs[4])
	}
	c.cells(126, xs, "序号", "项目名称", "预算数", "得分")
	c.cells(106, xs, "1", "渠道维修", "120.50", "98")
	c.cells(86, xs, "2", "", "47.93", "95") // its name does not fit on the page
	c.next()
	c.cells(790, xs, "", "堤防加固与")
	c.cells(778, xs, "", "河道清淤")
	for _, y := range []float64{770, 750} {
		c.h(y, xs[0], xs[4])
	}
	c.cells(756, xs, "3", "水质监测", "20.00", "99")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 |  | 47.93 | 95 |
continues
|  | 堤防加固与河道清淤 |  |  |
| 3 | 水质监测 | 20.00 | 99 |
`)
}

// A table without lines leaves two rows on the next page, too few to be a table
// of their own, and the first of them has a wrapped name.
func TestFewRowsOnTheNextPage(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 300, 400, 520}
	for i, row := range [][]string{{"序号", "项目名称", "预算数", "得分"}, {"1", "渠道维修", "120.50", "98"}, {"2", "堤防加固", "47.93", "95"}, {"3", "水质监测", "20.00", "99"}} {
		c.cells(160-24*float64(i), xs, row...)
	}
	c.next()
	c.cells(796, xs, "", "农村饮水安全")
	c.cells(790, xs, "4", "", "310.00", "92")
	c.cells(784, xs, "", "巩固提升")
	c.cells(760, xs, "5", "防汛物资", "88.00", "97")
	c.text(90, 700, "以上项目均已完成。")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 | 堤防加固 | 47.93 | 95 |
| 3 | 水质监测 | 20.00 | 99 |
continues
| 4 | 农村饮水安全巩固提升 | 310.00 | 92 |
| 5 | 防汛物资 | 88.00 | 97 |
以上项目均已完成。
`)
}

// Two lone figures beside each other stand in two columns, wrapped cells of one
// row in one row, wherever their lines lie.
func TestWrappedCellsBetweenLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 180, 240, 300}
	ys := []float64{720, 700, 660, 620, 580}
	for _, y := range ys {
		c.h(y, xs[0], xs[4])
	}
	c.cells(706, xs, "序号", "单位", "预算数", "执行数")
	for i, n := range []string{"1", "2", "3"} {
		y := ys[i+1] - 40
		c.cells(y+24, xs, "", "水利", "47,", "45,")
		c.cells(y+17, xs, n)
		c.cells(y+10, xs, "", "站", "151.93", "737.37")
	}
	check(t, c, `
| 序号 | 单位 | 预算数 | 执行数 |
| 1 | 水利站 | 47,151.93 | 45,737.37 |
| 2 | 水利站 | 47,151.93 | 45,737.37 |
| 3 | 水利站 | 47,151.93 | 45,737.37 |
`)
}

// What looks like rows and could not be read into a table is told.
func TestLooseRowsAreTold(t *testing.T) {
	c := newCanvas()
	c.text(70, 700, "项目支出情况如下")
	c.cells(640, []float64{70, 110, 300, 400}, "1", "渠道维修", "120.50", "98")
	s, err := Analyse(t.Context(), c.Page, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, gaps := Assemble([]*Sheet{s}); !slices.Equal(gaps.Loose, []int{1}) {
		t.Errorf("loose rows on pages %v, want 1", gaps.Loose)
	}
}

// A figure set to the right and a word set to the left stand close, and are two
// columns all the same.
func TestFigureCloseToAWord(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 200, 260}
	for _, y := range []float64{720, 700, 680, 660} {
		c.h(y, xs[0], 330)
	}
	c.cells(706, xs, "序号", "项目名称")
	c.text(200, 706, "得分")
	c.text(226.5, 706, "应用意见")
	for i, score := range []string{"97.5", "89.1"} {
		y := 686 - 20*float64(i)
		c.cells(y, xs, []string{"1", "2"}[i], []string{"渠道维修", "堤防加固"}[i])
		c.text(200, y, score)
		c.text(226.5, y, "继续安排")
	}
	check(t, c, `
| 序号 | 项目名称 | 得分 | 应用意见 |
| 1 | 渠道维修 | 97.5 | 继续安排 |
| 2 | 堤防加固 | 89.1 | 继续安排 |
`)
}

// The header is repeated for one last row that has few cells.
func TestLastRowUnderARepeatedHeader(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 250, 380, 460}
	head := []string{"项目名称", "实施单位", "预算数", "得分"}
	for i, row := range [][]string{head, {"渠道维修", "水利站", "120.50", "98"}, {"堤防加固", "水利站", "47.93", "95"}, {"水质监测", "监测站", "20.00", "99"}} {
		c.cells(160-24*float64(i), xs, row...)
	}
	c.next()
	c.cells(790, xs, head...)
	c.cells(766, xs, "防汛物资", "防汛办")
	c.text(90, 720, "以上项目均已完成。")
	check(t, c, `
| 项目名称 | 实施单位 | 预算数 | 得分 |
| 渠道维修 | 水利站 | 120.50 | 98 |
| 堤防加固 | 水利站 | 47.93 | 95 |
| 水质监测 | 监测站 | 20.00 | 99 |
continues
| 项目名称 | 实施单位 | 预算数 | 得分 |
| 防汛物资 | 防汛办 |  |  |
以上项目均已完成。
`)
}

// A row alone between lines on the next page is wider than those before it: the edges
// that were inferred from these give way.
func TestWiderRowOnTheNextPage(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 250, 380, 460}
	for i := range 5 {
		c.h(180-24*float64(i), 70, 520)
	}
	for i, row := range [][]string{{"项目名称", "实施单位", "预算数", "得分"}, {"渠道维修", "水利站", "120.50", "98"}, {"堤防加固", "水利站", "47.93", "95"}, {"水质监测", "监测站", "20.00", "99"}} {
		c.cells(163-24*float64(i), xs, row...)
	}
	c.next()
	c.h(800, 70, 520)
	c.h(776, 70, 520)
	c.cells(783, xs, "防汛抗旱应急抢险物资储备和管护经费", "防汛抗旱指挥部办公室", "33.00", "96")
	check(t, c, `
| 项目名称 | 实施单位 | 预算数 | 得分 |
| 渠道维修 | 水利站 | 120.50 | 98 |
| 堤防加固 | 水利站 | 47.93 | 95 |
| 水质监测 | 监测站 | 20.00 | 99 |
continues
| 防汛抗旱应急抢险物资储备和管护经费 | 防汛抗旱指挥部办公室 | 33.00 | 96 |
`)
}

// A header between two lines, a group's name and rows below: the last line of the
// three-line table stands on the next page.
func TestHeaderBetweenLinesOverRows(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 250, 350, 430}
	c.text(70, 215, "单位：万元")
	c.h(205, 70, 500)
	c.h(175, 70, 500)
	c.cells(193, xs, "", "项目名称")
	c.cells(187, xs, "序号", "", "预算数", "执行数", "得分")
	c.cells(181, xs, "", "（全称）")
	c.text(70, 146, "一、机关本级")
	for i, row := range [][]string{{"1", "渠道维修", "120.50", "118.00", "98"}, {"2", "堤防加固", "47.93", "47.00", "95"}, {"3", "水质监测", "20.00", "20.00", "99"}} {
		c.cells(118-22*float64(i), xs, row...)
	}
	c.next()
	c.cells(790, xs, "4", "林木抚育", "33.00", "33.00", "97")
	c.cells(768, xs, "5", "苗圃管护", "31.00", "30.00", "96")
	c.h(758, 70, 500)
	c.text(90, 720, "以上项目均已完成。")
	check(t, c, `
单位：万元
| 序号 | 项目名称（全称） | 预算数 | 执行数 | 得分 |
| 一、机关本级 | ← |  |  |  |
| 1 | 渠道维修 | 120.50 | 118.00 | 98 |
| 2 | 堤防加固 | 47.93 | 47.00 | 95 |
| 3 | 水质监测 | 20.00 | 20.00 | 99 |
continues
| 4 | 林木抚育 | 33.00 | 33.00 | 97 |
| 5 | 苗圃管护 | 31.00 | 30.00 | 96 |
以上项目均已完成。
`)
}
