package form

import (
	"cmp"
	"slices"

	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/form/flat"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/form/signs"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Result is what the forms of a paper say.
type Result struct {
	Forms     []report.Form
	Proposals []proposal.Proposal
	Notes     paper.Notes
	Claimed   paper.Claims // what was taken before, and the blocks of the forms
}

// room reads the forms of one paper.
type room struct {
	*columns.Reader
	labels.Teller
	paper.Notes
	claimed paper.Claims
	shown   map[rowOf]signs.Evidence // by shows
	asMoney labels.Asked[[]labels.Reading]
	asTree  labels.Asked[string]
}

// Read reads the forms (项目支出绩效自评表, 部门整体支出绩效自评表). A form
// is read by its labels, wherever they stand; it may fill several tables, and a
// table may hold several forms.
func Read(p *paper.Paper, year string, taken paper.Claims) Result {
	rd := &room{Reader: &columns.Reader{Paper: p, Year: year}, Teller: labels.Teller{Words: p.Vocab}, claimed: taken.Clone(), shown: map[rowOf]signs.Evidence{}}
	var forms []report.Form
	for _, group := range rd.formGroups() {
		run, ok := rd.run(group)
		forms = append(forms, run...)
		if !ok {
			break
		}
		for _, t := range group {
			rd.claimed.Take(t)
		}
	}
	forms = append(forms, rd.flatForms()...)
	return Result{Forms: forms, Proposals: proposals(forms), Notes: rd.Notes, Claimed: rd.claimed}
}

// run reads the forms of a run of tables; not ok where it was stopped.
func (rd *room) run(group []*paper.Table) (forms []report.Form, ok bool) {
	lines := rd.formLines(group)
	if len(group) == 1 {
		if f := flat.Cells(group[0].Table, rd.Vocab); f.Whole {
			above := slices.DeleteFunc(slices.Clone(lines), func(l rows.Line) bool { return l.T != nil })
			lines = append(above, rows.Of(group[0].Block, f.Table)...)
			rd.Note(false, group[0].At, "表%d的行在格子中断开，各格按自评表各部分的次序读", "the rows of table %d are broken within their cells, which were read by the order of a form's parts", group[0].Index)
		}
	}
	return rd.formsIn(lines)
}

// flatForms reads forms that lost their table: what was found in paragraphs and in lines
// is read as the table that it was, and what of it could not be told is said.
func (rd *room) flatForms() (forms []report.Form) {
	for _, f := range flat.Find(rd.Blocks, func(i int) bool { return rd.claimed[i] }, rd.Vocab) {
		at := rd.Blocks[f.From].At
		var run []report.Form
		if f.Table != nil {
			run, _ = rd.formsIn(rows.Of(f.From, f.Table))
		}
		for i := f.From; i < f.To && len(run) > 0; i++ {
			rd.claimed[i] = true
		}
		forms = append(forms, run...)
		switch {
		case !f.Whole || len(run) == 0:
			rd.Note(true, at, "一行文字或一段一格的自评表，有的值无法断定属于哪一栏，未读入的见未读内容", "a form in text without its table leaves open which value stands under which head; what was not read is listed")
		case f.Glued:
			rd.Note(false, at, "自评表的格子连成一行文字，按各栏次序和数字之间的关系分开", "the cells of a form run together in a line; they were told apart by the order of its columns and by how its figures relate")
		}
	}
	return forms
}

// formsIn reads the forms of lines; not ok where it was stopped.
func (rd *room) formsIn(lines []rows.Line) (forms []report.Form, ok bool) {
	over := &report.Form{}
	for _, lines := range rd.splitForms(lines) {
		if rd.Ctx.Err() != nil {
			return forms, false
		}
		fr := &reader{room: rd, form: &report.Form{}}
		fr.read(lines)
		if !fr.holds() {
			continue
		}
		f := fr.form
		if above := rd.overForms(lines); above.Title != "" || above.FiscalYear.Raw != "" {
			over = above
		}
		f.Department = cmp.Or(f.Department, over.Department)
		if f.FiscalYear.Raw == "" {
			f.FiscalYear = over.FiscalYear
		}
		forms = append(forms, *f)
	}
	shareYear(forms)
	return forms, true
}

// proposals let forms name title, department and year of a file that holds nothing else
// to name them: all forms must agree, but for the title.
func proposals(forms []report.Form) (out []proposal.Proposal) {
	if len(forms) == 0 {
		return nil
	}
	first := &forms[0]
	add := func(field proposal.Field, value string, at report.Location, key func(*report.Form) string) {
		for i := range forms {
			if key(&forms[i]) != key(first) {
				return
			}
		}
		out = append(out, proposal.Proposal{Field: field, Value: value, At: at, Source: proposal.FromForms})
	}
	add(proposal.Title, first.Title, first.At, func(*report.Form) string { return "" })
	add(proposal.Department, first.Department, first.At, func(f *report.Form) string { return cjk.Squeeze(f.Department) })
	add(proposal.Year, first.FiscalYear.Raw, first.FiscalYear.At, func(f *report.Form) string { return f.FiscalYear.Raw })
	return out
}

// shareYear gives forms without a year that of the others of their run, where
// these agree.
func shareYear(forms []report.Form) {
	var year report.Integer
	for i := range forms {
		switch y := forms[i].FiscalYear; {
		case y.Raw == "":
		case year.Raw != "" && year.Raw != y.Raw:
			return
		default:
			year = y
		}
	}
	for i := range forms {
		if forms[i].FiscalYear.Raw == "" {
			forms[i].FiscalYear = year
		}
	}
}

// overForms reads what the lines above a run of forms say of all of them.
func (rd *room) overForms(lines []rows.Line) *report.Form {
	fr := &reader{room: rd, form: &report.Form{}}
	for i := range lines {
		if lines[i].T != nil {
			break
		}
		fr.paragraph(&lines[i])
	}
	return fr.form
}
