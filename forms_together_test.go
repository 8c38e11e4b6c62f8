package selfeval_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"selfeval"
	"selfeval/report"
)

// TestFormsTogether reads forms one after another in one file, in both orders,
// as departments publish them: each must be what it is alone.
func TestFormsTogether(t *testing.T) {
	paths, err := filepath.Glob("fixtures/forms/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, backwards := range []bool{false, true} {
		var all bytes.Buffer
		var want []report.Form
		for i := range paths {
			path := paths[i]
			if backwards {
				path = paths[len(paths)-1-i]
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(data, []byte("#")) {
				continue // it has no title that would part it from the one before
			}
			all.Write(data)
			all.WriteString("\n\n")
			want = append(want, readFormFixture(t, path).Report.Forms...)
		}
		var got []report.Form
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "all.md", Data: all.Bytes()}, selfeval.Options{}) {
			got = append(got, d.Report.Forms...)
			for _, f := range d.Findings {
				if f.Severity != "info" {
					t.Errorf("finding %s: %s", f.Rule, f.Message)
				}
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d forms, want %d", len(got), len(want))
		}
		for i := range min(len(got), len(want)) {
			g, w := formFacts(t, got[i]), formFacts(t, want[i])
			for _, k := range sortedKeys(w) {
				if g[k] != w[k] {
					t.Errorf("%s%s = %q, want %q", want[i].Project, k, g[k], w[k])
				}
			}
			for _, k := range sortedKeys(g) {
				if _, ok := w[k]; !ok && k != "forms.fiscal_year" { // a form without a year takes that of its neighbours
					t.Errorf("%s%s = %q is not expected", want[i].Project, k, g[k])
				}
			}
		}
		t.Logf("%d forms together, backwards %v", len(got), backwards)
	}
}
