package layout

import (
	"cmp"
	"slices"
)

// Columns that no line draws are what white strips separate.

// columnEdges finds the white strips that run through the lines. The result has
// x0 and x1 as its ends. A strip is as wide as narrowest, in characters, or wider. Unless strict, a line in twelve may run over a strip.
func columnEdges(lines []tline, x0, x1 float64, strict bool, narrowest float64) []float64 {
	var counts []int
	for i := range lines {
		if n := len(lines[i].segs); n > 1 {
			counts = append(counts, n)
		}
	}
	if len(counts) == 0 {
		return []float64{x0, x1}
	}
	slices.Sort(counts)
	k := counts[len(counts)*3/4]
	n := 0
	for i := range lines {
		n += len(lines[i].segs)
	}
	starts, ends := make([]float64, 0, n), make([]float64, 0, n)
	voters, size := 0, 0.0
	for i := range lines {
		if 10*len(lines[i].segs) < 6*k {
			continue
		}
		voters++
		size += lines[i].size
		for _, s := range lines[i].segs {
			starts, ends = append(starts, s.x0), append(ends, s.x1)
		}
	}
	slices.Sort(starts)
	slices.Sort(ends)
	size /= float64(voters)
	allow := voters / 12 // a line that runs over does not close a strip
	if strict {
		allow = 0
	}
	edges, depth := []float64{x0}, 0
	// In a strip that few lines reach into, the edge lies where fewest do.
	in, fewest, wide, at := false, 0, 0.0, 0.0
	begun := false // the few lines that start further left open no column
	for i, j := 0, 0; j < len(ends)-1; {
		x := ends[j]
		if i < len(starts) && starts[i] <= x {
			x = starts[i]
			depth++
			i++
		} else {
			depth--
			j++
		}
		next := ends[j]
		if i < len(starts) {
			next = min(next, starts[i])
		}
		gap := next - x
		if depth > allow {
			if in && at > 0 {
				edges = append(edges, at)
			}
			in, at, wide, begun = false, 0, 0, true
			continue
		}
		if !begun {
			continue
		}
		if !in {
			in, fewest = true, depth
		}
		if gap > narrowest*size && (at == 0 || depth < fewest || depth == fewest && gap > wide) {
			fewest, wide, at = depth, gap, x+gap/2
		}
	}
	return append(edges, x1)
}

// chooseColumns finds the column edges. A header may span columns, or be the only
// row with text in one, so the edges are sought with and without it.
func chooseColumns(lines []tline, groups [][]tline, full int) []float64 {
	x0, x1 := lines[0].segs[0].x0, lines[0].segs[0].x1
	for i := range lines {
		x0, x1 = min(x0, lines[i].segs[0].x0), max(x1, lines[i].segs[len(lines[i].segs)-1].x1)
	}
	all, head := lines, 1
	if full > 3 {
		// Drawn lines part the rows: each votes as a whole.
		all = nil
		for _, g := range groups {
			if len(g) > 0 {
				all = append(all, flatten(g))
			}
		}
	} else if full > 1 {
		for _, g := range groups {
			if len(g) > 0 {
				head = len(g)
				break
			}
		}
	}
	// Where wrapped cells are set in the middle of their rows, a column's text may
	// stand on lines that have little else: all lines together show most columns.
	every := hairEdges(strips(lines, x0-1, x1+1, fineGap), lines)
	most := func(xs []float64) []float64 {
		if len(every) > len(xs) {
			return every
		}
		return xs
	}
	var body []float64
	if head < len(all) && len(all) > 2 {
		body = columnEdges(all[head:], x0-1, x1+1, false, fineGap)
	}
	if full > 1 {
		xs := columnEdges(all, x0-1, x1+1, true, fineGap)
		// A header with one stretch a column, and all rows agree.
		for _, g := range groups {
			if len(g) > 0 {
				if len(flatten(g).segs) == len(xs)-1 && len(body) <= len(xs) {
					return xs
				}
				break
			}
		}
	}
	xs := columnEdges(all, x0-1, x1+1, false, fineGap)
	if len(body) >= len(xs) {
		return most(body)
	}
	return most(xs)
}

