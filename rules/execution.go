package rules

import "selfeval/report"

// This file compares a row's executed and returned amounts with its budget.

func init() {
	register(&Rule{
		ID:       "execution-exceeds-budget",
		Title:    report.Text{ZH: "执行数超过预算数", EN: "Executed amount exceeds budget"},
		Severity: Error,
		Basis:    []Basis{{Document: "《中华人民共和国预算法》", Number: "第十三条"}},
		Doc: Doc{
			What:    report.Text{ZH: "逐行比较执行数与（调整后）预算数；任一数未列示、未读懂或单位不可比时不作判断。", EN: "Compares executed with (adjusted) budget row by row; silent where either is not stated, not understood, or the units cannot be compared."},
			Why:     report.Text{ZH: "支出必须以经批准的预算为依据，未列入预算的不得支出。", EN: "Spending must stay within the approved budget; what is not in it must not be spent."},
			Example: report.Text{ZH: "第24行“某项目”：执行数 120.00万元 > 预算数 100.00万元，超出 20.00万元（20%）", EN: "Row 24 \"some project\": executed 120.00万元 > budget 100.00万元, by 20.00万元 (20%)"},
			Caveat:  report.Text{ZH: "若表中“预算数”是年初数而年中有追加，超出可能合规。", EN: "If the budget column holds the initial figure and funds were added during the year, the excess may be lawful."},
			Advice:  report.Text{ZH: "核对调整预算文件与国库支付数。", EN: "Check the budget adjustment papers against treasury payments."},
		},
		Row: func(p *Pass, row Row) {
			b, e := row.Project.Budget, row.Project.Executed
			budget, ok := b.In(unitOf(e))
			if !ok || !e.Known() {
				return
			}
			over := e.Dec().Sub(budget)
			if over.LessThanOrEqual(tolerance(unitOf(e), b, e)) {
				return
			}
			p.Add(Finding{
				Projects: []int{row.Pos},
				Text: report.Textf(
					"%s：执行数 %s > 预算数 %s，超出 %s%s",
					"%s: executed %s > budget %s, by %s%s",
					label(row), e, b, report.Plain(over)+e.Unit, share(over, budget)),
				Values: map[string]string{"budget": b.String(), "executed": e.String(), "difference": report.Plain(over) + e.Unit},
			})
		},
	})
}
