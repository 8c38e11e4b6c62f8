package layout

import (
	"cmp"
	"slices"
	"strings"
)

// Lines that a table should have and does not: below the title of a group, between
// two rows of which only every other line is drawn, down the body of a table whose
// header alone has verticals. The cells there hold what belongs in several; where it
// stands tells which lines are missing.

// completed gives the grid with the lines that it lacks, itself where it lacks none.
func (g *grid) completed() *grid {
	for _, propose := range []func(*grid) []hypothesis{(*grid).hiddenColumns, (*grid).missingColumns, (*grid).missingRows} {
		if hs := choose(propose(g)); len(hs) > 0 {
			if n := g.with(hs); n != nil {
				g = n
			}
		}
	}
	return g
}

// with draws the lines of hypotheses, nil where that makes no table of the same text.
func (g *grid) with(hypotheses []hypothesis) *grid {
	hs, vs := slices.Clone(g.hs), slices.Clone(g.vs)
	for i := range hypotheses {
		hs, vs = append(hs, hypotheses[i].hs...), append(vs, hypotheses[i].vs...)
	}
	n := newGrid(hs, vs)
	if n.nr()*n.nc() > 250_000 {
		return nil
	}
	n.cut(hs, vs)
	if n.nc() < 2 || !g.deal([]*grid{n}) {
		return nil
	}
	n.added = slices.Concat(g.added, hypotheses)
	return n
}

// stretch is a stretch of a cell's line.
type stretch struct {
	seg
	col int // the column that holds it whole, -1 where none does
}

// cellLine is a line of text in a cell.
type cellLine struct {
	tline
	parts []stretch
}

// linesOf reads a cell's text, parted at the grid's columns where there are gaps.
func (g *grid) linesOf(c *cell) []cellLine {
	lat := &lattice{xs: g.xs}
	var out []cellLine
	for _, r := range rowsOf(slices.Clone(c.marks)) {
		l := newLine(r, tableGap)
		if c.cols > 1 {
			lat.resplit(&l)
		} else {
			l.segs = []seg{{r, r[0].box.X0, r[len(r)-1].box.X1}}
		}
		cl := cellLine{tline: l}
		for _, s := range l.segs {
			cl.parts = append(cl.parts, stretch{s, g.columnOf(&s)})
		}
		out = append(out, cl)
	}
	return out
}

// columnOf is the column that holds a stretch whole, -1 where none does.
func (g *grid) columnOf(s *seg) int {
	i := g.colOf((s.x0+s.x1)/2) - 1
	if i < 0 || i >= g.nc() || s.x0 < g.xs[i]-1 || s.x1 > g.xs[i+1]+1 {
		return -1
	}
	return i
}

// columned reports a line whose stretches stand each in a column of its own.
func (l *cellLine) columned() bool {
	last := -1
	for _, p := range l.parts {
		if p.col <= last {
			return false
		}
		last = p.col
	}
	return len(l.parts) > 1
}

// missingColumns proposes to split cells over several columns that hold one stretch
// under each.
func (g *grid) missingColumns() []hypothesis {
	type wide struct {
		c     *cell
		lines []cellLine
	}
	var wides []wide
	for i := range g.cells {
		if c := &g.cells[i]; c.cols > 1 && len(c.marks) > 1 {
			if ls := g.linesOf(c); slices.ContainsFunc(ls, func(l cellLine) bool { return l.columned() }) {
				wides = append(wides, wide{c, ls})
			}
		}
	}
	if len(wides) == 0 {
		return nil
	}
	seen := make([][]seg, g.nc()) // the stretches of each column
	for i := range g.cells {
		c := &g.cells[i]
		for _, l := range g.linesOf(c) {
			if c.cols > 1 && !l.columned() {
				continue
			}
			for _, p := range l.parts {
				if p.col >= 0 {
					seen[p.col] = append(seen[p.col], p.seg)
				}
			}
		}
	}
	var out []hypothesis
	for _, w := range wides {
		if h := g.splitWide(w.c, w.lines, seen, len(wides)); h.hs != nil || h.vs != nil {
			out = append(out, h)
		}
	}
	return out
}

