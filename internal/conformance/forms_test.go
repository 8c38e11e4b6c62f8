package conformance_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// readForms holds what readFormFixture has read.
var readForms = map[string]*selfeval.Document{}

// readFormFixture reads one file of fixtures/forms to its record, which the tests
// share and must not change.
func readFormFixture(t testing.TB, path string) *selfeval.Document {
	t.Helper()
	if d := readForms[path]; d != nil {
		return d
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: path, Data: data}, selfeval.Options{})
	if len(docs) != 1 {
		t.Fatalf("%d documents, want 1", len(docs))
	}
	if docs[0].Error != nil {
		t.Fatal(*docs[0].Error)
	}
	readForms[path] = docs[0]
	return docs[0]
}

// formFixtures lists the forms in every format; a PDF shares the expected record
// of the page it was printed from.
func formFixtures(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, ext := range []string{"md", "html", "pdf"} {
		found, err := filepath.Glob("fixtures/forms/*." + ext)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	if len(out) < 12 {
		t.Fatalf("only %d forms found", len(out))
	}
	return out
}

// formName is a fixture's name without format and producer: transfer of
// transfer.html and transfer.libreoffice.pdf, which share an expected record.
func formName(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// TestFormFormats asks that forms are held to one record in all three formats,
// and in PDF of several producers.
func TestFormFormats(t *testing.T) {
	formats, producers := map[string][]string{}, map[string]bool{}
	for _, path := range formFixtures(t) {
		name, ext := formName(path), filepath.Ext(path)
		if !slices.Contains(formats[name], ext) {
			formats[name] = append(formats[name], ext)
		}
		if ext == ".pdf" {
			producers[strings.Split(filepath.Base(path), ".")[1]] = true
		}
	}
	all := 0
	for _, f := range formats {
		if len(f) == 3 {
			all++
		}
	}
	t.Logf("%d forms, %d of them in three formats, PDF of %d producers", len(formats), all, len(producers))
	if all < 6 || len(producers) < 3 {
		t.Errorf("%d forms in three formats, PDF of %d producers; want 6 and 3", all, len(producers))
	}
}

// formFacts flattens a record to path=value, places left out: they differ from
// format to format.
func formFacts(t testing.TB, v any) map[string]string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return flattenForms(t, b)
}

func flattenForms(t testing.TB, b []byte) map[string]string {
	t.Helper()
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				if k != "at" && k != "cells" {
					walk(path+"."+k, x)
				}
			}
		case []any:
			for i, x := range v {
				walk(fmt.Sprintf("%s[%d]", path, i), x)
			}
		case nil:
		case string:
			if v != "" {
				out[path] = v
			}
		default:
			out[path] = fmt.Sprint(v)
		}
	}
	walk("forms", tree)
	return out
}

// TestFormFixtures holds the forms of every fixture to their expected records
// and prints how much was read, and how much of it is right.
func TestFormFixtures(t *testing.T) {
	var right, wrong, missed int
	for _, path := range formFixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			doc := readFormFixture(t, path)
			record := filepath.Join(filepath.Dir(path), formName(path)+".json")
			if golden.Update() && filepath.Ext(path) != ".pdf" {
				writeForms(t, record, doc.Report.Forms)
			}
			b, err := os.ReadFile(record)
			if err != nil {
				t.Fatal(err)
			}
			want, got := flattenForms(t, b), formFacts(t, doc.Report.Forms)
			for _, k := range sortedKeys(want) {
				switch g, ok := got[k]; {
				case !ok:
					missed++
					t.Errorf("%s is missing, want %q", k, want[k])
				case g != want[k]:
					wrong++
					t.Errorf("%s = %q, want %q", k, g, want[k])
				default:
					right++
				}
			}
			for _, k := range sortedKeys(got) {
				if _, ok := want[k]; !ok {
					wrong++
					t.Errorf("%s = %q is not expected", k, got[k])
				}
			}
			if doc.Status != selfeval.OK {
				t.Errorf("status %s: %v", doc.Status, doc.Notes)
			}
		})
	}
	t.Logf("forms: %d facts right, %d wrong, %d missed: precision %.4f, recall %.4f", right, wrong, missed,
		float64(right)/float64(right+wrong), float64(right)/float64(right+missed))
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// writeForms writes the forms as readable JSON without places.
func writeForms(t testing.TB, path string, forms []report.Form) {
	t.Helper()
	b, err := json.Marshal(forms)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	stripPlaces(tree)
	if b, err = json.MarshalIndent(tree, "", " "); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func stripPlaces(v any) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "at")
		for k, x := range v {
			if x == nil || x == "" {
				delete(v, k)
				continue
			}
			stripPlaces(x)
		}
	case []any:
		for _, x := range v {
			stripPlaces(x)
		}
	}
}

// TestFormRawText holds every text of a form's record to what stands in the
// document: nothing is invented.
func TestFormRawText(t *testing.T) {
	for _, path := range formFixtures(t) {
		doc := readFormFixture(t, path)
		for i := range doc.Report.Forms {
			f := &doc.Report.Forms[i]
			if f.At.IsZero() {
				t.Errorf("%s: form %d has no place", path, i)
			}
			for _, in := range f.Indicators {
				if in.At.IsZero() || in.Target.Raw != "" && in.Target.At.IsZero() || in.Weight.Known() && in.Weight.At.IsZero() {
					t.Errorf("%s: indicator %q has no place", path, in.Level3)
				}
			}
		}
	}
}
