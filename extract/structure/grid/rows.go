package grid

import (
	"iter"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file looks at the rows of a grid.

// IsBlank reports a text of which nothing is printed.
func IsBlank(s string) bool { return strings.TrimSpace(s) == "" }

// OwnCells lists the filled cells that start in a row.
func OwnCells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for _, cell := range own(t, row) {
		out = append(out, cell)
	}
	return out
}

// own goes through the filled cells that start in a row, counting them.
func own(t *document.Table, row int) iter.Seq2[int, *document.Cell] {
	return func(yield func(int, *document.Cell) bool) {
		n := 0
		for c := 0; c < t.Cols; c++ {
			if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Col == c && !IsBlank(cell.Text) {
				if !yield(n, cell) {
					return
				}
				n++
			}
		}
	}
}

// Across returns the cell that fills a whole row, nil where several do. A row whose
// other cells are all empty counts, and one that repeats its text in every cell.
func Across(t *document.Table, row int) *document.Cell {
	var only *document.Cell
	for c := 0; c < t.Cols; c++ {
		cell := t.Cell(row, c)
		if cell == nil || cell == only || IsBlank(cell.Text) {
			continue
		}
		if cell.Row != row || only != nil {
			return nil
		}
		only = cell
	}
	return only
}

// BlankRow reports whether no filled cell starts in a row.
func BlankRow(t *document.Table, row int) bool {
	for c := 0; c < t.Cols; c++ {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && !IsBlank(cell.Text) {
			return false
		}
	}
	return true
}

// covered is how many positions of a row cells cover.
func covered(t *document.Table, row int) int {
	n := 0
	for c := 0; c < t.Cols; c++ {
		if t.Cell(row, c) != nil {
			n++
		}
	}
	return n
}

// DataRow reports whether a row holds figures in at least two cells, which no header
// does. A row of column numbers is no data.
func (see *Sight) DataRow(t *document.Table, row int) bool {
	n := 0
	for _, c := range own(t, row) {
		if see.KindOf(c.Text).Figures() && !IsYear(c.Text) {
			n++
		}
	}
	return n >= 2 && !see.NumberRow(t, row)
}

// NumberRow reports a row that only numbers the columns: 1 2 3, 栏次 1 2 3, A B C,
// 甲 乙 1 2 3.
func (see *Sight) NumberRow(t *document.Table, row int) bool {
	next, count := 0, 0
	for _, cell := range own(t, row) {
		text := cjk.Squeeze(cell.Text)
		if count == 0 && (see.HeadsNumbers(text) || repeatsAbove(t, cell)) {
			continue
		}
		n, letter, ok := see.columnNumber(text)
		switch {
		case !ok:
			return false
		case n == 1 && (letter || count <= 3): // 甲 乙 1 2 3 counts anew
		case count > 0 && n != next, count == 0 && n > 2:
			return false
		}
		next, count = n+1, count+1
	}
	return count >= 3 && count*2 > t.Cols
}

// repeatsAbove reports a cell of words that says what the one above it does: a merged
// cell of which a converter made several.
func repeatsAbove(t *document.Table, cell *document.Cell) bool {
	above := t.Cell(cell.Row-1, cell.Col)
	return above != nil && cell.Row > 0 && above.Text == cell.Text && HasLetters(cell.Text) && Runes(cell.Text) > 1
}

// columnNumber reads what numbers a column: 3, 丙, C, or a formula over other columns,
// 6=5/4.
func (see *Sight) columnNumber(text string) (n int, letter, ok bool) {
	if j := strings.IndexByte(text, '='); j > 0 {
		text = text[:j]
	}
	if n, ok = SmallNumber(text); ok {
		return n, false, true
	}
	n, ok = see.Letter(text)
	return n, true, ok
}

// unitRow reports a row whose filled cells are all units: 万元 | 万元 | 分.
func unitRow(t *document.Table, row int) bool {
	cells := OwnCells(t, row)
	for _, c := range cells {
		if !lexicon.OnlyUnit(c.Text) {
			return false
		}
	}
	return len(cells) > 0
}

// TotalRow reports a row that sums others: its label stands among the first filled
// cells, before any figure. Behind a number and a name it is one of the row's own: that of
// all its sources.
func (see *Sight) TotalRow(t *document.Table, row int) (label string, ok bool) {
	joined, numbered := "", false
	for i, c := range own(t, row) {
		if i > 2 || i > 0 && see.KindOf(c.Text).Figures() || i == 2 && numbered {
			break
		}
		text := cjk.Squeeze(c.Text)
		joined += text
		if i == 0 {
			_, numbered = SmallNumber(text)
		}
		if see.IsTotal(text) {
			return text, true
		}
		if see.NamesTotal(joined) { // 合 | 计
			return joined, true
		}
	}
	return "", false
}

// RowAt is the place of a row: its first cell's page and line, boxes united.
func RowAt(t *document.Table, row int) report.Location {
	at := report.Location{Table: t.Index, Row: row + 1, Page: t.At.Page, Line: t.At.Line}
	first := true
	for c := 0; c < t.Cols; c++ {
		cell := t.Cell(row, c)
		if cell == nil || cell.Row != row || cell.Col != c {
			continue
		}
		if first {
			at, first = cell.At, false
			at.Column = 0
		} else if cell.At.BBox != nil && at.BBox != nil && cell.At.Page == at.Page && cell.RowSpan == 1 {
			box := document.Union(*at.BBox, *cell.At.BBox)
			at.BBox = &box
		}
	}
	return at
}

// clone copies a table so that its cells can be changed.
func clone(t *document.Table) *document.Table {
	c := *t
	c.Cells = slices.Clone(t.Cells)
	c.Seal()
	return &c
}

// Written is what the filled cells of a row say one after the other.
func Written(t *document.Table, row int) string {
	var b strings.Builder
	for _, c := range OwnCells(t, row) {
		b.WriteString(cjk.Squeeze(c.Text))
	}
	return b.String()
}

// moved to another grid, a table's cells keep the places where they are printed.
func CellAt(t *document.Table, row, col int) report.Location {
	at := RowAt(t, row)
	at.Row, at.Column = row+1, col+1
	return at
}

// SortCells puts cells in reading order.
func SortCells(cells []document.Cell) {
	slices.SortStableFunc(cells, func(a, b document.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
}
