package paper

import (
	"maps"
	"math/bits"
	"slices"

	"selfeval/extract/document"
)

// maxSpare bounds the empty columns among which those to leave out are chosen.
const maxSpare = 12

// FitColumns lays a part without a header under the columns of a table; content and
// own say what stands in the columns of either. Where it
// has more columns, empty ones of it are left out; where it has fewer, columns
// that the table left empty so far are. ok is false where no choice, or more than
// one, puts figures under figures and words under words.
func FitColumns(whole *Table, content []Profile, part *Table, own []Profile) (_ *Table, ok bool) {
	if part.Cols == whole.Cols {
		_, ok := fit(all(content), all(own), content, own)
		return part, ok
	}
	wide, surplus := own, part.Cols-whole.Cols
	if surplus < 0 {
		wide, surplus = content, -surplus
	}
	var spare []int
	for c := range wide {
		if wide[c].blank() {
			spare = append(spare, c)
		}
	}
	if len(spare) < surplus || len(spare) > maxSpare {
		return nil, false
	}
	var found map[int]int // column of the part → column of the table
	for mask := range uint(1) << len(spare) {
		if bits.OnesCount(mask) != surplus {
			continue
		}
		var kept []int
		for c := range wide {
			if i := slices.Index(spare, c); i < 0 || mask&(1<<i) == 0 {
				kept = append(kept, c)
			}
		}
		to, from := all(content), kept
		if part.Cols < whole.Cols {
			to, from = kept, all(own)
		}
		place, ok := fit(to, from, content, own)
		if !ok {
			continue
		}
		if found != nil && !maps.Equal(found, place) {
			return nil, false
		}
		found = place
	}
	if found == nil {
		return nil, false
	}
	return part.Moved(found, whole.Cols), true
}

func all(columns []Profile) []int { return Span(0, len(columns)) }

// fit lays columns of a part under columns of a table, pair by pair, and returns
// where those that hold anything come to stand.
func fit(to, from []int, content, own []Profile) (map[int]int, bool) {
	figures := 0
	place := map[int]int{}
	for i, c := range from {
		a, b := content[to[i]], own[c]
		if a.mostly(a.Figures) && b.mostly(b.Words) || a.mostly(a.Words) && b.mostly(b.Figures) {
			return nil, false
		}
		if a.Figures > 0 && b.Figures > 0 {
			figures++
		}
		if !b.blank() {
			place[c] = to[i]
		}
	}
	return place, figures > 0
}

// Moved is the table with its columns in other places, in a grid of so many
// columns. Columns that have no place are left out.
func (t *Table) Moved(place map[int]int, cols int) *Table {
	grid := *t.Table
	grid.Cols, grid.Cells = cols, nil
	for _, cell := range t.Cells {
		if col, ok := place[cell.Col]; ok {
			cell.Col, cell.ColSpan = col, min(cell.ColSpan, cols-col)
			grid.Cells = append(grid.Cells, cell)
		}
	}
	grid.Seal()
	// What was left out was empty: the rows that were complete still are.
	for r := range grid.Rows {
		if Width(t.Table, r) < t.Cols {
			continue
		}
		for c := range cols {
			if grid.Cell(r, c) == nil {
				grid.Cells = append(grid.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, At: RowAt(t.Table, r)})
			}
		}
	}
	grid.Seal()
	moved := *t
	moved.Table = &grid
	return &moved
}
