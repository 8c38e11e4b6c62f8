package crawl

import (
	"encoding/json"

	"github.com/invopop/jsonschema"
)

// Schema is the JSON Schema of a sites file, by which editors complete and check it.
func Schema() ([]byte, error) {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true}
	s := r.Reflect(&Sites{})
	s.Title = "sites.yaml"
	b, err := json.MarshalIndent(s, "", "  ")
	return append(b, '\n'), err
}
