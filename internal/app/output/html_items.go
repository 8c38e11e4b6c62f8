package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

// pageKind tells apart what stands under a document.
type pageKind int

// The kinds of what stands under a document, as the page's script knows them.
const (
	kindFinding  pageKind = iota // a finding
	kindAccepted                 // a finding that was accepted
	kindWithheld                 // a rule that did not apply, since what it needs was not read
	kindUnread                   // something that was not read
)

// pageBlock is a number of documents. Index has for each: key, path, department, year,
// status, source, and a number for each item that packs severity, kind and rule.
type pageBlock struct {
	Index   [][7]any
	Details []*pageDocument
	items   int
}

// statuses are the numbers of statuses in the page.
var statuses = []selfeval.Status{selfeval.OK, selfeval.Partial, selfeval.Other, selfeval.Failed}

func (b *pageBlock) add(at where, doc *pageDocument) {
	codes := make([]int, 0, len(doc.Items))
	for i := range doc.Items {
		it := &doc.Items[i]
		codes = append(codes, it.weight|int(it.Kind)<<2|(it.rule+1)<<4)
	}
	b.Index = append(b.Index, [7]any{doc.key, doc.Path, at.department, at.year, doc.status, at.source, codes})
	b.Details = append(b.Details, doc)
	b.items += len(doc.Items)
}

// pageDocument is what the page shows of a document once somebody looks. The names are
// short: a page of a province holds many.
type pageDocument struct {
	Path   string     `json:"-"`
	Facts  string     `json:"f"`
	Title  string     `json:"t,omitempty"`
	URL    string     `json:"u,omitempty"`
	Items  []pageItem `json:"i,omitempty"`
	key    string
	status int
}

// pageItem is a finding, or what stands in its place.
type pageItem struct {
	ID      string             `json:"i,omitempty"`
	Message string             `json:"m"`
	Place   string             `json:"p,omitempty"`
	Basis   int                `json:"b,omitempty"` // numbers of strings
	Advice  int                `json:"a,omitempty"`
	Reread  string             `json:"c,omitempty"`
	Against []pageLink         `json:"g,omitempty"` // places in other documents
	Cause   int                `json:"u,omitempty"` // the item, from 1, of which this is a consequence
	Like    int                `json:"l,omitempty"` // the item, from 1, under which others of the rule are folded
	Quote   *selfeval.Evidence `json:"q,omitempty"`
	Picture int                `json:"v,omitempty"` // the block, from 1, of the drawing of its place
	Kind    pageKind           `json:"-"`
	weight  int
	rule    int
	of      int // the finding
}

// pageLink leads to another document of the page, where it is there.
type pageLink struct {
	Key  string `json:"k"`
	Text string `json:"t"`
}

// keyOf names a document in the page's addresses.
func keyOf(path string, part int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s#%d", path, part))
	return hex.EncodeToString(sum[:5])
}

func (h *htmlWriter) document(d *selfeval.Document, r *report.Report) *pageDocument {
	doc := &pageDocument{Path: clean(documentName(d)), Title: clean(r.Title), key: keyOf(d.Path, d.Part)}
	for i, s := range statuses {
		if s == d.Status {
			doc.status = i
		}
	}
	if d.Origin != nil && (strings.HasPrefix(d.Origin.URL, "http://") || strings.HasPrefix(d.Origin.URL, "https://")) {
		doc.URL = clean(d.Origin.URL)
	}
	doc.Facts = h.facts(d, r)
	h.findings(doc, d, r)
	for i := range d.Hidden {
		f := &d.Hidden[i]
		it := h.finding(f, d, r, doc.key)
		it.Kind = kindAccepted
		doc.Items = append(doc.Items, it)
	}
	for i := range d.Withheld {
		w := &d.Withheld[i]
		title := w.Rule
		if rule := h.opt.rule(w.Rule); rule != nil {
			title = rule.Title.In(h.opt.Lang)
		}
		doc.Items = append(doc.Items, pageItem{Kind: kindWithheld, Message: clean(w.Why), Place: h.placeOf(w.At), rule: h.counts.rule(w.Rule, title, "")})
	}
	h.unread(doc, d)
	return doc
}

// facts are what was read of a document, in a line.
func (h *htmlWriter) facts(d *selfeval.Document, r *report.Report) string {
	if d.Error != nil {
		return ""
	}
	var facts []string
	if n := len(r.Projects); n > 0 {
		facts = append(facts, fmt.Sprintf(report.Text{ZH: "%d 个项目", EN: "%d projects"}.In(h.opt.Lang), n))
	}
	if len(d.Findings) == 0 {
		facts = append(facts, nothingFound(d).In(h.opt.Lang))
	}
	if s := wasRead(d).In(h.opt.Lang); s != "" {
		facts = append(facts, s)
	}
	return clean(strings.Join(facts, " · "))
}

// findings adds a document's findings in their order, and says which of them are folded
// under which.
func (h *htmlWriter) findings(doc *pageDocument, d *selfeval.Document, r *report.Report) {
	found := d.Findings
	at := map[*rules.Finding]int{}
	for i := range found {
		it := h.finding(&found[i], d, r, doc.key)
		it.of = i
		at[&found[i]] = len(doc.Items) + 1
		doc.Items = append(doc.Items, it)
	}
	for _, f := range fold(found) {
		for _, l := range f.Like {
			doc.Items[at[l]-1].Like = at[f.Finding]
		}
		for _, c := range f.Caused {
			doc.Items[at[c]-1].Cause = at[f.Finding]
		}
	}
}

