package layout

import (
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// TestPictures tells of a picture between the text, not of a seal or a background.
func TestPictures(t *testing.T) {
	c := newCanvas()
	c.prose(60, 535, 780, "自评结果见下表。全年预算执行情况良好，各项目按计划推进，资金使用合规，绩效目标基本完成，另附说明一份。")
	c.prose(60, 535, 300, "综合评价等级为优，其余事项另行说明。")
	c.Pictures = []page.Box{{X0: 60, Y0: 350, X1: 535, Y1: 700}, {X0: 400, Y0: 200, X1: 460, Y1: 260}, {X1: 595, Y1: 842}}
	bs := c.blocks(t)
	var kinds []document.Kind
	for i := range bs {
		kinds = append(kinds, bs[i].Kind)
	}
	if len(kinds) != 3 || kinds[1] != document.Picture || bs[1].At.BBox[1] != 350 {
		t.Errorf("got %v", bs)
	}
}
