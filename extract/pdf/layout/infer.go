package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"selfeval/extract/pdf/page"
	"selfeval/internal/cjk"
)

// Tables that lines draw only in part are read from where the text stands:
// columns are what white strips separate, rows what stands beside the figures.

// seg is a stretch of a row without a wide gap.
type seg struct {
	marks  row
	x0, x1 float64
}

func (s *seg) text() string { return rowText(s.marks) }

// tline is a row cut into stretches.
type tline struct {
	base, size float64
	segs       []seg
}

func newLine(r row, gap float64) tline {
	l := tline{base: r[0].base, size: r[0].size}
	for _, m := range r {
		l.size = max(l.size, m.size)
	}
	start := 0
	for i := 1; i <= len(r); i++ {
		if i == len(r) || r[i].box.X0-r[i-1].box.X1 > gap*min(r[i].size, r[i-1].size) || twoFigures(&r[i-1], &r[i]) {
			l.segs = append(l.segs, seg{r[start:i:i], r[start].box.X0, r[i-1].box.X1})
			start = i
		}
	}
	return l
}

// twoFigures reports the gap between two figures, or a figure and a word: narrower
// than one between words, but wider than any within them.
func twoFigures(a, b *mark) bool {
	gap, em := b.box.X0-a.box.X1, max(a.size, b.size)
	switch {
	case endsFigure(a.text) && startsFigure(b.text):
		return gap > 0.4*em
	case endsFigure(a.text) && b.wide, a.wide && startsFigure(b.text):
		return gap > 0.55*em
	}
	return false
}

func endsFigure(s string) bool { return s >= "0" && s <= "9" || s == "%" }

func startsFigure(s string) bool { return s >= "0" && s <= "9" }

func (l *tline) top() float64    { return l.base + 0.9*l.size }
func (l *tline) bottom() float64 { return l.base - 0.25*l.size }

// tableGap is the gap, in characters, that separates cells: wider than a word
// space, narrower than the padding of any column.
const tableGap = 0.7

// columnEdges finds the white strips that run through the lines. The result has
// x0 and x1 as its ends. Unless strict, a line in twelve may run over a strip.
func columnEdges(lines []tline, x0, x1 float64, strict bool) []float64 {
	var counts []int
	for i := range lines {
		if n := len(lines[i].segs); n > 1 {
			counts = append(counts, n)
		}
	}
	if len(counts) == 0 {
		return []float64{x0, x1}
	}
	slices.Sort(counts)
	k := counts[len(counts)*3/4]
	type event struct {
		x float64
		d int
	}
	var events []event
	voters, size := 0, 0.0
	for i := range lines {
		if 10*len(lines[i].segs) < 6*k {
			continue
		}
		voters++
		size += lines[i].size
		for _, s := range lines[i].segs {
			events = append(events, event{s.x0, 1}, event{s.x1, -1})
		}
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(b.d, a.d)) })
	size /= float64(voters)
	allow := voters / 12 // a line that runs over does not close a strip
	if strict {
		allow = 0
	}
	edges, depth := []float64{x0}, 0
	// In a strip that few lines reach into, the edge lies where fewest do.
	in, fewest, wide, at := false, 0, 0.0, 0.0
	begun := false // the few lines that start further left open no column
	for i, e := range events[:len(events)-1] {
		depth += e.d
		gap := events[i+1].x - e.x
		if depth > allow {
			if in && at > 0 {
				edges = append(edges, at)
			}
			in, at, wide, begun = false, 0, 0, true
			continue
		}
		if !begun {
			continue
		}
		if !in {
			in, fewest = true, depth
		}
		if gap > 0.4*size && (at == 0 || depth < fewest || depth == fewest && gap > wide) {
			fewest, wide, at = depth, gap, e.x+gap/2
		}
	}
	return append(edges, x1)
}

