package interpret

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
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
	if !p.numbers || p.table.Confidence < 1 || !p.table.seam(row+1) || p.table.seam(row) || p.text(row, colSeq) != "" || p.own(row+1, colSeq) == "" {
		return false
	}
	if _, ok := smallNumber(p.own(row+1, colSeq)); !ok || p.figures(row+1) == 0 {
		return false
	}
	beside := map[int]bool{}
	for _, f := range []string{colName, colImplementer, colDepartment, colUse, colGrade} {
		if c, ok := p.header.column[f]; ok {
			beside[c] = f != colName
		}
	}
	words := false
	for _, c := range cells {
		word, known := beside[c.Col]
		if !known || c.ColSpan > 1 || c.RowSpan > 1 || numeric(c.Text) {
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
	}{{&pr.Name, colName}, {&pr.Implementer, colImplementer}, {&pr.Department, colDepartment}, {&pr.UseOfResult, colUse}, {&pr.Grade, colGrade}} {
		*f.into = cjk.Join(p.own(row-1, f.field), *f.into)
	}
	p.started = 0
}

// goesOnWithRow reads the rest of a row that a page break, or a converter, cut:
// a line without number and figures whose texts go on with those above; or the
// figures of a row whose name alone stood above.
func (p *projectTable) goesOnWithRow(row int, cells []*document.Cell, seam bool) bool {
	if !p.attached || !p.numbers || p.text(row, colSeq) != "" || strings.HasPrefix(cjk.Squeeze(p.text(row, colName)), "其中") {
		return false
	}
	for _, c := range cells {
		if c.ColSpan > 1 || c.RowSpan > 1 {
			return false
		}
	}
	prev := &p.out.Projects[len(p.out.Projects)-1]
	name := p.own(row, colName)
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
	prev.Implementer = cjk.Join(prev.Implementer, p.own(row, colImplementer))
	prev.UseOfResult = cjk.Join(prev.UseOfResult, p.own(row, colUse))
	prev.Department = cjk.Join(prev.Department, p.own(row, colDepartment))
	prev.Grade = cjk.Join(prev.Grade, p.own(row, colGrade))
	return true
}

// complements reports a row that has figures only where the row above has none.
func (p *projectTable) complements(prev *report.Project, row int) bool {
	for _, f := range []struct {
		field string
		has   *report.Amount
	}{{colBudget, prev.Budget}, {colExecuted, prev.Executed}, {colReturned, prev.Returned}, {colRate, prev.Rate}, {colScore, prev.Score}} {
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
	if p.text(row, colName)+p.text(row, colImplementer)+p.text(row, colUse) == "" {
		return false
	}
	const most = 4 // digits that a line may break off
	var mend []func()
	for _, f := range []struct {
		field string
		has   *report.Amount
	}{{colBudget, prev.Budget}, {colExecuted, prev.Executed}, {colReturned, prev.Returned}, {colRate, prev.Rate}, {colScore, prev.Score}} {
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
	case numbered(name):
		return false
	case seam && len(cells) > 1:
		return true
	case seam:
		return p.group == "" || !p.vocab.EndsAsGroup(s)
	case len(cells) == 1:
		return s == "" || breaksOff(prev.Name) || utf8.RuneCountInString(s) <= 4 && !p.vocab.EndsAsGroup(s) && !p.vocab.EndsAsBody(s)
	}
	return false
}

// breaksOff reports whether a name ends in a word that more must follow.
func breaksOff(name string) bool {
	s := cjk.Squeeze(name)
	for _, w := range []string{"年", "年度", "及", "和", "与", "、", ",", "的", "-", "·"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
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
