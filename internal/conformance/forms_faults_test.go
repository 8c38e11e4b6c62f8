package conformance_test

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// fault is one thing wrong in a form that was right. inject changes a copy of the
// report's form at a position so that everything else in it still agrees, and
// returns where the finding must stand; ok is false where the form has not what
// the fault needs.
type fault struct {
	name, rule string
	inject     func(r *report.Report, f *report.Form) (at report.Location, ok bool)
}

func num(v decimal.Decimal, at report.Location) *report.Number {
	return &report.Number{Value: &v, Raw: report.Plain(v), At: at}
}

func amountOf(like *report.Amount, v decimal.Decimal) *report.Amount {
	a := *like
	a.Value, a.Raw = &v, report.Plain(v)
	return &a
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// execution is the total of the money with its weight, rate and score.
func execution(f *report.Form) *report.Fund {
	i := slices.IndexFunc(f.Funds, func(x report.Fund) bool { return x.Total })
	if i < 0 || !f.Funds[i].Budget.Known() || !f.Funds[i].Executed.Known() {
		return nil
	}
	return &f.Funds[i]
}

// allScored reports whether every indicator has its score.
func allScored(f *report.Form) bool {
	return !slices.ContainsFunc(f.Indicators, func(in report.Indicator) bool { return !in.Score.Known() })
}

// addTotal moves the form's total, and the summary row's score with it.
func addTotal(r *report.Report, f *report.Form, by decimal.Decimal) bool {
	if !f.TotalScore.Known() {
		return false
	}
	v := f.TotalScore.Dec().Add(by)
	f.TotalScore = num(v, f.TotalScore.At)
	for i := range r.Projects {
		if p := &r.Projects[i]; p.Name == f.Project && p.Score != nil {
			p.Score = amountOf(p.Score, v)
		}
	}
	return true
}

// full is the first indicator with the full score that fits, nil for none.
func full(f *report.Form, fits func(*report.Indicator) bool) *report.Indicator {
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if in.Weight.Known() && in.Score.Known() && in.Weight.Dec().Equal(in.Score.Dec()) && fits(in) {
			return in
		}
	}
	return nil
}

func anyOf(*report.Indicator) bool { return true }

func counted(op string) func(*report.Indicator) bool {
	return func(in *report.Indicator) bool {
		return in.Target.Operator == op && in.Target.Value != "" && in.Actual.Value != "" && in.Target.Unit == in.Actual.Unit
	}
}

// measured sets an indicator's result.
func measured(in *report.Indicator, v decimal.Decimal, unit string) {
	in.Actual.Operator, in.Actual.Value, in.Actual.Unit, in.Actual.Raw = "", report.Plain(v), unit, report.Plain(v)+unit
}

// follow makes the summary row of the form's project state the form's money.
func follow(r *report.Report, f *report.Form) {
	for i := range r.Projects {
		if p, x := &r.Projects[i], execution(f); x != nil && p.Name == f.Project {
			p.Budget, p.Executed, p.Returned = x.Budget, x.Executed, nil
		}
	}
	r.Totals = nil
}

