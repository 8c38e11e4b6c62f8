package dataset

import (
	"io/fs"
	"time"
)

// Stamp is how a file is known to be the one that was read before, without reading it.
// The zero Stamp is of no file.
type Stamp struct {
	Size     int64 `json:"size"`
	Modified int64 `json:"modified"`          // nanoseconds
	Changed  int64 `json:"changed,omitempty"` // of the entry itself, where the system tells: nobody can set it back
}

// settled is how long a file must have been left alone: one that is written to again
// within what a clock or a file system tells apart would have the same stamp.
const settled = 2 * time.Second

// StampOf is the stamp of a file, the zero one where it is too young to be told by it.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: changed(info)}
	if !info.Mode().IsRegular() || time.Now().UnixNano()-max(s.Modified, s.Changed) < int64(settled) {
		return Stamp{}
	}
	return s
}
