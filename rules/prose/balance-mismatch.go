package prose

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

var balanceMismatchRule = &rules.Rule{
	ID:         "balance-mismatch",
	Title:      report.Text{ZH: "正文所列结余与来源减支出不符", EN: "The balance in the text is not what was left"},
	Severity:   rules.Warning,
	Arithmetic: true,
	Needs:      rules.Needs{Check: rules.Prose},
	Values: []rules.Value{
		rules.Named("source", "预算或到位数", "budgeted or received", rules.Money),
		rules.Named("spent", "支出数", "spent", rules.Money),
		rules.Named("balance", "所列结余或结转", "stated balance", rules.Money),
		rules.Difference(rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "正文对同一笔资金列有预算或到位数、支出数和结余（结转下年）的，结余应等于来源减支出。来源可以是年初预算、预算或到位数，加追加、上年结转，减压减；结余可以另加结转、交回的部分。任一种算法相符，或差额能由文中另一金额（如合同价）说明的，不报。", EN: "Where the text gives of one sum what was budgeted or received, what was spent and what is left (结余, 结转下年), the balance is the source less the spending. The source may be the initial budget, the budget or what was received, with additions and balances brought in, less cuts; what was carried over or returned may come on top of the balance. Silent where any reading fits, or where another amount of the text (a contract) accounts for it."},
		Why:     report.Text{ZH: "结余是来源减支出，三数不能自相矛盾。", EN: "A balance is what was received less what was spent."},
		Example: report.Text{ZH: "“防火经费”：预算或到位数 104 万元，支出 98 万元，所列结余 16 万元，相差 10 万元", EN: "“防火经费”: 104 ten thousand yuan budgeted or received less 98 ten thousand yuan spent is not the stated balance of 16 ten thousand yuan, a difference of 10 ten thousand yuan"},
		Caveat:  report.Text{ZH: "结余若含以前年度或其他资金而文中没有写明时会误报。", EN: "A balance that holds money of other years or sources is reported wrongly where the text does not say so."},
		Advice:  report.Text{ZH: "核对账面结余和结转资金的构成。", EN: "Check the balance in the books and what it is made of."},
	},
	Check: balanceMismatch,
}

// balanceMismatch holds what the text says is left of a sum against the sum and its spending.
func balanceMismatch(p *rules.Pass) {
	funds := p.Report.Funds
	for i := range funds {
		f := &funds[i]
		left := f.Balance
		if left == nil {
			left = f.CarriedOut
		}
		source := firstKnown(f.Allocated, f.Budget, f.Initial)
		if !f.Executed.Known() || !left.Known() || source == nil || f.Year != "" || broughtElsewhere(funds, f) {
			continue
		}
		b := balanceOf{f, left, source.Unit}
		least, ok := b.difference()
		if !ok || least.LessThanOrEqual(figures.Tolerance(source.Unit, source, f.Executed, left)) || b.explained(funds) {
			continue
		}
		diff := figures.Money(least, source.Unit)
		p.Add(rules.Finding{
			Key: "balance " + names.Key(f.Name), At: rules.Cells(f.At, left, source, f.Executed),
			Text: report.Textf("%s预算或到位数 %s，支出 %s，所列结余 %s，相差 %s", "%s%s budgeted or received less %s spent is not the stated balance of %s, a difference of %s",
				nameOf(f.Name), source, f.Executed, left, diff),
			Values: map[string]string{"source": source.String(), "spent": f.Executed.String(), "balance": left.String(), "difference": diff},
		})
	}
}

func firstKnown(amounts ...*report.Amount) *report.Amount {
	for _, a := range amounts {
		if a.Known() {
			return a
		}
	}
	return nil
}

// balanceOf is a sum whose balance is stated, in the unit of its source.
type balanceOf struct {
	*report.Funds
	left *report.Amount
	unit string
}

// in is an amount in the sum's unit, 0 where it is not stated.
func (b balanceOf) in(a *report.Amount) decimal.Decimal {
	if !a.Known() {
		return decimal.Zero
	}
	v, _ := a.In(b.unit)
	return v
}

// sources are what the sum may have been spent from.
func (b balanceOf) sources() (out []decimal.Decimal) {
	added := b.in(b.Added).Sub(b.in(b.Cut))
	for _, a := range []*report.Amount{b.Initial, b.Budget, b.Allocated} {
		if !a.Known() {
			continue
		}
		v := b.in(a)
		for _, more := range []decimal.Decimal{decimal.Zero, added, b.in(b.CarriedIn), added.Add(b.in(b.CarriedIn))} {
			out = append(out, v.Add(more))
		}
	}
	return out
}

// lefts are what may have been left of it, by what the text says.
func (b balanceOf) lefts() []decimal.Decimal {
	left, carried, returned := b.in(b.left), b.in(b.CarriedOut), b.in(b.Returned)
	if b.left == b.CarriedOut {
		carried = decimal.Zero
	}
	return []decimal.Decimal{left, left.Add(carried), left.Add(returned), left.Add(carried).Add(returned)}
}

// difference is how far the readings are apart that fit best; not ok where more was spent
// than any source holds, which is another matter.
func (b balanceOf) difference() (least decimal.Decimal, ok bool) {
	for _, source := range b.sources() {
		rest := source.Sub(b.in(b.Executed))
		if rest.IsNegative() {
			continue
		}
		for _, left := range b.lefts() {
			if d := rest.Sub(left).Abs(); !ok || d.LessThan(least) {
				least, ok = d, true
			}
		}
	}
	return least, ok
}

// explained reports whether another amount of the text accounts for the balance: what a
// contract came to, what was paid in all.
func (b balanceOf) explained(funds []report.Funds) bool {
	for i := range funds {
		f := &funds[i]
		for _, a := range []*report.Amount{f.Initial, f.Budget, f.Allocated, f.Executed, f.Amount, f.Balance, f.CarriedOut, f.Returned} {
			if !a.Known() || f == b.Funds && a == b.left {
				continue
			}
			v := b.in(a)
			for _, left := range b.lefts() {
				if v.Sub(b.in(b.Executed)).Equal(left) {
					return true
				}
				for _, source := range b.sources() {
					if source.Sub(v).Equal(left) && a != b.Executed {
						return true
					}
				}
			}
		}
	}
	return false
}

// broughtElsewhere reports whether the text speaks of money carried over or added, of no
// sum in particular.
func broughtElsewhere(funds []report.Funds, f *report.Funds) bool {
	for i := range funds {
		if x := &funds[i]; x != f && (x.Name == "" || x.Name == f.Name) && (x.CarriedIn != nil || x.Added != nil || x.Cut != nil) {
			return true
		}
	}
	return false
}
