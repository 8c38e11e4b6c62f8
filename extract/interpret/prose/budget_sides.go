package prose

import (
	"slices"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file tells which budget a total belongs to: what was budgeted, what was
// spent, or both sides at once.

// side is a figure given for revenue and expenditure at once (收支总预算).
type side struct {
	p        *outline.Passage
	f        *sentence.Fact
	accounts bool
}

func sideOf(p *outline.Passage, f *sentence.Fact, accounts bool) side { return side{p, f, accounts} }

// include takes a total that includes the one known so far: 本年收入900万元，收入合计
// 1000万元.
func (b *budgetReader) include(to *report.Breakdown, whole report.Breakdown) {
	part := report.Part{Name: to.Name, Amount: to.Total, Parts: to.Parts, Open: to.Open}
	*to = whole
	if part.Amount != nil && len(to.Parts) == 0 {
		to.Parts, to.Open = []report.Part{part}, true
	}
}

// bothSides gives a figure stated for revenue and expenditure alike to the sides
// that have none of their own.
func (b *budgetReader) bothSides() {
	for _, s := range b.both {
		to := b.budget
		if s.accounts {
			to = b.finalAccounts()
		}
		open := func(side *report.Breakdown) bool {
			return side.Total == nil || lexicon.StartsWith(side.Name, b.words.ThisYear...)
		}
		if len(s.f.Parts) == 0 && open(&to.Revenue) && open(&to.Expenditure) {
			b.include(&to.Revenue, report.Breakdown{Total: b.amount(s.p, s.f)})
			b.include(&to.Expenditure, report.Breakdown{Total: b.amount(s.p, s.f)})
		}
		b.use(s.f)
	}
}

// unbalanced moves revenue and expenditure that nothing calls budgeted and that
// differ to the final accounts: a budget balances.
func (b *budgetReader) unbalanced() {
	rev, exp := &b.budget.Revenue, &b.budget.Expenditure
	if rev.Total == nil || exp.Total == nil || rev.Budgeted || exp.Budgeted || rev.Total.Raw == exp.Total.Raw ||
		b.out.FinalAccounts != nil && (b.out.FinalAccounts.Revenue.Total != nil || b.out.FinalAccounts.Expenditure.Total != nil) {
		return
	}
	fin := b.finalAccounts()
	fin.Revenue, fin.Expenditure = *rev, *exp
	*rev, *exp = report.Breakdown{}, report.Breakdown{}
	kept := b.budget.Changes[:0]
	for _, c := range b.budget.Changes {
		if sentence.IsWhole(c.Name) {
			fin.Changes = append(fin.Changes, c)
		} else {
			kept = append(kept, c)
		}
	}
	b.budget.Changes = kept
}

// spending reports whether a list names the usual kinds of expenditure and
// nothing else.
func (b *budgetReader) spending(parts []*sentence.Fact) bool {
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(f *sentence.Fact) bool {
		return f.Figure.Measure == sentence.Money && !lexicon.StartsWith(f.Name, b.words.Spending...) || lexicon.HoldsAny(f.Name, b.words.Initial)
	})
}

// carriedOutSides gives what was received and spent to the final accounts, and
// the year's budget to the expenditure, where nothing is called so.
func (b *budgetReader) carriedOutSides() {
	if s := b.planned; s != nil && b.budget.Expenditure.Total == nil && len(b.budget.Expenditure.Parts) == 0 && b.spending(s.f.Parts) {
		b.budget.Expenditure = b.breakdown(s.p, s.f)
		b.budget.Expenditure.Budgeted = true
	}
	for _, s := range b.actual {
		revenue := sentence.Core(s.f.Name) == b.words.Revenue
		if !revenue && len(s.f.Parts) > 0 && !b.spending(s.f.Parts) {
			continue
		}
		fin := b.finalAccounts()
		to := &fin.Expenditure // 支出, 执行数
		if revenue {
			to = &fin.Revenue
		}
		if to.Total == nil {
			*to = b.breakdown(s.p, s.f)
		}
	}
	b.spentBeside()
}

// spentBeside gives what was spent to the side of what was received, where it stands
// beside it in one sentence and nothing else is expenditure: 全年收入100万元，全年支出95万元.
func (b *budgetReader) spentBeside() {
	rev, exp := &b.budget.Revenue, &b.budget.Expenditure
	if b.spent == nil || rev.Total == nil || exp.Total != nil || len(exp.Parts) > 0 || rev.Budgeted ||
		sentence.Core(b.spent.f.Name) != b.words.Expenditure || !b.beside(b.spent, rev) {
		return
	}
	fin := b.finalAccounts()
	if fin.Revenue.Total != nil || fin.Expenditure.Total != nil && fin.Expenditure.Total.Raw != b.spent.f.Raw(b.spent.p.Text) {
		return
	}
	fin.Revenue, *rev = *rev, report.Breakdown{}
	if fin.Expenditure.Total == nil {
		fin.Expenditure = b.breakdown(b.spent.p, b.spent.f)
	}
}

// beside reports whether a figure stands in the sentence that gives a total.
func (b *budgetReader) beside(s *side, total *report.Breakdown) bool {
	for _, x := range s.p.Sentences() {
		if slices.Contains(x.Facts, s.f) {
			return slices.ContainsFunc(x.Facts, func(f *sentence.Fact) bool {
				return f.Name == total.Name && f.Raw(s.p.Text) == total.Total.Raw
			})
		}
	}
	return false
}

// budgeted marks a total that its name or its heading calls one of the budget.
func (b *budgetReader) budgeted(to *report.Breakdown, p *outline.Passage, f *sentence.Fact) {
	if to.Total != nil && to.Total.Raw == f.Raw(p.Text) {
		to.Budgeted = to.Budgeted || lexicon.HoldsAny(f.Name, b.words.Budget) || b.headed(p)
	}
}

// headed reports whether the innermost heading that says so speaks of the budget.
func (b *budgetReader) headed(p *outline.Passage) bool {
	for i := len(p.Under) - 1; i >= 0; i-- {
		title := b.Headings[p.Under[i]].Section.Title
		if lexicon.HoldsAny(title, b.words.Budget) || lexicon.HoldsAny(title, b.words.Accounts) {
			return lexicon.HoldsAny(title, b.words.Budget) && !lexicon.HoldsAny(title, b.words.OneSource)
		}
	}
	return false
}
