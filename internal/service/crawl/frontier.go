package crawl

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// The states of a host in a night.
const (
	open    = "open"    // there may be more to fetch
	done    = "done"    // nothing is due any more
	spent   = "spent"   // its budget is used up, the rest is for another night
	blocked = "blocked" // the site's guard does not want us
	stopped = "stopped" // too many faults in a row
)

// hostRow is a host of the frontier.
type hostRow struct {
	host, day, state string
	site             Site
	calm             time.Time // before it, the host is left alone
	faults           int
	pages, bytes     int64
}

// pageRow is an address of the frontier.
type pageRow struct {
	id                     int64
	url, kind              string
	depth, further, hops   int
	referrer, text, posted string
	tries                  int
	visited                string
	etag, modified, sha256 string
	document               bool
	fetched                string // what came, where it is not settled yet
	whole                  string // address of the page that this one is a part of
}

// frontier is the table of addresses, and that of hosts. A visit and all that it leads to
// are one transaction: whoever is killed has written all of a visit or nothing.
type frontier struct{ w *workspace.Workspace }

func (f frontier) exec(ctx context.Context, tx *sql.Tx, ask string, args ...any) (int64, error) {
	r, err := tx.ExecContext(ctx, f.w.Q(ask), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// host reads a host.
func (f frontier) host(ctx context.Context, name string) (*hostRow, error) {
	h := &hostRow{host: name}
	var site string
	var calm int64
	err := f.w.DB().QueryRowContext(ctx, f.w.Q(`SELECT day, state, site, calm, faults, pages, bytes FROM crawl_hosts WHERE host = $1`), name).
		Scan(&h.day, &h.state, &site, &calm, &h.faults, &h.pages, &h.bytes)
	if err != nil {
		return nil, err
	}
	h.calm = time.UnixMilli(calm)
	if err := json.Unmarshal([]byte(site), &h.site); err != nil {
		return nil, err
	}
	return h, h.site.prepare()
}

// begin enters a site's hosts and seeds for a night, and what is to be looked at again.
func (f frontier) begin(ctx context.Context, tx *sql.Tx, s *Site, day string) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	long, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return err
	}
	before := long.AddDate(0, 0, -*s.Revisit).Format(time.DateOnly)
	for _, h := range s.Hosts {
		if _, err := f.exec(ctx, tx, `INSERT INTO crawl_hosts (host, site, day, state) VALUES ($1, $2, $3, 'open')
			ON CONFLICT (host) DO UPDATE SET site = excluded.site, state = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.state ELSE 'open' END,
			said_zh = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.said_zh ELSE '' END,
			said_en = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.said_en ELSE '' END,
			faults = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.faults ELSE 0 END,
			pages = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.pages ELSE 0 END,
			bytes = CASE WHEN crawl_hosts.day = excluded.day THEN crawl_hosts.bytes ELSE 0 END,
			day = excluded.day`, h, string(body), day); err != nil {
			return err
		}
		if _, err := f.exec(ctx, tx, `UPDATE crawl_pages SET due = 1, tries = 0 WHERE host = $1 AND due = 0 AND sha256 <> '' AND (document = 1 OR change = 'gone' OR whole <> '')
			AND visited < $2 AND visited <= $3`, h, day, before); err != nil {
			return err
		}
	}
	for _, seed := range s.begins() {
		p := &pageRow{url: seed, kind: "seed"}
		if err := f.want(ctx, tx, p, day); err != nil {
			return err
		}
	}
	return nil
}

// places are the order in which kinds are visited: what tells of news first.
var places = map[string]int{"seed": 0, string(Next): 1, string(Refresh): 1, string(Frame): 2, string(Item): 2, string(Attachment): 3}

// add enters an address that was found, once. It reports whether it is new.
func (f frontier) add(ctx context.Context, tx *sql.Tx, p *pageRow) (bool, error) {
	n, err := f.exec(ctx, tx, `INSERT INTO crawl_pages (url, host, kind, place, depth, further, hops, referrer, link_text, published, whole, due)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT (url) DO NOTHING`,
		p.url, HostOf(p.url), p.kind, places[p.kind], p.depth, p.further, p.hops, p.referrer, workspace.Plain(p.text), p.posted, p.whole)
	if err == nil && n > 0 {
		err = f.reopen(ctx, tx, HostOf(p.url))
	}
	return n > 0, err
}

// want enters an address, or lets it be visited once more where this night has not yet.
func (f frontier) want(ctx context.Context, tx *sql.Tx, p *pageRow, day string) error {
	isNew, err := f.add(ctx, tx, p)
	if err == nil && !isNew {
		_, err = f.exec(ctx, tx, `UPDATE crawl_pages SET due = 1, tries = 0 WHERE url = $1 AND visited <> $2`, p.url, day)
	}
	return err
}

// next gives the address of a host that is to be visited next, nil where there is none.
func (f frontier) next(ctx context.Context, host string) (*pageRow, error) {
	p := &pageRow{}
	var doc int
	err := f.w.DB().QueryRowContext(ctx, f.w.Q(`SELECT id, url, kind, depth, further, hops, referrer, link_text, published, tries, visited, etag, modified, sha256, document, fetched, whole
		FROM crawl_pages WHERE host = $1 AND due = 1 ORDER BY CASE fetched WHEN '' THEN 1 ELSE 0 END, tries, place, id LIMIT 1`), host).
		Scan(&p.id, &p.url, &p.kind, &p.depth, &p.further, &p.hops, &p.referrer, &p.text, &p.posted, &p.tries, &p.visited, &p.etag, &p.modified, &p.sha256, &doc, &p.fetched, &p.whole)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	p.document = doc == 1
	return p, err
}

