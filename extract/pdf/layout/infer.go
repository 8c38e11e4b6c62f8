package layout

import (
	"cmp"
	"math"
	"slices"

	"selfeval/report"
)

// Tables that lines draw only in part are read from where the text stands:
// columns are what white strips separate, rows what stands beside the figures.

// lattice is a table under inference.
type lattice struct {
	xs    []float64
	rows  []lrow
	cross int // stretches that run over a column's edge
	// faults is what speaks against the way in which lines were cut into rows.
	faults float64
	// tight tells the column edges, by index in xs, at which texts stand closer than
	// within other texts.
	tight  []bool
	pieces []stroke       // lines over a part of the width
	labels map[int32]over // labels over several columns of the header
	foot   float64        // the height of the last line of a header with labels
	edges  []float64      // heights at which a shade begins or ends, from the top
	across []float64      // those of lines that are drawn, where they are no bands
	// drawn says that the columns' edges are known from what is drawn.
	drawn bool
	// ruled says that drawn lines separate all rows.
	ruled bool
}

type lrow struct {
	top, bottom float64
	lines       []tline
	header      bool
	drawn       bool // lines are drawn above and below it, as around all rows
}

func (t *lattice) allLines() []tline {
	var out []tline
	for r := range t.rows {
		out = append(out, t.rows[r].lines...)
	}
	return out
}

// infer reads lines as a table. Bands are drawn horizontal lines, top to bottom,
// the outer ones included; xs are known column edges or nil.
func infer(lines []tline, bands, xs []float64) *lattice {
	return (&lattice{xs: xs}).infer(lines, bands)
}

// inferParted reads lines some of which shorter lines part, levels of a header, and
// shades, by the heights of their edges. Where xs are the columns' edges, these are drawn.
func inferParted(lines []tline, bands, xs []float64, pieces []stroke, edges []float64) *lattice {
	return (&lattice{xs: slices.Clone(xs), drawn: xs != nil, pieces: pieces, edges: edges}).infer(lines, bands)
}

// how tells what the columns follow from.
func (t *lattice) how() report.Text {
	if t.drawn {
		return report.Text{ZH: "横线的接头", EN: "the joints of lines across"}
	}
	return report.Text{ZH: "文字对齐", EN: "how text is aligned"}
}

// inferShaded reads lines of which shades, by the heights of their edges, set
// some rows apart, and some drawn lines too few to be bands.
func inferShaded(lines []tline, bands, edges, drawn []float64) *lattice {
	return (&lattice{edges: edges, across: drawn}).infer(lines, bands)
}

func (t *lattice) infer(lines []tline, bands []float64) *lattice {
	groups, full := byBands(lines, bands)
	t.labels, t.foot = labelsOver(lines, bands, t.pieces)
	plain := without(lines, t.labels)
	if t.xs == nil {
		within, n := groups, full
		if len(t.labels) > 0 {
			within, n = byBands(plain, bands)
		}
		t.findColumns(plain, within, n)
	}
	if len(t.xs) < 3 {
		return nil
	}
	t.findTight(plain)
	for b := range groups {
		for i := range groups[b] {
			t.resplit(&groups[b][i])
		}
	}
	numeric := t.numericColumns(slices.Concat(groups...))
	t.ruled = true
	seen := false
	low := lowest(groups, bands)
	for b, g := range groups {
		if len(g) == 0 {
			if b > 0 && b < len(groups)-1 && bands[b]-bands[b+1] > 6 {
				t.rows = append(t.rows, lrow{top: bands[b], bottom: bands[b+1]})
			}
			continue
		}
		header := !seen && full > 1 && (!t.hasFigures(g, numeric) || len(t.labels) > 0 && g[len(g)-1].base >= t.foot)
		seen = true
		rows := []lrow{{top: bands[b], bottom: bands[b+1], lines: g, drawn: full > 3}}
		if header || full < 4 || !wrapped(g, bands[b]-bands[b+1], low) {
			rows = t.split(g, numeric, header, full > 2, bands[b], bands[b+1])
		}
		t.ruled = t.ruled && (len(rows) == 1 || header)
		t.rows = append(t.rows, rows...)
	}
	return t
}

// findColumns finds the columns by what stands in them.
func (t *lattice) findColumns(lines []tline, groups [][]tline, full int) {
	t.xs = chooseColumns(lines, groups, full)
	t.findTight(lines)
	parted := slices.Clone(lines)
	for i := range parted {
		t.resplit(&parted[i])
	}
	t.xs = underHeads(t.xs, parted)
	t.settle(parted)
}

// byBands deals lines out to the bands in which they stand, and counts the bands that
// have some.
func byBands(lines []tline, bands []float64) (groups [][]tline, full int) {
	groups = make([][]tline, len(bands)-1)
	for _, l := range lines {
		if b := bandOf(bands, mid(&l)); b >= 0 {
			groups[b] = append(groups[b], l)
		}
	}
	for _, g := range groups {
		if len(g) > 0 {
			full++
		}
	}
	return groups, full
}

// bandOf is the band, from the top, in which a height lies, -1 where none does.
func bandOf(bands []float64, y float64) int {
	k, _ := slices.BinarySearchFunc(bands, y, func(p, y float64) int { return cmp.Compare(y, p) })
	if k == 0 && y < bands[0] || k == len(bands) {
		return -1
	}
	return max(k-1, 0)
}

