package prose

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file holds what the text says of single sums, of staff and of the dimensions of
// the final score against itself.

var spendingExceedsSourceRule = &rules.Rule{
	ID:         "spending-exceeds-source",
	Title:      report.Text{ZH: "正文所列支出超过其来源", EN: "Spending in the text exceeds what it was paid from"},
	Severity:   rules.Warning,
	Needs:      rules.Needs{Check: rules.Prose},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("spent", "支出数", "spent", rules.Money),
		rules.Named("source", "预算或到位数", "budgeted or received", rules.Money),
		rules.Difference(rules.Money),
	},
	Basis: []rules.Basis{rules.Article13},
	Doc: rules.Doc{
		What:    report.Text{ZH: "比较正文同一处对同一笔资金列示的支出数与到位（下达）数；“三公”经费及其分项的支出决算数与预算数。文中提到结转、追加的资金，或任一数未列示、未读懂时不作判断。", EN: "Compares what the text says was spent of one sum with what was received of it (到位, 下达), and the 三公 expenses and their kinds with their budget. Silent where the text speaks of balances carried over or of additions, or where a figure is not stated or not understood."},
		Why:     report.Text{ZH: "没有到位的钱支付不出去；“三公”经费不得超预算。", EN: "Money that was not received cannot be paid; the 三公 budget must not be exceeded."},
		Example: report.Text{ZH: "“‘三公’经费”：支出 18 万元，超过预算或到位数 10 万元，多 8 万元", EN: "“‘三公’经费”: 18 ten thousand yuan spent, more than the 10 ten thousand yuan budgeted or received, by 8 ten thousand yuan"},
		Caveat:  report.Text{ZH: "资金分批到位、另有来源而文中未写时会误报。", EN: "Money from another source that the text does not name is reported wrongly."},
		Advice:  report.Text{ZH: "核对资金来源和预算调整文件。", EN: "Check where the money came from and whether the budget was adjusted."},
	},
	Check: spendingExceedsSource,
}

func spendingExceedsSource(p *rules.Pass) {
	funds := p.Report.Funds
	for i := range funds {
		f := &funds[i]
		source := f.Allocated
		if isPublicExpense(f.Name) {
			source = f.Budget
		}
		if f.Executed == nil || source == nil || carries(funds, f) {
			continue
		}
		spent, ok := f.Executed.In(source.Unit)
		if !ok || !source.Known() {
			continue
		}
		over := spent.Sub(source.Dec())
		if over.LessThanOrEqual(source.HalfDigit().Add(f.Executed.HalfDigitIn(source.Unit))) {
			continue
		}
		p.Add(rules.Finding{
			Key: "funds " + names.Key(f.Name), At: rules.Cells(f.At, f.Executed, source),
			Text: report.Textf("%s支出 %s，超过预算或到位数 %s，多 %s", "%s%s spent, more than the %s budgeted or received, by %s",
				nameOf(f.Name), f.Executed, source, figures.Money(over, source.Unit)),
			Values: map[string]string{"spent": f.Executed.String(), "source": source.String(), "difference": figures.Money(over, source.Unit)},
		})
	}
}

// nameOf leads a message about a sum that has a name.
func nameOf(name string) report.Text {
	if name == "" {
		return report.Text{}
	}
	return report.Textf("“%s”：", "“%s”: ", name)
}

