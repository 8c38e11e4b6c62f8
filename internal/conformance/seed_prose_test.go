package conformance_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// proseTruth is what the seed's truth file says of everything but the table.
type proseTruth struct {
	FiscalYear int    `json:"fiscal_year"`
	Department string `json:"department"`
	Title      string `json:"title"`
	Staffing   []struct {
		Unit, Nature, Rank, Funding            string
		Administrative, Institutional, Retired int
	} `json:"staffing"`
	Budget struct {
		Revenue, Expenditure breakdownTruth
		Change               breakdownTruth `json:"change_from_2021"`
	} `json:"budget"`
	Targets      []struct{ Name, Value, Unit, Growth string } `json:"targets"`
	ProjectGoals []struct {
		Name       string
		Investment *string
		Parts      map[string]string
	} `json:"project_goals"`
	Declared struct {
		ProjectCount int `json:"project_count"`
		Funds        string
	} `json:"declared"`
	Conclusion struct {
		Score, Grade string
		Scale        []struct{ Grade, Min, Max string }
	} `json:"conclusion"`
	Members  [][2]string `json:"members"`
	Expected struct {
		Targets struct{ Names []string } `json:"target-not-reported"`
		Goals   struct{ Names []string } `json:"goal-without-result"`
	} `json:"expected_findings"`
	MustNot []string `json:"must_not_flag"`
}

type breakdownTruth struct {
	Total string
	Parts map[string]string
}

// TestSeedProse holds every fact of the seed's prose against the truth file.
func TestSeedProse(t *testing.T) {
	doc, _ := seed(t)
	var want proseTruth
	b, err := os.ReadFile(golden.Seed(t, golden.SeedTruth))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	r := doc.Report
	equal := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s = %v, want %v", what, got, want)
		}
	}
	money := func(what string, a *report.Amount, value string) {
		t.Helper()
		if a == nil || !a.Known() {
			t.Errorf("%s not read, want %s", what, value)
			return
		}
		equal(what, report.Plain(*a.Value), value)
		if a.At.Line == 0 {
			t.Errorf("%s has no place", what)
		}
	}
	parts := func(what string, got []report.Part, want map[string]string) {
		t.Helper()
		equal(what+" parts", len(got), len(want))
		for _, p := range got {
			money(what+" "+p.Name, p.Amount, want[p.Name])
		}
	}
	equal("title", r.Title, want.Title)
	equal("department", r.Department, want.Department)
	equal("year", r.FiscalYear.Int(), want.FiscalYear)
	equal("kind", r.Kind, report.KindDepartment)
	equal("staffing", len(r.Staffing), len(want.Staffing))
	for i, s := range r.Staffing {
		w := want.Staffing[i]
		equal("unit", s.Unit, w.Unit)
		equal("nature", s.Nature, w.Nature)
		equal("rank", s.Rank, w.Rank)
		equal("funding", s.Funding, w.Funding)
		equal("posts", [3]int{s.Administrative.Int(), s.Institutional.Int(), s.Retired.Int()}, [3]int{w.Administrative, w.Institutional, w.Retired})
	}
	money("revenue", r.Budget.Revenue.Total, want.Budget.Revenue.Total)
	parts("revenue", r.Budget.Revenue.Parts, want.Budget.Revenue.Parts)
	money("expenditure", r.Budget.Expenditure.Total, want.Budget.Expenditure.Total)
	parts("expenditure", r.Budget.Expenditure.Parts, want.Budget.Expenditure.Parts)
	equal("changes", len(r.Budget.Changes), 1)
	if len(r.Budget.Changes) == 1 {
		c := r.Budget.Changes[0]
		equal("from year", c.FromYear.Int(), 2021)
		money("change", c.Total, want.Budget.Change.Total)
		parts("change", c.Parts, want.Budget.Change.Parts)
	}
	if r.FinalAccounts != nil {
		t.Error("final accounts read where the report gives none")
	}
	equal("targets", len(r.Targets), len(want.Targets))
	for i, x := range r.Targets {
		w := want.Targets[i]
		equal("target", x.Name, w.Name)
		money(x.Name, x.Target, w.Value)
		equal(x.Name+" unit", x.Target.Unit, w.Unit)
		equal(x.Name+" growth", x.Growth, w.Growth)
		if x.Actual != nil {
			t.Errorf("%s has a result %s, want none", x.Name, x.Actual)
		}
	}
	equal("goals", len(r.Goals), len(want.ProjectGoals))
	for i, g := range r.Goals {
		w := want.ProjectGoals[i]
		equal("goal", g.Name, w.Name)
		if w.Investment != nil {
			money(g.Name, g.Investment, *w.Investment)
		} else if g.Investment != nil {
			t.Errorf("%s has investment %s, want none", g.Name, g.Investment)
		}
		parts(g.Name, g.Parts, w.Parts)
		if g.Objective == "" || g.Indicators == "" {
			t.Errorf("%s lacks its objective or indicators", g.Name)
		}
	}
	equal("declared count", r.Declared.ProjectCount.Int(), want.Declared.ProjectCount)
	money("declared funds", r.Declared.Funds, want.Declared.Funds)
	money("score", r.Conclusion.Score, want.Conclusion.Score)
	equal("grade", r.Conclusion.Grade, want.Conclusion.Grade)
	equal("bands", len(r.Conclusion.Scale), len(want.Conclusion.Scale))
	for i, x := range r.Conclusion.Scale {
		equal("band", [3]string{x.Grade, x.Min, x.Max}, [3]string(structStrings(want.Conclusion.Scale[i])))
	}
	var members [][2]string
	for _, m := range r.Members {
		members = append(members, [2]string{m.Name, m.Role})
	}
	if !slices.Equal(members, want.Members) {
		t.Errorf("members %v, want %v", members, want.Members)
	}
	equal("sections", len(r.Sections), 28)
	equal("problems", len(r.Problems), 1)
	equal("measures", len(r.Measures), 3)

	named := map[string][]string{}
	for _, f := range doc.Findings {
		named[f.Rule] = append(named[f.Rule], f.Values["name"])
		if slices.Contains(want.MustNot, f.Rule) {
			t.Errorf("must not flag %s: %s", f.Rule, f.Message)
		}
	}
	if got := named["target-not-reported"]; !slices.Equal(sorted(got), sorted(want.Expected.Targets.Names)) {
		t.Errorf("target-not-reported %v, want %v", got, want.Expected.Targets.Names)
	}
	if got := named["goal-without-result"]; !slices.Equal(got, want.Expected.Goals.Names) {
		t.Errorf("goal-without-result %v, want %v", got, want.Expected.Goals.Names)
	}
}

func structStrings(s struct{ Grade, Min, Max string }) []string {
	return []string{s.Grade, s.Min, s.Max}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }
