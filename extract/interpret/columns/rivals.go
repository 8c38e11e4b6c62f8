package columns

import (
	"strconv"
	"strings"

	"selfeval/internal/text/lexicon"
)

// This file weighs a column against those that stand beside it: a head alone does not
// tell that 年初预算 is not the budget; 调整后预算 beside it does.

// table is a table whose columns are being chosen.
type table struct {
	heads  []head
	hyps   []hypotheses // by column
	sample *sample      // nil where arithmetic is not asked
}

// rivals calls weigh for each column that may be the field and has a rival for it that
// the test does not hold of.
func (t *table) rivals(field string, is func(c int) bool, weigh func(c int, hy *Hypothesis)) {
	plain := false
	for c := range t.hyps {
		if hy := t.hyps[c].of(field); hy != nil && hy.Weight > 0 && !is(c) {
			plain = true
		}
	}
	if !plain {
		return
	}
	for c := range t.hyps {
		if hy := t.hyps[c].of(field); hy != nil && is(c) {
			weigh(c, hy)
		}
	}
}

// against gives rivals evidence of one weight and sign.
func (t *table) against(field string, weight int, s sign, is func(c int) bool) {
	t.rivals(field, is, func(c int, hy *Hypothesis) {
		hy.add(Evidence{Weight: weight, sign: s, word: t.heads[c].joined})
	})
}

// anyHead reports whether the head of some column is such.
func (t *table) anyHead(is func(h *head) bool) bool {
	for c := range t.heads {
		if is(&t.heads[c]) {
			return true
		}
	}
	return false
}

// beside adds to the hypotheses what the columns beside each other say.
func (rd *Reader) beside(t *table) {
	signs := &rd.Vocab.ColumnSigns
	rd.budgetsBeside(t)
	for _, field := range []string{Budget, Executed} {
		t.against(field, cumulated, byCumulated, func(c int) bool {
			return signs.Cumulated.In(t.heads[c].joined) || lexicon.UpToMonth(t.heads[c].joined)
		})
	}
	t.against(Score, reviewed, byReview, func(c int) bool { return signs.Reviewed.In(t.heads[c].joined) })
	t.against(Score, scorePart, byScorePart, func(c int) bool { return signs.ScoreParts.In(t.heads[c].bare) })
	rd.formulas(t)
	rd.onlyParts(t)
}

// budgetsBeside tells the budgets apart that stand beside each other: as first approved,
// the change, and what it came to.
func (rd *Reader) budgetsBeside(t *table) {
	signs := &rd.Vocab.ColumnSigns
	// Beside 调整后 a plain 预算数 is the one before.
	after := t.anyHead(func(h *head) bool { return signs.Adjusted.In(h.joined) })
	isInitial := func(c int) bool {
		return !signs.Adjusted.In(t.heads[c].joined) && (after || signs.Initial.In(t.heads[c].joined))
	}
	isChange := func(c int) bool { return rd.isChange(&t.heads[c]) }
	t.rivals(Budget, func(c int) bool { return isChange(c) || isInitial(c) }, func(c int, hy *Hypothesis) {
		e := Evidence{Weight: initial, sign: byInitial, word: t.heads[c].joined}
		if isChange(c) {
			e.Weight, e.sign = change, byChange
		}
		hy.add(e)
	})
	// Of 年初 and 调整 alone, 调整 is what it came to, unless it has both signs.
	if len(t.columnsOf(Budget, func(c int) bool { return !isChange(c) && !isInitial(c) })) == 0 {
		t.against(Budget, initial, byInitial, isInitial)
		t.against(Budget, changeOnly, byChange, isChange)
	}
	for c := range t.hyps {
		if hy := t.hyps[c].of(Budget); hy != nil && isChange(c) && t.sample.negative(c) {
			hy.add(Evidence{Weight: negatives, sign: byNegatives})
		}
	}
	// 当年预算 and 上年结转 are both parts of what is at hand.
	if t.anyHead(func(h *head) bool { return signs.OtherYear.In(h.joined) && signs.OwnYear.In(h.joined) }) {
		t.rivals(Budget, func(c int) bool { return !signs.Whole.In(t.heads[c].bare) }, func(c int, hy *Hypothesis) {
			if signs.ThisYear.In(t.heads[c].joined) {
				hy.add(Evidence{Weight: partFits, sign: byPart, word: t.heads[c].joined})
			}
		})
	}
}

