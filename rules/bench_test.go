package rules_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

// large makes a report of n rows in which many rules have something to say.
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
		p.Name = fmt.Sprintf("2022年镇级第%d号道路维修与排水改造工程", i-i%7/6)
		p.Implementer = "某某开发区管理委员会"
		p.Budget = amount(int64(100_000+i*37), -2, "万元")
		p.Executed = amount(int64(80_000_000+i*35_123), -5, "万元")
		p.Returned = amount(0, 0, "万元")
		p.Rate = amount(int64(70+i%30), 0, "%")
		p.Score = amount(int64(900+i%101), -1, "分")
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
		if _, err := rules.Check(b.Context(), r, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// TestFastEnough keeps 100,000 rows within a time that no slow machine needs; the
// benchmark measures it.
func TestFastEnough(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	r := large(100_000)
	start := time.Now()
	if _, err := rules.Check(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("100,000 rows took %v", d)
	}
}
