package sentence

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// figure makes a fact of the figure at token i and returns the last token used.
func (p *parser) figure(i int) int {
	t := p.tokens[i]
	c := p.newClause()
	defer func() { p.pending = p.pending[:0] }()
	if p.ofSum(&c, t) {
		return i
	}
	p.describes(&c, i)
	if w := prefix(c.text, words().Reason); w != "" {
		p.startReason(len(w), &c)
	} else if prefix(c.text, words().Use) != "" && !p.skipping && p.lastFact() != nil {
		p.skipping = true
	}
	if p.skipping && !p.reasonEnds(&c, i) {
		p.out.Loose = append(p.out.Loose, t)
		return i
	}
	if i+1 < len(p.tokens) && p.tokens[i+1].Kind == Text {
		c.then = p.tokens[i+1].Text
	}
	if w := prefix(c.text, words().Versus); w != "" && p.prior != nil {
		c.cut(len(w)) // 与上年500万元相比减少
	}
	p.list(&c)
	if p.noFact(&c, i) {
		return i
	}
	f := p.fact(&c, t)
	f.Noun = lexicon.StartsWith(c.then, words().Of...)
	if lexicon.StartsWith(c.then, words().EndPartial...) {
		p.top().open = true
	}
	if names := respectively(&c, f.Name); names != nil {
		return p.respective(i, f, names)
	}
	p.attach(f)
	return i
}

// describes reads what the words before a figure say of the figure before it: 82.5亿元的
// 项目, 30万元以上的设备3台.
func (p *parser) describes(c *clause, i int) {
	w := words()
	if last := p.lastFact(); last != nil && len(c.tokens) > 0 && last.Tail == "" && c.tokens[0].Start == last.Figure.End {
		last.Noun = lexicon.StartsWith(c.text, w.Of...)
	}
	bound := prefix(c.text, w.Bounds)
	if bound == "" || len(c.tokens) == 0 || i <= len(c.tokens) || p.tokens[i-len(c.tokens)-1].Kind != Figure {
		return
	}
	c.cut(len(bound))
	if of := prefix(c.text, w.Of); of != "" {
		c.cut(len(of))
	}
}

// noFact keeps a figure as loose that is an end of a range, one of each, or a bound.
func (p *parser) noFact(c *clause, i int) bool {
	w, t := words(), p.tokens[i]
	bound := prefix(c.then, w.Bounds)
	each := c.each()
	odd := t.Odd || i > 0 && p.tokens[i-1].Text == "〔" // the number of a document that was never closed
	if !odd && !each && bound == "" && !(t.Measure == Count && w.Year.Has(t.Unit)) {
		return false
	}
	p.out.Loose = append(p.out.Loose, t)
	if !odd && !each && bound != "" && bound == c.then {
		if f := p.fact(c, t); f.Name != "" && f.Relation == Level {
			p.out.Bounds = append(p.out.Bounds, f)
		}
	}
	return true
}

// each reports words that make a figure one of each thing: 每人, 补助标准. 高标准农田 is no such.
func (c *clause) each() bool {
	w, text := words(), c.text
	if !lexicon.HoldsAny(text, w.Each) {
		return false
	}
	for _, not := range w.EachNot {
		text = strings.ReplaceAll(text, not, "")
	}
	return lexicon.HoldsAny(text, w.Each)
}

// reasonEnds reports whether a reason has run out: one of the usual parts of a
// budget is named anew with a figure of the same kind as the list's.
func (p *parser) reasonEnds(c *clause, i int) bool {
	if len(p.frames) < 2 || c.text == "" || p.points {
		return false
	}
	s, _ := peel(c.text, false)
	if name, _ := c.name(s); !IsCategory(name) {
		return false
	}
	p.endReason(max(i-len(c.tokens)-1, 0))
	return true
}

