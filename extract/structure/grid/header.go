package grid

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// maxLead is how many rows of title, unit and notes may stand above a header, and
// maxLevels how many levels a header has.
const (
	MaxLead   = 6
	MaxLevels = 5
)

// HeadOf finds the header: rows before lead are title and unit, those before head
// name the columns. Both are equal where the table has no header.
func (see *Sight) HeadOf(t *document.Table) (lead, head int) {
	for lead < min(t.Rows, MaxLead) && see.Leads(t, lead) {
		lead++
	}
	if lead == t.Rows || !see.Names(t, lead) {
		if lead < t.Rows && t.Headers > lead && !see.DataRow(t, lead) {
			return lead, t.Headers
		}
		return lead, lead
	}
	head = lead + 1
	for head < min(t.Rows, lead+MaxLevels) && see.Level(t, lead, head) {
		head++
	}
	return lead, head
}

// Leads reports a row above a header: one text, or a unit beside it.
func (see *Sight) Leads(t *document.Table, row int) bool {
	cells := OwnCells(t, row)
	switch {
	case len(cells) == 0:
		return true
	case t.Cols < 2:
		return false
	case Across(t, row) != nil:
		return !see.KindOf(cells[0].Text).Figures()
	case len(cells) > 3 || t.Cols < 4:
		return false
	}
	// 填报单位：某局 | 2023年 | 单位：万元
	for _, c := range cells {
		if _, alone := lexicon.DeclaredUnit(c.Text); alone {
			return true
		}
	}
	return false
}

// Names reports a row that may name columns: several texts, no figures.
func (see *Sight) Names(t *document.Table, row int) bool {
	cells := OwnCells(t, row)
	if len(cells) < 2 || len(cells)*2 < t.Cols && spans(cells)*2 < t.Cols {
		return false
	}
	for _, c := range cells {
		k := see.KindOf(c.Text)
		if k.Figures() && !IsYear(c.Text) || k == Prose {
			return false
		}
	}
	return !see.totalAmong(cells)
}

// totalAmong reports a row that a total's label opens: rows of a template.
func (see *Sight) totalAmong(cells []*document.Cell) bool {
	return see.IsGrandTotal(cells[0].Text) && cells[0].Col == 0
}

func spans(cells []*document.Cell) int {
	n := 0
	for _, c := range cells {
		n += c.ColSpan
	}
	return n
}

// Level reports a row that belongs to the header above it: a further level, a row of
// units or of column numbers.
func (see *Sight) Level(t *document.Table, lead, row int) bool {
	if see.NumberRow(t, row) || unitRow(t, row) {
		return true
	}
	if t.Headers > row && !see.DataRow(t, row) {
		return true
	}
	cells := OwnCells(t, row)
	for _, c := range cells {
		if k := see.KindOf(c.Text); k.Figures() && !IsYear(c.Text) || k == Prose || k == Unstated {
			return false
		}
	}
	return reachedFrom(t, lead, row) || namesUnder(t, lead, row, cells)
}

// reachedFrom reports whether a header's cell that starts at row lead or below reaches
// down into a row.
func reachedFrom(t *document.Table, lead, row int) bool {
	for c := 0; c < t.Cols; c++ {
		if cell := t.Cell(row, c); cell != nil && cell.Row < row && cell.Row >= lead && !IsBlank(cell.Text) {
			return true
		}
	}
	return false
}

// namesUnder reports a row under cells over several columns that names these.
func namesUnder(t *document.Table, lead, row int, cells []*document.Cell) bool {
	under := 0
	for _, c := range cells {
		above := t.Cell(row-1, c.Col)
		if above == nil || above.Row < lead {
			return false
		}
		if IsBlank(above.Text) || above.ColSpan > 1 && c.ColSpan < above.ColSpan {
			under++
		}
	}
	return under > 0 && under*2 >= len(cells) && hasUnder(t, lead, row)
}

// hasUnder reports whether the row above has cells over several columns, or blanks
// after a filled one as a converter leaves them, and the row's own first cells are
// blank where the header's are filled.
func hasUnder(t *document.Table, lead, row int) bool {
	for c := 0; c < t.Cols; c++ {
		above, own := t.Cell(row-1, c), t.Cell(row, c)
		if above != nil && above.Row >= lead && !IsBlank(above.Text) && above.ColSpan == 1 && (own == nil || IsBlank(own.Text)) {
			return true
		}
		if above != nil && above.ColSpan > 1 {
			return true
		}
	}
	return false
}

// HeadTexts gives the joined header text over each column, squeezed.
func (see *Sight) HeadTexts(t *document.Table, lead, head int) []string {
	out := make([]string, t.Cols)
	for c := range out {
		var b strings.Builder
		var last *document.Cell
		for r := lead; r < head; r++ {
			if cell := t.Cell(r, c); cell != nil && cell != last && !see.NumberRow(t, r) {
				b.WriteString(cjk.Squeeze(cell.Text))
				last = cell
			}
		}
		out[c] = b.String()
	}
	return out
}
