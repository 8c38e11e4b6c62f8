package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/cjk"
)

// cellText joins the lines and paragraphs of a cell.
func (w *walker) cellText(cell *document.Cell, n *html.Node, m document.Mark) {
	if only := n.FirstChild; m == 0 && only != nil && only.NextSibling == nil && only.Type == html.TextNode {
		var runs []document.Run
		if cell.Text, runs = document.Plain(only.Data); runs != nil {
			cell.SetPrint(document.Place(runs, cell.At), nil)
		}
		return
	}
	c := cellReader{w: w}
	c.read(n, m)
	c.end()
	cell.Text = c.text.String()
	if c.runs != nil || c.breaks != nil {
		cell.SetPrint(document.Place(c.runs, cell.At), c.breaks)
	}
}

// cellReader gathers a cell's text line by line.
type cellReader struct {
	w    *walker
	text strings.Builder
	last string // line that text ends with
	line document.Line
	runs []document.Run

	breaks []int // where the lines end
	ended  int   // line ends that no text has followed yet
	fresh  bool  // nothing was written since the last of them
}

// read reads what an element holds; m are the marks that it stands in.
func (r *cellReader) read(n *html.Node, m document.Mark) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.line.Write(c.Data, m)
		case html.CommentNode:
			r.w.comment(c)
		case html.ElementNode:
			r.element(c, m)
		}
	}
}

func (r *cellReader) element(c *html.Node, m document.Mark) {
	m |= marksOf(c)
	switch {
	case c.DataAtom == atom.Br:
		r.end()
		r.ended++
		r.fresh = true
	case c.DataAtom == atom.Input:
		r.line.Write(field(c), m)
	case c.DataAtom == atom.Textarea:
		r.read(c, m)
	case c.DataAtom == atom.Select:
		r.choice(c, m)
	case c.DataAtom == atom.Img:
		r.picture(c)
	case skipped[c.DataAtom]:
		r.w.skip(c)
	case officeData(c):
	case blocklike[c.DataAtom] || headings[c.DataAtom] > 0:
		r.end()
		if !r.fresh && r.last != "" {
			r.ended++
		}
		r.read(c, m)
		r.end()
		r.ended++
		r.fresh = true
	default:
		r.read(c, m)
	}
}

// marksOf are the marks that an element sets; hidden text is marked so.
func marksOf(n *html.Node) document.Mark {
	if len(n.Attr) == 0 {
		return css.TagMarks[n.DataAtom]
	}
	s := css.Of(n)
	if s.Hidden {
		s.Mark |= document.Hidden
	}
	return s.Mark
}

// field is what stands in a field: forms saved from a system keep their figures in
// fields.
func field(n *html.Node) string {
	if kind := strings.ToLower(attr(n, "type")); kind == "" || kind == "text" || kind == "number" {
		return attr(n, "value")
	}
	return ""
}

// choice reads the chosen option of a drop-down list.
func (r *cellReader) choice(list *html.Node, m document.Mark) {
	for o := list.FirstChild; o != nil; o = o.NextSibling {
		for _, a := range o.Attr {
			if a.Key == "selected" {
				r.read(o, m)
				return
			}
		}
	}
}

// icon is the largest size, in points, of a picture that only adorns.
const icon = 32

// picture notes a picture in a cell: what it shows is not read.
func (r *cellReader) picture(n *html.Node) {
	image := imageOf(n)
	if image.Width > 0 && image.Width <= icon || image.Height > 0 && image.Height <= icon {
		return
	}
	r.w.out.Leave(document.OutPicture, cjk.Collapse(attr(n, "alt")+" "+image.Source), 0, r.w.atNode(n))
}

// end ends a line. Lines of Chinese join without a space; between two figures a
// space stays, lest they become one.
func (r *cellReader) end() {
	if r.line.Len() == 0 {
		return
	}
	s, runs := r.line.Take()
	switch {
	case s == "" || r.last == "":
	case digit(r.last[len(r.last)-1]) && digit(s[0]):
		r.text.WriteByte(' ')
	default:
		r.text.WriteString(cjk.Gap(r.last, s))
	}
	if runs != nil {
		r.runs = append(r.runs, document.Shift(runs, r.text.Len())...)
	}
	if s != "" {
		for ; r.ended > 0; r.ended-- {
			r.breaks = append(r.breaks, r.text.Len())
		}
		r.text.WriteString(s)
		r.last, r.fresh = s, false
	}
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
