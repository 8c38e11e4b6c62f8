package layout

import "slices"

// Some writers draw lines between rows only: the header stands above the first
// line, the last row below the last.

// adopt gives the tables that horizontal lines part the rows that stand right
// above and below those lines, in their columns.
func (s *Sheet) adopt() {
	for i := 0; i < len(s.items); i++ {
		t := s.items[i].table
		if t == nil || !t.inferred || !t.ruled || t.nr == 0 {
			continue
		}
		pitch := (t.box.Y1 - t.box.Y0) / float64(t.nr)
		if l := s.next(t, i+1, t.box.Y0, pitch); l != nil && (len(l.segs) == t.nc || t.rowOf(s.items[i+1].line.row)) {
			if rows := t.rowsFrom([]tline{*l}, nil); rows != nil {
				t.append(rows)
				s.items = slices.Delete(s.items, i+1, i+2)
			}
		}
		if l := s.next(t, i-1, t.box.Y1, pitch); l != nil {
			if rows := t.rowsFrom([]tline{*l}, nil); rows != nil {
				rows.lines, rows.bands = t.lines, t.bands
				rows.append(t)
				*t = *rows
				i--
				s.items = slices.Delete(s.items, i, i+1)
			}
		}
	}
}

// next gives item i where it is a line no farther from the edge of t than a row
// is high, with text in most columns of t and in each but its own.
func (s *Sheet) next(t *table, i int, edge, pitch float64) *tline {
	if i < 0 || i >= len(s.items) || s.items[i].line == nil || s.items[i].line.row == nil {
		return nil
	}
	l := newLine(s.items[i].line.row, tableGap)
	if abs(l.base+0.35*l.size-edge) > pitch || !t.takes(&l) || 2*len(l.segs) < t.nc || len(l.segs) < 2 {
		return nil
	}
	return &l
}
