package workspace

import (
	"context"
	"database/sql"
	"slices"
)

// PutSettings writes settings down, and gives their name.
func (w *Workspace) PutSettings(ctx context.Context, body []byte) (string, error) {
	name := Digest(body)
	_, err := w.db.ExecContext(ctx, w.q(`INSERT INTO settings (digest, body, added) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`), name, string(body), now())
	return name, err
}

// Settings reads settings by their name.
func (w *Workspace) Settings(ctx context.Context, name string) ([]byte, error) {
	var body string
	err := w.reads.QueryRowContext(ctx, w.q(`SELECT body FROM settings WHERE digest = $1`), name).Scan(&body)
	return []byte(body), err
}

// Needs tells which of some documents have no newest check with these settings by this
// program, and do not wait for one.
func (w *Workspace) Needs(ctx context.Context, tx *sql.Tx, settings, program string, sums []string) ([]string, error) {
	if len(sums) == 0 {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, w.q(`SELECT d.sha256 FROM documents d WHERE `+w.among("d.sha256", 3)+`
		AND NOT EXISTS (SELECT 1 FROM checks c WHERE c.id = d.check_id AND c.settings = $1 AND c.program = $2)
		AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.sha256 = d.sha256 AND p.settings = $1)`), settings, program, digests(sums))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]bool{}
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		found[s] = true
	}
	// In the order in which they came.
	return slices.DeleteFunc(slices.Compact(slices.Clone(sums)), func(s string) bool {
		need := found[s]
		delete(found, s)
		return !need
	}), rows.Err()
}

// Await writes down that documents wait for a job.
func (w *Workspace) Await(ctx context.Context, tx *sql.Tx, settings string, job int64, sums []string) error {
	waiting := newRows(`pending (sha256, settings, job)`, 3)
	waiting.then = ` ON CONFLICT (sha256, settings) DO UPDATE SET job = excluded.job`
	for _, s := range sums {
		waiting.add(s, settings, job)
	}
	return waiting.insert(ctx, w, tx)
}

// Waiting is a document that waits for its check.
type Waiting struct {
	SHA256 string
	Name   string
	Tries  int // how often its worker went down while reading it
}

// Waiting gives those of a job's documents that still wait for it.
func (w *Workspace) Waiting(ctx context.Context, settings string, job int64) ([]Waiting, error) {
	return collect(ctx, w, `SELECT p.sha256, d.name, p.tries FROM pending p JOIN documents d ON d.sha256 = p.sha256
		WHERE p.job = $1 AND p.settings = $2 ORDER BY d.added, d.sha256`, func(r *sql.Rows, x *Waiting) error {
		return r.Scan(&x.SHA256, &x.Name, &x.Tries)
	}, job, settings)
}

// Trying counts, before a document is read, that its worker may go down over it; by -1
// that it did not.
func (w *Workspace) Trying(ctx context.Context, settings, sha256 string, by int) error {
	_, err := w.db.ExecContext(ctx, w.q(`UPDATE pending SET tries = tries + $1 WHERE sha256 = $2 AND settings = $3`), by, sha256, settings)
	return err
}

// Outdated gives a page of the documents that sources hold and whose newest check is of
// other settings or another program, after a digest.
func (w *Workspace) Outdated(ctx context.Context, settings, program, after string, most int) ([]string, error) {
	return w.Strings(ctx, `SELECT d.sha256 FROM documents d WHERE d.sha256 > $1
		AND EXISTS (SELECT 1 FROM sources s WHERE s.sha256 = d.sha256)
		AND NOT EXISTS (SELECT 1 FROM checks c WHERE c.id = d.check_id AND c.settings = $2 AND c.program = $3)
		ORDER BY d.sha256 LIMIT $4`, after, settings, program, most)
}

// Pending counts what waits.
func (w *Workspace) Pending(ctx context.Context) (n int, err error) {
	err = w.reads.QueryRowContext(ctx, `SELECT count(*) FROM pending`).Scan(&n)
	return n, err
}

// Idle reports whether nothing waits.
func (w *Workspace) Idle(ctx context.Context) (idle bool, err error) {
	err = w.reads.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM pending)`).Scan(&idle)
	return idle, err
}

// NewestSettings are those of the newest check, nil where there is none.
func (w *Workspace) NewestSettings(ctx context.Context) ([]byte, error) {
	bodies, err := w.Strings(ctx, `SELECT s.body FROM checks c JOIN settings s ON s.digest = c.settings ORDER BY c.id DESC LIMIT 1`)
	if err != nil || len(bodies) == 0 {
		return nil, err
	}
	return []byte(bodies[0]), nil
}
