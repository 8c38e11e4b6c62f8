package figures

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Answer is yes, no, or that it cannot be told.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	Yes
	No
)

// Same compares two amounts within half the last digit of the coarser; where both are
// printed to the same digit they must be equal.
func Same(a, b *report.Amount) Answer {
	v, ok := a.In(UnitOf(b))
	if !ok || !b.Known() {
		return Unknown
	}
	room := Tolerance(b.Unit, a, b)
	if a.HalfDigitIn(b.Unit).Equal(b.HalfDigit()) {
		room = decimal.Zero
	}
	if v.Sub(b.Dec()).Abs().LessThanOrEqual(room) {
		return Yes
	}
	return No
}
