package prose

import (
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/conclude"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// change records a change: of the fact it was said of, or, where of is nil, of
// what its own name says.
func (b *budgetReader) change(p *outline.Passage, of, f *sentence.Fact) {
	if of == nil && f.Name == "" {
		return
	}
	c := report.Change{Name: f.Name, Parts: b.room.parts(p, f.Parts), Open: f.Open || len(f.Parts) != len(b.room.parts(p, f.Parts)), Reason: f.Reason, At: b.Locate(p, f.Start, f.Figure.End)}
	if f.Relation == sentence.Growth {
		c.Growth = b.growth(p, f)
	} else {
		c.Total, c.Growth = b.amount(p, f), b.growth(p, f.Growth)
	}
	year := f.Year
	if of != nil {
		c.Base, year = b.amount(p, of), of.Year
		if c.Name == "" {
			c.Name = of.Name
		}
	}
	if c.Base == nil {
		c.Base = b.totalNamed(c.Name)
	}
	b.years(&c, f, year)
	if c.Prior = b.prior(p, &c, of); f.Prior != nil {
		c.Prior = b.amount(p, f.Prior)
	}
	if of != nil && f.Prior != nil && c.Total == nil {
		c.Total = b.difference(p, of, f.Prior)
	}
	to := b.budget
	if b.accounts(p, c.Name) {
		to = b.finalAccounts()
	}
	to.Changes = append(to.Changes, c)
}

// years gives a change the years that it is between.
func (b *budgetReader) years(c *report.Change, f *sentence.Fact, year string) {
	if year == "" {
		year = b.known.FiscalYear.Raw
	}
	c.ToYear = report.Integer{Raw: year, At: c.At}
	switch {
	case f.OfPriorYear():
		c.FromYear = report.Integer{Raw: yearBefore(year), At: c.At}
	case f.OfNoYear():
	default:
		c.FromYear = report.Integer{Raw: f.Against, At: c.At}
	}
}

// totalNamed finds the total that a change names: 总收入100万元…。总收入较上年增加5万元.
func (b *budgetReader) totalNamed(name string) *report.Amount {
	budgets := []*report.Budget{b.budget}
	if b.out.FinalAccounts != nil {
		budgets = append(budgets, b.out.FinalAccounts)
	}
	for _, x := range budgets {
		for _, side := range []*report.Breakdown{&x.Revenue, &x.Expenditure} {
			if side.Total != nil && side.Name == name {
				amount := *side.Total
				return &amount
			}
		}
	}
	for _, s := range b.both {
		if s.f.Name == name {
			return b.amount(s.p, s.f)
		}
	}
	return nil
}

// prior finds the figure of the earlier year where the same paragraph states it
// under the same name.
func (b *budgetReader) prior(p *outline.Passage, c *report.Change, of *sentence.Fact) *report.Amount {
	if of == nil || c.FromYear.Raw == "" {
		return nil
	}
	for _, s := range p.Sentences() {
		for _, f := range s.Facts {
			if f != of && f.Relation == sentence.Level && f.Year == c.FromYear.Raw && f.Figure.Measure == sentence.Money && !f.Noun && sentence.Core(f.Name) == sentence.Core(of.Name) && (f.Name == of.Name || sentence.Core(f.Name) != "") {
				return b.amount(p, f)
			}
		}
	}
	return nil
}

// difference finds the amount of a change that its sentence gives with the reason:
// 比上年4500万元下降4.75%，主要是项目减少213.87万元. It counts where it is the difference
// of both years exactly.
func (b *budgetReader) difference(p *outline.Passage, now, before *sentence.Fact) *report.Amount {
	w := lexicon.Sentence()
	toks := p.Tokens()
	for i := 1; i < len(toks); i++ {
		t := toks[i]
		if t.Kind != sentence.Figure || t.Measure != sentence.Money || t.Start < now.Figure.End || t.Start < before.Figure.End {
			continue
		}
		verb, fall := lastOf(toks[i-1].Text, w.Rise), false
		if verb == "" {
			verb, fall = lastOf(toks[i-1].Text, w.Fall), true
		}
		change := &sentence.Fact{Figure: t}
		larger, parts := now, []*sentence.Fact{before, change}
		if fall {
			larger, parts = before, []*sentence.Fact{now, change}
		}
		if verb == "" || !sentence.SumsTo(larger, parts) {
			continue
		}
		b.taken[conclude.Place{Passage: p, Start: t.Start}] = true
		return &report.Amount{Raw: verb + p.Text[t.Start:t.End], Unit: t.Unit, At: b.Locate(p, t.Start, t.End)}
	}
	return nil
}

// lastOf is the longest of the words that a text ends with.
func lastOf(s string, words lexicon.Words) (found string) {
	for _, w := range words {
		if len(w) > len(found) && strings.HasSuffix(s, w) {
			found = w
		}
	}
	return found
}
