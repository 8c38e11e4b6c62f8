package interpret

import (
	"context"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/identity"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/structure"
)

// Columns tells, for each summary table of a document, what its columns were taken for and
// by which evidence. It is for people who ask why; Document decides the same way.
func Columns(ctx context.Context, doc *document.Document, vocabulary *Vocabulary) (out []columns.Explained) {
	if vocabulary == nil {
		vocabulary = Default()
	}
	logical, err := structure.Read(ctx, doc, vocabulary)
	if err != nil {
		return nil
	}
	doc = logical.Document()
	for _, blocks := range identity.Split(doc, vocabulary) {
		p := paper.New(ctx, doc, blocks, logical.Tables(), vocabulary)
		_, list := tables(p, identity.Resolve(identity.ReadTitle(p).Proposals).FiscalYear.Raw)
		out = slices.Concat(out, list.Explained)
	}
	return out
}
