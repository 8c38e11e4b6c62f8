package rules

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// This file checks the money table of a form: sources against their total, the
// rate against the amounts, the execution's score against the rate.

func init() {
	register(&Rule{
		ID:       "execution-score-mismatch",
		Title:    report.Text{ZH: "预算执行得分与执行率不符", EN: "Score of the execution line differs from weight × rate"},
		Severity: Error,
		Basis:    []Basis{weights},
		Params: []Param{{
			Name: "full_score_rate", Default: "100", Min: "0", Max: "100",
			Doc: report.Text{ZH: "执行率达到多少即得满分（%）", EN: "the rate from which the line gets its full weight (%)"},
		}},
		Doc: Doc{
			What:    report.Text{ZH: "自评表中预算执行一行的得分应等于分值 × 执行率（执行率超过100%按100%计）。执行率取表中列示的或由金额算得的，与其中之一相符即可；得分按末位四舍五入或去尾都算相符。缺分值、得分，或既无执行率又无金额、或预算数为0时不作判断。", EN: "In a form the execution line's score is its weight × rate, a rate above 100% counting as 100%. The rate is the printed one or that of the amounts: either will do; a score rounded or cut off at its last digit counts as equal. Silent where weight or score is missing, or neither rate nor amounts are stated, or the budget is 0."},
			Why:     report.Text{ZH: "预算执行率的得分按比例计算，没有裁量余地。", EN: "The execution line is scored in proportion; there is nothing to judge."},
			Example: report.Text{ZH: "自评表“某项目”：执行得分 10 ≠ 分值 10 × 执行率 92% = 9.2", EN: "form “some project”: execution score 10 ≠ weight 10 × rate 92% = 9.2"},
			Caveat:  report.Text{ZH: "有的地方规定执行率达到某一水平即得满分，或分档计分；可用参数 full_score_rate 调整。", EN: "Some places give full score from a certain rate on, or score in bands; set full_score_rate."},
			Advice:  report.Text{ZH: "按分值 × 执行率重新计算该行得分和总分。", EN: "Compute the line's score and the total anew."},
		},
		Form: executionScore,
	})
}

// executionRateForm holds the rates of a form's rows to their amounts.
func executionRateForm(p *Pass, pos int, f *report.Form) {
	for i := range f.Funds {
		x := &f.Funds[i]
		if !x.Rate.Known() || !x.Executed.Known() {
			continue
		}
		whole := x.Budget // the initial one may have been changed since
		if !whole.Known() {
			continue
		}
		want, wrong := rateClash(x.Rate.Dec(), x.Rate.HalfDigit(),
			stated{x.Executed, x.Executed.HalfDigit()}, stated{whole, whole.HalfDigit()}, p.Decimal("tolerance"))
		if !wrong {
			continue
		}
		p.Add(Finding{
			Forms: []int{pos}, At: []report.Location{x.At}, Key: formKey(f, x.Name),
			Text: say("%s%s：执行率 %s，而执行数 %s ÷ 预算数 %s = %s", "%s%s: rate %s, but executed %s ÷ budget %s = %s",
				formLabel(pos, f), fundLabel(x), money(x.Rate.Dec(), "%"), x.Executed, whole, money(want, "%")),
			Values: map[string]string{
				"rate": money(x.Rate.Dec(), "%"), "computed": money(want, "%"), "budget": whole.String(), "executed": x.Executed.String(),
				"difference": money(x.Rate.Dec().Sub(want).Abs(), "%"),
			},
		})
	}
}

func fundLabel(x *report.Fund) report.Text {
	if x.Name == "" {
		return report.Text{}
	}
	return say("“%s”行", ", row “%s”", x.Name)
}

// executionExceedsBudgetForm looks at the total, and at the sources where the
// total is in order.
func executionExceedsBudgetForm(p *Pass, pos int, f *report.Form) {
	found := false
	look := func(x *report.Fund) {
		over, ok := x.Executed.In(unitOf(x.Budget))
		if !ok || !x.Budget.Known() {
			return
		}
		over = over.Sub(x.Budget.Dec())
		if !over.IsPositive() || over.LessThanOrEqual(tolerance(x.Budget.Unit, x.Budget, x.Executed)) {
			return
		}
		found = true
		p.Add(Finding{
			Forms: []int{pos}, At: []report.Location{x.At}, Key: formKey(f, x.Name),
			Text: say("%s%s：执行数 %s > 预算数 %s，超出 %s%s", "%s%s: executed %s > budget %s, by %s%s",
				formLabel(pos, f), fundLabel(x), x.Executed, x.Budget, money(over, x.Budget.Unit), share(over, x.Budget.Dec())),
			Values: map[string]string{"budget": x.Budget.String(), "executed": x.Executed.String(), "difference": money(over, x.Budget.Unit)},
		})
	}
	if t := totalFund(f); t != nil {
		look(t)
	}
	for i := range f.Funds {
		if !found && !f.Funds[i].Total && len(f.Funds) > 1 {
			look(&f.Funds[i])
		}
	}
}

