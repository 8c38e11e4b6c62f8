package lexicon

import (
	"regexp"
	"strings"

	"selfeval/internal/text/cjk"
)

// This file reads what the heads of columns say in signs: letters, formulas, months, full
// marks.

// quotient is a formula of a head with the letters of its columns: （B/A）, ③=②/①.
var quotient = regexp.MustCompile(`([A-Z①-⑳])[/÷]([A-Z①-⑳])`)

// Quotient gives the letters of the column that a head divides, and of that by which.
func Quotient(squeezed string) (over, under string, ok bool) {
	if !strings.ContainsAny(squeezed, "/÷") {
		return "", "", false
	}
	if m := quotient.FindStringSubmatch(squeezed); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// headLetter is the letter or number that a head gives its column: 预算数（A）, 执行数②.
var headLetter = regexp.MustCompile(`[(\[]?([A-Z①-⑳])[)\]]?(?:=.*)?$`)

// HeadLetter is the letter by which other heads call the column of a head, "" for none.
func HeadLetter(squeezed string) string {
	if m := headLetter.FindStringSubmatch(squeezed); m != nil {
		return m[1]
	}
	return ""
}

// aMonth finds the months that a head names.
var aMonth = regexp.MustCompile(`(\d{1,2})月`)

// UpToMonth reports a head that counts up to a month other than the year's last:
// 11月底执行数, 1-10月支出.
func UpToMonth(squeezed string) bool {
	if !strings.Contains(squeezed, "月") {
		return false
	}
	m := aMonth.FindAllStringSubmatch(squeezed, -1)
	return len(m) > 0 && m[len(m)-1][1] != "12"
}

// outOf finds what a score is out of in the name of its column: 自评得分（满分120分）.
var outOf = regexp.MustCompile(`满分(?:值)?[为:]?(\d{1,3}(?:\.\d+)?)|\((\d{2,3})分制?\)`)

// FullMarkIn is what a head says its scores are out of, "" where it says nothing.
func FullMarkIn(squeezed string) string {
	if m := outOf.FindStringSubmatch(squeezed); m != nil {
		return m[1] + m[2]
	}
	return ""
}

// OnlyUnit reports a header cell that holds a unit and nothing else: （万元）, 元, 分.
func OnlyUnit(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()[]【】")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "单位"), ":")
	return IsMoneyUnit(s) || s == Points || s == "%"
}

// Points is the unit of scores.
const Points = "分"

// tenThousands is a unit in the brackets of a head that leaves 元 out: 预算数（万）.
var tenThousands = regexp.MustCompile(`[(\[【](?:单位:)?([万亿])[)\]】]`)

// HeadUnit finds the unit of money that the head of a column declares.
func HeadUnit(text string) string {
	if u := UnitIn(text); u != "" {
		return u
	}
	s := cjk.Squeeze(text)
	if m := tenThousands.FindStringSubmatch(s); m != nil {
		return m[1] + moneySign
	}
	if u := strings.Trim(s, "()[]【】"); IsMoneyUnit(u) {
		return u
	}
	return ""
}
