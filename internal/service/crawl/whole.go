package crawl

import (
	"context"
	"database/sql"
	"regexp"
	"strings"

	"selfeval/internal/service/workspace"
)

// A page whose frames or further pages hold the rest of it is one document with them. Its
// parts are visited as any address is, and the visit that brings the last of them joins
// them. Parts on other hosts stand for themselves: another visit may be there.

// partOf reports whether a link leads to a part of the page at hand.
func (v *hostVisit) partOf(page *Page, l *Link) bool {
	// A short page of an article looks like a list: it leads on and says little.
	if list := page.List && (v.page.whole == "" || v.page.kind != string(Next)); list || HostOf(l.URL) != v.h.host || attachmentEnding.MatchString(l.URL) {
		return false
	}
	switch l.Kind {
	case Frame:
		return v.page.whole == ""
	case Next:
		if v.page.whole == "" && (v.page.kind == "seed" || v.page.kind == string(Next)) {
			return false // where a list is gone through
		}
		return furtherPage(or(v.page.whole, v.page.url), l.URL)
	}
	return false
}

// furtherPage reports whether an address is that of a further page of an article: the same
// with a number of a page behind it, or in the query.
func furtherPage(article, to string) bool {
	path := func(s string) string {
		s, _, _ = strings.Cut(s, "?")
		return s
	}
	a, b := path(article), path(to)
	if a == b {
		return article != to
	}
	ending := a[strings.LastIndexByte(a, '.')+1:]
	stem, ok := strings.CutSuffix(a, "."+ending)
	if !ok || strings.Contains(ending, "/") {
		return false
	}
	more, ok := strings.CutPrefix(b, stem)
	more, ok2 := strings.CutSuffix(more, "."+ending)
	return ok && ok2 && pageNumber.MatchString(more)
}

var pageNumber = regexp.MustCompile(`^[_-]\d{1,3}$`)

// parts are the parts that a page leads to.
func (v *hostVisit) parts(page *Page) (out []*pageRow) {
	p := v.page
	if p.further >= mostPieces {
		return nil
	}
	for i := range page.Links {
		l := &page.Links[i]
		if len(out) >= mostPieces || !v.h.site.takes(l) || !v.partOf(page, l) || l.URL == or(p.whole, p.url) {
			continue
		}
		out = append(out, &pageRow{url: l.URL, kind: string(l.Kind), depth: p.depth, further: p.further + 1, referrer: or(p.whole, p.url),
			text: page.Title, posted: or(page.Published, p.posted), whole: or(p.whole, p.url)})
	}
	return out
}

// enterParts enters parts, each once a night.
func (v *hostVisit) enterParts(ctx context.Context, tx *sql.Tx, parts []*pageRow) error {
	for _, n := range parts {
		isNew, err := v.f.add(ctx, tx, n)
		if err == nil && !isNew {
			_, err = v.f.exec(ctx, tx, `UPDATE crawl_pages SET whole = $1, due = CASE WHEN visited = $2 THEN due ELSE 1 END WHERE url = $3 AND document = 0 AND whole IN ('', $1)`,
				n.whole, v.h.day, n.url)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// partRow is a part as the frontier has it, or the page itself.
type partRow struct {
	url, kind, verdict, change, visited, sha256 string
	referrer, text, posted                      string
	due, doc                                    int
}

// ok reports whether its bytes are there.
func (r *partRow) ok() bool { return r.verdict == string(OK) || r.verdict == string(Unchanged) }

func (f frontier) whole(ctx context.Context, url string) (rows []partRow, err error) {
	all, err := f.w.DB().QueryContext(ctx, f.w.Q(`SELECT url, kind, verdict, change, visited, sha256, referrer, link_text, published, due, document
		FROM crawl_pages WHERE url = $1 OR whole = $1 ORDER BY CASE url WHEN $1 THEN 0 ELSE 1 END, id`), url)
	if err != nil {
		return nil, err
	}
	defer all.Close()
	for all.Next() {
		var r partRow
		if err := all.Scan(&r.url, &r.kind, &r.verdict, &r.change, &r.visited, &r.sha256, &r.referrer, &r.text, &r.posted, &r.due, &r.doc); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, all.Err()
}

// assemble joins a page with its parts, where the visit at hand brought the last of them.
// alone is what would be taken in of the page by itself.
func (v *hostVisit) assemble(ctx context.Context, r *Response, alone *workspace.Arrival, s *settled, parts []*pageRow) (*workspace.Arrival, error) {
	url := or(v.page.whole, v.page.url)
	rows, err := v.f.whole(ctx, url)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if len(rows) == 1 && len(parts) == 0 && v.page.whole == "" {
		return alone, nil
	}
	now := func(p *partRow) {
		p.verdict, p.change, p.visited, p.due = string(s.verdict), s.change, v.h.day, 0
		if s.due {
			p.due = 1
		}
		if s.verdict == OK {
			p.sha256 = s.sha256
		}
	}
	news := false
	for i := range rows {
		p := &rows[i]
		if p.url == v.page.url {
			now(p)
		}
		if p.due == 1 {
			return nil, nil // there is more to come
		}
		news = news || p.visited == v.h.day && (p.change == isNew || p.change == changed || p.change == gone)
	}
	for _, n := range parts {
		if !settledTonight(rows, n.url, v.h.day) {
			return nil, nil
		}
	}
	if !news {
		return nil, nil
	}
	return v.joined(ctx, r, rows)
}

func settledTonight(rows []partRow, url, day string) bool {
	for i := range rows {
		if rows[i].url == url {
			return rows[i].visited == day
		}
	}
	return false
}

// joined reads the parts and makes one document of them. Where one is missing, its reading
// says so.
func (v *hostVisit) joined(ctx context.Context, r *Response, rows []partRow) (*workspace.Arrival, error) {
	main := &rows[0]
	body, err := v.bytes(ctx, r, main)
	if err != nil || body == nil {
		return nil, err
	}
	var pieces []piece
	for i := range rows[1:] {
		p := &rows[i+1]
		if p.verdict == string(Moved) {
			continue
		}
		var b []byte
		if p.ok() {
			if b, err = v.bytes(ctx, r, p); err != nil {
				return nil, err
			}
		}
		if b != nil && KindOf(b) != HTML {
			continue // a file in a frame stands for itself
		}
		pieces = append(pieces, piece{p.url, LinkKind(p.kind), b})
	}
	one := join(main.url, body, pieces)
	if one == nil {
		one = body
	}
	page, err := readPage(main.url, one, &v.h.site.look)
	if err != nil || !page.Report {
		return nil, nil
	}
	a := &workspace.Arrival{Name: fileName(lastOf(main.url), ".html"), SHA256: workspace.Digest(one), Data: one, Source: workspace.Source{
		Kind: workspace.URLSource, Location: main.url, Referrer: main.referrer, LinkText: workspace.Plain(main.text), Published: or(page.Published, main.posted)}}
	return a, nil
}

// bytes are those of a part; nil: they are not there.
func (v *hostVisit) bytes(ctx context.Context, r *Response, p *partRow) ([]byte, error) {
	if p.url == v.page.url && r.Body != nil {
		return r.Body, nil
	}
	if p.sha256 == "" {
		return nil, nil
	}
	b, err := v.c.W.Blobs.Document(ctx, p.sha256)
	if workspace.IsBroken(err) {
		return nil, nil
	}
	return b, err
}
