package form

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/form/goal"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/form/signs"
)

// This file tells what a line is, before anything of it is read: whether it shows a
// title, a label, money, a goal or the heads of the tree of indicators.

// rowOf is a row of a table. The grid that a paper's tables have is never changed: what
// mends rows works on a copy.
type rowOf struct {
	table *document.Table
	row   int
}

// shows finds what a line shows of a form, once for each row: it is asked where forms
// are looked for and again where they are parted.
func (rd *room) shows(l *rows.Line) signs.Evidence {
	if l.T == nil {
		return rd.look(l)
	}
	at := rowOf{l.T, l.Row}
	e, ok := rd.shown[at]
	if !ok {
		e = rd.look(l)
		rd.shown[at] = e
	}
	return e
}

// look looks at a line for what it shows.
func (rd *room) look(l *rows.Line) signs.Evidence {
	var e signs.Evidence
	if _, ok := l.Title(); ok {
		return signs.Title
	}
	if l.T == nil {
		for _, p := range rd.Pairs(l.Text) {
			if p.Field == "project" {
				e |= signs.Project
			}
		}
		return e
	}
	if rows.PassedOver(rd.Vocab.FormSigns(), l.Cells) {
		return 0
	}
	switch {
	case rd.indicatorHeader(l) != nil:
		return signs.Tree
	case rd.taskHeader(l, false) != nil, rd.fundHeader(l) != nil, rd.fundPairs(l, false) != nil:
		return signs.Funds
	case goal.Read(l, nil, rd.Teller) != nil:
		return signs.Goal
	}
	if rd.projectOf(l) != "" {
		e |= signs.Project
	}
	if rd.labelsWithValues(l) >= 2 {
		e |= signs.Labels
	}
	return e
}

// labelsWithValues counts the labels of a line, the project's aside, that have a value
// beside them.
func (rd *room) labelsWithValues(l *rows.Line) (n int) {
	for _, c := range l.Cells {
		if f := rd.Field(c.Key); f != "" && f != "project" && f != "remark" {
			if v, _ := rows.ValueRight(l, c, rd.IsLabel); v != "" {
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
			v, _ := rows.ValueRight(l, c, rd.IsLabel)
			return v
		}
		for _, p := range rd.Pairs(c.Text) {
			if p.Field == "project" {
				if p.Value == "" {
					p.Value, _ = rows.ValueRight(l, c, rd.IsLabel)
				}
				return p.Value
			}
		}
	}
	return ""
}