// splitWide weighs whether a cell over several columns is a cell of each.
func (g *grid) splitWide(c *cell, lines []cellLine, seen [][]seg, alike int) hypothesis {
	h := hypothesis{by: "columns", box: c.box}
	best, with, boxes := 0, 0, false
	for i := range lines {
		if !lines[i].columned() {
			continue
		}
		n := 0
		for _, p := range lines[i].parts {
			if alignedWith(seen[p.col], &p.seg) {
				n++
			}
			boxes = boxes || strings.ContainsAny(p.text(), "□☐☑■√✓")
		}
		if n > best || n == best && len(lines[i].parts) < with {
			best, with = n, len(lines[i].parts)
		}
	}
	if with == 0 || best < 2 || boxes {
		return h
	}
	h.because("各列下各有一段文字", underColumns*min(1, float64(with-1)/2))
	h.because("与各列文字对齐", onAxis*min(1, float64(best)/3)*float64(best)/float64(with))
	if alike > 2 {
		h.because("多行如此", rowsAlike)
	}
	groups := g.rowsIn(c, lines)
	for k, ls := range groups {
		upper, lower := c.box.Y1, c.box.Y0
		if k > 0 {
			upper = (groups[k-1][len(groups[k-1])-1].bottom() + ls[0].top()) / 2
			h.hs = append(h.hs, stroke{upper, c.box.X0, c.box.X1})
		}
		if k+1 < len(groups) {
			lower = (ls[len(ls)-1].bottom() + groups[k+1][0].top()) / 2
		}
		if !slices.ContainsFunc(ls, func(l cellLine) bool { return l.columned() }) {
			continue
		}
		for e := c.col + 1; e < c.col+c.cols; e++ {
			if !slices.ContainsFunc(ls, func(l cellLine) bool { return l.crosses(g.xs[e]) }) {
				h.vs = append(h.vs, stroke{g.xs[e], lower, upper})
			}
		}
	}
	return h
}

// crosses reports a stretch on both sides of x.
func (l *cellLine) crosses(x float64) bool {
	return slices.ContainsFunc(l.parts, func(p stretch) bool { return p.x0 < x-1 && p.x1 > x+1 })
}

// alignedWith reports that a stretch begins, ends or has its middle where another of
// its column does.
func alignedWith(others []seg, s *seg) bool {
	for i := range others {
		o := &others[i]
		if o.marks[0].order == s.marks[0].order {
			continue
		}
		if abs(o.x0-s.x0) < alignedWithin || abs(o.x1-s.x1) < alignedWithin || abs(o.x0+o.x1-s.x0-s.x1) < 2*alignedWithin {
			return true
		}
	}
	return false
}

// rowsIn parts the lines of a cell into rows.
func (g *grid) rowsIn(c *cell, lines []cellLine) [][]cellLine {
	if len(lines) == 1 {
		return [][]cellLine{lines}
	}
	plain := make([]tline, len(lines))
	for i := range lines {
		plain[i] = lines[i].tline
	}
	lat := &lattice{xs: g.xs}
	starts, _ := lat.partition(plain, lat.numericColumns(plain))
	var out [][]cellLine
	for k, i := range starts {
		end := len(lines)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		// A title stands over the row, whatever row it would make with it.
		for i+1 < end && titles(lines[i:end]) {
			out = append(out, lines[i:i+1])
			i++
		}
		out = append(out, lines[i:end])
	}
	return out
}

