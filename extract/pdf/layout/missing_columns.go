package layout

import (
	"slices"
	"strings"
)

// Columns that lack their lines: in a row that holds one stretch under each, or in all
// rows.

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
	best, with := g.alignedMost(lines, seen)
	switch {
	case with == c.cols && g.strippedBelow(c):
		h.because("各列上各有一段文字", "a piece of text over each column", underColumns)
		h.because("下方各行在此分列", "the rows below are parted here", stripsBelow)
	case best < 2:
		return h
	}
	h.because("各列下各有一段文字", "a piece of text under each column", underColumns*min(1, float64(with-1)/2))
	h.because("与各列文字对齐", "in line with the texts of the columns", onAxis*min(1, float64(best)/3)*float64(best)/float64(with))
	if alike > 2 {
		h.because("多行如此", "so in several rows", rowsAlike)
	}
	g.split(&h, c, g.rowsIn(c, lines))
	return h
}

// strippedBelow reports that a cell stands over columns that were found in the rows
// below it.
func (g *grid) strippedBelow(c *cell) bool {
	return slices.ContainsFunc(g.added, func(h hypothesis) bool {
		return slices.ContainsFunc(h.vs, func(v stroke) bool {
			return v.b < c.box.Y0+snap && v.pos > c.box.X0+snap && v.pos < c.box.X1-snap
		})
	})
}

// alignedMost gives the most stretches of one line that stand as the text of their
// columns does, and how many that line has; none where they are boxes to be ticked.
func (g *grid) alignedMost(lines []cellLine, seen [][]seg) (best, with int) {
	for i := range lines {
		if !lines[i].columned() {
			continue
		}
		n := 0
		for _, p := range lines[i].parts {
			if strings.ContainsAny(p.text(), "□☐☑■√✓") {
				return 0, 0
			}
			if alignedWith(seen[p.col], &p.seg) {
				n++
			}
		}
		if n > best || n == best && (with == 0 || len(lines[i].parts) < with) {
			best, with = n, len(lines[i].parts)
		}
	}
	return best, with
}

// split adds the lines that part a cell into rows, and those with columns into cells.
func (g *grid) split(h *hypothesis, c *cell, groups [][]cellLine) {
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
}

// crosses reports a stretch on both sides of x.
func (l *cellLine) crosses(x float64) bool {
	return slices.ContainsFunc(l.parts, func(p stretch) bool { return p.x0 < x-1 && p.x1 > x+1 })
}

