package prose

import (
	"fmt"
	"strings"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file holds goals and targets against results.

var targetNotReportedRule = &rules.Rule{
	ID:       "target-not-reported",
	Title:    report.Text{ZH: "量化目标没有报告结果", EN: "Quantified target without a result"},
	Severity: rules.Info,
	Needs:    rules.Needs{Check: rules.Summary | rules.Forms | rules.Prose},
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.Named("name", "目标", "target", rules.Words),
		rules.Named("target", "目标值", "value aimed at", rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "年度总体绩效目标中的每个量化目标，在目标实现情况部分是否有对应的结果。正文谈到该目标并带有数字、但未能认定为结果的，不报。", EN: "Looks for the result of every quantified yearly target in the part on how the goals were met. Silent where the text speaks of the target with a figure that could not be read as its result."},
		Why:     report.Text{ZH: "有目标而无结果，绩效无从评价。", EN: "Performance cannot be judged where results are left out."},
		Example: report.Text{ZH: "年度目标“营业收入”定为“1260 亿元”，全文未见完成情况", EN: "the yearly target “营业收入” of “1260 hundred million yuan” has no result anywhere in the report"},
		Caveat:  report.Text{ZH: "结果写在图片、附件，或换了名称时会误报。", EN: "A result given in a picture, an annex or under another name is overlooked."},
		Advice:  report.Text{ZH: "要求补充完成情况。", EN: "Ask for the result."},
	},
	Check: targetsReported,
}

var goalWithoutResultRule = &rules.Rule{
	ID:       "goal-without-result",
	Title:    report.Text{ZH: "项目目标在结果表中没有对应项目", EN: "Project goal without a row in the results table"},
	Severity: rules.Warning,
	Needs:    rules.Needs{Check: rules.Summary},
	Basis:    []rules.Basis{rules.Measures},
	Values: []rules.Value{
		rules.NameValue,
		rules.Named("nearest", "名称最相近的项目", "nearest name", rules.Words),
		rules.SimilarityValue,
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "分项绩效目标所列项目，在汇总表（或自评表）中按名称相似度寻找；去除年度、级次和“项目、工程、费用”等字样后比较，最相似的一项仍低于下限才报；相似度居中的不报。", EN: "Looks for each project goal among the rows (or forms) by the likeness of names, compared without years, levels and words like 项目, 工程, 费用. Reported only where even the most similar name stays below the limit; silent in between."},
		Why:     report.Text{ZH: "设了目标的项目应当有自评结果。", EN: "A project with a goal has a result to show."},
		Example: report.Text{ZH: "项目目标“苗圃温室大棚改造”在自评结果中未见对应的项目", EN: "no result of the project goal “苗圃温室大棚改造” is seen"},
		Caveat:  report.Text{ZH: "项目改名或并入其他项目时会误报。", EN: "A project renamed or merged into another is reported wrongly."},
		Advice:  report.Text{ZH: "查该项目是否取消、更名或漏评。", EN: "Find out whether the project was dropped, renamed or left out."},
	},
	Params: []rules.Param{{Name: "below", Doc: report.Text{ZH: "相似度低于此百分数视为没有对应项目", EN: "likeness in percent below which there is no such row"}, Default: "45", Min: "0", Max: "100"}},
	Check:  goalsHaveRows,
}

var goalBudgetMismatchRule = &rules.Rule{
	ID:         "goal-budget-mismatch",
	Title:      report.Text{ZH: "项目目标的预算与结果表不一致", EN: "A goal's budget differs from its row"},
	Severity:   rules.Warning,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.NameValue,
		{Key: "row", Title: report.Text{ZH: "汇总表中的项目", EN: "project in the table"}, Kind: rules.Words, Field: "name"},
		rules.SimilarityValue,
		rules.Named("stated", "项目目标所列资金", "money the goal states", rules.Money),
		{Key: "budget", Title: report.Text{ZH: "汇总表预算数", EN: "budget in the table"}, Kind: rules.Money, Field: "budget"},
		rules.Difference(rules.Money),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "项目目标写明“预算资金”“项目资金”等当年预算的，与汇总表中名称相同（相似度90%及以上且唯一）的项目的预算数比较。“总投资”可能跨年，不与当年预算比较。", EN: "Where a goal states the year's money for a project (预算资金, 项目资金), compares it with the budget of the one row of the same name (90% alike or more). A total investment (总投资) may span years and is never compared with a year's budget."},
		Why:     report.Text{ZH: "同一项目的预算前后应一致。", EN: "One project has one budget."},
		Example: report.Text{ZH: "项目目标“河堤加固”的预算资金为 120 万元，汇总表“河堤加固”的预算数为 150 万元，相差 30 万元", EN: "the goal “河堤加固” gives “预算资金” as 120 ten thousand yuan, the summary table a budget of 150 ten thousand yuan for “河堤加固”, a difference of 30 ten thousand yuan"},
		Caveat:  report.Text{ZH: "年中调整预算会造成差异。", EN: "The budget may have been adjusted during the year."},
		Advice:  report.Text{ZH: "核对调整文件。", EN: "Check the adjustment papers."},
	},
	Check: goalBudgets,
}

