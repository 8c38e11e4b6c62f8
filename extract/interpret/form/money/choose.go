// Package money decides which columns of a form's money table are the initial budget,
// the budget and what was spent. Every head allows some of them, with the weight of its
// words; the choice of all three together that has the most evidence wins. Figures choose
// among what the heads allow, and never against two words that are plain.
package money

import (
	"github.com/shopspring/decimal"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
)

// Head is a head of the money table.
type Head struct {
	rows.Cell
	Field    string           // what it was chosen to be, "" where nothing
	Readings []labels.Reading // what its words allow
	From, To int              // the columns under it
	Year     string           // that it or the head above it names
	Above    bool             // the head above names it
}

// OneYear leaves the heads of the report's year, or of the latest, where a table prints
// several side by side.
func OneYear(hs []Head, own string) {
	latest := ""
	for i := range hs {
		if hs[i].Year == own && own != "" {
			latest = own
			break
		}
		latest = max(latest, hs[i].Year)
	}
	for i := range hs {
		if hs[i].Year != "" && hs[i].Year != latest {
			hs[i].Field, hs[i].Readings = "", nil
		}
	}
}

// What speaks for a choice beside the words of its heads.
const (
	rateFits  = 70 // rate = executed ÷ budget in at least half of the rows that tell
	inOrder   = 4  // two columns stand in the order in which forms print them
	sumFits   = 25 // the budget is the sum of the columns before it
	byLetters = 80 // the head of the rate says which column it divides by
	mostMoney = 10 // heads of money that are weighed; tables with more are no forms'
)

// Is reports whether a field is an amount of money.
func Is(field string) bool { return field == "initial" || field == "budget" || field == "executed" }

// choice is which head holds what, -1 for none: initial, budget, executed.
type choice [3]int

var fields = [3]string{"initial", "budget", "executed"}

// Choose gives the heads of money of a line their fields.
func Choose(l *rows.Line, hs []Head) {
	with := []int{-1}
	w := weigher{l: l, hs: hs, rate: -1, fits: map[[2]int]bool{}, sum: map[int]bool{}}
	for i := range hs {
		if amount(&hs[i]) {
			with = append(with, i)
		}
		if hs[i].Field == "rate" {
			w.rate = i
		}
	}
	if len(with) == 1 || len(with) > mostMoney {
		return
	}
	best, most := choice{-1, -1, -1}, 0
	for _, initial := range with {
		for _, budget := range with {
			for _, executed := range with {
				c := choice{initial, budget, executed}
				if n, ok := w.weigh(c); ok && n > most {
					best, most = c, n
				}
			}
		}
	}
	for _, i := range with[1:] {
		hs[i].Field = ""
	}
	for f, i := range best {
		if i >= 0 {
			hs[i].Field = fields[f]
		}
	}
}

func amount(h *Head) bool {
	for _, r := range h.Readings {
		if Is(r.Field) {
			return true
		}
	}
	return false
}

// weigher weighs choices over one table.
type weigher struct {
	l    *rows.Line
	hs   []Head
	rate int
	fits map[[2]int]bool // by ratesFit
	sum  map[int]bool    // by sums
}

// weigh sums the evidence for a choice; not ok where a head does not allow it.
func (w *weigher) weigh(c choice) (sum int, ok bool) {
	sum, ok = w.words(c)
	if !ok {
		return 0, false
	}
	initial, budget, executed := c[0], c[1], c[2]
	sum += c.order()
	fits := budget >= 0 && executed >= 0 && w.rate >= 0 && asked(w.fits, [2]int{budget, executed}, func() bool { return w.ratesFit(budget, executed) })
	if w.guessed(c) && (!fits || initial > budget || budget > executed) {
		return 0, false
	}
	if budget < 0 {
		return sum, true
	}
	if executed >= 0 && w.letters(budget, executed) {
		sum += byLetters
	}
	if fits {
		sum += rateFits
	}
	if asked(w.sum, budget, func() bool { return w.sums(budget) }) {
		sum += sumFits
	}
	return sum, true
}

