package layout

import "testing"

// A cell that is merged over all rows of a page has no line of its own there but its
// sides, the outer of which touches nothing.
func TestSideOfACellMergedOverThePage(t *testing.T) {
	c := newCanvas()
	xs, ys := []float64{124, 160, 300, 400, 500}, []float64{700, 680, 660, 640}
	c.grid(xs, ys)
	c.cells(686, xs, "2", "堤防加固", "472.93", "97")
	c.cells(666, xs, "3", "水质监测", "613.30", "98")
	c.cells(646, xs, "4", "渠道维修", "853.62", "99")
	c.v(70, 640, 700)  // the side of the merged cell
	c.v(40, 100, 760)  // a line down the page
	c.v(560, 640, 660) // a bar beside one row
	check(t, c, `
|  | 2 | 堤防加固 | 472.93 | 97 |
| ↑ | 3 | 水质监测 | 613.30 | 98 |
| ↑ | 4 | 渠道维修 | 853.62 | 99 |
`)
}
