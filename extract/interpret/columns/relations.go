package columns

import (
	"github.com/shopspring/decimal"

	"selfeval/internal/text/printed"
)

// This file looks for arithmetic between the columns of a table. What it finds chooses
// what a whole column means, among the meanings that its head allows; it never changes,
// drops or moves a cell, so that no fault of the paper is read away.

// share counts the rows that a relation fits among those on which it says anything.
type share struct{ fits, rows int }

// holds reports whether the relation speaks of whole columns; breaks whether it is the
// one equation of a short table, which may decide between equals.
func (s share) holds() bool { return s.rows >= fewestRows && s.fits*shareDen >= s.rows*shareNum }
func (s share) breaks() bool {
	return s.rows > 0 && s.rows < fewestRows && s.fits == s.rows
}

// weigh adds a relation's evidence to a hypothesis, as much as its rows allow.
func (s share) weigh(hy *Hypothesis, weight int, sg sign, word string) {
	switch {
	case hy == nil:
	case s.holds():
		hy.add(Evidence{Weight: weight, sign: sg, word: word, fits: s.fits, rows: s.rows})
	case s.breaks():
		if weight < 0 {
			weight = -tieBreaker
		} else {
			weight = tieBreaker
		}
		hy.add(Evidence{Weight: weight, sign: sg, word: word, fits: s.fits, rows: s.rows})
	}
}

// half is half of the last printed digit.
func half(t *printed.Token) decimal.Decimal { return decimal.New(5, int32(-t.Decimals-1)) }

var hundred = decimal.NewFromInt(100)

// arithmetic adds what the figures of the columns say of each other.
func (t *table) arithmetic() {
	budgets, spent := t.figuresOf(Budget), t.figuresOf(Executed)
	for _, rate := range t.figuresOf(Rate) {
		t.pairs(budgets, spent, func(b, e int) {
			s := t.rows(func(r int) (bool, bool) { return t.rateRow(b, e, rate, r) })
			word := t.heads[rate].joined + "=" + t.heads[e].joined + "÷" + t.heads[b].joined
			for c, field := range map[int]string{b: Budget, e: Executed, rate: Rate} {
				s.weigh(t.hyps[c].of(field), rateFits, byRate, word)
			}
		})
	}
	for _, field := range []string{Balance, Returned, Carried} {
		for _, left := range t.figuresOf(field) {
			t.pairs(budgets, spent, func(b, e int) {
				s := t.rows(func(r int) (bool, bool) { return t.differenceRow(b, e, left, r) })
				word := t.heads[left].joined + "=" + t.heads[b].joined + "−" + t.heads[e].joined
				for c, f := range map[int]string{b: Budget, e: Executed} {
					s.weigh(t.hyps[c].of(f), balanceFits, byBalance, word)
				}
			})
		}
	}
	for _, field := range []string{Budget, Executed, Score} {
		if columns := t.figuresOf(field); len(columns) > 1 {
			t.wholes(field, columns)
		}
	}
}

// figuresOf lists the columns of figures that may be a field, no more than are looked at.
func (t *table) figuresOf(field string) []int {
	out := t.columnsOf(field, func(c int) bool { return t.sample.columns[c] != nil })
	return out[:min(len(out), mostRelations)]
}

// pairs calls with every two columns of which the first may be the budget and the second
// what was executed.
func (t *table) pairs(budgets, spent []int, with func(b, e int)) {
	for _, b := range budgets {
		for _, e := range spent {
			if b != e {
				with(b, e)
			}
		}
	}
}

// rows tries a relation on every row of the sample.
func (t *table) rows(try func(r int) (fits, says bool)) (s share) {
	n := 0
	for _, column := range t.sample.columns {
		n = max(n, len(column))
	}
	for r := range n {
		if fits, says := try(r); says {
			s.rows++
			if fits {
				s.fits++
			}
		}
	}
	return s
}

// at is a figure of the sample, nil where none stands there.
func (t *table) at(c, r int) *printed.Token {
	if column := t.sample.columns[c]; r < len(column) && column[r].known {
		return &column[r].token
	}
	return nil
}

// rateRow tries rate = executed ÷ budget in percent or as a fraction. All spent says
// nothing of which column is which.
func (t *table) rateRow(b, e, rate, r int) (fits, says bool) {
	budget, executed, stated := t.at(b, r), t.at(e, r), t.at(rate, r)
	if budget == nil || executed == nil || stated == nil {
		return false, false
	}
	of, have, want := budget.Value(), executed.Value(), stated.Value()
	if !of.IsPositive() || have.Equal(of) {
		return false, false
	}
	is, slack := have.DivRound(of, 8), half(stated)
	fits = is.Mul(hundred).Sub(want).Abs().LessThanOrEqual(slack) || stated.Measure != printed.Percent && is.Sub(want).Abs().LessThanOrEqual(slack)
	return fits, true
}

// differenceRow tries left = budget − executed.
func (t *table) differenceRow(b, e, left, r int) (fits, says bool) {
	budget, executed, rest := t.at(b, r), t.at(e, r), t.at(left, r)
	if budget == nil || executed == nil || rest == nil || rest.Value().IsZero() {
		return false, false
	}
	is := budget.Value().Sub(executed.Value()).Sub(rest.Value().Abs()).Abs()
	return is.LessThanOrEqual(half(budget).Add(half(rest))), true
}

// wholes looks for columns of a field that are the sum of those right before or after
// them: 资金合计 of 财政拨款 and 其他资金, 合计得分 of its scores. Parts of one that may
// be the same field are not it.
func (t *table) wholes(field string, columns []int) {
	for _, whole := range columns {
		for _, step := range []int{-1, 1} {
			from, to, s := t.summed(whole, step)
			if s.rows == 0 {
				continue
			}
			s.weigh(t.hyps[whole].of(field), wholeFits, bySum, t.heads[whole].joined)
			for c := min(from, to); c <= max(from, to); c++ {
				s.weigh(t.hyps[c].of(field), partFits, byPartOfSum, t.heads[whole].joined)
			}
		}
	}
}

// summed finds the run of columns beside a whole, in one direction, that adds up to it.
func (t *table) summed(whole, step int) (from, to int, s share) {
	from = whole + step
	for to = from + step; to >= 0 && to < len(t.hyps) && (to-from)*step < mostParts; to += step {
		if t.sample.columns[to] == nil || t.sample.columns[to-step] == nil {
			return 0, 0, share{}
		}
		s = t.rows(func(r int) (bool, bool) { return t.sumRow(whole, from, to, r) })
		if s.holds() || s.breaks() {
			return from, to, s
		}
	}
	return 0, 0, share{}
}

// sumRow tries whole = the sum of a run of columns. One part alone says nothing.
func (t *table) sumRow(whole, from, to, r int) (fits, says bool) {
	all := t.at(whole, r)
	if all == nil {
		return false, false
	}
	sum, parts, slack := decimal.Zero, 0, half(all)
	for c := min(from, to); c <= max(from, to); c++ {
		if part := t.at(c, r); part != nil {
			if v := part.Value(); !v.IsZero() {
				sum, parts, slack = sum.Add(v), parts+1, slack.Add(half(part))
			}
		}
	}
	return sum.Sub(all.Value()).Abs().LessThanOrEqual(slack), parts > 1
}
