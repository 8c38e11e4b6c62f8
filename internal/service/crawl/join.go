package crawl

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"regexp"
	"slices"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/internal/text/charset"
)

// piece is a part of a page as it came.
type piece struct {
	url  string
	kind LinkKind // Frame, or Next for a further page of the article
	body []byte   // nil: it is missing
}

// The bounds of a page that is joined.
const (
	mostPieces  = 30
	mostOfWhole = 16 << 20
)

// join makes one page of a page and its parts: a frame takes the place of its element, and
// further pages of an article follow where the article ends, without what every page of
// the site has. The same parts give the same bytes. nil: they cannot be joined.
func join(url string, main []byte, pieces []piece) []byte {
	size := len(main)
	for _, p := range pieces {
		size += len(p.body)
	}
	if size > mostOfWhole {
		return nil
	}
	doc := parsed(main)
	if doc == nil {
		return nil
	}
	parts := map[string]bool{url: true}
	for _, p := range pieces {
		parts[p.url] = p.kind != Frame
	}
	unturn(url, doc, parts)
	for _, p := range pieces {
		if !set(url, doc, &p, parts) {
			return nil
		}
	}
	var out bytes.Buffer
	out.WriteString("<!doctype html>\n<meta charset=\"utf-8\">\n")
	if err := html.Render(&out, doc); err != nil {
		return nil
	}
	return out.Bytes()
}

// set puts a part where it belongs. In the place of one that is missing stands a frame
// that nobody opened: whoever reads the page is told of it.
func set(url string, doc *html.Node, p *piece, parts map[string]bool) bool {
	if p.body == nil {
		at := bodyOf(doc)
		if p.kind == Frame {
			if f := frameOf(url, doc, p.url); f != nil {
				f.Attr = append(f.Attr, missing)
			}
			return true
		}
		if at == nil {
			return false
		}
		at.AppendChild(&html.Node{Type: html.ElementNode, Data: "iframe", DataAtom: atom.Iframe, Attr: []html.Attribute{{Key: "src", Val: p.url}, missing}})
		return true
	}
	part := parsed(p.body)
	if part == nil {
		return false
	}
	unturn(p.url, part, parts)
	if p.kind == Frame {
		return framed(url, doc, p.url, part)
	}
	return goesOn(doc, part)
}

// parsed is a page as a tree, without what says how it is written: that is UTF-8 now. Stray
// control characters of several parts would make a binary file of the whole: in their place
// stands what browsers show for what cannot be shown, so that no figure closes up over one.
func parsed(body []byte) *html.Node {
	text, _, _ := charset.Decode(body)
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(bytes.Map(visible, text)))
	if err != nil {
		return nil
	}
	doc.Find("meta[charset], meta[http-equiv=content-type i]").Remove()
	root := doc.Get(0)
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.DoctypeNode {
			root.RemoveChild(n)
			break
		}
	}
	return root
}

func visible(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\f' && r != '\r' {
		return '\uFFFD'
	}
	return r
}

// missing marks a frame for a part that could not be fetched: the reader of pages knows it.
var missing = html.Attribute{Key: "data-part", Val: "missing"}

// frameOf is the element that shows a frame, nil where there is none.
func frameOf(url string, doc *html.Node, frame string) (n *html.Node) {
	d := goquery.NewDocumentFromNode(doc)
	base := baseOf(url, d)
	d.Find("iframe[src], frame[src]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if to, ok := Address(base, s.AttrOr("src", "")); ok && to == frame {
			n = s.Get(0)
		}
		return n == nil
	})
	return n
}

// framed puts a frame's page in the place of the frame.
func framed(url string, doc *html.Node, frame string, part *html.Node) bool {
	n := frameOf(url, doc, frame)
	if n == nil {
		return false
	}
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	moveBody(box, part)
	at := n
	if n.DataAtom == atom.Frame { // a frameset shows no text: the page gets a body
		for at = n.Parent; at != nil && at.Parent != nil && at.Parent.DataAtom == atom.Frameset; at = at.Parent {
		}
		if at == nil {
			return false
		}
		at.Data, at.DataAtom, at.Attr = "body", atom.Body, nil
		n.Parent.RemoveChild(n)
		at.AppendChild(box)
		return true
	}
	n.Parent.InsertBefore(box, n)
	n.Parent.RemoveChild(n)
	return true
}

// moveBody moves what a page shows into a box.
func moveBody(box, part *html.Node) {
	body := goquery.NewDocumentFromNode(part).Find("body").First()
	if body.Length() == 0 {
		return
	}
	for n := body.Get(0).FirstChild; n != nil; n = body.Get(0).FirstChild {
		body.Get(0).RemoveChild(n)
		box.AppendChild(n)
	}
}

