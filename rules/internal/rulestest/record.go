package rulestest

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

// readRecords reads a fixture of records: one YAML document a case, with
//
//	name: what the case shows
//	rules: [the only rules that run; without it the one that the file is named after]
//	param: rule-id parameter value
//	report: the record in its JSON names
//	prior: [records of the year before]
//	beside: [records of other files of the same year]
//	lists: [records of the same year with a row a department]
//	want: [expected findings; none for a case that must be silent]
//
// A figure is written as it is printed, with its unit: 120.50 万元, 98.5%, 95 分; a
// measure as ≥95%. Every value's place is its line and column in the fixture.
func readRecords(path string, src []byte) ([]*Case, error) {
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []*Case
	base := strings.TrimSuffix(filepath.Base(path), ".yaml")
	for i, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		c, err := readRecord(base, doc.Body)
		if err != nil {
			if e, ok := errors.AsType[*mistake](err); ok {
				return nil, fmt.Errorf("%s:%d: %s", path, e.line, e.text)
			}
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if c.Name == "" {
			c.Name = strconv.Itoa(i + 1)
		}
		c.Name = base + "/" + c.Name
		out = append(out, c)
	}
	return out, nil
}

// mistake is something wrong in a fixture.
type mistake struct {
	line int
	text string
}

func (m *mistake) Error() string { return m.text }

func wrong(n ast.Node, format string, args ...any) error {
	return &mistake{n.GetToken().Position.Line, fmt.Sprintf(format, args...)}
}

func readRecord(base string, body ast.Node) (*Case, error) {
	c := &Case{Report: &report.Report{Department: "测试局"}}
	c.Report.FiscalYear.Set(2022)
	ids, param := []string{base}, ""
	err := fields(body, func(key string, v ast.Node) error {
		switch key {
		case "name":
			c.Name = text(v)
		case "rules":
			ids = nil
			return items(v, func(n ast.Node) error { ids = append(ids, text(n)); return nil })
		case "param":
			param = text(v)
		case "report":
			return fill(v, "report", reflect.ValueOf(c.Report).Elem())
		case "prior":
			return papers(v, &c.Papers.Prior, 2021)
		case "beside":
			return papers(v, &c.Papers.Beside, 2022)
		case "lists":
			return papers(v, &c.Papers.Lists, 2022)
		case "want":
			return items(v, func(n ast.Node) error {
				ws, err := wants(text(n), anywhere, line(n))
				if err != nil {
					return wrong(n, "%v", err)
				}
				c.Wants = append(c.Wants, ws...)
				return nil
			})
		default:
			return wrong(v, "unknown key %q", key)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if c.Config, err = only(ids); err != nil {
		return nil, wrong(body, "%v", err)
	}
	if param != "" {
		if err := setParam(&c.Config, param); err != nil {
			return nil, wrong(body, "%v", err)
		}
	}
	c.Report.Init()
	c.Papers.Names = []string{rules.NameKey(c.Report.Department)}
	return c, nil
}

// papers reads the records that a report is compared with.
func papers(n ast.Node, out *[]*rules.Paper, year int) error {
	return items(n, func(v ast.Node) error {
		x := &rules.Paper{Path: fmt.Sprintf("另一份%d.md", len(*out)+1), Report: &report.Report{Department: "测试局"}}
		x.Report.FiscalYear.Set(year)
		x.Report.Init()
		*out = append(*out, x)
		return fill(v, "paper", reflect.ValueOf(x.Report).Elem())
	})
}

func line(n ast.Node) int { return n.GetToken().Position.Line }

func place(n ast.Node) report.Location {
	p := n.GetToken().Position
	return report.Location{Line: p.Line, Column: p.Column}
}

func text(n ast.Node) string {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value
	case *ast.NullNode:
		return ""
	}
	return strings.TrimSpace(n.GetToken().Value)
}

func fields(n ast.Node, each func(key string, v ast.Node) error) error {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	case *ast.NullNode:
	default:
		return wrong(n, "a mapping is wanted")
	}
	for _, v := range values {
		if err := each(v.Key.GetToken().Value, v.Value); err != nil {
			return err
		}
	}
	return nil
}

func items(n ast.Node, each func(ast.Node) error) error {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		return wrong(n, "a list is wanted")
	}
	for _, v := range s.Values {
		if err := each(v); err != nil {
			return err
		}
	}
	return nil
}

