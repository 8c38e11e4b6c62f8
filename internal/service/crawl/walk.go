package crawl

import (
	"context"
	"time"

	"selfeval/extract/document"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// Walk visits single addresses that a person names, one after the other: as politely as a
// crawl does, and following redirects.
type Walk struct {
	f     *Fetcher
	delay time.Duration
	hosts map[string]*strolled
	asked map[string]*rules // by origin
}

// strolled is a host that was visited.
type strolled struct {
	*gap
	calm time.Time
}

// NewWalk begins a walk that leaves a host alone for a while after each response.
func NewWalk(f *Fetcher, delay time.Duration) *Walk {
	return &Walk{f: f, delay: delay, hosts: map[string]*strolled{}, asked: map[string]*rules{}}
}

// mostHops is how many redirects are followed from one address to the next.
const mostHops = 5

// visit visits an address, and gives what came in the end, the redirects that led there
// and the delay that is kept at its host. An error is no fault of the site's.
func (w *Walk) visit(ctx context.Context, address string) (r *Response, hops []string, delay time.Duration, err error) {
	at, ok := Address("", address)
	if !ok {
		return nil, nil, 0, document.Errorf(report.Location{}, nil, "不是 http 或 https 地址：%s", "not an http or https address: %s", address)
	}
	for {
		rules, said, err := w.rules(ctx, at)
		if err != nil {
			return nil, nil, 0, err
		}
		host := w.host(at)
		host.least(rules.delay)
		if rules.none && said != nil {
			said.URL = at
			return said, hops, host.delay, nil // what keeps robots.txt from us keeps all
		}
		if !rules.permits(pathOf(at)) {
			return &Response{URL: at, Verdict: Robots}, hops, host.delay, nil
		}
		if r, err = w.get(ctx, at); err != nil {
			return nil, nil, 0, err
		}
		if r.Verdict != Moved {
			return r, hops, host.delay, nil
		}
		if len(hops) == mostHops {
			r.fail(Failed, "跳转太多", "too many redirects")
			return r, hops, host.delay, nil
		}
		at = r.Redirect
		hops = append(hops, at)
	}
}

func (w *Walk) host(address string) *strolled {
	name := HostOf(address)
	h := w.hosts[name]
	if h == nil {
		h = &strolled{gap: newGap(w.delay)}
		w.hosts[name] = h
	}
	return h
}

// rules gives what an address's robots.txt asks of us. Where that was asked for just now,
// said is what came.
func (w *Walk) rules(ctx context.Context, address string) (r *rules, said *Response, err error) {
	origin := originOf(address)
	if r = w.asked[origin]; r != nil {
		return r, nil, nil
	}
	r, err = robots(address, func(at string) (*Response, error) {
		said, err = w.get(ctx, at)
		return said, err
	})
	if err == nil && !r.none {
		w.asked[origin] = r
	}
	return r, said, err
}

// get makes a request once its host was left alone for long enough.
func (w *Walk) get(ctx context.Context, address string) (*Response, error) {
	h := w.host(address)
	if err := pause(ctx, time.Until(h.calm)); err != nil {
		return nil, err
	}
	r := w.f.Get(ctx, address, Condition{})
	h.calm = time.Now().Add(h.next())
	return r, ctx.Err()
}

// Take fetches the document at an address. A page is the document itself, whatever it
// leads to. Where there is none, why says what came instead.
func (w *Walk) Take(ctx context.Context, address string) (a *workspace.Arrival, why, err error) {
	r, _, _, err := w.visit(ctx, address)
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case err != nil:
		return nil, err, nil
	case r.Verdict != OK:
		word := r.Verdict.Word()
		if r.Said == (report.Text{}) {
			return nil, document.Errorf(report.Location{}, nil, "%s", "%s", word), nil
		}
		return nil, document.Errorf(report.Location{}, nil, "%s：%s", "%s: %s", word, r.Said), nil
	}
	a = &workspace.Arrival{Name: r.Name, Data: r.Body, Source: workspace.Source{Kind: workspace.URLSource, Location: r.URL}}
	if r.Kind == HTML {
		if p, err := ReadPage(r.URL, r.Body); err == nil {
			a.Source.Published = p.Published
		}
	}
	return a, nil, nil
}
