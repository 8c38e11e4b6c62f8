package prose

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file places the sums of money that are not the whole budget's, wherever they
// stand: 三公经费预算15万元，支出决算12万元, 下达资金110万元，实际拨付108万元. What a sum is of,
// and where on its way from the budget it stands, its own words say; a sum that no word
// is known for stays unread.

// fundsReader reads the sums of a paragraph, the words of a sentence after those before.
type fundsReader struct {
	*room
	words  *lexicon.MoneyWords
	cur    int              // the funds that a sum without a name goes on about; -1 where none
	label  string           // what the sentence speaks of: 养老服务项目：预算80万元
	item   string           // what the paragraph is about: （1）清淤工程
	spent  map[int]bool     // the funds whose amount is called spending
	listed int              // how many sums the sentence has named
	list   *sentence.Fact   // the last sum that lists parts
	later  []*sentence.Fact // items of the sentence with sums of their own
}

// maxFunds bounds what a hostile text can fill the record with.
const maxFunds = 2000

// readFunds places what readBudget and the others left.
func (rd *room) readFunds() {
	fr := &fundsReader{room: rd, words: &rd.Vocab.Money, cur: -1, spent: map[int]bool{}}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || rd.scaled[p] || rd.In(p, lexicon.RoleMembers) {
			continue
		}
		fr.cur, fr.item = -1, rd.itemOf(p)
		for _, s := range p.Sentences() {
			fr.sentence(p, &s)
		}
	}
	fr.settleSpent()
}

// settleSpent takes what is called spending for what was spent, where a budget or a rate
// of it stands beside: 水利建设基金支出412.5万元，占预算的94.83%.
func (fr *fundsReader) settleSpent() {
	for i := range fr.spent {
		x := &fr.out.Funds[i]
		if x.Amount == nil || x.Executed != nil || x.Initial == nil && x.Budget == nil && x.Allocated == nil && x.Rate == nil {
			continue
		}
		x.Executed, x.Amount = x.Amount, nil
		if x.Of == stageNames[lexicon.Amounted] {
			x.Of = stageNames[lexicon.Executed]
		}
	}
}

func (fr *fundsReader) sentence(p *outline.Passage, s *sentence.Sentence) {
	if fr.cur >= 0 && fr.out.Funds[fr.cur].Name != fr.item {
		fr.cur = -1 // what another sentence leaves unnamed is no more of it
	}
	fr.label, fr.listed, fr.list = fr.item, 0, nil
	if text := p.Said(s.Start, s.End); fr.budget.ofSomethingElse(text) {
		label, _, _ := cutLabel(text)
		if stage, _, _ := fr.words.Stage(label); stage == lexicon.NoStage {
			fr.label = label
		}
	}
	bounds := s.Bounds
	for _, f := range s.Facts {
		for ; len(bounds) > 0 && bounds[0].Start < f.Start; bounds = bounds[1:] {
			fr.bound(p, bounds[0])
		}
		fr.fact(p, f)
	}
	for _, f := range bounds {
		fr.bound(p, f)
	}
	for items := fr.later; len(items) > 0; items = fr.later {
		fr.later, fr.cur = nil, -1
		for _, f := range items {
			if stage, _, _ := fr.words.Stage(f.Name); stage == lexicon.NoStage && f.Name != "" && f.Figure.Measure == sentence.Money {
				fr.cur = -1 // another item, whatever it is of: 省级资金320万元
			}
			fr.fact(p, f)
		}
	}
}

// bound places a budget that is given as a bound: “三公”经费控制在18万元以内.
func (fr *fundsReader) bound(p *outline.Passage, f *sentence.Fact) {
	if f.Figure.Measure != sentence.Money || fr.used[f] || !lexicon.HoldsAny(p.Said(f.Start, f.Figure.Start), fr.words.Within) || len(fr.out.Funds) >= maxFunds {
		return
	}
	x := fr.entry(p, f, fr.named(f), "", lexicon.Budgeted)
	x.Budget = fr.amount(p, f)
}

