package layout

import (
	"slices"
	"testing"
)

// TestMergedOverThePage: a column merged over all rows of a page leaves neither line
// nor text, and the table falls into two parts.
func TestMergedOverThePage(t *testing.T) {
	c := newCanvas()
	left, right := []float64{50, 80, 250}, []float64{330, 390, 440, 480}
	ys := []float64{800, 780, 760, 740, 720}
	c.grid(left, ys)
	c.grid(right, ys)
	for i, y := range []float64{786, 766, 746, 726} {
		c.cells(y, left, []string{"22", "23", "24", "25"}[i], "某某项目")
		c.cells(y, right, "120.50", "118.20", "96")
	}
	bs := check(t, c, `
| 22 | 某某项目 |  | 120.50 | 118.20 | 96 |
| 23 | 某某项目 | ↑ | 120.50 | 118.20 | 96 |
| 24 | 某某项目 | ↑ | 120.50 | 118.20 | 96 |
| 25 | 某某项目 | ↑ | 120.50 | 118.20 | 96 |
`)
	if k := bs[0].Table; !slices.Equal(k.Unlined, []int{2}) || len(k.Edges) != 7 {
		t.Errorf("unlined %v, edges %v", k.Unlined, k.Edges)
	}
}

// TestListsBesideEachOther: a list set in two columns is two tables.
func TestListsBesideEachOther(t *testing.T) {
	c := newCanvas()
	left, right := []float64{50, 80, 200}, []float64{300, 330, 450}
	ys := []float64{800, 780, 760, 740, 720}
	c.grid(left, ys)
	c.grid(right, ys)
	for i, y := range []float64{786, 766, 746, 726} {
		c.cells(y, left, []string{"序号", "1", "2", "3"}[i], []string{"姓名", "林一舟", "何二川", "孙三山"}[i])
		c.cells(y, right, []string{"序号", "4", "5", "6"}[i], []string{"姓名", "周四海", "吴五湖", "郑六江"}[i])
	}
	if n := len(c.blocks(t)); n != 2 {
		t.Errorf("%d blocks, want two tables", n)
	}
}
