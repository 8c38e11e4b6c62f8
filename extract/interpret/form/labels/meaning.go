package labels

import (
	"cmp"
	"slices"

	"selfeval/internal/text/lexicon"
)

// This file tells what a head of a form means by the concepts that it is composed of,
// with how strongly its words say so.

// Reading is a field that a head may name, and how strongly its words say so.
type Reading struct {
	Field   string
	Weight  int
	Beside  bool // only beside a budget that was changed
	Changed bool // the budget as changed
	ByRate  bool // words say nothing: only a rate that fits makes it so
}

// Unknown is what a head of figures may be of which words say nothing.
var Unknown = []Reading{{Field: "initial", Weight: slight, ByRate: true}, {Field: "budget", Weight: slight, ByRate: true}, {Field: "executed", Weight: slight, ByRate: true}}

// What the words of a head of money weigh. A head that a vocabulary lists outright weighs
// most; a change says of itself that it is no budget, so that only a rate makes it one.
const (
	listed    = 60  // the vocabulary lists it
	plain     = 50  // its concepts leave no doubt
	likely    = 42  // its concepts leave a doubt that the heads beside it settle
	leaning   = 20  // they speak rather for another field
	slight    = 10  // they hardly speak for it
	asChange  = -20 // it is called a change, and may be what the budget was changed to
	lessWhole = -25 // a part or a sum over years beside the whole
)

