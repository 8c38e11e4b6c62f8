package summary

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
)

// This file looks for figures that only make sense in another unit.

var unitInconsistentRule = &rules.Rule{
	ID:         "unit-inconsistent",
	Title:      report.Text{ZH: "金额单位疑有误", EN: "Unit of amounts likely wrong"},
	Severity:   rules.Warning,
	Needs:      rules.Needs{Row: rules.Alone, Check: rules.Summary},
	Arithmetic: true,
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.Named("sum", "各行预算数相加", "budgets add up to", rules.Money),
		rules.Named("stated", "正文支出预算", "expenditure in the prose", rules.Money),
		rules.Named("expected", "若以小一级单位计", "in the smaller unit", rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "三种情况：同一行执行数是预算数的 2000 至 10000 倍；一行预算数大于其余各行预算数之和的 10 倍，而缩小一万倍后与该行执行数相当；全表预算数之和是正文支出总额的 1000 至 15000 倍。都像是元与万元之误。", EN: "Three cases, all as if 元 were taken for 万元: executed is 2,000 to 10,000 times the budget of its row; a budget is above ten times all the others together and, divided by ten thousand, fits the executed amount beside it; the table's budgets add up to 1,000 to 15,000 times the expenditure stated in the prose."},
		Why:     report.Text{ZH: "单位写错一处，合计与其他报告的汇总都会错一万倍。", EN: "One wrong unit puts every total made of it off by ten thousand."},
		Example: report.Text{ZH: "序号24“某项目”：执行数 835000 万元，是预算数 100 万元的 8350 倍，疑为单位误用，以元计则为 83.5 万元", EN: "no. 24 “some project”: the executed amount of 835000 ten thousand yuan is 8350 times the budget of 100 ten thousand yuan; taken in yuan it would be 83.5 ten thousand yuan"},
		Caveat:  report.Text{ZH: "预算极小而执行极大的行也可能是其他错误。", EN: "A tiny budget beside a huge executed amount may be another mistake."},
		Advice:  report.Text{ZH: "对照原表的单位标注与拨款文件。", EN: "Compare the units printed on the original with the grant papers."},
	},
	Begin: unitInconsistent,
}

func unitInconsistent(p *rules.Pass) rules.Hooks {
	var big rules.Row // of the largest budget
	var most decimal.Decimal
	return rules.Hooks{
		Row: func(row rules.Row) {
			b, e := row.Project.Budget, row.Project.Executed
			if !b.Known() || !e.Known() || smaller[b.Unit] == "" || !b.Dec().IsPositive() {
				return
			}
			if yuan, ok := b.In(figures.Yuan); ok && yuan.GreaterThan(most) {
				big, most = row, yuan
			}
			if executed, ok := e.In(b.Unit); ok && slipped(executed, b.Dec()) && e.Unit == b.Unit {
				addUnit(p, row, e, rules.ExecutedValue, b, rules.BudgetValue, executed.DivRound(b.Dec(), 0))
			}
		},
		End: func() {
			bigBudget(p, big, most)
			tableUnit(p)
		},
	}
}

// slipped reports whether large is as many times small as a figure in a unit ten
// thousand times too small is, for a part of 20 to 100 percent.
func slipped(large, small decimal.Decimal) bool {
	times := small.Shift(4)
	return large.LessThanOrEqual(times) && large.GreaterThanOrEqual(times.DivRound(decimal.NewFromInt(5), 4))
}

func addUnit(p *rules.Pass, row rules.Row, large *report.Amount, of rules.Value, small *report.Amount, beside rules.Value, times decimal.Decimal) {
	u := smaller[large.Unit]
	p.Add(rules.Finding{
		Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, large, small),
		Text: report.Textf("%s：%s %s，是%s %s的 %s 倍，疑为单位误用，以%s计则为 %s", "%s: the %s of %s is %[6]s times the %[4]s of %[5]s; taken in %[7]s it would be %[8]s",
			row.Label(), of.Title, large, beside.Title, small, times, u, figures.Money(figures.Short(large.Dec().Shift(-4)), large.Unit)),
		Values: map[string]string{of.Key: large.String(), beside.Key: small.String(), "expected": figures.Money(figures.Short(large.Dec().Shift(-4)), large.Unit)},
	})
}

// bigBudget looks at the largest budget of the table, in 元.
func bigBudget(p *rules.Pass, big rules.Row, most decimal.Decimal) {
	if big.Pos == 0 || len(p.Report.Projects) < 3 {
		return
	}
	s, ok := p.Index.SumAll(rules.Budget, figures.Yuan)
	b, e := big.Project.Budget, big.Project.Executed
	executed, comparable := e.In(b.Unit)
	if !ok || !comparable || e.Unit != b.Unit || most.LessThanOrEqual(s.Sum.Sub(most).Mul(decimal.NewFromInt(10))) || !slippedBack(b.Dec(), executed) {
		return
	}
	addUnit(p, big, b, rules.BudgetValue, e, rules.ExecutedValue, b.Dec().DivRound(executed, 0))
}

// slippedBack reports whether a budget in a unit ten thousand times too small is
// executed by 20 to 100 percent.
func slippedBack(budget, executed decimal.Decimal) bool {
	times := executed.Shift(4)
	return executed.IsPositive() && budget.GreaterThanOrEqual(times) && budget.LessThanOrEqual(times.Mul(decimal.NewFromInt(5)))
}

// tableUnit compares the table as a whole with the expenditure of the prose.
func tableUnit(p *rules.Pass) {
	whole := p.Report.Budget.Expenditure.Total
	yuan, ok := whole.In(figures.Yuan)
	if !ok || !yuan.IsPositive() || smaller[p.Report.Unit] == "" {
		return
	}
	s, ok := p.Index.SumAll(rules.Budget, figures.Yuan)
	if !ok || s.Sum.LessThan(yuan.Shift(3)) || s.Sum.GreaterThan(yuan.Mul(decimal.NewFromInt(15000))) {
		return
	}
	in, _ := report.Convert(s.Sum, figures.Yuan, p.Report.Unit)
	in = figures.Short(in)
	u := smaller[p.Report.Unit]
	p.Add(rules.Finding{
		Key: "table",
		At:  []report.Location{p.Report.Projects[0].At, whole.At},
		Text: report.Textf("汇总表各行预算数相加为 %s，是正文支出预算 %s的 %s 倍，疑为单位误用，以%s计则为 %s", "the budgets of the table add up to %s, %[3]s times the expenditure of %[2]s in the prose; taken in %[4]s they would be %[5]s",
			figures.Money(in, p.Report.Unit), whole, s.Sum.DivRound(yuan, 0), u, figures.Money(figures.Short(in.Shift(-4)), p.Report.Unit)),
		Values: map[string]string{"sum": figures.Money(in, p.Report.Unit), "stated": whole.String(), "expected": figures.Money(figures.Short(in.Shift(-4)), p.Report.Unit)},
	})
}
