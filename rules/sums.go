package rules

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Sum is what some rows of a column add up to.
type Sum struct {
	Sum    decimal.Decimal
	Half   decimal.Decimal // half the last printed digit of the sum
	Drift  decimal.Decimal // what rounding row by row can add up to
	Stated int             // rows with a figure
	Blank  int             // rows without one
}

// Sum adds up a column over rows (1-based positions) in a unit. ok is false where
// a figure was not understood or cannot be brought to the unit.
func (x *Index) Sum(c Column, rows []int, unit string) (_ Sum, ok bool) {
	if len(rows) == len(x.report.Projects) {
		return x.SumAll(c, unit)
	}
	var s Sum
	for _, n := range rows {
		if n < 1 || n > len(x.report.Projects) || !x.add(&s, c, n-1, unit) {
			return Sum{}, false
		}
	}
	return s, true
}

// columnIn is a column in a unit.
type columnIn struct {
	column Column
	unit   string
}

// SumAll adds up a column over all rows, once for all rules.
func (x *Index) SumAll(c Column, unit string) (_ Sum, ok bool) {
	k := columnIn{c, unit}
	if s, done := x.sums[k]; done {
		return *s, s.Stated >= 0
	}
	s := &Sum{}
	for i := range x.report.Projects {
		if !x.add(s, c, i, unit) {
			s = &Sum{Stated: -1}
			break
		}
	}
	if x.sums == nil {
		x.sums = map[columnIn]*Sum{}
	}
	x.sums[k] = s
	return *s, s.Stated >= 0
}

// add adds the figure of one row (0-based). The sum is printed to as many digits as its most exact
// figure: tables drop zeros at the end.
func (x *Index) add(s *Sum, c Column, i int, unit string) bool {
	pr := &x.report.Projects[i]
	a := c.Of(pr)
	if a != nil {
		return x.addAmount(s, c, a, unit)
	}
	blank := true
	for _, part := range pr.Parts { // sources listed without the whole of them
		if a := c.Of(&report.Project{Budget: part.Budget, Executed: part.Executed, Returned: part.Returned}); a != nil {
			blank = false
			if !x.addAmount(s, c, a, unit) {
				return false
			}
		}
	}
	if blank {
		s.Blank++
	}
	return true
}

func (x *Index) addAmount(s *Sum, c Column, a *report.Amount, unit string) bool {
	v, ok := a.In(unit)
	if !ok {
		return false
	}
	half := a.HalfDigitIn(unit)
	if drift, ok := report.Convert(x.HalfDigit(c, a), a.Unit, unit); ok {
		s.Drift = s.Drift.Add(drift)
	}
	if s.Stated == 0 || half.LessThan(s.Half) {
		s.Half = half
	}
	s.Sum = s.Sum.Add(v)
	s.Stated++
	return true
}