// underHeads joins two columns of which one has the name and the other its cells,
// which are set to another side; or those of its cells that are: no line has both.
func underHeads(xs []float64, lines []tline) []float64 {
	t := &lattice{xs: xs}
	numeric := t.numericColumns(lines)
	n := len(xs) - 1
	// shared[c] is how many names stand over column c and the one before it.
	head, body, shared := make([]int, n), make([]int, n), make([]int, n)
	both := make([]int, n) // how many lines have text in column c and the one before it
	named := true
	for i := range lines {
		named = named && t.figures(&lines[i], numeric) == 0
		last := -2
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			for c := from; c <= to; c++ {
				switch {
				case !named:
					if body[c]++; last == c-1 {
						both[c]++
					}
					last = c
				case from == to:
					head[c]++
				case c > from:
					shared[c]++
				}
			}
		}
	}
	heads := 0
	for c := range head {
		if head[c] > 0 {
			heads++
		}
	}
	pairs := t.pairs(lines, head, body, shared)
	out := xs[:1:1]
	for k := 1; k < n; k++ {
		a, b := k-1, k
		if head[a]+head[b]+shared[b] > 0 && body[a]+body[b] > 2 && (pairs[k] ||
			heads == n-1 && both[b] == 0 && body[a] > 0 && body[b] > 0 && (head[a] == 0) != (head[b] == 0) ||
			shared[b] > 0 && (head[a] == 0 && body[a] == 0 || head[b] == 0 && body[b] == 0)) {
			continue
		}
		out = append(out, xs[k])
	}
	return append(out, xs[n])
}

// pairs tells at which edges a column that has but a name lies beside one that has but
// cells. Each goes with the nearer neighbour: a name in the middle of its column is
// nearer to its own figures at the column's side than to the next ones.
func (t *lattice) pairs(lines []tline, head, body, shared []int) []bool {
	n := len(head)
	lo, hi := make([]float64, n), make([]float64, n)
	for c := range n {
		lo[c], hi[c] = t.xs[c+1], t.xs[c]
	}
	for i := range lines {
		for k := range lines[i].segs {
			s := &lines[i].segs[k]
			if from, to := t.span(s); from == to {
				lo[from], hi[from] = min(lo[from], s.x0), max(hi[from], s.x1)
			}
		}
	}
	var at []int
	for k := 1; k < n; k++ {
		if head[k-1] == 0 && body[k] == 0 || head[k] == 0 && body[k-1] == 0 {
			at = append(at, k)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(lo[a]-hi[a-1], lo[b]-hi[b-1]) })
	out, used := make([]bool, n), make([]bool, n)
	for _, k := range at {
		alone := func(c int) bool { return head[c]+shared[c] == 0 || body[c] == 0 }
		if used[k-1] && alone(k-1) || used[k] && alone(k) {
			continue
		}
		out[k], used[k-1], used[k] = true, true, true
	}
	return out
}

// settle moves the edges to the middle of the white strip between all stretches
// of both sides, where one is: wrapped cells reach further than others.
func (t *lattice) settle(lines []tline) {
	for k := 1; k < len(t.xs)-1; k++ {
		x := t.xs[k]
		left, right := t.xs[k-1], t.xs[k+1]
		for i := range lines {
			for _, s := range lines[i].segs {
				switch c := (s.x0 + s.x1) / 2; {
				case s.x0 < t.xs[k-1]-lines[i].size && s.x1 > x || s.x1 > t.xs[k+1]+lines[i].size && s.x0 < x: // spans
				case c < x:
					left = max(left, s.x1)
				default:
					right = min(right, s.x0)
				}
			}
		}
		if left < right {
			t.xs[k] = (left + right) / 2
		}
	}
}