// asked answers once what many choices ask of the same columns.
func asked[K comparable](answers map[K]bool, of K, answer func() bool) bool {
	said, ok := answers[of]
	if !ok {
		said = answer()
		answers[of] = said
	}
	return said
}

// words sums what the words of the heads weigh. A plain budget is an initial one only
// beside one that was changed.
func (w *weigher) words(c choice) (sum int, ok bool) {
	for f, i := range c {
		if i < 0 {
			continue
		}
		if f > 0 && i == c[0] || f == 2 && i == c[1] {
			return 0, false
		}
		r, allowed := reading(&w.hs[i], fields[f])
		if !allowed || r.Beside && (c[1] < 0 || !w.changed(c[1])) {
			return 0, false
		}
		sum += r.Weight
	}
	return sum, true
}

// order weighs the order of the columns.
func (c choice) order() (sum int) {
	if c[0] >= 0 && c[1] > c[0] {
		sum += inOrder
	}
	if before := max(c[0], c[1]); before >= 0 && c[2] > before {
		sum += inOrder
	}
	return sum
}

// guessed reports whether a choice has a head of which words say nothing.
func (w *weigher) guessed(c choice) bool {
	for f, i := range c {
		if i >= 0 {
			if r, _ := reading(&w.hs[i], fields[f]); r.ByRate {
				return true
			}
		}
	}
	return false
}

func (w *weigher) changed(i int) bool {
	r, _ := reading(&w.hs[i], "budget")
	return r.Changed
}

func reading(h *Head, field string) (labels.Reading, bool) {
	for _, r := range h.Readings {
		if r.Field == field {
			return r, true
		}
	}
	return labels.Reading{}, false
}

// letters reports whether the head of the rate calls the two columns by their letters:
// 执行率（E/C×100%） is of the budget C, whatever other budgets stand beside it.
func (w *weigher) letters(budget, executed int) bool {
	for i := range w.hs {
		of, by := labels.Formula(w.hs[i].Key)
		if of != 0 && labels.Letter(w.hs[executed].Key) == of && labels.Letter(w.hs[budget].Key) == by {
			return true
		}
	}
	return false
}

// formRows is how many rows below the heads are asked.
const formRows = 12

// over calls with the figures of some columns in every row that has them all, none zero.
func (w *weigher) over(with func(v []decimal.Decimal), heads ...int) {
	for row := w.l.Row + 1; row < w.l.T.Rows && row <= w.l.Row+formRows; row++ {
		v := make([]decimal.Decimal, len(heads))
		told := true
		for k, i := range heads {
			x, ok := rows.ValueAt(w.l, row, w.hs[i].From)
			told = told && ok && !x.IsZero()
			v[k] = x
		}
		if told {
			with(v)
		}
	}
}

// ratesFit reports whether at least half of the rates that tell are those of a choice.
func (w *weigher) ratesFit(budget, executed int) bool {
	fits, all := 0, 0
	w.over(func(v []decimal.Decimal) {
		all++
		is := v[1].Shift(2).DivRound(v[0], 4)
		if is.Sub(v[2]).Abs().LessThanOrEqual(decimal.New(11, -1)) || is.Shift(-2).Sub(v[2]).Abs().LessThanOrEqual(decimal.New(11, -3)) {
			fits++
		}
	}, budget, executed, w.rate)
	return all > 0 && fits*2 >= all
}

// sums reports whether a column is the sum of the two before it, in all rows that tell:
// 上年结转 and 当年预算 make 合计预算.
func (w *weigher) sums(i int) bool {
	if i < 2 {
		return false
	}
	all, fits := 0, 0
	w.over(func(v []decimal.Decimal) {
		all++
		if v[0].Add(v[1]).Equal(v[2]) {
			fits++
		}
	}, i-2, i-1, i)
	return all > 0 && fits == all
}
