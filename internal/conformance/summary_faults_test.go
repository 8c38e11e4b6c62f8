package conformance_test

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
)

// summary is a report around a summary table, to put faults into.
type summary struct {
	unit           string
	rows           []summaryRow
	total          [3]decimal.Decimal // budget, executed, returned
	count          int
	funds          decimal.Decimal
	score, grade   string
	good           string // the lower bound of 优 in the declared scale
	fair           string // the upper bound of 良
	tableYear      int
	skipTotal      bool
	returnedHeader string
}

type summaryRow struct {
	seq, name, unit            string
	budget, executed, returned decimal.Decimal
	score, grade, rate         string
}

// cleanSummary is a report in which nothing is wrong, in 万元 or 元.
func cleanSummary(unit string) *summary {
	s := &summary{unit: unit, score: "95.67", grade: "优", good: "90", fair: "90", tableYear: 2023, returnedHeader: "交回财政数"}
	scale := decimal.NewFromInt(1)
	if unit == "元" {
		scale = decimal.NewFromInt(10000)
	}
	for i, r := range []struct{ name, budget, executed, score, grade string }{
		{"山洪灾害防治监测设施维护", "310.25", "301.40", "98", "优"},
		{"城区积水点改造工程", "1268.90", "1197.36", "97", "优"},
		{"农村饮水水质检测经费", "86.47", "84.31", "99", "优"},
		{"河湖巡查保洁服务", "455.73", "402.18", "95.5", "优"},
		{"节水型机关创建补助", "24.60", "19.85", "96.5", "优"},
		{"水土流失动态监测", "139.52", "118.07", "88", "良"},
	} {
		b, e := decimal.RequireFromString(r.budget).Mul(scale), decimal.RequireFromString(r.executed).Mul(scale)
		row := summaryRow{seq: fmt.Sprint(i + 1), name: r.name, budget: b, executed: e, returned: b.Sub(e), score: r.score, grade: r.grade}
		row.rate = e.Div(b).Shift(2).StringFixed(2) + "%"
		s.rows = append(s.rows, row)
	}
	s.sum()
	s.count, s.funds = len(s.rows), s.total[0]
	return s
}

// sum makes the total row that of the rows.
func (s *summary) sum() {
	s.total = [3]decimal.Decimal{}
	for _, r := range s.rows {
		s.total[0], s.total[1], s.total[2] = s.total[0].Add(r.budget), s.total[1].Add(r.executed), s.total[2].Add(r.returned)
	}
}

func (s *summary) figure(d decimal.Decimal) string { return d.StringFixed(2) }

func (s *summary) table() [][]string {
	out := [][]string{{"序号", "项目名称", fmt.Sprintf("%d年预算数", s.tableYear), "执行数", s.returnedHeader, "执行率", "自评得分", "自评等级"}}
	for _, r := range s.rows {
		out = append(out, []string{r.seq, r.name, s.figure(r.budget) + r.unit, s.figure(r.executed) + r.unit, s.figure(r.returned) + r.unit, r.rate, r.score, r.grade})
	}
	if !s.skipTotal {
		out = append(out, []string{"合计", "", s.figure(s.total[0]), s.figure(s.total[1]), s.figure(s.total[2]), "", "", ""})
	}
	return out
}

func (s *summary) prose() (before, after []string) {
	return []string{"一、部门基本情况和收支预算情况", "我局承担全县水资源管理与水旱灾害防御工作。",
			"部门收支预算均按批复执行。", "二、绩效目标", "保障水利设施安全运行，完成年度治理任务。", "三、绩效目标实现情况", "年度治理任务全部完成。", "四、绩效自评工作开展情况", fmt.Sprintf("我局对2023年度%d个项目开展了绩效自评，涉及资金%s%s。", s.count, s.figure(s.funds), s.unit), "单位：" + s.unit},
		[]string{"五、评价结论", fmt.Sprintf("综合得分%s分，评价等级为“%s”。得分%s分以上为优，80分（含）至%s分为良，60分（含）至80分为中，60分以下为差。", s.score, s.grade, s.good, s.fair),
			"六、存在的问题", "个别项目前期工作不够充分。", "七、改进措施", "提前开展项目前期工作。"}
}

const summaryTitle = "临河县水务局2023年度项目支出绩效自评报告"

func (s *summary) markdown() string {
	before, after := s.prose()
	out := "# " + summaryTitle + "\n\n" + strings.Join(before, "\n\n") + "\n\n"
	for i, row := range s.table() {
		out += "| " + strings.Join(row, " | ") + " |\n"
		if i == 0 {
			out += strings.Repeat("|---", len(row)) + "|\n"
		}
	}
	return out + "\n" + strings.Join(after, "\n\n") + "\n"
}

