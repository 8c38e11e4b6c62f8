package prose

import (
	"regexp"
	"slices"
	"strings"

	"selfeval/internal/text/lexicon"
)

// itemMark is the number of an item in running text: （一）, 1. , 1、, ①, 一是.
var itemMark = regexp.MustCompile(`[（(]([一二三四五六七八九十]{1,2}|[0-9]{1,2})[）)]|([0-9]{1,2})[.．、]|([①②③④⑤⑥⑦⑧⑨⑩])|([一二三四五六七八九十])是`)

var itemNumbers = [][]string{
	{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"},
	{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
	{"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"},
}

// items splits a text that numbers its items one after the other: 1.…。2.…。
// Text before the first stays with it. A text without a second item is one.
func items(text string) []string {
	for _, m := range itemMark.FindAllStringSubmatchIndex(text, -1) {
		style := slices.IndexFunc([]int{2, 4, 6, 8}, func(i int) bool { return m[i] >= 0 })
		n := itemNumber(text[m[2+2*style]:m[3+2*style]])
		if n != 2 || !itemStart(text, m[0], m[1]) {
			continue
		}
		out := []string{text[:m[0]]}
		from := m[0]
		for _, next := range itemMark.FindAllStringSubmatchIndex(text[from:], -1) {
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

func itemNumber(s string) int {
	for _, numbers := range itemNumbers {
		if i := slices.Index(numbers, s); i >= 0 {
			return i + 1
		}
	}
	return 0
}
