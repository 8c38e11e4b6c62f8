package workspace

import (
	"context"
	"database/sql"
	"time"
)

// Swept is what a clearing took away, or would take.
type Swept struct {
	Checks int   // results that newer ones took the place of
	Blobs  int   // that nothing names
	Bytes  int64 // of these
}

// fresh is how young a blob is that may belong to a transaction still under way.
const fresh = 24 * time.Hour

// Sweep takes away results that newer ones took the place of before so many nightly runs,
// and blobs that nothing names. try only counts.
func (w *Workspace) Sweep(ctx context.Context, keepRuns int, try bool) (s Swept, err error) {
	// The newest result of a document stays, and those by which the kept runs tell what
	// changed.
	old := `FROM checks WHERE run IS NOT NULL AND run < coalesce((SELECT min(id) FROM (SELECT id FROM runs ORDER BY id DESC LIMIT $1) AS kept), 0)
		AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.check_id = checks.id)
		AND EXISTS (SELECT 1 FROM checks c WHERE c.sha256 = checks.sha256 AND c.id > checks.id AND c.run IS NOT NULL AND c.run < coalesce((SELECT min(id) FROM (SELECT id FROM runs ORDER BY id DESC LIMIT $1) AS kept), 0))`
	if try {
		err = w.reads.QueryRowContext(ctx, w.q(`SELECT count(*) `+old), keepRuns).Scan(&s.Checks)
	} else {
		err = w.Tx(ctx, func(tx *sql.Tx) error {
			r, err := tx.ExecContext(ctx, w.q(`DELETE `+old), keepRuns)
			if err == nil {
				var n int64
				n, err = r.RowsAffected()
				s.Checks = int(n)
			}
			return err
		})
	}
	if err != nil {
		return s, err
	}
	for kind, ask := range map[string]string{
		documentBlobs: `SELECT (SELECT count(*) FROM documents WHERE sha256 = $1) + (SELECT count(*) FROM crawl_pages WHERE sha256 = $1)`,
		resultBlobs:   `SELECT count(*) FROM checks WHERE pack = $1`,
	} {
		err := w.Blobs.each(ctx, kind, func(b stored) error {
			if time.Since(b.written) < fresh {
				return nil
			}
			var n int
			if err := w.db.QueryRowContext(ctx, w.q(ask), b.name).Scan(&n); err != nil || n > 0 {
				return err
			}
			s.Blobs++
			s.Bytes += b.size
			if try {
				return nil
			}
			return w.Blobs.remove(ctx, kind, b.name)
		})
		if err != nil {
			return s, err
		}
	}
	return s, nil
}
