package structure

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// A page end may cut a row: some of its lines, or some of its cells, come to stand at
// the top of the next page. In a table that counts its rows the half without a number
// shows it.

// mendRows joins rows that page ends cut.
func (w *whole) mendRows() {
	if w.Form || w.seq.Col < 0 || len(w.Seams) == 0 || !w.numbered() {
		return
	}
	into := map[int]int{} // row that goes on with another → that row
	for _, r := range w.Seams {
		if _, gone := into[r-1]; gone || !w.mendable(r) {
			continue // the part above is nothing but the rest of a row
		}
		a, b := w.rowParts(r-1), w.rowParts(r)
		if a == nil || b == nil {
			continue
		}
		switch {
		case w.restOf(a, b):
			into[r] = r - 1
			w.Did(grid.RowMended, grid.DeedAt(r-1, grid.RowAt(w.Table.Table, r), "这一行被分页切开，下一页的文字接在其后", "the row was cut by a page end; what stands on the next page goes on with it"))
		case w.startOf(a, b):
			into[r-1] = r
			w.Did(grid.RowMended, grid.DeedAt(r-1, grid.RowAt(w.Table.Table, r-1), "这一行的开头在前一页末尾，已接上", "the row's first lines stand at the end of the page before and were put before it"))
		}
	}
	if len(into) > 0 {
		w.Own()
		w.fold(into)
	}
}

// mendable reports whether the rows at a seam are such that one may go on with the other.
func (w *whole) mendable(r int) bool {
	return r > w.Head && r < w.Rows && !w.Unplaced[r] && !w.Unplaced[r-1]
}

// numbered reports whether most rows have a number.
func (w *whole) numbered() bool {
	rows, numbers := 0, 0
	for r := w.Head; r < w.Rows; r++ {
		c := w.Cell(r, w.seq.Col)
		if c == nil || c.Row != r || grid.BlankRow(w.Table.Table, r) {
			continue
		}
		rows++
		if _, ok := grid.SmallNumber(c.Text); ok || grid.ChineseNumeral(c.Text) {
			numbers++
		}
	}
	return numbers*2 >= rows
}

// rowHalf is a row that may be half of one.
type rowHalf struct {
	row     int
	number  string
	cells   []*document.Cell // filled, without the number
	figures int
}

// rowParts looks at a row; nil where cells over several rows or columns start in it, or
// it is a total.
func (w *whole) rowParts(r int) *rowHalf {
	h := &rowHalf{row: r}
	for _, c := range grid.OwnCells(w.Table.Table, r) {
		if c.ColSpan > 1 || c.RowSpan > 1 {
			return nil
		}
		if c.Col == w.seq.Col {
			h.number = cjk.Squeeze(c.Text)
			continue
		}
		if w.See.KindOf(c.Text).Figures() {
			h.figures++
		}
		h.cells = append(h.cells, c)
	}
	if _, total := w.See.TotalRow(w.Table.Table, r); total || len(h.cells) == 0 {
		return nil
	}
	return h
}

// at is the half's cell of a column.
func (h *rowHalf) at(col int) *document.Cell {
	for _, c := range h.cells {
		if c.Col == col {
			return c
		}
	}
	return nil
}

// restOf reports whether b is the rest of the row a: it has no number, and its texts and
// figures go on with those above or stand where there are none.
func (w *whole) restOf(a, b *rowHalf) bool {
	if b.number != "" || a.number == "" {
		return false
	}
	if w.See.NamesPart(cjk.Squeeze(b.cells[0].Text)) || w.See.IsNote(b.cells[0].Text) {
		return false
	}
	if b.figures > 0 {
		return w.complements(a, b) || w.lastDigits(a, b)
	}
	if len(b.cells) > 1 {
		return true
	}
	only := b.cells[0]
	above := a.at(only.Col)
	if above == nil {
		return a.figures < w.usualFigures() || only.Col > w.seq.Col+1
	}
	if cjk.OpenBracket(above.Text) || w.See.BreaksOff(cjk.Squeeze(above.Text)) {
		return true
	}
	s := cjk.Squeeze(only.Text)
	return !startsNumbered(s) && w.See.KindOf(s) != grid.Body && !w.See.NamesGroup(s)
}

// usualFigures is how many columns hold figures.
func (w *whole) usualFigures() int {
	n := 0
	for c := range w.cols {
		if c != w.seq.Col && w.cols[c].Mostly().Figures() {
			n++
		}
	}
	return n
}

