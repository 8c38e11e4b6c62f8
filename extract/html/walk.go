package html

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/report"
)

// walker turns a tree of elements into blocks in reading order. The parser's own
// limit on nesting bounds its recursion.
type walker struct {
	ctx    context.Context
	limits document.Limits
	room   *document.Room
	out    *document.Document // its blocks and what was left out
	table  int                // number of the next table
	line   int                // line in the file that holds the fragment, 0 for a page of its own
	cells  int                // grid positions so far
	nodes  int
	err    error

	parts     []document.Part   // by table, what its element says of its part in a widget
	whole     bool              // a page is read, not a fragment
	frames    int               // frames that were not followed
	lacking   bool              // one of them is a part that could not be fetched
	data      int               // scripts that hold data of a table
	unescaped int               // how often the text was escaped
	unfilled  []*document.Table // with a header, and a body that has no row
	built     int               // tables that scripts would put into the page
	gone      []goneRows        // hidden rows of tables that are shown

	unhide bool   // hidden elements that hold much are read
	hid    weight // what those that were left out hold

	weights map[*html.Node]weight // what weigh found, for elements that hold others

	// The paragraph being gathered.
	text  document.Line
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
	mark           document.Mark
	inPre          bool
	block          *html.Node // innermost element that makes a paragraph
	nth            int        // its position among its siblings, 1-based
}

// muchText is how many characters a hidden element holds that may be the article.
const muchText = 100

// shown counts the characters of the paragraphs read so far.
func (w *walker) shown() (n int) {
	for i := range w.out.Blocks {
		n += utf8.RuneCountInString(w.out.Blocks[i].Text)
	}
	return n
}

func newWalker(ctx context.Context, limits document.Limits) *walker {
	return &walker{ctx: ctx, limits: limits, room: document.NewRoom(limits), out: &document.Document{}, weights: map[*html.Node]weight{}}
}

// skipped are elements whose content is not shown or no text.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Head: true, atom.Select: true,
	atom.Button: true, atom.Textarea: true, atom.Iframe: true, atom.Frame: true, atom.Object: true, atom.Embed: true, atom.Svg: true, atom.Noscript: true,
	atom.Nav: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Title: true, atom.Annotation: true,
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
	case html.CommentNode:
		w.comment(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if w.line > 0 {
		w.line = lineOf(n, w.line)
	}
	s := css.Of(n)
	if w.skips(n, &s) {
		return
	}
	was := w.standing
	w.mark |= s.Mark
	switch {
	case n.DataAtom == atom.B || n.DataAtom == atom.Strong || s.Bold:
		w.inBold = true
	case s.Light:
		w.inBold = false
	case n.DataAtom == atom.A && attr(n, "href") != "":
		w.inLink = true
	}
	w.element(n, nth)
	w.standing = was
}

// element walks an element that is shown.
func (w *walker) element(n *html.Node, nth int) {
	level := headings[n.DataAtom]
	switch {
	case n.DataAtom == atom.Br:
		w.flush()
	case n.DataAtom == atom.Img:
		w.picture(n)
	case n.DataAtom == atom.Table:
		w.flush()
		w.readTable(n)
	case n.DataAtom == atom.Pre:
		w.flush()
		w.block, w.nth = n, nth
		w.pre(n)
		w.flush()
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
}

func (w *walker) write(s string) {
	for w.inPre { // its line ends are the page's
		line, rest, more := strings.Cut(s, "\n")
		if !more {
			break
		}
		w.piece(line)
		w.flush()
		s = rest
	}
	w.piece(s)
}

// piece writes a piece of a paragraph.
func (w *walker) piece(s string) {
	size := utf8.RuneCountInString(strings.TrimSpace(s))
	if size > 0 && w.bold+w.links == 0 && strings.TrimSpace(w.text.Raw()) == "" {
		w.from = w.line
	}
	w.text.Write(s, w.mark)
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
	text, runs := w.text.Take()
	at := w.at(w.from)
	size := utf8.RuneCountInString(text)
	bold, links, level := w.bold, w.links, w.level
	w.bold, w.links = 0, 0
	b := document.Block{Kind: document.Paragraph, Text: text, Bold: bold*10 >= size*9, At: at, Runs: document.Place(runs, at)}
	switch {
	case size == 0:
		w.unseen(runs)
		return
	case links*10 >= size*8 && size < 40 && level == 0:
		w.out.Leave(document.OutNavigation, text, 0, at)
		return
	case level > 0:
		b.Kind, b.Level = document.Heading, level
	case size > 20 && w.escaped(text, at):
		return
	}
	w.add(b)
}

// add takes a block in, while there is room.
func (w *walker) add(b document.Block) {
	if err := w.room.Take(&b); err != nil && w.err == nil {
		w.err = err
	}
	w.out.Blocks = append(w.out.Blocks, b)
}

// at is where the paragraph being gathered stands: a line of the file, or in a
// page of its own the path to its element.
func (w *walker) at(line int) report.Location {
	if line > 0 || w.block == nil {
		return report.Location{Line: line}
	}
	return report.Location{Path: path(w.block) + ":nth-child(" + strconv.Itoa(w.nth) + ")"}
}
