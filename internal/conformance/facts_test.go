package conformance_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"selfeval"
	"selfeval/report"
)

// facts lays a record out as one line a fact, the way the golden files under
// fixtures/reports name them.
func facts(r *report.Report) map[string]string {
	out := map[string]string{}
	put := func(key, value string) {
		if _, twice := out[key]; twice {
			key += " (again)"
		}
		out[key] = value
	}
	put("title", r.Title)
	put("department", r.Department)
	put("fiscal_year", r.FiscalYear.String())
	put("kind", string(r.Kind))
	for _, s := range r.Staffing {
		put("staffing "+s.Unit, s.Administrative.String()+"/"+s.Institutional.String()+"/"+s.Retired.String())
		for name, n := range map[string]report.Integer{"in service": s.InService, "posts": s.Posts, "administrative posts": s.AdministrativePosts, "institutional posts": s.InstitutionalPosts} {
			if n.Known() {
				put("staffing "+s.Unit+" "+name, n.String())
			}
		}
	}
	var parts func(prefix string, ps []report.Part)
	parts = func(prefix string, ps []report.Part) {
		for _, p := range ps {
			put(prefix+" > "+p.Name, figure(p.Amount))
			parts(prefix+" > "+p.Name, p.Parts)
		}
	}
	breakdown := func(name string, b report.Breakdown) {
		if b.Total != nil {
			put(name, figure(b.Total))
		}
		parts(name, b.Parts)
	}
	budget := func(prefix string, b *report.Budget) {
		breakdown(prefix+"revenue", b.Revenue)
		breakdown(prefix+"expenditure", b.Expenditure)
		for _, c := range b.Changes {
			key := fmt.Sprintf("%schange %s %s-%s", prefix, c.Name, c.FromYear, c.ToYear)
			put(key, strings.TrimSpace(figure(c.Total)+" "+c.Growth))
			parts(key, c.Parts)
		}
	}
	budget("", &r.Budget)
	if r.FinalAccounts != nil {
		budget("final ", r.FinalAccounts)
	}
	if e := r.Budget.Execution; e != nil {
		for name, a := range map[string]*report.Amount{"initial": e.Initial, "budget": e.Budget, "executed": e.Executed, "rate": e.Rate} {
			if a != nil {
				put("execution "+name, figure(a))
			}
		}
	}
	for _, t := range r.Targets {
		put("target "+t.Name, strings.TrimSpace(figure(t.Target)+" "+t.Growth))
		if t.Actual != nil {
			put("actual "+t.Name, figure(t.Actual))
		}
	}
	for _, g := range r.Goals {
		put("goal "+g.Name, figure(g.Investment))
		parts("goal "+g.Name, g.Parts)
	}
	if d := r.Declared; d != nil {
		if d.ProjectCount.Known() {
			put("declared count", d.ProjectCount.String())
		}
		if d.Funds != nil {
			put("declared funds", figure(d.Funds))
		}
	}
	if c := r.Conclusion; c != nil {
		for name, a := range map[string]*report.Amount{"score": c.Score, "full": c.Full} {
			if a != nil {
				put(name, figure(a))
			}
		}
		if c.Grade != "" {
			put("grade", c.Grade)
		}
		for _, b := range c.Scale {
			open, end := "[", ")"
			if b.MinOpen {
				open = "("
			}
			if b.MaxClosed {
				end = "]"
			}
			put("band "+b.Grade, open+b.Min+","+b.Max+end)
		}
	}
	for _, m := range r.Members {
		put("member "+m.Name, m.Role)
	}
	for name, n := range map[string]int{"problems": len(r.Problems), "measures": len(r.Measures), "projects": len(r.Projects)} {
		if n > 0 {
			put(name, strconv.Itoa(n))
		}
	}
	return out
}

func figure(a *report.Amount) string {
	if a == nil {
		return ""
	}
	if a.Value == nil {
		return "?" + a.Raw
	}
	return report.Plain(*a.Value) + a.Unit
}

// notYet marks the facts of a golden file that a reader would find in the report
// and we do not find yet. They count against recall.
const notYet = "not yet: "

// TestFacts reads every report under fixtures/reports and counts its facts. A
// wrong fact fails; a missing one does too, by its name, so that recall does not
// sink unseen.
func TestFacts(t *testing.T) {
	golden, err := filepath.Glob("fixtures/reports/*.facts.json")
	if err != nil || len(golden) == 0 {
		t.Fatal("no reports", err)
	}
	right, wrong, missing := 0, 0, 0
	for _, path := range golden {
		var want []map[string]string
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(path, err)
		}
		source, _ := filepath.Glob(strings.TrimSuffix(path, ".facts.json") + ".[mh][dt]*")
		if len(source) != 1 {
			t.Fatal(path, "has no report beside it")
		}
		data, err := os.ReadFile(source[0])
		if err != nil {
			t.Fatal(err)
		}
		docs := selfeval.Check(t.Context(), selfeval.Input{Name: source[0], Data: data}, selfeval.Options{})
		if len(docs) != len(want) {
			t.Errorf("%s: %d reports, want %d", path, len(docs), len(want))
		}
		for i, d := range docs {
			if d.Error != nil {
				t.Errorf("%s: %s", path, *d.Error)
				continue
			}
			if i >= len(want) {
				break
			}
			got := facts(d.Report)
			for _, key := range slices.Sorted(maps.Keys(got)) {
				if w, ok := want[i][key]; ok && w == got[key] {
					right++
					continue
				}
				wrong++
				t.Errorf("%s[%d]: %s = %q, want %q", filepath.Base(path), i, key, got[key], want[i][key])
			}
			for _, key := range slices.Sorted(maps.Keys(want[i])) {
				if _, ok := strings.CutPrefix(key, notYet); ok {
					missing++
				} else if _, ok := got[key]; !ok {
					missing++
					t.Errorf("%s[%d]: %s missing, want %q", filepath.Base(path), i, key, want[i][key])
				}
			}
		}
	}
	t.Logf("%d facts right, %d wrong, %d missing: precision %.4f, recall %.4f", right, wrong, missing,
		float64(right)/float64(max(right+wrong, 1)), float64(right)/float64(max(right+missing, 1)))
}
