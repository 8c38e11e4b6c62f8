package structure

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
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
	all := append([]*whole{w}, w.strips...)
	slices.SortStableFunc(all, func(x, y *whole) int { return x.Rows - y.Rows })
	for _, strip := range all {
		if c, l, skip := s.goesOn(strip, p, b); c.Sum() >= grid.Accept {
			s.append(strip, p, l, skip, &c)
			s.takeLines(b)
			return true
		}
	}
	return false
}

func (s *shaper) takeLines(b *between) {
	for _, i := range b.lines {
		s.taken[i] = true
	}
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
	// The last part is the strip as far as the page before showed it.
	if b.apart || b.title != "" && !b.cut || w.Form || !mayWiden(p, w.last().Rows) || len(w.strips) >= mostStrips {
		c.Say(-grid.Decisive, at, "行数不同，或各有标题", "the rows differ, or each has a title")
		return c
	}
	c.Say(grid.Fair, at, "行数相同：%d", "as many rows: %d", p.Rows)
	weighHeights(&c, w.last(), p)
	if unit, _ := unitOver(p); unit != "" || b.unit != "" && w.Unit != "" && b.unit != w.Unit {
		c.Say(-grid.Decisive, at, "它有自己的单位", "it has a unit of its own")
	}
	if p.Head != w.last().Head {
		c.Say(-grid.Fair, at, "表头的行数不同", "the headers differ in depth")
	}
	weighHeads(&c, w.last(), p)
	if b.other == 0 && !b.note {
		c.Say(grid.Weak, at, "紧接在后", "it follows at once")
	}
	weighTotals(&c, w.last(), p)
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