func (l *tline) crosses(x float64) bool {
	return slices.ContainsFunc(l.segs, func(s seg) bool { return s.x0 < x-1 && s.x1 > x+1 })
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

// hiddenColumns proposes columns that no line draws in any row, where the cells of one
// column hold several stretches, row after row.
func (g *grid) hiddenColumns() []hypothesis {
	var out []hypothesis
	for c := range g.nc() {
		if g.xs[c+1]-g.xs[c] < hiddenWidth {
			continue
		}
		if stack := g.stackOf(c); stack != nil {
			if h := stack.hidden(); h.vs != nil {
				out = append(out, h)
			}
		}
	}
	return out
}

// stack is what stands in one column: the cells with their lines, and what votes on the
// columns that it hides, a group for each cell below the names or, where few cells hold
// many lines, for each line.
type stack struct {
	cells  []*cell
	lines  [][]tline
	groups [][]tline
	least  int // the fewest stretches that most groups have
}

// stackOf gives column c, nil where too few of its groups have several stretches.
func (g *grid) stackOf(c int) *stack {
	if !g.gappy(c) {
		return nil
	}
	s := &stack{}
	lines := 0
	for r := range g.nr() {
		k := g.starts(r, c)
		if k == nil || k.cols > 1 {
			continue
		}
		s.cells = append(s.cells, k)
		var ls []tline
		for _, m := range rowsOf(slices.Clone(k.marks)) {
			ls = append(ls, newLine(m, tableGap))
		}
		s.lines = append(s.lines, ls)
		lines += len(ls)
	}
	if s.groups = s.lines; len(s.groups) > 1 && !figured(s.groups[0]) {
		s.groups = s.groups[1:]
	}
	if len(s.groups) < leastHidden && lines >= leastHidden {
		s.groups = eachLine(s.groups)
	}
	if len(s.cells) < leastHidden && len(s.groups) < leastHidden {
		return nil
	}
	for s.least = 3; s.least > 1; s.least-- {
		fewer := 0
		for _, ls := range s.groups {
			if len(flatten(ls).segs) < s.least {
				fewer++
			}
		}
		if 5*fewer <= len(s.groups) {
			return s
		}
	}
	return nil
}

// gappy reports a column most of whose cells have room for a gap as wide as those
// between columns, or several lines.
func (g *grid) gappy(c int) bool {
	single, all := 0, 0
	for r := range g.nr() {
		k := g.starts(r, c)
		if k == nil || k.cols > 1 {
			continue
		}
		all++
		x0, x1, ink := k.marks[0].box.X0, k.marks[0].box.X1, 0.0
		for i := range k.marks {
			b := &k.marks[i].box
			x0, x1, ink = min(x0, b.X0), max(x1, b.X1), ink+b.X1-b.X0
		}
		if !k.tall() && x1-x0-ink <= fineGap*k.marks[0].size {
			single++
		}
	}
	return all < leastHidden || 4*single <= all
}

// eachLine makes each line a group of its own.
func eachLine(groups [][]tline) [][]tline {
	var out [][]tline
	for _, ls := range groups {
		for k := range ls {
			out = append(out, ls[k:k+1])
		}
	}
	return out
}

// hidden weighs the columns that white strips show within the cells of one.
func (s *stack) hidden() hypothesis {
	lines := slices.Concat(s.groups...)
	h := hypothesis{by: "white strips", box: s.cells[0].box.Union(s.cells[len(s.cells)-1].box)}
	lat := &lattice{}
	lat.findColumns(lines, s.groups, len(s.groups))
	if len(lat.xs) < 3 || len(lat.xs) < s.least+1 {
		return h
	}
	numeric := lat.numericColumns(lines)
	if !slices.Contains(numeric, true) {
		return h
	}
	if s.least > 2 {
		h.because("各列下各有一段文字", "a piece of text under each column", underColumns)
		h.because("空白贯通各行", "a gap through all rows", onAxis)
	} else {
		s.twoColumns(&h, lat, numeric)
	}
	s.strips(&h, lat.xs[1:len(lat.xs)-1])
	return h
}

// twoColumns weighs whether the halves of cells that hold two stretches are columns:
// a space within a text may be as wide, but does not stand at one place.
func (s *stack) twoColumns(h *hypothesis, lat *lattice, numeric []bool) {
	h.because("各列下各有一段文字", "a piece of text under each column", underColumns*min(1, float64(len(s.groups))/manyHidden))
	nc := len(lat.xs) - 1
	held, figures, firsts := make([][]seg, nc), 0, 0
	for _, ls := range s.groups {
		n := 0
		for i := range ls {
			for _, p := range ls[i].segs {
				if from, to := lat.span(&p); from == to {
					held[from] = append(held[from], p)
					if numeric[from] && isFigure(p.text()) {
						n++
					}
				}
			}
		}
		if n > 1 {
			figures++
		}
		if n > 0 {
			firsts++
		}
	}
	if 2*firsts < len(s.groups) {
		h.because("多数行没有数", "most rows have no figure", -onAxis)
	}
	if 2*figures > len(s.groups) {
		h.because("左右两个数不成一数", "two figures side by side that are not one", figuresBeside)
	}
	least := 1.0
	for _, column := range held {
		least = min(least, flush(column))
	}
	h.because("与各列文字对齐", "in line with the texts of the columns", onAxis*least)
}

// flush is the share of stretches that begin, end or have their middle where most do.
func flush(column []seg) float64 {
	if len(column) == 0 {
		return 0
	}
	best := 0
	for _, at := range []func(*seg) float64{
		func(s *seg) float64 { return s.x0 }, func(s *seg) float64 { return s.x1 }, func(s *seg) float64 { return (s.x0 + s.x1) / 2 },
	} {
		xs := make([]float64, len(column))
		for i := range column {
			xs[i] = at(&column[i])
		}
		slices.Sort(xs)
		for i, k := 0, 0; k < len(xs); k++ {
			for xs[k]-xs[i] > alignedWithin {
				i++
			}
			best = max(best, k-i+1)
		}
	}
	return float64(best) / float64(len(column))
}

// strips draws lines at xs through the cells that no stretch crosses there. A header
// may name several columns at once.
func (s *stack) strips(h *hypothesis, xs []float64) {
	crossed := 0
	for i, k := range s.cells {
		for _, x := range xs {
			switch {
			case !slices.ContainsFunc(s.lines[i], func(l tline) bool { return l.crosses(x) }):
				h.vs = append(h.vs, stroke{x, k.box.Y0, k.box.Y1})
			case i > 0:
				crossed++
			}
		}
	}
	h.because("有文字跨越列界", "text runs over the edge of a column", -float64(crossed))
}
