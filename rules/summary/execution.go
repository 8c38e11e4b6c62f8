package summary

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

var executionExceedsBudgetRule = &rules.Rule{
	ID:       "execution-exceeds-budget",
	Title:    report.Text{ZH: "执行数超过预算数", EN: "Executed amount exceeds budget"},
	Severity: rules.Error,
	Needs:    rules.Whole(rules.Alone),
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.Named("difference", "超出", "over by", rules.Money),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Basis:    []rules.Basis{rules.Article13},
	Doc: rules.Doc{
		What:    report.Text{ZH: "逐行比较执行数与（调整后）预算数。任一数未列示、未读懂或单位不可比时不作判断；相差不超过较粗一方末位数字的一半时视为四舍五入。", EN: "Compares executed with (adjusted) budget row by row. Silent where either is not stated, not understood, or the units cannot be compared; a difference of at most half the last digit of the coarser figure counts as rounding."},
		Why:     report.Text{ZH: "支出必须以经批准的预算为依据，未列入预算的不得支出。", EN: "Spending must stay within the approved budget; what is not in it must not be spent."},
		Example: report.Text{ZH: "序号24“某项目”：执行数 91.3 万元，超过预算数 91 万元，多 0.3 万元（0.33%）", EN: "no. 24 “some project”: 91.3 ten thousand yuan executed, more than the budget of 91 ten thousand yuan, by 0.3 ten thousand yuan (0.33%)"},
		Caveat:  report.Text{ZH: "若表中“预算数”是年初数而年中有追加，超出可能合规。", EN: "If the budget column holds the initial figure and funds were added during the year, the excess may be lawful."},
		Advice:  report.Text{ZH: "核对预算调整文件与国库支付数；确有追加的，预算数应改列调整后数。", EN: "Check the budget adjustment papers against treasury payments; where funds were added, the table should show the adjusted budget."},
	},
	Row:  executionExceedsBudget,
	Form: executionExceedsBudgetForm,
}

var returnedExceedsBalanceRule = &rules.Rule{
	ID:         "returned-exceeds-balance",
	Title:      report.Text{ZH: "交回财政数超过结余", EN: "Returned amount exceeds the balance"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.Named("balance", "结余（预算数 − 执行数）", "balance (budget − executed)", rules.Money),
		rules.ReturnedValue,
		rules.Named("difference", "多出", "too much by", rules.Money),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Basis:    []rules.Basis{rules.BudgetLaw},
	Doc: rules.Doc{
		What:    report.Text{ZH: "逐行比较“结余交回财政数”与预算数减执行数之差。任一数未列示、单位不可比，或执行数已超过预算数时不作判断。", EN: "Compares the returned amount with budget less executed, row by row. Silent where any of them is not stated, the units cannot be compared, or executed exceeds budget already."},
		Why:     report.Text{ZH: "交回的只能是没有花掉的钱；交回数大于结余，说明三个数中至少有一个不实。", EN: "Only unspent money can be returned; more than the balance means that at least one of the three figures is wrong."},
		Example: report.Text{ZH: "序号24“某项目”：结余交回财政数 0.035 万元，大于结余 0.028 万元（预算数 250 万元减执行数 249.972 万元），多 0.007 万元", EN: "no. 24 “some project”: 0.035 ten thousand yuan returned, more than the balance of 0.028 ten thousand yuan (a budget of 250 ten thousand yuan less 249.972 ten thousand yuan executed), by 0.007 ten thousand yuan"},
		Caveat:  report.Text{ZH: "交回数若含以前年度结转资金，可能大于本年结余。", EN: "The returned amount may include funds carried over from earlier years."},
		Advice:  report.Text{ZH: "核对缴库凭证；含以前年度资金的应分列。", EN: "Check the remittance vouchers; funds of earlier years should be listed apart."},
	},
	Row: returnedExceedsBalance,
}

var balanceNotReturnedRule = &rules.Rule{
	ID:       "balance-not-returned",
	Title:    report.Text{ZH: "有结余而未交回，未说明原因", EN: "Unspent money neither returned nor explained"},
	Severity: rules.Info,
	Needs:    rules.Whole(rules.Summary),
	Basis:    []rules.Basis{rules.Article42},
	Values: []rules.Value{
		{Key: "budget", Title: report.Text{ZH: "预算数合计", EN: "budgets in all"}, Kind: rules.Money, Field: "budget"},
		{Key: "executed", Title: report.Text{ZH: "执行数合计", EN: "executed in all"}, Kind: rules.Money, Field: "executed"},
		rules.Named("carried_over", "结转下年", "carried over", rules.Money),
		rules.Named("balance", "结余合计", "balance in all", rules.Money),
		rules.ReturnedValue,
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "找出执行数小于预算数、结余交回财政数列为 0、且“自评结果应用意见”中没有提到结转、结余或收回的项目，整份报告合为一条；“结转下年”一列说明的部分不算。交回数未列示的行不作判断。", EN: "Lists the projects with money left, a returned amount printed as 0, and no word of carrying over or returning in the use-of-result column; one finding a report. What a column of money carried over (结转下年) accounts for does not count. Rows without a returned amount are not judged."},
		Why:     report.Text{ZH: "结余资金应按规定交回或结转；既不交回也不说明，资金去向不明。", EN: "Money left over is to be returned or carried over; without either, where it went is unknown."},
		Example: report.Text{ZH: "“河堤加固”：有结余而交回数为 0，结余共 10 万元（预算数 100 万元减执行数 60 万元、结转下年 30 万元），未说明原因", EN: "“河堤加固”: a balance of 10 ten thousand yuan in all (a budget of 100 ten thousand yuan less 60 ten thousand yuan executed and 30 ten thousand yuan carried over), nothing returned and no reason given"},
		Caveat:  report.Text{ZH: "连续实施的项目可依规结转下年使用，原因可能写在正文里。", EN: "Projects that go on may lawfully carry funds over; the reason may stand in the prose."},
		Advice:  report.Text{ZH: "请单位说明结余资金去向：结转下年、交回财政或其他。", EN: "Ask what became of the balance: carried over, returned, or else."},
	},
	Params: []rules.Param{{
		Name: "share", Default: "0", Min: "0", Max: "100",
		Doc: report.Text{ZH: "结余占预算数的百分比超过此值才列出", EN: "a row counts where its balance is more than this percentage of the budget"},
	}},
	Begin: balanceNotReturned,
}

