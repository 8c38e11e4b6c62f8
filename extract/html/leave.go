package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// What a page holds that is not read as its text. All of it is told, in
// Document.LeftOut; program code and styles, which are no text, are not.

// skips reports whether an element is left out, and notes what it holds.
func (w *walker) skips(n *html.Node, s *css.Style) bool {
	if skipped[n.DataAtom] {
		w.skip(n)
		return true
	}
	if s.Hidden {
		sum := w.weigh(n)
		w.hid.tables, w.hid.prose = w.hid.tables+sum.tables, w.hid.prose+sum.prose
		if !w.unhide || sum.tables == 0 && sum.prose < muchText {
			w.leave(document.OutHidden, n)
			return true
		}
	}
	switch {
	case officeData(n):
	case watermark(n) && w.weigh(n).prose < muchText:
		w.leave(document.OutWatermark, n)
	case w.furniture(n):
		what := document.OutFurniture
		if s := w.weigh(n); s.links > s.prose {
			what = document.OutNavigation
		}
		w.leave(what, n)
	default:
		return false
	}
	return true
}

// skip notes an element whose content is no text of the page.
func (w *walker) skip(n *html.Node) {
	switch n.DataAtom {
	case atom.Script:
		w.script(n)
	case atom.Iframe, atom.Frame, atom.Object, atom.Embed:
		w.frame(n)
	case atom.Nav, atom.Select, atom.Button:
		w.leave(document.OutNavigation, n)
	case atom.Template, atom.Noscript, atom.Textarea:
		w.leave(document.OutHidden, n)
	case atom.Svg, atom.Canvas, atom.Video, atom.Audio:
		w.leave(document.OutPicture, n)
	}
}

// leave notes that an element was left out.
func (w *walker) leave(what document.What, n *html.Node) {
	text, rows := textOf(n)
	if text != "" {
		w.out.Leave(what, text, rows, w.atNode(n))
	}
}

// atNode is where an element stands.
func (w *walker) atNode(n *html.Node) report.Location {
	if w.line > 0 {
		return report.Location{Line: w.line}
	}
	return report.Location{Path: path(n)}
}

// unseen notes runs whose paragraph holds nothing else.
func (w *walker) unseen(runs []document.Run) {
	for _, r := range runs {
		what := document.OutHidden
		if r.Mark&document.Hidden == 0 && r.Mark&document.Struck != 0 {
			what = document.OutStruck
		}
		if r.Mark&document.Unseen != 0 {
			w.out.Leave(what, r.Text, 0, r.At)
		}
	}
}

// comment notes a comment that holds words of Chinese or a table. Editors and
// systems leave others.
func (w *walker) comment(n *html.Node) {
	if len(n.Data) < 6 || strings.HasPrefix(n.Data, "[if") || strings.HasPrefix(n.Data, "StartFragment") {
		return
	}
	if hasHan(n.Data) || strings.Contains(n.Data, "<td") {
		w.out.Leave(document.OutComment, strings.TrimSpace(Text(n.Data[:min(len(n.Data), 1<<14)])), strings.Count(n.Data, "<tr"), w.atNode(n.Parent))
	}
}

// frame notes a page or file that this one shows and that was not fetched. Frames
// of no size count visitors.
func (w *walker) frame(n *html.Node) {
	s := css.Of(n)
	width, ok := css.Number(attr(n, "width"))
	source := attr(n, "src") + attr(n, "data")
	if s.Hidden || ok && width <= 1 || source == "" || strings.HasPrefix(source, "about:") || strings.HasPrefix(source, "javascript:") {
		return
	}
	w.frames++
	w.lacking = w.lacking || attr(n, "data-part") == "missing" // whoever joined the page could not fetch it
	if strings.HasPrefix(source, "data:") {
		source = "data:"
	}
	w.out.Leave(document.OutFrame, source, 0, w.atNode(n))
	// What a person sees there is not read: as good as a picture.
	w.flush()
	w.out.Blocks = append(w.out.Blocks, document.Block{Kind: document.Picture, At: w.atNode(n), Image: imageOf(n)})
}

// picture makes a block of a picture, so that others can tell where a table may
// stand in one.
func (w *walker) picture(n *html.Node) {
	image := imageOf(n)
	alt := cjk.Collapse(attr(n, "alt"))
	at := w.at(w.line)
	if image.Embedded {
		w.out.Leave(document.OutPicture, alt, 0, at)
	}
	w.out.Blocks = append(w.out.Blocks, document.Block{Kind: document.Picture, Text: alt, At: at, Image: image})
}

// imageOf reads what an element says of its picture.
func imageOf(n *html.Node) *document.Image {
	source := strings.TrimSpace(attr(n, "src"))
	image := &document.Image{Embedded: strings.HasPrefix(source, "data:")}
	if !image.Embedded && len(source) < 500 {
		image.Source = source
	}
	image.Width, image.Height = points(attr(n, "width")), points(attr(n, "height"))
	for decl := range strings.SplitSeq(attr(n, "style"), ";") {
		name, value, _ := strings.Cut(decl, ":")
		switch v := points(strings.TrimSpace(value)); {
		case v == 0:
		case strings.EqualFold(strings.TrimSpace(name), "width"):
			image.Width = v
		case strings.EqualFold(strings.TrimSpace(name), "height"):
			image.Height = v
		}
	}
	return image
}

// points is a length; a share of what it stands in is none, and is not known.
func points(length string) float64 {
	v, ok := css.Number(length)
	if !ok {
		return 0
	}
	return v
}

// watermark reports an element that a page lays across its text.
func watermark(n *html.Node) bool {
	if n.DataAtom != atom.Div && n.DataAtom != atom.Span && n.DataAtom != atom.P {
		return false
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == "class" || a.Key == "id" {
			if v := strings.ToLower(a.Val); strings.Contains(v, "watermark") || strings.Contains(v, "shuiyin") {
				return true
			}
		}
	}
	return false
}

// maxTold is how many bytes of an element left out are looked at.
const maxTold = 1 << 16

// textOf is the text of an element, its lines and cells parted by spaces, and how
// many rows of tables it holds.
func textOf(n *html.Node) (text string, rows int) {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < maxTold; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
			default:
				if c.DataAtom == atom.Tr {
					rows++
				}
				visit(c)
				if blocklike[c.DataAtom] || headings[c.DataAtom] > 0 || c.DataAtom == atom.Br || c.DataAtom == atom.A {
					b.WriteByte(' ')
				}
			}
		}
	}
	if n.DataAtom == atom.Tr {
		rows++
	}
	visit(n)
	return cjk.Collapse(b.String()), rows
}

func hasHan(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.Is(unicode.Han, r) {
			return true
		}
		i += size
	}
	return false
}
