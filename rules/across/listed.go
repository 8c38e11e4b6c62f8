package across

import (
	"slices"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
	"selfeval/rules/internal/names"
)

var departmentTotalMismatchRule = &rules.Rule{
	ID:         "department-total-mismatch",
	Title:      report.Text{ZH: "部门的数与汇总名单所列不符", EN: "A department's figures differ from the list of departments"},
	Severity:   rules.Warning,
	Arithmetic: true,
	Needs:      rules.Needs{Check: rules.Summary | rules.Forms | rules.Conclusion, Other: rules.Summary, Single: true},
	Values: []rules.Value{
		rules.Term("field", "栏目", "column", rules.FieldTerms),
		rules.Named("own", "部门报告所列", "in the department's paper", rules.Words),
		rules.Named("listed", "汇总名单所列", "in the list", rules.Words),
		rules.Named("difference", "相差", "difference", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "财政部门等公开的各部门名单（一行一个部门）与部门自己的报告对照：预算数、执行数（汇总表合计或整体自评表总额）和得分。预算数、执行数有一个相符，说明口径相同，才比较其余的数。", EN: "Compares a list of departments (a row a department), as a finance bureau publishes it, with the department's own paper: budget, executed amount (total of the summary or of the form as a whole) and score. Only where budget or executed amount agrees, which shows that both are of one scope, the others are compared."},
		Why:     report.Text{ZH: "名单由部门报告汇总而来，两处应当一致。", EN: "The list is made of the departments' papers."},
		Example: report.Text{ZH: "执行数：部门报告为 456 万元，汇总名单为 446 万元，相差 10 万元", EN: "executed amount: 456 ten thousand yuan in the department's paper, 446 ten thousand yuan in the list of departments, a difference of 10 ten thousand yuan"},
		Caveat:  report.Text{ZH: "名单可能在部门更正之前或之后公开。", EN: "The list may have been published before or after a correction."},
		Advice:  report.Text{ZH: "对照两份文件的公开日期，请单位和财政部门核对。", EN: "Compare the days of both papers, and ask department and bureau to check."},
	},
	Listed: listed,
}

// own are the figures of a department as a whole that its paper gives.
type own struct{ budget, executed, score *report.Amount }

func listed(p *rules.Pass, lists []*rules.Paper) {
	o := wholeOf(p.Report)
	for _, x := range lists {
		row := rowOf(x.Report, p.Names...)
		if row == nil {
			continue
		}
		budget, executed := figures.Same(o.budget, row.Budget), figures.Same(o.executed, row.Executed)
		if budget != figures.Yes && executed != figures.Yes {
			continue
		}
		tell := func(field string, mine, there *report.Amount) {
			v, _ := plainUnit(there, mine.Unit).In(mine.Unit)
			diff := figures.Money(v.Sub(mine.Dec()).Abs(), mine.Unit)
			p.Add(rules.Finding{
				Key: field, At: rules.Cells(p.Title(), mine), Against: []rules.Counterpart{x.Against(there.At)},
				Text:   report.Textf("%s：部门报告为 %s，汇总名单为 %s，相差 %s", "%s: %s in the department's paper, %s in the list of departments, a difference of %s", rules.FieldTerms[field], mine, there, diff),
				Values: map[string]string{"field": field, "own": mine.String(), "listed": there.String(), "difference": diff},
			})
		}
		if budget == figures.No {
			tell("budget", o.budget, row.Budget)
		}
		if executed == figures.No {
			tell("executed", o.executed, row.Executed)
		}
		mine, there := plainUnit(o.score, figures.Points), plainUnit(row.Score, figures.Points)
		if figures.InPoints(o.score) && figures.InPoints(row.Score) && figures.Same(mine, there) == figures.No {
			tell("score", mine, there)
		}
	}
}

// plainUnit is a figure in a unit where none is printed with it.
func plainUnit(a *report.Amount, unit string) *report.Amount {
	if a == nil || a.Unit != "" {
		return a
	}
	b := *a
	b.Unit = unit
	return &b
}

// rowOf is the one row of a table that has one of the names, as they are compared; nil
// where there is none or more than one.
func rowOf(r *report.Report, keys ...string) (row *report.Project) {
	for i := range r.Projects {
		if slices.Contains(keys, names.Key(r.Projects[i].Name)) {
			if row != nil {
				return nil
			}
			row = &r.Projects[i]
		}
	}
	return row
}

// wholeOf are a department's figures: of the total of its summary table, else of its form
// as a whole.
func wholeOf(r *report.Report) (o own) {
	if r.Conclusion != nil {
		o.score = r.Conclusion.Score
	}
	if len(r.Totals) == 1 {
		o.budget, o.executed = r.Totals[0].Budget, r.Totals[0].Executed
		return o
	}
	for i := range r.Forms {
		if f := &r.Forms[i]; f.Kind == report.KindDepartment {
			if t := forms.TotalFund(f); t != nil {
				o.budget, o.executed = t.Budget, t.Executed
			}
		}
	}
	return o
}
