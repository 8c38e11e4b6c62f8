package crawl

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"selfeval/internal/text/charset"
)

// Link is a way from a page to another.
type Link struct {
	URL       string   `json:"url"`
	Text      string   `json:"text"`
	Kind      LinkKind `json:"kind"`
	Published string   `json:"published,omitempty"` // day that stands beside it
	Wanted    bool     `json:"wanted"`              // whether it is followed
}

// LinkKind is what a link seems to lead to.
type LinkKind string

// The kinds of links.
const (
	Next       LinkKind = "next"       // a further page of the same list
	Attachment LinkKind = "attachment" // a file
	Frame      LinkKind = "frame"      // a part of the page itself
	Refresh    LinkKind = "refresh"    // where a page sends its readers on
	Item       LinkKind = "item"       // any other page
)

// Page is what a page of HTML holds.
type Page struct {
	Title     string `json:"title"`
	Published string `json:"published,omitempty"`
	List      bool   `json:"list"`   // leads to others rather than say something itself
	Report    bool   `json:"report"` // says something that a report would
	Stuck     bool   `json:"stuck"`  // goes on only by a script, which is not run
	Closed    int    `json:"closed"` // links of interest that only a script opens
	Links     []Link `json:"links"`
}

// The bounds of a page: sites that make links without end are met by the frontier's own.
const (
	mostLinks = 2000
	mostText  = 300
)

// ReadPage finds what a page leads to. Nothing of it is run.
func ReadPage(address string, body []byte) (*Page, error) { return readPage(address, body, &look{}) }

func readPage(address string, body []byte, look *look) (*Page, error) {
	text, _, _ := charset.Decode(body)
	text = store(text)
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	base := baseOf(address, doc)
	p := &Page{Title: title(doc), Published: published(doc)}
	f := &finder{base: base, at: address, seen: map[string]int{address: -1}, page: p, look: look}
	f.gather(doc)
	f.scripts(doc)
	f.refresh(doc)
	if look.next == nil {
		f.pagers(string(text))
	}
	stuck := turnsByScript(doc) || p.more(string(text))
	p.judge(doc, look)
	p.Stuck = stuck && !p.leads(Next)
	return p, nil
}

// baseOf is what a page's addresses are seen from.
func baseOf(address string, doc *goquery.Document) string {
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if b, ok := Address(address, href); ok {
			return b
		}
	}
	return address
}

// title is what a page is called: by the meta that sites of government carry, by its
// heading, or by its title.
func title(doc *goquery.Document) string {
	for _, name := range []string{"ArticleTitle"} {
		if s, ok := doc.Find(`meta[name="` + name + `" i]`).Attr("content"); ok && squeeze(s) != "" {
			return cut(s)
		}
	}
	if h := doc.Find("h1"); h.Length() == 1 {
		if s := squeeze(h.Text()); s != "" {
			return cut(s)
		}
	}
	return cut(doc.Find("title").First().Text())
}

// published is the day that a page says it was published on.
func published(doc *goquery.Document) string {
	for _, name := range []string{"PubDate", "publishdate", "article:published_time"} {
		for _, attr := range []string{"name", "property"} {
			if s, ok := doc.Find(`meta[` + attr + `="` + name + `" i]`).Attr("content"); ok {
				if d := day(s); d != "" {
					return d
				}
			}
		}
	}
	text := doc.Find("body").Text()
	for _, word := range []string{"发布时间", "发布日期", "发文日期", "成文日期", "公开日期", "生成日期"} {
		if _, after, ok := strings.Cut(text, word); ok {
			if d := day(after[:min(len(after), 120)]); d != "" {
				return d
			}
		}
	}
	return ""
}

// day is the first day printed in a text, as 2006-01-02.
func day(s string) string {
	m := printedDay.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	month, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	if month < 1 || month > 12 || d < 1 || d > 31 {
		return ""
	}
	return fmt.Sprintf("%s-%02d-%02d", m[1], month, d)
}

func cut(s string) string {
	r := []rune(squeeze(s))
	return string(r[:min(len(r), mostText)])
}

// finder gathers the links of a page, each once.
type finder struct {
	base, at string
	seen     map[string]int // place in the page's links
	page     *Page
	look     *look
}

// leading are the elements that lead elsewhere.
const leading = "a, option[value], area[href], link[rel=next], iframe[src], frame[src], embed[src], object[data], li[onclick], tr[onclick], td[onclick], div[onclick], span[onclick], button[onclick], input[onclick]"

