package grid

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// Part is a physical table with what can be seen of it on its own.
type Part struct {
	*document.Table
	See        *Sight
	Block      int // of the source
	Lead, Head int
	Heads      []string // header text by column
	Columns    []Column
	Seq        Sequence
	Edges      Edges
	data       []int // by row, how many rows of data, totals aside, stand before it
	Filled     []int // by column, how many filled cells stand in rows of data
	Ragged     bool  // no row has a cell for each column
	Form       bool
	Deeds      []Deed // rows are those of the part
	Changed    bool   // Table is a copy
}

// NewPart looks at a table that stands in a block of the source.
func (see *Sight) NewPart(t *document.Table, block int) *Part {
	p := &Part{Table: t, See: see, Block: block, Form: see.IsForm(t)}
	p.Look()
	return p
}

// Look looks at the part anew once its cells have changed.
func (p *Part) Look() {
	p.Lead, p.Head = p.See.HeadOf(p.Table)
	if p.Form {
		p.Head = p.Lead
	}
	p.Heads = p.See.HeadTexts(p.Table, p.Lead, p.Head)
	p.Columns, p.Ragged = p.See.Profiles(p.Table, p.Head, p.Rows)
	p.Seq = p.See.sequenceIn(p.Table, p.Head, p.Heads)
	p.Edges = edgesOf(p.Table)
	p.data = make([]int, p.Rows+1)
	for r := range p.Rows {
		p.data[r+1] = p.data[r]
		if _, total := p.See.TotalRow(p.Table, r); !total && p.See.DataRow(p.Table, r) {
			p.data[r+1]++
		}
	}
	p.Filled = make([]int, p.Cols)
	for i := range p.Cells {
		if c := &p.Cells[i]; !IsBlank(c.Text) && p.HoldsData(c.Row, c.Row+c.RowSpan) {
			p.Filled[c.Col]++
		}
	}
}

// HoldsData reports whether one of the rows from ≤ row < to holds data.
func (p *Part) HoldsData(from, to int) bool {
	from, to = max(from, 0), min(to, p.Rows)
	return from < to && p.data[to] > p.data[from]
}

// Body is how many rows hold something below the header.
func (p *Part) Body() int {
	n := 0
	for r := p.Head; r < p.Rows; r++ {
		if !BlankRow(p.Table, r) {
			n++
		}
	}
	return n
}

// IsForm reports whether a table sets labels beside their values: it holds several of
// a form's labels.
func (see *Sight) IsForm(t *document.Table) bool {
	first := ""
	for i := range t.Cells {
		text := t.Cells[i].Text
		if len(text) > 60 {
			continue
		}
		s := strings.TrimRight(cjk.Squeeze(text), ":")
		if j := strings.IndexByte(s, '('); j > 0 {
			s = s[:j]
		}
		if see.IsFormLabel(s) && s != first {
			if first != "" {
				return true
			}
			first = s
		}
	}
	return false
}

// Change copies the grid before it is changed for the first time.
func (p *Part) Change() {
	if !p.Changed {
		p.Table, p.Changed = clone(p.Table), true
	}
}

// Deed tells of something done to a row of the part.
func (p *Part) Deed(k Kind, row int, zh, en string, args ...any) Deed {
	d := DeedAt(row, RowAt(p.Table, row), zh, en, args...)
	d.Kind = k
	return d
}

// SoleIn reports whether a column has a single filled cell in rows of data.
func (p *Part) SoleIn(col int) bool { return col < len(p.Filled) && p.Filled[col] == 1 }

// Alone reports whether a cell of the part is the only one of its column that is
// filled in rows of data.
func (p *Part) Alone(cell *document.Cell) bool {
	n := p.Filled[cell.Col]
	if !IsBlank(cell.Text) && n > 0 {
		n--
	}
	return n == 0
}

// Merging tells the columns that have a filled cell over several rows of data.
func (p *Part) Merging(cols int) []bool {
	out := make([]bool, max(cols, p.Cols))
	for i := range p.Cells {
		if c := &p.Cells[i]; c.RowSpan > 1 && !IsBlank(c.Text) && p.HoldsData(c.Row, c.Row+c.RowSpan) {
			out[c.Col] = true
		}
	}
	return out
}

// Fills reports whether no cell of a column is empty in the rows from ≤ row < to that
// hold data.
func (p *Part) Fills(col, from, to int) bool {
	for r := max(from, 0); r < to; r++ {
		if c := p.Cell(r, col); (c == nil || IsBlank(c.Text)) && p.HoldsData(r, r+1) {
			return false
		}
	}
	return true
}

// TotalAlone reports a part that holds nothing but totals, of which one sums all, and the
// notes below them.
func (p *Part) TotalAlone() bool {
	totals, ends := 0, false
	for r := p.Head; r < p.Rows; r++ {
		if BlankRow(p.Table, r) {
			continue
		}
		label, ok := p.See.TotalRow(p.Table, r)
		if !ok {
			if cell := Across(p.Table, r); totals == 0 || cell == nil || !p.See.IsNote(cell.Text) {
				return false
			}
			continue
		}
		totals++
		ends = ends || p.See.IsGrandTotal(label)
	}
	return totals == 1 || ends
}
