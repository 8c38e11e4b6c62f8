package layout

// atoms splits a row where there is a gap between characters.
func atoms(r row) []row {
	var out []row
	start := 0
	for i := 1; i < len(r); i++ {
		if r[i].box.X0-r[i-1].box.X1 > 0.2*r[i].size {
			out = append(out, r[start:i:i])
			start = i
		}
	}
	if len(r) > 0 {
		out = append(out, r[start:])
	}
	return out
}

// words splits a row into what goes to one cell each: its atoms, and those cut at a
// cell's edge over which a text reaches so far that the next cell's all but touches it.
func words(grids []*grid, r row) []row {
	out := atoms(r)
	for i := 0; i < len(out); i++ {
		if k := abutting(grids, out[i]); k > 0 {
			w := out[i]
			out[i] = w[:k:k]
			out = append(out[:i+1], append([]row{w[k:]}, out[i+1:]...)...)
			i-- // there may be another in the first part
		}
	}
	return out
}

// wider is how much wider, in characters, the gap between two texts is than those
// within them, where these are set alike.
const wider = 0.08

// abutting tells where the text of another cell begins within an atom, 0 where it does
// nowhere: between characters of two cells, at a gap wider than all within cells.
func abutting(grids []*grid, w row) int {
	if len(w) < 2 {
		return 0
	}
	for _, g := range grids {
		last := g.cellAt(w[0].center(), w[0].mid())
		if last == nil || last == g.cellAt(w[len(w)-1].center(), w[len(w)-1].mid()) {
			continue
		}
		within, between, at := 0.0, 0.0, 0
		for i := 1; i < len(w); i++ {
			c, gap := g.cellAt(w[i].center(), w[i].mid()), w[i].box.X0-w[i-1].box.X1
			switch {
			case c == last:
				within = max(within, gap)
			case c != nil && last != nil && gap > between:
				between, at = gap, i
			}
			last = c
		}
		if at > 0 && len(w) > 2 && between > within+wider*w[at].size {
			return at
		}
	}
	return 0
}
