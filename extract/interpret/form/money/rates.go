package money

import (
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file finds rates and points beside the money, and what the rates are taken of.

// RateOf is what the head of the rates says that they are taken of, by words (占年初预算
// 比例) or letters (C/A), where that is the initial budget: "" for the year's.
func RateOf(hs []Head, words *lexicon.Vocabulary) string {
	for i := range hs {
		if hs[i].Field != "rate" {
			continue
		}
		if signs := &words.ColumnSigns; signs.Initial.In(hs[i].Key) && !signs.Adjusted.In(hs[i].Key) {
			return report.RateOfInitial
		}
		if _, by := labels.Formula(hs[i].Key); by != 0 {
			for k := range hs {
				if hs[k].Field == "initial" && labels.Letter(hs[k].Key) == by {
					return report.RateOfInitial
				}
			}
		}
	}
	return ""
}

// OnePoints gives heads of points (分数) to the score where another head has the weight.
func OnePoints(hs []Head) {
	weight, score := 0, 0
	for i := range hs {
		switch hs[i].Field {
		case "weight":
			weight++
		case "score":
			score++
		}
	}
	for i := range hs {
		if rs := hs[i].Readings; weight > 1 && score == 0 && len(rs) > 1 && rs[1].Field == "score" {
			hs[i].Field, score = "score", 1
		}
	}
}

// RateBeside is the column of the last figure of a row of labels and values, where it has
// no label of its own and the head above it names a rate: 预算执行进度（%）. ok is false
// for any other.
func RateBeside(l *rows.Line, tl labels.Teller) (col int, ok bool) {
	n := len(l.Cells) - 1
	if n < 1 || !paper.Numeric(l.Cells[n].Text) || !paper.Numeric(l.Cells[n-1].Text) {
		return 0, false
	}
	col = l.Cells[n].Col
	for row := l.Row - 1; row >= max(l.Row-farAbove, 0); row-- {
		head := l.T.Cell(row, col)
		if head == nil || head.Col != col || paper.Numeric(head.Text) || head.Text == "" {
			continue
		}
		rs := tl.Money(rows.Key(head.Text))
		return col, len(rs) > 0 && rs[0].Field == "rate"
	}
	return 0, false
}

// farAbove is how many rows above its figures the head of a column may stand that has none
// right over them.
const farAbove = 4

// UnitOf is the unit of an amount, "" where there is none.
func UnitOf(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Unit
}

// IsShare reports a field that is no amount: a rate or points.
func IsShare(field string) bool { return field == "rate" || field == "score" || field == "weight" }