// chooseColumns finds the column edges. A header may span columns, or be the only
// row with text in one, so the edges are sought with and without it.
func chooseColumns(lines []tline, groups [][]tline, full int) []float64 {
	x0, x1 := lines[0].segs[0].x0, lines[0].segs[0].x1
	for i := range lines {
		x0, x1 = min(x0, lines[i].segs[0].x0), max(x1, lines[i].segs[len(lines[i].segs)-1].x1)
	}
	all, head := lines, 1
	if full > 3 {
		// Drawn lines part the rows: each votes as a whole.
		all = nil
		for _, g := range groups {
			if len(g) > 0 {
				all = append(all, flatten(g))
			}
		}
	} else if full > 1 {
		for _, g := range groups {
			if len(g) > 0 {
				head = len(g)
				break
			}
		}
	}
	// Where wrapped cells are set in the middle of their rows, a column's text may
	// stand on lines that have little else: all lines together show most columns.
	every := columnEdges(everyLine(lines), x0-1, x1+1, true)
	most := func(xs []float64) []float64 {
		if len(every) > len(xs) {
			return every
		}
		return xs
	}
	var body []float64
	if head < len(all) && len(all) > 2 {
		body = columnEdges(all[head:], x0-1, x1+1, false)
	}
	xs := columnEdges(all, x0-1, x1+1, true)
	if full > 1 {
		// A header with one stretch a column, and all rows agree.
		for _, g := range groups {
			if len(g) > 0 {
				if len(flatten(g).segs) == len(xs)-1 && len(body) <= len(xs) {
					return xs
				}
				break
			}
		}
	}
	xs = columnEdges(all, x0-1, x1+1, false)
	if len(body) >= len(xs) {
		return most(body)
	}
	return most(xs)
}

// underHeads joins two columns of which one holds nothing but its name and the
// other everything but a name: they are set to different sides.
func underHeads(xs []float64, lines []tline) []float64 {
	t := &lattice{xs: xs}
	numeric := t.numericColumns(lines)
	n := len(xs) - 1
	// shared[c] is how many names stand over column c and the one before it.
	head, body, shared := make([]int, n), make([]int, n), make([]int, n)
	named := true
	for i := range lines {
		named = named && t.figures(&lines[i], numeric) == 0
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			for c := from; c <= to; c++ {
				switch {
				case !named:
					body[c]++
				case from == to:
					head[c]++
				case c > from:
					shared[c]++
				}
			}
		}
	}
	out := xs[:1:1]
	for k := 1; k < n; k++ {
		a, b := k-1, k
		if head[a]+head[b]+shared[b] > 0 && body[a]+body[b] > 2 && (head[a] == 0 && body[b] == 0 || head[b] == 0 && body[a] == 0 ||
			shared[b] > 0 && (head[a] == 0 && body[a] == 0 || head[b] == 0 && body[b] == 0)) {
			continue
		}
		out = append(out, xs[k])
	}
	return append(out, xs[n])
}

// everyLine gives the lines as one: all their stretches count alike.
func everyLine(lines []tline) []tline {
	out := tline{base: lines[0].base, size: lines[0].size}
	for i := range lines {
		out.segs = append(out.segs, lines[i].segs...)
	}
	return []tline{out}
}

// settle moves the edges to the middle of the white strip between all stretches
// of both sides, where one is: wrapped cells reach further than others.
func (t *lattice) settle(lines []tline) {
	for k := 1; k < len(t.xs)-1; k++ {
		x := t.xs[k]
		left, right := t.xs[k-1], t.xs[k+1]
		for i := range lines {
			for _, s := range lines[i].segs {
				switch c := (s.x0 + s.x1) / 2; {
				case s.x0 < t.xs[k-1]-lines[i].size && s.x1 > x || s.x1 > t.xs[k+1]+lines[i].size && s.x0 < x: // spans
				case c < x:
					left = max(left, s.x1)
				default:
					right = min(right, s.x0)
				}
			}
		}
		if left < right {
			t.xs[k] = (left + right) / 2
		}
	}
}

