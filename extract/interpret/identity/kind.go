package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// tellsText is how many characters a paragraph has at least that makes a paper one
// of prose rather than a table with its title.
const tellsText = 16

// kind says what speaks for which kind of paper.
func (rd *room) kind() {
	untold := !rd.told()
	rd.speaks(report.KindDepartment, proposal.Otherwise)
	if untold && rd.known.Projects > 0 {
		rd.speaks(report.KindSummary, proposal.ListAlone)
	}
	formsAlone := untold && rd.known.Projects == 0 && len(rd.known.Forms) > 0
	if formsAlone {
		rd.speaks(rd.formsOf(), proposal.FormsAlone)
	}
	rd.kindOfTitle(untold, formsAlone)
	rd.sections()
}

func (rd *room) speaks(kind report.Kind, source proposal.Source) {
	rd.propose(proposal.Kind, string(kind), report.Location{}, source)
}

// kindOfTitle weighs the words of the title, of the first form where the paper has none.
func (rd *room) kindOfTitle(untold, formsAlone bool) {
	w := &rd.Vocab.Titles
	title := asCompared(rd.known.Title.Title)
	if title == "" && len(rd.known.Forms) > 0 {
		title = asCompared(rd.known.Forms[0].Title)
	}
	listed := lexicon.HoldsAny(title, w.Listed)
	whole := lexicon.HoldsAny(title, w.Whole)
	if !whole && lexicon.HoldsAny(title, w.Departmental) {
		// 部门预算项目支出绩效自评表 is a project's, where that is what the forms are of.
		whole = !formsAlone || rd.formsOf() != report.KindProject || !lexicon.HoldsAny(title, w.ProjectsIn)
	}
	switch {
	case whole && listed && untold:
		rd.speaks(report.KindSummary, proposal.TitleOfListAlone)
	case whole:
		rd.speaks(report.KindDepartment, proposal.TitleOfDepartment)
	case listed:
		rd.speaks(report.KindSummary, proposal.TitleOfList)
	case ofProject(w, title) && rd.known.Projects < 2:
		rd.speaks(report.KindProject, proposal.TitleOfProject)
	}
}

// ofProject reports whether a title has the words of a project's paper.
func ofProject(w *lexicon.TitleWords, title string) bool {
	for _, not := range w.ProjectNot {
		title = strings.ReplaceAll(title, not, "")
	}
	return lexicon.HoldsAny(title, w.Project)
}

// formsOf is the kind of paper that the forms are.
func (rd *room) formsOf() report.Kind {
	for i := range rd.known.Forms {
		if f := &rd.known.Forms[i]; f.Project != "" || f.Kind == report.KindProject {
			return report.KindProject
		}
	}
	return report.KindDepartment
}

// told reports whether the paper has text: numbered headings, or a paragraph below a
// heading that only the format marks. What stands below the title of a form alone, a
// year in brackets, notes, is no text.
func (rd *room) told() bool {
	if rd.numbered() {
		return true
	}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Table == nil && len(p.Under) > 0 && utf8.RuneCountInString(p.Text) >= tellsText && !rd.note(p.Text) {
			return true
		}
	}
	return false
}

// numbered reports whether the paper has sections, whatever marks their headings.
func (rd *room) numbered() bool {
	return slices.ContainsFunc(rd.Headings, func(h outline.Heading) bool { return h.Section.Number != "" })
}

// note reports whether a line is one of those around a table.
func (rd *room) note(text string) bool {
	return lexicon.StartsWith(cjk.Squeeze(strings.TrimLeft(text, "(（ ")), rd.Vocab.Notes...)
}

// sections weighs headings that only one kind of paper has.
func (rd *room) sections() {
	project, department := false, false
	for i := range rd.Headings {
		title := asCompared(rd.Headings[i].Section.Title)
		project = project || lexicon.HoldsAny(title, rd.Vocab.Titles.ProjectSections)
		department = department || lexicon.HoldsAny(title, rd.Vocab.Titles.DepartmentSections)
	}
	if department {
		rd.speaks(report.KindDepartment, proposal.SectionsOfDepartment)
	} else if project && rd.known.Projects < 2 {
		rd.speaks(report.KindProject, proposal.SectionsOfProject)
	}
}
