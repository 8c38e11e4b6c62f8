package paper

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file looks at cells and rows of a grid without asking what they mean.

// Across returns the cell that fills a whole row, nil where several do. A row
// whose other cells are all empty counts.
func Across(t *document.Table, row int) *document.Cell {
	var only *document.Cell
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Text == "" || cell == only {
			continue
		}
		if cell.Row != row || only != nil {
			return nil
		}
		only = cell
	}
	return only
}

// OwnCells lists the filled cells that start in a row.
func OwnCells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Col == c && cell.Text != "" {
			out = append(out, cell)
		}
	}
	return out
}

// BlankRow reports whether no filled cell starts in a row.
func BlankRow(t *document.Table, row int) bool {
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Text != "" {
			return false
		}
	}
	return true
}

// Width is how many grid positions of a row are covered: less than the table's
// columns where a row has too few cells.
func Width(t *document.Table, row int) int {
	n := 0
	for c := range t.Cols {
		if t.Cell(row, c) != nil {
			n++
		}
	}
	return n
}

// RowAt is the place of a row: its first cell's line and page, boxes united.
func RowAt(t *document.Table, row int) report.Location {
	at := report.Location{Table: t.Index, Row: row + 1, Page: t.At.Page}
	first := true
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Row != row || cell.Col != c {
			continue
		}
		if first {
			at.Page, at.Line, at.Row, first = cell.At.Page, cell.At.Line, cell.At.Row, false
			if cell.At.Table > 0 {
				at.Table = cell.At.Table
			}
		}
		if cell.At.BBox != nil && cell.RowSpan == 1 && cell.At.Page == at.Page {
			box := *cell.At.BBox
			if at.BBox != nil {
				box = document.Union(*at.BBox, box)
			}
			at.BBox = &box
		}
	}
	return at
}

// DataRow reports whether a row holds figures in at least two cells, which no
// header does. A row of column numbers (1 2 3 …) is no data.
func (p *Paper) DataRow(t *document.Table, row int) bool {
	figures := 0
	for _, cell := range OwnCells(t, row) {
		if Numeric(cell.Text) && !IsYear(cell.Text) {
			figures++
		}
	}
	return figures >= 2 && !p.NumberRow(t, row)
}

// NumberRow reports a row that only numbers the columns, as structure sees it: 1 2 3 …,
// 栏次 1 2 3, A B C, 甲 乙 1 2.
func (p *Paper) NumberRow(t *document.Table, row int) bool { return p.see.NumberRow(t, row) }

// HeadersSeen lists a table's top cells for messages.
func HeadersSeen(t *document.Table) string {
	for r := range min(t.Rows, MaxHeaderRows) {
		cells := OwnCells(t, r)
		if len(cells) < 2 && r+1 < min(t.Rows, MaxHeaderRows) {
			continue
		}
		var texts []string
		for _, c := range cells {
			text := []rune(cjk.Squeeze(c.Text))
			if len(text) > 12 {
				text = append(text[:12], '…')
			}
			texts = append(texts, string(text))
		}
		return strings.Join(slices.Compact(texts), "、")
	}
	return ""
}

// MaxHeaderRows is how deep a header can lie: titles, captions and three levels.
const MaxHeaderRows = 8

// WithoutSpaces drops white space and keeps the signs as printed.
func WithoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if cjk.Space(r) {
			return -1
		}
		if r >= '０' && r <= '９' {
			return cjk.Fold(r)
		}
		return r
	}, s)
}

// Span lists the rows from ≤ row < to.
func Span(from, to int) []int {
	rows := make([]int, 0, max(to-from, 0))
	for r := from; r < to; r++ {
		rows = append(rows, r)
	}
	return rows
}
