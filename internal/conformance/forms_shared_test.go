package conformance_test

import (
	"testing"

	"selfeval"
)

// TestSharedPoints reads a form whose converter repeated a merged weight and score
// beside both indicators that share them: nothing of it is accused, but a total
// that fits neither way is.
func TestSharedPoints(t *testing.T) {
	page := func(total string) string {
		return `<p>2022年度项目支出绩效自评表</p><table><tr><td>项目名称</td><td colspan=6>公厕改造</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>改造座数</td><td>18座</td><td>18座</td><td>30</td><td>30</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>新增蹲位</td><td>≥96个</td><td>88个</td><td>30</td><td>30</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>合格率</td><td>100%</td><td>100%</td><td>20</td><td>20</td></tr>
<tr><td>效益指标</td><td>社会效益</td><td>便利度</td><td>提升</td><td>提升</td><td>40</td><td>38</td></tr>
<tr><td>总分</td><td colspan=4></td><td>100</td><td>` + total + `</td></tr></table>`
	}
	for total, want := range map[string]int{"98": 0, "80": 2} {
		doc := selfeval.Check(t.Context(), selfeval.Input{Name: "a.html", Data: []byte(page(total))}, selfeval.Options{})[0]
		n := 0
		for _, f := range doc.Findings {
			t.Log(total, f.Rule, f.Message)
			if f.Rule == "weight-sum-not-100" || f.Rule == "indicator-score-sum-mismatch" || f.Rule == "indicator-shortfall-full-score" {
				n++
			}
		}
		if want == 0 && n != 0 || want > 0 && n < want {
			t.Errorf("total %s: %d findings, want %d", total, n, want)
		}
	}
}
