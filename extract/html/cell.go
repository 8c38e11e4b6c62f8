package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/internal/text/cjk"
)

// cellText joins the lines and paragraphs of a cell.
func (w *walker) cellText(n *html.Node) string {
	if only := n.FirstChild; only != nil && only.NextSibling == nil && only.Type == html.TextNode {
		return cjk.Collapse(only.Data)
	}
	var c cellReader
	c.read(n)
	c.end()
	return c.text.String()
}

// cellReader gathers a cell's text line by line.
type cellReader struct {
	text strings.Builder
	last string // line that text ends with
	line strings.Builder
}

func (r *cellReader) read(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			r.line.WriteString(c.Data)
			continue
		}
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		switch {
		case c.DataAtom == atom.Br:
			r.end()
		case c.DataAtom == atom.Input:
			// Forms saved from a system keep their figures in fields.
			if kind := strings.ToLower(attr(c, "type")); kind == "" || kind == "text" || kind == "number" {
				r.line.WriteString(attr(c, "value"))
			}
		case c.DataAtom == atom.Textarea:
			r.read(c)
		case c.DataAtom == atom.Select:
			r.choice(c)
		case skipped[c.DataAtom] || officeData(c):
		case blocklike[c.DataAtom] || headings[c.DataAtom] > 0:
			r.end()
			r.read(c)
			r.end()
		default:
			r.read(c)
		}
	}
}

// choice reads the chosen option of a drop-down list.
func (r *cellReader) choice(list *html.Node) {
	for o := list.FirstChild; o != nil; o = o.NextSibling {
		for _, a := range o.Attr {
			if a.Key == "selected" {
				r.read(o)
				return
			}
		}
	}
}

// end ends a line. Lines of Chinese join without a space; between two figures a
// space stays, lest they become one.
func (r *cellReader) end() {
	if r.line.Len() == 0 {
		return
	}
	s := cjk.Collapse(r.line.String())
	r.line.Reset()
	if s == "" {
		return
	}
	switch {
	case r.last == "":
	case digit(r.last[len(r.last)-1]) && digit(s[0]):
		r.text.WriteByte(' ')
	default:
		r.text.WriteString(cjk.Gap(r.last, s))
	}
	r.text.WriteString(s)
	r.last = s
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