// fact places a figure, its changes and its shares.
func (fr *fundsReader) fact(p *outline.Passage, f *sentence.Fact) {
	switch {
	case f.Figure.Measure == sentence.Percent:
		fr.rate(p, f)
		return
	case f.Figure.Measure != sentence.Money || len(fr.out.Funds) >= maxFunds:
		return
	case f.Relation != sentence.Level:
		fr.change(p, f)
		return
	}
	items := fr.items(f.Parts)
	if items {
		fr.later = append(fr.later, f.Parts...)
	}
	stage := lexicon.NoStage
	if !fr.used[f] {
		stage = fr.level(p, f, items)
	} else if fr.partsLeft(f) && !items {
		fr.again(p, f)
	} else if fr.cur >= 0 && f.Name != "" {
		fr.cur = -1
	}
	fr.changesOf(p, f)
	for _, share := range f.Shares {
		fr.shareOf(p, stage, share)
	}
}

// items reports parts that are no list of one sum each: each has a budget, spend and a rate
// of its own (其中：人员经费预算10万元，支出9万元，执行率90%；…).
func (fr *fundsReader) items(parts []*sentence.Fact) bool {
	named := false
	for _, part := range parts {
		stage, _, _ := fr.words.Stage(part.Name)
		switch {
		case part.Figure.Measure == sentence.Percent && lexicon.EndsWith(part.Name, fr.words.Rates...):
			return named
		case part.Figure.Measure != sentence.Money:
			return false
		case fr.subject(part.Name) != "":
			named = true
		case named && stage != lexicon.NoStage && stage != lexicon.Amounted:
			return true
		}
	}
	return false
}

// changesOf places the changes of a figure that is placed itself.
func (fr *fundsReader) changesOf(p *outline.Passage, f *sentence.Fact) {
	for _, c := range f.Changes {
		if !fr.used[c] && fr.used[f] && (c.Relation == sentence.Change || c.Prior != nil) {
			fr.changeOf(p, f, c)
		}
	}
}

// stage tells where a sum stands on its way; what a goal says is to be spent was not yet:
// 目标：2023年使用175万元.
func (fr *fundsReader) stage(p *outline.Passage, f *sentence.Fact) lexicon.Stage {
	stage := fr.said(p, f)
	if f.Goal && stage == lexicon.Executed {
		return lexicon.NoStage
	}
	return stage
}

// said tells where a sum stands on its way: by the words before it, by those behind it
// (38万元全部执行到位), by its name, or only that it is money.
func (fr *fundsReader) said(p *outline.Passage, f *sentence.Fact) lexicon.Stage {
	said := cjk.Squeeze(p.Said(f.Start, f.Figure.Start))
	tail, _, _ := strings.Cut(f.Tail, ",")
	best := lexicon.NoStage
	for _, text := range []string{said, tail, f.Name} {
		if stage, _, _ := fr.words.Stage(text); stage != lexicon.NoStage && stage != lexicon.Amounted {
			best = stage
			break
		} else if stage == lexicon.Amounted {
			best = stage
		}
	}
	if best == lexicon.Amounted {
		best = fr.verb(said, f.Name)
	}
	ofList := lexicon.NoStage
	if f.Head != "" {
		ofList, _, _ = fr.words.Stage(f.Head)
	}
	switch {
	case best != lexicon.NoStage && best != lexicon.Amounted:
	case ofList != lexicon.NoStage: // 安排三个项目：A420万元，…
		return ofList
	case f.Aim == sentence.Planned && (best == lexicon.Amounted || lexicon.EndsWith(f.Name, fr.words.Nouns...)):
		return lexicon.Budgeted
	case best == lexicon.NoStage && lexicon.EndsWith(f.Name, fr.words.Nouns...):
		return lexicon.Amounted
	}
	return best
}

