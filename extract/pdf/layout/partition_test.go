package layout

import (
	"slices"
	"testing"

	"selfeval/extract/document"
)

// wrappedTable sets rows whose cells have different numbers of lines, without any
// rule: lines 12 points apart, rows 5 more, cells set to the side that lift tells
// (0 the top, 0.5 the middle, 1 the bottom).
func wrappedTable(c *canvas, y float64, xs []float64, lift float64, rows [][][]string) float64 {
	for _, row := range rows {
		most := 0
		for _, cell := range row {
			most = max(most, len(cell))
		}
		for k, cell := range row {
			for i, line := range cell {
				c.text(xs[k]+2, y-12*(float64(i)+lift*float64(most-len(cell))), line)
			}
		}
		y -= 12*float64(most) + 5
	}
	return y
}

func TestWrappedCellsWithoutLines(t *testing.T) {
	rows := [][][]string{
		{{"序号"}, {"项目名称"}, {"单位"}, {"预算数"}, {"自评得分"}},
		{{"1"}, {"灌区渠道及配", "套设施维修"}, {"水利站"}, {"1,204.5", "0"}, {"96"}},
		{{"2"}, {"植树"}, {"林业和草原工", "作站石坝分站", "第二作业区"}, {"88.00"}, {"91"}},
		{{"3"}, {"农村道路安", "全生命防护", "工程尾款"}, {"交通所"}, {"310.25"}, {""}},
		{{"合", "计"}, {""}, {""}, {"1,602.7", "5"}, {""}},
	}
	want := `
| 序号 | 项目名称 | 单位 | 预算数 | 自评得分 |
| 1 | 灌区渠道及配套设施维修 | 水利站 | 1,204.50 | 96 |
| 2 | 植树 | 林业和草原工作站石坝分站第二作业区 | 88.00 | 91 |
| 3 | 农村道路安全生命防护工程尾款 | 交通所 | 310.25 |  |
| 合计 |  |  | 1,602.75 |  |
`
	for _, side := range []struct {
		name string
		lift float64
	}{{"top", 0}, {"middle", 0.5}, {"bottom", 1}} {
		t.Run(side.name, func(t *testing.T) {
			c := newCanvas()
			wrappedTable(c, 700, []float64{70, 110, 180, 260, 330}, side.lift, rows)
			check(t, c, want)
		})
	}
}

// Rows as close as the lines of a cell are told by their figures.
func TestRowsAsCloseAsLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 250, 330}
	y := 700.0
	for _, r := range [][]string{{"序号", "项目名称", "预算数", "得分"}, {"1", "渠道维修", "120.50", "98"}, {"2", "河道清淤", "88.00", "91"}, {"3", "堤防加固", "310.25", "95"}} {
		c.cells(y, xs, r...)
		y -= 12
	}
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 | 河道清淤 | 88.00 | 91 |
| 3 | 堤防加固 | 310.25 | 95 |
`)
}

// A numbered heading parts two tables without lines, whatever their columns.
func TestHeadingBetweenTablesWithoutLines(t *testing.T) {
	c := newCanvas()
	y := wrappedTable(c, 700, []float64{70, 110, 250, 330}, 0, [][][]string{
		{{"序号"}, {"项目名称"}, {"预算数"}, {"得分"}}, {{"1"}, {"渠道维修"}, {"120.50"}, {"98"}}, {{"2"}, {"河道清淤"}, {"88.00"}, {"91"}}})
	c.text(90, y-8, "二、资金使用情况")
	wrappedTable(c, y-34, []float64{70, 200, 300}, 0, [][][]string{
		{{"项目"}, {"年初预算数"}, {"执行数"}}, {{"人员经费"}, {"410.22"}, {"409.10"}}, {{"公用经费"}, {"36.00"}, {"35.20"}}})
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 | 河道清淤 | 88.00 | 91 |
二、资金使用情况
| 项目 | 年初预算数 | 执行数 |
| 人员经费 | 410.22 | 409.10 |
| 公用经费 | 36.00 | 35.20 |
`)
}

