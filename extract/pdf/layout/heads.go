package layout

import (
	"math"
	"slices"
	"strings"
)

// Labels over several columns of a header that no vertical line parts stand in the
// middle of the names of these columns, or over a line of their own that ends where
// these do. All labels of a line are dealt their names at once: what explains most of
// the names is how they were meant.

// over is what a label is over: the first and the last of the names below it.
type over struct{ first, last seg }

// labelsOver finds the labels of a table's header that are over several names, by the first
// character of each, and the height of the header's last line.
func labelsOver(lines []tline, bands []float64, pieces []stroke) (map[int32]over, float64) {
	n := headDepth(lines, bands, pieces)
	if n < 2 || n == len(lines) || n > headLines {
		return nil, 0
	}
	var out map[int32]over
	for k := range n - 1 {
		d, runs := dealt(lines, k, n, pieces, out)
		for i, run := range runs {
			if run[1]-run[0] > 1 {
				if out == nil {
					out = map[int32]over{}
				}
				out[d.labels[i].marks[0].order] = over{d.names[run[0]], d.names[run[1]-1]}
			}
		}
	}
	return out, lines[n-1].base
}

// headDepth counts the lines of a header: those above the first with two figures. Years
// and numbers may be names too, where a line is drawn between them and the labels, or
// below them as the first of the table.
func headDepth(lines []tline, bands []float64, pieces []stroke) int {
	n := 0
	for n < len(lines) && lines[n].amounts() < 2 {
		n++
	}
	if n == 0 || n >= len(lines)-1 {
		return n
	}
	// The title of a group below the header's line is none of its lines.
	for k := n; k > 1 && len(lines[k-1].segs) == 1; k-- {
		if slices.ContainsFunc(bands, func(y float64) bool { return y < mid(&lines[k-2]) && y > mid(&lines[k-1]) }) {
			return k - 1
		}
	}
	under := func(y float64) bool { return y < mid(&lines[n-1]) && y > mid(&lines[n]) }
	if slices.ContainsFunc(pieces, func(p stroke) bool { return under(p.pos) }) {
		return n + 1
	}
	first := slices.IndexFunc(bands, func(y float64) bool { return y < mid(&lines[0]) })
	if first >= 0 && first < len(bands)-1 && bands[first] < mid(&lines[n]) && bands[first] > mid(&lines[n+1]) {
		return n + 1
	}
	return n
}

// dealt deals the names in one of the lines below line k of the header, of n lines,
// the one of which the labels explain most, to the labels in line k. Known are the labels
// of the lines above.
func dealt(lines []tline, k, n int, pieces []stroke, known map[int32]over) (best *dealer, runs [][2]int) {
	most, above := 0.0, without(lines[:k+1], known)
	for names := k + 1; names < n; names++ {
		d := &dealer{labels: whole(lines[k].segs, lines[names+1:n]), names: lines[names].segs,
			above: above, known: known, body: lines[n:min(len(lines), n+bodyLines)], size: lines[k].size}
		for _, p := range pieces {
			if p.pos < mid(&lines[k]) && p.pos > mid(&lines[names]) {
				d.pieces = append(d.pieces, p)
			}
		}
		if r, v := d.best(); v > most {
			best, runs, most = d, r, v
		}
	}
	return best, runs
}

// under reports that a line has a stretch, other than not, at the width of s.
func (l *tline) under(s, not *seg) bool {
	return slices.ContainsFunc(l.segs, func(o seg) bool {
		return (not == nil || o.marks[0].order != not.marks[0].order) && o.x0 < s.x1-0.1*l.size && o.x1 > s.x0+0.1*l.size
	})
}

// wrapped reports that a name goes on what stands over it in the label's line or
// above, the label apart.
func (d *dealer) wrapped(s, label *seg) bool {
	return slices.ContainsFunc(d.above, func(l tline) bool { return l.under(s, label) })
}

// whole gives the labels that are whole: those of which nothing stands below the names,
// as the rest of a wrapped name would, and no bracket is left open.
func whole(labels []seg, below []tline) []seg {
	var out []seg
	for i := range labels {
		s := &labels[i]
		if text := s.text(); strings.LastIndexAny(text, "（(") > strings.LastIndexAny(text, "）)") {
			continue
		}
		if !slices.ContainsFunc(below, func(l tline) bool { return l.under(s, nil) }) {
			out = append(out, *s)
		}
	}
	return out
}

// dealer deals the names of columns out to the labels above them.
type dealer struct {
	labels, names []seg
	pieces        []stroke // lines between both
	above, body   []tline
	known         map[int32]over
	size          float64
}

// best gives each label the run of names that it is over, empty for most.
func (d *dealer) best() (runs [][2]int, worth float64) {
	// value[i][j] is what the labels from i on explain of the names from j on.
	nl, nn := len(d.labels), len(d.names)
	if nl*nn > 2_000 {
		return nil, 0
	}
	value, take := make([][]float64, nl+1), make([][][2]int, nl+1)
	for i := range value {
		value[i], take[i] = make([]float64, nn+1), make([][2]int, nn+1)
	}
	for i := nl - 1; i >= 0; i-- {
		for j := nn; j >= 0; j-- {
			value[i][j] = value[i+1][j]
			for a := j; a < nn; a++ {
				for b := a + 2; b <= nn; b++ {
					if v := d.fits(i, a, b) + value[i+1][b]; v > value[i][j]+1e-9 && d.columns(a, b) <= b-a {
						value[i][j], take[i][j] = v, [2]int{a, b}
					}
				}
			}
		}
	}
	out := make([][2]int, nl)
	j := 0
	for i := range out {
		out[i] = take[i][j]
		j = max(j, out[i][1])
	}
	return out, value[0][0]
}

