package grid

import (
	"math"
	"slices"

	"selfeval/extract/document"
)

// This file looks at where a grid stands in print.

// Squeezed leaves out columns in which no cell stands, and puts cells in order.
func Squeezed(t *document.Table) *document.Table {
	used := make([]int, t.Cols+1)
	for i := range t.Cells {
		used[t.Cells[i].Col+1] = 1
	}
	for c := 1; c <= t.Cols; c++ {
		used[c] += used[c-1]
	}
	out := *t
	out.Cells = slices.Clone(t.Cells)
	for i := range out.Cells {
		c := &out.Cells[i]
		end := used[min(c.Col+c.ColSpan, t.Cols)]
		c.Col = used[c.Col]
		c.ColSpan = max(end-c.Col, 1)
	}
	slices.SortStableFunc(out.Cells, func(a, b document.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	out.Cols = used[t.Cols]
	out.Seal()
	return &out
}

// RowsInPrint finds where the rows stand, nil where that is not known.
func RowsInPrint(t *document.Table) [][2]float64 {
	out := make([][2]float64, t.Rows)
	known := make([]bool, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.At.BBox == nil || c.RowSpan > 1 || c.Row >= t.Rows {
			continue
		}
		y := [2]float64{c.At.BBox[1], c.At.BBox[3]}
		if !known[c.Row] {
			out[c.Row], known[c.Row] = y, true
			continue
		}
		out[c.Row] = [2]float64{min(out[c.Row][0], y[0]), max(out[c.Row][1], y[1])}
	}
	if slices.Contains(known, false) {
		return nil
	}
	return out
}

// Alike reports rows that stand at the same heights.
func Alike(a, b [][2]float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(a[i][0]-b[i][0]) > Near || math.Abs(a[i][1]-b[i][1]) > Near {
			return false
		}
	}
	return true
}

// Edges are the left and right ends of the columns in print; nil where they are not
// known.
type Edges [][2]float64

// edgesOf finds where the columns stand.
func edgesOf(t *document.Table) Edges {
	if t.Cols == 0 {
		return nil
	}
	out := make(Edges, t.Cols)
	left, right := make([]bool, t.Cols), make([]bool, t.Cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		b := c.At.BBox
		last := c.Col + c.ColSpan - 1
		if b == nil || c.Col >= t.Cols || last >= t.Cols {
			return nil
		}
		if !left[c.Col] || b[0] < out[c.Col][0] {
			out[c.Col][0], left[c.Col] = b[0], true
		}
		if !right[last] || b[2] > out[last][1] {
			out[last][1], right[last] = b[2], true
		}
	}
	for c := range out {
		if !left[c] || !right[c] || out[c][1] <= out[c][0] {
			return nil
		}
	}
	return out
}

// Under finds the column of e under which a stretch of print stands, -1 where it is
// none or several.
func (e Edges) Under(x0, x1 float64) int {
	for c := range e {
		shared := min(e[c][1], x1) - max(e[c][0], x0)
		if shared*10 >= (x1-x0)*6 {
			return c
		}
	}
	return -1
}
