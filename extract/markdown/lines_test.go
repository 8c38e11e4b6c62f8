package markdown

import (
	"strings"
	"testing"
)

// A report as plain text is the same report with and without empty lines between
// its lines.
func TestEmptyLinesSayNothing(t *testing.T) {
	for _, lines := range []string{
		"某市文化馆2021年度部门整体支出绩效自评报告\n根据市财政局通知要求,我馆对2021年部门整体支出情况进行了绩效自评,现将有关情况报告如下:\n一、部门概况\n(一)部门基本情况\n我馆编制数40人,在职38人,退休12人。\n二、收支情况\n2021年度收入合计500万元,支出合计480万元。\n三、评价结论\n综合得分95分,等级为优。\n四、存在问题\n预算编制不够精细。\n五、改进措施\n提高预算编制水平。",
		"项目支出绩效自评表\n（2022年度）\n项目名称\n非遗展演\n主管部门\n某市文化和旅游局\n年度资金总额\n100\n98\n其中:当年财政拨款\n100\n98\n一级指标\n产出指标\n演出场次\n30场\n32场\n总分\n96.5",
		"某县水务局项目绩效自评情况\n项目概况\n本项目为农村饮水巩固提升工程。\n资金情况\n下达资金36万元，支付35.2万元。\n组长：王某\n成员：李某、张某\n完成时间：2022年12月",
	} {
		var want []string
		for _, b := range read(t, strings.ReplaceAll(lines, "\n", "\n\n")).Blocks {
			want = append(want, b.Text)
		}
		var got []string
		for _, b := range read(t, lines).Blocks {
			got = append(got, b.Text)
		}
		if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
			t.Errorf("without empty lines:\n%s\nwith:\n%s", g, w)
		}
	}
}
