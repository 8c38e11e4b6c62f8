package workspace

import (
	"context"
	"database/sql"
	"encoding/json"

	"selfeval/internal/settings/baseline"
)

// Decide keeps what people decided about findings. A later decision on a finding takes
// the place of an earlier one.
func (w *Workspace) Decide(ctx context.Context, entries []baseline.Entry) error {
	return w.Tx(ctx, func(tx *sql.Tx) error {
		for _, e := range entries {
			b, err := json.Marshal(e)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, w.q(`INSERT INTO decisions (fingerprint, entry, decided) VALUES ($1, $2, $3)
				ON CONFLICT (fingerprint) DO UPDATE SET entry = excluded.entry, decided = excluded.decided`), e.Fingerprint, Plain(string(b)), now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Decisions gives all of them.
func (w *Workspace) Decisions(ctx context.Context) (*baseline.Baseline, error) {
	bodies, err := w.Strings(ctx, `SELECT entry FROM decisions ORDER BY fingerprint`)
	if err != nil {
		return nil, err
	}
	var entries []baseline.Entry
	for _, b := range bodies {
		var e baseline.Entry
		if err := json.Unmarshal([]byte(b), &e); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return baseline.New(entries), nil
}

// Finding gives what stands for a finding in a decision: nil where the newest results
// hold none of that fingerprint.
func (w *Workspace) Finding(ctx context.Context, fingerprint string) (*baseline.Entry, error) {
	var location string
	err := w.reads.QueryRowContext(ctx, w.q(`SELECT s.location FROM findings f JOIN documents d ON d.check_id = f.check_id JOIN sources s ON s.sha256 = d.sha256
		WHERE f.fingerprint = $1 ORDER BY s.location LIMIT 1`), fingerprint).Scan(&location)
	if err == sql.ErrNoRows {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var found *baseline.Entry
	err = w.Each(ctx, Filter{Source: location}, func(f *Found) error {
		for _, d := range f.Docs {
			doc, err := d.Document()
			if err != nil {
				return err
			}
			for i := range doc.Findings {
				if doc.Findings[i].Fingerprint == fingerprint && doc.Report != nil {
					e := baseline.Accept(doc.Report, &doc.Findings[i])
					e.Message = doc.Findings[i].Message
					found = &e
				}
			}
		}
		return nil
	})
	return found, err
}

// Fingerprints gives those of the newest results' findings, for suggestions.
func (w *Workspace) Fingerprints(ctx context.Context, most int) ([]string, error) {
	return w.Strings(ctx, `SELECT DISTINCT f.fingerprint FROM findings f JOIN documents d ON d.check_id = f.check_id ORDER BY f.fingerprint LIMIT $1`, most)
}

// Undecide takes decisions back.
func (w *Workspace) Undecide(ctx context.Context, fingerprints []string) error {
	return w.Tx(ctx, func(tx *sql.Tx) error {
		for _, fp := range fingerprints {
			if _, err := tx.ExecContext(ctx, w.q(`DELETE FROM decisions WHERE fingerprint = $1`), fp); err != nil {
				return err
			}
		}
		return nil
	})
}