// columnsOf lists the columns that may be a field and that the test holds of.
func (t *table) columnsOf(field string, is func(c int) bool) (out []int) {
	for c := range t.hyps {
		if hy := t.hyps[c].of(field); hy != nil && hy.Weight > 0 && is(c) {
			out = append(out, c)
		}
	}
	return out
}

// isChange reports the head of a change of the budget: 预算调整数, 追加预算.
func (rd *Reader) isChange(h *head) bool {
	signs := &rd.Vocab.ColumnSigns
	plain, _ := signs.FigureEnds.CutEither(h.bare)
	return signs.Change.Ends(plain) || signs.Change.Ends(h.bare)
}

// formulas lets the formulas of heads name the columns they speak of: 执行率（B/A） says
// that B was executed of A.
func (rd *Reader) formulas(t *table) {
	byLetter := map[string]int{}
	for c := range t.heads {
		if l := letterOf(&t.heads[c]); l != "" {
			byLetter[l] = c
		}
	}
	for c := range t.heads {
		rate := t.hyps[c].of(Rate)
		o, u, ok := formulaOf(&t.heads[c])
		if rate == nil || !ok {
			continue
		}
		over, okOver := byLetter[o]
		under, okUnder := byLetter[u]
		if !okOver || !okUnder {
			continue
		}
		executed, budget := t.hyps[over].of(Executed), t.hyps[under].of(Budget)
		if executed == nil || budget == nil {
			rate.add(Evidence{Weight: never, sign: byFormula, word: t.heads[c].last})
			continue
		}
		for _, hy := range []*Hypothesis{rate, executed, budget} {
			hy.add(Evidence{Weight: formula, sign: byFormula, word: t.heads[c].last})
		}
	}
}

// onlyParts rules columns out that stand as parts under one head without a whole: none of
// 中央, 省级 and 市县 under 计划安排资金 is the budget.
func (rd *Reader) onlyParts(t *table) {
	type under struct{ field, head string }
	parts, wholes := map[under][]int{}, map[under]bool{}
	for c, hs := range t.hyps {
		if len(t.heads[c].stack) < 2 {
			continue
		}
		above := t.heads[c].stack[:len(t.heads[c].stack)-1].Joined()
		for i := range hs {
			if f := hs[i].Field; !money(f) && f != Score {
				continue
			} else if rd.partOf(t.heads[c].stack, f) {
				parts[under{f, above}] = append(parts[under{f, above}], c)
			} else {
				wholes[under{f, above}] = true
			}
		}
	}
	for u, cs := range parts {
		if len(cs) < 2 || wholes[u] {
			continue
		}
		for _, c := range cs {
			t.hyps[c].of(u.field).add(Evidence{Weight: never, sign: byAllParts, word: u.head})
		}
	}
}

// nameOf is what a column is called in the record: the levels of its head one after the
// other. One whose name stands twice is called after the column before it that it is a
// part of, and counted where that does not tell it.
func nameOf(heads []head, c int, used map[string]bool, parts lexicon.Words) string {
	name := strings.Join(strings.Fields(strings.Join(heads[c].stack, " ")), " ")
	if name == "" { // a column without a head
		name = "-"
	}
	if used[name] && parts.In(heads[c].bare) {
		for b := c - 1; b >= 0; b-- {
			if len(heads[b].stack) > 0 && !parts.In(heads[b].bare) {
				name = strings.Join(heads[b].stack, " ") + " " + name
				break
			}
		}
	}
	for n, plain := 2, name; used[name]; n++ {
		name = plain + " (" + strconv.Itoa(n) + ")"
	}
	return name
}