func (f *finder) gather(doc *goquery.Document) {
	doc.Find(leading).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		f.one(s)
		return len(f.page.Links) < mostLinks
	})
}

// one takes in where an element leads.
func (f *finder) one(s *goquery.Selection) {
	tag := goquery.NodeName(s)
	ref := s.AttrOr("href", s.AttrOr("src", s.AttrOr("data", "")))
	if tag == "option" {
		if ref = s.AttrOr("value", ""); !anAddress.MatchString(ref) {
			return
		}
	}
	if nowhere(ref) {
		named, ok := called(s)
		if !ok {
			f.closed(s, ref)
			return
		}
		ref = named
	}
	to, ok := Address(f.base, ref)
	if !ok || neverAsked.MatchString(to) {
		return
	}
	l := Link{URL: to, Text: said(s), Published: or(beside(s), dated(to))}
	if file, ok := shownBy(to); ok {
		l.URL, l.Kind = file, Attachment
		f.add(l)
		return
	}
	switch {
	case tag == "embed" || tag == "object":
		l.Kind = Attachment
	case tag == "frame" || tag == "iframe":
		l.Kind = Frame
	case tag == "option" && !f.sibling(to):
		return // a choice among places elsewhere
	case tag == "link", tag == "option", s.Closest("nextgroup").Length() > 0:
		l.Kind = Next
	default:
		l.Kind = f.kind(to, l.Text)
	}
	f.chosen(s, &l)
	f.add(l)
}

// closed counts a link of interest that only a script knows the address of.
func (f *finder) closed(s *goquery.Selection, ref string) {
	text := said(s)
	if code := scripted(ref) + s.AttrOr("onclick", ""); quoted.MatchString(code) && (ofReports.MatchString(text) || attachmentEnding.MatchString(text) || attachmentWord.MatchString(text)) {
		f.page.Closed++
	}
}

// shownBy is the file that a viewer's address names: viewer.html?file=/a.pdf.
func shownBy(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || !viewer.MatchString(u.Path) {
		return "", false
	}
	for _, name := range []string{"file", "url", "src", "pdf", "path"} {
		if v := u.Query().Get(name); attachmentEnding.MatchString(v) {
			return Address(address, v)
		}
	}
	return "", false
}

// leads reports whether a page leads to something of a kind.
func (p *Page) leads(k LinkKind) bool {
	return slices.ContainsFunc(p.Links, func(l Link) bool { return l.Kind == k && l.Wanted })
}

// turnsByScript reports whether a page has a way to the next one that only a script takes.
func turnsByScript(doc *goquery.Document) bool {
	return doc.Find("a, button, input[type=button i], span[onclick], li[onclick], div[onclick]").FilterFunction(func(_ int, s *goquery.Selection) bool {
		text := s.Text()
		if goquery.NodeName(s) == "input" {
			text = s.AttrOr("value", "")
		}
		href := strings.ToLower(strings.TrimSpace(s.AttrOr("href", "")))
		disabled := strings.Contains(s.AttrOr("class", ""), "disabled") || s.Is("[disabled]")
		return !disabled && onward.MatchString(strings.ToLower(text)) && (href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "javascript:")) &&
			(href != "" || s.Is("[onclick], button, input, a"))
	}).Length() > 0
}

// refresh is where a page sends its readers by itself, as many a front page does.
func (f *finder) refresh(doc *goquery.Document) {
	doc.Find("meta[http-equiv=refresh i]").Each(func(_ int, s *goquery.Selection) {
		if m := refreshes.FindStringSubmatch(s.AttrOr("content", "")); m != nil {
			if to, ok := Address(f.base, m[1]); ok {
				f.add(Link{URL: to, Kind: Refresh, Text: f.page.Title})
			}
		}
	})
	if to, ok := jump(f.at, doc); ok {
		f.add(Link{URL: to, Kind: Refresh, Text: f.page.Title})
	}
}

// chosen corrects what a link seems to be by what the sites file says.
func (f *finder) chosen(s *goquery.Selection, l *Link) {
	look := f.look
	if look.attachments != nil && l.Kind != Frame && look.attachments.MatchString(l.URL) {
		l.Kind = Attachment
	}
	if look.next != nil && l.Kind != Frame {
		switch {
		case s.IsMatcher(look.next):
			l.Kind = Next
		case l.Kind == Next:
			l.Kind = Item
		}
	}
	l.Wanted = look.items != nil && l.Kind == Item && s.IsMatcher(look.items)
}

