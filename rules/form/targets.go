package form

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

// This file holds the results of indicators to their targets, scores and reasons.

var indicatorShortfallFullScoreRule = &rules.Rule{
	ID:       "indicator-shortfall-full-score",
	Title:    report.Text{ZH: "未达目标却得满分", EN: "Full score below the target"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Values: []rules.Value{
		rules.Named("target", "目标值", "target", rules.Words),
		rules.Named("actual", "实际完成值", "result", rules.Words),
		rules.Named("score", "得分", "score", rules.Points),
		rules.WeightValue,
	},
	Basis: []rules.Basis{rules.Measures},
	Doc: rules.Doc{
		What:    report.Text{ZH: "定量指标的实际完成值没有达到年度指标值，而得分等于分值。比较时识别 ≥、≤、= 及其文字写法、百分号、金额单位和万、亿；单位不同、定性、日期、区间不作判断；未印比较符号的，只在数量、质量、满意度指标和合格率、及时率一类比率中按“不少于”比较。", EN: "A quantitative indicator whose result misses its target and yet gets its full weight. Signs and their words, percentages, units of money, 万 and 亿 are understood; silent where units differ, and for judgements, dates and ranges. A target without a sign is taken as a minimum among indicators of quantity, quality and satisfaction, and for rates of something good, only."},
		Why:     report.Text{ZH: "定量指标未完成的，应按完成比例计分。", EN: "A quantitative indicator that is missed gets the share that was reached."},
		Example: report.Text{ZH: "“技能培训”自评表：“结业合格率”目标为“≥95%”，实际完成“92%”，未达目标而得分 20 分（分值 20 分）", EN: "form “技能培训”: “结业合格率” aims at “≥95%” and reached “92%”, short of the target, and yet scores 20 of 20"},
		Caveat:  report.Text{ZH: "计分规则允许一定偏差仍得满分的会误报。", EN: "Rules that allow some deviation at full score are reported wrongly."},
		Advice:  report.Text{ZH: "按完成比例重新计分，并说明偏差原因。", EN: "Score by the share reached, and give the reason."},
	},
	Form: shortfall,
}

var indicatorMissingActualRule = &rules.Rule{
	ID:       "indicator-missing-actual",
	Title:    report.Text{ZH: "有得分而无实际完成值", EN: "Score without a result"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Forms),
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.CountValue,
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表印有“实际完成值”一栏，指标有得分而该栏空白（或“—”）。每张表一条。", EN: "The form prints a column for results, and an indicator has a score and nothing in it. One finding a form."},
		Why:     report.Text{ZH: "没有完成值，得分没有依据。", EN: "A score without a result rests on nothing."},
		Example: report.Text{ZH: "“技能培训”自评表：1 项指标有得分而没有填实际完成值：“培训人次”", EN: "form “技能培训”: 1 indicator with a score and no result: “培训人次”"},
		Caveat:  report.Text{ZH: "完成值可能写在备注或偏差原因中。", EN: "The result may stand among the remarks."},
		Advice:  report.Text{ZH: "补填实际完成值及佐证材料。", EN: "Fill in the result with its evidence."},
	},
	Form: missingActual,
}

var deviationUnexplainedRule = &rules.Rule{
	ID:       "deviation-unexplained",
	Title:    report.Text{ZH: "扣分或执行偏低而未说明原因", EN: "Points lost, or low execution, without a reason"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Forms),
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.CountValue,
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.RateValue,
	},
	Params: []rules.Param{{
		Name: "rate", Default: "90", Min: "0", Max: "100",
		Doc: report.Text{ZH: "执行率低于多少应说明原因（%）", EN: "the execution rate below which a reason is asked for (%)"},
	}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表印有偏差原因一栏，指标得分低于分值而该栏空白或写“无”；或执行率低于90%而全表没有任何原因说明。指标就是预算执行率的，同样以90%为限。每张表各一条。", EN: "The form prints a column for reasons, and an indicator scores below its weight with nothing or 无 in it; or the execution rate is below 90% and the whole form gives no reason. An indicator that is the execution rate itself has the same limit. One finding each a form."},
		Why:     report.Text{ZH: "偏离目标应分析原因、提出改进措施。", EN: "A deviation is to be explained, with what will be done about it."},
		Example: report.Text{ZH: "“技能培训”自评表：执行数 50 万元、预算数 100 万元，执行率 50%，低于 90%，全表未说明原因", EN: "form “技能培训”: 50 ten thousand yuan executed of a budget of 100 ten thousand yuan is 50%, below 90%, and the form gives no reason"},
		Caveat:  report.Text{ZH: "原因可能写在随表的自评报告里。", EN: "The reasons may stand in the report beside the form."},
		Advice:  report.Text{ZH: "补充偏差原因及改进措施。", EN: "Add the reasons and the measures."},
	},
	Form: unexplained,
}

