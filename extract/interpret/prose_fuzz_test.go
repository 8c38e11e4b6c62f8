package interpret_test

import (
	"os"
	"path/filepath"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/extract/markdown"
)

// FuzzProse reads reports with anything done to them: no panic, and every
// record's figures keep their raw text.
func FuzzProse(f *testing.F) {
	files, _ := filepath.Glob("../../fixtures/reports/*.md")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, err := markdown.Read(t.Context(), src, document.Limits{}.WithDefaults())
		if err != nil {
			return
		}
		reports, _, err := interpret.Document(t.Context(), doc, nil)
		if err != nil {
			return
		}
		for _, paper := range reports {
			r := paper.Report
			for _, c := range r.Budget.Changes {
				if c.Total != nil && c.Total.Raw == "" {
					t.Fatalf("a change without its raw text: %+v", c)
				}
			}
			for _, x := range r.Targets {
				if x.Name == "" || x.Target == nil || x.Target.Raw == "" {
					t.Fatalf("a target without name or raw text: %+v", x)
				}
			}
		}
	})
}
