package structure

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// part is a physical table with what can be seen of it on its own.
type part struct {
	*document.Table
	block      int // of the source
	lead, head int
	heads      []string // header text by column
	cols       []column
	seq        sequence
	edges      edges
	data       []int // by row, how many rows of data, totals aside, stand before it
	filled     []int // by column, how many filled cells stand in rows of data
	ragged     bool  // no row has a cell for each column
	form       bool
	deeds      []Deed // rows are those of the part
	changed    bool   // Table is a copy
}

func newPart(t *document.Table, block int) *part {
	p := &part{Table: t, block: block, form: isForm(t)}
	p.look()
	return p
}

// look looks at the part anew once its cells have changed.
func (p *part) look() {
	p.lead, p.head = headOf(p.Table)
	if p.form {
		p.head = p.lead
	}
	p.heads = headTexts(p.Table, p.lead, p.head)
	p.cols, p.ragged = profiles(p.Table, p.head, p.Rows)
	p.seq = sequenceIn(p.Table, p.head, p.heads)
	p.edges = edgesOf(p.Table)
	p.data = make([]int, p.Rows+1)
	for r := range p.Rows {
		p.data[r+1] = p.data[r]
		if _, total := totalRow(p.Table, r); !total && dataRow(p.Table, r) {
			p.data[r+1]++
		}
	}
	p.filled = make([]int, p.Cols)
	for i := range p.Cells {
		if c := &p.Cells[i]; !isBlank(c.Text) && p.holdsData(c.Row, c.Row+c.RowSpan) {
			p.filled[c.Col]++
		}
	}
}

// holdsData reports whether one of the rows from ≤ row < to holds data.
func (p *part) holdsData(from, to int) bool {
	from, to = max(from, 0), min(to, p.Rows)
	return from < to && p.data[to] > p.data[from]
}

// body is how many rows hold something below the header.
func (p *part) body() int {
	n := 0
	for r := p.head; r < p.Rows; r++ {
		if !blankRow(p.Table, r) {
			n++
		}
	}
	return n
}

// isForm reports whether a table sets labels beside their values: it holds several of
// a form's labels.
func isForm(t *document.Table) bool {
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
		if formLabels[s] && s != first {
			if first != "" {
				return true
			}
			first = s
		}
	}
	return false
}

// whole is a logical table while its parts are being joined.
type whole struct {
	Table
	parts  []*part
	cols   []column
	ragged bool // as of a part
	seq    sequence
	edges  edges
	merged merged
	blocks []int    // of the source, captions between parts among them
	strips []*whole // further columns, on pages of their own
	apart  []*whole // those whose rows do not agree
}

func newWhole(p *part) *whole {
	w := &whole{parts: []*part{p}, cols: append([]column(nil), p.cols...), ragged: p.ragged, seq: p.seq, edges: p.edges, blocks: []int{p.block}}
	w.Table = Table{Table: p.Table, Parts: []*document.Table{p.Table}, Lead: p.lead, Head: p.head, Form: p.form, Deeds: p.deeds}
	return w
}

// first is the part that holds the header.
func (w *whole) first() *part { return w.parts[0] }

// last is the part that was joined last.
func (w *whole) last() *part { return w.parts[len(w.parts)-1] }

func (w *whole) did(k Kind, d Deed) {
	d.Kind = k
	w.Deeds = append(w.Deeds, d)
}

// lastBlock is the last of the source's blocks that the table was made of.
func (w *whole) lastBlock() int {
	last := 0
	for _, b := range w.blocks {
		last = max(last, b)
	}
	return last
}

// own copies the grid before it is changed for the first time: the parts stay as they
// were read.
func (w *whole) own() {
	if w.Table.Table == w.parts[0].Table {
		w.Table.Table = clone(w.parts[0].Table)
	}
}
