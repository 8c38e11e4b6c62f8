package layout

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// Assemble joins pages, in order, into blocks, and tells on which of them tables
// may lack something. It consumes the sheets.
func Assemble(sheets []*Sheet) (blocks []document.Block, gaps Gaps) {
	clean(sheets)
	if len(sheets) == 1 {
		gaps.Furniture = sheets[0].loneHeader()
	}
	bridge(sheets)
	j := &joiner{measure(sheets), pitchOf(sheets), commonLineSize(sheets)}
	follows := continued(sheets)

	var open *paragraph
	flush := func() {
		if open != nil {
			blocks = append(blocks, open.block(j.body))
			open = nil
		}
	}
	tables := 0
	for _, s := range sheets {
		pictures := s.shown()
		for _, it := range s.items {
			for len(pictures) > 0 && pictures[0].Y1 > it.box().Y1 {
				flush()
				blocks = append(blocks, s.picture(pictures[0]))
				pictures = pictures[1:]
			}
			s.letters -= it.letters()
			if it.table != nil {
				flush()
				tables++
				if it.table.merged {
					gaps.Merged = addPage(gaps.Merged, s.Number)
				}
				blocks = append(blocks, it.table.block(s, tables, follows[it.table]))
				continue
			}
			if it.line.cells || it.line.stray {
				gaps.Loose = addPage(gaps.Loose, s.Number)
			}
			if open != nil && !it.line.cells && j.continues(open, it.line, s) {
				open.lines, open.sheets = append(open.lines, it.line), append(open.sheets, s)
				continue
			}
			flush()
			open = &paragraph{[]*line{it.line}, []*Sheet{s}}
		}
		if len(pictures) > 0 {
			flush()
		}
		for _, b := range pictures {
			blocks = append(blocks, s.picture(b))
		}
		if s.letters > 0 {
			gaps.Absent = addPage(gaps.Absent, s.Number)
		}
		s.items = nil
	}
	flush()
	return blocks, gaps
}

// continued finds the tables that go on from the page before, and gives the
// parts of one table the same columns.
func continued(sheets []*Sheet) map[*table]bool {
	follows := map[*table]bool{}
	var chain []*table // the parts so far of the table that ends the page before
	var caption []string
	finish := func() {
		if len(chain) > 1 {
			sameColumns(chain)
		}
		chain = nil
	}
	for _, s := range sheets {
		lead := s.leading()
		joined := false
		if len(chain) > 0 && len(lead) < len(s.items) {
			t := s.items[len(lead)].table
			// The caption may be printed again above each part.
			again := slices.Equal(lead, caption) && t != nil && sameHeader(chain[0], t) || len(lead) == 1 && isContinuation(lead[0])
			if t != nil && goesOn(chain[len(chain)-1], t) && (len(lead) == 0 || again) {
				joined = true
				s.drop(len(lead))
				follows[t] = true
				chain = append(chain, t)
			}
		}
		n := len(s.items)
		if joined && n == 1 {
			continue
		}
		finish()
		if n > 0 && s.items[n-1].table != nil {
			chain, caption = []*table{s.items[n-1].table}, nil
			if n == len(lead)+1 {
				caption = lead
			}
		}
	}
	finish()
	return follows
}

// drop leaves out the first n items, a caption that is printed again.
func (s *Sheet) drop(n int) {
	for _, it := range s.items[:n] {
		s.letters -= it.letters()
	}
	s.items = s.items[n:]
}

// leading gives the text of the lines above the first table of a sheet, if they
// are few.
func (s *Sheet) leading() []string {
	var out []string
	for _, it := range s.items {
		if it.line == nil || len(out) == 5 {
			break
		}
		out = append(out, cjk.Squeeze(it.line.text))
	}
	return out
}

func isContinuation(text string) bool {
	w := lexicon.Lines()
	return len([]rune(text)) <= 12 && (w.ContinuedStarts.Starts(text) || w.ContinuedEnds.Ends(text))
}

