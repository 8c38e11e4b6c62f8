package rules_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// large makes a report of n rows, of which one in twenty has a fault.
func large(n int) *report.Report {
	r := &report.Report{Department: "测试局", Unit: "万元", Projects: make([]report.Project, n)}
	r.FiscalYear.Set(2022)
	amount := func(v int64, exp int32, unit string) *report.Amount {
		d := decimal.New(v, exp)
		return &report.Amount{Value: &d, Unit: unit, Raw: d.String()}
	}
	total := report.Total{Label: "合计", Budget: amount(1, 0, "万元"), Executed: amount(1, 0, "万元"), Rows: make([]int, n)}
	for i := range n {
		p := &r.Projects[i]
		p.SeqPrinted = fmt.Sprint(i + 1)
		p.Seq.Set(i + 1)
		p.Name = fmt.Sprintf("2022年镇级第%d号道路维修与排水改造工程", i-i%40/39)
		p.Implementer = "某某开发区管理委员会"
		budget := int64(10_000_000 + i*3_701)
		executed := budget*int64(70+i%30)/100 + int64(i%40/39)*budget
		p.Budget = amount(budget, -5, "万元")
		p.Executed = amount(executed, -5, "万元")
		p.Returned = amount(0, 0, "万元")
		p.Rate = amount((executed*10_000+budget/2)/budget, -2, "%")
		p.Score = amount(int64(970+i%40/39*20), -1, "分")
		total.Rows[i] = i + 1
	}
	r.Totals = []report.Total{total}
	r.Init()
	return r
}

// BenchmarkCheck runs all built-in rules over 100,000 rows.
func BenchmarkCheck(b *testing.B) {
	r := large(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.Check(b.Context(), r, nil, &rules.Config{Registry: builtin.Registry()}); err != nil {
			b.Fatal(err)
		}
	}
}
