// Package custom makes rules of expressions that users write in selfeval.yaml.
// Expressions are CEL over the record with exact decimals; they are checked when
// they are loaded, can only read the record, and cost no more than a limit.
package custom

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"cel.dev/cel-go/common/types/ref"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// Scope tells what a rule is asked of.
type Scope string

// The scopes: the report as a whole, every row of the summary table, every form.
const (
	ForReport  Scope = "report"
	ForProject Scope = "project"
	ForForm    Scope = "form"
)

// Scopes lists all scopes.
func Scopes() []Scope { return []Scope{ForReport, ForProject, ForForm} }

// Source is a rule as it is written.
type Source struct {
	ID       string
	Title    report.Text
	Doc      report.Text
	Advice   report.Text
	Severity rules.Severity
	Basis    []rules.Basis
	For      Scope
	When     string            // an expression that is true where there is a finding
	Message  report.Text       // with expressions in ${…}
	Values   map[string]string // expressions by name
}

// Error is a mistake in one of a rule's expressions. Line and Column are those
// within the text of Field, starting at 1.
type Error struct {
	Field        string // when, message, values.NAME
	Line, Column int
	Msg          string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Field, e.Line, e.Column, e.Msg)
}

// Compile checks a rule's expressions and makes it a rule. An error is an *Error.
func Compile(src Source) (*rules.Rule, error) {
	l, err := newLanguage()
	if err != nil {
		return nil, err
	}
	c := &compiled{Source: src, language: l, values: map[string]*program{}}
	fail := func(field string, err error) (*rules.Rule, error) {
		if se, ok := errors.AsType[*sourceError](err); ok {
			return nil, &Error{field, se.line, se.column, se.msg}
		}
		return nil, &Error{field, 1, 1, err.Error()}
	}
	if c.when, err = l.compile(src.For, src.When); err != nil {
		return fail("when", err)
	}
	if got := c.when.typ.String(); got != "bool" {
		return fail("when", fmt.Errorf("the expression must be true or false, but is %s", got))
	}
	if c.zh, err = l.template(src.For, src.Message.ZH); err != nil {
		return fail("message", err)
	}
	if c.en, err = l.template(src.For, src.Message.In(report.EN)); err != nil {
		return fail("message", err)
	}
	for name, text := range src.Values {
		if c.values[name], err = l.compile(src.For, text); err != nil {
			return fail("values."+name, err)
		}
	}
	return c.rule(), nil
}

// compiled is a rule whose expressions are ready to run. It is shared by reports
// checked side by side; what belongs to one report is in run.
type compiled struct {
	Source
	language *language
	when     *program
	zh, en   *template
	values   map[string]*program
}

// needs is what must have been read whole: a rule that looks at more than its row or
// form may look at anything.
func (c *compiled) needs() rules.Needs {
	whole := c.when.whole || c.For == ForReport
	for _, p := range c.values {
		whole = whole || p.whole
	}
	for _, part := range slices.Concat(c.zh.parts, c.en.parts) {
		whole = whole || part.expr != nil && part.expr.whole
	}
	if whole {
		return rules.Whole(rules.Summary | rules.Forms | rules.Prose | rules.Conclusion)
	}
	return rules.Whole(rules.Alone)
}

func (c *compiled) rule() *rules.Rule {
	var values []rules.Value
	for _, name := range slices.Sorted(maps.Keys(c.values)) {
		values = append(values, rules.Named(name, name, name, rules.Words))
	}
	return &rules.Rule{
		ID: c.ID, Title: c.Title, Severity: c.Severity, Basis: c.Basis, Needs: c.needs(), Values: values,
		Doc: rules.Doc{What: c.Doc, Advice: c.Advice},
		Begin: func(p *rules.Pass) rules.Hooks {
			r := &run{compiled: c, pass: p, vars: map[string]any{"report": c.language.schema.object(reflect.ValueOf(p.Report).Elem())}}
			switch c.For {
			case ForProject:
				return rules.Hooks{Row: r.row}
			case ForForm:
				return rules.Hooks{Form: r.form}
			}
			return rules.Hooks{End: func() { r.judge(rules.Finding{Key: c.ID}, report.Text{}) }}
		},
	}
}

// run is a rule at work on one report.
type run struct {
	*compiled
	pass *rules.Pass
	vars map[string]any
	cost uint64
	// written is how many bytes its messages and values took so far.
	written int
}

func (r *run) row(row rules.Row) {
	r.vars["project"] = r.language.schema.object(reflect.ValueOf(row.Project).Elem())
	r.vars["row"] = plainInt(row.Pos)
	r.judge(rules.Finding{Projects: []int{row.Pos}}, report.Textf("%s：", "%s: ", row.Label()))
}

func (r *run) form(pos int, f *report.Form) {
	r.vars["form"] = r.language.schema.object(reflect.ValueOf(f).Elem())
	r.vars["row"] = plainInt(pos)
	r.judge(rules.Finding{Forms: []int{pos}}, report.Textf("第%d张自评表“%s”：", "form %d “%s”: ", pos, f.Project))
}

// judge asks the rule's question and adds a finding where the answer is yes. What
// goes wrong is a panic, which the engine turns into a note on this rule.
func (r *run) judge(f rules.Finding, subject report.Text) {
	ctx := r.pass.Context
	v, ok, err := r.when.eval(ctx, r.vars, &r.cost)
	if err != nil {
		panic(err)
	}
	if !ok || v.Value() != true {
		return
	}
	f.Text = report.Text{ZH: subject.ZH + r.write(ctx, r.zh), EN: subject.EN + r.write(ctx, r.en)}
	f.Values = map[string]string{}
	for name, p := range r.values {
		if v, ok, err := p.eval(ctx, r.vars, &r.cost); err != nil {
			panic(err)
		} else if ok {
			f.Values[name] = r.text(v)
		}
	}
	r.pass.Add(f)
}

func (r *run) write(ctx context.Context, t *template) string {
	var b strings.Builder
	for _, part := range t.parts {
		b.WriteString(part.text)
		if part.expr == nil {
			continue
		}
		switch v, ok, err := part.expr.eval(ctx, r.vars, &r.cost); {
		case err != nil:
			panic(err)
		case !ok:
			b.WriteString("—")
		default:
			b.WriteString(r.text(v))
		}
	}
	return b.String()
}

// text writes a value, as long as the rule has not written too much.
func (r *run) text(v ref.Val) string {
	s := text(v)
	if r.written += len(s); r.written > writtenReport {
		panic(fmt.Errorf("the rule writes more than %d bytes on this report", writtenReport))
	}
	return s
}

// ValidID reports whether a rule may have the id: lower-case words joined by
// hyphens, and not one of ours.
func ValidID(id string) bool {
	words := strings.Split(id, "-")
	return len(words) > 1 && builtin.Lookup(id) == nil && !slices.ContainsFunc(words, func(w string) bool {
		return w == "" || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz0123456789") != ""
	})
}
