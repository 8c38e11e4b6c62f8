package prose

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file holds stated changes against their parts and against both years.

var yearOverYearMismatchRule = &rules.Rule{
	ID:         "year-over-year-mismatch",
	Title:      report.Text{ZH: "同比增减数自相矛盾", EN: "Stated year-over-year change contradicts itself"},
	Severity:   rules.Error,
	Needs:      rules.Needs{Check: rules.Prose},
	Arithmetic: true,
	Values: []rules.Value{
		rules.Named("this_year", "当年数", "this year", rules.Money),
		rules.Named("last_year", "上年数", "last year", rules.Money),
		rules.Named("change", "所列增减额", "stated change", rules.Money),
		rules.Named("sum", "各项相加", "parts add up to", rules.Money),
		rules.Named("difference", "差额", "difference", rules.Money),
		rules.Named("growth", "应增长", "growth worked out", rules.Percent),
		rules.Named("stated", "文中所列", "the text says", rules.Words),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "对每一处“较上年增加（减少）”：增减额与其各组成项之和比较（列举看来完整时）；两年数字都有时，与两年之差比较；给出增长率时，与由增减额和当年数推算的增长率比较，允许末位差一。", EN: "For every stated change: its amount against the sum of its parts (where the list looks complete), against the difference of both years where both are stated, and the stated growth against the growth that follows from the amount and the year's figure, give or take one in its last digit."},
		Why:     report.Text{ZH: "增减额、增长率和两年数字只有两个是独立的。", EN: "Of the amounts of two years, their difference and its rate only two are independent."},
		Example: report.Text{ZH: "“项目支出”较 2021 年增减 100 万元，其中 2 项相加为 90 万元，相差 10 万元", EN: "“项目支出” changed over 2021 by 100 ten thousand yuan; its 2 parts add up to 90 ten thousand yuan, a difference of 10 ten thousand yuan"},
		Caveat:  report.Text{ZH: "正文只列举部分组成项、或增长率另有口径（如可比口径）时会误报。", EN: "A text that lists some of the parts, or a rate on a comparable basis, is reported wrongly."},
		Advice:  report.Text{ZH: "与上年报告的数字核对后重新计算。", EN: "Check last year's report and work the figures out again."},
	},
	Check: func(p *rules.Pass) {
		changes(p, p.Report.Budget.Changes)
		if f := p.Report.FinalAccounts; f != nil {
			changes(p, f.Changes)
		}
	},
}

func changes(p *rules.Pass, cs []report.Change) {
	for i := range cs {
		c := &cs[i]
		changeParts(p, c)
		changeYears(p, c)
		changeGrowth(p, c)
	}
}

func changeParts(p *rules.Pass, c *report.Change) {
	over, total, equal, ok := figures.SumsTo(c.Total, amountsOf(c.Parts))
	if !ok || equal || !looksComplete(c.Parts, c.Open) {
		return
	}
	p.Add(rules.Finding{
		Key: "parts " + names.Key(c.Name), At: rules.Cells(c.At, append([]*report.Amount{c.Total}, amountsOf(c.Parts)...)...),
		Text: report.Textf("“%s”较%s增减 %s，其中 %s 项相加为 %s，相差 %s", "“%s” changed over %s by %s; its %s add up to %s, a difference of %s",
			c.Name, from(c), c.Total, figures.N(len(c.Parts), "part", "parts"), figures.Money(total, c.Total.Unit), figures.Money(over.Abs(), c.Total.Unit)),
		Values: map[string]string{"change": c.Total.String(), "sum": figures.Money(total, c.Total.Unit), "difference": figures.Money(over.Abs(), c.Total.Unit)},
	})
}

func from(c *report.Change) report.Text {
	if c.FromYear.Known() {
		return report.Textf(" %d 年", "%d", c.FromYear.Int())
	}
	return report.Text{ZH: "上年", EN: "the year before"}
}

