package rules

import (
	"fmt"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// unitOf is the amount's unit, "" for one that is not stated.
func unitOf(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Unit
}

// tolerance is how far apart two equal figures can be printed: half the last
// printed digit of the coarser side, zero where all sides are in one unit and
// the figures carry the same number of decimals.
func tolerance(unit string, as ...*report.Amount) decimal.Decimal {
	var lo, hi decimal.Decimal
	for i, a := range as {
		h := a.HalfDigitIn(unit)
		if i == 0 || h.LessThan(lo) {
			lo = h
		}
		if h.GreaterThan(hi) {
			hi = h
		}
	}
	if lo.Equal(hi) {
		return decimal.Zero
	}
	return hi
}

// label names a row for a person: 第24行“…”.
func label(row Row) string {
	return fmt.Sprintf("第%d行“%s”", row.Pos, row.Project.Name)
}

var hundred = decimal.NewFromInt(100)

// share writes a part as a percentage of a whole in full-width brackets, nothing
// where the whole is zero.
func share(part, whole decimal.Decimal) string {
	if whole.IsZero() {
		return ""
	}
	return "（" + part.Mul(hundred).DivRound(whole, 2).String() + "%）"
}
