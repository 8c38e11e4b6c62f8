package dataset

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// writeDataPackage describes a folder as a Frictionless data package
// (https://datapackage.org/standard/data-package/): every table in every format, every
// column with its type, its terms in both languages, what it must and may hold.
//
// paths are the files of a table, or of all of them where the format holds all.
func writeDataPackage(dir string, formats []Format, opt Options, paths func(f Format, table string) []string) error {
	b, err := json.MarshalIndent(dataPackage(formats, opt, paths), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "datapackage.json"), append(b, '\n'), 0o644)
}

type packageJSON struct {
	Schema  string `json:"$schema"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"`
	Created string `json:"created,omitempty"`
	Program string `json:"selfeval:program,omitempty"`
	// Partition is what the files of a table are parted by, Interrupted says that a run
	// was stopped before all documents were read.
	Partition   Partition      `json:"selfeval:partition,omitempty"`
	Interrupted bool           `json:"selfeval:interrupted,omitempty"`
	Licenses    []licenseJSON  `json:"licenses"`
	Resources   []resourceJSON `json:"resources"`
}

type licenseJSON struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

// modelVersion is that of the tables and their columns.
const modelVersion = "2.1.0"

type resourceJSON struct {
	Name        string `json:"name"`
	Path        any    `json:"path"` // a string, or a list
	Description string `json:"description"`
	Type        string `json:"type,omitempty"`
	Format      string `json:"format"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding,omitempty"`
	// Guard says that texts which a spreadsheet would run as formulas have an
	// apostrophe before them.
	Guard  bool        `json:"selfeval:formulaGuard,omitempty"`
	Schema *schemaJSON `json:"schema,omitempty"`
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

	Constraints *constraintsJSON `json:"constraints,omitempty"`
}

type constraintsJSON struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKeyJSON struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

var frictionless = map[Type]string{String: "string", Integer: "integer", Decimal: "number", Boolean: "boolean"}

var mediaTypes = map[Format]string{CSV: "text/csv", JSONL: "application/jsonl", Parquet: "application/vnd.apache.parquet",
	SQLite: "application/vnd.sqlite3", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

func dataPackage(formats []Format, opt Options, paths func(f Format, table string) []string) packageJSON {
	p := packageJSON{
		Schema:  "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:    "selfeval",
		Title:   "绩效自评报告数据集 / Performance self-evaluation reports",
		Version: modelVersion, Created: opt.Created, Program: opt.Version, Partition: opt.Partition, Interrupted: opt.interrupted,
		// What departments publish under 《预算法》第十四条 are official papers (《著作权法》
		// 第五条); what was made of them here is given away.
		Licenses: []licenseJSON{{"CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"}},
	}
	for i, format := range formats {
		if format.Whole() {
			all := paths(format, "")
			for k, path := range all {
				r := resourceJSON{Name: string(format), Path: path, Format: string(format), MediaType: mediaTypes[format], Description: "全部表 / all tables"}
				if len(all) > 1 {
					r.Name += "-" + strconv.Itoa(k+1)
				}
				p.Resources = append(p.Resources, r)
			}
			continue
		}
		for _, t := range Tables {
			r := resource(t, format, opt)
			// The standard has a list where a table's rows are in several files.
			if r.Path = paths(format, t.Name); len(r.Path.([]string)) == 1 {
				r.Path = r.Path.([]string)[0]
			}
			if i > 0 { // the first format's resources have the tables' names
				r.Name += "-" + string(format)
			}
			p.Resources = append(p.Resources, r)
		}
	}
	return p
}

// resource describes a table in a format that holds one.
func resource(t *Table, format Format, opt Options) resourceJSON {
	r := resourceJSON{
		Name: strings.ReplaceAll(t.Name, "_", "-"), Description: t.Title.ZH + " / " + t.Title.EN,
		Type: "table", Format: string(format), MediaType: mediaTypes[format],
		Schema: &schemaJSON{MissingValues: []string{""}, PrimaryKey: t.Key, Fields: describe(t)},
	}
	if format == CSV {
		r.Encoding, r.Guard = "utf-8", opt.Guard
	}
	for _, ref := range t.References {
		var fk foreignKeyJSON
		fk.Fields, fk.Reference.Resource, fk.Reference.Fields = ref.Fields, strings.ReplaceAll(ref.Table, "_", "-"), ref.Target
		r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, fk)
	}
	return r
}

// describe gives a table's columns with their terms, for whoever reads the data.
func describe(t *Table) []fieldJSON {
	var out []fieldJSON
	for _, f := range t.Fields {
		doc := f.Title.EN
		if f.Doc.ZH != "" {
			doc = f.Doc.ZH + " / " + f.Title.EN + ": " + f.Doc.EN
		}
		j := fieldJSON{Name: f.Name, Type: frictionless[f.Type], Title: f.Title.ZH, Description: doc}
		if f.Required || len(f.Enum) > 0 {
			j.Constraints = &constraintsJSON{f.Required, f.Enum}
		}
		out = append(out, j)
	}
	return out
}
