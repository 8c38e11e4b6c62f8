package report_test

import (
	"slices"
	"testing"

	"selfeval/report"
)

func TestWalk(t *testing.T) {
	amount := func(s string) *report.Amount { return &report.Amount{Raw: s} }
	r := &report.Report{
		Title: "报告",
		Budget: report.Budget{Revenue: report.Breakdown{Total: amount("10"), Parts: []report.Part{
			{Name: "基本支出", Amount: amount("7"), Parts: []report.Part{{Name: "人员经费", Amount: amount("6")}}},
		}}},
		Projects: []report.Project{{Name: "甲", Budget: amount("1"), At: report.Location{Line: 5}}, {Name: "乙", Score: amount("9")}},
		Forms:    []report.Form{{Funds: []report.Fund{{Name: "总额", Weight: &report.Number{Raw: "10"}}}}},
		Problems: []string{"不细"},
	}
	var amounts, numbers, texts []string
	r.Walk(report.Visitor{
		Amount: func(path report.Path, a **report.Amount) {
			amounts = append(amounts, path.String())
			if path.String() == "projects[1].score" {
				*a = nil
			}
		},
		Number: func(path report.Path, n **report.Number) { numbers = append(numbers, path.String()) },
		Text: func(path report.Path, s *string, at report.Location) {
			texts = append(texts, path.String())
			if path.String() == "projects[0].name" {
				*s += "项目"
				if at.Line != 5 {
					t.Errorf("place of %s is %v", path, at)
				}
			}
		},
	})
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"amounts", amounts, []string{"budget.revenue.total", "budget.revenue.parts[0].amount", "budget.revenue.parts[0].parts[0].amount", "projects[0].budget", "projects[1].score"}},
		{"numbers", numbers, []string{"forms[0].funds[0].weight"}},
		{"texts", texts, []string{"title", "budget.revenue.parts[0].name", "budget.revenue.parts[0].parts[0].name", "projects[0].name", "projects[1].name", "forms[0].funds[0].name", "problems[0]"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v\nwant %v", c.what, c.got, c.want)
		}
	}
	if r.Projects[0].Name != "甲项目" || r.Projects[1].Score != nil {
		t.Errorf("changes are lost: %+v", r.Projects)
	}
}