// complements reports whether b has figures only where a has none.
func (w *whole) complements(a, b *rowHalf) bool {
	for _, c := range b.cells {
		if above := a.at(c.Col); w.See.KindOf(c.Text).Figures() && above != nil && !w.See.KindOf(above.Text).Empty() {
			return false
		}
	}
	return true
}

// lastDigits reports whether b's figures are last digits that a page end cut off those
// of a, such as 47,151.9 and 3. Words that were cut with them show it.
func (w *whole) lastDigits(a, b *rowHalf) bool {
	const most = 4 // digits that a line may break off
	worded := false
	for _, c := range b.cells {
		above := a.at(c.Col)
		if !w.See.KindOf(c.Text).Figures() {
			worded = worded || above != nil
			continue
		}
		if above == nil || grid.Runes(c.Text) > most || !oneNumber(cjk.Squeeze(above.Text+c.Text)) {
			return false
		}
	}
	return worded
}

// oneNumber reports a figure whose value is not in doubt.
func oneNumber(s string) bool {
	t := printed.Parse(s)
	return t.Known()
}

// startOf reports the first lines of the row b that are all of it that found room on
// the page: words without number and figures between two lines, one of them beside the
// name. A name alone may be the heading of a group.
func (w *whole) startOf(a, b *rowHalf) bool {
	if w.first().Confidence < 1 || a.number != "" || a.figures > 0 || b.figures == 0 {
		return false
	}
	if _, ok := grid.SmallNumber(b.number); !ok {
		return false
	}
	for _, c := range a.cells {
		below := b.at(c.Col)
		if below == nil && w.cols[c.Col].Text() == 0 || below != nil && !w.See.KindOf(below.Text).Text() {
			return false
		}
	}
	name := w.nameColumn()
	return slices.ContainsFunc(a.cells, func(c *document.Cell) bool { return c.Col != name })
}

// nameColumn is the column of words whose texts differ the most: the first such column
// after the number that names no bodies, else the first.
func (w *whole) nameColumn() int {
	first := -1
	for c := range w.cols {
		if c == w.seq.Col || !w.cols[c].Mostly().Text() {
			continue
		}
		if first < 0 {
			first = c
		}
		if w.cols[c].Mostly() == grid.Words {
			return c
		}
	}
	return first
}

// fold joins rows: the texts of the upper one stand before those of the lower.
func (w *whole) fold(into map[int]int) {
	t := w.Table.Table
	at := make([]int, t.Rows+1)
	for r := range t.Rows {
		at[r+1] = at[r]
		if _, gone := into[r]; !gone {
			at[r+1]++
		}
	}
	target := func(r int) int {
		if to, gone := into[r]; gone {
			r = to
		}
		return at[r]
	}
	index := map[[2]int]int{}
	var out []document.Cell
	for _, c := range t.Cells {
		_, gone := into[c.Row]
		row := target(c.Row)
		if i, ok := index[[2]int{row, c.Col}]; ok && (gone || out[i].RowSpan == 1 && c.RowSpan == 1) {
			x := &out[i]
			if grid.IsBlank(x.Text) {
				x.At = c.At
			}
			x.Append(gapBetween(w.See, x.Text, c.Text), &c)
			continue
		}
		end := at[min(c.Row+c.RowSpan, t.Rows)]
		c.Row, c.RowSpan = row, max(end-row, 1)
		index[[2]int{row, c.Col}] = len(out)
		out = append(out, c)
	}
	t.Rows, t.Cells = at[t.Rows], out
	grid.SortCells(t.Cells)
	t.Seal()
	w.renumber(at)
}

// gapBetween is what the cut between the two halves of a cell stands for.
func gapBetween(see *grid.Sight, a, b string) string {
	if a == "" || b == "" || see.KindOf(a).Figures() && see.KindOf(b).Figures() {
		return ""
	}
	return cjk.Gap(a, b)
}

// renumber gives what is known by its row the row's new number.
func (w *whole) renumber(at []int) {
	for i, r := range w.Seams {
		w.Seams[i] = at[r]
	}
	for i := range w.Deeds {
		if d := &w.Deeds[i]; d.Row >= 0 && d.Row < len(at) {
			d.Row = at[d.Row]
		}
	}
	undecided := map[int]bool{}
	for r := range w.Unplaced {
		undecided[at[r]] = true
	}
	w.Unplaced = undecided
	w.Head = at[min(w.Head, len(at)-1)]
}

// startsNumbered reports a text that a Chinese numeral opens: 二、…
func startsNumbered(s string) bool {
	_, spelled, ok := printed.CutOrdinal(s)
	return ok && spelled
}
