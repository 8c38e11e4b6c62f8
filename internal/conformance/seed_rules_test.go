package conformance_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"selfeval/internal/conformance/golden"
)

// TestSeedRowFindings holds the rules of the summary table against what the
// seed's truth file says must and must not be found, row by row.
func TestSeedRowFindings(t *testing.T) {
	doc, _ := seed(t)
	var truth struct {
		Expected map[string]struct {
			Rows json.RawMessage `json:"rows"`
		} `json:"expected_findings"`
		Never []string `json:"must_not_flag"`
	}
	b, err := os.ReadFile(golden.Seed(t, golden.SeedTruth))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	got := map[string][][]int{}
	for _, f := range doc.Findings {
		got[f.Rule] = append(got[f.Rule], f.Projects)
		if slices.Contains(truth.Never, f.Rule) {
			t.Errorf("must not be flagged: %s: %s", f.Rule, f.Message)
		}
	}
	for rule, want := range truth.Expected {
		if want.Rows == nil {
			continue // of the prose
		}
		var groups [][]int
		var rows []int
		if json.Unmarshal(want.Rows, &groups) != nil {
			groups = nil // a list of rows, not of groups
			if err := json.Unmarshal(want.Rows, &rows); err != nil {
				t.Fatal(err)
			}
			if rule == "identical-amounts" {
				groups = [][]int{rows}
			} else {
				for _, r := range rows {
					groups = append(groups, []int{r})
				}
			}
		}
		if !slices.EqualFunc(got[rule], groups, slices.Equal) {
			t.Errorf("%s: rows %v, want %v", rule, got[rule], groups)
		}
	}
	// Rules of the table that the truth file does not expect stay silent, but for
	// the completeness of what was returned.
	for _, rule := range []string{
		"execution-exceeds-budget", "returned-exceeds-balance", "total-row-mismatch", "execution-rate-mismatch",
		"score-out-of-range", "sequence-gap", "project-year-mismatch", "unit-inconsistent", "uniform-scores",
	} {
		if len(got[rule]) > 0 {
			t.Errorf("%s found at rows %v", rule, got[rule])
		}
	}
}
