package normalize

import (
	"strconv"
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// integers gives years, counts and sequence numbers their value.
func integers(p *pass) {
	p.Report.Walk(report.Visitor{Integer: func(path report.Path, n *report.Integer) {
		if n.Value != nil || n.Raw == "" {
			return
		}
		v, ok := parseInteger(n.Raw)
		if !ok {
			if !cjk.Unstated(n.Raw) && path.Name() != "seq" {
				p.note(report.Textf("%s：“%s”不是可识别的整数，按原文保留", "%s: %q is not a whole number that can be read; the text is kept", path, n.Raw), n.At)
			}
			return
		}
		n.Set(v)
		if trimmed := strings.TrimSpace(n.Raw); trimmed != strconv.Itoa(v) && strings.Trim(trimmed, "年个项人名度") != strconv.Itoa(v) {
			p.fix(path.String(), n.Raw, strconv.Itoa(v), "整理数字写法", n.At)
		}
	}})
}

// parseInteger reads 12, １２, 12个, 2022年度, （3）, 二〇二二年, 十二.
func parseInteger(raw string) (int, bool) {
	s := strings.Trim(cjk.Squeeze(raw), "()、.年度个项人名家户")
	s = strings.ReplaceAll(s, ",", "")
	if v, err := strconv.Atoi(strings.TrimSuffix(s, ".0")); err == nil && len(s) < 10 {
		return v, true
	}
	return chineseInteger(s)
}

// digitForms are other forms of the digits.
var digitForms = strings.NewReplacer("零", "〇", "○", "〇", "Ｏ", "〇", "两", "二")

const chineseDigits = "〇一二三四五六七八九"

// chineseInteger reads a Chinese numeral, digit by digit (二〇二二) or with its
// tens and hundreds (一百二十三).
func chineseInteger(s string) (int, bool) {
	s = digitForms.Replace(s)
	if s == "" {
		return 0, false
	}
	digit := func(r rune) int {
		if i := strings.IndexRune(chineseDigits, r); i >= 0 {
			return i / len("〇")
		}
		return -1
	}
	if !strings.ContainsAny(s, "十百千") {
		v := 0
		for _, r := range s {
			d := digit(r)
			if d < 0 || v > 1e6 {
				return 0, false
			}
			v = v*10 + d
		}
		return v, true
	}
	total, current := 0, 0
	for i, r := range []rune(s) {
		switch r {
		case '十', '百', '千':
			if current == 0 {
				if i > 0 && r != '十' {
					return 0, false
				}
				current = 1
			}
			total += current * map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			current = 0
		default:
			d := digit(r)
			if d < 0 || current > 0 {
				return 0, false
			}
			current = d
		}
	}
	return total + current, true
}