// titles reports that the first of the lines stands over the row that the others make:
// alone, and not as the first line of a cell that wraps, which would reach as far below
// the row's other cells as above them.
func titles(lines []cellLine) bool {
	if lines[0].columned() || len(lines[0].parts) != 1 {
		return false
	}
	col := lines[0].parts[0].col
	if col < 0 {
		return true
	}
	for i := 1; i < len(lines); i++ {
		switch {
		case lines[i].columned():
			return !slices.ContainsFunc(lines[i+1:], func(l cellLine) bool {
				return slices.ContainsFunc(l.parts, func(p stretch) bool { return p.col == col })
			})
		case len(lines[i].parts) != 1 || lines[i].parts[0].col != col:
			return true
		}
	}
	return false
}

// missingRows proposes lines between rows: where a cell over several rows holds what
// belongs to each, and where one row holds several.
func (g *grid) missingRows() []hypothesis {
	return append(g.halfLines(), g.severalInOne()...)
}

// halfLines proposes to go on with lines that end in the middle of the table.
func (g *grid) halfLines() []hypothesis {
	var out []hypothesis
	for i := 0; i < len(g.cells); i++ {
		first := &g.cells[i]
		if first.rows < 2 || first.rows > 12 || len(first.marks) < 2 {
			continue
		}
		h := hypothesis{by: "half lines", box: first.box}
		// Cells beside each other over the same rows are weighed together.
		from, to := first.col, first.col
		words, figures, distant := 0, 0, true
		for k := i; k < len(g.cells) && g.cells[k].row == first.row; k++ {
			c := &g.cells[k]
			if c.rows != first.rows || c.col > to {
				if c.col >= to {
					break
				}
				continue
			}
			if len(c.marks) > 0 {
				apart, beside, far := g.ofEachRow(c)
				if !beside {
					break
				}
				distant = distant && far
				if apart {
					figures++
				} else {
					words++
				}
			}
			to, i = c.col+c.cols, k
			h.box = h.box.Union(c.box)
		}
		if to == from {
			continue
		}
		h.because("上下两个数不成一数", figuresApart*float64(min(figures, 3)))
		h.because("与相邻各行同高", likeNeighbours*float64(min(figures+words, 3)))
		if distant && figures+words > 0 {
			h.because("行距大于折行", farApart)
		}
		for r := first.row + 1; r < first.row+first.rows; r++ {
			h.hs = append(h.hs, stroke{g.ys[r], g.xs[from], g.xs[to]})
		}
		out = append(out, h)
	}
	return out
}

// ofEachRow reports whether a cell over several rows holds a line in each, at the
// height of the text beside it, whether these are figures of their own, and whether
// they stand farther apart than the lines of a text.
func (g *grid) ofEachRow(c *cell) (apart, beside, far bool) {
	lines := g.linesOf(c)
	if len(lines) != c.rows {
		return false, false, false
	}
	text := ""
	apart, far = true, true
	for k := range lines {
		l := &lines[k]
		if !g.levelIn(c, c.row+k, &l.tline) {
			return false, false, false
		}
		far = far && (k == 0 || lines[k-1].base-l.base > wrapPitch*l.size)
		t := l.parts[0].text()
		apart = apart && len(l.parts) == 1 && isFigure(t) && (k == 0 || !oneNumber.MatchString(text) || joint(text, t) != broken)
		text = t
	}
	return apart, true, far
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
		var lines []tline
		for c := range g.nc() {
			i := g.at[r*g.nc()+c]
			if i < 0 || g.cells[i].col != c || g.cells[i].row != r || g.cells[i].rows > 1 || len(g.cells[i].marks) == 0 {
				continue
			}
			ls := g.linesOf(&g.cells[i])
			if n := apartLines(ls, &g.cells[i]); n > 1 {
				if stacked++; n > len(heights) {
					heights = nil
					for k := range ls {
						heights = append(heights, ls[k].base)
					}
				}
			}
			for k := range ls {
				lines = append(lines, ls[k].tline)
			}
		}
		if stacked == 0 {
			continue
		}
		if h := g.partRow(r, lines, stacked, heights); h.hs != nil {
			out = append(out, h)
		}
	}
	return out
}