// Money lists the fields of the money table that a head may name, the likeliest first;
// a head that is made of known concepts and names none of them is "other".
func (tl Teller) Money(key string) []Reading {
	if of, _ := Formula(key); of != 0 {
		return []Reading{{Field: "rate", Weight: listed}} // 预算执行（E/C×100%）
	}
	out := tl.composedMoney(key)
	for i, f := range tl.Words.FormFunds.Fields(key) {
		if f == "other" {
			continue
		}
		w := plain
		if i > 0 {
			w = leaning
		}
		if at := slices.IndexFunc(out, func(r Reading) bool { return r.Field == f }); at >= 0 {
			out[at].Weight = max(out[at].Weight, w)
		} else {
			out = append(out, Reading{Field: f, Weight: w})
		}
	}
	if len(out) == 0 {
		if f := tl.Words.FormFunds.Heading(key); f != "" && f != "other" {
			out = append(out, Reading{Field: f, Weight: likely})
		}
	}
	slices.SortStableFunc(out, func(a, b Reading) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

func (tl Teller) composedMoney(key string) []Reading {
	c := tl.Words.Compose(key)
	switch {
	case c == nil:
		return nil
	case c.Has("reason", "analysis", "method", "review"):
		return []Reading{{Field: "other", Weight: plain}}
	case c.Has("score"):
		return []Reading{{Field: "score", Weight: plain}}
	case c.Has("weight"):
		return []Reading{{Field: "weight", Weight: plain}}
	case c.Has("points"):
		return []Reading{{Field: "weight", Weight: likely}, {Field: "score", Weight: leaning}}
	case c.Has("paid_in") && c.Has("planned"): // 应到位资金
		return []Reading{{Field: "budget", Weight: likely}}
	case c.Has("paid_in", "balance", "former", "apart"), c.Has("added") && !c.Has("adjusted"):
		return []Reading{{Field: "other", Weight: plain}}
	case c.Has("share"):
		return shareOf(c)
	}
	return amountOf(c)
}

// shareOf reads the head of a share: that of the money spent, or another.
func shareOf(c lexicon.Concepts) []Reading {
	switch {
	case c.Has("executed", "actual"):
		return []Reading{{Field: "rate", Weight: plain}}
	case c.Has("budget", "goal", "change"):
		return []Reading{{Field: "other", Weight: plain}}
	}
	return []Reading{{Field: "rate", Weight: leaning}}
}

// amountOf reads the head of an amount by its last kind of money: 支出预算 is a budget,
// 预算支出 was spent.
func amountOf(c lexicon.Concepts) []Reading {
	part := 0
	if c.Has("cumulated", "source") {
		part = lessWhole
	}
	budget, spent := c.Last("budget"), c.Last("executed")
	switch done := c.Last("actual"); {
	case c.Has("planned") && (spent < 0 || budget < 0): // 计划支出
		return []Reading{{Field: "budget", Weight: likely + part}, {Field: "initial", Weight: slight, Beside: true}}
	case spent > budget, spent < 0 && done > budget:
		if c.Has("initial", "adjusted") {
			return []Reading{{Field: "other"}}
		}
		return []Reading{{Field: "executed", Weight: plain + part}}
	}
	return budgetOf(c, budget, part)
}

// budgetOf reads the head of a budget by the stage at which it stood.
func budgetOf(c lexicon.Concepts, budget, part int) []Reading {
	switch {
	case c.Has("adjusted"):
		return []Reading{{Field: "budget", Weight: listed + part, Changed: true}}
	case c.Has("initial"):
		return []Reading{{Field: "initial", Weight: plain + part}}
	case c.Has("change"):
		// 调整预算数 is the budget as changed, 预算调整数 the change or what came of it.
		if budget > c.Last("change") || c.Has("approved") {
			return []Reading{{Field: "budget", Weight: plain + part, Changed: true}}
		}
		return []Reading{{Field: "budget", Weight: asChange, Changed: true}}
	case c.Has("approved"):
		return []Reading{{Field: "budget", Weight: likely + part}, {Field: "initial", Weight: leaning, Beside: budget >= 0}}
	case budget >= 0 && c.Has("whole"):
		return []Reading{{Field: "budget", Weight: listed + part}}
	case budget >= 0:
		return []Reading{{Field: "budget", Weight: plain + part}, {Field: "initial", Weight: slight, Beside: true}}
	}
	return nil
}

// Side is the side of the goal that a head names: "expected" or "actual", "" where its
// concepts tell neither.
func (tl Teller) Side(key string) string {
	c := tl.Words.Compose(WithoutOrdinal(key))
	aimed := c.Has("expected", "planned", "initial")
	toReach := c.Has("expected", "planned") && c.Last("actual") == len(c)-1 && !c.Has("goal") // 计划达到
	switch {
	case c == nil || c.Has("score", "weight", "points", "reason", "budget", "paid_in", "balance"):
		return ""
	case toReach, aimed && c.Last("goal") > c.Last("actual", "executed"): // 预计达到的目标
		return "expected"
	case c.Has("actual", "executed"), c.Has("end") && !c.Has("goal"):
		return "actual"
	case aimed, c.Has("goal"):
		return "expected"
	}
	return ""
}

// Tree is the field of the tree of indicators that a head names by its concepts, ""
// where they tell none. "points" are full marks or what was scored.
func (tl Teller) Tree(key string) string {
	c := tl.Words.Compose(key)
	switch {
	case c == nil || c.Has("review", "method", "share", "paid_in", "balance", "superior", "doer", "body", "former", "midyear"):
		return ""
	case c.Has("reason"):
		return "reason"
	case c.Has("analysis"):
		return ""
	case c.Has("score"):
		return "score"
	case c.Has("weight"):
		return "weight"
	case c.Has("points"):
		return "points"
	}
	return measureOf(c)
}

// measureOf tells what was aimed at from what was reached.
func measureOf(c lexicon.Concepts) string {
	aimed := c.Has("expected", "planned") && c.Has("value") && !c.Has("goal") // 预期实现值
	switch {
	case c.Has("actual", "end") && !aimed:
		return "actual"
	case c.Has("adjusted") && c.Has("value", "goal"):
		return "adjusted"
	case c.Has("value") && c.Has("goal", "expected", "initial", "planned", "year", "approved"), c.Has("goal") && c.Has("expected", "planned", "initial"):
		return "target"
	}
	return ""
}

// Aims reports whether a text names the goal as a whole.
func (tl Teller) Aims(key string) bool {
	return tl.Words.Compose(WithoutOrdinal(key)).Has("goal")
}

// Named is what a label names by its concepts: "department" for who stands above,
// "implementer" for who does the work, "project" for what is done.
func (tl Teller) Named(key string) string {
	c := tl.Words.Compose(key)
	if c == nil || c.Has("share", "score", "weight", "points", "reason", "value", "goal", "balance", "paid_in", "former", "method", "analysis") {
		return ""
	}
	end := len(c) - 1
	switch body := c.Has("body") && c.Last("body", "name", "code") == end; {
	case body && c.Has("superior"):
		return "department"
	case body && c.Has("doer", "executed", "actual", "thing") && c.Last("body") > c.Last("thing"):
		return "implementer"
	case c.Last("thing", "executed") > c.Last("body") && c.Last("name") == end:
		return "project"
	}
	return ""
}

// Executes reports whether a text names how far the budget was executed, or the score of
// that: 预算执行率得分.
func (tl Teller) Executes(key string) bool {
	c := tl.Words.Compose(WithoutOrdinal(key))
	return c.Has("executed") && c.Has("share") && !c.Has("method", "analysis", "reason")
}

// Sums reports whether a label names the row of the sums by its concepts: 得分总计.
func (tl Teller) Sums(key string) bool {
	c := tl.Words.Compose(key)
	return c.Has("whole") && c.Has("score", "weight", "points") && !c.Has("method", "analysis", "review", "share", "body", "reason")
}
