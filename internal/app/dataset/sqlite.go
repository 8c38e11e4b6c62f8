package dataset

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	_ "modernc.org/sqlite" // registers the driver: SQLite without cgo

	"selfeval/report"
)

// sqliteFile holds all tables in one database, written in one transaction.
type sqliteFile struct {
	db *sql.DB
	tx *sql.Tx
}

// SQLite has no exact decimal. A figure is a number in the column of its name, so
// that it compares and sorts as one, and its digits are text in a column beside.
var sqlType = map[Type]string{String: "TEXT", Integer: "INTEGER", Boolean: "INTEGER", Decimal: "NUMERIC"}

// exact is the column of a figure's digits.
func exact(f Field) Field {
	return Field{Name: f.Name + "_exact", Type: String, Title: text(f.Title.ZH+"：精确值", f.Title.EN+": every digit")}
}

// sqliteFields are a table's columns with those of the digits.
func sqliteFields(t *Table) []Field {
	var out []Field
	for _, f := range t.Fields {
		out = append(out, f)
		if f.Type == Decimal {
			out = append(out, exact(f))
		}
	}
	return out
}

func createSQLite(path string, tables []*Table) (_ *sqliteFile, err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	db.SetMaxOpenConns(1)
	// The file is written once, beside its name, and renamed when whole: a journal
	// would only cost time.
	if _, err := db.Exec(`PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF`); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		if _, err := tx.Exec(createTable(t)); err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	for _, v := range views {
		if _, err := tx.Exec(v); err != nil {
			return nil, err
		}
	}
	return &sqliteFile{db, tx}, nil
}

func quote(names ...string) string {
	for i, n := range names {
		names[i] = `"` + n + `"`
	}
	return strings.Join(names, ", ")
}

func createTable(t *Table) string {
	var lines []string
	for _, f := range sqliteFields(t) {
		lines = append(lines, fmt.Sprintf("%s %s -- %s / %s", quote(f.Name), sqlType[f.Type], f.Title.ZH, f.Title.EN))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s ( -- %s\n", quote(t.Name), t.Title.ZH)
	for _, l := range lines {
		def, note, _ := strings.Cut(l, " -- ")
		fmt.Fprintf(&b, "  %s, -- %s\n", def, note)
	}
	for _, r := range t.References {
		fmt.Fprintf(&b, "  FOREIGN KEY (%s) REFERENCES %s (%s),\n", quote(append([]string{}, r.Fields...)...), quote(r.Table), quote(append([]string{}, r.Target...)...))
	}
	fmt.Fprintf(&b, "  PRIMARY KEY (%s)\n)", quote(append([]string{}, t.Key...)...))
	return b.String()
}

type sqliteSink struct {
	stmt *sql.Stmt
	t    *Table
	args []any
}

func (f *sqliteFile) table(t *Table) (sink, error) {
	columns := len(sqliteFields(t))
	marks := strings.TrimSuffix(strings.Repeat("?,", columns), ",")
	stmt, err := f.tx.Prepare(fmt.Sprintf("INSERT INTO %s VALUES (%s)", quote(t.Name), marks))
	return &sqliteSink{stmt: stmt, t: t, args: make([]any, 0, columns)}, err
}

func (s *sqliteSink) row(row []any) error {
	s.args = s.args[:0]
	for i, v := range row {
		if s.t.Fields[i].Type != Decimal {
			s.args = append(s.args, v)
			continue
		}
		if d, ok := v.(decimal.Decimal); ok {
			s.args = append(s.args, sqliteNumber(d), report.Plain(d))
		} else {
			s.args = append(s.args, nil, nil)
		}
	}
	_, err := s.stmt.Exec(s.args...)
	return err
}

// sqliteNumber is a decimal as SQLite compares it: a whole number of 64 bits, or the
// nearest float.
func sqliteNumber(d decimal.Decimal) any {
	if n, ok := scaled(d, 0); ok {
		return n
	}
	return d.InexactFloat64()
}

func (s *sqliteSink) close() error { return s.stmt.Close() }

func (f *sqliteFile) close() error {
	err := f.tx.Commit()
	if cerr := f.db.Close(); err == nil {
		err = cerr
	}
	return err
}

func (f *sqliteFile) discard() {
	f.tx.Rollback()
	f.db.Close()
}
