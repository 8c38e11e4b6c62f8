package paper

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// Table is a logical table: the parts into which page breaks cut it, joined into
// one grid. Cells keep the places at which they are printed; header rows that a
// later part repeats, and its blank first rows, are left out.
type Table struct {
	*document.Table
	Blocks []int // its parts, as indexes of Paper.Blocks
	Seams  []int // rows at which the second and later parts start

	Head    *document.Table // the first part
	Form    bool            // the first part is a form
	Columns []Profile       // what stands in the columns so far
	merged  merged
}

func (p *Paper) newTable(block int) *Table {
	t := p.Blocks[block].Table
	return &Table{Table: t, Blocks: []int{block}, Head: t, Form: p.IsForm(t), Columns: p.Profiles(t, 0, t.Rows)}
}

// Seam reports whether a row is the first of a later part.
func (t *Table) Seam(row int) bool {
	_, ok := slices.BinarySearch(t.Seams, row)
	return ok
}

// Tables lists the report's tables in reading order, each with its parts joined.
func (p *Paper) Tables() []*Table {
	if p.joined != nil {
		return p.joined
	}
	p.joined = []*Table{}
	var open *Table
	for i := range p.Blocks {
		t := p.Blocks[i].Table
		if t == nil {
			continue
		}
		if open != nil && p.Adjacent(open.Blocks[len(open.Blocks)-1], i) {
			if skip, ok := p.carriesOn(open, t); ok {
				open.append(t, i, skip, p.Profiles(t, skip, t.Rows))
				continue
			}
		}
		open = p.newTable(i)
		p.joined = append(p.joined, open)
	}
	for _, t := range p.joined {
		if len(t.Blocks) > 1 {
			t.Seal()
		}
		if m := &t.merged; m.count > 0 {
			p.Note(false, m.at, "表格中有 %d 处纵向合并的单元格被分页切开，已按同一单元格读取", "%d cells of the table that are merged over rows were cut by page ends and are read as one each", m.count)
		}
	}
	return p.joined
}

// append joins the rows of a part from row skip on, in whose columns stands what
// own says. The grid is sealed when all parts are there.
func (t *Table) append(part *document.Table, block, skip int, own []Profile) {
	if len(t.Blocks) == 1 { // the first part's own table stays as it was read
		whole := *t.Table
		whole.Cells = slices.Clone(whole.Cells)
		t.Table = &whole
	}
	for c, p := range own {
		t.Columns[c].add(p)
	}
	first := t.Rows
	t.Seams = append(t.Seams, first)
	t.Blocks = append(t.Blocks, block)
	join, from := t.merged.join(t, part, skip), len(t.Cells)
	for i := range part.Cells {
		c := part.Cells[i]
		if c.Row+c.RowSpan <= skip {
			continue
		}
		over := c.Row < skip
		if over { // a header's cell over rows: no line was drawn where one above goes on
			c.RowSpan -= skip - c.Row
			c.Row, c.Text = skip, ""
		}
		if c.Row == skip && !t.Form && t.merged.rest(t, join, &c, over) {
			continue // forms join their own
		}
		c.Row += first - skip
		t.Cells = append(t.Cells, c)
	}
	t.Rows += part.Rows - skip
	t.merged.joined(t, join, from)
}

// Adjacent reports whether only page furniture and captions stand between two
// blocks, so that the second table can go on with the first.
func (p *Paper) Adjacent(from, to int) bool {
	for i := from + 1; i < to; i++ {
		b := &p.Blocks[i]
		if b.Kind == document.Heading || b.Kind == document.TableBlock {
			return false
		}
		if utf8.RuneCountInString(cjk.Squeeze(b.Text)) > 30 {
			return false
		}
	}
	return true
}

// carriesOn decides whether a table goes on with the rows of the one before,
// and how many of its top rows only repeat it: the reader saw the page break, or
// its header is empty or the same, or it has none and its columns hold what the
// columns before hold.
func (p *Paper) carriesOn(t *Table, next *document.Table) (skip int, ok bool) {
	if next.Cols != t.Cols || next.Rows == 0 {
		return 0, false
	}
	blank := 0
	for blank < next.Rows && BlankRow(next, blank) {
		blank++
	}
	if blank == next.Rows {
		return blank, blank == 1
	}
	same := repeated(t.Head, next, blank)
	skip = blank + same
	switch {
	case next.Continues && t.Form:
		return 0, true // a header may be the next form's
	case next.Continues:
		return skip, true
	case t.Form || p.IsForm(next):
		return 0, false
	case same == 0 && p.HasHeader(next, blank):
		return 0, false // it has a header of its own
	case p.Ended(t, next, skip) && (same > 0 || blank == 0):
		return 0, false
	}
	if same > 0 {
		return skip, true
	}
	figures, contradictions := compare(t.Columns, p.Profiles(next, skip, next.Rows))
	return skip, contradictions == 0 && (blank > 0 || figures > 0)
}

// repeated counts the rows of next, from row first on, that print the header of t
// once more. A row of fewer than three filled cells is a title, which two tables
// may share.
func repeated(t, next *document.Table, first int) int {
	for start := range min(t.Rows, MaxHeaderRows) {
		n, wide := 0, false
		for first+n < next.Rows && start+n < t.Rows && !DataRow(t, start+n) {
			a, b := OwnCells(t, start+n), OwnCells(next, first+n)
			if len(a) == 0 || written(a) != written(b) {
				break
			}
			wide = wide || min(len(a), len(b)) >= 3
			n++
		}
		if wide {
			return n
		}
	}
	return 0
}

