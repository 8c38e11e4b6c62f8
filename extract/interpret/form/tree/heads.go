// Package tree tells the heads of a form's tree of indicators that words leave open, by
// their order and by what stands in the cells below.
package tree

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/interpret/form/rows"
)

// LevelWeights are the columns of weights that stand behind the tree's first levels.
var LevelWeights = [2]string{"weight1", "weight2"}

// Head is a head of the tree.
type Head struct {
	rows.Cell
	Field    string
	From, To int
}

// Points gives heads of points (分数) to the weight or the score, whichever has no
// head of its own, the weight first.
func Points(hs []Head) {
	has := func(field string) bool {
		return slices.ContainsFunc(hs, func(h Head) bool { return h.Field == field })
	}
	for i := range hs {
		switch {
		case hs[i].Field != "points":
		case !has("weight"):
			hs[i].Field = "weight"
		case !has("score"):
			hs[i].Field = "score"
		default:
			hs[i].Field = ""
		}
	}
}

// Heading takes what stands left of the levels for the heading of all rows (目标完成情况),
// whatever its words are: targets and results stand behind what they belong to.
func Heading(hs []Head) {
	named := slices.IndexFunc(hs, func(h Head) bool { return strings.HasPrefix(h.Field, "level") })
	for i := range max(named, 0) {
		switch hs[i].Field {
		case "target", "actual", "reason":
			hs[i].Field = ""
		}
	}
}

// WeighLevels parts the weights of the tree's levels, each behind its level, from those
// of the indicators, which stand last.
func WeighLevels(hs []Head) {
	last := -1
	for i := range hs {
		if hs[i].Field == "weight" {
			last = i
		}
	}
	for i := 1; i < last; i++ {
		if hs[i].Field != "weight" {
			continue
		}
		switch hs[i-1].Field {
		case "level1":
			hs[i].Field = LevelWeights[0]
		case "level2":
			hs[i].Field = LevelWeights[1]
		}
	}
}

// Twins parts two heads of what was reached, or of what was aimed at, where the other has
// none: the target stands first.
func Twins(hs []Head) {
	by := map[string][]int{}
	for i := range hs {
		by[hs[i].Field] = append(by[hs[i].Field], i)
	}
	switch reached, aimed := by["actual"], by["target"]; {
	case len(reached) == 2 && len(aimed) == 0 && len(by["adjusted"]) == 0:
		hs[reached[0]].Field = "target"
	case len(aimed) == 2 && len(reached) == 0:
		hs[aimed[1]].Field = "actual"
	}
}

// Levels finds the first two levels before the names of the indicators by the groups that
// stand below their heads.
func Levels(l *rows.Line, hs []Head, group func(text string) bool) {
	named := slices.IndexFunc(hs, func(h Head) bool { return h.Field == "level3" })
	var open []int
	for i := range max(named, 0) {
		switch {
		case hs[i].Field == "level1" || hs[i].Field == "level2":
			return
		case hs[i].Field == "" && Mostly(l, &hs[i], group):
			open = append(open, i)
		}
	}
	for k, i := range open[:min(2, len(open))] {
		hs[i].Field = [2]string{"level1", "level2"}[k]
	}
}

// Measures finds target and result among the heads behind the indicators' name.
func Measures(l *rows.Line, hs []Head, named int, at map[string]int) {
	measures := func(i int) bool {
		return i > named && i < len(hs) && hs[i].Field == "" && Mostly(l, &hs[i], IsMeasure)
	}
	target, aimed := at["target"]
	actual, reached := at["actual"]
	_, adjusted := at["adjusted"]
	switch {
	case aimed && reached:
	case reached:
		if !adjusted && measures(actual-1) {
			hs[actual-1].Field = "target"
		}
	case aimed:
		if measures(target + 1) {
			hs[target+1].Field = "actual"
		}
	case at["score"] > named+2 && measures(named+1) && measures(named+2):
		hs[named+1].Field, hs[named+2].Field = "target", "actual"
	}
}

// Weights finds a weight or a score that words leave open beside the other: no score is
// above its weight, and the weight stands first.
func Weights(l *rows.Line, hs []Head, named int) {
	by := map[string][]int{}
	for i := named + 1; i < len(hs); i++ {
		by[hs[i].Field] = append(by[hs[i].Field], i)
	}
	weights, scores, open := by["weight"], by["score"], by[""]
	switch {
	case len(weights) == 2 && len(scores) == 0:
		scores = first(weights[1:], func(i int) bool { return notAbove(l, &hs[i], &hs[weights[0]]) })
	case len(weights) == 0 && len(scores) == 1:
		weights = first(open, func(i int) bool { return i < scores[0] && notAbove(l, &hs[scores[0]], &hs[i]) })
	case len(weights) == 1 && len(scores) == 0:
		scores = first(open, func(i int) bool { return i > weights[0] && notAbove(l, &hs[i], &hs[weights[0]]) })
	}
	for _, i := range scores {
		hs[i].Field = "score"
	}
	if len(weights) == 1 {
		hs[weights[0]].Field = "weight"
	}
}

func first(of []int, is func(int) bool) []int {
	if i := slices.IndexFunc(of, is); i >= 0 {
		return of[i : i+1]
	}
	return nil
}

// notAbove reports whether in three rows or more both heads have plain figures below, and
// those of the first are nowhere the greater.
func notAbove(l *rows.Line, score, weight *Head) bool {
	const fewest, most = 3, 40
	n := 0
	for row := l.Row + 1; row < l.T.Rows && row <= l.Row+most; row++ {
		a, ok1 := rows.ValueAt(l, row, score.From)
		b, ok2 := rows.ValueAt(l, row, weight.From)
		text := l.T.Text(row, score.From) + l.T.Text(row, weight.From)
		if !ok1 || !ok2 {
			continue
		}
		if a.GreaterThan(b) || strings.ContainsAny(text, "%％") {
			return false
		}
		n++
	}
	return n >= fewest
}

// IsMeasure reports whether a cell may be what an indicator aims at or reached: it
// holds a figure and few words.
func IsMeasure(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) && utf8.RuneCountInString(text) <= 16
}

// Mostly reports whether more than half of the cells below a head are of a kind.
func Mostly(l *rows.Line, h *Head, kind func(string) bool) bool {
	of, n := 0, 0
	for row := h.Row + h.RowSpan; row < l.T.Rows && row < h.Row+h.RowSpan+40; row++ {
		c := l.T.Cell(row, h.From)
		if c == nil || c.Row != row || strings.TrimSpace(c.Text) == "" || c.ColSpan > h.To-h.From {
			continue
		}
		n++
		if kind(c.Text) {
			of++
		}
	}
	return of*2 > n
}
