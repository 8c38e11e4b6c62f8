package structure

import (
	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// piece is a table cut out of one grid.
type piece struct {
	*document.Table
	deeds []Deed
}

// cutTouching cuts a grid in which two tables touch: below rows of data a row names the
// columns anew, with a title above it, or under other heads.
func (s *shaper) cutTouching(t *document.Table) []piece {
	if t.Rows < 4 || t.Cols < 2 || isForm(t) {
		return []piece{{Table: t}}
	}
	lead, head := headOf(t)
	if head == lead || namedFigures(t, head-1) < 2 && namedFigures(t, lead) < 2 {
		return []piece{{Table: t}} // labels beside their values, or no header
	}
	first := heading(t, lead, head)
	var cuts []int
	data, seen := false, head // whether a row of data stands before row seen
	for r := head + 1; r+1 < t.Rows; r++ {
		if !names(t, r) || namedFigures(t, r) < 2 || crossed(t, r) {
			continue
		}
		from := r
		titled := false
		for from > head && leads(t, from-1) && !blankRow(t, from-1) {
			from--
			titled = titled || isTitle(ownCells(t, from)[0].Text)
		}
		for ; seen < from && !data; seen++ {
			data = dataRow(t, seen)
		}
		if !data || !titled && written(t, r) == first || crossed(t, from) {
			continue
		}
		cuts = append(cuts, from)
		data = false
		_, seen = headFrom(t, r)
		r = seen - 1
	}
	if len(cuts) == 0 {
		return []piece{{Table: t}}
	}
	var out []piece
	from := 0
	for _, to := range append(cuts, t.Rows) {
		p := piece{Table: cut(t, from, to)}
		if from > 0 {
			d := deedAt(0, rowAt(t, from), "表格在此另起：新的标题或另一套列名", "another table starts here: a new title or other heads")
			d.Kind = Parted
			p.deeds = append(p.deeds, d)
		}
		out = append(out, p)
		from = to
	}
	return out
}

func heading(t *document.Table, lead, head int) string {
	if head > lead {
		return written(t, lead)
	}
	return ""
}

// headFrom finds the header that starts at a row.
func headFrom(t *document.Table, lead int) (from, head int) {
	head = lead + 1
	for head < min(t.Rows, lead+maxLevels) && level(t, lead, head) {
		head++
	}
	return lead, head
}

// namedFigures counts a row's cells that head columns of figures and have some below.
func namedFigures(t *document.Table, r int) int {
	n := 0
	for _, c := range ownCells(t, r) {
		if !headsFigures(cjk.Squeeze(c.Text)) {
			continue
		}
		for q := r + 1; q < min(r+4, t.Rows); q++ {
			if x := t.Cell(q, c.Col); x != nil && x.Row == q && kindOf(x.Text).figures() {
				n++
				break
			}
		}
	}
	return n
}

// crossed reports whether a cell from above reaches into a row.
func crossed(t *document.Table, r int) bool {
	for c := 0; c < t.Cols; c++ {
		if cell := t.Cell(r, c); cell != nil && cell.Row < r {
			return true
		}
	}
	return false
}

// cut takes the rows from ≤ row < to out of a table, without the columns in which none
// of their cells starts.
func cut(t *document.Table, from, to int) *document.Table {
	out := *t
	out.Rows, out.Cells = to-from, nil
	out.Headers = min(max(t.Headers-from, 0), to-from)
	for _, c := range t.Cells {
		if c.Row < from || c.Row >= to {
			continue
		}
		c.RowSpan = min(c.RowSpan, to-c.Row)
		c.Row -= from
		out.Cells = append(out.Cells, c)
	}
	if from > 0 {
		out.Continues = false
		out.At = rowAt(t, from)
		out.At.Row = 0
	}
	return squeezed(&out)
}
