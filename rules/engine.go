package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// builtin holds the rules of this package, sorted by id.
var builtin []*Rule

// register adds a built-in rule; each rule file calls it from init.
func register(rs ...*Rule) {
	for _, r := range rs {
		if Lookup(r.ID) != nil {
			panic("rules: " + r.ID + " registered twice")
		}
		builtin = append(builtin, r)
	}
	slices.SortFunc(builtin, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
}

// All returns the built-in rules sorted by id.
func All() []*Rule { return slices.Clone(builtin) }

// Lookup returns the built-in rule with the id, nil where there is none.
func Lookup(id string) *Rule {
	for _, r := range builtin {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Pass is what a rule sees of one report, and where it reports.
type Pass struct {
	Report   *report.Report
	Rule     *Rule
	severity Severity
	params   map[string]any
	findings *[]Finding
}

// Report adds a finding. Rule, severity, basis, places and fingerprint are
// filled in where the rule left them empty.
func (p *Pass) Add(f Finding) {
	f.Rule, f.Severity = p.Rule.ID, p.severity
	if f.Basis == nil {
		f.Basis = p.Rule.Basis
	}
	if f.At == nil {
		for _, n := range f.Projects {
			f.At = append(f.At, p.Report.Projects[n-1].At)
		}
		for _, n := range f.Forms {
			f.At = append(f.At, p.Report.Forms[n-1].At)
		}
	}
	*p.findings = append(*p.findings, f)
}

// Decimal returns a parameter as an exact decimal.
func (p *Pass) Decimal(name string) decimal.Decimal {
	s, _ := p.param(name).(string)
	d, err := decimal.NewFromString(s)
	if err != nil {
		panic(fmt.Sprintf("rules: %s: parameter %s is not a decimal: %q", p.Rule.ID, name, s))
	}
	return d
}

func (p *Pass) param(name string) any {
	if v, ok := p.params[name]; ok {
		return v
	}
	for _, q := range p.Rule.Params {
		if q.Name == name {
			return q.Default
		}
	}
	panic(fmt.Sprintf("rules: %s has no parameter %s", p.Rule.ID, name))
}

// Check runs the rules over a report. Findings come in order of weight, then of
// place in the report.
func Check(r *report.Report, cfg *Config) []Finding {
	var found []Finding
	passes := cfg.passes(r, &found)
	for i := range r.Projects {
		row := Row{Pos: i + 1, Project: &r.Projects[i]}
		for _, p := range passes {
			if p.Rule.Row != nil {
				p.Rule.Row(p, row)
			}
		}
	}
	for i := range r.Forms {
		for _, p := range passes {
			if p.Rule.Form != nil {
				p.Rule.Form(p, i+1, &r.Forms[i])
			}
		}
	}
	for _, p := range passes {
		if p.Rule.Check != nil {
			p.Rule.Check(p)
		}
	}
	finish(r, found, cfg.lang())
	return found
}

func finish(r *report.Report, found []Finding, lang report.Lang) {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(b.Severity.Weight(), a.Severity.Weight()),
			cmp.Compare(a.Rule, b.Rule),
			slices.Compare(a.Projects, b.Projects),
			slices.Compare(a.Forms, b.Forms),
		)
	})
	seen := map[string]int{}
	for i := range found {
		f := &found[i]
		f.Message = f.Text.In(lang)
		id := strings.Join([]string{f.Rule, r.Department, r.FiscalYear.String(), f.key(r)}, "\x00")
		seen[id]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, seen[id]))
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
}

func (f *Finding) key(r *report.Report) string {
	if f.Key != "" {
		return f.Key
	}
	var names []string
	for _, n := range f.Projects {
		names = append(names, r.Projects[n-1].Name)
	}
	for _, n := range f.Forms {
		names = append(names, r.Forms[n-1].Project)
	}
	return strings.Join(names, "\x00")
}
