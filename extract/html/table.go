package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/report"
)

// tr is a row of a table with the row group it stands in.
type tr struct {
	node  *html.Node
	group *html.Node
	left  int // rows left in the group, this one included
	head  bool
}

// ownRows lists a table's rows in the order they are shown: thead first, tfoot
// last. Rows of nested tables are not among them.
func ownRows(table *html.Node) []tr {
	var head, body, foot []tr
	for g := table.FirstChild; g != nil; g = g.NextSibling {
		if g.DataAtom != atom.Thead && g.DataAtom != atom.Tbody && g.DataAtom != atom.Tfoot || css.Hidden(g) {
			continue // the parser puts every row into a group
		}
		var rows []tr
		for r := g.FirstChild; r != nil; r = r.NextSibling {
			if r.DataAtom == atom.Tr && !css.Hidden(r) {
				rows = append(rows, tr{node: r, group: g, head: g.DataAtom == atom.Thead})
			}
		}
		for i := range rows {
			rows[i].left = len(rows) - i
		}
		switch g.DataAtom {
		case atom.Thead:
			head = append(head, rows...)
		case atom.Tfoot:
			foot = append(foot, rows...)
		default:
			if body == nil {
				body = rows
			} else {
				body = append(body, rows...)
			}
		}
	}
	if head == nil && foot == nil {
		return body
	}
	return append(append(head, body...), foot...)
}

// readTable reads a table of data, or the blocks in the cells of a table that
// only lays out the page.
func (w *walker) readTable(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !css.Hidden(c) {
			w.node(c, 1)
		}
	}
	rows := ownRows(n)
	if w.layout(n, rows) {
		w.hiddenParts(n)
		for _, r := range rows {
			for c := r.node.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					w.node(c, 1)
				}
			}
		}
		return
	}
	if w.menu(n, rows) {
		w.leave(document.OutNavigation, n)
		return
	}
	t := &document.Table{Index: w.table, Confidence: 1, At: report.Location{Table: w.table, Line: w.line}}
	if w.line == 0 {
		t.At.Path = path(n)
	}
	if w.fill(t, rows) && t.Rows > 0 && len(t.Cells) > 0 {
		w.table++
		t.Seal()
		w.add(document.Block{Kind: document.TableBlock, Table: t, At: t.At, Furniture: furnitureOf(t)})
		w.parts = append(w.parts, gridPart(n))
		w.hiddenRows(n, t)
		w.unfilledBody(n, t)
	}
}

// unfilledBody keeps a table that has a header alone, for a note.
func (w *walker) unfilledBody(n *html.Node, t *document.Table) {
	if unfilled(n) {
		w.unfilled = append(w.unfilled, t)
	}
}

// unfilled reports a table that has a header, and a body without a row: a script fills it.
func unfilled(n *html.Node) bool {
	head, body := false, false
	for g := n.FirstChild; g != nil; g = g.NextSibling {
		rows := false
		for r := g.FirstChild; r != nil; r = r.NextSibling {
			rows = rows || r.DataAtom == atom.Tr
		}
		switch {
		case g.DataAtom == atom.Thead && rows:
			head = true
		case g.DataAtom == atom.Tbody && rows:
			return false
		case g.DataAtom == atom.Tbody:
			body = true
		}
	}
	return head && body
}

// layout reports whether a table is there only to arrange the page: it is one
// cell, one cell of a few holds an article, or it holds other tables and hardly
// anything beside them.
func (w *walker) layout(n *html.Node, rows []tr) bool {
	cells, articles, nests := 0, 0, false
	for _, r := range rows {
		for c := r.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th || css.Hidden(c) {
				continue
			}
			cells++
			nests = nests || nested(c)
			if cells <= 6 && w.weigh(c).prose > 400 && paragraphs(c) >= 4 {
				articles++
			}
		}
	}
	return cells == 1 && gridPart(n) == document.Whole || cells <= 6 && articles > 0 || nests && !w.dataAround(n, rows)
}