// What stands beside a table like a part of it, and is in none, is told; what
// follows it as text is not.
func TestStraysAreTold(t *testing.T) {
	draw := func(more func(c *canvas, y float64, xs []float64)) Gaps {
		c := newCanvas()
		xs := []float64{70, 110, 250, 330}
		for _, y := range []float64{720, 700, 680, 660} {
			c.h(y, xs[0], 400)
		}
		c.cells(706, xs, "序号", "项目名称", "预算数", "得分")
		c.cells(686, xs, "1", "渠道维修", "120.50", "98")
		c.cells(666, xs, "2", "河道清淤", "88.00", "91")
		more(c, 646, xs)
		s, err := Analyse(t.Context(), c.Page, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		_, gaps := Assemble([]*Sheet{s})
		return gaps
	}
	// A row whose name runs into the next column.
	got := draw(func(c *canvas, y float64, xs []float64) {
		c.cells(y, xs, "3", "", "", "95")
		c.text(150, y, "农村道路安全生命防护工程")
		c.text(285, y, "310.25")
	})
	if !slices.Equal(got.Loose, []int{1}) {
		t.Errorf("a row below the table: %+v", got)
	}
	for _, text := range []string{"注：预算数为调整后数。", "填报人：周小川        联系电话：0831-5550123", "2023年度        单位：万元", "以上项目均已按规定完成自评。"} {
		got := draw(func(c *canvas, y float64, xs []float64) {
			c.text(70, y, text)
		})
		if len(got.Loose)+len(got.Merged)+len(got.Absent) > 0 {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// A figure before the name of a sum in one column, on the first line: no line
// stands above to measure by.
func TestFigureBeforeASum(t *testing.T) {
	lat := &lattice{xs: []float64{60, 160, 240, 320}}
	var lines []tline
	for i, texts := range [][]string{{"12", "合计", "120.50", "98"}, {"13", "渠道", "88.00", "91"}} {
		c := newCanvas()
		for k, x := range []float64{64, 100, 170, 250} {
			c.text(x, 700-20*float64(i), texts[k])
		}
		lines = append(lines, newLine(visible(c.Page).rows()[0], tableGap))
	}
	if starts, _ := lat.partition(lines, []bool{true, true, true}); !slices.Equal(starts, []int{0, 1}) {
		t.Errorf("rows start at %v", starts)
	}
}

// A last row whose every cell stands on a line of its own, one of them wrapped.
func TestLastRowSetInTheMiddle(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 90, 250, 330}
	y := wrappedTable(c, 700, xs, 0.5, [][][]string{
		{{"号"}, {"项目名称"}, {"预算数"}, {"得分"}}, {{"1"}, {"渠道维修"}, {"120.50"}, {"98"}}, {{"2"}, {"河道清淤"}, {"88.00"}, {"91"}},
		{{"合", "计"}, {""}, {"208.50"}, {""}}})
	c.text(90, y-20, "以上项目均已按规定完成自评。")
	check(t, c, `
| 号 | 项目名称 | 预算数 | 得分 |
| 1 | 渠道维修 | 120.50 | 98 |
| 2 | 河道清淤 | 88.00 | 91 |
| 合计 |  | 208.50 |  |
以上项目均已按规定完成自评。
`)
}

// Columns three points apart, as LibreOffice prints pages of the web, are columns
// where all rows show it; where they are read as one nevertheless, it is told.
func TestColumnsSetClose(t *testing.T) {
	c := newCanvas()
	for i, r := range [][]string{{"1", "渠道维修", "12,120.50", "98,120.50"}, {"2", "河道清淤", "31,088.00", "31,088.00"}, {"3", "堤防加固", "10,310.25", "77,104.10"}, {"4", "泵站更新", "55,310.25", "54,304.18"}} {
		y := 700 - 20*float64(i)
		x := c.text(110, y, r[1])
		c.text(70, y, r[0])
		x = c.text(x+20, y, r[2])
		c.text(x+3, y, r[3])
	}
	check(t, c, `
| 1 | 渠道维修 | 12,120.50 | 98,120.50 |
| 2 | 河道清淤 | 31,088.00 | 31,088.00 |
| 3 | 堤防加固 | 10,310.25 | 77,104.10 |
| 4 | 泵站更新 | 55,310.25 | 54,304.18 |
`)
	lat := &lattice{xs: []float64{60, 160, 360}}
	var lines []tline
	for i := range 4 {
		c := newCanvas()
		c.text(70, 700-20*float64(i), "渠道")
		c.text(c.text(170, 700-20*float64(i), "12,120.50")+5, 700-20*float64(i), "98.00")
		lines = append(lines, newLine(visible(c.Page).rows()[0], tableGap))
	}
	if !lat.merged(lines[:1], []bool{false, true}) {
		t.Error("two figures beside each other in a cell are not told")
	}
}

// Long names stand at the left of their column, short ones and the header in its
// middle, and none of them over another: one column all the same. A column of its own
// has a name.
func TestOneColumnSetTwoWays(t *testing.T) {
	c := newCanvas()
	for i, r := range [][]string{{"序号", "", "项目", "执行数", "得分"}, {"1", "城乡综合帮扶与救助资金", "", "496.68", "85.2"}, {"2", "", "水利", "0.83", "93.7"}, {"3", "应急物资储备经费", "", "385.46", "94.4"}, {"4", "", "信息", "66.58", "100"}} {
		c.cells(700-20*float64(i), []float64{70, 110, 290, 380, 460}, r...)
	}
	check(t, c, `
| 序号 | 项目 | 执行数 | 得分 |
| 1 | 城乡综合帮扶与救助资金 | 496.68 | 85.2 |
| 2 | 水利 | 0.83 | 93.7 |
| 3 | 应急物资储备经费 | 385.46 | 94.4 |
| 4 | 信息 | 66.58 | 100 |
`)
}
