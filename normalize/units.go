package normalize

import (
	"strings"

	"selfeval/internal/cjk"
	"selfeval/report"
)

// units brings the names of units to their standard form: 万 元, 人民币万元 → 万元.
func units(p *pass) {
	canonical := func(path, unit string, at report.Location) string {
		u := strings.TrimPrefix(cjk.Squeeze(unit), "人民币")
		p.fix(path, unit, u, "统一单位写法", at)
		return u
	}
	p.Report.Unit = canonical("unit", p.Report.Unit, report.Location{})
	p.Report.Walk(report.Visitor{Amount: func(path string, a **report.Amount) {
		(*a).Unit = canonical(path+".unit", (*a).Unit, (*a).At)
	}})
}
