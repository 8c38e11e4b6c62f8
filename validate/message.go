package validate

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"

	"selfeval/report"
)

// labels are the Chinese names of fields, by the last part of their paths.
var labels = map[string]string{
	"title": "标题", "department": "部门名称", "fiscal_year": "评价年度", "kind": "报告类型", "unit": "单位",
	"name": "名称", "implementer": "实施单位", "seq": "序号", "budget": "预算数", "executed": "执行数",
	"returned": "结余交回财政数", "rate": "执行率", "score": "得分", "total": "总额", "amount": "金额",
	"initial": "年初预算数", "weight": "分值", "total_score": "总分", "total_weight": "总分值", "project": "项目名称",
	"administrative": "行政人数", "institutional": "事业人数", "retired": "离退人数", "project_count": "项目数",
	"funds": "资金", "target": "目标值", "actual": "实际值", "investment": "总投资", "full": "满分",
}

// label is the Chinese name of a field, its JSON name where it has none.
func label(path string) string {
	last := path[strings.LastIndexByte(path, '.')+1:]
	last, _, _ = strings.Cut(last, "[")
	if zh, ok := labels[last]; ok {
		return zh
	}
	return last
}

// message says what a field breaks.
func message(path string, e validator.FieldError) report.Text {
	zh := label(path)
	switch e.Tag() {
	case "required":
		return report.Textf("%[1]s：缺少%[2]s", "%[1]s is missing", path, zh)
	case "gte":
		return report.Textf("%[1]s（%[2]s）：%[3]v 小于 %[4]s", "%[1]s: %[3]v is less than %[4]s", path, zh, e.Value(), e.Param())
	case "lte":
		return report.Textf("%[1]s（%[2]s）：%[3]v 大于 %[4]s", "%[1]s: %[3]v is more than %[4]s", path, zh, e.Value(), e.Param())
	case "money_unit":
		return report.Textf("%[1]s（%[2]s）：“%[3]v”不是可换算的金额单位", "%[1]s: %[3]q is no unit of money that can be converted", path, zh, e.Value())
	case "oneof":
		return report.Textf("%[1]s（%[2]s）：“%[3]v”不在允许的取值之内（%[4]s）", "%[1]s: %[3]q is none of %[4]s", path, zh, e.Value(), e.Param())
	}
	return report.Textf("%[1]s（%[2]s）：“%[3]v”不符合 %[4]s", "%[1]s: %[3]v breaks %[4]s", path, zh, e.Value(), strings.TrimSuffix(e.Tag()+"="+e.Param(), "="))
}

// locate finds the place of a field: that of the innermost value on its path
// that has one.
func locate(r *report.Report, path string) report.Location {
	x := reflect.ValueOf(r).Elem()
	var at report.Location
	for step := range strings.SplitSeq(path, ".") {
		name, index, indexed := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		if x = child(x, name); !x.IsValid() {
			return at
		}
		if indexed {
			n, err := strconv.Atoi(index)
			if err != nil || x.Kind() != reflect.Slice || n >= x.Len() {
				return at
			}
			x = x.Index(n)
		}
		for x.Kind() == reflect.Pointer && !x.IsNil() {
			x = x.Elem()
		}
		if x.Kind() != reflect.Struct {
			continue
		}
		if own, ok := x.Type().FieldByName("At"); ok {
			if l, ok := x.FieldByIndex(own.Index).Interface().(report.Location); ok && !l.IsZero() {
				at = l
			}
		}
	}
	return at
}

// child is the field with a JSON name.
func child(x reflect.Value, name string) reflect.Value {
	if x.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	for i := range x.NumField() {
		if tag, _, _ := strings.Cut(x.Type().Field(i).Tag.Get("json"), ","); tag == name {
			return x.Field(i)
		}
	}
	return reflect.Value{}
}
