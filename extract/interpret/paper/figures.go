package paper

import (
	"strconv"
	"strings"
	"unicode"

	"selfeval/internal/text/printed"
)

// This file asks of cells what printed says of tokens.

// Numeric reports whether a text is a figure, well formed or not.
func Numeric(s string) bool {
	t := printed.Parse(s)
	return t.Numeric()
}

// Wordy reports whether a text has letters: a name rather than a figure.
func Wordy(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) && !Numeric(s) }

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

// CutNumeral cuts the Chinese numeral that a text starts with: 一、本级项目,
// （二）下属单位.
func CutNumeral(s string) (rest string, ok bool) {
	rest, spelled, ok := printed.CutOrdinal(s)
	return rest, ok && spelled
}

// Numbered reports whether a text starts with a Chinese numeral.
func Numbered(s string) bool { _, ok := CutNumeral(s); return ok }

// HeaderYear is the year that a header's cell names, with 年 or without.
func HeaderYear(text string) string {
	if y, ok := printed.FindYear(text, false); ok {
		return strconv.Itoa(y.Year)
	}
	return ""
}
