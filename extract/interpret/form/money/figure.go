package money

import (
	"selfeval/internal/text/printed"
	"selfeval/report"
	"strings"
)

// CutUnit parts a printed figure from what stands behind its digits.
func CutUnit(s string) (digits, unit string) {
	digits = strings.TrimRightFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return digits, s[len(digits):]
}

// Numbered reports a source with a number of its own: 1.财政拨款, （二）其他资金.
func Numbered(name string) bool {
	_, _, ok := printed.CutOrdinal(strings.TrimSpace(name))
	return ok
}

// Empty reports a row of which nothing was read beside its name.
func Empty(f *report.Fund) bool {
	return None(f) && f.Rate == nil && f.Score == nil && len(f.Others) == 0
}

// None reports a row that has no amount of the budget or of what was spent.
func None(f *report.Fund) bool { return f.Initial == nil && f.Budget == nil && f.Executed == nil }
