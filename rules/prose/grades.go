package prose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
)

// This file holds the final score and grade against the declared scale and
// against the scores below them.

var gradeScaleBrokenRule = &rules.Rule{
	ID:         "grade-scale-broken",
	Title:      report.Text{ZH: "等级划分有重叠或空档", EN: "Grade scale overlaps or has gaps"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Conclusion),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Term("fault", "问题", "fault", map[string]report.Text{
			"overlap":  {ZH: "相邻两级重叠", EN: "neighbours overlap"},
			"gap":      {ZH: "相邻两级之间有空档", EN: "a gap between neighbours"},
			"inverted": {ZH: "下限高于上限", EN: "a grade starts above its end"},
		}),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "把文中声明的各等级分数段按高低排列：相邻两段应当首尾相接，既不重叠也不留空档。80-89、90-100 这类整数写法相差 1 分，80-89.99、90-100 这类小数写法相差末位的 1，都不算空档。只声明一个等级时不作判断。", EN: "Puts the declared bands in order: neighbours meet, neither overlapping nor leaving a gap. Bands in whole points (80-89, 90-100) may be one point apart, bands in hundredths (80-89.99, 90-100) one hundredth. Silent where one band alone is declared."},
		Why:     report.Text{ZH: "有重叠或空档的划分，有的分数会有两个等级或没有等级。", EN: "With an overlap or a gap some score has two grades or none."},
		Example: report.Text{ZH: "等级划分：“良好”75至88与“优秀”85至100重叠", EN: "grade scale: “良好” 75 to 88 overlaps “优秀” 85 to 100"},
		Caveat:  report.Text{ZH: "文中只列部分等级时会报出空档。", EN: "A text that names only some of the grades shows a gap."},
		Advice:  report.Text{ZH: "更正等级划分后重新定级。", EN: "Correct the scale and grade again."},
	},
	Check: scaleBroken,
}

var gradeScoreMismatchRule = &rules.Rule{
	ID:       "grade-score-mismatch",
	Title:    report.Text{ZH: "等级与得分不符", EN: "Grade does not follow from the score"},
	Severity: rules.Error,
	Needs:    rules.Needs{Row: rules.Alone, Check: rules.Conclusion},
	Values: []rules.Value{
		rules.ScoreValue,
		{Key: "grade", Title: report.Text{ZH: "所列等级", EN: "stated grade"}, Kind: rules.Words, Field: "grade"},
		rules.Named("expected", "按划分应为", "on the scale", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "按文中声明的等级划分，核对最终得分应属的等级；文中没有声明时用参数给出的划分（默认优90、良80、中60、差0）。等级划分本身有问题、等级名称不在划分之内或满分不是100时不作判断。汇总表各行的自评等级同样核对：与文中划分、参数划分都不符才报；文中没有划分而三分之一以上的行不符时，视为另有本地划分，不报。", EN: "Works out the grade of the final score on the declared scale; where none is declared, on the scale of the parameter (优 90, 良 80, 中 60, 差 0). Silent where the scale is broken, the grade is none of the scale's, or full marks are not 100. A row of the summary table with a grade of its own is held against the same scale and the one of the parameter, and must fit neither; where no scale is declared and more than a third of the rows would be wrong, a local scale applies and nothing is said."},
		Why:     report.Text{ZH: "等级由得分决定。", EN: "The grade follows from the score."},
		Example: report.Text{ZH: "序号24“某项目”：得分 89.99 分，按通常划分应为“良”，表中为“优秀”", EN: "no. 24 “some project”: a score of 89.99 points is “良” on the usual scale; the table says “优秀”"},
		Caveat:  report.Text{ZH: "文中未声明划分、而本地另有规定时会误报。", EN: "Where no scale is declared a local one may apply."},
		Advice:  report.Text{ZH: "核对本地规定的等级划分。", EN: "Check the scale that applies locally."},
	},
	Basis: []rules.Basis{rules.Measures},
	Params: []rules.Param{{Name: "scale", Doc: report.Text{ZH: "没有声明时的等级及其下限，由高到低", EN: "grades with their lower bounds where none are declared, from the top"},
		Default: usualScale, Pattern: `^\S+ \d+(\.\d+)?$`}},
	Begin: gradeScore,
}

