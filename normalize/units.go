package normalize

import (
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// units brings the names of units to their standard form: 万 元, 人民币万元,
// （万元） → 万元.
func units(p *pass) {
	r := p.Report
	if u := canonicalUnit(r.Unit); u != r.Unit {
		p.fix("unit", r.Unit, u, whyUnit, report.Location{})
		r.Unit = u
	}
	r.Walk(report.Visitor{Amount: func(path report.Path, at **report.Amount) {
		a := *at
		if a.Unit == "" || report.IsMoneyUnit(a.Unit) {
			return
		}
		if u := canonicalUnit(a.Unit); u != a.Unit {
			p.fix(path.String()+".unit", a.Unit, u, whyUnit, a.At)
			a.Unit = u
		}
	}})
}

func canonicalUnit(unit string) string {
	if name, ok := printed.UnitName(unit); ok {
		return name
	}
	if u := strings.Trim(cjk.Squeeze(unit), "()[]"); u != "" {
		return u
	}
	return unit
}
