package normalize

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// qualitative is the operator of a measure that is judged, not counted.
const qualitative = "定性"

// operatorBefore are the words that stand before a value, longer ones first;
// operatorAfter those that stand after it.
var (
	operatorBefore = []struct{ word, op string }{
		{"大于或等于", "≥"}, {"大于等于", "≥"}, {"高于或等于", "≥"}, {"不低于", "≥"}, {"不少于", "≥"}, {"不小于", "≥"}, {"至少", "≥"},
		{"小于或等于", "≤"}, {"小于等于", "≤"}, {"低于或等于", "≤"}, {"不高于", "≤"}, {"不超过", "≤"}, {"不大于", "≤"}, {"不多于", "≤"}, {"不超出", "≤"}, {"控制在", "≤"},
		{"大于", ">"}, {"超过", ">"}, {"高于", ">"}, {"多于", ">"},
		{"小于", "<"}, {"低于", "<"}, {"少于", "<"}, {"等于", "="},
	}
	operatorAfter = []struct{ word, op string }{
		{"及以上", "≥"}, {"(含)以上", "≥"}, {"以上", "≥"}, {"及以下", "≤"}, {"(含)以下", "≤"}, {"以下", "≤"}, {"之内", "≤"}, {"以内", "≤"},
	}
	// within is a time in which something is done: 24小时内.
	within = regexp.MustCompile(`(\d(?:个)?(?:秒|分钟|小时|天|工作日|自然日|周|月))内$`)
	// measuring is a unit behind a value: 95%, 3座, 12元/人, 30km2.
	measuring = regexp.MustCompile(`^(?:%|‰|个百分点|[\p{L}℃°²³][\p{L}℃°²³/·]*[23]?)?$`)
	// named is a sign with a name before it: 满意度≥95%.
	named = regexp.MustCompile(`^[\p{Han}]{1,14}([≥≤<>=]=?.+)$`)
	// dated is a unit that makes the figure a date: 12月底前, 31日.
	dated = regexp.MustCompile(`^(?:月|日|号|年底|年前|年末|年度|季度)`)
	// vague is a unit after a figure that is none exactly: 20余次, 300多人, 5次左右, 3A级.
	vague = regexp.MustCompile(`^[余多几来]|左右|上下|内$|^[A-Z]+级`)
	// told is a unit that is no unit but the rest of a sentence.
	told        = regexp.MustCompile(`[已完达提率均无以不未超较到了的]`)
	verbsBefore = regexp.MustCompile(`^(?:实际完成|全年完成|已完成|完成|已达到|达到|已达|达|共计|约|为)`)
	verbsAfter  = regexp.MustCompile(`(?:已完成|全部完成|完成|达标)$`)
	remark      = regexp.MustCompile(`\([^()]*\)$`)
)

// formMeasures reads targets and results of indicators: operator, value, unit. A
// measure that is not understood keeps its text alone.
func formMeasures(p *pass) {
	for i := range p.Report.Forms {
		for j := range p.Report.Forms[i].Indicators {
			in := &p.Report.Forms[i].Indicators[j]
			path := fmt.Sprintf("forms[%d].indicators[%d]", i, j)
			p.measure(path+".target", &in.Target)
			p.measure(path+".actual", &in.Actual)
		}
	}
}

func (p *pass) measure(path string, m *report.Measure) {
	if m.Value != "" {
		return
	}
	if printed.Unstated(m.Raw) {
		*m = report.Measure{Raw: m.Raw, At: m.At}
		return
	}
	column := canonicalOperator(m.Operator)
	m.Operator = column
	m.Unit = strings.ReplaceAll(cjk.Squeeze(m.Unit), "％", "%")
	op, value, unit := Measure(m.Raw)
	if op == "" {
		op = column
	}
	if column == qualitative {
		op, value = qualitative, ""
	}
	m.Operator = op
	if value == "" {
		return
	}
	m.Value = value
	if unit != "" {
		m.Unit = unit
	}
	if after := op + value + m.Unit; column == "" && !strings.HasPrefix(cjk.Squeeze(m.Raw), op) {
		p.fix(path, m.Raw, after, whySign, m.At)
	}
}

func canonicalOperator(s string) string {
	s = cjk.Squeeze(s)
	if strings.HasPrefix(s, qualitative) {
		return qualitative
	}
	if op, rest := operator(s); rest == "" {
		return op
	}
	return ""
}

// operator cuts the sign or word of comparison that a measure starts with.
func operator(s string) (op, rest string) {
	if op, rest := printed.Relation(s); op != "" {
		return op, rest
	}
	for _, o := range operatorBefore {
		if rest, ok := strings.CutPrefix(s, o.word); ok {
			return o.op, rest
		}
	}
	return "", s
}

// Measure takes a printed measure apart: ≥95% is ≥, 95, %. Value is "" where the
// text is no single figure: a range, a date, a judgement in words.
func Measure(raw string) (op, value, unit string) {
	s := strings.NewReplacer("−", "-", "–", "-", "％", "%", "，", ",", "约", "").Replace(cjk.Squeeze(raw))
	if strings.HasPrefix(s, qualitative) {
		return qualitative, "", ""
	}
	if m := named.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	op, s = operator(s)
	s = verbsAfter.ReplaceAllString(verbsBefore.ReplaceAllString(strings.TrimLeft(s, ":"), ""), "")
	s = strings.TrimRight(s, "。;；")
	if bare := remark.ReplaceAllString(s, ""); bare != "" {
		s = bare
	}
	if t := within.ReplaceAllString(s, "$1"); t != s && (op == "" || op == "≤") {
		op, s = "≤", t
	}
	for _, o := range operatorAfter {
		if rest, ok := strings.CutSuffix(s, o.word); ok {
			if op == "" || op == o.op {
				op, s = o.op, rest
			}
			break
		}
	}
	if bare := remark.ReplaceAllString(s, ""); bare != "" {
		s = bare
	}
	t, unit, ok := printed.Lead(s)
	if !ok || !measuring.MatchString(unit) {
		return unmeasured(op, s), "", ""
	}
	if dated.MatchString(unit) || strings.HasPrefix(unit, "年") && isYear(&t) || unit == "" && t.MayBeMonth() ||
		vague.MatchString(unit) || utf8.RuneCountInString(unit) > 8 || unit != "个百分点" && told.MatchString(unit) {
		return op, "", ""
	}
	return op, report.Plain(t.Value()), unit
}

func isYear(t *printed.Token) bool { _, _, ok := t.Years(); return ok }

// unmeasured is the operator of a measure that is no single figure, "" where the
// sign belongs to a range or starts a sentence by chance.
func unmeasured(op, s string) string {
	if strings.ContainsAny(s, "≥≤<>=") || !strings.ContainsAny(s, "年月日") && strings.ContainsAny(s, "-~～至") {
		return ""
	}
	if op != "" && s != "" && utf8.RuneCountInString(s) > 12 && !strings.ContainsFunc(s, unicode.IsDigit) {
		return ""
	}
	return op
}
