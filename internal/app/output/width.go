package output

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"selfeval/internal/text/safe"
)

// cells is how many columns of a terminal a text takes: a Chinese character
// takes two, a combining mark none.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if r < 0x20 || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// pad fills a text with spaces to n columns.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-cells(s)))
}

// clean makes text from a published file safe for a terminal.
func clean(s string) string { return safe.Line(s) }