func isPublicExpense(name string) bool {
	for _, w := range publicExpenses {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// carries reports whether the text speaks of more money for a sum: carried over or added,
// of this sum or of one without a name.
func carries(funds []report.Funds, f *report.Funds) bool {
	if slices.ContainsFunc(f.Parts, func(part report.Part) bool { return strings.Contains(part.Name, balanceMark) }) {
		return true
	}
	for i := range funds {
		if x := &funds[i]; (x.Name == f.Name || x.Name == "") && (x.CarriedIn != nil || x.Added != nil) {
			return true
		}
	}
	return false
}

// fundsBreakdowns adds up the parts of single sums.
func fundsBreakdowns(p *rules.Pass) {
	for i := range p.Report.Funds {
		f := &p.Report.Funds[i]
		whole := map[string]*report.Amount{
			"initial": f.Initial, "budget": f.Budget, "allocated": f.Allocated, "executed": f.Executed, "added": f.Added, "cut": f.Cut,
			"carried_in": f.CarriedIn, "carried_out": f.CarriedOut, "balance": f.Balance, "returned": f.Returned, "amount": f.Amount,
		}[f.Of]
		if whole == nil || len(f.Parts) == 0 {
			continue
		}
		name := report.Text{ZH: "正文所列资金", EN: "the sum in the text"}
		if f.Name != "" {
			name = report.Textf("“%s”", "“%s”", f.Name)
		}
		partsOf(p, "funds "+names.Key(f.Name), name, whole, f.Parts, f.Open)
	}
}

var staffExceedsPostsRule = &rules.Rule{
	ID:         "staff-exceeds-posts",
	Title:      report.Text{ZH: "在职人数超过编制数", EN: "Staff exceed the approved posts"},
	Severity:   rules.Warning,
	Needs:      rules.Needs{Check: rules.Alone},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("staff", "在职人数", "in service", rules.Count),
		rules.Named("posts", "编制数", "posts", rules.Count),
		rules.Difference(rules.Count),
	},
	Basis: []rules.Basis{rules.PostsRegulation},
	Doc: rules.Doc{
		What:    report.Text{ZH: "逐个单位比较在职人数与编制数，行政与行政、事业与事业、总数与总数相比。任一数未列示时不作判断；编外、聘用、离退休人员不计。", EN: "Compares, unit by unit, staff in service with approved posts: administrative with administrative, institutional with institutional, all with all. Silent where either is not stated; staff without posts and the retired do not count."},
		Why:     report.Text{ZH: "在编人员应在核定编制之内。", EN: "Staff stay within the posts that were approved."},
		Example: report.Text{ZH: "“青禾乡人民政府”：事业在职 21 人，超过事业编制 20 名，多 1 人", EN: "“青禾乡人民政府”: 21 institutional staff in service, more than the 20 institutional posts, by 1"},
		Caveat:  report.Text{ZH: "机构改革后待消化的超编人员，或在职人数含聘用人员而文中未写明时会误报。", EN: "Staff that a reform left over, or hired staff counted among those in service without saying so, are reported wrongly."},
		Advice:  report.Text{ZH: "核对编制批复和在职人员的构成。", EN: "Check the approved posts and who was counted."},
	},
	Check: staffExceedsPosts,
}

func staffExceedsPosts(p *rules.Pass) {
	for i := range p.Report.Staffing {
		s := &p.Report.Staffing[i]
		for _, x := range []struct {
			key          string
			kind         report.Text
			staff, posts *report.Integer
		}{
			{"all", report.Text{}, &s.InService, &s.Posts},
			{"administrative", report.Text{ZH: "行政", EN: "administrative "}, &s.Administrative, &s.AdministrativePosts},
			{"institutional", report.Text{ZH: "事业", EN: "institutional "}, &s.Institutional, &s.InstitutionalPosts},
		} {
			if !x.staff.Known() || !x.posts.Known() || x.posts.Int() == 0 || x.staff.Int() <= x.posts.Int() {
				continue
			}
			over := decimal.NewFromInt(int64(x.staff.Int() - x.posts.Int())).String()
			p.Add(rules.Finding{
				Key: "staff " + x.key + " " + names.Key(s.Unit), At: rules.Places(s.At, x.staff.At, x.posts.At),
				Text: report.Textf("%[1]s%[2]s在职 %[3]d 人，超过%[2]s编制 %[4]d 名，多 %[5]s 人", "%[1]s%[3]d %[2]sstaff in service, more than the %[4]d %[2]sposts, by %[5]s",
					nameOf(s.Unit), x.kind, x.staff.Int(), x.posts.Int(), over),
				Values: map[string]string{"staff": x.staff.String(), "posts": x.posts.String(), "difference": over},
			})
		}
	}
}

var dimensionScoreMismatchRule = &rules.Rule{
	ID:         "dimension-score-mismatch",
	Title:      report.Text{ZH: "各维度得分与总分不符", EN: "Scores of the dimensions differ from the final score"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Check: rules.Conclusion},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("score", "所列得分", "stated score", rules.Points),
		rules.Named("sum", "各维度相加", "dimensions add up to", rules.Points),
		rules.Named("weight", "分值", "weight", rules.Points),
		rules.Difference(rules.Points),
	},
	Basis: []rules.Basis{rules.Measures},
	Doc: rules.Doc{
		What:    report.Text{ZH: "结论中列出各维度（决策、过程、产出、效益等）分值和得分的：各维度得分不应超过分值；分值合计等于满分（没有写明时为100）的，得分合计应等于最终得分。缺分值或得分的不作判断。", EN: "Where the conclusion lists dimensions (决策, 过程, 产出, 效益 …) with weights and scores: no score exceeds its weight, and where the weights add up to full marks (100 where none are stated) the scores add up to the final score. Silent where a weight or a score is not stated."},
		Why:     report.Text{ZH: "总分是各维度得分之和。", EN: "The final score is the sum of its dimensions."},
		Example: report.Text{ZH: "最终得分列为 84.04 分，各维度得分相加为 94.04 分，相差 10.00 分", EN: "the final score is given as 84.04 points; the dimensions add up to 94.04 points, a difference of 10.00 points"},
		Caveat:  report.Text{ZH: "另有加分、扣分项而未列为维度时会误报。", EN: "Points added or taken off outside the dimensions are reported wrongly."},
		Advice:  report.Text{ZH: "对照打分表重新相加。", EN: "Add the scores of the scoring sheet again."},
	},
	Check: dimensionScores,
}