// verb tells the stage of a sum that is only called money by the one verb that it is the
// object of: 安排营养改善补助资金486.5万元, 支付工程进度款3096万元.
func (fr *fundsReader) verb(said, name string) lexicon.Stage {
	w, found := fr.words, ""
	for _, no := range w.NoStage {
		said = strings.ReplaceAll(said, no, "")
	}
	for _, v := range w.Verbs {
		if !strings.Contains(said, v) {
			continue
		}
		one, _, _ := w.Stage(found)
		if other, _, _ := w.Stage(v); found != "" && other != one || strings.Count(said, v) > 1 {
			return lexicon.Amounted
		}
		found = v
	}
	if stage, _, _ := w.Stage(found); found != "" && !lexicon.EndsWith(name, fr.Vocab.Budgets.Revenue, fr.Vocab.Budgets.Expenditure) {
		return stage
	}
	return lexicon.Amounted
}

// level places a sum, without its parts where these are items of their own, and gives its
// stage, none where it was left.
func (fr *fundsReader) level(p *outline.Passage, f *sentence.Fact, items bool) lexicon.Stage {
	stage := fr.stage(p, f)
	if stage == lexicon.NoStage || f.Noun && stage == lexicon.Amounted || fr.sumOfOthers(f) {
		return lexicon.NoStage
	}
	name := fr.nameHere(f, stage)
	if name != "" {
		fr.listed++
	} else if part := fr.lastPart(); part != nil {
		fr.goesOn(p, part)
	}
	year := ""
	if !f.OfYear(fr.known.FiscalYear.Raw) {
		year = f.Year
	}
	x := fr.entry(p, f, name, year, stage)
	*slotOf(x, stage) = fr.amount(p, f)
	if stage == lexicon.Amounted && lexicon.EndsWith(f.Name, fr.words.Spent...) {
		fr.spent[fr.cur] = true
	}
	if items {
		return stage
	}
	if parts := fr.parts(p, f.Parts); len(parts) > 0 && len(x.Parts) == 0 {
		x.Parts, x.Open = parts, f.Open || len(parts) < len(f.Parts)
		if !f.Blank {
			x.Of = stageNames[stage]
		}
		fr.list = f
	}
	return stage
}

// goesOn makes a part of a list a sum of its own, of which more is said. The list goes on,
// too, each of its parts with what was spent of it.
func (fr *fundsReader) goesOn(p *outline.Passage, part *sentence.Fact) {
	if fr.cur >= 0 {
		fr.out.Funds[fr.cur].Open = true
	}
	fr.cur = -1
	stage := fr.stage(p, part)
	*slotOf(fr.entry(p, part, fr.subject(part.Name), "", stage), stage) = fr.amount(p, part)
}

// lastPart is the part of a list, broken off, that a sum without a name goes on about:
// 预算300万元，其中：校舍维修预算200万元，支出190万元. nil: it goes on about the whole.
func (fr *fundsReader) lastPart() *sentence.Fact {
	list := fr.list
	fr.list = nil
	if list == nil || len(list.Parts) == 0 {
		return nil
	}
	last := list.Parts[len(list.Parts)-1]
	rest, err := decimal.NewFromString(list.Figure.Number)
	for _, part := range list.Parts {
		n, bad := decimal.NewFromString(part.Figure.Number)
		if bad != nil {
			err = bad
		}
		if part.Figure.Unit != list.Figure.Unit {
			return nil
		}
		rest = rest.Sub(n)
	}
	if stage, _, _ := fr.words.Stage(last.Name); err != nil || rest.IsZero() || stage == lexicon.NoStage || stage == lexicon.Amounted || fr.subject(last.Name) == "" {
		return nil
	}
	return last
}

