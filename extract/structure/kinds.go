package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// kind is what a cell holds, as far as that can be told without its meaning.
type kind uint8

const (
	blank    kind = iota
	unstated      // —, /, 无
	integer       // a whole number of at most four digits
	figure        // any other number, with or without a unit
	share         // 98.5%
	words         // a name
	body          // the name of a public body
	prose         // a long text
	kinds
)

func (k kind) figures() bool { return k == integer || k == figure || k == share }
func (k kind) text() bool    { return k == words || k == body || k == prose }
func (k kind) empty() bool   { return k == blank || k == unstated }

const longText = 40 // characters that no name takes

// kindOf tells what a text is.
func kindOf(text string) kind {
	t := printed.Parse(text)
	switch t.Kind {
	case printed.Blank:
		return blank
	case printed.Dash, printed.Nothing:
		return unstated
	case printed.Sequence:
		if !t.Spelled {
			return integer
		}
		return words
	case printed.Figure, printed.Jumble:
		return kindOfFigure(text, &t)
	}
	if runes(text) > longText {
		return prose
	}
	return kindOfWords(text)
}

// kindOfFigure tells figures apart; what counts other things than money and points, as
// 30亩 does, or is but a bound, is an indicator's and told in words.
func kindOfFigure(text string, t *printed.Token) kind {
	switch {
	case t.Relation != 0 || t.Measure == printed.Count || t.Measure == printed.Other:
		return words
	case t.Measure == printed.Percent:
		return share
	case t.Measure == printed.Bare:
		if _, ok := smallNumber(text); ok {
			return integer
		}
	}
	return figure
}

// kindOfWords tells the names of public bodies from other words.
func kindOfWords(text string) kind {
	s := cjk.Squeeze(text)
	for _, e := range bodyEnds {
		if strings.HasSuffix(s, e) && s != e {
			return body
		}
	}
	return words
}

// isYear reports a cell such as 2022 or 2022年, which headers do hold.
func isYear(s string) bool {
	t := printed.Parse(s)
	_, _, ok := t.Years()
	return ok
}

// smallNumber reads 7, (7), 7. as seven.
func smallNumber(s string) (int, bool) {
	t := printed.Parse(s)
	if t.Spelled {
		return 0, false
	}
	return t.Ordinal()
}

// chineseNumeral reports a number such as 一、 or （二）, which marks a group.
func chineseNumeral(s string) bool {
	t := printed.Parse(s)
	return t.Kind == printed.Sequence && t.Spelled
}

// number is a cell's figure, as far as its value is not in doubt.
func number(text string) (decimal.Decimal, bool) {
	t := printed.Parse(text)
	return t.Value(), t.Known()
}

// hasLetters reports whether a text has letters.
func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func runes(s string) int { return utf8.RuneCountInString(s) }

func same(a, b string) bool { return a == b || cjk.Squeeze(a) == cjk.Squeeze(b) }
