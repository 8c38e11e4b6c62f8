package convert

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// unstack makes rows of what a converter stacked in the cells of one: every cell holds
// a line for each row. Figures show it: a name may take two lines, a column of figures
// that holds several in one cell does not, unless there are several rows.
func (p *mender) unstack() bool {
	stacked := map[int]int{} // row → how many rows it holds
	for r := range p.Rows {
		if n := p.stackedIn(r); n > 1 {
			stacked[r] = n
		}
	}
	if len(stacked) == 0 {
		return false
	}
	p.Change()
	at := make([]int, p.Rows+1) // where each row comes to stand
	for r := range p.Rows {
		at[r+1] = at[r] + max(stacked[r], 1)
		if n := stacked[r]; n > 1 {
			p.Deeds = append(p.Deeds, p.Deed(grid.RowsUnstacked, r, "这一行的各格里叠着 %d 行，已分开", "the cells of this row hold %d rows on top of each other, which were parted", n))
		}
	}
	for i := range p.Deeds {
		if d := &p.Deeds[i]; d.Row >= 0 && d.Row < len(at) {
			d.Row = at[d.Row]
		}
	}
	var out []document.Cell
	for i := range p.Cells {
		c := p.Cells[i]
		n, from := stacked[c.Row], at[c.Row]
		if lines := c.Parted(); n > 1 && c.RowSpan == 1 && len(lines) == n {
			for k, own := range lines {
				own.Row = from + k
				out = append(out, own)
			}
			continue
		}
		c.RowSpan = at[c.Row+c.RowSpan] - from
		c.Row = from
		out = append(out, c)
	}
	p.Rows, p.Cells = at[p.Rows], out
	p.Seal()
	return true
}

// stackedIn tells how many rows are stacked in one, at most 1 where none are.
func (p *mender) stackedIn(r int) int {
	n, figures := 0, 0
	for c := 0; c < p.Cols; c++ {
		cell := p.Cell(r, c)
		if cell == nil || cell.Row != r || cell.Col != c || grid.IsBlank(cell.Text) {
			continue
		}
		lines := len(cell.Lines())
		switch {
		case cell.RowSpan > 1:
			return 0
		case lines == 1 && overAll(p.See, cell.Text):
			continue
		case n > 0 && lines != n, lines == 1:
			return 0
		}
		n = lines
		if allFigures(p.See, cell.Lines()) {
			figures++
		}
	}
	if figures < 2 {
		return 0
	}
	return n
}

// overAll reports the text of a cell that may be merged over all rows of a stack: words
// that sum nothing, or a dash.
func overAll(see *grid.Sight, text string) bool {
	k := see.KindOf(text)
	return k.Text() && !see.IsTotal(text) || k == grid.Unstated
}

// allFigures reports lines each of which is a figure or states none.
func allFigures(see *grid.Sight, lines []string) bool {
	for _, text := range lines {
		if k := see.KindOf(text); !k.Figures() && k != grid.Unstated {
			return false
		}
	}
	return true
}
