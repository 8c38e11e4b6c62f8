package convert

import (
	"github.com/shopspring/decimal"

	"selfeval/extract/structure/grid"
)

// bySum chooses for a total among ways that fit as well the one whose figures are the
// sums of their columns.
func (p *placer) bySum(sr *shortRow, choices []choice) []int {
	var best []int
	most, ties := 0, 0
	for _, c := range choices {
		if choices[0].score-c.score >= grid.Fair {
			continue
		}
		hits := 0
		for i, cell := range sr.cells {
			v, ok := grid.Number(cell.Text)
			if sum, n := p.sum(c.into[i], sr.row); ok && n > 1 && !v.IsZero() && sum.Equal(v) {
				hits++
			}
		}
		switch {
		case hits > most:
			best, most, ties = c.into, hits, 1
		case hits == most:
			ties++
		}
	}
	if most == 0 || ties > 1 {
		return nil
	}
	return best
}

// sum adds up a column's figures above or below a total.
func (p *placer) sum(col, but int) (decimal.Decimal, int) {
	sum, n := decimal.Zero, 0
	placed := map[int]*shortRow{}
	for _, sr := range p.rows {
		placed[sr.row] = sr
	}
	for r := p.in.head; r < p.in.to; r++ {
		if r == but {
			continue
		}
		if _, total := p.w.See.TotalRow(p.t, r); total {
			continue
		}
		text := ""
		if sr := placed[r]; sr != nil {
			for i, c := range sr.into {
				if c == col {
					text = sr.cells[i].Text
				}
			}
		} else if c := p.t.Cell(r, col); c != nil && c.Row == r {
			text = c.Text
		}
		if v, ok := grid.Number(text); ok {
			sum = sum.Add(v)
			n++
		}
	}
	return sum, n
}
