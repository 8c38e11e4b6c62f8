package crawl

import (
	"context"
	"database/sql"
	"slices"

	"selfeval/internal/service/intake"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// What a visit found of the bytes of an address.
const (
	isNew     = "new"
	changed   = "changed"
	unchanged = "unchanged"
	gone      = "gone"
)

// count writes down a request that is no page's.
func (v *hostVisit) count(ctx context.Context, bytes int64) error {
	return v.c.W.Tx(ctx, func(tx *sql.Tx) error { return v.f.spend(ctx, tx, v.h, bytes) })
}

// left writes down a page that was not asked for.
func (v *hostVisit) left(ctx context.Context, s *settled) error {
	s.doc = v.page.document
	if v.c.Visited != nil {
		defer v.c.Visited(v.page.url, s.verdict)
	}
	return v.c.W.Tx(ctx, func(tx *sql.Tx) error { return v.f.settle(ctx, tx, v.page, v.h.day, s) })
}

// settle writes down all that a visit leads to, in one transaction.
func (v *hostVisit) settle(ctx context.Context, r *Response) error {
	p := v.page
	s := &settled{verdict: r.Verdict, said: r.Said, resp: r, doc: p.document}
	var page *Page
	switch r.Verdict {
	case OK:
		s.sha256 = workspace.Digest(r.Body)
		switch p.sha256 {
		case "":
			s.change = isNew
		case s.sha256:
			s.change = unchanged
		default:
			s.change = changed
		}
		page = v.h.site.read(r)
		s.said = v.remark(page)
		v.promised(s)
	case Unchanged:
		s.change = unchanged
	case Gone:
		if p.document {
			s.change, s.doc = gone, false
			if err := v.c.W.Vanish(ctx, p.url); err != nil {
				return err
			}
		}
		if p.whole != "" && p.sha256 != "" {
			s.change = gone // the page that it is a part of lacks it now
		}
	case Failed:
		s.due = p.tries+1 < pageTries
	case Later:
		s.due = p.tries+1 < laterTries
	}
	var parts []*pageRow
	if page != nil && s.verdict == OK && s.change != unchanged {
		parts = v.parts(page)
	}
	also := func(ctx context.Context, tx *sql.Tx) error {
		if err := v.f.settle(ctx, tx, p, v.h.day, s); err != nil {
			return err
		}
		if s.whole {
			if _, err := v.f.exec(ctx, tx, `UPDATE crawl_pages SET document = 1 WHERE url = $1`, p.whole); err != nil {
				return err
			}
		}
		if err := v.f.spend(ctx, tx, v.h, r.Bytes); err != nil {
			return err
		}
		if err := v.enterParts(ctx, tx, parts); err != nil {
			return err
		}
		return v.lead(ctx, tx, r, page, s)
	}
	arrivals, err := v.arrivals(ctx, r, page, s, parts)
	if err != nil {
		return err
	}
	if len(arrivals) > 0 {
		return v.deliver(ctx, arrivals, s, also)
	}
	return v.c.W.Tx(ctx, func(tx *sql.Tx) error { return also(ctx, tx) })
}

// remark says of a page that came whole what cannot be followed there: silence would mean
// that all of it was.
func (v *hostVisit) remark(page *Page) report.Text {
	switch {
	case page == nil:
	case page.Stuck && (page.List || v.page.kind == "seed"):
		return report.Text{ZH: "翻页要靠脚本，没有再往后取：请在网站文件中写 next 或 json", EN: "goes on by a script only, what follows was not fetched: name it by next or json in the sites file"}
	case page.Closed > 0:
		return report.Textf("有 %d 个链接只由脚本打开，没有跟进", "%d links are opened by a script only and were not followed", page.Closed)
	case v.page.kind == "seed" && !page.Report && !slices.ContainsFunc(page.Links, func(l Link) bool { return v.h.site.takes(&l) }):
		return report.Text{ZH: "起点没有可跟进的链接，列表可能由脚本生成：请用 --try 查看，或在网站文件中写 items 或 json", EN: "a seed without links to follow; a script may draw the list: look with --try, or name it by items or json in the sites file"}
	}
	return report.Text{}
}

// promised holds what came against what a link promised: a page in place of a file says
// that the file is not there.
func (v *hostVisit) promised(s *settled) {
	if attachmentEnding.MatchString(v.page.url) && s.resp.Kind == HTML {
		s.verdict, s.change = Failed, ""
		s.said = report.Text{ZH: "应是附件，来的是网页", EN: "a page came where a file was promised"}
	}
}

// arrival is the document that a visit brought, nil where it brought none.
func (v *hostVisit) arrival(r *Response, page *Page, s *settled) *workspace.Arrival {
	if s.verdict != OK || s.change == unchanged && v.page.document {
		return nil
	}
	if !r.Kind.document() && (page == nil || !page.Report) {
		return nil
	}
	a := &workspace.Arrival{Name: r.Name, SHA256: s.sha256, Size: int64(len(r.Body)), Source: workspace.Source{
		Kind: workspace.URLSource, Location: r.URL, Referrer: v.page.referrer, LinkText: workspace.Plain(v.page.text), Published: v.page.posted}}
	if page != nil && page.Published != "" {
		a.Source.Published = page.Published
	}
	if r.Kind == Archive {
		a.Data = r.Body // to be taken apart
	}
	return a
}

// arrivals are the documents that a visit brought: what came, or the page that it
// completes.
func (v *hostVisit) arrivals(ctx context.Context, r *Response, page *Page, s *settled, parts []*pageRow) (out []workspace.Arrival, err error) {
	p := v.page
	one := v.arrival(r, page, s)
	if p.whole != "" && r.Kind.document() && one != nil { // a file in a frame stands for itself
		out, s.doc = append(out, *one), true
		one = nil
	}
	if came := s.verdict == OK || s.verdict == Unchanged; p.whole != "" || came && (len(parts) > 0 || p.document) {
		if one, err = v.assemble(ctx, r, one, s, parts); err != nil {
			return nil, err
		}
	}
	if one != nil {
		s.doc, s.whole = s.doc || p.whole == "", p.whole != ""
		out = append(out, *one)
	}
	return out, nil
}

func (v *hostVisit) deliver(ctx context.Context, arrivals []workspace.Arrival, s *settled, also func(context.Context, *sql.Tx) error) error {
	in := &intake.Intake{W: v.c.W, Q: v.c.Q, Settings: v.c.Settings, Priority: queue.Nightly, Also: also,
		Partly: func(_ string, why report.Text) {
			s.said = report.Textf("压缩包没有全部解开：%s", "an archive that was not wholly unpacked: %s", why)
		}}
	for _, a := range arrivals {
		if err := in.Deliver(ctx, a); err != nil {
			return err
		}
	}
	return in.Flush(ctx)
}

// lead enters what a page leads to.
func (v *hostVisit) lead(ctx context.Context, tx *sql.Tx, r *Response, page *Page, s *settled) error {
	if r.Verdict == Moved {
		return v.moved(ctx, tx, r)
	}
	if page == nil || s.verdict != OK || s.change == unchanged {
		return nil
	}
	p, site := v.page, &v.h.site
	news := 0
	var further []*pageRow
	for i := range page.Links {
		l := &page.Links[i]
		if !site.takes(l) || v.partOf(page, l) {
			continue
		}
		n := &pageRow{url: l.URL, kind: string(l.Kind), depth: p.depth, referrer: or(p.whole, p.url), text: l.Text, posted: l.Published}
		switch l.Kind {
		case Next:
			n.further = p.further + 1
			further = append(further, n)
			continue
		case Frame:
			n.text = page.Title
		case Item:
			n.depth++
		}
		if n.posted == "" && l.Kind != Item {
			n.posted = or(page.Published, p.posted) // what the list says of the page, at least
		}
		if n.depth > site.Depth {
			continue
		}
		isNew, err := v.f.add(ctx, tx, n)
		if err != nil {
			return err
		}
		if isNew {
			news++
		}
	}
	return v.further(ctx, tx, further, news)
}

// further goes on through a list while it shows something new: where it does not, what
// follows was seen before.
func (v *hostVisit) further(ctx context.Context, tx *sql.Tx, pages []*pageRow, news int) error {
	if news == 0 {
		return nil
	}
	for _, n := range pages {
		if n.further >= v.h.site.Pages {
			continue
		}
		if err := v.f.want(ctx, tx, n, v.h.day); err != nil {
			return err
		}
	}
	return nil
}

// moved enters where an address leads, as a step of its own: politeness, robots.txt and
// the bounds of the site hold there, too.
func (v *hostVisit) moved(ctx context.Context, tx *sql.Tx, r *Response) error {
	p := v.page
	if p.hops >= mostHops || !v.h.site.takes(&Link{URL: r.Redirect, Wanted: true}) {
		return nil
	}
	n := *p
	n.url, n.hops = r.Redirect, p.hops+1
	return v.f.want(ctx, tx, &n, v.h.day)
}
