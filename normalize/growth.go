package normalize

import (
	"fmt"

	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// growth brings stated growth to the form 12.5%, negative for a decrease. What
// is no percentage stays as printed.
func growth(p *pass) {
	one := func(path string, s *string, at report.Location) {
		f, ok := parse(*s)
		if !ok || f.unit != "%" {
			return
		}
		after := report.Plain(f.value) + "%"
		p.fix(path, *s, after, whyPercent, at)
		*s = after
	}
	r := p.Report
	for i := range r.Targets {
		one(fmt.Sprintf("targets[%d].growth", i), &r.Targets[i].Growth, r.Targets[i].At)
	}
	changes := func(path string, b *report.Budget) {
		for i := 0; b != nil && i < len(b.Changes); i++ {
			one(fmt.Sprintf("%s.changes[%d].growth", path, i), &b.Changes[i].Growth, b.Changes[i].At)
		}
	}
	changes("budget", &r.Budget)
	changes("final_accounts", r.FinalAccounts)
}

// bands brings the bounds of a declared scale to plain decimals: 85分 is 85.
func bands(p *pass) {
	if p.Report.Conclusion == nil {
		return
	}
	for i := range p.Report.Conclusion.Scale {
		b := &p.Report.Conclusion.Scale[i]
		for _, bound := range []struct {
			name string
			text *string
		}{{"min", &b.Min}, {"max", &b.Max}} {
			f, ok := parse(*bound.text)
			if !ok || f.unit != "" && f.unit != lexicon.Points {
				continue
			}
			after := report.Plain(f.value)
			p.fix(fmt.Sprintf("conclusion.scale[%d].%s", i, bound.name), *bound.text, after, whyBand, b.At)
			*bound.text = after
		}
	}
}
