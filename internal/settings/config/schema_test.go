package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"selfeval/internal/conformance/golden"
	"selfeval/internal/settings/config"
)

func TestSchemaUpToDate(t *testing.T) {
	want, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(golden.Root(t), "docs", "selfeval.schema.json"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("docs/selfeval.schema.json is not up to date: run go generate ./internal/settings/config (%v)", err)
	}
}

// TestSchema holds the schema against files that are right and wrong.
func TestSchema(t *testing.T) {
	src, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("selfeval.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("selfeval.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		src string
		ok  bool
	}{
		{whole, true},
		{"rules: {}\n", true},
		{"rules: {large-balance: info}\n", true},
		{"rule: {}\n", false},
		{"rules:\n  sequence-gap: {severty: info}\n", false},
		{"rules:\n  sequence-gap: loud\n", false},
		{"rules:\n  score-exceeds-attainable: {params: {execution_weight: 120}}\n", false},
		{"rules:\n  score-exceeds-attainable: {params: {weight: 20}}\n", false},
		{"suppress:\n  - {fingerprint: abc, by: x}\n", false},
		{"custom:\n  - {id: a-b}\n", false},
		{"vocabulary: {colums: {}}\n", false},
	} {
		js, err := yaml.YAMLToJSON([]byte(f.src))
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(js))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); (err == nil) != f.ok {
			t.Errorf("%s: %v, want ok %t", f.src, err, f.ok)
		}
	}
}
