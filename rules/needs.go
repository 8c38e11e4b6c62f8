package rules

import (
	"slices"

	"selfeval/report"
)

// Part is a part of a paper, or several of them.
type Part uint8

// The parts. Alone stands for the row or the form that a hook is given: what becomes
// of the rest of the paper does not change what can be said of it.
const (
	Alone Part = 1 << iota
	Summary
	Forms
	Prose
	Conclusion
)

// parts are the parts of a paper with their names, in the order in which a message
// gives them.
var parts = []struct {
	part  Part
	name  report.Text
	whole func(*report.WholeParts) *bool
}{
	{Summary, report.Text{ZH: "汇总表", EN: "the summary table"}, func(w *report.WholeParts) *bool { return w.Summary }},
	{Forms, report.Text{ZH: "自评表", EN: "the forms"}, func(w *report.WholeParts) *bool { return w.Forms }},
	{Prose, report.Text{ZH: "正文", EN: "the prose"}, func(w *report.WholeParts) *bool { return w.Prose }},
	{Conclusion, report.Text{ZH: "评价结论", EN: "the conclusion"}, func(w *report.WholeParts) *bool { return w.Conclusion }},
}

// String names the parts in Chinese and English.
func (p Part) String() string {
	t := p.text()
	return t.ZH + " · " + t.EN
}

func (p Part) text() report.Text {
	var out report.Text
	for i := range parts {
		if p&parts[i].part == 0 {
			continue
		}
		if out.ZH == "" {
			out = parts[i].name
		} else {
			out = report.Textf("%s、%s", "%s and %s", out, parts[i].name)
		}
	}
	if out.ZH == "" && p&Alone != 0 {
		out = report.Text{ZH: "所看的一行或一张表", EN: "the row or form it looks at"}
	}
	return out
}

// Needs says what must have been read whole before a hook may speak, for each of a
// rule's hooks; End, which Begin returns, is asked for as Check is. A count, a total, a
// mean, a gap or something missing can be told only of a part that was read whole.
type Needs struct {
	Row, Form, Check Part
	// Other is what must have been read whole of the papers that a report is compared
	// with; Single says that each of them may be compared by itself, whatever became of
	// the others.
	Other  Part
	Single bool
}

// Whole is the need of a rule all of whose hooks need the same parts.
func Whole(p Part) Needs { return Needs{Row: p, Form: p, Check: p} }

// All is what the hooks need taken together.
func (n Needs) All() Part { return n.Row | n.Form | n.Check }

// Withheld tells of a rule that was not applied, or not in all its ways, because a part
// that it needs was not read whole.
type Withheld struct {
	Rule string            `json:"rule"`
	Why  string            `json:"why"` // Text in the language of the run
	Text report.Text       `json:"-"`
	At   []report.Location `json:"at"` // what was not read, where that is known
}

// broken are the parts of a paper that were not read whole. Without an account of the
// reading nothing is known of it, and nothing is withheld.
func broken(reading *report.Reading) Part {
	var out Part
	if reading == nil {
		return out
	}
	for i := range parts {
		if whole := parts[i].whole(&reading.Whole); whole != nil && !*whole {
			out |= parts[i].part
		}
	}
	return out
}

// mostWithheld is how many places of what was not read stand in one Withheld.
const mostWithheld = 10

// withheldFor words what became of a pass whose hooks lack parts.
func (p *Pass) withheldFor(reading *report.Reading, lang report.Lang) Withheld {
	text := report.Textf("%s未读全，没有按本规则判断", "%s: not read whole, so the rule was not applied", p.lacks.text())
	if p.speaks {
		text = report.Textf("%s未读全，没有按本规则判断；其余部分照常检查", "%s: not read whole, so the rule was not applied to it; it was to the rest", p.lacks.text())
	}
	at := []report.Location{}
	for i := range reading.Tables.Left {
		at = append(at, reading.Tables.Left[i].At)
	}
	for _, n := range reading.Pages.Unread {
		at = append(at, report.Location{Page: n})
	}
	if p.gaps != nil && p.lacks&Prose != 0 {
		at = append(at, p.gaps.unread...)
	}
	at = slices.DeleteFunc(at, report.Location.IsZero)
	return Withheld{Rule: p.Rule.ID, Text: text, Why: text.In(lang), At: at[:min(len(at), mostWithheld)]}
}
