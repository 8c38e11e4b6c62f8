package structure

import (
	"context"

	"selfeval/extract/document"
	"selfeval/extract/structure/convert"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/lexicon"
)

// Read puts a document in logical order, by the words of a vocabulary. The document itself
// stays as it was read. The error is the context's.
func Read(ctx context.Context, doc *document.Document, vocabulary *lexicon.Vocabulary) (*Paper, error) {
	s := &shaper{ctx: ctx, doc: doc, see: grid.NewSight(vocabulary), taken: make([]bool, len(doc.Blocks))}
	if err := s.shape(); err != nil {
		return nil, err
	}
	return s.paper(), nil
}

// shaper is one document being put in order.
type shaper struct {
	ctx   context.Context
	doc   *document.Document
	see   *grid.Sight
	taken []bool // blocks that belong to a table that starts before or after them
	order []*whole
}

// shape finds the logical tables.
func (s *shaper) shape() error {
	var open *whole
	last := -1 // the block of the last part of the open table
	for i := range s.doc.Blocks {
		if s.doc.Blocks[i].Table == nil || s.taken[i] {
			continue
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for n, p := range s.parts(s.doc.Blocks[i].Table, i) {
			if n == 0 && s.goesOnAt(open, p, last, i) {
				last = i
				for last+1 < len(s.taken) && s.taken[last+1] {
					last++
				}
				continue
			}
			s.close(open)
			open = newWhole(p)
			s.bindAbove(open)
			s.order = append(s.order, open)
			last = i
		}
	}
	s.close(open)
	return s.ctx.Err()
}

// goesOnAt joins a part in block i to the open table, which was in block last before,
// where it goes on with it.
func (s *shaper) goesOnAt(open *whole, p *grid.Part, last, i int) bool {
	if open == nil {
		return false
	}
	b := s.lookBetween(open, last+1, i)
	return s.extend(open, p, &b)
}

// parts makes the parts that a physical table holds, one but where tables touch.
func (s *shaper) parts(t *document.Table, block int) []*grid.Part {
	var out []*grid.Part
	for _, own := range convert.CutTouching(s.see, t) {
		p := s.see.NewPart(own.Table, block)
		p.Deeds = own.Deeds
		convert.Normalise(p)
		out = append(out, p)
	}
	return out
}

// extend joins a part to a table where it goes on with it.
func (s *shaper) extend(w *whole, p *grid.Part, b *between) bool {
	p, b.keys = w.withoutKeys(p)
	if s.extendStrip(w, p, b) {
		return true
	}
	if b.keys > 0 { // the same rows again, not further ones
		return s.addColumns(w, p, b)
	}
	if g, ok := s.gather(w, p, w.lastBlock()); ok {
		if c, l, skip := s.goesOn(w, g.Part, b); c.Sum() >= grid.Accept {
			s.append(w, g.Part, l, skip, &c)
			s.takeLines(b)
			for _, i := range g.blocks {
				s.taken[i] = true
			}
			return true
		}
	}
	if c, l, skip := s.goesOn(w, p, b); c.Sum() >= grid.Accept {
		s.append(w, p, l, skip, &c)
		s.takeLines(b)
		return true
	}
	return s.addColumns(w, p, b)
}

// close ends a table: what only the whole of it shows.
func (s *shaper) close(w *whole) {
	if w == nil {
		return
	}
	if len(w.parts) > 1 {
		w.Table.Table.Seal()
	}
	if m := &w.merged; m.count > 0 {
		w.Did(grid.CellContinued, grid.DeedAt(-1, m.at, "表格中有 %d 处纵向合并的单元格被分页切开，已按同一单元格读取", "%d cells of the table that are merged over rows were cut by page ends and are read as one each", m.count))
	}
	w.settle()
	w.centre()
	if s.doc.Format != document.PDF { // where cells stand in print, none is out of its place
		convert.PlaceRows(&w.Table, w.seq.Col)
	}
	w.mendRows()
	convert.PartFigures(&w.Table, w.cols)
	w.tail()
	s.bindBelow(w)
}

// paper lists the blocks in order, tables in the place of their first part.
func (s *shaper) paper() *Paper {
	out := &Paper{Source: s.doc}
	at := map[int][]*whole{}
	for _, w := range s.order {
		at[w.blocks[0]] = append(at[w.blocks[0]], w)
	}
	for i := range s.doc.Blocks {
		b := s.doc.Blocks[i]
		for _, w := range at[i] {
			for _, t := range w.results() {
				logical := t
				out.Blocks = append(out.Blocks, Block{Block: document.Block{Kind: document.TableBlock, Table: logical.Table, At: logical.Table.At}, Logical: logical, From: w.blocks})
			}
		}
		if b.Table == nil && !s.taken[i] {
			out.Blocks = append(out.Blocks, Block{Block: b, From: []int{i}})
		}
	}
	return out
}
