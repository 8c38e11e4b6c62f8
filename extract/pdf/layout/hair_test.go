package layout

import "testing"

// The longest words of one column touch the longest figures of the next, on lines of
// their own: a strip of a point runs through all lines. A figure that starts a word is
// no column, nor are characters that are set apart.
func TestColumnsThatTouch(t *testing.T) {
	c := newCanvas()
	for i, r := range [][]string{{"1", "渠道维修", "2,120.50", "98"}, {"2", "河道清淤与堤防", "10,310.25", "91"}, {"3", "泵站更新", "955,310.25", "95"}, {"4", "水质监测二〇二三年", "88.00", "97"}} {
		y := 700 - 20*float64(i)
		c.text(70, y, r[0])
		c.text(90, y, r[1])
		c.text(231-5*float64(len(r[2])), y, r[2]) // figures set to the right
		c.text(240, y, r[3])
	}
	check(t, c, `
| 1 | 渠道维修 | 2,120.50 | 98 |
| 2 | 河道清淤与堤防 | 10,310.25 | 91 |
| 3 | 泵站更新 | 955,310.25 | 95 |
| 4 | 水质监测二〇二三年 | 88.00 | 97 |
`)

	c = newCanvas()
	for i, r := range [][]string{{"1", "渠道维修", "2023", "年度", "120.50"}, {"2", "河道清淤", "2022", "年度", "31.00"}, {"3", "泵站更新", "2021", "年度", "55.25"}, {"4", "水质监测", "2023", "年度", "88.00"}} {
		y := 700 - 20*float64(i)
		c.text(70, y, r[0])
		x := c.text(90, y, r[1])
		x = c.text(x+1, y, r[2])
		c.text(x+1, y, r[3])
		c.text(300, y, r[4])
	}
	check(t, c, `
| 1 | 渠道维修2023年度 | 120.50 |
| 2 | 河道清淤2022年度 | 31.00 |
| 3 | 泵站更新2021年度 | 55.25 |
| 4 | 水质监测2023年度 | 88.00 |
`)

	c = newCanvas()
	for i, r := range []string{"1渠道维修与加固", "2河道清淤一期工", "3泵站更新改造项", "4水质监测站建设"} {
		y := 700 - 20*float64(i)
		x := 90.0
		for k, ch := range []rune(r) {
			if k == 0 {
				c.text(70, y, string(ch))
			} else {
				x = c.text(x, y, string(ch)) + 1
			}
		}
		c.text(300, y, "120.50")
		c.text(400, y, "98")
	}
	check(t, c, `
| 1 | 渠道维修与加固 | 120.50 | 98 |
| 2 | 河道清淤一期工 | 120.50 | 98 |
| 3 | 泵站更新改造项 | 120.50 | 98 |
| 4 | 水质监测站建设 | 120.50 | 98 |
`)
}
