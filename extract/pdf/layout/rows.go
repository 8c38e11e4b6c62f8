package layout

// split cuts the lines of one band into rows. A row has one line with figures,
// or one that fills most columns; other lines are the rest of wrapped cells.
func (t *lattice) split(lines []tline, numeric []bool, header, ruled bool, top, bottom float64) []lrow {
	if header {
		return t.headerRows(lines, top, bottom)
	}
	if ruled && t.oneRow(lines, numeric) {
		return []lrow{{top: top, bottom: bottom, lines: lines}}
	}
	starts, faults := t.partition(lines, numeric)
	t.faults = max(t.faults, faults)
	rows := make([]lrow, 0, len(starts))
	for k, i := range starts {
		end := len(lines)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		ls := lines[i:end:end]
		rows = append(rows, lrow{top: ls[0].top(), bottom: ls[len(ls)-1].bottom(), lines: ls})
	}
	// What stands over the first figures is the header.
	n := 0
	for n < len(rows) && !t.hasFigures(rows[n].lines, numeric) {
		n++
	}
	if n == 0 || n == len(rows) {
		return rows
	}
	head, rest := t.headEnds(lines[:starts[n]])
	end := rows[n].top
	if len(rest) > 0 {
		end = rest[0].top()
		rows = append([]lrow{{top: end, bottom: rest[len(rest)-1].bottom(), lines: rest}}, rows[n:]...)
		n = 0
	}
	return append(t.headerRows(head, top, (head[len(head)-1].bottom()+end)/2), rows[n:]...)
}

// headEnds parts the lines above the first figures where a drawn line or a change of
// colour ends the header: what stands below is the rest of a row that the page before
// began, in fewer columns than the header names.
func (t *lattice) headEnds(lines []tline) (head, rest []tline) {
	for i := 1; i < len(lines); i++ {
		upper, lower := mid(&lines[i-1]), mid(&lines[i])
		if !heightBetween(t.edges, upper, lower) && !heightBetween(t.across, upper, lower) {
			continue
		}
		named, others := flatten(lines[:i]), flatten(lines[i:])
		if n := t.filled(&named); 3*n >= 2*(len(t.xs)-1) && t.filled(&others) < n {
			return lines[:i:i], lines[i:]
		}
	}
	return lines, nil
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

// groupLine reports a heading within a table: words alone on their line that begin
// in the first column, where the rows have numbers, or reach beyond it.
func (t *lattice) groupLine(l *tline, numeric []bool) bool {
	if len(l.segs) != 1 || isFigure(l.segs[0].text()) {
		return false
	}
	from, to := t.span(&l.segs[0])
	return from == 0 && numeric[0] && (to > 0 || len([]rune(l.segs[0].text())) > 2)
}

// headerRows keeps the lines of a header apart where an upper line spans
// columns that a lower one names.
func (t *lattice) headerRows(lines []tline, top, bottom float64) []lrow {
	levels := false
	for i := range lines[:len(lines)-1] {
		for k := range lines[i].segs {
			from, to := t.span(&lines[i].segs[k])
			_, _, over := t.columnsOver(&lines[i].segs[k])
			levels = levels || from < to || over
		}
	}
	if !levels {
		return []lrow{{top: top, bottom: bottom, lines: lines, header: true}}
	}
	var rows []lrow
	for i := range lines {
		rows = append(rows, lrow{top: lines[i].top(), bottom: lines[i].bottom(), lines: lines[i : i+1], header: true})
	}
	return rows
}
