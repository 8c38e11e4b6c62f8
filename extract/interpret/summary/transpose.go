package summary

import (
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
)

// transposed reads a table whose labels stand in its first column and whose
// projects stand side by side, by turning it over.
func (rd *room) transposed(t *paper.Table) (*paper.Table, columns.Header, bool) {
	if t.Rows > 20 || t.Cols < 2 || t.Cols > 200 {
		return nil, columns.Header{}, false
	}
	fields := map[string]bool{}
	for r := range t.Rows {
		if f := rd.Vocab.Columns.Plain(t.Text(r, 0)); f != "" {
			fields[f] = true
		}
	}
	if !fields[columns.Name] || !fields[columns.Budget] || len(fields) < 4 || len(fields)*2 < t.Rows {
		return nil, columns.Header{}, false
	}
	grid := *t.Table
	grid.Rows, grid.Cols, grid.Cells = t.Cols, t.Rows, nil
	for c := range t.Cols {
		for r := range t.Rows {
			cell := t.Cell(r, c)
			if cell == nil || cell.Row != r || cell.Col != c {
				continue
			}
			turned := *cell
			turned.Row, turned.Col, turned.RowSpan, turned.ColSpan = c, r, cell.ColSpan, cell.RowSpan
			grid.Cells = append(grid.Cells, turned)
		}
	}
	grid.Seal()
	turned := &paper.Table{Table: &grid, Blocks: t.Blocks, Head: &grid}
	h, ok := rd.ReadHeader(&grid, 0)
	if !ok || !h.Has(columns.Name) {
		return nil, columns.Header{}, false
	}
	if _, ok := rd.ListsProjects(turned, &h); !ok {
		return nil, columns.Header{}, false
	}
	return turned, h, true
}
