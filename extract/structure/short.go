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
	w      *whole
	t      *document.Table
	in     region
	cols   []column
	texts  []map[string]int // by column, the words in it and how often
	brief  []int            // by column, how many of them have two characters at most
	heads  []string
	merges []bool // columns in which cells over several rows are known
	width  int    // columns that the header has
	seq    int    // the column that counts the rows, -1 where none does
	rows   []*shortRow
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
	p.texts = make([]map[string]int, p.t.Cols)
	p.merges, p.brief = make([]bool, p.t.Cols), make([]int, p.t.Cols)
	for c := range p.cols {
		p.cols[c].head = p.heads[c]
		p.texts[c] = map[string]int{}
	}
	var full []int
	p.width = p.headed()
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
	for _, r := range full {
		if _, total := totalRow(p.t, r); total || across(p.t, r) != nil || numberRow(p.t, r) {
			continue
		}
		for _, c := range ownCells(p.t, r) {
			if c.ColSpan == 1 {
				p.learn(c.Text, c.Col, c.RowSpan)
				p.merges[c.Col] = p.merges[c.Col] || c.RowSpan > 1
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
	k := kindOf(text)
	p.cols[col].count[k]++
	if k.text() {
		key := cjk.Squeeze(text)
		if p.texts[col][key] == 0 && runes(key) <= 2 {
			p.brief[col]++
		}
		p.texts[col][key] += rows
	}
}

// short looks at one row; nil where all its places are taken.
func (p *placer) short(r int) *shortRow {
	sr := &shortRow{row: r}
	if p.long(r) {
		return nil
	}
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
	sr.total = sr.total || p.w.Form && formSums[cjk.Squeeze(sr.cells[0].Text)]
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
			sr.shifted = true
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
		key := sr.shape()
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

const (
	mostShapes  = 200 // shapes of rows that a table is looked at for
	mostChoices = 16  // ways to place a row that its words choose among
)

// shape tells rows alike: as many cells of the same kinds, over the same places.
func (sr *shortRow) shape() string {
	b := make([]byte, 0, len(sr.cells)+len(sr.free)+2)
	for _, c := range sr.cells {
		k := kindOf(c.Text)
		switch {
		case k == integer || k == figure:
			k = figure
		case k == prose:
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
	score int
}

// choices lists the ways to place rows of one shape that agree with what stands in the
// columns, the best first.
func (p *placer) choices(sr *shortRow) []choice {
	var out []choice
	for _, into := range gaps(len(sr.cells), sr.free) {
		if score, ok := p.weigh(sr, into); ok {
			out = append(out, choice{into, score})
		}
	}
	slices.SortStableFunc(out, func(a, b choice) int { return b.score - a.score })
	return out[:min(len(out), mostChoices)]
}

// decide chooses among the ways by what the row says; nil where that leaves it open. Of
// words that fit two columns as well, as names of bodies do where two columns hold such,
// their place alone is left open, where the row's figures are the same in both.
func (p *placer) decide(sr *shortRow, choices []choice) []int {
	if len(choices) == 0 {
		return nil
	}
	scores := make([]int, len(choices))
	best := 0
	for i, c := range choices {
		scores[i] = c.score + p.known(sr, c.into) + p.count(sr, c.into)
		if scores[i] > scores[best] {
			best = i
		}
	}
	into := slices.Clone(choices[best].into)
	for i, c := range choices {
		behind := scores[best] - scores[i]
		if i == best || behind >= strong {
			continue
		}
		if p.figuresDiffer(sr, c.into, choices[best].into) {
			if behind >= fair {
				continue
			}
			if sr.total {
				return p.bySum(sr, choices)
			}
			sr.lost = true
		}
		for k := range into {
			if c.into[k] != choices[best].into[k] && !kindOf(sr.cells[k].Text).empty() {
				sr.open = append(sr.open, c.into[k], choices[best].into[k])
				into[k] = -1
			}
		}
	}
	return into
}

// figuresDiffer reports whether two ways put a figure, or a total's label, into different
// columns.
func (p *placer) figuresDiffer(sr *shortRow, a, b []int) bool {
	for i, c := range sr.cells {
		if a[i] != b[i] && (kindOf(c.Text).figures() || sr.total && !isBlank(c.Text)) {
			return true
		}
	}
	return false
}

// gaps lists the ways to place n cells, in order, on free places: cells are missing in
// one place, or one each in two places, and at the end.
func gaps(n int, free []int) [][]int {
	miss := len(free) - n
	var out [][]int
	way := func(at, gap, also int) {
		into := make([]int, n)
		for i := range n {
			k := i
			if i >= at {
				k += gap
			}
			if i >= also {
				k++
			}
			into[i] = free[k]
		}
		out = append(out, into)
	}
	for gap := 0; gap <= miss; gap++ {
		for at := range n {
			way(at, gap, n)
			if gap == 0 {
				break
			}
		}
	}
	const most = 24 // columns of a table in which cells are looked for in two places
	if miss >= 2 && len(free) <= most {
		for at := range n {
			for also := at + 1; also < n; also++ {
				way(at, 1, also)
			}
		}
	}
	return out
}

// weigh scores a way to place a row; ok is false where words would stand among figures
// or figures among words.
func (p *placer) weigh(sr *shortRow, into []int) (score int, ok bool) {
	var used [maxAligned]bool
	for i, cell := range sr.cells {
		used[into[i]] = true
		fit, wrong := p.fit(kindOf(cell.Text), into[i], sr.total)
		if wrong {
			return 0, false
		}
		score += fit
	}
	last, lead := into[len(into)-1], true
	for i, col := range sr.free {
		lead = lead && !used[col]
		switch {
		case used[col]:
		case lead && !sr.total && col != p.seq && !p.cols[col].mostly().figures():
			if i == 0 { // the groups that rows stand in are merged from the left
				score -= weak
			}
		default:
			score += p.missing(col, col > last, sr.total)
		}
	}
	return score, true
}

// fit says how well a cell agrees with a column.
func (p *placer) fit(k kind, col int, total bool) (score int, wrong bool) {
	c := &p.cols[col]
	m := c.mostly()
	switch {
	case k.empty():
		return 0, false
	case total && k.text():
		return -fair * col, false // the label stands first, over the columns it is merged over
	case m.figures() && k.figures():
		if m == share != (k == share) {
			return -fair, false
		}
		return 3, false
	case m.text() && k.text():
		switch {
		case m == body && k == body:
			return 3, false
		case m == body || k == body && c.count[body] == 0:
			return 1, false
		}
		return 3, false
	case m.figures() && k.text(), m.text() && k.figures():
		return -6, true
	}
	if c.count[blank] > 1 {
		return -1, false // nothing stands in it elsewhere
	}
	// Nothing known but the header.
	names := strings.HasSuffix(c.head, "名称")
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
	case names && k == words:
		return 3, false
	case names && k == body:
		return 1, false
	case k.text():
		return 2, false
	}
	return -1, false
}

// known speaks for words that stand in their column in other rows too, and against
// those that do not where the column says a few things again and again.
func (p *placer) known(sr *shortRow, into []int) int {
	score := 0
	for i, cell := range sr.cells {
		if sr.total || !kindOf(cell.Text).text() {
			continue
		}
		seen := p.texts[into[i]]
		if brief, all := p.brief[into[i]], len(seen); all > 0 && (runes(cell.Text) <= 2) != (brief*2 > all) {
			score -= fair // 优 among opinions, an opinion among grades
		}
		switch n := seen[cjk.Squeeze(cell.Text)]; {
		case n > 1:
			score += fair
			continue
		case n == 1:
			score += weak
			continue
		}
		rows := 0
		for _, n := range seen {
			rows += n
		}
		if rows > 5 && rows >= 2*len(seen) {
			score -= fair
		}
	}
	return score
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
			return strong
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
	case atEnd && m.figures() && p.cols[col].count[blank] > 0:
		return -weak
	case m.figures() && col != p.seq:
		return -strong - weak // a figure is not merged with those above it
	case atEnd && p.cols[col].text() > p.cols[col].count[blank]:
		return -fair
	case atEnd:
		return 0
	case col == p.seq:
		return -strong
	case p.cols[col].count[body] > 0 || endsIn(p.cols[col].head, bodyHeads):
		return 0 // who carries it out is often merged over rows
	case p.merges[col]:
		return -weak
	}
	return -strong - weak
}

// bySum chooses for a total among ways that fit as well the one whose figures are the
// sums of their columns.
func (p *placer) bySum(sr *shortRow, choices []choice) []int {
	var best []int
	most, ties := 0, 0
	for _, c := range choices {
		if choices[0].score-c.score >= fair {
			continue
		}
		hits := 0
		for i, cell := range sr.cells {
			v, ok := number(cell.Text)
			if sum, n := p.sum(c.into[i], sr.row); ok && n > 1 && !v.IsZero() && sum.Equal(v) {
				hits++
			}
		}
		switch {
		case hits > most:
			best, most, ties = c.into, hits, 1
		case hits == most:
			ties++
		}
	}
	if most == 0 || ties > 1 {
		return nil
	}
	return best
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
