package conformance_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"selfeval"
	"selfeval/report"
)

// TestFixesSpeakBothLanguages reads all fixtures in both languages: why something was
// changed is said in the language of the run, and each reason exists in the other too.
func TestFixesSpeakBothLanguages(t *testing.T) {
	files, err := filepath.Glob("fixtures/*/*.md")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	steps := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []report.Lang{report.ZH, report.EN} {
			for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: data}, selfeval.Options{Lang: lang}) {
				for _, f := range d.Fixes {
					steps[f.Step] = true
					if f.Why != f.Text.In(lang) || f.Text.ZH == "" || f.Text.EN == "" ||
						strings.ContainsFunc(f.Text.EN, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
						t.Errorf("%s: %s: why in %s: %q, %+v", file, f.Field, lang, f.Why, f.Text)
					}
				}
			}
		}
	}
	if len(steps) < 5 {
		t.Errorf("fixes of %d steps only: %v", len(steps), steps)
	}
}
