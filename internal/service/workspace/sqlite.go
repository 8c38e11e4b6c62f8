package workspace

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the embedded database
)

const databaseName = "workspace.db"

// applicationID marks an SQLite file as a workspace of ours: "SELF".
const applicationID = 0x53454c46

// openSQLite opens the database file. SQLite takes one writer at a time: a single
// connection writes, and waits for other processes; several read.
func (w *Workspace) openSQLite(ctx context.Context, file string) error {
	open := func(values url.Values) (*sql.DB, error) {
		values.Add("_pragma", "busy_timeout(60000)")
		values.Add("_pragma", "foreign_keys(1)")
		return sql.Open("sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+"?"+values.Encode())
	}
	db, err := open(url.Values{"_txlock": {"immediate"}, "_pragma": {"journal_mode(WAL)", "synchronous(FULL)"}})
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	w.db, w.reads = db, db
	var id, tables int
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return fault(err, "%s 不是 SQLite 数据库，或已损坏", "%s is no SQLite database, or is damaged", file)
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return fault(err, "%s 不是 SQLite 数据库，或已损坏", "%s is no SQLite database, or is damaged", file)
	}
	if id != applicationID {
		if id != 0 || tables > 0 {
			return fault(nil, "%s 是别的程序的数据库，没有改动它", "%s is another program's database and was left alone", file)
		}
		if _, err := db.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)); err != nil {
			return err
		}
	}
	if w.reads, err = open(url.Values{"_pragma": {"query_only(1)"}}); err != nil {
		w.reads = db
		return err
	}
	w.reads.SetMaxOpenConns(4)
	return nil
}
