package crawl

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"selfeval/internal/text/safe"
	"selfeval/report"
)

// Trial is what an address would give.
type Trial struct {
	URL     string        `json:"url"`
	Hops    []string      `json:"redirects,omitempty"`
	Verdict Verdict       `json:"verdict"`
	Status  int           `json:"status,omitempty"`
	ZH      string        `json:"said,omitempty"`
	EN      string        `json:"said_en,omitempty"`
	Kind    Kind          `json:"kind,omitempty"`
	Name    string        `json:"name,omitempty"`
	Bytes   int64         `json:"bytes"`
	Took    time.Duration `json:"-"`
	Delay   float64       `json:"delay_seconds"` // that will be kept between requests
	Page    *Page         `json:"page,omitempty"`
}

// Try visits one address, as politely as a crawl does, and keeps nothing. The page is read
// as its site's entry in a sites file says; nil: as any page.
func Try(ctx context.Context, f *Fetcher, address string, delay time.Duration, sites *Sites) (*Trial, error) {
	site := sites.of(address)
	r, hops, delay, err := NewWalk(f.speaking(site.minTLS), max(delay, site.delay)).visit(ctx, address)
	if err != nil {
		return nil, err
	}
	t := &Trial{URL: r.URL, Hops: hops, Delay: delay.Seconds()}
	if len(hops) > 0 {
		t.URL, _ = Address("", address)
	}
	t.fill(r, site)
	return t, nil
}

func (t *Trial) fill(r *Response, site *Site) {
	t.Verdict, t.Status, t.Kind, t.Bytes, t.Took = r.Verdict, r.Status, r.Kind, r.Bytes, r.Took
	t.ZH, t.EN = r.Said.ZH, r.Said.EN
	if r.Verdict == OK {
		t.Name, t.Page = r.Name, site.read(r)
	}
}

// of is the entry of a sites file that an address belongs to, or one that says nothing.
func (s *Sites) of(address string) *Site {
	at, _ := Address("", address)
	if s != nil {
		for i := range s.Sites {
			if slices.Contains(s.Sites[i].Hosts, HostOf(at)) {
				return &s.Sites[i]
			}
		}
	}
	return &Site{minTLS: tlsVersions[""]}
}

// Text writes a trial for a person.
func (t *Trial) Text(out io.Writer, lang report.Lang) error {
	say := func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) }
	var b strings.Builder
	fmt.Fprintln(&b, safe.Line(t.URL))
	for _, h := range t.Hops {
		fmt.Fprintf(&b, "  → %s\n", safe.Line(h))
	}
	fmt.Fprintf(&b, "%s%s", say("结论：", "verdict: "), t.Verdict.Word().In(lang))
	if t.ZH != "" {
		fmt.Fprintf(&b, "（%s）", safe.Line(say(t.ZH, t.EN)))
	}
	fmt.Fprintf(&b, say("，间隔 %.1f 秒\n", ", delay %.1f s\n"), t.Delay)
	if t.Verdict == OK {
		fmt.Fprintf(&b, say("内容：%s，%d 字节，%s\n", "content: %s, %d bytes, %s\n"), t.Kind, t.Bytes, safe.Line(t.Name))
	}
	if p := t.Page; p != nil {
		t.page(&b, p, say)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (t *Trial) page(b *strings.Builder, p *Page, say func(zh, en string) string) {
	what := say("文章", "article")
	switch {
	case p.List:
		what = say("列表", "list")
	case p.Report:
		what = say("文章，正文可能是报告", "article, may be a report itself")
	}
	fmt.Fprintf(b, say("标题：%s\n网页：%s %s\n", "title: %s\npage: %s %s\n"), safe.Line(p.Title), what, p.Published)
	if p.Stuck {
		fmt.Fprintln(b, say("翻页要靠脚本，不能跟进", "goes on by a script only, which is not run"))
	}
	heads := map[LinkKind]string{Next: say("翻页", "paging"), Attachment: say("附件", "attachments"), Frame: say("框架", "frames"), Refresh: say("自动转到", "sends its readers to"), Item: say("要跟进的链接", "links to follow")}
	for _, kind := range []LinkKind{Refresh, Next, Attachment, Frame, Item} {
		n := 0
		for _, l := range p.Links {
			if l.Kind != kind || !l.Wanted {
				continue
			}
			if n == 0 {
				fmt.Fprintf(b, "%s：\n", heads[kind])
			}
			n++
			fmt.Fprintf(b, "  %s %s\n    %s\n", l.Published, safe.Line(l.Text), safe.Line(l.URL))
		}
	}
	left := 0
	for _, l := range p.Links {
		if !l.Wanted {
			left++
		}
	}
	fmt.Fprintf(b, say("不跟进的链接：%d 个\n", "links left alone: %d\n"), left)
}
