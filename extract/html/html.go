// Package html reads published web pages into a document.Document: the article
// and its tables, without the page furniture around them. It shares its table
// reading with package markdown, whose files often carry raw HTML tables.
package html

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/charset"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Read reads an HTML page. Its error is a *document.Error or wraps the context's.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	limits = limits.WithDefaults()
	text, _, notes := charset.Decode(data)
	if wholeEscaped(text) {
		text = unescape(text)
		notes = append(notes, report.Note{Text: report.Textf("网页的标记全部被转义，已还原后读取", "all markup of the page is escaped; it was read unescaped")})
	}
	plain, glosses := document.WithoutGlosses(string(text))
	if glosses != nil {
		text, notes = []byte(plain), append(notes, glosses...)
	}
	root, flat, err := parse(ctx, text, limits)
	if err != nil {
		return nil, err
	}
	if flat {
		notes = append(notes, report.Note{Text: report.Textf(
			"网页元素嵌套过深，只按表格、段落和标题读取", "the page nests its elements too deeply; only its tables, paragraphs and headings were read")})
	}
	page := goquery.NewDocumentFromNode(root)
	css.Apply(page)
	tabulate(root)
	w, note, err := walkShown(ctx, page, limits)
	if err != nil {
		return nil, err
	}
	doc := w.out
	doc.Format, doc.Title = document.HTML, title(page)
	doc.Notes = append(append(notes, note...), doc.Notes...)
	if cutOff(text) {
		doc.BreakOff()
	}
	grouped(doc.Blocks, w.parts)
	doc.Notes = append(append(doc.Notes, w.tellRows()...), w.tellScripts()...)
	withoutFurniture(doc)
	doc.LeaveRuns()
	return doc, nil
}

// walkShown walks what a page shows; where it hides all its tables or nearly all
// its text, what it hides.
func walkShown(ctx context.Context, page *goquery.Document, limits document.Limits) (w *walker, notes []report.Note, err error) {
	w, err = walk(ctx, page, limits, false)
	tell := func(zh, en string, args ...any) {
		notes = append(notes, report.Note{Text: report.Textf(zh, en, args...)})
	}
	switch {
	case err != nil:
	case w.table == 1 && w.hid.tables > 0:
		// Some sites hide the article until a script shows it.
		tell("网页的表格都设为隐藏，按其内容读取", "all tables of the page are hidden; they were read all the same")
		w, err = walk(ctx, page, limits, true)
	case w.table == 1 && w.hid.prose > 300 && w.hid.prose > 3*w.shown():
		tell("网页的正文设为隐藏，按其内容读取", "the text of the page is hidden; it was read all the same")
		w, err = walk(ctx, page, limits, true)
	case w.hid.tables > 0 || w.hid.prose >= muchText:
		tell("网页中设为隐藏的内容（%d张表格、%d字）未读取", "content that the page hides (%d tables, %d characters) was left out", w.hid.tables, w.hid.prose)
	}
	return w, notes, err
}

func walk(ctx context.Context, page *goquery.Document, limits document.Limits, unhide bool) (*walker, error) {
	w := newWalker(ctx, limits)
	w.table, w.unhide, w.whole = 1, unhide, true
	for n := page.Nodes[0].FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Html {
			w.page(n)
		}
	}
	w.flush()
	return w, w.err
}

// page walks a page's body, and what scripts its head holds.
func (w *walker) page(root *html.Node) {
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Head:
			for s := c.FirstChild; s != nil; s = s.NextSibling {
				if s.DataAtom == atom.Script {
					w.script(s)
				}
			}
		case atom.Body:
			w.children(c)
		case atom.Frameset:
			w.frameset(c)
		}
	}
}

// frameset notes the pages that a page is made of.
func (w *walker) frameset(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Frame:
			w.frame(c)
		case atom.Frameset:
			w.frameset(c)
		}
	}
}

// title is the page's own name for its article: what the site's system declares,
// else the heading that the <title> repeats, else the <title>.
func title(page *goquery.Document) string {
	if t, ok := page.Find(`meta[name="ArticleTitle" i]`).Attr("content"); ok && cjk.Collapse(t) != "" {
		return cjk.Collapse(t)
	}
	whole := cjk.Collapse(page.Find("title").First().Text())
	found := ""
	page.Find("h1").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		h := cjk.Collapse(s.Text())
		if h != "" && (whole == "" || strings.Contains(cjk.Squeeze(whole), cjk.Squeeze(h))) {
			found = h
		}
		return found == ""
	})
	if found == "" {
		found = whole
	}
	return found
}

// Fragment reads a piece of HTML that stands in another file, a Markdown file's
// raw table say. Tables are numbered from table on; line is the fragment's first
// line in the file, and every block and cell gets the line it stands on. The runs
// of its blocks are not in LeftOut yet.
func Fragment(ctx context.Context, src string, line, table int, limits document.Limits) (*document.Document, error) {
	return fragment(ctx, src, line, table, limits, 0)
}

func fragment(ctx context.Context, src string, line, table int, limits document.Limits, unescaped int) (*document.Document, error) {
	limits = limits.WithDefaults()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	if err := affordable([]byte(src), limits); err != nil {
		return nil, err
	}
	marked := src
	if line > 0 {
		marked = markLines(src, line)
	}
	nodes, err := html.ParseFragment(reader(ctx, []byte(marked)), body)
	if err != nil && ctx.Err() == nil {
		nodes, err = html.ParseFragment(reader(ctx, flatten([]byte(marked))), body)
	}
	if err != nil {
		return nil, tooDeep(ctx, report.Location{Line: line})
	}
	w := newWalker(ctx, limits)
	w.table, w.line, w.unescaped = table, line, unescaped
	for _, n := range nodes {
		body.AppendChild(n)
	}
	tabulate(body)
	for n := body.FirstChild; n != nil && w.err == nil; n = n.NextSibling {
		w.node(n, 1)
	}
	w.flush()
	if w.err != nil {
		return nil, w.err
	}
	grouped(w.out.Blocks, w.parts)
	w.out.Notes = append(append(w.out.Notes, w.tellRows()...), w.tellScripts()...)
	return w.out, nil
}

// parse reads the tree. The parser refuses to nest deeper than 512 elements;
// pages that forget their closing tags get there, so they are tried once more
// with nothing but the tags that carry text and tables (flat).
func parse(ctx context.Context, text []byte, limits document.Limits) (root *html.Node, flat bool, err error) {
	if err := affordable(text, limits); err != nil {
		return nil, false, err
	}
	if root, err = html.Parse(reader(ctx, text)); err == nil {
		return root, false, nil
	}
	if ctx.Err() == nil {
		if root, err = html.Parse(reader(ctx, flatten(text))); err == nil {
			return root, true, nil
		}
	}
	return nil, false, tooDeep(ctx, report.Location{})
}

func tooDeep(ctx context.Context, at report.Location) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return document.Errorf(at, document.ErrLimit, "网页元素嵌套超过上限，无法解析", "the page nests its elements beyond the limit and cannot be parsed")
}

// stoppable ends a parse when the context ends: the parser itself asks nobody.
type stoppable struct {
	ctx context.Context
	r   *bytes.Reader
}

func reader(ctx context.Context, data []byte) io.Reader {
	return &stoppable{ctx, bytes.NewReader(data)}
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p[:min(len(p), 1<<16)])
}

// Text is the plain text of a piece of inline HTML: tags dropped, entities read,
// <br> a line end.
func Text(src string) string {
	z := html.NewTokenizer(strings.NewReader(src))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				b.WriteByte('\n')
			}
		}
	}
}