// dataAround reports whether a table that holds others is a table of data all
// the same: most of its text is in short cells of its own, in rows of several.
func (w *walker) dataAround(n *html.Node, rows []tr) bool {
	full, text := 0, 0
	for _, r := range rows {
		short := 0
		for c := r.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th || css.Hidden(c) || nested(c) {
				continue
			}
			if s := w.weigh(c); s.prose > 0 && s.prose <= 200 && s.links <= s.prose {
				short, text = short+1, text+s.prose
			}
		}
		if short >= 2 {
			full++
		}
	}
	all := w.weigh(n)
	return full >= 3 && text*2 > all.prose+all.links
}

// menu reports a table of links with no figures of its own. A table of projects
// may link every name, so a cell of figures in most rows makes it data.
func (w *walker) menu(n *html.Node, rows []tr) bool {
	s := w.weigh(n)
	if s.links == 0 || s.links*10 < (s.links+s.prose)*7 {
		return false
	}
	figures := 0
	for _, r := range rows {
		for c := r.node.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td || below(c, atom.A) {
				continue
			}
			if text, _ := textOf(c); strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789.,，%％-— ") == "" {
				figures++
				break
			}
		}
	}
	return figures*2 < len(rows)
}

// nested reports whether an element holds a table of several cells. Editors set a
// box of its own, a table of one cell, around the text of each cell.
func nested(n *html.Node) bool {
	cells := 0
	if !below(n, atom.Table) {
		return false
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && cells < 2; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells++
			}
			visit(c)
		}
	}
	visit(n)
	return cells > 1
}

func below(n *html.Node, a atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a || c.FirstChild != nil && below(c, a) {
			return true
		}
	}
	return false
}

func paragraphs(n *html.Node) int {
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.P || c.DataAtom == atom.Br || headings[c.DataAtom] > 0 {
			sum++
		}
		sum += paragraphs(c)
	}
	return sum
}

// maxSpan is the largest colspan a browser takes.
const maxSpan = 1000

// filler lays the cells of a table out as HTML's table model does.
type filler struct {
	*walker
	t      *document.Table
	down   []int // by column: rows for which a cell above still reaches down
	widest int
}

// fill lays out a table's cells; it is false where there are too many.
func (w *walker) fill(t *document.Table, rows []tr) bool {
	f := filler{walker: w, t: t}
	for y, r := range rows {
		if y > 0 && r.group != rows[y-1].group {
			clear(f.down) // a cell does not reach out of its row group
		}
		if !f.row(y, r) {
			return false
		}
		last := f.nextRow()
		t.Rows = y + 1
		if t.Rows*f.widest > w.limits.Cells || y%64 == 0 && last > maxSpan && y*last > w.limits.Cells {
			return w.tooManyCells(t)
		}
	}
	widest := f.widest
	if widest > document.MaxColumns {
		if widest = squeeze(t); widest > document.MaxColumns {
			w.err = document.Errorf(t.At, document.ErrLimit, "表格列数超过上限 %d", "more table columns than the limit of %d", document.MaxColumns)
			return false
		}
	}
	w.cells += t.Rows*widest - len(t.Cells)
	return w.cells <= w.limits.Cells || w.tooManyCells(t)
}

