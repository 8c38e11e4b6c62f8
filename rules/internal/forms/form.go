// Package forms holds what the rules about forms (自评表) share: how a form is named,
// which of its rows are the money's whole and its execution, and what its points are.
package forms

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file holds what the rules about forms (自评表) share.

// Label names a form for a person: 自评表“…”.
func Label(pos int, f *report.Form) report.Text {
	switch {
	case f.Project != "":
		return report.Textf("“%s”自评表", "form “%s”", f.Project)
	case f.Kind == report.KindDepartment && f.Department != "":
		return report.Textf("“%s”整体支出自评表", "form of “%s” as a whole", f.Department)
	}
	return report.Textf("第%d张自评表", "form %d", pos)
}

// Key names a form's part, for the fingerprint.
func Key(f *report.Form, parts ...string) string {
	key := names.Key(f.Project)
	if key == "" {
		key = names.Key(f.Department)
	}
	for _, p := range parts {
		key += "\x00" + names.Key(p)
	}
	return key
}

// IndicatorName is the name of the lowest level that has one.
func IndicatorName(in *report.Indicator) string {
	for _, s := range []string{in.Level3, in.Level2, in.Level1} {
		if s != "" {
			return s
		}
	}
	return "—"
}

// most is how many indicators a message names.
const most = 6