// columns is how many columns the rows of the table have from name a to before name b.
// Where a label is but the first line of a wrapped one, its own column is among them.
func (d *dealer) columns(a, b int) int {
	var counts []int
	for i := range d.body {
		n := 0
		for k := range d.body[i].segs {
			if s := &d.body[i].segs[k]; (s.x0+s.x1)/2 > d.names[a].x0-d.size/2 && (s.x0+s.x1)/2 < d.names[b-1].x1+d.size/2 {
				n++
			}
		}
		counts = append(counts, n)
	}
	slices.Sort(counts)
	return counts[len(counts)*3/4]
}

// fits weighs whether label i is over the names from a to before b.
func (d *dealer) fits(i, a, b int) float64 {
	s, first, last := &d.labels[i], &d.names[a], &d.names[b-1]
	// Another label of the line stands over names of its own, or has none.
	if i > 0 && d.labels[i-1].x1 > first.x0 || i+1 < len(d.labels) && d.labels[i+1].x0 < last.x1 {
		return math.Inf(-1)
	}
	// It stands between its outer names, or over one in the middle.
	if c := (s.x0 + s.x1) / 2; c < first.x1-0.2*d.size || c > last.x0+0.2*d.size {
		return math.Inf(-1)
	}
	if d.wrapped(first, s) || d.wrapped(last, s) {
		return math.Inf(-1)
	}
	for _, o := range d.known { // a label stands below one label above, or beside it
		if o.first.x0 < last.x1 && o.last.x1 > first.x0 && (first.x0 < o.first.x0-d.size/4 || last.x1 > o.last.x1+d.size/4) {
			return math.Inf(-1)
		}
	}
	if slices.ContainsFunc(d.pieces, func(p stroke) bool { return d.lined(p, i, a, b) }) {
		return float64(b-a) + labelLine
	}
	// Where the columns' edges were drawn, or meant, is not known: what stands in the
	// outer two tells where their middle is, the better the more they are alike.
	twice := s.x0 + s.x1
	fa, la := d.extent(a), d.extent(b-1)
	off := min(abs(twice-first.x0-last.x1), abs(twice-(first.x0+first.x1+last.x0+last.x1)/2), abs(twice-fa.a-la.b)) / 2 / d.size
	if off > centredWithin+abs(fa.b-fa.a-la.b+la.a)/4/d.size {
		return math.Inf(-1)
	}
	return float64(b-a) - min(off, 0.9)
}

// lined reports a line below label i that ends where the names from a to before b do.
func (d *dealer) lined(p stroke, i, a, b int) bool {
	s, near := &d.labels[i], d.size/4
	left, right := math.Inf(-1), math.Inf(1) // where others begin
	if i > 0 {
		left = d.labels[i-1].x1
	}
	if a > 0 {
		left = max(left, d.names[a-1].x1-near)
	}
	if i+1 < len(d.labels) {
		right = d.labels[i+1].x0
	}
	if b < len(d.names) {
		right = min(right, d.names[b].x0+near)
	}
	return p.a < min(d.names[a].x0, s.x0)+near && p.b > max(d.names[b-1].x1, s.x1)-near && p.a > left && p.b < right
}

// extent is how far the text below a name reaches, the name included.
func (d *dealer) extent(k int) stroke {
	s := &d.names[k]
	out := stroke{a: s.x0, b: s.x1}
	for i := range d.body {
		for j := range d.body[i].segs {
			if o := &d.body[i].segs[j]; o.x0 < s.x1 && o.x1 > s.x0 && (k == 0 || o.x0 > d.names[k-1].x1) && (k+1 == len(d.names) || o.x1 < d.names[k+1].x0) {
				out.a, out.b = min(out.a, o.x0), max(out.b, o.x1)
			}
		}
	}
	return out
}

// without gives the lines without the labels over several names, which tell nothing of
// the columns' places.
func without(lines []tline, labels map[int32]over) []tline {
	if len(labels) == 0 {
		return lines
	}
	var out []tline
	for _, l := range lines {
		if slices.ContainsFunc(l.segs, func(s seg) bool { _, ok := labels[s.marks[0].order]; return ok }) {
			l.segs = slices.DeleteFunc(slices.Clone(l.segs), func(s seg) bool { _, ok := labels[s.marks[0].order]; return ok })
		}
		if len(l.segs) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// columnsOver gives the columns that a label is over.
func (t *lattice) columnsOver(s *seg) (from, to int, ok bool) {
	o, ok := t.labels[s.marks[0].order]
	if !ok {
		return 0, 0, false
	}
	from, to = t.col((o.first.x0+o.first.x1)/2), t.col((o.last.x0+o.last.x1)/2)
	return from, to, from < to
}
