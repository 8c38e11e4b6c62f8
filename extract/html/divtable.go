package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/html/css"

	"selfeval/internal/text/printed"
)

// Tables that are made of other elements: laid out as tables by style or named so
// by role or class, or nothing but rows of as many short cells each. tabulate puts
// them into table elements, so that the rest need not know of them.

// place is what an element is in such a table.
type place uint8

const (
	noPlace place = iota
	aTable
	aGroup
	aHead
	aRow
	aCell
	aHeaderCell
)

var byRole = map[string]place{
	"table": aTable, "grid": aTable, "treegrid": aTable, "rowgroup": aGroup, "row": aRow, "cell": aCell, "gridcell": aCell,
	"columnheader": aHeaderCell, "rowheader": aHeaderCell,
}

var byDisplay = map[string]place{
	"table": aTable, "inline-table": aTable, "table-row-group": aGroup, "table-footer-group": aGroup, "table-header-group": aHead,
	"table-row": aRow, "table-cell": aCell,
}

var byClass = map[string]place{
	"table-row": aRow, "table_row": aRow, "tablerow": aRow, "divtablerow": aRow, "tr": aRow, "table-row-group": aGroup, "tbody": aGroup, "thead": aHead,
	"table-header-group": aHead, "table-cell": aCell, "table_cell": aCell, "tablecell": aCell, "divtablecell": aCell, "td": aCell, "th": aHeaderCell,
	"divtablehead": aHeaderCell, "divtable": aTable, "divtablebody": aGroup, "divtableheading": aHead,
}

// placeOf is what an element says of its place in a table.
func placeOf(n *html.Node) (p place) {
	if n.Type != html.ElementNode {
		return noPlace
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			if q := byRole[a.Val]; q != noPlace {
				return q
			}
		case "style", css.Sheet:
			if strings.Contains(a.Val, "table") {
				var s css.Style
				s.Read(a.Val)
				if q := byDisplay[s.Display]; q != noPlace {
					p = q
				}
			}
		case "class":
			if p != noPlace || len(a.Val) < 2 {
				continue
			}
			for c := range strings.FieldsSeq(a.Val) {
				if q := byClass[strings.ToLower(c)]; q != noPlace {
					p = q
				}
			}
		}
	}
	return p
}

// holdsRows are the elements that may be such a table.
var holdsRows = map[atom.Atom]bool{
	atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Section: true, atom.Article: true, atom.Form: true, atom.Main: true, atom.Center: true, atom.Dl: true, atom.Span: true, 0: true,
}

// divRow is a row of a table to be.
type divRow struct {
	node  *html.Node
	cells []*html.Node
	head  bool
}

// tabulate puts every table made of other elements below n into a table element.
func tabulate(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			if holdsRows[c.DataAtom] && c.FirstChild != nil {
				if rows := divRows(c); rows != nil {
					wrap(c, rows)
				}
			}
			tabulate(c)
		}
		c = next
	}
}

// divRows are the rows of an element that is such a table.
func divRows(n *html.Node) []divRow {
	if p := placeOf(n); p == aTable || marked(n) {
		if rows := markedRows(n, false, 0, nil); enough(rows, 1, 2) {
			return rows
		}
	}
	if even(n) {
		return evenRows(n)
	}
	return nil
}

// marked reports whether one of the first elements below n is a row or a group of
// rows.
func marked(n *html.Node) bool {
	tried := 0
	for c := n.FirstChild; c != nil && tried < 3; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		tried++
		if p := placeOf(c); p == aRow || p == aGroup || p == aHead {
			return true
		}
	}
	return false
}

func enough(rows []divRow, count, cells int) bool {
	full := 0
	for _, r := range rows {
		if len(r.cells) >= cells {
			full++
		}
	}
	return full >= count
}

// markedRows gathers the rows below n, through groups and elements that say
// nothing.
func markedRows(n *html.Node, head bool, depth int, rows []divRow) []divRow {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch p := placeOf(c); {
		case p == aRow:
			rows = append(rows, divRow{c, rowCells(c, 0, nil), head})
		case p == aTable || c.DataAtom == atom.Table:
		case depth < 3:
			rows = markedRows(c, head || p == aHead, depth+1, rows)
		}
	}
	return rows
}

// rowCells gathers the cells of a row: what is marked so, else every element.
func rowCells(row *html.Node, depth int, cells []*html.Node) []*html.Node {
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		p := placeOf(c)
		if p != aCell && p != aHeaderCell && depth < 2 && holdsCells(c) {
			cells = rowCells(c, depth+1, cells)
			continue
		}
		cells = append(cells, c)
	}
	return cells
}

func holdsCells(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if p := placeOf(c); p == aCell || p == aHeaderCell {
			return true
		}
	}
	return false
}

const (
	evenCount = 3  // rows and cells that elements without a mark need
	evenCell  = 60 // characters of such a cell at most
)