func executionExceedsBudget(p *rules.Pass, row rules.Row) {
	b, e := row.Project.Budget, row.Project.Executed
	budget, ok := b.In(figures.UnitOf(e))
	if !ok || !e.Known() || budget.IsNegative() { // a budget cut by more than it held is an adjustment, no limit
		return
	}
	over := e.Dec().Sub(budget)
	if !over.IsPositive() || over.LessThanOrEqual(p.Index.Slack(row, e.Unit, rules.Budget, rules.Executed)) {
		return
	}
	p.Add(rules.Finding{
		Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, e, b),
		Text: report.Textf(
			"%s：执行数 %s，超过预算数 %s，多 %s%s",
			"%s: %s executed, more than the budget of %s, by %s%s",
			row.Label(), e, b, figures.Money(over, e.Unit), figures.Share(over, budget)),
		Values: map[string]string{"budget": b.String(), "executed": e.String(), "difference": figures.Money(over, e.Unit)},
	})
}

func returnedExceedsBalance(p *rules.Pass, row rules.Row) {
	b, e, r := row.Project.Budget, row.Project.Executed, row.Project.Returned
	budget, ok1 := b.In(figures.UnitOf(r))
	executed, ok2 := e.In(figures.UnitOf(r))
	if !ok1 || !ok2 || !r.Known() {
		return
	}
	if !r.Dec().IsPositive() {
		return
	}
	balance := budget.Sub(executed)
	slack := p.Index.Slack(row, r.Unit, rules.Budget, rules.Executed, rules.Returned)
	if balance.LessThan(slack.Neg()) {
		return
	}
	over := r.Dec().Sub(balance)
	if over.LessThanOrEqual(slack) {
		return
	}
	p.Add(rules.Finding{
		Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, r, b, e),
		Text: report.Textf(
			"%s：结余交回财政数 %s，大于结余 %s（预算数 %s减执行数 %s），多 %s",
			"%s: %s returned, more than the balance of %s (a budget of %s less %s executed), by %s",
			row.Label(), r, figures.Money(balance, r.Unit), b, e, figures.Money(over, r.Unit)),
		Values: map[string]string{
			"budget": b.String(), "executed": e.String(), "returned": r.String(),
			"balance": figures.Money(balance, r.Unit), "difference": figures.Money(over, r.Unit),
		},
	})
}

