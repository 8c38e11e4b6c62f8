package output

import (
	"strings"
	"testing"

	"selfeval"
	"selfeval/report"
)

// TestValuesSayWhatThePagePrints: the names of a finding's values are those of its rule,
// codes are put into words, and both follow the language of the run.
func TestValuesSayWhatThePagePrints(t *testing.T) {
	src := "# 甲县水利局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 项目实施单位 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|---|\n" +
		"| 1 | 渠道维修 | 甲县水利局 | 100.5 | 90.25 | 98 |\n| 2 | 水库除险 | 甲县水利局 | 80 | 80 | 99 |\n| 合计 | | | 190.5 | 170.25 | |\n"
	for lang, want := range map[report.Lang]string{
		report.ZH: "栏目 预算数|合计行所列 190.5 万元|各行相加 180.5 万元|相差 10.0 万元",
		report.EN: "column budget|total row says 190.5 ten thousand yuan|rows add up to 180.5 ten thousand yuan|difference 10.0 ten thousand yuan",
	} {
		opt := Options{Lang: lang}
		var got []string
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{Lang: lang}) {
			for i := range d.Findings {
				if d.Findings[i].Rule != "total-row-mismatch" {
					continue
				}
				for _, v := range opt.values(&d.Findings[i]) {
					got = append(got, v.name+" "+v.text)
				}
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s, want %s", lang, s, want)
		}
	}
}
