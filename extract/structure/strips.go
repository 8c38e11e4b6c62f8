package structure

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// A table too wide for the page goes on with further columns on the next one: a strip
// of its own, with the same rows. Each strip is joined over pages by itself, and all of
// them are set beside each other in the end.

// extendStrip joins a part to the strip of a table that it goes on with, where the
// table has several.
func (s *shaper) extendStrip(w *whole, p *grid.Part, b *between) bool {
	if len(w.strips) == 0 {
		return false
	}
	var all []*whole
	if b.keys == 0 {
		all = append(all, w)
	}
	for _, strip := range w.strips {
		if strip.Rows < w.Rows {
			all = append(all, strip)
		}
	}
	slices.SortStableFunc(all, func(x, y *whole) int { return x.Rows - y.Rows })
	var best struct {
		strip *whole
		grid.Case
		l    *laid
		skip int
	}
	for _, strip := range all {
		if c, l, skip := s.goesOn(strip, p, b); c.Sum() >= grid.Accept && (best.strip == nil || c.Sum() > best.Sum()) {
			best.strip, best.Case, best.l, best.skip = strip, c, l, skip
		}
	}
	if best.strip == nil {
		return false
	}
	s.append(best.strip, p, best.l, best.skip, &best.Case)
	s.takeLines(b)
	return true
}

func (s *shaper) takeLines(b *between) {
	for _, i := range b.lines {
		s.taken[i] = true
	}
}

// mate is the part of a table beside which another stands if it holds further columns:
// the last one where the pages go over before they go down, the first, or where a strip
// has come to, where they go down before they go over.
func (w *whole) mate(p *grid.Part) *grid.Part {
	ys := grid.RowsInPrint(p.Table)
	for _, q := range w.mates() {
		if q.Rows == p.Rows && (ys == nil || grid.Alike(grid.RowsInPrint(q.Table), ys)) {
			return q
		}
	}
	return w.last()
}

func (w *whole) mates() []*grid.Part {
	out := []*grid.Part{w.last(), w.first()}
	for _, x := range w.strips {
		if n := len(x.parts); n < len(w.parts) {
			out = append(out, w.parts[n])
		}
	}
	return out
}

// withoutKeys leaves out the first columns of a part where they print those of the table
// once more, row by row, as sheets do that repeat their first columns on every page: at
// the same heights of another page. It tells how many they are.
func (w *whole) withoutKeys(p *grid.Part) (*grid.Part, int) {
	if w.Form || p.Form || p.Changed || p.Rows < leastKeyed {
		return p, 0
	}
	ys := grid.RowsInPrint(p.Table)
	for _, q := range w.mates() {
		if p.At.Page == q.At.Page || ys != nil && !grid.Alike(grid.RowsInPrint(q.Table), ys) {
			continue
		}
		n := 0
		for n < min(p.Cols-1, q.Cols-1) && sameColumn(q, p, n) {
			n++
		}
		if n > 0 && tellsRows(p, n) {
			return from(p, n), n
		}
	}
	return p, 0
}

// from is a part without its first n columns.
func from(p *grid.Part, n int) *grid.Part {
	t := *p.Table
	t.Cells, t.Unlined = nil, nil
	for _, c := range p.Cells {
		if c.Col >= n {
			t.Cells = append(t.Cells, c)
		}
	}
	if len(t.Edges) > n {
		t.Edges = t.Edges[n:]
	}
	k := &grid.Part{Table: grid.Squeezed(&t), See: p.See, Block: p.Block, Changed: true, Deeds: p.Deeds}
	k.Look()
	return k
}

// leastKeyed is how many rows with the same names tell that they are the same rows.
const leastKeyed = 3

// sameColumn reports that a column of two parts holds the same text in each row.
func sameColumn(q, p *grid.Part, col int) bool {
	if q.Rows != p.Rows {
		return false
	}
	for r := range p.Rows {
		a, b := q.Cell(r, col), p.Cell(r, col)
		if a == nil || b == nil || a.Row != b.Row || a.RowSpan != b.RowSpan || a.ColSpan > 1 || b.ColSpan > 1 || !grid.Same(a.Text, b.Text) {
			return false
		}
	}
	return true
}

// tellsRows reports a column among the first n in which each row of the body has a text
// of its own, or nearly.
func tellsRows(p *grid.Part, n int) bool {
	for col := range n {
		texts := map[string]bool{}
		for r := p.Head; r < p.Rows; r++ {
			if c := p.Cell(r, col); !grid.IsBlank(c.Text) {
				texts[cjk.Squeeze(c.Text)] = true
			}
		}
		if 5*len(texts) >= 4*(p.Rows-p.Head) {
			return true
		}
	}
	return false
}

// addColumns takes a part for further columns of a table: the same rows under other
// heads.
func (s *shaper) addColumns(w *whole, p *grid.Part, b *between) bool {
	c := s.widens(w, p, b)
	if c.Sum() < grid.Accept+grid.Fair {
		return false
	}
	strip := newWhole(p)
	d := grid.DeedAt(-1, p.At, "行数相同、列不同：这一部分是同一表的其余各列", "the same rows under other heads: further columns of the table")
	d.Evidence = c.Evidence
	w.Did(grid.ColumnsJoined, d)
	w.strips = append(w.strips, strip)
	if w.Unit == "" && b.unit != "" { // it stands at the right, over the last columns
		w.Unit, w.UnitAt = b.unit, b.over
	}
	s.takeLines(b)
	return true
}

