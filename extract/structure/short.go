package structure

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// Converters that know nothing of merged cells write rows with fewer cells than the
// header: a cell missing at the left or in the middle is the merged one above it, or
// was merged with its neighbour. Where the cells of such a row belong is told by what
// the columns hold; where that leaves it open, the row is not read.

// shortRow is a row with fewer cells than there are places.
type shortRow struct {
	row    int
	cells  []*document.Cell // those printed, in order; blanks at the end that only pad left out
	free   []int            // the columns that no cell from above covers
	total  bool
	padded bool  // it has all its cells, the last ones blank
	into   []int // the columns chosen, by cell
}

// placer places the short rows of a region.
type placer struct {
	w     *whole
	t     *document.Table
	in    region
	cols  []column
	heads []string
	seq   int // the column that counts the rows, -1 where none does
	rows  []*shortRow
}

// placeRows finds the columns of the cells of short rows.
func (s *shaper) placeRows(w *whole) {
	if w.Cols < 3 || w.Cols > maxAligned || s.doc.Format == document.PDF {
		return // where cells stand in print, none is out of its place
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
	p.heads = headTexts(p.t, p.in.lead, p.in.head)
	p.cols = make([]column, p.t.Cols)
	for c := range p.cols {
		p.cols[c].head = p.heads[c]
	}
	var full []int
	for r := p.in.head; r < p.in.to; r++ {
		if sr := p.short(r); sr != nil {
			p.rows = append(p.rows, sr)
		} else {
			full = append(full, r)
		}
	}
	if len(p.rows) == 0 {
		return
	}
	for _, r := range full {
		if _, total := totalRow(p.t, r); total || across(p.t, r) != nil || numberRow(p.t, r) {
			continue
		}
		for _, c := range ownCells(p.t, r) {
			if c.ColSpan == 1 {
				p.cols[c.Col].count[kindOf(c.Text)]++
			}
		}
	}
	for c, h := range p.heads {
		if sequenceWords[h] {
			p.seq = c
		}
	}
	if p.seq < 0 && p.w.seq.col >= 0 && !p.w.Form {
		p.seq = p.w.seq.col
	}
}

// short looks at one row; nil where all its places are taken.
func (p *placer) short(r int) *shortRow {
	sr := &shortRow{row: r}
	for c := 0; c < p.t.Cols; c++ {
		cell := p.t.Cell(r, c)
		if cell != nil && cell.Row < r {
			continue
		}
		sr.free = append(sr.free, c)
		if cell == nil || cell.Col != c {
			continue
		}
		if cell.ColSpan > 1 || cell.RowSpan > 1 {
			return nil // merged cells are known here: nothing is missing
		}
		sr.cells = append(sr.cells, cell)
	}
	sr.padded = len(sr.cells) == len(sr.free)
	filled := 0
	for i, c := range sr.cells {
		if !isBlank(c.Text) {
			filled = i + 1
		}
	}
	if filled < 2 || numberRow(p.t, r) {
		return nil
	}
	if sr.padded {
		if p.w.Form || filled == len(sr.cells) || !p.misfits(sr) {
			return nil
		}
		sr.cells = sr.cells[:filled]
	}
	_, sr.total = totalRow(p.t, r)
	return sr
}

// misfits reports a full row whose cells stand under the wrong heads: a figure under
// the head of names, and words under that of figures.
func (p *placer) misfits(sr *shortRow) bool {
	wrong := 0
	for _, c := range sr.cells {
		h, k := p.heads[c.Col], kindOf(c.Text)
		switch {
		case h == "":
		case k == figure && (endsIn(h, bodyHeads) || strings.HasSuffix(h, "名称")):
			return true
		case k.text() && headsFigures(h):
			wrong++
		}
	}
	return wrong >= 2
}

func endsIn(h string, ends []string) bool {
	if i := strings.IndexByte(h, '('); i > 0 {
		h = h[:i]
	}
	for _, e := range ends {
		if strings.HasSuffix(h, e) {
			return true
		}
	}
	return false
}

// headsFigures reports a header over figures.
func headsFigures(h string) bool {
	if h == "" || endsIn(h, bodyHeads) || strings.Contains(h, "意见") || strings.Contains(h, "备注") || strings.Contains(h, "名称") || strings.Contains(h, "原因") {
		return false
	}
	return endsIn(h, figureHeads) || strings.HasSuffix(h, "元)") || strings.HasSuffix(h, "(%)")
}

// place decides the rows in groups of one shape, the largest first, totals last, and
// writes what was decided.
func (p *placer) place() {
	groups := map[string][]*shortRow{}
	var keys []string
	for _, sr := range p.rows {
		key := sr.shape()
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], sr)
	}
	slices.SortStableFunc(keys, func(a, b string) int {
		x, y := groups[a], groups[b]
		if x[0].total != y[0].total {
			if x[0].total {
				return 1
			}
			return -1
		}
		return len(y) - len(x)
	})
	const most = 200 // shapes of rows that a table is looked at for
	for i, k := range keys {
		if i < most {
			p.decide(groups[k])
		}
	}
	p.write()
}

