package layout

import (
	"strings"
	"testing"
)

var bandXs = []float64{50, 80, 250, 320, 390, 440}

// TestTitleWithoutLine: no line parts the title of a group from the row below it, and
// the columns' lines end above the title.
func TestTitleWithoutLine(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.grid([]float64{50, 440}, []float64{780, 740})
	c.text(54, 766, "一、工程类项目")
	c.cells(746, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.grid(bandXs, []float64{740, 720, 700})
	c.cells(726, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(706, bandXs, "3", "西渠清淤", "310.00", "300.00", "97")
	bs := check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 一、工程类项目 | ← | ← | ← | ← |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
	if k := bs[0].Table; k.Confidence >= 1 || !strings.Contains(k.Reason.ZH, "补全") {
		t.Errorf("lines were added, and nobody is told: %v %q", k.Confidence, k.Reason)
	}
}

// TestVerticalsOfHeader: only the header has verticals.
func TestVerticalsOfHeader(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.grid([]float64{50, 440}, []float64{780, 760, 740, 720})
	c.cells(766, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.cells(746, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(726, bandXs, "3", "西渠清淤", "310.00", "300.00", "97")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
}

// TestFirstVerticalOnly: one column is drawn, the others show in the text alone.
func TestFirstVerticalOnly(t *testing.T) {
	c := newCanvas()
	c.grid([]float64{50, 80, 440}, []float64{800, 780, 760, 740, 720})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.cells(746, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(726, bandXs, "3", "西渠清淤", "310.00", "300.00", "97")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
}

// TestHalfLine: a line between two rows ends in the middle of the table.
func TestHalfLine(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780, 760})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, bandXs, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.grid(bandXs, []float64{760, 720})
	c.h(740, 50, 250)
	c.cells(746, bandXs, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(726, bandXs, "3", "西渠清淤", "310.00", "300.00", "97.5")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97.5 |
`)
}

// TestEveryOtherLine: lines are drawn around two rows at a time.
func TestEveryOtherLine(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780, 740, 700, 660, 620})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	y := 766.0
	for _, r := range []string{"1 东岸步道 120.50 118.20 96", "2 南桥照明 80.00 79.10 98", "3 西渠清淤 310.00 300.00 97", "4 北园补种 40.00 40.00 99",
		"5 码头维护 50.00 49.00 95", "6 渡口检修 60.00 58.80 94", "7 堤顶道路 70.00 70.00 93", "8 闸门更换 81.00 80.50 92"} {
		c.cells(y, bandXs, strings.Fields(r)...)
		y -= 20
	}
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道 | 120.50 | 118.20 | 96 |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
| 4 | 北园补种 | 40.00 | 40.00 | 99 |
| 5 | 码头维护 | 50.00 | 49.00 | 95 |
| 6 | 渡口检修 | 60.00 | 58.80 | 94 |
| 7 | 堤顶道路 | 70.00 | 70.00 | 93 |
| 8 | 闸门更换 | 81.00 | 80.50 | 92 |
`)
}

// TestMergedCellsStay: what is one cell over several columns or rows stays one.
func TestMergedCellsStay(t *testing.T) {
	c := newCanvas()
	c.grid(bandXs, []float64{800, 780})
	c.cells(786, bandXs, "序号", "项目名称", "预算数", "执行数", "得分")
	c.grid([]float64{50, 440}, []float64{780, 760})
	c.text(54, 766, "评价等级：优□    良□    中□    差□")
	c.grid([]float64{50, 80, 250, 440}, []float64{760, 720})
	c.h(740, 80, 440)
	c.v(320, 720, 760)
	c.v(390, 720, 760)
	c.text(54, 736, "1")
	c.cells(746, bandXs[1:], "步道", "12.00", "11.00", "90")
	c.cells(726, bandXs[1:], "照明", "8.00", "7.00", "91")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 评价等级：优□ 良□ 中□ 差□ | ← | ← | ← | ← |
| 1 | 步道 | 12.00 | 11.00 | 90 |
| ↑ | 照明 | 8.00 | 7.00 | 91 |
`)
}

// TestTwoColumnsInOne: pairs of columns share a frame, under a name for both.
func TestTwoColumnsInOne(t *testing.T) {
	c := newCanvas()
	xs := []float64{50, 160, 300, 440}
	c.grid(xs, []float64{800, 760})
	c.text(54, 766, "单位")
	c.text(210, 786, "上年")
	c.cells(766, []float64{160, 230, 300}, "预算数", "决算数")
	c.text(350, 786, "本年")
	c.cells(766, []float64{300, 370, 440}, "预算数", "决算数")
	ys := []float64{760}
	for i, r := range [][]string{
		{"水务局", "120.50", "118.20", "130.00", "129.10"}, {"农业局", "80.00", "79.10", "90.00", "88.00"},
		{"林业局", "310.00", "300.00", "280.00", "270.50"}, {"档案馆", "20.15", "20.10", "21.00", "20.90"},
		{"文化馆", "33.00", "31.00", "30.00", "29.80"},
	} {
		y := 760 - 20*float64(i+1)
		c.cells(y+6, []float64{50, 160, 230, 300, 370, 440}, r...)
		ys = append(ys, y)
	}
	c.grid(xs, ys)
	bs := check(t, c, `
| 单位 | 上年 | ← | 本年 | ← |
| ↑ | 预算数 | 决算数 | 预算数 | 决算数 |
| 水务局 | 120.50 | 118.20 | 130.00 | 129.10 |
| 农业局 | 80.00 | 79.10 | 90.00 | 88.00 |
| 林业局 | 310.00 | 300.00 | 280.00 | 270.50 |
| 档案馆 | 20.15 | 20.10 | 21.00 | 20.90 |
| 文化馆 | 33.00 | 31.00 | 30.00 | 29.80 |
`)
	if k := bs[0].Table; k.Confidence >= 1 || !strings.Contains(k.Reason.ZH, "补全") {
		t.Errorf("lines were added, and nobody is told: %v %q", k.Confidence, k.Reason)
	}
}

// TestNamesWithoutLines: the column of names has no lines, every other one has.
func TestNamesWithoutLines(t *testing.T) {
	c := newCanvas()
	xs := []float64{50, 160, 230, 300, 370}
	c.grid(xs, []float64{800, 780})
	c.cells(786, xs, "单位", "预算数", "执行数", "得分")
	want := "\n| 单位 | 预算数 | 执行数 | 得分 |\n"
	ys := []float64{780}
	for i := range 15 {
		r := []string{string([]rune("水农林档文博体教卫民财审司科交")[i]) + "业局", "120.50", "118.20", "96"}
		y := 780 - 20*float64(i+1)
		c.cells(y+6, xs, r...)
		ys = append(ys, y)
		want += "| " + strings.Join(r, " | ") + " |\n"
	}
	c.grid(xs[1:], ys)
	c.grid(xs[:2], []float64{780, ys[len(ys)-1]})
	check(t, c, want)
}
