package conformance_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTruthfulReports checks reports in which everything is right, though little is
// usual: funds carried forward, cut budgets, scores out of 120, bands in hundredths,
// years side by side. A word against one of them is a wrong accusation.
func TestTruthfulReports(t *testing.T) {
	files, err := filepath.Glob("fixtures/truthful/*")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d reports, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for rule, messages := range ruleCounts(t, filepath.Base(file), string(data)) {
				t.Errorf("%s: %s", rule, messages)
			}
		})
	}
}

// TestNearTruthful makes one of the same reports wrong, so that their silence is
// known to be about what they say.
func TestNearTruthful(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"scale-in-hundredths.md", "80-89.99分", "80-89.5分", "grade-scale-broken"},
		{"scale-in-hundredths.md", "332.17 | 317.26", "332.17 | 317.27", "total-row-mismatch"},
		{"two-tables.md", "| 总计 | | 405", "| 总计 | | 406", "total-row-mismatch"},
		{"years-side-by-side.md", "2022年执行数", "2020年执行数", "fiscal-year-inconsistent"},
		{"budget-with-carryover-of-120.md", "35 | 35 | 0", "35 | 36 | 0", "execution-exceeds-budget"},
		{"groups-and-zero-budget.md", "| 96.5 | 优", "| 101 | 优", "score-out-of-range"},
		{"scores-out-of-120.md", "| 106.5", "| 120.5", "score-out-of-range"},
		{"scores-out-of-120.md", "（满分120分）", "", "score-exceeds-attainable"},
		{"yuan-beside-ten-thousand.md", "8,800,000 ", "8,801,000 ", "execution-exceeds-budget"},
	} {
		data, err := os.ReadFile(filepath.Join("fixtures/truthful", c.file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(data), c.old) != 1 {
			t.Fatalf("%q stands %d times in %s", c.old, strings.Count(string(data), c.old), c.file)
		}
		wrong := strings.Replace(string(data), c.old, c.new, 1)
		if len(ruleCounts(t, c.file, wrong)[c.want]) == 0 {
			t.Errorf("%s: %q to %q: no %s", c.file, c.old, c.new, c.want)
		}
	}
}
