// Package content reads PDF pages with an interpreter of our own for content
// streams, on ledongthuc/pdf's objects. It is the fast engine: what it cannot
// open or decode it says, and package pdfium reads instead. It knows glyphs and
// drawn rules; words, lines and tables are package layout's.
package content

import (
	"reflect"

	"github.com/ledongthuc/pdf"
)

// What the library keeps to itself of its values, and speed needs: the number of the
// object that a value was read from, the number that an entry of a dictionary refers
// to, and where a stream's data lie. Only what its source declares is looked at; where
// a later version declares it otherwise, nothing is known, and all is read the long way.
var (
	valuePtr  = field(reflect.TypeFor[pdf.Value](), "ptr", reflect.Struct)
	valueData = field(reflect.TypeFor[pdf.Value](), "data", reflect.Interface)
)

// field is the index of a struct's field of a kind, -1 where there is none.
func field(t reflect.Type, name string, kind reflect.Kind) int {
	if f, ok := t.FieldByName(name); ok && f.Type.Kind() == kind && len(f.Index) == 1 {
		return f.Index[0]
	}
	return -1
}

// objectID is the number of the object a value was read from, 0 for a direct one.
func objectID(v pdf.Value) uint64 {
	if valuePtr < 0 {
		return 0
	}
	return pointer(reflect.ValueOf(v).Field(valuePtr))
}

// pointer is the object number in a reference, 0 for anything else.
func pointer(p reflect.Value) uint64 {
	if p.Kind() != reflect.Struct || p.NumField() == 0 || !p.Field(0).CanUint() {
		return 0
	}
	return p.Field(0).Uint()
}

// entryID is the number of the object that an entry of a dictionary refers to, 0 where
// it stands in the dictionary itself. The object is not read.
func entryID(v pdf.Value, key string) uint64 {
	if valueData < 0 || v.Kind() != pdf.Dict {
		return 0
	}
	d := reflect.ValueOf(v).Field(valueData).Elem()
	if d.Kind() != reflect.Map || d.Type().Key().Kind() != reflect.String {
		return 0
	}
	e := d.MapIndex(reflect.ValueOf(key).Convert(d.Type().Key()))
	if !e.IsValid() || e.Kind() != reflect.Interface || e.IsNil() {
		return 0
	}
	return pointer(e.Elem())
}

// streamAt is the offset of a stream's data in the file, -1 where it is not known.
func streamAt(v pdf.Value) int64 {
	if valueData < 0 || v.Kind() != pdf.Stream {
		return -1
	}
	d := reflect.ValueOf(v).Field(valueData).Elem()
	if d.Kind() != reflect.Struct {
		return -1
	}
	if f := d.FieldByName("offset"); f.IsValid() && f.CanInt() {
		return f.Int()
	}
	return -1
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