// goesOn reports whether the columns of t are those of the part above it.
func goesOn(above, t *table) bool {
	if above.quarters != t.quarters {
		return false
	}
	a, b := above.xs, t.xs
	if above.inferred || t.inferred {
		if len(a) < len(b) {
			above, t = t, above
		}
		return t.under(above.xs) != nil
	}
	const tol = 4
	if abs(a[0]-b[0]) > tol || abs(a[len(a)-1]-b[len(b)-1]) > tol {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	// The part with fewer columns may have cells merged all the way down.
	if 2*len(a) < len(b) {
		return false
	}
	// Of two edges closer than that, the part above may have kept one.
	for _, x := range a {
		if abs(b[nearest(b, x)]-x) > thinColumn {
			return false
		}
	}
	return true
}

// under tells which of the columns between xs each column of an inferred table
// is, by where its text stands; nil where they do not fit.
func (t *table) under(xs []float64) []int {
	const tol = 15
	if len(t.xs) > len(xs) || abs(t.xs[0]-xs[0]) > tol || abs(t.xs[t.nc]-xs[len(xs)-1]) > tol && len(t.xs) == len(xs) {
		return nil
	}
	to := make([]int, t.nc)
	for c := range to {
		to[c] = -1
	}
	for i := range t.cells {
		k := &t.cells[i]
		if k.cols > 1 || k.text == "" {
			continue
		}
		mid := (k.x0 + k.x1) / 2
		if !t.inferred {
			mid = (k.box.X0 + k.box.X1) / 2
		}
		c, _ := slices.BinarySearch(xs, mid)
		c = min(max(c-1, 0), len(xs)-2)
		if to[k.col] >= 0 && to[k.col] != c {
			return nil
		}
		to[k.col] = c
	}
	last := -1
	for c := range to {
		if to[c] < 0 {
			to[c] = last + 1
		}
		if to[c] <= last || to[c] > len(xs)-2 {
			return nil
		}
		last = to[c]
	}
	return to
}

// sameHeader reports whether both parts begin with the same row, of at least
// three cells with text.
func sameHeader(a, b *table) bool {
	ta, tb := a.firstRow(), b.firstRow()
	n := 0
	for _, t := range ta {
		if t != "" {
			n++
		}
	}
	return n >= 3 && slices.Equal(ta, tb)
}

func (t *table) firstRow() []string {
	var out []string
	for i := range t.cells {
		if t.cells[i].row == 0 {
			out = append(out, cjk.Squeeze(t.cells[i].text))
		}
	}
	return out
}

// thinColumn is less than any column is wide.
const thinColumn = 2*snap + 0.5

// sameColumns gives the parts of one table the columns of all of them.
func sameColumns(parts []*table) {
	if slices.ContainsFunc(parts, func(t *table) bool { return t.inferred }) {
		widest := slices.MaxFunc(parts, func(a, b *table) int { return a.nc - b.nc })
		for _, t := range parts {
			to := t.under(widest.xs)
			if t.nc == widest.nc || to == nil {
				continue
			}
			for i := range t.cells {
				c := &t.cells[i]
				last := to[c.col+c.cols-1]
				c.col = to[c.col]
				c.cols = last - c.col + 1
				c.box.X0, c.box.X1 = widest.xs[c.col], widest.xs[last+1]
			}
			t.xs, t.nc = widest.xs, widest.nc
		}
		return
	}
	var xs []float64
	for _, t := range parts {
		xs = append(xs, t.xs...)
	}
	xs = cluster(xs)
	for i := len(xs) - 2; i > 0; i-- {
		if xs[i]-xs[i-1] <= thinColumn {
			xs = slices.Delete(xs, i, i+1)
		}
	}
	for _, t := range parts {
		if len(xs) <= len(t.xs) {
			continue
		}
		to := make([]int, len(t.xs))
		for i, x := range t.xs {
			to[i] = nearest(xs, x)
		}
		for i := range t.cells {
			c := &t.cells[i]
			from, end := to[c.col], to[c.col+c.cols]
			c.col, c.cols = from, end-from
		}
		for i, c := range t.unlined {
			t.unlined[i] = to[c]
		}
		t.xs, t.nc = xs, len(xs)-1
	}
}

// block writes the table as a block.
func (t *table) block(s *Sheet, index int, continues bool) document.Block {
	at := s.at(t.box)
	at.Table = index
	d := &document.Table{Index: index, Rows: t.nr, Cols: t.nc, Confidence: t.confidence, Reason: t.reason, Continues: continues, At: at}
	d.Edges, d.Unlined = slices.Clone(t.xs), t.unlined
	d.Cells = make([]document.Cell, 0, len(t.cells))
	for i := range t.cells {
		c := &t.cells[i]
		loc := s.at(c.box)
		loc.Table, loc.Row, loc.Column = index, c.row+1, c.col+1
		d.Cells = append(d.Cells, document.Cell{Row: c.row, Col: c.col, RowSpan: c.rows, ColSpan: c.cols, Text: c.text, At: loc})
		if c.raised != nil {
			d.Cells[len(d.Cells)-1].SetPrint(c.raised.runsAt(s, c.box), nil)
		}
	}
	d.Seal()
	return document.Block{Kind: document.TableBlock, Table: d, At: at}
}