var finalScoreUnsupportedRule = &rules.Rule{
	ID:         "final-score-unsupported",
	Title:      report.Text{ZH: "最终得分没有依据", EN: "Final score follows from nothing in the report"},
	Severity:   rules.Warning,
	Needs:      rules.Needs{Check: rules.Summary | rules.Forms | rules.Conclusion},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("score", "最终得分", "final score", rules.Points),
		rules.Named("mean", "各项目平均分", "mean of the projects", rules.Points),
		rules.Named("weighted_mean", "按预算加权平均分", "mean weighted by budget", rules.Points),
	},
	CausedBy: []rules.Cause{{Rule: "score-out-of-range"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "最终得分应等于各项目得分的平均、按预算数加权的平均，或部门自评表的总分之一，容差为末位的半个单位且不小于0.05。得分不全、满分不是100、只有一个项目，或只有项目自评表而无汇总表时不作判断。", EN: "The final score should be the mean of the projects' scores, their mean weighted by budget, or the total of the department's form, within half its last digit and at least 0.05. Silent where a score is missing, full marks are not 100 or there is only one project."},
		Why:     report.Text{ZH: "结论应当能由所列得分得出。", EN: "A conclusion follows from the scores shown."},
		Example: report.Text{ZH: "最终得分 99 分，与所列 2 个项目的平均分 97.00 分、按预算加权的平均分 97.50 分均不一致，来源未见说明", EN: "the final score of 99 points is neither the mean of 2 projects, 97.00 points, nor their mean weighted by budget, 97.50 points; where it comes from is not said"},
		Caveat:  report.Text{ZH: "部门整体得分常按另一套指标体系打分，未公开该表时会误报。", EN: "Departments often score themselves on indicators of their own; where that form is not published, this is reported wrongly."},
		Advice:  report.Text{ZH: "要求提供打分表。", EN: "Ask for the scoring sheet."},
	},
	Check: finalScore,
}

// grades is a scale in numbers, the lowest band first.
type gradeBand struct {
	name      string
	min, max  decimal.Decimal
	minOpen   bool
	maxClosed bool
	at        report.Location
}

// declaredScale reads the declared bands; nil where one of them is no number.
func declaredScale(c *report.Conclusion) []gradeBand {
	var out []gradeBand
	for _, b := range c.Scale {
		lo, err1 := decimal.NewFromString(b.Min)
		hi, err2 := decimal.NewFromString(b.Max)
		if err1 != nil || err2 != nil {
			return nil
		}
		out = append(out, gradeBand{b.Grade, lo, hi, b.MinOpen, b.MaxClosed, b.At})
	}
	slices.SortStableFunc(out, func(a, b gradeBand) int { return cmp.Or(a.min.Cmp(b.min), a.max.Cmp(b.max)) })
	return out
}

// fault says what is wrong between two neighbours, nothing where they meet.
func fault(low, high gradeBand) (kind string, text report.Text) {
	switch c := low.max.Cmp(high.min); {
	case low.min.GreaterThan(low.max):
		return "inverted", report.Textf("“%s”的下限 %s 高于上限 %s", "“%s” starts at %s and ends at %s", low.name, low.min, low.max)
	case c > 0 || c == 0 && low.maxClosed && !high.minOpen:
		return "overlap", report.Textf("“%s”%s至%s与“%s”%s至%s重叠", "“%s” %s to %s overlaps “%s” %s to %s", low.name, low.min, low.max, high.name, high.min, high.max)
	case c == 0 && !low.maxClosed && high.minOpen:
		return "gap", report.Textf("%s分既不属于“%s”也不属于“%s”", "%s belongs neither to “%s” nor to “%s”", low.max, low.name, high.name)
	case c < 0 && !(low.maxClosed && !high.minOpen && high.min.Sub(low.max).LessThanOrEqual(lastDigit(low, high))):
		return "gap", report.Textf("“%s”到%s为止，“%s”从%s开始，中间有空档", "“%s” ends at %s and “%s” starts at %s, with a gap between", low.name, low.max, high.name, high.min)
	}
	return "", report.Text{}
}

// bandPair are the places of two neighbours.
type bandPair struct{ low, high report.Location }

// lastDigit is the unit of the last digit to which two bands are given: scores in whole
// points lie in 80-89 or in 90-100, scores in hundredths in 80-89.99 or in 90-100.
func lastDigit(low, high gradeBand) decimal.Decimal {
	least := min(0, low.min.Exponent(), low.max.Exponent(), high.min.Exponent(), high.max.Exponent())
	return decimal.New(1, least)
}