// flatten lays the lines of one row over each other.
func flatten(lines []tline) tline {
	out := tline{base: lines[0].base, size: lines[0].size}
	for i := range lines {
		out.segs = append(out.segs, lines[i].segs...)
	}
	slices.SortFunc(out.segs, func(a, b seg) int { return cmp.Compare(a.x0, b.x0) })
	n := 0
	for _, s := range out.segs[1:] {
		if last := &out.segs[n]; s.x0 <= last.x1 {
			last.x1 = max(last.x1, s.x1)
		} else {
			n++
			out.segs[n] = s
		}
	}
	out.segs = out.segs[:n+1]
	return out
}

// lattice is a table under inference.
type lattice struct {
	xs    []float64
	rows  []lrow
	cross int // stretches that run over a column's edge
	// ruled says that drawn lines separate all rows.
	ruled bool
}

type lrow struct {
	top, bottom float64
	lines       []tline
	header      bool
}

// infer reads lines as a table. Bands are drawn horizontal lines, top to bottom,
// the outer ones included; xs are known column edges or nil.
func infer(lines []tline, bands, xs []float64) *lattice {
	t := &lattice{xs: xs}
	groups := make([][]tline, len(bands)-1)
	for _, l := range lines {
		y := l.base + 0.35*l.size
		for b := range groups {
			if y <= bands[b] && y >= bands[b+1] {
				groups[b] = append(groups[b], l)
				break
			}
		}
	}
	full := 0
	for _, g := range groups {
		if len(g) > 0 {
			full++
		}
	}
	if t.xs == nil {
		t.xs = underHeads(chooseColumns(lines, groups, full), lines)
		t.settle(lines)
	}
	if len(t.xs) < 3 {
		return nil
	}
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
		rows := []lrow{{top: bands[b], bottom: bands[b+1], lines: g}}
		if header || full < 4 || !wrapped(g, bands[b]-bands[b+1], low) {
			rows = t.split(g, numeric, header, full > 2, bands[b], bands[b+1])
		}
		t.ruled = t.ruled && (len(rows) == 1 || header)
		t.rows = append(t.rows, rows...)
	}
	return t
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
			if b-a < 0.3*l.size {
				continue
			}
			k := nearest(t.xs, (a+b)/2)
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

