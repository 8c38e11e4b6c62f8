package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	yamlerrors "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"selfeval/internal/text/suggest"
	"selfeval/report"
)

// decoder walks the tree of a file and remembers every mistake with its place.
type decoder struct {
	name   string
	lines  []string
	config *Config
	errs   []error
}

func (d *decoder) fail(n ast.Node, zh, en string, args ...any) {
	line, column := 1, 1
	if n != nil && n.GetToken() != nil {
		line, column = n.GetToken().Position.Line, n.GetToken().Position.Column
	}
	d.failAt(line, column, report.Textf(zh, en, args...))
}

func (d *decoder) failAt(line, column int, text report.Text) {
	d.errs = append(d.errs, &Error{d.name, line, column, text})
}

// parse gives the top of the tree, nil where the file is empty or broken.
func (d *decoder) parse(src []byte) ast.Node {
	f, err := parser.ParseBytes(src, 0)
	if err != nil {
		line, column, msg := 1, 1, err.Error()
		if e, ok := err.(yamlerrors.Error); ok {
			msg = e.GetMessage()
			if t := e.GetToken(); t != nil {
				line, column = t.Position.Line, t.Position.Column
			}
		}
		d.failAt(line, column, report.Textf("不是合法的 YAML：%s", "not valid YAML: %s", msg))
		return nil
	}
	var top ast.Node
	for _, doc := range f.Docs {
		if doc.Body == nil {
			continue
		}
		if top != nil {
			d.fail(doc.Body, "一个文件只能有一份配置", "a file holds one document only")
			return nil
		}
		top = doc.Body
	}
	return top
}

// key is a key of a mapping with its place.
type key struct {
	name string
	node ast.Node
}

// mapping calls the handler of each key. A key without one is a mistake.
func (d *decoder) mapping(n ast.Node, handlers map[string]func(key, ast.Node)) {
	d.entries(n, func(k key, v ast.Node) {
		h := handlers[k.name]
		if h == nil {
			known := slices.Sorted(maps.Keys(handlers))
			d.unknown(k, report.Text{ZH: "未知的键", EN: "unknown key"}, known)
			return
		}
		h(k, v)
	})
}

func (d *decoder) unknown(k key, what report.Text, known []string) {
	hint := report.Textf("；可用：%s", "; known: %s", strings.Join(known, ", "))
	if len(known) > 12 {
		hint = report.Text{}
	}
	if n := suggest.Nearest(k.name, known); n != "" {
		hint = report.Textf("，是不是 %s？", "; did you mean %s?", n)
	}
	d.fail(k.node, "%s %q%s", "%s %q%s", what, k.name, hint)
}

// entries calls f for each key of a mapping, once.
func (d *decoder) entries(n ast.Node, f func(key, ast.Node)) {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	case *ast.NullNode, nil:
		return
	default:
		d.fail(n, "这里应是“键: 值”", "a mapping is expected here")
		return
	}
	seen := map[string]bool{}
	for _, v := range values {
		k := key{d.keyName(v.Key), v.Key}
		if seen[k.name] {
			d.fail(v.Key, "键 %q 重复", "key %q is given twice", k.name)
			continue
		}
		seen[k.name] = true
		f(k, v.Value)
	}
}

func (d *decoder) keyName(n ast.MapKeyNode) string {
	if s, ok := n.(*ast.StringNode); ok {
		return s.Value
	}
	return n.GetToken().Value
}

// list calls f for each entry of a sequence.
func (d *decoder) list(n ast.Node, f func(ast.Node)) {
	switch s := n.(type) {
	case *ast.SequenceNode:
		for _, v := range s.Values {
			f(v)
		}
	case *ast.NullNode, nil:
	default:
		d.fail(n, "这里应是列表", "a list is expected here")
	}
}

// text reads a scalar as it is written.
func (d *decoder) text(n ast.Node) string {
	switch s := n.(type) {
	case *ast.StringNode:
		return s.Value
	case *ast.LiteralNode:
		return s.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return s.GetToken().Value
	}
	d.fail(n, "这里应是文字", "a text is expected here")
	return ""
}

// required is text that must not be empty.
func (d *decoder) required(k key, n ast.Node) string {
	s := strings.TrimSpace(d.text(n))
	if s == "" {
		d.fail(n, "%s 不能为空", "%s must not be empty", k.name)
	}
	return s
}

func (d *decoder) texts(n ast.Node) []string {
	if s, ok := n.(*ast.StringNode); ok {
		return []string{s.Value}
	}
	out := []string{}
	d.list(n, func(v ast.Node) { out = append(out, d.text(v)) })
	return out
}

func (d *decoder) boolean(n ast.Node) bool {
	if b, ok := n.(*ast.BoolNode); ok {
		return b.Value
	}
	d.fail(n, "这里应是 true 或 false", "true or false is expected here")
	return false
}

func (d *decoder) integer(n ast.Node) int {
	if i, ok := n.(*ast.IntegerNode); ok {
		var v int
		if _, err := fmt.Sscan(i.GetToken().Value, &v); err == nil {
			return v
		}
	}
	d.fail(n, "这里应是整数", "a whole number is expected here")
	return 0
}

// both reads a text in one language or in two: 文字, or {zh: 文字, en: text}.
func (d *decoder) both(n ast.Node) report.Text {
	var t report.Text
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.mapping(n, map[string]func(key, ast.Node){
			"zh": func(_ key, v ast.Node) { t.ZH = d.text(v) },
			"en": func(_ key, v ast.Node) { t.EN = d.text(v) },
		})
		if t.ZH == "" {
			t.ZH = t.EN
		}
	default:
		t.ZH = d.text(n)
	}
	return t
}
