package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// Content is what a cell holds, as far as that can be told without its meaning.
type Content uint8

const (
	Blank    Content = iota
	Unstated         // —, /, 无
	Integer          // a whole number of at most four digits
	Figure           // any other number, with or without a unit
	Share            // 98.5%
	Words            // a name
	Body             // the name of a public body
	Prose            // a long text
	kinds
)

// Figures reports a number of any sort.
func (k Content) Figures() bool { return k == Integer || k == Figure || k == Share }

// Text reports words of any length.
func (k Content) Text() bool { return k == Words || k == Body || k == Prose }

// Empty reports a cell that states nothing.
func (k Content) Empty() bool { return k == Blank || k == Unstated }

const longText = 40 // characters that no name takes

// kindOf works out what a text is.
func (see *Sight) kindOf(text string) Content {
	t := printed.Parse(text)
	switch t.Kind {
	case printed.Blank:
		return Blank
	case printed.Dash, printed.Nothing:
		return Unstated
	case printed.Sequence:
		if !t.Spelled {
			return Integer
		}
		return Words
	case printed.Figure, printed.Jumble:
		return kindOfFigure(text, &t)
	}
	if Runes(text) > longText {
		return Prose
	}
	return see.kindOfWords(text)
}

// kindOfFigure tells figures apart; what counts other things than money and points, as
// 30亩 does, or is but a bound, is an indicator's and told in words.
func kindOfFigure(text string, t *printed.Token) Content {
	switch {
	case t.Relation != 0 || t.Measure == printed.Count || t.Measure == printed.Other:
		return Words
	case t.Measure == printed.Percent:
		return Share
	case t.Measure == printed.Bare:
		if _, ok := SmallNumber(text); ok {
			return Integer
		}
	}
	return Figure
}

// kindOfWords tells the names of public bodies from other words.
func (see *Sight) kindOfWords(text string) Content {
	s := cjk.Squeeze(text)
	if see.NamesBody(s) {
		return Body
	}
	return Words
}

// IsYear reports a cell such as 2022 or 2022年, which headers do hold.
func IsYear(s string) bool {
	t := printed.Parse(s)
	_, _, ok := t.Years()
	return ok
}

// SmallNumber reads 7, (7), 7. as seven.
func SmallNumber(s string) (int, bool) {
	t := printed.Parse(s)
	if t.Spelled {
		return 0, false
	}
	return t.Ordinal()
}

// ChineseNumeral reports a number such as 一、 or （二）, which marks a group.
func ChineseNumeral(s string) bool {
	t := printed.Parse(s)
	return t.Kind == printed.Sequence && t.Spelled
}

// Number is a cell's figure, as far as its value is not in doubt.
func Number(text string) (decimal.Decimal, bool) {
	t := printed.Parse(text)
	return t.Value(), t.Known()
}

// HasLetters reports whether a text has letters.
func HasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// Runes counts the characters of a text.
func Runes(s string) int { return utf8.RuneCountInString(s) }

// Same reports two texts that differ in spaces at most.
func Same(a, b string) bool { return a == b || cjk.Squeeze(a) == cjk.Squeeze(b) }

// StartsWithFigure reports a text that begins with a digit.
func StartsWithFigure(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}
