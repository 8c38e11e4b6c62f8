package config

import (
	"encoding/json"
	"reflect"

	"selfeval/extract/interpret"
	"selfeval/rules"
	"selfeval/rules/builtin"
	"selfeval/rules/custom"
)

// object is a JSON object of the schema.
type object = map[string]any

// Schema is the JSON Schema of selfeval.yaml, by which editors complete and check
// it. Rules and parameters come from the rules themselves.
func Schema() ([]byte, error) {
	text := object{"type": "string"}
	texts := object{"type": "array", "items": text}
	both := object{"oneOf": []any{text, mapping(object{"zh": text, "en": text}, nil)}}
	ids := object{"type": "array", "items": object{"anyOf": []any{object{"enum": ruleIDs()}, object{"type": "string", "pattern": idPattern}}}}
	settings := object{"$ref": "#/$defs/rules"}
	schema := mapping(object{
		"default": object{"enum": []string{"all", "none"}, "description": "未写明的规则是否运行 · whether rules run that are not named"},
		"enable":  ids,
		"disable": ids,
		"rules":   settings,
		"overrides": list(mapping(object{
			"departments": texts, "paths": texts, "enable": ids, "disable": ids, "rules": settings,
		}, nil)),
		"vocabulary": vocabularySchema(),
		"custom": list(mapping(object{
			"id":       object{"type": "string", "pattern": idPattern},
			"title":    both,
			"doc":      both,
			"advice":   both,
			"severity": object{"enum": severities},
			"for":      object{"enum": custom.Scopes()},
			"when":     object{"type": "string", "description": "CEL，为 true 时报出 · true where there is a finding"},
			"message":  both,
			"values":   object{"type": "object", "additionalProperties": text},
			"basis":    list(object{"oneOf": []any{text, mapping(object{"document": text, "number": text}, []string{"document"})}}),
		}, []string{"id", "when", "message"})),
		"suppress": list(mapping(object{
			"fingerprint": object{"type": "string", "pattern": "^[0-9a-f]{16}$"}, "values_digest": text, "reason": object{"type": "string", "minLength": 1}, "by": object{"type": "string", "minLength": 1},
			"until": object{"type": "string", "format": "date"}, "date": object{"type": "string", "format": "date"},
			"rule": text, "department": text, "fiscal_year": object{"type": []string{"string", "integer"}}, "message": text,
			"values": object{"type": "object", "additionalProperties": text},
		}, []string{"fingerprint", "reason", "by"})),
		"tests": list(mapping(object{
			"name": text, "report": text, "file": text,
			"want": list(object{"oneOf": []any{text, mapping(object{
				"rule": text, "projects": object{"type": "array", "items": object{"type": "integer", "minimum": 1}}, "message": text,
			}, []string{"rule"})}}),
		}, nil)),
	}, nil)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = FileName
	schema["$defs"] = object{"rules": ruleSettings()}
	b, err := json.MarshalIndent(schema, "", "  ")
	return append(b, '\n'), err
}

const idPattern = "^[a-z0-9]+(-[a-z0-9]+)+$"

func mapping(properties object, required []string) object {
	m := object{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
	if required != nil {
		m["required"] = required
	}
	return m
}

func list(items object) object { return object{"type": []string{"array", "null"}, "items": items} }

func ruleIDs() []string {
	var ids []string
	for _, r := range builtin.All() {
		ids = append(ids, r.ID)
	}
	return ids
}

// ruleSettings has a property for every rule with its own parameters.
func ruleSettings() object {
	word := object{"enum": []any{"on", "off", "error", "warning", "info", true, false}}
	setting := func(params object) object {
		return object{"oneOf": []any{word, mapping(object{
			"enabled": object{"type": "boolean"}, "severity": object{"enum": severities}, "params": mapping(params, nil),
		}, nil)}}
	}
	properties := object{}
	for _, r := range builtin.All() {
		params := object{}
		for i := range r.Params {
			params[r.Params[i].Name] = parameter(&r.Params[i])
		}
		s := setting(params)
		s["description"] = r.Title.ZH + " · " + r.Title.EN
		properties[r.ID] = s
	}
	return object{
		"type": []string{"object", "null"}, "properties": properties,
		"patternProperties": object{idPattern: object{}}, "additionalProperties": false,
	}
}

func parameter(p *rules.Param) object {
	o := object{"description": p.Doc.ZH + " · " + p.Doc.EN, "default": p.Default}
	switch p.Default.(type) {
	case bool:
		o["type"] = "boolean"
	case []string:
		o["type"] = "array"
		item := object{"type": "string"}
		if p.Pattern != "" {
			item["pattern"] = p.Pattern
		}
		o["items"] = item
	default:
		o["type"] = []string{"number", "string"}
		if p.Min != "" {
			o["minimum"] = json.Number(p.Min)
		}
		if p.Max != "" {
			o["maximum"] = json.Number(p.Max)
		}
	}
	return o
}

// vocabularySchema names the parts of the vocabulary; package interpret checks
// what they hold.
func vocabularySchema() object {
	properties := object{}
	t := reflect.TypeFor[interpret.Vocabulary]()
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" {
			properties[name] = object{"type": []string{"object", "array"}}
		}
	}
	return mapping(properties, nil)
}