// add takes a link in. Of two to one address the one that says more counts.
func (f *finder) add(l Link) {
	if at, ok := f.seen[l.URL]; ok {
		if at >= 0 && len(l.Text) > len(f.page.Links[at].Text) {
			f.page.Links[at].Text = l.Text
		}
		return
	}
	f.seen[l.URL] = len(f.page.Links)
	f.page.Links = append(f.page.Links, l)
}

// said is what a link says: its title where its text is shortened.
func said(s *goquery.Selection) string {
	text := or(cut(s.Text()), goesBy(s))
	if t := cut(s.AttrOr("title", "")); t != "" && (text == "" || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")) {
		return t
	}
	return text
}

// beside is the day that stands in a link's own line of a list.
func beside(s *goquery.Selection) string {
	row := s.Closest("li, tr, dd, p")
	if row.Length() == 0 || row.Find("a[href]").Length() > 3 {
		return ""
	}
	text := row.Text()
	if len(text) > 2000 {
		return ""
	}
	// A day within the title is not the day of publication.
	return day(strings.Replace(text, s.Text(), " ", 1))
}

func (f *finder) kind(to, text string) LinkKind {
	switch {
	case onward.MatchString(strings.ToLower(text)):
		return Next
	case attachmentEnding.MatchString(to), attachmentEnding.MatchString(text), attachmentSign.MatchString(to) && text != "", attachmentWord.MatchString(text):
		return Attachment
	case digitsOnly.MatchString(text) && f.sibling(to):
		return Next
	}
	return Item
}

// figures are the digits of an address.
var figures = regexp.MustCompile(`[_-]?\d+`)

// sibling reports whether an address is that of the page at hand but for a number of a
// page: index_2.html beside index.html, ?page=2 beside ?page=1.
func (f *finder) sibling(to string) bool {
	bare := func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return s
		}
		return figures.ReplaceAllString(u.Path, "") + "?"
	}
	a, b := bare(f.at), bare(to)
	return a == b || strings.TrimSuffix(a, "?")+"index.html?" == b && strings.HasSuffix(a, "/?")
}

// The signs of a page that says something itself.
const (
	articleRunes = 400
	leastAmounts = 3 // of a page that says it in a table or a few lines
	listItems    = 5 // with a day beside them
	listNames    = 3 // that are no words of a menu
	nameRunes    = 9

	listOfReports = 3 // items with a day beside them, where the list is called one of reports
)

// amounts are figures as reports have them, and days and numbers of files have not.
var amounts = regexp.MustCompile(`\d\.\d|\d(?:万元|元|%|分)`)

// judge tells lists from articles, and marks the links that are followed: further pages,
// attachments, frames, and what is called as reports and their places are. A list that is
// called so itself names its items by whom they are of.
func (p *Page) judge(doc *goquery.Document, look *look) {
	dated, named, next, linked := 0, 0, false, 0
	for i := range p.Links {
		l := &p.Links[i]
		next = next || l.Kind == Next
		if l.Kind == Item && l.Published != "" {
			dated++
		}
		if l.Kind == Item && len([]rune(l.Text)) >= nameRunes {
			named++
		}
		linked += len([]rune(l.Text))
		l.Wanted = l.Wanted || l.Kind != Item || look.items == nil && ofInterest.MatchString(l.Text)
	}
	doc.Find("script, style, noscript, nav, header, footer, select").Remove()
	text := squeeze(doc.Find("body").Text())
	own := len([]rune(text)) - linked
	p.List = dated >= listItems || next && own < articleRunes && named >= listNames
	p.Report = !p.List && (own >= articleRunes || len(amounts.FindAllStringIndex(text, leastAmounts)) == leastAmounts) && (ofReports.MatchString(p.Title) || strings.Count(text, "绩效")+strings.Count(text, "自评") >= 3)
	if look.items == nil && ofInterest.MatchString(p.Title) {
		for i := range p.Links {
			p.Links[i].Wanted = p.Links[i].Wanted || yearOnly.MatchString(p.Links[i].Text)
		}
	}
	if look.items == nil && (p.List || dated >= listOfReports && own < articleRunes) && !p.leads(Attachment) && ofReports.MatchString(p.Title) {
		for i := range p.Links {
			p.Links[i].Wanted = p.Links[i].Wanted || p.Links[i].Published != ""
		}
	}
}
