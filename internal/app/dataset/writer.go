package dataset

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"selfeval"
)

// Format names a file format that tables can be written in.
type Format string

// The formats. CSV, JSONL and Parquet hold one table a file, SQLite and XLSX all
// of them.
const (
	CSV     Format = "csv"
	JSONL   Format = "jsonl"
	Parquet Format = "parquet"
	SQLite  Format = "sqlite"
	XLSX    Format = "xlsx"
)

// Formats lists the formats.
var Formats = []Format{CSV, JSONL, Parquet, SQLite, XLSX}

// Whole reports whether one file holds all tables.
func (f Format) Whole() bool { return f == SQLite || f == XLSX }

// Writer writes documents as rows. It is not safe for concurrent use. Memory
// does not grow with the number of documents, but for some 50 bytes each to tell
// copies and versions of one report apart.
type Writer struct {
	outs []out
	end  []func() error // after all sinks, in order
	drop []func()
	ids  *identities
	// beyond counts the figures that a format's column could not hold.
	beyond map[string]int
}

// Beyond tells, by table and column, how many figures were left out of Parquet since
// its column does not hold them exactly; their printed text is in the column beside.
func (w *Writer) Beyond() map[string]int { return w.beyond }

func newWriter() *Writer {
	return &Writer{ids: newIdentities(), beyond: map[string]int{}}
}

type out struct {
	t *Table
	s sink
}

// NewTable writes one table to w in CSV, JSONL or Parquet.
func NewTable(w io.Writer, t *Table, format Format, opt Options) (*Writer, error) {
	buf := bufio.NewWriterSize(w, 1<<16)
	table := newWriter()
	s, err := newSink(buf, t, format, opt, table.beyond)
	if err != nil {
		return nil, err
	}
	table.outs, table.end = []out{{t, s}}, []func() error{buf.Flush}
	return table, nil
}

func newSink(w io.Writer, t *Table, format Format, opt Options, beyond map[string]int) (sink, error) {
	switch format {
	case CSV:
		return newCSV(w, t, opt)
	case JSONL:
		return newJSONL(w, t), nil
	case Parquet:
		return newParquet(w, t, beyond)
	}
	return nil, fmt.Errorf("dataset: %s does not hold a single table", format)
}

// NewFile writes all tables to one new file at path, as SQLite or XLSX. The
// caller renames it into place once Close has succeeded.
func NewFile(path string, format Format) (_ *Writer, err error) {
	w := newWriter()
	defer func() {
		if err != nil {
			w.Discard()
		}
	}()
	var table func(*Table) (sink, error)
	switch format {
	case SQLite:
		db, err := createSQLite(path, Tables)
		if err != nil {
			return nil, err
		}
		w.end, w.drop = append(w.end, db.close), append(w.drop, db.discard)
		table = db.table
	case XLSX:
		f, err := os.Create(path)
		if err != nil {
			return nil, err
		}
		book, err := createXLSX(f)
		if err != nil {
			f.Close()
			return nil, err
		}
		w.end, w.drop = append(w.end, book.close, f.Close), append(w.drop, func() { f.Close() })
		table = book.table
	default:
		return nil, fmt.Errorf("dataset: %s does not hold all tables in a file", format)
	}
	for _, t := range Tables {
		s, err := table(t)
		if err != nil {
			return nil, err
		}
		w.outs = append(w.outs, out{t, s})
	}
	return w, nil
}

// NewFolder writes all tables into a folder in every format asked for, with a
// datapackage.json that describes the files and a README for people.
func NewFolder(dir string, formats []Format, opt Options) (*Writer, error) {
	w, err := newFiles(dir, formats, opt, plainName)
	if err != nil {
		return nil, err
	}
	one := func(f Format, table string) []string { return []string{plainName(f, table)} }
	w.end = append(w.end, func() error { return writeDataPackage(dir, formats, opt, one) })
	w.end = append(w.end, func() error { return writeReadme(dir, formats) })
	return w, nil
}

// plainName is what a file of a folder is called: of a table, or of all where the
// format holds all of them.
func plainName(f Format, table string) string {
	if f.Whole() {
		table = "selfeval"
	}
	return table + "." + string(f)
}

// newFiles writes all tables in every format into the files that name gives.
func newFiles(dir string, formats []Format, opt Options, name func(Format, string) string) (_ *Writer, err error) {
	w := newWriter()
	defer func() {
		if err != nil {
			w.Discard()
		}
	}()
	at := func(f Format, table string) (string, error) {
		path := filepath.Join(dir, filepath.FromSlash(name(f, table)))
		return path, os.MkdirAll(filepath.Dir(path), 0o755)
	}
	for _, format := range formats {
		if format.Whole() {
			path, err := at(format, "")
			if err != nil {
				return nil, err
			}
			one, err := NewFile(path, format)
			if err != nil {
				return nil, err
			}
			w.outs, w.end, w.drop = append(w.outs, one.outs...), append(w.end, one.end...), append(w.drop, one.drop...)
			continue
		}
		for _, t := range Tables {
			path, err := at(format, t.Name)
			if err != nil {
				return nil, err
			}
			f, err := os.Create(path)
			if err != nil {
				return nil, err
			}
			w.drop = append(w.drop, func() { f.Close() })
			buf := bufio.NewWriterSize(f, 1<<16)
			s, err := newSink(buf, t, format, opt, w.beyond)
			if err != nil {
				return nil, err
			}
			w.outs, w.end = append(w.outs, out{t, s}), append(w.end, buf.Flush, f.Close)
		}
	}
	return w, nil
}

// FileNames are the files that NewFolder writes.
func FileNames(formats []Format) []string {
	names := []string{"README.md"}
	for _, f := range formats {
		names = append(names, filesOf(f, plainName)...)
	}
	return append(names, "datapackage.json")
}

// filesOf are the files of a format.
func filesOf(f Format, name func(Format, string) string) []string {
	if f.Whole() {
		return []string{name(f, "")}
	}
	var names []string
	for _, t := range Tables {
		names = append(names, name(f, t.Name))
	}
	return names
}

// Document writes a document's rows.
func (w *Writer) Document(d *selfeval.Document) error {
	t := traitsOf(d)
	as := w.ids.of(filepath.ToSlash(d.Path), t)
	return w.write(d, as.identity(t.id))
}

func (w *Writer) write(d *selfeval.Document, id Identity) error {
	for _, o := range w.outs {
		var err error
		o.t.Rows(d, id, func(row []any) {
			if err == nil {
				err = o.s.row(row)
			}
		})
		if err != nil {
			return fmt.Errorf("%s: %w", o.t.Name, err)
		}
	}
	return nil
}

// Copies tells how many documents were copies of a report met before, and how many
// were further versions of one, with other figures.
func (w *Writer) Copies() (copies, versions int) { return w.ids.copies, w.ids.further }

// Close ends every file. Whatever fails, all files are closed.
func (w *Writer) Close() error {
	var errs []error
	for _, o := range w.outs {
		errs = append(errs, o.s.close())
	}
	for _, end := range w.end {
		errs = append(errs, end())
	}
	return errors.Join(errs...)
}

// Discard gives up what was written so far.
func (w *Writer) Discard() {
	for _, drop := range w.drop {
		drop()
	}
}
