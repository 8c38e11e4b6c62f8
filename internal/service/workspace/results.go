package workspace

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"selfeval/internal/app/wire"
	"selfeval/rules"
)

// Checked is a document that was checked, with the whole result in the blob store.
type Checked struct {
	SHA256 string
	Docs   []*wire.Doc
	Frame  Frame
	Took   time.Duration
}

// Save writes results down and ends the wait for them, in few statements whatever their
// number. Where the newest result of a document is of the same settings and program
// already, it stays: whoever was first has done the work.
func (w *Workspace) Save(ctx context.Context, tx *sql.Tx, settings, program string, done ...*Checked) error {
	if len(done) == 0 {
		return nil
	}
	todo, sums, err := w.unsaved(ctx, tx, settings, program, done)
	if err != nil {
		return err
	}
	if len(todo) > 0 {
		if err := w.saveChecks(ctx, tx, settings, program, todo); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, w.q(`DELETE FROM pending WHERE settings = $1 AND `+w.among("sha256", 2)), settings, digests(sums))
	return err
}

// unsaved holds the documents' rows until the transaction ends, and gives those whose
// newest result is not of these settings and this program, by their digests, and the
// digests of all.
func (w *Workspace) unsaved(ctx context.Context, tx *sql.Tx, settings, program string, done []*Checked) (todo map[string]*Checked, sums []string, err error) {
	todo = map[string]*Checked{}
	for _, c := range done {
		todo[c.SHA256] = c
		sums = append(sums, c.SHA256)
	}
	if w.Postgres() {
		// In one order, so that two who save the same documents do not wait for each other.
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM documents WHERE `+w.among("sha256", 1)+` ORDER BY sha256 FOR UPDATE`, digests(sums)); err != nil {
			return nil, nil, err
		}
	}
	rows, err := tx.QueryContext(ctx, w.q(`SELECT d.sha256 FROM documents d JOIN checks c ON c.id = d.check_id WHERE `+w.among("d.sha256", 1)+`
		AND c.settings = $2 AND c.program = $3`), digests(sums), settings, program)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, nil, err
		}
		delete(todo, sum)
	}
	return todo, sums, rows.Err()
}

func (w *Workspace) saveChecks(ctx context.Context, tx *sql.Tx, settings, program string, todo map[string]*Checked) error {
	var sums []string
	checks := newChecks()
	version, made := version(), now()
	for _, sum := range slices.Sorted(maps.Keys(todo)) {
		c := todo[sum]
		pages := 0
		for _, d := range c.Docs {
			pages = max(pages, d.Pages)
		}
		sums = append(sums, sum)
		checks.add(sum, settings, program, version, c.Frame.Pack, c.Frame.At, c.Frame.Size, c.Frame.Digest, pages, c.Took.Microseconds(), made)
	}
	in, these := w.among("sha256", 3), digests(sums)
	// A result of the same settings from before others were tried: it comes anew, with a
	// number that says when.
	if _, err := tx.ExecContext(ctx, w.q(`DELETE FROM checks WHERE settings = $1 AND program = $2 AND `+in), settings, program, these); err != nil {
		return err
	}
	parts := newParts()
	err := checks.each(ctx, w, tx, func(r *sql.Rows) error {
		var sum string
		var id int64
		if err := r.Scan(&sum, &id); err != nil {
			return err
		}
		return parts.add(id, todo[sum].Docs)
	})
	if err != nil {
		return err
	}
	of := `(SELECT c.id FROM checks c WHERE c.sha256 = documents.sha256 AND c.settings = $1 AND c.program = $2)`
	if _, err := tx.ExecContext(ctx, w.q(`UPDATE documents SET check_id = `+of+` WHERE `+in), settings, program, these); err != nil {
		return err
	}
	if err := parts.results.insert(ctx, w, tx); err != nil {
		return err
	}
	return parts.findings.insert(ctx, w, tx)
}

func newChecks() *rows {
	checks := newRows(`checks (sha256, settings, program, version, pack, at, size, digest, pages, took, made)`, 11)
	checks.then = ` RETURNING sha256, id`
	return checks
}

// Prepare has the statements by which results are written ready where the database is a
// file: reading them anew with every job takes as long as what they do. A server's
// connections remember statements by themselves. It is called before anything is saved.
func (w *Workspace) Prepare(ctx context.Context) error {
	if w.Postgres() || w.prepared != nil {
		return nil
	}
	ready := map[string]*sql.Stmt{}
	p := newParts()
	for _, r := range []*rows{newChecks(), p.results, p.findings} {
		for _, size := range sizes {
			statement := r.statement(w, size*r.width)
			s, err := w.db.PrepareContext(ctx, statement)
			if err != nil {
				return diskFault(err)
			}
			ready[statement] = s
		}
	}
	w.prepared = ready
	return nil
}

// parts are the rows of what became of each report.
type parts struct{ results, findings *rows }

func newParts() *parts {
	return &parts{
		newRows(`results (check_id, part, status, cause, error, title, department, fiscal_year, kind, errors, warnings, infos, fixes, reading)`, 14),
		newRows(`findings (check_id, part, ordinal, rule, severity, fingerprint, values_digest, message_zh, message_en, confirmed, caused_by)`, 11),
	}
}

func (p *parts) add(check int64, docs []*wire.Doc) error {
	for _, d := range docs {
		body, err := d.JSON()
		if err != nil {
			return err
		}
		r := pick(body)
		reading := ""
		if r.reading.IsObject() {
			reading = Plain(r.reading.Raw)
		}
		p.results.add(check, d.Part, string(d.Status), Plain(r.cause), Plain(r.error), Plain(r.title), Plain(r.department), Plain(r.year), Plain(r.kind), d.Errors, d.Warnings, d.Infos, r.fixes, reading)
		said := d.Texts[min(len(d.Texts), r.before):]
		for i, f := range r.findings.Array() {
			zh := f.Get("message").String()
			text := [2]string{zh, zh}
			if i < len(said) {
				text = said[i]
			}
			p.finding(check, d.Part, i, f, text)
		}
	}
	return nil
}

// finding adds a finding, with its sentence in both languages.
func (p *parts) finding(check int64, part, ordinal int, f gjson.Result, text [2]string) {
	var confirmed any
	if c := f.Get("confirmed"); c.IsBool() {
		confirmed = 0
		if c.Bool() {
			confirmed = 1
		}
	}
	p.findings.add(check, part, ordinal, f.Get("rule").String(), f.Get("severity").String(), f.Get("fingerprint").String(), f.Get("values_digest").String(),
		Plain(text[0]), Plain(text[1]), confirmed, f.Get("caused_by").String())
}

// picked is what is wanted of a result in columns.
type picked struct {
	cause, error, title, department, year, kind string
	fixes                                       int
	before                                      int // sentences before those of the findings
	reading, findings                           gjson.Result
}

// pick takes a few fields of a result that may be long. It is gone through once, and not
// taken apart.
func pick(body []byte) (r picked) {
	length := func(v gjson.Result) (n int) {
		v.ForEach(func(_, _ gjson.Result) bool { n++; return true })
		return n
	}
	gjson.ParseBytes(body).ForEach(func(name, v gjson.Result) bool {
		switch name.Str {
		case "cause":
			r.cause = v.String()
		case "error":
			r.error = v.String()
		case "report":
			r.of(v)
		case "fixes":
			r.fixes = length(v)
		case "reading":
			r.reading = v
		case "findings":
			r.findings = v
		case "notes", "violations":
			r.before += length(v)
		}
		return true
	})
	return r
}

// of takes the fields of the report. They stand before its tables.
func (r *picked) of(report gjson.Result) {
	left := 4
	report.ForEach(func(name, v gjson.Result) bool {
		to := r.field(name.Str)
		if to == nil {
			return true
		}
		*to = v.String()
		left--
		return left > 0
	})
}

func (r *picked) field(name string) *string {
	switch name {
	case "title":
		return &r.title
	case "department":
		return &r.department
	case "fiscal_year":
		return &r.year
	case "kind":
		return &r.kind
	}
	return nil
}

// Plain leaves out what a database on a server does not take in a text.
func Plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// rows gathers what goes into one table, to be written in few statements.
type rows struct {
	into  string
	width int
	args  []any
	then  string // ends the statement
}

func newRows(into string, width int) *rows { return &rows{into: into, width: width} }

func (r *rows) add(args ...any) { r.args = append(r.args, args...) }

func (r *rows) insert(ctx context.Context, w *Workspace, tx *sql.Tx) error {
	return r.each(ctx, w, tx, func(*sql.Rows) error { return nil })
}

// sizes are how many rows a statement takes: of few sizes, so that each is prepared once and
// not with every job. Both databases take some thousand arguments.
var sizes = []int{60, 20, 5, 1}

// each inserts the rows, and calls f for whatever the statement gives back.
func (r *rows) each(ctx context.Context, w *Workspace, tx *sql.Tx, f func(*sql.Rows) error) error {
	for _, size := range sizes {
		for n := size * r.width; len(r.args) >= n; r.args = r.args[n:] {
			if err := r.some(ctx, w, tx, n, f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *rows) some(ctx context.Context, w *Workspace, tx *sql.Tx, n int, f func(*sql.Rows) error) error {
	ask := tx.QueryContext
	statement := r.statement(w, n)
	if s := w.prepared[statement]; s != nil {
		ask = func(ctx context.Context, _ string, args ...any) (*sql.Rows, error) {
			return tx.StmtContext(ctx, s).QueryContext(ctx, args...)
		}
	}
	back, err := ask(ctx, statement, r.args[:n]...)
	if err != nil {
		return err
	}
	for back.Next() {
		if err := f(back); err != nil {
			_ = back.Close()
			return err
		}
	}
	return errors.Join(back.Err(), back.Close())
}

// statement inserts so many arguments.
func (r *rows) statement(w *Workspace, n int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + r.into + " VALUES ")
	// Where the database takes places without numbers they have none: SQLite looks through
	// all numbers for each.
	places := "(" + strings.TrimSuffix(strings.Repeat("?,", r.width), ",") + ")"
	for i := 0; i < n; i += r.width {
		if i > 0 {
			b.WriteByte(',')
		}
		if w.Postgres() {
			places = "(" + list(i+1, r.width) + ")"
		}
		b.WriteString(places)
	}
	b.WriteString(r.then)
	return b.String()
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
	PageText  string      // what the link to the source's page says
	Attached  []Attached  // the attachments of the source, where it is a page
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
				return fault(err, "工作区里的结果 %s 已损坏", "the result %s in the workspace is damaged", p.frame.Pack)
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

// Attached is what a page's attachment holds.
type Attached struct{ URL, Text, SHA256 string }

// besides gives the attachments of sources that are pages, and what the links to their
// pages say.
func (w *Workspace) besides(ctx context.Context, found []foundPage) error {
	at := map[string][]*foundPage{}
	var pages, referrers []string
	for i := range found {
		s := &found[i].Source
		if s.Kind != URLSource {
			continue
		}
		pages = append(pages, s.Location)
		at[s.Location] = append(at[s.Location], &found[i])
		if s.Referrer != "" {
			referrers = append(referrers, s.Referrer)
		}
	}
	if len(pages) == 0 {
		return nil
	}
	type attached struct {
		page string
		Attached
	}
	// What lies in an archive is attached where the archive is.
	mark := w.position("s.location", "'"+within+"'")
	all, err := collect(ctx, w, `SELECT s.referrer, s.location, s.link_text, s.sha256 FROM sources s
		JOIN crawl_pages p ON p.url = CASE WHEN `+mark+` > 0 THEN substr(s.location, 1, `+mark+` - 1) ELSE s.location END
		WHERE p.kind = 'attachment' AND s.sha256 IS NOT NULL AND `+w.among("s.referrer", 1)+` ORDER BY s.id`, func(r *sql.Rows, a *attached) error {
		return r.Scan(&a.page, &a.URL, &a.Text, &a.SHA256)
	}, digests(pages))
	if err != nil {
		return err
	}
	for _, a := range all {
		for _, p := range at[a.page] {
			p.Attached = append(p.Attached, a.Attached)
		}
	}
	if len(referrers) == 0 {
		return nil
	}
	type page struct{ url, text string }
	texts, err := collect(ctx, w, `SELECT url, link_text FROM crawl_pages WHERE `+w.among("url", 1), func(r *sql.Rows, p *page) error {
		return r.Scan(&p.url, &p.text)
	}, digests(referrers))
	if err != nil {
		return err
	}
	said := map[string]string{}
	for _, p := range texts {
		said[p.url] = p.text
	}
	for i := range found {
		found[i].PageText = said[found[i].Source.Referrer]
	}
	return nil
}

type foundPage struct {
	Found
	frame Frame
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
	contains := w.position("%s", "$$") + ` > 0`
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
	rows, err := w.reads.QueryContext(ctx, w.q(`SELECT s.kind, s.location, s.referrer, s.link_text, s.published, d.sha256, c.pack, c.at, c.size, c.digest, r.part,
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
		if err := rows.Scan(&p.Source.Kind, &p.Source.Location, &p.Source.Referrer, &p.Source.LinkText, &p.Source.Published, &p.SHA256, &p.frame.Pack, &p.frame.At, &p.frame.Size, &p.frame.Digest, &part, &seen); err != nil {
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
	if err := rows.Err(); err != nil {
		return nil, err
	}
	_ = rows.Close()
	return out, w.besides(ctx, out)
}
