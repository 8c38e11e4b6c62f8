package layout

import (
	"testing"

	"selfeval/extract/document"
)

// TestLoneHeader: the running header of a file of one page is told by place and size.
func TestLoneHeader(t *testing.T) {
	page := func(header string, size, y float64) (string, []Furniture) {
		c := newCanvas()
		c.size = size
		c.text(60, y, header)
		c.size = 18
		c.text(150, 770, "河畔镇2023年度部门自评报告")
		c.size = 10
		c.prose(60, 535, 730, "全年预算执行情况良好，各项目按计划推进，资金使用合规，绩效目标基本完成，详见下列各项说明，并附有关佐证材料目录一份。")
		s, err := Analyse(t.Context(), c.Page, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		blocks, gaps := Assemble([]*Sheet{s})
		return blocks[0].Text, gaps.Furniture
	}
	if first, out := page("绩效自评公开材料", 8, 815); first != "河畔镇2023年度部门自评报告" || len(out) != 1 || out[0].Text != "绩效自评公开材料" {
		t.Errorf("first block %q, left out %v", first, out)
	}
	for _, c := range []struct {
		text    string
		size, y float64
	}{{"附件3", 10, 815}, {"填报单位：河畔镇", 8, 815}, {"绩效自评公开材料", 10, 800}} {
		if first, out := page(c.text, c.size, c.y); first != c.text || len(out) > 0 {
			t.Errorf("%q was left out: %q %v", c.text, first, out)
		}
	}
}
