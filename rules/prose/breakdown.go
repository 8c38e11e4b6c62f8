package prose

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file adds up what the prose breaks down: revenue, expenditure, investment.

var breakdownSumMismatchRule = &rules.Rule{
	ID:         "breakdown-sum-mismatch",
	Title:      report.Text{ZH: "“其中”各项之和与总数不符", EN: "Parts do not add up to their whole"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Form: rules.Forms, Check: rules.Prose},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("whole", "所列总数", "stated whole", rules.Money),
		rules.Named("sum", "各项相加", "parts add up to", rules.Money),
		rules.Difference(rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "把正文中收入、支出、总投资和单笔资金及其下级的各组成项相加，与所属总数比较；各项先换算到同一单位。各项之和大于总数必报；小于总数时，只在列举看来完整（三项及以上，或基本支出与项目支出这类成对项目；不属于常用收支分类的，差额须在一成以内）且未用“含”“等”“主要包括”时报。去掉其中一项恰好相等的不报：该项可能是另一项的组成部分。", EN: "Adds the parts that the prose lists under revenue, expenditure, investment and single sums, at every level, in one unit. A sum above the whole is always reported; one below it only where the list looks complete (three parts, or a pair such as 基本支出 and 项目支出; parts of no usual classification must come within a tenth) and does not say that it is not (含, 等, 主要包括). Silent where leaving one part out makes it equal: that part may belong to another."},
		Why:     report.Text{ZH: "部分之和必须等于整体。", EN: "The parts make up the whole."},
		Example: report.Text{ZH: "“基本支出”列为 1500 万元，其中 2 项相加为 1700 万元，相差 200 万元", EN: "“基本支出” is given as 1500 ten thousand yuan; its 2 parts add up to 1700 ten thousand yuan, a difference of 200 ten thousand yuan"},
		Caveat:  report.Text{ZH: "正文只列举部分组成项而未作说明时会误报。", EN: "A text that lists some of the parts without saying so is reported wrongly."},
		Advice:  report.Text{ZH: "对照预算批复表核对各项数字和单位。", EN: "Check the figures and their units against the approved budget."},
	},
	Check: breakdowns,
	Form:  breakdownForm,
}

var revenueExpenditureImbalanceRule = &rules.Rule{
	ID:         "revenue-expenditure-imbalance",
	Title:      report.Text{ZH: "预算收入与预算支出不相等", EN: "Budgeted revenue and expenditure differ"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Check: rules.Prose},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("revenue", "预算收入", "budgeted revenue", rules.Money),
		rules.Named("expenditure", "预算支出", "budgeted expenditure", rules.Money),
		rules.Difference(rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "比较正文的预算收入总数与预算支出总数；任一未列示或未读懂、名称和标题都未称其为预算、或两者口径不同（年初、调整后、本年）时不作判断。决算收支允许有结转结余，不比较。", EN: "Compares the prose's total budgeted revenue with its total budgeted expenditure; silent where either is not stated or not understood, where neither name nor heading calls it budgeted, or where they are of different kinds (年初, 调整后, 本年). Final accounts may carry a balance over and are not compared."},
		Why:     report.Text{ZH: "部门预算收支总计应当平衡。", EN: "A department's budget balances."},
		Example: report.Text{ZH: "预算收入 8642.5 万元，与预算支出 8542.5 万元不相等，相差 100.0 万元", EN: "the budgeted revenue of 8642.5 ten thousand yuan and the budgeted expenditure of 8542.5 ten thousand yuan are not equal, a difference of 100.0 ten thousand yuan"},
		Caveat:  report.Text{ZH: "收入若只写本年收入而支出含上年结转，会有差额；差额等于所列结转数，或支出多出的部分不超过文中另列的上年结转时不报。", EN: "Revenue of the year alone against expenditure from balances brought forward differs; silent where the difference is the balance that the text names, or where more is spent and the text names a balance brought forward that is as large."},
		Advice:  report.Text{ZH: "核对两数的口径是否都含上年结转。", EN: "Check whether both figures include balances brought forward."},
	},
	Check: imbalance,
}

// looksComplete reports whether a list of parts can be taken for all of them.
func looksComplete(parts []report.Part, open bool) bool {
	if open || len(parts) < 2 {
		return false
	}
	if len(parts) > 2 {
		return true
	}
	for _, pair := range completePairs {
		a, b := parts[0].Name, parts[1].Name
		if strings.Contains(a, pair[0]) && strings.Contains(b, pair[1]) || strings.Contains(b, pair[0]) && strings.Contains(a, pair[1]) {
			return true
		}
	}
	return false
}

// usualParts reports whether all parts are of such classifications. A list of
// anything else may well leave out the rest.
func usualParts(parts []report.Part) bool {
	return !slices.ContainsFunc(parts, func(p report.Part) bool {
		return !slices.ContainsFunc(usualPart, func(w string) bool { return strings.Contains(p.Name, w) })
	})
}

func amountsOf(parts []report.Part) []*report.Amount {
	out := make([]*report.Amount, len(parts))
	for i := range parts {
		out[i] = parts[i].Amount
	}
	return out
}

