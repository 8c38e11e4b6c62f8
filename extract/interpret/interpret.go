// Package interpret turns a neutral document.Document into report.Reports: it
// knows what a self-evaluation report is made of and nothing of file formats.
// One file a part of the report; the words it recognises are data
// (internal/text/lexicon). It fills Raw and At, never a value: what a figure means is
// normalize's question.
package interpret

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/report"
)

// Document reads every report a document holds, at least one, or returns a
// *document.Error where nothing of a self-evaluation report is found.
func Document(ctx context.Context, doc *document.Document, vocabulary *Vocabulary) ([]*report.Report, []report.Note, error) {
	if vocabulary == nil {
		vocabulary = Default()
	}
	var reports []*report.Report
	var notes []report.Note
	for _, blocks := range Split(doc, vocabulary) {
		r, more := read(newPaper(ctx, doc, blocks, vocabulary))
		if err := ctx.Err(); err != nil {
			return nil, nil, document.Errorf(report.Location{}, err, "解读被中止", "interpretation was stopped")
		}
		r.Init()
		notes = append(notes, more...)
		reports = append(reports, r)
	}
	if !slices.ContainsFunc(reports, holdsFacts) {
		return nil, notes, nothingFound(doc)
	}
	return reports, notes, nil
}

// read leads one paper through the rooms and puts together what they propose. Tables
// come before prose, so that no sentence is looked for in a table that a room has read.
func read(p *Paper) (*report.Report, Notes) {
	title := ReadTitle(p)
	named := Resolve(title.Proposals)
	claimed := make(Claims, len(p.blocks))

	forms := readForms(p, named.FiscalYear.Raw, claimed)
	list := readSummary(p, named.FiscalYear.Raw, forms.Claimed)
	text := readOutline(p, title.End)
	staff := readPeople(text, named.Department, named.FiscalYear.Raw, list.Claimed)

	// Prose is read in the light of what the paper says of itself outside its forms:
	// these may be another's.
	self := readIdentity(text, Sources{Title: named, Heads: list.Heads, Projects: len(list.Projects), Forms: len(forms.Forms)})
	evidence := slices.Concat(title.Proposals, self.Proposals, staff.Proposals, list.Proposals)
	known := Resolve(evidence)
	for i := range staff.Staffing {
		if s := &staff.Staffing[i]; s.Unit == "" {
			s.Unit = known.Department
		}
	}
	said := readProse(text, known, staff.Claimed)
	final := Resolve(slices.Concat(evidence, forms.Proposals, said.Proposals))

	r := &report.Report{
		Title: final.Title, Department: final.Department, FiscalYear: final.FiscalYear, Kind: final.Kind,
		Departments: Names(evidence), Mentions: self.Mentions, Sections: text.Sections(),
		Forms: forms.Forms, Staffing: staff.Staffing, Members: staff.Members,
		Projects: list.Projects, Totals: list.Totals, Unit: list.Unit, ScoreFull: list.ScoreFull,
		Budget: said.Budget, FinalAccounts: said.FinalAccounts, Targets: said.Targets, Goals: said.Goals,
		Declared: said.Declared, Claims: said.Claims, Conclusion: said.Conclusion,
		Problems: said.Problems, Measures: said.Measures, Citations: said.Citations, Unread: said.Unread,
	}
	return r, slices.Concat(p.Notes, forms.Notes, list.Notes, leftover(p, said.Claimed, len(list.Projects) > 0))
}
