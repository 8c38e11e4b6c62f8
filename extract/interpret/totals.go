package interpret

// totalPlace is where a total row stands among the projects, by which the rows
// that it sums are told.
type totalPlace struct {
	table int  // first project of its table, 0-based
	at    int  // projects read before it
	sub   bool // a subtotal
	leads bool // a subtotal that stands before its rows
	group string
}

// finishTotals tells each total which rows it sums: a grand total all rows of
// its table, a subtotal those since the subtotal before, or, where subtotals lead
// their groups, those up to the next.
func (rd *reading) finishTotals() {
	for i := range rd.places {
		pl := &rd.places[i]
		from, to := pl.table, rd.tableEnd(pl.table)
		if pl.sub {
			if pl.leads || pl.at == pl.table || rd.leading(pl.table) {
				from = pl.at
				for _, next := range rd.places[i+1:] {
					if next.table == pl.table && next.sub && next.at > pl.at {
						to = next.at
						break
					}
				}
			} else {
				to = pl.at
				for j := i - 1; j >= 0; j-- {
					if prev := rd.places[j]; prev.table == pl.table && prev.sub {
						from = prev.at
						break
					}
				}
			}
		}
		for n := from; n < to; n++ {
			rd.report.Totals[i].Rows = append(rd.report.Totals[i].Rows, n+1)
		}
	}
}

// leading reports whether the subtotals of a table stand before their rows: the
// first of them does.
func (rd *reading) leading(table int) bool {
	for _, p := range rd.places {
		if p.table == table && p.sub {
			return p.leads || p.at == table
		}
	}
	return false
}

// tableEnd is the position after the last project of the table that starts at first.
func (rd *reading) tableEnd(first int) int {
	for _, start := range rd.starts {
		if start > first {
			return start
		}
	}
	return len(rd.report.Projects)
}
