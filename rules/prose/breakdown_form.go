package prose

import (
	"strings"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/forms"
)

// breakdownForm holds the sources of a form's money to their total.
func breakdownForm(p *rules.Pass, pos int, f *report.Form) {
	total := forms.TotalFund(f)
	if total == nil || len(f.Funds) < 2 {
		return
	}
	for _, column := range []struct {
		name report.Text
		key  string
		of   func(*report.Fund) *report.Amount
	}{
		{report.Text{ZH: "年初预算数", EN: "initial budget"}, "initial", func(x *report.Fund) *report.Amount { return x.Initial }},
		{report.Text{ZH: "全年预算数", EN: "budget"}, "budget", func(x *report.Fund) *report.Amount { return x.Budget }},
		{report.Text{ZH: "全年执行数", EN: "executed amount"}, "executed", func(x *report.Fund) *report.Amount { return x.Executed }},
	} {
		whole := column.of(total)
		var rows []*report.Fund
		complete := true
		for i := range f.Funds {
			switch x := &f.Funds[i]; {
			case x == total:
			case column.of(x).Known():
				rows = append(rows, x)
			default:
				complete = false
			}
		}
		amounts := func(rows []*report.Fund) []*report.Amount {
			out := make([]*report.Amount, len(rows))
			for i, x := range rows {
				out[i] = column.of(x)
			}
			return out
		}
		over, sum, equal, ok := figures.SumsTo(whole, amounts(rows))
		if !ok || equal || over.IsNegative() && (!complete || len(rows) < 2) {
			continue
		}
		if nestedFits(rows, func(rest []*report.Fund) bool {
			_, _, equal, ok := figures.SumsTo(whole, amounts(rest))
			return ok && equal
		}) {
			continue
		}
		p.Add(rules.Finding{
			Forms: []int{pos}, At: rules.Cells(total.At, append([]*report.Amount{whole}, amounts(rows)...)...), Key: forms.Key(f, column.key),
			Text: report.Textf("%s：“%[3]s”的%[2]s列为 %[4]s，其中 %[5]s 项相加为 %[6]s，相差 %[7]s", "%s: the %s of “%s” is given as %s; its %s add up to %s, a difference of %s",
				forms.Label(pos, f), column.name, total.Name, whole, figures.N(len(rows), "part", "parts"), figures.Money(sum, whole.Unit), figures.Money(over.Abs(), whole.Unit)),
			Values: map[string]string{"whole": whole.String(), "sum": figures.Money(sum, whole.Unit), "difference": figures.Money(over.Abs(), whole.Unit)},
		})
	}
}

// nestedFits reports whether the rows make the total once those are left out
// that are parts of the row above them: a second 其中 says so, or the names of
// levels of government under a row of public money.
func nestedFits(rows []*report.Fund, fits func([]*report.Fund) bool) bool {
	for from := 1; from < len(rows); from++ {
		if rows[from].Level < 2 && !(publicMoney(rows[from-1].Name) && partOfPublicMoney(rows[from].Name)) {
			continue
		}
		for to := from + 1; to <= len(rows); to++ {
			rest := append(append([]*report.Fund{}, rows[:from]...), rows[to:]...)
			if fits(rest) {
				return true
			}
		}
	}
	return false
}

func publicMoney(name string) bool {
	return strings.Contains(name, publicMoneyWord) && !strings.Contains(name, specialAccount)
}

func partOfPublicMoney(name string) bool {
	for _, w := range publicMoneyParts {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}
