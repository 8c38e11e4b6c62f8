package layout

import (
	"strings"
	"testing"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

func TestRuledTable(t *testing.T) {
	c := newCanvas()
	xs, ys := []float64{70, 110, 300, 400, 520}, []float64{700, 680, 650, 630}
	c.grid(xs, ys)
	c.cells(686, xs, "序号", "项目名称", "预算数", "得分")
	c.cells(668, xs, "", "河道清淤与堤防加固")
	c.cells(662, xs, "1", "", "1,200.50", "98")
	c.cells(654, xs, "", "工程（二期）")
	c.cells(636, xs, "2", "GIS data upkeep", "60", "97")
	bs := check(t, c, `
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 河道清淤与堤防加固工程（二期） | 1,200.50 | 98 |
| 2 | GIS data upkeep | 60 | 97 |
`)
	cell := bs[0].Table.Cell(1, 2)
	if got, want := *cell.At.BBox, [4]float64{300, 650, 400, 680}; got != want || cell.At.Row != 2 || cell.At.Column != 3 || cell.At.Page != 1 {
		t.Errorf("place of the cell: %+v, box %v", cell.At, got)
	}
	if bs[0].Table.Confidence != 1 {
		t.Errorf("confidence %v: %s", bs[0].Table.Confidence, bs[0].Table.Reason.ZH)
	}
}

func TestMergedCells(t *testing.T) {
	c := newCanvas()
	// A header of two levels and a unit that spans two rows; borders drawn cell
	// by cell, doubled, and not quite where the neighbour's are.
	xs, ys := []float64{70, 200, 280, 360, 440}, []float64{700, 680, 660, 640, 620}
	box := func(r, cc, rows, cols int, jog float64) {
		x0, x1, y0, y1 := xs[cc]+jog, xs[cc+cols]+jog, ys[r+rows]+jog, ys[r]+jog
		c.h(y0, x0, x1)
		c.h(y1, x0, x1)
		c.v(x0, y0, y1)
		c.v(x1, y0, y1)
	}
	box(0, 0, 2, 1, 0)
	box(0, 1, 1, 2, 0.7)
	box(0, 3, 2, 1, 0)
	box(1, 1, 1, 1, -0.6)
	box(1, 2, 1, 1, 0.4)
	box(2, 0, 2, 1, 0)
	for r := 2; r < 4; r++ {
		for k := 1; k < 4; k++ {
			box(r, k, 1, 1, 0.5)
		}
	}
	c.text(75, 676, "单位名称")
	c.text(220, 686, "在职人数")
	c.text(370, 676, "离退人数")
	c.cells(666, xs, "", "行政", "事业")
	c.text(75, 636, "水务局")
	c.cells(646, xs, "", "20", "37", "25")
	c.cells(626, xs, "", "2", "3", "4")
	check(t, c, `
| 单位名称 | 在职人数 | ← | 离退人数 |
| ↑ | 行政 | 事业 | ↑ |
| 水务局 | 20 | 37 | 25 |
| ↑ | 2 | 3 | 4 |
`)
}

func TestOpenSides(t *testing.T) {
	c := newCanvas()
	// No outer verticals, and the lines overshoot a little.
	xs := []float64{70, 200, 300, 400}
	for _, y := range []float64{700, 680, 660, 640} {
		c.h(y, 70, 400)
	}
	c.v(200, 639, 701)
	c.v(300, 639, 701)
	c.cells(686, xs, "项目", "预算", "执行")
	c.cells(666, xs, "清淤", "10", "9")
	c.cells(646, xs, "植树", "20", "19")
	check(t, c, `
| 项目 | 预算 | 执行 |
| 清淤 | 10 | 9 |
| 植树 | 20 | 19 |
`)
}

func TestThreeLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 250, 330, 420}
	c.h(700, 70, 500)
	c.h(680, 70, 500)
	c.h(600, 70, 500)
	c.cells(686, xs, "项目名称", "预算数", "执行数", "得分")
	c.cells(664, xs, "清水河治理工程", "1200.5", "1100", "98")
	c.cells(650, xs, "农村饮水安全巩固提升", "960", "902.316", "97")
	c.cells(638, xs, "项目")
	c.cells(622, xs, "节水", "30", "—", "")
	c.cells(606, xs, "合计", "2190.5", "2002.316", "")
	bs := check(t, c, `
| 项目名称 | 预算数 | 执行数 | 得分 |
| 清水河治理工程 | 1200.5 | 1100 | 98 |
| 农村饮水安全巩固提升项目 | 960 | 902.316 | 97 |
| 节水 | 30 | — |  |
| 合计 | 2190.5 | 2002.316 |  |
`)
	if k := bs[0].Table; k.Confidence >= 1 || k.Reason.EN == "" {
		t.Errorf("an inferred grid says confidence %v, reason %q", k.Confidence, k.Reason)
	}
}

func TestNoLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 250, 330, 420}
	y := c.prose(70, 520, 760, "各项目预算执行情况和自评得分如下，按照资金规模从大到小排列，单位为万元，得分为百分制，详细情况由各单位另行公布。")
	c.cells(y-10, xs, "项目名称", "预算数", "执行数", "得分")
	c.cells(y-30, xs, "清水河治理工程", "1200.5", "1100", "98")
	c.cells(y-50, xs, "农村饮水安全巩固提升", "960", "902.316", "97")
	c.cells(y-70, xs, "节水", "30", "28", "99")
	c.prose(70, 520, y-110, "从表中可以看出，各项目执行情况总体良好，预算执行率均在百分之九十以上，绩效目标基本实现，资金使用较为规范。")
	check(t, c, `
各项目预算执行情况和自评得分如下，按照资金规模从大到小排列，单位为万元，得分为百分制，详细情况由各单位另行公布。
| 项目名称 | 预算数 | 执行数 | 得分 |
| 清水河治理工程 | 1200.5 | 1100 | 98 |
| 农村饮水安全巩固提升 | 960 | 902.316 | 97 |
| 节水 | 30 | 28 | 99 |
从表中可以看出，各项目执行情况总体良好，预算执行率均在百分之九十以上，绩效目标基本实现，资金使用较为规范。
`)
}

func TestNotTables(t *testing.T) {
	c := newCanvas()
	// A border around the page, underlined blanks, a text box.
	c.grid([]float64{40, 555}, []float64{802, 40})
	c.text(70, 700, "填报人：")
	c.h(698, 110, 200)
	c.text(250, 700, "电话：")
	c.h(698, 280, 380)
	c.grid([]float64{70, 300}, []float64{600, 560})
	c.text(80, 580, "说明：本表一式两份。")
	check(t, c, `
填报人： 电话：
说明：本表一式两份。
`)
}

func TestParagraphs(t *testing.T) {
	c := newCanvas()
	one := strings.Repeat("负责编制辖区经济和社会发展规划，经批准后组织实施；", 8) + "承担1260亿元投资的日常监督。"
	two := strings.Repeat("组织开展对外宣传工作，完善协同发展机制，", 30) + "落实责任。"
	c.size = 18
	c.text(205, 790, "临溪市水务局2023年度")
	c.text(205, 762, "整体支出绩效自评报告")
	c.size = 10
	c.bold = true
	c.text(90, 730, "一、部门基本情况")
	c.bold = false
	y := c.prose(70, 520, 710, one)
	c.text(90, y, strings.Repeat("城", 43)) // runs over the page's end
	c.text(70, y-16, strings.Repeat("城", 45))
	c.text(280, 30, "- 1 -")
	c.next()
	c.text(70, 780, "市建设管理。")
	c.prose(70, 520, 764, two)
	c.text(280, 30, "- 2 -")
	bs := check(t, c, `
临溪市水务局2023年度整体支出绩效自评报告
一、部门基本情况
`+one+`
`+strings.Repeat("城", 88)+`市建设管理。
`+two+`
`)
	if !bs[0].Bold || !bs[1].Bold || bs[2].Bold {
		t.Errorf("bold: %v %v %v", bs[0].Bold, bs[1].Bold, bs[2].Bold)
	}
	i := strings.Index(bs[2].Text, "1260")
	at := bs[2].Locate(i, i+4)
	if b := at.BBox; b == nil || b[2]-b[0] < 19 || b[2]-b[0] > 21 {
		t.Errorf("the figure stands at %v", at.BBox)
	}
	i = strings.Index(bs[3].Text, "市建设")
	if at := bs[3].Locate(i, i+3); at.Page != 2 {
		t.Errorf("the end of the paragraph is on page %d", at.Page)
	}
}

