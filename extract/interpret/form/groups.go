package form

import (
	"selfeval/extract/interpret/form/signs"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file finds the tables that make up forms.

// formGroups finds the runs of tables that make up forms.
func (rd *room) formGroups() [][]*paper.Table {
	tables := rd.Tables()
	found := make([]signs.Evidence, len(tables))
	for i, t := range tables {
		if rd.Ctx.Err() != nil {
			return nil
		}
		if !rd.claimed.Has(t) {
			found[i] = rd.shownBy(t)
		}
	}
	in := rd.inForms(tables, found)
	var groups [][]*paper.Table
	for i, t := range tables {
		switch {
		case !in[i]:
		case i > 0 && in[i-1] && rd.near(tables[i-1], t):
			groups[len(groups)-1] = append(groups[len(groups)-1], t)
		default:
			groups = append(groups, []*paper.Table{t})
		}
	}
	return groups
}

// shownBy tells what a table shows of a form, nothing where it lists projects or accounts.
func (rd *room) shownBy(t *paper.Table) (found signs.Evidence) {
	for n, l := range rows.Of(t.Block, t.Table) {
		if n%64 == 0 && rd.Ctx.Err() != nil {
			return 0
		}
		if rd.lists(&l) {
			found = 0
			break
		}
		found |= rd.shows(&l)
	}
	if found == signs.Funds && !rd.sources(t) || found&(signs.Goal|signs.Tree) == 0 && rd.projectList(t) {
		return 0
	}
	return found
}

// inForms tells the tables that belong to forms: those that show one, and parts of it
// before and after.
func (rd *room) inForms(tables []*paper.Table, found []signs.Evidence) []bool {
	in := make([]bool, len(tables))
	for i := range tables {
		in[i] = found[i].Strong()
	}
	for i := 1; i < len(tables); i++ { // parts after a form
		if !in[i] && in[i-1] && !rd.claimed.Has(tables[i]) && rd.near(tables[i-1], tables[i]) {
			in[i] = found[i].Weak() || rd.endsForm(tables[i]) || rd.continuesForm(tables[i-1], tables[i])
		}
	}
	for i := len(tables) - 2; i >= 0; i-- { // parts before a form
		if !in[i] && in[i+1] && found[i].Weak() && rd.near(tables[i], tables[i+1]) {
			in[i] = true
		}
	}
	return in
}

// lists reports whether a line sets out several projects beside its label: the
// table is a list turned on its side.
func (rd *room) lists(l *rows.Line) bool {
	if len(l.Cells) < 3 || rd.Field(l.Cells[0].Key) != "project" {
		return false
	}
	before := l.Cells[1].Key
	if rd.IsLabel(before) {
		return false
	}
	for _, c := range l.Cells[2:] {
		// The value of a further label stands beside that label.
		if c.Key != before && !rd.IsLabel(c.Key) && !rd.IsLabel(before) {
			return true
		}
		before = c.Key
	}
	return false
}

// projectList reports whether a table lists projects under heads that forms have for
// labels too: a row of column words names them, and no source of money stands below.
func (rd *room) projectList(t *paper.Table) bool {
	h, ok := rd.ReadHeader(t.Table, 0)
	if !ok || !h.Has(columns.Name) {
		return false
	}
	// Under two rows of heads neither may name columns enough: 中央, 地方 and 合计, and below
	// them 预算 and 支出. Forms do not count projects.
	heads := h.Has(columns.Seq) && rd.Counts(t.Table, &h)
	for r := range h.End {
		heads = heads || rd.NamesColumns(t.Table, r)
	}
	if !heads {
		return false
	}
	for r := h.End; r < t.Rows; r++ {
		s := cjk.Squeeze(t.Text(r, h.Column[columns.Name]))
		if rd.Vocab.Among.Starts(s) || rd.IsAccount(s) || rd.Vocab.FormTotals.Has(rows.Key(s)) && !rd.Vocab.Totals.Has(s) {
			return false
		}
	}
	_, ok = rd.ListsProjects(t, &h)
	return ok
}

// sources reports whether a table lists the sources of a project's money.
func (rd *room) sources(t *paper.Table) bool {
	found := false
	for i := range t.Cells {
		key := rows.Key(t.Cells[i].Text)
		if rd.Vocab.TableSigns().HeadsSequence(key) || rd.Vocab.FormFields.Exactly(key) == "project" {
			return false
		}
		found = found || t.Cells[i].Col < 2 && rd.FundNameLike(t.Cells[i].Text)
	}
	return found
}

// near reports whether only titles and captions stand between two tables.
func (rd *room) near(a, b *paper.Table) bool {
	from, to := a.Block, b.Block
	if to-from > 8 {
		return false
	}
	for i := from + 1; i < to; i++ {
		if blk := &rd.Blocks[i]; blk.Kind == document.TableBlock || utf8.RuneCountInString(cjk.Squeeze(blk.Text)) > 80 {
			return false
		}
	}
	return true
}

// continuesForm reports whether a table without labels goes on with a form that
// a page break cut.
func (rd *room) continuesForm(a, b *paper.Table) bool {
	if b.Cols > a.Cols+1 || a.Cols-b.Cols > 3 || !rd.Adjacent(a.Block, b.Block) {
		return false
	}
	if h, ok := rd.ReadHeader(b.Table, 0); ok && h.Has(columns.Name) {
		return false
	}
	return true
}

// endsForm reports whether a table holds nothing but rows with which forms end:
// the sum of the scores, remarks, who filled the form in.
func (rd *room) endsForm(t *paper.Table) bool {
	fr := &reader{room: rd, form: &report.Form{}}
	for _, l := range rows.Of(t.Block, t.Table) {
		if len(l.Cells) > 0 && !rd.isSum(l.Cells[0]) && !fr.startsWithLabel(&l) {
			return false
		}
	}
	return t.Rows <= 8
}
