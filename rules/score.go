package rules

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// This file asks whether a row's score can stand beside its execution.

// weights is the regulation by which execution weighs 10 of 100.
var weights = Basis{Document: "《项目支出绩效评价管理办法》", Number: "财预〔2020〕10号"}

func init() {
	weight := Param{Name: "execution_weight", Default: "10", Min: "0", Max: "100", Doc: report.Text{ZH: "预算执行率指标的权重（分）", EN: "weight of the execution rate, in points of 100"}}
	register(
		&Rule{
			ID:       "score-out-of-range",
			Title:    report.Text{ZH: "得分超出0至100", EN: "Score outside 0 to 100"},
			Severity: Error,
			Doc: Doc{
				What:    report.Text{ZH: "汇总表中的自评得分应在0至100之间。表头或结论另有满分（如满分120分）的以其为上限；没有写明而三行以上、且过半的行超过100时，视为另有满分，不报。", EN: "A score of the summary table lies between 0 and 100. Full marks stated in the table's head or the conclusion (满分120分) are the limit instead; where none are stated and three rows or more, and more than half, exceed 100, full marks are others and nothing is said."},
				Why:     report.Text{ZH: "自评采用百分制。", EN: "Self-evaluation scores out of a hundred."},
				Example: report.Text{ZH: "第5行“某项目”：自评得分 105 分，超出0至100", EN: "row 5 “some project”: score 105 分 is outside 0 to 100"},
				Caveat:  report.Text{ZH: "少数地方设加分项或采用其他满分。", EN: "A few places give extra points or score out of another total."},
				Advice:  report.Text{ZH: "核对评分表。", EN: "Check the scoring sheet."},
			},
			Begin: scoreOutOfRange,
			Form:  formScoreOutOfRange,
		},
		&Rule{
			ID:       "score-exceeds-attainable",
			Title:    report.Text{ZH: "得分高于执行率所能支持的上限", EN: "Score above what the execution rate allows"},
			Severity: Warning,
			Basis:    []Basis{weights},
			Params:   []Param{weight},
			Doc: Doc{
				What:    report.Text{ZH: "预算执行率原则上占10 分，其余指标最多得满90 分，因此得分不应高于 90 + 10 × 执行数÷预算数。得分先减去末位的半个单位，以排除四舍五入。预算为0、执行数未列示或执行数超过预算时不作判断。", EN: "Execution in principle weighs 10 points and all else at most 90, so a score should not exceed 90 + 10 × executed/budget. Half the last printed digit is first taken off for rounding. Silent where the budget is 0, or executed is not stated or exceeds the budget."},
				Why:     report.Text{ZH: "钱没有花完，执行率这一项就不能得满分。", EN: "Money not spent costs points of the execution line."},
				Example: report.Text{ZH: "第3行“某项目”：得分 98 分 > 上限 96.25 分（90 + 10 × 100 万元÷160 万元），执行率 62.5%", EN: "row 3 “some project”: score 98 分 > attainable 96.25 分 (90 + 10 × 100 万元/160 万元), execution rate 62.5%"},
				Caveat:  report.Text{ZH: "部门自定权重不同（如执行率占20分或不设）时，上限随之变化，可用参数 execution_weight 调整。", EN: "A department with weights of its own has another limit; set execution_weight."},
				Advice:  report.Text{ZH: "查看该项目自评表的执行率得分。", EN: "Look at the execution line in the project's form."},
			},
			Begin: scoreExceedsAttainable,
		},
		&Rule{
			ID:       "score-without-execution",
			Title:    report.Text{ZH: "没有执行却得分及格", EN: "Passing score without execution"},
			Severity: Warning,
			Basis:    []Basis{weights},
			Params:   []Param{{Name: "passing_score", Default: "60", Min: "0", Max: "100", Doc: report.Text{ZH: "及格分数", EN: "the score from which a project passes"}}},
			Doc: Doc{
				What:    report.Text{ZH: "预算数大于0、执行数为0，而得分不低于60分。", EN: "A budget above 0, nothing executed, and yet a score of 60 or more."},
				Why:     report.Text{ZH: "一分钱没花，产出和效益从何而来需要说明。", EN: "Where nothing was spent, output and benefit need an explanation."},
				Example: report.Text{ZH: "第30行“某项目”：预算数 130 万元，执行数 0，得分 92 分", EN: "row 30 “some project”: budget 130万元, executed 0, score 92 分"},
				Caveat:  report.Text{ZH: "项目可能已完成而款项跨年支付。", EN: "The work may be done and the payment due next year."},
				Advice:  report.Text{ZH: "核对项目是否实施、款项何时支付。", EN: "Check whether the project was carried out and when it is paid."},
			},
			Begin: scoreWithoutExecution,
		},
		&Rule{
			ID:       "uniform-scores",
			Title:    report.Text{ZH: "绝大多数项目得满分", EN: "Almost all rows at the full score"},
			Severity: Info,
			Params: []Param{
				{Name: "share", Default: "80", Min: "0", Max: "100", Doc: report.Text{ZH: "满分行所占百分比", EN: "share of rows at 100, in percent"}},
				{Name: "min_rows", Default: "5", Min: "1", Doc: report.Text{ZH: "至少多少行才作判断", EN: "rows needed to judge"}},
			},
			Doc: Doc{
				What:    report.Text{ZH: "超过80%的项目得100分。少于5行时不作判断。", EN: "More than 80% of the rows score 100. Silent below five rows."},
				Why:     report.Text{ZH: "得分没有区分度，自评可能流于形式。", EN: "Scores that tell nothing apart suggest a review for form's sake."},
				Example: report.Text{ZH: "20个项目中18个得100 分（90%）", EN: "18 of 20 projects score 100 (90%)"},
				Caveat:  report.Text{ZH: "项目少且都是刚性支出时，满分可能属实。", EN: "Few projects of fixed expenses may all deserve it."},
				Advice:  report.Text{ZH: "抽查若干满分项目的自评表。", EN: "Spot-check some of the forms."},
			},
			Begin: uniformScores,
		},
	)
}

