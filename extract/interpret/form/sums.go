package form

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/report"
)

// This file reads the row that sums the tree of indicators, and what stands below it.

// sumRow reads the row that sums weights and scores.
func (fr *reader) sumRow(l *rows.Line) bool {
	if len(l.Cells) == 0 || !fr.isSum(l.Cells[0]) && (len(l.Cells) < 2 || !fr.Vocab.FormHeads.Has(l.Cells[0].Key) || !fr.isSum(l.Cells[1])) {
		return false
	}
	for _, c := range l.Cells {
		if f := fr.Vocab.FormFields.Exactly(c.Key); f == "total_weight" {
			return true // labels with values of their own: 总分值 | 100 | 总得分 | 96
		}
	}
	var figures []rows.Cell
	for _, c := range l.Cells {
		if paper.Numeric(c.Text) {
			figures = append(figures, c)
		}
	}
	if len(figures) > 2 && len(l.Distinct()) == 2 {
		figures = figures[:1] // one cell that a converter repeats
	}
	fr.summed = fr.tree != nil
	weight, score := fr.sumsOf(l, figures)
	if weight != nil {
		fr.form.TotalWeight = weight
	}
	if score != nil {
		fr.keepSum(l)
		fr.form.TotalScore, fr.sumName = score, strings.TrimSpace(l.Cells[0].Text)
	}
	fr.headWeight(l.Cells[0]) // 总分（含预算执行10分）
	for _, c := range figures {
		fr.sumOther(l, c, weight, score)
	}
	return true
}

// keepSum keeps the total of a row of sums above, which another row replaces: 合计 of the
// indicators above 自评总分.
func (fr *reader) keepSum(l *rows.Line) {
	if n := fr.form.TotalScore; n != nil && fr.sumName != "" && n.At.Row != l.Row+1 {
		fr.form.Others = append(fr.form.Others, report.Other{Name: fr.sumName, Text: n.Raw, At: n.At})
	}
}

// sumsOf tells the sum of weights and that of scores in a row that sums: by the columns of
// the tree, else by their number and order, else by points in the label.
func (fr *reader) sumsOf(l *rows.Line, figures []rows.Cell) (weight, score *report.Number) {
	weight, score = fr.sumsUnder(l, len(figures))
	none, one := weight == nil && score == nil, weight == nil || score == nil
	switch n := len(figures); {
	case n == 1 && none:
		score = figure(figures[0].Text, figures[0].Cell)
	case n == 2 && (none || one && figures[0].Key != figures[1].Key): // wherever they stand
		weight, score = figure(figures[0].Text, figures[0].Cell), figure(figures[1].Text, figures[1].Cell)
	}
	if weight == nil {
		weight = pointsOf(l.Cells[0])
	}
	return weight, score
}

// sumsUnder are the sums that stand under the tree's heads of weight and score; one cell
// over both is what is scored.
func (fr *reader) sumsUnder(l *rows.Line, figures int) (weight, score *report.Number) {
	it := fr.tree
	if it == nil || it.table != l.T || it.whole != nil {
		return nil, nil
	}
	w, wc := rows.TextIn(l, it.cols["weight"], -1)
	s, sc := rows.TextIn(l, it.cols["score"], -1)
	if paper.Numeric(s) {
		score = figure(s, sc)
	}
	if paper.Numeric(w) && (score == nil || wc != sc && figures > 1) {
		weight = figure(w, wc)
	}
	return weight, score
}

// pointsOf is what a label says in brackets that it is worth, nil where it says nothing.
func pointsOf(c rows.Cell) *report.Number {
	if _, p := labels.Points(c.Text); p != "" {
		return &report.Number{Raw: p, At: c.At}
	}
	return nil
}

