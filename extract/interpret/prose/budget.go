package prose

import (
	"slices"
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readBudget finds the department's revenue and expenditure in the prose, their
// parts, and the changes against other years. Figures of the final accounts (决算)
// go to FinalAccounts, those of another year nowhere but Unread.
func (rd *room) readBudget() {
	b := &budgetReader{room: rd, budget: &rd.out.Budget}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || rd.In(p, lexicon.RoleResults, lexicon.RoleGoals, lexicon.RoleItems, lexicon.RoleProblems, lexicon.RoleMeasures, lexicon.RoleMembers, lexicon.RoleConclusion) {
			if p.Table != nil && rd.ownAccounts(p) {
				b.finalAccounts() // the figures stand in a table
				b.tabled = true
			}
			continue
		}
		b.section = rd.In(p, lexicon.RoleBudget, lexicon.RoleAccounts)
		b.bare = nil
		for _, s := range p.Sentences() {
			if text := p.Text[s.Start:s.End]; strings.Contains(text, "三公") || ofSomethingElse(text) {
				continue
			}
			for _, f := range s.Facts {
				f.Name = rd.withoutOwn(f.Name)
			}
			b.continued(p, &s)
			b.bare = nil
			for _, f := range s.Facts {
				b.fact(p, f)
			}
		}
	}
	b.bothSides()
	b.carriedOutSides()
	if fin := rd.out.FinalAccounts; fin != nil && fin.Revenue.Total == nil && len(fin.Revenue.Parts) == 0 && fin.Expenditure.Total == nil && len(fin.Expenditure.Parts) == 0 && len(fin.Changes) == 0 && !b.tabled {
		rd.out.FinalAccounts = nil
	}
	b.unbalanced()
}

// ofSomethingElse reports whether a sentence starts with the name of something
// that has a budget of its own: 养老服务项目：预算80万元，支出80万元.
func ofSomethingElse(text string) bool {
	label, _, ok := cutLabel(text)
	return ok && label != "" && !lexicon.HoldsAny(label, []string{"收入", "支出", "收支", "预算", "决算", "执行", "部门", "单位", "整体", "情况", "其中", "资金使用", "资金安排", "资金来源", "说明", "20"})
}

type budgetReader struct {
	*room
	budget  *report.Budget
	section bool // the passage stands in a section on money
	both    []side
	planned *side             // the year's budget with its parts
	actual  []side            // totals of what was received and spent
	tabled  bool              // the final accounts stand in a table
	total   *sentence.Fact    // its figure
	bare    *report.Breakdown // the total that the sentence before gave without parts
}

// continued takes the figures of a sentence for the parts of the total that the
// sentence before it gave, where they add up to it exactly.
func (b *budgetReader) continued(p *outline.Passage, s *sentence.Sentence) {
	if b.bare == nil || len(b.bare.Parts) > 0 || len(s.Facts) < 2 {
		return
	}
	for _, f := range s.Facts {
		if f.Relation != sentence.Level || f.Figure.Measure != sentence.Money || f.Name == "" || sentence.IsWhole(f.Name) || !f.OfYear(b.known.FiscalYear.Raw) {
			return
		}
	}
	if sentence.SumsTo(b.total, s.Facts) {
		b.bare.Parts = b.room.parts(p, s.Facts)
	}
}

func (b *budgetReader) finalAccounts() *report.Budget {
	if b.out.FinalAccounts == nil {
		b.out.FinalAccounts = &report.Budget{}
	}
	return b.out.FinalAccounts
}

// ownAccounts reports whether the innermost heading that says so speaks of final
// accounts alone.
func (rd *room) ownAccounts(p *outline.Passage) bool {
	for i := len(p.Under) - 1; i >= 0; i-- {
		if h := rd.Headings[p.Under[i]]; len(h.Roles) > 0 {
			return slices.Contains(h.Roles, lexicon.RoleAccounts) && !strings.Contains(h.Section.Title, "预算")
		}
	}
	return false
}

// accounts tells which of the two a fact belongs to: its own words first, then
// the section's.
func (b *budgetReader) accounts(p *outline.Passage, name string) bool {
	if strings.Contains(name, "决算") {
		return true
	}
	if strings.Contains(name, "预算") {
		return false
	}
	return b.ownAccounts(p)
}

func (b *budgetReader) fact(p *outline.Passage, f *sentence.Fact) {
	if f.Noun || f.Figure.Measure != sentence.Money && f.Figure.Measure != sentence.Percent {
		return
	}
	whole := sentence.IsWhole(f.Name)
	if !whole && !b.section {
		return
	}
	if f.Relation != sentence.Level {
		if f.Figure.Measure == sentence.Money || whole {
			b.change(p, nil, f)
		}
		return
	}
	if !f.OfYear(b.known.FiscalYear.Raw) || f.Aim == sentence.Planned {
		return
	}
	accounts := b.accounts(p, f.Name)
	to := b.budget
	if accounts {
		to = b.finalAccounts()
	}
	switch core := sentence.Core(f.Name); {
	case b.execution(p, f):
	case f.Figure.Measure != sentence.Money:
		return
	case (core == "收入" || core == "支出") && !accounts && carriedOut(f):
		if core == "支出" && b.section {
			b.executed(p, f)
		}
		if b.section && (len(f.Parts) > 1 || strings.Contains(f.Name, "总")) {
			b.actual = append(b.actual, side{p: p, f: f})
		}
	case core == "收入":
		b.set(&to.Revenue, p, f)
		b.budgeted(&to.Revenue, p, f)
	case core == "支出":
		b.set(&to.Expenditure, p, f)
		b.budgeted(&to.Expenditure, p, f)
	case core == "收支":
		b.both = append(b.both, side{p, f, accounts})
	case b.restated(p, f):
	case b.section && (f.Name == "基本支出" || f.Name == "项目支出") && to.Expenditure.Total == nil && (b.out.FinalAccounts == nil || accounts || b.headed(p)):
		to.Expenditure.Parts = append(to.Expenditure.Parts, b.room.parts(p, []*sentence.Fact{f})...)
		to.Expenditure.Open = true
	}
	if whole || sentence.IsCategory(f.Name) {
		for _, c := range f.Changes {
			b.change(p, f, c)
		}
	}
}

