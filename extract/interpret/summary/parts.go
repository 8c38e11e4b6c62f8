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

// This file reads the rows below a project that list its parts, and the columns that are
// no field of the record.

// sourceColumn is the column that says where money comes from (资金来源), -1 for none.
func (p *projectTable) sourceColumn() int {
	for _, o := range p.header.Others {
		if p.Vocab.TableSigns().HeadsSources(cjk.Squeeze(o.Name)) {
			return o.Column
		}
	}
	return -1
}

// ownYear reports the label of the row that gives a project's figures of the report's
// year, among rows of several years.
func (p *projectTable) ownYear(label string) bool {
	year := paper.HeaderYear(label)
	return year != "" && year == paper.HeaderYear(p.Year)
}

// part reads a row that is a part of the project above: its name is merged with that
// project's, or left blank, and it says where the money comes from; or it starts with
// 其中; or it is numbered below the project (1.1 below 1) and has no score of its own.
func (p *projectTable) part(row int) bool {
	if !p.attached {
		return false
	}
	prev := &p.out.Projects[len(p.out.Projects)-1]
	name, ok := p.partName(prev, row)
	if !ok {
		return false
	}
	if (p.whole(name) || p.ownYear(name)) && prev.Budget == nil && prev.Executed == nil {
		p.figuresInto(prev, row)
		return true
	}
	prev.Parts = append(prev.Parts, p.partAt(row, name))
	return true
}

// partName is what a row calls the part of a project that it is.
func (p *projectTable) partName(prev *report.Project, row int) (name string, ok bool) {
	switch own := p.own(row, columns.Name); {
	case p.own(row, columns.Seq) != "":
		return own, p.numberedBelow(prev, row)
	case p.ofWhich(row):
		return own, true
	case own != "":
		return "", false
	}
	name, ok = p.sourceOf(row)
	if ok && p.text(row, columns.Name) == "" && p.whole(name) {
		ok = len(prev.Parts) > 0 && prev.Budget == nil && prev.Executed == nil // else it sums all projects
	}
	return name, ok
}

// partAt is a row as a part of a project.
func (p *projectTable) partAt(row int, name string) report.ProjectPart {
	return report.ProjectPart{
		Name: name, Budget: p.amount(row, columns.Budget), Executed: p.amount(row, columns.Executed), Returned: p.amount(row, columns.Returned),
		CarriedOver: p.amount(row, columns.Carried), Rate: p.amount(row, columns.Rate), Score: p.amount(row, columns.Score),
		Others: p.others(row), At: paper.RowAt(p.table.Table, row),
	}
}

// ofWhich reports a row whose name starts with 其中 and has no number.
func (p *projectTable) ofWhich(row int) bool {
	return p.text(row, columns.Seq) == "" && p.Vocab.ColumnSigns.OfWhich.Starts(cjk.Squeeze(p.text(row, columns.Name)))
}

// whole reports the label of the row that is the whole of a project's parts.
func (p *projectTable) whole(label string) bool {
	s := cjk.Squeeze(label)
	return p.Vocab.Totals.Has(s) || p.Vocab.FormTotals.Has(s) || s != "" && s == p.wholeLabel
}

// sourceOf is what a row without a name of its own says of where its money comes from: in
// the column of sources, or in a cell of its own that says nothing else. Below a merged
// name any words do.
func (p *projectTable) sourceOf(row int) (string, bool) {
	c := p.labelCell(row)
	if c == nil {
		return "", false
	}
	s := cjk.Squeeze(c.Text)
	return c.Text, p.sharesName(row) || p.source >= 0 && (p.namesSource(s) || paper.HeaderYear(c.Text) != "")
}

// sharesName reports a row whose name is that of the row above: one cell is merged over
// both.
func (p *projectTable) sharesName(row int) bool {
	merged := p.cell(row, columns.Name)
	return merged != nil && merged.Row < row && merged.Text != ""
}

