package html

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// maxRecord is how many rows the record of a page has at most.
const maxRecord = 12

// RecordTable reports the table by which a site files a page. Three of its labels
// stand in it, or two and the number under which it is filed, and they are most of
// what is no value.
func RecordTable(t *document.Table) bool {
	if t.Rows > maxRecord || len(t.Cells) > 4*maxRecord {
		return false
	}
	w, labels, filed := lexicon.Sites(), 0, false
	for i := range t.Cells {
		text := cjk.Squeeze(t.Cells[i].Text)
		if len(text) > 600 || amount(text) {
			return false // an article, or an amount
		}
		label, _, _ := strings.Cut(text, ":")
		if w.InRecord(label) {
			labels++
			filed = filed || w.Filed.Ends(label)
		}
	}
	return filed && (labels >= 3 || labels >= 2 && t.Rows <= 4)
}

func furnitureOf(t *document.Table) string {
	if RecordTable(t) {
		return document.Record
	}
	return ""
}
