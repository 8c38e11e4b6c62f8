package html

import (
	"strings"

	"golang.org/x/net/html"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/textgrid"
	"selfeval/report"
)

// pre reads preformatted text: tables drawn with bars, tabs, commas or spaces, and
// paragraphs between them. One that holds elements of its own beside line ends is
// read as any other.
func (w *walker) pre(n *html.Node) {
	text, only := preText(n)
	if !only || !strings.Contains(text, "\n") {
		w.inPre = true
		w.children(n)
		return
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	finder := textgrid.Finder{Lines: lines}
	first := w.line
	for i := 0; i < len(lines) && w.err == nil; {
		if first > 0 {
			w.line = first + i
		}
		g, end := textgrid.Bars(lines, i)
		if g == nil {
			g, end = finder.At(i)
		}
		if g != nil {
			w.flush()
			w.grid(g, n, first)
			i = end
			continue
		}
		w.write(lines[i])
		w.flush()
		i++
	}
}

// preText is the text of an element that holds nothing but text and line ends.
func preText(n *html.Node) (string, bool) {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && c.Data == "br":
			b.WriteByte('\n')
		case c.Type == html.ElementNode && (c.Data == "code" || c.Data == "span" || c.Data == "font") && !css.Hidden(c) && n.FirstChild == c && c.NextSibling == nil:
			return preText(c)
		case c.Type == html.ElementNode:
			return "", false
		}
	}
	return b.String(), true
}

// grid makes a table of one found in lines; first is the line of the file that the
// text starts on, 0 for a page.
func (w *walker) grid(g *textgrid.Grid, n *html.Node, first int) {
	t := &document.Table{Index: w.table, Rows: len(g.Rows), Headers: g.Headers, Confidence: g.Confidence, At: report.Location{Table: w.table}}
	if g.Reason != "bars" {
		t.Reason = document.PartedBy(g.Reason)
	}
	if first == 0 {
		t.At.Path = path(n)
	} else {
		t.At.Line = first + g.Rows[0].Line
	}
	widest := 0
	for y, row := range g.Rows {
		widest = max(widest, len(row.Cells))
		if w.cells += len(row.Cells); w.cells > w.limits.Cells || widest > document.MaxColumns {
			w.tooManyCells(t)
			return
		}
		for x, text := range row.Cells {
			c := document.Cell{Row: y, Col: x, RowSpan: 1, ColSpan: 1, Header: y < g.Headers,
				At: report.Location{Table: t.Index, Row: y + 1, Column: x + 1, Path: t.At.Path}}
			if first > 0 {
				c.At.Line = first + row.Line
			}
			var runs []document.Run
			if c.Text, runs = document.Plain(text); runs != nil {
				c.SetPrint(document.Place(runs, c.At), nil)
			}
			t.Cells = append(t.Cells, c)
		}
	}
	w.cells += len(g.Rows)*widest - len(t.Cells)
	if w.cells > w.limits.Cells {
		w.tooManyCells(t)
		return
	}
	w.table++
	t.Seal()
	w.add(document.Block{Kind: document.TableBlock, Table: t, At: t.At, Furniture: furnitureOf(t)})
	w.parts = append(w.parts, document.Whole)
}
