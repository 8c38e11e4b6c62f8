package convert

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// Piece is a table cut out of one grid.
type Piece struct {
	*document.Table
	Deeds []grid.Deed
}

// CutTouching cuts a grid in which two tables touch: below rows of data a row names the
// columns anew, with a title above it, or under other heads.
func CutTouching(see *grid.Sight, t *document.Table) []Piece {
	if t.Rows < 4 || t.Cols < 2 || see.IsForm(t) {
		return []Piece{{Table: t}}
	}
	lead, head := see.HeadOf(t)
	if head == lead || namedFigures(see, t, head-1) < 2 && namedFigures(see, t, lead) < 2 {
		return []Piece{{Table: t}} // labels beside their values, or no header
	}
	cuts := cutsIn(see, t, head, heading(t, lead, head))
	if len(cuts) == 0 {
		return []Piece{{Table: t}}
	}
	var out []Piece
	from := 0
	for _, to := range append(cuts, t.Rows) {
		p := Piece{Table: cut(t, from, to)}
		if from > 0 {
			d := grid.DeedAt(0, grid.RowAt(t, from), "表格在此另起：新的标题或另一套列名", "another table starts here: a new title or other heads")
			d.Kind = grid.Parted
			p.Deeds = append(p.Deeds, d)
		}
		out = append(out, p)
		from = to
	}
	return out
}

// cutsIn lists the rows at which further tables start in a grid whose header ends
// before row head and says first.
func cutsIn(see *grid.Sight, t *document.Table, head int, first string) []int {
	var cuts []int
	data, seen := false, head // whether a row of data stands before row seen
	for r := head + 1; r+1 < t.Rows; r++ {
		if !see.Names(t, r) || namedFigures(see, t, r) < 2 || crossed(t, r) {
			continue
		}
		from, titled := leadOver(see, t, r, head)
		for ; seen < from && !data; seen++ {
			data = see.DataRow(t, seen)
		}
		if !data || !titled && grid.Written(t, r) == first || crossed(t, from) {
			continue
		}
		cuts = append(cuts, from)
		data = false
		_, seen = headFrom(see, t, r)
		r = seen - 1
	}
	return cuts
}

// leadOver finds the rows of title and unit right above a header, below row head.
func leadOver(see *grid.Sight, t *document.Table, r, head int) (from int, titled bool) {
	from = r
	for from > head && see.Leads(t, from-1) && !grid.BlankRow(t, from-1) {
		from--
		titled = titled || see.IsTitle(grid.OwnCells(t, from)[0].Text)
	}
	return from, titled
}

func heading(t *document.Table, lead, head int) string {
	if head > lead {
		return grid.Written(t, lead)
	}
	return ""
}

// headFrom finds the header that starts at a row.
func headFrom(see *grid.Sight, t *document.Table, lead int) (from, head int) {
	head = lead + 1
	for head < min(t.Rows, lead+grid.MaxLevels) && see.Level(t, lead, head) {
		head++
	}
	return lead, head
}

// namedFigures counts a row's cells that head columns of figures and have some below.
func namedFigures(see *grid.Sight, t *document.Table, r int) int {
	n := 0
	for _, c := range grid.OwnCells(t, r) {
		if !see.HeadsFigures(cjk.Squeeze(c.Text)) {
			continue
		}
		for q := r + 1; q < min(r+4, t.Rows); q++ {
			if x := t.Cell(q, c.Col); x != nil && x.Row == q && see.KindOf(x.Text).Figures() {
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
		out.At = grid.RowAt(t, from)
		out.At.Row = 0
	}
	return grid.Squeezed(&out)
}
