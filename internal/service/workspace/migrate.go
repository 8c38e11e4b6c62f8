package workspace

import (
	"context"
	"embed"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the tables up to date, forward only. Two processes that start at once
// do it one after the other; a step that is interrupted has not happened.
func (w *Workspace) migrate(ctx context.Context, create bool) error {
	return w.Exclusively(ctx, func() error { return w.up(ctx, create) })
}

func (w *Workspace) up(ctx context.Context, create bool) error {
	dialect, dir := goose.DialectSQLite3, "migrations/sqlite"
	if w.Postgres() {
		dialect, dir = goose.DialectPostgres, "migrations/postgres"
	}
	steps, err := fs.Sub(migrations, dir)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, w.db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	var known int64
	for _, s := range p.ListSources() {
		known = max(known, s.Version)
	}
	current, err := w.version(ctx)
	switch {
	case err != nil:
		return err
	case current > known:
		return fault(nil, "工作区 %s 是更新版本的程序写的（第 %d 版，本程序只认识到第 %d 版）：请升级程序", "the workspace %s was written by a newer program (version %d, this one knows %d): upgrade it", w.where, current, known)
	case current == known:
		return nil
	case current == 0 && !create:
		return fault(nil, "%s 不是工作区：先用 selfeval add 建立", "%s is no workspace: make one with selfeval add", w.where)
	}
	if _, err := p.Up(ctx); err != nil {
		return fault(err, "无法升级工作区 %s 的数据表", "the tables of the workspace %s cannot be brought up to date", w.where)
	}
	return nil
}

// version is the last step that was done, 0 where none was.
func (w *Workspace) version(ctx context.Context) (n int64, err error) {
	var there int
	ask := `SELECT count(*) FROM sqlite_master WHERE name = 'goose_db_version'`
	if w.Postgres() {
		ask = `SELECT count(*) FROM pg_tables WHERE schemaname = '` + Schema + `' AND tablename = 'goose_db_version'`
	}
	if err := w.reads.QueryRowContext(ctx, ask).Scan(&there); err != nil || there == 0 {
		return 0, err
	}
	err = w.reads.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version`).Scan(&n)
	return n, err
}

// The numbers of our locks on a server.
const (
	lockMigration = 0x5e1f0001
	lockWorkers   = 0x5e1f0002 // with a second number, a worker's
)

// Exclusively runs f while no other process changes the tables.
func (w *Workspace) Exclusively(ctx context.Context, f func() error) error {
	if !w.Postgres() {
		l := flock.New(filepath.Join(w.Dir, "migrate.lock"))
		if _, err := l.TryLockContext(ctx, 50*time.Millisecond); err != nil {
			return fault(err, "无法锁定工作区 %s", "the workspace %s cannot be locked", w.where)
		}
		defer l.Unlock()
		return f()
	}
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lockMigration); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lockMigration)
	return f()
}
