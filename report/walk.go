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

// leaf is a kind of leaf; a set of them says which a type holds or a visitor
// wants.
type leaf uint8

const (
	amountLeaf leaf = 1 << iota
	numberLeaf
	integerLeaf
	textLeaf
)

// Walk visits the leaves of the record in the order of its fields. at of a text
// is that of the innermost value around it that has one.
func (r *Report) Walk(v Visitor) {
	w := walker{Visitor: v}
	for _, k := range []struct {
		leaf   leaf
		wanted bool
	}{{amountLeaf, v.Amount != nil}, {numberLeaf, v.Number != nil}, {integerLeaf, v.Integer != nil}, {textLeaf, v.Text != nil}} {
		if k.wanted {
			w.wants |= k.leaf
		}
	}
	w.walk(reflect.ValueOf(r).Elem(), nil, Location{})
}

// shape is what walking needs to know of a type.
type shape struct {
	holds  leaf
	kind   leaf // the type is itself a leaf
	fields []shapeField
	at     int // index of the field At, -1 where there is none
}

type shapeField struct {
	index int
	name  string // with the point that parts it from what it belongs to
}

// shapes are those of every type that a record is made of.
var shapes = func() map[reflect.Type]*shape {
	known := map[reflect.Type]*shape{}
	learn(known, reflect.TypeFor[Report]())
	return known
}()

func learn(known map[reflect.Type]*shape, t reflect.Type) *shape {
	if s := known[t]; s != nil {
		return s
	}
	// A type may hold itself (a part its parts): until its fields are known it is
	// taken to hold everything.
	s := &shape{at: -1, holds: amountLeaf | numberLeaf | integerLeaf | textLeaf}
	known[t] = s
	var holds leaf
	switch {
	case t == amountType:
		s.kind = amountLeaf
	case t == numberType:
		s.kind = numberLeaf
	case t == integerType:
		s.kind = integerLeaf
	case t == locType:
	case t.Kind() == reflect.String:
		s.kind = textLeaf
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		holds = learn(known, t.Elem()).holds
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Name == "At" && f.Type == locType {
				s.at = i
			}
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" || name == "-" {
				continue
			}
			if h := learn(known, f.Type).holds; h != 0 {
				holds |= h
				s.fields = append(s.fields, shapeField{i, "." + name})
			}
		}
	}
	s.holds = holds | s.kind
	return s
}

type walker struct {
	Visitor
	wants leaf
}

func (w *walker) walk(x reflect.Value, path []byte, at Location) {
	s := shapes[x.Type()]
	if s.holds&w.wants == 0 {
		return
	}
	switch s.kind {
	case amountLeaf:
		if !x.IsNil() {
			w.Amount(string(path), x.Addr().Interface().(**Amount))
		}
		return
	case numberLeaf:
		if !x.IsNil() {
			w.Number(string(path), x.Addr().Interface().(**Number))
		}
		return
	case integerLeaf:
		w.Integer(string(path), x.Addr().Interface().(*Integer))
		return
	case textLeaf:
		if x.Len() == 0 {
			return
		}
		old := x.String()
		text := old
		w.Text(string(path), &text, at)
		if text != old {
			x.SetString(text)
		}
		return
	}
	switch x.Kind() {
	case reflect.Pointer:
		if !x.IsNil() {
			w.walk(x.Elem(), path, at)
		}
	case reflect.Slice:
		for i := range x.Len() {
			p := strconv.AppendInt(append(path, '['), int64(i), 10)
			w.walk(x.Index(i), append(p, ']'), at)
		}
	case reflect.Struct:
		if s.at >= 0 {
			at = x.Field(s.at).Interface().(Location)
		}
		for _, f := range s.fields {
			name := f.name
			if len(path) == 0 {
				name = name[1:]
			}
			w.walk(x.Field(f.index), append(path, name...), at)
		}
	}
}
