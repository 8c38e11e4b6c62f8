package grid

import (
	"selfeval/extract/document"
	"selfeval/report"
)

// Table is a logical table: the parts into which page ends and converters cut it,
// in one grid.
type Table struct {
	*document.Table
	See *Sight
	// Parts are the physical tables it was made of, in order.
	Parts []*document.Table
	// Seams are the rows at which the second and later parts start.
	Seams []int

	// Rows from 0 to Lead hold title, unit and notes; from Lead to Head the header,
	// with rows of units and of column numbers; from Head to Tail the body; from Tail
	// on lines of notes and signatures.
	Lead, Head, Tail int

	Title    *Line  // the table's name, nil where none is printed
	Unit     string // as printed in title, caption or notes: 万元; "" where none is
	UnitAt   report.Location
	Captions []Line // what else stands above: the unit's line, who filled the table in
	Notes    []Line

	Form  bool   // labels and their values rather than rows under a header
	Deeds []Deed // what structure did to it
	// Unplaced are rows whose cells could not be told to columns.
	Unplaced map[int]bool
}

// Line is a line of text that belongs to a table.
type Line struct {
	Text  string
	Where Where
	Block int // of the source, -1 where it stands in the table
	At    report.Location
}

// Where says where a line stands that belongs to a table.
type Where uint8

// The places of such lines.
const (
	Above  Where = iota // a line above the table
	Within              // a row of the table itself
	Apart               // a table of its own
	Below
)

// Seam reports whether a row is the first of a later part.
func (t *Table) Seam(row int) bool {
	for _, s := range t.Seams {
		if s == row {
			return true
		}
	}
	return false
}

// Kind names what was done to a table.
type Kind string

// What structure does.
const (
	Joined         Kind = "joined"           // the rows of another part follow
	HeaderApart    Kind = "header-apart"     // the header stood in a table of its own
	HeaderDropped  Kind = "header-dropped"   // a header that a part repeats was left out
	ColumnsJoined  Kind = "columns-joined"   // further columns stood on another page, or beside
	ColumnsLaid    Kind = "columns-laid"     // a part with fewer or other columns was laid under the table's
	CellContinued  Kind = "cell-continued"   // a merged cell that a page end cut is one again
	RowMended      Kind = "row-mended"       // a row that a page end cut is one again
	LinesTaken     Kind = "lines-taken"      // lines beside a table are cells of its column
	Parted         Kind = "parted"           // two tables that touch were parted
	RowPlaced      Kind = "row-placed"       // a short row's cells were placed under the columns they fit
	RowUndecided   Kind = "row-undecided"    // a row's cells could not be told to columns
	HeaderPlaced   Kind = "header-placed"    // a header row short of the cells merged above it
	TitleMerged    Kind = "title-merged"     // a group's title repeated in every cell is one cell
	RowsUnstacked  Kind = "rows-unstacked"   // rows stacked in the cells of one row
	FiguresParted  Kind = "figures-parted"   // two figures in a cell beside an empty one
	Turned         Kind = "turned"           // labels stood in the first column, and records side by side
	HalvesParted   Kind = "halves-parted"    // a table printed its columns twice, side by side
	TableGathered  Kind = "table-gathered"   // paragraphs or lines of tabs are cells
	TakenAsCaption Kind = "taken-as-caption" // a table of one line belongs to the next one
)

// Deed is something that was done to a table.
type Deed struct {
	Kind     Kind
	Row      int // of the grid, -1 where it concerns the whole
	At       report.Location
	Text     report.Text
	Evidence []Evidence
	Lost     bool // something could not be read
}

// DeedAt tells of something done to a row.
func DeedAt(row int, at report.Location, zh, en string, args ...any) Deed {
	return Deed{Row: row, At: at, Text: report.Textf(zh, en, args...)}
}

// Did notes what was done to the table.
func (w *Table) Did(k Kind, d Deed) {
	d.Kind = k
	w.Deeds = append(w.Deeds, d)
}

// Own copies the grid before it is changed for the first time: the parts stay as they
// were read.
func (w *Table) Own() {
	if w.Table == w.Parts[0] {
		w.Table = clone(w.Parts[0])
	}
}