// IndicatorNames writes the names of indicators: “…”、“…”; of many, the first few and how
// many there are.
func IndicatorNames(ins []*report.Indicator) report.Text {
	var zh, en []string
	for i, in := range ins {
		if i == most {
			out := report.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
			return report.Textf("%s等 %d 项", "%s and others, %d in all", out, len(ins))
		}
		name := report.Textf("“%s”", "“%s”", IndicatorName(in))
		zh, en = append(zh, name.ZH), append(en, name.EN)
	}
	return report.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// IndicatorPlaces are the cells of indicators that of tells; where it knows none of one,
// that of its name, or its row.
func IndicatorPlaces(ins []*report.Indicator, of func(*report.Indicator) []report.Location) []report.Location {
	var at []report.Location
	for _, in := range ins {
		own := rules.Places(report.Location{}, of(in)...)
		if len(own) == 0 {
			own = []report.Location{in.Cells.At("level3", in.At)}
		}
		at = append(at, own...)
	}
	return at
}

// Cells are the places of the figures of indicators, and of the execution line.
func Cells(f *report.Form, line *report.Number, of func(*report.Indicator) *report.Number) []report.Location {
	var at []report.Location
	for i := range f.Indicators {
		if n := of(&f.Indicators[i]); n != nil {
			at = append(at, n.At)
		}
	}
	if line != nil {
		at = append(at, line.At)
	}
	return rules.Places(report.Location{}, at...)
}

// ExecutionLine is the row of the money table that carries the execution's
// weight and score: the total, else the only row that has them.
func ExecutionLine(f *report.Form) *report.Fund {
	var line *report.Fund
	for i := range f.Funds {
		x := &f.Funds[i]
		if !x.Weight.Known() && !x.Score.Known() {
			continue
		}
		if x.Total {
			return x
		}
		if line != nil {
			return nil
		}
		line = x
	}
	return line
}

// TotalFund is the row that is the whole of the others, or the only row.
func TotalFund(f *report.Form) *report.Fund {
	var total *report.Fund
	for i := range f.Funds {
		if f.Funds[i].Total {
			if total != nil {
				return nil
			}
			total = &f.Funds[i]
		}
	}
	if total == nil && len(f.Funds) == 1 {
		return &f.Funds[0]
	}
	return total
}

// Points adds up weights or scores. room is how far rounding can carry the sum:
// half the last digit of every figure with a fraction, which alone can be rounded.
func Points(ins []report.Indicator, of func(*report.Indicator) *report.Number) (total, room decimal.Decimal, all bool) {
	for i := range ins {
		n := of(&ins[i])
		if !n.Known() {
			return total, room, false
		}
		total = total.Add(n.Dec())
		room = room.Add(Fraction(n))
	}
	return total, room, len(ins) > 0
}

// WeightOf is an indicator's weight, for Points.
func WeightOf(in *report.Indicator) *report.Number { return in.Weight }

// ScoreOf is an indicator's score, for Points.
func ScoreOf(in *report.Indicator) *report.Number { return in.Score }

// Fraction is half the last digit of a figure that has decimals, zero of a whole
// number: 20 points are 20 points, 9.52 may be 9.5234.
func Fraction(n *report.Number) decimal.Decimal {
	if d := n.Dec(); d.Equal(d.Truncate(0)) {
		return decimal.Zero
	}
	return n.HalfDigit()
}

// Shares reports whether the printed weights are shares of another scale, so that
// they are no points: they make 1, or the indicators of every group make 100.
func Shares(f *report.Form) bool {
	total, _, all := Points(f.Indicators, WeightOf)
	if !all {
		return false
	}
	if total.LessThanOrEqual(decimal.NewFromInt(2)) {
		return true
	}
	groups := map[string]decimal.Decimal{}
	for i := range f.Indicators {
		in := &f.Indicators[i]
		groups[in.Level1] = groups[in.Level1].Add(in.Weight.Dec())
	}
	if len(groups) < 2 {
		return false
	}
	for _, sum := range groups {
		if !sum.Equal(figures.Hundred) {
			return false
		}
	}
	return true
}

// SharedPoints reports whether indicators side by side have one weight and score
// together, which a converter printed beside each of them: as printed the weights
// make more than 100 and the scores more than the total, and counted once they fit.
func SharedPoints(f *report.Form) bool {
	if !f.TotalScore.Known() {
		return false
	}
	var weights, scores, allWeights, allScores decimal.Decimal
	for i := range f.Indicators {
		in := &f.Indicators[i]
		if !in.Weight.Known() || !in.Score.Known() {
			return false
		}
		allWeights, allScores = allWeights.Add(in.Weight.Dec()), allScores.Add(in.Score.Dec())
		if i > 0 {
			before := &f.Indicators[i-1]
			if before.Level2 == in.Level2 && before.Weight.String() == in.Weight.String() && before.Score.String() == in.Score.String() {
				continue
			}
		}
		weights, scores = weights.Add(in.Weight.Dec()), scores.Add(in.Score.Dec())
	}
	if line := ExecutionLine(f); line != nil {
		weights, scores = weights.Add(line.Weight.Dec()), scores.Add(line.Score.Dec())
		allWeights, allScores = allWeights.Add(line.Weight.Dec()), allScores.Add(line.Score.Dec())
	}
	total := f.TotalScore.Dec()
	rest := total.Sub(scores)
	return allWeights.GreaterThan(figures.Hundred) && allScores.GreaterThan(total) && !weights.GreaterThan(figures.Hundred) && !rest.IsNegative() && rest.LessThanOrEqual(figures.Hundred.Sub(weights))
}

// Prints reports whether the form prints a column.
func Prints(f *report.Form, column string) bool { return slices.Contains(f.Columns, column) }

// NoReason reports whether a cell for reasons gives none.
func NoReason(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "-—–/\\。.、")
	return slices.Contains(noReasons, s)
}

// FundLabel names a row of the money table after its form, where it has a name.
func FundLabel(x *report.Fund) report.Text {
	if x.Name == "" {
		return report.Text{}
	}
	return report.Textf("的“%s”", ", row “%s”", x.Name)
}

// Place is where a number stands, otherwise another place.
func Place(n *report.Number, otherwise report.Location) report.Location {
	if n == nil || n.At.IsZero() {
		return otherwise
	}
	return n.At
}

// ExtraPoints reports a line of points that are given beyond the weights or taken
// off (加分项).
func ExtraPoints(in *report.Indicator) bool {
	names := in.Level1 + in.Level2 + in.Level3
	return slices.ContainsFunc(extra, func(w string) bool { return strings.Contains(names, w) })
}
