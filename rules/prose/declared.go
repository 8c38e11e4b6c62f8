package prose

import (
	"fmt"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
)

var declaredTotalMismatchRule = &rules.Rule{
	ID:         "declared-total-mismatch",
	Title:      report.Text{ZH: "正文所称资金与表格不符", EN: "Declared funds differ from the table"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Check: rules.Summary},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("declared", "正文所称资金", "funds the text declares", rules.Money),
		rules.Named("sum", "表中预算数相加", "budgets add up to", rules.Money),
		rules.Difference(rules.Money),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}, {Rule: "unit-inconsistent", Key: "table"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "比较正文所称自评涉及资金与汇总表预算数之和，容差为正文末位的半个单位。", EN: "Compares the funds the prose declares with the sum of the table's budgets, within half the prose's last printed digit."},
		Why:     report.Text{ZH: "同一份报告的两处数字应当一致。", EN: "Two figures of one report agree."},
		Example: report.Text{ZH: "正文称自评涉及资金 600 万元，表中预算数相加为 700 万元，相差 100 万元", EN: "the text declares funds of 600 ten thousand yuan; the budgets of the table add up to 700 ten thousand yuan, a difference of 100 ten thousand yuan"},
		Caveat:  report.Text{ZH: "正文若按执行数表述（与执行数之和一致时不报）或只计部分项目，会有差异。", EN: "The text may count executed amounts (no finding then) or only some projects."},
		Advice:  report.Text{ZH: "核对口径。", EN: "Check what was counted."},
	},
	Check: declaredTotal,
}

var declaredCountMismatchRule = &rules.Rule{
	ID:         "declared-count-mismatch",
	Title:      report.Text{ZH: "正文所称项目数与表格不符", EN: "Declared number of projects differs from the table"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Check: rules.Summary},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("declared", "正文所称项目数", "projects the text declares", rules.Count),
		rules.Named("listed", "实际列出", "listed", rules.Count),
		rules.Difference(rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "比较正文所称项目数与汇总表行数（没有汇总表时与自评表份数）。正文分列一级、二级项目数的，行数在两者之间即可。", EN: "Compares the number of projects the prose declares with the rows of the table (with the forms, where there is no table). Where the prose counts projects of two levels, any number of rows between them will do."},
		Why:     report.Text{ZH: "少一行就是少公开一个项目。", EN: "A missing row is a project not published."},
		Example: report.Text{ZH: "正文称开展自评的项目为 3 个，实际列出 2 个，相差 1 个", EN: "the text declares 3 evaluated projects, the paper lists 2, a difference of 1"},
		Caveat:  report.Text{ZH: "读取时漏行也会不符；读取不完整的文件不作判断。", EN: "A row lost in reading looks the same; silent where reading was incomplete."},
		Advice:  report.Text{ZH: "对照原表数行。", EN: "Count the rows of the original."},
	},
	Check: declaredCount,
}

func declaredTotal(p *rules.Pass) {
	d := p.Report.Declared
	if d == nil || !d.Funds.Known() || len(p.Report.Projects) == 0 {
		return
	}
	evaluated := p.Report.Evaluated()
	matches := func(c rules.Column, rows []int) (s rules.Sum, equal, ok bool) {
		s, ok = p.Index.Sum(c, rows, d.Funds.Unit)
		ok = ok && s.Blank == 0
		return s, ok && s.Sum.Sub(d.Funds.Dec()).Abs().LessThanOrEqual(decimal.Max(d.Funds.HalfDigit(), s.Half)), ok
	}
	s, equal, ok := matches(rules.Budget, evaluated)
	if !ok || equal {
		return
	}
	if _, spent, _ := matches(rules.Executed, evaluated); spent {
		return
	}
	// The text may count those that the table names as left out.
	if _, all, _ := matches(rules.Budget, p.All()); all {
		return
	}
	diff := s.Sum.Sub(d.Funds.Dec()).Abs()
	p.Add(rules.Finding{
		Key:  "funds",
		At:   rules.Places(d.At, d.Funds.At),
		Over: p.All(),
		Text: report.Textf("正文称自评涉及资金 %s，表中预算数相加为 %s，相差 %s", "the text declares funds of %s; the budgets of the table add up to %s, a difference of %s",
			d.Funds, figures.Money(s.Sum, d.Funds.Unit), figures.Money(diff, d.Funds.Unit)),
		Values: map[string]string{"declared": d.Funds.String(), "sum": figures.Money(s.Sum, d.Funds.Unit), "difference": figures.Money(diff, d.Funds.Unit)},
	})
}

func declaredCount(p *rules.Pass) {
	d := p.Report.Declared
	if d == nil || !d.ProjectCount.Known() {
		return
	}
	listed := len(p.Report.Projects)
	rows := len(p.Report.Evaluated())
	if listed == 0 {
		if !p.Whole(rules.Forms) {
			return
		}
		rows = len(p.Report.Forms)
	}
	// The text may count those that the table names as left out; of two levels of
	// projects a table may list one, or each where it has no other.
	if rows == 0 || rows == d.ProjectCount.Int() || listed == d.ProjectCount.Int() ||
		d.FirstLevel.Known() && rows >= d.FirstLevel.Int() && rows <= d.ProjectCount.Int() {
		return
	}
	p.Add(rules.Finding{
		Key:  "count",
		At:   rules.Places(d.At, d.ProjectCount.At),
		Text: report.Textf("正文称开展自评的项目为 %s 个，实际列出 %s 个，相差 %s 个", "the text declares %s, the paper lists %s, a difference of %s", figures.N(d.ProjectCount.Int(), "evaluated project", "evaluated projects"), fmt.Sprint(rows), fmt.Sprint(max(rows-d.ProjectCount.Int(), d.ProjectCount.Int()-rows))),
		Values: map[string]string{"declared": d.ProjectCount.String(), "listed": fmt.Sprint(rows),
			"difference": fmt.Sprint(max(rows-d.ProjectCount.Int(), d.ProjectCount.Int()-rows))},
	})
}
