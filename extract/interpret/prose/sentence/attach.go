package sentence

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// figure makes a fact of the figure at token i and returns the last token used.
func (p *parser) figure(i int) int {
	t := p.tokens[i]
	c := p.newClause()
	defer func() { p.pending = p.pending[:0] }()
	if last := p.lastFact(); last != nil && len(c.tokens) > 0 && last.Tail == "" && c.tokens[0].Start == last.Figure.End {
		last.Noun = strings.HasPrefix(c.text, "的")
	}
	if w := prefix(c.text, words().Bounds); w != "" && len(c.tokens) > 0 && i > len(c.tokens) && p.tokens[i-len(c.tokens)-1].Kind == Figure {
		c.cut(len(w)) // 30万元以上的设备3台
		if rest, ok := strings.CutPrefix(c.text, "的"); ok {
			c.cut(len(c.text) - len(rest))
		}
	}
	if w := prefix(c.text, words().Reason); w != "" {
		p.startReason(len(w), &c)
	} else if prefix(c.text, words().Use) != "" && !p.skipping {
		p.skipping = true
	}
	if p.skipping && !p.reasonEnds(&c, i) {
		p.out.Loose = append(p.out.Loose, t)
		return i
	}
	next := ""
	if i+1 < len(p.tokens) && p.tokens[i+1].Kind == Text {
		next = p.tokens[i+1].Text
	}
	p.list(&c)
	bound := prefix(next, words().Bounds)
	each := slices.ContainsFunc(words().Each, func(w string) bool { return strings.Contains(c.text, w) })
	if t.Odd || each || bound != "" || t.Measure == Count && t.Unit == "年" {
		p.out.Loose = append(p.out.Loose, t)
		if !t.Odd && !each && bound != "" && bound == next {
			if f := p.fact(&c, t); f.Name != "" && f.Relation == Level {
				p.out.Bounds = append(p.out.Bounds, f)
			}
		}
		return i
	}
	f := p.fact(&c, t)
	f.Noun = strings.HasPrefix(next, "的")
	if strings.HasPrefix(next, "等") {
		p.top().open = true
	}
	if names := respectively(&c, f.Name); names != nil {
		return p.respective(i, f, names)
	}
	p.attach(f)
	return i
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
	}
	if y := c.year(len(subject)); y != "" {
		f.Year, p.year = y, y
	}
	for _, w := range []string{"相比", "相较", "对比"} {
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, w), ",")
	}
	rest, verbs := peel(rest, compared || p.against != "")
	switch {
	case !compared:
		if y := c.year(len(rest)); y != "" {
			f.Year, p.year = y, y
		}
		f.Against, subject = p.against, rest
	case subject == "" && Core(rest) != "":
		subject = rest // 较上年项目支出增加
	}
	var aim Aim
	f.Name, aim = c.name(subject)
	p.relate(f, verbs)
	if aim == Planned || f.Aim == Stated {
		f.Aim = aim
	}
	if last := p.level; f.Aim == Stated && len(verbs) == 0 && !compared && last != nil && last.Aim == Planned && last.group == f.group && f.Relation == Level {
		f.Aim = Planned // 计划完成A20公里，B18公里
	}
	f.from = compared && p.against == "" && len(verbs) == 0
	if f.Name == "" && p.subject != "" && f.Relation != Share {
		f.Name = p.subject
	}
	if last := p.level; f.Name == "" && f.Relation == Level && t.Measure == Money && len(p.frames) > 1 && last != nil && last.Figure.Measure == Count && last.group == p.group {
		f.Name = last.Name // 其中：新建园区50个，安排12.5亿元
	}
	p.subject = ""
	return f
}

// relate reads the verbs of a fact.
func (p *parser) relate(f *Fact, verbs []verbWord) {
	w := words()
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
	if len(verbs) > 0 && verbs[0].verb == reach && !moved {
		return
	}
	percent := f.Figure.Measure == Percent
	switch {
	case f.Relation == Share || percent && strings.Contains(f.Name, "占"),
		percent && (strings.HasSuffix(f.Name, "预算") || strings.HasSuffix(f.Name, "目标") || strings.HasSuffix(f.Name, "计划")):
		f.Relation = Share
	case percent && moved:
		f.Relation = Growth
	case percent && slices.ContainsFunc(w.RateNames, func(r string) bool { return strings.HasSuffix(f.Name, r) }):
		f.Relation, f.Name, f.Verb = Growth, "", ""
	case percent && slices.ContainsFunc(w.FallNames, func(r string) bool { return strings.HasSuffix(f.Name, r) }):
		f.Relation, f.Name, f.Verb, f.Fall = Growth, "", "下降", true
	case moved:
		f.Relation = Change
	}
}

