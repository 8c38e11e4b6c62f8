package validate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selfeval/normalize"
	"selfeval/report"
	"selfeval/validate"
)

func amount(raw, unit string) *report.Amount {
	return &report.Amount{Raw: raw, Unit: unit, At: report.Location{Line: len(raw)}}
}

func sound() *report.Report {
	return &report.Report{
		Title: "某局2023年度部门整体支出绩效自评报告", Department: "某局", FiscalYear: report.Integer{Raw: "2023"}, Kind: report.KindDepartment, Unit: "万元",
		Projects: []report.Project{{
			Seq: report.Integer{Raw: "1"}, Name: "道路养护", Budget: amount("0", "万元"), Executed: amount("0.00", "万元"), Score: amount("100", "分"),
			At: report.Location{Line: 7},
		}},
		Staffing:   []report.Staffing{{Unit: "某局", Administrative: report.Integer{Raw: "0"}}},
		Conclusion: &report.Conclusion{Score: amount("95.4", "分")},
		Forms:      []report.Form{{Funds: []report.Fund{{Weight: &report.Number{Raw: "10"}}}}},
	}
}

func TestReport(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*report.Report)
		want   []string
	}{
		{"sound", func(r *report.Report) {}, nil},
		{"no name", func(r *report.Report) { r.Projects[0].Name = "" }, []string{"projects[0].name required @7"}},
		{"score above 100", func(r *report.Report) { r.Projects[0].Score = amount("100.0000000000000000001", "分") }, []string{"projects[0].score lte @23"}},
		{"out of 120", func(r *report.Report) {
			r.Projects[0].Score, r.ScoreFull = amount("112", "分"), amount("120", "分")
		}, nil},
		{"beyond 120", func(r *report.Report) {
			r.Projects[0].Score, r.ScoreFull = amount("121", "分"), amount("120", "分")
		}, []string{"projects[0].score lte @3"}},
		{"negative budget", func(r *report.Report) { r.Projects[0].Budget = amount("-0.01", "万元") }, []string{"projects[0].budget gte @5"}},
		{"not a figure", func(r *report.Report) { r.Projects[0].Executed = amount("12,34.5.6", "万元") }, []string{"projects[0].executed amount @9"}},
		{"not a weight", func(r *report.Report) { r.Forms[0].Funds[0].Weight.Raw = "十分" }, []string{"forms[0].funds[0].weight number @0"}},
		{"not a count", func(r *report.Report) { r.Staffing[0].Administrative.Raw = "若干" }, []string{"staffing[0].administrative integer @0"}},
		{"no title", func(r *report.Report) { r.Title = "" }, []string{"title required @0"}},
		{"year", func(r *report.Report) { r.FiscalYear.Raw = "202" }, []string{"fiscal_year gte @0"}},
		{"unit", func(r *report.Report) { r.Unit = "万园" }, []string{"unit money_unit @0"}},
		{"negative total", func(r *report.Report) { r.Totals = []report.Total{{Label: "合计", Budget: amount("-5", "万元")}} }, []string{"totals[0].budget gte @2"}},
		{"kind", func(r *report.Report) { r.Kind = "memo" }, []string{"kind oneof @0"}},
		{"number of a row", func(r *report.Report) { r.Projects[0].Seq.Raw = "1-1" }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sound()
			c.change(r)
			normalize.Report(r)
			var got []string
			for _, v := range validate.Report(r) {
				got = append(got, fmt.Sprintf("%s %s @%d", v.Field, v.Rule, v.At.Line))
				if v.Text.ZH == "" || v.Text.EN == "" || strings.Contains(v.Text.ZH+v.Text.EN, "%!") {
					t.Errorf("message: %+v", v.Text)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
