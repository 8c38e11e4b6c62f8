package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// A cell merged over several rows shows its text in their middle. Where a table has no
// lines, its rows are those of the text: the text stands in the middle one of them, as if
// the rows above it were of the cell before, or in a row of its own between the two in the
// middle.

// centring is a table of which that may be true: its first row lacks what is common to
// several rows.
type centring struct {
	*whole
	from   int    // its first row
	detail []bool // by column, whether its first row fills it
	names  int    // the first column of words among them
	merged int    // how many groups have merged cells
}

// group is a run of rows that belong together, with the row in which their common cells are
// printed.
type group struct {
	from, to, at int
	alone        bool // nothing else stands in that row
}

// centre sets cells that are printed in the middle of several rows over these rows.
func (w *whole) centre() {
	if w.Form || w.first().Confidence == 1 {
		return
	}
	c, groups := w.centred()
	if groups == nil {
		return
	}
	w.Own()
	into := map[int]int{}
	for _, g := range groups {
		if g.alone {
			into[g.at] = g.at - 1
		}
	}
	if len(into) > 0 {
		w.fold(into)
		groups = c.groups()
	}
	for _, g := range groups {
		c.spread(g)
	}
	w.Cells = without(w.Cells)
	w.Table.Table.Seal()
	if len(groups) > 0 {
		w.Did(grid.CellContinued, grid.DeedAt(groups[0].from, grid.RowAt(w.Table.Table, groups[0].from), "有 %d 组行，名称等印在各组中间，按合并的单元格读取", "%d groups of rows have their names printed in their middle, read as merged cells", len(groups)))
	}
}

// centred looks for such groups, from the first row on or from below a total.
func (w *whole) centred() (*centring, []group) {
	for from := w.Head; from < min(w.Head+2, w.Rows); from++ {
		c := &centring{whole: w, from: from, detail: make([]bool, w.Cols), names: -1}
		for col := range w.Cols {
			if c.detail[col] = c.own(from, col) != nil; c.detail[col] && c.names < 0 && w.See.KindOf(c.own(from, col).Text).Text() {
				c.names = col
			}
		}
		if c.names > 0 && !c.said(w.Head) {
			if groups := c.groups(); groups != nil {
				return c, groups
			}
		}
		if _, total := w.See.TotalRow(w.Table.Table, from); !total {
			break
		}
	}
	return nil, nil
}

// said reports a row above the groups that is none of a total: it says so where groups have
// their words, and there others say it too.
func (c *centring) said(above int) bool {
	if above == c.from {
		return false
	}
	for col := range c.Cols {
		if !c.detail[col] && c.own(above, col) != nil {
			return false
		}
	}
	word := c.own(above, c.names)
	for row := c.from; row < c.Rows && word != nil; row++ {
		if x := c.own(row, c.names); x != nil && grid.Same(x.Text, word.Text) {
			return true
		}
	}
	return false
}

// own is the filled cell that stands in a position and nowhere else.
func (c *centring) own(row, col int) *document.Cell {
	if x := c.Cell(row, col); x != nil && x.Row == row && x.RowSpan == 1 && x.ColSpan == 1 && !grid.IsBlank(x.Text) {
		return x
	}
	return nil
}

// kind tells whether a row holds cells of its own and common ones; ok is false where it
// holds a total, a note, or nothing.
func (c *centring) kind(row int) (own, common, ok bool) {
	for col := range c.Cols {
		x := c.own(row, col)
		switch {
		case x == nil:
		case c.detail[col]:
			own = true
		case c.See.IsTotal(cjk.Squeeze(x.Text)):
			return false, false, false
		default:
			common = true
		}
	}
	if own && c.own(row, c.names) == nil {
		return false, false, false
	}
	return own, common, own || common
}

// groups parts the rows where the column of names says again what it said in the first of
// them, if each group has its common cells in its middle. A row of a total may stand before
// the first and after the last. nil: they are none.
func (c *centring) groups() (out []group) {
	first := ""
	c.merged = 0
	g := group{from: c.from, at: -1}
	row := c.from
	for ; row < c.Rows; row++ {
		own, common, ok := c.kind(row)
		if !ok {
			break
		}
		if name := c.own(row, c.names); name != nil && own {
			if s := cjk.Squeeze(name.Text); first == "" {
				first = s
			} else if s == first {
				if out, ok = c.end(out, g, row); !ok {
					return nil
				}
				g = group{from: row, at: -1}
			}
		}
		if common {
			if g.at >= 0 {
				return nil
			}
			g.at, g.alone = row, !own
		}
	}
	out, ok := c.end(out, g, row)
	if !ok || len(out)+c.merged < 2 {
		return nil
	}
	return out
}

// end adds a group that ends before a row; ok is false where it is none.
func (c *centring) end(out []group, g group, to int) (_ []group, ok bool) {
	g.to = to
	from := g.from
	for _, seam := range c.Seams { // what a page end cuts is printed in the middle of what is left
		if g.from < seam && seam <= g.at {
			from = seam
		} else if g.at < seam && seam < to {
			to = seam
			break
		}
	}
	above, below := g.at-from, to-g.at-1
	switch {
	case g.to == g.from:
		return out, true
	case g.at < 0 && c.isMerged(g):
		c.merged++
		return out, true
	case g.at < 0:
		return out, g.to == g.from+1 && (g.from == c.from || g.to == c.Rows) // a total
	case g.alone && above == 0, above-below > 1, below-above > 1:
		return out, false
	}
	return append(out, g), true
}

// isMerged reports a group over which a cell is merged that lines show, as on a page before.
func (c *centring) isMerged(g group) bool {
	for col := range c.Cols {
		if x := c.Cell(g.from, col); x != nil && !c.detail[col] && x.Row == g.from && x.RowSpan > 1 && x.RowSpan == g.to-g.from && !grid.IsBlank(x.Text) {
			return true
		}
	}
	return false
}

// spread lets the common cells of a group fill it. Those that they cover lose their row
// span: they are gone.
func (c *centring) spread(g group) {
	for col := range c.Cols {
		x := c.own(g.at, col)
		if c.detail[col] || x == nil {
			continue
		}
		for row := g.from; row < g.to; row++ {
			if blank := c.Cell(row, col); row != g.at && blank != nil && blank.Row == row && blank.Col == col {
				blank.RowSpan = 0
			}
		}
		x.Row, x.RowSpan = g.from, g.to-g.from
	}
}

// without leaves out the cells that others cover.
func without(cells []document.Cell) []document.Cell {
	kept := cells[:0]
	for _, c := range cells {
		if c.RowSpan > 0 {
			kept = append(kept, c)
		}
	}
	grid.SortCells(kept)
	return kept
}
