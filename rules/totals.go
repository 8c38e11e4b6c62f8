package rules

import (
	"fmt"

	"selfeval/report"
)

// This file compares total rows with the rows they sum, and the prose's totals
// with the table.

func init() {
	register(
		&Rule{
			ID:       "total-row-mismatch",
			Title:    report.Text{ZH: "合计行与各行之和不符", EN: "Total row differs from the sum of its rows"},
			Severity: Error,
			Doc: Doc{
				What:    report.Text{ZH: "把合计、小计行的预算数、执行数、交回数与其所汇总各行之和比较。空格不计入；任何一行未读懂或单位不可比时，该列不作判断；得分列不作加总。", EN: "Compares budget, executed and returned of a total or subtotal row with the sum of its rows; a blank adds nothing; silent for a column in which a figure was not understood or cannot be compared. Scores are not summed."},
				Why:     report.Text{ZH: "合计必须等于各行之和。", EN: "A total equals the sum of its rows."},
				Example: report.Text{ZH: "“合计”执行数 6056.3405万元 ≠ 12行之和 6066.3405万元，少 10万元", EN: "\"合计\" executed 6056.3405万元 ≠ sum of 12 rows 6066.3405万元, 10万元 too little"},
				Caveat:  report.Text{ZH: "表格只公开部分项目而合计为全部时会不符。", EN: "A table that publishes some projects under the total of all differs."},
				Advice:  report.Text{ZH: "逐行核对并重新加总。", EN: "Go through the rows and add them up again."},
			},
			Check: totalRowMismatch,
		},
		&Rule{
			ID:       "declared-total-mismatch",
			Title:    report.Text{ZH: "正文所称资金与表格不符", EN: "Declared funds differ from the table"},
			Severity: Error,
			Doc: Doc{
				What:    report.Text{ZH: "比较正文所称自评涉及资金与汇总表预算数之和，容差为正文末位的半个单位。", EN: "Compares the funds the prose declares with the sum of the table's budgets, within half the prose's last printed digit."},
				Why:     report.Text{ZH: "同一份报告的两处数字应当一致。", EN: "Two figures of one report agree."},
				Example: report.Text{ZH: "正文称涉及资金 6676.8万元，表中预算数之和为 6776.8万元，相差 100万元", EN: "the text declares 6676.8万元, the budgets of the table add up to 6776.8万元, a difference of 100万元"},
				Caveat:  report.Text{ZH: "正文若按执行数表述（与执行数之和一致时不报）或只计部分项目，会有差异。", EN: "The text may count executed amounts (no finding then) or only some projects."},
				Advice:  report.Text{ZH: "核对口径。", EN: "Check what was counted."},
			},
			Check: declaredTotal,
		},
		&Rule{
			ID:       "declared-count-mismatch",
			Title:    report.Text{ZH: "正文所称项目数与表格不符", EN: "Declared number of projects differs from the table"},
			Severity: Error,
			Doc: Doc{
				What:    report.Text{ZH: "比较正文所称项目数与汇总表行数（没有汇总表时与自评表份数）。", EN: "Compares the number of projects the prose declares with the rows of the table (with the forms, where there is no table)."},
				Why:     report.Text{ZH: "少一行就是少公开一个项目。", EN: "A missing row is a project not published."},
				Example: report.Text{ZH: "正文称 78 个项目，表中 77 行", EN: "the text declares 78 projects, the table has 77 rows"},
				Caveat:  report.Text{ZH: "读取时漏行也会不符；读取不完整的文件不作判断。", EN: "A row lost in reading looks the same; silent where reading was incomplete."},
				Advice:  report.Text{ZH: "对照原表数行。", EN: "Count the rows of the original."},
			},
			Check: declaredCount,
		},
	)
}