// attach puts a fact where it belongs: into the open list, or to the figure that
// it is a change or a share of.
func (p *parser) attach(f *Fact) {
	if f.from && f.Relation == Level {
		p.prior = f
		p.against = f.Against
		return
	}
	if f.Relation == Change && p.prior != nil {
		f.Prior, p.prior = p.prior, nil
	}
	switch {
	case f.Relation == Share:
		if p.level != nil {
			p.level.Shares = append(p.level.Shares, f)
		}
		return
	case f.Relation == Growth && (f.Name == "" || p.level != nil && f.Name == p.level.Name):
		if p.change != nil && p.change.group == f.group && (p.level == nil || p.change.Figure.Start > p.level.Figure.Start) && p.change.Growth == nil {
			p.change.Growth = f
			return
		}
		if p.level == nil {
			p.out.Loose = append(p.out.Loose, f.Figure)
			return
		}
		p.level.Changes = append(p.level.Changes, f)
		return
	case f.Relation == Change && f.Name == "" && p.whole != nil && p.whole.group < f.group && f.Against != "" && p.level != nil && p.level.group < f.group:
		// 收入100万元，其中：A60万元，B40万元；较上年增加5万元 is of the whole.
		for len(p.frames) > 1 {
			p.pop()
		}
		p.whole.Changes = append(p.whole.Changes, f)
		p.level, p.change = p.whole, f
		return
	case f.Relation == Change && p.level != nil && (f.Name == "" || f.Name == p.level.Name) && p.level.group == f.group:
		p.level.Changes = append(p.level.Changes, f)
		p.change = f
		return
	}
	if p.top().bracket && f.Relation == Level && Core(f.Name) == "" && slices.ContainsFunc([]string{"预算", "预算数", "决算", "决算数", "执行数"}, func(w string) bool { return strings.HasSuffix(f.Name, w) }) {
		p.out.Loose = append(p.out.Loose, f.Figure) // 支出90万元（年初预算100万元）
		return
	}
	p.settle(f)
	fr := p.top()
	if len(p.frames) > 1 && fr.carried && fr.owner == nil && fr.level == nil && f.Relation == Level {
		p.pop() // figures are no parts of the change in the sentence before
		fr = p.top()
	}
	if len(p.frames) > 1 && fr.owner == nil {
		fr.owner = fr.level
		if f.Relation == Change && fr.change != nil || fr.level == nil {
			fr.owner = fr.change
		}
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

// settle closes the lists that a fact cannot be part of: one that its family
// shows to be ended, one whose parts already make up the whole, or any, where
// the fact is a whole of its own.
func (p *parser) settle(f *Fact) {
	for len(p.frames) > 1 && !p.top().bracket {
		fr := p.top()
		if len(fr.items) == 0 && fr.owner == nil {
			return
		}
		if fr.owner != nil && IsWhole(f.Name) && (Core(f.Name) != Core(fr.owner.Name) || strings.Contains(f.Name, "决算") != strings.Contains(fr.owner.Name, "决算")) || p.familyEnded(f) || complete(fr) && strings.Trim(f.Figure.Number, "0.") != "" {
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

var conjunctions = strings.NewReplacer("和", "、", "与", "、", "以及", "、", "及", "、", ",", "、")

// respectively splits the names of A、B和C分别为, nil where the clause has no 分别.
func respectively(c *clause, name string) []string {
	if !strings.Contains(c.text, "分别") {
		return nil
	}
	name, _, _ = strings.Cut(name, "分别")
	return strings.FieldsFunc(conjunctions.Replace(name), func(r rune) bool { return r == '、' })
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
		if t.Text == "、" || t.Text == "," || t.Text == "和" || t.Text == "与" || t.Text == "及" {
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