// fact reads the words before a figure.
func (p *parser) fact(c *clause, t Token) *Fact {
	f := &Fact{Figure: t, Start: t.Start, group: p.group, Year: p.year}
	if len(c.tokens) > 0 {
		f.Start = c.tokens[0].Start
	}
	subject, rest := "", c.text
	against, after, compared := c.comparison()
	if compared {
		f.Against, subject, rest = against.label, c.before(against), after
		p.besideBase(f, &subject, &rest, &compared)
	}
	p.inYear(f, c.year(len(subject)))
	rest = strings.TrimPrefix(rest, prefix(rest, words().Versus))
	rest, verbs := peel(strings.TrimPrefix(rest, ","), compared || p.against != "")
	switch {
	case !compared:
		p.inYear(f, c.year(len(rest)))
		f.Against, subject = p.against, rest
	case subject == "" && Core(rest) != "":
		subject = rest // 较上年项目支出增加
	}
	var aim Aim
	f.Name, aim = c.name(subject)
	f.Sum = len(verbs) > 0 && words().Sum.Has(verbs[0].text) || lexicon.EndsWith(f.Name, words().Sum...)
	p.relate(f, verbs)
	p.labels(c.label)
	p.aim(f, aim, compared || len(verbs) > 0)
	f.from = compared && p.against == "" && len(verbs) == 0
	p.ofYearBefore(f, compared)
	p.standsIn(f, c)
	p.nameless(f)
	p.counted(f, c)
	p.behind(f, c)
	p.subject = ""
	return f
}

// inYear gives a fact, and those after it, the year that its words name.
func (p *parser) inYear(f *Fact, year string) {
	if year != "" {
		f.Year, p.year = year, year
	}
}

// aim settles whether a fact is planned or done: by its own words, those of the list
// that it goes on, or the label of its sentence.
func (p *parser) aim(f *Fact, own Aim, told bool) {
	if own == Planned || f.Aim == Stated {
		f.Aim = own
	}
	if last := p.level; f.Aim == Stated && !told && last != nil && last.Aim == Planned && last.group == f.group && f.Relation == Level {
		f.Aim = Planned // 计划完成A20公里，B18公里
	}
	if f.Aim == Stated && p.label == Planned && f.Figure.Measure != Money {
		f.Aim = Planned
	}
	f.Goal, f.Result = p.label == Planned, p.label == Done
}

// labels keeps what the label of a sentence says of all its figures: 实际完成：…, 目标：….
func (p *parser) labels(label string) {
	switch w := words(); {
	case label == "":
	case lexicon.EndsWith(label, w.DoneLabel...):
		p.label = Done
	case lexicon.EndsWith(label, w.TargetLabel...):
		p.label = Planned
	}
}

// nameless names a fact that its own words leave without a name.
func (p *parser) nameless(f *Fact) {
	if f.Name == "" && p.subject != "" && f.Relation != Share {
		f.Name = p.subject
	}
	if last := p.level; f.Name == "" && f.Relation == Level && f.Figure.Measure == Money && len(p.frames) > 1 && last != nil && last.Figure.Measure == Count && last.group == p.group {
		f.Name = last.Name // 其中：新建园区50个，安排12.5亿元
	}
}

// counted names a sum whose words only say what was counted right before it: 年初预算8个项目
// 985万元.
func (p *parser) counted(f *Fact, c *clause) {
	last := p.level
	if f.Figure.Measure != Money || last == nil || last.Figure.Measure != Count || len(c.tokens) != 1 || c.tokens[0].Start != last.Figure.End || !lexicon.Default().Money.Nameless.Has(f.Name) {
		return
	}
	f.Name, f.Start = last.Name, last.Start
}

// relate reads the verbs of a fact.
func (p *parser) relate(f *Fact, verbs []verbWord) {
	moved := false
	for n, v := range verbs {
		switch v.verb {
		case rise, fall:
			if n == 0 || !moved {
				f.Verb, f.Fall, moved = v.text, v.verb == fall, true
			}
		case done:
			f.Aim = Done
		case share:
			f.Relation = Share
		}
	}
	if slices.ContainsFunc(verbs, func(v verbWord) bool { return v.verb == planned }) {
		f.Aim = Planned
	}
	switch {
	case len(verbs) > 0 && verbs[0].verb == reach && !moved:
	case f.Figure.Measure == Percent:
		percentage(f, moved)
	case f.Relation != Share && moved:
		f.Relation = Change
	}
}

// percentage tells a share and a growth from any other percentage.
func percentage(f *Fact, moved bool) {
	w := words()
	switch {
	case f.Relation == Share || lexicon.HoldsAny(f.Name, w.ShareIn) || lexicon.EndsWith(f.Name, w.ShareOf...):
		f.Relation = Share
	case moved:
		f.Relation = Growth
	case lexicon.EndsWith(f.Name, w.RateNames...):
		f.Relation, f.Name, f.Verb = Growth, "", ""
	case lexicon.EndsWith(f.Name, w.FallNames...):
		f.Relation, f.Name, f.Verb, f.Fall = Growth, "", w.Fall[0], true
	}
}

