package html

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// goneRows are rows that a table hides and that say something of their own.
type goneRows struct {
	at   report.Location
	rows int
}

// hiddenRows notes the rows that a table hides, and those among them that hold
// figures and that no row shown repeats: sites hide all but the first rows until a
// visitor asks for more.
func (w *walker) hiddenRows(n *html.Node, t *document.Table) {
	var texts []string
	own := 0
	var shown map[string]bool
	for r := range w.rowsHidden(n) {
		text, filled := rowText(r)
		if text == "" {
			continue
		}
		texts = append(texts, text)
		if filled < 2 || !hasDigit(text) {
			continue
		}
		if shown == nil {
			shown = shownRows(t)
		}
		if !shown[cjk.Squeeze(text)] {
			own++
		}
	}
	if texts != nil {
		w.out.Leave(document.OutHidden, strings.Join(texts, " / "), len(texts), t.At)
	}
	if own > 0 {
		w.gone = append(w.gone, goneRows{t.At, own})
	}
}

// rowsHidden yields the rows of a table that are hidden, and notes the comments
// between rows.
func (w *walker) rowsHidden(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for g := n.FirstChild; g != nil; g = g.NextSibling {
			if g.Type == html.CommentNode {
				w.comment(g)
			}
			if g.DataAtom != atom.Thead && g.DataAtom != atom.Tbody && g.DataAtom != atom.Tfoot {
				continue
			}
			all := css.Hidden(g)
			for r := g.FirstChild; r != nil; r = r.NextSibling {
				if r.Type == html.CommentNode {
					w.comment(r)
				}
				if r.DataAtom == atom.Tr && (all || css.Hidden(r)) && !yield(r) {
					return
				}
			}
		}
	}
}

// hiddenParts notes the rows that a table hides which only lays out the page.
func (w *walker) hiddenParts(n *html.Node) {
	for r := range w.rowsHidden(n) {
		w.leave(document.OutHidden, r)
	}
}

func hasDigit(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < utf8.RuneSelf && digit(byte(r)) }) >= 0
}

// rowText is what a row says, and how many of its cells are filled.
func rowText(r *html.Node) (string, int) {
	var cells []string
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			if text, _ := textOf(c); text != "" {
				cells = append(cells, text)
			}
		}
	}
	return strings.Join(cells, " | "), len(cells)
}

// shownRows are the rows that a table shows, as rowText writes them, squeezed.
func shownRows(t *document.Table) map[string]bool {
	rows := make([]strings.Builder, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Text == "" {
			continue
		}
		if rows[c.Row].Len() > 0 {
			rows[c.Row].WriteByte('|')
		}
		rows[c.Row].WriteString(cjk.Squeeze(c.Text))
	}
	shown := make(map[string]bool, t.Rows)
	for i := range rows {
		shown[rows[i].String()] = true
	}
	return shown
}

// tellRows tells of rows that tables hide.
func (w *walker) tellRows() (notes []report.Note) {
	for _, g := range w.gone {
		notes = append(notes, report.Note{Text: report.Textf(
			"表格中有 %d 行带数字的内容被网页设为隐藏，未读取", "%d rows of the table that hold figures are hidden by the page and were not read", g.rows), At: g.at, Lost: true})
	}
	return notes
}
