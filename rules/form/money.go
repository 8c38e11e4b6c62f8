package form

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

// This file checks the money table of a form: sources against their total, the
// rate against the amounts, the execution's score against the rate.

var executionScoreMismatchRule = &rules.Rule{
	ID:         "execution-score-mismatch",
	Title:      report.Text{ZH: "预算执行得分与执行率不符", EN: "Score of the execution line differs from weight × rate"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.WeightValue,
		rules.RateValue,
		rules.Named("score", "所列得分", "stated score", rules.Points),
		rules.Named("computed", "分值 × 执行率", "weight × rate", rules.Points),
		rules.Difference(rules.Points),
	},
	Basis: []rules.Basis{rules.Measures},
	Params: []rules.Param{{
		Name: "full_score_rate", Default: "100", Min: "0", Max: "100",
		Doc: report.Text{ZH: "执行率达到多少即得满分（%）", EN: "the rate from which the line gets its full weight (%)"},
	}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表中预算执行一行的得分应等于分值 × 执行率（执行率超过100%按100%计）。执行率取表中列示的或由金额算得的，与其中之一相符即可；得分按末位四舍五入或去尾都算相符。缺分值、得分，或既无执行率又无金额、或预算数为0时不作判断。", EN: "In a form the execution line's score is its weight × rate, a rate above 100% counting as 100%. The rate is the printed one or that of the amounts: either will do; a score rounded or cut off at its last digit counts as equal. Silent where weight or score is missing, or neither rate nor amounts are stated, or the budget is 0."},
		Why:     report.Text{ZH: "预算执行率的得分按比例计算，没有裁量余地。", EN: "The execution line is scored in proportion; there is nothing to judge."},
		Example: report.Text{ZH: "“河堤加固”自评表：预算执行得分 10 分，按分值 10 分、执行率 92%，应为 9.2 分，相差 0.8 分", EN: "form “河堤加固”: the execution line scores 10; its weight of 10 at the rate of 92% makes 9.2, a difference of 0.8"},
		Caveat:  report.Text{ZH: "有的地方规定执行率达到某一水平即得满分，或分档计分；可用参数 full_score_rate 调整。", EN: "Some places give full score from a certain rate on, or score in bands; set full_score_rate."},
		Advice:  report.Text{ZH: "按分值 × 执行率重新计算该行得分和总分。", EN: "Compute the line's score and the total anew."},
	},
	Form: executionScore,
}

// executionCells are the cells that the execution's score follows from.
func executionCells(x *report.Fund) []report.Location {
	at := []report.Location{x.Score.At, x.Weight.At}
	if x.Rate != nil {
		at = append(at, x.Rate.At)
	}
	return append(rules.Places(x.At, at...), rules.Cells(x.At, x.Executed, x.Budget)...)
}

// scoring is an execution line held to its rates: what the score would be by each of
// them, and whether it fits one.
type scoring struct {
	weight, score, half decimal.Decimal
	full                decimal.Decimal // the rate that gives the full weight
	wants               []decimal.Decimal
	fits                bool
}

func (s *scoring) try(rate, slack decimal.Decimal) {
	if rate.GreaterThanOrEqual(s.full) {
		rate = figures.Hundred
	}
	want := s.weight.Mul(rate).Shift(-2)
	slack = s.weight.Mul(slack).Shift(-2)
	s.wants = append(s.wants, want)
	over := s.score.Sub(want)
	// Rounded the score is half a digit off, cut off it is a whole one too low.
	s.fits = s.fits || over.LessThanOrEqual(s.half.Add(slack)) && over.Neg().LessThanOrEqual(s.half.Add(s.half).Add(slack))
}

// scored returns the execution line of a form where its score can be judged at all.
func scored(f *report.Form) *report.Fund {
	x := forms.ExecutionLine(f)
	switch {
	case x == nil || !x.Weight.Known() || !x.Score.Known() || !x.Weight.Dec().IsPositive() || forms.Shares(f),
		x.Budget.Known() && x.Budget.Dec().IsZero(), // nothing to spend: a rate of it means nothing
		x.Score.Dec().GreaterThan(x.Weight.Dec()):   // score-exceeds-weight
		return nil
	}
	return x
}

// spentOf is the rate that the amounts of a line make.
func spentOf(x *report.Fund) (rate decimal.Decimal, ok bool) {
	budget := x.Budget
	if x.RateOf == report.RateOfInitial {
		budget = x.Initial
	}
	e, ok := x.Executed.In(figures.UnitOf(budget))
	if !ok || !budget.Known() || !budget.Dec().IsPositive() || e.IsNegative() {
		return decimal.Zero, false
	}
	return figures.PercentOf(e, budget.Dec()), true
}

func executionScore(p *rules.Pass, pos int, f *report.Form) {
	x := scored(f)
	if x == nil {
		return
	}
	s := scoring{weight: x.Weight.Dec(), score: x.Score.Dec(), half: x.Score.HalfDigit(), full: p.Decimal("full_score_rate")}
	rate, ok := spentOf(x)
	amounts := rate
	if r := x.Rate; r.Known() {
		rate = r.Dec()
		if ok || r.Dec().GreaterThan(decimal.NewFromInt(2)) || r.Dec().IsZero() || strings.ContainsAny(r.Raw, "%％") {
			s.try(rate, r.HalfDigit())
		}
	}
	if ok {
		s.try(amounts, decimal.New(1, -4))
	}
	if len(s.wants) == 0 || s.fits {
		return
	}
	want := figures.Short(s.wants[0])
	p.Add(rules.Finding{
		Forms: []int{pos}, At: executionCells(x), Key: forms.Key(f),
		Text: report.Textf("%s：预算执行得分 %s 分，按分值 %s 分、执行率 %s，应为 %s 分，相差 %s 分", "%s: the execution line scores %s; its weight of %s at the rate of %s makes %s, a difference of %s",
			forms.Label(pos, f), x.Score, x.Weight, figures.Money(rate, "%"), want, figures.Short(s.score.Sub(s.wants[0]).Abs())),
		Values: map[string]string{
			"score": x.Score.String(), "weight": x.Weight.String(), "rate": figures.Money(rate, "%"), "computed": want.String(),
			"difference": figures.Short(s.score.Sub(s.wants[0]).Abs()).String(),
		},
	})
}
