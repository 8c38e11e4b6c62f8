package sentence

import (
	"slices"

	"selfeval/internal/text/lexicon"
)

// This file reads what a figure has from the words around its clause: the head of the
// list and the point that it stands under, the sum that ends a list, the year before and
// the budget that a figure is set beside.

// point reports whether a clause is one of several: 一是校舍维修.
func (c *clause) point() bool {
	text := c.text
	if c.label != "" && len(c.label) < len(text) {
		text = text[len(c.label):]
	}
	for len(text) > 0 && (text[0] == ':' || text[0] == ',') {
		text = text[1:]
	}
	return lexicon.StartsWith(text, words().Ordinals...)
}

// speaksOf keeps what a clause without a figure speaks of, for the figures after it.
func (p *parser) speaksOf(c *clause) {
	p.subject, _ = c.name(c.text)
	p.topic, p.point = p.subject, c.point()
	if c.label != "" {
		p.head = c.label
	}
}

// standsIn gives a fact the head of its list and the topic of its clause.
func (p *parser) standsIn(f *Fact, c *clause) {
	if c.label != "" {
		p.head = c.label
	}
	f.Head, f.Topic, f.Point = p.head, p.topic, p.point
}

// behind names a part by the words behind it: 其中500万元为中央资金, 60万元用于装修.
func (p *parser) behind(f *Fact, c *clause) {
	if f.Name != "" || c.text != "" || f.Relation != Level || f.Figure.Measure != Money || len(p.frames) < 2 || len(p.top().items) > 0 && !p.top().after {
		return
	}
	w := words()
	lead := prefix(c.then, w.NamedBehind)
	if lead == "" || len(lead) == len(c.then) {
		return
	}
	f.Name, p.top().after, p.top().open = c.then[len(lead):], true, true // not all need be named so
}

// sumUp makes the figures before a sum its parts: A420万元，B315.6万元，C188.4万元，合计924万元.
// They are where they add up to it, and where nothing but names of things stand there:
// a sum that is then another is misprinted. Other figures before a sum (年初预算, 支出) are
// not all of one kind.
func (p *parser) sumUp(f *Fact) bool {
	fr := p.top()
	if !f.Sum || f.Relation != Level || f.Figure.Measure != Money || len(p.frames) > 1 {
		return false
	}
	from := len(fr.items)
	for from > 0 && summand(fr.items[from-1]) {
		from--
	}
	items := slices.Clone(fr.items[from:])
	if len(items) < 2 || !SumsTo(f, items) && !onlyThings(items) {
		return false
	}
	fr.items = fr.items[:from]
	f.Parts, f.Head = items, items[0].Head
	fr.items = append(fr.items, f)
	p.level = f
	return true
}

// summand reports a figure that may be one of those that a sum adds up.
func summand(f *Fact) bool {
	return f.Relation == Level && f.Figure.Measure == Money && !f.Sum && !f.Noun && f.Name != ""
}

// onlyThings reports whether figures are named by what they are for, none by where it
// stands on its way from the budget and none by a whole.
func onlyThings(items []*Fact) bool {
	money := &lexicon.Default().Money
	return !slices.ContainsFunc(items, func(f *Fact) bool {
		stage, _, _ := money.Stage(f.Name)
		return stage != lexicon.NoStage && stage != lexicon.Amounted || IsWhole(f.Name) || f.Aim == Planned || len(f.Parts) > 0
	})
}

// ofSum reads the percentage of a sum that is said to be a share of it: 完成预算1850万元的
// 95.15%.
func (p *parser) ofSum(c *clause, t Token) bool {
	last := p.lastFact()
	if t.Measure != Percent || t.Odd || last == nil || last != p.level || last.Figure.Measure != Money || len(c.tokens) != 1 || !words().Of.Has(c.text) || c.tokens[0].Start != last.Figure.End {
		return false
	}
	last.Shares = append(last.Shares, &Fact{Name: last.Name, Relation: Share, OfSum: true, Figure: t, Start: t.Start, group: p.group, Year: last.Year})
	last.Noun = false
	return true
}

// ofYearBefore reads a figure of the year before that is given beside the year's own:
// 支出总额3120.45万元，上年为2985.60万元，增加134.85万元.
func (p *parser) ofYearBefore(f *Fact, compared bool) {
	w := words()
	if compared || f.Relation != Level || f.Figure.Measure != Money || p.level == nil || p.level.Figure.Measure != f.Figure.Measure || p.level.group != p.group {
		return
	}
	prior := prefix(f.Name, w.Prior)
	rest := f.Name[len(prior):]
	if prior == "" || lexicon.StartsWith(rest, w.Carried...) {
		return
	}
	core := Core(rest)
	if core != "" && core != Core(p.level.Name) && rest != p.level.Name {
		return
	}
	f.from, f.Against = true, priorYear()
}

// besideBase reads a comparison with a budget that names what it comes to rather than a
// change: 较预算节省5.12万元.
func (p *parser) besideBase(f *Fact, subject, rest *string, compared *bool) {
	w := words()
	if f.Against != w.BaseLabel || *subject != "" {
		return
	}
	base := prefix(*rest, w.Base)
	after, verbs := peel((*rest)[len(base):], true)
	if base == "" || len(verbs) > 0 || !lexicon.EndsWith(after, w.Saved...) {
		return
	}
	f.Against, *subject, *rest, *compared = "", "", after, false
}

// settlePrior makes a budget that a figure was to be compared with, and that no change
// followed, a figure of its own: 会议费支出3.20万元，比预算5.00万元节约1.80万元.
func (p *parser) settlePrior() {
	f := p.prior
	if f == nil || f.Against != words().BaseLabel {
		return
	}
	p.prior, p.against = nil, ""
	f.from, f.Against, f.Name = false, "", words().BaseLabel
	p.addItem(f)
}
