package summary

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

// executionWeight is a parameter of rules.
var executionWeight = rules.Param{Name: "execution_weight", Default: "10", Min: "0", Max: "100", Doc: report.Text{ZH: "预算执行率指标的权重（分）", EN: "weight of the execution rate, in points of 100"}}

var scoreOutOfRangeRule = &rules.Rule{
	ID:         "score-out-of-range",
	Title:      report.Text{ZH: "得分超出0至100", EN: "Score outside 0 to 100"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Row: rules.Alone, Form: rules.Forms},
	Arithmetic: true,
	Values: []rules.Value{
		rules.ScoreValue,
		rules.Named("min", "下限", "at least", rules.Points),
		rules.Named("max", "上限", "at most", rules.Points),
	},
	CausedBy: []rules.Cause{{Rule: "weight-sum-not-100"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "汇总表中的自评得分应在0至100之间。表头或结论另有满分（如满分120分）的以其为上限；没有写明而三行以上、且过半的行超过100时，视为另有满分，不报。", EN: "A score of the summary table lies between 0 and 100. Full marks stated in the table's head or the conclusion (满分120分) are the limit instead; where none are stated and three rows or more, and more than half, exceed 100, full marks are others and nothing is said."},
		Why:     report.Text{ZH: "自评采用百分制。", EN: "Self-evaluation scores out of a hundred."},
		Example: report.Text{ZH: "序号24“某项目”：自评得分 105 分，不在 0 至 100 分之内", EN: "no. 24 “some project”: a score of 105 points is outside 0 to 100"},
		Caveat:  report.Text{ZH: "少数地方设加分项或采用其他满分。", EN: "A few places give extra points or score out of another total."},
		Advice:  report.Text{ZH: "核对评分表。", EN: "Check the scoring sheet."},
	},
	Begin: scoreOutOfRange,
	Form:  formScoreOutOfRange,
}

var scoreExceedsAttainableRule = &rules.Rule{
	ID:       "score-exceeds-attainable",
	Title:    report.Text{ZH: "得分高于执行率所能支持的上限", EN: "Score above what the execution rate allows"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.Named("rate", "执行率", "execution rate", rules.Percent),
		rules.ScoreValue,
		rules.Named("max", "可得最高分", "attainable score", rules.Points),
		rules.Named("difference", "高出", "above by", rules.Points),
	},
	CausedBy: []rules.Cause{{Rule: "score-without-execution"}, {Rule: "unit-inconsistent"}},
	Basis:    []rules.Basis{rules.Measures},
	Params:   []rules.Param{executionWeight},
	Doc: rules.Doc{
		What:    report.Text{ZH: "预算执行率原则上占10 分，其余指标最多得满90 分，因此得分不应高于 90 + 10 × 执行数÷预算数。得分先减去末位的半个单位，以排除四舍五入。预算为0、执行数未列示或执行数超过预算时不作判断。", EN: "Execution in principle weighs 10 points and all else at most 90, so a score should not exceed 90 + 10 × executed/budget. Half the last printed digit is first taken off for rounding. Silent where the budget is 0, or executed is not stated or exceeds the budget."},
		Why:     report.Text{ZH: "钱没有花完，执行率这一项就不能得满分。", EN: "Money not spent costs points of the execution line."},
		Example: report.Text{ZH: "序号24“某项目”：自评得分 92 分，而执行率为 0%（执行数 0 万元、预算数 130 万元），最高可得 90 分，高出 2 分", EN: "no. 24 “some project”: a score of 92 points, where 0 ten thousand yuan executed of a budget of 130 ten thousand yuan (0%) allow 90 points at most, 2 points too many"},
		Caveat:  report.Text{ZH: "部门自定权重不同（如执行率占20分或不设）时，上限随之变化，可用参数 execution_weight 调整。", EN: "A department with weights of its own has another limit; set execution_weight."},
		Advice:  report.Text{ZH: "查看该项目自评表的执行率得分。", EN: "Look at the execution line in the project's form."},
	},
	Begin: scoreExceedsAttainable,
}

