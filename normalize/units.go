package normalize

import (
	"strings"

	"selfeval/internal/cjk"
	"selfeval/report"
)

// units brings the names of units to their standard form: 万 元, 人民币万元,
// （万元） → 万元.
func units(p *pass) {
	one := func(path string, unit *string, at report.Location) {
		u := canonicalUnit(*unit)
		p.fix(path, *unit, u, "统一单位写法", at)
		*unit = u
	}
	r := p.Report
	one("unit", &r.Unit, report.Location{})
	r.Walk(report.Visitor{Amount: func(path string, a **report.Amount) {
		if !report.IsMoneyUnit((*a).Unit) {
			one(path+".unit", &(*a).Unit, (*a).At)
		}
	}})
}

func canonicalUnit(unit string) string {
	u := strings.Trim(cjk.Squeeze(unit), "()[]")
	u = strings.TrimSuffix(strings.TrimPrefix(u, "人民币"), "人民币")
	if long, ok := shortUnits[u]; ok && u != "个百分点" {
		u = long
	}
	if u == "" {
		return unit
	}
	return u
}
