package workspace

import (
	"context"
	"database/sql"
	"errors"
)

// Night is a nightly run.
type Night struct {
	ID       int64
	Day      string // 2006-01-02
	Program  string
	Version  string
	Settings string
	Finished bool
	Report   []byte // JSON
}

// BeginNight begins the run of a day, or gives the one that was begun already: whoever
// calls, and however often, a day has one.
func (w *Workspace) BeginNight(ctx context.Context, day, program, settings string) (n *Night, begun bool, err error) {
	r, err := w.db.ExecContext(ctx, w.q(`INSERT INTO runs (day, started, program, version, settings) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`),
		day, now(), program, version(), settings)
	if err != nil {
		return nil, false, err
	}
	rows, _ := r.RowsAffected()
	n, err = w.night(ctx, `WHERE day = $1`, day)
	return n, rows == 1, err
}

// LastNight gives the newest run that is finished, nil where there is none.
func (w *Workspace) LastNight(ctx context.Context) (*Night, error) {
	n, err := w.night(ctx, `WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1`)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return n, err
}

// NightOf gives the run of a day.
func (w *Workspace) NightOf(ctx context.Context, day string) (*Night, error) {
	n, err := w.night(ctx, `WHERE day = $1`, day)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault(nil, "%s 没有夜间运行", "there was no nightly run on %s", day)
	}
	return n, err
}

func (w *Workspace) night(ctx context.Context, where string, args ...any) (*Night, error) {
	n := &Night{}
	var finished sql.NullInt64
	var body string
	err := w.db.QueryRowContext(ctx, w.q(`SELECT id, day, program, version, settings, finished, report FROM runs `+where), args...).
		Scan(&n.ID, &n.Day, &n.Program, &n.Version, &n.Settings, &finished, &body)
	n.Finished, n.Report = finished.Valid, []byte(body)
	return n, err
}

// Claim gives everything that no run has told of to this one. It is done once, in one
// statement each: what comes later is the next run's.
func (w *Workspace) Claim(ctx context.Context, run int64) error {
	return w.Tx(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"checks", "sightings"} {
			if _, err := tx.ExecContext(ctx, w.q(`UPDATE `+table+` SET run = $1 WHERE run IS NULL`), run); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndNight writes down what a run has to tell, and, where they are given, the findings of
// reports compared with each other that stand after it.
func (w *Workspace) EndNight(ctx context.Context, run int64, report []byte, standing []Compared) error {
	return w.Tx(ctx, func(tx *sql.Tx) error {
		if standing != nil {
			if _, err := tx.ExecContext(ctx, `DELETE FROM compared`); err != nil {
				return err
			}
			all := newRows(`compared (location, part, fingerprint, figures, body)`, 5)
			all.then = ` ON CONFLICT DO NOTHING`
			for i := range standing {
				c := &standing[i]
				all.add(c.Location, c.Part, c.Fingerprint, c.Figures, Plain(string(c.Body)))
			}
			if err := all.insert(ctx, w, tx); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, w.q(`UPDATE runs SET finished = $1, report = $2 WHERE id = $3`), now(), string(report), run)
		return err
	})
}

// Compared is a finding of reports compared with each other.
type Compared struct {
	Location    string
	Part        int
	Fingerprint string
	Figures     string // their digest
	Body        []byte // JSON
}

// Standing are the findings of reports compared with each other as the last run left them.
func (w *Workspace) Standing(ctx context.Context) ([]Compared, error) {
	return collect(ctx, w, `SELECT location, part, fingerprint, figures, body FROM compared ORDER BY location, part, fingerprint`, func(r *sql.Rows, c *Compared) error {
		return r.Scan(&c.Location, &c.Part, &c.Fingerprint, &c.Figures, &c.Body)
	})
}

// State is what a source held and what was found in it.
type State struct {
	SHA256   string // empty: nothing
	Check    int64  // 0: it was not checked
	Program  string
	Settings string
}

// Change is a source about which a run has something to tell.
type Change struct {
	Location    string
	Before, Now State
}

// Changes gives a page of the sources that a run tells of, after a location: those whose
// document changed, and those whose document was checked anew.
func (w *Workspace) Changes(ctx context.Context, run int64, after string, most int) ([]Change, error) {
	// The last sighting and the last check that an earlier run told of, and those of now.
	return collect(ctx, w, `
		WITH told AS (
			SELECT source FROM sightings WHERE run = $1
			UNION SELECT g.source FROM checks c JOIN sightings g ON g.sha256 = c.sha256 WHERE c.run = $1
		), states AS (
			SELECT s.location,
				(SELECT g.sha256 FROM sightings g WHERE g.source = s.id AND g.run < $1 ORDER BY g.id DESC LIMIT 1) AS was,
				(SELECT g.sha256 FROM sightings g WHERE g.source = s.id AND g.run <= $1 ORDER BY g.id DESC LIMIT 1) AS is_now
			FROM sources s WHERE s.id IN (SELECT source FROM told) AND s.location > $2 ORDER BY s.location LIMIT $3
		)
		SELECT t.location, coalesce(t.was, ''), coalesce(t.is_now, ''),
			coalesce(b.id, 0), coalesce(b.program, ''), coalesce(b.settings, ''),
			coalesce(n.id, 0), coalesce(n.program, ''), coalesce(n.settings, '')
		FROM states t
		LEFT JOIN checks b ON b.id = (SELECT max(c.id) FROM checks c WHERE c.sha256 = t.was AND c.run < $1)
		LEFT JOIN checks n ON n.id = (SELECT max(c.id) FROM checks c WHERE c.sha256 = t.is_now AND c.run <= $1)
		ORDER BY t.location`, func(r *sql.Rows, c *Change) error {
		return r.Scan(&c.Location, &c.Before.SHA256, &c.Now.SHA256, &c.Before.Check, &c.Before.Program, &c.Before.Settings, &c.Now.Check, &c.Now.Program, &c.Now.Settings)
	}, run, after, most)
}

// Part is what was found in one report of a document.
type Part struct {
	Part       int
	Status     string
	Error      string
	Department string
	Year       string
	Findings   []PartFinding
}

// PartFinding is a finding as the tables hold it.
type PartFinding struct {
	Rule, Severity, Fingerprint, Values, ZH, EN string
}

// Parts gives what a check found.
func (w *Workspace) Parts(ctx context.Context, check int64) ([]Part, error) {
	rows, err := w.reads.QueryContext(ctx, w.q(`SELECT part, status, error, department, fiscal_year FROM results WHERE check_id = $1 ORDER BY part`), check)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Part
	at := map[int]int{}
	for rows.Next() {
		var p Part
		if err := rows.Scan(&p.Part, &p.Status, &p.Error, &p.Department, &p.Year); err != nil {
			return nil, err
		}
		at[p.Part] = len(out)
		out = append(out, p)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	found, err := w.reads.QueryContext(ctx, w.q(`SELECT part, rule, severity, fingerprint, values_digest, message_zh, message_en FROM findings WHERE check_id = $1 ORDER BY part, ordinal`), check)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var part int
		var f PartFinding
		if err := found.Scan(&part, &f.Rule, &f.Severity, &f.Fingerprint, &f.Values, &f.ZH, &f.EN); err != nil {
			return nil, err
		}
		if i, ok := at[part]; ok {
			out[i].Findings = append(out[i].Findings, f)
		}
	}
	return out, found.Err()
}
