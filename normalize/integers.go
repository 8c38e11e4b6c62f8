package normalize

import (
	"strconv"
	"strings"
	"unicode"

	"selfeval/internal/text/printed"
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
			if !printed.Unstated(n.Raw) && path.Name() != "seq" {
				p.note(report.Textf("%s：“%s”不是可识别的整数，按原文保留", "%s: %q is not a whole number that can be read; the text is kept", path, n.Raw), n.At)
			}
			return
		}
		n.Set(v)
		if trimmed := strings.TrimSpace(n.Raw); trimmed != strconv.Itoa(v) && strings.TrimFunc(trimmed, func(r rune) bool { return unicode.Is(unicode.Han, r) }) != strconv.Itoa(v) {
			p.fix(path.String(), n.Raw, strconv.Itoa(v), whyFigure, n.At)
		}
	}})
}

// parseInteger reads 12, １２, 12个, 2022年度, （3）, 二〇二二年, 十二.
func parseInteger(raw string) (int, bool) {
	t := printed.Parse(raw)
	return t.Integer()
}
