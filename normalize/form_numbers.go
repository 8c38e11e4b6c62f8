package normalize

import (
	"fmt"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// formBrackets reads weights and scores that stand in brackets, which are no minus
// sign here: （10分）.
func formBrackets(p *pass) {
	p.Report.Walk(report.Visitor{Number: func(path report.Path, at **report.Number) {
		n := *at
		if n.Value != nil {
			return
		}
		t := printed.Parse(n.Raw)
		if v, ok := t.Inside(); ok && t.Relation == 0 && (t.Unit == "" || t.Measure == printed.Score || t.Measure == printed.Percent) {
			n.Value = &v
			p.fix(path.String(), n.Raw, report.Plain(v), whyFigure, n.At)
		}
	}})
}

// formRates brings the rates of forms to percent points.
func formRates(p *pass) {
	for i := range p.Report.Forms {
		for j := range p.Report.Forms[i].Funds {
			fund := &p.Report.Forms[i].Funds[j]
			if r := fund.Rate; r.Known() && !inPercent(r.Raw) {
				p.formRate(fmt.Sprintf("forms[%d].funds[%d].rate", i, j), fund)
			}
		}
	}
}

// oneAndHalf is the figure above which a rate without its sign can only be in
// percent points.
var oneAndHalf = decimal.New(15, -1)

// formRate reads a rate printed without a percent sign: 98.5 is in percent
// points, 0.985 a fraction as a spreadsheet leaves it. Where it could be either,
// the row's own amounts decide; where there are none it stays as printed.
func (p *pass) formRate(path string, fund *report.Fund) {
	r := fund.Rate
	v := *r.Value
	if v.IsZero() || v.GreaterThan(oneAndHalf) {
		return
	}
	whole := fund.Budget
	if !whole.Known() {
		whole = fund.Initial
	}
	spent, same := fund.Executed.In(unitOf(whole))
	if !whole.Known() || !same || !whole.Dec().IsPositive() {
		return
	}
	is := spent.Shift(2).DivRound(whole.Dec(), 8)
	if v.Shift(2).Sub(is).Abs().LessThan(v.Sub(is).Abs()) {
		after := percent(v)
		p.fix(path, r.Raw, report.Plain(after), whyFractionByRow, r.At)
		r.Value = &after
	}
}

func unitOf(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Unit
}

// formNames takes the template's 指标1： off the names of indicators, and gives a
// form that prints no year that of the report it stands in.
func formNames(p *pass) {
	for i := range p.Report.Forms {
		if y := &p.Report.Forms[i].FiscalYear; !y.Known() && y.Raw == "" && p.Report.FiscalYear.Known() {
			y.Set(p.Report.FiscalYear.Int())
			p.fix(fmt.Sprintf("forms[%d].fiscal_year", i), "", y.String(), whyYear, p.Report.Forms[i].At)
		}
		for j := range p.Report.Forms[i].Indicators {
			in := &p.Report.Forms[i].Indicators[j]
			after := lexicon.CutTemplateNumber(in.Level3)
			if after != "" {
				p.fix(fmt.Sprintf("forms[%d].indicators[%d].level3", i, j), in.Level3, after, whyTemplate, in.At)
				in.Level3 = after
			}
		}
	}
}
