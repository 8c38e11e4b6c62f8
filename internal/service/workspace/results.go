package workspace

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"selfeval"
	"selfeval/internal/app/wire"
	"selfeval/report"
	"selfeval/rules"
)

// Checked is a document that was checked, with the whole result in the blob store.
type Checked struct {
	SHA256 string
	Docs   []*wire.Doc
	Frame  string // name of the blob
	Took   time.Duration
}

// Save writes a result down and ends the wait for it. Where the newest result is of the
// same settings and program already, it stays: whoever was first has done the work.
func (w *Workspace) Save(ctx context.Context, tx *sql.Tx, settings, program string, c *Checked) error {
	there, err := w.newest(ctx, tx, settings, program, c.SHA256)
	if err != nil {
		return err
	}
	if !there {
		if err := w.save(ctx, tx, settings, program, c); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, w.q(`DELETE FROM pending WHERE sha256 = $1 AND settings = $2`), c.SHA256, settings)
	return err
}

// newest holds a document's row until the transaction ends, and tells whether its newest
// result is of these settings and this program.
func (w *Workspace) newest(ctx context.Context, tx *sql.Tx, settings, program, sha256 string) (bool, error) {
	if _, err := tx.ExecContext(ctx, w.q(`UPDATE documents SET check_id = check_id WHERE sha256 = $1`), sha256); err != nil {
		return false, err
	}
	var n int
	err := tx.QueryRowContext(ctx, w.q(`SELECT count(*) FROM documents d JOIN checks c ON c.id = d.check_id
		WHERE d.sha256 = $1 AND c.settings = $2 AND c.program = $3`), sha256, settings, program).Scan(&n)
	return n > 0, err
}

func (w *Workspace) save(ctx context.Context, tx *sql.Tx, settings, program string, c *Checked) error {
	pages := 0
	for _, d := range c.Docs {
		pages = max(pages, d.Pages)
	}
	// A result of the same settings from before others were tried: it comes anew, with a
	// number that says when.
	if _, err := tx.ExecContext(ctx, w.q(`DELETE FROM checks WHERE sha256 = $1 AND settings = $2 AND program = $3`), c.SHA256, settings, program); err != nil {
		return err
	}
	var id int64
	err := tx.QueryRowContext(ctx, w.q(`INSERT INTO checks (sha256, settings, program, version, frame, pages, took, made)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`),
		c.SHA256, settings, program, version(), c.Frame, pages, c.Took.Microseconds(), now()).Scan(&id)
	if err != nil {
		return err
	}
	if err := w.saveParts(ctx, tx, id, c.Docs); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, w.q(`UPDATE documents SET check_id = $1 WHERE sha256 = $2`), id, c.SHA256)
	return err
}

func (w *Workspace) saveParts(ctx context.Context, tx *sql.Tx, check int64, docs []*wire.Doc) error {
	results := newRows(`results (check_id, part, status, cause, error, title, department, fiscal_year, kind, errors, warnings, infos, fixes, reading)`, 14)
	findings := newRows(`findings (check_id, part, ordinal, rule, severity, fingerprint, values_digest, message_zh, message_en, confirmed, caused_by)`, 11)
	for _, d := range docs {
		doc, err := d.Document()
		if err != nil {
			return err
		}
		row := summary(doc)
		results.add(check, d.Part, string(doc.Status), row.cause, row.err, row.title, row.department, row.year, row.kind, d.Errors, d.Warnings, d.Infos, len(doc.Fixes), row.reading)
		for i := range doc.Findings {
			f := &doc.Findings[i]
			var confirmed any
			if f.Confirmed != nil {
				confirmed = 0
				if *f.Confirmed {
					confirmed = 1
				}
			}
			caused := ""
			if f.CausedBy != nil {
				caused = *f.CausedBy
			}
			findings.add(check, d.Part, i, f.Rule, string(f.Severity), f.Fingerprint, f.ValuesDigest, plain(f.Text.In(report.ZH)), plain(f.Text.In(report.EN)), confirmed, caused)
		}
	}
	if err := results.insert(ctx, w, tx); err != nil {
		return err
	}
	return findings.insert(ctx, w, tx)
}

// plain leaves out what a database on a server does not take in a text.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

type columns struct{ cause, err, title, department, year, kind, reading string }

// summary is what is asked of a document.
func summary(d *selfeval.Document) (c columns) {
	if d.Cause != nil {
		c.cause = string(*d.Cause)
	}
	if d.Error != nil {
		c.err = plain(*d.Error)
	}
	if r := d.Report; r != nil {
		c.title, c.department, c.year, c.kind = plain(r.Title), plain(r.Department), plain(r.FiscalYear.String()), string(r.Kind)
	}
	if b, err := json.Marshal(d.Reading); err == nil && d.Reading != nil {
		c.reading = plain(string(b))
	}
	return c
}

// rows gathers what goes into one table, to be written in few statements.
type rows struct {
	into  string
	width int
	args  []any
}

func newRows(into string, width int) *rows { return &rows{into: into, width: width} }

func (r *rows) add(args ...any) { r.args = append(r.args, args...) }

