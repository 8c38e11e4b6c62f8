package figures

import (
	"strconv"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Money writes a computed value with its unit: 20.00 万元. Of zeros that only
// converting units put at the end, two decimals stay.
func Money(v decimal.Decimal, unit string) string {
	for v.Exponent() < -2 && EndsInZero(v) {
		v = v.Truncate(-v.Exponent() - 1)
	}
	return report.Figure(v, unit)
}

// Short drops all zeros at the end of the decimals: a quotient has no precision
// of its own.
func Short(v decimal.Decimal) decimal.Decimal {
	for v.Exponent() < 0 && EndsInZero(v) {
		v = v.Truncate(-v.Exponent() - 1)
	}
	return v
}

// Percent writes part/whole as a percentage with two decimals at most, "" where
// the whole is zero.
func Percent(part, whole decimal.Decimal) string {
	if whole.IsZero() {
		return ""
	}
	return part.Mul(Hundred).DivRound(whole, 2).String() + "%"
}

// N is a number of things, in English with their name: 1 row, 3 rows.
func N(n int, one, many string) report.Text {
	if n == 1 {
		many = one
	}
	return report.Text{ZH: strconv.Itoa(n), EN: strconv.Itoa(n) + " " + many}
}

// Share is percent in brackets.
func Share(part, whole decimal.Decimal) report.Text {
	p := Percent(part, whole)
	if p == "" {
		return report.Text{}
	}
	return report.Text{ZH: "（" + p + "）", EN: " (" + p + ")"}
}