func changeYears(p *rules.Pass, c *report.Change) {
	if !c.Base.Known() || !c.Prior.Known() || !c.Total.Known() {
		return
	}
	prior, ok1 := c.Prior.In(c.Base.Unit)
	total, ok2 := c.Total.In(c.Base.Unit)
	if !ok1 || !ok2 {
		return
	}
	diff := c.Base.Dec().Sub(prior)
	room := c.Base.HalfDigit().Add(c.Prior.HalfDigitIn(c.Base.Unit)).Add(c.Total.HalfDigitIn(c.Base.Unit))
	if diff.Sub(total).Abs().LessThanOrEqual(room) {
		return
	}
	p.Add(rules.Finding{
		Key: "years " + names.Key(c.Name), At: rules.Cells(c.At, c.Total, c.Base, c.Prior),
		Text: report.Textf("“%s”当年为 %s，上年为 %s，应增减 %s，文中列为 %s，相差 %s", "“%s” is %s after %s, a change of %s; the text says %s, a difference of %s",
			c.Name, c.Base, c.Prior, figures.Money(diff, c.Base.Unit), c.Total, figures.Money(diff.Sub(total).Abs(), c.Base.Unit)),
		Values: map[string]string{"this_year": c.Base.String(), "last_year": c.Prior.String(), "difference": figures.Money(diff, c.Base.Unit), "stated": c.Total.String()},
	})
}

func changeGrowth(p *rules.Pass, c *report.Change) {
	if c.Growth == "" || !c.FromYear.Known() || !c.Base.Known() {
		return
	}
	g, err := decimal.NewFromString(trimPercent(c.Growth))
	if err != nil {
		return
	}
	base := c.Base.Dec()
	var prior, priorRoom decimal.Decimal
	switch total, ok := c.Total.In(c.Base.Unit); {
	case ok:
		prior, priorRoom = base.Sub(total), c.Base.HalfDigit().Add(c.Total.HalfDigitIn(c.Base.Unit))
	case c.Total == nil && c.Prior.Known():
		if prior, ok = c.Prior.In(c.Base.Unit); !ok {
			return
		}
		priorRoom = c.Prior.HalfDigitIn(c.Base.Unit).Add(c.Base.HalfDigit())
	default:
		return
	}
	if !prior.Sub(priorRoom).IsPositive() {
		return
	}
	// The change lies within its rounding, and so does last year's figure.
	diff := base.Sub(prior)
	lo := diff.Sub(priorRoom).Mul(figures.Hundred).DivRound(prior.Add(priorRoom), 8)
	hi := diff.Add(priorRoom).Mul(figures.Hundred).DivRound(prior.Sub(priorRoom), 8)
	lastDigit := decimal.New(1, min(g.Exponent(), 0))
	if lo.GreaterThan(hi) {
		lo, hi = hi, lo
	}
	if g.GreaterThanOrEqual(lo.Sub(lastDigit)) && g.LessThanOrEqual(hi.Add(lastDigit)) {
		return
	}
	want := diff.Mul(figures.Hundred).DivRound(prior, 2)
	p.Add(rules.Finding{
		Key: "growth " + names.Key(c.Name), At: rules.Places(c.At, append([]report.Location{c.At}, rules.Cells(c.At, c.Base, c.Prior, c.Total)...)...),
		Text: report.Textf("“%s”当年为 %s，上年为 %s，应增长 %s%%，文中列为 %s，相差 %s 个百分点", "“%s” is %s after %s, a growth of %s%%; the text says %s, a difference of %s percentage points",
			c.Name, c.Base, figures.Money(prior, c.Base.Unit), want, c.Growth, want.Sub(g).Abs()),
		Values: map[string]string{"this_year": c.Base.String(), "last_year": figures.Money(prior, c.Base.Unit), "growth": want.String() + "%", "stated": c.Growth},
	})
}

func trimPercent(s string) string {
	for _, tail := range percentTails {
		if n := len(s) - len(tail); n > 0 && s[n:] == tail {
			return s[:n]
		}
	}
	return s
}
