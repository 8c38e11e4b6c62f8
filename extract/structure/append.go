package structure

import (
	"selfeval/extract/document"
	"selfeval/report"
)

func deedAt(row int, at report.Location, zh, en string, args ...any) Deed {
	return Deed{Row: row, At: at, Text: report.Textf(zh, en, args...)}
}

// append joins the rows of a part from row skip on. The grid is sealed when all parts
// are there.
func (s *shaper) append(w *whole, p *part, l *laid, skip int, c *Case) {
	headerOnly := w.headerOnly()
	w.own()
	grid := p.Table
	if !l.same {
		grid = l.moved(p.Table, w.Cols)
		p = &part{Table: grid, block: p.block, form: p.form, deeds: p.deeds}
		p.look()
	}
	first := w.Rows
	w.Seams = append(w.Seams, first)
	w.Parts = append(w.Parts, s.doc.Blocks[p.block].Table)
	w.blocks = append(w.blocks, p.block)
	join, from := w.merged.join(w, p, skip), len(w.Cells)
	for i := range grid.Cells {
		cell := grid.Cells[i]
		if cell.Row+cell.RowSpan <= skip {
			continue
		}
		over := cell.Row < skip
		if over { // a header's cell over rows: no line was drawn where one above goes on
			cell.RowSpan -= skip - cell.Row
			cell.Row, cell.Text = skip, ""
		}
		if cell.Row == skip && !w.Form && w.merged.rest(w, join, &cell, over) {
			continue
		}
		cell.Row += first - skip
		w.Cells = append(w.Cells, cell)
	}
	w.Rows += grid.Rows - skip
	w.overAbsent(l, first)
	w.merged.joined(w, join, from)
	w.remember(p, skip)
	for _, d := range p.deeds {
		if d.Row >= 0 {
			d.Row += first - skip
		}
		w.Deeds = append(w.Deeds, d)
	}
	kind, zh, en := Joined, "接在前一部分之后", "it goes on with the part before"
	if headerOnly {
		kind, zh, en = HeaderApart, "表头单独成表，内容接在其下", "the header stood in a table of its own, the rows follow"
		w.Head = w.Lead + (w.Head - w.Lead)
	}
	d := deedAt(first, p.At, zh, en)
	d.Evidence = c.Evidence
	w.did(kind, d)
	if skip > 0 && !headerOnly {
		w.did(HeaderDropped, deedAt(first, p.At, "重印的表头 %d 行不再读", "%d rows that print the header again are left out", skip))
	}
	if !l.same {
		w.did(ColumnsLaid, deedAt(first, p.At, "这一部分 %d 列，按位置或内容归入表的 %d 列", "the part's %d columns were laid under the table's %d by place or content", len(l.place), w.Cols))
	}
}

// overAbsent lets the merged cell of a column that a part leaves out go on over the
// part's rows.
func (w *whole) overAbsent(l *laid, first int) {
	if l.same {
		return
	}
	has := make([]bool, w.Cols)
	for _, to := range l.place {
		if to >= 0 {
			has[to] = true
		}
	}
	rows := w.Rows - first
	for col := range has {
		if has[col] {
			continue
		}
		i := 0
		if col < len(w.merged.reach) {
			i = w.merged.reach[col]
		}
		if i == 0 || w.Cells[i-1].Row+w.Cells[i-1].RowSpan != first || w.Cells[i-1].RowSpan < 2 && !w.first().soleIn(col) {
			continue
		}
		above := &w.Cells[i-1]
		if above.Row < w.Head || !kindOf(above.Text).text() {
			continue
		}
		above.RowSpan += rows
		w.merged.count++
		if w.merged.count == 1 {
			w.merged.at = above.At
		}
	}
}

// soleIn reports whether a column has a single filled cell in rows of data.
func (p *part) soleIn(col int) bool { return col < len(p.filled) && p.filled[col] == 1 }

// remember adds what a part shows of the columns to what is known of them.
func (w *whole) remember(p *part, skip int) {
	w.Form = w.Form || p.form
	w.parts = append(w.parts, p)
	switch {
	case w.ragged && !p.ragged:
		w.cols, w.ragged = append([]column(nil), p.cols...), false
	case !p.ragged || w.ragged:
		for c := range min(len(w.cols), len(p.cols)) {
			w.cols[c].add(p.cols[c])
		}
	}
	if w.seq.col < 0 {
		w.seq = p.seq
		return
	}
	if n := countsIn(p.Table, w.seq.col, max(skip, p.head)); n.n > 0 {
		w.seq.restarts = w.seq.restarts || n.restarts || n.first == 1 && w.seq.last > 1
		w.seq.last = n.last
		w.seq.n += n.n
	}
}

// moved to another grid, a table's cells keep the places where they are printed.
func cellAt(t *document.Table, row, col int) report.Location {
	at := rowAt(t, row)
	at.Row, at.Column = row+1, col+1
	return at
}
