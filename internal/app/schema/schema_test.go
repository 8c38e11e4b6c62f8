package schema

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// docs/schema holds what the types say now; go test -update writes it anew.
func TestPublishedSchemasAreUpToDate(t *testing.T) {
	for _, name := range Names {
		want, err := For(name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(golden.Root(t), "docs", "schema", string(name)+".json")
		if golden.Update() {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types say: run go test ./internal/schema -update", path)
		}
	}
}

// What check writes is valid against the schema it is published with.
func TestOutputIsValid(t *testing.T) {
	src, err := For(Output)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("output.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("output.json")
	if err != nil {
		t.Fatal(err)
	}
	inputs := []selfeval.Input{{Name: "empty.md"}}
	for _, pattern := range []string{"fixtures/*/*.md", "fixtures/*/*.html"} {
		paths, err := filepath.Glob(filepath.Join(golden.Root(t), filepath.FromSlash(pattern)))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			inputs = append(inputs, selfeval.Input{Name: filepath.Base(p), Data: data})
		}
	}
	for _, in := range inputs {
		var b bytes.Buffer
		f, _ := output.Lookup("json")
		w, err := f.New(&b, output.Options{Lang: report.ZH})
		if err != nil {
			t.Fatal(err)
		}
		var sum output.Summary
		for _, d := range selfeval.Check(t.Context(), in, selfeval.Options{}) {
			sum.Add(d)
			if err := w.Document(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(sum); err != nil {
			t.Fatal(err)
		}
		var v any
		if v, err = jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes())); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", in.Name, err)
		}
	}
	// The schema must refuse what breaks it.
	bad, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(`{"documents":[{"path":3}],"summary":{}}`)))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(bad) == nil {
		t.Error("the schema accepts a path that is a number")
	}
}