// attach puts a fact where it belongs: to the figure that it is a change or a share of,
// or into the open list.
func (p *parser) attach(f *Fact) {
	switch {
	case f.from && f.Relation == Level:
		p.prior = f
		p.against = f.Against
	case f.Relation == Share:
		if p.level != nil {
			p.level.Shares = append(p.level.Shares, f)
		}
	case p.attachChange(f):
	case p.aside(f):
		p.out.Loose = append(p.out.Loose, f.Figure) // 支出90万元（年初预算100万元）
	case p.sumUp(f):
	default:
		p.addItem(f)
	}
}

// attachChange attaches a change or a growth to the figure that it is of.
func (p *parser) attachChange(f *Fact) bool {
	if f.Relation != Change && f.Relation != Growth {
		return false
	}
	own := f.Name == "" || p.level != nil && f.Name == p.level.Name
	if f.Relation == Growth && own && p.growthOfChange(f) {
		return true
	}
	f.Prior, p.prior = p.prior, nil
	switch {
	case !own:
		return false
	case f.Relation == Growth:
		p.growth(f)
		return true
	}
	return !p.adjusts(f) && p.ownChange(f)
}

// growth makes a percentage one of the last figure.
func (p *parser) growth(f *Fact) {
	if p.level == nil {
		p.out.Loose = append(p.out.Loose, f.Figure)
		return
	}
	p.level.Changes = append(p.level.Changes, f)
}

// ownChange makes an amount a change of the whole or of the last figure.
func (p *parser) ownChange(f *Fact) bool {
	if p.ofWhole(f) {
		for len(p.frames) > 1 {
			p.pop()
		}
		p.level = p.whole
		p.changes(f)
		return true
	}
	if p.level == nil || p.level.group != f.group && !(f.Name == "" && p.level.changedBefore(f)) {
		return false
	}
	p.changes(f)
	return true
}

// changes makes a fact a change of the last figure.
func (p *parser) changes(f *Fact) {
	p.level.Changes = append(p.level.Changes, f)
	p.change = f
}

// ofWhole reports whether a change is of the whole before a list of parts:
// 收入100万元，其中：A60万元，B40万元；较上年增加5万元.
func (p *parser) ofWhole(f *Fact) bool {
	return f.Name == "" && f.Against != "" && p.whole != nil && p.whole.group < f.group && p.level != nil && p.level.group < f.group
}

// growthOfChange gives a percentage to the change by an amount right before it.
func (p *parser) growthOfChange(f *Fact) bool {
	if p.change == nil || p.change.group != f.group || p.level != nil && p.change.Figure.Start <= p.level.Figure.Start || p.change.Growth != nil {
		return false
	}
	p.change.Growth = f
	return true
}

// changedBefore reports whether a change is one more of a figure that one was said of
// already: 比预算减少3万元；比上年增加1万元.
func (f *Fact) changedBefore(c *Fact) bool {
	return c.Against != "" && len(f.Changes) > 0 && f.group+1 == c.group
}

// adjusts reports whether a change is a part of the list it stands in: 年初预算100万元，
// 年中追加20万元，压减5万元.
func (p *parser) adjusts(f *Fact) bool {
	if len(p.frames) < 2 || f.Against != "" || !words().Adjust.Has(f.Verb) {
		return false
	}
	if f.Name == "" {
		f.Name = f.Verb
	}
	return true
}

// aside reports whether a fact is another figure given in brackets for comparison.
func (p *parser) aside(f *Fact) bool {
	return p.top().bracket && f.Relation == Level && Core(f.Name) == "" && lexicon.EndsWith(f.Name, words().Aside...) && len(p.top().items) == 0
}

// addItem puts a fact into the open list.
func (p *parser) addItem(f *Fact) {
	p.settlePrior()
	p.settle(f)
	fr := p.top()
	if len(p.frames) > 1 && fr.carried && fr.owner == nil && fr.level == nil && f.Relation == Level {
		p.pop() // figures are no parts of the change in the sentence before
		fr = p.top()
	}
	if len(p.frames) > 1 && fr.owner == nil {
		fr.own(f)
	}
	fr.items = append(fr.items, f)
	switch {
	case f.Relation == Change:
		p.change = f
	case f.Figure.Measure != Percent || p.level == nil || p.level.Figure.Measure == Percent:
		if len(p.frames) == 1 && IsWhole(f.Name) {
			p.whole = f
		}
		p.level = f // 支出5000万元，执行率98%，其中：… lists parts of the money
	}
}