func (h *htmlWriter) finding(f *rules.Finding, d *selfeval.Document, r *report.Report, key string) pageItem {
	var against []pageLink
	for _, x := range f.Against {
		against = append(against, pageLink{keyOf(x.Document, x.Part), clean(strings.TrimSpace(nameOf(x.Document, x.Part) + " " + h.placeOf(x.At)))})
	}
	shown := d.Evidence[f.Fingerprint]
	quote, picture := h.quote(f, r), 0
	if shown != nil && len(shown.Rows)+len(shown.Text) > 0 {
		quote = &selfeval.Evidence{Rows: shown.Rows, Text: shown.Text, More: shown.More}
	}
	if shown != nil {
		picture = h.picture(f.Fingerprint+"-"+key, shown.SVG)
	}
	return pageItem{ID: clean(f.Fingerprint), Message: clean(f.Message), Place: h.placeOf(f.At), Basis: h.string(rules.Cited(f.Basis)), Advice: h.string(f.Advice),
		Reread: h.opt.reread(f), Against: against, Quote: quote, Picture: picture, weight: f.Severity.Weight(), rule: h.counts.rule(f.Rule, f.Title, f.Severity)}
}

// string numbers a text that many findings share, 0 where there is none.
func (h *htmlWriter) string(s string) int { return max(h.counts.strings.number(clean(s)), 0) }

func (h *htmlWriter) placeOf(at []report.Location) string {
	return report.Places(at, places, h.opt.Lang)
}

// unread adds what was not read.
func (h *htmlWriter) unread(doc *pageDocument, d *selfeval.Document) {
	add := func(message string, at ...report.Location) {
		doc.Items = append(doc.Items, pageItem{Kind: kindUnread, Message: safe.Line(message), Place: h.placeOf(at), rule: -1})
	}
	if d.Error != nil {
		add(*d.Error)
	}
	for _, n := range d.Notes {
		add(n.Message, n.At)
	}
	if d.Reading == nil {
		return
	}
	for i := range d.Reading.Tables.Left {
		t := &d.Reading.Tables.Left[i]
		add(fmt.Sprintf(report.Text{ZH: "这张表没有读全（%d 个数字）：%s", EN: "this table was not read whole (%d figures): %s"}.In(h.opt.Lang), t.Figures, t.Why), t.At)
	}
	for _, a := range d.Reading.Announced {
		if !a.Found {
			add(fmt.Sprintf(report.Text{ZH: "文中说有而没有读到：%s", EN: "announced and not found: %s"}.In(h.opt.Lang), a.Text), a.At)
		}
	}
}

// maxQuoted is how many rows of the table a finding quotes.
const maxQuoted = 6

// quote gives the rows of the record that a finding is about, with the cells that it
// compares, where there is nothing of the paper itself to show.
func (h *htmlWriter) quote(f *rules.Finding, r *report.Report) *selfeval.Evidence {
	out := &selfeval.Evidence{}
	row := func(cells ...selfeval.EvidencePart) {
		out.Rows = append(out.Rows, selfeval.EvidenceRow{Cells: cells})
	}
	cell := func(text string, bad bool) selfeval.EvidencePart {
		text = clean(text)
		return selfeval.EvidencePart{Text: text, Marked: bad && text != ""}
	}
	for _, n := range f.Projects[:min(len(f.Projects), maxQuoted)] {
		if n < 1 || n > len(r.Projects) {
			continue
		}
		p := &r.Projects[n-1]
		bad := func(field string, a *report.Amount) bool { return h.opt.marks(f, field, a) }
		row(cell(p.SeqPrinted, bad("seq", nil)), cell(p.Name, bad("name", nil)), cell(p.Implementer, bad("implementer", nil)),
			cell(printed(p.Budget), bad("budget", p.Budget)), cell(printed(p.Executed), bad("executed", p.Executed)),
			cell(printed(p.Returned), bad("returned", p.Returned)), cell(printed(p.Score), bad("score", p.Score)))
	}
	if len(f.Projects) == 0 && len(f.At) > 0 {
		for i := range r.Totals {
			if t := &r.Totals[i]; t.At.Table == f.At[0].Table && t.At.Row == f.At[0].Row && t.At.Page == f.At[0].Page {
				none := selfeval.EvidencePart{}
				row(none, cell(t.Label, false), none, cell(printed(t.Budget), pointsTo(f, t.Budget)), cell(printed(t.Executed), pointsTo(f, t.Executed)),
					cell(printed(t.Returned), pointsTo(f, t.Returned)), cell(printed(t.Score), pointsTo(f, t.Score)))
			}
		}
	}
	if len(out.Rows) == 0 {
		return nil
	}
	head := selfeval.EvidenceRow{Head: true}
	for _, name := range h.t.Head {
		head.Cells = append(head.Cells, selfeval.EvidencePart{Text: name})
	}
	out.Rows = append([]selfeval.EvidenceRow{head}, out.Rows...)
	return out
}

// printed is a figure as the report printed it.
func printed(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Raw
}
