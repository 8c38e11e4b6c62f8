package structure

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file looks at the rows of a grid.

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// ownCells lists the filled cells that start in a row.
func ownCells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for c := 0; c < t.Cols; c++ {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Col == c && !isBlank(cell.Text) {
			out = append(out, cell)
		}
	}
	return out
}

// across returns the cell that fills a whole row, nil where several do. A row whose
// other cells are all empty counts, and one that repeats its text in every cell.
func across(t *document.Table, row int) *document.Cell {
	var only *document.Cell
	for c := 0; c < t.Cols; c++ {
		cell := t.Cell(row, c)
		if cell == nil || cell == only || isBlank(cell.Text) {
			continue
		}
		if cell.Row != row || only != nil {
			return nil
		}
		only = cell
	}
	return only
}

// blankRow reports whether no filled cell starts in a row.
func blankRow(t *document.Table, row int) bool {
	for c := 0; c < t.Cols; c++ {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && !isBlank(cell.Text) {
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

// dataRow reports whether a row holds figures in at least two cells, which no header
// does. A row of column numbers is no data.
func dataRow(t *document.Table, row int) bool {
	n := 0
	for _, c := range ownCells(t, row) {
		if kindOf(c.Text).figures() && !isYear(c.Text) {
			n++
		}
	}
	return n >= 2 && !numberRow(t, row)
}

// numberRow reports a row that only numbers the columns: 1 2 3, 栏次 1 2 3, A B C,
// 甲 乙 1 2 3.
func numberRow(t *document.Table, row int) bool {
	next, count := 0, 0
	for i, cell := range ownCells(t, row) {
		text := cjk.Squeeze(cell.Text)
		if i == 0 && numberingHead[text] {
			continue
		}
		if j := strings.IndexByte(text, '='); j > 0 { // 6=5/4: a formula over the columns
			text = text[:j]
		}
		n, ok := smallNumber(text)
		if !ok {
			n, ok = ordinal(text)
			if ok && n == 1 {
				next, count = n+1, count+1
				continue
			}
		} else if n == 1 && count <= 3 { // 甲 乙 1 2 3 counts anew
			next, count = 2, count+1
			continue
		}
		if !ok || count > 0 && n != next || count == 0 && n > 2 {
			return false
		}
		next, count = n+1, count+1
	}
	return count >= 3 && count*2 > t.Cols
}

// ordinal reads 甲 and A as one.
func ordinal(s string) (int, bool) {
	r := []rune(strings.Trim(s, "()"))
	if len(r) != 1 {
		return 0, false
	}
	for _, o := range ordinals {
		if i := slices.Index([]rune(o), r[0]); i >= 0 {
			return i + 1, true
		}
	}
	return 0, false
}

// unitRow reports a row whose filled cells are all units: 万元 | 万元 | 分.
func unitRow(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	for _, c := range cells {
		if s := strings.Trim(cjk.Squeeze(c.Text), "()[]"); !slices.Contains(moneyUnits, s) && s != "分" && s != "%" {
			return false
		}
	}
	return len(cells) > 0
}

// totalRow reports a row that sums others: its label stands among the first filled
// cells, before any figure.
func totalRow(t *document.Table, row int) (label string, ok bool) {
	joined := ""
	for i, c := range ownCells(t, row) {
		k := kindOf(c.Text)
		if i > 2 || k.figures() && i > 0 {
			break
		}
		joined += cjk.Squeeze(c.Text)
		if isTotal(c.Text) {
			return cjk.Squeeze(c.Text), true
		}
		if totalWords[joined] { // 合 | 计
			return joined, true
		}
	}
	return "", false
}

// rowAt is the place of a row: its first cell's page and line, boxes united.
func rowAt(t *document.Table, row int) report.Location {
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

// written is what the filled cells of a row say one after the other.
func written(t *document.Table, row int) string {
	var b strings.Builder
	for _, c := range ownCells(t, row) {
		b.WriteString(cjk.Squeeze(c.Text))
	}
	return b.String()
}
