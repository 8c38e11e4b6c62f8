package form

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
)

// This file tells labels: by their words, and where these are not enough by what
// stands beside them.

// besides finds labels of no known words in a line of labels and values: the cell
// stands where a label is expected, and its value beside it. A label that ends as those
// of a field do is that field's (某某主管部门); any other is kept under its own name.
func (fr *reader) besides(l *rows.Line) (found bool) {
	value := false // the cell before was a label that waits for its value
	for i, c := range l.Cells {
		if i > 0 && c.Text == l.Cells[i-1].Text {
			continue // a merged cell repeated
		}
		if value {
			value = false
			continue
		}
		if fr.IsLabel(c.Key) {
			v, at := rows.ValueRight(l, c, fr.IsLabel)
			value = v != ""
			found = fr.besideHead(c, v, at) || found
			continue
		}
		if i+1 >= len(l.Cells) || c.RowSpan > 1 || rows.SameAsAbove(l, c) || !labels.Shaped(labels.WithoutOrdinal(c.Key)) {
			continue
		}
		next, ok := fr.valueBehind(l, i)
		if !ok {
			continue
		}
		value, found = true, true
		if f, _ := fr.Vocab.FormFields.EndsLike(c.Key); f != "" && paper.Wordy(next.Text) {
			fr.set(f, next.Text, next.At)
			continue
		}
		fr.other(c.Text, next)
	}
	return found
}

// valueBehind is the next cell of another text, unless that is a label.
func (fr *reader) valueBehind(l *rows.Line, i int) (rows.Cell, bool) {
	for _, next := range l.Cells[i+1:] {
		if next.Text != l.Cells[i].Text {
			return next, next.Row == l.Row && !fr.IsLabel(next.Key)
		}
	}
	return rows.Cell{}, false
}

// besideHead keeps a figure beside a word that elsewhere heads a column:
// 预算执行率权重（%） | 10.
func (fr *reader) besideHead(c rows.Cell, value string, at *document.Cell) bool {
	if value == "" || fr.Field(c.Key) != "" || !paper.Numeric(value) {
		return false
	}
	fr.other(c.Text, rows.Cell{Cell: at, Key: rows.Key(value)})
	return true
}