// goesOn lets an article go on with its next page. What both pages have, as the site's
// head and foot, is no part of either.
func goesOn(doc, part *html.Node) bool {
	a, b := bodyOf(doc), bodyOf(part)
	if a == nil || b == nil {
		return false
	}
	seed := maphash.MakeSeed()
	inA, inB := weigh(a, seed), weigh(b, seed)
	strip(b, article(b, inB, inA), inB, inA)
	at := article(a, inA, inB)
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for n := b.FirstChild; n != nil; n = b.FirstChild {
		b.RemoveChild(n)
		box.AppendChild(n)
	}
	at.AppendChild(box)
	return true
}

// weighed is what a node holds.
type weighed struct {
	sum   uint64 // tells it and all in it from others
	text  int    // length of its text
	leads bool   // it holds a link or a script
}

// weights are those of all nodes of a page, and the sums that occur there.
type weights struct {
	seed maphash.Seed
	of   map[*html.Node]weighed
	sums map[uint64]bool
}

// weigh goes through a page once.
func weigh(n *html.Node, seed maphash.Seed) *weights {
	w := &weights{seed, map[*html.Node]weighed{}, map[uint64]bool{}}
	w.node(n)
	return w
}

func (w *weights) node(n *html.Node) weighed {
	var h maphash.Hash
	h.SetSeed(w.seed)
	var v weighed
	switch n.Type {
	case html.TextNode:
		text := squeeze(n.Data)
		v.text = len(text)
		_, _ = h.WriteString(text)
	case html.ElementNode:
		_, _ = h.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			_, _ = h.WriteString(" " + a.Key + "=" + a.Val)
			v.leads = v.leads || n.DataAtom == atom.A && a.Key == "href"
		}
		v.leads = v.leads || n.DataAtom == atom.Script
		_ = h.WriteByte('>')
	}
	var b [8]byte
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in := w.node(c)
		v.text += in.text
		v.leads = v.leads || in.leads
		if c.Type == html.ElementNode || in.text > 0 {
			binary.LittleEndian.PutUint64(b[:], in.sum)
			_, _ = h.Write(b[:])
		}
	}
	v.sum = h.Sum64()
	w.of[n] = v
	if n.Type == html.ElementNode {
		w.sums[v.sum] = true
	}
	return v
}

// article is where a page's article stands: as deep as most of what the other page does not
// have stands within one element.
func article(body *html.Node, own, other *weights) *html.Node {
	for at := body; ; {
		var longest *html.Node
		most, all := -1, 0
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || other.sums[own.of[c].sum] {
				continue
			}
			n := own.of[c].text
			all += n
			if n > most {
				longest, most = c, n
			}
		}
		if longest == nil || !holds(longest) || most < 2*(all-most) {
			return at
		}
		at = longest
	}
}

// holds reports whether an element is a box of others: an article goes on within it.
func holds(n *html.Node) bool {
	return slices.Contains([]atom.Atom{atom.Div, atom.Article, atom.Section, atom.Main, atom.Body, atom.Td, atom.Tr, atom.Tbody, atom.Table, atom.Form, atom.Center}, n.DataAtom)
}

func bodyOf(doc *html.Node) *html.Node {
	if b := goquery.NewDocumentFromNode(doc).Find("body").First(); b.Length() > 0 {
		return b.Get(0)
	}
	return nil
}

// strip takes out of a page what another has, too, and what stands around the article at,
// not in it. Equal words within it, as a caption or a unit that stands on both pages, stay.
func strip(body, at *html.Node, own, other *weights) {
	for n := at; n != nil && n != body; n = n.Parent {
		for c := n.Parent.FirstChild; c != nil; {
			next := c.NextSibling
			if c != n && c.Type == html.ElementNode && other.sums[own.of[c].sum] {
				n.Parent.RemoveChild(c)
			}
			c = next
		}
	}
	for c := at.FirstChild; c != nil; {
		next := c.NextSibling
		if w := own.of[c]; c.Type == html.ElementNode && other.sums[w.sum] && (w.leads || furnishes(c)) {
			at.RemoveChild(c)
		}
		c = next
	}
}

// furnishes reports whether an element is of a site's head, foot or sides by its name.
func furnishes(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Style, atom.Nav, atom.Header, atom.Footer, atom.Noscript, atom.Iframe, atom.H1:
		return true
	}
	return false
}

// turning is what is left of a paging without its links.
var turning = regexp.MustCompile(`^[\s\d|/\[\]【】()（）,，:：.…<>«»‹›第共页上下一首末尾前后跳转到至条]*$`)

// unturn takes the links between parts out of one of them, and what is left of a paging.
func unturn(url string, doc *html.Node, parts map[string]bool) {
	d := goquery.NewDocumentFromNode(doc)
	base := baseOf(url, d)
	d.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		if to, ok := Address(base, s.AttrOr("href", "")); !ok || !parts[to] || !turning.MatchString(s.Text()) {
			return
		}
		box := s.Parent()
		s.Remove()
		if goquery.NodeName(box) != "body" && turning.MatchString(box.Text()) {
			box.Remove()
		}
	})
}
