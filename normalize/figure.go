package normalize

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// figure is a printed number with what may stand around it: a verb or sign
// before it, thousands separators, a unit or percent sign after it.
type figure struct {
	value decimal.Decimal
	unit  string // standard name, "" where none is printed
}

var (
	number   = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)$`)
	unitTail = regexp.MustCompile(`(?:人民币)?(亿元|千万元|百万元|十万元|万元|千元|元|亿美元|万美元|美元|万|亿|%|个百分点|分)(?:整)?$`)
	verbs    = regexp.MustCompile(`^(?:较?(?:同比|环比)?(增加|增长|上升|提高|减少|下降|降低|压减|缩减)了?|负)`)
	// The mark of a note under the table: 12.5①, 12.5*, 12.5注1.
	footnote = regexp.MustCompile(`(?:[\x{2460}-\x{2487}]|[※†‡*#＊]+|注[0-9]{0,2}|\[注?[0-9]{1,2}\]|[¹²³⁴-⁹]+)$`)
	// Digits parted by spaces: only groups of three are one number, and 100 200 may
	// be two.
	parted  = regexp.MustCompile(`\d[\s\p{Zs}]+\d`)
	grouped = regexp.MustCompile(`^\D*(?:\d{1,2}(?:[\s\p{Zs}]\d{3})+(?:\.\d+)?|\d{3}(?:[\s\p{Zs}]\d{3})+\.\d+)\D*$`)
)

var decreases = map[string]bool{"减少": true, "下降": true, "降低": true, "压减": true, "缩减": true}

// shortUnits are the units that prose and cells abbreviate.
var shortUnits = map[string]string{"万": "万元", "亿": "亿元", "个百分点": "%"}

// marks are the signs that are written in several ways, and those that say nothing.
var marks = strings.NewReplacer("−", "-", "–", "-", "﹣", "-", "％", "%", "﹪", "%", "￥", "", "¥", "", "约", "", "，", ",", "﹐", ",", "。", ".", "．", ".")

// parse reads one printed figure. ok is false where any of it is not understood.
func parse(raw string) (f figure, ok bool) {
	if simple(raw) { // most figures by far
		v, err := decimal.NewFromString(raw)
		return figure{value: v}, err == nil
	}
	if s := strings.ReplaceAll(raw, ",", ""); simple(s) { // and most of the others
		if !number.MatchString(raw) {
			return f, false
		}
		v, err := decimal.NewFromString(s)
		return figure{value: v}, err == nil
	}
	raw = footnote.ReplaceAllString(raw, "")
	if parted.MatchString(raw) && !grouped.MatchString(raw) {
		return f, false
	}
	s := marks.Replace(cjk.Squeeze(raw))
	negative := false
	if m := verbs.FindStringSubmatch(s); m != nil {
		negative = decreases[m[1]] || strings.HasPrefix(s, "负")
		s = s[len(m[0]):]
	}
	for _, minus := range []string{"△", "▲", "Δ"} {
		if rest, cut := strings.CutPrefix(s, minus); cut {
			s, negative = rest, !negative
		}
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && number.MatchString(s[1:len(s)-1]) {
		s, negative = s[1:len(s)-1], !negative
	}
	// A unit in brackets after the figure: 120(万元).
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") && unitTail.FindString(s[i+1:len(s)-1]) == s[i+1:len(s)-1] {
		s = s[:i] + s[i+1:len(s)-1]
	}
	if v, unit, chinese := formalAmount(s); chinese {
		f.value, f.unit = v, unit
		if negative {
			f.value = v.Neg()
		}
		return f, true
	}
	if v, ok := spelledShare(s); ok {
		f.value, f.unit = v, "%"
		if negative {
			f.value = v.Neg()
		}
		return f, true
	}
	if m := unitTail.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		f.unit = s[m[2]:m[3]]
		if long, short := shortUnits[f.unit]; short {
			f.unit = long
		}
		s = s[:m[0]]
	}
	m := number.FindStringSubmatch(s)
	if m == nil || len(s) > 40 {
		return f, false
	}
	v, err := decimal.NewFromString(m[1] + strings.ReplaceAll(m[2], ",", ""))
	if err != nil {
		return f, false
	}
	if negative {
		v = v.Neg()
	}
	f.value = v
	return f, true
}

// simple reports a figure of digits and at most one point between them.
func simple(s string) bool {
	point := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case c == '.' && !point && i > 0 && i+1 < len(s):
			point = true
		default:
			return false
		}
	}
	return s != "" && len(s) <= 40
}

// plain reports whether the figure is printed as itself, so that reading it
// changes nothing worth telling.
func plain(raw string, f figure) bool {
	s := strings.TrimSuffix(strings.TrimSpace(raw), f.unit)
	if s == report.Plain(f.value) {
		return true
	}
	v := verbs.FindString(s)
	return v != "" && s[len(v):] == report.Plain(f.value.Abs())
}
