package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
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
		return broken(err, file)
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return broken(err, file)
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

// broken says what is wrong with a database file that cannot be read.
func broken(err error, file string) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok && (e.Code()&0xff == sqlite3.SQLITE_NOTADB || e.Code()&0xff == sqlite3.SQLITE_CORRUPT) {
		return fault(err, "%s 不是 SQLite 数据库，或已损坏", "%s is no SQLite database, or is damaged", file)
	}
	if told := diskFault(err); told != err {
		return told
	}
	return fault(err, "无法打开数据库 %s", "the database %s cannot be opened", file)
}

// diskFault names the disk where it is at fault. Other errors stay as they are.
func diskFault(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok && (e.Code()&0xff == sqlite3.SQLITE_FULL || e.Code()&0xff == sqlite3.SQLITE_IOERR) {
		return fault(err, "磁盘已满，或工作区所在的磁盘无法读写", "the disk is full, or the workspace's disk cannot be read and written")
	}
	return err
}
