package document

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"selfeval/report"
)

// ErrLimit is wrapped by every error that says a document was larger, deeper or
// slower than allowed.
var ErrLimit = errors.New("limit exceeded")

// MaxColumns is how wide a table may be. Sheets of hundreds of columns exist; what
// is wider was made to hurt, and steps after reading may compare columns pairwise.
const MaxColumns = 1000

// Limits bound what one document may cost. Real reports stay far below the
// defaults.
type Limits struct {
	Bytes    int64         // size of the file
	Pages    int           // pages of a PDF
	Cells    int           // cells of all tables
	Blocks   int           // paragraphs, headings, tables and pictures
	Text     int           // characters of all text
	Depth    int           // nesting of elements, objects, forms
	Inflated int64         // bytes after decompression, all streams together
	Time     time.Duration // wall time for reading
}

// WithDefaults fills zero fields.
func (l Limits) WithDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.Pages == 0 {
		l.Pages = 5000
	}
	if l.Cells == 0 {
		l.Cells = 2_000_000
	}
	if l.Blocks == 0 {
		l.Blocks = 100_000
	}
	if l.Text == 0 {
		l.Text = 8_000_000
	}
	if l.Depth == 0 {
		l.Depth = 200
	}
	if l.Inflated == 0 {
		l.Inflated = 1 << 30
	}
	if l.Time == 0 {
		l.Time = 2 * time.Minute
	}
	return l
}

// Room counts the blocks and characters that a reader has taken in.
type Room struct {
	limits       Limits
	blocks, text int
}

// NewRoom is the room that the limits give.
func NewRoom(limits Limits) *Room { return &Room{limits: limits.WithDefaults()} }

// Take counts a block. The error says which limit it goes beyond, if any.
func (r *Room) Take(b *Block) error {
	r.blocks++
	r.text += utf8.RuneCountInString(b.Text)
	if b.Table != nil {
		for i := range b.Table.Cells {
			r.text += utf8.RuneCountInString(b.Table.Cells[i].Text)
		}
	}
	switch {
	case r.blocks > r.limits.Blocks:
		return Errorf(b.At, ErrLimit, "段落和表格超过上限 %d 个", "more paragraphs and tables than the limit of %d", r.limits.Blocks)
	case r.text > r.limits.Text:
		return Errorf(b.At, ErrLimit, "文字超过上限 %d 字", "more text than the limit of %d characters", r.limits.Text)
	}
	return nil
}

// Fits checks a whole document.
func (l Limits) Fits(d *Document) error {
	room := NewRoom(l)
	for i := range d.Blocks {
		if err := room.Take(&d.Blocks[i]); err != nil {
			return err
		}
	}
	return nil
}

// ErrPanic is wrapped by the error of a document in which a step panicked.
var ErrPanic = errors.New("panic")

// Panic turns what recover gave into an error for a person: the reason, no trace.
func Panic(p any) *Error {
	return Errorf(report.Location{}, fmt.Errorf("%w: %v", ErrPanic, p), "处理时内部出错", "internal error")
}