// widens weighs whether a part holds further columns of a table.
func (s *shaper) widens(w *whole, p *grid.Part, b *between) (c grid.Case) {
	at := p.At
	last := w.mate(p)
	if b.apart || b.title != "" && !b.cut || w.Form || !mayWiden(p, last.Rows) || len(w.strips) >= mostStrips {
		c.Say(-grid.Decisive, at, "行数不同，或各有标题", "the rows differ, or each has a title")
		return c
	}
	c.Say(grid.Fair, at, "行数相同：%d", "as many rows: %d", p.Rows)
	weighHeights(&c, last, p)
	if unit, _ := unitOver(p); unit != "" || b.unit != "" && w.Unit != "" && b.unit != w.Unit {
		c.Say(-grid.Decisive, at, "它有自己的单位", "it has a unit of its own")
	}
	if p.Head != last.Head {
		c.Say(-grid.Fair, at, "表头的行数不同", "the headers differ in depth")
	}
	weighHeads(&c, last, p)
	if b.keys > 0 {
		c.Say(grid.Strong, at, "前 %d 列逐行重印了表的前几列", "its first %d columns print the table's once more, row by row", b.keys)
	}
	if b.other == 0 && !b.note {
		c.Say(grid.Weak, at, "紧接在后", "it follows at once")
	}
	weighTotals(&c, last, p)
	return c
}

// mostStrips is how many strips a table has at most beside its first.
const mostStrips = 7

// mayWiden reports a part that has as many rows as the table, under heads at once.
func mayWiden(p *grid.Part, rows int) bool {
	return !p.Form && p.Rows == rows && p.Body() >= 2 && p.Lead == 0
}

// weighTotals looks at whether a part has figures where the last one has its total.
func weighTotals(c *grid.Case, last, p *grid.Part) {
	for r := p.Head; r < p.Rows; r++ {
		_, own := last.See.TotalRow(p.Table, r)
		if _, total := last.See.TotalRow(last.Table, r); total && !own && len(grid.OwnCells(p.Table, r)) > 0 {
			c.Say(grid.Fair, p.At, "合计行的数字对着前一部分的合计", "figures stand where the part before has its total")
		}
	}
}

// weighHeights compares where the rows of two parts stand on their pages.
func weighHeights(c *grid.Case, last, p *grid.Part) {
	at := p.At
	if x, y := grid.RowsInPrint(last.Table), grid.RowsInPrint(p.Table); x != nil && y != nil {
		if !grid.Alike(x, y) {
			c.Say(-grid.Strong, at, "各行的高低不同", "the rows stand at other heights")
		} else if p.At.Page != last.At.Page {
			c.Say(grid.Strong, at, "各行在纸上的高低相同", "the rows stand at the same heights")
		}
	}
}

// weighHeads looks at whether a part could be a table by itself, or has the last
// part's heads.
func weighHeads(c *grid.Case, last, p *grid.Part) {
	at := p.At
	if p.Seq.Col >= 0 && p.Seq.N > 2 {
		c.Say(-grid.Strong, at, "它自己计数", "it counts its rows itself")
	}
	named := false
	for i := range p.Columns {
		named = named || p.Columns[i].Mostly() == grid.Words || p.Columns[i].Mostly() == grid.Body
	}
	if !named {
		c.Say(grid.Fair, at, "它没有名称列，不能自成一表", "it has no column of names and is no table by itself")
	} else {
		c.Say(-grid.Fair, at, "它有名称列", "it has a column of names")
	}
	if p.Head > p.Lead {
		other := true
		for _, h := range p.Heads {
			other = other && (h == "" || !slices.Contains(last.Heads, h))
		}
		if other {
			c.Say(grid.Weak, at, "表头各不相同", "the heads are others")
		} else {
			c.Say(-grid.Strong, at, "表头有相同的列", "heads are the same")
		}
	}
}

// settle sets the strips of a table beside each other. Strips whose rows do not agree
// stay tables of their own.
func (w *whole) settle() {
	if len(w.strips) == 0 {
		return
	}
	for _, x := range w.strips {
		if len(x.parts) > 1 {
			x.Table.Table.Seal()
		}
		if x.Rows != w.Rows {
			d := grid.DeedAt(-1, x.Table.Table.At, "其余各列有 %d 行，与前面的 %d 行不符，未能并排", "the further columns have %d rows where the table has %d and could not be set beside them", x.Rows, w.Rows)
			d.Lost = true
			w.Did(grid.ColumnsJoined, d)
			w.apart = append(w.apart, x)
			continue
		}
		w.Own()
		for _, c := range x.Cells {
			c.Col += w.Cols
			w.Cells = append(w.Cells, c)
		}
		w.Cols += x.Cols
		w.cols = append(w.cols, x.cols...)
		w.Parts = append(w.Parts, x.Parts...)
		w.blocks = append(w.blocks, x.blocks...)
		slices.SortStableFunc(w.Cells, func(a, b document.Cell) int {
			if a.Row != b.Row {
				return a.Row - b.Row
			}
			return a.Col - b.Col
		})
		w.Table.Table.Seal()
	}
	w.strips = nil
}
