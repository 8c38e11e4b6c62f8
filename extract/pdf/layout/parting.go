package layout

import (
	"slices"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// Tables printed one under the other without a gap share a line, and look like one
// grid. What tells them apart is that columns end at that line and others begin, that
// the frame moves, that a header begins anew.

// parted gives the tables of which the grid consists, top to bottom.
func (g *grid) parted() []*grid {
	if g.nr() < 2 || g.nr() > maxStrokes {
		return []*grid{g}
	}
	drawn := g.drawnSides()
	var hs []hypothesis
	last := 0 // the first row of the part above
	for r := 1; r < g.nr(); r++ {
		if g.thin(drawn, r) {
			continue
		}
		h := g.cutAt(drawn, last, r)
		if h.score() >= enough {
			hs = append(hs, h)
			last = r
		}
	}
	if hs = choose(hs); len(hs) == 0 {
		return []*grid{g}
	}
	cuts := make([]float64, 0, len(hs))
	for i := range hs {
		cuts = append(cuts, hs[i].cut)
	}
	slices.Sort(cuts)
	slices.Reverse(cuts)
	var out []*grid
	upper := g.ys[0]
	for _, y := range append(cuts, g.ys[g.nr()]) {
		if p := g.between(upper, y); p != nil {
			out = append(out, p)
		}
		upper = y
	}
	if !g.deal(out) {
		return []*grid{g}
	}
	return out
}

// drawnSides is edges without the outer sides, which count as drawn there.
func (g *grid) drawnSides() edges { return g.covered(g.hs, g.vs) }

// thin reports a row between double lines: low, and without the columns of the row
// below it, as an empty header has them.
func (g *grid) thin(drawn edges, r int) bool {
	if g.ys[r]-g.ys[r+1] >= thinRowHeight {
		return false
	}
	return r+1 == g.nr() || len(g.sides(drawn, r)) < 3 || !sameSides(g.sides(drawn, r), g.sides(drawn, r+1))
}

// lineAcross reports a line above row r that runs through both frames, from one column
// edge to another. The gap between double borders does not count.
func (g *grid) lineAcross(drawn edges, r int, from, to float64) bool {
	nc, n, all := g.nc(), 0, 0
	for c := range nc {
		if x := (g.xs[c] + g.xs[c+1]) / 2; x < from || x > to {
			continue
		}
		all++
		if i := g.at[r*nc+c]; i >= 0 && i == g.at[(r-1)*nc+c] && g.xs[c+1]-g.xs[c] > thinColumn {
			return false
		}
		if drawn.across[r*nc+c] {
			n++
		}
	}
	return 2*n > all
}

// sides gives the columns' edges that are drawn beside row r, the two sides of a
// double line as one.
func (g *grid) sides(drawn edges, r int) []float64 {
	out, _ := g.sidesAndThin(drawn, r)
	return out
}

// sidesAndThin also counts what was taken for the gaps of double lines: a column
// without text may be as narrow.
func (g *grid) sidesAndThin(drawn edges, r int) (out []float64, thin int) {
	first := 0.0 // of a double line
	for c, x := range g.xs {
		if !drawn.down[r*(g.nc()+1)+c] {
			continue
		}
		if n := len(out); n > 0 && x-first < thinRowHeight {
			out[n-1] = (first + x) / 2
			thin++
			continue
		}
		out, first = append(out, x), x
	}
	return out, thin
}

// sameSides reports edges at the same places.
func sameSides(a, b []float64) bool {
	return len(a) == len(b) && unmatched(a, b) == 0 && unmatched(b, a) == 0
}

// cutAt weighs whether a table ends above row r, where the part before began with
// row first.
func (g *grid) cutAt(drawn edges, first, r int) hypothesis {
	h := hypothesis{by: "parting", cut: g.ys[r], box: page.Box{X0: g.xs[0], X1: g.xs[g.nc()], Y0: g.ys[r] - 0.1, Y1: g.ys[r] + 0.1}}
	above := r - 1
	for above > first && g.thin(drawn, above) {
		above--
	}
	// What stands between belongs to the lower table: a header without text or height.
	h.cut = g.ys[above+1]
	h.box.Y0, h.box.Y1 = h.cut-0.1, h.cut+0.1
	a, thinA := g.sidesAndThin(drawn, above)
	b, thinB := g.sidesAndThin(drawn, r)
	if len(a) < 3 || len(b) < 3 || !g.lineAcross(drawn, r, max(a[0], b[0]), min(a[len(a)-1], b[len(b)-1])) {
		return h
	}
	if sameSides(a, b) {
		g.beginsAnew(&h, first, r)
		return h
	}
	if !sidesDiffer(&h, a, b, len(a)+thinA >= len(b) && len(b)+thinB >= len(a)) {
		return h
	}
	if g.emptyRow(r, b[0], b[len(b)-1]) && len(b)+thinB >= len(a) {
		h.because("下面以空表头开始", "an empty header begins below", emptyHead)
	}
	if len(a) == len(b) {
		h.because("各列内容同类", "the columns hold the same kinds", sameKinds*g.alike(drawn, a, b, first, r))
	}
	if g.jagged(drawn, first, above, a) {
		h.because("上面各行的列不一", "the rows above differ in their columns", jaggedRows)
	}
	return h
}

// beginsAnew weighs what begins anew at row r, under the same columns.
func (g *grid) beginsAnew(h *hypothesis, first, r int) {
	if g.headAgain(first, r) {
		h.because("表头再次出现", "the header stands there again", headRepeats)
	}
	if g.labelsAgain(first, r) {
		h.because("首列名目从头再来", "the names of the first column begin again", headRepeats)
	}
}

// sidesDiffer weighs how the columns between edges a differ from those between edges b
// below, and reports whether that could be two tables: a header over its columns, or a
// row merged over them, keeps the frame and adds or drops edges only. Equal says that
// they may be as many.
func sidesDiffer(h *hypothesis, a, b []float64, equal bool) bool {
	endA, endB := unmatched(a, b), unmatched(b, a)
	frame := abs(a[0]-b[0]) > snap || abs(a[len(a)-1]-b[len(b)-1]) > snap
	if (endA == 0 || endB == 0) && !frame {
		return false
	}
	if endA > 0 && endB > 0 {
		h.because("上下的列不同", "other columns above than below", crossingColumns)
		if 2*min(endA, endB) > min(len(a), len(b)) {
			h.because("大多数列不同", "most columns differ", mostCross)
		}
	}
	if frame {
		h.because("外框不同", "another frame", otherFrame)
	}
	switch {
	case !equal:
	case len(a) > 5:
		h.because("列数相同", "as many columns", sameCount)
	default:
		h.because("列数相同", "as many columns", sameCount/2)
	}
	if min(len(a), len(b)) < 5 {
		h.because("列少", "few columns", fewColumns)
	}
	return true
}

// unmatched counts those of a that are not in b, both ascending.
func unmatched(a, b []float64) int {
	n := 0
	for _, x := range a {
		if len(b) == 0 || abs(b[nearest(b, x)]-x) > snap {
			n++
		}
	}
	return n
}

// emptyRow reports a row of cells without text between two column edges.
func (g *grid) emptyRow(r int, from, to float64) bool {
	for c := range g.nc() {
		if x := (g.xs[c] + g.xs[c+1]) / 2; x < from || x > to {
			continue
		}
		if i := g.at[r*g.nc()+c]; i >= 0 && (len(g.cells[i].marks) > 0 || len(g.cells[i].side) > 0 || g.cells[i].rows > 1) {
			return false
		}
	}
	return true
}

// headAgain reports that the row r repeats the row first, of three cells or more.
func (g *grid) headAgain(first, r int) bool {
	if g.label(first) != g.label(r) {
		return false
	}
	a := g.rowTexts(first)
	return len(a) > 2 && !slices.ContainsFunc(a, isFigure) && slices.Equal(a, g.rowTexts(r))
}

// labelsAgain reports that the names in the first column, three or more, begin anew at
// row r: a table whose columns are its records, set in parts.
func (g *grid) labelsAgain(first, r int) bool {
	n := r - first
	if n < 3 || r+3 > g.nr() {
		return false
	}
	for k := range min(n, g.nr()-r) {
		a, b := g.label(first+k), g.label(r+k)
		if a == "" || a != b || isFigure(a) || k > 0 && a == g.label(first) {
			return false
		}
	}
	return true
}

// label is the text of the first column in row r, if its cell is of this row alone.
func (g *grid) label(r int) string {
	i := g.at[r*g.nc()]
	if i < 0 || g.cells[i].rows > 1 || g.cells[i].cols == g.nc() {
		return ""
	}
	return cjk.Squeeze(textOf(slices.Clone(g.cells[i].marks)))
}

// rowTexts gives the texts of the cells that begin in row r, those that have some.
func (g *grid) rowTexts(r int) []string {
	var out []string
	for c := range g.nc() {
		i := g.at[r*g.nc()+c]
		if i < 0 || g.cells[i].col != c || g.cells[i].row != r {
			continue
		}
		if t := cjk.Squeeze(textOf(slices.Clone(g.cells[i].marks))); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// jagged reports that one of the rows from first to last, those up to five before
// it, has other columns than a.
func (g *grid) jagged(drawn edges, first, last int, a []float64) bool {
	for r := max(first, last-5); r < last; r++ {
		if !g.thin(drawn, r) && !sameSides(g.sides(drawn, r), a) && len(g.sides(drawn, r)) > 2 {
			return true
		}
	}
	return false
}

// alike tells, from -1 to 1, whether the columns between edges a above row r hold the
// same kinds of text as those between b from it on.
func (g *grid) alike(drawn edges, a, b []float64, first, r int) float64 {
	up, down := g.kinds(drawn, a, r-1, first-1, -1), g.kinds(drawn, b, r, g.nr(), 1)
	same, other := 0, 0
	for k := range up {
		switch {
		case up[k] == 0 || down[k] == 0:
		case (up[k] > 0) == (down[k] > 0):
			same++
		default:
			other++
		}
	}
	if same+other < 3 {
		return 0
	}
	return float64(same-2*other) / float64(same+other)
}

// kinds tells of each column between the edges whether it holds figures (above 0) or
// words (below 0), by up to six rows that have these edges.
func (g *grid) kinds(drawn edges, es []float64, from, to, step int) []int {
	out := make([]int, len(es)-1)
	n := 0
	for r := from; r != to && n < 6; r += step {
		if g.thin(drawn, r) {
			continue
		}
		if !sameSides(g.sides(drawn, r), es) {
			break
		}
		n++
		for k := range out {
			c := g.cellAt((es[k]+es[k+1])/2, (g.ys[r]+g.ys[r+1])/2)
			if c == nil {
				continue
			}
			switch t := textOf(slices.Clone(c.marks)); {
			case t == "":
			case isFigure(t):
				out[k]++
			default:
				out[k]--
			}
		}
	}
	return out
}

// between makes a grid of the lines between two heights, nil where they make none.
func (g *grid) between(top, bottom float64) *grid {
	var hs, vs []stroke
	x0, x1 := g.xs[g.nc()], g.xs[0]
	for _, v := range g.vs {
		v.a, v.b = max(v.a, bottom), min(v.b, top)
		if v.b-v.a > 2*snap || v.b-v.a > 0.6*(top-bottom) {
			vs = append(vs, v)
			x0, x1 = min(x0, v.pos), max(x1, v.pos)
		}
	}
	inner := func(h stroke) bool { return h.pos < top-snap && h.pos > bottom+snap }
	for _, h := range g.hs {
		if inner(h) {
			x0, x1 = min(x0, h.a), max(x1, h.b)
		}
	}
	// The lines at both ends are shared with other tables, which may be wider.
	for _, h := range g.hs {
		if inner(h) || abs(h.pos-top) <= snap || abs(h.pos-bottom) <= snap {
			if h.a, h.b = max(h.a, x0), min(h.b, x1); h.b > h.a {
				hs = append(hs, h)
			}
		}
	}
	if len(hs) == 0 || len(vs) < 2 {
		return nil
	}
	p := newGrid(hs, vs)
	if p.nr() < 1 || p.nc() < 1 {
		return nil
	}
	p.cut(hs, vs)
	if p.nc() < 2 {
		return nil
	}
	return p
}

// deal gives the text of the grid to the grids that take its place, false where some
// of it would stand in none.
func (g *grid) deal(parts []*grid) bool {
	if len(parts) == 0 {
		return false
	}
	for _, p := range parts {
		p.shades, p.turns, p.overrun = g.shades, g.turns, g.overrun
	}
	for i := range g.cells {
		c := &g.cells[i]
		for _, r := range rowsOf(slices.Clone(c.marks)) {
			for _, w := range words(parts, r) {
				p, k, cross := place(parts, w)
				if k == nil {
					return false
				}
				if cross || c.overrunBy(w) {
					k.marks = append(k.marks, w...)
					continue
				}
				for _, m := range w {
					if k = p.cellAt(m.center(), m.mid()); k == nil {
						return false
					}
					k.marks = append(k.marks, m)
				}
			}
		}
		for _, m := range c.side {
			k := cellOf(parts, m.center(), (m.box.Y0+m.box.Y1)/2)
			if k == nil {
				return false
			}
			k.side = append(k.side, m)
		}
	}
	return true
}

// overrunBy reports text of a cell that stands beyond it in part.
func (c *cell) overrunBy(w row) bool {
	return slices.ContainsFunc(w, func(m mark) bool { return m.center() < c.box.X0 || m.center() > c.box.X1 })
}

func cellOf(grids []*grid, x, y float64) *cell {
	for _, g := range grids {
		if c := g.cellAt(x, y); c != nil {
			return c
		}
	}
	return nil
}