// written is what cells say one after the other: where no line parts two columns, the
// header of a short part may have both names in one cell.
func written(cells []*document.Cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(cjk.Squeeze(c.Text))
	}
	return b.String()
}

// HasHeader reports whether one of a table's top rows names columns.
func (p *Paper) HasHeader(t *document.Table, first int) bool {
	for r := first; r < min(first+4, t.Rows) && !DataRow(t, r); r++ {
		labels := 0
		for _, cell := range OwnCells(t, r) {
			for _, m := range p.Vocab.Columns.Find(cell.Text) {
				if m.Fit <= lexicon.FitBare {
					labels++
					break
				}
			}
		}
		if labels >= 2 {
			return true
		}
	}
	return false
}

// Ended reports whether a table is complete and next starts another one: it
// closes with a total, or next counts from 1 again.
func (p *Paper) Ended(t *Table, next *document.Table, skip int) bool {
	for r := t.Rows - 1; r >= 0; r-- {
		if cells := lastCells(t.Table, r); len(cells) > 0 {
			if p.Vocab.Totals.Has(cjk.Squeeze(cells[0])) && !p.Vocab.Subtotals.Has(cjk.Squeeze(cells[0])) {
				return true
			}
			break
		}
	}
	if skip >= next.Rows {
		return false
	}
	n, ok := SmallNumber(next.Text(skip, 0))
	if !ok || n != 1 {
		return false
	}
	for i := range t.Head.Cells {
		if c := &t.Head.Cells[i]; c.Col == 0 {
			if n, ok := SmallNumber(c.Text); ok && n == 1 {
				return true
			}
		}
	}
	return false
}

// lastCells lists a row's texts without the grid, which is not sealed while
// parts are being joined.
func lastCells(t *document.Table, row int) []string {
	var out []string
	for i := len(t.Cells) - 1; i >= 0 && t.Cells[i].Row >= row; i-- {
		if t.Cells[i].Row == row && t.Cells[i].Text != "" {
			out = append(out, t.Cells[i].Text)
		}
	}
	slices.Reverse(out)
	return out
}

// compare counts the columns in which both tables hold figures, and those in
// which one holds figures and the other words.
func compare(a, b []Profile) (figures, contradictions int) {
	for c := range min(len(a), len(b)) {
		switch {
		case a[c].mostly(a[c].Figures) && b[c].mostly(b[c].Figures):
			figures++
		case a[c].mostly(a[c].Figures) && b[c].mostly(b[c].Words), a[c].mostly(a[c].Words) && b[c].mostly(b[c].Figures):
			contradictions++
		}
	}
	return figures, contradictions
}

// Profile is what stands in a column.
type Profile struct {
	Figures, unstated, Words int // cells
	Short                    int // of words, those of at most four characters
	Units                    int // of words, those that are a unit of money
	Graded                   int // of words, those with a score and a grade
}

func (p *Profile) add(o Profile) {
	p.Figures += o.Figures
	p.unstated += o.unstated
	p.Words += o.Words
	p.Short += o.Short
	p.Units += o.Units
	p.Graded += o.Graded
}

func (p Profile) filled() int       { return p.Figures + p.unstated + p.Words }
func (p Profile) mostly(n int) bool { return n > 0 && n*4 >= (p.Figures+p.Words)*3 }

// AtLeast reports whether half of the cells are of a kind, of which there are n.
func (p Profile) AtLeast(n int) bool { return n*2 >= p.Figures+p.Words }
func (p Profile) blank() bool        { return p.filled() == 0 }

// Profiles looks at the cells that start in the rows from ≤ row < to. The label of
// a total is neither a name nor a number: it says nothing of its column.
func (p *Paper) Profiles(t *document.Table, from, to int) []Profile {
	out := make([]Profile, t.Cols)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < from || c.Row >= to || c.Text == "" || c.ColSpan > 1 {
			continue
		}
		col := &out[c.Col]
		switch {
		case Numeric(c.Text):
			col.Figures++
		case printed.Unstated(c.Text), p.Vocab.Totals.Has(cjk.Squeeze(c.Text)):
			col.unstated++
		default:
			col.Words++
			s := cjk.Squeeze(c.Text)
			if _, _, ok := p.Vocab.Graded(s); ok {
				col.Graded++
			}
			if utf8.RuneCountInString(s) <= 4 {
				col.Short++
				if lexicon.IsMoneyUnit(strings.TrimPrefix(s, "人民币")) {
					col.Units++
				}
			}
		}
	}
	return out
}

// IsForm reports whether a table is a form (自评表): it holds several of a form's
// labels.
func (p *Paper) IsForm(t *document.Table) bool {
	labels := map[string]bool{}
	for i := range t.Cells {
		if len(t.Cells[i].Text) > 120 {
			continue
		}
		text := lexicon.WithoutBrackets(strings.TrimRight(cjk.Squeeze(t.Cells[i].Text), ":"))
		if p.Vocab.FormLabels.Has(text) {
			labels[text] = true
		}
	}
	return len(labels) >= 2
}
