package rules

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// This file compares a row's executed and returned amounts with its budget.

var budgetLaw = Basis{Document: "《中华人民共和国预算法》", Number: "第十三条"}

func init() {
	register(&Rule{
		ID:       "execution-exceeds-budget",
		Title:    report.Text{ZH: "执行数超过预算数", EN: "Executed amount exceeds budget"},
		Severity: Error,
		Basis:    []Basis{budgetLaw},
		Doc: Doc{
			What:    report.Text{ZH: "逐行比较执行数与（调整后）预算数。任一数未列示、未读懂或单位不可比时不作判断；相差不超过较粗一方末位数字的一半时视为四舍五入。", EN: "Compares executed with (adjusted) budget row by row. Silent where either is not stated, not understood, or the units cannot be compared; a difference of at most half the last digit of the coarser figure counts as rounding."},
			Why:     report.Text{ZH: "支出必须以经批准的预算为依据，未列入预算的不得支出。", EN: "Spending must stay within the approved budget; what is not in it must not be spent."},
			Example: report.Text{ZH: "第24行“某项目”：执行数 120.00 万元 > 预算数 100.00 万元，超出 20.00 万元（20%）", EN: "row 24 “some project”: executed 120.00 万元 > budget 100.00 万元, by 20.00 万元 (20%)"},
			Caveat:  report.Text{ZH: "若表中“预算数”是年初数而年中有追加，超出可能合规。", EN: "If the budget column holds the initial figure and funds were added during the year, the excess may be lawful."},
			Advice:  report.Text{ZH: "核对预算调整文件与国库支付数；确有追加的，预算数应改列调整后数。", EN: "Check the budget adjustment papers against treasury payments; where funds were added, the table should show the adjusted budget."},
		},
		Row:  executionExceedsBudget,
		Form: executionExceedsBudgetForm,
	}, &Rule{
		ID:       "returned-exceeds-balance",
		Title:    report.Text{ZH: "交回财政数超过结余", EN: "Returned amount exceeds the balance"},
		Severity: Error,
		Basis:    []Basis{{Document: "《中华人民共和国预算法》"}},
		Doc: Doc{
			What:    report.Text{ZH: "逐行比较“结余交回财政数”与预算数减执行数之差。任一数未列示、单位不可比，或执行数已超过预算数时不作判断。", EN: "Compares the returned amount with budget less executed, row by row. Silent where any of them is not stated, the units cannot be compared, or executed exceeds budget already."},
			Why:     report.Text{ZH: "交回的只能是没有花掉的钱；交回数大于结余，说明三个数中至少有一个不实。", EN: "Only unspent money can be returned; more than the balance means that at least one of the three figures is wrong."},
			Example: report.Text{ZH: "第3行“某项目”：结余交回财政数 30 万元 > 结余 20 万元（预算数 100 万元 − 执行数 80 万元），多出 10 万元", EN: "row 3 “some project”: returned 30 万元 > balance 20 万元 (budget 100 万元 − executed 80 万元), by 10 万元"},
			Caveat:  report.Text{ZH: "交回数若含以前年度结转资金，可能大于本年结余。", EN: "The returned amount may include funds carried over from earlier years."},
			Advice:  report.Text{ZH: "核对缴库凭证；含以前年度资金的应分列。", EN: "Check the remittance vouchers; funds of earlier years should be listed apart."},
		},
		Row: returnedExceedsBalance,
	}, &Rule{
		ID:       "balance-not-returned",
		Title:    report.Text{ZH: "有结余而未交回，未说明原因", EN: "Unspent money neither returned nor explained"},
		Severity: Info,
		Basis:    []Basis{{Document: "《中华人民共和国预算法》"}},
		Doc: Doc{
			What:    report.Text{ZH: "找出执行数小于预算数、结余交回财政数列为 0、且“自评结果应用意见”中没有提到结转、结余或收回的项目，整份报告合为一条；“结转下年”一列说明的部分不算。交回数未列示的行不作判断。", EN: "Lists the projects with money left, a returned amount printed as 0, and no word of carrying over or returning in the use-of-result column; one finding a report. What a column of money carried over (结转下年) accounts for does not count. Rows without a returned amount are not judged."},
			Why:     report.Text{ZH: "结余资金应按规定交回或结转；既不交回也不说明，资金去向不明。", EN: "Money left over is to be returned or carried over; without either, where it went is unknown."},
			Example: report.Text{ZH: "第3行“某项目”有结余而交回数为 0，共 20 万元（预算数 100 万元 − 执行数 80 万元），未说明原因", EN: "row 3 “some project”: money left and 0 returned, 20 万元 in all (budget 100 万元 − executed 80 万元), no reason given"},
			Caveat:  report.Text{ZH: "连续实施的项目可依规结转下年使用，原因可能写在正文里。", EN: "Projects that go on may lawfully carry funds over; the reason may stand in the prose."},
			Advice:  report.Text{ZH: "请单位说明结余资金去向：结转下年、交回财政或其他。", EN: "Ask what became of the balance: carried over, returned, or else."},
		},
		Params: []Param{{
			Name: "share", Default: "0", Min: "0", Max: "100",
			Doc: report.Text{ZH: "结余占预算数的百分比超过此值才列出", EN: "a row counts where its balance is more than this percentage of the budget"},
		}},
		Begin: balanceNotReturned,
	})
}