func (r *rows) insert(ctx context.Context, w *Workspace, tx *sql.Tx) error {
	const most = 60 // rows a statement: both databases take some thousand arguments
	for len(r.args) > 0 {
		n := min(most*r.width, len(r.args))
		var b bytes.Buffer
		b.WriteString("INSERT INTO " + r.into + " VALUES ")
		for i := 0; i < n; i += r.width {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("(" + list(i+1, r.width) + ")")
		}
		if _, err := tx.ExecContext(ctx, w.q(b.String()), r.args[:n]...); err != nil {
			return err
		}
		r.args = r.args[n:]
	}
	return nil
}

// Filter chooses among results. Empty fields choose everything.
type Filter struct {
	Department string // part of its name
	Year       string
	Source     string // part of the location
	Rule       string // with a finding of it
	Severity   rules.Severity
	Status     string
	Since      int64 // only what was checked or seen after this nightly run was done
}

// Found is a result with its source.
type Found struct {
	Source    Source
	FetchedAt time.Time
	SHA256    string
	Docs      []*wire.Doc // those parts of the document that the filter chose
}

// Each calls f for every result that a filter chooses, in the order of the sources'
// locations. Memory does not grow with their number.
func (w *Workspace) Each(ctx context.Context, filter Filter, f func(*Found) error) error {
	after := ""
	for {
		page, err := w.page(ctx, filter, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			p := &page[i]
			frame, err := w.Blobs.Frame(ctx, p.frame)
			if err != nil {
				return err
			}
			docs, err := wire.Read(bytes.NewReader(frame))
			if err != nil {
				return fault(err, "工作区里的结果 %s 已损坏", "the result %s in the workspace is damaged", p.frame)
			}
			for _, d := range docs {
				if p.parts[d.Part] {
					p.Docs = append(p.Docs, d)
				}
			}
			if err := f(&p.Found); err != nil {
				return err
			}
		}
		after = page[len(page)-1].Source.Location
	}
}

type foundPage struct {
	Found
	frame string
	parts map[int]bool
}

// pageSize is how many sources are asked for at once.
const pageSize = 200

// page asks for the sources after a location, and which parts of their documents the
// filter chooses.
func (w *Workspace) page(ctx context.Context, f Filter, after string) ([]foundPage, error) {
	where, args := []string{`s.location > $1`}, []any{after}
	and := func(cond string, arg any) {
		args = append(args, arg)
		where = append(where, strings.ReplaceAll(cond, "$$", list(len(args), 1)))
	}
	contains := `strpos(%s, $$) > 0`
	if !w.Postgres() {
		contains = `instr(%s, $$) > 0`
	}
	if f.Department != "" {
		and(strings.ReplaceAll(contains, "%s", "r.department"), f.Department)
	}
	if f.Year != "" {
		and(`r.fiscal_year = $$`, f.Year)
	}
	if f.Source != "" {
		and(strings.ReplaceAll(contains, "%s", "s.location"), f.Source)
	}
	if f.Status != "" {
		and(`r.status = $$`, f.Status)
	}
	finding := `EXISTS (SELECT 1 FROM findings f WHERE f.check_id = c.id AND f.part = r.part AND %s)`
	if f.Rule != "" {
		and(strings.ReplaceAll(finding, "%s", "f.rule = $$"), f.Rule)
	}
	if f.Severity != "" {
		and(strings.ReplaceAll(finding, "%s", "f.severity = $$"), string(f.Severity))
	}
	if f.Since > 0 {
		and(`(c.run IS NULL OR c.run > $$ OR EXISTS (SELECT 1 FROM sightings g WHERE g.source = s.id AND g.sha256 = s.sha256 AND (g.run IS NULL OR g.run > $$)))`, f.Since)
	}
	chosen := ` FROM sources s JOIN documents d ON d.sha256 = s.sha256 JOIN checks c ON c.id = d.check_id JOIN results r ON r.check_id = c.id WHERE ` + strings.Join(where, " AND ")
	args = append(args, pageSize)
	rows, err := w.reads.QueryContext(ctx, w.q(`SELECT s.kind, s.location, s.referrer, s.link_text, s.published, d.sha256, c.frame, r.part,
		(SELECT max(g.seen) FROM sightings g WHERE g.source = s.id AND g.sha256 = s.sha256)`+chosen+`
		AND s.location IN (SELECT DISTINCT s.location`+chosen+` ORDER BY s.location LIMIT `+list(len(args), 1)+`) ORDER BY s.location, r.part`), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []foundPage
	for rows.Next() {
		var p foundPage
		var part int
		var seen int64
		if err := rows.Scan(&p.Source.Kind, &p.Source.Location, &p.Source.Referrer, &p.Source.LinkText, &p.Source.Published, &p.SHA256, &p.frame, &part, &seen); err != nil {
			return nil, err
		}
		p.FetchedAt = time.UnixMilli(seen).UTC()
		if n := len(out); n > 0 && out[n-1].Source.Location == p.Source.Location {
			out[n-1].parts[part] = true
			continue
		}
		p.parts = map[int]bool{part: true}
		out = append(out, p)
	}
	return out, rows.Err()
}
