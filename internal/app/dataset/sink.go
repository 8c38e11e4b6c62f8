package dataset

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"selfeval/internal/app/cellsafe"
	"selfeval/report"
)

// sink takes the rows of one table and writes them in one format.
type sink interface {
	row(row []any) error
	// close ends the file's content; the file itself is the caller's.
	close() error
}

// plain writes a value as text: decimals without an exponent, booleans as
// Frictionless has them, nil as the empty string.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		return strconv.FormatBool(v)
	case decimal.Decimal:
		return report.Plain(v)
	}
	panic(fmt.Sprintf("dataset: a %T is no cell value", v))
}

type csvSink struct {
	guard bool
	w     *csv.Writer
	cells []string
}

// Options steer the writing.
type Options struct {
	// BOM puts a byte order mark first in CSV, by which Excel knows the file is UTF-8.
	BOM bool
	// Guard puts an apostrophe before texts of CSV that a spreadsheet would run as
	// formulas. The other formats hold the texts as they are.
	Guard bool
	// Created and Version are told of the data, where they are given.
	Created, Version string
	// Partition parts the files of a folder; Roots are the folders that were searched,
	// for what a document's source is.
	Partition Partition
	Roots     []string

	interrupted bool
}

func newCSV(w io.Writer, t *Table, opt Options) (sink, error) {
	if opt.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	s := &csvSink{guard: opt.Guard, w: csv.NewWriter(w), cells: make([]string, len(t.Fields))}
	for i, f := range t.Fields {
		s.cells[i] = f.Name
	}
	return s, s.w.Write(s.cells)
}

func (s *csvSink) row(row []any) error {
	for i, v := range row {
		s.cells[i] = plain(v)
		if _, ok := v.(string); ok && s.guard {
			s.cells[i] = cellsafe.Text(s.cells[i])
		}
	}
	return s.w.Write(s.cells)
}

func (s *csvSink) close() error {
	s.w.Flush()
	return s.w.Error()
}

type jsonlSink struct {
	w      io.Writer
	fields []Field
	buf    []byte
}

func newJSONL(w io.Writer, t *Table) sink { return &jsonlSink{w: w, fields: t.Fields} }

// row writes an object with the table's fields in order; a decimal is a string,
// since a JSON number would pass through a float in most readers.
func (s *jsonlSink) row(row []any) error {
	b := append(s.buf[:0], '{')
	for i, v := range row {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendQuote(b, s.fields[i].Name)
		b = append(b, ':')
		if d, ok := v.(decimal.Decimal); ok {
			v = report.Plain(d)
		}
		cell, err := json.Marshal(v)
		if err != nil {
			return err
		}
		b = append(b, cell...)
	}
	s.buf = append(b, '}', '\n')
	_, err := s.w.Write(s.buf)
	return err
}

func (s *jsonlSink) close() error { return nil }
