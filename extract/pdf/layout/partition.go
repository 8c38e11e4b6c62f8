package layout

import (
	"math"
	"slices"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// Rows without lines between them are told by how their cells are set. A row is a
// run of lines with one figure a column, whose cells all start, or all end, or all
// lie in the middle, at one height; within a cell lines follow each other at one
// distance, and rows stand no closer than those lines. Of all ways to cut the
// lines into such runs partition takes the one with the fewest and smallest
// faults.

// side is the part of a row's height to which the cells of a column are set.
type side uint8

const (
	top side = iota
	middle
	bottom
	anySide // the one that fits best, row by row
)

// Faults, in units of a cell that stands one and a half lines off its place.
const (
	twoFigures    = 8.0 // a second figure in a column, which is a second row
	figureParts   = 1.5 // what may be one figure over two lines, or two
	likelyParts   = 0.2
	nameOverOne   = 3.0 // a name over a figure: a header and its first row
	noFigure      = 1.5 // a row without any figure, which its cells do not fill
	titleInRow    = 2.5 // the title of a group in one row with others
	thinRow       = 0.8 // a row with text in less than half of its columns
	emptyLine     = 1.0 // within a cell, lines farther apart than others
	perRow        = 0.05
	rowLines      = 40 // a row has no more lines than this
	distantSide   = 2.0
	doubtfulRows  = 1.5 // more faults a row than this, and the rows may be others
	tooClose      = 2.0
	inAShade      = 0.6 // an end of a row where others end with their shade
	closeRows     = 0.5 // what rows as close as lines must better, a row, to be believed
	atAPageEnd    = 0.3 // what a misplaced cell counts in a row that a page end may cut
	sameDistance  = 1.06
	sameDistance0 = 0.3 // points
)

// share is a column's share of a line.
type share struct {
	col    int
	figure bool
	sum    bool   // it names a total
	text   string // squeezed
	width  float64
}

// partition cuts lines into rows and gives the index at which each begins, and
// the faults that remain, a row.
func (t *lattice) partition(lines []tline, numeric []bool) (starts []int, faults float64) {
	p := &partitioner{t: t, lines: lines, numeric: numeric, figured: slices.Contains(numeric, true), parts: make([][]share, len(lines))}
	for i := range lines {
		for k := range lines[i].segs {
			s := &lines[i].segs[k]
			if from, to := t.span(s); from == to {
				text := cjk.Squeeze(s.text())
				p.parts[i] = append(p.parts[i], share{from, numeric[from] && isFigure(text), from == 0 && lexicon.Lines().Sum.MatchString(text), text, s.x1 - s.x0})
			} else {
				p.parts[i] = append(p.parts[i], share{col: -1})
			}
		}
	}
	p.edge = make([]bool, len(lines))
	for i := 1; i < len(lines); i++ {
		p.edge[i] = heightBetween(t.edges, mid(&lines[i-1]), mid(&lines[i]))
	}
	p.filled = make([]bool, len(lines))
	for i := range lines {
		p.filled[i] = 10*t.filled(&lines[i]) >= 6*(len(t.xs)-1)
	}
	p.least = p.leading()
	p.title = p.titles()
	// Rows stand farther apart than the lines of a cell, or, if that leads
	// nowhere, as close as those.
	starts, faults = p.tryAll(true)
	if perRow := faults / float64(len(starts)); perRow > 0.3 {
		if s, f := p.tryAll(false); f < faults-closeRows*float64(len(s)) {
			starts, faults = s, f
		}
	}
	return starts, faults / float64(max(1, len(starts)))
}

// tryAll cuts for all sides to which cells may be set and gives the best cut.
func (p *partitioner) tryAll(spaced bool) (starts []int, faults float64) {
	faults = math.Inf(1)
	try := func(sides []side) {
		p.sides, p.apart = sides, 0
		if spaced {
			p.apart = sameDistance*p.least + sameDistance0
		}
		s, f := p.cut()
		if d := p.distance(s); spaced && d > p.apart {
			p.apart = d
			s, f = p.cut()
		}
		if f < faults {
			starts, faults = s, f
		}
	}
	for _, all := range [...]side{middle, top, bottom} {
		sides := make([]side, len(p.numeric))
		for c := range sides {
			sides[c] = all
		}
		try(sides)
		if faults < 0.1*float64(len(starts)) {
			return starts, faults // nothing to better
		}
	}
	// The cells of each column may be set to a side of their own.
	sides := make([]side, len(p.numeric))
	for c := range sides {
		sides[c] = anySide
	}
	p.sides = sides
	s, _ := p.cut()
	try(p.observed(s))
	try(p.observed(starts))
	return starts, faults
}

// mid is the height at which an eye places a line.
func mid(l *tline) float64 { return l.base + 0.35*l.size }

type partitioner struct {
	t       *lattice
	lines   []tline
	numeric []bool
	figured bool // some column holds figures
	parts   [][]share
	edge    []bool // a shade begins or ends above the line
	filled  []bool // lines with text in most columns
	title   []bool // lines that head the rows below them
	sides   []side
	least   float64 // the distance of lines within a cell
	apart   float64 // the distance of rows, 0 where unknown
}

// leading is the distance at which lines follow each other in a cell: the least
// that occurs more than once by chance.
func (p *partitioner) leading() float64 {
	last := make([]int, len(p.numeric))
	for c := range last {
		last[c] = -1
	}
	var ds []float64
	for i := range p.parts {
		for _, s := range p.parts[i] {
			if s.col < 0 {
				continue
			}
			if k := last[s.col]; k >= 0 && k < i {
				if d := p.lines[k].base - p.lines[i].base; d > 0.7*p.lines[i].size {
					ds = append(ds, d)
				}
			}
			last[s.col] = i
		}
	}
	if len(ds) == 0 {
		return 1e6
	}
	slices.Sort(ds)
	return ds[len(ds)/50]
}

// far reports a distance of lines that is more than that within a cell.
func (p *partitioner) far(d float64) bool { return d > sameDistance*p.least+sameDistance0 }

// distance is that from the last line of a row to the first of the next, where
// rows stand closest.
func (p *partitioner) distance(starts []int) float64 {
	var ds []float64
	for _, i := range starts[1:] {
		ds = append(ds, p.lines[i-1].base-p.lines[i].base)
	}
	if len(ds) < 3 {
		return 0
	}
	slices.Sort(ds)
	return ds[len(ds)/4]
}

// cut finds the cheapest cut for the sides and distances at hand.
func (p *partitioner) cut() ([]int, float64) {
	n := len(p.lines)
	cost, from := make([]float64, n+1), make([]int, n+1)
	for j := 1; j <= n; j++ {
		cost[j] = math.Inf(1)
	}
	r := newRun(p)
	for i := range n {
		r.reset(i)
		gap := 0.0
		if i > 0 {
			if len(p.t.edges) > 3 && !p.edge[i] {
				gap = inAShade
			}
			switch d := p.lines[i-1].base - p.lines[i].base; {
			case p.edge[i]:
			case p.apart == 0:
			case !p.far(d):
				gap += tooClose
			case d < p.apart-0.1*p.lines[i].size:
				gap += min(tooClose, 4*(p.apart-d)/p.lines[i].size)
			}
		}
		for j := i; j < n && j-i < rowLines; j++ {
			if j > i && p.edge[j] {
				break
			}
			r.add(j)
			if f := cost[i] + gap + r.faults(); f < cost[j+1] {
				cost[j+1], from[j+1] = f, i
			}
			if r.fixed > 3*twoFigures {
				break // more lines make it no better
			}
		}
	}
	var starts []int
	for j := n; j > 0; j = from[j] {
		starts = append(starts, from[j])
	}
	slices.Reverse(starts)
	return starts, cost[n]
}

// observed tells for each column to which side its cells are set, by the rows in
// which another column has more lines.
func (p *partitioner) observed(starts []int) []side {
	off := make([][3]float64, len(p.numeric))
	r := newRun(p)
	for k, i := range starts {
		end := len(p.lines)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		r.reset(i)
		for j := i; j < end; j++ {
			r.add(j)
		}
		for _, c := range r.used {
			for s := range 3 {
				off[c][s] += min(distantSide, r.off(c, side(s)))
			}
		}
	}
	sides := make([]side, len(off))
	for c := range off {
		for s := range 3 {
			if off[c][s] < off[c][sides[c]] {
				sides[c] = side(s)
			}
		}
	}
	return sides
}

// run is a row under trial: lines from start on.
type run struct {
	p          *partitioner
	start, end int
	used       []int // columns with text
	first      []float64
	last       []float64
	figure     []string  // the figures of a column so far
	width      []float64 // of the last of them
	named      []bool    // the column holds a name
	fixed      float64   // faults that more lines do not take away
	figures    int
	full       bool
}

func newRun(p *partitioner) *run {
	n := len(p.numeric)
	return &run{p: p, first: make([]float64, n), last: make([]float64, n), figure: make([]string, n), width: make([]float64, n), named: make([]bool, n)}
}

func (r *run) reset(i int) {
	for _, c := range r.used {
		r.figure[c], r.named[c] = "", false
	}
	r.used, r.start, r.end, r.fixed, r.figures, r.full = r.used[:0], i, i, 0, 0, false
}

// add takes line j, the one after the last, into the run.
func (r *run) add(j int) {
	p := r.p
	base := p.lines[j].base
	r.end = j
	if p.filled[j] {
		if r.full && !p.figured {
			r.fixed += twoFigures // nothing but distance would part such lines
			if j > r.start && !p.far(p.lines[j-1].base-base) && p.wraps() {
				r.fixed -= twoFigures - 0.5
			}
		}
		r.full = true
	}
	if p.title[j] && j > r.start || j == r.start+1 && p.title[r.start] {
		r.fixed += titleInRow
	}
	for _, s := range p.parts[j] {
		c, far := s.col, false
		if c < 0 {
			continue
		}
		if s.sum && j > r.start && r.figures > 0 && p.lines[j-1].base-base > 0.9*p.least {
			r.fixed += twoFigures // a sum is a row of its own
		}
		if !slices.Contains(r.used, c) {
			r.used = append(r.used, c)
			r.first[c] = base
		} else if d := r.last[c] - base; d > 0.1*p.lines[j].size && p.far(d) {
			far = true
			r.fixed += min(emptyLine, 4*(d-p.least)/p.lines[j].size)
		}
		r.last[c] = base
		if !p.numeric[c] {
			continue
		}
		if !s.figure {
			r.named[c] = true
			continue
		}
		if had := r.figure[c]; had != "" {
			k := joint(had, s.text)
			if k != broken && !p.t.breaks(c, r.width[c], s.width, p.lines[j].size) {
				k = apart
			}
			switch {
			case k == apart || far && k != broken:
				r.fixed += twoFigures
			case k == either && p.apart > 0:
				r.fixed += likelyParts // closer than rows
			case k == either:
				r.fixed += figureParts
			case k == likely && p.apart == 0:
				r.fixed += likelyParts
			}
		} else {
			r.figures++
			if r.named[c] {
				r.fixed += nameOverOne
			}
		}
		r.figure[c] += s.text
		r.width[c] = s.width
	}
}

// wraps reports whether some lines stand farther apart than those of a cell.
func (p *partitioner) wraps() bool {
	return p.lines[0].base-p.lines[len(p.lines)-1].base > 1.1*p.least*float64(len(p.lines)-1)
}

// faults of the run as a row.
func (r *run) faults() float64 {
	p := r.p
	f := r.fixed + perRow
	ends := r.start == 0 || r.end == len(p.lines)-1
	weight := 1.0
	if ends {
		weight = atAPageEnd
	}
	if len(r.used) > 1 && r.end > r.start {
		for _, c := range r.used {
			if d := r.off(c, p.sides[c]); d > 0.15 {
				f += weight * min(distantSide, 2*d)
			}
		}
	}
	if r.figures > 0 && 2*len(r.used) < len(p.numeric) {
		f += thinRow
	}
	if r.figures == 0 && p.figured && !r.full && len(r.used) > 0 {
		group := r.start == r.end && (p.title[r.start] || p.t.groupLine(&p.lines[r.start], p.numeric))
		switch {
		case group:
			f += 0.3
		case 10*len(r.used) >= 6*len(p.numeric):
		case ends:
			f += noFigure / 2
		default:
			f += noFigure
		}
	}
	return f
}

// off is how far, in characters, the cell of column c stands from the side of the
// row.
func (r *run) off(c int, s side) float64 {
	p := r.p
	high, low := p.lines[r.start].base, p.lines[r.end].base
	size := p.lines[r.start].size
	over, under := (high-r.first[c])/size, (r.last[c]-low)/size
	switch s {
	case top:
		return over
	case bottom:
		return under
	case anySide:
		return min(over, under, abs(under-over)/2)
	}
	return abs(under-over) / 2
}
