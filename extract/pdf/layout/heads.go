package layout

import (
	"cmp"
	"slices"
)

// Labels over several columns of a header that no vertical line parts stand in the
// middle of their columns, often over a line of their own that ends where these do.

// heads tells of the labels of a header's upper rows which columns they are over, by
// the label's first character.
func (t *lattice) heads() map[int32][2]int {
	n := 0
	for n < len(t.rows) && t.rows[n].header {
		n++
	}
	if n < 2 {
		return nil
	}
	out := map[int32][2]int{}
	for r := range n - 1 {
		if len(t.rows[r].lines) == 1 {
			t.headsOf(r, n, out)
		}
	}
	return out
}

// headsOf finds the columns of the labels in header row r, of n.
func (t *lattice) headsOf(r, n int, out map[int32][2]int) {
	l := &t.rows[r].lines[0]
	below := t.named(r+1, n)
	type label struct {
		key      int32
		from, to int
		weight   float64
	}
	var labels []label
	for k := range l.segs {
		s := &l.segs[k]
		own, last := t.span(s)
		if below[own] == nil || below[last] == nil {
			continue
		}
		lo, hi := own, last // how far the columns go on without a label of their own
		for lo > 0 && below[lo-1] != nil && (k == 0 || t.xs[lo] > l.segs[k-1].x1) && !t.taken(l, lo-1) {
			lo--
		}
		for hi < len(below)-1 && below[hi+1] != nil && !t.taken(l, hi+1) {
			hi++
		}
		best := label{s.marks[0].order, own, last, 0}
		for from := lo; from <= own; from++ {
			for to := last; to <= hi; to++ {
				h := t.over(r, s, below, from, to)
				if w := h.score(); w > best.weight {
					best.from, best.to, best.weight = from, to, w
				}
			}
		}
		if best.weight >= headSpan {
			labels = append(labels, best)
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(b.weight, a.weight) })
	for i, a := range labels {
		if !slices.ContainsFunc(labels[:i], func(b label) bool { return a.from <= b.to && b.from <= a.to }) {
			out[a.key] = [2]int{a.from, a.to}
		}
	}
}

// named gives, by column, the text that the header rows from first to before end have
// there, nil where they have none.
func (t *lattice) named(first, end int) []*seg {
	out := make([]*seg, len(t.xs)-1)
	for k := first; k < end; k++ {
		for i := range t.rows[k].lines {
			for j := range t.rows[k].lines[i].segs {
				s := &t.rows[k].lines[i].segs[j]
				from, to := t.span(s)
				for c := from; c <= to; c++ {
					if out[c] == nil || from == to {
						out[c] = s
					}
				}
			}
		}
	}
	return out
}

// taken reports that a line has a stretch in a column.
func (t *lattice) taken(l *tline, col int) bool {
	return slices.ContainsFunc(l.segs, func(s seg) bool {
		from, to := t.span(&s)
		return from <= col && col <= to
	})
}

// over weighs whether a label in header row r is over the columns from to to.
func (t *lattice) over(r int, s *seg, below []*seg, from, to int) hypothesis {
	h := hypothesis{by: "label"}
	if from == to {
		return h
	}
	size := s.marks[0].size
	// Where the columns' edges were drawn, or meant, is not known: the names in them
	// tell where their middle is.
	a, b, twice := below[from], below[to], s.x0+s.x1
	off := min(abs(twice-t.xs[from]-t.xs[to+1]), abs(twice-a.x0-b.x1), abs(twice-(a.x0+a.x1+b.x0+b.x1)/2)) / 2 / size
	if off < centredWithin {
		h.because("在各列正中", labelCentred*(1-off/centredWithin/2))
	}
	for _, p := range t.pieces {
		if p.pos < mid(&t.rows[r].lines[0]) && p.pos > mid(&t.rows[r+1].lines[0])-0.5*size &&
			nearest(t.xs, p.a) == from && nearest(t.xs, p.b) == to+1 &&
			!slices.ContainsFunc(t.rows[r].lines[0].segs, func(o seg) bool { return o.x0 != s.x0 && o.x0 > p.a && o.x1 < p.b }) {
			h.because("下有同宽的线", labelLine)
			break
		}
	}
	if len(h.evidence) > 0 {
		h.because("列多", 0.05*float64(to-from))
	}
	return h
}
