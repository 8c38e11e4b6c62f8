package structure

import (
	"strings"

	"selfeval/extract/document"
)

// unstack makes rows of what a converter stacked in the cells of one: every cell holds
// a line for each row. Figures show it: a name may take two lines, a column of figures
// that holds several in one cell does not, unless there are several rows.
func (p *part) unstack() bool {
	stacked := map[int]int{} // row → how many rows it holds
	for r := range p.Rows {
		if n := p.stackedIn(r); n > 1 {
			stacked[r] = n
		}
	}
	if len(stacked) == 0 {
		return false
	}
	p.change()
	at := make([]int, p.Rows+1) // where each row comes to stand
	for r := range p.Rows {
		at[r+1] = at[r] + max(stacked[r], 1)
		if n := stacked[r]; n > 1 {
			p.deeds = append(p.deeds, p.deed(RowsUnstacked, r, "这一行的各格里叠着 %d 行，已分开", "the cells of this row hold %d rows on top of each other, which were parted", n))
		}
	}
	for i := range p.deeds {
		if d := &p.deeds[i]; d.Row >= 0 && d.Row < len(at) {
			d.Row = at[d.Row]
		}
	}
	var out []document.Cell
	for i := range p.Cells {
		c := p.Cells[i]
		n, from := stacked[c.Row], at[c.Row]
		if lines := c.Lines(); n > 1 && c.RowSpan == 1 && len(lines) == n {
			for k, text := range lines {
				own := c
				own.Row, own.Text, own.Breaks = from+k, text, nil
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
func (p *part) stackedIn(r int) int {
	n, figures := 0, 0
	for c := 0; c < p.Cols; c++ {
		cell := p.Cell(r, c)
		if cell == nil || cell.Row != r || cell.Col != c || isBlank(cell.Text) {
			continue
		}
		lines := len(cell.Breaks) + 1
		switch {
		case cell.RowSpan > 1:
			return 0
		case lines == 1 && kindOf(cell.Text).text() && !isTotal(cell.Text):
			continue // a cell merged over all of them
		case lines == 1 && strings.TrimSpace(cell.Text) != "" && kindOf(cell.Text) == unstated:
			continue
		case n > 0 && lines != n, lines == 1:
			return 0
		}
		n = lines
		all := true
		for _, text := range cell.Lines() {
			k := kindOf(text)
			all = all && (k.figures() || k == unstated)
		}
		if all {
			figures++
		}
	}
	if figures < 2 {
		return 0
	}
	return n
}