// shape tells rows alike: as many cells of the same kinds, over the same places.
func (sr *shortRow) shape() string {
	b := make([]byte, 0, len(sr.cells)+len(sr.free)+2)
	for _, c := range sr.cells {
		k := kindOf(c.Text)
		switch {
		case k == integer || k == figure:
			k = figure
		case k.text():
			k = words
		case k == unstated:
			k = blank
		}
		b = append(b, 'a'+byte(k))
	}
	b = append(b, '/')
	for _, c := range sr.free {
		b = append(b, byte(c))
	}
	if sr.total {
		b = append(b, '=')
	}
	return string(b)
}

// choice is one way to place the cells of rows of one shape.
type choice struct {
	into  []int
	score int // over all rows
	wrong int // cells that contradict their column
}

// decide chooses the columns of the rows of one shape.
func (p *placer) decide(rows []*shortRow) {
	var best, next choice
	found := 0
	for _, into := range gaps(len(rows[0].cells), rows[0].free) {
		c := p.weigh(rows, into)
		switch {
		case found == 0 || c.score > best.score:
			best, next = c, best
			found++
		case found == 1 || c.score > next.score:
			next = c
			found++
		}
	}
	margin := len(rows)
	if found > 1 && best.score-next.score < margin && rows[0].total && len(rows) == 1 {
		if c, ok := p.bySum(rows[0], best.score); ok {
			best, next.score = c, c.score-margin
		}
	}
	if found == 0 || best.wrong*10 > len(rows)*len(rows[0].cells) || found > 1 && best.score-next.score < margin {
		return
	}
	for _, sr := range rows {
		sr.into = best.into
		if sr.total {
			continue
		}
		for i, c := range sr.cells {
			p.cols[best.into[i]].count[kindOf(c.Text)]++
		}
	}
}

// gaps lists the ways to place n cells, in order, on free places: what is missing is
// missing in one place, or in one place and at the end.
func gaps(n int, free []int) [][]int {
	miss := len(free) - n
	if miss == 0 {
		return nil
	}
	var out [][]int
	for tail := 0; tail <= miss; tail++ {
		gap := miss - tail
		for at := 0; at < n; at++ {
			if gap == 0 && at > 0 {
				break
			}
			into := make([]int, n)
			for i := range n {
				if i < at {
					into[i] = free[i]
				} else {
					into[i] = free[i+gap]
				}
			}
			out = append(out, into)
		}
	}
	if miss == 2 { // two cells merged over rows, each missing on its own
		for a := 0; a < n; a++ {
			for b := a + 1; b < n; b++ {
				into := make([]int, n)
				for i := range n {
					switch {
					case i < a:
						into[i] = free[i]
					case i < b:
						into[i] = free[i+1]
					default:
						into[i] = free[i+2]
					}
				}
				out = append(out, into)
			}
		}
	}
	return out
}

// weigh scores a choice for rows of one shape.
func (p *placer) weigh(rows []*shortRow, into []int) choice {
	c := choice{into: into}
	used := map[int]bool{}
	for _, col := range into {
		used[col] = true
	}
	for _, sr := range rows {
		for i, cell := range sr.cells {
			fit, wrong := p.fit(kindOf(cell.Text), into[i], sr.total, i)
			c.score += fit
			if wrong {
				c.wrong++
			}
		}
		c.score += p.count(sr, into)
		last := into[len(into)-1]
		for _, col := range sr.free {
			if !used[col] {
				c.score += p.missing(col, col > last, sr.total)
			}
		}
	}
	return c
}