func executionExceedsBudget(p *Pass, row Row) {
	b, e := row.Project.Budget, row.Project.Executed
	budget, ok := b.In(unitOf(e))
	if !ok || !e.Known() || budget.IsNegative() { // a budget cut by more than it held is an adjustment, no limit
		return
	}
	over := e.Dec().Sub(budget)
	if !over.IsPositive() || over.LessThanOrEqual(p.Index.slack(row, e.Unit, Budget, Executed)) {
		return
	}
	p.Add(Finding{
		Projects: []int{row.Pos},
		Text: report.Textf(
			"%s：执行数 %s > 预算数 %s，超出 %s%s",
			"%s: executed %s > budget %s, by %s%s",
			label(row), e, b, money(over, e.Unit), share(over, budget)),
		Values: map[string]string{"budget": b.String(), "executed": e.String(), "difference": money(over, e.Unit)},
	})
}

// slack is how far rounding alone can carry the figures of a row apart: half the
// last digit of the coarsest of the columns, in unit.
func (x *Index) slack(row Row, unit string, columns ...Column) decimal.Decimal {
	var t decimal.Decimal
	for _, c := range columns {
		a := c.of(row.Project)
		if h, ok := report.Convert(x.HalfDigit(c, a), unitOf(a), unit); ok {
			t = decimal.Max(t, h)
		}
	}
	return t
}

func returnedExceedsBalance(p *Pass, row Row) {
	b, e, r := row.Project.Budget, row.Project.Executed, row.Project.Returned
	budget, ok1 := b.In(unitOf(r))
	executed, ok2 := e.In(unitOf(r))
	if !ok1 || !ok2 || !r.Known() {
		return
	}
	if !r.Dec().IsPositive() {
		return
	}
	balance := budget.Sub(executed)
	slack := p.Index.slack(row, r.Unit, Budget, Executed, Returned)
	if balance.LessThan(slack.Neg()) {
		return
	}
	over := r.Dec().Sub(balance)
	if over.LessThanOrEqual(slack) {
		return
	}
	p.Add(Finding{
		Projects: []int{row.Pos},
		Text: report.Textf(
			"%s：结余交回财政数 %s > 结余 %s（预算数 %s − 执行数 %s），多出 %s",
			"%s: returned %s > balance %s (budget %s − executed %s), by %s",
			label(row), r, money(balance, r.Unit), b, e, money(over, r.Unit)),
		Values: map[string]string{
			"budget": b.String(), "executed": e.String(), "returned": r.String(),
			"balance": money(balance, r.Unit), "difference": money(over, r.Unit),
		},
	})
}

func balanceNotReturned(p *Pass) Hooks {
	least := p.Decimal("share")
	var rows []int
	var left, budgets, executeds, carrieds decimal.Decimal
	unit := ""
	return Hooks{
		Row: func(row Row) {
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
			if !balance.IsPositive() || balance.LessThanOrEqual(p.Index.slack(row, unit, Budget, Executed)) ||
				balance.Mul(hundred).LessThanOrEqual(least.Mul(budget)) {
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
				"budget": money(budgets, unit), "executed": money(executeds, unit),
				"balance": money(left, unit), "returned": money(decimal.Zero, unit),
			}
			var over report.Text
			if !carrieds.IsZero() {
				values["carried_over"] = money(carrieds, unit)
				over = say(" − 结转下年 %s", " − carried over %s", values["carried_over"])
			}
			p.Add(Finding{
				Projects: rows,
				Key:      "balance",
				Text: say(
					"%s有结余而交回数为 0，共 %s（预算数 %s − 执行数 %s%s），未说明原因",
					"%s: money left and 0 returned, %s in all (budget %s − executed %s%s), no reason given",
					p.labels(rows), values["balance"], values["budget"], values["executed"], over),
				Values: values,
			})
		},
	}
}
