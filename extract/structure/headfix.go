package structure

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// A converter that knows nothing of merged cells writes the second row of a header
// from the left, without the cells merged above it, and the first one without the
// columns that its cells are merged over.

// placeHeader gives the cells of a header's second row their columns.
func (p *part) placeHeader() bool {
	if p.Cols < 3 || p.Cols > maxAligned || p.Rows < 3 || p.form {
		return false
	}
	lead := 0
	for lead < min(p.Rows, maxLead) && leads(p.Table, lead) {
		lead++
	}
	if lead+2 >= p.Rows {
		return false
	}
	above, below := p.printed(lead), p.printed(lead+1)
	if above == nil || below == nil || len(below) < 2 || len(below) >= p.Cols || len(below) > len(above)+p.Cols {
		return false
	}
	for _, cells := range [2][]*document.Cell{above, below} {
		for _, c := range cells {
			if k := kindOf(c.Text); k.figures() && !isYear(c.Text) || k == prose {
				return false
			}
		}
	}
	if dataRow(p.Table, lead+1) || !dataRow(p.Table, lead+2) && !(lead+3 < p.Rows && dataRow(p.Table, lead+3)) {
		return false
	}
	h := &headPlacer{part: p, lead: lead, above: above, below: below}
	h.look()
	return h.place()
}

// printed lists the cells of a row that a converter wrote from the left, blanks at the
// end left out; nil where merged cells are known in it.
func (p *part) printed(r int) []*document.Cell {
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
		if !isBlank(cell.Text) {
			last = len(out)
		}
	}
	return out[:last]
}

// headPlacer finds over which columns the cells of a header's first row are merged.
type headPlacer struct {
	*part
	lead         int
	above, below []*document.Cell
	cols         []column
	high         []bool // columns with figures that no score reaches
}

const mostScore = 120 // no score is higher

// look sees what stands in the columns below.
func (h *headPlacer) look() {
	h.cols, _ = profiles(h.Table, h.lead+2, min(h.Rows, h.lead+200))
	h.high = make([]bool, h.Cols)
	for i := range h.Cells {
		c := &h.Cells[i]
		if c.Row < h.lead+2 || c.Row > h.lead+200 {
			continue
		}
		if v, ok := number(c.Text); ok && v.GreaterThan(decimal.New(mostScore, 0)) {
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
				second = score - strong
			}
		case score > second:
			second = score
		}
		found++
	}
	if found == 0 || found > 1 && most-second < fair || most < fair {
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
		if !isBlank(c.Text) {
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
		for j < len(h.above) && isBlank(h.above[j].Text) {
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
		sum := 0
		for b, i := range wide {
			if mask&(1<<b) != 0 {
				sum += s[i]
			}
		}
		if sum != k {
			continue
		}
		own := make(spread, 0, h.Cols)
		for i, n := range s {
			split := n > 1
			for b, w := range wide {
				if w == i && mask&(1<<b) != 0 {
					split = false
				}
			}
			if split { // its blanks are columns whose name was lost
				own = append(own, 1)
				for range n - 1 {
					own = append(own, -1)
				}
				continue
			}
			own = append(own, n)
		}
		out = append(out, own)
	}
	return out
}

// weigh scores a way by what stands below each name.
func (h *headPlacer) weigh(s spread) int {
	score, col, under, at := 0, 0, 0, 0
	for _, n := range s {
		if n < 0 { // a column without a name
			if h.cols[col].mostly().figures() {
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
			if scoring(text) && h.high[col] {
				score -= strong
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
		if isBlank(c.Text) {
			continue
		}
		if n == 0 {
			return cjk.Squeeze(c.Text)
		}
		n--
	}
	return ""
}

func scoring(s string) bool {
	return strings.Contains(s, "得分") || strings.Contains(s, "分值") || strings.Contains(s, "评分") || strings.Contains(s, "权重") || strings.Contains(s, "分数")
}

// names scores a name over a column.
func (h *headPlacer) names(text string, col int) int {
	m := h.cols[col].mostly()
	if text == "" {
		return 0
	}
	switch {
	case scoring(text) && h.high[col]:
		return -strong
	case sequenceWords[text]:
		if m == integer {
			return fair
		}
		return -fair
	case headsFigures(text):
		if m.figures() {
			return weak
		}
		if m.text() {
			return -fair
		}
		return 0
	case m.figures():
		return -weak
	case endsIn(text, bodyHeads) && m == body:
		return weak
	}
	return 0
}

// write gives the names their columns.
func (h *headPlacer) write(s spread) {
	h.change()
	var above []document.Cell
	for _, c := range h.printed(h.lead) {
		if !isBlank(c.Text) {
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
	sortCells(h.Cells)
	h.Seal()
	h.deeds = append(h.deeds, h.deed(HeaderPlaced, h.lead+1, "表头第二行缺少上方合并的格，已按各列内容归位", "the header's second row lacks the cells merged above it and was placed by what the columns hold"))
}

// shiftHeads moves a row of heads within a table to the right that lacks the cell
// merged above it: as it stands, words are headed as figures and figures not at all.
func (p *part) shiftHeads() bool {
	any := false
	if p.Cols < 3 || p.Cols > maxAligned {
		return false
	}
	for r := 1; r+1 < p.Rows; r++ {
		if r >= p.lead && r < p.head {
			continue
		}
		cells := p.printed(r)
		gap := p.Cols - len(cells)
		if len(cells) < 2 || gap < 1 || gap > 3 || !p.wordsOnly(cells) {
			continue
		}
		end := r + 1
		for end < p.Rows && end < r+12 && holdsFigure(p.Table, end) {
			end++
		}
		if end == r+1 {
			continue
		}
		cols, _ := profiles(p.Table, r+1, end)
		score := func(d int) int {
			n := 0
			for i, c := range cells {
				m := cols[i+d].mostly()
				switch h := headsFigures(cjk.Squeeze(c.Text)); {
				case h && m.figures():
					n += weak
				case h && m.text():
					n -= fair
				}
			}
			return n
		}
		best := 0
		bare := false // a column of figures stands under no head
		for c := len(cells); c < p.Cols; c++ {
			bare = bare || cols[c].mostly().figures()
		}
		for d := 1; d <= gap && bare; d++ {
			if score(d) > score(best) {
				best = d
			}
		}
		if best == 0 || score(best)-score(0) < fair {
			continue
		}
		p.change()
		p.shift(r, len(cells), best)
		any = true
	}
	return any
}

func (p *part) wordsOnly(cells []*document.Cell) bool {
	for _, c := range cells {
		if k := kindOf(c.Text); !k.text() || k == prose {
			return false
		}
	}
	return true
}

// shift moves the first n cells of a row to the right.
func (p *part) shift(r, n, by int) {
	p.deeds = append(p.deeds, p.deed(HeaderPlaced, r, "这一行列名缺少左边合并的格，已右移 %d 列", "the row of heads lacks the cell merged above it at the left and was moved %d columns to the right", by))
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
			kept = append(kept, document.Cell{Row: r, Col: col, RowSpan: 1, ColSpan: 1, At: cellAt(p.Table, r, col)})
		}
	}
	p.Cells = kept
	sortCells(p.Cells)
	p.Seal()
}
