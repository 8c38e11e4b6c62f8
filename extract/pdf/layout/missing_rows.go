package layout

import (
	"cmp"
	"slices"
)

// Rows that lack the lines between them: lines that end in the middle of the table, or
// are drawn around several rows only.

// halfLines proposes to go on with lines that end in the middle of the table.
func (g *grid) halfLines() []hypothesis {
	var out []hypothesis
	for i := 0; i < len(g.cells); i++ {
		first := &g.cells[i]
		if first.rows < 2 || first.rows > mostRows || len(first.marks) < 2 {
			continue
		}
		h, last := g.goOn(i)
		if last < i {
			continue
		}
		i = last
		for r := first.row + 1; r < first.row+first.rows; r++ {
			h.hs = append(h.hs, stroke{g.ys[r], h.box.X0, h.box.X1})
		}
		out = append(out, h)
	}
	return out
}

// goOn weighs whether cell i and those to its right over the same rows are cells of
// each row, and gives the last of them, one before i where there is none.
func (g *grid) goOn(i int) (hypothesis, int) {
	first := &g.cells[i]
	h := hypothesis{by: "half lines", box: first.box}
	words, figures, distant, stacked, named := 0, 0, true, false, false
	last, end := i-1, first.col
	for k := i; k < len(g.cells) && g.cells[k].row == first.row; k++ {
		c := &g.cells[k]
		if c.rows != first.rows || c.col != end {
			break
		}
		if len(c.marks) > 0 {
			apart, beside, far := g.ofEachRow(c)
			if !beside {
				break
			}
			distant = distant && far
			switch {
			case apart:
				figures++
			case len(g.linesOf(c)) > c.rows:
				stacked = true // as wrapped text may stand, but for figures beside it
			default:
				words++
				named = named || c.rows >= leastNamed && apiece(g.linesOf(c))
			}
		}
		last, end, h.box = k, c.col+c.cols, h.box.Union(c.box)
	}
	h.because("上下两个数不成一数", "two figures one below the other that are not one", figuresApart*float64(min(figures, 3)))
	h.because("与相邻各行同高", "as high as the rows beside it", likeNeighbours*float64(min(figures+words, 3)))
	if distant && figures+words > 0 {
		h.because("行距大于折行", "lines further apart than those of one text", farApart)
	}
	if named {
		h.because("每行各有一段文字", "a piece of text in each row", rowsAlike)
	}
	if stacked && figures == 0 {
		return h, i - 1
	}
	return h, last
}

// apiece reports lines that are a text each, rather than a character as where a text is
// set downwards.
func apiece(lines []cellLine) bool {
	return !slices.ContainsFunc(lines, func(l cellLine) bool { return len(l.segs) == 0 || l.segs[len(l.segs)-1].x1-l.segs[0].x0 < 1.5*l.size })
}

// ofEachRow reports whether a cell over several rows holds a line or more in each, at
// the height of the text beside it, whether these are figures of their own, and whether
// they stand farther apart than the lines of a text.
func (g *grid) ofEachRow(c *cell) (apart, beside, far bool) {
	lines := g.linesOf(c)
	if len(lines) < c.rows {
		return false, false, false
	}
	level := make([]bool, c.rows)
	text := ""
	apart, far = true, true
	for k := range lines {
		l := &lines[k]
		r := bandOf(g.ys[c.row:c.row+c.rows+1], mid(&l.tline))
		if r < 0 {
			return false, false, false
		}
		level[r] = level[r] || g.levelIn(c, c.row+r, &l.tline)
		far = far && (k == 0 || lines[k-1].base-l.base > wrapPitch*l.size)
		t := l.parts[0].text()
		apart = apart && len(l.parts) == 1 && isFigure(t) && (k == 0 || !oneNumber(text) || joint(text, t) != broken)
		text = t
	}
	return apart, !slices.Contains(level, false), far
}

// levelIn reports a line of c within row r, at the height of text in a cell there that
// is not over the same rows as c.
func (g *grid) levelIn(c *cell, r int, l *tline) bool {
	if y := mid(l); y > g.ys[r] || y < g.ys[r+1] {
		return false
	}
	for col := range g.nc() {
		i := g.at[r*g.nc()+col]
		if i < 0 || g.cells[i].row == c.row && g.cells[i].rows == c.rows {
			continue
		}
		if slices.ContainsFunc(g.cells[i].marks, func(m mark) bool { return abs(m.base-l.base) < 1 }) {
			return true
		}
	}
	return false
}

