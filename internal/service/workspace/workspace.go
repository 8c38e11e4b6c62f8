// Package workspace holds what was read and decided between runs: documents with their
// sources, results, findings, decisions and nightly runs in a database, and the bytes
// and whole results in a blob store beside it. A folder with an SQLite file serves one
// office; PostgreSQL and an S3-compatible store serve many machines. Both are asked the
// same questions in the same words.
//
// Nothing in it is ordered by a clock: clocks of machines differ. What came later has
// the higher number, or was claimed by a later run.
package workspace

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"selfeval/extract/document"
	"selfeval/report"
)

// Options say where a workspace lies.
type Options struct {
	// Location is a folder, or the URL of a PostgreSQL database.
	Location string
	// Blobs is a folder or the URL of an S3-compatible store. Empty: a folder within
	// the workspace's own; a database needs one named.
	Blobs string
	// Create makes a workspace where there is none.
	Create bool
	// Wait is how long to wait for a database that does not answer, 0: half a minute.
	Wait time.Duration
}

// Workspace is an open workspace. Its methods may be called from several goroutines,
// and the workspace be used by several processes at once.
type Workspace struct {
	ID    string
	Blobs *Blobs
	// Dir is the folder of an embedded workspace, empty where it lies on a server.
	Dir string

	engine
	where string // for people: without a password
}

// engine is the database.
type engine struct {
	db    *sql.DB       // writes; a single connection where the database is a file
	reads *sql.DB       // what only asks
	pool  *pgxpool.Pool // nil where the database is a file

	prepared map[string]*sql.Stmt // statements that are ready, see Prepare
}

// Postgres reports whether the database is a server's.
func (w *Workspace) Postgres() bool { return w.pool != nil }

// DB is the database to write to, Pool the server's connections, nil for a file: for the
// queue, which keeps its tables beside ours.
func (w *Workspace) DB() *sql.DB         { return w.db }
func (w *Workspace) Pool() *pgxpool.Pool { return w.pool }

// String names the workspace for people.
func (w *Workspace) String() string { return w.where }

// Is reports whether a location names a database on a server.
func isPostgres(location string) bool {
	return strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://")
}

// fault is an error in both languages.
func fault(cause error, zh, en string, args ...any) error {
	return document.Errorf(report.Location{}, cause, zh, en, args...)
}

// Open opens a workspace and brings its tables up to date. A workspace that a newer
// program wrote, or a database that is not ours, is refused, and nothing is written.
func Open(ctx context.Context, opt Options) (_ *Workspace, err error) {
	if opt.Wait == 0 {
		opt.Wait = 30 * time.Second
	}
	w := &Workspace{}
	defer func() {
		if err != nil {
			w.Close()
		}
	}()
	if isPostgres(opt.Location) {
		if opt.Blobs == "" {
			return nil, fault(nil, "数据库工作区需要用 --blobs 指明文件存放处（目录或 s3://…）", "a workspace in a database needs --blobs, a folder or s3://…")
		}
		err = w.openPostgres(ctx, opt)
	} else {
		err = w.openFolder(ctx, &opt)
	}
	if err != nil {
		return nil, err
	}
	if err := w.migrate(ctx, opt.Create); err != nil {
		return nil, err
	}
	if w.Blobs, err = openBlobs(ctx, opt.Blobs, opt.Create); err != nil {
		return nil, err
	}
	if err := w.identify(ctx); err != nil {
		return nil, err
	}
	return w, nil
}

// identify reads the workspace's name, or gives it one.
func (w *Workspace) identify(ctx context.Context) error {
	_, err := w.db.ExecContext(ctx, w.q(`INSERT INTO workspace (id, created, version) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM workspace)`),
		newID(), now(), version())
	if err != nil {
		return err
	}
	return w.db.QueryRowContext(ctx, `SELECT id FROM workspace`).Scan(&w.ID)
}

// Close lets go of the database and the blobs.
func (w *Workspace) Close() {
	if w.Blobs != nil {
		_ = w.Blobs.Close()
	}
	if w.reads != nil && w.reads != w.db {
		_ = w.reads.Close()
	}
	if w.db != nil {
		_ = w.db.Close()
	}
	if w.pool != nil {
		w.pool.Close()
	}
}

// Tx runs f in a transaction: all of it holds, or nothing does.
func (w *Workspace) Tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return diskFault(err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // where the connection is gone the server does it
		return diskFault(err)
	}
	return diskFault(tx.Commit())
}

// Q writes a statement's $1, $2 … as the database takes them: for rooms that keep tables
// of their own in the workspace.
func (w *Workspace) Q(statement string) string { return w.q(statement) }

// q writes a statement's $1, $2 … as the database takes them.
func (e *engine) q(statement string) string {
	if e.pool != nil {
		return statement
	}
	return strings.ReplaceAll(statement, "$", "?")
}

// openFolder opens the folder of an embedded workspace.
func (w *Workspace) openFolder(ctx context.Context, opt *Options) error {
	dir, err := filepath.Abs(opt.Location)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, databaseName)
	if _, err := os.Stat(file); err != nil {
		switch {
		case !errors.Is(err, os.ErrNotExist):
			return fault(err, "无法打开工作区 %s", "the workspace %s cannot be opened", opt.Location)
		case !opt.Create:
			return fault(nil, "%s 不是工作区：先用 selfeval add 建立", "%s is no workspace: make one with selfeval add", opt.Location)
		}
		if err := vacant(dir); err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fault(err, "无法建立工作区 %s", "the workspace %s cannot be made", opt.Location)
		}
	}
	if kind := networkDisk(dir); kind != "" {
		return fault(nil, "工作区 %s 在网络磁盘（%s）上，SQLite 在那里会损坏数据：请放在本机磁盘，或使用 postgres://…",
			"the workspace %s lies on a network disk (%s), where SQLite loses data: put it on a local disk, or use postgres://…", opt.Location, kind)
	}
	if opt.Blobs == "" {
		opt.Blobs = filepath.Join(dir, "blobs")
	}
	w.Dir, w.where = dir, opt.Location
	return w.openSQLite(ctx, file)
}

// vacant refuses to make a workspace among files of others.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // made next
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fault(nil, "%s 里已有其他文件（%s），工作区需要空目录", "%s holds other files (%s): a workspace needs an empty folder", dir, e.Name())
		}
	}
	return nil
}

// now is the time of day as the tables hold it.
func now() int64 { return time.Now().UnixMilli() }

// among is the condition that a column is one of many: those of argument $n, as digests
// gives them. The statement is the same however many there are.
func (e *engine) among(column string, n int) string {
	if e.pool != nil {
		return fmt.Sprintf(`%s = ANY (ARRAY(SELECT jsonb_array_elements_text($%d::text::jsonb)))`, column, n)
	}
	return fmt.Sprintf(`%s IN (SELECT value FROM json_each($%d))`, column, n)
}

// position is where a text stands within another, 0 where it does not.
func (e *engine) position(in, text string) string {
	if e.pool != nil {
		return "strpos(" + in + ", " + text + ")"
	}
	return "instr(" + in + ", " + text + ")"
}

// digests are many digests as one argument.
func digests(sums []string) string {
	if len(sums) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(sums)
	return string(b)
}

// list writes n places for a statement's arguments, from $first on.
func list(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}
