package lexicon

import (
	"slices"
	"strings"
)

// ScaleWords are the words and signs by which scales of grades give their bounds.
type ScaleWords struct {
	AtLeast  Words `yaml:"at_least"`  // ≥, 不低于
	AtMost   Words `yaml:"at_most"`   // ≤, 不高于
	MoreThan Words `yaml:"more_than"` // >, 高于
	LessThan Words `yaml:"less_than"` // <, 不足
	Above    Words `yaml:"above"`     // 以上, after the number
	Below    Words `yaml:"below"`     // 以下
	UpToIt   Words `yaml:"up_to_it"`  // 及以下
	With     Words `yaml:"with"`      // 含
	Without  Words `yaml:"without"`   // 不含
	UpTo     Words `yaml:"up_to"`     // 至
	Score    Words `yaml:"score"`     // 得分, which stands for the score

	signs [256][]ScaleSign // by their first byte, longer words first
}

// ScaleSign is a word of a scale with what it means.
type ScaleSign struct {
	Word  string
	Means ScaleMeaning
}

// ScaleMeaning is what a word of a scale means.
type ScaleMeaning uint8

// The meanings, in the order of the fields of ScaleWords.
const (
	AtLeast ScaleMeaning = iota
	AtMost
	MoreThan
	LessThan
	Above
	Below
	UpToIt
	With
	Without
	UpTo
	TheScore
)

func (w *ScaleWords) index() {
	w.signs = [256][]ScaleSign{}
	for means, words := range []Words{w.AtLeast, w.AtMost, w.MoreThan, w.LessThan, w.Above, w.Below, w.UpToIt, w.With, w.Without, w.UpTo, w.Score} {
		for _, word := range words {
			w.signs[word[0]] = append(w.signs[word[0]], ScaleSign{word, ScaleMeaning(means)})
		}
	}
	for _, list := range w.signs {
		slices.SortStableFunc(list, func(a, b ScaleSign) int { return len(b.Word) - len(a.Word) })
	}
}

// At is the longest word that a text starts with.
func (w *ScaleWords) At(s string) (ScaleSign, bool) {
	if s == "" {
		return ScaleSign{}, false
	}
	for _, sign := range w.signs[s[0]] {
		if strings.HasPrefix(s, sign.Word) {
			return sign, true
		}
	}
	return ScaleSign{}, false
}
