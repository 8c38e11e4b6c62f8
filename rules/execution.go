package rules

import "selfeval/report"

// This file compares a row's executed and returned amounts with its budget.

// budgetLaw is the article by which spending stays within the approved budget.
var budgetLaw = Basis{Document: "《中华人民共和国预算法》", Number: "第十三条"}

func init() {
	register(
		&Rule{
			ID:       "execution-exceeds-budget",
			Title:    report.Text{ZH: "执行数超过预算数", EN: "Executed amount exceeds the budget"},
			Severity: Error,
			Basis:    []Basis{budgetLaw},
			Doc: Doc{
				What:    report.Text{ZH: "逐行比较执行数与（调整后）预算数。任一数未列示、未读懂或单位不可比时不作判断。", EN: "Compares executed with (adjusted) budget row by row; silent where either is not stated, not understood, or in a unit that cannot be compared."},
				Why:     report.Text{ZH: "支出必须以经批准的预算为依据，未列入预算的不得支出。", EN: "Spending must stay within the approved budget; what is not in it must not be spent."},
				Example: report.Text{ZH: "第24行“…”：执行数 120.00万元 > 预算数 100.00万元，超出 20.00万元（20%）", EN: "row 24 \"…\": executed 120.00万元 > budget 100.00万元, by 20.00万元 (20%)"},
				Caveat:  report.Text{ZH: "若表中“预算数”是年初数而年中有追加，超出可能合规。", EN: "Where the budget column holds the initial figure and funds were added during the year, the excess may be lawful."},
				Advice:  report.Text{ZH: "核对调整预算文件与国库支付数。", EN: "Check the budget adjustment papers against treasury payments."},
			},
			Row: executionExceedsBudget,
		},
		&Rule{
			ID:       "returned-exceeds-balance",
			Title:    report.Text{ZH: "交回财政数超过结余", EN: "Returned amount exceeds the balance"},
			Severity: Error,
			Doc: Doc{
				What:    report.Text{ZH: "比较结余交回财政数与预算数减执行数之差。三个数缺一或执行数已超预算时不作判断。", EN: "Compares the amount returned to the treasury with budget less executed; silent where one of the three is missing or the budget is already exceeded."},
				Why:     report.Text{ZH: "交回的只能是没有花掉的钱。", EN: "Only what was not spent can be returned."},
				Example: report.Text{ZH: "第3行“…”：交回 30万元 > 结余 20万元（预算 100万元 − 执行 80万元），多 10万元", EN: "row 3 \"…\": returned 30万元 > balance 20万元 (budget 100万元 − executed 80万元), by 10万元"},
				Caveat:  report.Text{ZH: "交回数若含以前年度结转资金，可能大于当年结余。", EN: "Money carried over from earlier years may be part of what was returned."},
				Advice:  report.Text{ZH: "核对结余资金收回文件。", EN: "Check the papers on the return of unspent funds."},
			},
			Row: returnedExceedsBalance,
		},
	)
}

func executionExceedsBudget(p *Pass, row Row) {
	b, e := row.Project.Budget, row.Project.Executed
	budget, ok := b.In(unitOf(e))
	if !ok || !e.Known() {
		return
	}
	over := e.Dec().Sub(budget)
	if over.LessThanOrEqual(tolerance(e.Unit, b, e)) {
		return
	}
	p.Add(Finding{
		Projects: []int{row.Pos},
		Text: say("%s：执行数 %s > 预算数 %s，超出 %s%s", "%s: executed %s > budget %s, by %s%s",
			label(row), e, b, money(over, e.Unit), share(over, budget)),
		Values: map[string]string{"budget": b.String(), "executed": e.String(), "difference": money(over, e.Unit)},
	})
}

func returnedExceedsBalance(p *Pass, row Row) {
	b, e, r := row.Project.Budget, row.Project.Executed, row.Project.Returned
	unit := unitOf(b)
	budget, ok1 := b.In(unit)
	executed, ok2 := e.In(unit)
	returned, ok3 := r.In(unit)
	if !ok1 || !ok2 || !ok3 || executed.GreaterThan(budget) || returned.IsZero() {
		return
	}
	balance := budget.Sub(executed)
	over := returned.Sub(balance)
	if over.LessThanOrEqual(tolerance(unit, b, e, r)) {
		return
	}
	p.Add(Finding{
		Projects: []int{row.Pos},
		Text: say("%s：交回财政数 %s > 结余 %s（预算数 %s − 执行数 %s），多 %s",
			"%s: returned %s > balance %s (budget %s − executed %s), by %s",
			label(row), r, money(balance, unit), b, e, money(over, unit)),
		Values: map[string]string{"budget": b.String(), "executed": e.String(), "returned": r.String(), "balance": money(balance, unit), "difference": money(over, unit)},
	})
}
