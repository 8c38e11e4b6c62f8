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
		Example: report.Text{ZH: "自评表“某项目”：执行得分 10 ≠ 分值 10 × 执行率 92% = 9.2", EN: "form “some project”: execution score 10 ≠ weight 10 × rate 92% = 9.2"},
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

func executionScore(p *rules.Pass, pos int, f *report.Form) {
	x := forms.ExecutionLine(f)
	if x == nil || !x.Weight.Known() || !x.Score.Known() || !x.Weight.Dec().IsPositive() || forms.Shares(f) {
		return
	}
	if x.Budget.Known() && x.Budget.Dec().IsZero() {
		return // nothing to spend: a rate of it means nothing
	}
	full := p.Decimal("full_score_rate")
	weight, score := x.Weight.Dec(), x.Score.Dec()
	if score.GreaterThan(weight) {
		return // score-exceeds-weight
	}
	half := x.Score.HalfDigit()
	var wants []decimal.Decimal
	fits := false
	try := func(rate, slack decimal.Decimal) {
		if rate.GreaterThanOrEqual(full) {
			rate = figures.Hundred
		}
		want := weight.Mul(rate).Shift(-2)
		slack = weight.Mul(slack).Shift(-2)
		wants = append(wants, want)
		over := score.Sub(want)
		// Rounded the score is half a digit off, cut off it is a whole one too low.
		fits = fits || over.LessThanOrEqual(half.Add(slack)) && over.Neg().LessThanOrEqual(half.Add(half).Add(slack))
	}
	amounts := decimal.Zero
	e, ok := x.Executed.In(figures.UnitOf(x.Budget))
	if ok = ok && x.Budget.Known() && x.Budget.Dec().IsPositive() && !e.IsNegative(); ok {
		amounts = figures.PercentOf(e, x.Budget.Dec())
	}
	if r := x.Rate; r.Known() && (ok || r.Dec().GreaterThan(decimal.NewFromInt(2)) || r.Dec().IsZero() || strings.ContainsAny(r.Raw, "%％")) {
		try(r.Dec(), r.HalfDigit())
	}
	if ok {
		try(amounts, decimal.New(1, -4))
	}
	if len(wants) == 0 || fits {
		return
	}
	rate := amounts
	if x.Rate.Known() {
		rate = x.Rate.Dec()
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: executionCells(x), Key: forms.Key(f),
		Text: report.Textf("%s：执行得分 %s ≠ 分值 %s × 执行率 %s = %s", "%s: execution score %s ≠ weight %s × rate %s = %s",
			forms.Label(pos, f), x.Score, x.Weight, figures.Money(rate, "%"), figures.Short(wants[0])),
		Values: map[string]string{
			"score": x.Score.String(), "weight": x.Weight.String(), "rate": figures.Money(rate, "%"), "computed": figures.Short(wants[0]).String(),
			"difference": figures.Short(score.Sub(wants[0]).Abs()).String(),
		},
	})
}
