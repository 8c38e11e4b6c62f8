package summary

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
)

// This file compares total rows with the rows they sum, and the prose's totals
// with the table.

var totalRowMismatchRule = &rules.Rule{
	ID:         "total-row-mismatch",
	Title:      report.Text{ZH: "合计行与各行之和不符", EN: "Total row differs from the sum of its rows"},
	Severity:   rules.Error,
	Needs:      rules.Whole(rules.Summary),
	Arithmetic: true,
	Values: []rules.Value{
		rules.Term("column", "栏目", "column", rules.FieldTerms),
		rules.Named("stated", "合计行所列", "total row says", rules.Money),
		rules.Named("sum", "各行相加", "rows add up to", rules.Money),
		rules.Difference(rules.Money),
	},
	CausedBy: []rules.Cause{{Rule: "unit-inconsistent"}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "把合计、小计行的预算数、执行数、结余交回财政数与其所汇总各行之和比较，差额超过较粗一方末位数字的一半才报。有一行未读懂或单位不可比的列不作判断；空格表示未列示，有空格时只在各行之和已大于合计时才报。得分列可能是平均数，不作加总。", EN: "Compares budget, executed and returned of a total or subtotal row with the sum of its rows; a difference above half the last digit of the coarser side is reported. Silent for a column with a figure not understood or in a unit that cannot be compared; a blank is not stated, so with blanks only a sum above the total is reported. Scores are not summed: a total row may hold their mean."},
		Why:     report.Text{ZH: "合计必须等于各行之和，否则至少有一个数不实，或有项目没有列出。", EN: "A total equals the sum of its rows; else a figure is wrong or a project is left out."},
		Example: report.Text{ZH: "“合计”行的预算数列为 100.01 万元，所含 3 行相加为 99.99 万元，多列 0.02 万元", EN: "row “合计”: the budget is given as 100.01 ten thousand yuan; the sum of its 3 rows is 99.99 ten thousand yuan, too much by 0.02 ten thousand yuan"},
		Caveat:  report.Text{ZH: "表格只公开部分项目而合计为全部时会不符；由未四舍五入的数加总的合计，可能与各行之和差几个末位，可用参数 row_rounding 放宽。", EN: "A table that publishes some projects under the total of all differs; a total of unrounded figures may be a few last digits off: set row_rounding."},
		Advice:  report.Text{ZH: "逐行核对并重新加总。", EN: "Go through the rows and add them up again."},
	},
	Params: []rules.Param{{
		Name: "row_rounding", Default: false,
		Doc: report.Text{ZH: "每行允许半个末位的四舍五入误差，逐行累积", EN: "allow rounding by half a last digit in every row, added up"},
	}},
	Check: totalRowMismatch,
}

// columns are the amounts that total rows sum, with the name a message gives them.
var columns = []struct {
	column rules.Column
	key    string
	name   report.Text
	total  func(*report.Total) *report.Amount
}{
	{rules.Budget, "budget", report.Text{ZH: "预算数", EN: "budget"}, func(t *report.Total) *report.Amount { return t.Budget }},
	{rules.Executed, "executed", report.Text{ZH: "执行数", EN: "executed"}, func(t *report.Total) *report.Amount { return t.Executed }},
	{rules.Returned, "returned", report.Text{ZH: "结余交回财政数", EN: "returned"}, func(t *report.Total) *report.Amount { return t.Returned }},
}

func totalRowMismatch(p *rules.Pass) {
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
			if over.Abs().LessThanOrEqual(room) || sumsOtherwise(p, c.column, whole, t.Rows) {
				continue
			}
			addTotal(p, t, c.key, c.name, whole, s)
		}
	}
}

// sumsOtherwise reports whether a total is the sum of all rows of the report
// although it was taken for that of fewer.
func sumsOtherwise(p *rules.Pass, c rules.Column, whole *report.Amount, rows []int) bool {
	if len(rows) == len(p.Report.Projects) {
		return false
	}
	all, ok := p.Index.SumAll(c, whole.Unit)
	return ok && all.Sum.Sub(whole.Dec()).Abs().LessThanOrEqual(decimal.Max(whole.HalfDigit(), all.Half))
}

func addTotal(p *rules.Pass, t *report.Total, key string, name report.Text, whole *report.Amount, s rules.Sum) {
	diff := s.Sum.Sub(whole.Dec())
	more := report.Text{ZH: "少列", EN: "too little"}
	if diff.IsNegative() {
		more = report.Text{ZH: "多列", EN: "too much"}
	}
	var hint report.Text
	switch {
	case diff.Abs().LessThanOrEqual(s.Drift) && whole.Dec().Exponent() < 0:
		hint = report.Textf("（逐行四舍五入最多可累积 %s）", " (rounding row by row can add up to %s)", figures.Money(s.Drift, whole.Unit))
	case tenThousandfold(whole.Dec(), s.Sum):
		hint = report.Textf("（两者恰差一万倍，疑为元与万元混用）", " (one is exactly ten thousand times the other: a slip of the unit?)")
	}
	p.Add(rules.Finding{
		Key:  t.Label + "|" + key,
		At:   rules.Cells(t.At, whole),
		Over: t.Rows,
		Text: report.Textf("“%s”行的%s列为 %s，所含 %s 行相加为 %s，%s %s%s", "row “%s”: the %s is given as %s; the sum of its %s is %s, %s by %s%s",
			t.Label, name, whole, figures.N(s.Stated, "row", "rows"), figures.Money(s.Sum, whole.Unit), more, figures.Money(diff.Abs(), whole.Unit), hint),
		Values: map[string]string{
			"column": key, "stated": whole.String(), "sum": figures.Money(s.Sum, whole.Unit), "difference": figures.Money(diff.Abs(), whole.Unit),
		},
	})
}

// tenThousandfold reports whether one of two figures is exactly ten thousand
// times the other, as 元 are to 万元.
func tenThousandfold(a, b decimal.Decimal) bool {
	return !a.IsZero() && (a.Shift(4).Equal(b) || b.Shift(4).Equal(a))
}
