package normalize

import (
	"strings"

	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// amounts gives every amount its value, and makes a sign for "not stated" the
// absence it stands for.
func amounts(p *pass) {
	p.Report.Walk(report.Visitor{Amount: func(path report.Path, at **report.Amount) {
		a := *at
		if a.Value != nil {
			return
		}
		if printed.Unstated(a.Raw) {
			if strings.TrimSpace(a.Raw) != "" {
				p.fix(path.String(), a.Raw, "", whyUnstated, a.At)
			}
			*at = nil
			return
		}
		f, ok := parse(a.Raw)
		if !ok {
			p.notUnderstood(path, a.Raw, a.At)
			return
		}
		if f.unit != "" && f.unit != a.Unit {
			// A unit printed with the figure outranks the caption's.
			if a.Unit != "" {
				p.fix(path.String()+".unit", a.Unit, f.unit, whyOwnUnit, a.At)
			}
			a.Unit = f.unit
		}
		a.Value = &f.value
		if !plain(a.Raw, f) {
			p.fix(path.String(), a.Raw, report.Plain(f.value), tidied(f), a.At)
		}
	}})
}

// numbers gives weights, scores and rates of forms their value. A unit after the
// figure (10分, 98.5%) is part of how it is printed, not of its value.
func numbers(p *pass) {
	p.Report.Walk(report.Visitor{Number: func(path report.Path, at **report.Number) {
		n := *at
		if n.Value != nil {
			return
		}
		if printed.Unstated(n.Raw) {
			if strings.TrimSpace(n.Raw) != "" {
				p.fix(path.String(), n.Raw, "", whyUnstated, n.At)
			}
			*at = nil
			return
		}
		f, ok := parse(n.Raw)
		if !ok || f.unit != "" && f.unit != lexicon.Points && f.unit != "%" {
			p.notUnderstood(path, n.Raw, n.At)
			return
		}
		n.Value = &f.value
		if after := report.Plain(f.value); after != n.Raw {
			p.fix(path.String(), n.Raw, after, tidied(f), n.At)
		}
	}})
}

func (p *pass) notUnderstood(path report.Path, raw string, at report.Location) {
	p.note(report.Textf("%s：“%s”不是可识别的数字，按原文保留", "%s: %q is not a figure that can be read; the text is kept", path, raw), at)
}
