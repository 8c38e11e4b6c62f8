package extract

import (
	"context"
	"strings"

	"selfeval/extract/account"
	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/extract/interpret/identity"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// hold takes what was read to account: each record against the blocks that its share
// of the document was read from, as the reader saw them.
func (x *Extraction) hold(ctx context.Context, papers []interpret.Paper, words *lexicon.Vocabulary) error {
	if words == nil {
		words = lexicon.Default()
	}
	for i, blocks := range shares(x.Document.Blocks, papers) {
		r := papers[i].Report
		v := identity.Judge(r, x.Document, blocks, words)
		if v.Kind != "" {
			r.Kind = v.Kind
		}
		account.Cells(blocks, r)
		reading, err := account.Reading(ctx, x.Document, blocks, papers[i].Logical, r, x.Notes, words)
		if err != nil {
			return err
		}
		x.Reports = append(x.Reports, r)
		x.Verdicts = append(x.Verdicts, v)
		x.Readings = append(x.Readings, reading)
	}
	return nil
}

// shares cuts a document's blocks where its papers begin. Where that cannot be told,
// each paper answers for the whole.
func shares(blocks []document.Block, papers []interpret.Paper) [][]document.Block {
	out := make([][]document.Block, len(papers))
	for i := range out {
		out[i] = blocks
	}
	starts := make([]int, len(papers))
	for i := 1; i < len(papers); i++ {
		starts[i] = begins(blocks, papers[i].First, starts[i-1]+1)
		if starts[i] < 0 {
			return out
		}
	}
	for i := range papers {
		end := len(blocks)
		if i+1 < len(papers) {
			end = starts[i+1]
		}
		out[i] = blocks[starts[i]:end:end]
	}
	return out
}

// begins finds the block at a place, -1 where there is none.
func begins(blocks []document.Block, at report.Location, from int) int {
	for i := from; i < len(blocks); i++ {
		b := blocks[i].At
		same := b.Page == at.Page && b.Line == at.Line && b.Path == at.Path && b.Table == at.Table
		if same && (b.BBox == nil) == (at.BBox == nil) && (b.BBox == nil || *b.BBox == *at.BBox) {
			return i
		}
	}
	return -1
}

// speaks reports whether a document has any text: one without is not another kind of
// paper but one that could not be read.
func (x *Extraction) speaks() bool {
	for i := range x.Document.Blocks {
		b := &x.Document.Blocks[i]
		if strings.TrimSpace(b.Text) != "" {
			return true
		}
		if b.Table == nil {
			continue
		}
		for k := range b.Table.Cells {
			if b.Table.Cells[k].Text != "" {
				return true
			}
		}
	}
	return false
}
