package normalize

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

var (
	// measuring is a unit behind a value: 95%, 3座, 12元/人, 30km2.
	measuring = regexp.MustCompile(`^(?:%|‰|[\p{L}℃°²³][\p{L}℃°²³/·]*[23]?)?$`)
	// named is a sign with a name before it: 满意度≥95%.
	named  = regexp.MustCompile(`^[\p{Han}]{1,14}([≥≤<>=]=?.+)$`)
	remark = regexp.MustCompile(`\([^()]*\)$`)
)

// qualitative is the operator of a measure that is judged, not counted.
func qualitative() string { return lexicon.Measures().Qualitative[0] }

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
	if column == qualitative() {
		op, value = qualitative(), ""
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
	if lexicon.Measures().Qualitative.Starts(s) {
		return qualitative()
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
	return lexicon.Measures().CutBefore(s)
}

// Measure takes a printed measure apart: ≥95% is ≥, 95, %. Value is "" where the
// text is no single figure: a range, a date, a judgement in words.
func Measure(raw string) (op, value, unit string) {
	w := lexicon.Measures()
	s := plainSigns.Replace(cjk.Squeeze(raw))
	for _, about := range w.About {
		s = strings.ReplaceAll(s, about, "")
	}
	if w.Qualitative.Starts(s) {
		return qualitative(), "", ""
	}
	op, s = bound(w, s)
	t, unit, ok := printed.Lead(s)
	if !ok || !measuring.MatchString(unit) {
		return unmeasured(op, s), "", ""
	}
	if dates(w, &t, unit) || w.Vague(unit) || utf8.RuneCountInString(unit) > longestUnit || w.Tells(unit) {
		return op, "", ""
	}
	return op, report.Plain(t.Value()), unit
}

// plainSigns brings the signs of figures to one form.
var plainSigns = strings.NewReplacer("−", "-", "–", "-", "％", "%", "，", ",")

// longestUnit is how many characters a unit has at most.
const longestUnit = 8

// bound takes the comparison off a measure, with what else stands around its figure:
// verbs, remarks in brackets.
func bound(w *lexicon.MeasureWords, s string) (op, rest string) {
	if m := named.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	op, s = operator(s)
	s = strings.TrimRight(w.CutVerbs(strings.TrimLeft(s, ":")), "。;；")
	s = withoutRemark(s)
	if t, ok := w.CutWithin(s); ok && (op == "" || op == "≤") {
		op, s = "≤", t
	}
	if sign, t := w.CutBehind(s); sign != "" && (op == "" || op == sign) {
		op, s = sign, t
	}
	return op, withoutRemark(s)
}

// withoutRemark takes a remark in brackets off the end of a text.
func withoutRemark(s string) string {
	if bare := remark.ReplaceAllString(s, ""); bare != "" {
		return bare
	}
	return s
}

// dates reports a figure that, with what stands behind it, is a date.
func dates(w *lexicon.MeasureWords, t *printed.Token, unit string) bool {
	return w.Dates.Starts(unit) || w.Year.Starts(unit) && isYear(t) || unit == "" && t.MayBeMonth()
}

func isYear(t *printed.Token) bool { _, _, ok := t.Years(); return ok }

// unmeasured is the operator of a measure that is no single figure, "" where the
// sign belongs to a range or starts a sentence by chance.
func unmeasured(op, s string) string {
	w := lexicon.Measures()
	if strings.ContainsAny(s, "≥≤<>=") || !w.DateSigns.Holds(s) && w.Ranges.Holds(s) {
		return ""
	}
	if op != "" && s != "" && utf8.RuneCountInString(s) > 12 && !strings.ContainsFunc(s, unicode.IsDigit) {
		return ""
	}
	return op
}
