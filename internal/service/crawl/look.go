package crawl

import (
	"crypto/tls"
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"github.com/tidwall/gjson"
)

// look is how a site's pages are to be read where the sites file says so.
type look struct {
	items, next goquery.Matcher
	attachments *regexp.Regexp
}

func selector(s string) (goquery.Matcher, error) {
	if s == "" {
		return nil, nil
	}
	m, err := cascadia.Compile(s)
	if err != nil {
		return nil, wrong("选择器 %q 有误", "malformed selector %q", s)
	}
	return m, nil
}

// JSONList is a list that a site hands out as JSON, page by page.
type JSONList struct {
	URL   string `yaml:"url" json:"url" jsonschema:"description=地址，{page} 处填页码 · address; {page} stands for the number of the page"`
	First *int   `yaml:"first,omitempty" json:"first,omitempty" jsonschema:"description=第一页的页码，默认 1 · number of the first page (1 by default)"`
	Items string `yaml:"items,omitempty" json:"items,omitempty" jsonschema:"description=各条所在的路径，如 data.rows；空为最外层 · path of the items; empty: the outermost list"`
	Link  string `yaml:"link" json:"link" jsonschema:"description=各条中网址的路径，或含 {路径} 的地址 · path of an item's address, or an address with {path} in it"`
	Text  string `yaml:"text,omitempty" json:"text,omitempty" jsonschema:"description=标题的路径 · path of an item's title"`
	Date  string `yaml:"date,omitempty" json:"date,omitempty" jsonschema:"description=日期的路径 · path of an item's day"`

	fits *regexp.Regexp
}

// page is the address of a page of the list.
func (j *JSONList) page(n int) string {
	return strings.ReplaceAll(j.URL, "{page}", strconv.Itoa(n))
}

func (j *JSONList) prepare() error {
	if j.First == nil {
		one := 1
		j.First = &one
	}
	at, ok := Address("", j.page(*j.First))
	if !ok {
		return wrong("不是 http 或 https 地址：%s", "not an http or https address: %s", j.URL)
	}
	if j.Link == "" {
		return wrong("列表 %s 没有写网址所在（link）", "the list %s does not say where its links are (link)", j.URL)
	}
	// The address of a page, as it is normalised, tells the list and the page.
	const mark = "7177135"
	probe, _ := Address("", strings.ReplaceAll(j.URL, "{page}", mark))
	if probe == "" {
		probe = at
	}
	j.fits = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(probe), mark, `(\d+)`) + "$")
	return nil
}

// mostJSON bounds how many items of a page are taken.
const mostJSON = mostLinks

// read finds what a page of the list leads to.
func (j *JSONList) read(address string, body []byte) *Page {
	p := &Page{List: true}
	if m := callback.FindSubmatch(body); m != nil {
		body = m[1]
	}
	if !json.Valid(body) {
		return p
	}
	items := gjson.ParseBytes(body)
	if j.Items != "" {
		items = items.Get(j.Items)
	}
	f := &finder{base: address, at: address, seen: map[string]int{address: -1}, page: p}
	items.ForEach(func(_, item gjson.Result) bool {
		to, ok := Address(address, j.link(item))
		if ok && !neverAsked.MatchString(to) {
			l := Link{URL: to, Text: cut(item.Get(or(j.Text, "title")).String()), Kind: Item, Published: j.day(item), Wanted: true}
			if attachmentEnding.MatchString(to) {
				l.Kind = Attachment
			}
			f.add(l)
		}
		return len(p.Links) < mostJSON
	})
	if m := j.fits.FindStringSubmatch(address); len(m) == 2 && len(p.Links) > 0 {
		if n, err := strconv.Atoi(m[1]); err == nil {
			if to, ok := Address("", j.page(n+1)); ok {
				f.add(Link{URL: to, Kind: Next, Wanted: true})
			}
		}
	}
	return p
}

// callback is JSON as a script calls it.
var callback = regexp.MustCompile(`(?s)^\s*(?:/\*.*?\*/)?\s*[\w.$]+\s*\((.*)\)\s*;?\s*$`)

