package lexicon

import (
	"regexp"
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// moneyUnit is a unit of money as captions and headers print it, in squeezed text.
var moneyUnit = "(" + strings.Join(printed.MoneyUnits(), "|") + ")"

// moneySign stands in the units of money that captions declare: a text without it, as
// most are, need not be compared with the expressions.
const moneySign = "元"

// IsMoneyUnit reports whether a squeezed text is a unit of money.
func IsMoneyUnit(squeezed string) bool { return printed.IsMoney(squeezed) }

var (
	// 单位：万元, 金额单位:人民币元, 计量单位为万元
	captionUnit = regexp.MustCompile(`单位(?:[:：为是均都]|\s)*(?:人民币)?` + moneyUnit)
	// （万元）, (单位：元), [万元]
	bracketUnit = regexp.MustCompile(`[(\[【](?:金额)?(?:单位[:：])?(?:人民币)?` + moneyUnit + `[)\]】]`)
)

// onlyUnit is a line that declares a unit and says nothing else: 金额单位：万元.
var onlyUnit = regexp.MustCompile(`^[(\[【]*(?:(?:金额|计量|货币)?单位[:：为是均都]*)?(?:人民币)?` + moneyUnit + `[)\]】、,.;分%]*$`)

// DeclaredUnit finds the unit that a line declares beside a table (单位：万元), and whether
// the line says nothing else.
func DeclaredUnit(text string) (unit string, alone bool) {
	if !strings.Contains(text, moneySign) {
		return "", false
	}
	s := cjk.Squeeze(text)
	m := captionUnit.FindStringSubmatch(s)
	if m == nil {
		m = bracketUnit.FindStringSubmatch(s)
	}
	if m == nil {
		return "", false
	}
	return m[1], onlyUnit.MatchString(s)
}

// UnitIn finds the unit that a caption or header declares, "" where it declares none.
func UnitIn(text string) string {
	if !strings.Contains(text, moneySign) {
		return ""
	}
	s := cjk.Squeeze(text)
	for _, re := range []*regexp.Regexp{captionUnit, bracketUnit, slashUnit} {
		if m := re.FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	return ""
}

// UnitNamed finds the unit that a text behind the label 单位 names.
func UnitNamed(text string) string { return UnitIn("单位：" + text) }

// CaptionUnitIn finds the unit in a caption alone: 单位：万元.
func CaptionUnitIn(text string) string {
	if !strings.Contains(text, moneySign) {
		return ""
	}
	if m := captionUnit.FindStringSubmatch(cjk.Squeeze(text)); m != nil {
		return m[1]
	}
	return ""
}

// slashUnit is a unit set off at the end of a header: 预算数/万元.
var slashUnit = regexp.MustCompile(`[/:]` + moneyUnit + `$`)

// StripUnit drops a declared unit from a squeezed header: 预算数(万元) → 预算数.
func StripUnit(s string) string {
	if !strings.Contains(s, moneySign) || !strings.ContainsAny(s, "([【/:") {
		return s
	}
	return slashUnit.ReplaceAllString(bracketUnit.ReplaceAllString(s, ""), "")
}