// reserve keeps a host calm for a while, whoever comes next.
func (f frontier) reserve(ctx context.Context, host string, until time.Time) error {
	_, err := f.w.DB().ExecContext(ctx, f.w.Q(`UPDATE crawl_hosts SET calm = $1 WHERE host = $2`), until.UnixMilli(), host)
	return err
}

// keep writes down what came of a request, before it is settled.
func (f frontier) keep(ctx context.Context, page int64, fetched string) error {
	_, err := f.w.DB().ExecContext(ctx, f.w.Q(`UPDATE crawl_pages SET fetched = $1 WHERE id = $2`), fetched, page)
	return err
}

// spend writes down what a request took from a host.
func (f frontier) spend(ctx context.Context, tx *sql.Tx, h *hostRow, bytes int64) error {
	_, err := f.exec(ctx, tx, `UPDATE crawl_hosts SET calm = $1, faults = $2, pages = pages + 1, bytes = bytes + $3 WHERE host = $4`,
		h.calm.UnixMilli(), h.faults, bytes, h.host)
	h.pages++
	h.bytes += bytes
	return err
}

// finish closes a host where nothing is due any more.
func (f frontier) finish(ctx context.Context, h *hostRow) error {
	r, err := f.w.DB().ExecContext(ctx, f.w.Q(`UPDATE crawl_hosts SET state = 'done' WHERE host = $1
		AND NOT EXISTS (SELECT 1 FROM crawl_pages p WHERE p.host = $1 AND p.due = 1)`), h.host)
	if err != nil {
		return err
	}
	if n, _ := r.RowsAffected(); n > 0 {
		h.state = done
	}
	return nil
}

// reopen opens a host that was done with: something is due there again.
func (f frontier) reopen(ctx context.Context, tx *sql.Tx, host string) error {
	_, err := f.exec(ctx, tx, `UPDATE crawl_hosts SET state = 'open' WHERE host = $1 AND state = 'done'`, host)
	return err
}

// end closes a host for the night.
func (f frontier) end(ctx context.Context, h *hostRow, state string, said report.Text) error {
	h.state = state
	_, err := f.w.DB().ExecContext(ctx, f.w.Q(`UPDATE crawl_hosts SET state = $1, said_zh = $2, said_en = $3 WHERE host = $4`), state, workspace.Plain(said.ZH), workspace.Plain(said.EN), h.host)
	return err
}

// stamp is a header by which a page is asked for on condition, empty where it is none
// that could be sent back.
func stamp(s string) string {
	if len(s) > 500 || printable(s) != s {
		return ""
	}
	return s
}

// settled is what a visit leaves of an address.
type settled struct {
	verdict Verdict
	change  string
	said    report.Text
	due     bool // to be tried again
	resp    *Response
	sha256  string
	doc     bool
	whole   bool // it completed the page that it is a part of
}

func (f frontier) settle(ctx context.Context, tx *sql.Tx, p *pageRow, day string, s *settled) error {
	due, doc, tries := 0, 0, 0
	if s.due {
		due, tries = 1, p.tries+1
	}
	if s.doc {
		doc = 1
	}
	etag, modified, sum := p.etag, p.modified, p.sha256
	if s.verdict == OK {
		etag, modified, sum = stamp(s.resp.Header.Get("ETag")), stamp(s.resp.Header.Get("Last-Modified")), s.sha256
	}
	if s.verdict == Gone {
		etag, modified = "", "" // if it comes back, all of it is wanted
	}
	_, err := f.exec(ctx, tx, `UPDATE crawl_pages SET due = $1, tries = $2, visited = $3, verdict = $4, change = $5, said_zh = $6, said_en = $7,
		etag = $8, modified = $9, sha256 = $10, document = $11, fetched = '' WHERE id = $12`,
		due, tries, day, string(s.verdict), s.change, s.said.ZH, s.said.EN, etag, modified, sum, doc, p.id)
	return err
}

// rules gives what robots.txt said this night, nil where nobody asked yet.
func (f frontier) rules(ctx context.Context, origin, day string) (*rules, error) {
	var missing int
	var body string
	err := f.w.DB().QueryRowContext(ctx, f.w.Q(`SELECT missing, body FROM crawl_robots WHERE origin = $1 AND day = $2`), origin, day).Scan(&missing, &body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	case missing == 1:
		return &rules{all: true}, nil
	}
	text, err := base64.StdEncoding.DecodeString(body)
	return readRobots(text), err
}

func (f frontier) putRules(ctx context.Context, origin, day string, r *rules) error {
	missing := 0
	if r.all {
		missing = 1
	}
	_, err := f.w.DB().ExecContext(ctx, f.w.Q(`INSERT INTO crawl_robots (origin, day, missing, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (origin) DO UPDATE SET day = excluded.day, missing = excluded.missing, body = excluded.body`), origin, day, missing, r.text)
	return err
}

// opened are the hosts that are not done with.
func (f frontier) opened(ctx context.Context) ([]string, error) {
	return f.w.Strings(ctx, `SELECT host FROM crawl_hosts WHERE state = 'open'`)
}