var scoreWithoutExecutionRule = &rules.Rule{
	ID:       "score-without-execution",
	Title:    report.Text{ZH: "没有执行却得分及格", EN: "Passing score without execution"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
		rules.ScoreValue,
	},
	Basis:  []rules.Basis{rules.Measures},
	Params: []rules.Param{{Name: "passing_score", Default: "60", Min: "0", Max: "100", Doc: report.Text{ZH: "及格分数", EN: "the score from which a project passes"}}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "预算数大于0、执行数为0，而得分不低于60分。", EN: "A budget above 0, nothing executed, and yet a score of 60 or more."},
		Why:     report.Text{ZH: "一分钱没花，产出和效益从何而来需要说明。", EN: "Where nothing was spent, output and benefit need an explanation."},
		Example: report.Text{ZH: "序号24“某项目”：预算数 130 万元，执行数为 0，自评得分 60 分", EN: "no. 24 “some project”: nothing executed of a budget of 130 ten thousand yuan, and a score of 60 points"},
		Caveat:  report.Text{ZH: "项目可能已完成而款项跨年支付。", EN: "The work may be done and the payment due next year."},
		Advice:  report.Text{ZH: "核对项目是否实施、款项何时支付。", EN: "Check whether the project was carried out and when it is paid."},
	},
	Begin: scoreWithoutExecution,
}

var uniformScoresRule = &rules.Rule{
	ID:       "uniform-scores",
	Title:    report.Text{ZH: "绝大多数项目得满分", EN: "Almost all rows at the full score"},
	Severity: rules.Info,
	Needs:    rules.Whole(rules.Summary),
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.Named("rows", "有得分的项目", "projects with a score", rules.Count),
		rules.Named("full", "得满分的项目", "projects at full marks", rules.Count),
		rules.Named("rate", "占比", "share", rules.Percent),
	},
	Params: []rules.Param{
		{Name: "share", Default: "80", Min: "0", Max: "100", Doc: report.Text{ZH: "满分行所占百分比", EN: "share of rows at 100, in percent"}},
		{Name: "min_rows", Default: "5", Min: "1", Doc: report.Text{ZH: "至少多少行才作判断", EN: "rows needed to judge"}},
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "超过80%的项目得100分。少于5行时不作判断。", EN: "More than 80% of the rows score 100. Silent below five rows."},
		Why:     report.Text{ZH: "得分没有区分度，自评可能流于形式。", EN: "Scores that tell nothing apart suggest a review for form's sake."},
		Example: report.Text{ZH: "有得分的 6 个项目中，5 个得满分 100 分，占 83.33%", EN: "of 6 projects with a score 5 have the full 100 points, 83.33%"},
		Caveat:  report.Text{ZH: "项目少且都是刚性支出时，满分可能属实。", EN: "Few projects of fixed expenses may all deserve it."},
		Advice:  report.Text{ZH: "抽查若干满分项目的自评表。", EN: "Spot-check some of the forms."},
	},
	Begin: uniformScores,
}

func scoreOutOfRange(p *rules.Pass) rules.Hooks {
	stated, known := p.Index.FullScore()
	full := decimal.Max(stated, figures.Hundred)
	return rules.Hooks{Row: func(row rules.Row) {
		s := row.Project.Score
		if !figures.InPoints(s) || !s.Dec().IsNegative() && (!known || s.Dec().LessThanOrEqual(full)) {
			return
		}
		if !s.Dec().IsNegative() && !fullStated(p.Report) && !p.Whole(rules.Summary|rules.Conclusion) {
			return // full marks may be stated where nothing was read, or shown by other rows
		}
		p.Add(rules.Finding{
			Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, s),
			Text:   report.Textf("%s：自评得分 %s，不在 0 至 %s 分之内", "%s: a score of %s is outside 0 to %s", row.Label(), s, full),
			Values: map[string]string{"score": s.String(), "min": "0", "max": full.String()},
		})
	}}
}

// fullStated reports that the paper says what full marks are.
func fullStated(r *report.Report) bool {
	return r.ScoreFull != nil || r.Conclusion != nil && r.Conclusion.Full != nil
}

