package rules

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file holds what the rules about forms (自评表) share.

// formLabel names a form for a person: 自评表“…”.
func formLabel(pos int, f *report.Form) report.Text {
	switch {
	case f.Project != "":
		return say("自评表“%s”", "form “%s”", f.Project)
	case f.Kind == report.KindDepartment && f.Department != "":
		return say("“%s”整体自评表", "the form of “%s” as a whole", f.Department)
	}
	return say("第%d张自评表", "form %d", pos)
}

// formKey names a form's part, for the fingerprint.
func formKey(f *report.Form, parts ...string) string {
	key := nameKey(f.Project)
	if key == "" {
		key = nameKey(f.Department)
	}
	for _, p := range parts {
		key += "\x00" + nameKey(p)
	}
	return key
}

// indicatorName is the name of the lowest level that has one.
func indicatorName(in *report.Indicator) string {
	for _, s := range []string{in.Level3, in.Level2, in.Level1} {
		if s != "" {
			return s
		}
	}
	return "—"
}

// names writes the names of indicators: “…”、“…”; of many, the first few and how
// many there are.
func indicatorNames(ins []*report.Indicator) report.Text {
	var zh, en []string
	for i, in := range ins {
		if i == most {
			out := report.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
			return say("%s等 %d 项", "%s … (%d in all)", out, len(ins))
		}
		zh = append(zh, "“"+indicatorName(in)+"”")
		en = append(en, "“"+indicatorName(in)+"”")
	}
	return report.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

func indicatorPlaces(ins []*report.Indicator) []report.Location {
	at := make([]report.Location, len(ins))
	for i, in := range ins {
		at[i] = in.At
	}
	return at
}

// executionLine is the row of the money table that carries the execution's
// weight and score: the total, else the only row that has them.
func executionLine(f *report.Form) *report.Fund {
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

// totalFund is the row that is the whole of the others, or the only row.
func totalFund(f *report.Form) *report.Fund {
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

// points adds up weights or scores. room is how far rounding can carry the sum:
// half the last digit of every figure with a fraction, which alone can be rounded.
func points(ins []report.Indicator, of func(*report.Indicator) *report.Number) (total, room decimal.Decimal, all bool) {
	for i := range ins {
		n := of(&ins[i])
		if !n.Known() {
			return total, room, false
		}
		total = total.Add(n.Dec())
		room = room.Add(fraction(n))
	}
	return total, room, len(ins) > 0
}

func weightOf(in *report.Indicator) *report.Number { return in.Weight }
func scoreOf(in *report.Indicator) *report.Number  { return in.Score }

// fraction is half the last digit of a figure that has decimals, zero of a whole
// number: 20 points are 20 points, 9.52 may be 9.5234.
func fraction(n *report.Number) decimal.Decimal {
	if d := n.Dec(); d.Equal(d.Truncate(0)) {
		return decimal.Zero
	}
	return n.HalfDigit()
}

// shares reports whether the printed weights are shares of another scale, so that
// they are no points: they make 1, or the indicators of every group make 100.
func shares(f *report.Form) bool {
	total, _, all := points(f.Indicators, weightOf)
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
		if !sum.Equal(hundred) {
			return false
		}
	}
	return true
}

// sharedPoints reports whether indicators side by side have one weight and score
// together, which a converter printed beside each of them: as printed the weights
// make more than 100 and the scores more than the total, and counted once they fit.
func sharedPoints(f *report.Form) bool {
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
	if line := executionLine(f); line != nil {
		weights, scores = weights.Add(line.Weight.Dec()), scores.Add(line.Score.Dec())
		allWeights, allScores = allWeights.Add(line.Weight.Dec()), allScores.Add(line.Score.Dec())
	}
	total := f.TotalScore.Dec()
	rest := total.Sub(scores)
	return allWeights.GreaterThan(hundred) && allScores.GreaterThan(total) && !weights.GreaterThan(hundred) && !rest.IsNegative() && rest.LessThanOrEqual(hundred.Sub(weights))
}

// prints reports whether the form prints a column.
func prints(f *report.Form, column string) bool { return slices.Contains(f.Columns, column) }

// noReason reports whether a cell for reasons gives none.
func noReason(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "-—–/\\。.、")
	return s == "" || s == "无" || s == "无偏差" || s == "不涉及"
}