var place = regexp.MustCompile(`\{([^{}]+)\}`)

func (j *JSONList) link(item gjson.Result) string {
	if !strings.Contains(j.Link, "{") {
		return item.Get(j.Link).String()
	}
	return place.ReplaceAllStringFunc(j.Link, func(s string) string {
		return url.QueryEscape(item.Get(s[1 : len(s)-1]).String())
	})
}

// day is the day of an item: printed, or as seconds or milliseconds since 1970.
func (j *JSONList) day(item gjson.Result) string {
	v := item.Get(or(j.Date, "date"))
	if v.Type != gjson.Number {
		return day(v.String())
	}
	n := v.Int()
	if n > 1e11 {
		n /= 1000
	}
	if n < 9e8 || n > 9e9 {
		return ""
	}
	return time.Unix(n, 0).In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
}

// read finds what a page of the site leads to; nil: it is no page.
func (s *Site) read(r *Response) *Page {
	for i := range s.JSON {
		if s.JSON[i].fits.MatchString(r.URL) {
			return s.JSON[i].read(r.URL, r.Body)
		}
	}
	if r.Kind != HTML {
		return nil
	}
	p, err := readPage(r.URL, r.Body, &s.look)
	if err != nil {
		return &Page{}
	}
	return p
}

// hours are the part of a day in which a site may be visited, as minutes; the end may lie
// on the next day. Both 0: always.
type hours struct{ from, to int }

var printedHours = regexp.MustCompile(`^([01]?\d|2[0-4]):([0-5]\d)\s*[-–—至]\s*([01]?\d|2[0-4]):([0-5]\d)$`)

func parseHours(s string) (h hours, err error) {
	if s == "" {
		return h, nil
	}
	m := printedHours.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return h, wrong("时段 %q 有误，应如 22:00-06:00", "hours %q are not such as 22:00-06:00", s)
	}
	n := func(i int) int {
		v, _ := strconv.Atoi(m[i])
		return v
	}
	h = hours{n(1)*60 + n(2), n(3)*60 + n(4)}
	if h.from == h.to || h.from > 1440 || h.to > 1440 {
		return h, wrong("时段 %q 有误，应如 22:00-06:00", "hours %q are not such as 22:00-06:00", s)
	}
	return h, nil
}

// wait is how long it is until the site may be visited, 0: it may be now.
func (h hours) wait(now time.Time) time.Duration {
	if h == (hours{}) {
		return 0
	}
	at := now.Hour()*60 + now.Minute()
	if inside := at >= h.from && at < h.to; inside || h.from > h.to && (at >= h.from || at < h.to) {
		return 0
	}
	return time.Duration((h.from-at+1440)%1440)*time.Minute - time.Duration(now.Second())*time.Second
}

// tlsVersions are the versions that a site may be allowed to speak at least.
var tlsVersions = map[string]uint16{"": tls.VersionTLS12, "1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}

func tlsVersion(s string) (uint16, error) {
	v, ok := tlsVersions[s]
	if !ok {
		return 0, wrong("TLS 版本 %q 有误，应为 1.0、1.1、1.2 或 1.3", "%q is no version of TLS: 1.0, 1.1, 1.2 or 1.3", s)
	}
	return v, nil
}

// tlsConfig is how a site is spoken to. One that knows nothing newer than TLS 1.1 may also
// need its old way of agreeing on keys.
func tlsConfig(least uint16) *tls.Config {
	c := &tls.Config{MinVersion: least}
	if least >= tls.VersionTLS12 {
		return c
	}
	for _, s := range tls.CipherSuites() {
		c.CipherSuites = append(c.CipherSuites, s.ID)
	}
	for _, s := range tls.InsecureCipherSuites() {
		if strings.HasPrefix(s.Name, "TLS_RSA_WITH_AES") {
			c.CipherSuites = append(c.CipherSuites, s.ID)
		}
	}
	return c
}
