package report

import "reflect"

// FillEmpty turns every nil list of the record into an empty one, so that JSON
// writes [] and never null. Lists that JSON leaves out when empty stay as they are.
func (r *Report) FillEmpty() { fillEmpty(reflect.ValueOf(r).Elem()) }

func fillEmpty(x reflect.Value) {
	switch x.Kind() {
	case reflect.Pointer:
		if !x.IsNil() {
			fillEmpty(x.Elem())
		}
	case reflect.Slice:
		if x.IsNil() {
			x.Set(reflect.MakeSlice(x.Type(), 0, 0))
			return
		}
		if !holdsLists(x.Type().Elem()) {
			return
		}
		for i := range x.Len() {
			fillEmpty(x.Index(i))
		}
	case reflect.Struct:
		if !holdsLists(x.Type()) {
			return
		}
		for i := range x.NumField() {
			if x.Type().Field(i).IsExported() {
				fillEmpty(x.Field(i))
			}
		}
	}
}

// holdsLists says whether a type of the record can have lists inside: the leaf
// types cannot, and are by far the most numerous.
func holdsLists(t reflect.Type) bool {
	switch t {
	case amountType.Elem(), numberType.Elem(), integerType, locType:
		return false
	}
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice
}
