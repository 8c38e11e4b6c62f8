// Package figures holds the arithmetic that rules share, and how worked-out figures are
// written.
package figures

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// UnitOf is the amount's unit, "" for one that is not stated.
func UnitOf(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Unit
}

// Tolerance is how far apart figures can be printed though they are equal: half
// the last printed digit of the coarsest of them, in unit.
func Tolerance(unit string, as ...*report.Amount) decimal.Decimal {
	var t decimal.Decimal
	for _, a := range as {
		t = decimal.Max(t, a.HalfDigitIn(unit))
	}
	return t
}

// Sum adds amounts in one unit; ok is false where one is not known or cannot be
// brought to it. half is the coarsest half digit among them.
func Sum(unit string, as []*report.Amount) (total, half decimal.Decimal, ok bool) {
	for _, a := range as {
		v, known := a.In(unit)
		if !known {
			return decimal.Zero, decimal.Zero, false
		}
		total = total.Add(v)
		half = decimal.Max(half, a.HalfDigitIn(unit))
	}
	return total, half, len(as) > 0
}

// SumsTo compares a stated whole with the sum of its parts and returns by how
// much the parts are over. Each rounded part may be off by half its last digit,
// so where the parts are printed more coarsely than they were added up the room
// grows with them.
func SumsTo(whole *report.Amount, parts []*report.Amount) (over, total decimal.Decimal, equal, ok bool) {
	if !whole.Known() {
		return over, total, false, false
	}
	total, half, ok := Sum(whole.Unit, parts)
	if !ok {
		return over, total, false, false
	}
	over = total.Sub(whole.Dec())
	room := whole.HalfDigit()
	if half.Equal(room) {
		// All in one precision: a table typed from exact figures adds up exactly;
		// one rounded row by row may be off by half a digit a row.
		room = decimal.Zero
	}
	return over, total, over.Abs().LessThanOrEqual(decimal.Max(room, half.Mul(decimal.NewFromInt(int64(len(parts)))))), true
}

// Hundred is what percentages are of, and most scores.
var Hundred = decimal.NewFromInt(100)

// Significant counts the significant digits of a figure: 1.89615 has six, 400 one.
func Significant(d decimal.Decimal) int {
	d = Bare(d)
	if d.IsZero() {
		return 0
	}
	return d.NumDigits()
}

// Bare drops all zeros at the end of a figure, also those before the point.
func Bare(d decimal.Decimal) decimal.Decimal {
	if d.IsZero() {
		return decimal.Zero
	}
	exp := d.Exponent()
	if d.NumDigits() < 18 {
		c := d.CoefficientInt64()
		for c%10 == 0 {
			c /= 10
			exp++
		}
		return decimal.New(c, exp)
	}
	c, ten, rest := d.Coefficient(), big.NewInt(10), new(big.Int)
	for {
		q, r := new(big.Int).QuoRem(c, ten, rest)
		if r.Sign() != 0 {
			return decimal.NewFromBigInt(c, exp)
		}
		c, exp = q, exp+1
	}
}

// EndsInZero reports whether the last printed digit is a zero.
func EndsInZero(d decimal.Decimal) bool {
	if d.NumDigits() < 18 {
		return d.CoefficientInt64()%10 == 0
	}
	return strings.HasSuffix(d.Coefficient().String(), "0")
}

// PercentOf is part of whole in percent, to four decimals.
func PercentOf(part, whole decimal.Decimal) decimal.Decimal {
	return Short(part.Mul(Hundred).DivRound(whole, 4))
}

// InPoints reports whether a score is one in points, as the table's scores are.
func InPoints(s *report.Amount) bool { return s.Known() && (s.Unit == "" || s.Unit == Points) }
