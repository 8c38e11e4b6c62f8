package conformance_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/normalize"
)

// TestOneReportInThreeFormats reads the report of fixtures/water-bureau from
// Markdown, HTML and PDF. The three must give the record and the findings of the
// sameAsGolden files: what is said must not depend on the paper it is printed on. Only
// places and printed spellings (raw) are the formats' own, so the golden files
// leave those out.
func TestOneReportInThreeFormats(t *testing.T) {
	dir := filepath.Join("fixtures", "water-bureau")
	for _, name := range []string{"report.md", "report.html", "report.pdf"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			docs := selfeval.Check(context.Background(), selfeval.Input{Name: name, Data: data}, selfeval.Options{})
			if len(docs) != 1 {
				t.Fatalf("%d documents, want 1", len(docs))
			}
			d := docs[0]
			if d.Status != selfeval.OK {
				t.Errorf("status %s, error %v, notes %+v", d.Status, d.Err, d.Notes)
			}
			// The Markdown is the report as it was written; the others are printed from it.
			write := golden.Update() && name == "report.md"
			sameAsGolden(t, filepath.Join(dir, "record.json"), d.Report, write)
			sameAsGolden(t, filepath.Join(dir, "findings.json"), d.Findings, write)
		})
	}
}

// TestMergedCellsOverPages reads a table whose merged cells page ends cut, as a web page
// and as the PDF printed from it: every row has what the web page says.
func TestMergedCellsOverPages(t *testing.T) {
	read := func(name string) []string {
		data, err := os.ReadFile(filepath.Join("fixtures", "merged", name))
		if err != nil {
			t.Fatal(err)
		}
		d := selfeval.Check(context.Background(), selfeval.Input{Name: name, Data: data}, selfeval.Options{})[0]
		if d.Status != selfeval.OK || d.Report == nil {
			t.Fatalf("%s: status %s, error %v, notes %+v", name, d.Status, d.Err, d.Notes)
		}
		var rows []string
		for _, p := range d.Report.Projects {
			rows = append(rows, strings.Join([]string{p.Seq.String(), p.Name, p.Implementer, p.Budget.String(), p.Executed.String(), p.Score.String()}, " "))
		}
		return rows
	}
	want := read("farming.html")
	if len(want) != 50 || want[49] != "50 渔政第7期修缮项目 渔政股 276.26 万元 270.73 万元 98 分" {
		t.Fatalf("the web page gives %d rows, the last %q", len(want), want[len(want)-1])
	}
	if diff := cmp.Diff(want, read("farming.weasyprint.pdf")); diff != "" {
		t.Errorf("web page (-) and PDF (+) differ:\n%s", diff)
	}
}

// TestNormalizingTwice normalises every fixture's record a second time: nothing is
// left to change.
func TestNormalizingTwice(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"fixtures/*/*.md", "fixtures/*/*.html", "fixtures/*/*.pdf"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Fatal("no fixtures")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range selfeval.Check(context.Background(), selfeval.Input{Name: path, Data: data}, selfeval.Options{}) {
			if d.Report == nil {
				t.Errorf("%s: %v", path, d.Err)
				continue
			}
			before := indented(t, d.Report)
			if fixes, _ := normalize.Report(d.Report); len(fixes) > 0 {
				t.Errorf("%s: fixed again: %+v", path, fixes)
			}
			if diff := cmp.Diff(before, indented(t, d.Report)); diff != "" {
				t.Errorf("%s: changed by normalising again (-before +after):\n%s", path, diff)
			}
		}
	}
}

// sameAsGolden compares v, without what is a format's own, to the JSON in path.
func sameAsGolden(t *testing.T, path string, v any, write bool) {
	t.Helper()
	got := indented(t, v)
	if write {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// indented gives v as JSON to read, without places and printed spellings.
func indented(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(withoutOwn(tree)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// withoutOwn removes what each format has of its own: where a thing stands, how it
// was printed, whether that was read twice, and the fingerprint that is made of them.
func withoutOwn(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, own := range []string{"at", "raw", "places", "cells", "confirmed"} {
			delete(v, own)
		}
		for k := range v {
			v[k] = withoutOwn(v[k])
		}
	case []any:
		for i := range v {
			v[i] = withoutOwn(v[i])
		}
	}
	return v
}
