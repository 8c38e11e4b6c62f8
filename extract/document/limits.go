package document

import (
	"errors"
	"fmt"
	"time"

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

// ErrPanic is wrapped by the error of a document in which a step panicked.
var ErrPanic = errors.New("panic")

// Panic turns what recover gave into an error for a person: the reason, no trace.
func Panic(p any) *Error {
	return Errorf(report.Location{}, fmt.Errorf("%w: %v", ErrPanic, p), "处理时内部出错", "internal error")
}
