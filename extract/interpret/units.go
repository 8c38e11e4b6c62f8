package interpret

import (
	"regexp"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// moneyUnit is a unit of money as captions and headers print it, in squeezed text.
const moneyUnit = `(亿元|千万元|百万元|十万元|万元|千元|元|亿美元|万美元|美元)`

// moneySign stands in every unit of money: a text without it, as most are, need not
// be compared with the expressions.
const moneySign = "元"

// moneyUnits are the same, for looking up.
var moneyUnits = map[string]bool{}

func init() {
	for _, u := range strings.Split(strings.Trim(moneyUnit, "()"), "|") {
		moneyUnits[u] = true
	}
}

var (
	// 单位：万元, 金额单位:人民币元, 计量单位为万元
	captionUnit = regexp.MustCompile(`单位(?:[:：为是均都]|\s)*(?:人民币)?` + moneyUnit)
	// （万元）, (单位：元), [万元]
	bracketUnit = regexp.MustCompile(`[(\[【](?:金额)?(?:单位[:：])?(?:人民币)?` + moneyUnit + `[)\]】]`)
)

// unitIn finds the unit that a caption or header declares, "" where it declares none.
func unitIn(text string) string {
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

// captionUnitIn finds the unit in a caption alone: 单位：万元.
func captionUnitIn(text string) string {
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

// stripUnit drops a declared unit from a squeezed header: 预算数(万元) → 预算数.
func stripUnit(s string) string {
	if !strings.Contains(s, moneySign) || !strings.ContainsAny(s, "([【/:") {
		return s
	}
	return slashUnit.ReplaceAllString(bracketUnit.ReplaceAllString(s, ""), "")
}

// remarkAfter finds the unit that a remark below a table declares: 注：以上金额单位均为万元.
func (rd *reading) remarkAfter(block int) string {
	for i := block + 1; i < len(rd.blocks) && i <= block+2; i++ {
		b := &rd.blocks[i]
		s := cjk.Squeeze(b.Text)
		if b.Kind != document.Paragraph || len([]rune(s)) > 60 {
			return ""
		}
		if s = strings.TrimLeft(s, "("); strings.HasPrefix(s, "注") || strings.HasPrefix(s, "备注") || strings.HasPrefix(s, "说明") || strings.Contains(s, "以上") {
			return captionUnitIn(s)
		}
	}
	return ""
}

// captionFor finds the unit declared above a table: in the few blocks before it,
// up to the table before.
func (rd *reading) captionFor(block int) string {
	for i := block - 1; i >= 0 && i >= block-5; i-- {
		b := &rd.blocks[i]
		if b.Kind == document.TableBlock {
			// A table of one or two cells above the table is its caption line.
			if len(b.Table.Cells) <= 4 {
				for _, c := range b.Table.Cells {
					if u := unitIn(c.Text); u != "" {
						return u
					}
				}
				continue
			}
			return ""
		}
		if len([]rune(b.Text)) > 60 {
			// Prose mentions units of its own; a caption that a converter joined to it
			// stands at its end.
			s := strings.TrimRight(cjk.Squeeze(b.Text), ")]】")
			if m := captionUnit.FindStringSubmatchIndex(s[max(0, len(s)-40):]); m != nil && m[1] == min(len(s), 40) {
				return s[max(0, len(s)-40):][m[2]:m[3]]
			}
			return ""
		}
		if u := captionUnit.FindStringSubmatch(cjk.Squeeze(b.Text)); u != nil {
			return u[1]
		}
		if u := unitIn(b.Text); u != "" && !strings.ContainsAny(b.Text, "0123456789") {
			return u
		}
	}
	return ""
}
