package conformance_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"selfeval/report"
	"selfeval/rules"
)

// TestSentences reads sentences of our own in the manner of many provinces, each in a
// small report: what it gives must be in the record (alternatives are parted by |), and
// the rules named must speak, no others.
func TestSentences(t *testing.T) {
	b, err := os.ReadFile("internal/conformance/testdata/sentences.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Under, Text   string
		Want, Accused []string
	}
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 30 {
		t.Fatalf("%d sentences", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Text, func(t *testing.T) {
			doc := checkHTML("s.md", reportWith(c.Under, c.Text))
			if doc.Report == nil {
				t.Fatal("nothing is read")
			}
			got := saidIn(doc.Report)
			for _, want := range c.Want {
				if !slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return slices.Contains(got, w) }) {
					t.Errorf("%s is not among %q", want, got)
				}
			}
			var found []string
			for _, f := range doc.Findings {
				if f.Severity != rules.Info {
					found = append(found, f.Rule)
				}
			}
			slices.Sort(found)
			if found = slices.Compact(found); !slices.Equal(found, c.Accused) && len(found)+len(c.Accused) > 0 {
				t.Errorf("found %q, want %q", found, c.Accused)
			}
		})
	}
}

// saidIn lays out what prose gave as one line a fact.
func saidIn(r *report.Report) (out []string) {
	put := func(key string, a *report.Amount) {
		if a.Known() {
			out = append(out, key+"="+a.Value.String())
		}
	}
	for i := range r.Funds {
		f := &r.Funds[i]
		for key, a := range map[string]*report.Amount{
			"initial": f.Initial, "budget": f.Budget, "allocated": f.Allocated, "executed": f.Executed, "carried_in": f.CarriedIn,
			"carried_out": f.CarriedOut, "balance": f.Balance, "returned": f.Returned, "amount": f.Amount, "rate": f.Rate, "added": f.Added,
		} {
			put("funds "+f.Name+" "+key, a)
		}
		if f.Cut.Known() {
			out = append(out, "funds "+f.Name+" cut="+f.Cut.Dec().Abs().String())
		}
	}
	for _, b := range []*report.Budget{&r.Budget, r.FinalAccounts} {
		if b == nil {
			continue
		}
		for side, x := range map[string]report.Breakdown{"revenue": b.Revenue, "expenditure": b.Expenditure} {
			put(side, x.Total)
			for _, p := range x.Parts {
				put("part "+p.Name, p.Amount)
			}
		}
		for _, c := range b.Changes {
			put("change "+c.Name, c.Total)
			if c.Total.Known() {
				out = append(out, fmt.Sprintf("change %s=%s %s", c.Name, c.Total.Value, c.Growth))
			}
		}
		if e := b.Execution; e != nil {
			put("execution initial", e.Initial)
			put("execution budget", e.Budget)
			put("execution executed", e.Executed)
			put("execution rate", e.Rate)
		}
	}
	for _, s := range r.Staffing {
		for key, n := range map[string]report.Integer{"in_service": s.InService, "posts": s.Posts, "retired": s.Retired, "institutional_posts": s.InstitutionalPosts} {
			if n.Known() {
				out = append(out, "staff "+key+"="+n.String())
			}
		}
	}
	if c := r.Conclusion; c != nil {
		put("score", c.Score)
		out = append(out, "grade="+c.Grade)
		var mins []string
		for _, b := range c.Scale {
			mins = append(mins, b.Min)
		}
		out = append(out, "bands="+strings.Join(mins, " "))
		for _, o := range c.Others {
			put("other", o.Score)
		}
		for _, d := range c.Dimensions {
			put("dimension "+d.Name, d.Score)
		}
	}
	if d := r.Declared; d != nil {
		out = append(out, "declared="+d.ProjectCount.String())
		put("declared="+d.ProjectCount.String()+" funds", d.Funds)
	}
	return out
}
