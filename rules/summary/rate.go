package summary

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
	"selfeval/rules/internal/names"
)

// This file compares a stated execution rate with the amounts it is made of.

// executionRateMismatchRule is one rule for rows, forms and prose.
var executionRateMismatchRule = &rules.Rule{
	ID:         "execution-rate-mismatch",
	Title:      report.Text{ZH: "执行率与执行数、预算数不符", EN: "Execution rate differs from executed ÷ budget"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Alone), // a rate and its two amounts stand in one row or sentence
	Arithmetic: true,
	Values: []rules.Value{
		{Key: "rate", Title: report.Text{ZH: "所列执行率", EN: "stated rate"}, Kind: rules.Percent, Field: "rate"},
		rules.ExecutedValue,
		rules.BudgetValue,
		rules.Named("computed", "执行数 ÷ 预算数", "executed ÷ budget", rules.Percent),
		rules.Difference(rules.Gap),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Basis:    []rules.Basis{rules.Measures},
	Params: []rules.Param{{
		Name: "tolerance", Default: "0", Min: "0", Max: "100",
		Doc: report.Text{ZH: "在四舍五入之外另允许的误差（百分点）", EN: "percentage points allowed beyond rounding"},
	}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "比较表格、自评表和正文中列示的执行率与执行数÷预算数（正文按全年预算或年初预算之一相符即可；表头写明按年初预算计算的，或整列都按另一列预算计算的，按那一列；自评表各行都按到位数等另一栏计算的不作判断）。金额与执行率都按末位数字的一半放宽，执行率去尾（不进位）也算相符，写成小数（0.95）也算；预算数为 0 或任一数未列示时不作判断；执行数超过预算数而执行率写 100% 的，由 execution-exceeds-budget 报。", EN: "Compares a rate stated in a table, a form or the prose with executed ÷ budget (in prose, of the year's budget or of the initial one; of the budget that the head of the rates names, or of another column where all of them are; silent where the rates of all rows of a form are of another column, such as what arrived), all three within half their last digit; a rate cut off instead of rounded, or written as a fraction (0.95), counts as equal. Silent where the budget is 0 or a figure is not stated; a rate of 100% beside an executed amount above the budget is left to execution-exceeds-budget."},
		Why:     report.Text{ZH: "执行率决定执行率指标的得分；算错或改动任一数都会使三者对不上。", EN: "The rate decides the score of the execution line; a wrong or altered figure shows here."},
		Example: report.Text{ZH: "正文：所列执行率 98%，按执行数 100 万元、预算数 160 万元计算为 62.5%，相差 35.5 个百分点", EN: "prose: the rate is given as 98%; 100 ten thousand yuan executed of a budget of 160 ten thousand yuan make 62.5%, a difference of 35.5 percentage points"},
		Caveat:  report.Text{ZH: "执行率若按年初预算计算，会与按调整后预算数算出的不同。", EN: "A rate taken of the initial budget differs from one of the adjusted budget."},
		Advice:  report.Text{ZH: "查明执行率的分母，重新计算。", EN: "Find out what the rate was taken of, and compute it again."},
	},
	Row:   executionRateRow,
	Form:  executionRateForm,
	Check: executionRateProse,
}

// rateText is the sentence of a rate that its amounts do not make.
func rateText(where report.Text, rate decimal.Decimal, executed, budget *report.Amount, want decimal.Decimal) report.Text {
	return report.Textf("%s：所列执行率 %s，按执行数 %s、预算数 %s计算为 %s，相差 %s 个百分点",
		"%s: the rate is given as %s; %s executed of a budget of %s make %s, a difference of %s percentage points",
		where, figures.Money(rate, "%"), executed, budget, figures.Money(want, "%"), rate.Sub(want).Abs())
}