// again keeps a figure that has its place elsewhere for the parts that it lists there:
// 实际支出118万元，其中：清淤60万元，护岸58万元.
func (fr *fundsReader) again(p *outline.Passage, f *sentence.Fact) {
	stage := cmp.Or(fr.stage(p, f), lexicon.Amounted)
	x := fr.entry(p, f, fr.named(f), "", stage)
	if len(x.Parts) > 0 {
		return
	}
	*slotOf(x, stage) = fr.amount(p, f)
	x.Parts, x.Open, x.Of = fr.parts(p, f.Parts), f.Open, stageNames[stage]
}

// nameHere is what a sum is of, by its own name or by the sentence that it stands in.
func (fr *fundsReader) nameHere(f *sentence.Fact, stage lexicon.Stage) string {
	name := fr.named(f)
	switch {
	case name == "" && (fr.cur < 0 || fr.out.Funds[fr.cur].Name == ""):
		return fr.label
	case stage == lexicon.CarriedIn && fr.cur >= 0 && fr.words.CarriedIn.Has(name):
		return "" // of the sum that the sentence is about
	}
	return name
}

// sumOfOthers reports a sum of which nothing tells what of the several before it it adds up.
func (fr *fundsReader) sumOfOthers(f *sentence.Fact) bool {
	return f.Sum && f.Name == "" && len(f.Parts) == 0 && fr.listed > 1
}

// named is what a sum is of: by its own name, else by the head of the list whose sum it
// is, or by the point that it is made under: 一是校舍维修，投入资金186万元.
func (fr *fundsReader) named(f *sentence.Fact) string {
	name := fr.subject(f.Name)
	switch {
	case f.Sum && len(f.Parts) > 0 && f.Head != "":
		return fr.subject(f.Head)
	case name != "":
	case f.Point:
		return fr.subject(f.Topic)
	}
	return name
}

// entry is the funds that a sum belongs to: those it goes on about where it is named as
// they are or not at all and they have no such sum yet; else new ones.
func (fr *fundsReader) entry(p *outline.Passage, f *sentence.Fact, name, year string, stage lexicon.Stage) *report.Funds {
	if fr.cur >= 0 {
		if x := &fr.out.Funds[fr.cur]; (name == "" || printed.Simplified(x.Name) == name) && year == x.Year && *slotOf(x, stage) == nil {
			return x
		} else if name == "" {
			name = x.Name // 预算80万元，…；预算20万元
		}
	}
	fr.cur = len(fr.out.Funds)
	fr.out.Funds = append(fr.out.Funds, report.Funds{Name: asPrinted(p, f, name), Year: year, At: fr.Locate(p, f.Start, f.Figure.End)})
	return &fr.out.Funds[fr.cur]
}

// stageNames are the names of the fields of report.Funds.
var stageNames = map[lexicon.Stage]string{
	lexicon.Initial: "initial", lexicon.Budgeted: "budget", lexicon.Allocated: "allocated", lexicon.Executed: "executed",
	lexicon.Added: "added", lexicon.CutBack: "cut", lexicon.CarriedIn: "carried_in", lexicon.CarriedOut: "carried_out",
	lexicon.Balance: "balance", lexicon.Returned: "returned", lexicon.Amounted: "amount",
}

// slotOf is the field of a stage.
func slotOf(x *report.Funds, stage lexicon.Stage) **report.Amount {
	return map[lexicon.Stage]**report.Amount{
		lexicon.Initial: &x.Initial, lexicon.Budgeted: &x.Budget, lexicon.Allocated: &x.Allocated, lexicon.Executed: &x.Executed,
		lexicon.Added: &x.Added, lexicon.CutBack: &x.Cut, lexicon.CarriedIn: &x.CarriedIn, lexicon.CarriedOut: &x.CarriedOut,
		lexicon.Balance: &x.Balance, lexicon.Returned: &x.Returned, lexicon.Amounted: &x.Amount,
	}[stage]
}

