package convert

import (
	"strings"

	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// Normalise mends what a converter did to a physical table on its own.
func Normalise(own *grid.Part) {
	p := &mender{own}
	changed := p.dropPadding()
	changed = p.unstack() || changed
	changed = p.mergeTitles() || changed
	changed = p.mergeRepeats() || changed
	changed = p.placeHeader() || changed
	changed = p.placeFormRows() || changed
	if changed {
		p.Look()
	}
	changed = p.shiftHeads()
	if changed {
		p.Look()
	}
}

// dropPadding takes out the empty cells that a doubled bar makes between all cells of a
// row (||序号||项目名称||), where the other rows have as many cells as it has filled ones.
func (p *mender) dropPadding() bool {
	width := make([]int, p.Rows) // cells printed in each row
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.RowSpan > 1 || c.ColSpan > 1 {
			return false
		}
		width[c.Row]++
	}
	counts := map[int]int{}
	usual := 0
	for _, n := range width {
		if counts[n]++; counts[n] > counts[usual] {
			usual = n
		}
	}
	padded := map[int]bool{}
	for r, n := range width {
		if n >= 2*usual && usual > 1 && p.padded(r, n, usual) {
			padded[r] = true
		}
	}
	if len(padded) == 0 {
		return false
	}
	p.Change()
	kept := p.Cells[:0]
	for _, c := range p.Cells {
		if padded[c.Row] {
			if c.Col%2 == 0 {
				continue
			}
			c.Col /= 2
		}
		kept = append(kept, c)
	}
	p.Cells, p.Cols = kept, 0 // Seal counts the columns anew
	p.Seal()
	return true
}

// padded reports a row of n cells of which every other is empty and the rest, as many as
// the usual row has or fewer, are filled.
func (p *mender) padded(r, n, usual int) bool {
	for c := range n {
		cell := p.Cell(r, c)
		if cell == nil || c%2 == 0 && !grid.IsBlank(cell.Text) || c%2 == 1 && grid.IsBlank(cell.Text) {
			return false
		}
	}
	return n/2 <= usual
}

// mergeTitles makes one cell of a title that a converter repeats in every cell of its
// row, as it does with cells merged over all columns.
func (p *mender) mergeTitles() bool {
	if p.Cols < 3 {
		return false
	}
	var rows []int
	for r := range p.Rows {
		if p.repeats(r) {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return false
	}
	p.Change()
	in := map[int]bool{}
	for _, r := range rows {
		in[r] = true
		first := p.Cell(r, 0)
		p.Deeds = append(p.Deeds, p.Deed(grid.TitleMerged, r, "“%s”在这一行的每一格重复，按一个通栏标题读", "%q is repeated in every cell of the row and read as one title over all columns", first.Text))
	}
	kept := p.Cells[:0]
	for _, c := range p.Cells {
		switch {
		case !in[c.Row]:
		case c.Col == 0:
			c.ColSpan = p.Cols
		default:
			continue
		}
		kept = append(kept, c)
	}
	p.Cells = kept
	p.Seal()
	return true
}

// repeats reports a row that holds the same words in each of its cells, at least three.
func (p *mender) repeats(r int) bool {
	first := p.Cell(r, 0)
	if first == nil || first.Row != r || first.ColSpan > 1 || !p.See.KindOf(first.Text).Text() && !grid.HasLetters(first.Text) {
		return false
	}
	key := cjk.Squeeze(first.Text)
	for c := 1; c < p.Cols; c++ {
		cell := p.Cell(r, c)
		if cell == nil { // a short row: the title was written less often
			return c >= 3
		}
		if cell.Row != r || cell.RowSpan > 1 || cjk.Squeeze(cell.Text) != key {
			return false
		}
	}
	return key != "" && strings.ContainsFunc(key, func(r rune) bool { return r > 0x2e80 })
}