// numericColumns tells which columns hold mostly figures.
func (t *lattice) numericColumns(lines []tline) []bool {
	figures, all := make([]int, len(t.xs)-1), make([]int, len(t.xs)-1)
	for i := range lines {
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

// split cuts the lines of one band into rows. A row has one line with figures,
// or one that fills most columns; other lines are the rest of wrapped cells.
func (t *lattice) split(lines []tline, numeric []bool, header, ruled bool, top, bottom float64) []lrow {
	if header {
		return t.headerRows(lines, top, bottom)
	}
	if ruled && t.oneRow(lines, numeric) {
		return []lrow{{top: top, bottom: bottom, lines: lines}}
	}
	var anchors []int
	for i := range lines {
		if t.anchor(&lines[i], numeric) || t.groupLine(&lines[i], numeric) || t.labelled(&lines[i], numeric) {
			anchors = append(anchors, i)
		}
	}
	if len(anchors) > 1 {
		if rows := t.apart(lines, anchors, numeric); rows != nil {
			return rows
		}
	}
	if n := t.headerLines(lines, numeric); n > 0 && n < len(lines) {
		cut := (lines[n-1].bottom() + lines[n].top()) / 2
		return append(t.headerRows(lines[:n], top, cut), t.split(lines[n:], numeric, false, false, cut, bottom)...)
	}
	if len(anchors) < 2 {
		return []lrow{{top: top, bottom: bottom, lines: lines}}
	}
	rows := make([]lrow, len(anchors))
	for i, k := range t.assign(lines, anchors) {
		rows[k].lines = append(rows[k].lines, lines[i])
	}
	for k := range rows {
		ls := rows[k].lines
		rows[k].top, rows[k].bottom = ls[0].top(), ls[len(ls)-1].bottom()
	}
	return rows
}

// oneRow reports lines between two drawn ones whose cells are all set in the middle
// of the same height, where one column of figures has a single line and another
// column has several: wrapped cells of one row.
func (t *lattice) oneRow(lines []tline, numeric []bool) bool {
	nc := len(t.xs) - 1
	count, high, low := make([]int, nc), make([]float64, nc), make([]float64, nc)
	for i := range lines {
		for k := range lines[i].segs {
			c, to := t.span(&lines[i].segs[k])
			if c != to {
				return false
			}
			if count[c] == 0 {
				high[c] = lines[i].base
			}
			low[c] = lines[i].base
			count[c]++
		}
	}
	middle := (lines[0].base + lines[len(lines)-1].base) / 2
	single, several := false, false
	for c, n := range count {
		if n == 0 {
			continue
		}
		if abs((high[c]+low[c])/2-middle) > 0.3*lines[0].size {
			return false
		}
		single = single || n == 1 && numeric[c]
		several = several || n > 1
	}
	return single && several
}

// headerLines counts the lines above the first figures that fill the columns,
// or name columns of figures.
func (t *lattice) headerLines(lines []tline, numeric []bool) int {
	n := 0
	if !slices.Contains(numeric, true) {
		return 0
	}
	for i := range lines {
		if t.figures(&lines[i], numeric) > 0 {
			break
		}
		names := true
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			names = names && from == to && numeric[from]
		}
		if 10*t.filled(&lines[i]) >= 6*(len(t.xs)-1) || n == i && n > 0 && names {
			n = i + 1
		}
	}
	return n
}

// anchor reports a line that can only be a row of its own: it holds several
// figures, or a figure among text in most columns.
func (t *lattice) anchor(l *tline, numeric []bool) bool {
	nc, filled, columns := len(t.xs)-1, t.filled(l), 0
	for _, n := range numeric {
		if n {
			columns++
		}
	}
	figures := t.figures(l, numeric)
	switch {
	case columns == 0:
		return 10*filled >= 6*nc
	case 10*filled >= 8*nc:
		return true
	}
	return figures > 1 || figures == 1 && (columns == 1 || 2*filled >= nc)
}

// groupLine reports a heading within a table: words alone on their line that begin
// in the first column, where the rows have numbers, or reach beyond it.
func (t *lattice) groupLine(l *tline, numeric []bool) bool {
	if len(l.segs) != 1 || isFigure(l.segs[0].text()) {
		return false
	}
	from, to := t.span(&l.segs[0])
	return from == 0 && numeric[0] && (to > 0 || len([]rune(l.segs[0].text())) > 2)
}

// labelled reports a line with few figures that its first column says to be a row
// of its own: where numbers stand there, or by the name of a sum.
func (t *lattice) labelled(l *tline, numeric []bool) bool {
	if len(l.segs) < 2 || t.figures(l, numeric) == 0 {
		return false
	}
	s := &l.segs[0]
	if from, to := t.span(s); from != 0 || to != 0 {
		return false
	}
	text := cjk.Squeeze(s.text())
	return sumName.MatchString(text) || numeric[0] && serial.MatchString(text)
}

var serial = regexp.MustCompile(`^\d{1,4}$`)

var sumName = regexp.MustCompile(`^(?:合计|总计|小计|共计)`)

// headerRows keeps the lines of a header apart where an upper line spans
// columns that a lower one names.
func (t *lattice) headerRows(lines []tline, top, bottom float64) []lrow {
	levels := false
	for i := range lines[:len(lines)-1] {
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			levels = levels || from < to
		}
	}
	if !levels {
		return []lrow{{top, bottom, lines, true}}
	}
	var rows []lrow
	for i := range lines {
		rows = append(rows, lrow{lines[i].top(), lines[i].bottom(), lines[i : i+1], true})
	}
	return rows
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
				k.text, k.x0, k.x1 = textOf(marks[c]), b.X0, b.X1
			}
			out.cells = append(out.cells, k)
		}
	}
	out.cross = t.cross
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

// isFigure reports a number, or a mark that stands for none.
func isFigure(s string) bool {
	digits, other := 0, 0
	for _, r := range cjk.Squeeze(s) {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(".,%+-—–()≥≤/", r):
		default:
			other++
		}
	}
	if digits == 0 {
		return other == 0 && strings.Trim(s, "-—–−/") == "" && s != ""
	}
	return other == 0 || other <= 2 && digits >= 2 && digits > other
}