// fit says how well a cell agrees with a column.
func (p *placer) fit(k kind, col int, total bool, nth int) (score int, wrong bool) {
	c := &p.cols[col]
	m := c.mostly()
	switch {
	case k.empty():
		return 0, false
	case total && k.text():
		return -col, false // the label stands first, over the columns it is merged over
	case m.figures() && k.figures():
		if m == share != (k == share) {
			return 0, false
		}
		return 3, false
	case m.text() && k.text():
		switch {
		case m == body && k == body:
			return 3, false
		case m == body || k == body && c.count[body] == 0 && c.text() > 2:
			return 1, false
		}
		return 3, false
	case m.figures() && k.text(), m.text() && k.figures():
		return -6, true
	}
	// Nothing known but the header.
	switch {
	case c.head == "":
		return 0, false
	case endsIn(c.head, bodyHeads):
		if k == body {
			return 3, false
		}
		if k.figures() {
			return -6, true
		}
		return 1, false
	case sequenceWords[c.head]:
		if k == integer {
			return 3, false
		}
		return -3, false
	case headsFigures(c.head):
		if k.figures() {
			return 2, false
		}
		return -4, k == body || k == prose
	case k.text():
		return 2, false
	}
	return -1, false
}

// count says how well a row's number goes on with the row above.
func (p *placer) count(sr *shortRow, into []int) int {
	if p.seq < 0 || sr.total {
		return 0
	}
	for i, col := range into {
		if col != p.seq {
			continue
		}
		if _, ok := smallNumber(sr.cells[i].Text); ok || chineseNumeral(sr.cells[i].Text) {
			return 2
		}
		if !isBlank(sr.cells[i].Text) {
			return -4
		}
	}
	return 0
}

// missing is what speaks against a cell that is missing in a column.
func (p *placer) missing(col int, atEnd, total bool) int {
	m := p.cols[col].mostly()
	switch {
	case total && atEnd:
		return 0
	case total: // merged with the label
		if m.figures() && col != p.seq {
			return -2
		}
		return 0
	case atEnd && m.figures():
		return -3
	case atEnd:
		return -1
	case col == p.seq:
		return -2
	case m.figures():
		return -3
	case p.cols[col].count[body] > 0 || endsIn(p.cols[col].head, bodyHeads):
		return 0 // who carries it out is often merged over rows
	}
	return -1
}

// bySum chooses for a total among ways that fit as well the one whose figures are the
// sums of their columns.
func (p *placer) bySum(sr *shortRow, score int) (choice, bool) {
	var best choice
	most, ties := 0, 0
	for _, into := range gaps(len(sr.cells), sr.free) {
		c := p.weigh([]*shortRow{sr}, into)
		if score-c.score > 1 {
			continue
		}
		hits := 0
		for i, cell := range sr.cells {
			v, ok := number(cell.Text)
			if sum, n := p.sum(into[i], sr.row); ok && n > 1 && !v.IsZero() && sum.Equal(v) {
				hits++
			}
		}
		switch {
		case hits > most:
			best, most, ties = c, hits, 1
		case hits == most:
			ties++
		}
	}
	return best, most > 0 && ties == 1
}

// sum adds up a column's figures above or below a total.
func (p *placer) sum(col, but int) (decimal.Decimal, int) {
	sum, n := decimal.Zero, 0
	placed := map[int]*shortRow{}
	for _, sr := range p.rows {
		placed[sr.row] = sr
	}
	for r := p.in.head; r < p.in.to; r++ {
		if r == but {
			continue
		}
		if _, total := totalRow(p.t, r); total {
			continue
		}
		text := ""
		if sr := placed[r]; sr != nil {
			for i, c := range sr.into {
				if c == col {
					text = sr.cells[i].Text
				}
			}
		} else if c := p.t.Cell(r, col); c != nil && c.Row == r {
			text = c.Text
		}
		if v, ok := number(text); ok {
			sum = sum.Add(v)
			n++
		}
	}
	return sum, n
}

// number is a cell's figure, as far as it is plain.
func number(text string) (decimal.Decimal, bool) {
	s := strings.ReplaceAll(cjk.Squeeze(text), ",", "")
	if s == "" || len(s) > 30 || strings.Trim(s, "-0123456789.") != "" {
		return decimal.Zero, false
	}
	v, err := decimal.NewFromString(s)
	return v, err == nil
}

// write moves the cells of the rows that were decided to their columns, and tells.
func (p *placer) write() {
	changed := false
	moved := map[int]*shortRow{}
	for _, sr := range p.rows {
		if sr.into == nil {
			if !sr.padded {
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
	p.w.own()
	p.w.rebuild(moved, p)
}

func (p *placer) undecided(sr *shortRow) {
	if p.w.undecided == nil {
		p.w.undecided = map[int]bool{}
	}
	p.w.undecided[sr.row] = true
	d := deedAt(sr.row, rowAt(p.t, sr.row), "这一行只有 %d 格，少于 %d 列，各格属于哪一列不能确定，未读入", "this row has %d cells, fewer than the %d columns, and which columns they belong to cannot be told; it was left out", len(sr.cells), len(sr.free))
	d.Lost = true
	p.w.did(RowUndecided, d)
}
