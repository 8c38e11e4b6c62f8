package prose

import (
	"slices"
	"strings"

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
		open := func(side *report.Breakdown) bool { return side.Total == nil || strings.HasPrefix(side.Name, "本年") }
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
func spending(parts []*sentence.Fact) bool {
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(f *sentence.Fact) bool {
		return f.Figure.Measure == sentence.Money && !lexicon.StartsWith(f.Name, "基本支出", "项目支出", "人员", "公用", "日常公用", "其他支出", "经营支出", "上缴上级", "对附属单位") ||
			strings.Contains(f.Name, "年初")
	})
}

// carriedOutSides gives what was received and spent to the final accounts, and
// the year's budget to the expenditure, where nothing is called so.
func (b *budgetReader) carriedOutSides() {
	if s := b.planned; s != nil && b.budget.Expenditure.Total == nil && len(b.budget.Expenditure.Parts) == 0 && spending(s.f.Parts) {
		b.budget.Expenditure = b.breakdown(s.p, s.f)
		b.budget.Expenditure.Budgeted = true
	}
	for _, s := range b.actual {
		if sentence.Core(s.f.Name) != "收入" && len(s.f.Parts) > 0 && !spending(s.f.Parts) {
			continue
		}
		fin := b.finalAccounts()
		to := &fin.Revenue
		if sentence.Core(s.f.Name) != "收入" {
			to = &fin.Expenditure // 支出, 执行数
		}
		if to.Total == nil {
			*to = b.breakdown(s.p, s.f)
		}
	}
}

// budgeted marks a total that its name or its heading calls one of the budget.
func (b *budgetReader) budgeted(to *report.Breakdown, p *outline.Passage, f *sentence.Fact) {
	if to.Total != nil && to.Total.Raw == f.Raw(p.Text) {
		to.Budgeted = to.Budgeted || strings.Contains(f.Name, "预算") || b.headed(p)
	}
}

// headed reports whether the innermost heading that says so speaks of the budget.
func (b *budgetReader) headed(p *outline.Passage) bool {
	for i := len(p.Under) - 1; i >= 0; i-- {
		title := b.Headings[p.Under[i]].Section.Title
		if strings.Contains(title, "预算") || strings.Contains(title, "决算") {
			return strings.Contains(title, "预算") && !lexicon.HoldsAny(title, []string{"决算", "执行", "一般公共预算", "基金预算", "资本经营预算"})
		}
	}
	return false
}
