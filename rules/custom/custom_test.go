package custom_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/custom"
)

func amount(s, unit string) *report.Amount {
	d := decimal.RequireFromString(s)
	return &report.Amount{Raw: s, Value: &d, Unit: unit}
}

// sample is a report of three rows, of which the last states no executed amount.
func sample() *report.Report {
	r := &report.Report{Title: "测试报告", Department: "测试局", Unit: "万元", Projects: []report.Project{
		{Name: "道路", Budget: amount("100.00", "万元"), Executed: amount("70.00", "万元"), Score: amount("98", "分")},
		{Name: "桥梁", Budget: amount("0.1", "万元"), Executed: amount("1000", "元"), Score: amount("90", "分")},
		{Name: "路灯", Budget: amount("0.2", "万元"), Score: amount("90", "分")},
	}}
	r.FiscalYear.Set(2022)
	r.Budget.Expenditure.Total = amount("0.01003", "亿元")
	r.Init()
	return r
}

func source(scope custom.Scope, when, message string) custom.Source {
	return custom.Source{ID: "my-rule", Title: report.Text{ZH: "我的规则"}, Severity: rules.Warning, For: scope, When: when, Message: report.Text{ZH: message}}
}

func check(t *testing.T, r *report.Report, src custom.Source) rules.Result {
	t.Helper()
	rule, err := custom.Compile(src)
	if err != nil {
		t.Fatalf("%s: %v", src.When, err)
	}
	res, err := rules.Check(t.Context(), r, nil, &rules.Config{Off: true, Custom: []*rules.Rule{rule}, Settings: map[string]rules.Setting{rule.ID: rules.On()}})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestExpressions asks questions of the sample whose answer is yes, no or none.
func TestExpressions(t *testing.T) {
	for _, c := range []struct {
		when string
		want bool
	}{
		{`0.1 + 0.2 == 0.3`, true},
		{`1 / 4 == 0.25`, true},
		{`10 - 2 * 3 == 4 && -3 < 0 && !(1 >= 2)`, true},
		{`report.department == "测试局" && report.fiscal_year == 2022`, true},
		{`size(report.projects) == 3`, true},
		{`report.projects.size() > 2.5`, true},
		{`report.projects[0].budget == 100`, true},
		{`report.projects[1].budget == report.projects[1].executed`, true}, // 0.1 万元 = 1000 元
		{`report.projects[1].executed.to("万元") == 0.1`, true},
		{`report.projects[1].executed.unit() == "元"`, true},
		{`report.projects[0].budget > amount("999999.99", "元")`, true},
		{`report.projects[0].budget > amount("1000000", "元")`, false},
		{`has(report.projects[2].executed)`, false},
		{`report.projects[2].executed == 0`, false},    // not stated: no answer
		{`!(report.projects[2].executed == 0)`, false}, // not stated: no answer either way
		{`1 / (report.fiscal_year - 2022) > 0`, false}, // a divisor of 0: no answer
		{`report.projects.map(p, p.budget).sum() == 100.3`, true},
		{`report.projects.map(p, p.budget).sum() == report.budget.expenditure.total`, true},
		{`sum(report.projects.map(p, has(p.executed), p.executed)).to("万元") == 70.1`, true},
		{`report.projects.map(p, p.score).avg().round(2) == 92.67`, true},
		{`report.projects.map(p, p.score).max() == 98 && min([3, 1, 2]) == 1`, true},
		{`report.projects.exists(p, p.name.contains("桥") && p.score >= 90)`, true},
		{`report.projects.all(p, p.score >= 90) && report.projects.exists_one(p, p.score > 90)`, true},
		{`report.projects.filter(p, p.name.matches("^路")).size() == 1`, true},
		{`abs(-5) == 5 && abs(decimal("-0.50")) == 0.5`, true},
		{`max([]) > 0`, false},
		{`has(report.conclusion)`, false},
		{`report.conclusion.score > 0`, false},
		{`report.projects.exists(p, p.name in ["道路", "桥梁"])`, true},
	} {
		res := check(t, sample(), source(custom.ForReport, c.when, "是"))
		for _, n := range res.Notes {
			t.Errorf("%s: %s", c.when, n.Text.ZH)
		}
		if got := len(res.Findings) == 1; got != c.want {
			t.Errorf("%s: %t, want %t", c.when, got, c.want)
		}
	}
}

func TestProjectRule(t *testing.T) {
	src := source(custom.ForProject, `project.executed < 0.8 * project.budget`,
		"执行率 ${(project.executed / project.budget * 100).round(1)}%，结余 ${project.budget - project.executed}，全表预算 ${report.projects.map(p, p.budget).sum()}，第 ${row} 行")
	src.Values = map[string]string{"balance": "project.budget - project.executed"}
	src.Message.EN = "balance ${project.budget - project.executed}"
	res := check(t, sample(), src)
	if len(res.Findings) != 1 || len(res.Notes) != 0 {
		t.Fatalf("%+v", res)
	}
	f := res.Findings[0]
	if want := "“道路”：执行率 70.0%，结余 30.00 万元，全表预算 100.30 万元，第 1 行"; f.Message != want {
		t.Errorf("%q, want %q", f.Message, want)
	}
	if want := "“道路”: balance 30.00 万元"; f.Text.EN != want {
		t.Errorf("%q, want %q", f.Text.EN, want)
	}
	if f.Values["balance"] != "30.00 万元" || f.Fingerprint == "" || f.Severity != rules.Warning || f.Projects[0] != 1 {
		t.Errorf("%+v", f)
	}
}

// TestMistakes expects each mistake at its place when the rule is loaded.
func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		when, message string
		field         string
		line, column  int
		words         string
	}{
		{"project.budgt > 1", "", "when", 1, 8, "undefined field 'budgt'"},
		{"project.budget > 1 &&\n  project.name > 2", "", "when", 2, 16, "no matching overload"},
		{"project.budget +", "", "when", 1, 17, ""},
		{"project.budget", "", "when", 1, 1, "must be true or false, but is decimal"},
		{"forms.size() > 0", "", "when", 1, 1, "undeclared reference to 'forms'"},
		{"true", "结余 ${project.balance}", "message", 1, 13, "undefined field 'balance'"},
		{"true", "第一行\n结余 ${project.budget", "message", 2, 6, "not closed"},
		{"project.budget > int(3)", "", "when", 1, 21, "undeclared reference to 'int'"},
		{strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200) + " > 0", "", "when", 1, 1, ""},
		{"'" + strings.Repeat("x", 30000) + "' == ''", "", "when", 1, 1, ""},
	} {
		_, err := custom.Compile(source(custom.ForProject, c.when, c.message))
		e, ok := errors.AsType[*custom.Error](err)
		if !ok {
			t.Errorf("%.60s: %v, want an error", c.when, err)
			continue
		}
		if e.Field != c.field || e.Line != c.line || c.words != "" && e.Column != c.column || !strings.Contains(e.Msg, c.words) {
			t.Errorf("%.60s %s: %v, want %s:%d:%d: %s", c.when, c.message, e, c.field, c.line, c.column, c.words)
		}
	}
}

