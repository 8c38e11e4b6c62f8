package html

import (
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/internal/cjk"
	"selfeval/report"
)

// walker turns a tree of elements into blocks in reading order.
type walker struct {
	ctx    context.Context
	limits document.Limits
	blocks []document.Block
	table  int // number of the next table
	line   int // line of the fragment in its file, 0 for a page of its own
	cells  int
	err    error

	// The paragraph being gathered.
	text  strings.Builder
	bold  int // characters set bold
	links int // characters inside links
	level int // heading level, 0 for a paragraph
}

var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Head: true, atom.Select: true,
	atom.Button: true, atom.Textarea: true, atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Noscript: true,
	atom.Nav: true,
}

var blocklike = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Section: true, atom.Article: true,
	atom.Blockquote: true, atom.Pre: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Td: true, atom.Th: true, atom.Tr: true,
	atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true, atom.Form: true, atom.Fieldset: true, atom.Center: true,
	atom.Caption: true, atom.Figure: true, atom.Hr: true, atom.Address: true, atom.Body: true, atom.Html: true, atom.Tbody: true,
}

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

func (w *walker) children(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		w.node(c, depth)
	}
}

func (w *walker) node(n *html.Node, depth int) {
	if depth > w.limits.Depth*4 { // a Word page nests three or four elements a level
		w.err = document.Errorf(w.at(), document.ErrLimit, "元素嵌套超过上限", "elements are nested too deeply")
		return
	}
	if depth%16 == 0 && w.ctx.Err() != nil {
		w.err = w.ctx.Err()
		return
	}
	switch n.Type {
	case html.TextNode:
		w.write(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if skipped[n.DataAtom] || hidden(n) || furniture(n) {
		return
	}
	switch {
	case n.DataAtom == atom.Table:
		w.flush()
		w.readTable(n, depth)
	case n.DataAtom == atom.Br:
		w.flush()
	case n.DataAtom == atom.Img:
		w.flush()
		w.blocks = append(w.blocks, document.Block{Kind: document.Picture, Text: cjk.Collapse(attr(n, "alt")), At: w.at()})
	case headings[n.DataAtom] > 0:
		w.flush()
		w.level = headings[n.DataAtom]
		w.children(n, depth+1)
		w.flush()
	case blocklike[n.DataAtom]:
		w.flush()
		w.children(n, depth+1)
		w.flush()
	default:
		w.children(n, depth+1)
	}
}

func (w *walker) at() report.Location { return report.Location{Line: w.line} }

func (w *walker) write(n *html.Node) {
	w.text.WriteString(n.Data)
	size := utf8.RuneCountInString(strings.TrimSpace(n.Data))
	if size == 0 {
		return
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.B || p.DataAtom == atom.Strong || bold(p) {
			w.bold += size
			break
		}
		if blocklike[p.DataAtom] {
			break
		}
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.A {
			w.links += size
			break
		}
		if blocklike[p.DataAtom] {
			break
		}
	}
}

// flush ends the paragraph. One that is nothing but short links is a menu or a
// 打印/关闭 button, not text.
func (w *walker) flush() {
	text := cjk.Collapse(w.text.String())
	size := utf8.RuneCountInString(text)
	bold, links, level := w.bold, w.links, w.level
	w.text.Reset()
	w.bold, w.links, w.level = 0, 0, 0
	if size == 0 || links*10 >= size*8 && size < 40 && level == 0 {
		w.level = level
		return
	}
	b := document.Block{Kind: document.Paragraph, Text: text, Bold: bold*10 >= size*9, At: w.at()}
	if level > 0 {
		b.Kind, b.Level = document.Heading, level
	}
	w.blocks = append(w.blocks, b)
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func style(n *html.Node) string {
	s := attr(n, "style")
	if s == "" {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(s, " ", ""))
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	s := style(n)
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "mso-hide:all")
}

func bold(n *html.Node) bool {
	s := style(n)
	return strings.Contains(s, "font-weight:bold") || strings.Contains(s, "font-weight:7")
}

// furnitureWords are the words by which sites name what surrounds an article.
var furnitureWords = []string{"nav", "menu", "breadcrumb", "crumb", "footer", "foot", "sidebar", "share", "copyright", "toolbar", "related", "position", "location", "dqwz"}

// furniture reports whether an element surrounds the article: named like it, and
// with nothing in it that could be a report's table.
func furniture(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Table || n.DataAtom == atom.Td {
		return false
	}
	named := n.DataAtom == atom.Footer || attr(n, "role") == "navigation"
	for _, token := range strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		for _, word := range furnitureWords {
			named = named || token == word
		}
	}
	return named && weigh(n, 0).prose < 200 && !dataTable(n, 0)
}

// weight is how much text an element holds, and how much of it in links.
type weight struct{ prose, links int }

func weigh(n *html.Node, depth int) weight {
	var sum weight
	if depth > 400 {
		return sum
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			sum.prose += utf8.RuneCountInString(strings.TrimSpace(c.Data))
		case c.DataAtom == atom.A:
			sum.links += weigh(c, depth+1).prose
		case c.Type == html.ElementNode && !skipped[c.DataAtom]:
			s := weigh(c, depth+1)
			sum.prose += s.prose
			sum.links += s.links
		}
	}
	return sum
}

// dataTable reports whether a table with several rows and figures lies below n.
func dataTable(n *html.Node, depth int) bool {
	if depth > 400 {
		return false
	}
	if n.DataAtom == atom.Table {
		rows := ownRows(n)
		if len(rows) >= 2 && !mostlyLinks(n) {
			return true
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if dataTable(c, depth+1) {
			return true
		}
	}
	return false
}

func mostlyLinks(n *html.Node) bool {
	s := weigh(n, 0)
	return s.links > 0 && s.links*10 >= (s.links+s.prose)*7
}
