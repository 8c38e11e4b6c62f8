package report

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"
)

// Visitor is called for every leaf of a record. A nil function is not called.
type Visitor struct {
	// Amount gets the address of the pointer, so that it can become nil
	// ("not stated").
	Amount  func(path Path, a **Amount)
	Number  func(path Path, n **Number)
	Integer func(path Path, n *Integer)
	Text    func(path Path, s *string, at Location)
}

// Path is the path of a leaf in JSON names: projects[23].seq, 0-based. It holds
// during the call only: whoever keeps it keeps its String, which most leaves never
// need.
type Path struct {
	text *[]byte
	name string
}

// String writes the path.
func (p Path) String() string { return string(*p.text) }

// Name is the last name in the path: seq.
func (p Path) Name() string { return p.name }

// Within reports whether the path begins with a field of the record: staffing.
func (p Path) Within(field string) bool {
	rest, ok := bytes.CutPrefix(*p.text, []byte(field))
	return ok && (len(rest) == 0 || rest[0] == '[' || rest[0] == '.')
}

var (
	amountType  = reflect.TypeFor[*Amount]()
	numberType  = reflect.TypeFor[*Number]()
	integerType = reflect.TypeFor[Integer]()
	locType     = reflect.TypeFor[Location]()
	stringType  = reflect.TypeFor[*string]()
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
	w := walker{Visitor: v, path: make([]byte, 0, 128)}
	for _, k := range []struct {
		leaf   leaf
		wanted bool
	}{{amountLeaf, v.Amount != nil}, {numberLeaf, v.Number != nil}, {integerLeaf, v.Integer != nil}, {textLeaf, v.Text != nil}} {
		if k.wanted {
			w.wants |= k.leaf
		}
	}
	w.walk(reflect.ValueOf(r).Elem(), recordShape, "", &Location{})
}

// shape is what walking needs to know of a type.
type shape struct {
	holds  leaf
	kind   leaf   // the type is itself a leaf
	elem   *shape // of a pointer or slice
	fields []shapeField
	at     int // index of the field At, -1 where there is none
}

type shapeField struct {
	index int
	name  string
	shape *shape
}

// recordShape is that of the record, which holds those of all its types.
var recordShape = learn(map[reflect.Type]*shape{}, reflect.TypeFor[Report]())

func learn(known map[reflect.Type]*shape, t reflect.Type) *shape {
	if s := known[t]; s != nil {
		return s
	}
	// A type may hold itself (a part its parts): until its fields are known it is
	// taken to hold everything.
	s := &shape{at: -1, holds: amountLeaf | numberLeaf | integerLeaf | textLeaf}
	known[t] = s
	s.kind = leafOf(t)
	holds := s.kind
	switch {
	case s.kind != 0 || t == locType:
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		s.elem = learn(known, t.Elem())
		holds = s.elem.holds
	case t.Kind() == reflect.Struct:
		holds = s.learnFields(known, t)
	}
	s.holds = holds
	return s
}

// leafOf is the kind of value that a type is, 0 where it holds others.
func leafOf(t reflect.Type) leaf {
	switch {
	case t == amountType:
		return amountLeaf
	case t == numberType:
		return numberLeaf
	case t == integerType:
		return integerLeaf
	case t.Kind() == reflect.String:
		return textLeaf
	}
	return 0
}

// learnFields learns the fields of a struct that have names in JSON.
func (s *shape) learnFields(known map[reflect.Type]*shape, t reflect.Type) (holds leaf) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Name == "At" && f.Type == locType {
			s.at = i
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		if field := learn(known, f.Type); field.holds != 0 {
			holds |= field.holds
			s.fields = append(s.fields, shapeField{i, name, field})
		}
	}
	return holds
}

type walker struct {
	Visitor
	wants leaf
	path  []byte
}

// walk visits x, whose field name is the last in the path. Values are reached by
// their addresses, so that none is copied.
func (w *walker) walk(x reflect.Value, s *shape, name string, at *Location) {
	if s.holds&w.wants == 0 {
		return
	}
	if s.kind != 0 {
		w.visit(x, s.kind, name, at)
		return
	}
	end := len(w.path)
	switch x.Kind() {
	case reflect.Pointer:
		if !x.IsNil() {
			w.walk(x.Elem(), s.elem, name, at)
		}
	case reflect.Slice:
		for i := range x.Len() {
			w.path = append(strconv.AppendInt(append(w.path, '['), int64(i), 10), ']')
			w.walk(x.Index(i), s.elem, name, at)
			w.path = w.path[:end]
		}
	case reflect.Struct:
		w.walkFields(x, s, at)
	}
}

// visit hands a value to the visitor of its kind.
func (w *walker) visit(x reflect.Value, kind leaf, name string, at *Location) {
	path := Path{&w.path, name}
	switch kind {
	case amountLeaf:
		if !x.IsNil() {
			w.Amount(path, x.Addr().Interface().(**Amount))
		}
	case numberLeaf:
		if !x.IsNil() {
			w.Number(path, x.Addr().Interface().(**Number))
		}
	case integerLeaf:
		w.Integer(path, x.Addr().Interface().(*Integer))
	case textLeaf:
		if x.Len() > 0 {
			w.Text(path, x.Addr().Convert(stringType).Interface().(*string), *at)
		}
	}
}

// walkFields visits the fields of a struct.
func (w *walker) walkFields(x reflect.Value, s *shape, at *Location) {
	end := len(w.path)
	if s.at >= 0 {
		at = x.Field(s.at).Addr().Interface().(*Location)
	}
	for i := range s.fields {
		f := &s.fields[i]
		if f.shape.holds&w.wants == 0 || empty(x.Field(f.index), f.shape) {
			continue
		}
		if end > 0 {
			w.path = append(w.path, '.')
		}
		w.path = append(w.path, f.name...)
		w.walk(x.Field(f.index), f.shape, f.name, at)
		w.path = w.path[:end]
	}
}

// empty reports a list or pointer that holds nothing to visit.
func empty(x reflect.Value, s *shape) bool {
	return s.elem != nil && (x.Kind() == reflect.Slice && x.Len() == 0 || x.Kind() == reflect.Pointer && x.IsNil())
}
