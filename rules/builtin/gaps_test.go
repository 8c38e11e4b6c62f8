package builtin_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// TestUnreadFigures: an amount of the prose that was not read keeps the rules over prose
// from speaking of what stands in the same paragraph, or of a list under the same
// heading, and of nothing else. That is told once a rule.
func TestUnreadFigures(t *testing.T) {
	amount := func(v int64, line int) *report.Amount {
		d := decimal.NewFromInt(v)
		return &report.Amount{Value: &d, Unit: "万元", At: report.Location{Line: line}}
	}
	check := func(unread int, pages []int, ends report.Ends) (findings, withheld int, at []report.Location) {
		r := &report.Report{Department: "测试局", Sections: []report.Section{{Title: "收支情况", At: report.Location{Line: 1}}, {Title: "绩效目标", At: report.Location{Line: 20}}}}
		r.Budget.Revenue = report.Breakdown{Total: amount(100, 5), Parts: []report.Part{{Name: "财政拨款", Amount: amount(80, 6)}, {Name: "其他收入", Amount: amount(30, 7)}}}
		r.Unread = []report.Unread{{Raw: "3x万元", At: report.Location{Line: unread}}}
		reading := reading(rules.Prose)
		reading.Tables.Left, reading.Pages.Unread, reading.Ends = nil, pages, ends
		res, err := rules.Check(t.Context(), r, reading, &rules.Config{Registry: builtin.Registry()})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range res.Findings {
			if f.Rule == "breakdown-sum-mismatch" {
				findings++
			}
		}
		for _, w := range res.Withheld {
			if w.Rule == "breakdown-sum-mismatch" {
				withheld++
				at = w.At
			}
		}
		return findings, withheld, at
	}
	for _, c := range []struct {
		name   string
		unread int
		pages  []int
		ends   report.Ends
		want   int
	}{
		{"under another heading", 25, nil, report.EndsWhole, 1},
		{"under the same heading", 9, nil, report.EndsWhole, 0},
		{"a page is missing too", 25, []int{3}, report.EndsWhole, 0},
		{"the text ends early", 25, nil, report.EndsMidSentence, 0},
		{"nobody knows where", 0, nil, report.EndsWhole, 0},
	} {
		findings, withheld, at := check(c.unread, c.pages, c.ends)
		if findings != c.want || withheld != 1 || c.want == 1 && (len(at) != 1 || at[0].Line != c.unread) {
			t.Errorf("%s: %d findings, want %d; withheld %d times, at %v", c.name, findings, c.want, withheld, at)
		}
	}
}

// TestNoFindingWithoutPlace: what knows no place of its own points to the title, or to
// what the record knows first.
func TestNoFindingWithoutPlace(t *testing.T) {
	line := func(n int) report.Location { return report.Location{Line: n} }
	for name, c := range map[string]struct {
		change func(*report.Report)
		want   report.Location
	}{
		"title": {func(r *report.Report) {
			r.Mentions = []report.YearMention{{Where: "prose", At: line(9)}, {Where: "title", At: line(1)}}
		}, line(1)},
		"what is first": {func(r *report.Report) { r.Staffing = []report.Staffing{{Unit: "局机关", At: line(4)}} }, line(4)},
	} {
		r := &report.Report{Department: "测试局", Departments: []report.NameMention{{Name: "临溪市水务局", Where: "title"}, {Name: "临溪市林业局", Where: "caption"}}}
		c.change(r)
		res, err := rules.Check(t.Context(), r, nil, &rules.Config{Registry: builtin.Registry()})
		if err != nil || len(res.Findings) != 1 || len(res.Findings[0].At) != 1 || res.Findings[0].At[0] != c.want {
			t.Errorf("%s: %+v, %v, want one at %v", name, res.Findings, err, c.want)
		}
	}
}