// TestLimits runs rules that would never end: they cost themselves and nothing
// else.
func TestLimits(t *testing.T) {
	r := sample()
	for range 3000 {
		r.Projects = append(r.Projects, report.Project{Name: "路灯", Budget: amount("1", "万元")})
	}
	res := check(t, r, source(custom.ForReport,
		`report.projects.exists(a, report.projects.exists(b, report.projects.exists(c, a.budget + b.budget + c.budget < 0)))`, "不会有"))
	if len(res.Findings) != 0 || len(res.Notes) != 1 || !strings.Contains(res.Notes[0].Text.ZH, "my-rule") || !res.Notes[0].Lost {
		t.Errorf("%+v", res)
	}
	// So does one that writes without end.
	long := "report.title"
	for i := range 14 {
		long = fmt.Sprintf("[%s].map(x%d, x%d + x%d)[0]", long, i, i, i)
	}
	res = check(t, r, source(custom.ForProject, "true", "${"+long+"}"))
	if len(res.Notes) != 1 || !strings.Contains(res.Notes[0].Text.ZH, "my-rule") || !res.Notes[0].Lost {
		t.Errorf("%d findings, notes %+v", len(res.Findings), res.Notes)
	}
	// A mistake that only the figures show is told of and is no finding.
	res = check(t, r, source(custom.ForReport, `report.projects[0].budget + report.projects[0].score > 0`, "单位不同"))
	if len(res.Findings) != 0 || len(res.Notes) != 1 || !strings.Contains(res.Notes[0].Text.ZH, "万元") {
		t.Errorf("%+v", res)
	}
	rule, err := custom.Compile(source(custom.ForReport, `report.projects.exists(a, report.projects.exists(b, a.budget + b.budget < 0))`, "不会有"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := rules.Check(ctx, r, nil, &rules.Config{Custom: []*rules.Rule{rule}}); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped run returned %v", err)
	}
}

// TestNeeds: a rule on one row or form speaks on a paper that was partly read; one that
// looks at the report does not.
func TestNeeds(t *testing.T) {
	no := false
	partly := &report.Reading{Whole: report.WholeParts{Summary: &no}}
	for _, c := range []struct {
		when  string
		scope custom.Scope
		comes bool
	}{
		{"project.budget > 1", custom.ForProject, true},
		{"project.budget > 1 && report.projects.exists(p, p.budget > 1)", custom.ForProject, false},
		{"report.projects.exists(p, p.budget > 1)", custom.ForReport, false},
	} {
		rule, err := custom.Compile(custom.Source{ID: "my-rule", Severity: rules.Info, For: c.scope, When: c.when, Message: report.Text{ZH: "有"}})
		if err != nil {
			t.Fatal(err)
		}
		budget := decimal.NewFromInt(2)
		r := &report.Report{Projects: []report.Project{{Name: "甲", Budget: &report.Amount{Value: &budget, Unit: "万元", At: report.Location{Line: 3}}}}}
		cfg := &rules.Config{Custom: []*rules.Rule{rule}}
		all, err := rules.Check(t.Context(), r, nil, cfg)
		if err != nil || len(all.Findings) != 1 {
			t.Fatalf("%s: %v %v", c.when, all, err)
		}
		got, err := rules.Check(t.Context(), r, partly, cfg)
		if err != nil || len(got.Findings) == 1 != c.comes || len(got.Withheld) == 0 != c.comes {
			t.Errorf("%s: %d findings, %d withheld, %v", c.when, len(got.Findings), len(got.Withheld), err)
		}
	}
}
