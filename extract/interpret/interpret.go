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
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// part reads one part of a report from the blocks and writes it to the record.
type part struct {
	name string
	read func(*reading)
}

// parts run in this order. Tables come before prose, so that prose parts can
// see which blocks a table part has claimed.
var parts = []part{
	{"title", readTitle},
	{"forms", readForms},
	{"projects", readProjects},
	{"passages", readPassages},
	{"staffing", readStaffing},
	{"members", readMembers},
	{"department", readDepartment},
	{"budget", readBudget},
	{"accounts", readAccounts},
	{"targets", readTargets},
	{"goals", readGoals},
	{"declared", readDeclared},
	{"conclusion", readConclusion},
	{"problems", readProblems},
	{"forms head", readFormsHead},
	{"citations", readCitations},
	{"unread", readUnread},
	{"unknown", readUnknown},
}

// reading is one report being read.
type reading struct {
	ctx    context.Context
	doc    *document.Document
	blocks []document.Block // the report's own share of doc.Blocks
	vocab  *lexicon.Vocabulary
	report *report.Report
	notes  []report.Note
	// claimed marks the blocks (by index in blocks) that a part has read, so that
	// no table is read twice and no caption is taken for prose.
	claimed []bool
	joined  []*table // by tables
	// summaries are the summary tables that were read.
	summaries []*projectTable
	heads     map[*document.Table][]*document.Cell // the header cells of summary tables, by first part

	passages []passage // the prose, once readPassages has run
	headings []heading
	title    int // first block after the title
	topLevel int // level of the outermost heading below the title, 0 before it is known
	titleAt  report.Location
	used     map[*sentence.Fact]bool // facts that found their place in the record
	scaled   map[*passage]bool       // passages that declare the grades
}

// note tells of something that could not be read.
func (rd *reading) note(lost bool, at report.Location, zh, en string, args ...any) {
	rd.notes = append(rd.notes, report.Note{Text: report.Textf(zh, en, args...), At: at, Lost: lost})
}

// Document reads every report a document holds, at least one, or returns a
// *document.Error where nothing of a self-evaluation report is found.
func Document(ctx context.Context, doc *document.Document, vocabulary *lexicon.Vocabulary) ([]*report.Report, []report.Note, error) {
	if vocabulary == nil {
		vocabulary = lexicon.Default()
	}
	var reports []*report.Report
	var notes []report.Note
	for _, blocks := range split(doc, vocabulary) {
		rd := &reading{ctx: ctx, doc: doc, blocks: blocks, vocab: vocabulary, report: &report.Report{}, claimed: make([]bool, len(blocks)), heads: map[*document.Table][]*document.Cell{}}
		for _, p := range parts {
			if err := ctx.Err(); err != nil {
				return nil, nil, document.Errorf(report.Location{}, err, "解读被中止", "interpretation was stopped")
			}
			p.read(rd)
		}
		rd.report.Init()
		notes = append(notes, rd.notes...)
		reports = append(reports, rd.report)
	}
	if !slices.ContainsFunc(reports, holdsFacts) {
		return nil, notes, nothingFound(doc)
	}
	return reports, notes, nil
}
