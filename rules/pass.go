package rules

import (
	"context"
	"fmt"
	"slices"

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
	hooks    hooks
	broken   Part // parts of the paper that were not read whole
	reading  *report.Reading
	gaps     *gaps    // of a prose of which but some figures were not read
	Names    []string // keys by which the department is known, where reports are compared
	need     Part     // of the hook that is running
	lacks    Part     // what hooks need that was not read whole: they are not called
	speaks   bool     // a hook is called
	other    *Paper   // one of those to compare with that was not read whole
	findings []Finding
	fault    any // what the rule panicked with
}

// Add reports a finding. Rule, severity, basis, places and fingerprint are
// filled in by the engine where the rule left them empty.
func (p *Pass) Add(f Finding) {
	f.Rule, f.Severity = p.Rule.ID, p.severity
	if f.Mild {
		f.Severity = Info
	}
	if f.Basis == nil {
		f.Basis = p.Rule.Basis
	}
	if f.Basis == nil {
		f.Basis = []Basis{}
	}
	f.At = p.places(&f)
	if p.withholds(&f) {
		return
	}
	p.findings = append(p.findings, f)
}

// withholds reports that something was not read beside what a finding compares.
func (p *Pass) withholds(f *Finding) bool {
	if g := p.gaps; g != nil && (p.need&Prose != 0 && g.near(f.At, f.Values) || p.need&Alone != 0 && g.within(f.At, f.Values)) {
		p.lacks |= Prose
		return true
	}
	if p.need&Alone != 0 && torn(p.reading, f.At) {
		p.lacks |= Alone
		return true
	}
	return false
}

// places are those that the rule gave, else those of the rows and forms; where none of
// these is known, that of the paper's title: no finding is without a place.
func (p *Pass) places(f *Finding) []report.Location {
	if len(f.At) > 0 && !slices.ContainsFunc(f.At, report.Location.IsZero) {
		return f.At
	}
	at := Places(report.Location{}, f.At...)
	if len(at) > 0 {
		return at
	}
	for _, n := range f.Projects {
		at = append(at, p.Report.Projects[n-1].At)
	}
	for _, n := range f.Forms {
		at = append(at, p.Report.Forms[n-1].At)
	}
	if at = Places(report.Location{}, at...); len(at) > 0 {
		return at
	}
	return Places(report.Location{}, p.Title())
}

// Title is the place of the paper's title, or of what comes first in it.
func (p *Pass) Title() report.Location {
	r := p.Report
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Where == "title" && !m.At.IsZero() {
			return m.At
		}
	}
	for i := range r.Departments {
		if m := &r.Departments[i]; m.Where == "title" && !m.At.IsZero() {
			return m.At
		}
	}
	switch {
	case len(r.Sections) > 0:
		return r.Sections[0].At
	case len(r.Projects) > 0:
		return r.Projects[0].At
	case len(r.Forms) > 0:
		return r.Forms[0].At
	}
	return first(r)
}

// first is the first place that the record knows of.
func first(r *report.Report) (at report.Location) {
	look := func(l report.Location) {
		if at.IsZero() {
			at = l
		}
	}
	r.Walk(report.Visitor{
		Amount: func(_ report.Path, a **report.Amount) { look((*a).At) },
		Text:   func(_ report.Path, _ *string, l report.Location) { look(l) },
	})
	return at
}