// own gives a list its owner, by its first item.
func (fr *frame) own(f *Fact) {
	fr.owner = fr.level
	if fr.level == nil || f.Relation == Change && fr.change != nil && !words().Adjust.Has(f.Verb) {
		fr.owner = fr.change
	}
}

// settle closes the lists that a fact cannot be part of: one that its family
// shows to be ended, one whose parts already make up the whole, or any, where
// the fact is a whole of its own.
func (p *parser) settle(f *Fact) {
	for len(p.frames) > 1 && !p.top().bracket {
		fr := p.top()
		if len(fr.items) == 0 && fr.owner == nil {
			return
		}
		if fr.owner != nil && IsWhole(f.Name) && (Core(f.Name) != Core(fr.owner.Name) || lexicon.HoldsAny(f.Name, words().Accounts) != lexicon.HoldsAny(fr.owner.Name, words().Accounts)) || p.familyEnded(f) || complete(fr) && strings.Trim(f.Figure.Number, "0.") != "" {
			p.pop()
			continue
		}
		return
	}
}

// familyEnded reports whether the innermost list holds none of the fact's family
// while the one around it does.
func (p *parser) familyEnded(f *Fact) bool {
	n := len(p.frames)
	fam := family(f.Name)
	if n < 2 || fam < 0 {
		return false
	}
	of := func(items []*Fact) bool {
		return slices.ContainsFunc(items, func(x *Fact) bool { return family(x.Name) == fam && x.Relation == f.Relation })
	}
	return !of(p.frames[n-1].items) && of(p.frames[n-2].items)
}

// complete reports whether the parts of a list add up to its whole.
func complete(fr *frame) bool {
	return fr.owner != nil && len(fr.items) >= 2 && SumsTo(fr.owner, fr.items)
}

// SumsTo reports whether figures add up exactly to another, all brought to its
// unit.
func SumsTo(owner *Fact, items []*Fact) bool {
	whole, err := decimal.NewFromString(owner.Figure.Number)
	if err != nil {
		return false
	}
	sum := decimal.Zero
	for _, x := range items {
		if x.Figure.Measure == Percent && owner.Figure.Measure != Percent {
			continue // 占52.49%
		}
		v, err := decimal.NewFromString(x.Figure.Number)
		if err != nil {
			return false
		}
		v, ok := report.Convert(v, x.Figure.Unit, owner.Figure.Unit)
		if !ok {
			return false
		}
		if x.Fall != owner.Fall {
			v = v.Neg()
		}
		sum = sum.Add(v)
	}
	return sum.Equal(whole)
}

// respectively splits the names of A、B和C分别为, nil where the clause has no 分别.
func respectively(c *clause, name string) []string {
	w := words()
	if !lexicon.HoldsAny(c.text, w.Respective) {
		return nil
	}
	for _, word := range w.Respective {
		name, _, _ = strings.Cut(name, word)
	}
	for _, word := range w.And {
		name = strings.ReplaceAll(name, word, "、")
	}
	return strings.FieldsFunc(name, func(r rune) bool { return r == '、' || r == ',' })
}

// respective gives the figures from token i on to as many names; where the
// counts differ none of them is a fact.
func (p *parser) respective(i int, first *Fact, names []string) int {
	figures := []int{i}
	last := i
	for j := i + 1; j < len(p.tokens); j++ {
		t := p.tokens[j]
		if t.Kind == Figure && t.Measure == p.tokens[i].Measure && !t.Odd {
			figures = append(figures, j)
			last = j
			continue
		}
		if t.Text == "、" || t.Text == "," || words().And.Has(t.Text) {
			continue
		}
		break
	}
	if len(figures) != len(names) || len(names) < 2 {
		for _, j := range figures {
			p.out.Loose = append(p.out.Loose, p.tokens[j])
		}
		return last
	}
	for n, j := range figures {
		f := *first
		f.Figure, f.Name = p.tokens[j], names[n]
		p.attach(&f)
	}
	return last
}