// labelCell is the cell by which a row is told from the others of its project: that of the
// column of sources, or a few words of its own in a column that is no field.
func (p *projectTable) labelCell(row int) *document.Cell {
	if p.source >= 0 {
		c := p.table.Cell(row, p.source)
		if c == nil || c.Row != row || c.Text == "" || c.ColSpan > 1 {
			return nil
		}
		return c
	}
	for _, c := range paper.OwnCells(p.table.Table, row) {
		s := cjk.Squeeze(c.Text)
		if paper.Wordy(s) && utf8.RuneCountInString(s) <= lexicon.MaxBare && !p.isField(c.Col) {
			return c
		}
	}
	return nil
}

// namesSource reports a text that says where money comes from, or that it is the whole.
func (p *projectTable) namesSource(squeezed string) bool {
	return p.whole(squeezed) || p.Vocab.ColumnSigns.Sources.In(squeezed)
}

// isField reports a column that is a field of the record.
func (p *projectTable) isField(c int) bool {
	for _, own := range p.header.Column {
		if own == c {
			return true
		}
	}
	return false
}

// firstSource makes the figures of a project's first row those of a part, where that row
// is told from others that follow below the same name: the whole is not printed, or stands
// further down.
func (p *projectTable) firstSource(pr *report.Project, row int) {
	end, col := p.sourcesFrom(row)
	if end == row+1 {
		return
	}
	for r := row; r < end; r++ {
		if label := p.table.Text(r, col); p.whole(label) || p.ownYear(label) {
			if r == row {
				return
			}
			break
		}
	}
	c := p.table.Cell(row, col)
	label := c.Text
	part := p.partAt(row, label)
	for _, f := range []struct {
		of   **report.Amount
		into **report.Amount
		name string
	}{
		{&pr.Budget, &part.Budget, columns.Budget}, {&pr.Executed, &part.Executed, columns.Executed}, {&pr.Returned, &part.Returned, columns.Returned},
		{&pr.CarriedOver, &part.CarriedOver, columns.Carried}, {&pr.Rate, &part.Rate, columns.Rate}, {&pr.Score, &part.Score, columns.Score},
	} {
		if c := p.cell(row, f.name); c != nil && c.RowSpan > 1 || f.name == columns.Score && paper.HeaderYear(label) == "" {
			*f.into = nil // merged over the parts: the project's own
		} else {
			*f.of = nil
		}
	}
	pr.Others, part.Others = nil, pr.Others
	pr.Parts = append(pr.Parts, part)
}

// sourceFollows reports a row that gives the figures of a further source of the project
// above, told from it in the same column.
func (p *projectTable) sourceFollows(row, col int) bool {
	if p.own(row, columns.Seq) != "" || p.own(row, columns.Name) != "" || p.figures(row) == 0 || p.source < 0 && !p.sharesName(row) {
		return false
	}
	c := p.labelCell(row)
	return c != nil && c.Col == col
}

// sourcesFrom is where the rows end that are told from each other below one name, in the
// column col; row+1 where the row stands for itself.
func (p *projectTable) sourcesFrom(row int) (end, col int) {
	c := p.labelCell(row)
	end = row + 1
	for end < p.table.Rows && c != nil && p.sourceFollows(end, c.Col) {
		end++
	}
	if c != nil {
		col = c.Col
	}
	return end, col
}

// learnWhole finds the label of rows that give the whole of what the others of their
// project give, where no known word says so: in most projects its row is their sum. Of two
// rows alone that takes several projects.
func (p *projectTable) learnWhole(from int) {
	p.wholeLabel = ""
	type seen struct{ sums, rows, weight int }
	of := map[string]*seen{}
	var labels []string
	for row := from; row < p.table.Rows; row++ {
		if p.own(row, columns.Name) == "" {
			continue
		}
		end, col := p.sourcesFrom(row)
		for r := row; r < end && end > row+1; r++ {
			label := cjk.Squeeze(p.table.Text(r, col))
			if p.whole(label) {
				return
			}
			x := of[label]
			if x == nil {
				x = &seen{}
				of[label], labels = x, append(labels, label)
			}
			if x.rows++; p.sumsOthers(r, row, end) {
				x.sums++
				x.weight += min(end-row-1, 2)
			}
		}
	}
	most := 0
	for _, label := range labels {
		if x := of[label]; x.sums*2 > x.rows && x.weight > max(most, 1) {
			p.wholeLabel, most = label, x.weight
		}
	}
}

