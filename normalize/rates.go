package normalize

import (
	"fmt"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/printed"
	"selfeval/report"
)

// rates finds execution rates that are printed as fractions (0.985 for 98.5 %)
// and writes them in percent. A single figure leaves open which it is; the whole
// column does not, where most of its rows equal executed over budget.
func rates(p *pass) {
	hundred := decimal.NewFromInt(100)
	var as []*report.Amount
	var paths []string
	fractions, percents := 0, 0
	look := func(path string, rate, executed, budget *report.Amount) {
		if !rate.Known() || inPercent(rate.Raw) {
			return
		}
		as, paths = append(as, rate), append(paths, path)
		have, ok := executed.In(budgetUnit(budget))
		if !ok || !budget.Known() || !budget.Dec().IsPositive() || !have.IsPositive() {
			return
		}
		want := have.DivRound(budget.Dec(), 8)
		switch near := decimal.New(1, -2); {
		case rate.Dec().Sub(want).Abs().LessThanOrEqual(near):
			fractions++
		case rate.Dec().Sub(want.Mul(hundred)).Abs().LessThanOrEqual(near.Mul(hundred)):
			percents++
		}
	}
	for i := range p.Report.Projects {
		r := &p.Report.Projects[i]
		look(fmt.Sprintf("projects[%d].rate", i), r.Rate, r.Executed, r.Budget)
	}
	for i := range p.Report.Totals {
		t := &p.Report.Totals[i]
		look(fmt.Sprintf("totals[%d].rate", i), t.Rate, t.Executed, t.Budget)
	}
	if fractions == 0 || percents > 0 {
		return
	}
	for i, a := range as {
		v := percent(a.Dec())
		p.fix(paths[i], report.Plain(a.Dec()), report.Plain(v), whyFraction, a.At)
		a.Value = &v
	}
}

// inPercent reports a figure that is printed in percent.
func inPercent(raw string) bool {
	t := printed.Parse(raw)
	return t.Measure == printed.Percent
}

// percent brings a fraction to hundredths, with no more and no less than the digits
// that are printed: 0.985 is 98.5, 1 is 100.
func percent(v decimal.Decimal) decimal.Decimal {
	if v = v.Shift(2); v.Exponent() > 0 {
		return decimal.NewFromBigInt(v.BigInt(), 0)
	}
	return v
}

func budgetUnit(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Unit
}
