package conformance_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// copyForms gives the report forms and rows of its own; faults put new figures
// into them and change none.
func copyForms(r *report.Report) *report.Report {
	c := *r
	c.Projects, c.Totals, c.Forms = slices.Clone(r.Projects), slices.Clone(r.Totals), slices.Clone(r.Forms)
	for i := range c.Forms {
		f := &c.Forms[i]
		f.Funds, f.Indicators, f.Groups = slices.Clone(f.Funds), slices.Clone(f.Indicators), slices.Clone(f.Groups)
	}
	return &c
}

// sameRow reports whether a cell that a finding marks stands in the row at fault.
func sameRow(a, b report.Location) bool {
	return a.Page == b.Page && a.Table == b.Table && a.Row == b.Row
}

// TestFormFaults injects every fault into every clean form: the finding expected
// of it must come, at its place, and no other. A form as it stands must give
// none. It prints how many of each came.
func TestFormFaults(t *testing.T) {
	injected := map[string]int{}
	var expected, right, others int
	var lines []string
	check := func(t *testing.T, r *report.Report) []rules.Finding {
		t.Helper()
		res, err := rules.Check(t.Context(), r, nil, &rules.Config{Registry: builtin.Registry()})
		if err != nil || len(res.Notes) > 0 {
			t.Fatal(err, res.Notes)
		}
		return slices.DeleteFunc(res.Findings, func(f rules.Finding) bool { return f.Severity == rules.Info })
	}
	for _, path := range formFixtures(t) {
		doc := readFormFixture(t, path)
		for _, f := range doc.Findings {
			others++
			t.Errorf("%s: a clean form gives %s: %s", path, f.Rule, f.Message)
		}
		for i := range doc.Report.Forms {
			for _, ft := range faults {
				r := copyForms(doc.Report)
				at, ok := ft.inject(r, &r.Forms[i])
				if !ok {
					continue
				}
				injected[ft.name]++
				expected++
				t.Run(fmt.Sprintf("%s/%d/%s", filepath.Base(path), i+1, ft.name), func(t *testing.T) {
					found := false
					findings := check(t, r)
					lines = append(lines, pins(t, fmt.Sprintf("%s %d %s", filepath.Base(path), i+1, ft.name), findings)...)
					for _, g := range findings {
						if !found && g.Rule == ft.rule && slices.Equal(g.Forms, []int{i + 1}) && slices.ContainsFunc(g.At, func(l report.Location) bool { return sameRow(l, at) }) {
							found = true
							right++
							continue
						}
						others++
						t.Errorf("unexpected: %s: %s %+v", g.Rule, g.Message, g.At)
					}
					if !found {
						t.Errorf("%s was not found at %+v", ft.rule, at)
					}
				})
			}
		}
	}
	for _, ft := range faults {
		if injected[ft.name] == 0 {
			t.Errorf("no form has what %q needs", ft.name)
		}
	}
	pinned(t, "form-faults", lines)
	t.Logf("faults in forms: %d injected, %d found, %d findings besides: precision %.4f, recall %.4f",
		expected, right, others, float64(right)/float64(right+others), float64(right)/float64(expected))
}