func balanceNotReturned(p *rules.Pass) rules.Hooks {
	least := p.Decimal("share")
	var rows []int
	var left, budgets, executeds, carrieds decimal.Decimal
	unit := ""
	return rules.Hooks{
		Row: func(row rules.Row) {
			pr := row.Project
			if !pr.Returned.Known() || !pr.Returned.Dec().IsZero() || !pr.Budget.Known() {
				return
			}
			if unit == "" {
				unit = pr.Budget.Unit
			}
			budget, ok1 := pr.Budget.In(unit)
			executed, ok2 := pr.Executed.In(unit)
			if !ok1 || !ok2 || !budget.IsPositive() || pr.UseOfResult != "" && balanceExplained.MatchString(pr.UseOfResult) {
				return
			}
			carried, _ := pr.CarriedOver.In(unit)
			balance := budget.Sub(executed).Sub(carried)
			if !balance.IsPositive() || balance.LessThanOrEqual(p.Index.Slack(row, unit, rules.Budget, rules.Executed)) ||
				balance.Mul(figures.Hundred).LessThanOrEqual(least.Mul(budget)) {
				return
			}
			rows = append(rows, row.Pos)
			left, budgets, executeds, carrieds = left.Add(balance), budgets.Add(budget), executeds.Add(executed), carrieds.Add(carried)
		},
		End: func() {
			if len(rows) == 0 {
				return
			}
			values := map[string]string{
				"budget": figures.Money(budgets, unit), "executed": figures.Money(executeds, unit),
				"balance": figures.Money(left, unit), "returned": figures.Money(decimal.Zero, unit),
			}
			var over report.Text
			if !carrieds.IsZero() {
				values["carried_over"] = figures.Money(carrieds, unit)
				over = report.Textf("、结转下年 %s", " and %s carried over", values["carried_over"])
			}
			p.Add(rules.Finding{
				Projects: rows, At: balanceCells(p, rows),
				Key: "balance",
				Text: report.Textf(
					"%s：有结余而交回数为 0，结余共 %s（预算数 %s减执行数 %s%s），未说明原因",
					"%s: a balance of %s in all (a budget of %s less %s executed%s), nothing returned and no reason given",
					p.Labels(rows), values["balance"], values["budget"], values["executed"], over),
				Values: values,
			})
		},
	}
}

// balanceCells are the cells of which what is left is worked out, and what was returned.
func balanceCells(p *rules.Pass, rows []int) []report.Location {
	var at []report.Location
	for _, n := range rows {
		pr := &p.Report.Projects[n-1]
		at = append(at, rules.Cells(pr.At, pr.Budget, pr.Executed, pr.CarriedOver, pr.Returned)...)
	}
	return at
}

// executionExceedsBudgetForm looks at the total, and at the sources where the
// total is in order.
func executionExceedsBudgetForm(p *rules.Pass, pos int, f *report.Form) {
	found := false
	look := func(x *report.Fund) {
		over, ok := x.Executed.In(figures.UnitOf(x.Budget))
		if !ok || !x.Budget.Known() {
			return
		}
		over = over.Sub(x.Budget.Dec())
		if !over.IsPositive() || over.LessThanOrEqual(figures.Tolerance(x.Budget.Unit, x.Budget, x.Executed)) {
			return
		}
		found = true
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Cells(x.At, x.Executed, x.Budget), Key: forms.Key(f, x.Name),
			Text: report.Textf("%s%s：执行数 %s，超过预算数 %s，多 %s%s", "%s%s: %s executed, more than the budget of %s, by %s%s",
				forms.Label(pos, f), forms.FundLabel(x), x.Executed, x.Budget, figures.Money(over, x.Budget.Unit), figures.Share(over, x.Budget.Dec())),
			Values: map[string]string{"budget": x.Budget.String(), "executed": x.Executed.String(), "difference": figures.Money(over, x.Budget.Unit)},
		})
	}
	if t := forms.TotalFund(f); t != nil {
		look(t)
	}
	for i := range f.Funds {
		if !found && !f.Funds[i].Total && len(f.Funds) > 1 {
			look(&f.Funds[i])
		}
	}
}
