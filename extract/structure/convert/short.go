package convert

import (
	"slices"

	"github.com/shopspring/decimal"

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

const (
	mostShapes  = 200 // shapes of rows that a table is looked at for
	mostChoices = 16  // ways to place a row that its words choose among
)

// shape tells rows alike: as many cells of the same kinds, over the same places.
func (sr *shortRow) shape(see *grid.Sight) string {
	b := make([]byte, 0, len(sr.cells)+len(sr.free)+2)
	for _, c := range sr.cells {
		k := see.KindOf(c.Text)
		switch {
		case k == grid.Integer || k == grid.Figure:
			k = grid.Figure
		case k == grid.Prose:
			k = grid.Words
		case k == grid.Unstated:
			k = grid.Blank
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
		if i == best || behind >= grid.Strong {
			continue
		}
		if p.figuresDiffer(sr, c.into, choices[best].into) {
			if behind >= grid.Fair {
				continue
			}
			if sr.total {
				return p.bySum(sr, choices)
			}
			sr.lost = true
		}
		for k := range into {
			if c.into[k] != choices[best].into[k] && !p.w.See.KindOf(sr.cells[k].Text).Empty() {
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
		if a[i] != b[i] && (p.w.See.KindOf(c.Text).Figures() || sr.total && !grid.IsBlank(c.Text)) {
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
	var used [grid.MaxAligned]bool
	for i, cell := range sr.cells {
		used[into[i]] = true
		fit, wrong := p.fit(p.w.See.KindOf(cell.Text), into[i], sr.total)
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
		case lead && !sr.total && col != p.seq && !p.cols[col].Mostly().Figures():
			if i == 0 { // the groups that rows stand in are merged from the left
				score -= grid.Weak
			}
		default:
			score += p.missing(col, col > last, sr.total)
		}
	}
	return score, true
}

// fit says how well a cell agrees with a column.
func (p *placer) fit(k grid.Content, col int, total bool) (score int, wrong bool) {
	c := &p.cols[col]
	m := c.Mostly()
	switch {
	case k.Empty():
		return 0, false
	case total && k.Text():
		return -grid.Fair * col, false // the label stands first, over the columns it is merged over
	case m.Figures() && k.Figures():
		if m == grid.Share != (k == grid.Share) {
			return -grid.Fair, false
		}
		return 3, false
	case m.Text() && k.Text():
		return fitWords(k, c), false
	case m.Figures() && k.Text(), m.Text() && k.Figures():
		return -6, true
	}
	if c.Count[grid.Blank] > 1 {
		return -1, false // nothing stands in it elsewhere
	}
	return fitHead(p.w.See, k, c.Head)
}

// fitWords says how well words agree with a column of words: names of bodies stand
// among such.
func fitWords(k grid.Content, c *grid.Column) int {
	bodies := c.Mostly() == grid.Body
	if bodies != (k == grid.Body) && (bodies || c.Count[grid.Body] == 0) {
		return 1
	}
	return 3
}

// fitBodies says how well a cell agrees with a head over names of public bodies.
func fitBodies(k grid.Content) (score int, wrong bool) {
	switch {
	case k == grid.Body:
		return 3, false
	case k.Figures():
		return -6, true
	}
	return 1, false
}

// fitHead says how well a cell agrees with a column of which the head alone is known.
func fitHead(see *grid.Sight, k grid.Content, head string) (score int, wrong bool) {
	names := see.HeadsNames(head)
	switch {
	case head == "":
		return 0, false
	case see.HeadsBodies(head):
		return fitBodies(k)
	case see.HeadsSequence(head):
		if k == grid.Integer {
			return 3, false
		}
		return -3, false
	case see.HeadsFigures(head):
		if k.Figures() {
			return 2, false
		}
		return -4, k == grid.Body || k == grid.Prose
	case names && k == grid.Words:
		return 3, false
	case names && k == grid.Body:
		return 1, false
	case k.Text():
		return 2, false
	}
	return -1, false
}

// known speaks for words that stand in their column in other rows too, and against
// those that do not where the column says a few things again and again.
func (p *placer) known(sr *shortRow, into []int) int {
	score := 0
	for i, cell := range sr.cells {
		if sr.total || !p.w.See.KindOf(cell.Text).Text() {
			continue
		}
		seen := p.texts[into[i]]
		if brief, all := p.brief[into[i]], len(seen); all > 0 && (grid.Runes(cell.Text) <= 2) != (brief*2 > all) {
			score -= grid.Fair // 优 among opinions, an opinion among grades
		}
		switch n := seen[cjk.Squeeze(cell.Text)]; {
		case n > 1:
			score += grid.Fair
			continue
		case n == 1:
			score += grid.Weak
			continue
		}
		if rows := p.said[into[i]]; rows > 5 && rows >= 2*len(seen) {
			score -= grid.Fair
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
		if _, ok := grid.SmallNumber(sr.cells[i].Text); ok || grid.ChineseNumeral(sr.cells[i].Text) {
			return grid.Strong
		}
		if !grid.IsBlank(sr.cells[i].Text) {
			return -4
		}
	}
	return 0
}

// missing is what speaks against a cell that is missing in a column.
func (p *placer) missing(col int, atEnd, total bool) int {
	figures := p.cols[col].Mostly().Figures()
	blanks := p.cols[col].Count[grid.Blank]
	switch {
	case total: // merged with the label
		if figures && col != p.seq && !atEnd {
			return -grid.Fair
		}
		return 0
	case atEnd && figures && blanks > 0:
		return -grid.Weak
	case figures && col != p.seq:
		return -grid.Strong - grid.Weak // a figure is not merged with those above it
	case atEnd && p.cols[col].Text() > blanks:
		return -grid.Fair
	case atEnd:
		return 0
	}
	return p.goesOnIn(col)
}

// goesOnIn is what speaks against a cell that is missing because the one above goes on.
func (p *placer) goesOnIn(col int) int {
	switch {
	case col == p.seq:
		return -grid.Strong
	case p.cols[col].Count[grid.Body] > 0 || p.w.See.HeadsBodies(p.cols[col].Head):
		return 0 // who carries it out is often merged over rows
	case p.merges[col]:
		return -grid.Weak
	}
	return -grid.Strong - grid.Weak
}

// bySum chooses for a total among ways that fit as well the one whose figures are the
// sums of their columns.
func (p *placer) bySum(sr *shortRow, choices []choice) []int {
	var best []int
	most, ties := 0, 0
	for _, c := range choices {
		if choices[0].score-c.score >= grid.Fair {
			continue
		}
		hits := 0
		for i, cell := range sr.cells {
			v, ok := grid.Number(cell.Text)
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
		if _, total := p.w.See.TotalRow(p.t, r); total {
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
		if v, ok := grid.Number(text); ok {
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