func executionRateRow(p *rules.Pass, row rules.Row) {
	b, e, r := row.Project.Budget, row.Project.Executed, row.Project.Rate
	if !r.Known() {
		return
	}
	half := p.Index.HalfDigit(rules.Budget, b)
	if of := row.Project.RateOf; of != "" {
		x := row.Project.Others.Get(of)
		if x == nil || !x.Amount.Known() {
			return // of a budget that is not stated here
		}
		b, half = x.Amount, x.Amount.HalfDigit()
	}
	budget := stated{b, half}
	executed := stated{e, p.Index.HalfDigit(rules.Executed, e)}
	want, wrong := rateClash(r.Dec(), r.HalfDigit(), executed, budget, p.Decimal("tolerance"))
	if !wrong {
		return
	}
	p.Add(rules.Finding{
		Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, r, e, b),
		Text: rateText(row.Label(), r.Dec(), e, b, want),
		Values: map[string]string{
			"rate": figures.Money(r.Dec(), "%"), "computed": figures.Money(want, "%"), "budget": b.String(), "executed": e.String(),
			"difference": figures.Money(r.Dec().Sub(want).Abs(), "%"),
		},
	})
}

// executionRateProse holds the rates that the prose states, for the department and for
// single sums, against the figures beside them: of the year's budget, or of the initial
// one; of the one that the text says where it does.
func executionRateProse(p *rules.Pass) {
	if x := p.Report.Budget.Execution; x != nil {
		proseRate(p, "prose", report.Text{}, x.At, x.Rate, x.Executed, x.Initial, x.Budget)
	}
	for i := range p.Report.Funds {
		f := &p.Report.Funds[i]
		of := []*report.Amount{f.Initial, f.Budget}
		if stated := map[string]*report.Amount{"initial": f.Initial, "budget": f.Budget, "allocated": f.Allocated}[f.RateOf]; stated != nil {
			of = []*report.Amount{stated}
			if f.RateOf == "budget" {
				of = append(of, f.Initial)
			}
		} else if f.RateOf != "" {
			continue // of a budget that is not stated here
		}
		name := report.Text{}
		if f.Name != "" {
			name = report.Textf("“%s”", ", “%s”", f.Name)
		}
		proseRate(p, "funds "+names.Key(f.Name), name, f.At, f.Rate, f.Executed, of...)
	}
}

// proseRate holds one rate against what was executed of any of the budgets.
func proseRate(p *rules.Pass, key string, name report.Text, at report.Location, rate, spent *report.Amount, budgets ...*report.Amount) {
	if !rate.Known() || !spent.Known() {
		return
	}
	executed := stated{spent, spent.HalfDigit()}
	var budget *report.Amount
	var want decimal.Decimal
	for _, b := range budgets {
		if !b.Known() {
			continue
		}
		w, wrong := rateClash(rate.Dec(), rate.HalfDigit(), executed, stated{b, b.HalfDigit()}, p.Decimal("tolerance"))
		if !wrong {
			return
		}
		budget, want = b, w
	}
	if budget == nil {
		return
	}
	p.Add(rules.Finding{
		Key: key, At: rules.Cells(at, rate, spent, budget),
		Text: rateText(report.Textf("正文%s", "prose%s", name), rate.Dec(), spent, budget, want),
		Values: map[string]string{
			"rate": figures.Money(rate.Dec(), "%"), "computed": figures.Money(want, "%"), "budget": budget.String(), "executed": spent.String(),
			"difference": figures.Money(rate.Dec().Sub(want).Abs(), "%"),
		},
	})
}

// stated is an amount and half the last digit to which it is printed, in its
// own unit.
type stated struct {
	*report.Amount
	half decimal.Decimal
}

