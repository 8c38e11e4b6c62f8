// Package suggest finds what a person probably meant by a word that is not known.
package suggest

import "selfeval/report"

// Nearest returns the candidate that word was most likely meant for, "" where
// none is near: at most a third of the letters differ.
func Nearest(word string, candidates []string) string {
	best, at := "", max(1, len([]rune(word))/3)+1
	for _, c := range candidates {
		if d := distance([]rune(word), []rune(c)); d < at {
			best, at = c, d
		}
	}
	return best
}

// Phrase is Nearest as a question to put behind a message, "" where none is near.
func Phrase(word string, candidates []string, lang report.Lang) string {
	if n := Nearest(word, candidates); n != "" {
		return report.Textf("，是不是 %s？", "; did you mean %s?", n).In(lang)
	}
	return ""
}

// distance counts the letters to insert, drop, replace or swap with the next to
// make b of a.
func distance(a, b []rune) int {
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
