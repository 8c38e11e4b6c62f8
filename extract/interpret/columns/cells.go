package columns

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// fits reports whether what stands in a column can be the field.
func fits(p paper.Profile, field string) bool {
	switch field {
	case Budget, Executed, Returned, Balance, Carried, Rate:
		return p.AtLeast(p.Figures)
	case Score:
		return p.AtLeast(p.Figures + p.Graded)
	case Name, Use:
		return p.Words >= p.Figures
	case Implementer, Department:
		return p.Words >= p.Figures && p.Units*2 <= p.Words
	case Grade:
		return p.Words >= p.Figures && (p.Short+p.Graded)*2 >= p.Words
	case Unit:
		return p.Units > 0 && p.Units*2 > p.Words+p.Figures
	}
	return true
}

// byCells adds what the cells of a column say of the fields that it may be.
func byCellsOf(hs hypotheses, p paper.Profile) {
	for i := range hs {
		hy := &hs[i]
		switch {
		case !fits(p, hy.Field):
			hy.add(Evidence{Weight: never, sign: byMisfit})
		case p.Figures+p.Words > 0:
			hy.add(Evidence{Weight: fitting, sign: byCells})
		}
	}
}

// sample is what stands in some rows of a table, spread over it, as figures.
type sample struct {
	columns [][]value // by column, then by row; nil where a column was not looked at
}

// value is a figure of a sample.
type value struct {
	token printed.Token
	known bool
}

// takeSample reads the figures of the columns asked for in at most sampleRows rows of
// data. Rows that sum others are left out.
func (rd *Reader) takeSample(t *document.Table, from int, wanted func(c int) bool) *sample {
	s := &sample{columns: make([][]value, t.Cols)}
	step := max(1, (t.Rows-from+sampleRows-1)/sampleRows)
	var rows []int
	for r := from; r < t.Rows; r += step {
		if !rd.sums(t, r) {
			rows = append(rows, r)
		}
	}
	for c := range t.Cols {
		if !wanted(c) {
			continue
		}
		s.columns[c] = make([]value, len(rows))
		for i, r := range rows {
			cell := t.Cell(r, c)
			if cell == nil || cell.Row != r || cell.Col != c || cell.ColSpan > 1 {
				continue
			}
			if k := printed.Parse(cell.Text); k.Known() {
				s.columns[c][i] = value{k, true}
			}
		}
	}
	return s
}

// sums reports a row whose first cells say that it sums others.
func (rd *Reader) sums(t *document.Table, row int) bool {
	for c := range min(3, t.Cols) {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && rd.Vocab.Totals.Has(cjk.Squeeze(cell.Text)) {
			return true
		}
	}
	return false
}

// negative reports a column in which a figure below zero stands.
func (s *sample) negative(c int) bool {
	if s == nil {
		return false
	}
	for i := range s.columns[c] {
		if v := &s.columns[c][i]; v.known && v.token.Negative {
			return true
		}
	}
	return false
}

// percent reports a column of which half the figures or more are printed in percent.
func (s *sample) percent(c int) bool {
	n, all := 0, 0
	for i := range s.columns[c] {
		if v := &s.columns[c][i]; v.known {
			all++
			if v.token.Measure == printed.Percent {
				n++
			}
		}
	}
	return n > 0 && n*2 >= all
}

// counts reports a column whose figures go up by one.
func (s *sample) counts(c int) bool {
	up, all, last := 0, 0, -1
	for i := range s.columns[c] {
		v := &s.columns[c][i]
		n, ok := v.token.Ordinal()
		if !v.known || !ok {
			continue
		}
		if all++; last >= 0 && n == last+1 {
			up++
		}
		last = n
	}
	return all >= 3 && up*shareDen >= (all-1)*shareNum
}