var targetCopiedAsActualRule = &rules.Rule{
	ID:       "target-copied-as-actual",
	Title:    report.Text{ZH: "实际完成值照抄目标值", EN: "Target copied as the result"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.CountValue,
		rules.Named("actual", "照抄的第一项", "the first of them", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "实际完成值与年度指标值连同比较符号一字不差（“≥95%”）：实测的结果是一个数，不会带“不低于”。数值相等而不带符号属正常，不报。每张表一条。", EN: "The result repeats the target with its sign (≥95%): what was measured is a figure and no “at least”. A result that equals the target without its sign is normal and not reported. One finding a form."},
		Why:     report.Text{ZH: "照抄目标说明没有统计实际完成情况。", EN: "A copied target suggests that nothing was measured."},
		Example: report.Text{ZH: "“技能培训”自评表：1 项指标的实际完成值与带符号的目标值相同，疑为照抄：“结业率”", EN: "form “技能培训”: 1 indicator with the target and its sign repeated as the result: “结业率”"},
		Caveat:  report.Text{ZH: "个别单位习惯带符号填写实际值。", EN: "Some units write results with a sign by habit."},
		Advice:  report.Text{ZH: "请单位填报实测数并附依据。", EN: "Ask for the measured figure and its evidence."},
	},
	Form: copied,
}

func shortfall(p *rules.Pass, pos int, f *report.Form) {
	if forms.Shares(f) || forms.SharedPoints(f) {
		return
	}
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if !in.Weight.Known() || !in.Score.Known() || !in.Weight.Dec().IsPositive() || in.Score.Dec().LessThan(in.Weight.Dec()) || !missed(in) {
			continue
		}
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Places(in.At, in.Actual.At, in.Target.At, in.Score.At, in.Weight.At), Key: forms.Key(f, forms.IndicatorName(in)),
			Text: report.Textf("%s：“%s”目标为“%s”，实际完成“%s”，未达目标而得分 %s 分（分值 %s 分）", "%s: “%s” aims at “%s” and reached “%s”, short of the target, and yet scores %s of %s",
				forms.Label(pos, f), forms.IndicatorName(in), measureText(&in.Target), measureText(&in.Actual), in.Score, in.Weight),
			Values: map[string]string{"target": measureText(&in.Target), "actual": measureText(&in.Actual),
				"score": in.Score.String(), "weight": in.Weight.String()},
		})
	}
}

// measureText writes a measure that was understood.
func measureText(m *report.Measure) string { return m.Operator + m.Value + m.Unit }

// missed reports whether a result certainly misses its target.
func missed(in *report.Indicator) bool {
	target, actual, ok := inOneUnit(&in.Target, &in.Actual)
	if !ok {
		return false
	}
	half := (&report.Amount{Value: &actual}).HalfDigit()
	if actual.Equal(actual.Truncate(0)) {
		half = decimal.Zero // a count is a count
	}
	below := actual.Add(half).LessThan(target)
	above := actual.Sub(half).GreaterThan(target)
	switch in.Target.Operator {
	case "≥":
		return below
	case ">":
		return below || actual.Equal(target)
	case "≤":
		return above
	case "<":
		return above || actual.Equal(target)
	case "=":
		return below && direction(in) >= 0 || target.IsZero() && above
	case "":
		return below && direction(in) > 0
	}
	return false
}

