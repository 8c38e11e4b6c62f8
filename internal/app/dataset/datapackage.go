package dataset

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// writeDataPackage describes the CSV files of a folder as a Frictionless data
// package (https://datapackage.org/standard/data-package/): every column with
// its type, its term in both languages and its unit.
func writeDataPackage(dir string) error {
	b, err := json.MarshalIndent(dataPackage(), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "datapackage.json"), append(b, '\n'), 0o644)
}

type packageJSON struct {
	Schema    string         `json:"$schema"`
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Resources []resourceJSON `json:"resources"`
}

type resourceJSON struct {
	Name        string     `json:"name"`
	Path        string     `json:"path"`
	Description string     `json:"description"`
	Type        string     `json:"type"`
	Format      string     `json:"format"`
	MediaType   string     `json:"mediatype"`
	Encoding    string     `json:"encoding"`
	Schema      schemaJSON `json:"schema"`
}

type schemaJSON struct {
	Fields        []fieldJSON      `json:"fields"`
	MissingValues []string         `json:"missingValues"`
	PrimaryKey    []string         `json:"primaryKey"`
	ForeignKeys   []foreignKeyJSON `json:"foreignKeys,omitempty"`
}

type fieldJSON struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

type foreignKeyJSON struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

var frictionless = map[Type]string{String: "string", Integer: "integer", Decimal: "number", Boolean: "boolean"}

func dataPackage() packageJSON {
	p := packageJSON{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   "selfeval",
		Title:  "绩效自评报告数据集 / Performance self-evaluation reports",
	}
	for _, t := range Tables {
		r := resourceJSON{
			Name: t.Name, Path: t.Name + ".csv", Description: t.Title.ZH + " / " + t.Title.EN,
			Type: "table", Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
			Schema: schemaJSON{MissingValues: []string{""}, PrimaryKey: t.Key},
		}
		r.Schema.Fields = describe(t)
		for _, ref := range t.References {
			var fk foreignKeyJSON
			fk.Fields, fk.Reference.Resource, fk.Reference.Fields = ref.Fields, ref.Table, ref.Target
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, fk)
		}
		p.Resources = append(p.Resources, r)
	}
	return p
}

// describe gives a table's columns with their terms, for whoever reads the data.
func describe(t *Table) []fieldJSON {
	var out []fieldJSON
	for _, f := range t.Fields {
		doc := f.Title.EN
		if f.Doc.ZH != "" {
			doc = f.Doc.ZH + " / " + f.Title.EN + ": " + f.Doc.EN
		}
		out = append(out, fieldJSON{f.Name, frictionless[f.Type], f.Title.ZH, doc})
	}
	return out
}
