package rules

import (
	"fmt"

	"github.com/shopspring/decimal"

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
				What:    report.Text{ZH: "把合计、小计行的预算数、执行数、结余交回财政数与其所汇总各行之和比较，差额超过较粗一方末位数字的一半才报。有一行未读懂或单位不可比的列不作判断；空格表示未列示，有空格时只在各行之和已大于合计时才报。得分列可能是平均数，不作加总。", EN: "Compares budget, executed and returned of a total or subtotal row with the sum of its rows; a difference above half the last digit of the coarser side is reported. Silent for a column with a figure not understood or in a unit that cannot be compared; a blank is not stated, so with blanks only a sum above the total is reported. Scores are not summed: a total row may hold their mean."},
				Why:     report.Text{ZH: "合计必须等于各行之和，否则至少有一个数不实，或有项目没有列出。", EN: "A total equals the sum of its rows; else a figure is wrong or a project is left out."},
				Example: report.Text{ZH: "“合计”行执行数 6056.3405 万元 ≠ 12 行之和 6066.3405 万元，少列 10.0000 万元", EN: "row “合计”: executed 6056.3405 万元 ≠ sum of 12 rows 6066.3405 万元, too little by 10.0000 万元"},
				Caveat:  report.Text{ZH: "表格只公开部分项目而合计为全部时会不符；由未四舍五入的数加总的合计，可能与各行之和差几个末位，可用参数 row_rounding 放宽。", EN: "A table that publishes some projects under the total of all differs; a total of unrounded figures may be a few last digits off: set row_rounding."},
				Advice:  report.Text{ZH: "逐行核对并重新加总。", EN: "Go through the rows and add them up again."},
			},
			Params: []Param{{
				Name: "row_rounding", Default: false,
				Doc: report.Text{ZH: "每行允许半个末位的四舍五入误差，逐行累积", EN: "allow rounding by half a last digit in every row, added up"},
			}},
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

// columns are the amounts that total rows sum, with the name a message gives them.
var columns = []struct {
	column Column
	key    string
	name   report.Text
	total  func(*report.Total) *report.Amount
}{
	{Budget, "budget", report.Text{ZH: "预算数", EN: "budget"}, func(t *report.Total) *report.Amount { return t.Budget }},
	{Executed, "executed", report.Text{ZH: "执行数", EN: "executed"}, func(t *report.Total) *report.Amount { return t.Executed }},
	{Returned, "returned", report.Text{ZH: "结余交回财政数", EN: "returned"}, func(t *report.Total) *report.Amount { return t.Returned }},
}

func totalRowMismatch(p *Pass) {
	byRow := p.Bool("row_rounding")
	for i := range p.Report.Totals {
		t := &p.Report.Totals[i]
		for _, c := range columns {
			whole := c.total(t)
			if !whole.Known() || len(t.Rows) == 0 {
				continue
			}
			s, ok := p.Index.Sum(c.column, t.Rows, whole.Unit)
			if !ok || s.Stated == 0 {
				continue
			}
			over := s.Sum.Sub(whole.Dec())
			// A blank may stand for money not stated, so that the whole may be more.
			if over.IsNegative() && s.Blank > 0 {
				continue
			}
			room := decimal.Max(whole.HalfDigit(), s.Half)
			if byRow {
				room = decimal.Max(room, s.Drift)
			}
			if over.Abs().LessThanOrEqual(room) || p.sumsOtherwise(c.column, whole, t.Rows) {
				continue
			}
			p.addTotal(t, c.key, c.name, whole, s)
		}
	}
}

// sumsOtherwise reports whether a total is the sum of all rows of the report
// although it was taken for that of fewer.
func (p *Pass) sumsOtherwise(c Column, whole *report.Amount, rows []int) bool {
	if len(rows) == len(p.Report.Projects) {
		return false
	}
	all, ok := p.Index.SumAll(c, whole.Unit)
	return ok && all.Sum.Sub(whole.Dec()).Abs().LessThanOrEqual(decimal.Max(whole.HalfDigit(), all.Half))
}

func (p *Pass) addTotal(t *report.Total, key string, name report.Text, whole *report.Amount, s Sum) {
	diff := s.Sum.Sub(whole.Dec())
	more := report.Text{ZH: "少列", EN: "too little"}
	if diff.IsNegative() {
		more = report.Text{ZH: "多列", EN: "too much"}
	}
	var hint report.Text
	switch {
	case diff.Abs().LessThanOrEqual(s.Drift) && whole.Dec().Exponent() < 0:
		hint = say("；逐行四舍五入最多可累积 %s", "; rounding row by row can add up to %s", money(s.Drift, whole.Unit))
	case tenThousandfold(whole.Dec(), s.Sum):
		hint = say("；两者恰差一万倍，疑为元与万元之误", "; one is exactly ten thousand times the other: 元 taken for 万元?")
	}
	p.Add(Finding{
		Key: t.Label + "|" + key,
		At:  []report.Location{whole.At},
		Text: say("“%s”行%s %s ≠ %d 行之和 %s，%s %s%s", "row “%s”: %s %s ≠ sum of %d rows %s, %s by %s%s",
			t.Label, name, whole, s.Stated, money(s.Sum, whole.Unit), more, money(diff.Abs(), whole.Unit), hint),
		Values: map[string]string{
			"column": key, "stated": whole.String(), "sum": money(s.Sum, whole.Unit), "difference": money(diff.Abs(), whole.Unit),
		},
	})
}

// tenThousandfold reports whether one of two figures is exactly ten thousand
// times the other, as 元 are to 万元.
func tenThousandfold(a, b decimal.Decimal) bool {
	return !a.IsZero() && (a.Shift(4).Equal(b) || b.Shift(4).Equal(a))
}

func declaredTotal(p *Pass) {
	d := p.Report.Declared
	if d == nil || !d.Funds.Known() || len(p.Report.Projects) == 0 {
		return
	}
	matches := func(c Column) (s Sum, equal, ok bool) {
		s, ok = p.Index.SumAll(c, d.Funds.Unit)
		ok = ok && s.Blank == 0
		return s, ok && s.Sum.Sub(d.Funds.Dec()).Abs().LessThanOrEqual(decimal.Max(d.Funds.HalfDigit(), s.Half)), ok
	}
	s, equal, ok := matches(Budget)
	if !ok || equal {
		return
	}
	if _, spent, _ := matches(Executed); spent {
		return
	}
	diff := s.Sum.Sub(d.Funds.Dec()).Abs()
	p.Add(Finding{
		Key: "funds",
		At:  []report.Location{d.Funds.At},
		Text: say("正文称自评涉及资金 %s，表中预算数之和为 %s，相差 %s", "the text declares funds of %s, the budgets of the table add up to %s, a difference of %s",
			d.Funds, money(s.Sum, d.Funds.Unit), money(diff, d.Funds.Unit)),
		Values: map[string]string{"declared": d.Funds.String(), "sum": money(s.Sum, d.Funds.Unit), "difference": money(diff, d.Funds.Unit)},
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
