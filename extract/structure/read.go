package structure

import (
	"context"

	"selfeval/extract/document"
)

// Read puts a document in logical order. The document itself stays as it was read. The
// error is the context's.
func Read(ctx context.Context, doc *document.Document) (*Paper, error) {
	s := &shaper{ctx: ctx, doc: doc, taken: make([]bool, len(doc.Blocks)), tables: map[int]*whole{}}
	if err := s.shape(); err != nil {
		return nil, err
	}
	return s.paper(), nil
}

// shaper is one document being put in order.
type shaper struct {
	ctx    context.Context
	doc    *document.Document
	taken  []bool         // blocks that belong to a table that starts before or after them
	tables map[int]*whole // by the source's block in which it starts
	order  []*whole
}

// shape finds the logical tables.
func (s *shaper) shape() error {
	parts := map[int][]*part{}
	for i := range s.doc.Blocks {
		if t := s.doc.Blocks[i].Table; t != nil {
			if err := s.ctx.Err(); err != nil {
				return err
			}
			parts[i] = s.parts(t, i)
		}
	}
	var open *whole
	last := -1 // the block of the last part of the open table
	for i := range s.doc.Blocks {
		if s.doc.Blocks[i].Table == nil || s.taken[i] {
			continue
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for n, p := range parts[i] {
			if open != nil && n == 0 {
				b := s.lookBetween(open, last+1, i)
				if s.extend(open, p, &b) {
					last = i
					for last+1 < len(s.taken) && s.taken[last+1] {
						last++
					}
					continue
				}
			}
			if open != nil {
				s.close(open)
			}
			open = newWhole(p)
			s.bindAbove(open)
			s.order = append(s.order, open)
			if n == 0 {
				s.tables[i] = open
			} else {
				s.tables[-len(s.order)] = open // it starts within a block: order keeps it
			}
			last = i
		}
	}
	if open != nil {
		s.close(open)
	}
	return s.ctx.Err()
}

// parts makes the parts that a physical table holds, one but where tables touch.
func (s *shaper) parts(t *document.Table, block int) []*part {
	var out []*part
	for _, own := range s.cutTouching(t) {
		p := newPart(own.Table, block)
		p.deeds = own.deeds
		s.normalise(p)
		out = append(out, p)
	}
	return out
}

// extend joins a part to a table where it goes on with it.
func (s *shaper) extend(w *whole, p *part, b *between) bool {
	if s.extendStrip(w, p, b) {
		return true
	}
	if g, ok := s.gather(w, p, w.lastBlock()); ok {
		if c, l, skip := s.goesOn(w, g.part, b); c.Sum() >= accept {
			s.append(w, g.part, l, skip, &c)
			s.takeLines(b)
			for _, i := range g.blocks {
				s.taken[i] = true
			}
			return true
		}
	}
	if c, l, skip := s.goesOn(w, p, b); c.Sum() >= accept {
		s.append(w, p, l, skip, &c)
		s.takeLines(b)
		return true
	}
	return s.addColumns(w, p, b)
}

// close ends a table: what only the whole of it shows.
func (s *shaper) close(w *whole) {
	if len(w.parts) > 1 {
		w.Table.Table.Seal()
	}
	if m := &w.merged; m.count > 0 {
		w.did(CellContinued, deedAt(-1, m.at, "表格中有 %d 处纵向合并的单元格被分页切开，已按同一单元格读取", "%d cells of the table that are merged over rows were cut by page ends and are read as one each", m.count))
	}
	w.settle()
	s.placeRows(w)
	w.mendRows()
	w.partFigures()
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
