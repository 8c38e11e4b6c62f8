// Package beside says what is known of a document from where it was fetched: what its page
// and the link to it say, and which attachments came with it. It never enters the record,
// since the same bytes have one result, and stands beside it, marked as what it is.
package beside

import (
	"regexp"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"selfeval"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/workspace"
)

// Origin is where a document was fetched and what that tells of it, nil for a file.
func Origin(f *workspace.Found, d *wire.Doc) (*selfeval.Origin, error) {
	if f.Source.Kind != workspace.URLSource {
		return nil, nil
	}
	at, _, _ := workspace.ArchiveOf(f.Source.Location)
	o := &selfeval.Origin{URL: at, FetchedAt: f.FetchedAt.Format(time.RFC3339), Referrer: f.Source.Referrer, LinkText: f.Source.LinkText, Published: f.Source.Published, PageText: f.PageText}
	body, err := d.JSON()
	if err != nil {
		return nil, err
	}
	fill(o, body)
	for _, a := range f.Attached {
		o.Attached = append(o.Attached, selfeval.Attached{URL: a.URL, LinkText: a.Text, SHA256: a.SHA256})
	}
	if len(o.Attached) > 0 {
		resolve(o, body)
	}
	return o, nil
}

// aTitle is a link's text that names a paper, as titles of reports do.
var aTitle = regexp.MustCompile(`绩效|自评|评价|决算`)

// aYear is the year that a title names.
var aYear = regexp.MustCompile(`(20\d\d)\s*年`)

// fill says what the paper leaves empty and the links to it say.
func fill(o *selfeval.Origin, body []byte) {
	r := gjson.GetManyBytes(body, "report.title", "report.fiscal_year")
	said := o.LinkText // the one that names a year says more
	if !aTitle.MatchString(said) || !aYear.MatchString(said) && aYear.MatchString(o.PageText) {
		said = o.PageText
	}
	if !aTitle.MatchString(said) {
		return
	}
	var f selfeval.Fill
	if r[0].String() == "" {
		f.Title = titled(said)
	}
	if y := aYear.FindStringSubmatch(said); y != nil && r[1].String() == "" {
		f.FiscalYear = y[1]
	}
	if f != (selfeval.Fill{}) {
		o.Fills = &f
	}
}

// titled is a link's text without what lists put before and files behind a title.
func titled(said string) string {
	said = ending.ReplaceAllString(strings.TrimSpace(said), "")
	return strings.TrimSpace(leading.ReplaceAllString(said, ""))
}

var (
	ending  = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z)$`)
	leading = regexp.MustCompile(`^附件\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*`)
)

// annexed is an announcement that points to an annex.
var annexed = regexp.MustCompile(`附件|附表|附后|附录`)

// resolve names the annexes that the paper announces and does not hold, where its page has
// attachments that were fetched.
func resolve(o *selfeval.Origin, body []byte) {
	for _, a := range gjson.GetBytes(body, "reading.announced").Array() {
		if text := a.Get("text").String(); !a.Get("found").Bool() && annexed.MatchString(text) {
			o.Resolved = append(o.Resolved, text)
		}
	}
}
