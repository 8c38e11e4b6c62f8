package form

import (
	"slices"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

// This file adds up the weights and scores of a form.

var weightSumNot100Rule = &rules.Rule{
	ID:         "weight-sum-not-100",
	Title:      report.Text{ZH: "分值之和不等于100", EN: "Weights do not add up to 100"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Forms),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("indicators", "指标分值之和", "weights of the indicators", rules.Points),
		rules.Named("execution", "预算执行分值", "weight of the execution", rules.Points),
		rules.Named("group", "组标题所印分值", "weight in the head of the group", rules.Points),
		rules.Named("sum", "分值相加", "weights add up to", rules.Points),
		rules.Difference(rules.Points),
	},
	Basis: []rules.Basis{rules.Measures},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表各指标分值与预算执行分值之和应为100；组标题印有分值的（产出指标（50分）），其下各指标分值之和应与之相等。有指标缺分值或设有加分项时不作判断；未印预算执行分值的，只在指标分值之和超过100时报；分值是占比（合计为1，或每组各为100）的不报。", EN: "The weights of a form's indicators and of its execution line make 100; where the head of a group prints its weight (产出指标（50分）), the indicators below it make that. Silent where an indicator has no weight or extra points are given; where the execution line's weight is not printed, only a sum above 100 is reported; silent where weights are shares (making 1, or 100 in every group)."},
		Why:     report.Text{ZH: "分值之和不是100，总分就不是百分制的分数，不能与其他项目比较，也不能套用等级。", EN: "With other weights the total is no score out of a hundred: it compares with no other and fits no grade."},
		Example: report.Text{ZH: "“技能培训”自评表：“产出指标”标明 45 分，其下各指标分值相加为 50 分，相差 5 分", EN: "form “技能培训”: “产出指标” is headed 45 points, its indicators add up to 50, a difference of 5"},
		Caveat:  report.Text{ZH: "加分项名称中没有“加分”字样的表会超过100。", EN: "A form whose extra points are not called 加分 exceeds 100."},
		Advice:  report.Text{ZH: "对照批复的绩效目标核对各指标权重。", EN: "Check the weights against the approved indicators."},
	},
	Form: weightSum,
}

var indicatorScoreSumMismatchRule = &rules.Rule{
	ID:         "indicator-score-sum-mismatch",
	Title:      report.Text{ZH: "总分与各项得分之和不符", EN: "Total score differs from the sum of the scores"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Forms),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("total", "所列总分", "stated total", rules.Points),
		rules.Named("sum", "各项得分相加", "scores add up to", rules.Points),
		rules.Difference(rules.Points),
	},
	CausedBy: []rules.Cause{{Rule: "score-out-of-range"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表总分应等于预算执行得分与各指标得分之和；带小数的得分各按末位一半放宽。有指标缺得分，或预算执行有分值而无得分时不作判断；预算执行一行未印得分而差额可能就是它时不报；指标分值本身已合计100的，不含预算执行得分的和也算相符。", EN: "A form's total is the execution line's score plus those of the indicators; every score with decimals may be off by half its last digit. Silent where an indicator has no score, or the execution line a weight and no score; where the execution line's score is not printed and could be the difference; where the indicators' weights make 100 by themselves a sum without the execution line counts as equal."},
		Why:     report.Text{ZH: "总分是各项得分相加的结果。", EN: "The total is the sum of its parts."},
		Example: report.Text{ZH: "“技能培训”自评表：总分列为 98.5 分，各项得分相加为 95.5 分，相差 3 分", EN: "form “技能培训”: the total is given as 98.5, the scores add up to 95.5, a difference of 3"},
		Caveat:  report.Text{ZH: "总分若另有加减分项而未列入表中，会有差额。", EN: "Points added or taken off outside the form make a difference."},
		Advice:  report.Text{ZH: "逐项复核得分并重新加总。", EN: "Check every score and add them up again."},
	},
	Form: scoreSum,
}

var scoreExceedsWeightRule = &rules.Rule{
	ID:         "score-exceeds-weight",
	Title:      report.Text{ZH: "得分超过分值", EN: "Score above its weight"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("score", "得分", "score", rules.Points),
		rules.WeightValue,
		rules.Named("difference", "超出", "over by", rules.Points),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "自评表每一指标（含预算执行）的得分不应超过其分值。分值是占比，或多数指标得分都高于分值（得分另按百分制打）时不作判断。", EN: "No indicator of a form, nor its execution line, scores more than its weight. Silent where weights are shares, or where most scores are above their weights, being out of another total."},
		Why:     report.Text{ZH: "分值就是该指标的满分。", EN: "The weight is the most an indicator can get."},
		Example: report.Text{ZH: "“技能培训”自评表：“年度资金总额”得分 11 分，高于分值 10 分，多 1 分", EN: "form “技能培训”: “年度资金总额” scores 11, more than its weight of 10, by 1"},
		Caveat:  report.Text{ZH: "允许超额加分的表会误报。", EN: "A form that rewards more than is asked for is reported wrongly."},
		Advice:  report.Text{ZH: "核对该指标的分值与得分是否填串列。", EN: "See whether weight and score were put in each other's column."},
	},
	Form: scoreExceedsWeight,
}