// inOneUnit brings target and result to one unit; ok is false where that
// cannot be done for certain.
func inOneUnit(t, a *report.Measure) (target, actual decimal.Decimal, ok bool) {
	if t.Value == "" || a.Value == "" || a.Operator != "" && a.Operator != "=" {
		return target, actual, false
	}
	target, err := decimal.NewFromString(t.Value)
	if err != nil {
		return target, actual, false
	}
	if actual, err = decimal.NewFromString(a.Value); err != nil {
		return target, actual, false
	}
	switch {
	case t.Unit == a.Unit:
		return target, actual, true
	case t.Unit == "" || a.Unit == "":
		return target, actual, oneUnit(t.Unit+a.Unit, target, actual)
	}
	if v, same := report.Convert(actual, a.Unit, t.Unit); same {
		return target, v, true
	}
	// 3万人次 and 30000人次
	tb, ts := magnitude(t.Unit)
	ab, as := magnitude(a.Unit)
	return target.Shift(ts), actual.Shift(as), tb == ab && tb != ""
}

// oneUnit reports whether two figures are in one unit though only one prints it.
func oneUnit(unit string, target, actual decimal.Decimal) bool {
	if report.IsMoneyUnit(unit) || scaled(unit) {
		return false
	}
	// 0.96 beside 95% may be 96%.
	one := decimal.NewFromInt(1)
	return unit != "%" && unit != "‰" || target.GreaterThan(one) && actual.GreaterThan(one)
}

// magnitude takes 万 or 亿 off a unit: 万人次 is 人次 by ten to the fourth.
func magnitude(unit string) (base string, shift int32) {
	for _, m := range magnitudes {
		if rest, ok := strings.CutPrefix(unit, m.word); ok {
			return rest, m.shift
		}
	}
	return unit, 0
}

// scaled reports a unit that begins with a power of ten, as 万人次 does.
func scaled(unit string) bool { _, shift := magnitude(unit); return shift != 0 }

func holds(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// direction tells which way an indicator is better: 1 up, -1 down, 0 where its
// name does not say. A rate of something good is better high whatever it is
// about (投诉办结率); costs, times and harm are better low.
func direction(in *report.Indicator) int {
	name := cjk.Squeeze(in.Level3)
	levels := in.Level1 + in.Level2
	switch {
	case rateOfGood.MatchString(name) && !strings.ContainsAny(name, negations):
		return 1
	case lessIsBetter.MatchString(name), holds(levels, lessLevels):
		return -1
	case holds(in.Level2, moreLevels2), holds(levels, moreLevels):
		return 1
	}
	return 0
}

// blank reports whether a measure's cell says nothing.
func blank(m *report.Measure) bool {
	s := strings.Trim(cjk.Squeeze(m.Raw), "-—–－−/\\.…、")
	return s == ""
}

func missingActual(p *rules.Pass, pos int, f *report.Form) {
	if !forms.Prints(f, "actual") {
		return
	}
	var without []*report.Indicator
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if blank(&in.Actual) && in.Score.Known() && in.Score.Dec().IsPositive() && (!blank(&in.Target) || in.Level3 != "") {
			without = append(without, in)
		}
	}
	if len(without) == 0 {
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: forms.IndicatorPlaces(without, func(in *report.Indicator) []report.Location {
			return []report.Location{in.Target.At, in.Score.At}
		}), Key: forms.Key(f),
		Text: report.Textf("%s：%s 项指标有得分而没有填实际完成值：%s", "%s: %s with a score and no result: %s",
			forms.Label(pos, f), figures.N(len(without), "indicator", "indicators"), forms.IndicatorNames(without)),
		Values: map[string]string{"count": decimal.NewFromInt(int64(len(without))).String()},
	})
}