// even reports at a glance whether an element may hold rows without a mark: its
// first two elements hold as many elements each.
func even(n *html.Node) bool {
	first := nextElement(n.FirstChild)
	if first == nil {
		return false
	}
	second := nextElement(first.NextSibling)
	if second == nil || first.DataAtom != second.DataAtom {
		return false
	}
	a := elements(first, 64)
	return a >= evenCount && a == elements(second, 64)
}

func nextElement(n *html.Node) *html.Node {
	for n != nil && n.Type != html.ElementNode {
		n = n.NextSibling
	}
	return n
}

func elements(n *html.Node, most int) (count int) {
	for c := n.FirstChild; c != nil && count < most; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count++
		}
	}
	return count
}

// evenRows are the rows of an element that holds nothing but rows of as many short
// cells each, with figures in most: a table in all but name.
func evenRows(n *html.Node) []divRow {
	var rows []divRow
	width, figures := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return nil
		}
		if c.Type != html.ElementNode || c.DataAtom == atom.Br {
			continue
		}
		cells, figured, ok := evenCells(c)
		if width == 0 {
			width = len(cells)
		}
		if !ok || len(cells) != width {
			return nil
		}
		if figured {
			figures++
		}
		rows = append(rows, divRow{node: c, cells: cells})
	}
	if len(rows) < evenCount || figures*2 < len(rows)-1 || figures < 2 {
		return nil
	}
	return rows
}

// evenCells are the cells of a row without a mark, and whether amounts stand in
// them. A row that holds a table, a heading or a link is none.
func evenCells(row *html.Node) (cells []*html.Node, figured, ok bool) {
	if row.DataAtom == atom.Tr || row.DataAtom == atom.Table {
		return nil, false, false
	}
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return nil, false, false
		}
		if c.Type != html.ElementNode {
			continue
		}
		if !small(c) {
			return nil, false, false
		}
		text, _ := textOf(c)
		if utf8.RuneCountInString(text) > evenCell {
			return nil, false, false
		}
		figured = figured || amount(text)
		cells = append(cells, c)
	}
	return cells, figured, true
}

// amount reports a figure with a decimal point.
func amount(s string) bool {
	t := printed.Parse(s)
	return t.Kind == printed.Figure && t.Decimals > 0
}

// small reports whether an element holds few others, and no link or table.
func small(n *html.Node) bool {
	if n.DataAtom == atom.A || n.DataAtom == atom.Table || n.DataAtom == atom.Option {
		return false
	}
	count := 0
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && count < evenCell; c = c.NextSibling {
			if count++; c.DataAtom == atom.A || c.DataAtom == atom.Table {
				count = evenCell
			}
			visit(c)
		}
	}
	visit(n)
	return count < evenCell
}

// wrap moves rows into a table element of their own, where the first of them
// stands in n.
func wrap(n *html.Node, rows []divRow) {
	table := &html.Node{Type: html.ElementNode, DataAtom: atom.Table} // without a name: it is not in the page
	at := rows[0].node
	for at.Parent != n {
		at = at.Parent
	}
	n.InsertBefore(table, at)
	var group *html.Node
	for i, r := range rows {
		if group == nil || r.head != rows[i-1].head {
			group = &html.Node{Type: html.ElementNode, DataAtom: atom.Tbody}
			if r.head {
				group.DataAtom = atom.Thead
			}
			table.AppendChild(group)
		}
		tr := &html.Node{Type: html.ElementNode, DataAtom: atom.Tr, Attr: r.node.Attr}
		group.AppendChild(tr)
		for _, c := range r.cells {
			p := placeOf(c)
			c.Parent.RemoveChild(c)
			td := &html.Node{Type: html.ElementNode, DataAtom: atom.Td, Attr: spansOf(c)}
			if p == aHeaderCell || r.head {
				td.DataAtom = atom.Th
			}
			td.AppendChild(c)
			tr.AppendChild(td)
		}
		for c := r.node.FirstChild; c != nil; c = r.node.FirstChild { // text beside the cells
			r.node.RemoveChild(c)
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
				td := &html.Node{Type: html.ElementNode, DataAtom: atom.Td}
				td.AppendChild(c)
				tr.AppendChild(td)
			}
		}
		r.node.Parent.RemoveChild(r.node)
	}
}

// spansOf are the attributes of a cell that count for its place: its spans, and
// whether it is shown.
func spansOf(n *html.Node) (out []html.Attribute) {
	for _, a := range n.Attr {
		switch a.Key {
		case "aria-colspan", "colspan":
			out = append(out, html.Attribute{Key: "colspan", Val: a.Val})
		case "aria-rowspan", "rowspan":
			out = append(out, html.Attribute{Key: "rowspan", Val: a.Val})
		case "hidden", lineMark, "style", css.Sheet:
			out = append(out, a)
		}
	}
	return out
}
