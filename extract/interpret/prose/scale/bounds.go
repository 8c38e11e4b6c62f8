package scale

import (
	"github.com/shopspring/decimal"

	"selfeval/internal/text/lexicon"
)

// This file reads bounds, however they are written: a comparison on either side of
// the score or of the grade itself (≥90, 90>良≥80), a number with 以上 or 以下, a range,
// an interval [80,90). A word of inclusion (含, 不含) is said of a number, wherever it
// stands; it settles whether that bound belongs to the band.

// bound is one end of a band.
type bound struct {
	number string
	upper  bool
	closed bool
	loose  bool // closed unless another band starts there: the upper end of 80-90
	to     int  // the grade that a comparison names itself (良≥80), by its mark; -1
	first  int  // the marks it was read from
	last   int
}

// bounds are the bounds among marks, in their order.
type bounds struct {
	ms  []mark
	out []bound
}

func boundsOf(ms []mark) []bound {
	b := &bounds{ms: ms}
	for i := 0; i < len(ms); {
		i = b.next(i)
	}
	return b.out
}

// next reads what starts at mark i and returns the mark after it.
func (b *bounds) next(i int) int {
	m := b.at(i)
	switch {
	case (m.kind == shut || m.kind == open) && b.interval(i):
		return i + 5
	case m.kind == number && b.at(i+1).comparison():
		return b.numberFirst(i)
	case m.kind == number:
		return b.number(i)
	case m.comparison() && b.at(i+1).kind == number:
		return b.compared(i)
	case m.is(lexicon.With, lexicon.Without):
		return b.include(i)
	}
	return i + 1
}

var none = mark{kind: parting}

func (b *bounds) at(i int) *mark {
	if i < 0 || i >= len(b.ms) {
		return &none
	}
	return &b.ms[i]
}

func (m *mark) comparison() bool {
	return m.is(lexicon.AtLeast, lexicon.AtMost, lexicon.MoreThan, lexicon.LessThan)
}

func (b *bounds) add(x bound) { b.out = append(b.out, x) }

// interval reads [80,90).
func (b *bounds) interval(i int) bool {
	end := b.at(i + 4)
	if b.at(i+1).kind != number || b.at(i+2).kind != comma || b.at(i+3).kind != number || end.kind != shutEnd && end.kind != openEnd {
		return false
	}
	b.add(bound{number: b.ms[i+1].text, closed: b.ms[i].kind == shut, to: -1, first: i, last: i + 4})
	b.add(bound{number: b.ms[i+3].text, upper: true, closed: end.kind == shutEnd, to: -1, first: i, last: i + 4})
	return true
}

// numberFirst reads 90> of 90>得分 and 90>良: what stands behind it is less.
func (b *bounds) numberFirst(i int) int {
	c := b.at(i + 1)
	to := -1
	if b.at(i+2).kind == grade {
		to = i + 2
	}
	b.add(bound{
		number: b.ms[i].text, upper: c.is(lexicon.AtLeast, lexicon.MoreThan), closed: c.is(lexicon.AtLeast, lexicon.AtMost),
		to: to, first: i, last: i + 1,
	})
	return i + 2
}

// compared reads ≥90, of the grade where it stands before it.
func (b *bounds) compared(i int) int {
	c := b.at(i)
	to := -1
	if b.at(i-1).kind == grade {
		to = i - 1
	}
	b.add(bound{
		number: b.ms[i+1].text, upper: c.is(lexicon.AtMost, lexicon.LessThan), closed: c.is(lexicon.AtLeast, lexicon.AtMost),
		to: to, first: i, last: i + 1,
	})
	return i + 2
}

// number reads a number that no comparison stands before: 90以上, 90以下, 80-90. Words
// of inclusion and brackets may stand between.
func (b *bounds) number(i int) int {
	j, inclusion := b.inclusionAfter(i)
	switch m := b.at(j); {
	case m.is(lexicon.Above):
		b.add(bound{number: b.ms[i].text, closed: inclusion != without, to: -1, first: i, last: j})
		return j + 1
	case m.is(lexicon.Below, lexicon.UpToIt):
		b.add(bound{number: b.ms[i].text, upper: true, closed: inclusion == with || m.is(lexicon.UpToIt), to: -1, first: i, last: j})
		return j + 1
	case m.is(lexicon.UpTo) && b.at(j+1).kind == number:
		return b.span(i, j, inclusion)
	case b.at(i-1).is(lexicon.UpTo) && len(b.out) > 0 && b.out[len(b.out)-1].last == i-2 && !b.out[len(b.out)-1].upper: // 80以上-90
		b.add(bound{number: b.ms[i].text, upper: true, closed: true, loose: true, to: -1, first: i, last: i})
	}
	return i + 1
}

// inclusion is what is said of a number beside it.
type inclusion uint8

const (
	unsaid inclusion = iota
	with
	without
)

// inclusionAfter reads the words of inclusion right behind the number at i, with their
// brackets and the number itself said again: 80（含80分）.
func (b *bounds) inclusionAfter(i int) (next int, said inclusion) {
	next = i + 1
	j := next
	if k := b.at(j).kind; k == open || k == shut {
		j++
	}
	switch {
	case b.at(j).is(lexicon.With):
		said = with
	case b.at(j).is(lexicon.Without):
		said = without
	default:
		return next, unsaid
	}
	j++
	if b.at(j).kind == number {
		if b.at(j).text != b.ms[i].text {
			return next, unsaid // of another
		}
		j++
	}
	if k := b.at(j).kind; k == openEnd || k == shutEnd {
		j++
	}
	return j, said
}

// span reads 80-90 and 100-90, from the number at i and the sign between at j.
func (b *bounds) span(i, j int, first inclusion) int {
	end, second := b.inclusionAfter(j + 1)
	low := bound{number: b.ms[i].text, closed: first != without, to: -1, first: i, last: end - 1}
	high := bound{number: b.ms[j+1].text, upper: true, closed: second != without, loose: second == unsaid, to: -1, first: i, last: end - 1}
	if m := b.at(end); m.is(lexicon.Below) && second != with { // 80分至90分以下
		high.closed, high.loose = false, false
		end++
	} else if m.is(lexicon.Above) { // 80 to what is above
		end++
	}
	if compare(low.number, high.number) > 0 { // what was said of a number stays with it
		low.number, high.number = high.number, low.number
		low.closed, high.closed, high.loose = second != without, first != without, first == unsaid
	}
	b.add(low)
	b.add(high)
	return end
}

// include reads a word of inclusion that stands apart from its number: 80-90分（不含90分）.
func (b *bounds) include(i int) int {
	closed := b.at(i).is(lexicon.With)
	if b.at(i+1).kind != number {
		if n := len(b.out); n > 0 && b.out[n-1].last == i-1 {
			b.out[n-1].closed, b.out[n-1].loose = closed, false
		}
		return i + 1
	}
	for n := len(b.out) - 1; n >= max(0, len(b.out)-2); n-- {
		if x := &b.out[n]; compare(x.number, b.at(i+1).text) == 0 {
			x.closed, x.loose = closed, false
			break
		}
	}
	return i + 2
}

// compare compares two numbers; what is none is equal to everything.
func compare(a, b string) int {
	x, err := decimal.NewFromString(a)
	y, err2 := decimal.NewFromString(b)
	if err != nil || err2 != nil {
		return 0
	}
	return x.Cmp(y)
}
