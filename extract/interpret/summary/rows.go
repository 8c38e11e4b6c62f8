package summary

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// rows reads the rows of the part that is open, from row from on.
func (p *projectTable) rows(from int) {
	t := p.table.Table
	for r := from; r < t.Rows; r++ {
		if r%256 == 0 && p.Ctx.Err() != nil {
			return
		}
		cells := paper.OwnCells(t, r)
		if len(cells) == 0 {
			continue
		}
		switch {
		case p.header.Repeats(t, r) || p.NumberRow(t, r) && !p.fits(t, r):
			continue
		case p.StartsAnew(t, r):
			if h, ok := p.ReadHeader(t, r); ok && h.Has(columns.Name) {
				h.CaptionUnit = cmp.Or(h.CaptionUnit, p.header.CaptionUnit)
				p.header = h
				r = h.End - 1
				continue
			}
		}
		p.row(r, cells)
	}
}

// row reads one row: a part of the project above, a line of notes, a total, the heading
// of a group, the rest of a row that a converter cut, or a project.
func (p *projectTable) row(r int, cells []*document.Cell) {
	t := p.table.Table
	seq, name := p.text(r, columns.Seq), p.text(r, columns.Name)
	figures := p.figures(r)
	switch {
	case figures > 0 && p.part(r):
	case p.apart(r, cells, figures):
		p.attached = false
	case p.goesOnWithRow(r, cells):
	case p.startsGroup(r, name, cells, figures):
		p.attached = false
	case figures == 0 && p.placeholder(name):
		// A line of the template that was left blank.
	case name == "" && seq == "":
		p.lost = append(p.lost, len(p.out.Projects))
		p.Note(true, paper.RowAt(t, r), "这一行有数字，但没有序号和项目名称，未读入", "this row has figures, but neither number nor name, and was left out")
	default:
		p.project(r)
	}
}

// startsGroup reads the heading of a group, or the subtotal that leads its rows.
func (p *projectTable) startsGroup(r int, name string, cells []*document.Cell, figures int) bool {
	if figures == 0 {
		return p.heading(r, cells)
	}
	if !p.leads(r) {
		return false
	}
	p.startGroup(name)
	p.addTotal(r, name, true)
	return true
}

// apart reads a row that is no project: a line of notes or a total.
func (p *projectTable) apart(r int, cells []*document.Cell, figures int) bool {
	if figures == 0 && p.noteLine(r, cells) {
		p.closed = true
		return true
	}
	return p.total(r, cells)
}

// placeholder reports a name that stands for none: ……, XX项目.
func (p *projectTable) placeholder(name string) bool {
	s := cjk.Squeeze(name)
	return strings.Trim(s, "….·xX×*_") == "" || p.Vocab.ColumnSigns.Placeholders.Has(s)
}

// cell returns the cell of a field in a row. A figure belongs to the row it
// starts in only; words reach down a merged cell.
func (p *projectTable) cell(row int, field string) *document.Cell {
	c, ok := p.header.Column[field]
	if !ok {
		return nil
	}
	cell := p.table.Cell(row, c)
	if cell == nil {
		return nil
	}
	if cell.Row != row && field != columns.Implementer && field != columns.Department && field != columns.Use && field != columns.Name && field != columns.Unit {
		return nil
	}
	if cell.Row != row && p.header.Repeats(p.table.Table, cell.Row) {
		return nil // the line under a repeated header was not drawn where a merged cell goes on
	}
	return cell
}

func (p *projectTable) text(row int, field string) string {
	if c := p.cell(row, field); c != nil {
		return c.Text
	}
	return ""
}

// amount takes a figure as printed, with the unit that row, header or caption
// declares.
func (p *projectTable) amount(row int, field string) *report.Amount {
	c := p.cell(row, field)
	if c == nil || c.Text == "" {
		return nil
	}
	a := &report.Amount{Raw: c.Text, At: c.At}
	switch field {
	case columns.Score:
		a.Unit = lexicon.Points
	case columns.Rate:
		a.Unit = "%"
	default:
		a.Unit = cmp.Or(p.rowUnit(row), p.header.Unit[field], p.unit)
	}
	return a
}

// rowUnit is the unit that a column of units gives a row.
func (p *projectTable) rowUnit(row int) string {
	u := cjk.Squeeze(p.text(row, columns.Unit))
	for _, w := range p.Vocab.ColumnSigns.Currency {
		u = strings.TrimPrefix(u, w)
	}
	return u
}

// figures counts the figures of a row.
func (p *projectTable) figures(row int) int {
	n := 0
	for _, f := range columns.Figures {
		if paper.Numeric(p.text(row, f)) {
			n++
		}
	}
	return n
}

// fits reports whether a row of small numbers is a row of the table all the same:
// it has a name.
func (p *projectTable) fits(t *document.Table, row int) bool {
	return paper.Wordy(p.text(row, columns.Name))
}

// noteLine reports a line of notes or signatures below the rows.
func (p *projectTable) noteLine(row int, cells []*document.Cell) bool {
	if _, ok := paper.SmallNumber(p.text(row, columns.Seq)); ok {
		return false
	}
	text := cjk.Squeeze(cells[0].Text)
	for _, w := range p.Vocab.Notes {
		rest, ok := strings.CutPrefix(text, w)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], ":;.,(0123456789") || strings.HasPrefix(rest, "、")) {
			return true
		}
	}
	only := paper.Across(p.table.Table, row)
	return only != nil && (utf8.RuneCountInString(text) > lexicon.MaxLabel || lexicon.UnitIn(text) != "" || p.closed)
}

