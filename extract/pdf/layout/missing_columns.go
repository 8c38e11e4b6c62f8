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
	if best < 2 {
		return h
	}
	h.because("各列下各有一段文字", underColumns*min(1, float64(with-1)/2))
	h.because("与各列文字对齐", onAxis*min(1, float64(best)/3)*float64(best)/float64(with))
	if alike > 2 {
		h.because("多行如此", rowsAlike)
	}
	g.split(&h, c, g.rowsIn(c, lines))
	return h
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
		if n > best || n == best && len(lines[i].parts) < with {
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
		var cells []*cell
		single := 0
		for r := 0; r < g.nr() && 4*single <= g.nr(); r++ {
			if k := g.starts(r, c); k != nil && k.cols == 1 {
				cells = append(cells, k)
				if !k.gappy() {
					single++
				}
			}
		}
		if len(cells) < 4 || 5*single > len(cells) {
			continue
		}
		var lines []tline
		var groups [][]tline
		for _, k := range cells {
			var ls []tline
			for _, m := range rowsOf(slices.Clone(k.marks)) {
				ls = append(ls, newLine(m, tableGap))
			}
			if len(flatten(ls).segs) < 3 {
				single++
			}
			lines, groups = append(lines, ls...), append(groups, ls)
		}
		if 5*single > len(cells) {
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
