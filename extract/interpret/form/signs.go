package form

import "selfeval/extract/interpret/form/rows"

// This file tells what a line is, before anything of it is read: whether it shows a
// title, a label, money, a goal or the heads of the tree of indicators.

// evidence is what of a form a table or line shows.
type evidence uint8

const (
	showsTitle evidence = 1 << iota
	showsProject
	showsLabels // two other labels with their values
	showsFunds
	showsGoal
	showsTree
)

// strong reports whether a table is a form on its own.
func (e evidence) strong() bool {
	parts := 0
	for _, bit := range []evidence{showsFunds, showsGoal} {
		if e&bit != 0 {
			parts++
		}
	}
	if e&(showsProject|showsLabels|showsTitle) != 0 {
		parts++
	}
	return e&showsTree != 0 || parts >= 2
}

// weak reports whether a table may be a form's part beside a strong one.
func (e evidence) weak() bool { return e != 0 }

// shows finds what a line shows of a form.
func (rd *room) shows(l *rows.Line) evidence {
	var e evidence
	if _, ok := l.Title(); ok {
		return showsTitle
	}
	if l.T == nil {
		for _, p := range rd.Pairs(l.Text) {
			if p.Field == "project" {
				e |= showsProject
			}
		}
		return e
	}
	if rows.PassedOver(rd.Vocab.FormSigns(), l.Cells) {
		return 0
	}
	switch {
	case rd.indicatorHeader(l) != nil:
		return showsTree
	case rd.taskHeader(l, false) != nil, rd.fundHeader(l) != nil, rd.fundPairs(l, false) != nil:
		return showsFunds
	case rd.goalParts(l, nil) != nil:
		return showsGoal
	}
	if rd.projectOf(l) != "" {
		e |= showsProject
	}
	if rd.labelsWithValues(l) >= 2 {
		e |= showsLabels
	}
	return e
}

// labelsWithValues counts the labels of a line, the project's aside, that have a value
// beside them.
func (rd *room) labelsWithValues(l *rows.Line) (n int) {
	for _, c := range l.Cells {
		if f := rd.Field(c.Key); f != "" && f != "project" && f != "remark" {
			if v, _ := rd.valueRight(l, c); v != "" {
				n++
			}
		}
	}
	return n
}

// projectOf is the project that a line names, "" where it names none.
func (rd *room) projectOf(l *rows.Line) string {
	if l.T == nil {
		for _, p := range rd.Pairs(l.Text) {
			if p.Field == "project" {
				return p.Value
			}
		}
		return ""
	}
	for _, c := range l.Cells {
		if rd.Field(c.Key) == "project" {
			v, _ := rd.valueRight(l, c)
			return v
		}
		for _, p := range rd.Pairs(c.Text) {
			if p.Field == "project" {
				if p.Value == "" {
					p.Value, _ = rd.valueRight(l, c)
				}
				return p.Value
			}
		}
	}
	return ""
}
