package prose

import (
	"slices"
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readBudget finds the department's revenue and expenditure in the prose, their
// parts, and the changes against other years. Figures of the final accounts (决算)
// go to FinalAccounts. What it leaves is readFunds' to place.
func (rd *room) readBudget() {
	b := &budgetReader{room: rd, words: &rd.Vocab.Budgets, budget: &rd.out.Budget}
	rd.budget = b
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || rd.In(p, lexicon.RoleResults, lexicon.RoleGoals, lexicon.RoleItems, lexicon.RoleProblems, lexicon.RoleMeasures, lexicon.RoleMembers, lexicon.RoleConclusion) {
			if p.Table != nil && rd.ownAccounts(p) {
				b.finalAccounts() // the figures stand in a table
				b.tabled = true
			}
			continue
		}
		b.passage(p)
	}
	b.bothSides()
	b.carriedOutSides()
	if fin := rd.out.FinalAccounts; fin != nil && emptyBudget(fin) && !b.tabled {
		rd.out.FinalAccounts = nil
	}
	b.unbalanced()
}

// emptyBudget reports a budget that holds nothing yet.
func emptyBudget(b *report.Budget) bool {
	return b.Revenue.Total == nil && len(b.Revenue.Parts) == 0 && b.Expenditure.Total == nil && len(b.Expenditure.Parts) == 0 && len(b.Changes) == 0
}

// passage reads a paragraph, sentence by sentence.
func (b *budgetReader) passage(p *outline.Passage) {
	b.section = b.In(p, lexicon.RoleBudget, lexicon.RoleAccounts)
	b.bare = nil
	if b.itemOf(p) != "" {
		return // of one of several things
	}
	for _, s := range p.Sentences() {
		if text := p.Said(s.Start, s.End); lexicon.HoldsAny(text, b.words.Aside) || b.ofSomethingElse(text) {
			continue
		}
		for _, f := range s.Facts {
			f.Name = b.withoutOwn(f.Name)
		}
		b.continued(p, &s)
		b.bare, b.of, b.settled, b.started = nil, "", nil, false
		b.pair = b.holdsBoth(&s)
		for _, f := range s.Facts {
			b.fact(p, f)
			b.subject(f)
		}
		if e := b.budget.Execution; e != nil && e.Executed == nil && b.started && b.settled != nil {
			e.Executed = b.amount(p, b.settled) // 预算4500万元，支出决算4286万元，执行率95%
		}
	}
}

// holdsBoth reports whether a sentence gives both what was received and what was spent.
func (b *budgetReader) holdsBoth(s *sentence.Sentence) bool {
	of := func(core string) bool {
		return slices.ContainsFunc(s.Facts, func(f *sentence.Fact) bool {
			return f.Relation == sentence.Level && f.Figure.Measure == sentence.Money && sentence.Core(f.Name) == core
		})
	}
	return of(b.words.Revenue) && of(b.words.Expenditure)
}

// subject keeps what the budget in a sentence is of, where it is not the whole's: what
// the sentence goes on to give without a name is of it too.
func (b *budgetReader) subject(f *sentence.Fact) {
	if f.Relation != sentence.Level || f.Figure.Measure != sentence.Money || f.Name == "" {
		return
	}
	stage, _, _ := b.Vocab.Money.Stage(f.Name)
	if (stage == lexicon.Amounted || stage == lexicon.Executed) && b.single(f) {
		b.of = b.Vocab.Money.Subject(f.Name)
	}
	if source(stage) {
		switch {
		case sentence.IsWhole(f.Name) || b.used[f]:
			b.of = ""
		case sentence.Core(f.Name) != "":
			b.of = b.Vocab.Money.Subject(f.Name)
		}
	}
}

// single reports a figure of one sum, which the sentence may go on about: 水利建设基金支出
// 412.5万元，…，预算数为435万元.
func (b *budgetReader) single(f *sentence.Fact) bool {
	return !b.used[f] && !sentence.IsWhole(f.Name) && !sentence.IsCategory(f.Name) && sentence.Core(f.Name) != "" && b.Vocab.Money.Subject(f.Name) != ""
}

// ofSomethingElse reports whether a sentence starts with the name of something
// that has a budget of its own: 养老服务项目：预算80万元，支出80万元.
func (b *budgetReader) ofSomethingElse(text string) bool {
	label, _, ok := cutLabel(text)
	return ok && label != "" && !lexicon.HoldsAny(label, b.words.Labels)
}

type budgetReader struct {
	*room
	words   *lexicon.BudgetWords
	budget  *report.Budget
	section bool // the passage stands in a section on money
	both    []side
	planned *side             // the year's budget with its parts
	actual  []side            // totals of what was received and spent
	spent   *side             // what was spent, which execution has taken
	tabled  bool              // the final accounts stand in a table
	total   *sentence.Fact    // its figure
	bare    *report.Breakdown // the total that the sentence before gave without parts

	// Of the sentence being read:
	of      string         // what its budget is of, where it is not the whole
	pair    bool           // it gives both sides
	settled *sentence.Fact // its expenditure in the final accounts
	started bool           // it gives figures of execution
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
			return slices.Contains(h.Roles, lexicon.RoleAccounts) && !lexicon.HoldsAny(h.Section.Title, rd.Vocab.Budgets.Budget)
		}
	}
	return false
}