// restated takes a figure that says a part of a total anew for what it adds, its
// own parts: 支出决算1000万元，其中：基本支出600万元 …. 基本支出600万元，其中：人员经费….
func (b *budgetReader) restated(p *outline.Passage, f *sentence.Fact) bool {
	sides := []*report.Breakdown{&b.budget.Expenditure}
	if fin := b.out.FinalAccounts; fin != nil {
		sides = []*report.Breakdown{&fin.Expenditure, sides[0]}
	}
	for _, side := range sides {
		for i := range side.Parts {
			part := &side.Parts[i]
			if part.Name != f.Name || side.Total == nil || !strings.HasSuffix(f.Raw(p.Text), part.Amount.Raw) {
				continue
			}
			b.use(f)
			if len(part.Parts) == 0 {
				part.Parts, part.Open = b.room.parts(p, f.Parts), f.Open
			}
			return true
		}
	}
	return false
}

// carriedOut reports whether a figure is what was received or spent rather than
// budgeted: 全年累计支出, 实际支出.
func carriedOut(f *sentence.Fact) bool {
	return !strings.Contains(f.Name, "预算") && (f.Aim == sentence.Done || lexicon.HoldsAny(f.Name, []string{"实际", "累计", "执行"}))
}

func (b *budgetReader) executed(p *outline.Passage, f *sentence.Fact) {
	e := b.budget.Execution
	if e == nil {
		e = &report.Execution{At: b.Locate(p, f.Figure.Start, f.Figure.End)}
		b.budget.Execution = e
	}
	if e.Executed == nil {
		e.Executed = b.amount(p, f)
	}
}

// set takes the first statement of a total; a second one that says the same is
// no news, one that says otherwise stays unread.
func (b *budgetReader) set(to *report.Breakdown, p *outline.Passage, f *sentence.Fact) {
	if to.Total != nil && strings.Contains(to.Name, "本年") && !strings.Contains(f.Name, "本年") && to.Total.Raw != f.Raw(p.Text) {
		b.include(to, b.breakdown(p, f))
		return
	}
	if to.Total == nil {
		if parts := to.Parts; len(parts) > 0 {
			*to = b.breakdown(p, f)
			if len(to.Parts) == 0 {
				to.Parts, to.Open = parts, true
			}
			return
		}
		*to = b.breakdown(p, f)
		b.bare, b.total = to, f
		return
	}
	if to.Total.Raw != f.Raw(p.Text) {
		return
	}
	b.use(f)
	if len(to.Parts) == 0 {
		to.Parts, to.Open = b.room.parts(p, f.Parts), f.Open
	}
}

// execution reads 年初预算数, 全年预算数, 全年执行数, 执行率.
func (b *budgetReader) execution(p *outline.Passage, f *sentence.Fact) bool {
	e := b.budget.Execution
	if e == nil {
		e = &report.Execution{}
	}
	var to **report.Amount
	money := f.Figure.Measure == sentence.Money
	// 某局年初预算数, 项目资金执行率: whose the figure is stands before.
	name := strings.TrimPrefix(f.Name, cjk.Squeeze(b.known.Department))
	if rest, ok := strings.CutPrefix(name, f.Year+"年"); ok && f.Year != "" {
		name = strings.TrimPrefix(rest, "度")
	}
	for _, w := range []string{"部门整体支出", "整体支出", "项目支出", "项目", "专项资金", "资金", "部门"} {
		name = strings.TrimPrefix(name, w)
	}
	switch {
	case money && strings.HasPrefix(name, "年初预算") && !strings.Contains(name, "收入") && !strings.Contains(name, "支出"):
		to = &e.Initial
	case money && (name == "全年预算数" || name == "全年预算" || name == "调整后预算数" || name == "调整预算数" || name == "调整后预算" || name == "预算数" || name == "全年预算资金"):
		to = &e.Budget
	case money && (name == "全年执行数" || name == "执行数" || name == "决算数" || name == "实际执行数" || name == "预算执行数" || name == "全年实际支出" || name == "全年支出" || name == "全年执行" || name == "总体支出" || name == "实际支出"):
		to = &e.Executed
	case !money && (name == "执行率" || name == "预算执行率" || name == "资金执行率" || name == "支出进度" || name == "预算执行进度"):
		to = &e.Rate
	default:
		return false
	}
	if *to == nil && (b.section || b.In(p, lexicon.RoleOverview)) {
		*to = b.amount(p, f)
		switch {
		case !b.section || len(f.Parts) < 2:
		case to == &e.Executed:
			b.actual = append(b.actual, side{p: p, f: f})
		case to != &e.Rate && b.planned == nil:
			b.planned = &side{p: p, f: f}
		}
		if e.At.IsZero() {
			e.At = (*to).At
		}
		b.budget.Execution = e
	}
	return true
}
