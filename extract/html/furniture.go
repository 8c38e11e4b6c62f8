package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// Page furniture is what a site sets around an article: menus, the path to the
// page, buttons, related links, the site's imprint. It is told by how its text is
// made up, links against prose, and by name only where little text is at stake.
// An element that holds a table of data is never furniture.

// weight is what an element holds: characters outside and inside links, tables
// of data, main headings.
type weight struct{ prose, links, tables, titles int }

// weigh measures an element; what it finds is kept for elements that hold others,
// so that a page is measured once however deeply it nests.
func (w *walker) weigh(n *html.Node) weight {
	container := n.DataAtom != atom.Td && blocklike[n.DataAtom] && n.DataAtom != atom.P
	if container {
		if known, ok := w.weights[n]; ok {
			return known
		}
	}
	var sum weight
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			sum.prose += utf8.RuneCountInString(strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && !skipped[c.DataAtom] && !css.Hidden(c):
			sum.add(w.weigh(c), c)
		}
	}
	if n.DataAtom == atom.Table && sum.tables == 0 && dataRows(n) >= 2 && !sum.mostlyLinks() {
		sum.tables = 1
	}
	if container {
		w.weights[n] = sum
	}
	return sum
}

// mostlyLinks reports an element seven tenths of whose text are links.
func (sum weight) mostlyLinks() bool {
	return sum.links > 0 && sum.links*10 >= (sum.links+sum.prose)*7
}

// add counts in what an element within weighs.
func (sum *weight) add(s weight, element *html.Node) {
	switch {
	case element.DataAtom == atom.A && attr(element, "href") != "":
		s.links, s.prose = s.links+s.prose, 0
	case element.DataAtom == atom.H1:
		s.titles++
	}
	sum.prose += s.prose
	sum.links += s.links
	sum.tables += s.tables
	sum.titles += s.titles
}

// dataRows counts, up to 2, the rows of a table that hold two cells or more.
func dataRows(table *html.Node) int {
	rows := 0
	for _, r := range ownRows(table) {
		cells := 0
		for c := r.node.FirstChild; c != nil && cells < 2; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells++
			}
		}
		if cells == 2 {
			if rows++; rows == 2 {
				break
			}
		}
	}
	return rows
}

// furnitureNames are the words by which sites name what surrounds an article.
var furnitureNames = map[string]bool{
	"nav": true, "navbar": true, "menu": true, "breadcrumb": true, "breadcrumbs": true, "crumb": true, "crumbs": true, "footer": true, "foot": true,
	"sidebar": true, "share": true, "copyright": true, "toolbar": true, "related": true, "dqwz": true, "topbar": true, "search": true,
}

// furniture reports whether an element surrounds the article.
func (w *walker) furniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Ul, atom.Ol, atom.Section, atom.Aside, atom.Header, atom.Footer, atom.Form, atom.Dl, atom.Center, atom.P, atom.Li:
	default:
		return false
	}
	named := furnitureNamed(n)
	if !named && (n.DataAtom == atom.P || n.DataAtom == atom.Li) {
		return false // single lines are judged as paragraphs
	}
	s := w.weigh(n)
	if s.tables > 0 || s.titles > 0 || s.prose >= 300 {
		return false
	}
	return named || s.links >= 20 && s.links > 2*s.prose
}

func furnitureNamed(n *html.Node) bool {
	if n.DataAtom == atom.Footer || attr(n, "role") == "navigation" {
		return true
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for _, token := range strings.FieldsFunc(strings.ToLower(a.Val), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
			if furnitureNames[token] {
				return true
			}
		}
	}
	return false
}

// edge is how many blocks at either end of a page may be lines of furniture.
const edge = 15

// withoutFurniture takes away the lines of furniture that stand among the text:
// rows of buttons anywhere; the path to the page, its dates and the site's
// imprint at its ends. They are told.
func withoutFurniture(doc *document.Document) {
	blocks := doc.Blocks
	out := blocks[:0]
	for i, b := range blocks {
		ends := i < edge || i >= len(blocks)-edge
		if b.Kind == document.Paragraph && len(b.Text) < 360 && (ends || len(b.Text) < 90) {
			text := cjk.Squeeze(b.Text)
			what := document.What("")
			switch {
			case lexicon.Sites().IsButtons(text):
				what = document.OutNavigation
			case i < edge && heads(text), i >= len(blocks)-edge && tails(text):
				what = document.OutFurniture
			}
			if what != "" {
				doc.Leave(what, b.Text, 0, b.At)
				continue
			}
		}
		out = append(out, b)
	}
	doc.Blocks = out
}

// heads reports the path to the page or the line of its dates and source.
func heads(text string) bool {
	w := lexicon.Sites()
	if w.Paths.Starts(text) {
		return true
	}
	labels := 0
	// These two may well start a line of the report: they need company.
	weak := w.WeakDates.Starts(text)
	if weak {
		labels++
	}
	for _, label := range w.Dates {
		if strings.HasPrefix(text, label) || labels > 0 && strings.Contains(text, label) {
			labels++
		}
	}
	return labels >= 2 || labels == 1 && !weak && utf8.RuneCountInString(text) < 30 && !strings.Contains(text, "。")
}

// tails reports a line of the site's imprint or of links to other articles.
func tails(text string) bool {
	w := lexicon.Sites()
	return w.Imprint.Starts(text) || w.ImprintSigns.Holds(text)
}
