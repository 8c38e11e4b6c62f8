package layout

// The title of a group of rows stands alone in the first column, as the first line of
// a name that wraps does. Print tells them apart: the rows of a group are set in, or
// the title is bold and they are not.

// titles tells which lines head the rows below them.
func (p *partitioner) titles() []bool {
	out := make([]bool, len(p.lines))
	if !p.figured || p.numeric[0] {
		return out
	}
	rows := map[int]int{} // how many rows begin at a place, in points
	for i := 1; i < len(p.lines); i++ {
		if s := p.names(i); s != nil && len(p.lines[i].segs) > 1 && p.alone(i-1) == nil {
			rows[int(s.x0+0.5)]++
		}
	}
	for i := range len(p.lines) - 1 {
		s, next := p.alone(i), p.names(i+1)
		if s == nil || next == nil {
			continue
		}
		size := p.lines[i].size
		centred := abs(s.x0+s.x1-next.x0-next.x1) < size
		x := int(next.x0 + 0.5)
		in := next.x0 > s.x0+titleIndent*size && rows[x-1]+rows[x]+rows[x+1] >= titleRows
		out[i] = in && !centred || s.bold() && !next.bold() && len(p.lines[i+1].segs) > 1
	}
	return out
}

// names gives the stretch of line i that stands in the first column, nil for none and
// for a figure.
func (p *partitioner) names(i int) *seg {
	s := &p.lines[i].segs[0]
	if from, to := p.t.span(s); from != 0 || to != 0 || isFigure(s.text()) {
		return nil
	}
	return s
}

// alone is names where the line has nothing else.
func (p *partitioner) alone(i int) *seg {
	if len(p.lines[i].segs) > 1 {
		return nil
	}
	return p.names(i)
}

// bold reports text set in bold throughout.
func (s *seg) bold() bool {
	for i := range s.marks {
		if !s.marks[i].bold {
			return false
		}
	}
	return true
}
