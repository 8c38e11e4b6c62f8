package flat

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/printed"
)

// This file fits figures to the heads of money where a form left some blank, which a lost
// table does not show. Every way to leave heads out is held against what the figures under
// such heads are to each other; only where one way alone holds is it taken. A row with a
// figure for each head needs none of that: what is wrong in it is for others to find.

// mostFields bounds the heads among which blanks are looked for.
const mostFields = 10

// fitFunds deals the texts of a row to its heads, "" where one is left blank; nil where none
// or several ways hold.
func fitFunds(fields, texts []string) []string {
	if len(texts) == len(fields) {
		for i, f := range fields {
			if !suitsField(f, texts[i]) {
				return nil
			}
		}
		return texts
	}
	if len(texts) > len(fields) || len(fields) > mostFields {
		return nil
	}
	var found []string
	ways := 0
	row := make([]string, len(fields))
	var deal func(field, next int)
	deal = func(field, next int) {
		if ways > 1 || len(texts)-next > len(fields)-field {
			return
		}
		if field == len(fields) {
			if (dealt{fields, row}).fits() {
				found = slices.Clone(row)
				ways++
			}
			return
		}
		if next < len(texts) && suitsField(fields[field], texts[next]) {
			row[field] = texts[next]
			deal(field+1, next+1)
		}
		row[field] = ""
		deal(field+1, next)
	}
	deal(0, 0)
	if ways != 1 {
		return nil
	}
	return found
}

// suitsField reports whether a text can stand under a head by its sign or unit.
func suitsField(field, text string) bool {
	v := printed.Parse(text)
	switch {
	case !v.Numeric():
		return true // a dash
	case v.Unit == "%":
		return field == "rate"
	case v.Unit != "":
		return amount(field)
	}
	return true
}

// dealt is what a way to deal a row puts under its heads.
type dealt struct {
	fields, texts []string
}

// of is the figures under the heads of a field; there tells whether it has such heads.
func (d dealt) of(field string) (vs []decimal.Decimal, there bool) {
	for i, f := range d.fields {
		if f != field {
			continue
		}
		there = true
		if v, ok := value(d.texts[i]); ok {
			vs = append(vs, v)
		}
	}
	return vs, there
}

// holds reports whether figures are to each other what their heads say: no more was spent
// than there was, unless the rate says so; a rate is what was spent of the budget; a row's
// weight is one that is usual, and the score lies within it.
func (d dealt) holds() bool { return d.rateHolds() && d.pointsHold() }

// proven reports whether a rate bears out what was spent of the budget.
func (d dealt) proven() bool {
	rates, _ := d.of("rate")
	executed, _ := d.of("executed")
	return len(rates) > 0 && !rates[0].IsZero() && len(executed) > 0 && len(d.budget()) > 0 && d.holds()
}

// nothing reports a rate of nothing: where figures run together it may be the end of 100%.
func (d dealt) nothing() bool {
	if len(d.texts) == 0 {
		return false
	}
	rates, _ := d.of("rate")
	return len(rates) > 0 && rates[0].IsZero()
}

// alike reports whether amounts side by side are the same, or all have as many decimals,
// and the points beside them are such as forms give.
func (d dealt) alike() bool {
	if !d.pointsHold() {
		return false
	}
	places := map[int]bool{}
	last, n := "", 0
	for i, f := range d.fields {
		if _, ok := value(d.texts[i]); !ok || !amount(f) {
			continue
		}
		if d.texts[i] == last {
			return true
		}
		last = d.texts[i]
		places[decimals(last)] = true
		n++
	}
	return n > 1 && len(places) == 1 && !places[0]
}

// budget is what the rate is of: the year's, or where a form has but that, the initial.
func (d dealt) budget() []decimal.Decimal {
	if vs, there := d.of("budget"); there {
		return vs
	}
	vs, _ := d.of("initial")
	return vs
}

func (d dealt) rateHolds() bool {
	budget := d.budget()
	executed, _ := d.of("executed")
	rates, _ := d.of("rate")
	if len(rates) == 0 {
		return len(budget) == 0 || len(executed) == 0 || executed[0].LessThanOrEqual(budget[0])
	}
	text := d.texts[slices.Index(d.fields, "rate")]
	if len(budget) == 0 {
		return false
	}
	if rates[0].IsZero() && (len(executed) == 0 || budget[0].IsZero()) { // nothing was spent, or left blank
		weights, _ := d.of("weight")
		return (len(weights) > 0 || strings.HasSuffix(text, "%")) && (len(executed) == 0 || executed[0].IsZero())
	}
	return len(executed) > 0 && isRate(executed[0], budget[0], text)
}

// isRate reports whether a printed rate is the share of two amounts, as it is rounded: in
// hundredths, or without its sign as a fraction.
func isRate(part, whole decimal.Decimal, text string) bool {
	rate, ok := value(text)
	if !ok {
		return false
	}
	if whole.IsZero() {
		return part.IsZero()
	}
	by := rounding(text)
	share := part.DivRound(whole, 8)
	if near(share.Shift(2), rate, by) {
		return true
	}
	return fraction(text) && near(share, rate, by)
}

// usualWeights are the weights that forms give to the money.
var usualWeights = []decimal.Decimal{decimal.NewFromInt(10), decimal.NewFromInt(20)}

func (d dealt) pointsHold() bool {
	weights, weighed := d.of("weight")
	scores, _ := d.of("score")
	for _, w := range weights {
		if !slices.ContainsFunc(usualWeights, w.Equal) {
			return false
		}
	}
	if len(scores) == 0 {
		return true
	}
	if weighed && len(weights) == 0 {
		return false
	}
	most := usualWeights[len(usualWeights)-1]
	if weighed {
		most = weights[0]
	}
	return scores[0].LessThanOrEqual(most)
}

// fits reports whether figures hold together and the score is the rate's share of the
// weight, too: what a row has to do that is not whole.
func (d dealt) fits() bool {
	weights, _ := d.of("weight")
	scores, _ := d.of("score")
	rates, _ := d.of("rate")
	if !d.holds() {
		return false
	}
	if len(weights) == 0 || len(scores) == 0 || len(rates) == 0 {
		return true
	}
	i := slices.Index(d.fields, "rate")
	j := slices.Index(d.fields, "score")
	share, by := rates[0].Mul(weights[0]), rounding(d.texts[j])
	if near(decimal.Min(share.Shift(-2), weights[0]), scores[0], by) {
		return true
	}
	return fraction(d.texts[i]) && near(share, scores[0], by)
}

// rounding is how far a figure may be from what it was rounded from: whole ones are
// rounded, others may be cut.
func rounding(text string) decimal.Decimal {
	if n := decimals(text); n > 0 {
		return decimal.New(1, -int32(n))
	}
	return decimal.New(6, -1)
}

// fraction reports whether a rate may be printed as 0.95.
func fraction(text string) bool { return !strings.HasSuffix(text, "%") && decimals(text) > 0 }