// lowest is the height of the lowest band of one line.
func lowest(groups [][]tline, bands []float64) float64 {
	low := math.Inf(1)
	for b, g := range groups {
		if len(g) == 1 {
			low = min(low, bands[b]-bands[b+1])
		}
	}
	return low
}

// wrapped reports lines in a band just high enough for one row that wraps, where
// a band of one line is low: each row of several would bring its own margins.
func wrapped(lines []tline, height, low float64) bool {
	n := len(lines)
	if n < 2 {
		return false
	}
	span := lines[0].base - lines[n-1].base
	return low > 1.25*span/float64(n-1) && abs(height-span-low) < 0.35*lines[0].size
}

// col is the column that holds x.
func (t *lattice) col(x float64) int {
	i, _ := slices.BinarySearch(t.xs, x)
	return min(max(i-1, 0), len(t.xs)-2)
}

// resplit parts stretches at column edges where a gap is there, though a narrow one.
func (t *lattice) resplit(l *tline) {
	var out []seg
	for _, s := range l.segs {
		start := 0
		for i := 1; i < len(s.marks); i++ {
			if k, ok := t.partsAt(&s, start, i, l.size); ok && k > 0 && k < len(t.xs)-1 {
				a, b := s.marks[i-1].box.X1, s.marks[i].box.X0
				if a-0.5*l.size < t.xs[k] && t.xs[k] < b+0.5*l.size {
					out = append(out, seg{s.marks[start:i:i], s.marks[start].box.X0, a})
					start = i
				}
			}
		}
		out = append(out, seg{s.marks[start:], s.marks[start].box.X0, s.x1})
	}
	l.segs = out
}

// partsAt reports whether a stretch, from its mark start on, may be parted before mark i, and
// the column edge that is next to there.
func (t *lattice) partsAt(s *seg, start, i int, size float64) (k int, ok bool) {
	a, b := s.marks[i-1].box.X1, s.marks[i].box.X0
	k = nearest(t.xs, (a+b)/2)
	figures := endsFigure(s.marks[i-1].text) && startsFigure(s.marks[i].text)
	switch {
	case t.tight != nil && t.tight[k] && parts(a, b, t.xs[k], size):
		return k, true
	case b-a >= 0.3*size, b-a >= hairGap*size && figures:
		return k, true
	case !t.drawn || a > t.xs[k]+0.1*size || b < t.xs[k]-0.1*size:
		return k, false
	}
	// The text goes on over an edge that is drawn. Two texts meet there where one of them
	// fills its column; else it is one label over both.
	return k, k > 0 && fillsColumn(s.marks[start].box.X0, a, t.xs[k-1], t.xs[k]) || k+1 < len(t.xs) && fillsColumn(b, s.x1, t.xs[k], t.xs[k+1])
}

// fillsColumn reports a text from x0 to x1 that leaves a column, from a to b, no room.
func fillsColumn(x0, x1, a, b float64) bool { return min(x1, b)-max(x0, a) > mostOfColumn*(b-a) }

// span gives the columns that a stretch covers. One that reaches over an edge by
// more than a character covers both sides.
func (t *lattice) span(s *seg) (from, to int) {
	size := s.marks[0].size
	from, to = t.col(s.x0+0.6*size), t.col(s.x1-0.6*size)
	if to < from {
		from = t.col((s.x0 + s.x1) / 2)
		to = from
	}
	return from, to
}

// numericColumns tells which columns hold mostly figures, under their names.
func (t *lattice) numericColumns(lines []tline) []bool {
	figures, all := make([]int, len(t.xs)-1), make([]int, len(t.xs)-1)
	head := 0 // lines above the first with two figures, which names fill
	for head < len(lines) && lines[head].amounts() < 2 {
		head++
	}
	if head == len(lines) {
		head = 0
	}
	for i := head; i < len(lines); i++ {
		for k := range lines[i].segs {
			s := &lines[i].segs[k]
			if from, to := t.span(s); from == to {
				all[from]++
				if isFigure(s.text()) {
					figures[from]++
				}
			}
		}
	}
	out := make([]bool, len(all))
	for c := range out {
		out[c] = figures[c] > 0 && 2*figures[c] >= all[c]
	}
	return out
}

func (t *lattice) hasFigures(lines []tline, numeric []bool) bool {
	for i := range lines {
		if t.figures(&lines[i], numeric) > 0 {
			return true
		}
	}
	return false
}

// figures counts the figures of a line that stand in columns of figures.
func (t *lattice) figures(l *tline, numeric []bool) int {
	n := 0
	for k := range l.segs {
		if from, to := t.span(&l.segs[k]); from == to && numeric[from] && isFigure(l.segs[k].text()) {
			n++
		}
	}
	return n
}

// filled counts the columns in which a line has text.
func (t *lattice) filled(l *tline) int {
	n, last := 0, -1
	for k := range l.segs {
		from, to := t.span(&l.segs[k])
		for c := max(from, last+1); c <= to; c++ {
			n++
			last = c
		}
	}
	return n
}

// fill is the share of the grid's positions that hold text.
func (t *table) fill() float64 {
	n := 0
	for i := range t.cells {
		if t.cells[i].text != "" {
			n += t.cells[i].cols
		}
	}
	return float64(n) / float64(max(1, t.nr*t.nc))
}
