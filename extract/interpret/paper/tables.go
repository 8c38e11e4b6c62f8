package paper

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Table is a logical table.
type Table struct {
	*document.Table
	Logical *grid.Table
	Block   int       // its index in Paper.Blocks
	Columns []Profile // what stands in the columns
}

// Form reports whether labels and their values make up the table.
func (t *Table) Form() bool { return t.Logical.Form }

// Seam reports whether a row is the first of a later part.
func (t *Table) Seam(row int) bool { return t.Logical.Seam(row) }

// tells are the deeds of structure that a person should know of even where nothing was
// lost: cells stand elsewhere than they were written.
var tells = map[grid.Kind]bool{
	grid.CellContinued: true, grid.ColumnsJoined: true, grid.LinesTaken: true, grid.RowPlaced: true,
	grid.HeaderPlaced: true, grid.RowsUnstacked: true, grid.FiguresParted: true, grid.Turned: true,
}

// Tables lists the report's tables in reading order.
func (p *Paper) Tables() []*Table {
	if p.tables != nil {
		return p.tables
	}
	p.tables = []*Table{}
	for i := range p.Blocks {
		own := p.logical[p.Blocks[i].Table]
		if own == nil {
			continue
		}
		p.tables = append(p.tables, &Table{Table: own.Table, Logical: own, Block: i, Columns: p.Profiles(own.Table, 0, own.Rows)})
		p.tell(own)
	}
	return p.tables
}

// tell notes what was done to a table: what was lost each by itself, the rest once a kind.
func (p *Paper) tell(t *grid.Table) {
	told := map[grid.Kind]int{}
	for _, d := range t.Deeds {
		switch {
		case d.Lost:
			p.Notes = append(p.Notes, report.Note{Text: d.Text, At: d.At, Lost: true})
		case tells[d.Kind]:
			told[d.Kind]++
		}
	}
	for _, d := range t.Deeds {
		n := told[d.Kind]
		if d.Lost || n == 0 {
			continue
		}
		told[d.Kind] = 0
		text := d.Text
		if n > 1 {
			text = report.Textf("%s（表中共 %d 处）", "%s (%d times in the table)", d.Text, n)
		}
		p.Notes = append(p.Notes, report.Note{Text: text, At: d.At})
	}
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
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Col == 0 {
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

// Profile is what stands in a column.
type Profile struct {
	Figures, unstated, Words int // cells
	Short                    int // of words, those of at most four characters
	Units                    int // of words, those that are a unit of money
	Graded                   int // of words, those with a score and a grade
}

// AtLeast reports whether half of the cells are of a kind, of which there are n.
func (p Profile) AtLeast(n int) bool { return n*2 >= p.Figures+p.Words }

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
				if _, ok := printed.UnitName(s); ok {
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
