package conformance_test

import (
	"strings"
	"testing"

	"selfeval"
)

// twoGrids is a form whose lower part has other columns than the upper one, as a
// page gives it where two tables touch: one table with the columns of both. The
// cells of the last indicators stand under parts of two heads each.
const twoGrids = `<table border="1">
<tr><td colspan="13">项目支出绩效自评表（2022年度）</td></tr>
<tr><td colspan="2">项目名称</td><td colspan="11">湖滨步道照明提升</td></tr>
<tr><td colspan="2">一级指标</td><td colspan="2">二级指标</td><td colspan="2">三级指标</td><td colspan="2">年度指标值</td><td colspan="2">实际完成值</td><td>分值</td><td>得分</td><td>偏差原因</td></tr>
<tr><td colspan="2">产出指标</td><td colspan="2">数量指标</td><td colspan="2">更换灯具</td><td colspan="2">≥300盏</td><td colspan="2">312盏</td><td>50</td><td>50</td><td></td></tr>
LOWER
<tr><td colspan="10">总分</td><td>100</td><td>98</td><td></td></tr>
</table>`

func TestFormOfTwoGrids(t *testing.T) {
	read := func(lower string) *selfeval.Document {
		docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.html", Data: []byte(strings.Replace(twoGrids, "LOWER", lower, 1))}, selfeval.Options{})
		if docs[0].Error != nil || len(docs[0].Report.Forms) != 1 || len(docs[0].Report.Forms[0].Indicators) != 2 {
			t.Fatalf("%v, %d forms", docs[0].Error, len(docs[0].Report.Forms))
		}
		return docs[0]
	}
	// Eight cells for eight heads: each belongs to the head of its number.
	doc := read(`<tr><td>效益指标</td><td colspan="2">社会效益</td><td colspan="2">夜间客流</td><td colspan="2">≥5万人次</td><td colspan="2">5.2万人次</td><td colspan="2">50</td><td>48</td><td>灯带</td></tr>`)
	in := doc.Report.Forms[0].Indicators[1]
	if in.Level1 != "效益指标" || in.Level2 != "社会效益" || in.Level3 != "夜间客流" || in.Target.Value != "5" || in.Actual.Value != "5.2" ||
		in.Weight.String() != "50" || in.Score.String() != "48" || in.Reason != "灯带" {
		t.Errorf("cells in order: %+v", in)
	}
	if doc.Status != selfeval.OK {
		t.Errorf("status %s", doc.Status)
	}
	// One cell fewer: nothing says which head lost its cell, and no figure is taken.
	doc = read(`<tr><td>效益指标</td><td colspan="2">社会效益</td><td colspan="2">夜间客流</td><td colspan="2">≥5万人次</td><td colspan="3">5.2万人次</td><td colspan="2">50</td><td>48</td></tr>`)
	in = doc.Report.Forms[0].Indicators[1]
	if in.Weight.Known() || in.Score.Known() || in.Target.Value != "" || in.Actual.Value != "" || !strings.Contains(in.Level3, "5.2万人次") {
		t.Errorf("cells that fit no head: %+v", in)
	}
	if doc.Status != selfeval.Partial || len(doc.Findings) > 0 {
		t.Errorf("status %s, findings %v", doc.Status, doc.Findings)
	}
}