var faults = []fault{
	{"rate of other amounts", "execution-rate-mismatch", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		x := execution(f)
		if x == nil || !x.Rate.Known() {
			return report.Location{}, false
		}
		x.Rate = num(x.Rate.Dec().Sub(d("7.3")), x.Rate.At)
		return x.At, true
	}},
	{"rate of a source", "execution-rate-mismatch", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		for i := range f.Funds {
			if x := &f.Funds[i]; !x.Total && x.Rate.Known() && x.Budget.Known() && x.Executed.Known() && x.Budget.Dec().IsPositive() {
				x.Rate = num(x.Rate.Dec().Sub(d("11")), x.Rate.At)
				return x.At, true
			}
		}
		return report.Location{}, false
	}},
	{"execution scored too high or low", "execution-score-mismatch", func(r *report.Report, f *report.Form) (report.Location, bool) {
		x := execution(f)
		if x == nil || !x.Score.Known() {
			return report.Location{}, false
		}
		x.Score = num(x.Score.Dec().Sub(d("2.5")), x.Score.At)
		return x.At, addTotal(r, f, d("-2.5"))
	}},
	{"a source above the total", "breakdown-sum-mismatch", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		total := execution(f)
		for i := range f.Funds {
			if x := &f.Funds[i]; total != nil && !x.Total && x.Budget.Known() && x.Budget.Dec().IsPositive() {
				x.Budget = amountOf(x.Budget, x.Budget.Dec().Mul(d("1.5")))
				x.Rate = nil
				return total.At, true
			}
		}
		return report.Location{}, false
	}},
	{"a source executed more than the total", "breakdown-sum-mismatch", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		total := execution(f)
		for i := range f.Funds {
			if x := &f.Funds[i]; total != nil && !x.Total && x.Executed.Known() && x.Executed.Dec().IsPositive() {
				x.Executed = amountOf(x.Executed, x.Executed.Dec().Mul(d("1.5")))
				x.Budget, x.Initial, x.Rate = nil, nil, nil
				return total.At, true
			}
		}
		return report.Location{}, false
	}},
	{"sources short of the total", "breakdown-sum-mismatch", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		total := execution(f)
		if total == nil {
			return report.Location{}, false
		}
		sources := 0
		for i := range f.Funds {
			if x := &f.Funds[i]; !x.Total {
				if !x.Initial.Known() {
					return report.Location{}, false
				}
				sources++
			}
		}
		if sources < 2 || !total.Initial.Known() {
			return report.Location{}, false
		}
		total.Initial = amountOf(total.Initial, total.Initial.Dec().Add(d("33")))
		return total.At, true
	}},
	{"executed above budget", "execution-exceeds-budget", func(r *report.Report, f *report.Form) (report.Location, bool) {
		x := execution(f)
		if x == nil || !x.Score.Known() {
			return report.Location{}, false
		}
		for i := range f.Funds {
			y := &f.Funds[i]
			y.Rate = nil
			if !y.Total {
				y.Executed = nil
			}
		}
		x.Executed = amountOf(x.Executed, x.Budget.Dec().Mul(d("1.2")))
		by := x.Weight.Dec().Sub(x.Score.Dec())
		x.Score = num(x.Weight.Dec(), x.Score.At)
		for i := range r.Projects { // the summary is another rule's
			r.Projects[i].Name += "（续建）"
		}
		return x.At, addTotal(r, f, by)
	}},
	{"a weight too many", "weight-sum-not-100", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, anyOf)
		if in == nil {
			return report.Location{}, false
		}
		for i := range f.Indicators {
			if !f.Indicators[i].Weight.Known() {
				return report.Location{}, false
			}
		}
		in.Weight, in.Reason = num(in.Weight.Dec().Add(d("5")), in.Weight.At), "部分工作延后"
		at := in.Weight.At // one of those that are added up
		if f.TotalWeight.Known() {
			at = f.TotalWeight.At
		}
		return at, true
	}},
	{"a group's weight", "weight-sum-not-100", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		if len(f.Groups) == 0 || f.Groups[0].Level != 1 || full(f, anyOf) == nil {
			return report.Location{}, false
		}
		g := &f.Groups[0]
		g.Weight = num(g.Weight.Dec().Add(d("5")), g.At)
		return g.At, true
	}},
	{"a total too low", "indicator-score-sum-mismatch", func(r *report.Report, f *report.Form) (report.Location, bool) {
		if !f.TotalScore.Known() || f.TotalScore.Dec().LessThan(d("3")) || !allScored(f) {
			return report.Location{}, false
		}
		return f.TotalScore.At, addTotal(r, f, d("-3"))
	}},
	{"a total too high by a little", "indicator-score-sum-mismatch", func(r *report.Report, f *report.Form) (report.Location, bool) {
		if !f.TotalScore.Known() || f.TotalScore.Dec().GreaterThan(d("99")) || !allScored(f) || (execution(f) == nil || !execution(f).Score.Known()) && full(f, anyOf) == nil {
			return report.Location{}, false // without weights an execution line that is not printed may be what is missing
		}
		return f.TotalScore.At, addTotal(r, f, d("1"))
	}},
	{"a score above its weight", "score-exceeds-weight", func(r *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, anyOf)
		if in == nil {
			return report.Location{}, false
		}
		in.Score = num(in.Weight.Dec().Add(d("2")), in.Score.At)
		other := full(f, anyOf)
		if other == nil || other.Score.Dec().LessThan(d("2")) {
			return report.Location{}, false
		}
		other.Score, other.Reason = num(other.Score.Dec().Sub(d("2")), other.Score.At), "部分工作延后"
		return in.At, true
	}},
	{"the execution's score above its weight", "score-exceeds-weight", func(r *report.Report, f *report.Form) (report.Location, bool) {
		x := execution(f)
		if x == nil || !x.Score.Known() {
			return report.Location{}, false
		}
		by := x.Weight.Dec().Add(d("1")).Sub(x.Score.Dec())
		r.Projects, r.Totals = nil, nil
		if f.TotalScore.Dec().Add(by).GreaterThan(d("100")) {
			return report.Location{}, false
		}
		x.Score = num(x.Score.Dec().Add(by), x.Score.At)
		return x.At, addTotal(r, f, by)
	}},
	{"at least, and below", "indicator-shortfall-full-score", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, counted("≥"))
		if in == nil {
			return report.Location{}, false
		}
		measured(in, d(in.Target.Value).Mul(d("0.6")), in.Actual.Unit)
		return in.At, true
	}},
	{"at least, and below in another unit", "indicator-shortfall-full-score", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, func(in *report.Indicator) bool {
			return counted("≥")(in) && in.Target.Unit != "%" && in.Target.Unit != ""
		})
		if in == nil || report.IsMoneyUnit(in.Target.Unit) || strings.HasPrefix(in.Target.Unit, "万") {
			return report.Location{}, false
		}
		measured(in, d(in.Target.Value).Mul(d("0.6")).Shift(-4), "万"+in.Target.Unit)
		return in.At, true
	}},
	{"at most, and above", "indicator-shortfall-full-score", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, counted("≤"))
		if in == nil {
			return report.Location{}, false
		}
		measured(in, d(in.Target.Value).Mul(d("1.5")), in.Actual.Unit)
		return in.At, true
	}},
	{"exactly, and below", "indicator-shortfall-full-score", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, func(in *report.Indicator) bool {
			return counted("=")(in) && in.Level2 != "时效指标" && in.Level2 != "成本指标"
		})
		if in == nil || !d(in.Target.Value).IsPositive() {
			return report.Location{}, false
		}
		measured(in, d(in.Target.Value).Mul(d("0.5")), in.Actual.Unit)
		return in.At, true
	}},
	{"no result", "indicator-missing-actual", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, anyOf)
		if in == nil {
			return report.Location{}, false
		}
		in.Actual = report.Measure{}
		return in.At, slices.Contains(f.Columns, "actual")
	}},
	{"points lost without a word", "deviation-unexplained", func(r *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, anyOf)
		if in == nil || f.Remark != "" {
			return report.Location{}, false
		}
		in.Score, in.Reason = num(in.Score.Dec().Sub(d("1")), in.Score.At), "无"
		return in.At, addTotal(r, f, d("-1")) && slices.Contains(f.Columns, "reason")
	}},
	{"little spent without a word", "deviation-unexplained", func(r *report.Report, f *report.Form) (report.Location, bool) {
		x := execution(f)
		if x == nil || !x.Score.Known() || f.Remark != "" {
			return report.Location{}, false
		}
		by := x.Score.Dec().Neg()
		for i := range f.Indicators {
			in := &f.Indicators[i]
			if !in.Weight.Known() || !in.Score.Known() {
				return report.Location{}, false
			}
			by = by.Add(in.Weight.Dec().Sub(in.Score.Dec()))
			in.Score, in.Reason, in.Actual.Value = in.Weight, "", ""
		}
		for i := range f.Funds {
			y := &f.Funds[i]
			y.Rate = nil
			if y.Executed.Known() {
				y.Executed = amountOf(y.Executed, y.Executed.Dec().Div(d("2")))
			}
		}
		x.Score = num(x.Weight.Dec().Mul(x.Executed.Dec()).DivRound(x.Budget.Dec(), 2), x.Score.At)
		follow(r, f)
		return x.At, addTotal(r, f, by.Add(x.Score.Dec())) && slices.Contains(f.Columns, "reason")
	}},
	{"target copied with its sign", "target-copied-as-actual", func(_ *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, counted("≥"))
		if in == nil {
			return report.Location{}, false
		}
		at := in.Actual.At
		in.Actual = in.Target
		in.Actual.At = at
		return in.At, true
	}},
	{"a total above 100", "score-out-of-range", func(r *report.Report, f *report.Form) (report.Location, bool) {
		in := full(f, anyOf)
		if in == nil || len(r.Projects) > 0 {
			return report.Location{}, false
		}
		if !f.TotalScore.Known() {
			return report.Location{}, false
		}
		in.Score = nil // what makes up the total is not known
		return f.TotalScore.At, addTotal(r, f, d("25"))
	}},
	{"another score in the summary", "form-summary-mismatch", func(r *report.Report, f *report.Form) (report.Location, bool) {
		for i := range r.Projects {
			if p := &r.Projects[i]; p.Name == f.Project && p.Score != nil {
				p.Score = amountOf(p.Score, p.Score.Dec().Sub(d("4")))
				return f.TotalScore.At, true
			}
		}
		return report.Location{}, false
	}},
	{"another executed amount in the summary", "form-summary-mismatch", func(r *report.Report, f *report.Form) (report.Location, bool) {
		for i := range r.Projects {
			if p := &r.Projects[i]; p.Name == f.Project && p.Executed.Known() {
				p.Executed = amountOf(p.Executed, p.Executed.Dec().Mul(d("0.99")))
				r.Totals, p.Returned = nil, nil
				return execution(f).Executed.At, true
			}
		}
		return report.Location{}, false
	}},
}
