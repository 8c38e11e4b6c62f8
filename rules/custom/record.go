package custom

import (
	"fmt"
	"reflect"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// This file shows the record to expressions: every field of package report under
// its JSON name, figures as decimals. A figure that is not stated or was not
// understood is absent: has() is false and using it makes the rule silent.

// structType is a struct of the record as a type of expressions.
type structType struct {
	name   string
	typ    *cel.Type
	fields map[string]*fieldType
	names  []string
}

type fieldType struct {
	index int
	typ   *cel.Type
}

// schema holds the types of the record by name.
type schema struct {
	*types.Registry
	byName map[string]*structType
	byGo   map[reflect.Type]*structType
}

func newSchema() (*schema, error) {
	reg, err := types.NewRegistry()
	if err != nil {
		return nil, err
	}
	s := &schema{reg, map[string]*structType{}, map[reflect.Type]*structType{}}
	s.add(reflect.TypeFor[report.Report]())
	return s, nil
}

var leaves = map[reflect.Type]bool{
	reflect.TypeFor[report.Amount]():  true,
	reflect.TypeFor[report.Number]():  true,
	reflect.TypeFor[report.Integer](): true,
}

// add makes the type of a struct and of all that it holds.
func (s *schema) add(t reflect.Type) *structType {
	if st := s.byGo[t]; st != nil {
		return st
	}
	name := strings.ToLower(t.Name()[:1]) + t.Name()[1:]
	st := &structType{name: name, typ: types.NewObjectType(name), fields: map[string]*fieldType{}}
	s.byGo[t], s.byName[name] = st, st
	for i := range t.NumField() {
		f := t.Field(i)
		json, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if json == "" || json == "-" {
			continue
		}
		if typ := s.typeOf(f.Type); typ != nil {
			st.fields[json] = &fieldType{i, typ}
			st.names = append(st.names, json)
		}
	}
	return st
}

// typeOf is how expressions see a Go type, nil for what they do not see.
func (s *schema) typeOf(t reflect.Type) *cel.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case leaves[t]:
		return decimalType
	case t == reflect.TypeFor[report.Location]():
		return nil
	}
	switch t.Kind() {
	case reflect.String:
		return cel.StringType
	case reflect.Bool:
		return cel.BoolType
	case reflect.Int:
		return decimalType
	case reflect.Slice:
		if e := s.typeOf(t.Elem()); e != nil {
			return cel.ListType(e)
		}
	case reflect.Struct:
		return s.add(t).typ
	}
	return nil
}

// FindStructType implements types.Provider.
func (s *schema) FindStructType(name string) (*types.Type, bool) {
	if st := s.byName[name]; st != nil {
		return types.NewTypeTypeWithParam(st.typ), true
	}
	return s.Registry.FindStructType(name)
}

// FindStructFieldNames implements types.Provider.
func (s *schema) FindStructFieldNames(name string) ([]string, bool) {
	if st := s.byName[name]; st != nil {
		return st.names, true
	}
	return s.Registry.FindStructFieldNames(name)
}

// FindStructFieldType implements types.Provider.
func (s *schema) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	st := s.byName[name]
	if st == nil {
		return s.Registry.FindStructFieldType(name, field)
	}
	f := st.fields[field]
	if f == nil {
		return nil, false
	}
	return &types.FieldType{
		Type:  f.typ,
		IsSet: func(target any) bool { return s.get(target.(*object), f) != nil },
		GetFrom: func(target any) (any, error) {
			if v := s.get(target.(*object), f); v != nil {
				return v, nil
			}
			return nil, errSilent
		},
	}, true
}

// NewValue implements types.Provider: the record is not made in expressions.
func (s *schema) NewValue(name string, _ map[string]ref.Val) ref.Val {
	return types.NewErr("%s cannot be made in an expression", name)
}

// object is a struct of the record as a value.
type object struct {
	schema *schema
	st     *structType
	v      reflect.Value
	lists  map[int]ref.Val // lists already made, by field
}

func (s *schema) object(v reflect.Value) *object {
	return &object{schema: s, st: s.add(v.Type()), v: v}
}

// get reads a field, nil where it is absent.
func (s *schema) get(o *object, f *fieldType) ref.Val {
	if l := o.lists[f.index]; l != nil {
		return l
	}
	v := s.value(o.v.Field(f.index))
	if l, ok := v.(traits.Lister); ok {
		if o.lists == nil {
			o.lists = map[int]ref.Val{}
		}
		o.lists[f.index] = l
	}
	return v
}

// value is a Go value of the record as an expression sees it, nil where absent.
func (s *schema) value(v reflect.Value) ref.Val {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if val, ok := figure(v.Interface()); ok {
		return val
	}
	switch v.Kind() {
	case reflect.String:
		return types.String(v.String())
	case reflect.Bool:
		return types.Bool(v.Bool())
	case reflect.Int:
		return plain(decimal.NewFromInt(v.Int()))
	case reflect.Slice:
		out := make([]ref.Val, 0, v.Len())
		for i := range v.Len() {
			if e := s.value(v.Index(i)); e != nil {
				out = append(out, e)
			}
		}
		return types.NewRefValList(s.Registry, out)
	case reflect.Struct:
		return s.object(v)
	}
	return nil
}

// figure is a figure of the record as an expression sees it, nil where its value is not
// known; ok is false for what is no figure.
func figure(x any) (val ref.Val, ok bool) {
	switch x := x.(type) {
	case report.Amount:
		if x.Value != nil {
			val = number{*x.Value, x.Unit}
		}
	case report.Number:
		if x.Value != nil {
			val = plain(*x.Value)
		}
	case report.Integer:
		if x.Value != nil {
			val = plain(decimal.NewFromInt(int64(*x.Value)))
		}
	default:
		return nil, false
	}
	return val, true
}

// ConvertToNative implements ref.Val.
func (o *object) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a %s is no %v", o.st.name, t)
}

// ConvertToType implements ref.Val.
func (o *object) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a %s is no %s", o.st.name, t.TypeName())
}

// Equal implements ref.Val.
func (o *object) Equal(other ref.Val) ref.Val {
	p, ok := other.(*object)
	return types.Bool(ok && p.st == o.st && reflect.DeepEqual(o.v.Interface(), p.v.Interface()))
}

// Type implements ref.Val.
func (o *object) Type() ref.Type { return o.st.typ }

// Value implements ref.Val.
func (o *object) Value() any { return o }
