// Package schema makes the JSON Schemas of what selfeval writes from the types
// themselves, so that they cannot drift from the output.
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/invopop/jsonschema"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/report"
	"selfeval/rules"
)

// Name names a schema.
type Name string

// The schemas: the whole output of check, one document of it, the record of a
// report, a finding.
const (
	Output   Name = "output"
	Document Name = "document"
	Record   Name = "record"
	Finding  Name = "finding"
)

// Names lists the schemas.
var Names = []Name{Output, Document, Record, Finding}

// whole is what check --format json prints.
type whole struct {
	Run       output.Run          `json:"run"`
	Documents []selfeval.Document `json:"documents"`
	Summary   output.Summary      `json:"summary"`
}

// For returns a schema as indented JSON (draft 2020-12).
func For(name Name) ([]byte, error) {
	var of any
	switch name {
	case Output:
		of = whole{}
	case Document:
		of = selfeval.Document{}
	case Record:
		of = report.Report{}
	case Finding:
		of = rules.Finding{}
	default:
		return nil, fmt.Errorf("no schema %q", name)
	}
	r := &jsonschema.Reflector{Mapper: mapper, AllowAdditionalProperties: true, Anonymous: true}
	s := r.Reflect(of)
	s.Title = "selfeval " + string(name)
	b, err := json.MarshalIndent(s, "", "  ")
	return append(b, '\n'), err
}

const decimalPattern = `^-?[0-9]+(\.[0-9]+)?$`

// mapper describes the types that write themselves.
func mapper(t reflect.Type) *jsonschema.Schema {
	text := func(doc string) *jsonschema.Schema { return &jsonschema.Schema{Type: "string", Description: doc} }
	null := &jsonschema.Schema{Type: "null"}
	switch t {
	case reflect.TypeFor[report.Amount](), reflect.TypeFor[*report.Amount]():
		props := jsonschema.NewProperties()
		props.Set("value", &jsonschema.Schema{Description: "decimal string in unit; null where the text was not understood", OneOf: []*jsonschema.Schema{{Type: "string", Pattern: decimalPattern}, null}})
		props.Set("unit", text("元, 万元, 亿元, 万美元, 分, % …"))
		props.Set("raw", text("as printed"))
		props.Set("at", &jsonschema.Schema{Type: "object", Description: "place in the file"})
		amount := &jsonschema.Schema{Type: "object", Properties: props, Required: []string{"value", "unit", "raw", "at"}}
		return &jsonschema.Schema{Description: "a printed figure; null where it is not stated, which is not 0", OneOf: []*jsonschema.Schema{amount, null}}
	case reflect.TypeFor[report.Integer]():
		return &jsonschema.Schema{Description: "a whole number; before normalising the text as printed; null where not stated", OneOf: []*jsonschema.Schema{{Type: "integer"}, {Type: "string"}, null}}
	case reflect.TypeFor[report.Number](), reflect.TypeFor[*report.Number]():
		return &jsonschema.Schema{Description: "a decimal string, or the text where it was not understood; null where not stated", OneOf: []*jsonschema.Schema{{Type: "string"}, null}}
	}
	return nil
}
