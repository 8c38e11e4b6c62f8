package document

import (
	"context"
	"errors"
	"io/fs"
)

// Cause says in one word why a file could not be read, for programs to go by.
type Cause string

// The causes.
const (
	Empty       Cause = "empty"       // there is nothing in it
	Unsupported Cause = "unsupported" // of a kind that is not read
	Damaged     Cause = "damaged"     // of a kind that is read, and broken
	Encrypted   Cause = "encrypted"   // needs a password
	NoText      Cause = "no-text"     // holds pictures, or nothing, where text is looked for
	Limited     Cause = "limit"       // larger, deeper or slower than allowed
	Crashed     Cause = "crash"       // the program's own fault
	IO          Cause = "io"          // the system did not give it
)

// Because says why.
func (e *Error) Because(c Cause) *Error {
	e.Cause = c
	return e
}

// CauseOf is why an error ended the reading of a file.
func CauseOf(err error) Cause {
	if e, ok := errors.AsType[*Error](err); ok && e.Cause != "" {
		return e.Cause
	}
	var path *fs.PathError
	switch {
	case errors.Is(err, ErrLimit) || errors.Is(err, context.DeadlineExceeded):
		return Limited
	case errors.Is(err, ErrPanic):
		return Crashed
	case errors.As(err, &path) || errors.Is(err, context.Canceled):
		return IO
	}
	return Damaged
}