// executionCounts tells whether the total includes the execution line: yes, no,
// or unknown where both or neither can be.
func executionCounts(f *report.Form, line *report.Fund) (counts, known bool) {
	scores, room, all := forms.Points(f.Indicators, forms.ScoreOf)
	if !all || !f.TotalScore.Known() || line == nil || !line.Score.Known() || line.Score.Dec().IsZero() {
		return false, false
	}
	room = room.Add(forms.Fraction(f.TotalScore)).Add(forms.Fraction(line.Score))
	with := f.TotalScore.Dec().Sub(scores.Add(line.Score.Dec())).Abs().LessThanOrEqual(room)
	without := f.TotalScore.Dec().Sub(scores).Abs().LessThanOrEqual(room)
	return with, with != without
}

// weightOf is the weight of the execution line, if it has one.
func weightOf(line *report.Fund) *report.Number {
	if line == nil {
		return nil
	}
	return line.Weight
}

// weightCells are the cells to point at for a sum of weights, that of the total where it is
// printed, and those that are added up.
func weightCells(f *report.Form, line *report.Fund) (at, summed []report.Location) {
	summed = forms.Cells(f, weightOf(line), forms.WeightOf)
	if f.TotalWeight == nil && len(summed) > 0 {
		return summed, summed
	}
	return []report.Location{forms.Place(f.TotalWeight, f.At)}, summed
}

func weightSum(p *rules.Pass, pos int, f *report.Form) {
	sum, room, all := forms.Points(f.Indicators, forms.WeightOf)
	if !all || len(f.Indicators) < 2 || forms.Shares(f) || forms.SharedPoints(f) || slices.ContainsFunc(f.Indicators, func(in report.Indicator) bool { return forms.ExtraPoints(&in) }) {
		return
	}
	line := forms.ExecutionLine(f)
	off := func(v decimal.Decimal) bool { return v.Sub(figures.Hundred).Abs().GreaterThan(room) }
	fail := func(text report.Text, values map[string]string) {
		at, cells := weightCells(f, line)
		p.Add(rules.Finding{Forms: []int{pos}, At: at, Key: forms.Key(f), Summed: cells, Text: text, Values: values})
	}
	switch {
	case line == nil || !line.Weight.Known():
		most := figures.Hundred
		if f.TotalWeight.Known() && f.TotalWeight.Dec().IsPositive() {
			most = decimal.Min(most, f.TotalWeight.Dec())
		}
		if sum.GreaterThan(most.Add(room)) {
			fail(report.Textf("%s：指标分值相加为 %s 分，超过 %s 分，多 %s 分", "%s: the weights of the indicators add up to %s, more than %s, by %s", forms.Label(pos, f), sum, most, sum.Sub(most)),
				map[string]string{"sum": sum.String(), "difference": sum.Sub(most).String()})
			return
		}
	default:
		with := sum.Add(line.Weight.Dec())
		counts, known := executionCounts(f, line)
		fine := !off(with) || !off(sum) && (!known || !counts)
		if !fine {
			fail(report.Textf("%s：指标分值 %s 分，加预算执行分值 %s 分，合计 %s 分，与 100 分相差 %s 分", "%s: the indicators weigh %s and the execution %s, together %s and not 100, a difference of %s",
				forms.Label(pos, f), sum, line.Weight, with, with.Sub(figures.Hundred).Abs()),
				map[string]string{"indicators": sum.String(), "execution": line.Weight.String(), "sum": with.String(), "difference": with.Sub(figures.Hundred).Abs().String()})
			return
		}
	}
	groupWeights(f, func(g *report.GroupWeight, sum decimal.Decimal) {
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Places(g.At, g.Weight.At), Key: forms.Key(f, g.Name),
			Text: report.Textf("%s：“%s”标明 %s 分，其下各指标分值相加为 %s 分，相差 %s 分", "%s: “%s” is headed %s points, its indicators add up to %s, a difference of %s",
				forms.Label(pos, f), g.Name, g.Weight, sum, sum.Sub(g.Weight.Dec()).Abs()),
			Values: map[string]string{"group": g.Weight.String(), "sum": sum.String(), "difference": sum.Sub(g.Weight.Dec()).Abs().String()},
		})
	})
}

