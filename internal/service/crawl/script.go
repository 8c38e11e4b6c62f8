package crawl

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"selfeval/internal/text/charset"
)

// What pages leave to their scripts stands there mostly in plain words: an address between
// quotes, links that are written out, a store of records, the number of pages. It is read as
// text; nothing of it is run, and what is put together only as it runs is not known.

// mostScript bounds how much of a page's scripts is looked at.
const mostScript = 2 << 20

// quoted is a text between quotes, as an address can be one.
var quoted = regexp.MustCompile(`["']([^"'\s<>{}$|\\^` + "`" + `]{2,500})["']`)

// anAddress is what an address that is written by hand looks like: a path, or the name of a
// page or a file.
var anAddress = regexp.MustCompile(`(?i)^(?:https?://|\.{0,2}/|\?\w+=)\S|^[\w%./-]+\.(?:s?html?|aspx?|jspx?|php|do|action|pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z)(?:[?#]|$)`)

// called is the address that a handler or a javascript: link names, onclick="open('/a.html')",
// or that stands beside it for the script to take.
func called(s *goquery.Selection) (string, bool) {
	for _, code := range []string{s.AttrOr("onclick", ""), scripted(s.AttrOr("href", ""))} {
		for _, m := range quoted.FindAllStringSubmatch(code, 8) {
			if anAddress.MatchString(m[1]) {
				return m[1], true
			}
		}
	}
	for _, name := range []string{"data-url", "data-href", "data-src", "data-link", "data-file"} {
		if v := strings.TrimSpace(s.AttrOr(name, "")); anAddress.MatchString(v) {
			return v, true
		}
	}
	return "", false
}

// scripted is the code of a javascript: address, empty where it is none.
func scripted(href string) string {
	href = strings.TrimSpace(href)
	if len(href) < 11 || !strings.EqualFold(href[:11], "javascript:") {
		return ""
	}
	return whatwgDecode(href[11:])
}

// nowhere reports whether a link's address leads nowhere by itself.
func nowhere(href string) bool {
	href = strings.TrimSpace(href)
	return href == "" || strings.HasPrefix(href, "#") || scripted(href) != "" || strings.EqualFold(href, "javascript:")
}

// unescaped are the signs by which scripts write markup within quotes, and those that keep
// markup in a store of records.
var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\/`, `/`, `\n`, " ", `\t`, " ", "<![CDATA[", "", "]]>", "")

// scripts reads what a page's scripts name.
func (f *finder) scripts(doc *goquery.Document) {
	left := mostScript
	doc.Find("script:not([src])").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		text := s.Text()
		if left -= len(text); left < 0 {
			return false
		}
		f.written(text)
		f.shown(text)
		f.records(text)
		return len(f.page.Links) < mostLinks
	})
}

// written finds the links that a script writes out.
func (f *finder) written(text string) {
	if !strings.Contains(strings.ToLower(text), "<a ") {
		return
	}
	part, err := goquery.NewDocumentFromReader(strings.NewReader(unescaped.Replace(text)))
	if err != nil {
		return
	}
	part.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		// What is put together of several pieces is no address.
		if href := s.AttrOr("href", ""); strings.ContainsAny(href, `'"+{}$<>`) || strings.TrimSpace(href) != href {
			s.SetAttr("href", "")
		}
	})
	f.gather(part)
}

// aFile is a file between quotes.
var aFile = regexp.MustCompile(`(?i)["']((?:https?://|\.{0,2}/)[^"'\s<>{}$|\\^` + "`" + `]{1,500}\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z))["']`)

// shown finds the files that a script shows or names.
func (f *finder) shown(text string) {
	for _, m := range aFile.FindAllStringSubmatch(text, 50) {
		if to, ok := Address(f.base, m[1]); ok {
			if file, viewed := shownBy(to); viewed {
				to = file
			}
			f.add(Link{URL: to, Kind: Attachment})
		}
	}
}

// A record is an object of a script that names a page: its address, its title, its day.
var (
	anObject    = regexp.MustCompile(`\{[^{}]+\}`)
	addressIs   = regexp.MustCompile(`(?i)["']?\b(?:url|href|link|linkurl|docpuburl|pageurl|visiturl|filepath|fileurl)["']?\s*:\s*["']([^"'\s<>{}$]{2,500})["']`)
	titleIs     = regexp.MustCompile(`(?i)["']?\b(?:title|doctitle|name|text|subject|filename|showtitle)["']?\s*:\s*["']([^"'<>{}]{2,300})["']`)
	dateIs      = regexp.MustCompile(`(?i)["']?\b\w*(?:date|time)\w*["']?\s*:\s*["']([^"'<>{}]{6,40})["']`)
	mostRecords = 500
)

// records finds what a script lists as data.
func (f *finder) records(text string) {
	for _, o := range anObject.FindAllString(text, mostRecords) {
		at, title := addressIs.FindStringSubmatch(o), titleIs.FindStringSubmatch(o)
		if at == nil || title == nil {
			continue
		}
		to, ok := Address(f.base, strings.ReplaceAll(at[1], `\/`, `/`))
		if !ok || neverAsked.MatchString(to) {
			continue
		}
		l := Link{URL: to, Text: cut(title[1]), Kind: f.kind(to, cut(title[1]))}
		if d := dateIs.FindStringSubmatch(o); d != nil {
			l.Published = day(d[1])
		}
		f.add(l)
	}
}

