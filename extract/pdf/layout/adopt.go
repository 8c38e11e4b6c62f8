package layout

import (
	"cmp"
	"math"
	"slices"

	"selfeval/report"
)

// Some writers draw lines between rows only: the header stands above the first
// line, the last row below the last.

// adopt gives the tables whose rows are drawn apart the rows that stand right
// above and below, in their columns.
func (s *Sheet) adopt() {
	for i := 0; i < len(s.items); i++ {
		t := s.items[i].table
		if t != nil && !t.inferred {
			i -= s.adoptDrawn(t, i)
			continue
		}
		if t == nil || !t.ruled || t.nr == 0 {
			continue
		}
		pitch := (t.box.Y1 - t.box.Y0) / float64(t.nr)
		if lines, xs := s.beside(t, i, 1, pitch); len(lines) > 0 {
			if rows := t.rowsFrom(lines, xs, s.rules); rows != nil {
				t.append(rows)
				s.items = slices.Delete(s.items, i+1, i+1+len(lines))
			}
		}
		if lines, xs := s.beside(t, i, -1, pitch); len(lines) > 0 {
			slices.Reverse(lines)
			if rows := t.rowsFrom(lines, xs, s.rules); rows != nil {
				rows.lines, rows.bands = t.lines, t.bands
				rows.append(t)
				*t = *rows
				s.items = slices.Delete(s.items, i-len(lines), i)
				i -= len(lines)
			}
		}
	}
}

// adoptDrawn gives a table that lines draw, item i, the row right above or below it that
// the page's end has robbed of its line: figures in its columns, most of them filled. It
// returns how many items went from before the table.
func (s *Sheet) adoptDrawn(t *table, i int) (before int) {
	if rows := s.robbed(t, i+1); rows != nil {
		t.append(rows)
		t.reason = cmp.Or(t.reason, rows.reason)
		s.items = slices.Delete(s.items, i+1, i+2)
	}
	if rows := s.robbed(t, i-1); rows != nil {
		rows.append(t)
		t.reason = cmp.Or(t.reason, rows.reason)
		t.cells, t.nr, t.box = rows.cells, rows.nr, rows.box
		t.confidence, t.merged = rows.confidence, rows.merged
		t.unlined = nil
		s.items = slices.Delete(s.items, i-1, i)
		return 1
	}
	return 0
}

// robbed reads item k as a row of t, nil where it is none.
func (s *Sheet) robbed(t *table, k int) *table {
	if k < 0 || k >= len(s.items) || s.items[k].line == nil || s.items[k].line.row == nil || t.quarters != 0 {
		return nil
	}
	l := s.items[k].line
	if max(l.box.Y0-t.box.Y1, t.box.Y0-l.box.Y1) > 0.8*l.size || !t.rowOf(l.row) {
		return nil
	}
	line := newLine(l.row, tableGap)
	lat := &lattice{xs: t.xs, drawn: true}
	if lat.resplit(&line); !lat.holds(&line) || 3*lat.filled(&line) < 2*t.nc {
		return nil
	}
	lat.rows = []lrow{{top: l.box.Y1, bottom: l.box.Y0, lines: []tline{line}}}
	return lat.table(0.8, report.Textf("表线之外的一行按文字位置归入", "a row outside the lines was taken in by where its text stands"))
}

// beside collects the lines that follow table t, item i, in the direction of step,
// and can be rows of it: no farther from its edge than a row is high, with text in
// most columns and in each but its own.
func (s *Sheet) beside(t *table, i, step int, pitch float64) (lines []tline, xs []float64) {
	lines, xs = s.seam(t, i+step, step, false)
	edge := t.box.Y0
	if step < 0 {
		edge = t.box.Y1
	}
	n := 0
	for k := range lines {
		l := &lines[k]
		gap := abs(mid(l) - edge)
		if limit := max(1.7*l.size, pitch); k == 0 && gap > limit || k > 0 && abs(l.base-lines[k-1].base) > limit {
			break
		}
		if k > 0 && n > 0 && abs(l.base-lines[k-1].base) > 1.6*l.size {
			break // one row stands outside the lines
		}
		if 2*len(l.segs) >= t.nc && len(l.segs) > 1 && (step < 0 || len(l.segs) == t.nc || t.rowOf(s.items[i+step*(k+1)].line.row)) {
			n = k + 1
		}
	}
	if n > 0 { // the rest of wrapped cells
		full := len(lines[n-1].segs)
		for n < len(lines) && abs(lines[n-1].base-lines[n].base) < 1.6*lines[n].size && len(lines[n].segs) < full {
			n++
		}
	}
	return lines[:n], xs
}

// adoptHeads gives tables without lines the header that two lines above them enclose:
// the last line of a three-line table stands on the next page, so that nothing else
// tells that the rows belong to it. The heading of a group may stand between.
func (s *Sheet) adoptHeads() {
	for i := 0; i < len(s.items); i++ {
		t := s.items[i].table
		if t == nil || !t.inferred || t.ruled || t.closed {
			continue
		}
		low, high := s.rulesOver(t.box.Y1)
		group, at := 0, i
		if at > 0 && s.items[at-1].line != nil && s.items[at-1].line.base < low {
			group, at = 1, at-1
		}
		n := 0
		for n < at && s.items[at-n-1].line != nil && s.items[at-n-1].line.base > low && s.items[at-n-1].line.base < high {
			n++
		}
		if n == 0 || n > 6 {
			continue
		}
		if head := s.headRows(t, at-n, n, group); head != nil {
			head.append(t)
			head.lines, head.bands = t.lines, t.bands
			*t = *head
			s.items = slices.Delete(s.items, at-n, i)
			i = at - n
		}
	}
}

// rulesOver gives the heights of the two drawn lines next above a height.
func (s *Sheet) rulesOver(y float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(1)
	for _, r := range s.rules {
		switch {
		case r <= y:
		case r < low-snap:
			low, high = r, low
		case r > low+snap && r < high:
			high = r
		}
	}
	if high-low > 100 || low-y > 100 { // a header is not that high
		return math.Inf(1), math.Inf(1)
	}
	return low, high
}

// headRows reads n items from at on as a header over the columns of t, and the group
// heading after them, nil where they are none: a header names most columns.
func (s *Sheet) headRows(t *table, at, n, group int) *table {
	lat := &lattice{xs: t.xs}
	row := lrow{header: true, top: s.items[at].line.box.Y1, bottom: s.items[at+n-1].line.box.Y0}
	for _, it := range s.items[at : at+n] {
		if it.line.row == nil {
			return nil
		}
		l := newLine(it.line.row, tableGap)
		if ok := takes(lat.xs, &l); !ok {
			if lat.xs, ok = t.moved(lat.xs, &l); !ok {
				return nil
			}
		}
		row.lines = append(row.lines, l)
	}
	if named := flatten(row.lines); lat.filled(&named)*3 < 2*t.nc || figured(row.lines) {
		return nil
	}
	lat.rows = []lrow{row}
	if group > 0 {
		l := s.items[at+n].line
		if l.row == nil || l.box.X1 > t.xs[t.nc] || abs(l.base-t.box.Y1) > 4*l.size {
			return nil
		}
		lat.rows = append(lat.rows, lrow{header: true, top: l.box.Y1, bottom: l.box.Y0, lines: []tline{newLine(l.row, tableGap)}})
	}
	return lat.table(t.confidence, t.reason)
}
