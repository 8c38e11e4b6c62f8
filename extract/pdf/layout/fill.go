package layout

import (
	"slices"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// table is a table of one page.
type table struct {
	box        page.Box
	xs         []float64 // column edges
	nr, nc     int
	cells      []tcell
	confidence float64
	reason     report.Text
	// inferred says that the columns follow from the text, not from lines.
	inferred bool
	ruled    bool  // drawn lines part all rows
	closed   bool  // a drawn line ends it below
	merged   bool  // a row of it may be several
	unlined  []int // columns that no horizontal line crosses or closes
	quarters int   // how it is turned on the page, read upright
	// open tells the columns in which the last drawn line has a gap: their cell goes on
	// in the row below, if there is one.
	open  []bool
	cross int // stretches that run over a column's edge
	// lines and bands are what an inferred table was read from, until the pages are joined.
	lines []tline
	bands []float64
}

type tcell struct {
	row, col, rows, cols int
	box                  page.Box
	text                 string
	raised               *raisedText // nil for nearly all
	x0, x1               float64     // of the text, where the columns are inferred
	marks                row         // until the text is read from them
}

// fillGrids puts the text into the cells. It returns the tables and the rows
// that stand in none.
func fillGrids(grids []*grid, rows []row, side []sideways, height float64) ([]*table, []row) {
	if len(grids) == 0 {
		return nil, append(rows, columnsOf(side)...)
	}
	var left []row
	for _, r := range rows {
		var rest row
		for _, w := range words(grids, r) {
			g, c, cross := place(grids, w)
			if c == nil {
				rest = append(rest, w...)
				continue
			}
			if cross {
				g.overrun++
			}
			if cross || c.holds(w) {
				c.marks = append(c.marks, w...)
				continue
			}
			for _, m := range w {
				if c := g.cellAt(m.center(), m.mid()); c != nil {
					c.marks = append(c.marks, m)
				} else {
					rest = append(rest, m)
				}
			}
		}
		if len(rest) > 0 {
			left = append(left, rest)
		}
	}
	var loose []sideways
	for _, m := range side {
		placed := false
		for _, g := range grids {
			if c := g.cellAt(m.center(), (m.box.Y0+m.box.Y1)/2); c != nil {
				c.side = append(c.side, m)
				placed = true
				break
			}
		}
		if !placed {
			loose = append(loose, m)
		}
	}
	left = append(left, columnsOf(loose)...)

	var tables []*table
	for _, g := range readings(grids) {
		t := g.table(g.leads(left, grids, height))
		if t == nil {
			// A drawing or a frame: its text is text of the page.
			for i := range g.cells {
				left = append(left, rowsOf(g.cells[i].marks)...)
			}
			continue
		}
		tables = append(tables, t)
	}
	return tables, mergeRows(left)
}

// readings gives each grid as the tables that it is, with the lines that they lack.
func readings(grids []*grid) []*grid {
	out := make([]*grid, 0, len(grids))
	for _, g := range grids {
		for _, part := range g.parted() {
			out = append(out, part.completed())
		}
	}
	return out
}

func area(b page.Box) float64 { return (b.X1 - b.X0) * (b.Y1 - b.Y0) }

// holds reports that all characters stand in a cell, off its edges.
func (c *cell) holds(w row) bool {
	for i := range w {
		if x, y := w[i].center(), w[i].mid(); x <= c.box.X0 || x >= c.box.X1 || y <= c.box.Y0 || y >= c.box.Y1 {
			return false
		}
	}
	return true
}

// place finds the table of a run of characters, and its cell. Cross says that
// the run goes through a line: then all of it belongs to the cell that holds
// most of it.
func place(grids []*grid, w row) (*grid, *cell, bool) {
	for _, g := range grids {
		first := g.cellAt(w[0].center(), w[0].mid())
		if first != nil && first.holds(w) {
			return g, first, false
		}
		count := map[*cell]int{}
		var best *cell
		cross := false
		for i := range w {
			c := g.cellAt(w[i].center(), w[i].mid())
			if c == nil {
				continue
			}
			count[c]++
			if best == nil || count[c] > count[best] {
				best = c
			}
			lap := 0.25 * (w[i].box.X1 - w[i].box.X0)
			cross = cross || w[i].box.X0 < c.box.X0-lap || w[i].box.X1 > c.box.X1+lap
		}
		if best != nil {
			return g, best, cross
		}
	}
	return nil, nil, false
}

// table forms the table, nil where the grid is none. At the top of a page it may be the
// rest of a row.
func (g *grid) table(top bool) *table {
	t := &table{box: g.box, xs: g.xs, nr: g.nr(), nc: g.nc(), confidence: 1}
	filled := 0
	for i := range g.cells {
		c := &g.cells[i]
		text, raised := textAndRaised(c.marks)
		t.merged = t.merged || overprinted(c.marks)
		if s := sideText(c.side); s != "" {
			text = cjk.Join(text, s)
		}
		if text != "" {
			filled++
		}
		t.cells = append(t.cells, tcell{row: c.row, col: c.col, rows: c.rows, cols: c.cols, box: c.box, text: text, raised: raised})
	}
	if len(t.cells) < 2 || filled < 2 && !(top && g.restOfRow()) && len(t.cells) > 4 || filled == 0 || filled*12 < len(t.cells) && !(top && g.restOfRow()) {
		return nil
	}
	t.trim()
	if t.nc < 2 {
		return nil
	}
	var why []report.Text
	if g.uneven {
		t.confidence, why = 0.8, append(why, report.Textf("部分表线不闭合，单元格按相邻表线推断", "some lines do not meet; cells were told by the lines beside them"))
	}
	if g.overrun > 0 {
		t.confidence, why = min(t.confidence, 0.9), append(why, report.Textf("有文字越过表线，按排印归入一个单元格", "text runs over a line and was given to one cell by how it is set"))
	}
	t.unlined = g.unlined()
	if len(g.added) > 0 {
		t.confidence, why = min(t.confidence, 0.8+0.15*margin(g.added)), append(why, report.Textf("缺少的表线按文字位置补全：%s", "lines that are missing were added by where text stands: %s", reasons(g.added)))
	}
	t.reason = together(why, "；", "; ")
	return t
}

// unlined lists the columns in which no horizontal line is drawn, not at the table's
// top and bottom either.
func (g *grid) unlined() []int {
	nr, nc := g.nr(), g.nc()
	if nr < 2 || !slices.ContainsFunc(g.cells, func(c cell) bool { return c.rows == nr && c.cols < nc }) {
		return nil
	}
	var out []int
	drawn := g.covered(g.hs, nil)
	for c := range nc {
		lined := false
		for r := range nr + 1 {
			lined = lined || drawn.across[r*nc+c]
		}
		if !lined {
			out = append(out, c)
		}
	}
	return out
}

// trim removes outer and thin columns and rows that hold nothing: the space
// between double lines, and the overhang of lines beyond the table.
func (t *table) trim() {
	for c := t.nc - 1; c >= 0; c-- {
		if t.nc > 1 && t.blank(func(k *tcell) bool { return k.col <= c && c < k.col+k.cols }, func(k *tcell) bool { return k.cols > 1 }) &&
			(t.xs[c+1]-t.xs[c] < 2*snap) {
			t.removeCol(c)
		}
	}
}

// blank reports whether all cells that satisfy in are empty or also reach elsewhere.
func (t *table) blank(in, wider func(*tcell) bool) bool {
	for i := range t.cells {
		if k := &t.cells[i]; in(k) && k.text != "" && !wider(k) {
			return false
		}
	}
	return true
}

func (t *table) removeCol(c int) {
	kept := t.cells[:0]
	for _, k := range t.cells {
		switch {
		case k.col == c && k.cols == 1:
			continue
		case k.col <= c && c < k.col+k.cols:
			k.cols--
		case k.col > c:
			k.col--
		}
		kept = append(kept, k)
	}
	t.cells = kept
	t.nc--
	t.unlined = nil // of the columns as they were
	edge := c + 1   // the edge that goes
	if c == 0 {
		edge = 0
	}
	if c == t.nc {
		edge = c
	}
	t.xs = slices.Delete(slices.Clone(t.xs), edge, edge+1)
}
