package structure

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// maxLead is how many rows of title, unit and notes may stand above a header, and
// maxLevels how many levels a header has.
const (
	maxLead   = 6
	maxLevels = 5
)

// headOf finds the header: rows before lead are title and unit, those before head
// name the columns. Both are equal where the table has no header.
func headOf(t *document.Table) (lead, head int) {
	for lead < min(t.Rows, maxLead) && leads(t, lead) {
		lead++
	}
	if lead == t.Rows || !names(t, lead) {
		if lead < t.Rows && t.Headers > lead && !dataRow(t, lead) {
			return lead, t.Headers
		}
		return lead, lead
	}
	head = lead + 1
	for head < min(t.Rows, lead+maxLevels) && level(t, lead, head) {
		head++
	}
	return lead, head
}

// leads reports a row above a header: one text, or a unit beside it.
func leads(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	switch {
	case len(cells) == 0:
		return true
	case t.Cols < 2:
		return false
	case across(t, row) != nil:
		return !kindOf(cells[0].Text).figures()
	case len(cells) > 3 || t.Cols < 4:
		return false
	}
	// 填报单位：某局 | 2023年 | 单位：万元
	for _, c := range cells {
		if _, alone := unitIn(c.Text); alone {
			return true
		}
	}
	return false
}

// names reports a row that may name columns: several texts, no figures.
func names(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	if len(cells) < 2 || len(cells)*2 < t.Cols && spans(cells)*2 < t.Cols {
		return false
	}
	for _, c := range cells {
		k := kindOf(c.Text)
		if k.figures() && !isYear(c.Text) || k == prose {
			return false
		}
	}
	return !totalAmong(cells)
}

// totalAmong reports a row that a total's label opens: rows of a template.
func totalAmong(cells []*document.Cell) bool { return isGrandTotal(cells[0].Text) && cells[0].Col == 0 }

func spans(cells []*document.Cell) int {
	n := 0
	for _, c := range cells {
		n += c.ColSpan
	}
	return n
}

// level reports a row that belongs to the header above it: a further level, a row of
// units or of column numbers.
func level(t *document.Table, lead, row int) bool {
	if numberRow(t, row) || unitRow(t, row) {
		return true
	}
	if t.Headers > row && !dataRow(t, row) {
		return true
	}
	cells := ownCells(t, row)
	for _, c := range cells {
		if k := kindOf(c.Text); k.figures() && !isYear(c.Text) || k == prose || k == unstated {
			return false
		}
	}
	for c := 0; c < t.Cols; c++ { // a header's cell that reaches down
		if cell := t.Cell(row, c); cell != nil && cell.Row < row && cell.Row >= lead && !isBlank(cell.Text) {
			return true
		}
	}
	if len(cells) == 0 {
		return false
	}
	// Under a cell over several columns stand the names of these.
	under := 0
	for _, c := range cells {
		above := t.Cell(row-1, c.Col)
		if above == nil || above.Row < lead {
			return false
		}
		if isBlank(above.Text) || above.ColSpan > 1 && c.ColSpan < above.ColSpan {
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
		if above != nil && above.Row >= lead && !isBlank(above.Text) && above.ColSpan == 1 && (own == nil || isBlank(own.Text)) {
			return true
		}
		if above != nil && above.ColSpan > 1 {
			return true
		}
	}
	return false
}

// headTexts gives the joined header text over each column, squeezed.
func headTexts(t *document.Table, lead, head int) []string {
	out := make([]string, t.Cols)
	for c := range out {
		var b strings.Builder
		var last *document.Cell
		for r := lead; r < head; r++ {
			if cell := t.Cell(r, c); cell != nil && cell != last && !numberRow(t, r) {
				b.WriteString(cjk.Squeeze(cell.Text))
				last = cell
			}
		}
		out[c] = b.String()
	}
	return out
}