// row lays out the cells of a row.
func (f *filler) row(y int, r tr) bool {
	x, header, any := 0, true, false
	rowMark, line := f.mark, f.line
	if len(r.node.Attr) > 0 {
		rowMark |= css.Of(r.node).Mark
		if line > 0 {
			line = lineOf(r.node, line)
		}
	}
	for c := r.node.FirstChild; c != nil; c = c.NextSibling {
		mark, ok := f.shown(c)
		if !ok {
			continue
		}
		mark |= rowMark
		if !f.count() {
			return false
		}
		x = f.free(x)
		cell := document.Cell{Row: y, Col: x, RowSpan: min(span(c, "rowspan", r.left), r.left), ColSpan: 1, Header: c.DataAtom == atom.Th,
			At: report.Location{Line: line, Table: f.t.Index, Row: y + 1, Column: x + 1, Path: f.t.At.Path}}
		if line > 0 {
			cell.At.Line = lineOf(c, line)
		}
		f.cellText(&cell, c, mark)
		f.widen(&cell, min(span(c, "colspan", 1), maxSpan))
		header, any = header && cell.Header, true
		f.widest = max(f.widest, x+1)
		f.t.Cells = append(f.t.Cells, cell)
		x += cell.ColSpan
		if f.cells > f.limits.Cells || x > f.limits.Cells {
			return f.tooManyCells(f.t)
		}
	}
	if (r.head || header && any) && f.t.Headers == y {
		f.t.Headers++
	}
	return true
}

// free is the first column from x on into which no cell from above reaches.
func (f *filler) free(x int) int {
	for x < len(f.down) && f.down[x] > 0 {
		x++
	}
	return x
}

// count counts a cell; it is false where reading was stopped.
func (f *filler) count() bool {
	if f.cells++; f.cells%256 == 0 && f.ctx.Err() != nil {
		f.err = f.ctx.Err()
		return false
	}
	return true
}

// shown reports whether a node of a row is a cell that is shown, and how its text is
// marked. What is not is noted.
func (f *filler) shown(c *html.Node) (m document.Mark, ok bool) {
	switch {
	case c.Type == html.CommentNode:
		f.comment(c)
		return 0, false
	case c.DataAtom != atom.Td && c.DataAtom != atom.Th:
		return 0, false
	case len(c.Attr) == 0:
		return 0, true
	}
	s := css.Of(c)
	if s.Hidden {
		f.leave(document.OutHidden, c)
	}
	return s.Mark, !s.Hidden
}

// widen gives a cell its columns; where a cell above reaches down, it is clipped.
func (f *filler) widen(cell *document.Cell, cols int) {
	x := cell.Col
	for cell.ColSpan < cols && (x+cell.ColSpan >= len(f.down) || f.down[x+cell.ColSpan] == 0) {
		cell.ColSpan++
	}
	for len(f.down) < x+cell.ColSpan {
		f.down = append(f.down, 0)
	}
	for i := range cell.ColSpan {
		f.down[x+i] = cell.RowSpan
	}
}

// nextRow goes on to the next row and returns how many columns cells from above
// reach into.
func (f *filler) nextRow() int {
	last := 0
	for i := range f.down {
		if f.down[i] > 0 {
			if f.down[i]--; f.down[i] > 0 {
				last = i + 1
			}
		}
	}
	f.down = f.down[:last]
	return last
}

// squeeze takes out the columns in which no cell starts, which absurd spans make,
// and returns how many are left.
func squeeze(t *document.Table) int {
	last := 0
	for i := range t.Cells {
		last = max(last, t.Cells[i].Col)
	}
	starts := make([]int, last+2) // by column: how many columns before it are kept
	for i := range t.Cells {
		starts[t.Cells[i].Col+1] = 1
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		end := starts[min(c.Col+c.ColSpan, last+1)]
		c.Col = starts[c.Col]
		c.ColSpan = max(end-c.Col, 1)
		c.At.Column = c.Col + 1
	}
	return starts[last+1]
}

func (w *walker) tooManyCells(t *document.Table) bool {
	w.err = document.Errorf(t.At, document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", w.limits.Cells)
	return false
}

// span reads a rowspan or colspan; zero means "to the end" (whole), nonsense
// means 1.
func span(n *html.Node, name string, whole int) int {
	s := strings.TrimSpace(attr(n, name))
	if s == "" || s == "1" {
		return 1
	}
	digits := 0 // browsers read the number that the value starts with
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits == 0 {
		return 1
	}
	v, err := strconv.Atoi(s[:digits])
	switch {
	case err != nil:
		return 1 << 30 // too large for an int
	case v == 0:
		return max(whole, 1)
	}
	return v
}
