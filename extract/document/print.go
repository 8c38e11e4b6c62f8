package document

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// How text is printed, and what a reader leaves out of the text on purpose. What
// is left out stays in the document: as a run where the block or cell that it
// stands in was read, and in Document.LeftOut in any case.

// Mark says how a piece of text is printed, where that is not plainly.
type Mark uint16

// The marks. A piece can carry several.
const (
	Raised    Mark = 1 << iota // above the line: an exponent, the mark of a note
	Lowered                    // below the line: CO₂
	Struck                     // struck out: what stood here before
	Inserted                   // marked as put in later; it counts
	Hidden                     // not shown: display: none, of no size, for screen readers alone, white on white
	Covered                    // painted over by something later
	Watermark                  // set behind or across the text on every page
)

// Unseen are the marks of pieces that are no part of a block's or cell's Text.
const Unseen = Struck | Hidden | Covered | Watermark

var markNames = []string{"raised", "lowered", "struck", "inserted", "hidden", "covered", "watermark"}

func (m Mark) String() string {
	var names []string
	for i, name := range markNames {
		if m&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// Run is a piece of a block or cell that carries marks. What stands between two
// runs is plain.
type Run struct {
	Text string // as printed
	Mark Mark
	// Start and End are byte offsets in the Text of the block or cell. They are equal
	// where the run stands at that place and is no part of it: Unseen text, and the
	// mark of a note, which must not be taken for further digits of a figure.
	Start, End int
	At         report.Location
}

// Outside reports whether a run is no part of its block's or cell's Text.
func (r Run) Outside() bool { return r.Start == r.End }

// What names why something was left out.
type What string

// What is left out. The last four hold parts of a file that are no text of its
// page.
const (
	OutHidden     What = "hidden"
	OutStruck     What = "struck"
	OutCovered    What = "covered"
	OutWatermark  What = "watermark"
	OutFurniture  What = "furniture"  // what the site or the page sets around the paper
	OutNavigation What = "navigation" // menus, the path to the page, buttons, links to other pages
	OutComment    What = "comment"
	OutScript     What = "script"  // text that a script would put into the page
	OutFrame      What = "frame"   // another page or file shown in this one; it was not fetched
	OutPicture    What = "picture" // a picture whose bytes stand in the file
)

// LeftOut is something that a reader saw and left out of the text on purpose.
type LeftOut struct {
	What    What
	Text    string // its first maxLeftOut characters
	At      report.Location
	Rows    int // rows of tables in it
	Figures int // figures in the whole of it
}

const (
	maxLeftOut  = 300  // characters kept of what was left out
	maxLeftOuts = 2000 // entries kept; no real page has as many
)

// Leave notes that a piece of text was left out. A piece without text is not
// noted, except for frames and pictures, which have none.
func (d *Document) Leave(what What, text string, rows int, at report.Location) {
	short, figures := summary(text)
	if short == "" && what != OutFrame && what != OutPicture || len(d.LeftOut) >= maxLeftOuts {
		return
	}
	d.LeftOut = append(d.LeftOut, LeftOut{What: what, Text: short, At: at, Rows: rows, Figures: figures})
}

// summary shortens a text to a line and counts its figures.
func summary(text string) (short string, figures int) {
	in := false
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			if !in {
				figures++
			}
			in = true
		case c != '.' && c != ',':
			in = false
		}
	}
	if len(text) > 8*maxLeftOut { // enough of it for the characters kept
		cut := 8 * maxLeftOut
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	short = cjk.Collapse(text)
	if utf8.RuneCountInString(short) > maxLeftOut {
		short = string([]rune(short)[:maxLeftOut]) + "…"
	}
	return short, figures
}

// LeaveRuns notes the unseen runs of the blocks and cells in LeftOut. Readers call
// it once the blocks are complete.
func (d *Document) LeaveRuns() {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		d.leaveRuns(b.Runs)
		if b.Table == nil {
			continue
		}
		for c := range b.Table.Cells {
			if runs := b.Table.Cells[c].Runs(); runs != nil {
				d.leaveRuns(runs)
			}
		}
	}
}

func (d *Document) leaveRuns(runs []Run) {
	for _, r := range runs {
		switch {
		case r.Mark&Hidden != 0:
			d.Leave(OutHidden, r.Text, 0, r.At)
		case r.Mark&Struck != 0:
			d.Leave(OutStruck, r.Text, 0, r.At)
		case r.Mark&Covered != 0:
			d.Leave(OutCovered, r.Text, 0, r.At)
		case r.Mark&Watermark != 0:
			d.Leave(OutWatermark, r.Text, 0, r.At)
		}
	}
}

// Image is what is known of a picture.
type Image struct {
	Source        string // its address, short; "" where its bytes stand in the file
	Width, Height float64
	Embedded      bool // its bytes stand in the file
}

// Place gives runs their place.
func Place(runs []Run, at report.Location) []Run {
	for i := range runs {
		runs[i].At = at
	}
	return runs
}

// Shift moves runs by n bytes, for text that joins another.
func Shift(runs []Run, n int) []Run {
	for i := range runs {
		runs[i].Start, runs[i].End = runs[i].Start+n, runs[i].End+n
	}
	return runs
}