func (s *summary) html() string {
	before, after := s.prose()
	p := func(lines []string) string { return "<p>" + strings.Join(lines, "</p><p>") + "</p>" }
	out := "<html><body><h1>" + summaryTitle + "</h1>" + p(before) + "<table>"
	for _, row := range s.table() {
		out += "<tr>"
		for _, c := range row {
			out += "<td>" + html.EscapeString(c) + "</td>"
		}
		out += "</tr>"
	}
	return out + "</table>" + p(after) + "</body></html>"
}

// found names rule and row of every finding: rule@2, rule@1+2, rule where it is
// about no row. lines pin them.
func found(t *testing.T, name, src string) (out, lines []string) {
	t.Helper()
	for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{}) {
		if d.Status != selfeval.OK {
			t.Fatalf("%s: %s %v %v", name, d.Status, d.Err, d.Notes)
		}
		lines = append(lines, pins(t, "", d.Findings)...)
		for _, f := range d.Findings {
			s := f.Rule
			for i, n := range f.Projects {
				s += map[bool]string{true: "@", false: "+"}[i == 0] + fmt.Sprint(n)
			}
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out, lines
}

// TestSummaryFaults puts one fault at a time into every row of a clean report, in
// two units and two formats: exactly the findings that follow from it appear. It
// prints precision and recall.
func TestSummaryFaults(t *testing.T) {
	type fault struct {
		name string
		put  func(s *summary, k int) // k is the row's place from 0, -1 for a fault of the report
		want func(k int) []string    // k from 1
	}
	row := func(rules ...string) func(int) []string {
		return func(k int) []string {
			var out []string
			for _, r := range rules {
				out = append(out, fmt.Sprintf("%s@%d", r, k))
			}
			return out
		}
	}
	whole := func(rules ...string) func(int) []string { return func(int) []string { return rules } }
	cent := decimal.New(1, -2)
	inRows := []fault{
		{"nothing", func(*summary, int) {}, whole()},
		{"spent a cent more than was given", func(s *summary, k int) {
			r := &s.rows[k]
			r.executed, r.returned, r.rate = r.budget.Add(cent), decimal.Zero, r.budget.Add(cent).Div(r.budget).Shift(2).StringFixed(2)+"%"
			s.sum()
		}, row("execution-exceeds-budget")},
		{"budget and execution swapped", func(s *summary, k int) {
			r := &s.rows[k]
			r.budget, r.executed = r.executed, r.budget
			r.returned, r.rate = decimal.Zero, r.executed.Div(r.budget).Shift(2).StringFixed(2)+"%"
			s.sum()
			s.funds = s.total[0]
		}, row("execution-exceeds-budget")},
		{"returned a cent more than was left", func(s *summary, k int) {
			s.rows[k].returned = s.rows[k].returned.Add(cent)
			s.sum()
		}, row("returned-exceeds-balance")},
		{"a rate two points off", func(s *summary, k int) {
			r := &s.rows[k]
			rate := r.executed.Div(r.budget).Shift(2)
			r.rate = rate.Sub(decimal.NewFromInt(2)).StringFixed(2) + "%"
		}, row("execution-rate-mismatch")},
		{"a score above the hundred", func(s *summary, k int) { s.rows[k].score, s.score = "105", "" }, row("score-out-of-range")},
		{"a score that the execution does not allow", func(s *summary, k int) {
			r := &s.rows[k]
			r.executed = r.budget.Div(decimal.NewFromInt(2)).Round(2)
			r.returned, r.rate = r.budget.Sub(r.executed), r.executed.Div(r.budget).Shift(2).StringFixed(2)+"%"
			r.score, r.grade, s.score = "97", "优", ""
			s.sum()
		}, row("score-exceeds-attainable")},
		{"a score without any execution", func(s *summary, k int) {
			r := &s.rows[k]
			r.executed, r.returned, r.rate, r.score, r.grade, s.score = decimal.Zero, r.budget, "0%", "75", "中", ""
			s.sum()
		}, row("score-without-execution")},
		{"a grade one too high or low", func(s *summary, k int) {
			r := &s.rows[k]
			r.grade = map[string]string{"优": "良", "良": "优"}[r.grade]
		}, row("grade-score-mismatch")},
		{"a year that is not the report's", func(s *summary, k int) { s.rows[k].name = "2021年" + s.rows[k].name }, row("project-year-mismatch")},
		{"an amount left out", func(s *summary, k int) {
			s.total[0] = s.total[0].Sub(s.rows[k].budget)
			s.funds = s.total[0]
		}, whole("declared-total-mismatch", "total-row-mismatch")},
	}
	between := []fault{ // of a row with one before it and one after
		{"a number printed twice", func(s *summary, k int) { s.rows[k].seq = s.rows[k-1].seq }, row("duplicate-sequence")},
		{"the name of another row", func(s *summary, k int) { s.rows[k].name = s.rows[k-1].name },
			func(k int) []string { return []string{fmt.Sprintf("duplicate-project@%d+%d", k-1, k)} }},
		{"the amounts of another row", func(s *summary, k int) {
			p, r := s.rows[k-1], &s.rows[k]
			r.budget, r.executed, r.returned, r.rate, r.score, r.grade, s.score = p.budget, p.executed, p.returned, p.rate, p.score, p.grade, ""
			s.sum()
			s.funds = s.total[0]
		}, func(k int) []string { return []string{fmt.Sprintf("identical-amounts@%d+%d", k-1, k)} }},
		{"a row dropped", func(s *summary, k int) {
			s.rows, s.score = slices.Delete(s.rows, k, k+1), ""
		}, func(k int) []string {
			return []string{"declared-count-mismatch", "declared-total-mismatch", fmt.Sprintf("sequence-gap@%d", k),
				"total-row-mismatch", "total-row-mismatch", "total-row-mismatch"}
		}},
	}
	ofReport := []fault{
		{"budgets a cent off", func(s *summary, _ int) { s.total[0] = s.total[0].Add(cent) }, whole("total-row-mismatch")},
		{"executions a cent off", func(s *summary, _ int) { s.total[1] = s.total[1].Sub(cent) }, whole("total-row-mismatch")},
		{"no total row", func(s *summary, _ int) { s.skipTotal = true }, whole()},
		{"one project more declared", func(s *summary, _ int) { s.count++ }, whole("declared-count-mismatch")},
		{"other funds declared", func(s *summary, _ int) { s.funds = s.funds.Sub(decimal.NewFromInt(100)) }, whole("declared-total-mismatch")},
		{"another final score", func(s *summary, _ int) { s.score = "97.2" }, whole("final-score-unsupported")},
		{"the mean in fewer digits", func(s *summary, _ int) { s.score = "95.7" }, whole()},
		{"another final grade", func(s *summary, _ int) { s.grade = "良" }, whole("grade-score-mismatch")},
		{"a scale with a gap", func(s *summary, _ int) { s.fair = "88" }, whole("grade-scale-broken")},
		{"a scale that overlaps", func(s *summary, _ int) { s.fair = "92" }, whole("grade-scale-broken")},
		{"another year over the table", func(s *summary, _ int) { s.tableYear = 2022 }, whole("fiscal-year-inconsistent")},
	}
	right, extra, missing := 0, 0, 0
	var pin []string
	try := func(f fault, unit string, k int) {
		s := cleanSummary(unit)
		f.put(s, k)
		if s.score == "" { // the mean, so that the final score is not at fault too
			sum := decimal.Zero
			for _, r := range s.rows {
				sum = sum.Add(decimal.RequireFromString(r.score))
			}
			s.score = sum.DivRound(decimal.NewFromInt(int64(len(s.rows))), 2).String()
		}
		want := f.want(k + 1)
		slices.Sort(want)
		for name, src := range map[string]string{"report.md": s.markdown(), "report.html": s.html()} {
			got, lines := found(t, name, src)
			if unit == "万元" && name == "report.md" {
				for _, l := range lines {
					pin = append(pin, fmt.Sprintf("%s %d%s", f.name, k+1, l))
				}
			}
			for _, g := range got {
				if slices.Contains(want, g) {
					right++
				} else {
					extra++
				}
			}
			for _, w := range want {
				if !slices.Contains(got, w) {
					missing++
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, row %d, in %s, %s: found %v, want %v", f.name, k+1, unit, name, got, want)
			}
		}
	}
	for _, unit := range []string{"万元", "元"} {
		n := len(cleanSummary(unit).rows)
		for _, f := range inRows {
			for k := range n {
				try(f, unit, k)
			}
		}
		for _, f := range between {
			for k := 1; k < n-1; k++ {
				try(f, unit, k)
			}
		}
		for _, f := range ofReport {
			try(f, unit, -1)
		}
	}
	pinned(t, "summary-faults", pin)
	t.Logf("findings: %d right, %d wrong, %d missing; precision %.3f, recall %.3f", right, extra, missing,
		float64(right)/float64(right+extra), float64(right)/float64(right+missing))
}
