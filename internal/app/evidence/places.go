package evidence

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/report"
	"selfeval/rules"
)

// Place is where in a document a finding points: a table's cells or a part of a text.
type Place struct {
	Finding int // of those given, from 0
	Block   int // of the document, from 0
	// Row and Column of the table count from 0; -1 stands for all of them.
	Row, Column int
	// Start and End are the bytes of the text.
	Start, End int
}

// Places are where findings point in the document that they were found in, in the order
// of the findings. A place that the document does not know is left out.
func Places(doc *document.Document, found []rules.Finding) (out []Place) {
	s := &source{doc: doc}
	for n := range found {
		for _, at := range found[n].At[:min(len(found[n].At), maxPlaces)] {
			for _, p := range s.places(&found[n], at) {
				if p.Finding = n; !slices.Contains(out[max(0, len(out)-2*maxPlaces):], p) {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

func (s *source) places(f *rules.Finding, at report.Location) (out []Place) {
	index := func(b *document.Block) int {
		return slices.IndexFunc(s.doc.Blocks, func(o document.Block) bool { return o.Table == b.Table && o.Table != nil })
	}
	if b := s.table(at); b != nil {
		return []Place{{Block: index(b), Row: min(at.Row, b.Table.Rows) - 1, Column: min(at.Column, b.Table.Cols) - 1}}
	}
	b, from, to := s.text(at)
	if b == nil {
		return nil
	}
	n := 0
	for n < len(s.doc.Blocks) && &s.doc.Blocks[n] != b {
		n++
	}
	whole := to-from == len(b.Text)
	for _, m := range marksIn(b.Text, from, to, f, whole) {
		out = append(out, Place{Block: n, Start: m[0], End: m[1]})
	}
	if out == nil { // it names none of the text's figures
		out = []Place{{Block: n, Start: from, End: to}}
	}
	return out
}