// accounts tells which of the two a fact belongs to: its own words first, then
// the section's.
func (b *budgetReader) accounts(p *outline.Passage, name string) bool {
	if lexicon.HoldsAny(name, b.words.Accounts) {
		return true
	}
	if lexicon.HoldsAny(name, b.words.Budget) {
		return false
	}
	return b.ownAccounts(p)
}

// fact places a figure and its changes.
func (b *budgetReader) fact(p *outline.Passage, f *sentence.Fact) {
	money, whole := f.Figure.Measure == sentence.Money, sentence.IsWhole(f.Name)
	switch {
	case !b.concerns(f, whole), b.adjustsOther(f):
	case f.Relation != sentence.Level:
		if money && b.section || whole {
			b.change(p, nil, f)
		}
	case f.OfYear(b.known.FiscalYear.Raw) && f.Aim != sentence.Planned:
		b.level(p, f)
		if whole || sentence.IsCategory(f.Name) && b.used[f] {
			b.changesOf(p, f)
		}
	}
}

// concerns reports a figure of the budget: money or a share, of the whole, in a section on
// it, or in the paper of a project.
func (b *budgetReader) concerns(f *sentence.Fact, whole bool) bool {
	return !f.Noun && (f.Figure.Measure == sentence.Money || f.Figure.Measure == sentence.Percent) &&
		(whole || b.section || b.known.Kind == report.KindProject)
}

// adjustsOther reports an addition or a cut of the one sum that the sentence is about: 某经费年初
// 预算80万元，年中追加20万元.
func (b *budgetReader) adjustsOther(f *sentence.Fact) bool {
	return b.of != "" && f.Relation == sentence.Change && f.Against == "" && b.Vocab.Money.Subject(f.Name) == ""
}

// changesOf places the changes of a figure.
func (b *budgetReader) changesOf(p *outline.Passage, f *sentence.Fact) {
	for _, c := range f.Changes {
		b.change(p, f, c)
	}
}

// level places a figure of revenue, expenditure or execution.
func (b *budgetReader) level(p *outline.Passage, f *sentence.Fact) {
	accounts := b.accounts(p, f.Name)
	to := b.budget
	if accounts {
		to = b.finalAccounts()
	}
	switch core := sentence.Core(f.Name); {
	case b.execution(p, f):
	case f.Figure.Measure != sentence.Money:
	case b.of != "" && f.Name == core: // 某项目预算70万元，支出68万元
	case core == b.words.Revenue || core == b.words.Expenditure:
		b.side(p, f, core, to, accounts)
	case core == b.words.Sides:
		b.both = append(b.both, sideOf(p, f, accounts))
	case b.restated(p, f):
	case b.basic(p, f, to, accounts):
		to.Expenditure.Parts = append(to.Expenditure.Parts, b.room.parts(p, []*sentence.Fact{f})...)
		to.Expenditure.Open = true
	}
}

// basic reports whether a figure is one of the two kinds of expenditure whose total is
// not given.
func (b *budgetReader) basic(p *outline.Passage, f *sentence.Fact, to *report.Budget, accounts bool) bool {
	return b.section && b.words.Basic.Has(f.Name) && to.Expenditure.Total == nil && (b.out.FinalAccounts == nil || accounts || b.headed(p))
}

// side places a total of one side.
func (b *budgetReader) side(p *outline.Passage, f *sentence.Fact, core string, to *report.Budget, accounts bool) {
	if !accounts && b.carriedOut(f) {
		b.received(p, f, core)
		return
	}
	side := &to.Revenue
	if core == b.words.Expenditure {
		side = &to.Expenditure
		if accounts {
			b.settled = f
		}
	}
	b.set(side, p, f)
	b.budgeted(side, p, f)
}

// received keeps a total of what was received or spent.
func (b *budgetReader) received(p *outline.Passage, f *sentence.Fact, core string) {
	if !b.section && !b.pair {
		return
	}
	if core == b.words.Expenditure {
		b.executed(p, f)
	}
	if b.pair || len(f.Parts) > 1 || lexicon.HoldsAny(f.Name, b.words.Total) {
		b.actual = append(b.actual, sideOf(p, f, false))
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
func (b *budgetReader) carriedOut(f *sentence.Fact) bool {
	return !lexicon.HoldsAny(f.Name, b.words.Budget) && (f.Aim == sentence.Done || lexicon.HoldsAny(f.Name, b.words.Carried))
}

// set takes the first statement of a total; a second one that says the same is
// no news, one that says otherwise stays unread.
func (b *budgetReader) set(to *report.Breakdown, p *outline.Passage, f *sentence.Fact) {
	switch {
	case to.Total == nil:
		parts := to.Parts
		*to = b.breakdown(p, f)
		if len(parts) == 0 {
			b.bare, b.total = to, f
		} else if len(to.Parts) == 0 {
			to.Parts, to.Open = parts, true
		}
	case to.Total.Raw == f.Raw(p.Text):
		b.use(f)
		if len(to.Parts) == 0 {
			to.Parts, to.Open = b.room.parts(p, f.Parts), f.Open
		}
	case lexicon.HoldsAny(to.Name, b.words.ThisYear) && !lexicon.HoldsAny(f.Name, b.words.ThisYear):
		b.include(to, b.breakdown(p, f))
	}
}
