package layout

import "math"

// assign tells for each line the row, by its place in anchors, that it belongs
// to. Lines between anchors are the rest of wrapped cells. Within a cell lines
// follow each other closer than the rows do; where they don't, the nearest row
// has them.
func (t *lattice) assign(lines []tline, anchors []int) []int {
	row := make([]int, len(lines))
	for i := range row {
		row[i] = -1
	}
	for k, i := range anchors {
		row[i] = k
	}
	groups := t.cellGroups(lines, anchors)
	closest := func(y float64) (int, float64) {
		best, d := 0, math.Inf(1)
		for k, i := range anchors {
			if e := abs(lines[i].base - y); e < d-0.01 {
				best, d = k, e
			}
		}
		return best, d
	}
	// Cells of several lines show whether text stands at the top of its row or
	// in the middle.
	middle, top := 0.0, 0.0
	for _, g := range groups {
		if len(g) > 1 {
			_, m := closest((lines[g[0]].base + lines[g[len(g)-1]].base) / 2)
			_, f := closest(lines[g[0]].base)
			middle, top = middle+m, top+f
		}
	}
	for _, g := range groups {
		y := (lines[g[0]].base + lines[g[len(g)-1]].base) / 2
		if top < middle {
			y = lines[g[0]].base
		}
		k, _ := closest(y)
		for _, i := range g {
			if row[i] < 0 {
				row[i] = k
			}
		}
	}
	aligned := anchors[0] == 0 // nothing above the first: cells start at their row's top
	k := 0
	for i := range lines {
		for k+1 < len(anchors) && anchors[k+1] <= i {
			k++
		}
		if row[i] >= 0 {
			continue
		}
		row[i] = k
		if !aligned && k+1 < len(anchors) && i > anchors[k] {
			up, down := lines[anchors[k]].base-lines[i].base, lines[i].base-lines[anchors[k+1]].base
			if up >= down+0.25*lines[i].size {
				row[i] = k + 1
			}
		}
	}
	return row
}

// cellGroups finds the lines that follow each other within one cell, column by
// column. It gives none where the distances of lines do not tell.
func (t *lattice) cellGroups(lines []tline, anchors []int) [][]int {
	columns := make([][]int, len(t.xs)-1)
	for i := range lines {
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			if from != to {
				continue
			}
			if n := len(columns[from]); n == 0 || columns[from][n-1] != i {
				columns[from] = append(columns[from], i)
			}
		}
	}
	least := math.Inf(1)
	for _, c := range columns {
		for j := 1; j < len(c); j++ {
			least = min(least, lines[c[j-1]].base-lines[c[j]].base)
		}
	}
	limit := 1.12*least + 0.3
	for k := 1; k < len(anchors); k++ {
		if lines[anchors[k-1]].base-lines[anchors[k]].base <= limit {
			return nil // rows stand as close as lines
		}
	}
	var out [][]int
	for _, c := range columns {
		for j := 0; j < len(c); {
			k := j + 1
			for k < len(c) && lines[c[k-1]].base-lines[c[k]].base <= limit {
				k++
			}
			out = append(out, c[j:k])
			j = k
		}
	}
	return out
}