func TestTwoColumns(t *testing.T) {
	c := newCanvas()
	c.size = 16
	c.text(200, 790, "水务简报第一期内容")
	c.size = 10
	left := strings.Repeat("左栏的文字写到栏底再转到右栏继续往下读，", 8)
	right := strings.Repeat("右栏的文字从栏顶开始，与左栏互不相干，", 8)
	c.prose(60, 280, 750, left)
	c.prose(310, 530, 750, right)
	check(t, c, "\n水务简报第一期内容\n"+left+"\n"+right+"\n")
}

func TestFurniture(t *testing.T) {
	c := newCanvas()
	for i := range 4 {
		if i > 0 {
			c.next()
		}
		c.size = 9
		c.text(70, 810, "临溪市水务局绩效自评材料")
		c.text(250, 25, []string{"第1页 共4页", "第2页 共4页", "第3页 共4页", "第4页 共4页"}[i])
		c.size = 40
		for k, r := range []rune("内部资料") { // slanted
			c.Glyphs = append(c.Glyphs, page.Glyph{Text: string(r), Box: page.Box{X0: 200 + 40*float64(k), Y0: 400, X1: 240 + 40*float64(k), Y1: 440}, Size: 40, Angle: 45, Color: 0xc0c0c0})
		}
		c.size = 10
		c.prose(70, 520, 760, []string{"第一页的话。", "第二页的话。", "第三页的话。", "第四页的话。"}[i])
	}
	check(t, c, `
第一页的话。
第二页的话。
第三页的话。
第四页的话。
`)
}

// TestRepeatedText keeps lines that repeat at the foot of pages right below the
// text: they are part of it.
func TestRepeatedText(t *testing.T) {
	c := newCanvas()
	for i := range 3 {
		if i > 0 {
			c.next()
		}
		for y := 700.0; y > 60; y -= 16 {
			c.text(70, y, strings.Repeat("文", 45))
		}
		c.text(70, 60, "管理委员会。")
		c.text(280, 25, "— "+string(rune('1'+i))+" —")
	}
	for _, b := range c.blocks(t) {
		if !strings.HasSuffix(b.Text, "管理委员会。") || strings.Contains(b.Text, "—") {
			t.Errorf("%.20s … %s", b.Text, b.Text[len(b.Text)-30:])
		}
	}
}

func TestTableOverPages(t *testing.T) {
	c := newCanvas()
	xs := []float64{70, 110, 300, 400, 520}
	c.text(70, 130, "自评结果见下表。")
	c.grid(xs, []float64{120, 100, 80})
	c.cells(106, xs, "序号", "项目名称", "预算数", "得分")
	c.cells(86, xs, "1", "清水河治理", "10", "98")
	c.text(280, 30, "1/2")
	c.next()
	c.grid(xs, []float64{780, 760, 740})
	c.cells(766, xs, "", "工程（二期）", "", "")
	c.cells(746, xs, "2", "植树", "20", "99")
	c.text(280, 30, "2/2")
	check(t, c, `
自评结果见下表。
| 序号 | 项目名称 | 预算数 | 得分 |
| 1 | 清水河治理 | 10 | 98 |
continues
|  | 工程（二期） |  |  |
| 2 | 植树 | 20 | 99 |
`)
}

