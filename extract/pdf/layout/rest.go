package layout

// A page end may cut the last row of a table: then the rest of one cell stands alone at
// the top of the next page, below a header that is printed again and may be empty.

// leads reports that a grid stands at the top of its page, below nothing but what runs
// over all pages.
func (g *grid) leads(left []row, grids []*grid, height float64) bool {
	if g.box.Y1 < (1-2*edgeShare)*height {
		return false
	}
	for _, r := range left {
		if r[0].base > g.box.Y1 && r[0].base < (1-edgeShare)*height {
			return false
		}
	}
	for _, o := range grids {
		if o.box.Y0 >= g.box.Y1-snap {
			return false
		}
	}
	return true
}

// restOfRow reports a grid that lines draw whole, of up to three rows and at least four
// columns, in which text stands in the last row alone.
func (g *grid) restOfRow() bool {
	nr, nc := g.nr(), g.nc()
	if g.uneven || len(g.added) > 0 || nr > 3 || nc < 4 || len(g.cells) != nr*nc {
		return false
	}
	for i := range g.cells {
		if c := &g.cells[i]; c.row < nr-1 && len(c.marks)+len(c.side) > 0 {
			return false
		}
	}
	return true
}
