package summary

import (
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file makes rows whole that a converter cut.

// own is what stands in a row's own cell of a field: what a cell that reaches down from
// above says is read with the row above.
func (p *projectTable) own(row int, field string) string {
	if c := p.cell(row, field); c != nil && c.Row == row {
		return c.Text
	}
	return ""
}

// goesOnWithRow reads the rest of a row that a converter cut: a line without number and
// figures that says more of the one above. Rows that a page end cut are whole before this
// room gets them; what stands in a line of its own on one page may as well be the heading
// of a group or a project, which only the meaning of its column and its words tell.
func (p *projectTable) goesOnWithRow(row int, cells []*document.Cell) bool {
	if !p.attached || !p.numbers || p.text(row, columns.Seq) != "" || p.figures(row) > 0 || p.ofWhich(row) {
		return false
	}
	for _, c := range cells {
		if c.ColSpan > 1 || c.RowSpan > 1 {
			return false
		}
	}
	prev := &p.out.Projects[len(p.out.Projects)-1]
	name := p.own(row, columns.Name)
	if !p.restOf(prev, name, len(cells) == 1) {
		return false
	}
	prev.Name = cjk.Join(prev.Name, name)
	prev.Implementer = cjk.Join(prev.Implementer, p.own(row, columns.Implementer))
	prev.UseOfResult = cjk.Join(prev.UseOfResult, p.own(row, columns.Use))
	prev.Department = cjk.Join(prev.Department, p.own(row, columns.Department))
	prev.Grade = cjk.Join(prev.Grade, p.own(row, columns.Grade))
	return true
}

// restOf reports whether a line without number and figures is the rest of the row
// above rather than the heading of a group or a project of its own. alone says that the
// line has one cell.
func (p *projectTable) restOf(prev *report.Project, name string, alone bool) bool {
	s := cjk.Squeeze(name)
	switch {
	case cjk.OpenBracket(prev.Name):
		return true
	case paper.Numbered(name) || !alone:
		return false
	}
	return s == "" || p.breaksOff(prev.Name) || utf8.RuneCountInString(s) <= 4 && !p.Vocab.EndsAsGroup(s) && !p.Vocab.EndsAsBody(s)
}

// breaksOff reports whether a name ends in a word that more must follow.
func (p *projectTable) breaksOff(name string) bool {
	s := cjk.Squeeze(name)
	return p.Vocab.ColumnSigns.BreaksOff.Ends(s)
}
