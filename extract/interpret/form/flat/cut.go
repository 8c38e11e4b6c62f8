package flat

import (
	"selfeval/internal/text/printed"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// This file cuts figures that run together. Every way to cut them is weighed by what
// the figures under such heads are to each other; only where one way is clearly better
// than all others is it taken.

// mostCuts bounds the ways to cut one row.
const mostCuts = 50_000

// leastWeight is what must speak for one way to cut where there are several, and margin by
// how much it must be better than the next.
const (
	leastWeight = 3
	margin      = 2
)

// way is one way to cut a row: a text for each head, "" where it is left blank.
type way struct {
	texts  []string
	weight int
}

// cutter tries the ways to cut a text under heads.
type cutter struct {
	fields []string
	ways   []way
	tries  int
	blank  bool // some heads are left blank
}

// cutFunds cuts the values of a row of money, nil where no way is clearly better than
// the others. Spaces between figures are borders; within a figure that they part nothing is
// cut. Ways in which all figures hold together are weighed, with heads left blank or without:
// those that a rate bears out, or where there are none also such as have a figure for each
// head and amounts that are alike, whatever is wrong with them.
func cutFunds(text string, fields []string) []string {
	if pieces := strings.Fields(text); len(pieces) > 1 && !slices.ContainsFunc(pieces, compound) {
		return fitFunds(fields, pieces)
	}
	full := &cutter{fields: fields}
	full.try(text, 0, nil)
	if full.tries > mostCuts {
		return nil
	}
	blank := &cutter{fields: fields, blank: true}
	blank.try(text, 0, nil)
	ways := slices.Concat(full.ways, blank.ways)
	if blank.tries > mostCuts {
		ways = full.ways
	}
	ways = slices.DeleteFunc(ways, func(w way) bool {
		d := dealt{fields, w.texts}
		if slices.Contains(w.texts, "") || d.nothing() {
			return !d.fits() || w.weight < leastWeight
		}
		return !d.holds() && !d.alike()
	})
	proven := func(w way) bool { return dealt{fields, w.texts}.proven() }
	if slices.ContainsFunc(ways, proven) {
		ways = slices.DeleteFunc(ways, func(w way) bool { return !proven(w) })
	}
	if best := clearest(ways); !(dealt{fields, best}).nothing() {
		return best
	}
	return nil
}

// compound reports whether a piece is neither one figure nor the sign of a blank.
func compound(s string) bool {
	end := strings.TrimSuffix(s, "%")
	if u := moneyUnit(strings.TrimLeft(end, digits+points)); u > 0 && end == s {
		end = s[:len(s)-u]
	}
	return !wellFormed(end) && strings.Trim(s, "-—–－/") != ""
}

// clearest is the way that is clearly better than all others.
func clearest(ways []way) []string {
	if len(ways) == 0 {
		return nil
	}
	slices.SortStableFunc(ways, func(a, b way) int { return b.weight - a.weight })
	if len(ways) > 1 && (ways[0].weight < leastWeight || ways[0].weight-ways[1].weight < margin) {
		return nil
	}
	return ways[0].texts
}

// try goes on with the head at i.
func (c *cutter) try(s string, i int, texts []string) {
	if c.tries++; c.tries > mostCuts {
		return
	}
	s = strings.TrimLeft(s, " ")
	if i == len(c.fields) {
		if s == "" && c.blank == slices.Contains(texts, "") {
			texts = slices.Clone(texts)
			c.ways = append(c.ways, way{texts, weighFunds(c.fields, texts)})
		}
		return
	}
	if c.blank {
		c.try(s, i+1, append(texts, ""))
	}
	field := c.fields[i]
	if n := dash(s); n > 0 {
		for rest := s; n > 0; n = dash(rest) { // —— is one sign, or two
			rest = rest[n:]
			c.try(rest, i+1, append(texts, s[:len(s)-len(rest)]))
		}
		return
	}
	for _, n := range numbers(s) {
		if end := c.figure(s, n, field); end > 0 {
			c.try(s[end:], i+1, append(texts, s[:end]))
		}
	}
}

// figure is where a figure of n digits ends with its sign or unit, 0 where it cannot stand
// under a head.
func (c *cutter) figure(s string, n int, field string) int {
	percent := strings.HasPrefix(s[n:], "%")
	if percent != (field == "rate") && (percent || !c.blank && strings.Contains(s, "%")) {
		return 0
	}
	if v, ok := value(s[:n]); c.blank && field == "weight" && ok && !slices.ContainsFunc(usualWeights, v.Equal) {
		return 0
	}
	if percent {
		return n + 1
	}
	if u := moneyUnit(s[n:]); u > 0 && amount(field) {
		return n + u
	}
	return n
}

func amount(field string) bool {
	return field == "initial" || field == "budget" || field == "executed" || field == "other"
}

// dash is the length of the sign that a text starts with instead of a figure.
func dash(s string) int {
	if r, n := utf8.DecodeRuneInString(s); strings.ContainsRune("-—–－/", r) {
		return n
	}
	return 0
}

// moneyUnit is the length of the unit of money that a text starts with.
func moneyUnit(s string) int {
	u, short := printed.MoneyPrefix(s)
	if short {
		return 0
	}
	return len(u)
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

func value(s string) (decimal.Decimal, bool) {
	s = strings.TrimRightFunc(s, notDigit)
	v, err := decimal.NewFromString(strings.ReplaceAll(s, ",", ""))
	return v, err == nil && s != ""
}

// decimals is how many digits stand behind the point.
func decimals(s string) int {
	s = strings.TrimRightFunc(s, notDigit)
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return len(s) - i - 1
	}
	return 0
}

// What speaks for a way to cut a row of money. That more was spent than there was, or
// that a rate is printed wrong, is for others to find: it costs nothing.
const (
	weighsRate   = 4 // the rate is what was executed of the budget
	weighsScore  = 3 // the score is the rate's share of the weight
	weighsSame   = 2 // two amounts are the same
	weighsPrint  = 2 // all amounts have as many decimals
	weighsWeight = 2 // the weight is the one that is usual
	weighsZero   = -4
	weighsHuge   = -3
	weighsBlank  = -2
)

var hundred = decimal.NewFromInt(100)

// weighFunds weighs a way to cut a row of money.
func weighFunds(fields, texts []string) (sum int) {
	at := map[string]decimal.Decimal{}
	places, amounts := map[int]bool{}, []decimal.Decimal{}
	for i, f := range fields {
		v, ok := value(texts[i])
		if texts[i] == "" {
			sum += weighsBlank
		}
		if !ok {
			continue
		}
		at[f] = v
		if amount(f) {
			places[decimals(texts[i])] = true
			amounts = append(amounts, v)
		}
	}
	if len(amounts) > 1 && len(places) == 1 {
		sum += weighsPrint
	}
	for i := 1; i < len(amounts); i++ {
		if amounts[i].Equal(amounts[i-1]) {
			sum += weighsSame
		}
	}
	sum += weighZeros(amounts) + weighPoints(at)
	budget, b := at["budget"]
	executed, e := at["executed"]
	if rate, ok := at["rate"]; ok && b && e && budget.IsPositive() && !rate.IsZero() { // 0% is the end of 100%
		if near(executed.Div(budget).Mul(hundred), rate, decimal.New(6, -1)) {
			sum += weighsRate
		}
	}
	return sum
}

// weighZeros weighs amounts of nothing beside others, and amounts of other magnitudes.
func weighZeros(amounts []decimal.Decimal) (sum int) {
	zeros := 0
	var least, most decimal.Decimal
	for _, v := range amounts {
		if v.IsZero() {
			zeros++
			continue
		}
		if least.IsZero() || v.LessThan(least) {
			least = v
		}
		most = decimal.Max(most, v)
	}
	if zeros > 0 && zeros < len(amounts) {
		sum += weighsZero
	}
	if !least.IsZero() && most.GreaterThan(least.Mul(decimal.NewFromInt(20))) {
		sum += weighsHuge
	}
	return sum
}

// weighPoints weighs weight and score of a row of money.
func weighPoints(at map[string]decimal.Decimal) (sum int) {
	weight, w := at["weight"]
	score, s := at["score"]
	rate, r := at["rate"]
	if w && (weight.Equal(decimal.NewFromInt(10)) || weight.Equal(decimal.NewFromInt(20))) {
		sum += weighsWeight
	}
	if w && weight.GreaterThan(hundred) || s && score.GreaterThan(hundred) {
		sum += weighsHuge * 2
	}
	if w && s && r && near(weight.Mul(rate).Div(hundred), score, decimal.New(6, -2)) {
		sum += weighsScore
	}
	return sum
}

func near(a, b, by decimal.Decimal) bool { return a.Sub(b).Abs().LessThanOrEqual(by) }

// readFunds reads the rows of money below their heads.
func (g *gluedReader) readFunds(p part) {
	row := []cell{{}}
	if p.first != "" {
		row[0] = g.cell(p.first)
	}
	if p.heads[0].field == "budget" && slices.ContainsFunc(p.heads[1:], func(h head) bool { return h.field == "budget" }) {
		row, p.heads = append(row, g.cell(p.heads[0].text)), p.heads[1:] // 年度预算数 over the names of the rows
	}
	f := fundRows{gluedReader: g, beside: make([]cell, len(row)-1), fields: make([]string, len(p.heads))}
	for i, h := range p.heads {
		f.fields[i] = h.field
		row = append(row, g.cell(h.text))
	}
	g.add(row...)
	for g.text != "" && f.row() {
	}
}

// fundRows are the rows of money below their heads.
type fundRows struct {
	*gluedReader
	beside []cell // before the names
	fields []string
}

// named adds a row.
func (f *fundRows) named(name string, values ...cell) {
	if len(values) == 0 {
		values = make([]cell, len(f.fields))
	}
	f.add(slices.Concat(f.beside, []cell{f.cell(name)}, values)...)
}

// longName is how many characters the name of a row of money has at most.
const longName = 30

// row reads the next row; false where the rows have ended.
func (f *fundRows) row() bool {
	end := strings.IndexFunc(f.text, func(r rune) bool { return isDigit(r) || dash(string(r)) > 0 })
	stop := f.next(f.text)
	if end < 0 || end >= stop {
		for _, name := range f.sources(f.text[:stop]) {
			f.named(name)
		}
		f.text = f.text[stop:]
		return false
	}
	names := f.sources(f.text[:end])
	if len(names) == 0 || utf8.RuneCountInString(names[len(names)-1]) > longName {
		f.whole = false
		return false
	}
	for _, name := range names[:len(names)-1] {
		f.named(name)
	}
	values := f.text[end : end+valuesEnd(f.text[end:])]
	f.text = f.text[end+len(values):]
	texts := cutFunds(strings.TrimRight(values, " "), f.fields)
	f.whole = f.whole && texts != nil
	var cells []cell
	for i, t := range texts {
		cells = append(cells, f.cell(t))
		if f.fields[i] == "weight" && f.fundWeight == "" {
			f.fundWeight = t
		}
		if f.fields[i] == "score" && f.fundScore == "" {
			f.fundScore = t
		}
	}
	f.named(names[len(names)-1], cells...)
	return true
}

// valuesEnd is where the values end that a text starts with.
func valuesEnd(s string) int {
	for i := 0; i < len(s); {
		if n := moneyUnit(s[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isDigit(r) && !strings.ContainsRune(".,% -—–－/", r) {
			return i
		}
		i += n
	}
	return len(s)
}

// sources parts names of money that run together: 上年结转资金其他资金.
func (g *gluedReader) sources(s string) (out []string) {
	words := &g.words.Flat
	from := 0
	for i := range s {
		if i == from {
			continue
		}
		ends := slices.ContainsFunc(words.SourceEnds, func(w string) bool { return strings.HasSuffix(s[from:i], w) })
		goes := slices.ContainsFunc(words.SourceGoesOn, func(w string) bool { return strings.HasPrefix(s[i:], w) })
		if ends && !goes {
			out = append(out, s[from:i])
			from = i
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}