// severalInOne proposes lines within rows that hold several.
func (g *grid) severalInOne() []hypothesis {
	var out []hypothesis
	for r := range g.nr() {
		stacked, heights := 0, []float64(nil)
		for c := range g.nc() {
			k := g.starts(r, c)
			if k == nil || k.rows > 1 || !k.tall() {
				continue
			}
			ls := apartLines(g.linesOf(k), k)
			if ls == nil {
				continue
			}
			if stacked++; len(ls) > len(heights) {
				heights = nil
				for k := range ls {
					heights = append(heights, ls[k].base)
				}
			}
		}
		if stacked == 0 {
			continue
		}
		if h := g.partRow(r, g.linesAt(r), stacked, heights); h.hs != nil {
			out = append(out, h)
		}
	}
	return out
}

// starts gives the cell that begins at a position and has text, nil where none does.
func (g *grid) starts(r, c int) *cell {
	i := g.at[r*g.nc()+c]
	if i < 0 || g.cells[i].row != r || g.cells[i].col != c || len(g.cells[i].marks) == 0 {
		return nil
	}
	return &g.cells[i]
}

// tall reports text of several lines.
func (c *cell) tall() bool {
	lo, hi := c.marks[0].base, c.marks[0].base
	for i := range c.marks {
		lo, hi = min(lo, c.marks[i].base), max(hi, c.marks[i].base)
	}
	return hi-lo > 0.5*c.marks[0].size
}

// linesAt gives the lines of the cells that stand in row r alone.
func (g *grid) linesAt(r int) []tline {
	var out []tline
	for c := range g.nc() {
		if k := g.starts(r, c); k != nil && k.rows == 1 {
			for _, l := range g.linesOf(k) {
				out = append(out, l.tline)
			}
		}
	}
	return out
}

// apartLines gives the lines of a cell of which each is a figure, below the column's
// name if that stands there too, nil where they may be one text.
func apartLines(ls []cellLine, c *cell) []cellLine {
	name := 0
	for name < min(len(ls), 4) && (len(ls[name].parts) != 1 || !isFigure(ls[name].parts[0].text())) {
		name++
	}
	if ls = ls[name:]; len(ls) < 2 {
		return nil
	}
	for k := range ls {
		if len(ls[k].parts) != 1 || !isFigure(ls[k].parts[0].text()) {
			return nil
		}
		if k > 0 && len(ls) == 2 && !apartIn([]row{ls[k-1].parts[0].marks, ls[k].parts[0].marks}, c.box) {
			return nil
		}
	}
	return ls
}

// partRow weighs whether row r holds several rows, with figures at the heights given.
func (g *grid) partRow(r int, lines []tline, stacked int, heights []float64) hypothesis {
	top, bottom := g.ys[r], g.ys[r+1]
	h := hypothesis{by: "rows", box: g.box}
	h.box.Y0, h.box.Y1 = bottom, top
	h.because("上下两个数不成一数", "two figures one below the other that are not one", figuresApart*float64(min(stacked, 3)))
	lines = sameHeight(lines)
	if len(lines) == len(heights) {
		h.because("各列的行同高", "the rows of all columns are as high", likeNeighbours)
	}
	lat := &lattice{xs: g.xs, edges: edgesWithin(g.shades, h.box)}
	rows := lat.split(lines, lat.numericColumns(lines), false, false, top, bottom)
	if len(rows) < 2 {
		return h
	}
	h.because("行的切分存疑", "where rows end is in doubt", -max(0, lat.faults-0.5))
	for i := 1; i < len(rows); i++ {
		upper, lower := rows[i-1].lines[len(rows[i-1].lines)-1], rows[i].lines[0]
		y := (upper.bottom() + lower.top()) / 2
		for _, e := range lat.edges {
			if e < mid(&upper) && e > mid(&lower) {
				y = e
			}
		}
		for c := 0; c < g.nc(); c++ {
			if k := g.at[r*g.nc()+c]; k >= 0 && g.cells[k].rows == 1 {
				h.hs = append(h.hs, stroke{y, g.xs[c], g.xs[c+1]})
			}
		}
	}
	return h
}

// sameHeight brings the lines of several cells that stand at one height together.
func sameHeight(lines []tline) []tline {
	slices.SortStableFunc(lines, func(a, b tline) int { return cmp.Compare(b.base, a.base) })
	var out []tline
	for _, l := range lines {
		if n := len(out); n > 0 && out[n-1].base-l.base < 0.35*min(l.size, out[n-1].size) {
			last := &out[n-1]
			last.segs = append(last.segs, l.segs...)
			slices.SortFunc(last.segs, func(a, b seg) int { return cmp.Compare(a.x0, b.x0) })
			last.size = max(last.size, l.size)
			continue
		}
		l.segs = slices.Clone(l.segs)
		out = append(out, l)
	}
	return out
}
