package convert

import (
	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// Converters that know nothing of merged cells write rows with fewer cells than the
// header: a cell missing at the left or in the middle is the merged one above it, or
// was merged with its neighbour. Where the cells of such a row belong is told by what
// the columns hold; where that leaves it open, the row is not read.

// shortRow is a row with fewer cells than there are places.
type shortRow struct {
	row     int
	cells   []*document.Cell // those printed, in order; blanks at the end that only pad left out
	free    []int            // the columns that no cell from above covers
	total   bool
	padded  bool  // it has all its cells, the last ones blank
	shifted bool  // a figure stands under the head of names
	into    []int // the columns chosen, by cell; -1 where a cell of words fits several
	open    []int // these columns
	lost    bool  // figures are among them
}

// placer places the short rows of a region.
type placer struct {
	w      *sheet
	t      *document.Table
	in     region
	cols   []grid.Column
	texts  []map[string]int // by column, the words in it and how often
	brief  []int            // by column, how many of them have two characters at most
	said   []int            // by column, in how many rows words stand
	heads  []string
	merges []bool // columns in which cells over several rows are known
	width  int    // columns that the header has
	seq    int    // the column that counts the rows, -1 where none does
	rows   []*shortRow
}

// PlaceRows finds the columns of the cells of short rows.
func PlaceRows(t *grid.Table, seq int) {
	w := &sheet{Table: t, seq: seq}
	if w.Cols < 3 || w.Cols > grid.MaxAligned {
		return
	}
	for _, in := range w.regions() {
		p := &placer{w: w, t: w.Table.Table, in: in, seq: -1}
		p.collect()
		if len(p.rows) > 0 {
			p.place()
		}
	}
}

// collect gathers the short rows, and what the full ones show of the columns.
func (p *placer) collect() {
	p.start()
	var full []int
	for r := p.in.head; r < p.in.to; r++ {
		if sr := p.short(r); sr != nil {
			p.rows = append(p.rows, sr)
		} else if !p.long(r) {
			full = append(full, r)
		}
	}
	if len(p.rows) == 0 {
		return
	}
	p.learnAll(full)
}

// start makes room for what is learnt of the columns.
func (p *placer) start() {
	p.heads = p.w.See.HeadTexts(p.t, p.in.lead, p.in.head)
	p.cols = make([]grid.Column, p.t.Cols)
	p.texts = make([]map[string]int, p.t.Cols)
	p.merges, p.brief, p.said = make([]bool, p.t.Cols), make([]int, p.t.Cols), make([]int, p.t.Cols)
	for c := range p.cols {
		p.cols[c].Head = p.heads[c]
		p.texts[c] = map[string]int{}
	}
	p.width = p.headed()
	for c, h := range p.heads {
		if p.w.See.HeadsSequence(h) {
			p.seq = c
		}
	}
	if p.seq < 0 && p.w.seq >= 0 && !p.w.Form {
		p.seq = p.w.seq
	}
}

// learnAll notes what the full rows show of the columns.
func (p *placer) learnAll(rows []int) {
	for _, r := range rows {
		if _, total := p.w.See.TotalRow(p.t, r); total || grid.Across(p.t, r) != nil || p.w.See.NumberRow(p.t, r) {
			continue
		}
		for _, c := range grid.OwnCells(p.t, r) {
			if c.ColSpan == 1 {
				p.learn(c.Text, c.Col, c.RowSpan)
				p.merges[c.Col] = p.merges[c.Col] || c.RowSpan > 1
			}
		}
	}
}

// headed is how many columns the header has: one row with a cell too many makes the grid
// wider than the table.
func (p *placer) headed() int {
	width := 0
	for r := p.in.lead; r < p.in.head; r++ {
		for c := width; c < p.t.Cols; c++ {
			if p.t.Cell(r, c) != nil {
				width = c + 1
			}
		}
	}
	if width == 0 {
		return p.t.Cols
	}
	return width
}

// long reports a row with cells beyond the header's.
func (p *placer) long(r int) bool {
	for c := p.width; c < p.t.Cols; c++ {
		if cell := p.t.Cell(r, c); cell != nil {
			return true
		}
	}
	return false
}

// learn notes what stands in a column, in so many rows.
func (p *placer) learn(text string, col, rows int) {
	k := p.w.See.KindOf(text)
	p.cols[col].Count[k]++
	if k.Text() {
		key := cjk.Squeeze(text)
		if p.texts[col][key] == 0 && grid.Runes(key) <= 2 {
			p.brief[col]++
		}
		p.texts[col][key] += rows
		p.said[col] += rows
	}
}

// short looks at one row; nil where all its places are taken.
func (p *placer) short(r int) *shortRow {
	if p.long(r) {
		return nil
	}
	sr := p.places(r)
	if sr == nil {
		return nil
	}
	sr.padded = len(sr.cells) == len(sr.free)
	filled := 0
	for i, c := range sr.cells {
		if !grid.IsBlank(c.Text) {
			filled = i + 1
		}
	}
	if filled < 2 || p.w.See.NumberRow(p.t, r) {
		return nil
	}
	if sr.padded {
		if p.w.Form || filled == len(sr.cells) || !p.misfits(sr) {
			return nil
		}
		sr.cells = sr.cells[:filled]
	}
	_, sr.total = p.w.See.TotalRow(p.t, r)
	sr.total = sr.total || p.w.Form && p.w.See.IsFormSum(sr.cells[0].Text)
	return sr
}

// places lists a row's cells and the columns that are free for them; nil where merged
// cells are known in the row, in which case nothing is missing.
func (p *placer) places(r int) *shortRow {
	sr := &shortRow{row: r}
	for c := 0; c < p.width; c++ {
		cell := p.t.Cell(r, c)
		if cell != nil && cell.Row < r {
			continue
		}
		sr.free = append(sr.free, c)
		if cell == nil || cell.Col != c {
			continue
		}
		if cell.ColSpan > 1 || cell.RowSpan > 1 {
			return nil
		}
		sr.cells = append(sr.cells, cell)
	}
	return sr
}

// misfits reports a full row whose cells stand under the wrong heads: a figure under
// the head of names, and words under that of figures.
func (p *placer) misfits(sr *shortRow) bool {
	wrong := 0
	for _, c := range sr.cells {
		h, k := p.heads[c.Col], p.w.See.KindOf(c.Text)
		switch {
		case h == "":
		case k == grid.Figure && (p.w.See.HeadsBodies(h) || p.w.See.HeadsNames(h)):
			sr.shifted = true
			return true
		case k.Text() && p.w.See.HeadsFigures(h):
			wrong++
		}
	}
	return wrong >= 2
}

// place decides the rows, totals last, and writes what was decided. What a row shows of
// its columns helps with those that are left: the rows are gone through a few times.
func (p *placer) place() {
	shapes := map[string][]choice{}
	for range 3 {
		if !p.pass(shapes, false) {
			break
		}
	}
	p.pass(shapes, true)
	p.write()
}

// pass decides rows that are not decided yet. It reports whether it decided any.
func (p *placer) pass(shapes map[string][]choice, totals bool) bool {
	any := false
	for _, sr := range p.rows {
		if sr.into != nil || sr.total != totals {
			continue
		}
		key := sr.shape(p.w.See)
		choices, known := shapes[key]
		if !known && len(shapes) < mostShapes {
			choices = p.choices(sr)
			shapes[key] = choices
		}
		if into := p.decide(sr, choices); into != nil {
			sr.into, any = into, true
			for i, c := range sr.cells {
				if !totals && into[i] >= 0 {
					p.learn(c.Text, into[i], 1)
				}
			}
		}
	}
	return any
}

// write moves the cells of the rows that were decided to their columns, and tells.
func (p *placer) write() {
	changed := false
	moved := map[int]*shortRow{}
	for _, sr := range p.rows {
		if sr.into == nil {
			if !sr.padded || sr.shifted {
				p.undecided(sr)
			}
			continue
		}
		natural := true
		for i, c := range sr.cells {
			natural = natural && c.Col == sr.into[i]
		}
		if !natural {
			moved[sr.row] = sr
			changed = true
		}
	}
	if !changed {
		return
	}
	p.w.Own()
	p.w.rebuild(moved, p)
}

func (p *placer) undecided(sr *shortRow) {
	if p.w.Unplaced == nil {
		p.w.Unplaced = map[int]bool{}
	}
	p.w.Unplaced[sr.row] = true
	d := grid.DeedAt(sr.row, grid.RowAt(p.t, sr.row), "这一行只有 %d 格，少于 %d 列，各格属于哪一列不能确定，未读入", "this row has %d cells, fewer than the %d columns, and which columns they belong to cannot be told; it was left out", len(sr.cells), len(sr.free))
	d.Lost = true
	p.w.Did(grid.RowUndecided, d)
}
