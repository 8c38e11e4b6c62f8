// Package dataset lays checked documents out as tidy tables for analysts: one
// row a thing, one column a property, the same columns in every format. It knows
// the tables and how to write them; which files are read, and in which order, is
// the caller's.
package dataset

import "selfeval/report"

// Type is the type of a column.
type Type uint8

// The types of columns. A Decimal is exact in every format that has decimals
// (Parquet, Frictionless "number" written without an exponent); elsewhere it is
// its decimal string.
const (
	String Type = iota
	Integer
	Decimal
	Boolean
)

// Field is a column.
type Field struct {
	Name  string
	Type  Type
	Scale int32 // decimal places of a Decimal's column where a format needs them fixed
	// Required says that every row has a value, Enum which values there are.
	Required bool
	Enum     []string
	Title    report.Text // the field's term, Chinese beside English
	Doc      report.Text // unit, source, what an empty value means; may be empty
}

// The scales of decimal columns. A column holds 18 digits: those are 64 bits, for
// which every reader's statistics are right and whose products fit the next size.
// Amounts as printed: 万元 down to a 分, 元 up to 9999 亿. In 元: up to 99 万亿, down
// to what seven decimals of 万元 leave. Scores, weights, rates: what spreadsheets
// print of a quotient.
const (
	amountScale = 6
	yuanScale   = 4
	pointScale  = 8
)

// Reference says that a table's columns point at another table's key.
type Reference struct {
	Fields []string
	Table  string
	Target []string
}

// Table is a table's shape and how a document's rows are made. A row has one
// value a field: nil, string, int64, bool or decimal.Decimal.
type Table struct {
	Name       string
	Title      report.Text
	Fields     []Field
	Key        []string
	References []Reference
	rows       func(s *source, emit func(row ...any))
}

// Lookup returns the table with the name, nil where there is none.
func Lookup(name string) *Table {
	for _, t := range Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Names lists the tables in order.
func Names() []string {
	names := make([]string, len(Tables))
	for i, t := range Tables {
		names[i] = t.Name
	}
	return names
}

func text(zh, en string) report.Text { return report.Text{ZH: zh, EN: en} }

func field(name string, typ Type, zh, en string) Field {
	return Field{Name: name, Type: typ, Title: text(zh, en)}
}

// figure makes a column of a number that is no money: a score, a weight, a rate.
func figure(name string, scale int32, zh, en string) Field {
	return Field{Name: name, Type: Decimal, Scale: scale, Title: text(zh, en)}
}

// reportKey is the column by which every table hangs on reports.
var reportKey = required(field("document_id", String, "文件中的一份报告的标识", "key of a report in a file"))

var toReports = Reference{Fields: []string{"document_id"}, Table: "reports", Target: []string{"document_id"}}

func required(f Field) Field {
	f.Required = true
	return f
}

// one makes a column of one of a few words.
func one(name, zh, en string, words ...string) Field {
	return Field{Name: name, Type: String, Enum: words, Title: text(zh, en)}
}

// nth is the column that numbers the rows of a report, or of a form.
func nth(name, zh, en string) Field { return required(field(name, Integer, zh, en)) }

// amount makes the columns of one printed figure.
func amount(name, zh, en string) []Field {
	return []Field{
		{Name: name, Type: Decimal, Scale: amountScale, Title: text(zh, en), Doc: text("按报告列示的单位；空表示未列示或未读懂", "in the printed unit; empty means not stated or not understood")},
		field(name+"_unit", String, zh+"：单位", en+": unit"),
		{Name: name + "_yuan", Type: Decimal, Scale: yuanScale, Title: text(zh+"（元）", en+" (元)"), Doc: text("换算为元；非人民币金额为空", "brought to 元; empty for anything but renminbi")},
		field(name+"_raw", String, zh+"：原文", en+": as printed"),
		field(name+"_at", String, zh+"：出处", en+": place"),
	}
}

// place makes the columns of a row's provenance.
func place() []Field {
	return []Field{
		field("page_no", Integer, "页", "page"),
		field("line_no", Integer, "文本行", "line of the text file"),
		field("table_no", Integer, "表", "table of the document"),
		field("row_no", Integer, "表中行", "row of the table"),
	}
}

func fields(groups ...any) []Field {
	var out []Field
	for _, g := range groups {
		switch g := g.(type) {
		case Field:
			out = append(out, g)
		case []Field:
			out = append(out, g...)
		}
	}
	return out
}
