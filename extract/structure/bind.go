package structure

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// maxAbove is how many lines above a table are looked at for its title and unit, and
// maxBelow below for notes.
const (
	maxAbove = 5
	maxBelow = 2
	longLine = 60
)

// bindAbove finds title, unit and captions above a table and in its own first rows.
func (s *shaper) bindAbove(w *whole) {
	for r := 0; r < w.Lead; r++ {
		for _, c := range grid.OwnCells(w.Table.Table, r) {
			w.bind(grid.Line{Text: c.Text, Where: grid.Within, Block: -1, At: c.At})
		}
	}
	from := w.blocks[0]
	if w.first().Table != s.doc.Blocks[from].Table && len(s.order) > 0 && s.order[len(s.order)-1].blocks[0] == from {
		return // the lower of two tables that touch: what stands above is the upper one's
	}
	for i, n := from-1, 0; i >= 0 && n < maxAbove; i, n = i-1, n+1 {
		b := &s.doc.Blocks[i]
		if s.taken[i] {
			return
		}
		if b.Table != nil {
			if !s.bindTable(w, b.Table, i) {
				return
			}
			continue
		}
		if b.Kind == document.Picture {
			continue
		}
		if grid.Runes(b.Text) > longLine {
			s.bindEnd(w, b, i)
			return
		}
		w.bind(grid.Line{Text: b.Text, Where: grid.Above, Block: i, At: b.At})
		if b.Kind == document.Heading {
			return
		}
	}
}

// bindTable takes a table of a line or two for the caption of the one below it.
func (s *shaper) bindTable(w *whole, t *document.Table, block int) bool {
	if len(t.Cells) > 4 || t.Rows > 2 {
		return false
	}
	bound := false
	for i := range t.Cells {
		c := &t.Cells[i]
		if u, _ := lexicon.DeclaredUnit(c.Text); u != "" || s.see.IsTitle(c.Text) {
			w.bind(grid.Line{Text: c.Text, Where: grid.Apart, Block: block, At: c.At})
			bound = true
		}
	}
	return bound
}

// bindEnd finds the unit that a converter joined to the end of the text above.
func (s *shaper) bindEnd(w *whole, b *document.Block, block int) {
	text := []rune(cjk.Squeeze(b.Text))
	tail := string(text[max(0, len(text)-14):])
	if u, _ := lexicon.DeclaredUnit(tail); u != "" && w.Unit == "" {
		w.Unit, w.UnitAt = u, b.At
	}
}

// bind gives a line its part in the table.
func (w *whole) bind(l grid.Line) {
	_, alone := lexicon.DeclaredUnit(l.Text)
	if u := unitIn(l.Text, l.Where); u != "" && w.Unit == "" {
		w.Unit, w.UnitAt = u, l.At
	}
	switch {
	case alone:
		w.Captions = append(w.Captions, l)
	case w.Title == nil && w.See.IsTitle(l.Text):
		w.Title = &l
	default:
		w.Captions = append(w.Captions, l)
	}
}

// unitIn is the unit that a line declares for the table that it belongs to. A line above
// that only has one in brackets may be of something else where it has figures as well.
func unitIn(text string, where grid.Where) string {
	u, alone := lexicon.DeclaredUnit(text)
	if alone || where != grid.Above || !hasDigits(text) {
		return u
	}
	return lexicon.CaptionUnitIn(text)
}

// UnitAbove is the unit that the lines above a block declare, for what is text to this
// room and a table to whoever reads it: a form that lost its grid.
func UnitAbove(blocks []document.Block, block int) string {
	for i := block - 1; i >= max(0, block-maxAbove); i-- {
		b := &blocks[i]
		if b.Table != nil || b.Kind == document.Heading || grid.Runes(b.Text) > longLine {
			break
		}
		if u := unitIn(b.Text, grid.Above); u != "" {
			return u
		}
	}
	return ""
}

func hasDigits(s string) bool {
	for _, r := range s {
		if r = cjk.Fold(r); r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// bindBelow finds notes below the table, and the unit that they declare.
func (s *shaper) bindBelow(w *whole) {
	last := w.blocks[len(w.blocks)-1]
	for i, n := last+1, 0; i < len(s.doc.Blocks) && n < maxBelow; i++ {
		b := &s.doc.Blocks[i]
		if s.taken[i] {
			continue
		}
		n++
		if b.Kind != document.Paragraph || grid.Runes(b.Text) > 2*longLine || !s.see.IsNote(b.Text) && !s.see.SpeaksOfAbove(b.Text) {
			break
		}
		w.Notes = append(w.Notes, grid.Line{Text: b.Text, Where: grid.Below, Block: i, At: b.At})
	}
	if w.Unit != "" {
		return
	}
	for _, n := range w.Notes {
		if u := lexicon.CaptionUnitIn(n.Text); u != "" { // in brackets it is that of a figure
			w.Unit, w.UnitAt = u, n.At
			return
		}
	}
}

// tail finds the lines of notes and signatures that end the grid.
func (w *whole) tail() {
	w.Tail = w.Rows
	if w.Form {
		return
	}
	for w.Tail > w.Head {
		r := w.Tail - 1
		cells := grid.OwnCells(w.Table.Table, r)
		if len(cells) > 0 && (!w.See.IsNote(cells[0].Text) || w.See.DataRow(w.Table.Table, r)) {
			break
		}
		if len(cells) == 0 && w.Tail == w.Rows {
			break // an empty row is the body's
		}
		w.Tail--
	}
	for r := w.Tail; r < w.Rows; r++ {
		for _, c := range grid.OwnCells(w.Table.Table, r) {
			w.Notes = append(w.Notes, grid.Line{Text: c.Text, Where: grid.Within, Block: -1, At: c.At})
		}
	}
}