// sumsOthers reports a row whose amounts are each the sum of those of the other rows.
func (p *projectTable) sumsOthers(row, from, to int) bool {
	found := false
	for _, f := range []string{columns.Budget, columns.Executed} {
		c := p.cell(row, f)
		if c == nil {
			continue
		}
		whole := printed.Parse(c.Text)
		rest := whole.Value()
		for r := from; r < to; r++ {
			if c := p.cell(r, f); r != row && c != nil {
				part := printed.Parse(c.Text)
				if !part.Known() && !printed.Unstated(c.Text) {
					return false
				}
				rest = rest.Sub(part.Value())
			}
		}
		if !whole.Known() || !rest.IsZero() {
			return false
		}
		found = found || !whole.Value().IsZero()
	}
	return found
}

// cutSeq cuts 1.2 into 1 and 2; ok is false where a text is no number of a second level.
func cutSeq(s string) (above, own int, ok bool) {
	a, b, found := strings.Cut(strings.TrimSpace(s), ".")
	if !found || len(s) > 12 {
		return 0, 0, false
	}
	above, ok = paper.SmallNumber(a)
	if !ok || above == 0 {
		return 0, 0, false
	}
	own, ok = paper.SmallNumber(b)
	return above, own, ok && own > 0
}

// nestedBelow reports whether the row after this one is numbered below it, 1.1 below 1.
func (p *projectTable) nestedBelow(row int) bool {
	if !p.nested {
		return false
	}
	n, ok := paper.SmallNumber(p.own(row, columns.Seq))
	above, own, nested := cutSeq(p.own(row+1, columns.Seq))
	return ok && nested && above == n && own == 1 && !p.scoredAlone(row)
}

// scoredAlone reports a row with a score above one without: a project above its part.
func (p *projectTable) scoredAlone(row int) bool {
	return paper.Numeric(p.text(row, columns.Score)) && !paper.Numeric(p.text(row+1, columns.Score))
}

// numberedBelow reports a row that is numbered below a scored project and has no score.
func (p *projectTable) numberedBelow(prev *report.Project, row int) bool {
	if !p.nested {
		return false
	}
	above, _, ok := cutSeq(p.own(row, columns.Seq))
	n, has := paper.SmallNumber(prev.SeqPrinted)
	return ok && has && n == above && prev.Score != nil && !paper.Numeric(p.text(row, columns.Score))
}

// others are the cells of a row in columns that are no field. Words reach down a merged
// cell; figures belong to the row in which they start.
func (p *projectTable) others(row int) (out report.Others) {
	for _, o := range p.header.Others {
		c := p.table.Cell(row, o.Column)
		if c == nil || c.Text == "" || c.Col != o.Column || p.table.Table.Cols > 1 && c.ColSpan >= p.table.Cols || printed.Unstated(c.Text) {
			continue
		}
		x := report.Other{Name: o.Name, At: c.At}
		if paper.Numeric(c.Text) {
			if c.Row != row {
				continue
			}
			x.Amount = &report.Amount{Raw: c.Text, At: c.At, Unit: o.Unit}
			if o.Money {
				x.Amount.Unit = cmp.Or(p.rowUnit(row), p.unit)
			}
		} else {
			x.Text = c.Text
		}
		out = append(out, x)
	}
	return out
}

// notEvaluated reports a row without a score that its own words, or its group's, name as
// left out of the evaluation.
func (p *projectTable) notEvaluated(pr *report.Project, row int) bool {
	if pr.Score != nil && paper.Numeric(pr.Score.Raw) {
		return false
	}
	words := p.Vocab.ColumnSigns.NotEvaluated
	if words.In(cjk.Squeeze(p.group)) {
		return true
	}
	for _, c := range paper.OwnCells(p.table.Table, row) {
		if n, ok := p.header.Column[columns.Name]; (!ok || c.Col != n) && words.In(cjk.Squeeze(c.Text)) {
			return true
		}
	}
	return false
}
