package rules

import (
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// say formats a message in both languages; an argument that is itself said in
// both, such as a Text or a Location, is put in that of the message.
func say(zh, en string, args ...any) report.Text { return report.Textf(zh, en, args...) }

// money writes a computed value with its unit: 20.00 万元. Of zeros that only
// converting units put at the end, two decimals stay.
func money(v decimal.Decimal, unit string) string {
	for v.Exponent() < -2 && endsInZero(v) {
		v = v.Truncate(-v.Exponent() - 1)
	}
	return report.Figure(v, unit)
}

// short drops all zeros at the end of the decimals: a quotient has no precision
// of its own.
func short(v decimal.Decimal) decimal.Decimal {
	for v.Exponent() < 0 && endsInZero(v) {
		v = v.Truncate(-v.Exponent() - 1)
	}
	return v
}

// percent writes part/whole as a percentage with two decimals at most, "" where
// the whole is zero.
func percent(part, whole decimal.Decimal) string {
	if whole.IsZero() {
		return ""
	}
	return part.Mul(hundred).DivRound(whole, 2).String() + "%"
}

// share is percent in brackets.
func share(part, whole decimal.Decimal) report.Text {
	p := percent(part, whole)
	if p == "" {
		return report.Text{}
	}
	return report.Text{ZH: "（" + p + "）", EN: " (" + p + ")"}
}

// Label names a row for a person: 第24行“…”.
func (r Row) Label() report.Text {
	return say("第%d行“%s”", "row %d “%s”", r.Pos, r.Project.Name)
}

func label(row Row) report.Text { return row.Label() }

// most is how many rows a message names.
const most = 6

// labels names several rows: 第18行“…”、第19行“…”; of many, the first few and how
// many there are.
func (p *Pass) labels(positions []int) report.Text {
	var out report.Text
	for i, n := range positions {
		if i == most {
			return say("%s等 %d 行", "%s … (%d rows)", out, len(positions))
		}
		l := label(Row{n, &p.Report.Projects[n-1]})
		if i > 0 {
			l = say("、%s", ", %s", l)
		}
		out.ZH += l.ZH
		out.EN += l.EN
	}
	return out
}
