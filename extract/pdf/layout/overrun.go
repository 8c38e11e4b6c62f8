package layout

import "slices"

// Text longer than its cell that was not broken runs over the lines beside it, often
// over the text of the next cell. Its characters were painted one right behind the
// other, so they stay together whatever lies under them.

// overruns gives each such run to its cell and returns the other marks.
func overruns(grids []*grid, marks []mark) []mark {
	if len(grids) == 0 {
		return marks
	}
	var out []mark // nil while nothing was taken
	kept := 0      // up to there marks are in out
	for start := 0; start < len(marks); {
		end := start + 1
		for end < len(marks) && follows(&marks[end-1], &marks[end]) {
			end++
		}
		if g, c := owner(grids, marks, start, end); c != nil {
			if out == nil {
				out = make([]mark, 0, len(marks))
			}
			out = append(out, marks[kept:start]...)
			kept = end
			c.marks = append(c.marks, marks[start:end]...)
			g.overrun++
		}
		start = end
	}
	if out == nil {
		return marks
	}
	return append(out, marks[kept:]...)
}

// follows reports a mark painted right behind another, nearer than any two cells
// keep their texts; nearer still where its place was set anew.
func follows(a, b *mark) bool {
	room := 0.12
	if b.apart {
		room = 0.015
	}
	return a.size == b.size && abs(a.base-b.base) < 0.01*a.size && abs(b.box.X0-a.box.X1) < room*a.size
}

// owner is the cell of a run that stands in several, nil where one holds it all or none.
func owner(grids []*grid, marks []mark, start, end int) (*grid, *cell) {
	first, last := &marks[start], &marks[end-1]
	for _, g := range grids {
		from, to := g.cellAt(first.center(), first.mid()), g.cellAt(last.center(), last.mid())
		size := first.size
		if from == to {
			switch {
			case from == nil:
				continue // beside the table, or right across it
			case first.box.X0 < from.box.X0-0.2*size || last.box.X1 > from.box.X1+0.2*size:
				return g, from
			}
			return nil, nil
		}
		center := g.cellAt((first.box.X0+last.box.X1)/2, first.mid())
		switch {
		case from == nil && (to == nil || center != to):
			continue // text of the page that runs into a table
		case center != nil && abs(first.box.X0+last.box.X1-center.box.X0-center.box.X1) < 0.2*size &&
			(from == nil || from == center || !near(first.box.X0, from.box.X0, size) || g.taken(from, marks, start, end)):
			return g, center
		case from != nil && near(first.box.X0, from.box.X0, size):
			return g, from
		case to != nil && near(to.box.X1, last.box.X1, size):
			return g, to
		case from != nil:
			return g, from
		}
	}
	return nil, nil
}

// near reports a distance that a cell's padding has.
func near(a, b, size float64) bool { return a-b > -0.2*size && a-b < 1.2*size }

// taken reports whether another run near this one in the order of painting stands on
// its line in the cell.
func (g *grid) taken(c *cell, marks []mark, start, end int) bool {
	on := func(m mark) bool {
		return abs(m.base-marks[start].base) < 0.5*m.size && g.cellAt(m.center(), m.mid()) == c
	}
	return slices.ContainsFunc(marks[max(0, start-64):start], on) || slices.ContainsFunc(marks[end:min(len(marks), end+64)], on)
}