func TestSidewaysPage(t *testing.T) {
	c := newCanvas()
	xs, ys := []float64{70, 150, 300, 400, 520}, []float64{500, 480, 460}
	c.grid(xs, ys)
	c.cells(486, xs, "序号", "项目名称很长很长", "预算数额", "得分情况")
	c.cells(466, xs, "1", "清水河治理", "1000.25", "98")
	// Turn what was drawn by a quarter, so that its lines run upwards.
	turned := turn{quarters: 1, width: 595, height: 842}
	for i := range c.Glyphs {
		g := &c.Glyphs[i]
		g.Box, g.Angle = turned.undo(g.Box), 90
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		b := turned.undo(page.Box{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1})
		r.X0, r.Y0, r.X1, r.Y1 = b.X0, b.Y0, b.X1, b.Y1
	}
	bs := check(t, c, `
| 序号 | 项目名称很长很长 | 预算数额 | 得分情况 |
| 1 | 清水河治理 | 1000.25 | 98 |
`)
	if b := *bs[0].Table.Cells[0].At.BBox; b[3]-b[1] != 80 || b[2]-b[0] != 20 {
		t.Errorf("the first cell's box on the page as it is: %v", b)
	}
}

func TestBoldByPaintingTwice(t *testing.T) {
	c := newCanvas()
	c.text(70, 700, "合计11.1")
	c.text(70.3, 700, "合计11.1")
	bs := check(t, c, "\n合计11.1\n")
	if !bs[0].Bold {
		t.Error("painted twice, yet not bold")
	}
}

// TestThreeLevels: labels over several columns, none of them with verticals, the
// upper two over lines of their own or over none.
func TestThreeLevels(t *testing.T) {
	for _, lines := range []bool{true, false} {
		c := newCanvas()
		c.h(800, 50, 530)
		c.h(752, 50, 530)
		if lines {
			c.h(784, 200, 470)
			c.h(768, 200, 332)
			c.h(768, 338, 470)
		}
		mid := func(x0, x1, y float64, s string) {
			w := 0.0
			for _, r := range s {
				w += 5
				if cjk.Wide(r) {
					w += 5
				}
			}
			c.text((x0+x1-w)/2, y, s)
		}
		xs := []float64{50, 80, 200, 245, 290, 335, 380, 425, 470, 530}
		mid(200, 470, 788, "资金情况")
		mid(50, 80, 772, "序号")
		mid(80, 200, 772, "项目名称")
		mid(200, 335, 772, "全年预算数")
		mid(335, 470, 772, "全年执行数")
		mid(470, 530, 772, "得分")
		for i, s := range []string{"合计", "中央", "省级", "合计", "中央", "省级"} {
			mid(xs[2+i], xs[3+i], 756, s)
		}
		y := 738.0
		for _, r := range []string{"1 东岸步道 120.50 20.50 100.00 118.20 18.20 100.00 96", "2 南桥照明 80.00 40.00 40.00 79.10 39.10 40.00 98", "3 西渠清淤 31.00 11.00 20.00 30.00 11.00 19.00 97"} {
			for i, s := range strings.Fields(r) {
				mid(xs[i], xs[i+1], y, s)
			}
			y -= 18
		}
		c.h(y+12, 50, 530)
		check(t, c, `
| 序号 | 项目名称 | 资金情况 | ← | ← | ← | ← | ← | 得分 |
| ↑ | ↑ | 全年预算数 | ← | ← | 全年执行数 | ← | ← | ↑ |
| ↑ | ↑ | 合计 | 中央 | 省级 | 合计 | 中央 | 省级 | ↑ |
| 1 | 东岸步道 | 120.50 | 20.50 | 100.00 | 118.20 | 18.20 | 100.00 | 96 |
| 2 | 南桥照明 | 80.00 | 40.00 | 40.00 | 79.10 | 39.10 | 40.00 | 98 |
| 3 | 西渠清淤 | 31.00 | 11.00 | 20.00 | 30.00 | 11.00 | 19.00 | 97 |
`)
	}
}
