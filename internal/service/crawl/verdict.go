package crawl

import (
	"bytes"
	"net/http"
	"slices"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gabriel-vasile/mimetype"

	"selfeval/internal/text/charset"
	"selfeval/report"
)

// Verdict is what became of a visit to an address.
type Verdict string

// The verdicts.
const (
	OK        Verdict = "ok"
	Unchanged Verdict = "unchanged" // as it was the last time
	Moved     Verdict = "moved"     // leads elsewhere
	Gone      Verdict = "gone"      // is there no more
	Blocked   Verdict = "blocked"   // a guard of the site's does not want programs
	Later     Verdict = "later"     // the site asks to come again later
	Failed    Verdict = "failed"    // no whole answer
	Refused   Verdict = "refused"   // an address that is not to be reached
	Robots    Verdict = "robots"    // robots.txt asks to leave it alone
)

// Word says a verdict for people.
func (v Verdict) Word() report.Text {
	switch v {
	case OK:
		return report.Text{ZH: "已取", EN: "fetched"}
	case Unchanged:
		return report.Text{ZH: "未变", EN: "unchanged"}
	case Moved:
		return report.Text{ZH: "已移", EN: "moved"}
	case Gone:
		return report.Text{ZH: "已消失", EN: "gone"}
	case Blocked:
		return report.Text{ZH: "被网站防护拦下", EN: "blocked by the site"}
	case Later:
		return report.Text{ZH: "网站要求稍后再来", EN: "told to come later"}
	case Refused:
		return report.Text{ZH: "拒绝连接", EN: "refused"}
	case Robots:
		return report.Text{ZH: "robots.txt 不许", EN: "left alone as robots.txt asks"}
	}
	return report.Text{ZH: "失败", EN: "failed"}
}

// Kind is what bytes are, whatever their label says.
type Kind string

// The kinds.
const (
	HTML    Kind = "html"
	PDF     Kind = "pdf"
	Word    Kind = "word"
	Excel   Kind = "excel"
	OFD     Kind = "ofd"
	Archive Kind = "archive"
	Text    Kind = "text"
	Other   Kind = "other"
)

// document reports whether bytes of this kind are an attachment to keep.
func (k Kind) document() bool {
	return k == PDF || k == Word || k == Excel || k == OFD || k == Archive
}

// ending is the ending of a name, empty where several are as good.
func (k Kind) ending() string {
	switch k {
	case HTML:
		return ".html"
	case PDF:
		return ".pdf"
	case OFD:
		return ".ofd"
	}
	return ""
}

var kinds = map[string]Kind{
	"application/pdf": PDF, "text/html": HTML, "application/xhtml+xml": HTML,
	"application/msword": Word, "application/rtf": Word, "text/rtf": Word,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": Word,
	"application/vnd.ms-excel": Excel,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Excel,
	"application/zip":              Archive,
	"application/x-rar-compressed": Archive,
	"application/x-7z-compressed":  Archive,
	"application/gzip":             Archive,
	"application/x-ole-storage":    Word, // an old document of Word or Excel
}

// KindOf tells what bytes are.
func KindOf(data []byte) Kind {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data[:min(len(data), 4096)], []byte("OFD.xml")) {
		return OFD
	}
	m := mimetype.Detect(data)
	for m != nil {
		if k, ok := kinds[m.String()]; ok {
			return k
		}
		if m.Is("text/plain") || m.Is("text/xml") || m.Is("application/json") {
			return textKind(data)
		}
		m = m.Parent()
	}
	if !charset.Binary(data) {
		return textKind(data)
	}
	return Other
}

// textKind tells pages from text: many pages begin with a comment or a line of their
// content management system.
func textKind(data []byte) Kind {
	head := bytes.ToLower(data[:min(len(data), 8192)])
	for _, sign := range []string{"<html", "<body", "<head", "<div", "<table", "<a href", "<script", "<frameset", "<title", "<meta", "<p>", "<h1", "<li>", "<td", "<font"} {
		if bytes.Contains(head, []byte(sign)) {
			return HTML
		}
	}
	return Text
}

// guards are the answers by which sites keep programs out; 493 and 521 are no standard's.
var guards = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusPreconditionFailed, http.StatusTeapot, 493, 521}

// judge tells from an answer what became of the visit.
func (r *Response) judge(body []byte) {
	switch s := r.Status; {
	case s == http.StatusNotModified:
		r.Verdict = Unchanged
	case slices.Contains(guards, s):
		r.fail(Blocked, "网站以 %d 拒绝", "the site refuses with %d", s)
	case s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable:
		r.Wait = retryAfter(r.Header, time.Now())
		r.fail(Later, "网站以 %d 要求稍后再来", "the site asks with %d to come later", s)
	case s == http.StatusNotFound || s == http.StatusGone:
		r.fail(Gone, "网站以 %d 说明没有", "the site says with %d that there is none", s)
	case s >= 300 && s < 400:
		r.moved()
	case s == http.StatusOK || s == http.StatusNonAuthoritativeInfo:
		r.whole(body)
	case s == http.StatusAccepted && scriptOnly(r.URL, body):
		r.fail(Blocked, "只有脚本的页面", "a page of script only")
	default:
		r.fail(Failed, "网站答复 %d", "the site answers %d", s)
	}
}

func (r *Response) moved() {
	to, ok := Address(r.URL, r.Header.Get("Location"))
	switch {
	case !ok:
		r.fail(Failed, "跳转到无法使用的地址", "leads to an address that cannot be used")
	case to == r.URL && r.Header.Get("Set-Cookie") != "":
		r.fail(Blocked, "要求带上 Cookie 再来", "asks to come again with a cookie")
	case to == r.URL:
		r.fail(Failed, "跳转到自身", "leads to itself")
	default:
		r.Verdict, r.Redirect = Moved, to
	}
}

func (r *Response) whole(body []byte) {
	r.Kind = KindOf(body)
	r.Name = r.named()
	switch {
	case len(body) == 0:
		r.empty = true
		r.fail(Failed, "空的答复", "an empty answer")
	case r.Kind == HTML && scriptOnly(r.URL, body):
		r.fail(Blocked, "只有脚本的页面", "a page of script only")
	default:
		r.Verdict, r.Body = OK, body
	}
}

// scriptOnly reports whether a page shows nothing and leads nowhere before its script is
// run, as pages of guards do. One whose script only sends its readers on is none.
func scriptOnly(address string, body []byte) bool {
	if len(body) > 256<<10 || !bytes.Contains(bytes.ToLower(body), []byte("<script")) {
		return false
	}
	text, _, _ := charset.Decode(body)
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
	if err != nil {
		return false
	}
	if _, ok := jump(address, page); ok {
		return false
	}
	if page.Find("a[href], frame, iframe, area, img, table, meta[http-equiv=refresh]").Length() > 0 {
		return false
	}
	page.Find("script, style, noscript, head").Remove()
	return len([]rune(squeeze(page.Text()))) < 30
}
