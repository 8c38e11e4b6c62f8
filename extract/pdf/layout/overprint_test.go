package layout

import (
	"context"
	"testing"

	"selfeval/extract/document"
)

// Lines that had no room in their row stand on those of the row above: that is told.
func TestLinesOnEachOther(t *testing.T) {
	for _, c := range []struct {
		name  string
		pitch float64
		told  bool
	}{{"apart", 12, false}, {"on each other", 3, true}, {"half on each other", 5, true}} {
		p := newCanvas()
		xs := headlessColumns
		p.grid(xs, []float64{640, 622, 592})
		p.cells(627, xs, "序号", "项目名称", "预算数", "执行率", "得分", "备注")
		p.cells(609, xs, "1", "堤防加固与渠道维修", "5.88", "62.22%", "99.58", "")
		p.cells(609-c.pitch, xs, "", "泵站更新改造工程（二期）", "", "", "", "")
		s, err := Analyse(context.Background(), p.pages[0], document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, gaps := Assemble([]*Sheet{s}); (len(gaps.Merged) > 0) != c.told {
			t.Errorf("%s: told on pages %v", c.name, gaps.Merged)
		}
	}
}
