package paper

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Paper is one report's share of a document, as every room reads it.
type Paper struct {
	Ctx    context.Context
	Doc    *document.Document
	Blocks []document.Block // the report's own share of doc.Blocks
	Vocab  *lexicon.Vocabulary
	Notes  // of tables that were joined

	see     *grid.Sight
	logical map[*document.Table]*grid.Table
	tables  []*Table // by Tables
}

// New is the share of a document that the blocks are.
func New(ctx context.Context, doc *document.Document, blocks []document.Block, tables []*grid.Table, vocabulary *lexicon.Vocabulary) *Paper {
	p := &Paper{Ctx: ctx, Doc: doc, Blocks: blocks, Vocab: vocabulary, see: grid.NewSight(vocabulary), logical: make(map[*document.Table]*grid.Table, len(tables))}
	for _, t := range tables {
		p.logical[t.Table] = t
	}
	return p
}

// Notes tell of what could not be read, or was read in a way that a person should know.
type Notes []report.Note

// Note adds a note; lost says that something was not read.
func (n *Notes) Note(lost bool, at report.Location, zh, en string, args ...any) {
	*n = append(*n, report.Note{Text: report.Textf(zh, en, args...), At: at, Lost: lost})
}

// Claims marks the blocks that were read, by their index in the paper, so that no table
// is read twice and no caption is taken for prose.
type Claims []bool

// Clone copies claims, so that a room can add its own.
func (c Claims) Clone() Claims { return slices.Clone(c) }

// Take marks a table as read.
func (c Claims) Take(t *Table) {
	c[t.Block] = true
}

// Has reports whether a table is taken.
func (c Claims) Has(t *Table) bool { return c[t.Block] }