// Places are the places given, each once; in place of one that is not known stands
// otherwise, that of what the figure stands in.
func Places(otherwise report.Location, at ...report.Location) []report.Location {
	out := make([]report.Location, 0, len(at))
	for _, l := range at {
		if l.IsZero() {
			l = otherwise
		}
		if !l.IsZero() && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// Cells are the places of the figures that a finding compares; those that are not
// stated have none.
func Cells(otherwise report.Location, figures ...*report.Amount) []report.Location {
	at := make([]report.Location, 0, len(figures))
	for _, a := range figures {
		if a != nil {
			at = append(at, a.At)
		}
	}
	return Places(otherwise, at...)
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

// guard keeps what a hook panicked with: that costs this rule on this report and nothing
// else, and the engine tells of it.
func (p *Pass) guard() {
	if v := recover(); v != nil {
		p.fault = v
	}
}

// hooks are what is called of a rule: its own and those that Begin returned.
type hooks struct {
	row  []func(Row)
	form []func(int, *report.Form)
	end  []func()
}

// begin makes the hooks ready. Those that need a part which was not read whole are
// left out.
func (p *Pass) begin(broken Part, gaps *gaps) {
	var told Part // missing, but where it is missing can be told
	if p.gaps = gaps; gaps != nil && gaps.only {
		told = broken & Prose
		broken &^= Prose
	}
	p.broken = broken
	if f := p.Rule.Row; f != nil {
		p.add(told, Hooks{Row: func(r Row) { f(p, r) }})
	}
	if f := p.Rule.Form; f != nil {
		p.add(told, Hooks{Form: func(n int, x *report.Form) { f(p, n, x) }})
	}
	if f := p.Rule.Check; f != nil {
		p.add(told, Hooks{End: func() { f(p) }})
	}
	if p.Rule.Begin != nil {
		p.add(told, p.begun())
	}
}

// add takes hooks in that may be called.
func (p *Pass) add(told Part, h Hooks) {
	needs := p.Rule.Needs
	may := func(has bool, need Part) bool {
		if !has {
			return false
		}
		p.lacks |= need & (told | p.broken)
		p.speaks = p.speaks || need&p.broken == 0
		return need&p.broken == 0
	}
	if may(h.Row != nil, needs.Row) {
		p.hooks.row = append(p.hooks.row, h.Row)
	}
	ofForm := needs.Form
	if p.reading != nil && len(p.Report.Forms) > 0 && len(p.reading.WholeForms) == len(p.Report.Forms) {
		ofForm &^= Forms // each is asked by itself, when it is looked at
	}
	if may(h.Form != nil, ofForm) {
		p.hooks.form = append(p.hooks.form, h.Form)
	}
	if may(h.End != nil, needs.Check) {
		p.hooks.end = append(p.hooks.end, h.End)
	}
}

func (p *Pass) begun() Hooks {
	defer p.guard()
	return p.Rule.Begin(p)
}

func (p *Pass) eachRow(r Row) {
	if p.fault != nil {
		return
	}
	defer p.guard()
	p.need = p.Rule.Needs.Row
	for _, f := range p.hooks.row {
		f(r)
	}
}

func (p *Pass) eachForm(pos int, x *report.Form) {
	if p.fault != nil || len(p.hooks.form) == 0 {
		return
	}
	defer p.guard()
	p.need = p.Rule.Needs.Form
	if p.need&Forms != 0 && p.reading != nil && pos <= len(p.reading.WholeForms) && !p.reading.WholeForms[pos-1] {
		p.lacks |= Forms
		return
	}
	for _, f := range p.hooks.form {
		f(pos, x)
	}
}

func (p *Pass) end() {
	if p.fault != nil {
		return
	}
	defer p.guard()
	p.need = p.Rule.Needs.Check
	for _, f := range p.hooks.end {
		f()
	}
}

// All are the positions of all rows.
func (p *Pass) All() []int {
	out := make([]int, len(p.Report.Projects))
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// Whole reports whether parts were read whole, for a rule that needs them in some cases
// only. Where they were not the rule is withheld.
func (p *Pass) Whole(parts Part) bool {
	p.lacks |= parts & p.broken
	return parts&p.broken == 0
}

// Row is a row of the summary table by its position, from 1.
func (p *Pass) Row(pos int) Row { return Row{Pos: pos, Project: &p.Report.Projects[pos-1]} }

// most is how many rows a message names.
const most = 6

// Labels names several rows: 序号18“…”、序号19“…”; of many, the first few and how
// many there are.
func (p *Pass) Labels(positions []int) report.Text {
	var out report.Text
	for i, n := range positions {
		if i == most {
			return report.Textf("%s等 %d 个项目", "%s and others, %d in all", out, len(positions))
		}
		l := p.Row(n).Label()
		if i > 0 {
			l = report.Textf("、%s", ", %s", l)
		}
		out.ZH += l.ZH
		out.EN += l.EN
	}
	return out
}
