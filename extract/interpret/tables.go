package interpret

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/cjk"
)

// form reports whether a table is a form (自评表): it holds several of a form's
// labels.
func (rd *reading) form(t *document.Table) bool {
	labels := map[string]bool{}
	for i := range t.Cells {
		text := withoutBrackets(strings.TrimRight(cjk.Squeeze(t.Cells[i].Text), ":"))
		if has(rd.vocab.FormLabels, text) {
			labels[text] = true
		}
	}
	return len(labels) >= 2
}

// adjacent reports whether only page furniture and captions stand between two
// blocks, so that the second table can go on with the first.
func (rd *reading) adjacent(from, to int) bool {
	for i := from + 1; i < to; i++ {
		b := &rd.blocks[i]
		if b.Kind == document.Heading || b.Kind == document.TableBlock {
			return false
		}
		if utf8.RuneCountInString(cjk.Squeeze(b.Text)) > 30 {
			return false
		}
	}
	return true
}
