package form_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// TestFormRulesQuiet: forms that look wrong at first sight and are not.
func TestFormRulesQuiet(t *testing.T) {
	n := func(s string) *report.Number {
		v := decimal.RequireFromString(s)
		return &report.Number{Value: &v, Raw: s}
	}
	a := func(s string) *report.Amount {
		v := decimal.RequireFromString(s)
		return &report.Amount{Value: &v, Raw: s, Unit: "万元"}
	}
	form := func(change func(*report.Form)) *report.Report {
		f := report.Form{
			Project: "河堤除险加固", Columns: []string{"actual", "reason"},
			Funds: []report.Fund{{Name: "年度资金总额", Total: true, Budget: a("480"), Executed: a("456"), Weight: n("10"), Rate: n("95"), Score: n("9.5")}},
			Indicators: []report.Indicator{
				{Level1: "产出指标", Level2: "数量指标", Level3: "加固堤段", Target: report.Measure{Raw: "12公里"}, Actual: report.Measure{Raw: "12公里"}, Weight: n("50"), Score: n("50")},
				{Level1: "效益指标", Level2: "社会效益", Level3: "保护人口", Target: report.Measure{Raw: "3万人"}, Actual: report.Measure{Raw: "3万人"}, Weight: n("40"), Score: n("40")},
			},
			TotalWeight: n("100"), TotalScore: n("99.5"),
		}
		change(&f)
		r := &report.Report{Department: "测试局", Forms: []report.Form{f}}
		r.FiscalYear.Set(2023)
		r.Init()
		return r
	}
	for name, change := range map[string]func(*report.Form){
		"as it is": func(*report.Form) {},
		"nothing to spend": func(f *report.Form) {
			x := &f.Funds[0]
			x.Budget, x.Executed, x.Rate, x.Score = a("0"), a("0"), n("0"), n("10")
			f.TotalScore = n("100")
		},
		"extra points": func(f *report.Form) {
			f.Indicators = append(f.Indicators, report.Indicator{Level1: "加分项", Level3: "受到表彰", Target: report.Measure{Raw: "有"}, Actual: report.Measure{Raw: "有"}, Weight: n("5"), Score: n("2")})
			f.TotalScore = n("101.5")
		},
		"execution as an indicator, nearly spent": func(f *report.Form) {
			f.Funds[0].Weight, f.Funds[0].Score = nil, nil
			f.Indicators = append(f.Indicators, report.Indicator{Level1: "预算执行", Level3: "预算执行率", Target: report.Measure{Raw: "100%"}, Actual: report.Measure{Raw: "95%"}, Weight: n("10"), Score: n("9.5")})
		},
		"a rate cut off": func(f *report.Form) {
			f.Funds[0].Executed, f.Funds[0].Rate, f.Funds[0].Score = a("456.96"), n("95.1"), n("9.51")
			f.TotalScore = n("99.51")
		},
		"weights as shares": func(f *report.Form) {
			f.Indicators[0].Weight, f.Indicators[1].Weight, f.Funds[0].Weight = n("0.5"), n("0.4"), n("0.1")
			f.TotalWeight = n("1")
		},
		"a source not stated": func(f *report.Form) {
			f.Funds = append(f.Funds, report.Fund{Name: "财政拨款", Level: 1, Budget: a("300"), Executed: a("276")}, report.Fund{Name: "其他资金", Level: 1})
		},
		"a score not stated": func(f *report.Form) { f.Indicators[1].Score = nil; f.TotalScore = n("91") },
	} {
		res, err := rules.Check(t.Context(), form(change), nil, &rules.Config{Registry: builtin.Registry()})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range res.Findings {
			if len(g.Forms) > 0 {
				t.Errorf("%s: %s: %s", name, g.Rule, g.Message)
			}
		}
	}
}
