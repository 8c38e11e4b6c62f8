package crawl

import (
	"context"
	"fmt"
	"io"
	"strings"

	"selfeval/internal/service/workspace"
	"selfeval/internal/text/safe"
	"selfeval/report"
)

// Report is what a night's crawl found.
type Report struct {
	Day   string       `json:"day"`
	Hosts []HostReport `json:"hosts"`
}

// HostReport is what a night found at a host.
type HostReport struct {
	Host      string    `json:"host"`
	State     string    `json:"state"` // open, done, spent, blocked, stopped
	ZH        string    `json:"said,omitempty"`
	EN        string    `json:"said_en,omitempty"`
	Requests  int64     `json:"requests"`
	Bytes     int64     `json:"bytes"`
	Fetched   int       `json:"fetched"`   // pages and files that came whole
	New       []string  `json:"new"`       // documents
	Changed   []string  `json:"changed"`   // documents
	Gone      []string  `json:"gone"`      // documents
	Unchanged int       `json:"unchanged"` // pages and files
	Waiting   int       `json:"waiting"`   // due, and left for another night
	Troubles  []Trouble `json:"troubles"`
	Remarks   []Trouble `json:"remarks"` // pages that were fetched, and lead to what could not be followed
}

// Trouble is an address that gave nothing.
type Trouble struct {
	URL     string  `json:"url"`
	Verdict Verdict `json:"verdict"`
	ZH      string  `json:"said,omitempty"`
	EN      string  `json:"said_en,omitempty"`
}

// Tell gives a night's report, by host.
func Tell(ctx context.Context, w *workspace.Workspace, day string) (*Report, error) {
	rep := &Report{Day: day, Hosts: []HostReport{}}
	rows, err := w.DB().QueryContext(ctx, w.Q(`SELECT host, state, said_zh, said_en, pages, bytes,
		(SELECT count(*) FROM crawl_pages p WHERE p.host = h.host AND p.due = 1) FROM crawl_hosts h WHERE day = $1 ORDER BY host`), day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		h := HostReport{New: []string{}, Changed: []string{}, Gone: []string{}, Troubles: []Trouble{}, Remarks: []Trouble{}}
		if err := rows.Scan(&h.Host, &h.State, &h.ZH, &h.EN, &h.Requests, &h.Bytes, &h.Waiting); err != nil {
			return nil, err
		}
		rep.Hosts = append(rep.Hosts, h)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	_ = rows.Close()
	for i := range rep.Hosts {
		if err := rep.Hosts[i].pages(ctx, w, day); err != nil {
			return nil, err
		}
	}
	return rep, nil
}

func (h *HostReport) pages(ctx context.Context, w *workspace.Workspace, day string) error {
	rows, err := w.DB().QueryContext(ctx, w.Q(`SELECT url, verdict, change, document, said_zh, said_en FROM crawl_pages WHERE visited = $1 AND host = $2 ORDER BY id`), day, h.Host)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t Trouble
		var change string
		var doc int
		if err := rows.Scan(&t.URL, &t.Verdict, &change, &doc, &t.ZH, &t.EN); err != nil {
			return err
		}
		h.take(t, change, doc == 1)
	}
	return rows.Err()
}

func (h *HostReport) take(t Trouble, change string, doc bool) {
	if t.Verdict == OK && t.ZH != "" {
		h.Remarks = append(h.Remarks, t)
	}
	switch {
	case change == gone:
		h.Gone = append(h.Gone, t.URL)
	case t.Verdict == OK && change == unchanged, t.Verdict == Unchanged:
		h.Unchanged++
	case t.Verdict == OK:
		h.Fetched++
		if doc && change == isNew {
			h.New = append(h.New, t.URL)
		} else if doc {
			h.Changed = append(h.Changed, t.URL)
		}
	case t.Verdict == Moved:
	default:
		h.Troubles = append(h.Troubles, t)
	}
}

// shown is how many lines of a kind a person gets in text; JSON has all.
const shown = 50

// Text writes a report for a person.
func (rep *Report) Text(out io.Writer, lang report.Lang) error {
	say := func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) }
	var b strings.Builder
	fmt.Fprintf(&b, say("%s 爬取\n", "crawl of %s\n"), rep.Day)
	for i := range rep.Hosts {
		h := &rep.Hosts[i]
		fmt.Fprintf(&b, say("\n%s：请求 %d 次，取得 %d 个（文件新增 %d、变化 %d、消失 %d），未变 %d 个，不成 %d 个，留待下次 %d 个\n",
			"\n%s: %d requests, %d fetched (documents: %d new, %d changed, %d gone), %d unchanged, %d in vain, %d left for another night\n"),
			safe.Line(h.Host), h.Requests, h.Fetched, len(h.New), len(h.Changed), len(h.Gone), h.Unchanged, len(h.Troubles), h.Waiting)
		if h.ZH != "" {
			fmt.Fprintf(&b, "  ！%s\n", safe.Line(say(h.ZH, h.EN)))
		}
		list := func(head string, n int, line func(int) string) {
			for i := range min(n, shown) {
				fmt.Fprintf(&b, "  %s %s\n", head, safe.Line(line(i)))
			}
			if n > shown {
				fmt.Fprintf(&b, say("  ……另有 %d 个\n", "  … and %d more\n"), n-shown)
			}
		}
		list(say("新增", "new"), len(h.New), func(i int) string { return h.New[i] })
		list(say("变化", "changed"), len(h.Changed), func(i int) string { return h.Changed[i] })
		list(say("消失", "gone"), len(h.Gone), func(i int) string { return h.Gone[i] })
		list("！", len(h.Remarks), func(i int) string { return h.Remarks[i].URL + " " + say(h.Remarks[i].ZH, h.Remarks[i].EN) })
		list("×", len(h.Troubles), func(i int) string {
			t := &h.Troubles[i]
			return t.URL + " " + t.Verdict.Word().In(lang) + " " + say(t.ZH, t.EN)
		})
	}
	_, err := io.WriteString(out, b.String())
	return err
}
