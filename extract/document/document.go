// Package document is the neutral form that every reader turns its bytes into:
// headings, paragraphs and tables in reading order, each with its place. It
// knows nothing of file formats and nothing of budgets.
package document

import (
	"fmt"
	"strings"

	"selfeval/report"
)

// Format names a file format.
type Format string

// The formats read so far.
const (
	PDF      Format = "pdf"
	HTML     Format = "html"
	Markdown Format = "markdown"
)

// Document is a file in reading order.
type Document struct {
	Format  Format
	Title   string // the file's own title (HTML <title>, PDF Info), a hint only
	Pages   int    // PDF
	Blocks  []Block
	Notes   []report.Note  // what the reader could not read
	Engines map[int]string // PDF: which engine read a page, where it was not the first choice
	LeftOut []LeftOut      // what the reader left out of the text on purpose
	Unread  []int          // PDF: pages of which nothing was read, or not all
	Cut     bool           // the file ends before its end, as half a download does
}

// Kind is the kind of a block.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading        // marked as a heading by the format (#, h1–h6); numbering alone is left to interpretation
	TableBlock
	Picture
)

// Block is a heading, a paragraph, a table or a picture.
type Block struct {
	Kind  Kind
	Level int    // heading: 1–6
	Bold  bool   // the whole block is bold or set larger than the body
	Text  string // heading, paragraph: text with soft line breaks removed
	Table *Table
	At    report.Location
	// Pieces say where parts of Text stand, in order, where that is finer than At.
	Pieces []Piece
	// Runs are the pieces that are not printed plainly, in order; most blocks have
	// none.
	Runs []Run
	// Image is what is known of a picture.
	Image *Image
	// Furniture names what the page sets around the paper and is no part of it; such
	// a block is kept because it tells of the paper. Record is the only one so far.
	Furniture string
}

// Record is the table by which a site files a page: 索引号, 发布机构, 名称, 文号.
const Record = "record"

// Piece is a run of a block's text that stands in one place.
type Piece struct {
	Start, End int // byte offsets in Block.Text
	At         report.Location
}

// Locate returns the place of Text[start:end]: the piece that holds start, its
// box widened over the pieces up to end on the same page and line.
func (b *Block) Locate(start, end int) report.Location {
	at := b.At
	found := false
	for _, p := range b.Pieces {
		if p.End <= start || p.Start >= end {
			continue
		}
		if !found {
			at, found = p.At, true
			continue
		}
		if p.At.Page == at.Page && p.At.Line == at.Line && p.At.BBox != nil && at.BBox != nil {
			box := Union(*at.BBox, *p.At.BBox)
			at.BBox = &box
		}
	}
	return at
}

// Union is the smallest box around both.
func Union(a, b [4]float64) [4]float64 {
	return [4]float64{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])}
}

// Table is a grid of cells. Every grid position is covered by at most one cell.
type Table struct {
	Index      int // nth table of the document, 1-based
	Rows, Cols int
	Cells      []Cell // in reading order of their top left corners
	// Headers is how many rows the format itself marks as header (thead, the row
	// above a pipe table's rule); 0 where it marks none.
	Headers int
	// Confidence is 1 where ruling lines or markup give the grid, less where it
	// was inferred from the text's positions; Reason then says how.
	Confidence float64
	Reason     report.Text
	// Continues says that this part stands at the top of a page and the page
	// before ended with the part before it, with the same column edges: the block
	// before holds the rows above. The first row may be the rest of the last row
	// above, cut by the page break, or the header once more.
	Continues bool
	// Edges are the places of the columns' edges, from the left, in the unit of At's
	// box and read upright where the table is turned; nil where the format has none.
	Edges []float64
	// Unlined lists columns, from 0, in which no horizontal line is drawn at all, not
	// at the top and the bottom either: a cell merged over all rows of this part, the
	// ends of which are on other pages.
	Unlined []int
	// Group is the same for tables that one widget of the page shows as one: the
	// header and the rows of a data grid, a copy of its first columns. 0 is none; Part
	// says which of them this is.
	Group int
	Part  Part
	At    report.Location

	grid []int32 // cell index + 1 per position, built by Seal
}

// Part is what a table is in its group.
type Part uint8

// The parts of a group.
const (
	Whole     Part = iota // in no group
	GroupHead             // the header alone
	GroupBody             // the rows alone
	GroupCopy             // columns shown a second time, which stay in place while the others scroll
)

// Cell is one cell, possibly merged over rows and columns. Row and Col are
// 0-based positions of its top left corner in the grid.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int // at least 1
	Text             string
	Header           bool
	At               report.Location // Row and Column 1-based

	print *print // nil for most cells: there are many, and hardly any is set otherwise than plainly
}

