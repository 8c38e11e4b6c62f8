package conformance_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// People accept findings by their fingerprints and track them from year to year, so
// a fingerprint is a promise: the files in testdata/fingerprints pin those of the
// fixtures' findings and of the faults that other tests put into them.

// TestFingerprints pins the findings of all fixtures.
func TestFingerprints(t *testing.T) {
	var lines []string
	for _, pattern := range []string{"fixtures/*/*.md", "fixtures/*/*.html", "fixtures/*/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: data}, selfeval.Options{}) {
				lines = append(lines, pins(t, file, d.Findings)...)
			}
		}
	}
	pinned(t, "fixtures", lines)
}

// orAlias stands in a line between the fingerprint and those that the finding would
// have under the other names of its report.
const orAlias = "\tor "

// pins names the findings of one report, a line each. Each must name only values that
// its rule declares, and have a place.
func pins(t *testing.T, of string, found []rules.Finding) []string {
	t.Helper()
	var lines []string
	for i := range found {
		f := &found[i]
		for key := range f.Values {
			if r := builtin.Lookup(f.Rule); r == nil || r.Value(key) == nil {
				t.Errorf("%s: %s names the value %q, which it does not declare", of, f.Rule, key)
			}
		}
		if len(f.At) == 0 || slices.ContainsFunc(f.At, report.Location.IsZero) {
			t.Errorf("%s: %s has no place: %s", of, f.Rule, f.Message)
		}
		lines = append(lines, fmt.Sprintf("%s: %s %s%s%s", of, f.Rule, f.Fingerprint, orAlias, strings.Join(f.Aliases, " ")))
	}
	return lines
}

// pinned compares lines, in whatever order they came, with a file of
// testdata/fingerprints. -update writes it anew, which voids people's baselines. Where
// a department or year is read better than before, the old fingerprints move to the
// file NAME.former.txt: each must still be known as an alias of a finding.
func pinned(t *testing.T, name string, lines []string) {
	t.Helper()
	known := map[string]bool{}
	for i, line := range lines {
		line, aliases, _ := strings.Cut(line, orAlias)
		lines[i], known[line] = line, true
		for _, a := range strings.Fields(aliases) {
			known[line[:strings.LastIndexByte(line, ' ')+1]+a] = true
		}
	}
	formerly(t, name, known)
	slices.Sort(lines)
	got := strings.Join(lines, "\n") + "\n"
	path := filepath.Join("internal", "conformance", "testdata", "fingerprints", name+".txt")
	if golden.Update() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: fingerprints changed (-pinned +found):\n%s", path, diff)
	}
}

// formerly holds that what was accepted under former fingerprints is known.
func formerly(t *testing.T, name string, known map[string]bool) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("internal", "conformance", "testdata", "fingerprints", name+".former.txt"))
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		if line = strings.TrimSpace(line); !known[line] {
			t.Errorf("%s was accepted once, and no finding is known by it", line)
		}
	}
}