func breakdowns(p *rules.Pass) {
	r := p.Report
	check := func(key string, name report.Text, b report.Breakdown) {
		partsOf(p, key, name, b.Total, b.Parts, b.Open)
	}
	check("revenue", report.Text{ZH: "预算收入", EN: "budgeted revenue"}, r.Budget.Revenue)
	check("expenditure", report.Text{ZH: "预算支出", EN: "budgeted expenditure"}, r.Budget.Expenditure)
	if f := r.FinalAccounts; f != nil {
		check("final revenue", report.Text{ZH: "决算收入", EN: "revenue in the final accounts"}, f.Revenue)
		check("final expenditure", report.Text{ZH: "决算支出", EN: "expenditure in the final accounts"}, f.Expenditure)
	}
	fundsBreakdowns(p)
	for i := range r.Goals {
		g := &r.Goals[i]
		name := g.InvestmentName
		if name == "" {
			name = wholeInvestment
		}
		partsOf(p, "goal "+names.Key(g.Name), report.Textf("“%s”的%s", "“%s”, the “%s”,", g.Name, name), g.Investment, g.Parts, false)
	}
}

// partsOf compares one whole with its parts, and each part with its own.
func partsOf(p *rules.Pass, key string, name report.Text, whole *report.Amount, parts []report.Part, open bool) {
	for i := range parts {
		part := &parts[i]
		partsOf(p, key+" "+names.Key(part.Name), report.Textf("“%s”", "“%s”", part.Name), part.Amount, part.Parts, part.Open)
	}
	over, total, equal, ok := figures.SumsTo(whole, amountsOf(parts))
	if !ok || equal || over.IsNegative() && (!looksComplete(parts, open) || !usualParts(parts) && over.Abs().Mul(decimal.NewFromInt(10)).GreaterThan(whole.Dec().Abs())) || over.IsPositive() && onePartTooMany(whole, parts) {
		return
	}
	at := []report.Location{whole.At}
	for i := range parts {
		at = append(at, parts[i].Amount.At)
	}
	p.Add(rules.Finding{
		Key: key, At: at,
		Text: report.Textf("%s列为 %s，其中 %s 项相加为 %s，相差 %s", "%s is given as %s; its %s add up to %s, a difference of %s",
			name, whole, figures.N(len(parts), "part", "parts"), figures.Money(total, whole.Unit), figures.Money(over.Abs(), whole.Unit)),
		Values: map[string]string{"whole": whole.String(), "sum": figures.Money(total, whole.Unit), "difference": figures.Money(over.Abs(), whole.Unit)},
	})
}

// onePartTooMany reports whether the list is right without one of its parts, which
// then belongs to another part rather than to the whole.
func onePartTooMany(whole *report.Amount, parts []report.Part) bool {
	if len(parts) < 2 {
		return false
	}
	for i := range parts {
		rest := slices.Delete(slices.Clone(parts), i, i+1)
		if _, _, equal, ok := figures.SumsTo(whole, amountsOf(rest)); ok && equal && parts[i].Amount.Dec().IsPositive() {
			return true
		}
	}
	return false
}

func imbalance(p *rules.Pass) {
	b := &p.Report.Budget
	rev, exp := b.Revenue.Total, b.Expenditure.Total
	e, ok := exp.In(figures.UnitOf(rev))
	if !ok || !rev.Known() || !b.Revenue.Budgeted || !b.Expenditure.Budgeted {
		return
	}
	diff := rev.Dec().Sub(e)
	if diff.Abs().LessThanOrEqual(figures.Tolerance(rev.Unit, rev, exp)) || basis(b.Revenue.Name) != basis(b.Expenditure.Name) || carriedOver(b, diff, rev.Unit) || carriedInto(p.Report.Funds, diff, rev.Unit) {
		return
	}
	p.Add(rules.Finding{
		Key: "budget", At: []report.Location{rev.At, exp.At},
		Text:   report.Textf("预算收入 %s，与预算支出 %s不相等，相差 %s", "the budgeted revenue of %s and the budgeted expenditure of %s are not equal, a difference of %s", rev, exp, figures.Money(diff.Abs(), rev.Unit)),
		Values: map[string]string{"revenue": rev.String(), "expenditure": exp.String(), "difference": figures.Money(diff.Abs(), rev.Unit)},
	})
}

// basis tells which of a year's budgets a name speaks of: figures of the budget
// as first approved and of the year as it went do not balance each other.
func basis(name string) string {
	out := ""
	for _, w := range budgetWords {
		if strings.Contains(name, w) {
			out += w
		}
	}
	return out
}

// carriedOver reports whether the difference is a balance that the text names.
func carriedOver(b *report.Budget, diff decimal.Decimal, unit string) bool {
	for _, part := range slices.Concat(b.Revenue.Parts, b.Expenditure.Parts) {
		if v, ok := part.Amount.In(unit); ok && strings.Contains(part.Name, balanceMark) && v.Equal(diff.Abs()) {
			return true
		}
	}
	return false
}

// carriedInto reports whether the text names a balance carried into the year, apart from
// the revenue, that more was spent from than the revenue gives.
func carriedInto(funds []report.Funds, diff decimal.Decimal, unit string) bool {
	enough := func(a *report.Amount) bool {
		v, ok := a.In(unit)
		return ok && diff.IsNegative() && v.GreaterThanOrEqual(diff.Abs())
	}
	for i := range funds {
		if enough(funds[i].CarriedIn) || slices.ContainsFunc(funds[i].Parts, func(part report.Part) bool {
			return strings.Contains(part.Name, balanceMark) && enough(part.Amount)
		}) {
			return true
		}
	}
	return false
}
