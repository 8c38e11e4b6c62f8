package layout

import (
	"cmp"
	"math"
	"slices"

	"selfeval/extract/pdf/page"
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
	edges  []float64      // heights at which a shade begins or ends, from the top
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

// inferParted reads lines some of which shorter lines part, levels of a header.
func inferParted(lines []tline, bands []float64, pieces []stroke) *lattice {
	return (&lattice{pieces: pieces}).infer(lines, bands)
}

// inferShaded reads lines of which shades, by the heights of their edges, set
// some rows apart.
func inferShaded(lines []tline, bands, edges []float64) *lattice {
	return (&lattice{edges: edges}).infer(lines, bands)
}

func (t *lattice) infer(lines []tline, bands []float64) *lattice {
	groups, full := byBands(lines, bands)
	t.labels = labelsOver(lines, t.pieces)
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
		header := !seen && full > 1 && !t.hasFigures(g, numeric)
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
			a, b := s.marks[i-1].box.X1, s.marks[i].box.X0
			k := nearest(t.xs, (a+b)/2)
			tight := t.tight != nil && t.tight[k] && parts(a, b, t.xs[k], l.size)
			if !tight && (b-a < hairGap*l.size || b-a < 0.3*l.size && !(endsFigure(s.marks[i-1].text) && startsFigure(s.marks[i].text))) {
				continue
			}
			if k > 0 && k < len(t.xs)-1 && a-0.5*l.size < t.xs[k] && t.xs[k] < b+0.5*l.size {
				out = append(out, seg{s.marks[start:i:i], s.marks[start].box.X0, a})
				start = i
			}
		}
		out = append(out, seg{s.marks[start:], s.marks[start].box.X0, s.x1})
	}
	l.segs = out
}

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

// table builds the table.
func (t *lattice) table(confidence float64, reason string) *table {
	nc := len(t.xs) - 1
	out := &table{xs: t.xs, nr: len(t.rows), nc: nc, confidence: confidence, reason: reason, inferred: true}
	for r := range t.rows {
		lr := &t.rows[r]
		marks, width := make([]row, nc), make([]int, nc)
		// owner is the column whose cell covers a column.
		owner := make([]int, nc)
		for c := range owner {
			owner[c], width[c] = c, 1
		}
		for i := range lr.lines {
			for k := range lr.lines[i].segs {
				s := &lr.lines[i].segs[k]
				from, to := t.span(s)
				if a, b, ok := t.columnsOver(s); ok && lr.header {
					from, to = a, b
				}
				if from < to && !lr.header {
					t.cross++
					from = t.col((s.x0 + s.x1) / 2)
					to = from
				}
				from = owner[from]
				for c := from + 1; c <= to && len(marks[c]) == 0 && (owner[c] == c || owner[c] == from); c++ {
					owner[c] = from
					width[from] = max(width[from], c-from+1)
				}
				marks[from] = append(marks[from], s.marks...)
			}
		}
		for c := range nc {
			if owner[c] != c {
				continue
			}
			k := tcell{row: r, col: c, rows: 1, cols: width[c],
				box: page.Box{X0: t.xs[c], Y0: lr.bottom, X1: t.xs[c+width[c]], Y1: lr.top}}
			if len(marks[c]) > 0 {
				b := boxOf(marks[c])
				k.text, k.raised = textAndRaised(marks[c])
				k.x0, k.x1 = b.X0, b.X1
			}
			out.cells = append(out.cells, k)
		}
	}
	all := t.allLines()
	numeric := t.numericColumns(all)
	out.merged = t.crowded(all)
	for r := range t.rows {
		out.merged = out.merged || !t.rows[r].drawn && t.merged(t.rows[r].lines, numeric)
	}
	out.cross = t.cross
	// Text over a column's edge and rows cut against how their cells are set are
	// cells that may have been read as others.
	out.merged = out.merged || t.cross > 0 || t.faults > doubtfulRows
	if t.cross > 0 {
		out.confidence = max(0.3, out.confidence-0.2)
		out.reason += "；有文字跨越列界"
	}
	first, last := t.rows[0], t.rows[len(t.rows)-1]
	out.box = page.Box{X0: t.xs[0], Y0: last.bottom, X1: t.xs[nc], Y1: first.top}
	return out
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
