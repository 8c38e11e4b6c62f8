package prose

import (
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file reads the execution of the whole budget: 年初预算数, 全年预算数, 全年执行数,
// 执行率.

// executed takes what was spent where execution has nothing yet.
func (b *budgetReader) executed(p *outline.Passage, f *sentence.Fact) {
	e := b.budget.Execution
	if e == nil {
		e = &report.Execution{At: b.Locate(p, f.Figure.Start, f.Figure.End)}
		b.budget.Execution = e
	}
	if e.Executed == nil {
		e.Executed = b.amount(p, f)
		s := sideOf(p, f, false)
		b.spent = &s
	}
}

// executionName is the name of a figure without whose it is: 某局年初预算数, 项目资金执行率.
func (b *budgetReader) executionName(f *sentence.Fact) string {
	name := strings.TrimPrefix(f.Name, cjk.Squeeze(b.known.Department))
	if rest, ok := strings.CutPrefix(name, f.Year); ok && f.Year != "" {
		for _, w := range b.words.YearTails {
			if tail, ok := strings.CutPrefix(rest, w); ok {
				name = tail
				break
			}
		}
	}
	for _, w := range b.words.Prefixes {
		name = strings.TrimPrefix(name, w)
	}
	return name
}

// slot is the field of execution that a name is of, nil where it is none.
func (b *budgetReader) slot(e *report.Execution, name string, money bool) **report.Amount {
	w := b.words
	switch {
	case !money && w.ExecutionRate.Has(name):
		return &e.Rate
	case !money:
		return nil
	case lexicon.StartsWith(name, w.ExecutionInitial...) && !lexicon.HoldsAny(name, w.NotInitial):
		return &e.Initial
	case w.ExecutionBudget.Has(name):
		return &e.Budget
	case w.ExecutionExecuted.Has(name):
		return &e.Executed
	}
	return nil
}

// execution reads a figure of execution. One that is of something else than the whole,
// or comes a second time, is left to readFunds.
func (b *budgetReader) execution(p *outline.Passage, f *sentence.Fact) bool {
	e := b.budget.Execution
	if e == nil {
		e = &report.Execution{}
	}
	to := b.slot(e, b.executionName(f), f.Figure.Measure == sentence.Money)
	if to == nil {
		return false
	}
	if *to != nil || b.of != "" || !b.section && b.known.Kind != report.KindProject && !b.In(p, lexicon.RoleOverview) {
		return true
	}
	*to = b.amount(p, f)
	if e.At.IsZero() {
		e.At = (*to).At
	}
	b.budget.Execution = e
	b.sides(p, f, to == &e.Executed, to == &e.Rate)
	return true
}

// sides keeps what a figure of execution may say of revenue and expenditure.
func (b *budgetReader) sides(p *outline.Passage, f *sentence.Fact, executed, rate bool) {
	s := sideOf(p, f, false)
	b.started = b.started || !executed
	if executed {
		b.spent = &s
	}
	listed := len(f.Parts) > 1
	switch {
	case !b.section:
	case executed && (listed || b.pair):
		b.actual = append(b.actual, s)
	case !executed && !rate && listed && b.planned == nil:
		b.planned = &s
	}
}