// groupWeights finds the groups whose printed weight differs from that of their
// indicators. A name that two groups carry is left alone.
func groupWeights(f *report.Form, wrong func(*report.GroupWeight, decimal.Decimal)) {
	seen := map[string]int{}
	for i := range f.Groups {
		seen[f.Groups[i].Name]++
	}
	for i := range f.Groups {
		g := &f.Groups[i]
		if g.Level != 1 || seen[g.Name] > 1 || !g.Weight.Known() {
			continue
		}
		var sum decimal.Decimal
		rows := 0
		for j := range f.Indicators {
			if in := &f.Indicators[j]; in.Level1 == g.Name {
				sum = sum.Add(in.Weight.Dec())
				rows++
			}
		}
		if rows > 0 && !sum.Equal(g.Weight.Dec()) {
			wrong(g, sum)
		}
	}
}

// scoreOf is the score of the execution line, if it has one.
func scoreOf(line *report.Fund) *report.Number {
	if line == nil {
		return nil
	}
	return line.Score
}

func scoreSum(p *rules.Pass, pos int, f *report.Form) {
	total := f.TotalScore
	sum, room, all := forms.Points(f.Indicators, forms.ScoreOf)
	if !all || !total.Known() || len(f.Indicators) < 2 {
		return
	}
	want, room, known := totalOf(f, sum, room.Add(forms.Fraction(total)))
	if !known || total.Dec().Sub(want).Abs().LessThanOrEqual(room) || forms.Shares(f) || forms.SharedPoints(f) {
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: []report.Location{forms.Place(total, f.At)}, Key: forms.Key(f),
		Summed: forms.Cells(f, scoreOf(forms.ExecutionLine(f)), forms.ScoreOf),
		Text: report.Textf("%s：总分列为 %s 分，各项得分相加为 %s 分，相差 %s 分", "%s: the total is given as %s, the scores add up to %s, a difference of %s",
			forms.Label(pos, f), total, want, total.Dec().Sub(want).Abs()),
		Values: map[string]string{"total": total.String(), "sum": want.String(), "difference": total.Dec().Sub(want).Abs().String()},
	})
}

// totalOf is what a form's total should be, given the sum of its indicators' scores and
// how far rounding can carry it; known is false where the execution line leaves it open.
func totalOf(f *report.Form, sum, room decimal.Decimal) (want, _ decimal.Decimal, known bool) {
	line := forms.ExecutionLine(f)
	weight, _, weighed := forms.Points(f.Indicators, forms.WeightOf)
	total := f.TotalScore.Dec()
	switch {
	case line == nil:
		// An execution line that is not printed may be what is missing.
		missing := total.Sub(sum)
		complete := weighed && f.TotalWeight.Known() && f.TotalWeight.Dec().Equal(weight)
		left := decimal.Max(figures.Hundred.Sub(weight), decimal.Zero)
		return sum, room, !missing.IsPositive() || complete || weighed && missing.GreaterThan(left)
	case !line.Score.Known():
		return sum, room, false
	}
	room = room.Add(forms.Fraction(line.Score))
	if total.Sub(sum).Abs().LessThanOrEqual(room) && (!weighed || !weight.LessThan(figures.Hundred)) {
		return sum, room, true
	}
	return sum.Add(line.Score.Dec()), room, true
}

func scoreExceedsWeight(p *rules.Pass, pos int, f *report.Form) {
	if forms.Shares(f) {
		return
	}
	var over []*report.Indicator
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if in.Weight.Known() && in.Score.Known() && in.Weight.Dec().IsPositive() && in.Score.Dec().GreaterThan(in.Weight.Dec()) {
			over = append(over, in)
		}
	}
	if len(over)*2 > len(f.Indicators) && len(over) > 1 {
		return
	}
	add := func(name string, score, weight *report.Number, row report.Location) {
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Places(row, score.At, weight.At), Key: forms.Key(f, name),
			Text: report.Textf("%s：“%s”得分 %s 分，高于分值 %s 分，多 %s 分", "%s: “%s” scores %s, more than its weight of %s, by %s", forms.Label(pos, f), name, score, weight, score.Dec().Sub(weight.Dec())),
			Values: map[string]string{"score": score.String(), "weight": weight.String(),
				"difference": score.Dec().Sub(weight.Dec()).String()},
		})
	}
	for _, in := range over {
		add(forms.IndicatorName(in), in.Score, in.Weight, in.At)
	}
	if x := forms.ExecutionLine(f); x != nil && x.Weight.Known() && x.Score.Known() && x.Score.Dec().GreaterThan(x.Weight.Dec()) {
		add(x.Name, x.Score, x.Weight, x.At)
	}
}