func scaleFaults(bands []gradeBand) (kinds []string, texts []report.Text, at []bandPair) {
	for i := 0; i+1 < len(bands); i++ {
		if kind, text := fault(bands[i], bands[i+1]); kind != "" {
			kinds, texts, at = append(kinds, kind), append(texts, text), append(at, bandPair{bands[i].at, bands[i+1].at})
		}
	}
	return kinds, texts, at
}

func scaleBroken(p *rules.Pass) {
	c := p.Report.Conclusion
	if c == nil || len(c.Scale) < 2 {
		return
	}
	kinds, texts, at := scaleFaults(declaredScale(c))
	for i := range kinds {
		p.Add(rules.Finding{Key: kinds[i] + " " + texts[i].ZH, At: rules.Places(c.At, at[i].low, at[i].high), Text: report.Textf("等级划分：%s", "grade scale: %s", texts[i]), Values: map[string]string{"fault": kinds[i]}})
	}
}

// sameGrade brings the names of grades of one rank together.
func sameGrade(s string) string {
	if short, ok := sameGrades[s]; ok {
		return short
	}
	return s
}

func gradeScore(p *rules.Pass) rules.Hooks {
	usual := defaultScale(p)
	var declared []gradeBand
	if c := p.Report.Conclusion; c != nil {
		if bands := declaredScale(c); len(bands) >= 2 {
			if kinds, _, _ := scaleFaults(bands); len(kinds) == 0 {
				declared = bands
			}
		}
	}
	if !p.Index.HundredPoints() {
		return rules.Hooks{}
	}
	graded := 0
	var wrong []rules.Finding
	return rules.Hooks{
		Row: func(row rules.Row) {
			pr := row.Project
			if pr.Grade == "" || !pr.Score.Known() || pr.Score.Dec().IsNegative() || pr.Score.Dec().GreaterThan(figures.Hundred) {
				return
			}
			graded++
			said, want := report.Text{ZH: "通常", EN: "usual"}, mismatch(usual, pr.Score.Dec(), pr.Grade)
			if declared != nil && want != "" {
				said, want = report.Text{ZH: "文中", EN: "declared"}, mismatch(declared, pr.Score.Dec(), pr.Grade)
			}
			if want == "" {
				return
			}
			wrong = append(wrong, rules.Finding{
				Projects: []int{row.Pos}, Key: "row " + p.Index.NameKey(row.Pos), At: rules.Places(pr.At, pr.Score.At, pr.Cells.At("grade", pr.At)),
				Text: report.Textf("%[1]s：得分 %[2]s，按%[3]s划分应为“%[4]s”，表中为“%[5]s”", "%[1]s: a score of %[2]s is “%[4]s” on the %[3]s scale; the table says “%[5]s”",
					row.Label(), pr.Score, said, want, pr.Grade),
				Values: map[string]string{"score": pr.Score.String(), "grade": pr.Grade, "expected": want},
			})
		},
		End: func() {
			finalGrade(p)
			if declared != nil || len(wrong)*3 <= graded {
				for _, f := range wrong {
					p.Add(f)
				}
			}
		},
	}
}

// mismatch is the grade that a score has on a scale, "" where it is the one given
// or the scale does not tell.
func mismatch(bands []gradeBand, score decimal.Decimal, grade string) string {
	known, want := false, ""
	for _, b := range bands {
		known = known || sameGrade(b.name) == sameGrade(grade)
		if b.holds(score) {
			want = b.name
		}
	}
	if !known || sameGrade(want) == sameGrade(grade) {
		return ""
	}
	return want
}

// finalGrade holds the final grade against the final score.
func finalGrade(p *rules.Pass) {
	c := p.Report.Conclusion
	if c == nil || !c.Score.Known() || c.Grade == "" || c.Full.Known() && !c.Full.Dec().Equal(figures.Hundred) {
		return
	}
	score := c.Score.Dec()
	if score.IsNegative() || score.GreaterThan(figures.Hundred) {
		return
	}
	said := report.Text{ZH: "文中", EN: "declared"}
	bands := declaredScale(c)
	if len(bands) < 2 {
		said, bands = report.Text{ZH: "通常", EN: "usual"}, defaultScale(p)
	} else if kinds, _, _ := scaleFaults(bands); len(kinds) > 0 {
		return
	}
	want := mismatch(bands, score, c.Grade)
	if want == "" {
		return
	}
	p.Add(rules.Finding{
		Key: "grade", At: rules.Places(c.At, c.Score.At, c.Cells.At("grade", c.At)),
		Text:   report.Textf("得分 %s，按%s划分应为“%s”，文中为“%s”", "a score of %s is “%[3]s” on the %[2]s scale; the text says “%[4]s”", c.Score, said, want, c.Grade),
		Values: map[string]string{"score": c.Score.String(), "grade": c.Grade, "expected": want},
	})
}