// change places a change that stands by itself: an addition or a cut (年中追加20万元), or
// what a sum changed by.
func (fr *fundsReader) change(p *outline.Passage, f *sentence.Fact) {
	if fr.used[f] || f.Relation != sentence.Change {
		return
	}
	if stage, ok := fr.adjusted(f); ok {
		x := fr.entry(p, f, fr.words.Subject(f.Name), "", stage)
		*slotOf(x, stage) = fr.amount(p, f)
		return
	}
	fr.budget.change(p, nil, f)
}

// adjusted tells an addition and a cut by the verb.
func (fr *fundsReader) adjusted(f *sentence.Fact) (lexicon.Stage, bool) {
	if f.Against != "" {
		return lexicon.NoStage, false
	}
	stage, _, _ := fr.words.Stage(f.Verb)
	return stage, stage == lexicon.Added || stage == lexicon.CutBack
}

// changeOf places a change of a sum that has its place.
func (fr *fundsReader) changeOf(p *outline.Passage, f, c *sentence.Fact) {
	stage, ok := fr.adjusted(c)
	if !ok || c.Relation != sentence.Change || fr.cur < 0 {
		fr.budget.change(p, f, c)
		return
	}
	if x := &fr.out.Funds[fr.cur]; *slotOf(x, stage) == nil {
		*slotOf(x, stage) = fr.amount(p, c)
	}
}

// rate places an execution rate beside what was executed.
func (fr *fundsReader) rate(p *outline.Passage, f *sentence.Fact) {
	if fr.used[f] || f.Relation != sentence.Level || !lexicon.EndsWith(f.Name, fr.words.Rates...) || len(fr.out.Funds) >= maxFunds {
		return
	}
	name, _ := fr.words.Rates.Cut(f.Name)
	stage, _, _ := fr.words.Stage(name)
	name = fr.subject(name)
	if fr.cur >= 0 {
		if x := &fr.out.Funds[fr.cur]; x.Rate == nil && (name == "" || printed.Simplified(x.Name) == name) {
			x.Rate = fr.amount(p, f)
			if source(stage) {
				x.RateOf = stageNames[stage] // 到位资金支付率
			}
			return
		}
	}
	if name != "" && lexicon.EndsWith(name, fr.words.Nouns...) { // “三公”经费控制率92%
		fr.cur = len(fr.out.Funds)
		fr.out.Funds = append(fr.out.Funds, report.Funds{Name: asPrinted(p, f, name), Rate: fr.amount(p, f), At: fr.Locate(p, f.Start, f.Figure.End)})
	}
}

// shareOf places a rate that is said to be of a budget: 支出12万元，完成预算的80%.
func (fr *fundsReader) shareOf(p *outline.Passage, of lexicon.Stage, f *sentence.Fact) {
	if f.OfSum {
		fr.rateOfSum(p, of, f)
		return
	}
	if of != lexicon.Executed && of != lexicon.Amounted || fr.cur < 0 || fr.used[f] {
		return
	}
	stage, _, _ := fr.words.Stage(f.Name)
	if x := &fr.out.Funds[fr.cur]; x.Rate == nil && source(stage) {
		x.Rate, x.RateOf = fr.amount(p, f), stageNames[stage]
	}
}

// rateOfSum places a rate that is said to be of a budget named with its sum: 支出12万元，完成
// 预算15万元的80%.
func (fr *fundsReader) rateOfSum(p *outline.Passage, of lexicon.Stage, f *sentence.Fact) {
	if fr.cur < 0 || fr.used[f] || !source(of) {
		return
	}
	if x := &fr.out.Funds[fr.cur]; x.Rate == nil && (x.Executed != nil || x.Amount != nil) {
		x.Rate, x.RateOf = fr.amount(p, f), stageNames[of]
	}
}

// source reports a stage that money is spent from.
func source(s lexicon.Stage) bool {
	return s == lexicon.Initial || s == lexicon.Budgeted || s == lexicon.Allocated
}
