package structure

import (
	"selfeval/extract/structure/grid"
)

// append joins the rows of a part from row skip on. The grid is sealed when all parts
// are there.
func (s *shaper) append(w *whole, p *grid.Part, l *laid, skip int, c *grid.Case) {
	headerOnly := w.headerOnly()
	w.Own()
	laidOut := p.Table
	w.place = l.place
	if !l.same {
		laidOut = l.moved(p.Table, w.Cols)
		p = &grid.Part{Table: laidOut, See: p.See, Block: p.Block, Form: p.Form, Deeds: p.Deeds}
		p.Look()
	}
	first := w.Rows
	w.Seams = append(w.Seams, first)
	w.Parts = append(w.Parts, s.doc.Blocks[p.Block].Table)
	w.blocks = append(w.blocks, p.Block)
	join, from := w.merged.join(w, p, skip), len(w.Cells)
	for i := range laidOut.Cells {
		cell := laidOut.Cells[i]
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
	w.Rows += laidOut.Rows - skip
	w.overAbsent(l, first)
	w.merged.joined(w, join, from)
	w.remember(p, skip)
	for _, d := range p.Deeds {
		if d.Row >= 0 {
			d.Row += first - skip
		}
		w.Deeds = append(w.Deeds, d)
	}
	kind, d := grid.Joined, grid.DeedAt(first, p.At, "接在前一部分之后", "it goes on with the part before")
	if headerOnly {
		kind, d = grid.HeaderApart, grid.DeedAt(first, p.At, "表头单独成表，内容接在其下", "the header stood in a table of its own, the rows follow")
	}
	d.Evidence = c.Evidence
	w.Did(kind, d)
	if skip > 0 && !headerOnly {
		w.Did(grid.HeaderDropped, grid.DeedAt(first, p.At, "重印的表头 %d 行不再读", "%d rows that print the header again are left out", skip))
	}
	if !l.same {
		w.Did(grid.ColumnsLaid, grid.DeedAt(first, p.At, "这一部分 %d 列，按位置或内容归入表的 %d 列", "the part's %d columns were laid under the table's %d by place or content", len(l.place), w.Cols))
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
		if i == 0 || w.Cells[i-1].Row+w.Cells[i-1].RowSpan != first || w.Cells[i-1].RowSpan < 2 && !w.first().SoleIn(col) {
			continue
		}
		above := &w.Cells[i-1]
		if above.Row < w.Head || !w.See.KindOf(above.Text).Text() {
			continue
		}
		above.RowSpan += rows
		w.merged.count++
		if w.merged.count == 1 {
			w.merged.at = above.At
		}
	}
}

// remember adds what a part shows of the columns to what is known of them.
func (w *whole) remember(p *grid.Part, skip int) {
	w.Form = w.Form || p.Form
	w.parts = append(w.parts, p)
	switch {
	case w.ragged && !p.Ragged:
		w.cols, w.ragged = append([]grid.Column(nil), p.Columns...), false
	case !p.Ragged || w.ragged:
		for c := range min(len(w.cols), len(p.Columns)) {
			w.cols[c].Add(p.Columns[c])
		}
	}
	if w.seq.Col < 0 {
		w.seq = p.Seq
		return
	}
	if n := w.See.CountsIn(p.Table, w.seq.Col, max(skip, p.Head)); n.N > 0 {
		w.seq.Restarts = w.seq.Restarts || n.Restarts || n.First == 1 && w.seq.Last > 1
		w.seq.Last = n.Last
		w.seq.N += n.N
	}
}