func targetsReported(p *rules.Pass) {
	for i := range p.Report.Targets {
		t := &p.Report.Targets[i]
		if t.Actual != nil || t.Mentioned != "" || !t.Target.Known() {
			continue
		}
		p.Add(rules.Finding{
			Key: names.Key(t.Name), At: rules.Cells(t.At, t.Target),
			Text:   report.Textf("年度目标“%s”定为“%s”，全文未见完成情况", "the yearly target “%s” of “%s” has no result anywhere in the report", t.Name, t.Target),
			Values: map[string]string{"name": t.Name, "target": t.Target.String()},
		})
	}
}

// nearest is the row or form whose name is most like a goal's.
type nearest struct {
	name    string
	label   report.Text
	row     int // position in Report.Projects, 0 for a form
	like    int
	another bool // a second one is as like
}

// nearestTo looks among the rows, or where there is none among the forms.
func nearestTo(p *rules.Pass, name string) (best nearest) {
	at := -1
	for i, like := range p.Index.Alike(name) {
		switch {
		case at < 0 || like > best.like || best.name == "":
			at, best = i, nearest{name: p.Index.Listed(i + 1), like: like}
		case like == best.like:
			best.another = true
		}
	}
	switch {
	case at < 0:
	case len(p.Report.Projects) > 0:
		best.row, best.label = at+1, p.Row(at+1).Label()
	default:
		best.label = report.Textf("“%s”自评表", "the form “%s”", best.name)
	}
	return best
}

// near names the nearest project where it is near enough to be meant.
func (n *nearest) near() report.Text {
	if n.like < worthNaming {
		return report.Text{}
	}
	return report.Textf("，名称最相近的是%s", "; the nearest name is %s", n.label)
}

// worthNaming is how much like a goal's name, in percent, another is that a person would
// compare with it.
const worthNaming = 30

func goalsHaveRows(p *rules.Pass) {
	// One row or form is a sample, not a list in which something can be missing.
	if len(p.Report.Projects) < 2 && len(p.Report.Forms) < 2 {
		return
	}
	if len(p.Report.Projects) == 0 && !p.Whole(rules.Forms) {
		return
	}
	below := p.Decimal("below").IntPart()
	for i := range p.Report.Goals {
		g := &p.Report.Goals[i]
		if names.Core(g.Name) == "" {
			continue
		}
		n := nearestTo(p, g.Name)
		if int64(n.like) >= below {
			continue
		}
		p.Add(rules.Finding{
			Key: names.Key(g.Name), At: []report.Location{g.At},
			Text:   report.Textf("项目目标“%s”在自评结果中未见对应的项目%s", "no result of the project goal “%s” is seen%s", g.Name, n.near()),
			Values: map[string]string{"name": g.Name, "nearest": n.name, "similarity": fmt.Sprintf("%d%%", n.like)},
		})
	}
}

func goalBudgets(p *rules.Pass) {
	for i := range p.Report.Goals {
		g := &p.Report.Goals[i]
		if !g.Investment.Known() || g.InvestmentName == "" || strings.Contains(g.InvestmentName, investmentWord) {
			continue
		}
		n := nearestTo(p, g.Name)
		if n.like < 90 || n.another || n.row == 0 {
			continue
		}
		b := p.Report.Projects[n.row-1].Budget
		v, ok := b.In(g.Investment.Unit)
		if !ok {
			continue
		}
		diff := v.Sub(g.Investment.Dec()).Abs()
		if diff.LessThanOrEqual(figures.Tolerance(g.Investment.Unit, b, g.Investment)) {
			continue
		}
		p.Add(rules.Finding{
			Key: names.Key(g.Name), Projects: []int{n.row}, At: append(rules.Cells(g.At, g.Investment), rules.Cells(p.Report.Projects[n.row-1].At, b)...),
			Text: report.Textf("项目目标“%s”的%s为 %s，汇总表%s的预算数为 %s，相差 %s", "the goal “%s” gives “%s” as %s, the summary table a budget of %[5]s for %[4]s, a difference of %[6]s",
				g.Name, g.InvestmentName, g.Investment, n.label, b, figures.Money(diff, g.Investment.Unit)),
			Values: map[string]string{"name": g.Name, "row": n.name, "similarity": fmt.Sprintf("%d%%", n.like), "stated": g.Investment.String(), "budget": b.String(), "difference": figures.Money(diff, g.Investment.Unit)},
		})
	}
}