// print is how a cell's text is set.
type print struct {
	runs   []Run
	breaks []int
}

// Runs are the pieces of a cell's text that are not printed plainly, in order;
// most cells have none.
func (c *Cell) Runs() []Run {
	if c.print == nil {
		return nil
	}
	return c.print.runs
}

// SetPrint gives a cell its marked pieces, and the offsets in its text at which the
// file itself ends a line.
func (c *Cell) SetPrint(runs []Run, breaks []int) {
	if c.print = nil; runs != nil || breaks != nil {
		c.print = &print{runs, breaks}
	}
}

// Lines is a cell's text, parted where the file itself ends a line (<br>, <p>): a
// cell can hold one line for each of several rows. Text joins them.
func (c *Cell) Lines() []string {
	if c.print == nil || c.print.breaks == nil {
		return []string{c.Text}
	}
	lines := make([]string, 0, len(c.print.breaks)+1)
	from := 0
	for _, at := range c.print.breaks {
		at = min(max(at, from), len(c.Text))
		lines = append(lines, strings.TrimSpace(c.Text[from:at]))
		from = at
	}
	return append(lines, strings.TrimSpace(c.Text[from:]))
}

// Seal builds the lookup grid. Readers call it once the cells are complete; it
// clips spans that leave the grid or run into another cell.
func (t *Table) Seal() {
	for i := range t.Cells {
		c := &t.Cells[i]
		c.RowSpan, c.ColSpan = max(c.RowSpan, 1), max(c.ColSpan, 1)
		t.Rows, t.Cols = max(t.Rows, c.Row+1), max(t.Cols, c.Col+1)
	}
	t.grid = make([]int32, t.Rows*t.Cols)
	for i := range t.Cells { // anchors first, so that a span never hides a cell
		c := &t.Cells[i]
		t.grid[c.Row*t.Cols+c.Col] = int32(i + 1)
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		c.RowSpan, c.ColSpan = min(c.RowSpan, t.Rows-c.Row), min(c.ColSpan, t.Cols-c.Col)
		for dr := range c.RowSpan {
			for dc := range c.ColSpan {
				p := &t.grid[(c.Row+dr)*t.Cols+c.Col+dc]
				if *p == 0 {
					*p = int32(i + 1)
				}
			}
		}
	}
}

// Cell returns the cell that covers a grid position, nil where there is none.
func (t *Table) Cell(row, col int) *Cell {
	if row < 0 || col < 0 || row >= t.Rows || col >= t.Cols {
		return nil
	}
	if t.grid == nil {
		t.Seal()
	}
	if i := t.grid[row*t.Cols+col]; i > 0 {
		return &t.Cells[i-1]
	}
	return nil
}

// Text returns the text of the cell that covers a grid position.
func (t *Table) Text(row, col int) string {
	if c := t.Cell(row, col); c != nil {
		return c.Text
	}
	return ""
}

// String draws the table as text, for tests and messages.
func (t *Table) String() string {
	var b strings.Builder
	for r := range t.Rows {
		for c := range t.Cols {
			cell := t.Cell(r, c)
			switch {
			case cell == nil:
				b.WriteString("| ∅ ")
			case cell.Row == r && cell.Col == c:
				fmt.Fprintf(&b, "| %s ", cell.Text)
			case cell.Row == r:
				b.WriteString("| ← ")
			default:
				b.WriteString("| ↑ ")
			}
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// Error is why a document could not be read: the place and the cause, in both
// languages. Err, if any, is the error underneath.
type Error struct {
	Text  report.Text
	At    report.Location
	Err   error
	Cause Cause // "": what Err says
}

// Errorf makes an Error.
func Errorf(at report.Location, err error, zh, en string, args ...any) *Error {
	return &Error{Text: report.Textf(zh, en, args...), At: at, Err: err}
}

// In writes the error for a person: place, cause, and what lies under it.
func (e *Error) In(lang report.Lang) string {
	s := e.Text.In(lang)
	if at := e.At.In(lang); at != "" {
		s = at + ": " + s
	}
	if e.Err != nil && e.Err != ErrLimit { // which the text has said
		s += ": " + short(e.Err.Error())
	}
	return s
}

// short keeps an error's text to a line: some quote the broken file at length.
func short(s string) string {
	const most = 160
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

func (e *Error) Error() string { return e.In(report.ZH) }

// Unwrap gives the error underneath.
func (e *Error) Unwrap() error { return e.Err }
