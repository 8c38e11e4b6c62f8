package html

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/internal/cjk"
	"selfeval/report"
)

// tr is a row of a table with the row group it stands in.
type tr struct {
	node  *html.Node
	group *html.Node
	head  bool
}

// ownRows lists a table's rows in the order they are shown: thead first, tfoot
// last. Rows of nested tables are not among them.
func ownRows(table *html.Node) []tr {
	var head, body, foot []tr
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			body = append(body, tr{node: c, group: table})
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom != atom.Tr || hidden(r) {
					continue
				}
				row := tr{node: r, group: c, head: c.DataAtom == atom.Thead}
				switch c.DataAtom {
				case atom.Thead:
					head = append(head, row)
				case atom.Tfoot:
					foot = append(foot, row)
				default:
					body = append(body, row)
				}
			}
		}
	}
	return append(append(head, body...), foot...)
}

// readTable reads a table of data, or the blocks in the cells of a table that
// only lays out the page.
func (w *walker) readTable(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.children(c, depth+1)
			w.flush()
		}
	}
	rows := ownRows(n)
	if layout(n, rows) {
		for _, r := range rows {
			for c := r.node.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
				if c.Type == html.ElementNode && !hidden(c) {
					w.children(c, depth+1)
					w.flush()
				}
			}
		}
		return
	}
	if mostlyLinks(n) {
		return
	}
	t := &document.Table{Index: w.table, Confidence: 1, At: report.Location{Table: w.table, Line: w.line, Path: path(n)}}
	if w.fill(t, rows, depth) && t.Rows > 0 {
		w.table++
		t.Seal()
		w.blocks = append(w.blocks, document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	}
}

// layout reports whether a table is there only to arrange the page: it holds
// another table, or one cell holds an article.
func layout(n *html.Node, rows []tr) bool {
	cells, long := 0, 0
	for _, r := range rows {
		for c := r.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells++
			if below(c, atom.Table, 0) {
				return true
			}
			if s := weigh(c, 0); s.prose > 400 && paragraphs(c, 0) >= 4 {
				long++
			}
		}
	}
	return cells <= 6 && long > 0 || cells == 1
}

func below(n *html.Node, a atom.Atom, depth int) bool {
	for c := n.FirstChild; c != nil && depth < 400; c = c.NextSibling {
		if c.DataAtom == a || below(c, a, depth+1) {
			return true
		}
	}
	return false
}

func paragraphs(n *html.Node, depth int) int {
	sum := 0
	for c := n.FirstChild; c != nil && depth < 400; c = c.NextSibling {
		if c.DataAtom == atom.P || c.DataAtom == atom.Br || headings[c.DataAtom] > 0 {
			sum++
		}
		sum += paragraphs(c, depth+1)
	}
	return sum
}

// maxSpan is the largest colspan a browser takes.
const maxSpan = 1000

// fill lays the cells out as HTML's table model does.
func (w *walker) fill(t *document.Table, rows []tr, depth int) bool {
	type pending struct{ rows, cell int } // a cell reaching down into later rows
	var down []pending                    // by column
	at := func(col int) *pending {
		for len(down) <= col {
			down = append(down, pending{})
		}
		return &down[col]
	}
	for y, r := range rows {
		if y > 0 && r.group != rows[y-1].group {
			down = down[:0] // a cell does not reach out of its row group
		}
		left := 0 // rows left in this group, this one included
		for z := y; z < len(rows) && rows[z].group == r.group; z++ {
			left++
		}
		x, header, any := 0, true, false
		for c := r.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th || hidden(c) {
				continue
			}
			for at(x).rows > 0 {
				x++
			}
			if w.cells++; w.cells > w.limits.Cells || x > w.limits.Cells {
				w.err = document.Errorf(t.At, document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", w.limits.Cells)
				return false
			}
			if w.cells%256 == 0 && w.ctx.Err() != nil {
				w.err = w.ctx.Err()
				return false
			}
			cols, span := size(c, "colspan", 1), size(c, "rowspan", left)
			cols, span = min(cols, maxSpan), min(span, left)
			cell := document.Cell{Row: y, Col: x, RowSpan: span, ColSpan: 1, Header: c.DataAtom == atom.Th,
				Text: cellText(c), At: report.Location{Line: w.line, Table: t.Index, Row: y + 1, Column: x + 1}}
			for cell.ColSpan < cols && at(x+cell.ColSpan).rows == 0 { // overlaps are clipped
				cell.ColSpan++
			}
			for i := range cell.ColSpan {
				at(x + i).rows = span
			}
			header, any = header && cell.Header, true
			t.Cells = append(t.Cells, cell)
			x += cell.ColSpan
		}
		for i := range down {
			if down[i].rows > 0 {
				down[i].rows--
			}
		}
		if (r.head || header && any) && t.Headers == y {
			t.Headers++
		}
		t.Rows = y + 1
	}
	return true
}

// size reads a span; zero means "to the end" (whole), nonsense means 1.
func size(n *html.Node, name string, whole int) int {
	s := strings.TrimSpace(attr(n, name))
	if s == "" {
		return 1
	}
	v, err := strconv.Atoi(s)
	switch {
	case err != nil || v < 0:
		return 1
	case v == 0:
		return max(whole, 1)
	}
	return v
}

// cellText joins the lines and paragraphs of a cell.
func cellText(n *html.Node) string {
	var lines []string
	var b strings.Builder
	end := func() {
		if s := cjk.Collapse(b.String()); s != "" {
			lines = append(lines, s)
		}
		b.Reset()
	}
	var walk func(*html.Node, int)
	walk = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < 400; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode || skipped[c.DataAtom] || hidden(c):
			case c.DataAtom == atom.Br:
				end()
			case blocklike[c.DataAtom] || headings[c.DataAtom] > 0:
				end()
				walk(c, depth+1)
				end()
			default:
				walk(c, depth+1)
			}
		}
	}
	walk(n, 0)
	end()
	text := ""
	for _, l := range lines {
		text = cjk.Join(text, l)
	}
	return text
}

// path is a cheap CSS-like path to an element: its nearest named ancestors.
func path(n *html.Node) string {
	var parts []string
	for p := n; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Body && len(parts) < 3; p = p.Parent {
		name := p.Data
		if id := attr(p, "id"); id != "" && utf8.RuneCountInString(id) < 40 {
			parts = append([]string{name + "#" + id}, parts...)
			break
		}
		if class := strings.Fields(attr(p, "class")); len(class) > 0 && len(class[0]) < 40 {
			name += "." + class[0]
		}
		parts = append([]string{name}, parts...)
	}
	return strings.Join(parts, ">")
}