func unexplained(p *rules.Pass, pos int, f *report.Form) {
	if !forms.Prints(f, "reason") || forms.Shares(f) {
		return
	}
	var without []*report.Indicator
	reasons := !forms.NoReason(f.Remark)
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if !forms.NoReason(in.Reason) {
			reasons = true
		} else if lostPoints(in, p.Decimal("rate")) {
			without = append(without, in)
		}
	}
	if len(without) > 0 && forms.NoReason(f.Remark) {
		p.Add(rules.Finding{
			Forms: []int{pos}, At: forms.IndicatorPlaces(without, func(in *report.Indicator) []report.Location {
				return []report.Location{in.Score.At, in.Weight.At}
			}), Key: forms.Key(f),
			Text: report.Textf("%s：%s 项指标扣分而未说明原因：%s", "%s: %s lost points without a reason: %s",
				forms.Label(pos, f), figures.N(len(without), "indicator", "indicators"), forms.IndicatorNames(without)),
			Values: map[string]string{"count": decimal.NewFromInt(int64(len(without))).String()},
		})
	}
	if !reasons {
		littleSpent(p, pos, f)
	}
}

// lostPoints reports an indicator that scores below its weight, where that asks for a
// reason.
func lostPoints(in *report.Indicator, least decimal.Decimal) bool {
	return in.Weight.Known() && in.Score.Known() && in.Score.Dec().LessThan(in.Weight.Dec()) && !forms.ExtraPoints(in) && !nearlySpent(in, least)
}

// littleSpent reports an execution below the limit in a form that gives no reason.
func littleSpent(p *rules.Pass, pos int, f *report.Form) {
	x := forms.TotalFund(f)
	if x == nil {
		return
	}
	e, ok := x.Executed.In(figures.UnitOf(x.Budget))
	if !ok || !x.Budget.Known() || !x.Budget.Dec().IsPositive() {
		return
	}
	least := p.Decimal("rate")
	if !e.Shift(2).DivRound(x.Budget.Dec(), 2).LessThan(least) { // as it would be printed
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: rules.Cells(x.At, x.Executed, x.Budget), Key: forms.Key(f, "execution"),
		Text: report.Textf("%s：执行数 %s、预算数 %s，执行率 %s，低于 %s，全表未说明原因", "%s: %s executed of a budget of %s is %s, below %s, and the form gives no reason",
			forms.Label(pos, f), x.Executed, x.Budget, figures.Percent(e, x.Budget.Dec()), figures.Money(least, "%")),
		Values: map[string]string{"budget": x.Budget.String(), "executed": x.Executed.String(), "rate": figures.Percent(e, x.Budget.Dec())},
	})
}

// nearlySpent reports an indicator that is the execution rate itself and scored at
// least so many percent of its weight: little was left, which needs no reason.
func nearlySpent(in *report.Indicator, least decimal.Decimal) bool {
	return strings.Contains(in.Level3, executionRate) && in.Score.Dec().Mul(figures.Hundred).GreaterThanOrEqual(in.Weight.Dec().Mul(least))
}

func copied(p *rules.Pass, pos int, f *report.Form) {
	var same []*report.Indicator
	for i := range f.Indicators {
		in := &f.Indicators[i]
		switch in.Actual.Operator {
		case "≥", "≤", ">", "<":
			if a, t := &in.Actual, &in.Target; a.Value != "" && a.Operator == t.Operator && a.Value == t.Value && a.Unit == t.Unit {
				same = append(same, in)
			}
		}
	}
	if len(same) == 0 {
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: forms.IndicatorPlaces(same, func(in *report.Indicator) []report.Location {
			return []report.Location{in.Actual.At, in.Target.At}
		}), Key: forms.Key(f),
		Text: report.Textf("%s：%s 项指标的实际完成值与带符号的目标值相同，疑为照抄：%s", "%s: %s with the target and its sign repeated as the result: %s",
			forms.Label(pos, f), figures.N(len(same), "indicator", "indicators"), forms.IndicatorNames(same)),
		Values: map[string]string{"count": decimal.NewFromInt(int64(len(same))).String(), "actual": same[0].Actual.Raw},
	})
}
