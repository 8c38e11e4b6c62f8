package across

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
	"selfeval/rules/internal/names"
)

var projectFiguresDifferRule = &rules.Rule{
	ID:         "project-figures-differ",
	Title:      report.Text{ZH: "同一项目在不同文件中的数不一致", EN: "One project, other figures in another file"},
	Severity:   rules.Warning,
	Arithmetic: true,
	Needs:      rules.Needs{Check: rules.Forms, Other: rules.Summary, Single: true},
	Values: []rules.Value{
		rules.Named("budget_form", "自评表预算数", "budget in the form", rules.Money),
		rules.Named("budget_summary", "汇总表预算数", "budget in the summary", rules.Money),
		rules.Named("executed_form", "自评表执行数", "executed in the form", rules.Money),
		rules.Named("executed_summary", "汇总表执行数", "executed in the summary", rules.Money),
		rules.Named("score_form", "自评表总分", "total score of the form", rules.Points),
		rules.Named("score_summary", "汇总表得分", "score in the summary", rules.Points),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "一个部门的自评表与汇总表分别公开时，按项目名称对照预算数、执行数和得分。两边都只有一个同名项目、单位可比才比较；自评表的年初预算与汇总表相同也算一致。", EN: "Where a department publishes forms and summary table in different files, budget, executed amount and score are compared by the project's name. Only where each side has one project of that name and the units can be compared; an initial budget that agrees is enough."},
		Why:     report.Text{ZH: "同一年度同一项目，两份公开文件的数应当一致。", EN: "Two published papers of one year should say the same of one project."},
		Example: report.Text{ZH: "“河堤加固”在自评表与另行公开的汇总表中不一致：自评表的执行数为 466 万元，汇总表为 456 万元", EN: "“河堤加固”, form and summary table of another file: executed amount 466 ten thousand yuan in the form, 456 ten thousand yuan in the table"},
		Caveat:  report.Text{ZH: "其中一份可能是更正前的版本，或者口径不同（如只含财政拨款）。", EN: "One of them may be an earlier version, or be of another scope (such as appropriations alone)."},
		Advice:  report.Text{ZH: "请单位说明以哪一份为准，更正另一份。", EN: "Ask which of them holds, and have the other corrected."},
	},
	Beside: projectFigures,
}

func projectFigures(p *rules.Pass, beside []*rules.Paper) {
	if len(p.Report.Projects) > 0 {
		return // its own table is the one to compare with
	}
	count := map[string]int{}
	for i := range p.Report.Forms {
		count[names.Key(p.Report.Forms[i].Project)]++
	}
	for i := range p.Report.Forms {
		f := &p.Report.Forms[i]
		key := names.Key(f.Project)
		if key == "" || count[key] > 1 {
			continue
		}
		for _, x := range beside {
			if row := rowOf(x.Report, key); row != nil {
				compareForm(p, i+1, f, x, row)
			}
		}
	}
}

// clash is what stands differently on two sides.
type clash struct {
	zh, en    []string
	values    map[string]string
	at, there []report.Location
}

func (c *clash) add(name report.Text, key, form, row string, at, there report.Location) {
	t := report.Textf("自评表的%s为 %s，汇总表为 %s", "%s %s in the form, %s in the table", name, form, row)
	c.zh, c.en = append(c.zh, t.ZH), append(c.en, t.EN)
	c.values[key+"_form"], c.values[key+"_summary"] = form, row
	c.at, c.there = append(c.at, at), append(c.there, there)
}

func compareForm(p *rules.Pass, pos int, f *report.Form, x *rules.Paper, row *report.Project) {
	c := clash{values: map[string]string{}}
	if total := forms.TotalFund(f); total != nil {
		if figures.Same(total.Budget, row.Budget) == figures.No && figures.Same(total.Initial, row.Budget) != figures.Yes {
			c.add(rules.BudgetValue.Title, "budget", total.Budget.String(), row.Budget.String(), total.Budget.At, row.Budget.At)
		}
		if figures.Same(total.Executed, row.Executed) == figures.No {
			c.add(rules.ExecutedValue.Title, "executed", total.Executed.String(), row.Executed.String(), total.Executed.At, row.Executed.At)
		}
	}
	if s := row.Score; f.TotalScore.Known() && figures.InPoints(s) {
		room := decimal.Max(s.HalfDigit(), f.TotalScore.HalfDigit())
		if f.TotalScore.Dec().Sub(s.Dec()).Abs().GreaterThan(room) {
			c.add(rules.ScoreValue.Title, "score", f.TotalScore.String(), report.Plain(s.Dec()), f.TotalScore.At, s.At)
		}
	}
	if len(c.zh) == 0 {
		return
	}
	p.Add(rules.Finding{
		Forms: []int{pos}, Key: forms.Key(f), At: rules.Places(f.At, c.at...), Against: []rules.Counterpart{x.Against(c.there...)},
		Text: report.Textf("“%s”在自评表与另行公开的汇总表中不一致：%s", "“%s”, form and summary table of another file: %s", f.Project,
			report.Text{ZH: strings.Join(c.zh, "；"), EN: strings.Join(c.en, "; ")}),
		Values: c.values,
	})
}