func executionScore(p *Pass, pos int, f *report.Form) {
	x := executionLine(f)
	if x == nil || !x.Weight.Known() || !x.Score.Known() || !x.Weight.Dec().IsPositive() || shares(f) {
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
			rate = hundred
		}
		want := weight.Mul(rate).Shift(-2)
		slack = weight.Mul(slack).Shift(-2)
		wants = append(wants, want)
		over := score.Sub(want)
		// Rounded the score is half a digit off, cut off it is a whole one too low.
		fits = fits || over.LessThanOrEqual(half.Add(slack)) && over.Neg().LessThanOrEqual(half.Add(half).Add(slack))
	}
	amounts := decimal.Zero
	e, ok := x.Executed.In(unitOf(x.Budget))
	if ok = ok && x.Budget.Known() && x.Budget.Dec().IsPositive() && !e.IsNegative(); ok {
		amounts = percentOf(e, x.Budget.Dec())
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
	p.Add(Finding{
		Forms: []int{pos}, At: []report.Location{x.At}, Key: formKey(f),
		Text: say("%s：执行得分 %s ≠ 分值 %s × 执行率 %s = %s", "%s: execution score %s ≠ weight %s × rate %s = %s",
			formLabel(pos, f), x.Score, x.Weight, money(rate, "%"), short(wants[0])),
		Values: map[string]string{
			"score": x.Score.String(), "weight": x.Weight.String(), "rate": money(rate, "%"), "computed": short(wants[0]).String(),
			"difference": short(score.Sub(wants[0]).Abs()).String(),
		},
	})
}

// breakdownForm holds the sources of a form's money to their total.
func breakdownForm(p *Pass, pos int, f *report.Form) {
	total := totalFund(f)
	if total == nil || len(f.Funds) < 2 {
		return
	}
	for _, column := range []struct {
		name report.Text
		key  string
		of   func(*report.Fund) *report.Amount
	}{
		{report.Text{ZH: "年初预算数", EN: "initial budget"}, "initial", func(x *report.Fund) *report.Amount { return x.Initial }},
		{report.Text{ZH: "全年预算数", EN: "budget"}, "budget", func(x *report.Fund) *report.Amount { return x.Budget }},
		{report.Text{ZH: "全年执行数", EN: "executed"}, "executed", func(x *report.Fund) *report.Amount { return x.Executed }},
	} {
		whole := column.of(total)
		var rows []*report.Fund
		complete := true
		for i := range f.Funds {
			switch x := &f.Funds[i]; {
			case x == total:
			case column.of(x).Known():
				rows = append(rows, x)
			default:
				complete = false
			}
		}
		amounts := func(rows []*report.Fund) []*report.Amount {
			out := make([]*report.Amount, len(rows))
			for i, x := range rows {
				out[i] = column.of(x)
			}
			return out
		}
		over, sum, equal, ok := sumsTo(whole, amounts(rows))
		if !ok || equal || over.IsNegative() && (!complete || len(rows) < 2) {
			continue
		}
		if nestedFits(rows, func(rest []*report.Fund) bool {
			_, _, equal, ok := sumsTo(whole, amounts(rest))
			return ok && equal
		}) {
			continue
		}
		p.Add(Finding{
			Forms: []int{pos}, At: []report.Location{total.At}, Key: formKey(f, column.key),
			Text: say("%s：%s “%s”%s ≠ 其中 %d 项之和 %s，相差 %s", "%s: %s “%s” %s ≠ sum of its %d parts %s, a difference of %s",
				formLabel(pos, f), column.name, total.Name, whole, len(rows), money(sum, whole.Unit), money(over.Abs(), whole.Unit)),
			Values: map[string]string{"whole": whole.String(), "sum": money(sum, whole.Unit), "difference": money(over.Abs(), whole.Unit)},
		})
	}
}

// nestedFits reports whether the rows make the total once those are left out
// that are parts of the row above them: a second 其中 says so, or the names of
// levels of government under a row of public money.
func nestedFits(rows []*report.Fund, fits func([]*report.Fund) bool) bool {
	for from := 1; from < len(rows); from++ {
		if rows[from].Level < 2 && !(publicMoney(rows[from-1].Name) && partOfPublicMoney(rows[from].Name)) {
			continue
		}
		for to := from + 1; to <= len(rows); to++ {
			rest := append(append([]*report.Fund{}, rows[:from]...), rows[to:]...)
			if fits(rest) {
				return true
			}
		}
	}
	return false
}

func publicMoney(name string) bool {
	return strings.Contains(name, "财政") && !strings.Contains(name, "专户")
}

func partOfPublicMoney(name string) bool {
	for _, w := range []string{"中央", "省", "市", "县", "区", "镇", "上级", "本级", "一般公共预算", "政府性基金", "国有资本", "当年", "上年结转", "债券"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// formScoreOutOfRange holds a form's total to 0–100, or to the total weight that
// it prints.
func formScoreOutOfRange(p *Pass, pos int, f *report.Form) {
	s := f.TotalScore
	if !s.Known() {
		return
	}
	limit := hundred
	if w := f.TotalWeight; w.Known() && w.Dec().GreaterThan(limit) {
		limit = w.Dec()
	}
	for i := range f.Indicators {
		if in := &f.Indicators[i]; extraPoints(in) {
			limit = limit.Add(in.Score.Dec())
		}
	}
	if !s.Dec().IsNegative() && s.Dec().LessThanOrEqual(limit) {
		return
	}
	p.Add(Finding{
		Forms: []int{pos}, At: []report.Location{numberPlace(s, f.At)}, Key: formKey(f, "total"),
		Text:   say("%s：总分 %s，超出 0 至 %s", "%s: total score %s is outside 0 to %s", formLabel(pos, f), s, limit),
		Values: map[string]string{"score": s.String(), "min": "0", "max": limit.String()},
	})
}

func numberPlace(n *report.Number, otherwise report.Location) report.Location {
	if n == nil || n.At.IsZero() {
		return otherwise
	}
	return n.At
}