func totalRowMismatch(p *Pass) {
	rows := p.Report.Projects
	for _, t := range p.Report.Totals {
		if len(t.Rows) == 0 {
			continue
		}
		for _, column := range []struct {
			name  report.Text
			key   string
			whole *report.Amount
			part  func(*report.Project) *report.Amount
		}{
			{report.Text{ZH: "预算数", EN: "budget"}, "budget", t.Budget, func(r *report.Project) *report.Amount { return r.Budget }},
			{report.Text{ZH: "执行数", EN: "executed"}, "executed", t.Executed, func(r *report.Project) *report.Amount { return r.Executed }},
			{report.Text{ZH: "交回财政数", EN: "returned"}, "returned", t.Returned, func(r *report.Project) *report.Amount { return r.Returned }},
		} {
			parts := make([]*report.Amount, 0, len(t.Rows))
			for _, n := range t.Rows {
				a := column.part(&rows[n-1])
				if a == nil {
					continue // a blank adds nothing to a total
				}
				parts = append(parts, a)
			}
			over, total, equal, ok := sumsTo(column.whole, parts)
			if !ok || equal {
				continue
			}
			unit := column.whole.Unit
			dir := report.Text{ZH: "少", EN: "too little"}
			if over.IsNegative() {
				dir = report.Text{ZH: "多", EN: "too much"}
			}
			p.Add(Finding{
				Key: t.Label + " " + column.key,
				At:  []report.Location{column.whole.At},
				Text: say("“%s”%s %s ≠ %d行之和 %s，%s %s", "%q %s %s ≠ sum of %d rows %s, %[6]s: %[7]s",
					t.Label, column.name, column.whole, len(t.Rows), money(total, unit), dir, money(over.Abs(), unit)),
				Values: map[string]string{"column": column.key, "stated": column.whole.String(), "sum": money(total, unit), "difference": money(over.Abs(), unit)},
			})
		}
	}
}

func declaredTotal(p *Pass) {
	d := p.Report.Declared
	if d == nil || !d.Funds.Known() || len(p.Report.Projects) == 0 {
		return
	}
	column := func(part func(*report.Project) *report.Amount) (as []*report.Amount) {
		for i := range p.Report.Projects {
			as = append(as, part(&p.Report.Projects[i]))
		}
		return as
	}
	over, total, equal, ok := sumsTo(d.Funds, column(func(r *report.Project) *report.Amount { return r.Budget }))
	if !ok || equal {
		return
	}
	if _, _, spent, ok := sumsTo(d.Funds, column(func(r *report.Project) *report.Amount { return r.Executed })); ok && spent {
		return
	}
	p.Add(Finding{
		Key: "funds",
		At:  []report.Location{d.Funds.At},
		Text: say("正文称自评涉及资金 %s，表中预算数之和为 %s，相差 %s", "the text declares funds of %s, the budgets of the table add up to %s, a difference of %s",
			d.Funds, money(total, d.Funds.Unit), money(over.Abs(), d.Funds.Unit)),
		Values: map[string]string{"declared": d.Funds.String(), "sum": money(total, d.Funds.Unit), "difference": money(over.Abs(), d.Funds.Unit)},
	})
}

func declaredCount(p *Pass) {
	d := p.Report.Declared
	if d == nil || !d.ProjectCount.Known() {
		return
	}
	rows := len(p.Report.Projects)
	if rows == 0 {
		rows = len(p.Report.Forms)
	}
	if rows == 0 || rows == d.ProjectCount.Int() {
		return
	}
	p.Add(Finding{
		Key:  "count",
		At:   []report.Location{d.At},
		Text: say("正文称开展自评的项目 %d 个，实际列出 %d 个", "the text declares %d evaluated projects, %d are listed", d.ProjectCount.Int(), rows),
		Values: map[string]string{"declared": d.ProjectCount.String(), "listed": fmt.Sprint(rows),
			"difference": fmt.Sprint(max(rows-d.ProjectCount.Int(), d.ProjectCount.Int()-rows))},
	})
}
