package grid

import (
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/text/lexicon"
)

// A misprint among the numbers is none in the count.
func TestCountsIn(t *testing.T) {
	for _, c := range []struct {
		numbers     []string
		first, last int // 0, 0 where the column does not count
	}{
		{[]string{"1", "2", "3"}, 1, 3},
		{[]string{"22", "23", "23", "25", "26", "27"}, 22, 27},
		{[]string{"2", "2", "4"}, 0, 0}, // too few to tell
		{[]string{"7", "7", "7"}, 0, 0},
		{[]string{"96", "98", "95", "97"}, 0, 0},
		{[]string{"1", "2", "1", "2", "3"}, 1, 3},
	} {
		table := &document.Table{Rows: len(c.numbers), Cols: 2}
		for r, n := range c.numbers {
			table.Cells = append(table.Cells, document.Cell{Row: r, Col: 0, RowSpan: 1, ColSpan: 1, Text: n},
				document.Cell{Row: r, Col: 1, RowSpan: 1, ColSpan: 1, Text: "项目"})
		}
		table.Seal()
		s := NewSight(lexicon.Default()).CountsIn(table, 0, 0)
		if s.N > 0 != (c.first > 0) || s.N > 0 && (s.First != c.first || s.Last != c.last) {
			t.Errorf("%v counts from %d to %d (%d), want %d to %d", c.numbers, s.First, s.Last, s.N, c.first, c.last)
		}
	}
}
