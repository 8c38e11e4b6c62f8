package builtin_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
	"selfeval/rules/internal/rulestest"
)

// cases are the cases of all families' fixtures.
func cases(t *testing.T) []*rulestest.Case {
	t.Helper()
	var out []*rulestest.Case
	for _, family := range []string{"summary", "form", "prose", "across"} {
		for _, file := range rulestest.Files(filepath.Join("..", family, "testdata")) {
			cs, err := rulestest.Load(file)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, cs...)
		}
	}
	return out
}

// TestDeclared asks every rule for what the engine, the outputs and the pages live by.
func TestDeclared(t *testing.T) {
	if len(builtin.All()) < 49 {
		t.Fatalf("%d rules: the families were not put together", len(builtin.All()))
	}
	kinds := []rules.Kind{rules.Money, rules.Percent, rules.Gap, rules.Points, rules.Count, rules.Words}
	for _, r := range builtin.All() {
		if !r.Arithmetic && len(r.Basis) == 0 {
			t.Errorf("%s has no basis and does not say that it rests on arithmetic", r.ID)
		}
		for hook, missing := range map[string]bool{"Row": r.Row != nil && r.Needs.Row == 0, "Form": r.Form != nil && r.Needs.Form == 0,
			"Check": r.Check != nil && r.Needs.Check == 0, "Begin": r.Begin != nil && r.Needs.All() == 0} {
			if missing {
				t.Errorf("%s does not say what its %s needs", r.ID, hook)
			}
		}
		seen := map[string]bool{}
		for _, v := range r.Values {
			if v.Key == "" || v.Title.ZH == "" || v.Title.EN == "" || !slices.Contains(kinds, v.Kind) || seen[v.Key] {
				t.Errorf("%s: value %+v is incomplete or declared twice", r.ID, v)
			}
			seen[v.Key] = true
		}
		for _, c := range r.CausedBy {
			if builtin.Lookup(c.Rule) == nil || c.Rule == r.ID || leadsTo(builtin.Lookup(c.Rule), r.ID) {
				t.Errorf("%s is caused by %s, which is no rule or goes round in a circle", r.ID, c.Rule)
			}
		}
	}
}

// leadsTo reports whether a rule's causes come back to id.
func leadsTo(r *rules.Rule, id string) bool {
	return slices.ContainsFunc(r.CausedBy, func(c rules.Cause) bool {
		return c.Rule == id || leadsTo(builtin.Lookup(c.Rule), id)
	})
}

// parts of a paper and how a reading says that one of them was not read whole.
var parts = map[rules.Part]func(*report.WholeParts, *bool){
	rules.Summary:    func(w *report.WholeParts, b *bool) { w.Summary = b },
	rules.Forms:      func(w *report.WholeParts, b *bool) { w.Forms = b },
	rules.Prose:      func(w *report.WholeParts, b *bool) { w.Prose = b },
	rules.Conclusion: func(w *report.WholeParts, b *bool) { w.Conclusion = b },
}

// reading is one in which a part was not read whole, and all others were.
func reading(broken rules.Part) *report.Reading {
	r := &report.Reading{Ends: report.EndsWhole}
	for part, set := range parts {
		set(&r.Whole, new(part != broken))
	}
	if broken != 0 {
		r.Tables.Left = []report.LeftTable{{At: report.Location{Page: 7, Table: 9}}}
		r.Pages.Unread = []int{8}
	}
	return r
}

// sometimes are the parts that rules need in some cases only: the forms where there is no
// summary table, and what may state full marks where nothing that was read does.
var sometimes = map[string]rules.Part{
	"declared-count-mismatch": rules.Forms, "goal-without-result": rules.Forms,
	"score-out-of-range": rules.Summary | rules.Conclusion,
}

// TestWithheld: of every rule a case that fires. Where a part that the finding needs was
// not read whole it does not come, and the rule is withheld once; where all was read
// whole, or nothing is known, it comes. What needs one row or form comes in any case.
func TestWithheld(t *testing.T) {
	fired := map[string]bool{}
	for _, c := range cases(t) {
		full := c.Check(t, nil)
		for _, f := range full.Findings {
			fired[f.Rule] = true
		}
		if got := c.Check(t, reading(0)); len(got.Withheld) > 0 || len(got.Findings) != len(full.Findings) {
			t.Errorf("%s: all was read whole, and %d of %d findings came, %d withheld", c.Name, len(got.Findings), len(full.Findings), len(got.Withheld))
		}
		for part := range parts {
			got := c.Check(t, reading(part))
			withheld := map[string]int{}
			for _, w := range got.Withheld {
				withheld[w.Rule]++
				if w.Text.ZH == "" || w.Text.EN == "" || w.Why != w.Text.ZH || len(w.At) != 2 {
					t.Errorf("%s: withheld without why or where: %+v", c.Name, w)
				}
			}
			for _, r := range builtin.All() {
				if n := withheld[r.ID]; n > 1 || n == 1 && (r.Needs.All()|sometimes[r.ID])&part == 0 {
					t.Errorf("%s: %s withheld %d times for want of %s", c.Name, r.ID, n, part)
				}
			}
			for i := range full.Findings {
				f := &full.Findings[i]
				needs := need(f)
				comes := slices.ContainsFunc(got.Findings, func(g rules.Finding) bool { return g.Fingerprint == f.Fingerprint })
				switch {
				case needs&part == 0 && !comes && withheld[f.Rule] == 0:
					t.Errorf("%s: %s is gone, and nothing is said of it", c.Name, f.Rule)
				case needs&part != 0 && (comes || withheld[f.Rule] != 1):
					t.Errorf("%s: %s needs %s: came %v, withheld %d times", c.Name, f.Rule, part, comes, withheld[f.Rule])
				}
			}
		}
	}
	for _, r := range builtin.All() {
		if !fired[r.ID] {
			t.Errorf("no fixture fires %s", r.ID)
		}
	}
}

