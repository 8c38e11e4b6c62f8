package workspace

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// Schema is where all tables lie on a server, so that they share a database with
// others' tables without a clash.
const Schema = "selfeval"

// openPostgres connects to the server. TLS, users and passwords are as in the URL, in the
// environment (PGPASSWORD, PGSSLROOTCERT …) or in ~/.pgpass: the driver reads them all.
func (w *Workspace) openPostgres(ctx context.Context, opt Options) error {
	cfg, err := pgxpool.ParseConfig(opt.Location)
	if err != nil {
		// The driver's message may quote the URL, and with it a password.
		return fault(nil, "数据库地址写法有误：%s", "malformed database URL: %s", hidePassword(opt.Location))
	}
	c := cfg.ConnConfig
	c.ConnectTimeout = opt.Wait
	c.RuntimeParams["search_path"] = Schema
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "selfeval"
	}
	w.where = "postgres://" + net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))) + "/" + c.Database
	if cfg.MaxConns < 8 {
		cfg.MaxConns = 8
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return fault(err, "无法连接数据库 %s", "the database %s cannot be reached", w.where)
	}
	w.pool = pool
	reach, cancel := context.WithTimeout(ctx, opt.Wait)
	defer cancel()
	if err := pool.Ping(reach); err != nil {
		return fault(err, "无法连接数据库 %s", "the database %s cannot be reached", w.where)
	}
	w.db = stdlib.OpenDBFromPool(pool)
	w.reads = w.db
	return w.ours(ctx, opt.Create)
}

// ours makes our schema, or refuses one that is somebody else's.
func (w *Workspace) ours(ctx context.Context, create bool) error {
	var schemas, tables, marks int
	err := w.db.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM pg_namespace WHERE nspname = $1),
		(SELECT count(*) FROM pg_tables WHERE schemaname = $1),
		(SELECT count(*) FROM pg_tables WHERE schemaname = $1 AND tablename = 'goose_db_version')`, Schema).Scan(&schemas, &tables, &marks)
	switch {
	case err != nil:
		return err
	case tables > 0 && marks == 0:
		return fault(nil, "数据库 %s 里名为 %s 的模式是别的程序的，没有改动它", "the schema %[2]s of the database %[1]s is another program's and was left alone", w.where, Schema)
	case schemas == 1:
		return nil
	case !create:
		return fault(nil, "数据库 %s 里没有工作区：先用 selfeval add 建立", "the database %s holds no workspace: make one with selfeval add", w.where)
	}
	_, err = w.db.ExecContext(ctx, `CREATE SCHEMA IF NOT EXISTS `+Schema)
	return err
}

// hidePassword is a URL as it may be shown.
func hidePassword(location string) string {
	if u, err := url.Parse(location); err == nil {
		return u.Redacted()
	}
	scheme, _, _ := strings.Cut(location, "://")
	return scheme + "://…"
}
