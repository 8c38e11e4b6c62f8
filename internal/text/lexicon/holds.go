package lexicon

import (
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// This file looks for words in texts.

// EndsWith reports whether a text ends with one of the words.
func EndsWith(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// StartsWith reports whether a text starts with one of the words.
func StartsWith(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// HoldsAll reports whether a text holds one of each list of alternatives, which are
// parted by |.
func HoldsAll(text string, words []string) bool {
	for _, alternatives := range words {
		if !HoldsAny(text, strings.Split(alternatives, "|")) {
			return false
		}
	}
	return true
}

// HoldsAny reports whether a text holds one of the words.
func HoldsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

var brackets = cjk.NewSet("()[]【】〔〕")

// WithoutBrackets drops the bracketed parts of a squeezed text.
func WithoutBrackets(s string) string {
	if !brackets.In(s) {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '【', '〔':
			depth++
		case ')', ']', '】', '〕':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// indexAfter is the offset behind a word in a text, -1 where the text does not hold it.
func indexAfter(s, word string) int {
	if i := strings.Index(s, word); i >= 0 {
		return i + len(word)
	}
	return -1
}

// FirstOf is where the first of some words stands in a text, -1 where none does. Of two
// that start in one place the longer counts.
func FirstOf(s string, words []string) (start, end int) {
	start = -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (start < 0 || i < start || i == start && i+len(w) > end) {
			start, end = i, i+len(w)
		}
	}
	return start, end
}
