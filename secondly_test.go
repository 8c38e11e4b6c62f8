package selfeval

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"selfeval/report"
	"selfeval/rules"
)

// TestEveryFigureIsReadTwice accuses every figure of our papers: none of them is read
// otherwise the second time, and hardly any is not found again.
func TestEveryFigureIsReadTwice(t *testing.T) {
	var agreed, open int
	for _, pattern := range []string{"fixtures/*/*.pdf", "extract/pdf/testdata/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no files", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			opt := Options{NoConfirm: true, ConfirmWait: time.Minute}
			for _, d := range Check(t.Context(), Input{Name: file, Data: data}, opt) {
				found := accused(d.Report)
				d.confirm(t.Context(), data, found, &rules.Config{}, opt)
				for _, f := range found {
					switch {
					case f.Confirmed == nil:
						open++
						t.Logf("%s: %s: not found again", file, f.At[0])
					case *f.Confirmed:
						agreed++
					default:
						t.Errorf("%s: %s: %v", file, f.At[0], f.Values)
					}
				}
			}
		}
	}
	t.Logf("%d figures agree, %d were not found again", agreed, open)
	if agreed < 1000 || open*50 > agreed {
		t.Errorf("%d figures agree, %d were not found again", agreed, open)
	}
}

// accused makes an error of every figure that has a box.
func accused(r *report.Report) []rules.Finding {
	var found []rules.Finding
	if r == nil {
		return nil
	}
	add := func(at report.Location) {
		if at.BBox != nil {
			found = append(found, rules.Finding{Rule: "accused", Severity: rules.Error, At: []report.Location{at}})
		}
	}
	r.Walk(report.Visitor{
		Amount: func(_ report.Path, a **report.Amount) { add((*a).At) },
		Number: func(_ report.Path, n **report.Number) { add((*n).At) },
	})
	return found
}