func dimensionScores(p *rules.Pass) {
	c := p.Report.Conclusion
	if c == nil || len(c.Dimensions) < 2 {
		return
	}
	sum, weights, half := decimal.Zero, decimal.Zero, decimal.Zero
	at := []report.Location{}
	for i := range c.Dimensions {
		d := &c.Dimensions[i]
		if !d.Weight.Known() || !d.Score.Known() {
			return
		}
		sum, weights, half = sum.Add(d.Score.Dec()), weights.Add(d.Weight.Dec()), half.Add(d.Score.HalfDigit())
		at = append(at, d.Score.At)
	}
	for i := range c.Dimensions {
		d := &c.Dimensions[i]
		if over := d.Score.Dec().Sub(d.Weight.Dec()); over.IsPositive() {
			p.Add(rules.Finding{
				Key: "dimension " + names.Key(d.Name), At: rules.Cells(d.At, d.Score, d.Weight),
				Text:   report.Textf("“%s”得分 %s，高于分值 %s，多 %s", "“%s” scores %s, more than its weight of %s, by %s", d.Name, d.Score, d.Weight, figures.Money(over, d.Score.Unit)),
				Values: map[string]string{"score": d.Score.String(), "weight": d.Weight.String(), "difference": figures.Money(over, d.Score.Unit)},
			})
		}
	}
	full := decimal.NewFromInt(100)
	if c.Full.Known() {
		full = c.Full.Dec()
	}
	if !c.Score.Known() || !weights.Equal(full) || sum.Sub(c.Score.Dec()).Abs().LessThanOrEqual(decimal.Max(c.Score.HalfDigit(), half)) {
		return
	}
	diff := sum.Sub(c.Score.Dec()).Abs()
	p.Add(rules.Finding{
		Key: "dimensions", At: rules.Places(c.At, append([]report.Location{c.Score.At}, at...)...),
		Text: report.Textf("最终得分列为 %s，各维度得分相加为 %s，相差 %s", "the final score is given as %s; the dimensions add up to %s, a difference of %s",
			c.Score, figures.Money(sum, c.Score.Unit), figures.Money(diff, c.Score.Unit)),
		Values: map[string]string{"score": c.Score.String(), "sum": figures.Money(sum, c.Score.Unit), "difference": figures.Money(diff, c.Score.Unit)},
	})
}
