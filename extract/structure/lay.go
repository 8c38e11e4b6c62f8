package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
)

// laid says under which columns of a table those of a part belong.
type laid struct {
	place   []int // by column of the part, the table's; -1 where it is left out: nothing stands in it
	same    bool  // as many columns, each under its own
	printed bool  // known from where the columns stand in print
	figures int   // columns in which both hold figures
	against int   // columns of which one holds figures and the other words
}

// lay finds the places of a part's columns, nil where there are none, or where more
// than one choice fits as well.
func (w *whole) lay(p *grid.Part) *laid {
	if p.Cols == w.Cols {
		place := make([]int, p.Cols)
		for c := range place {
			place[c] = c
		}
		l := &laid{place: place, same: true}
		if l.compare(w, p); l.against == 0 {
			return l
		}
		if by := w.layByPrint(p); by != nil && by.against == 0 {
			return by
		}
		return l
	}
	if p.Cols > grid.MaxAligned || w.Cols > grid.MaxAligned {
		return nil
	}
	if by := w.layByPrint(p); by != nil {
		return by
	}
	if by := w.layAsBefore(p); by != nil {
		return by
	}
	return w.layByContent(p)
}

// layAsBefore gives a part whose edges the reader saw to be those of the part before
// the places of that part's columns: the rest of one row tells nothing of them.
func (w *whole) layAsBefore(p *grid.Part) *laid {
	if !p.Continues || len(w.place) != p.Cols {
		return nil
	}
	l := &laid{place: w.place, printed: true}
	if l.compare(w, p); l.against > 0 {
		return nil
	}
	return l
}

// compare counts what speaks for a choice of places and against it.
func (l *laid) compare(w *whole, p *grid.Part) {
	l.figures, l.against = 0, 0
	for c, to := range l.place {
		if to < 0 {
			continue
		}
		a, b := &w.cols[to], &p.Columns[c]
		switch {
		case p.Ragged || w.ragged:
		case a.Contradicts(b):
			l.against++
		case a.Mostly().Figures() && b.Mostly().Figures():
			l.figures++
		}
	}
}

// layByPrint tells columns by where they stand on the page, on pages alike.
func (w *whole) layByPrint(p *grid.Part) *laid {
	if w.edges == nil || p.Edges == nil {
		return nil
	}
	l := &laid{place: make([]int, p.Cols), printed: true}
	last := -1
	for c, e := range p.Edges {
		to := w.edges.Under(e[0], e[1])
		switch {
		case to > last:
		case p.Columns[c].Nothing():
			to = -1 // an edge that only one of them has
		default:
			return nil
		}
		if l.place[c] = to; to >= 0 {
			last = to
		}
	}
	if last < 0 {
		return nil
	}
	l.compare(w, p)
	return l
}

// layByContent tells columns by what stands in them: figures under figures and words
// under words, in order. A column of the table may be passed over where nothing stood
// in it, or where its cell goes on over the part; one of the part only where nothing
// stands in it.
func (w *whole) layByContent(p *grid.Part) *laid {
	var own []int // the part's columns that hold something
	for c := range p.Columns {
		if !p.Columns[c].Nothing() {
			own = append(own, c)
		}
	}
	n, m := len(own), w.Cols
	if n == 0 || n > m {
		return nil
	}
	best := w.align(p, own)
	if end := best[n][m]; end.score <= 0 || end.ways > 1 {
		return nil
	}
	l := &laid{place: make([]int, p.Cols)}
	for c := range l.place {
		l.place[c] = -1
	}
	for i, j := n, m; i > 0; j-- {
		take := best[i-1][j-1].score + fitColumn(&w.cols[j-1], &p.Columns[own[i-1]])
		if take == best[i][j].score {
			l.place[own[i-1]] = j - 1
			i--
		}
	}
	if l.compare(w, p); l.figures == 0 {
		return nil
	}
	return l
}

// aligned is how well some columns lie under others, and in how many ways they do.
type aligned struct{ score, ways int }

const never = -1 << 20 // the score of what is not to be

// align finds, for each i and j, how well the first i of a part's own columns lie under
// the first j of the table.
func (w *whole) align(p *grid.Part, own []int) [][]aligned {
	n, m := len(own), w.Cols
	best := make([][]aligned, n+1)
	for i := range best {
		best[i] = make([]aligned, m+1)
	}
	best[0][0] = aligned{0, 1}
	for j := 1; j <= m; j++ {
		best[0][j] = aligned{best[0][j-1].score + w.passed(j-1), 1}
	}
	for i := 1; i <= n; i++ {
		best[i][0] = aligned{never, 1}
		for j := 1; j <= m; j++ {
			skip := aligned{best[i][j-1].score + w.passed(j-1), best[i][j-1].ways}
			take := aligned{best[i-1][j-1].score + fitColumn(&w.cols[j-1], &p.Columns[own[i-1]]), best[i-1][j-1].ways}
			switch {
			case skip.score > take.score:
				best[i][j] = skip
			case skip.score < take.score:
				best[i][j] = take
			default:
				best[i][j] = aligned{skip.score, min(skip.ways+take.ways, 1000)}
			}
		}
	}
	return best
}

// passed is what it costs to pass over a column of the table.
func (w *whole) passed(j int) int {
	if w.cols[j].Nothing() {
		return 0
	}
	if above := w.merged.above(w, j); above != nil && above.RowSpan > 1 && w.See.KindOf(above.Text).Text() {
		return 0
	}
	return never
}

// fitColumn says how well what stands in two columns agrees.
func fitColumn(a, b *grid.Column) int {
	x, y := a.Mostly(), b.Mostly()
	switch {
	case x == grid.Blank || y == grid.Blank:
		return 0
	case a.Contradicts(b):
		return -1 << 20
	case x == y:
		return 3
	case x.Figures() && y.Figures(), x.Text() && y.Text():
		return 2
	}
	return 1
}

// moved gives a part's cells their places in a grid of so many columns. Columns that
// have none are left out.
func (l *laid) moved(t *document.Table, cols int) *document.Table {
	out := *t
	out.Cols, out.Cells = cols, make([]document.Cell, 0, len(t.Cells))
	for _, c := range t.Cells {
		first, last := -1, -1
		for col := c.Col; col < c.Col+c.ColSpan && col < len(l.place); col++ {
			if to := l.place[col]; to >= 0 {
				if first < 0 {
					first = to
				}
				last = to
			}
		}
		if first < 0 {
			continue
		}
		c.Col, c.ColSpan = first, last-first+1
		out.Cells = append(out.Cells, c)
	}
	out.Seal()
	return &out
}