// inPoints reports whether a score is one in points, as the table's scores are.
func inPoints(s *report.Amount) bool { return s.Known() && (s.Unit == "" || s.Unit == "分") }

// hundredPoints reports whether the scores of the table are out of a hundred.
func (p *Pass) hundredPoints() bool {
	full := p.Index.fullScore()
	return full.known && full.score.Equal(hundred)
}

func scoreOutOfRange(p *Pass) Hooks {
	known, full := p.Index.fullScore().known, decimal.Max(p.Index.fullScore().score, hundred)
	return Hooks{Row: func(row Row) {
		s := row.Project.Score
		if !inPoints(s) || !s.Dec().IsNegative() && (!known || s.Dec().LessThanOrEqual(full)) {
			return
		}
		p.Add(Finding{
			Projects: []int{row.Pos},
			Text:     say("%s：自评得分 %s，超出 0 至 %s", "%s: score %s is outside 0 to %s", label(row), s, full),
			Values:   map[string]string{"score": s.String(), "min": "0", "max": full.String()},
		})
	}}
}

func scoreExceedsAttainable(p *Pass) Hooks {
	weight := p.Decimal("execution_weight")
	rest := hundred.Sub(weight)
	if !p.hundredPoints() {
		return Hooks{}
	}
	return Hooks{Row: func(row Row) {
		b, e, s := row.Project.Budget, row.Project.Executed, row.Project.Score
		executed, ok := e.In(unitOf(b))
		if !ok || !b.Known() || !inPoints(s) || !b.Dec().IsPositive() ||
			executed.IsNegative() || executed.GreaterThan(b.Dec()) || s.Dec().GreaterThan(hundred) {
			return
		}
		// score − half > rest + weight·executed/budget, multiplied by budget so that
		// nothing is rounded.
		least := s.Dec().Sub(s.HalfDigit())
		if least.Mul(b.Dec()).LessThanOrEqual(rest.Mul(b.Dec()).Add(weight.Mul(executed))) {
			return
		}
		limit := short(rest.Add(weight.Mul(executed).DivRound(b.Dec(), 2)))
		p.Add(Finding{
			Projects: []int{row.Pos},
			Text: say("%s：得分 %s > 上限 %s（%s + %s × 执行数 %s ÷ 预算数 %s），执行率 %s",
				"%s: score %s > attainable %s (%s + %s × executed %s / budget %s), execution rate %s",
				label(row), s, money(limit, "分"), rest, weight, e, b, percent(executed, b.Dec())),
			Values: map[string]string{
				"score": s.String(), "max": money(limit, "分"), "budget": b.String(), "executed": e.String(),
				"rate": percent(executed, b.Dec()), "difference": money(s.Dec().Sub(limit), "分"),
			},
		})
	}}
}

func scoreWithoutExecution(p *Pass) Hooks {
	pass := p.Decimal("passing_score")
	if !p.hundredPoints() {
		return Hooks{}
	}
	return Hooks{Row: func(row Row) {
		b, e, s := row.Project.Budget, row.Project.Executed, row.Project.Score
		if !b.Known() || !e.Known() || !inPoints(s) || !b.Dec().IsPositive() || !e.Dec().IsZero() || s.Dec().LessThan(pass) {
			return
		}
		p.Add(Finding{
			Projects: []int{row.Pos},
			Text:     say("%s：预算数 %s，执行数为 0，得分 %s", "%s: budget %s, nothing executed, score %s", label(row), b, s),
			Values:   map[string]string{"budget": b.String(), "executed": e.String(), "score": s.String()},
		})
	}}
}

func uniformScores(p *Pass) Hooks {
	share, least := p.Decimal("share"), p.Decimal("min_rows")
	var n, full int64
	if !p.hundredPoints() {
		return Hooks{}
	}
	return Hooks{
		Row: func(row Row) {
			if s := row.Project.Score; inPoints(s) {
				n++
				if s.Dec().Equal(hundred) {
					full++
				}
			}
		},
		End: func() {
			rows, k := decimal.NewFromInt(n), decimal.NewFromInt(full)
			if rows.LessThan(least) || k.Mul(hundred).LessThanOrEqual(rows.Mul(share)) {
				return
			}
			p.Add(Finding{
				Key:    "scores",
				Text:   say("%d 个项目中 %d 个得 100 分（%s）", "%d projects, of which %d score 100 (%s)", n, full, percent(k, rows)),
				Values: map[string]string{"rows": rows.String(), "full": k.String(), "rate": percent(k, rows)},
			})
		},
	}
}