func scoreExceedsAttainable(p *rules.Pass) rules.Hooks {
	weight := p.Decimal("execution_weight")
	rest := figures.Hundred.Sub(weight)
	if !p.Index.HundredPoints() {
		return rules.Hooks{}
	}
	return rules.Hooks{Row: func(row rules.Row) {
		b, e, s := row.Project.Budget, row.Project.Executed, row.Project.Score
		executed, ok := e.In(figures.UnitOf(b))
		if !ok || !b.Known() || !figures.InPoints(s) || !b.Dec().IsPositive() ||
			executed.IsNegative() || executed.GreaterThan(b.Dec()) || s.Dec().GreaterThan(figures.Hundred) {
			return
		}
		// score − half > rest + weight·executed/budget, multiplied by budget so that
		// nothing is rounded.
		least := s.Dec().Sub(s.HalfDigit())
		if least.Mul(b.Dec()).LessThanOrEqual(rest.Mul(b.Dec()).Add(weight.Mul(executed))) {
			return
		}
		limit := figures.Short(rest.Add(weight.Mul(executed).DivRound(b.Dec(), 2)))
		p.Add(rules.Finding{
			Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, s, e, b),
			Text: report.Textf("%[1]s：自评得分 %[2]s，而执行率为 %[3]s（执行数 %[4]s、预算数 %[5]s），最高可得 %[6]s，高出 %[7]s",
				"%[1]s: a score of %[2]s, where %[4]s executed of a budget of %[5]s (%[3]s) allow %[6]s at most, %[7]s too many",
				row.Label(), s, figures.Percent(executed, b.Dec()), e, b, figures.Money(limit, figures.Points), figures.Money(s.Dec().Sub(limit), figures.Points)),
			Values: map[string]string{
				"score": s.String(), "max": figures.Money(limit, figures.Points), "budget": b.String(), "executed": e.String(),
				"rate": figures.Percent(executed, b.Dec()), "difference": figures.Money(s.Dec().Sub(limit), figures.Points),
			},
		})
	}}
}

func scoreWithoutExecution(p *rules.Pass) rules.Hooks {
	pass := p.Decimal("passing_score")
	if !p.Index.HundredPoints() {
		return rules.Hooks{}
	}
	return rules.Hooks{Row: func(row rules.Row) {
		b, e, s := row.Project.Budget, row.Project.Executed, row.Project.Score
		if !b.Known() || !e.Known() || !figures.InPoints(s) || !b.Dec().IsPositive() || !e.Dec().IsZero() || s.Dec().LessThan(pass) {
			return
		}
		p.Add(rules.Finding{
			Projects: []int{row.Pos}, At: rules.Cells(row.Project.At, s, e, b),
			Text:   report.Textf("%s：预算数 %s，执行数为 0，自评得分 %s", "%s: nothing executed of a budget of %s, and a score of %s", row.Label(), b, s),
			Values: map[string]string{"budget": b.String(), "executed": e.String(), "score": s.String()},
		})
	}}
}

// mostCells is how many cells a finding about a whole column marks.
const mostCells = 20

func uniformScores(p *rules.Pass) rules.Hooks {
	share, least := p.Decimal("share"), p.Decimal("min_rows")
	var n, full int64
	var at []report.Location
	if !p.Index.HundredPoints() {
		return rules.Hooks{}
	}
	return rules.Hooks{
		Row: func(row rules.Row) {
			if s := row.Project.Score; figures.InPoints(s) {
				n++
				if s.Dec().Equal(figures.Hundred) {
					full++
					if len(at) < mostCells {
						at = append(at, rules.Cells(row.Project.At, s)...)
					}
				}
			}
		},
		End: func() {
			rows, k := decimal.NewFromInt(n), decimal.NewFromInt(full)
			if rows.LessThan(least) || k.Mul(figures.Hundred).LessThanOrEqual(rows.Mul(share)) {
				return
			}
			p.Add(rules.Finding{
				Key: "scores", At: at,
				Text:   report.Textf("有得分的 %d 个项目中，%d 个得满分 100 分，占 %s", "of %d projects with a score %d have the full 100 points, %s", n, full, figures.Percent(k, rows)),
				Values: map[string]string{"rows": rows.String(), "full": k.String(), "rate": figures.Percent(k, rows)},
			})
		},
	}
}

// formScoreOutOfRange holds a form's total to 0–100, or to the total weight that
// it prints.
func formScoreOutOfRange(p *rules.Pass, pos int, f *report.Form) {
	s := f.TotalScore
	if !s.Known() {
		return
	}
	limit := figures.Hundred
	if w := f.TotalWeight; w.Known() && w.Dec().GreaterThan(limit) {
		limit = w.Dec()
	}
	for i := range f.Indicators {
		if in := &f.Indicators[i]; forms.ExtraPoints(in) {
			limit = limit.Add(in.Score.Dec())
		}
	}
	if !s.Dec().IsNegative() && s.Dec().LessThanOrEqual(limit) {
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, At: []report.Location{forms.Place(s, f.At)}, Key: forms.Key(f, "total"),
		Text:   report.Textf("%s：总分 %s 分，不在 0 至 %s 分之内", "%s: a total score of %s is outside 0 to %s", forms.Label(pos, f), s, limit),
		Values: map[string]string{"score": s.String(), "min": "0", "max": limit.String()},
	})
}
