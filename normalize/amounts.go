package normalize

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/cjk"
	"selfeval/report"
)

// figure is a printed number with what may stand around it: a verb or name
// before it, thousands separators, a unit or percent sign after it.
type figure struct {
	value decimal.Decimal
	unit  string
}

var (
	number    = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)$`)
	unitTail  = regexp.MustCompile(`(?:人民币)?(亿元|千万元|百万元|万元|千元|元|亿美元|万美元|美元|万|亿|%|个百分点|分)(?:整)?$`)
	verbs     = regexp.MustCompile(`^(?:较?(?:同比|环比)?(增加|增长|上升|提高|减少|下降|降低|压减|缩减)了?|负)`)
	decreases = map[string]bool{"减少": true, "下降": true, "降低": true, "压减": true, "缩减": true}
)

// shortUnits are the units that prose and cells abbreviate.
var shortUnits = map[string]string{"万": "万元", "亿": "亿元", "个百分点": "%"}

// marks are the signs that are written in several ways, and those that say nothing.
var marks = strings.NewReplacer("，", ",", "−", "-", "–", "-", "﹣", "-", "％", "%", "￥", "", "¥", "", "约", "")

// parse reads one printed figure. ok is false where any of it is not understood.
func parse(raw string) (f figure, ok bool) {
	s := cjk.Squeeze(raw)
	s = marks.Replace(s)
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
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") && unitTail.MatchString(s[i+1:len(s)-1]) {
		s = s[:i] + s[i+1:len(s)-1]
	}
	if m := unitTail.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		f.unit = s[m[2]:m[3]]
		if long, short := shortUnits[f.unit]; short {
			f.unit = long
		}
		s = s[:m[0]]
	}
	m := number.FindStringSubmatch(s)
	if m == nil {
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

// plain reports whether the figure is printed as itself, so that reading it
// changes nothing worth telling.
func plain(raw string, f figure) bool {
	s := strings.TrimSpace(raw)
	s = strings.TrimSuffix(s, f.unit)
	return s == report.Plain(f.value) || s == report.Plain(f.value.Neg()) && f.value.IsNegative() || strings.HasSuffix(s, report.Plain(f.value.Abs())) && verbs.MatchString(s)
}

// notStated are the signs by which a cell says that nothing is stated.
func notStated(raw string) bool {
	s := cjk.Squeeze(raw)
	return strings.Trim(s, "-—–－─−/\\、.*") == "" || s == "无" || s == "空" || s == "未列示" || strings.EqualFold(s, "N/A")
}

// amounts gives every amount its value, and makes a sign for "not stated" the
// absence it stands for.
func amounts(p *pass) {
	p.Report.Walk(report.Visitor{Amount: func(path string, at **report.Amount) {
		a := *at
		if a.Value != nil {
			return
		}
		if notStated(a.Raw) {
			if strings.TrimSpace(a.Raw) != "" {
				p.fix(path, a.Raw, "", "该符号表示未列示，不等于0", a.At)
			}
			*at = nil
			return
		}
		f, ok := parse(a.Raw)
		if !ok {
			p.note(report.Textf("%s：“%s”不是可识别的数字，按原文保留", "%s: %q is not a figure that can be read; the text is kept", path, a.Raw), a.At)
			return
		}
		if f.unit != "" && f.unit != a.Unit {
			// A unit printed with the figure outranks the caption's.
			if a.Unit != "" {
				p.fix(path+".unit", a.Unit, f.unit, "数字自带单位", a.At)
			}
			a.Unit = f.unit
		}
		a.Value = &f.value
		if !plain(a.Raw, f) {
			p.fix(path, a.Raw, report.Plain(f.value), "整理数字写法", a.At)
		}
	}})
}
