package html

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// walker turns a tree of elements into blocks in reading order. The parser's own
// limit on nesting bounds its recursion.
type walker struct {
	ctx    context.Context
	limits document.Limits
	blocks []document.Block
	table  int // number of the next table
	line   int // line in the file that holds the fragment, 0 for a page of its own
	cells  int // grid positions so far
	nodes  int
	err    error

	unhide bool   // hidden elements that hold much are read
	hid    weight // what those that were left out hold

	weights map[*html.Node]weight // what weigh found, for elements that hold others

	// The paragraph being gathered.
	text  strings.Builder
	bold  int // characters set bold
	links int // characters inside links
	level int // heading level, 0 for a paragraph
	from  int // line of its first text

	standing
}

// standing is the part of the walker's state that an element sets for what it
// holds.
type standing struct {
	inBold, inLink bool
	block          *html.Node // innermost element that makes a paragraph
	nth            int        // its position among its siblings, 1-based
}

// muchText is how many characters a hidden element holds that may be the article.
const muchText = 100

// shown counts the characters of the paragraphs read so far.
func (w *walker) shown() (n int) {
	for i := range w.blocks {
		n += utf8.RuneCountInString(w.blocks[i].Text)
	}
	return n
}

func newWalker(ctx context.Context, limits document.Limits) *walker {
	return &walker{ctx: ctx, limits: limits, weights: map[*html.Node]weight{}}
}

// skipped are elements whose content is not shown or no text.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Head: true, atom.Select: true,
	atom.Button: true, atom.Textarea: true, atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Noscript: true,
	atom.Nav: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Math: true, atom.Title: true,
}

var blocklike = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Section: true, atom.Article: true,
	atom.Blockquote: true, atom.Pre: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Td: true, atom.Th: true, atom.Tr: true,
	atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true, atom.Form: true, atom.Fieldset: true, atom.Center: true,
	atom.Caption: true, atom.Figure: true, atom.Hr: true, atom.Address: true, atom.Body: true, atom.Html: true, atom.Tbody: true,
	atom.Table: true,
}

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

func (w *walker) children(n *html.Node) {
	nth := 0
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			nth++
		}
		w.node(c, nth)
	}
}

// node walks one node, the nth element among its siblings.
func (w *walker) node(n *html.Node, nth int) {
	if w.nodes++; w.nodes%1024 == 0 && w.ctx.Err() != nil {
		w.err = w.ctx.Err()
		return
	}
	switch n.Type {
	case html.TextNode:
		w.write(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	if w.line > 0 {
		w.line = lineOf(n, w.line)
	}
	s := styleOf(n)
	if s.hidden && !skipped[n.DataAtom] {
		sum := w.weigh(n)
		w.hid.tables, w.hid.prose = w.hid.tables+sum.tables, w.hid.prose+sum.prose
		s.hidden = !w.unhide || sum.tables == 0 && sum.prose < muchText
	}
	if skipped[n.DataAtom] || s.hidden || officeData(n) || w.furniture(n) {
		return
	}
	was := w.standing
	switch {
	case n.DataAtom == atom.B || n.DataAtom == atom.Strong || s.bold:
		w.inBold = true
	case s.light:
		w.inBold = false
	case n.DataAtom == atom.A && attr(n, "href") != "":
		w.inLink = true
	}
	level := headings[n.DataAtom]
	switch {
	case n.DataAtom == atom.Br:
		w.flush()
	case n.DataAtom == atom.Img:
		w.blocks = append(w.blocks, document.Block{Kind: document.Picture, Text: cjk.Collapse(attr(n, "alt")), At: w.at(w.line)})
	case n.DataAtom == atom.Table:
		w.flush()
		w.readTable(n)
	case level > 0 || blocklike[n.DataAtom]:
		w.flush()
		w.block, w.nth = n, nth
		if level > 0 {
			w.level = level
		}
		w.children(n)
		w.flush()
		if level > 0 {
			w.level = 0
		}
	default:
		w.children(n)
	}
	w.standing = was
}

func (w *walker) write(s string) {
	size := utf8.RuneCountInString(strings.TrimSpace(s))
	if size > 0 && w.bold+w.links == 0 && strings.TrimSpace(w.text.String()) == "" {
		w.from = w.line
	}
	w.text.WriteString(s)
	if w.inBold {
		w.bold += size
	}
	if w.inLink {
		w.links += size
	}
}

// flush ends the paragraph. One that is nothing but short links is a menu or a
// 打印/关闭 button, not text.
func (w *walker) flush() {
	if w.text.Len() == 0 {
		return
	}
	text := cjk.Collapse(w.text.String())
	size := utf8.RuneCountInString(text)
	bold, links, level := w.bold, w.links, w.level
	w.text.Reset()
	w.bold, w.links = 0, 0
	if size == 0 || links*10 >= size*8 && size < 40 && level == 0 {
		return
	}
	b := document.Block{Kind: document.Paragraph, Text: text, Bold: bold*10 >= size*9, At: w.at(w.from)}
	if level > 0 {
		b.Kind, b.Level = document.Heading, level
	}
	w.blocks = append(w.blocks, b)
}

// at is where the paragraph being gathered stands: a line of the file, or in a
// page of its own the path to its element.
func (w *walker) at(line int) report.Location {
	if line > 0 || w.block == nil {
		return report.Location{Line: line}
	}
	return report.Location{Path: path(w.block) + ":nth-child(" + strconv.Itoa(w.nth) + ")"}
}