// apartLines counts the lines of a cell of which each is a figure, 0 where it may be
// one text.
func apartLines(ls []cellLine, c *cell) int {
	if len(ls) < 2 {
		return 0
	}
	for k := range ls {
		if len(ls[k].parts) != 1 || !isFigure(ls[k].parts[0].text()) {
			return 0
		}
		if k > 0 && !apartIn([]row{ls[k-1].parts[0].marks, ls[k].parts[0].marks}, c.box) {
			return 0
		}
	}
	return len(ls)
}

// partRow weighs whether row r holds several rows, with figures at the heights given.
func (g *grid) partRow(r int, lines []tline, stacked int, heights []float64) hypothesis {
	top, bottom := g.ys[r], g.ys[r+1]
	h := hypothesis{by: "rows", box: g.box}
	h.box.Y0, h.box.Y1 = bottom, top
	h.because("上下两个数不成一数", figuresApart*float64(min(stacked, 3)))
	lines = sameHeight(lines)
	if len(lines) == len(heights) {
		h.because("各列的行同高", likeNeighbours)
	}
	lat := &lattice{xs: g.xs, edges: edgesWithin(g.shades, h.box)}
	numeric := lat.numericColumns(lines)
	starts, faults := lat.partition(lines, numeric)
	if len(starts) < 2 {
		return h
	}
	h.because("行的切分存疑", -max(0, faults-0.5))
	for _, i := range starts[1:] {
		y := (lines[i-1].bottom() + lines[i].top()) / 2
		for _, e := range lat.edges {
			if e < mid(&lines[i-1]) && e > mid(&lines[i]) {
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

// hiddenColumns proposes columns that no line draws in any row, where the cells of one
// column hold several stretches, row after row.
func (g *grid) hiddenColumns() []hypothesis {
	var out []hypothesis
	for c := range g.nc() {
		if g.xs[c+1]-g.xs[c] < 60 {
			continue
		}
		var lines []tline
		var groups [][]tline
		var cells []*cell
		several := 0
		for r := range g.nr() {
			i := g.at[r*g.nc()+c]
			if i < 0 || g.cells[i].cols > 1 || g.cells[i].row != r || len(g.cells[i].marks) == 0 {
				continue
			}
			k := &g.cells[i]
			var ls []tline
			for _, m := range rowsOf(slices.Clone(k.marks)) {
				ls = append(ls, newLine(m, tableGap))
			}
			if len(flatten(ls).segs) > 2 {
				several++
			}
			lines, groups, cells = append(lines, ls...), append(groups, ls), append(cells, k)
		}
		if len(cells) < 4 || 5*several < 4*len(cells) {
			continue
		}
		if h := g.hidden(lines, groups, cells); h.vs != nil {
			out = append(out, h)
		}
	}
	return out
}

// hidden weighs the columns that white strips show within the cells of one.
func (g *grid) hidden(lines []tline, groups [][]tline, cells []*cell) hypothesis {
	h := hypothesis{by: "white strips", box: cells[0].box.Union(cells[len(cells)-1].box)}
	lat := &lattice{}
	lat.findColumns(lines, groups, len(groups))
	if len(lat.xs) < 4 {
		return h
	}
	numeric := lat.numericColumns(lines)
	if !slices.Contains(numeric, true) {
		return h
	}
	h.because("各列下各有一段文字", underColumns)
	h.because("空白贯通各行", onAxis)
	crossed := 0
	for k, ls := range groups {
		for _, x := range lat.xs[1 : len(lat.xs)-1] {
			if slices.ContainsFunc(ls, func(l tline) bool {
				return slices.ContainsFunc(l.segs, func(s seg) bool { return s.x0 < x-1 && s.x1 > x+1 })
			}) {
				crossed++
				continue
			}
			h.vs = append(h.vs, stroke{x, cells[k].box.Y0, cells[k].box.Y1})
		}
	}
	h.because("有文字跨越列界", -float64(crossed))
	return h
}
