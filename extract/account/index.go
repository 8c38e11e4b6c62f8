package account

import (
	"selfeval/report"
)

// spotKey is a row of a table, or a line or element of the prose: what places are
// looked up by, so that the cost of an account grows with the paper and not with its
// square.
type spotKey struct {
	table, row int
	page, line int
	path       string
}

// mostRows bounds the rows under which a merged cell is found.
const mostRows = 200

// index makes the spots findable by their places.
func (a *Account) index() {
	a.byPlace = map[spotKey][]int{}
	put := func(k spotKey, n int) {
		if l := a.byPlace[k]; len(l) == 0 || l[len(l)-1] != n {
			a.byPlace[k] = append(l, n)
		}
	}
	for n := range a.spots {
		s := &a.spots[n]
		if s.at.Table != 0 {
			for row := s.row; row < s.row+min(s.rowSpan, mostRows); row++ {
				put(spotKey{table: s.at.Table, row: row}, n)
			}
			continue
		}
		put(keyOf(s.at), n)
		if s.block != nil {
			for i := range s.block.Pieces {
				put(keyOf(s.block.Pieces[i].At), n)
			}
		}
	}
}

func keyOf(at report.Location) spotKey {
	return spotKey{page: at.Page, line: at.Line, path: at.Path}
}

// near lists the spots that a place may mean: those of its row, its line or element;
// of the whole table where it names no row.
func (a *Account) near(at report.Location) []int {
	switch {
	case at.Table != 0 && at.Row != 0:
		return a.byPlace[spotKey{table: at.Table, row: at.Row}]
	case at.Table != 0:
		return a.byTable[at.Table]
	case at.IsZero():
		return a.prose
	}
	return a.byPlace[keyOf(at)]
}

// anywhere lists the spots of a place's table, or of all prose.
func (a *Account) anywhere(at report.Location) []int {
	if at.Table != 0 {
		return a.byTable[at.Table]
	}
	return a.prose
}
