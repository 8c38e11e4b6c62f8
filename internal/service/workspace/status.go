package workspace

import "context"

// Status is the state of a workspace in figures.
type Status struct {
	Workspace string         `json:"workspace"`
	Documents int            `json:"documents"` // kept, whether a source still holds them or not
	Sources   int            `json:"sources"`
	Vanished  int            `json:"vanished"` // sources that hold nothing any more
	Checked   int            `json:"checked"`  // documents with a result
	Waiting   int            `json:"waiting"`  // documents that wait or are in work
	Running   int            `json:"running"`  // of these, in work
	Workers   int            `json:"workers"`  // processes
	Pages     int64          `json:"pages"`    // read in all checks
	Seconds   float64        `json:"seconds"`  // processor time spent on them, one document at a time
	Statuses  map[string]int `json:"statuses"` // newest results by status
	Causes    map[string]int `json:"causes"`   // failed ones by cause
	Findings  map[string]int `json:"findings"` // of the newest results, by severity
	Retrying  int            `json:"retrying"` // jobs that failed for the infrastructure's fault and are tried again
}

// Status counts.
func (w *Workspace) Status(ctx context.Context) (*Status, error) {
	s := &Status{Workspace: w.where, Statuses: map[string]int{}, Causes: map[string]int{}, Findings: map[string]int{}}
	var took int64
	err := w.reads.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM documents), (SELECT count(*) FROM sources), (SELECT count(*) FROM sources WHERE sha256 IS NULL),
		(SELECT count(*) FROM documents WHERE check_id IS NOT NULL), (SELECT count(*) FROM pending),
		(SELECT coalesce(sum(pages), 0) FROM checks), (SELECT coalesce(sum(took), 0) FROM checks)`).
		Scan(&s.Documents, &s.Sources, &s.Vanished, &s.Checked, &s.Waiting, &s.Pages, &took)
	if err != nil {
		return nil, err
	}
	s.Seconds = float64(took) / 1e6
	if s.Workers, err = w.Workers(ctx); err != nil {
		return nil, err
	}
	newest := ` FROM documents d JOIN results r ON r.check_id = d.check_id`
	for ask, into := range map[string]map[string]int{
		`SELECT r.status, count(*)` + newest + ` GROUP BY r.status`:                                                   s.Statuses,
		`SELECT r.cause, count(*)` + newest + ` WHERE r.cause <> '' GROUP BY r.cause`:                                 s.Causes,
		`SELECT f.severity, count(*) FROM documents d JOIN findings f ON f.check_id = d.check_id GROUP BY f.severity`: s.Findings,
	} {
		if err := w.counts(ctx, ask, into); err != nil {
			return nil, err
		}
	}
	jobs := map[string]int{}
	if err := w.counts(ctx, `SELECT CAST(state AS TEXT), count(*) FROM river_job WHERE kind = 'check' AND state IN ('running', 'retryable') GROUP BY state`, jobs); err != nil {
		return nil, err
	}
	s.Retrying = jobs["retryable"]
	err = w.reads.QueryRowContext(ctx, `SELECT count(*) FROM pending p JOIN river_job j ON j.id = p.job WHERE j.state = 'running'`).Scan(&s.Running)
	return s, err
}

func (w *Workspace) counts(ctx context.Context, ask string, into map[string]int) error {
	rows, err := w.reads.QueryContext(ctx, ask)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var k string
		var n int
		if err := rows.Scan(&k, &n); err != nil {
			return err
		}
		into[k] = n
	}
	return rows.Err()
}
