package interpret

// transposed reads a table whose labels stand in its first column and whose
// projects stand side by side, by turning it over.
func (rd *summaryRoom) transposed(t *table) (*table, header, bool) {
	if t.Rows > 20 || t.Cols < 2 || t.Cols > 200 {
		return nil, header{}, false
	}
	fields := map[string]bool{}
	for r := range t.Rows {
		if f := rd.vocab.Columns.Plain(t.Text(r, 0)); f != "" {
			fields[f] = true
		}
	}
	if !fields[colName] || !fields[colBudget] || len(fields) < 4 || len(fields)*2 < t.Rows {
		return nil, header{}, false
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
	turned := &table{Table: &grid, blocks: t.blocks, head: &grid}
	h, ok := rd.readHeader(&grid, 0)
	if !ok || !h.has(colName) {
		return nil, header{}, false
	}
	if _, ok := rd.listsProjects(turned, &h); !ok {
		return nil, header{}, false
	}
	return turned, h, true
}
