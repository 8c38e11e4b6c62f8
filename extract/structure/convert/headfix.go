package convert

import (
	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// A converter that knows nothing of merged cells writes the second row of a header
// from the left, without the cells merged above it, and the first one without the
// columns that its cells are merged over.

// placeHeader gives the cells of a header's second row their columns.
func (p *mender) placeHeader() bool {
	if p.Cols < 3 || p.Cols > grid.MaxAligned || p.Rows < 3 || p.Form {
		return false
	}
	lead := 0
	for lead < min(p.Rows, grid.MaxLead) && p.See.Leads(p.Table, lead) {
		lead++
	}
	if lead+2 >= p.Rows {
		return false
	}
	above, below := p.printed(lead), p.printed(lead+1)
	if !p.twoLevels(lead, above, below) {
		return false
	}
	h := &headPlacer{mender: p, lead: lead, above: above, below: below}
	h.look()
	return h.place()
}

// twoLevels reports two rows of names, the second short, with data right below.
func (p *mender) twoLevels(lead int, above, below []*document.Cell) bool {
	if above == nil || below == nil || len(below) < 2 || len(below) >= p.Cols || len(below) > len(above)+p.Cols {
		return false
	}
	if !mayName(p.See, above) || !mayName(p.See, below) || p.See.DataRow(p.Table, lead+1) {
		return false
	}
	return p.See.DataRow(p.Table, lead+2) || lead+3 < p.Rows && p.See.DataRow(p.Table, lead+3)
}

// mayName reports cells none of which holds a figure or a long text.
func mayName(see *grid.Sight, cells []*document.Cell) bool {
	for _, c := range cells {
		if k := see.KindOf(c.Text); k.Figures() && !grid.IsYear(c.Text) || k == grid.Prose {
			return false
		}
	}
	return true
}

// printed lists the cells of a row that a converter wrote from the left, blanks at the
// end left out; nil where merged cells are known in it.
func (p *mender) printed(r int) []*document.Cell {
	var out []*document.Cell
	last := 0
	for c := 0; c < p.Cols; c++ {
		cell := p.Cell(r, c)
		if cell == nil {
			break
		}
		if cell.Row != r || cell.RowSpan > 1 || cell.ColSpan > 1 {
			return nil
		}
		out = append(out, cell)
		if !grid.IsBlank(cell.Text) {
			last = len(out)
		}
	}
	return out[:last]
}

// headPlacer finds over which columns the cells of a header's first row are merged.
type headPlacer struct {
	*mender
	lead         int
	above, below []*document.Cell
	cols         []grid.Column
	high         []bool // columns with figures that no score reaches
}

const mostScore = 120 // no score is higher

// look sees what stands in the columns below.
func (h *headPlacer) look() {
	h.cols, _ = h.See.Profiles(h.Table, h.lead+2, min(h.Rows, h.lead+200))
	h.high = make([]bool, h.Cols)
	for i := range h.Cells {
		c := &h.Cells[i]
		if c.Row < h.lead+2 || c.Row > h.lead+200 {
			continue
		}
		if v, ok := grid.Number(c.Text); ok && v.GreaterThan(decimal.New(mostScore, 0)) {
			h.high[c.Col] = true
		}
	}
}

// spread is a way to merge the first row's cells: over how many columns each.
type spread []int

// place chooses among the ways in which the second row stands under merged cells of
// the first.
func (h *headPlacer) place() bool {
	var best spread
	most, second, found := 0, 0, 0
	for _, s := range h.spreads() {
		score := h.weigh(s)
		switch {
		case found == 0 || score > most:
			best, second, most = s, most, score
			if found == 0 {
				second = score - grid.Strong
			}
		case score > second:
			second = score
		}
		found++
	}
	if found == 0 || found > 1 && most-second < grid.Fair || most < grid.Fair {
		return false
	}
	h.write(best)
	return true
}

// spreads lists the ways: as many columns as the table has, and under the merged cells
// as many places as the second row has cells.
func (h *headPlacer) spreads() []spread {
	k := len(h.below)
	filled := 0
	for _, c := range h.above {
		if !grid.IsBlank(c.Text) {
			filled++
		}
	}
	if filled < len(h.above) { // blanks show what is merged
		return h.byBlanks(k)
	}
	m, n := len(h.above), h.Cols
	if n-m < 1 {
		return nil
	}
	var out []spread
	plain := func() spread {
		s := make(spread, m)
		for i := range s {
			s[i] = 1
		}
		return s
	}
	if n-m+1 == k {
		for i := range m {
			s := plain()
			s[i] = k
			out = append(out, s)
		}
	}
	if n-m+2 == k && n <= 24 {
		for i := range m {
			for j := i + 1; j < m; j++ {
				for a := 2; a <= k-2; a++ {
					s := plain()
					s[i], s[j] = a, k-a
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// byBlanks takes the blanks after a cell for the columns that it is merged over.
func (h *headPlacer) byBlanks(k int) []spread {
	var s spread
	var wide []int
	for i := 0; i < len(h.above); {
		j := i + 1
		for j < len(h.above) && grid.IsBlank(h.above[j].Text) {
			j++
		}
		s = append(s, j-i)
		i = j
	}
	if rest := h.Cols - len(h.above); rest > 0 {
		s[len(s)-1] += rest // blanks at the end were dropped
	}
	for i, n := range s {
		if n > 1 {
			wide = append(wide, i)
		}
	}
	if len(wide) > 10 {
		return nil
	}
	var out []spread
	for mask := 1; mask < 1<<len(wide); mask++ {
		merged := map[int]bool{}
		sum := 0
		for b, i := range wide {
			if mask&(1<<b) != 0 {
				sum += s[i]
				merged[i] = true
			}
		}
		if sum == k {
			out = append(out, s.only(merged))
		}
	}
	return out
}

// only leaves merged none but the given cells; the blanks of others are columns whose
// name was lost.
func (s spread) only(merged map[int]bool) spread {
	var out spread
	for i, n := range s {
		if n == 1 || merged[i] {
			out = append(out, n)
			continue
		}
		out = append(out, 1)
		for range n - 1 {
			out = append(out, -1)
		}
	}
	return out
}

// weigh scores a way by what stands below each name.
func (h *headPlacer) weigh(s spread) int {
	score, col, under, at := 0, 0, 0, 0
	for _, n := range s {
		if n < 0 { // a column without a name
			if h.cols[col].Mostly().Figures() {
				score--
			}
			col++
			continue
		}
		text := h.nameAt(at)
		at++
		if n == 1 {
			score += h.names(text, col)
			col++
			continue
		}
		for range n {
			score += h.names(cjk.Squeeze(h.below[under].Text), col)
			if h.See.HeadsScores(text) && h.high[col] {
				score -= grid.Strong
			}
			under++
			col++
		}
	}
	return score
}

// nameAt is the first row's nth filled cell.
func (h *headPlacer) nameAt(n int) string {
	for _, c := range h.above {
		if grid.IsBlank(c.Text) {
			continue
		}
		if n == 0 {
			return cjk.Squeeze(c.Text)
		}
		n--
	}
	return ""
}

// names scores a name over a column.
func (h *headPlacer) names(text string, col int) int {
	m := h.cols[col].Mostly()
	if text == "" {
		return 0
	}
	switch {
	case h.See.HeadsScores(text) && h.high[col]:
		return -grid.Strong
	case h.See.HeadsSequence(text):
		if m == grid.Integer {
			return grid.Fair
		}
		return -grid.Fair
	case h.See.HeadsFigures(text):
		if m.Figures() {
			return grid.Weak
		}
		if m.Text() {
			return -grid.Fair
		}
		return 0
	case m.Figures():
		return -grid.Weak
	case h.See.HeadsBodies(text) && m == grid.Body:
		return grid.Weak
	}
	return 0
}

// write gives the names their columns.
func (h *headPlacer) write(s spread) {
	h.Change()
	var above []document.Cell
	for _, c := range h.printed(h.lead) {
		if !grid.IsBlank(c.Text) {
			above = append(above, *c)
		}
	}
	var below []document.Cell
	for _, c := range h.printed(h.lead + 1) {
		below = append(below, *c)
	}
	kept := h.Cells[:0]
	for _, c := range h.Cells {
		if c.Row != h.lead && c.Row != h.lead+1 {
			kept = append(kept, c)
		}
	}
	h.Cells = kept
	col, at, under := 0, 0, 0
	for _, n := range s {
		if n < 0 {
			col++
			continue
		}
		c := above[at]
		at++
		c.Col, c.ColSpan, c.RowSpan = col, n, 1
		if n == 1 {
			c.RowSpan = 2
		} else {
			for k := range n {
				b := below[under]
				b.Col, b.ColSpan, b.RowSpan = col+k, 1, 1
				h.Cells = append(h.Cells, b)
				under++
			}
		}
		h.Cells = append(h.Cells, c)
		col += n
	}
	grid.SortCells(h.Cells)
	h.Seal()
	h.Deeds = append(h.Deeds, h.Deed(grid.HeaderPlaced, h.lead+1, "表头第二行缺少上方合并的格，已按各列内容归位", "the header's second row lacks the cells merged above it and was placed by what the columns hold"))
}

// shiftHeads moves a row of heads within a table to the right that lacks the cell
// merged above it: as it stands, words are headed as figures and figures not at all.
func (p *mender) shiftHeads() bool {
	any := false
	if p.Cols < 3 || p.Cols > grid.MaxAligned {
		return false
	}
	for r := 1; r+1 < p.Rows; r++ {
		if r >= p.Lead && r < p.Head {
			continue
		}
		cells := p.printed(r)
		gap := p.Cols - len(cells)
		if len(cells) < 2 || gap < 1 || gap > 3 || !p.wordsOnly(cells) {
			continue
		}
		end := r + 1
		for end < p.Rows && end < r+12 && holdsFigure(p.See, p.Table, end) {
			end++
		}
		if end == r+1 {
			continue
		}
		cols, _ := p.See.Profiles(p.Table, r+1, end)
		if by := shiftBy(p.See, cells, cols); by > 0 {
			p.Change()
			p.shift(r, len(cells), by)
			any = true
		}
	}
	return any
}

// shiftBy tells by how many columns heads are to be moved to the right so that they
// stand over figures, where a column of figures stands under no head; 0 where not.
func shiftBy(see *grid.Sight, cells []*document.Cell, cols []grid.Column) int {
	bare := false
	for _, c := range cols[len(cells):] {
		bare = bare || c.Mostly().Figures()
	}
	if !bare {
		return 0
	}
	best := 0
	for d := 1; d <= len(cols)-len(cells); d++ {
		if headsFit(see, cells, cols, d) > headsFit(see, cells, cols, best) {
			best = d
		}
	}
	if headsFit(see, cells, cols, best)-headsFit(see, cells, cols, 0) < grid.Fair {
		return 0
	}
	return best
}

// headsFit says how well heads moved by so many columns stand over figures.
func headsFit(see *grid.Sight, cells []*document.Cell, cols []grid.Column, by int) int {
	n := 0
	for i, c := range cells {
		m := cols[i+by].Mostly()
		switch h := see.HeadsFigures(cjk.Squeeze(c.Text)); {
		case h && m.Figures():
			n += grid.Weak
		case h && m.Text():
			n -= grid.Fair
		}
	}
	return n
}

func (p *mender) wordsOnly(cells []*document.Cell) bool {
	for _, c := range cells {
		if k := p.See.KindOf(c.Text); !k.Text() || k == grid.Prose {
			return false
		}
	}
	return true
}

// shift moves the first n cells of a row to the right.
func (p *mender) shift(r, n, by int) {
	p.Deeds = append(p.Deeds, p.Deed(grid.HeaderPlaced, r, "这一行列名缺少左边合并的格，已右移 %d 列", "the row of heads lacks the cell merged above it at the left and was moved %d columns to the right", by))
	kept := p.Cells[:0]
	for _, c := range p.Cells {
		if c.Row == r {
			if c.Col >= n {
				continue
			}
			c.Col += by
		}
		kept = append(kept, c)
	}
	for col := range p.Cols {
		if col < by || col >= n+by {
			kept = append(kept, document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, At: grid.CellAt(p.Table, r, col)})
		}
	}
	p.Cells = kept
	grid.SortCells(p.Cells)
	p.Seal()
}