func (b gradeBand) holds(score decimal.Decimal) bool {
	low, high := score.Cmp(b.min), score.Cmp(b.max)
	return (low > 0 || low == 0 && !b.minOpen) && (high < 0 || high == 0 && b.maxClosed)
}

func defaultScale(p *rules.Pass) []gradeBand {
	var out []gradeBand
	max := figures.Hundred
	for i, s := range p.Strings("scale") {
		name, low, _ := strings.Cut(s, " ")
		lo, err := decimal.NewFromString(low)
		if err != nil {
			return nil
		}
		out = append(out, gradeBand{name: name, min: lo, max: max, maxClosed: i == 0})
		max = lo
	}
	return out
}

// means are the mean of the rows' scores and the one weighted by their budgets, 0 where
// no budget is known; ok is false where a row has no score.
func means(rows []report.Project) (mean, weighted decimal.Decimal, ok bool) {
	var sum, weight decimal.Decimal
	for i := range rows {
		pr := &rows[i]
		if !pr.Score.Known() {
			return mean, weighted, false
		}
		sum = sum.Add(pr.Score.Dec())
		if b, ok := pr.Budget.In(figures.UnitOf(rows[0].Budget)); ok {
			weighted, weight = weighted.Add(pr.Score.Dec().Mul(b)), weight.Add(b)
		}
	}
	if !weight.IsPositive() {
		return sum.DivRound(decimal.NewFromInt(int64(len(rows))), 4), decimal.Zero, true
	}
	return sum.DivRound(decimal.NewFromInt(int64(len(rows))), 4), weighted.DivRound(weight, 4), true
}

// formSupports reports whether a department's form gives the final score, or may.
func formSupports(fs []report.Form, near func(decimal.Decimal) bool) bool {
	return slices.ContainsFunc(fs, func(f report.Form) bool {
		return f.Kind == report.KindDepartment && (!f.TotalScore.Known() || near(f.TotalScore.Dec()))
	})
}

// evaluated are the rows but those that the table names as not evaluated.
func evaluated(r *report.Report) []report.Project {
	rows := r.Evaluated()
	if len(rows) == len(r.Projects) {
		return r.Projects
	}
	out := make([]report.Project, 0, len(rows))
	for _, n := range rows {
		out = append(out, r.Projects[n-1])
	}
	return out
}

func finalScore(p *rules.Pass) {
	r := p.Report
	c := r.Conclusion
	if c == nil || !c.Score.Known() || len(r.Projects) < 2 || r.Kind == report.KindProject ||
		c.Full.Known() && !c.Full.Dec().Equal(figures.Hundred) { // 108 of 120, and of how many the rows are is not said
		return
	}
	rows := evaluated(r)
	if len(rows) < 2 {
		return
	}
	mean, weighted, ok := means(rows)
	room := decimal.Max(c.Score.HalfDigit(), decimal.New(5, -2))
	near := func(v decimal.Decimal) bool { return v.Sub(c.Score.Dec()).Abs().LessThanOrEqual(room) }
	if !ok || near(mean) || !weighted.IsZero() && near(weighted) || formSupports(r.Forms, near) {
		return
	}
	values := map[string]string{"score": c.Score.String(), "mean": mean.Round(2).String()}
	text := report.Textf("最终得分 %s，与所列 %s 个项目的平均分 %s不一致，来源未见说明", "the final score of %s is not the mean of %s, %s; where it comes from is not said",
		c.Score, figures.N(len(rows), "project", "projects"), figures.Money(mean.Round(2), figures.Points))
	if !weighted.IsZero() {
		values["weighted_mean"] = weighted.Round(2).String()
		text = report.Textf("最终得分 %s，与所列 %s 个项目的平均分 %s、按预算加权的平均分 %s均不一致，来源未见说明",
			"the final score of %s is neither the mean of %s, %s, nor their mean weighted by budget, %s; where it comes from is not said",
			c.Score, figures.N(len(rows), "project", "projects"), figures.Money(mean.Round(2), figures.Points), figures.Money(weighted.Round(2), figures.Points))
	}
	p.Add(rules.Finding{
		Key: "score", At: rules.Places(c.At, c.Score.At), Over: p.All(),
		Text:   text,
		Values: values,
	})
}
