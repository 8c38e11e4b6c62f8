package workspace

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"strings"

	"selfeval/internal/app/buildinfo"
)

// The kinds of sources.
const (
	FileSource = "file"
	URLSource  = "url"
)

// Source is where a document comes from. What stands beside the location never enters
// the record: the same bytes have one result.
type Source struct {
	Kind      string
	Location  string // absolute path or URL
	Referrer  string // page that leads to it
	LinkText  string // what the link to it says
	Published string // day of publication, as its page gives it
	Stamp     string // size and time of a file: alike, it is not read again
}

// Arrival is a document with where it was found.
type Arrival struct {
	Source Source
	Name   string // by whose ending the format may be recognised
	SHA256 string
	Data   []byte // nil: the blob store holds it already
	Size   int64  // where Data is nil
}

func newID() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func version() string { return buildinfo.Version() }

// Holds reports whether the workspace holds a document.
func (w *Workspace) Holds(ctx context.Context, sha256 string) (bool, error) {
	var n int
	err := w.reads.QueryRowContext(ctx, w.q(`SELECT count(*) FROM documents WHERE sha256 = $1`), sha256).Scan(&n)
	return n > 0, err
}

// within stands between the place of an archive and the name of a file in it.
const within = "!/"

// Member is the location of a file that lies in an archive.
func Member(archive, name string) string { return archive + within + name }

// ArchiveOf is the location of the archive that a file lies in, and its name there; ok: it
// does.
func ArchiveOf(location string) (archive, name string, ok bool) {
	return strings.Cut(location, within)
}

// members is the condition that a source is the one of argument $1, or lies in it as in an
// archive: at or after $2, and before $3, as bounds gives them.
const members = `(location = $1 OR location >= $2 AND location < $3)`

func bounds(location string) (from, to string) { return location + within, location + "!0" }

// Held is what a source's file looked like when it was last read, and what it holds.
type Held struct{ Location, Stamp, SHA256 string }

// Held gives what a file held when it was last read, more than one where it is an archive.
func (w *Workspace) Held(ctx context.Context, location string) ([]Held, error) {
	from, to := bounds(location)
	return collect(ctx, w, `SELECT location, stamp, sha256 FROM sources WHERE `+members+` AND sha256 IS NOT NULL ORDER BY location`, func(r *sql.Rows, h *Held) error {
		return r.Scan(&h.Location, &h.Stamp, &h.SHA256)
	}, location, from, to)
}

// Arrive writes down that a source holds a document: the document, where it is new, the
// source, and the sighting where it differs from the last one. The bytes must lie in the
// blob store already.
func (w *Workspace) Arrive(ctx context.Context, tx *sql.Tx, a *Arrival, size int64) error {
	t := now()
	if _, err := tx.ExecContext(ctx, w.q(`INSERT INTO documents (sha256, size, name, added) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`),
		a.SHA256, size, a.Name, t); err != nil {
		return err
	}
	s := &a.Source
	var id int64
	var held sql.NullString
	if _, err := tx.ExecContext(ctx, w.q(`INSERT INTO sources (kind, location, added) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`),
		s.Kind, s.Location, t); err != nil {
		return err
	}
	lock := ""
	if w.Postgres() {
		lock = " FOR UPDATE" // two that see a source at once write one sighting
	}
	if err := tx.QueryRowContext(ctx, w.q(`SELECT id, sha256 FROM sources WHERE location = $1`+lock), s.Location).Scan(&id, &held); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, w.q(`UPDATE sources SET sha256 = $1, stamp = $2,
		referrer = CASE WHEN $3 = '' THEN referrer ELSE $3 END,
		link_text = CASE WHEN $4 = '' THEN link_text ELSE $4 END,
		published = CASE WHEN $5 = '' THEN published ELSE $5 END WHERE id = $6`),
		a.SHA256, s.Stamp, s.Referrer, s.LinkText, s.Published, id); err != nil {
		return err
	}
	if held.String == a.SHA256 {
		return nil
	}
	_, err := tx.ExecContext(ctx, w.q(`INSERT INTO sightings (source, sha256, seen) VALUES ($1, $2, $3)`), id, a.SHA256, t)
	return err
}

// Vanish writes down that a source holds nothing any more, and what lies in it neither.
func (w *Workspace) Vanish(ctx context.Context, location string) error {
	return w.Tx(ctx, func(tx *sql.Tx) error { return w.VanishBut(ctx, tx, location, nil) })
}

// VanishBut writes down that of a source and what lies in it only some hold anything.
func (w *Workspace) VanishBut(ctx context.Context, tx *sql.Tx, location string, kept []string) error {
	from, to := bounds(location)
	these := members + ` AND sha256 IS NOT NULL AND NOT (` + w.among("location", 4) + `)`
	if _, err := tx.ExecContext(ctx, w.q(`INSERT INTO sightings (source, seen) SELECT id, CAST($5 AS BIGINT) FROM sources WHERE `+these), location, from, to, digests(kept), now()); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, w.q(`UPDATE sources SET sha256 = NULL, stamp = '' WHERE `+these), location, from, to, digests(kept))
	return err
}

// AddRoot remembers a folder, to be looked through again every night.
func (w *Workspace) AddRoot(ctx context.Context, dir string) error {
	_, err := w.db.ExecContext(ctx, w.q(`INSERT INTO roots (location, added) VALUES ($1, $2) ON CONFLICT DO NOTHING`), dir, now())
	return err
}

// Roots are the folders that a nightly run looks through.
func (w *Workspace) Roots(ctx context.Context) ([]string, error) {
	return w.Strings(ctx, `SELECT location FROM roots ORDER BY location`)
}

// Present gives a page of the files under a folder that hold a document, after a location.
func (w *Workspace) Present(ctx context.Context, root, after string, most int) ([]string, error) {
	// A prefix is asked for by its bounds: LIKE would take % and _ in names for signs.
	return w.Strings(ctx, `SELECT location FROM sources WHERE kind = 'file' AND sha256 IS NOT NULL
		AND location > $1 AND location >= $2 AND location < $3 ORDER BY location LIMIT $4`, after, root+"/", root+"0", most)
}

// collect asks for rows, and has each scanned into a value of its own.
func collect[T any](ctx context.Context, w *Workspace, ask string, scan func(*sql.Rows, *T) error, args ...any) ([]T, error) {
	rows, err := w.reads.QueryContext(ctx, w.q(ask), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := scan(rows, &v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// Strings asks for a column of texts.
func (w *Workspace) Strings(ctx context.Context, ask string, args ...any) ([]string, error) {
	return collect(ctx, w, ask, func(r *sql.Rows, s *string) error { return r.Scan(s) }, args...)
}
