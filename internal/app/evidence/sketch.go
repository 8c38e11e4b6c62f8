package evidence

import (
	"slices"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// Sizes of a drawing, in points.
const (
	tallest = 300.0 // of one strip
	margin  = 4.0
	between = 10.0 // strips
	mostRun = 4000 // glyphs of one strip
)

// span is an extent.
type span struct{ from, to float64 }

func (s *span) add(from, to float64) {
	if s.to <= s.from {
		*s = span{from, to}
		return
	}
	s.from, s.to = min(s.from, from), max(s.to, to)
}

// strip is a part of a page that is drawn, from side to side of what stands in it.
type strip struct {
	page  int
	x, y  span // x is empty where the page's own text says how wide it is
	marks []page.Box
	runs  []run
	rules []page.Rule
}

// sketch is a drawing: strips one below the other.
type sketch struct {
	to     *selfeval.Evidence
	strips []strip
}

const maxStrips = 6

func (k *sketch) add(s strip) {
	if s.y.to-s.y.from > tallest {
		s.cut()
	}
	if len(k.strips) < maxStrips && s.y.to > s.y.from {
		k.strips = append(k.strips, s)
	}
}

// cut makes a strip that is too tall as tall as may be, around what is marked in it.
func (s *strip) cut() {
	var m span
	for _, b := range s.marks {
		m.add(b.Y0, b.Y1)
	}
	if m.to <= m.from {
		s.y.from = s.y.to - tallest
		return
	}
	room := max(0, tallest-(m.to-m.from)) / 2
	s.y = span{max(s.y.from, m.from-room), min(s.y.to, m.to+room)}
	if s.y.to-s.y.from > tallest {
		s.y.from = s.y.to - tallest
	}
}

// line adds the line of a place outside tables, with the lines beside it.
func (k *sketch) line(at report.Location) {
	if at.Page == 0 || at.BBox == nil {
		return
	}
	box := boxOf(at.BBox)
	around := 1.6 * min(box.Y1-box.Y0, 20)
	for i := range k.strips {
		if s := &k.strips[i]; s.page == at.Page && s.y.from <= box.Y0 && box.Y1 <= s.y.to {
			s.marks = append(s.marks, box)
			return
		}
	}
	k.add(strip{page: at.Page, y: span{box.Y0 - around, box.Y1 + around}, marks: []page.Box{box}})
}

// table adds the rows of a table with those beside them, and its header above.
func (k *sketch) table(s *source, b *document.Block, head heading, rows []int, places []report.Location) {
	t := b.Table
	if b.At.BBox == nil || b.At.Page == 0 {
		return
	}
	extents := s.extents(t)
	if extents == nil { // rows that do not lie one below the other: a table set sideways
		whole := strip{page: b.At.Page, x: span{b.At.BBox[0], b.At.BBox[2]}, y: span{b.At.BBox[1], b.At.BBox[3]}}
		whole.mark(t, nil, places)
		k.add(whole)
		return
	}
	var groups [][2]int
	if head.table == t && head.rows > 0 {
		groups = append(groups, [2]int{0, head.rows - 1})
	} else if up := s.extents(head.table); up != nil && head.rows > 0 && len(rows) > 0 && head.block.At.BBox != nil {
		k.add(rowsOf(head.block, up, 0, head.rows-1))
	}
	for _, r := range rows {
		from, to := max(r-1, 0), min(r+1, t.Rows-1)
		if n := len(groups); n > 0 && from <= groups[n-1][1]+1 {
			groups[n-1][1] = max(groups[n-1][1], to)
			continue
		}
		groups = append(groups, [2]int{from, to})
	}
	if len(rows) == 0 {
		return
	}
	for _, g := range groups {
		st := rowsOf(b, extents, g[0], g[1])
		st.mark(t, extents, places)
		k.add(st)
	}
}

// rowsOf is the strip of some rows of a table.
func rowsOf(b *document.Block, extents []span, from, to int) strip {
	s := strip{page: b.At.Page, x: span{b.At.BBox[0], b.At.BBox[2]}}
	for r := from; r <= to; r++ {
		if e := extents[r]; e.to > e.from {
			s.y.add(e.from, e.to)
		}
	}
	return s
}

// mark adds the boxes of places that lie in the strip; a place that is a row alone is as
// wide as the table.
func (s *strip) mark(t *document.Table, extents []span, places []report.Location) {
	for _, at := range places {
		var box page.Box
		switch c := t.Cell(at.Row-1, at.Column-1); {
		case at.BBox != nil:
			box = boxOf(at.BBox)
		case c != nil && c.At.BBox != nil:
			box = boxOf(c.At.BBox)
		case extents != nil && at.Row > 0 && at.Row <= len(extents):
			box = page.Box{X0: s.x.from, Y0: extents[at.Row-1].from, X1: s.x.to, Y1: extents[at.Row-1].to}
		default:
			continue
		}
		if mid := (box.Y0 + box.Y1) / 2; mid >= s.y.from && mid <= s.y.to && !slices.Contains(s.marks, box) {
			s.marks = append(s.marks, box)
		}
	}
}

// extents are how high the rows of a table lie, nil where they do not lie one below the
// other.
func (s *source) extents(t *document.Table) []span {
	if e, ok := s.rows[t]; ok {
		return e
	}
	out := make([]span, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if b := c.At.BBox; b != nil && c.RowSpan <= 1 && c.Row < t.Rows {
			out[c.Row].add(b[1], b[3])
		}
	}
	last, known := 0.0, 0
	for i, e := range out {
		if e.to <= e.from {
			continue
		}
		if mid := (e.from + e.to) / 2; known > 0 && mid >= last {
			out = nil
			break
		}
		last = (out[i].from + out[i].to) / 2
		known++
	}
	if known == 0 {
		out = nil
	}
	s.rows[t] = out
	return out
}

func boxOf(b *[4]float64) page.Box { return page.Box{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]} }
