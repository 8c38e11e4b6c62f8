package prose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"selfeval/internal/text/lexicon"
)

// itemMark is the number of an item in running text: （一）, 1. , 1、, ①, 一是.
var itemMark = sync.OnceValue(func() *regexp.Regexp {
	w := &lexicon.Default().Numbering
	return w.Pattern(w.Items)
})

// items splits a text that numbers its items one after the other: 1.…。2.…。
// Text before the first stays with it. A text without a second item is one.
func items(text string) []string {
	for _, m := range itemMark().FindAllStringSubmatchIndex(text, -1) {
		style := slices.IndexFunc([]int{2, 4, 6, 8}, func(i int) bool { return m[i] >= 0 })
		n := itemNumber(text[m[2+2*style]:m[3+2*style]])
		if n != 2 || !itemStart(text, m[0], m[1]) {
			continue
		}
		out := []string{text[:m[0]]}
		from := m[0]
		for _, next := range itemMark().FindAllStringSubmatchIndex(text[from:], -1) {
			at := from + next[0]
			if next[2+2*style] < 0 || at == from || !itemStart(text, at, from+next[1]) || itemNumber(text[from+next[2+2*style]:from+next[3+2*style]]) != len(out)+2 {
				continue
			}
			out = append(out, text[m[0]:at])
			m = []int{at}
		}
		out = append(out, text[m[0]:])
		for i := range out {
			out[i] = strings.TrimSpace(out[i])
		}
		return out
	}
	return []string{text}
}

// itemStart reports whether text[at:end] can number an item: the text before it
// has ended a sentence or a line, and no digit makes it a decimal.
func itemStart(text string, at, end int) bool {
	if end < len(text) && text[end] >= '0' && text[end] <= '9' {
		return false
	}
	before := strings.TrimRight(text[:at], " \t　")
	return before != "" && lexicon.EndsWith(before, "。", "；", ";", "\n", "！")
}

// itemNumber is the number that an item's numeral stands for, 0 for none.
func itemNumber(s string) int {
	w := &lexicon.Default().Numbering
	for _, numerals := range []string{w.Numerals, w.Circled} {
		if i := slices.Index([]rune(numerals), []rune(s)[0]); i >= 0 && len([]rune(s)) == 1 {
			return i + 1
		}
	}
	n, _ := strconv.Atoi(s)
	return n
}