// heading reads the name of a group over its rows.
func (p *projectTable) heading(row int, cells []*document.Cell) bool {
	switch {
	case len(cells) == 1 && paper.Wordy(cells[0].Text) && !p.placeholder(cells[0].Text):
		if c, ok := p.header.Column[columns.Name]; ok && cells[0].Col > c && cells[0].ColSpan == 1 {
			return false // a stray remark
		}
		p.startGroup(cells[0].Text)
		return true
	case len(cells) == 2 && paper.ChineseNumeral(cells[0].Text) && !p.chinese:
		p.startGroup(cells[1].Text)
		return true
	}
	return false
}

func (p *projectTable) startGroup(name string) {
	p.group = name
	p.groups = append(p.groups, len(p.out.Projects))
}

// leads reports whether a row with figures is the subtotal of the rows that
// follow: numbered 一, （二） among rows numbered 1, 2; or the unnumbered name of a
// department among numbered projects.
func (p *projectTable) leads(row int) bool {
	seq, name := p.text(row, columns.Seq), cjk.Squeeze(p.text(row, columns.Name))
	if name == "" || p.chinese || !p.numbers {
		return false
	}
	if paper.ChineseNumeral(seq) || seq == "" && paper.Numbered(name) {
		return true
	}
	if p.nestedBelow(row) {
		return true
	}
	if seq != "" || p.cell(row, columns.Seq) == nil || p.text(row, columns.Implementer) != "" {
		return false
	}
	return p.Vocab.EndsAsGroup(name) || p.Vocab.EndsAsBody(name) && p.countsAnew(row+1)
}

// countsAnew reports whether the next row is numbered 1.
func (p *projectTable) countsAnew(row int) bool {
	n, ok := paper.SmallNumber(p.text(row, columns.Seq))
	return ok && n == 1
}

// project reads a row of the table.
func (p *projectTable) project(row int) {
	t := p.table.Table
	pr := report.Project{
		Seq:        report.Integer{Raw: p.text(row, columns.Seq)},
		SeqPrinted: p.text(row, columns.Seq),
		Name:       p.text(row, columns.Name),
		Group:      p.group,
		At:         paper.RowAt(t, row),
	}
	if c := p.cell(row, columns.Seq); c != nil {
		pr.Seq.At = c.At
	}
	if p.misaligned(row, &pr) {
		p.out.Projects = append(p.out.Projects, pr)
		p.attached = false
		return
	}
	if pr.Name == "" && t.Confidence < 1 {
		p.Note(true, pr.At, "这一行没有项目名称，表格的行列是推断的，名称可能读入了别的行", "this row has no name; the table's rows and columns were inferred, and the name may stand in another row")
	}
	pr.Implementer = p.text(row, columns.Implementer)
	pr.Department = p.text(row, columns.Department)
	pr.Grade = p.text(row, columns.Grade)
	pr.UseOfResult = p.text(row, columns.Use)
	p.figuresInto(&pr, row)
	p.withGrade(&pr, row)
	p.firstSource(&pr, row)
	pr.NotEvaluated = p.notEvaluated(&pr, row)
	if p.out.ScoreFull == nil {
		p.out.ScoreFull = p.header.ScoreFull
	}
	if p.out.Unit == "" {
		for _, a := range []*report.Amount{pr.Budget, pr.Executed, pr.Returned} {
			if a != nil && a.Unit != "" {
				p.out.Unit = a.Unit
				break
			}
		}
	}
	p.out.Projects = append(p.out.Projects, pr)
	p.attached, p.closed = true, false
}

func (p *projectTable) figuresInto(pr *report.Project, row int) {
	into := func(a **report.Amount, field string) {
		if *a == nil {
			*a = p.amount(row, field)
		}
	}
	into(&pr.Budget, columns.Budget)
	into(&pr.Executed, columns.Executed)
	into(&pr.Returned, columns.Returned)
	into(&pr.CarriedOver, columns.Carried)
	into(&pr.Rate, columns.Rate)
	if pr.Rate != nil {
		pr.RateOf = p.header.RateOf
	}
	into(&pr.Score, columns.Score)
	if pr.Others == nil {
		pr.Others = p.others(row)
	}
}

// misaligned reports a row whose cells are fewer or more than the header's, so
// that figures may stand under the wrong column: the row is kept, its figures are
// not where what stands in the columns does not fit them.
func (p *projectTable) misaligned(row int, pr *report.Project) bool {
	t := p.table.Table
	have, want := paper.Width(t, row), p.header.Width
	switch {
	case have == want || have < want && have > p.lastFigure():
		return false
	case have < want:
		p.Note(true, pr.At, "这一行只有 %d 格，少于表头的 %d 列", "this row has %d cells, fewer than the header's %d columns", have, want)
	default:
		p.Note(true, pr.At, "这一行有 %d 格，多于表头的 %d 列", "this row has %d cells, more than the header's %d columns", have, want)
	}
	for f, c := range p.header.Column {
		text := t.Text(row, c)
		switch f {
		case columns.Budget, columns.Executed, columns.Returned, columns.Score, columns.Rate:
			if paper.Wordy(text) && !printed.Unstated(text) {
				return true
			}
		case columns.Name, columns.Implementer:
			if paper.Numeric(text) {
				return true
			}
		}
	}
	return false
}

// lastFigure is the rightmost column that holds a figure.
func (p *projectTable) lastFigure() int {
	last := 0
	for _, f := range []string{columns.Budget, columns.Executed, columns.Returned, columns.Score} {
		if c, ok := p.header.Column[f]; ok {
			last = max(last, c)
		}
	}
	return last
}
