package summary

import (
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
)

// sideBySide parts a table that prints its columns twice or three times beside
// each other, to save paper, into tables that are read one after the other. Any
// other table is the one part.
func (rd *room) sideBySide(t *paper.Table, h *columns.Header) []foundTable {
	for _, n := range []int{2, 3} {
		if t.Cols%n != 0 || t.Cols/n < 3 || !periodic(h.Text, t.Cols/n) {
			continue
		}
		var parts []foundTable
		for i := range n {
			place := map[int]int{}
			for c := range t.Cols / n {
				place[i*t.Cols/n+c] = c
			}
			part := t.Moved(place, t.Cols/n)
			ph, ok := rd.ReadHeader(part.Table, 0)
			if !ok || !ph.Has(columns.Name) {
				return []foundTable{{table: t, header: *h}}
			}
			parts = append(parts, foundTable{table: part, header: ph})
		}
		return parts
	}
	return []foundTable{{table: t, header: *h}}
}

// periodic reports whether header texts repeat after so many columns.
func periodic(text []string, period int) bool {
	for c := range text {
		if text[c] == "" || cjk.Squeeze(text[c]) != cjk.Squeeze(text[c%period]) {
			return false
		}
	}
	return true
}
