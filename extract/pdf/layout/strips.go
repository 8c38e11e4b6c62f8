package layout

import "slices"

// strips finds the white strips between x0 and x1 that run through all lines, cut where
// they leave a gap, in characters, and gives the edges in the middle of those wider than
// that. Few lines of a text without columns close them all, so that the rest need not be
// looked at.
func strips(lines []tline, x0, x1, gap float64) []float64 {
	least := gap * lines[0].size
	lo, hi := lines[0].segs[0].x0, lines[0].segs[0].x1
	for i := range lines {
		for k := range lines[i].segs {
			lo, hi = min(lo, lines[i].segs[k].x0), max(hi, lines[i].segs[k].x1)
		}
	}
	free := []stroke{{a: lo, b: hi}}
	for i := range lines {
		for k := range lines[i].segs {
			r := lines[i].segs[k].marks
			start := 0
			for j := 1; j <= len(r); j++ {
				if j == len(r) || cuts(&r[j-1], &r[j], gap) {
					free = minus(free, r[start].box.X0, r[j-1].box.X1, least)
					start = j
				}
			}
			if len(free) == 0 {
				return []float64{x0, x1}
			}
		}
	}
	edges := make([]float64, 0, len(free)+2)
	edges = append(edges, x0)
	for _, f := range free {
		edges = append(edges, f.a+(f.b-f.a)/2)
	}
	return append(edges, x1)
}

// minus takes a stretch out of those that are free, in order, and drops what is left
// of them where it is no wider than least.
func minus(free []stroke, a, b, least float64) []stroke {
	i := 0
	for i < len(free) && free[i].b <= a {
		i++
	}
	for i < len(free) && free[i].a < b {
		f := free[i]
		left, right := stroke{a: f.a, b: a}, stroke{a: b, b: f.b}
		switch keepLeft, keepRight := left.b-left.a > least, right.b-right.a > least; {
		case keepLeft && keepRight:
			free[i] = left
			return slices.Insert(free, i+1, right)
		case keepLeft:
			free[i] = left
			i++
		case keepRight:
			free[i] = right
			return free
		default:
			free = slices.Delete(free, i, i+1)
		}
	}
	return free
}
