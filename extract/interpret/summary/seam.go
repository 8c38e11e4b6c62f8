package summary

import (
	"regexp"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file makes rows whole that a page end, or a converter, cut.

// own is what stands in a row's own cell of a field: what a cell that reaches down from
// above says is read with the row above.
func (p *projectTable) own(row int, field string) string {
	if c := p.cell(row, field); c != nil && c.Row == row {
		return c.Text
	}
	return ""
}

// startsNextRow reports the first lines of a row that are all of it that found room on
// the page: words without number and figures between two lines, where the next page goes
// on with a numbered row. A name alone may be the heading of a group.
func (p *projectTable) startsNextRow(row int, cells []*document.Cell) bool {
	if !p.numbers || p.table.Confidence < 1 || !p.table.Seam(row+1) || p.table.Seam(row) || p.text(row, columns.Seq) != "" || p.own(row+1, columns.Seq) == "" {
		return false
	}
	if _, ok := paper.SmallNumber(p.own(row+1, columns.Seq)); !ok || p.figures(row+1) == 0 {
		return false
	}
	beside := map[int]bool{}
	for _, f := range []string{columns.Name, columns.Implementer, columns.Department, columns.Use, columns.Grade} {
		if c, ok := p.header.Column[f]; ok {
			beside[c] = f != columns.Name
		}
	}
	words := false
	for _, c := range cells {
		word, known := beside[c.Col]
		if !known || c.ColSpan > 1 || c.RowSpan > 1 || paper.Numeric(c.Text) {
			return false
		}
		words = words || word
	}
	if words {
		p.started = row + 1
	}
	return words
}

// withStart puts the lines before a page end before those of their row.
func (p *projectTable) withStart(pr *report.Project, row int) {
	if p.started == 0 || p.started != row {
		return
	}
	for _, f := range []struct {
		into  *string
		field string
	}{{&pr.Name, columns.Name}, {&pr.Implementer, columns.Implementer}, {&pr.Department, columns.Department}, {&pr.UseOfResult, columns.Use}, {&pr.Grade, columns.Grade}} {
		*f.into = cjk.Join(p.own(row-1, f.field), *f.into)
	}
	p.started = 0
}

// goesOnWithRow reads the rest of a row that a page break, or a converter, cut:
// a line without number and figures whose texts go on with those above; or the
// figures of a row whose name alone stood above.
func (p *projectTable) goesOnWithRow(row int, cells []*document.Cell, seam bool) bool {
	if !p.attached || !p.numbers || p.text(row, columns.Seq) != "" || p.ofWhich(row) {
		return false
	}
	for _, c := range cells {
		if c.ColSpan > 1 || c.RowSpan > 1 {
			return false
		}
	}
	prev := &p.out.Projects[len(p.out.Projects)-1]
	name := p.own(row, columns.Name)
	if p.figures(row) > 0 {
		switch {
		case !seam:
			return false
		case p.complements(prev, row):
			p.figuresInto(prev, row)
		case !p.mendsFigures(prev, row):
			return false
		}
	} else if !p.restOf(prev, name, cells, seam) {
		return false
	}
	prev.Name = cjk.Join(prev.Name, name)
	prev.Implementer = cjk.Join(prev.Implementer, p.own(row, columns.Implementer))
	prev.UseOfResult = cjk.Join(prev.UseOfResult, p.own(row, columns.Use))
	prev.Department = cjk.Join(prev.Department, p.own(row, columns.Department))
	prev.Grade = cjk.Join(prev.Grade, p.own(row, columns.Grade))
	return true
}

// complements reports a row that has figures only where the row above has none.
func (p *projectTable) complements(prev *report.Project, row int) bool {
	for _, f := range []struct {
		field string
		has   *report.Amount
	}{{columns.Budget, prev.Budget}, {columns.Executed, prev.Executed}, {columns.Returned, prev.Returned}, {columns.Rate, prev.Rate}, {columns.Score, prev.Score}} {
		if f.has != nil && p.amount(row, f.field) != nil {
			return false
		}
	}
	return true
}

// mendsFigures joins the last digits of figures that a page end cut off, such as
// 47,151.9 and 3. It takes words of another cell that were cut with them to know
// the row for the rest of the one above.
func (p *projectTable) mendsFigures(prev *report.Project, row int) bool {
	if p.text(row, columns.Name)+p.text(row, columns.Implementer)+p.text(row, columns.Use) == "" {
		return false
	}
	const most = 4 // digits that a line may break off
	var mend []func()
	for _, f := range []struct {
		field string
		has   *report.Amount
	}{{columns.Budget, prev.Budget}, {columns.Executed, prev.Executed}, {columns.Returned, prev.Returned}, {columns.Rate, prev.Rate}, {columns.Score, prev.Score}} {
		rest := p.amount(row, f.field)
		switch {
		case rest == nil:
		case f.has == nil || utf8.RuneCountInString(rest.Raw) > most || !oneNumber.MatchString(cjk.Squeeze(f.has.Raw+rest.Raw)):
			return false
		default:
			mend = append(mend, func() { f.has.Raw += rest.Raw })
		}
	}
	for _, m := range mend {
		m()
	}
	return true
}

// oneNumber is a figure with at most one decimal point.
var oneNumber = regexp.MustCompile(`^[-+]?\d[\d,]*(?:\.\d*)?%?$`)

// restOf reports whether a line without number and figures is the rest of the row
// above rather than the heading of a group or a project of its own.
func (p *projectTable) restOf(prev *report.Project, name string, cells []*document.Cell, seam bool) bool {
	s := cjk.Squeeze(name)
	switch {
	case openBracket(prev.Name):
		return true
	case paper.Numbered(name):
		return false
	case seam && len(cells) > 1:
		return true
	case seam:
		return p.group == "" || !p.Vocab.EndsAsGroup(s)
	case len(cells) == 1:
		return s == "" || p.breaksOff(prev.Name) || utf8.RuneCountInString(s) <= 4 && !p.Vocab.EndsAsGroup(s) && !p.Vocab.EndsAsBody(s)
	}
	return false
}

// breaksOff reports whether a name ends in a word that more must follow.
func (p *projectTable) breaksOff(name string) bool {
	s := cjk.Squeeze(name)
	return p.Vocab.ColumnSigns.BreaksOff.Ends(s)
}

// openBracket reports whether a name breaks off inside brackets or quotes.
func openBracket(s string) bool {
	depth := 0
	for _, r := range s {
		switch cjk.Fold(r) {
		case '(', '《', '〔', '“', '【':
			depth++
		case ')', '》', '〕', '”', '】':
			depth--
		}
	}
	return depth > 0
}
