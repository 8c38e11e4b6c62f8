// Package content reads PDF pages with an interpreter of our own for content
// streams, on ledongthuc/pdf's objects. It is the fast engine: what it cannot
// open or decode it says, and package pdfium reads instead. It knows glyphs and
// drawn rules; words, lines and tables are package layout's.
package content

import (
	"reflect"

	"github.com/ledongthuc/pdf"
)

// objectID is the number of the object a value was read from, 0 for a direct
// one. The library keeps it to itself, but a font must be decoded once a file,
// not once a page.
func objectID(v pdf.Value) uint64 {
	p := reflect.ValueOf(v).FieldByName("ptr")
	if !p.IsValid() || p.Kind() != reflect.Struct || p.NumField() == 0 {
		return 0
	}
	return p.Field(0).Uint()
}

func box(v pdf.Value) (b [4]float64, ok bool) {
	if v.Kind() != pdf.Array || v.Len() < 4 {
		return b, false
	}
	for i := range 4 {
		b[i] = v.Index(i).Float64()
	}
	b[0], b[2] = min(b[0], b[2]), max(b[0], b[2])
	b[1], b[3] = min(b[1], b[3]), max(b[1], b[3])
	return b, b[2]-b[0] > 1 && b[3]-b[1] > 1
}
