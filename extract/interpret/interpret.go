// Package interpret turns a neutral document.Document into report.Reports: it
// knows what a self-evaluation report is made of and nothing of file formats. It
// leads a paper through rooms, each with one Read that returns what it proposes, and
// puts the results together; what a room needs of another it is given:
//
//	form      the forms                summary   the tables of projects
//	people    staff and members        prose     sentences, section by section
//	basics    tables of base data
//	identity  title, department, year and kind, by the proposals of all rooms
//
// They stand on paper (tables and cells), columns (what a table's columns hold), outline
// (paragraphs and headings) and the words of internal/text/lexicon. The record gets Raw
// and At, never a value: what a figure means is normalize's question.
package interpret

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/interpret/basics"
	"selfeval/extract/interpret/form"
	"selfeval/extract/interpret/identity"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/people"
	"selfeval/extract/interpret/prose"
	"selfeval/extract/interpret/summary"
	"selfeval/extract/structure"
	"selfeval/report"
)

// Paper is one report of a document: its record, and the place where its share of
// the document begins.
type Paper struct {
	Report *report.Report
	First  report.Location
	// Logical are the blocks of the whole document as structure put them in order.
	Logical []document.Block
}

// Structure puts a document in logical order, as structure.Read does.
type Structure = func(context.Context, *document.Document, *Vocabulary) (*structure.Paper, error)

// first is where a share begins.
func first(blocks []document.Block) report.Location {
	if len(blocks) == 0 {
		return report.Location{}
	}
	return blocks[0].At
}

// Document reads every report that a document holds, at least one. Where nothing of a
// self-evaluation report is found, the error is a *document.Error that says what was
// there instead, and the papers are returned with it: whether they are ours all the
// same, by what they announce, is for the caller to judge.
func Document(ctx context.Context, doc *document.Document, vocabulary *Vocabulary) ([]Paper, []report.Note, error) {
	return Ordered(ctx, doc, vocabulary, nil)
}

// Ordered is Document with another way to put a document in logical order; nil is
// structure.Read.
func Ordered(ctx context.Context, doc *document.Document, vocabulary *Vocabulary, order Structure) ([]Paper, []report.Note, error) {
	if vocabulary == nil {
		vocabulary = Default()
	}
	if order == nil {
		order = structure.Read
	}
	logical, err := order(ctx, doc, vocabulary)
	if err != nil {
		return nil, nil, stopped(err)
	}
	doc = logical.Document()
	var papers []Paper
	var notes []report.Note
	for _, blocks := range identity.Split(doc, vocabulary) {
		r, more := read(paper.New(ctx, doc, blocks, logical.Tables(), vocabulary))
		if err := ctx.Err(); err != nil {
			return nil, nil, stopped(err)
		}
		r.Init()
		notes = append(notes, more...)
		papers = append(papers, Paper{Report: r, First: first(blocks), Logical: doc.Blocks})
	}
	if !slices.ContainsFunc(papers, func(p Paper) bool { return holdsFacts(p.Report, vocabulary) }) {
		return papers, notes, nothingFound(doc)
	}
	return papers, notes, nil
}

func stopped(err error) error {
	return document.Errorf(report.Location{}, err, "解读被中止", "interpretation was stopped")
}

// tables reads the forms of a paper, and of the tables that are left those of projects.
func tables(p *paper.Paper, year string) (form.Result, summary.Result) {
	forms := form.Read(p, year, make(paper.Claims, len(p.Blocks)))
	return forms, summary.Read(p, year, forms.Claimed)
}

// read leads one paper through the rooms and puts together what they propose. Tables
// come before prose, so that no sentence is looked for in a table that a room has read.
func read(p *paper.Paper) (*report.Report, paper.Notes) {
	title := identity.ReadTitle(p)
	named := identity.Resolve(title.Proposals)
	forms, list := tables(p, named.FiscalYear.Raw)
	text := outline.Read(p, title.End, forms.Claimed)
	base := basics.Read(text, named.Department, named.FiscalYear.Raw, list.Claimed)
	staff := people.Read(text, named.Department, named.FiscalYear.Raw, base.Claimed)
	staff.Staffing = base.Into(staff.Staffing)

	// Prose is read in the light of what the paper says of itself outside its forms:
	// these may be another's.
	self := identity.Read(text, identity.Sources{Title: named, Heads: list.Heads, Projects: len(list.Projects), Forms: forms.Forms})
	evidence := slices.Concat(title.Proposals, self.Proposals, staff.Proposals, list.Proposals)
	known := identity.Resolve(evidence)
	for i := range staff.Staffing {
		if s := &staff.Staffing[i]; s.Unit == "" {
			s.Unit = known.Department
		}
	}
	said := prose.Read(text, known, staff.Claimed)
	all := slices.Concat(evidence, forms.Proposals, said.Proposals)
	final := identity.Resolve(all)

	r := &report.Report{
		Title: final.Title, Department: final.Department, Region: final.Region, DepartmentCode: identity.Code(all, final.Department), Aliases: identity.Aliases(all, final), FiscalYear: final.FiscalYear, Kind: final.Kind,
		Departments: identity.Names(evidence), Mentions: self.Mentions, Sections: text.Sections(),
		Forms: forms.Forms, Staffing: staff.Staffing, Members: staff.Members,
		Projects: list.Projects, Totals: list.Totals, Unit: list.Unit, ScoreFull: list.ScoreFull,
		Budget: said.Budget, FinalAccounts: said.FinalAccounts, Funds: slices.Concat(base.Funds, said.Funds), Targets: said.Targets, Goals: said.Goals,
		Declared: said.Declared, Claims: said.Claims, Conclusion: said.Conclusion,
		Problems: said.Problems, Measures: said.Measures, Citations: said.Citations, Restated: said.Restated, Unread: said.Unread,
	}
	return r, slices.Concat(p.Notes, identity.Close(all), forms.Notes, list.Notes, leftover(p, said.Claimed, len(list.Projects) > 0))
}