var (
	placeType = reflect.TypeFor[report.Location]()
)

// fill puts what a node says into a value of the record.
func fill(n ast.Node, key string, x reflect.Value) error {
	switch p := x.Addr().Interface().(type) {
	case **report.Amount:
		a, err := amount(text(n), usualUnit(key), place(n))
		if err != nil {
			return wrong(n, "%s: %v", key, err)
		}
		*p = a
		return nil
	case **report.Number:
		return fillNumber(n, key, p)
	case *report.Integer:
		v, err := strconv.Atoi(text(n))
		if err != nil {
			return wrong(n, "%s: %q is not a whole number", key, text(n))
		}
		p.Set(v)
		p.At = place(n)
		return nil
	case *report.Measure:
		*p = measure(text(n))
		p.At = place(n)
		return nil
	}
	switch x.Kind() {
	case reflect.String:
		x.SetString(text(n))
	case reflect.Bool, reflect.Int:
		return fillPlain(n, key, x)
	case reflect.Pointer:
		x.Set(reflect.New(x.Type().Elem()))
		return fill(n, key, x.Elem())
	case reflect.Slice:
		return items(n, func(v ast.Node) error {
			x.Set(reflect.Append(x, reflect.Zero(x.Type().Elem())))
			return fill(v, key, x.Index(x.Len()-1))
		})
	case reflect.Struct:
		return fillStruct(n, key, x)
	}
	return nil
}

func fillPlain(n ast.Node, key string, x reflect.Value) error {
	if x.Kind() == reflect.Bool {
		x.SetBool(text(n) == "true")
		return nil
	}
	v, err := strconv.Atoi(text(n))
	if err != nil {
		return wrong(n, "%s: %q is not a whole number", key, text(n))
	}
	x.SetInt(int64(v))
	return nil
}

func fillNumber(n ast.Node, key string, p **report.Number) error {
	raw := text(n)
	v, err := decimal.NewFromString(strings.TrimSuffix(raw, "%"))
	if err != nil {
		return wrong(n, "%s: %q is not a figure", key, raw)
	}
	*p = &report.Number{Value: &v, Raw: raw, At: place(n)}
	return nil
}

func fillStruct(n ast.Node, key string, x reflect.Value) error {
	byName := map[string]reflect.Value{}
	for i := range x.NumField() {
		name, _, _ := strings.Cut(x.Type().Field(i).Tag.Get("json"), ",")
		if f := x.Field(i); f.Type() != placeType {
			byName[name] = f
		} else {
			f.Set(reflect.ValueOf(place(n)))
		}
	}
	return fields(n, func(name string, v ast.Node) error {
		f, ok := byName[name]
		if !ok {
			return wrong(v, "%s has no field %q", key, name)
		}
		return fill(v, name, f)
	})
}

func usualUnit(key string) string {
	switch key {
	case "score", "full":
		return "分"
	case "rate":
		return "%"
	}
	return "万元"
}

var measureForm = regexp.MustCompile(`^(≥|≤|=|>|<)?(-?[0-9.]+)?(.*)$`)

// measure reads ≥95%, 12公里; what has no figure is kept as it is printed.
func measure(raw string) report.Measure {
	m := measureForm.FindStringSubmatch(raw)
	if m == nil || m[2] == "" {
		return report.Measure{Raw: raw}
	}
	return report.Measure{Operator: m[1], Value: m[2], Unit: m[3], Raw: raw}
}
