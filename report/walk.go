package report

import (
	"reflect"
	"strconv"
	"strings"
)

// Visitor is called for every leaf of a record with its path in JSON names
// (projects[23].seq, 0-based). A nil function is not called.
type Visitor struct {
	// Amount gets the address of the pointer, so that it can become nil
	// ("not stated").
	Amount  func(path string, a **Amount)
	Number  func(path string, n **Number)
	Integer func(path string, n *Integer)
	Text    func(path string, s *string, at Location)
}

var (
	amountType  = reflect.TypeFor[*Amount]()
	numberType  = reflect.TypeFor[*Number]()
	integerType = reflect.TypeFor[Integer]()
	locType     = reflect.TypeFor[Location]()
)

// Walk visits the leaves of the record in the order of its fields. at of a text
// is that of the innermost value around it that has one.
func (r *Report) Walk(v Visitor) { walk(reflect.ValueOf(r).Elem(), nil, Location{}, &v) }

func walk(x reflect.Value, path []byte, at Location, v *Visitor) {
	switch x.Type() {
	case amountType:
		if v.Amount != nil && !x.IsNil() {
			v.Amount(string(path), x.Addr().Interface().(**Amount))
		}
		return
	case numberType:
		if v.Number != nil && !x.IsNil() {
			v.Number(string(path), x.Addr().Interface().(**Number))
		}
		return
	case integerType:
		if v.Integer != nil {
			v.Integer(string(path), x.Addr().Interface().(*Integer))
		}
		return
	case locType:
		return
	}
	switch x.Kind() {
	case reflect.String:
		if v.Text != nil && x.Len() > 0 {
			s := x.String()
			old := s
			v.Text(string(path), &s, at)
			if s != old {
				x.SetString(s)
			}
		}
	case reflect.Pointer:
		if !x.IsNil() {
			walk(x.Elem(), path, at, v)
		}
	case reflect.Slice:
		for i := range x.Len() {
			p := append(path, '[')
			p = strconv.AppendInt(p, int64(i), 10)
			walk(x.Index(i), append(p, ']'), at, v)
		}
	case reflect.Struct:
		t := x.Type()
		if f, ok := t.FieldByName("At"); ok && f.Type == locType {
			at = x.FieldByIndex(f.Index).Interface().(Location)
		}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if name == "" || name == "-" {
				continue
			}
			p := path
			if len(p) > 0 {
				p = append(p, '.')
			}
			walk(x.Field(i), append(p, name...), at, v)
		}
	}
}
