package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/form/goal"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// This file reads the goal of the year, beside its labels and below them.

// goalLine reads a line that holds labels of the goal. It reports whether there
// were any.
func (fr *reader) goalLine(l *rows.Line) bool {
	g := goal.Read(l, fr.goal, fr.Teller)
	if g == nil {
		return false
	}
	for _, part := range g.Texts {
		if part.Actual {
			addText(&fr.form.Goal.Actual, part.Text)
		} else {
			addText(&fr.form.Goal.Expected, part.Text)
		}
	}
	fr.goal = &g.Columns
	return true
}

// goalText reads a line of texts under the goal's labels.
func (fr *reader) goalText(l *rows.Line) {
	if fr.goal.Inline && !l.Seam {
		return
	}
	if c, alone := l.Alone(); alone && fr.Vocab.FormIndicators.Exactly(c.Key) == "head" {
		return // 绩效指标, the head of what follows
	}
	if fr.otherLabel(l) {
		fr.besides(l)
		return
	}
	for _, side := range []struct {
		cols []int
		into *string
	}{{fr.goal.Expected, &fr.form.Goal.Expected}, {fr.goal.Actual, &fr.form.Goal.Actual}} {
		if text, _ := rows.TextIn(l, side.cols, -1); text != "" && !printed.Unstated(text) {
			addText(side.into, text)
		}
	}
	if text, c := rows.TextIn(l, fr.goal.Other, -1); text != "" {
		own := *c
		own.Text = text
		fr.other(fr.goal.OtherName, rows.Cell{Cell: &own, Key: rows.Key(text)})
	}
}

// otherLabel reports a line below the goal's texts that begins with a label of its own,
// left of them: 2.项目实施内容及过程概述.
func (fr *reader) otherLabel(l *rows.Line) bool {
	first := slices.Concat(fr.goal.Expected, fr.goal.Actual)
	if len(first) == 0 {
		return false
	}
	for _, c := range l.Cells {
		if c.Col >= slices.Min(first) {
			return false
		}
		bare := labels.WithoutOrdinal(c.Key)
		if !rows.SameAsAbove(l, c) && bare != c.Key && labels.Shaped(bare) && !fr.Aims(c.Key) {
			return true
		}
	}
	return false
}

// addText adds a further paragraph to a goal.
func addText(to *string, text string) {
	if *to == "" {
		*to = text
		return
	}
	last, _ := utf8.DecodeLastRuneInString(*to)
	if !strings.ContainsRune("。；;！!", last) {
		*to = cjk.Join(*to, text)
		return
	}
	*to += text
}
