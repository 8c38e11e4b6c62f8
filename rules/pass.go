package rules

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Pass is what one rule sees of one report, and where it reports.
type Pass struct {
	Report *report.Report
	Rule   *Rule
	// Index holds what several rules want to know of the report, worked out once.
	Index *Index
	// Context ends when the run is stopped; a rule that loops for long looks at it.
	Context context.Context

	severity Severity
	params   map[string]any
	hooks    Hooks
	findings []Finding
	fault    any // what the rule panicked with
}

// Add reports a finding. Rule, severity, basis, places and fingerprint are
// filled in by the engine where the rule left them empty.
func (p *Pass) Add(f Finding) {
	f.Rule, f.Severity = p.Rule.ID, p.severity
	if f.Basis == nil {
		f.Basis = p.Rule.Basis
	}
	if f.At == nil {
		f.At = p.places(&f)
	}
	p.findings = append(p.findings, f)
}

func (p *Pass) places(f *Finding) []report.Location {
	var at []report.Location
	for _, n := range f.Projects {
		at = append(at, p.Report.Projects[n-1].At)
	}
	for _, n := range f.Forms {
		at = append(at, p.Report.Forms[n-1].At)
	}
	return at
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

// Bool returns a parameter that is true or false.
func (p *Pass) Bool(name string) bool {
	b, ok := p.param(name).(bool)
	if !ok {
		panic(fmt.Sprintf("rules: %s: parameter %s is not true or false", p.Rule.ID, name))
	}
	return b
}

// Strings returns a parameter that is a list of texts.
func (p *Pass) Strings(name string) []string {
	ss, ok := p.param(name).([]string)
	if !ok {
		panic(fmt.Sprintf("rules: %s: parameter %s is not a list of texts", p.Rule.ID, name))
	}
	return ss
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

// run calls one hook. A panic costs this rule on this report and nothing else:
// it is kept in fault, for the engine to tell of.
func (p *Pass) run(hook func()) {
	if p.fault != nil {
		return
	}
	defer func() {
		if v := recover(); v != nil {
			p.fault = v
		}
	}()
	hook()
}

func (p *Pass) begin() {
	if p.Rule.Begin != nil {
		p.run(func() { p.hooks = p.Rule.Begin(p) })
	}
}

func (p *Pass) row(r Row) {
	if p.Rule.Row != nil {
		p.run(func() { p.Rule.Row(p, r) })
	}
	if p.hooks.Row != nil {
		p.run(func() { p.hooks.Row(r) })
	}
}

func (p *Pass) form(pos int, f *report.Form) {
	if p.Rule.Form != nil {
		p.run(func() { p.Rule.Form(p, pos, f) })
	}
	if p.hooks.Form != nil {
		p.run(func() { p.hooks.Form(pos, f) })
	}
}

func (p *Pass) end() {
	if p.Rule.Check != nil {
		p.run(func() { p.Rule.Check(p) })
	}
	if p.hooks.End != nil {
		p.run(p.hooks.End)
	}
}
