package layout

import "slices"

// Some writers draw lines between rows only: the header stands above the first
// line, the last row below the last.

// adopt gives the tables whose rows are drawn apart the rows that stand right
// above and below, in their columns.
func (s *Sheet) adopt() {
	for i := 0; i < len(s.items); i++ {
		t := s.items[i].table
		if t == nil || !t.inferred || !t.ruled || t.nr == 0 {
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
	for n > 0 && n < len(lines) && abs(lines[n-1].base-lines[n].base) < 1.6*lines[n].size && len(lines[n].segs) < len(lines[n-1].segs) {
		n++
	}
	return lines[:n], xs
}
