package output

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"selfeval/internal/confirm"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// What a finding's values are called, in which order they are read and from which
// cells of a row they come is said by its rule; the outputs know no rule's keys.

// rule is the rule of a finding, nil where this run knows none of that name.
func (o *Options) rule(id string) *rules.Rule {
	if r := builtin.Lookup(id); r != nil {
		return r
	}
	for _, r := range o.Custom {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// value is a value of a finding as a person reads it.
type value struct{ name, text string }

// values are a finding's, in the order of its rule. One that the rule does not declare
// comes last under its key.
func (o *Options) values(f *rules.Finding) []value {
	var declared []rules.Value
	if r := o.rule(f.Rule); r != nil {
		declared = r.Values
	}
	declared = slices.Concat(declared, confirm.Values)
	rank := func(key string) int {
		if i := slices.IndexFunc(declared, func(v rules.Value) bool { return v.Key == key }); i >= 0 {
			return i
		}
		return len(declared)
	}
	var out []value
	for _, key := range slices.SortedFunc(maps.Keys(f.Values), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	}) {
		v := value{name: key, text: f.Values[key]}
		if i := rank(key); i < len(declared) {
			v.name = declared[i].Title.In(o.Lang)
			v.text = said(&declared[i], v.text).In(o.Lang)
		}
		out = append(out, v)
	}
	return out
}

// said is a value for a person: what a code means, a gap in percentage points.
func said(v *rules.Value, text string) report.Text {
	if term, ok := v.Terms[text]; ok {
		return term
	}
	if points, ok := strings.CutSuffix(text, "%"); ok && v.Kind == rules.Gap {
		return report.Textf("%s 个百分点", "%s percentage points", points)
	}
	return report.Textf("%s", "%s", text)
}

// where names the places of a finding, and those in other documents that it compares with.
func (o *Options) where(f *rules.Finding) string {
	return strings.Join(append([]string{report.Places(f.At, places, o.Lang)}, o.against(f)...), "；")
}

// against names the other documents that a finding compares with, and the places in them.
func (o *Options) against(f *rules.Finding) (out []string) {
	for _, x := range f.Against {
		out = append(out, report.Textf("对照 %s %s", "against %s %s", x.Document, report.Places(x.At, places, o.Lang)).In(o.Lang))
	}
	return out
}

// reread says in a few words what became of reading a finding's cells a second time; of
// what is no error it says nothing where that was not done.
func (o *Options) reread(f *rules.Finding) string {
	switch {
	case f.Confirmed != nil && *f.Confirmed:
		return report.Text{ZH: "已复读一致", EN: "confirmed by a second reading"}.In(o.Lang)
	case f.Confirmed != nil:
		return report.Text{ZH: "读数存疑", EN: "reading in doubt"}.In(o.Lang)
	case f.Severity == rules.Error:
		return report.Text{ZH: "未复读", EN: "not read again"}.In(o.Lang)
	}
	return ""
}

// marks reports whether a finding points to a field of the rows it is about: its rule
// read a value there, or the cell is one of its places.
func (o *Options) marks(f *rules.Finding, field string, a *report.Amount) bool {
	if pointsTo(f, a) {
		return true
	}
	r := o.rule(f.Rule)
	return r != nil && slices.ContainsFunc(r.Values, func(v rules.Value) bool {
		_, given := f.Values[v.Key]
		return given && v.Field == field
	})
}

// pointsTo reports whether a figure's cell is one of a finding's places.
func pointsTo(f *rules.Finding, a *report.Amount) bool {
	return a != nil && !a.At.IsZero() && slices.Contains(f.At, a.At)
}

// inRow reports whether a place is that of a row, or of a cell in it.
func inRow(at, row report.Location) bool {
	return at == row || row.Row > 0 && at.Page == row.Page && at.Table == row.Table && at.Row == row.Row
}
