package layout

import (
	"cmp"
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// grid is what the lines of one table draw: positions between lines, and cells
// that cover one or more of them.
type grid struct {
	xs    []float64 // left to right
	ys    []float64 // top to bottom
	cells []cell
	at    []int32 // cell index per position, row by row; -1 outside the table
	box   page.Box
	// uneven says that some cells were not closed rectangles.
	uneven  bool
	overrun int // runs of text that stand in several cells
	hs, vs  []stroke
	// added are the lines that are not drawn and must be meant.
	added  []hypothesis
	shades []stroke // edges of shaded areas on the page
	turns  []stroke // those at which the colour changes
}

// cell is a rectangle of the grid with what stands in it.
type cell struct {
	row, col, rows, cols int
	box                  page.Box
	marks                []mark
	side                 []sideways
}

func (g *grid) nr() int { return len(g.ys) - 1 }
func (g *grid) nc() int { return len(g.xs) - 1 }

// findGrids groups lines that touch into tables. Loose are the horizontal lines
// that belong to none.
func findGrids(ctx context.Context, hs, vs []stroke, limits document.Limits) (grids []*grid, loose []stroke, err error) {
	parent := make([]int, len(hs)+len(vs))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	slices.SortFunc(hs, func(a, b stroke) int { return cmp.Compare(a.pos, b.pos) })
	for j, v := range vs {
		if j%64 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		from, _ := slices.BinarySearchFunc(hs, v.a-snap, func(h stroke, y float64) int { return cmp.Compare(h.pos, y) })
		for i := from; i < len(hs) && hs[i].pos <= v.b+snap; i++ {
			if hs[i].a-snap <= v.pos && v.pos <= hs[i].b+snap {
				parent[find(i)] = find(len(hs) + j)
			}
		}
	}
	groups := map[int]*group{}
	var roots []int
	get := func(i int) *group {
		r := find(i)
		g := groups[r]
		if g == nil {
			g = &group{}
			groups[r] = g
			roots = append(roots, r)
		}
		return g
	}
	for i, h := range hs {
		g := get(i)
		g.hs = append(g.hs, h)
	}
	for j, v := range vs {
		g := get(len(hs) + j)
		g.vs = append(g.vs, v)
	}
	adoptSides(groups, roots)
	joinTwins(groups, roots)
	budget := limits.Cells
	for _, r := range roots {
		g := groups[r]
		if len(g.vs) == 0 {
			loose = append(loose, g.hs...)
			continue
		}
		if len(g.hs) == 0 || len(g.hs)+len(g.vs) < 3 {
			continue
		}
		t := newGrid(g.hs, g.vs)
		if budget -= t.nr() * t.nc(); budget < 0 {
			return nil, nil, document.Errorf(report.Location{}, document.ErrLimit, "表格单元格超过上限 %d", "more table cells than the limit of %d", limits.Cells)
		}
		if t.nr() < 1 || t.nc() < 1 || len(t.xs)*len(t.ys) > 250_000 {
			continue
		}
		t.cut(g.hs, g.vs)
		if t.nc() < 2 {
			// A frame; what stands between its lines may still be a table.
			loose = append(loose, g.hs...)
			continue
		}
		grids = append(grids, t)
	}
	return grids, loose, nil
}

// newGrid finds the positions of the lines. Where the outer lines are missing,
// the ends of the crossing lines stand for them.
func newGrid(hs, vs []stroke) *grid {
	g := &grid{hs: hs, vs: vs}
	ys, xs := make([]float64, 0, len(hs)+2), make([]float64, 0, len(vs)+2)
	for _, h := range hs {
		ys = append(ys, h.pos)
	}
	bottom, top := vs[0].a, vs[0].b
	for _, v := range vs {
		xs = append(xs, v.pos)
		bottom, top = min(bottom, v.a), max(top, v.b)
	}
	left, right := reach(hs, slices.Min(xs), slices.Max(xs))
	g.xs, g.ys = withEnds(cluster(xs), left, right), withEnds(cluster(ys), bottom, top)
	slices.Reverse(g.ys)
	return g
}

// reach is how far horizontal lines go beyond the outer vertical ones: one line of many
// that does is that of another table, which begins where this one ends.
func reach(hs []stroke, left, right float64) (lo, hi float64) {
	lo, hi = left, right
	before, behind := 0, 0
	for _, h := range hs {
		if h.a < left-2*snap {
			before++
		}
		if h.b > right+2*snap {
			behind++
		}
		lo, hi = min(lo, h.a), max(hi, h.b)
	}
	if before == 1 && len(hs) > 2 {
		lo = left
	}
	if behind == 1 && len(hs) > 2 {
		hi = right
	}
	return lo, hi
}

// withEnds adds ends that lie clearly outside the positions. Two snaps is less
// than any column and more than the overshoot of a line at a corner.
func withEnds(ps []float64, lo, hi float64) []float64 {
	if lo < ps[0]-2*snap {
		ps = append([]float64{lo}, ps...)
	}
	if hi > ps[len(ps)-1]+2*snap {
		ps = append(ps, hi)
	}
	return ps
}

// edges are the drawn sides of the grid's positions.
type edges struct {
	across []bool // horizontal: (rows+1) × cols
	down   []bool // vertical: rows × (cols+1)
}

// cut forms cells: neighbours without a line between them are one cell.
func (g *grid) cut(hs, vs []stroke) {
	e := g.edges(hs, vs)
	if g.drop(e) {
		e = g.edges(hs, vs)
	}
	g.box = page.Box{X0: g.xs[0], Y0: g.ys[len(g.ys)-1], X1: g.xs[len(g.xs)-1], Y1: g.ys[0]}
	nr, nc := g.nr(), g.nc()
	g.at = make([]int32, nr*nc)
	for i := range g.at {
		g.at[i] = -1
	}
	g.cells = nil
	for r := range nr {
		for c := range nc {
			if g.at[r*nc+c] >= 0 {
				continue
			}
			w := 1
			for c+w < nc && !e.down[r*(nc+1)+c+w] && g.at[r*nc+c+w] < 0 {
				w++
			}
			h := 1
			for r+h < nr && g.open(e, r+h, c, w) {
				h++
			}
			g.add(r, c, h, w)
			// The sides of a proper cell are drawn all along.
			for k := range h {
				if c+w < nc && !e.down[(r+k)*(nc+1)+c+w] || c > 0 && !e.down[(r+k)*(nc+1)+c] {
					g.uneven = true
				}
			}
			for k := range w {
				if r+h < nr && !e.across[(r+h)*nc+c+k] || r > 0 && !e.across[r*nc+c+k] {
					g.uneven = true
				}
			}
		}
	}
}

// open reports whether row r, from column c over w columns, goes on the cell above.
func (g *grid) open(e edges, r, c, w int) bool {
	nc := g.nc()
	for k := range w {
		if e.across[r*nc+c+k] || g.at[r*nc+c+k] >= 0 || k > 0 && e.down[r*(nc+1)+c+k] {
			return false
		}
	}
	return true
}

func (g *grid) add(r, c, rows, cols int) {
	nc := g.nc()
	for i := range rows {
		for k := range cols {
			g.at[(r+i)*nc+c+k] = int32(len(g.cells))
		}
	}
	g.cells = append(g.cells, cell{row: r, col: c, rows: rows, cols: cols,
		box: page.Box{X0: g.xs[c], Y0: g.ys[r+rows], X1: g.xs[c+cols], Y1: g.ys[r]}})
}

// edges gives the drawn sides. The outer ones count as drawn: where they are not, the table is open there.
func (g *grid) edges(hs, vs []stroke) edges {
	nr, nc := g.nr(), g.nc()
	e := g.covered(hs, vs)
	for c := range nc {
		e.across[c], e.across[nr*nc+c] = true, true
	}
	for r := range nr {
		e.down[r*(nc+1)], e.down[r*(nc+1)+nc] = true, true
	}
	return e
}

// covered marks the sides that lines cover for the better part.
func (g *grid) covered(hs, vs []stroke) edges {
	nr, nc := g.nr(), g.nc()
	e := edges{make([]bool, (nr+1)*nc), make([]bool, nr*(nc+1))}
	cover := make([]float64, (nr+1)*nc)
	up := slices.Clone(g.ys)
	slices.Reverse(up)
	for _, h := range hs {
		r := nr - nearest(up, h.pos)
		for c := max(0, nearest(g.xs, h.a)-1); c < nc && g.xs[c] < h.b; c++ {
			cover[r*nc+c] += max(0, min(h.b, g.xs[c+1])-max(h.a, g.xs[c]))
		}
	}
	for r := range nr + 1 {
		for c := range nc {
			e.across[r*nc+c] = cover[r*nc+c] >= 0.6*(g.xs[c+1]-g.xs[c])
		}
	}
	cover = make([]float64, nr*(nc+1))
	for _, v := range vs {
		c := nearest(g.xs, v.pos)
		for r := max(0, nr-nearest(up, v.b)-1); r < nr && g.ys[r] > v.a; r++ {
			cover[r*(nc+1)+c] += max(0, min(v.b, g.ys[r])-max(v.a, g.ys[r+1]))
		}
	}
	for r := range nr {
		for c := range nc + 1 {
			e.down[r*(nc+1)+c] = cover[r*(nc+1)+c] >= 0.6*(g.ys[r]-g.ys[r+1])
		}
	}
	return e
}

// drop removes positions at which no side is drawn: underlines, strokes through
// text. It reports whether it removed any.
func (g *grid) drop(e edges) bool {
	nr, nc := g.nr(), g.nc()
	var ys, xs []float64
	for r := range nr + 1 {
		if slices.Contains(e.across[r*nc:(r+1)*nc], true) {
			ys = append(ys, g.ys[r])
		}
	}
	for c := range nc + 1 {
		for r := range nr {
			if e.down[r*(nc+1)+c] {
				xs = append(xs, g.xs[c])
				break
			}
		}
	}
	if len(ys) == len(g.ys) && len(xs) == len(g.xs) {
		return false
	}
	g.ys, g.xs = ys, xs
	return true
}

// cellAt is the cell at a point, nil outside.
func (g *grid) cellAt(x, y float64) *cell {
	if !inside(g.box, x, y) {
		return nil
	}
	c, _ := slices.BinarySearch(g.xs, x)
	r, _ := slices.BinarySearchFunc(g.ys, y, func(p, y float64) int { return cmp.Compare(y, p) })
	c, r = min(max(c-1, 0), g.nc()-1), min(max(r-1, 0), g.nr()-1)
	if i := g.at[r*g.nc()+c]; i >= 0 {
		return &g.cells[i]
	}
	return nil
}
