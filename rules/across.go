package rules

import (
	"context"
	"slices"

	"selfeval/report"
	"selfeval/rules/internal/names"
)

// This file compares a report with others of the same department: those of the year before,
// and other files of the same year. Who puts reports together knows that they belong to one
// department; rules only compare.

// NameKey brings a department's name to the form in which names are compared.
func NameKey(name string) string { return names.Key(name) }

// Paper is a report that another one is compared with.
type Paper struct {
	Path    string
	Part    int
	Report  *report.Report
	Reading *report.Reading
}

// Whole reports whether parts of the paper were read whole.
func (x *Paper) Whole(parts Part) bool { return broken(x.Reading)&parts == 0 }

// Papers are those that a report is compared with.
type Papers struct {
	Prior  []*Paper // of the year before
	Beside []*Paper // of the same year, in other files
	Lists  []*Paper // of the same year, with a row a department
	Names  []string // by which the department is known, as NameKey makes them
}

// Counterpart is where the other side of a finding stands, in another document.
type Counterpart struct {
	Document string            `json:"document"`
	Part     int               `json:"part,omitempty"`
	At       []report.Location `json:"at"`
}

// Against is the counterpart at places of the paper.
func (x *Paper) Against(at ...report.Location) Counterpart {
	return Counterpart{Document: x.Path, Part: x.Part, At: Places(report.Location{}, at...)}
}

// Across runs the rules that compare a report with other papers of its department.
// Findings are about the report, their counterparts stand in the other papers.
func Across(ctx context.Context, r *report.Report, reading *report.Reading, papers Papers, cfg *Config) (Result, error) {
	if len(cfg.rules()) == 0 {
		return Result{}, ErrNoRules
	}
	passes := slices.DeleteFunc(cfg.passes(ctx, r), func(p *Pass) bool {
		return (p.Rule.Prior == nil || len(papers.Prior) == 0) && (p.Rule.Beside == nil || len(papers.Beside) == 0) && (p.Rule.Listed == nil || len(papers.Lists) == 0)
	})
	lacking := broken(reading)
	for _, p := range passes {
		p.reading, p.broken, p.Names = reading, lacking, papers.Names
		p.across(papers)
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	res := conclude(r, reading, passes, cfg.lang())
	for _, p := range passes {
		if p.lacks == 0 && p.other != nil {
			res.Withheld = append(res.Withheld, p.withheldForOther(cfg.lang()))
		}
	}
	return res, nil
}

// across calls the hooks of one rule, with the papers of which what it needs was read whole.
func (p *Pass) across(papers Papers) {
	defer p.guard()
	p.need = p.Rule.Needs.Check
	call := func(hook func(*Pass, []*Paper), all []*Paper) {
		if hook == nil || len(all) == 0 {
			return
		}
		if p.lacks |= p.need & p.broken; p.lacks != 0 {
			return
		}
		var whole []*Paper
		for _, x := range all {
			if x.Whole(p.Rule.Needs.Other) {
				whole = append(whole, x)
			} else {
				p.other = x
			}
		}
		if len(whole) > 0 && (p.other == nil || p.Rule.Needs.Single) {
			p.speaks = true
			hook(p, whole)
		}
	}
	call(p.Rule.Prior, papers.Prior)
	call(p.Rule.Beside, papers.Beside)
	call(p.Rule.Listed, papers.Lists)
}

// withheldForOther words that another paper was not read whole.
func (p *Pass) withheldForOther(lang report.Lang) Withheld {
	text := report.Textf("与之比较的“%s”未读全，没有按本规则比较", "“%s”, with which it is compared, was not read whole, so the rule was not applied", p.other.Path)
	return Withheld{Rule: p.Rule.ID, Text: text, Why: text.In(lang), At: Places(report.Location{}, p.Title())}
}
