package form

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
	"selfeval/rules/internal/names"
)

// This file holds a form to the row of the summary table for the same project.

var formSummaryMismatchRule = &rules.Rule{
	ID:         "form-summary-mismatch",
	Title:      report.Text{ZH: "自评表与汇总表不一致", EN: "Form and summary row disagree"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Alone),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("budget_form", "自评表预算数", "budget in the form", rules.Money),
		{Key: "budget_summary", Title: report.Text{ZH: "汇总表预算数", EN: "budget in the summary"}, Kind: rules.Money, Field: "budget"},
		rules.Named("executed_form", "自评表执行数", "executed in the form", rules.Money),
		{Key: "executed_summary", Title: report.Text{ZH: "汇总表执行数", EN: "executed in the summary"}, Kind: rules.Money, Field: "executed"},
		rules.Named("score_form", "自评表总分", "total score of the form", rules.Points),
		{Key: "score_summary", Title: report.Text{ZH: "汇总表得分", EN: "score in the summary"}, Kind: rules.Points, Field: "score"},
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "同一项目同时公开了自评表和汇总表一行时，比较两处的预算数、执行数和得分，单位先统一，以较粗一方末位的一半为容差。名称去空格和标点后完全相同、且两处各只有一个时才比较；汇总表预算数与自评表年初数或全年数之一相等即可。", EN: "Where both a form and a summary row of a project are published, compares budget, executed amount and score in one unit, within half the last digit of the coarser side. Only where the names are the same without spaces and punctuation, and each stands once; the row's budget may equal the form's initial or its adjusted one."},
		Why:     report.Text{ZH: "同一项目的两份公开数字必须相同。", EN: "Two published figures of one project must be the same."},
		Example: report.Text{ZH: "“河堤 加固”与汇总表不一致：自评表的预算数为 500 万元，汇总表为 480 万元；自评表的执行数为 466 万元，汇总表为 456 万元；自评表的得分为 96，汇总表为 95", EN: "“河堤 加固” and the summary table differ: budget 500 ten thousand yuan in the form, 480 ten thousand yuan in the table; executed amount 466 ten thousand yuan in the form, 456 ten thousand yuan in the table; score 96 in the form, 95 in the table"},
		Caveat:  report.Text{ZH: "汇总表若列复核后的得分，会与自评得分不同。", EN: "A summary of reviewed scores differs from the self-awarded ones."},
		Advice:  report.Text{ZH: "查明以哪份为准，更正另一份。", EN: "Find out which is right and correct the other."},
	},
	Begin: formSummary,
}

// clashes gathers where a form and a row of the summary table differ.
type clashes struct {
	zh, en []string
	at     []report.Location
	values map[string]string
}

// add tells of one value that stands differently in the form and in the table.
func (c *clashes) add(name report.Text, key, form, row string, at []report.Location) {
	clash := report.Textf("自评表的%s为 %s，汇总表为 %s", "%s %s in the form, %s in the table", name, form, row)
	c.zh, c.en = append(c.zh, clash.ZH), append(c.en, clash.EN)
	c.at = append(c.at, at...)
	c.values[key+"_form"], c.values[key+"_summary"] = form, row
}

func formSummary(p *rules.Pass) rules.Hooks {
	named := map[string]int{}
	for i := range p.Report.Forms {
		named[names.Key(p.Report.Forms[i].Project)]++
	}
	return rules.Hooks{Form: func(pos int, f *report.Form) {
		key := names.Key(f.Project)
		rows := p.Index.SameName(key)
		if key == "" || len(rows) != 1 || named[key] != 1 {
			return
		}
		row := p.Row(rows[0])
		c := clashes{values: map[string]string{}}
		c.money(forms.TotalFund(f), row.Project)
		c.score(f, row.Project)
		if len(c.zh) == 0 {
			return
		}
		p.Add(rules.Finding{
			Forms: []int{pos}, Projects: []int{row.Pos}, At: c.at, Key: forms.Key(f),
			Text: report.Textf("%s与汇总表不一致：%s", "%s and the summary table differ: %s", row.Label(),
				report.Text{ZH: strings.Join(c.zh, "；"), EN: strings.Join(c.en, "; ")}),
			Values: c.values,
		})
	}}
}

// money compares budget and executed amount; the row's budget may be the form's initial
// or its adjusted one.
func (c *clashes) money(x *report.Fund, row *report.Project) {
	if x == nil {
		return
	}
	b := row.Budget
	form := x.Budget
	if !form.Known() {
		form = x.Initial
	}
	if figures.Same(form, b) == figures.No && figures.Same(x.Initial, b) != figures.Yes {
		c.add(report.Text{ZH: "预算数", EN: "budget"}, "budget", form.String(), b.String(),
			append(rules.Cells(x.At, form), rules.Cells(row.At, b)...))
	}
	if figures.Same(x.Executed, row.Executed) == figures.No {
		c.add(report.Text{ZH: "执行数", EN: "executed amount"}, "executed", x.Executed.String(), row.Executed.String(),
			append(rules.Cells(x.At, x.Executed), rules.Cells(row.At, row.Executed)...))
	}
}

func (c *clashes) score(f *report.Form, row *report.Project) {
	s := row.Score
	if !f.TotalScore.Known() || !figures.InPoints(s) {
		return
	}
	room := decimal.Max(s.HalfDigit(), f.TotalScore.HalfDigit())
	if s.HalfDigit().Equal(f.TotalScore.HalfDigit()) {
		room = decimal.Zero
	}
	if f.TotalScore.Dec().Sub(s.Dec()).Abs().GreaterThan(room) {
		c.add(report.Text{ZH: "得分", EN: "score"}, "score", f.TotalScore.String(), report.Plain(s.Dec()),
			append(rules.Places(f.At, f.TotalScore.At), rules.Cells(row.At, s)...))
	}
}
