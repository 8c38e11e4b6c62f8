package layout

import (
	"slices"

	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// table builds the table.
func (t *lattice) table(confidence float64, reason report.Text) *table {
	nc := len(t.xs) - 1
	out := &table{xs: t.xs, nr: len(t.rows), nc: nc, confidence: confidence, reason: reason, inferred: true}
	for r := range t.rows {
		out.cells = append(out.cells, t.cellsOf(r)...)
	}
	out.cells = t.headed(out.cells)
	out.nr = len(t.rows)
	for i := range out.cells {
		k := &out.cells[i]
		k.box = page.Box{X0: t.xs[k.col], Y0: t.rows[k.row+k.rows-1].bottom, X1: t.xs[k.col+k.cols], Y1: t.rows[k.row].top}
		if len(k.marks) > 0 {
			b := boxOf(k.marks)
			k.text, k.raised = textAndRaised(k.marks)
			k.x0, k.x1, k.marks = b.X0, b.X1, nil
		}
	}
	all := t.allLines()
	numeric := t.numericColumns(all)
	out.merged = t.crowded(all)
	for r := range t.rows {
		out.merged = out.merged || !t.rows[r].drawn && t.merged(t.rows[r].lines, numeric)
	}
	out.cross = t.cross
	// Text over a column's edge and rows cut against how their cells are set are
	// cells that may have been read as others.
	out.merged = out.merged || t.cross > 0 || t.faults > doubtfulRows
	if t.cross > 0 {
		out.confidence = max(0.3, out.confidence-0.2)
		out.reason = together([]report.Text{out.reason, report.Textf("有文字跨越列界", "text runs over the edge of a column")}, "；", "; ")
	}
	first, last := t.rows[0], t.rows[len(t.rows)-1]
	out.box = page.Box{X0: t.xs[0], Y0: last.bottom, X1: t.xs[nc], Y1: first.top}
	return out
}

// cellsOf deals what stands in row r out to its cells.
func (t *lattice) cellsOf(r int) []tcell {
	nc, lr := len(t.xs)-1, &t.rows[r]
	marks, width := make([]row, nc), make([]int, nc)
	// owner is the column whose cell covers a column.
	owner := make([]int, nc)
	for c := range owner {
		owner[c], width[c] = c, 1
	}
	for i := range lr.lines {
		for k := range lr.lines[i].segs {
			s := &lr.lines[i].segs[k]
			from, to := t.span(s)
			if a, b, ok := t.columnsOver(s); ok && lr.header {
				from, to = a, b
			}
			if from < to && !lr.header {
				t.cross++
				from = t.col((s.x0 + s.x1) / 2)
				to = from
			}
			from = owner[from]
			for c := from + 1; c <= to && len(marks[c]) == 0 && (owner[c] == c || owner[c] == from); c++ {
				owner[c] = from
				width[from] = max(width[from], c-from+1)
			}
			marks[from] = append(marks[from], s.marks...)
		}
	}
	var out []tcell
	for c := range nc {
		if owner[c] == c {
			out = append(out, tcell{row: r, col: c, rows: 1, cols: width[c], marks: marks[c]})
		}
	}
	return out
}

// headed joins what stands in one column of a header of several levels, below the last
// label over the column: a name that wraps, or stands once beside all levels.
func (t *lattice) headed(cells []tcell) []tcell {
	depth := 0
	for depth < len(t.rows) && t.rows[depth].header && len(t.rows[depth].lines) > 0 && t.rows[depth].lines[0].base >= t.foot {
		depth++
	}
	if depth < 2 || len(t.labels) == 0 {
		return cells
	}
	label := make([]int, len(t.xs)-1) // the row of the last label over a column
	for c := range label {
		label[c] = -1
	}
	for i := range cells {
		if k := &cells[i]; k.row < depth && k.cols > 1 {
			for c := k.col; c < k.col+k.cols; c++ {
				label[c] = k.row
			}
		}
	}
	name := make([]int, len(label)) // the cell that holds a column's name
	var out []tcell
	for _, k := range cells {
		if k.row >= depth || k.cols > 1 || k.row <= label[k.col] {
			out = append(out, k)
			continue
		}
		if k.row == label[k.col]+1 {
			name[k.col] = len(out)
			k.rows = depth - k.row
			out = append(out, k)
			continue
		}
		n := &out[name[k.col]]
		n.marks = append(n.marks, k.marks...)
	}
	return t.closed(out, depth)
}

// closed takes out the rows of a header in which no cell begins: lines of wrapped names.
func (t *lattice) closed(cells []tcell, depth int) []tcell {
	for r := depth - 1; r > 0; r-- {
		if slices.ContainsFunc(cells, func(k tcell) bool { return k.row == r }) {
			continue
		}
		for i := range cells {
			switch k := &cells[i]; {
			case k.row > r:
				k.row--
			case k.row+k.rows > r:
				k.rows--
			}
		}
		above := &t.rows[r-1]
		above.bottom, above.lines = t.rows[r].bottom, slices.Concat(above.lines, t.rows[r].lines)
		t.rows = slices.Delete(t.rows, r, r+1)
	}
	return cells
}
