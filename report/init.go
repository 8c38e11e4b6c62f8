package report

import "reflect"

// Init makes every nil list of the record an empty one, so that its JSON has []
// and never null.
func (r *Report) Init() { initLists(reflect.ValueOf(r).Elem()) }

func initLists(x reflect.Value) {
	switch x.Kind() {
	case reflect.Slice:
		if x.IsNil() {
			x.Set(reflect.MakeSlice(x.Type(), 0, 0))
		}
		if k := x.Type().Elem().Kind(); k != reflect.Struct {
			return
		}
		for i := range x.Len() {
			initLists(x.Index(i))
		}
	case reflect.Struct:
		if t := x.Type(); t == integerType || t == locType {
			return
		}
		for i := range x.NumField() {
			initLists(x.Field(i))
		}
	case reflect.Pointer:
		if !x.IsNil() && x.Type().Elem().PkgPath() == locType.PkgPath() && x.Type() != amountType && x.Type() != numberType {
			initLists(x.Elem())
		}
	}
}
