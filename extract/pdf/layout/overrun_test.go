package layout

import "testing"

// Text that was not broken runs over the lines of its cell and over its neighbours'
// text; each keeps its own, wherever in the cell it was to stand.
func TestTextOverTheLines(t *testing.T) {
	c := newCanvas()
	xs, ys := []float64{70, 110, 160, 230, 300, 370}, []float64{700, 680, 660, 640, 620}
	c.grid(xs, ys)
	c.cells(686, xs, "序号", "项目名称", "实施单位", "预算数", "执行数")
	// From the left, over two cells and their texts.
	c.cells(666, xs, "1", "农村人居环境整治示范工程奖补资金", "县财政局", "280", "241.9")
	// In the middle, over both sides.
	c.text(75, 646, "2")
	c.text(135-30, 646, "农机购置补贴")
	c.text(195-50, 646, "云岭县农业农村局本级")
	c.cells(646, xs, "", "", "", "86.5", "80")
	// To the right, and beyond the table.
	c.text(75, 626, "3")
	c.cells(626, xs, "", "渔业", "", "30")
	c.text(230-2-80, 626, "县水产技术推广站")
	c.text(302, 626, "二十九万九千八百元整")
	check(t, c, `
| 序号 | 项目名称 | 实施单位 | 预算数 | 执行数 |
| 1 | 农村人居环境整治示范工程奖补资金 | 县财政局 | 280 | 241.9 |
| 2 | 农机购置补贴 | 云岭县农业农村局本级 | 86.5 | 80 |
| 3 | 渔业 | 县水产技术推广站 | 30 | 二十九万九千八百元整 |
`)
}