// rateClash compares a stated rate in percent, printed to within half, with
// executed ÷ budget, and returns what that is. wrong is false where the figures
// can be equal, or cannot be compared.
func rateClash(rate, half decimal.Decimal, executed, budget stated, slack decimal.Decimal) (want decimal.Decimal, wrong bool) {
	e, ok := executed.In(figures.UnitOf(budget.Amount))
	if !ok || !budget.Known() || !budget.Dec().IsPositive() || e.IsNegative() {
		return want, false
	}
	b := budget.Dec()
	he, _ := report.Convert(executed.half, executed.Unit, budget.Unit)
	// Most rates are right: rate and half, times the budget, against 100 × executed.
	if rate.Mul(b).Sub(e.Mul(figures.Hundred)).Abs().LessThanOrEqual(half.Mul(b)) {
		return want, false
	}
	want = figures.PercentOf(e, b)
	if e.GreaterThan(b) && rate.Equal(figures.Hundred) {
		return want, false
	}
	// What the rate can be, were the amounts rounded.
	low := figures.PercentOf(decimal.Max(e.Sub(he), decimal.Zero), b.Add(budget.half))
	high := figures.PercentOf(e.Add(he), decimal.Max(b.Sub(budget.half), budget.half))
	fits := func(rate, half decimal.Decimal) bool {
		// A rate cut off is up to one last digit, two halves, too low.
		return rate.Add(half).Add(half).Add(slack).GreaterThanOrEqual(low) && rate.Sub(half).Sub(slack).LessThanOrEqual(high)
	}
	if fits(rate, half) {
		return want, false
	}
	// 0.95 in a column of rates is 95%.
	return want, !(rate.LessThanOrEqual(decimal.NewFromInt(2)) && fits(rate.Shift(2), half.Shift(2)))
}

// executionRateForm holds the rates of a form's rows to their amounts.
// ratesOf is the further column of amounts (到位数) that the rates of a form's money are
// taken of: all of them fit it. "" where there is none.
func ratesOf(f *report.Form, slack decimal.Decimal) string {
	if len(f.Funds) == 0 {
		return ""
	}
	for _, o := range f.Funds[0].Others {
		n := 0
		for i := range f.Funds {
			x := &f.Funds[i]
			b := x.Others.Get(o.Name)
			if b == nil || !b.Amount.Known() || !x.Rate.Known() || !x.Executed.Known() {
				continue
			}
			if _, wrong := rateClash(x.Rate.Dec(), x.Rate.HalfDigit(), stated{x.Executed, x.Executed.HalfDigit()}, stated{b.Amount, b.Amount.HalfDigit()}, slack); wrong || !b.Amount.Dec().IsPositive() {
				n = 0
				break
			}
			n++
		}
		if n > 0 {
			return o.Name
		}
	}
	return ""
}

func executionRateForm(p *rules.Pass, pos int, f *report.Form) {
	of := ratesOf(f, p.Decimal("tolerance"))
	for i := range f.Funds {
		x := &f.Funds[i]
		if !x.Rate.Known() || !x.Executed.Known() {
			continue
		}
		if of != "" && x.Others.Get(of) != nil {
			continue
		}
		whole := x.Budget // the initial one may have been changed since
		if x.RateOf == report.RateOfInitial {
			whole = x.Initial
		}
		if !whole.Known() {
			continue
		}
		want, wrong := rateClash(x.Rate.Dec(), x.Rate.HalfDigit(),
			stated{x.Executed, x.Executed.HalfDigit()}, stated{whole, whole.HalfDigit()}, p.Decimal("tolerance"))
		if !wrong {
			continue
		}
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Places(x.At, x.Rate.At, x.Executed.At, whole.At), Key: forms.Key(f, x.Name),
			Text: rateText(report.Textf("%s%s", "%s%s", forms.Label(pos, f), forms.FundLabel(x)), x.Rate.Dec(), x.Executed, whole, want),
			Values: map[string]string{
				"rate": figures.Money(x.Rate.Dec(), "%"), "computed": figures.Money(want, "%"), "budget": whole.String(), "executed": x.Executed.String(),
				"difference": figures.Money(x.Rate.Dec().Sub(want).Abs(), "%"),
			},
		})
	}
}