// jumps is where a page sends its readers on by a script that does nothing else.
var jumps = regexp.MustCompile(`(?i)\b(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\()\s*["']([^"'\s<>{}$]{1,500})["']`)

// guarding are words of scripts that look at who asks before they send anybody on.
var guarding = regexp.MustCompile(`(?i)cookie|eval\s*\(|navigator\.|\$_ts|challenge|captcha|atob\s*\(`)

// jump gives the address that a page's script sends its readers to.
func jump(address string, doc *goquery.Document) (to string, ok bool) {
	var all strings.Builder
	doc.Find("script:not([src])").Each(func(_ int, s *goquery.Selection) { all.WriteString(s.Text() + "\n") })
	if text := all.String(); len(text) < 16<<10 && !guarding.MatchString(text) {
		if m := jumps.FindStringSubmatch(text); m != nil {
			to, ok = Address(baseOf(address, doc), m[1])
		}
	}
	return to, ok && to != address
}

// The calls by which pages of widespread systems draw their paging: number of pages, the
// one at hand, and the name and ending of their files; those that first name an element
// count pages from 1.
var (
	pager = regexp.MustCompile(`createPageHTML\w*\(\s*(?:['"]([\w-]*)['"]\s*,\s*)?['"]?(\d{1,5})['"]?\s*,\s*['"]?(\d{1,5})['"]?\s*,\s*['"]([\w-]{1,40})['"]\s*,\s*['"](\w{1,6})['"]`)

	countPage   = regexp.MustCompile(`(?i)\b(?:countPage|pageCount|totalPages?)\s*=\s*['"]?(\d{1,5})\b`)
	currentPage = regexp.MustCompile(`(?i)\b(?:currentPage|currPage|pageIndex|curPage)\s*=\s*['"]?(\d{1,5})\b`)
	pieced      = regexp.MustCompile(`["'](\w{1,40})["']\s*\+\s*["']_["']\s*\+`)
	fileEnding  = regexp.MustCompile(`["']\.?(s?html?|jsp|aspx?)["']`)
)

// pagers reads the calls that draw a paging, for the next page.
func (f *finder) pagers(text string) {
	for _, m := range pager.FindAllStringSubmatch(text, 4) {
		all, _ := strconv.Atoi(m[2])
		if m[1] != "" {
			all++
		}
		f.turn(all, m[3], m[4], m[5])
	}
	all, at, name := countPage.FindStringSubmatch(text), currentPage.FindStringSubmatch(text), pieced.FindStringSubmatch(text)
	if all == nil || at == nil || name == nil {
		return
	}
	ending := strings.TrimPrefix(path.Ext(lastOf(f.at)), ".")
	if m := fileEnding.FindStringSubmatch(text); ending == "" && m != nil {
		ending = m[1]
	}
	ending = or(ending, "html")
	n, _ := strconv.Atoi(all[1])
	f.turn(n, at[1], name[1], ending)
}

// turn enters the page after the one at hand, where pages are counted from 0.
func (f *finder) turn(all int, at, name, ending string) {
	n, _ := strconv.Atoi(at)
	if n+1 >= all {
		return
	}
	if to, ok := Address(f.base, fmt.Sprintf("%s_%d.%s", name, n+1, ending)); ok {
		f.add(Link{URL: to, Kind: Next})
	}
}

// inStore is the number of records that a list says it has, where a script shows a part.
var inStore = regexp.MustCompile(`(?i)\btotalrecords?["']?\s*[:=]\s*["']?(\d{1,6})\b`)

// more reports whether a list's script says that there are more records than it shows.
func (p *Page) more(text string) bool {
	m := inStore.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	all, _ := strconv.Atoi(m[1])
	shown := 0
	for i := range p.Links {
		if p.Links[i].Kind == Item && p.Links[i].Published != "" {
			shown++
		}
	}
	return shown > 0 && all > shown
}

// store is a page that hands out records of a list as markup within XML.
func store(text []byte) []byte {
	if head := charset.Lower(text[:min(len(text), 2048)]); !strings.Contains(string(head), "<datastore") {
		return text
	}
	return []byte(unescaped.Replace(string(text)))
}

// dayInAddress is the day that widespread systems put into an address.
var dayInAddress = regexp.MustCompile(`/t(20\d\d)(\d\d)(\d\d)_\d+\.|/art/(20\d\d)/(\d{1,2})/(\d{1,2})/`)

// dated is the day that an address was given, empty where it names none.
func dated(address string) string {
	m := dayInAddress.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	return day(strings.Trim(strings.Join(m[1:], "-"), "-"))
}

// goesBy is what a link's picture is called.
func goesBy(s *goquery.Selection) string {
	return cut(s.Find("img[alt]").First().AttrOr("alt", ""))
}
