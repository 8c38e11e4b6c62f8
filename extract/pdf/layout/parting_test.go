package layout

import (
	"strings"
	"testing"
)

// TestTouching parts tables that share a line: their columns end at it and others
// begin, and an empty header opens the lower one.
func TestTouching(t *testing.T) {
	c := newCanvas()
	upper, lower := []float64{50, 80, 250, 320, 390, 440}, []float64{50, 75, 220, 300, 380, 440}
	c.grid(upper, []float64{800, 780, 760})
	c.cells(786, upper, "序号", "项目名称", "预算数", "执行数", "得分")
	c.cells(766, upper, "1", "东岸步道修缮", "120.50", "118.20", "96")
	c.grid(lower, []float64{760, 750, 730, 710})
	c.cells(736, lower, "2", "南桥照明", "80.00", "79.10", "98")
	c.cells(716, lower, "3", "西渠清淤", "310.00", "300.00", "97")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 | 得分 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 | 96 |
|  |  |  |  |  |
| 2 | 南桥照明 | 80.00 | 79.10 | 98 |
| 3 | 西渠清淤 | 310.00 | 300.00 | 97 |
`)
}

// TestTouchingFrames parts tables of other widths, without a header between them.
func TestTouchingFrames(t *testing.T) {
	c := newCanvas()
	upper, lower := []float64{50, 80, 250, 320, 390}, []float64{50, 140, 300, 440}
	c.grid(upper, []float64{800, 780, 760})
	c.cells(786, upper, "序号", "项目名称", "预算数", "执行数")
	c.cells(766, upper, "1", "东岸步道修缮", "120.50", "118.20")
	c.grid(lower, []float64{760, 740, 720})
	c.cells(746, lower, "姓名", "职务", "单位")
	c.cells(726, lower, "林一舟", "组长", "河畔镇财政所")
	check(t, c, `
| 序号 | 项目名称 | 预算数 | 执行数 |
| 1 | 东岸步道修缮 | 120.50 | 118.20 |
| 姓名 | 职务 | 单位 |
| 林一舟 | 组长 | 河畔镇财政所 |
`)
}

// TestFormStaysWhole: the rows of a form have different columns within one frame.
func TestFormStaysWhole(t *testing.T) {
	c := newCanvas()
	rows := [][]float64{
		{50, 130, 440},
		{50, 130, 240, 320, 440},
		{50, 130, 200, 260, 320, 380, 440},
		{50, 130, 200, 260, 320, 380, 440},
		{50, 100, 160, 250, 340, 390, 440},
		{50, 100, 160, 250, 340, 390, 440},
	}
	texts := [][]string{
		{"项目名称", "东岸步道修缮"},
		{"主管部门", "河畔镇", "实施单位", "河畔镇建设办"},
		{"项目资金", "年初预算", "全年预算", "全年执行", "分值", "得分"},
		{"资金总额", "100.00", "120.50", "118.20", "10", "9.8"},
		{"一级", "二级", "三级指标", "指标值", "分值", "得分"},
		{"产出", "数量", "修缮长度", "3千米", "20", "20"},
	}
	y := 800.0
	for i, xs := range rows {
		c.grid(xs, []float64{y, y - 20})
		c.cells(y-14, xs, texts[i]...)
		y -= 20
	}
	if n := len(c.blocks(t)); n != 1 {
		t.Errorf("%d blocks, want one table", n)
	}
}

// TestLabelsAgain: a table whose columns are its records is set in parts.
func TestLabelsAgain(t *testing.T) {
	c := newCanvas()
	xs := []float64{50, 130, 240, 350}
	c.grid(xs, []float64{800, 780, 760, 740, 720, 700, 680})
	for i, r := range []string{"序号 1 2", "项目名称 东岸步道 南桥照明", "预算数 120.50 80.00", "序号 3 4", "项目名称 西渠清淤 北园补种", "预算数 31.00 40.00"} {
		c.cells(786-20*float64(i), xs, strings.Fields(r)...)
	}
	if bs := c.blocks(t); len(bs) != 2 {
		t.Errorf("%d blocks, want two tables:\n%s", len(bs), show(bs))
	}
}