// sumOther keeps a figure of the row of sums that is neither the total of the weights
// nor that of the scores.
func (fr *reader) sumOther(l *rows.Line, c rows.Cell, taken ...*report.Number) {
	for _, n := range taken {
		if n != nil && (n.At == c.At || n.Raw == c.Text && n.At.Row == c.At.Row && c.At.Row != 0 && fr.tree != nil && fr.tree.printed[c.Col] == "") {
			return
		}
	}
	if fr.tree != nil && fr.tree.printed.Repeats(l, c) {
		return
	}
	name := strings.TrimSpace(l.Cells[0].Text)
	if fr.tree != nil && fr.tree.printed[c.Col] != "" {
		name += "/" + fr.tree.printed[c.Col]
	}
	if o, ok := rows.Other(name, c.Cell, "", false); ok {
		fr.form.Others = append(fr.form.Others, o)
	}
}

// sumBelow reads the values of a row of sums whose labels stand in the row above: 总分值,
// 总得分 and 自评等级 over 100, 96 and 优, beside 总分 merged over both rows.
func (fr *reader) sumBelow(l *rows.Line) bool {
	if l.Row == 0 {
		return false
	}
	label := l.T.Cell(l.Row, 0)
	if label == nil || label.Row == l.Row && strings.TrimSpace(label.Text) == "" { // a lost merge
		label = l.T.Cell(l.Row-1, 0)
	} else if label.Row == l.Row && !rows.SameAsAbove(l, rows.Cell{Cell: label, Key: rows.Key(label.Text)}) {
		return false
	}
	if label == nil || !fr.isSum(rows.Cell{Cell: label, Key: rows.Key(label.Text)}) {
		return false
	}
	found := false
	for _, c := range l.Cells {
		head := l.T.Cell(l.Row-1, c.Col)
		if head == nil || head.Text == c.Text || head.Text == label.Text {
			continue
		}
		if field := fr.Vocab.FormFields.Exactly(rows.Key(head.Text)); field != "" {
			fr.set(field, c.Text, c.At)
			found = true
		}
	}
	fr.summed = fr.summed || found
	return found
}

// shortRemark is how long what stands beside a label below the sums may be to be a value;
// a longer text is what is said of the form as a whole.
const shortRemark = 8

// pairedSums reads a row of labels with their figures, one of them the sum of the scores:
// 预算执行率得分 | 9.5 | 自评总得分 | 97.5.
func (fr *reader) pairedSums(l *rows.Line) bool {
	own := l.Distinct()
	if len(own) < 2 || len(own)%2 != 0 {
		return false
	}
	sum := -1
	for i := 0; i < len(own); i += 2 {
		figures := paper.Numeric(own[i+1].Text)
		if !paper.Wordy(own[i].Text) || !figures && fr.Vocab.FormFields.Exactly(own[i].Key) == "" {
			return false
		}
		if figures && fr.totals(own[i], len(own) > 2) {
			sum = i
		}
	}
	if sum < 0 {
		return false
	}
	fr.summed = true
	for i := 0; i < len(own); i += 2 {
		switch value := own[i+1]; {
		case i == sum:
			fr.form.TotalScore = figure(value.Text, value.Cell)
		case fr.Vocab.FormFields.Exactly(own[i].Key) != "":
			fr.set(fr.Vocab.FormFields.Exactly(own[i].Key), value.Text, value.At)
		default:
			fr.other(own[i].Text, value)
		}
	}
	return true
}

// totals reports the label of the form's score: that of a sum beside other labels, or a
// head of scores (自评得分), which names no indicator.
func (fr *reader) totals(label rows.Cell, others bool) bool {
	if fr.Vocab.FormFields.Exactly(label.Key) == "total_weight" {
		return false
	}
	return others && fr.isSum(label) || fr.Vocab.FormIndicators.Exactly(label.Key) == "score"
}

// belowSum reads a row below that of the sums that is no indicator: a label and its value.
func (fr *reader) belowSum(l *rows.Line) bool {
	if !fr.summed || fr.scored(l) {
		return false
	}
	texts, long := map[string]bool{}, false
	for i, c := range l.Cells {
		texts[c.Key] = true
		long = long || i > 0 && utf8.RuneCountInString(c.Key) > shortRemark
	}
	return len(texts) <= 2 && !long && fr.besides(l)
}
