package conformance_test

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
		street    = "fixtures/reports/street-beijing.md"
		northwest = "fixtures/reports/xinjiang.md"
		hospital  = "fixtures/reports/hospital.html"
		school    = "fixtures/reports/school.md"
		tables    = "fixtures/reports/accounts-tables.html"
		city      = "fixtures/reports/jiangsu.md"
		township  = "fixtures/reports/jilin-township.md"
		water     = "fixtures/reports/fiscal-evaluation.md"
		two       = "fixtures/reports/two-units.md"
		veterans  = "fixtures/reports/hebei-like.md"
	)
	var lines []string
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
		{"a rate in the prose", northwest, "预算执行率为97.06%", "预算执行率为79.06%", []string{"execution-rate-mismatch"}},
		{"a rate cut off in the prose", northwest, "预算执行率为97.06%", "预算执行率为97%", nil},
		{"a rate of the initial budget", northwest, "预算执行率为97.06%", "预算执行率为119.12%", nil},
		{"what was spent, in many digits", street, "资金总体支出 27,890.123456 万元", "资金总体支出 26,890.123456 万元", []string{"breakdown-sum-mismatch", "execution-rate-mismatch"}},
		{"a growth whose total stands a sentence before", hospital, "增加3,215万元，增长5.84%", "增加3,215万元，增长8.54%", []string{"year-over-year-mismatch"}},
		{"what was received and spent need not balance", hospital, "2022年总支出57,911.4万元", "2022年总支出57,911.4万元（含提取基金）", nil},
		{"a part in another unit than its whole", hospital, "财政补助收入0.6518亿元", "财政补助收入6,518万元", nil},
		{"a part in 亿元 raised", hospital, "医疗收入5.1120亿元、", "医疗收入5.2120亿元、", []string{"breakdown-sum-mismatch"}},
		{"a part with spaces for thousands", school, "财政拨款收入5 020.15万元", "财政拨款收入5 200.15万元", []string{"breakdown-sum-mismatch"}},
		{"a part in full width", school, "项目支出１，３２２．６２万元", "项目支出１，２３２．６２万元", []string{"breakdown-sum-mismatch"}},
		{"a table's parts", tables, "<td>1,820.50</td>", "<td>1,802.50</td>", nil}, // which rows are parts of which is not printed
		{"figures named one after the other", tables, "分别为1812.36万元、1485.80万元", "分别为1812.36万元、1458.80万元", []string{"breakdown-sum-mismatch"}},
		{"a total in a table", tables, "<td>收入总计</td><td>3,320.50</td>", "<td>收入总计</td><td>3,230.50</td>", []string{"revenue-expenditure-imbalance"}},
		{"a hidden copy", tables, "<td>收入总计</td><td>9,999.50</td>", "<td>收入总计</td><td>1</td>", nil},
		{"a part of the budget before the accounts", city, "基本支出12645.20万元", "基本支出12654.20万元", []string{"breakdown-sum-mismatch"}},
		{"parts by use", township, "公用支出１５６．３０万元", "公用支出１６５．３０万元", []string{"breakdown-sum-mismatch"}},
		{"a change after a list", township, "减少１２３．５万元，下降６．１８％", "减少１２３．５万元，下降８．１６％", []string{"year-over-year-mismatch"}},
		{"a growth of both sides", township, "增长2.97%", "增长2.79%", []string{"year-over-year-mismatch"}},
		{"funding of a project", water, "省级补助资金1,360.00万元", "省级补助资金1,630.00万元", []string{"breakdown-sum-mismatch"}},
		{"grade of a project", water, "评价等级为“良”", "评价等级为“优”", []string{"grade-score-mismatch"}},
		{"the second of two reports", two, "公用支出180,000.00元", "公用支出108,000.00元", []string{"breakdown-sum-mismatch"}},
		{"a scale's bound typed wrong", veterans, "75≤得分<85分为良好", "75≤得分<80分为良好", []string{"grade-scale-broken"}},
		{"a grade on a scale of its own", veterans, "得分99.96分，评价等级为优秀", "得分84.96分，评价等级为优秀", []string{"final-score-unsupported", "grade-score-mismatch"}},
		{"a figure that a line end cuts", veterans, "基本支出302.\n45万元", "基本支出320.\n45万元", []string{"breakdown-sum-mismatch"}},
		{"a declared count", veterans, "2023年度3个预算项目", "2023年度5个预算项目", []string{"declared-count-mismatch"}},
		{"declared funds turned", veterans, "共涉及资金3,983.68万元", "共涉及资金3,893.68万元", []string{"declared-total-mismatch"}},
		{"declared funds rounded", veterans, "共涉及资金3,983.68万元", "共涉及资金0.398亿元", nil},
		{"a goal's investment over several years", veterans, "总投资 3100 万元", "总投资 3300 万元", nil},
		{"a goal's budget", township, "预算资金260万元", "预算资金280万元", []string{"goal-budget-mismatch"}},
		{"a goal without a row", veterans, "| 2 | 烈士陵园修缮 |", "| 2 | 双拥宣传经费 |", []string{"goal-without-result"}},
		{"another department in the table's caption", veterans, "\n单位：万元\n\n| 序号", "\n主管部门：滦水县民政局\n\n单位：万元\n\n| 序号", []string{"department-name-inconsistent"}},
		{"another year in the table's header", veterans, "执行数（至2023年底）", "执行数（至2022年底）", []string{"fiscal-year-inconsistent"}},
		{"a target's result left out", veterans, "，发放优抚资金3098.6万元，同比增长5.9%", "", []string{"target-not-reported"}},
		{"a target's result in other words", veterans, "发放优抚资金3098.6万元", "优抚资金全部发放到位", nil},
		{"final accounts that repeat the budget", veterans, "2023年决算收入4312.9万元，其中：一般公共预算拨款收入4312.9万元；决算支出4312.9万元，其中：基本支出310.22万元，项目支出4002.68万元。", "2023年预算收支安排4286.13万元，较2022年预算增加100万元。", []string{"missing-final-accounts"}},
		{"problems left out", veterans, "五、存在的问题\n\n资金拨付进度有待加快。\n\n", "", []string{"missing-section"}},
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
			wrong := strings.Replace(string(src), c.old, c.new, 1)
			before := ruleCounts(t, c.file, string(src))
			after := ruleCounts(t, c.file, wrong)
			for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: c.file, Data: []byte(wrong)}, selfeval.Options{}) {
				lines = append(lines, pins(t, c.name, d.Findings)...)
			}
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
	pinned(t, "prose-faults", lines)
}

func ruleCounts(t *testing.T, name, src string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{}) {
		if d.Error != nil {
			t.Fatal(*d.Error)
		}
		placed(t, d)
		for _, f := range d.Findings {
			out[f.Rule] = append(out[f.Rule], f.Message)
		}
	}
	return out
}
