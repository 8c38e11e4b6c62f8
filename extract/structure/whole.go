package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/convert"
	"selfeval/extract/structure/grid"
)

// whole is a logical table while its parts are being joined.
type whole struct {
	grid.Table
	parts  []*grid.Part
	cols   []grid.Column
	ragged bool // as of a part
	seq    grid.Sequence
	edges  grid.Edges
	place  []int // of the columns of the part joined last, as it was read
	merged merged
	blocks []int    // of the source, captions between parts among them
	strips []*whole // further columns, on pages of their own
	apart  []*whole // those whose rows do not agree
}

func newWhole(p *grid.Part) *whole {
	w := &whole{parts: []*grid.Part{p}, cols: append([]grid.Column(nil), p.Columns...), ragged: p.Ragged, seq: p.Seq, edges: p.Edges, blocks: []int{p.Block}}
	w.Table = grid.Table{Table: p.Table, See: p.See, Parts: []*document.Table{p.Table}, Lead: p.Lead, Head: p.Head, Form: p.Form, Deeds: p.Deeds}
	return w
}

// first is the part that holds the header.
func (w *whole) first() *grid.Part { return w.parts[0] }

// last is the part that was joined last.
func (w *whole) last() *grid.Part { return w.parts[len(w.parts)-1] }

// lastBlock is the last of the source's blocks that the table was made of.
func (w *whole) lastBlock() int {
	last := 0
	for _, b := range w.blocks {
		last = max(last, b)
	}
	return last
}

// results gives the tables that a whole holds, turned upright.
func (w *whole) results() []*grid.Table {
	out := []*grid.Table{&w.Table}
	convert.Upright(&w.Table)
	for _, x := range w.apart {
		x.Tail = x.Rows
		out = append(out, &x.Table)
	}
	return out
}
