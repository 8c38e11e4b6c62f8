package conformance_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/text/cjk"
)

// TestBeginnings reads the beginnings of papers as departments of many provinces
// publish them, and holds whose paper each is, of which year, of what kind and under
// which title. The first lines of each file say what is expected; the rest is the paper.
func TestBeginnings(t *testing.T) {
	files, err := filepath.Glob("internal/conformance/testdata/beginnings/*")
	if err != nil || len(files) < 40 {
		t.Fatal("too few beginnings", len(files), err)
	}
	good := 0
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, body, ok := strings.Cut(string(src), "\n====\n")
			if !ok {
				t.Fatal("no expectation")
			}
			want := map[string]string{}
			for line := range strings.SplitSeq(head, "\n") {
				key, value, _ := strings.Cut(line, ":")
				want[key] = strings.TrimSpace(value)
			}
			d := selfeval.Check(t.Context(), selfeval.Input{Name: filepath.Base(file), Data: []byte(body)}, selfeval.Options{NoRules: true})[0]
			if d.Report == nil {
				t.Fatal(d.Err)
			}
			got := map[string]string{"title": d.Report.Title, "department": d.Report.Department, "year": d.Report.FiscalYear.String(), "kind": string(d.Report.Kind), "region": d.Report.Region}
			for key, w := range want {
				if got[key] != w {
					t.Errorf("%s: %q, want %q", key, got[key], w)
				}
			}
			if !t.Failed() {
				good++
			}
		})
	}
	t.Logf("%d of %d beginnings", good, len(files))
}

// TestIdentityInEveryFormat holds that one paper is the same department's, of the same
// year and kind and under the same title in whatever format it is published.
func TestIdentityInEveryFormat(t *testing.T) {
	type identity struct{ title, department, year, kind string }
	first, from := map[string]identity{}, map[string]string{}
	compared := 0
	for _, pattern := range []string{"fixtures/*/*.html", "fixtures/*/*.md", "fixtures/*/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			name, _, _ := strings.Cut(filepath.Base(file), ".")
			name = filepath.Join(filepath.Dir(file), name)
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			docs := selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: src}, selfeval.Options{NoRules: true})
			if len(docs) != 1 || docs[0].Report == nil {
				continue
			}
			r := docs[0].Report
			got := identity{cjk.Squeeze(r.Title), cjk.Squeeze(r.Department), r.FiscalYear.String(), string(r.Kind)}
			want, ok := first[name]
			if !ok {
				first[name], from[name] = got, file
				continue
			}
			if compared++; got != want {
				t.Errorf("%s is %+v, and %s is %+v", file, got, from[name], want)
			}
		}
	}
	if compared < 40 {
		t.Errorf("only %d papers stand here in more than one format", compared)
	}
}
