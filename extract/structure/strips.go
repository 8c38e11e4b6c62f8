package structure

import (
	"slices"

	"selfeval/extract/document"
)

// A table too wide for the page goes on with further columns on the next one: a strip
// of its own, with the same rows. Each strip is joined over pages by itself, and all of
// them are set beside each other in the end.

// extendStrip joins a part to the strip of a table that it goes on with, where the
// table has several.
func (s *shaper) extendStrip(w *whole, p *part, b *between) bool {
	if len(w.strips) == 0 {
		return false
	}
	all := append([]*whole{w}, w.strips...)
	slices.SortStableFunc(all, func(x, y *whole) int { return x.Rows - y.Rows })
	for _, strip := range all {
		if c, l, skip := s.goesOn(strip, p, b); c.Sum() >= accept {
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
func (s *shaper) addColumns(w *whole, p *part, b *between) bool {
	c := s.widens(w, p, b)
	if c.Sum() < accept+fair {
		return false
	}
	strip := newWhole(p)
	d := deedAt(-1, p.At, "行数相同、列不同：这一部分是同一表的其余各列", "the same rows under other heads: further columns of the table")
	d.Evidence = c.Evidence
	w.did(ColumnsJoined, d)
	w.strips = append(w.strips, strip)
	s.takeLines(b)
	return true
}

// widens weighs whether a part holds further columns of a table.
func (s *shaper) widens(w *whole, p *part, b *between) (c Case) {
	at := p.At
	rows := w.last().Table // the strip as far as the page before showed it
	if b.apart || b.title != "" || w.Form || p.form || p.Rows != rows.Rows || p.body() < 2 || p.lead > 0 || len(w.strips) > 6 {
		c.say(-decisive, at, "行数不同，或各有标题", "the rows differ, or each has a title")
		return c
	}
	c.say(fair, at, "行数相同：%d", "as many rows: %d", p.Rows)
	if x, y := rowsInPrint(rows), rowsInPrint(p.Table); x != nil && y != nil {
		if !alike(x, y) {
			c.say(-strong, at, "各行的高低不同", "the rows stand at other heights")
		} else if p.At.Page != w.last().At.Page {
			c.say(strong, at, "各行在纸上的高低相同", "the rows stand at the same heights")
		}
	}
	if unit, _ := unitOver(p); unit != "" || b.unit != "" && w.Unit != "" && b.unit != w.Unit {
		c.say(-decisive, at, "它有自己的单位", "it has a unit of its own")
	}
	if p.head != w.last().head {
		c.say(-fair, at, "表头的行数不同", "the headers differ in depth")
	}
	if p.seq.col >= 0 && p.seq.n > 2 {
		c.say(-strong, at, "它自己计数", "it counts its rows itself")
	}
	named := false
	for i := range p.cols {
		named = named || p.cols[i].mostly() == words || p.cols[i].mostly() == body
	}
	if !named {
		c.say(fair, at, "它没有名称列，不能自成一表", "it has no column of names and is no table by itself")
	} else {
		c.say(-fair, at, "它有名称列", "it has a column of names")
	}
	if p.head > p.lead {
		other := true
		for _, h := range p.heads {
			other = other && (h == "" || !slices.Contains(w.last().heads, h))
		}
		if other {
			c.say(weak, at, "表头各不相同", "the heads are others")
		} else {
			c.say(-strong, at, "表头有相同的列", "heads are the same")
		}
	}
	if b.other == 0 && !b.note {
		c.say(weak, at, "紧接在后", "it follows at once")
	}
	for r := p.head; r < p.Rows; r++ {
		_, own := totalRow(p.Table, r)
		if _, total := totalRow(rows, r); total && !own && len(ownCells(p.Table, r)) > 0 {
			c.say(fair, at, "合计行的数字对着前一部分的合计", "figures stand where the part before has its total")
		}
	}
	return c
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
			d := deedAt(-1, x.Table.Table.At, "其余各列有 %d 行，与前面的 %d 行不符，未能并排", "the further columns have %d rows where the table has %d and could not be set beside them", x.Rows, w.Rows)
			d.Lost = true
			w.did(ColumnsJoined, d)
			w.apart = append(w.apart, x)
			continue
		}
		w.own()
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