// need is what a finding rests on, by its subject: a form, a row, or the report.
func need(f *rules.Finding) rules.Part {
	r := builtin.Lookup(f.Rule)
	switch {
	case len(f.Forms) > 0 && r.Form != nil:
		return r.Needs.Form
	case len(f.Projects) == 1 && r.Row != nil:
		return r.Needs.Row
	case r.Begin != nil && r.Needs.Row == rules.Alone && len(f.Projects) > 0:
		return r.Needs.Row
	}
	return r.Needs.Check
}

// TestValuesDeclared: findings name no value that their rule does not declare, and no
// rule declares one that it never names in a fixture of some family.
func TestValuesDeclared(t *testing.T) {
	named := map[string]bool{}
	for _, c := range cases(t) {
		for _, f := range c.Check(t, nil).Findings {
			for _, fault := range rulestest.WellFormed(&f, builtin.Lookup(f.Rule)) {
				t.Errorf("%s: %s", c.Name, fault)
			}
			for key := range f.Values {
				named[f.Rule+" "+key] = true
			}
		}
	}
	for _, r := range builtin.All() {
		for _, v := range r.Values {
			if !named[r.ID+" "+v.Key] {
				t.Errorf("%s: no fixture's finding names the value %q", r.ID, v.Key)
			}
		}
	}
}

// TestCauses: a consequence names its cause, and the cause none.
func TestCauses(t *testing.T) {
	found := func(name string) map[string]rules.Finding {
		out := map[string]rules.Finding{}
		for _, c := range cases(t) {
			if strings.HasPrefix(c.Name, name) {
				for _, f := range c.Check(t, nil).Findings {
					out[f.Rule] = f
				}
			}
		}
		return out
	}
	for _, c := range []struct{ fixture, consequence, cause string }{
		{"declared-total-mismatch/正文的单位", "declared-total-mismatch", "unit-inconsistent"},
		{"score-out-of-range/", "score-out-of-range", "weight-sum-not-100"},
		{"score-out-of-range/", "indicator-score-sum-mismatch", "weight-sum-not-100"}, // through score-out-of-range
	} {
		all := found(c.fixture)
		f, cause := all[c.consequence], all[c.cause]
		if f.CausedBy == nil || *f.CausedBy != cause.Fingerprint || cause.CausedBy != nil || cause.Fingerprint == "" {
			t.Errorf("%s: %s is caused by %v, want %s", c.fixture, c.consequence, f.CausedBy, cause.Fingerprint)
		}
	}
}

// TestStrictFixtures: what a fixture says and no one reads is an error with its place.
func TestStrictFixtures(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.md", "rules: sequence-gap\nyaer: 2022\n", `a.md:2: unknown key "yaer"`},
		{"a.md", "| 序号 | 预算 |\n|---|---|\n", `a.md:1: unknown column "预算"`},
		{"a.md", "rules: no-such-rule\n", "a.md:1: unknown rule no-such-rule"},
		{"a.md", "| 序号 | 预算数 |\n|---|---|\n| 1 | 12x |\n", `a.md:3: "12x" is not a figure`},
		{"a.md", "| 序号 | want |\n|---|---|\n| 1 | no-such-rule |\n", `a.md:3: "no-such-rule" is not an expected finding`},
		{"a.md", "| 序号 |\n|---|\n| 1 | 2 |\n", "a.md:3: 2 cells under 1 columns"},
		{"sequence-gap.yaml", "report:\n  projects:\n    - {name: 甲, budgt: 3 万元}\n", `sequence-gap.yaml:3: projects has no field "budgt"`},
		{"sequence-gap.yaml", "reports: {}\n", `sequence-gap.yaml:1: unknown key "reports"`},
		{"no-such-rule.yaml", "report: {}\n", "no-such-rule.yaml:1: unknown rule no-such-rule"},
	} {
		_, err := rulestest.Read(c.name, []byte(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %q: %v, want %s", c.name, c.text, err, c.want)
		}
	}
}

// TestNoRules: a config without rules is an error, as finding nothing would mean nothing.
func TestNoRules(t *testing.T) {
	for _, c := range []*rules.Config{nil, {}} {
		if _, err := rules.Check(t.Context(), &report.Report{}, nil, c); err != rules.ErrNoRules {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
