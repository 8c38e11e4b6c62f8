package crawl

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"selfeval/report"
)

var update = flag.Bool("update", false, "write docs/sites.schema.json anew")

const (
	schemaFile  = "../../../docs/sites.schema.json"
	exampleFile = "../../../docs/sites.example.yaml"
)

// The schema in the docs is the program's, and the example fits both.
func TestSchemaAndExample(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(schemaFile); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not the program's schema (%v): go test ./internal/service/crawl -run Schema -update", schemaFile, err)
	}
	s, err := ReadSites(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Sites[1]; b.Depth != 2 || b.bytes != 500e6 || len(b.Hosts) != 2 || *s.Sites[0].Revisit != defaultRevisit {
		t.Errorf("%+v", b)
	}
	src, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	body, err := yaml.YAMLToJSON(src)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddResource("sites.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sites.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}

func TestMistakesInSitesFiles(t *testing.T) {
	for src, want := range map[string]string{
		"":                              "no sites",
		"sites: []":                     "no sites",
		"sites:\n- name: a":             "no seeds",
		"sites:\n- seeds: [ftp://a.cn]": "not an http",
		"sites:\n- seeds: [http://a.cn]\n  deeth: 3":              "deeth",
		"sites:\n- seeds: [http://a.cn]\n  delay: fast":           "such as 2s",
		"sites:\n- seeds: [http://a.cn]\n  follow: '('":           "malformed pattern",
		"sites:\n- seeds: [http://a.cn]\n  items: 'li['":          "malformed selector",
		"sites:\n- seeds: [http://a.cn]\n  hours: night":          "such as 22:00",
		"sites:\n- seeds: [http://a.cn]\n  min_tls: '0.9'":        "no version of TLS",
		"sites:\n- json: [{url: 'http://a.cn/{page}'}]":           "where its links are",
		"sites:\n- json: [{url: '{page}', link: a}]":              "not an http",
		"sites:\n- seeds: [http://a.cn]\n  budget: {bytes: many}": "no number",
	} {
		_, err := parseSites([]byte(src))
		said := ""
		if e, ok := err.(interface{ In(report.Lang) string }); ok {
			said = e.In(report.EN)
		} else if err != nil {
			said = err.Error()
		}
		if err == nil || !strings.Contains(said, want) {
			t.Errorf("%q: %v", src, said)
		}
	}
}
