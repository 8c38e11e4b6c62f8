package convert

import (
	"slices"
	"strings"
	"unicode"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// PartFigures gives back to their columns figures that a converter wrote into one cell,
// beside the cells that it left empty for them.
func PartFigures(t *grid.Table, cols []grid.Column) {
	w := &sheet{Table: t, cols: cols}
	if w.Form || w.Cols < 3 {
		return
	}
	found := w.several()
	if len(found) == 0 {
		return
	}
	w.Own()
	gone := map[[2]int]bool{}
	var more []document.Cell
	for _, f := range found {
		c := &w.Cells[f.cell]
		w.Did(grid.FiguresParted, grid.DeedAt(c.Row, c.At, "“%s”是 %d 个数，旁边的格空着，分到各列", "%q are %d figures beside empty cells and were given to these", c.Text, len(f.tokens)))
		end := 0
		for k, text := range f.tokens {
			start := end + strings.Index(c.Text[end:], text)
			end = start + len(text)
			own := *c
			own.Cut(start, end)
			own.Col = f.col + k
			gone[[2]int{own.Row, own.Col}] = true
			more = append(more, own)
		}
	}
	w.Cells = append(slices.DeleteFunc(w.Cells, func(c document.Cell) bool { return gone[[2]int{c.Row, c.Col}] }), more...)
	grid.SortCells(w.Cells)
	w.Table.Table.Seal()
}

// several is a cell that holds several figures, and the first column that they are to
// be given to.
type several struct {
	cell, col int
	tokens    []string
}

// several lists such cells.
func (w *sheet) several() []several {
	var found []several
	for i := range w.Cells {
		c := &w.Cells[i]
		if c.Row < w.Head || c.RowSpan > 1 || c.ColSpan > 1 || !strings.ContainsAny(c.Text, " \u3000") || !w.See.KindOf(c.Text).Figures() {
			continue
		}
		tokens := strings.Fields(strings.ReplaceAll(c.Text, "\u3000", " "))
		if n := len(tokens); n > 1 && n <= 8 && w.holdsEach(c, tokens) {
			if col := w.emptyBeside(c, n); col >= 0 {
				found = append(found, several{i, col, tokens})
			}
		}
	}
	return found
}

// holdsEach reports whether each of a cell's figures is one of its column: as many
// decimals as the others have. 1 250.00 is one figure, with a space for thousands.
func (w *sheet) holdsEach(c *document.Cell, tokens []string) bool {
	decimals := strings.Contains(tokens[len(tokens)-1], ".")
	for i, t := range tokens {
		v, ok := grid.Number(t)
		if !ok || v.IsNegative() && i > 0 && !decimals {
			return false
		}
		if strings.Contains(t, ".") != decimals {
			return false
		}
		if !decimals && i > 0 && len(t) == 3 && !strings.ContainsFunc(t, func(r rune) bool { return !unicode.IsDigit(r) }) {
			return false // 1 250
		}
	}
	return true
}

// emptyBeside finds the first of n columns of figures, one of them the cell's own, of
// which the others are empty in its row; -1 where there are none or several.
func (w *sheet) emptyBeside(c *document.Cell, n int) int {
	at := -1
	for from := max(c.Col-n+1, 0); from <= c.Col && from+n <= w.Cols; from++ {
		ok := true
		for col := from; col < from+n && ok; col++ {
			x := w.Cell(c.Row, col)
			ok = col < len(w.cols) && w.cols[col].Mostly().Figures() && (col == c.Col || x == nil || x.Row == c.Row && x.ColSpan == 1 && grid.IsBlank(x.Text))
		}
		if !ok {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = from
	}
	return at
}
