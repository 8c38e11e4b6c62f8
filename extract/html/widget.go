package html

import (
	"strings"

	"golang.org/x/net/html"

	"selfeval/extract/document"
)

// Data grids of web frameworks show one table as several: the header in one that
// stays in place, the rows in one that scrolls, and the first columns once more in
// one that stays in place sideways. Each is kept as it stands; grouped marks those
// that belong together.

// gridPart is what the names of the elements around a table say of its part.
func gridPart(n *html.Node) document.Part {
	for p, i := n, 0; p != nil && i < 6; p, i = p.Parent, i+1 {
		class := strings.ToLower(attr(p, "class"))
		switch {
		case strings.Contains(class, "header"), strings.Contains(class, "hdiv"), strings.Contains(class, "-head"), strings.Contains(class, "scrollhead"):
			return document.GroupHead
		case strings.Contains(class, "body"), strings.Contains(class, "bdiv"):
			return document.GroupBody
		}
	}
	return document.Whole
}

// grouped marks tables that one widget shows as one: a header alone, with nothing
// but the rows of as many columns after it, then copies of some columns of both.
func grouped(blocks []document.Block, parts []document.Part) {
	group, nth := 0, -1
	var head, body *document.Table
	for i := range blocks {
		t := blocks[i].Table
		if t == nil {
			head, body = nil, nil
			continue
		}
		nth++
		part := document.Whole
		if nth < len(parts) {
			part = parts[nth]
		}
		switch {
		case body == nil && head != nil && belongs(head, t, part):
			if head.Group == 0 {
				group++
				head.Group, head.Part = group, document.GroupHead
			}
			t.Group, t.Part = head.Group, document.GroupBody
			body = t
		case body != nil && copies(head, body, t):
			t.Group, t.Part = body.Group, document.GroupCopy
		case headerAlone(t, part):
			head, body = t, nil
		default:
			head, body = nil, nil
		}
	}
}

// headerAlone reports whether a table is nothing but a header.
func headerAlone(t *document.Table, part document.Part) bool {
	return t.Cols >= 2 && t.Rows <= 4 && (t.Headers == t.Rows || part == document.GroupHead)
}

// belongs reports whether a table holds the rows below a header: it has none of
// its own and as many columns, but for one that a scroll bar stands over.
func belongs(head, t *document.Table, part document.Part) bool {
	return t.Headers == 0 && part != document.GroupHead && (t.Cols == head.Cols || t.Cols+1 == head.Cols && head.Text(head.Rows-1, head.Cols-1) == "")
}

// copies reports whether a table shows columns of the header, or of the rows, once
// more.
func copies(head, body, t *document.Table) bool {
	return t.Cols < head.Cols && (sameColumns(head, t) || sameColumns(body, t))
}

// sameColumns reports whether the columns of t are the first or the last ones of
// whole.
func sameColumns(whole, t *document.Table) bool {
	if t.Rows != whole.Rows {
		return false
	}
	for _, shift := range []int{0, whole.Cols - t.Cols} {
		same := true
		for r := 0; same && r < t.Rows; r++ {
			for c := 0; same && c < t.Cols; c++ {
				same = t.Text(r, c) == whole.Text(r, c+shift)
			}
		}
		if same {
			return true
		}
	}
	return false
}
