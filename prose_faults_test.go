package selfeval_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"selfeval"
)

// TestProseFaults puts one fault at a time into reports that are right and asks
// for exactly the findings that it should cause.
func TestProseFaults(t *testing.T) {
	const (
		forest    = "fixtures/reports/forest-farm.md"
		education = "fixtures/reports/education-bureau.html"
		finance   = "fixtures/reports/finance-office.md"
		health    = "fixtures/reports/health-commission.md"
		court     = "fixtures/reports/court.md"
	)
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"a part raised", forest, "其他收入140万元", "其他收入150万元", []string{"breakdown-sum-mismatch"}},
		{"a part lowered", forest, "人员经费780.5万元", "人员经费770.5万元", []string{"breakdown-sum-mismatch"}},
		{"a part in another unit", forest, "其他收入140万元", "其他收入1,400,000元", nil},
		{"a part in a wrong unit", forest, "其他收入140万元", "其他收入140亿元", []string{"breakdown-sum-mismatch"}},
		{"a part dropped from three", forest, "，日常公用经费56.3万元", "", nil}, // two are left, and they may not be all
		{"a list that says it is not complete", forest, "其中：人员经费780.5万元", "其中主要包括：人员经费770.5万元", nil},
		{"a list by function that leaves out the rest", forest, "人员经费780.5万元，日常公用经费56.3万元，项目经费1,320万元", "教育支出780.5万元，农林水支出56.3万元，住房保障支出320万元", nil},
		{"a part of a part", forest, "其他收入140万元", "其他收入140万元，政府性基金60万元", nil},
		{"a sample", forest, "成立自评小组，处长任组长。", "成立自评小组，处长任组长。选取2个项目开展重点绩效评价，涉及资金860万元。", nil},
		{"expenditure total", forest, "支出预算为2,156.80万元", "支出预算为2,165.80万元", []string{"breakdown-sum-mismatch", "revenue-expenditure-imbalance"}},
		{"expenditure rounded", forest, "支出预算为2,156.80万元", "支出预算为2,157万元", nil},
		{"a nested part", health, "公用经费4,678,900.00元", "公用经费4,768,900.00元", []string{"breakdown-sum-mismatch"}},
		{"final accounts part", forest, "项目支出1256.50万元，", "项目支出1265.50万元，", []string{"breakdown-sum-mismatch"}},
		{"investment part", forest, "县级配套资金100万元", "县级配套资金110万元", []string{"breakdown-sum-mismatch"}},
		{"growth", forest, "降低2.70%", "降低3.70%", []string{"year-over-year-mismatch"}},
		{"growth the other way", forest, "降低2.70%", "增长2.70%", []string{"year-over-year-mismatch"}},
		{"growth in fewer digits", forest, "降低2.70%", "降低2.7%", nil},
		{"the year before", finance, "比2021年收支总预算1790.4万元", "比2021年收支总预算1709.4万元", []string{"year-over-year-mismatch"}},
		{"parts of a change", forest, "增加206.8万元，主要是新增森林抚育项目", "增加206.8万元，其中：基本支出增加6.8万元；项目支出增加210万元", []string{"year-over-year-mismatch"}},
		{"parts of a change with a decrease", forest, "增加206.8万元，主要是新增森林抚育项目", "增加206.8万元，其中：基本支出减少3.2万元；项目支出增加210万元", nil},
		{"grade", court, "得分97.6分", "得分87.6分", []string{"grade-score-mismatch"}},
		{"grade on the declared scale", health, "评定等次为“优”", "评定等次为“良”", []string{"grade-score-mismatch"}},
		{"grade at the lower bound", health, "得分为92.5分", "得分为90分", nil},
		{"grade just below the bound", health, "得分为92.5分", "得分为89.99分", []string{"grade-score-mismatch"}},
		{"final score", forest, "| 综合得分 | 98 |", "| 综合得分 | 99.5 |", []string{"final-score-unsupported"}},
		{"scale with a gap", forest, "80分≤总分＜90分", "80分≤总分＜85分", []string{"grade-scale-broken"}},
		{"scale that overlaps", forest, "80分≤总分＜90分", "80分≤总分＜95分", []string{"grade-scale-broken"}},
		{"scale that shares a bound", forest, "80分≤总分＜90分", "80分≤总分≤90分", []string{"grade-scale-broken"}},
		{"declared count", forest, "自评项目3个", "自评项目4个", []string{"declared-count-mismatch"}},
		{"declared funds", forest, "涉及资金1320万元", "涉及资金1230万元", []string{"declared-total-mismatch"}},
		{"a goal's money", forest, "项目资金360万元", "项目资金380万元", []string{"goal-budget-mismatch"}},
		{"a goal's whole investment", forest, "项目总投资500万元，其中中央财政补助资金400万元", "项目总投资600万元，其中中央财政补助资金500万元", nil},
		{"a goal of its own", forest, "（1）森林抚育补助项目", "（1）苗圃温室大棚改造项目", []string{"goal-without-result"}},
		{"a result left out", forest, "，木材销售收入完成628.4万元，同比增长0.5%", "", []string{"target-not-reported"}},
		{"a result in other words", forest, "木材销售收入完成628.4万元", "木材销售收入超额完成，达年度目标的103%", nil},
		{"another year in the header", education, "<th>全年执行数</th>", "<th>执行数（至2021年底）</th>", []string{"fiscal-year-inconsistent"}},
		{"another department", education, "<p>单位：万元</p>", "<p>主管部门：海宁坊区民政局</p><p>单位：万元</p>", []string{"department-name-inconsistent"}},
		{"a short name", education, "<p>单位：万元</p>", "<p>主管部门：海宁坊区教体局</p><p>单位：万元</p>", nil},
		{"a claim to cover all", forest, "纳入绩效自评项目3个", "对全部项目实施绩效自评，共3个项目", nil},
		{"a claim to cover more", education, "我局对2022年度3个项目开展绩效自评", "我局对2022年度3个项目全面开展绩效自评", []string{"coverage-mismatch"}},
		{"no final figures", forest, "部门总收入2098.64万元，较2022年度减少58.2万元，降低2.70%；部门总支出2087.11万元，其中基本支出830.61万元、项目支出1256.50万元，项目支出占总支出的60.20%", "收支预算已执行完毕", []string{"missing-final-accounts"}},
		{"a part of the report left out", forest, "### 四、评价结论和评价等级\n\n| 评价内容 | 结果 |\n|---|---|\n| 综合得分 | 98 |\n| 评价等级 | 优秀 |\n\n注：总分≥90分为优秀，80分≤总分＜90分为良好，60分≤总分＜80分为合格，总分＜60分为不合格。\n", "", []string{"missing-section"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, err := os.ReadFile(c.file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(src), c.old) != 1 {
				t.Fatalf("%q stands %d times in %s", c.old, strings.Count(string(src), c.old), c.file)
			}
			before := ruleCounts(t, c.file, string(src))
			after := ruleCounts(t, c.file, strings.Replace(string(src), c.old, c.new, 1))
			var got []string
			for rule, lines := range after {
				for range len(lines) - len(before[rule]) {
					got = append(got, rule)
				}
			}
			for rule, lines := range before {
				if len(after[rule]) < len(lines) {
					got = append(got, "no "+rule)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("new findings %v, want %v\n%s", got, c.want, fmt.Sprint(after))
			}
		})
	}
}

func ruleCounts(t *testing.T, name, src string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{}) {
		if d.Error != nil {
			t.Fatal(*d.Error)
		}
		for _, f := range d.Findings {
			out[f.Rule] = append(out[f.Rule], f.Message)
		}
	}
	return out
}
