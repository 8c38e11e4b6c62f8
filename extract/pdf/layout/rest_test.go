package layout

import (
	"context"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

func (c *canvas) shade(x0, y0, x1, y1 float64) {
	c.Areas = append(c.Areas, page.Area{Box: page.Box{X0: x0, Y0: y0, X1: x1, Y1: y1}, Color: 0x4f81bd})
}

// The header is printed again and below it, without a line, the rest of a row that the page
// before cut: its colour ends the header.
func TestColourEndsTheHeader(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 740, 720, 700})
	c.shade(50, 776, 440, 800)
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, bandXs, "", "（二期）配套工程及")
	c.cells(752, bandXs, "", "其附属设施")
	c.cells(726, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(706, bandXs, "3", "西渠清淤", "310.00", "300.00", "97")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
|  | （二期）配套工程及其附属设施 |  |  |  |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
}

// The same below two lines around the header, in a table of shaded rows that has no other.
func TestLinesEndTheHeader(t *testing.T) {
	c := newCanvas()
	c.h(800, 50, 440)
	c.h(776, 50, 440)
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.shade(50, 758, 440, 776)
	c.cells(764, bandXs, "", "附属设施")
	for i, name := range []string{"南桥照明", "西渠清淤", "东岸步道", "北坡造林"} {
		y := 744 - 20*float64(i)
		if i%2 == 1 {
			c.shade(50, y-6, 440, y+14)
		}
		c.cells(y, bandXs, string(rune('2'+i)), name, "80.00", "79.10", "98")
	}
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
|  | 附属设施 |  |  |  |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 80.00 | 79.10 | 98 |
| 4 | 东岸步道 | 80.00 | 79.10 | 98 |
| 5 | 北坡造林 | 80.00 | 79.10 | 98 |
`)
}

// A writer shades each line of a cell by itself: the colour goes on.
func TestShadesOfLinesAreNoRows(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 774, 754})
	c.shade(50, 787, 440, 800)
	c.shade(50, 774, 440, 787)
	c.cells(790, bandXs, "序号", "项目", "预算数", "执行数", "得分")
	c.cells(777, bandXs, "", "名称", "（万元）", "（万元）")
	c.cells(760, bandXs, "1", "南桥照明", "80.00", "79.10", "98")
	check(t, c, `
| 序号 | 项目名称 | 预算数（万元） | 执行数（万元） | 得分 |
| 1 | 南桥照明 | 80.00 | 79.10 | 98 |
`)
}

// A colour that ends between the lines of one cell, as a mark behind words does, is no line.
func TestColourWithinACell(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780, 740})
	c.shade(84, 762, 250, 776)
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, bandXs, "", "南桥照明及")
	c.cells(758, bandXs, "1", "", "80.00", "79.10", "98")
	c.cells(750, bandXs, "", "信号灯")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 南桥照明及信号灯 | 80.00 | 79.10 | 98 |
`)
}

// Only the cells of the header are drawn: what stands below is its rows, be it one.
func TestRowsUnderADrawnHeader(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.cells(740, bandXs, "", "合计", "120.50", "118.20")
	c.next()
	c.grid(bandXs, []float64{800, 780})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.prose(50, 440, 760, "本单位严格按照预算执行，各项目均已完成年度目标，资金使用规范。")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
|  | 合计 | 120.50 | 118.20 |  |
continues
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
本单位严格按照预算执行，各项目均已完成年度目标，资金使用规范。
`)
}

// A table set in two columns of a page goes on at the top of the second.
func TestTableOverTextColumns(t *testing.T) {
	c := newCanvas()
	c.size = 9
	left, right := []float64{50, 75, 170, 220, 270}, []float64{310, 335, 430, 480, 530}
	y := c.prose(50, 270, 780, "本单位严格按照预算执行，各项目均已完成年度目标，资金使用规范，绩效良好，群众满意，档案齐全，制度健全，监督有力。现将结果公开如下。")
	row := func(xs []float64, y float64, texts ...string) {
		c.grid(xs, []float64{y + 12, y - 6})
		c.cells(y, xs, texts...)
	}
	row(left, y, "序号", "项目名称", "预算数", "得分")
	row(left, y-18, "1", "东岸步道修缮", "120.50", "96")
	row(left, y-36, "2", "南桥照明", "80.00", "98")
	for i, name := range []string{"西渠清淤", "北坡造林", "泵站检修", "护林补助"} {
		row(right, 780-18*float64(i), string(rune('3'+i)), name, "30.00", "97")
	}
	bs := c.blocks(t)
	var firsts []string
	for i := range bs {
		if k := bs[i].Table; k != nil {
			firsts = append(firsts, k.Cell(0, 0).Text)
		}
	}
	if len(firsts) != 2 || firsts[0] != "序号" || firsts[1] != "3" {
		t.Errorf("the tables begin with %q, want the left column's first", firsts)
	}
}

// A caption that is printed again above each part is text that was read.
func TestCaptionAgainIsNoLoss(t *testing.T) {
	c := newCanvas()
	for i := range 3 {
		if i > 0 {
			c.next()
		}
		c.size = 14
		c.text(100, 790, "青河县项目绩效汇总")
		c.size = 10
		if i == 0 {
			c.text(60, 770, "本单位严格按照预算执行，各项目均已完成年度目标，资金使用规范，绩效良好。")
		}
		c.grid(bandXs, []float64{760, 740, 720})
		c.cells(746, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
		c.cells(726, bandXs, string(rune('1'+i)), "东岸步道修缮", "120.50", "118.20", "96")
	}
	var sheets []*Sheet
	for _, p := range c.pages {
		s, err := Analyse(context.Background(), p, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, s)
	}
	if _, gaps := Assemble(sheets); len(gaps.Absent) > 0 {
		t.Errorf("pages %v are said to lack text", gaps.Absent)
	}
}

// The header stands above the only line, drawn cell by cell.
func TestHeaderAboveItsLine(t *testing.T) {
	c := newCanvas()
	c.text(300, 790, "单位：万元")
	c.cells(776, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	for i := range len(bandXs) - 1 {
		c.h(770, bandXs[i], bandXs[i+1])
	}
	c.cells(756, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.cells(736, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	check(t, c, `
单位：万元
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
`)
}

// The page begins with a row that lost the line above it.
func TestRowRobbedOfItsLine(t *testing.T) {
	c := newCanvas()
	c.cells(783, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.grid(bandXs, []float64{780, 760, 740})
	c.cells(766, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(746, bandXs, "3", "西渠清淤", "310.00", "300.00", "97")
	bs := check(t, c, `
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
	if k := bs[0].Table; k.Confidence >= 1 || k.Reason.EN == "" {
		t.Errorf("nobody is told: %v %q", k.Confidence, k.Reason)
	}
}

// The page ends within a cell of a table without lines of which every row wraps.
func TestTableEndsInAWrappedCell(t *testing.T) {
	c := newCanvas()
	c.cells(780, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	y := 766.0
	for i, name := range []string{"东岸步道", "南桥照明", "西渠清淤"} {
		c.cells(y, bandXs, string(rune('1'+i)), name, "30.00", "29.00", "97")
		c.text(84, y-13, "配套工程")
		y -= 27
	}
	bs := c.blocks(t)
	if len(bs) != 1 || bs[0].Table == nil || bs[0].Table.Text(3, 1) != "西渠清淤配套工程" {
		t.Errorf("got\n%s", show(bs))
	}
}
