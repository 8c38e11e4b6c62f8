package crawl

import (
	"context"
	"time"

	"selfeval/report"
)

// The patience of a visit.
const (
	visitTime  = 10 * time.Minute // after which the job is handed back
	longWait   = 30 * time.Second // waits that are longer are left to the queue
	mostWait   = 2 * time.Hour    // a host that asks for more is left for the night
	mostClosed = 6 * time.Hour    // before a site's hours begin; beyond that the night is over
	pageTries  = 3
	laterTries = 6
	hostFaults = 8 // in a row
	hostBlocks = 3
)

// visit visits a host until nothing is due there, it wants to be left alone for long, or
// the process is to leave. It tells when to come again, 0: not in this night.
func (c *Crawl) visit(ctx, leaving context.Context, host string) (time.Duration, error) {
	f := frontier{c.W}
	h, err := f.host(ctx, host)
	if err != nil {
		return 0, err
	}
	v := &hostVisit{c: c, f: f, h: h, gap: newGap(h.site.delay), fetch: c.F.speaking(h.site.minTLS)}
	if err := v.begin(ctx); err != nil {
		return 0, err
	}
	for end := time.Now().Add(visitTime); h.state == open; {
		if leaving.Err() != nil || time.Now().After(end) {
			return time.Millisecond, nil
		}
		if closed := h.site.hours.wait(c.now()); closed > mostClosed {
			return 0, f.end(ctx, h, spent, report.Textf("不在访问时段（%s）内，其余留到下次", "outside of the site's hours (%s): the rest is left for another night", h.site.Hours))
		} else if closed > 0 {
			return closed, nil
		}
		// Another machine's clock may be wrong: no wait is longer than the longest there is.
		if wait := min(time.Until(h.calm), mostWait); wait > longWait {
			return wait, nil
		} else if wait > 0 && pause(leaving, wait) != nil {
			return time.Millisecond, nil
		}
		if err := v.step(ctx); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// begin leaves a host alone for its delay where others have visited it: one that was killed
// may have made a request that nobody knows of.
func (v *hostVisit) begin(ctx context.Context) error {
	if v.h.calm.UnixMilli() > 0 {
		if again := time.Now().Add(v.gap.delay); again.After(v.h.calm) {
			v.h.calm = again
		}
		return nil
	}
	return v.f.reserve(ctx, v.h.host, time.Now())
}

// hostVisit is a visit to a host.
type hostVisit struct {
	c    *Crawl
	f    frontier
	h    *hostRow
	gap  *gap
	page *pageRow

	fetch *Fetcher
}

// step makes one request, or closes the host for the night.
func (v *hostVisit) step(ctx context.Context) error {
	h := v.h
	if h.pages >= int64(h.site.Budget.Pages) || h.bytes >= h.site.bytes {
		return v.f.end(ctx, h, spent, report.Text{ZH: "本夜的限额已用完，其余留到下次", EN: "tonight's budget is used up, the rest is left for another night"})
	}
	page, err := v.f.next(ctx, h.host)
	switch {
	case err != nil:
		return err
	case page == nil:
		return v.f.finish(ctx, h)
	}
	v.page = page
	if page.fetched != "" {
		return v.resume(ctx)
	}
	rules, asked, err := v.rules(ctx, page.url)
	if err != nil || asked {
		return err
	}
	v.gap.least(rules.delay)
	if !rules.permits(pathOf(page.url)) {
		return v.left(ctx, &settled{verdict: Robots})
	}
	r := v.fetch.Get(ctx, page.url, page.condition())
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := v.keep(ctx, r); err != nil {
		return err
	}
	return v.take(ctx, r)
}

// take settles what came.
func (v *hostVisit) take(ctx context.Context, r *Response) error {
	v.calm(r)
	if v.c.Archive != nil {
		if err := v.c.Archive.Put(r); err != nil {
			return err
		}
	}
	if err := v.settle(ctx, r); err != nil {
		return err
	}
	if v.c.Visited != nil {
		v.c.Visited(r.URL, r.Verdict)
	}
	return v.patience(ctx, r)
}

// condition is what is known of a page whose bytes came before.
func (p *pageRow) condition() Condition {
	if p.sha256 == "" {
		return Condition{}
	}
	return Condition{p.etag, p.modified}
}

// rules gives the robots.txt of an address. Where it had to be asked for, that was the
// step's request.
func (v *hostVisit) rules(ctx context.Context, address string) (r *rules, asked bool, err error) {
	origin := originOf(address)
	if r, err = v.f.rules(ctx, origin, v.h.day); r != nil || err != nil {
		return r, false, err
	}
	var last *Response
	r, err = robots(address, func(at string) (*Response, error) {
		if last != nil {
			if err := v.gap.wait(ctx); err != nil {
				return nil, err
			}
		}
		last = v.fetch.Get(ctx, at, Condition{})
		return last, ctx.Err()
	})
	if err != nil {
		return nil, false, err
	}
	v.calm(last)
	if r.none {
		// A site that cannot say what it permits is asked again, and left alone until then.
		v.h.faults++
		v.h.calm = time.Now().Add(max(last.Wait, backoff(v.gap.delay, v.h.faults)))
		last.Verdict = Later
	} else if err := v.f.putRules(ctx, origin, v.h.day, r); err != nil {
		return nil, false, err
	}
	if err := v.count(ctx, last.Bytes); err != nil {
		return nil, false, err
	}
	return r, true, v.patience(ctx, last)
}

// calm sets how long the host is left alone after a response.
func (v *hostVisit) calm(r *Response) {
	wait := v.gap.next()
	switch r.Verdict {
	case Blocked, Failed, Later:
		v.h.faults++
		wait = max(r.Wait, backoff(v.gap.delay, v.h.faults))
	case Refused:
	default:
		v.h.faults = 0
	}
	v.h.calm = time.Now().Add(wait)
}

// patience closes a host that does not want us, or cannot answer.
func (v *hostVisit) patience(ctx context.Context, r *Response) error {
	h := v.h
	switch {
	case r.Verdict == Blocked && h.faults >= hostBlocks:
		return v.f.end(ctx, h, blocked, report.Textf("连续 %d 次被拦下（%s），本夜不再访问", "blocked %d times in a row (%s): left alone for the night", h.faults, r.Said))
	case r.Wait > mostWait:
		return v.f.end(ctx, h, stopped, report.Textf("网站要求 %s 之后再来，留到下次", "the site asks to come again after %s: left for another night", r.Wait))
	case h.faults >= hostFaults:
		return v.f.end(ctx, h, stopped, report.Textf("连续 %d 次出错（%s），本夜不再访问", "%d faults in a row (%s): left alone for the night", h.faults, r.Said))
	}
	return nil
}
