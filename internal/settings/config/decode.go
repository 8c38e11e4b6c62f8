package config

import (
	"errors"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/goccy/go-yaml/ast"

	"selfeval/extract/interpret"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
	"selfeval/rules/custom"
)

// severities are the words that a severity is given by.
var severities = []string{string(rules.Error), string(rules.Warning), string(rules.Info)}

// file reads the whole file. Custom rules come first: settings may name them.
func (d *decoder) file(src []byte) {
	top := d.parse(src)
	if top == nil {
		return
	}
	d.entries(top, func(k key, v ast.Node) {
		if k.name == "custom" {
			d.list(v, d.custom)
		}
	})
	c := d.config.Rules
	c.Settings = map[string]rules.Setting{}
	d.mapping(top, map[string]func(key, ast.Node){
		"custom":  func(key, ast.Node) {},
		"default": d.preset,
		"enable":  func(_ key, v ast.Node) { d.turn(v, c.Settings, rules.On()) },
		"disable": func(_ key, v ast.Node) { d.turn(v, c.Settings, rules.Off()) },
		"rules":   func(_ key, v ast.Node) { d.settings(v, c.Settings) },
		"overrides": func(_ key, v ast.Node) {
			d.list(v, d.override)
		},
		"vocabulary": d.vocabulary,
		"suppress":   func(_ key, v ast.Node) { d.list(v, d.suppress) },
		"tests":      func(_ key, v ast.Node) { d.list(v, d.test) },
	})
}

// preset is whether rules run that are not named: all or none.
func (d *decoder) preset(_ key, n ast.Node) {
	switch d.text(n) {
	case "all":
	case "none":
		d.config.Rules.Off = true
	default:
		d.fail(n, "default 应是 all 或 none", "default is all or none")
	}
}

// rule finds a rule by id, nil with a mistake told where there is none.
func (d *decoder) rule(k key) *rules.Rule {
	var ids []string
	for _, r := range slices.Concat(builtin.All(), d.config.Rules.Custom) {
		if r.ID == k.name {
			return r
		}
		ids = append(ids, r.ID)
	}
	d.unknown(k, report.Text{ZH: "没有这条规则", EN: "no such rule"}, ids)
	return nil
}

func (d *decoder) turn(n ast.Node, settings map[string]rules.Setting, to rules.Setting) {
	d.list(n, func(v ast.Node) {
		if r := d.rule(key{d.text(v), v}); r != nil {
			s := settings[r.ID]
			s.Enabled = to.Enabled
			settings[r.ID] = s
		}
	})
}

// settings reads rule settings: an id with a mapping, or with one word: off, on
// or a severity.
func (d *decoder) settings(n ast.Node, settings map[string]rules.Setting) {
	d.entries(n, func(k key, v ast.Node) {
		r := d.rule(k)
		if r == nil {
			return
		}
		s := settings[r.ID]
		switch v := v.(type) {
		case *ast.MappingNode, *ast.MappingValueNode:
			d.mapping(v, map[string]func(key, ast.Node){
				"enabled":  func(_ key, v ast.Node) { s.Enabled = new(d.boolean(v)) },
				"severity": func(_ key, v ast.Node) { s.Severity = d.severity(v) },
				"params":   func(_ key, v ast.Node) { s.Params = d.params(v, r) },
			})
		case *ast.BoolNode:
			s.Enabled = new(v.Value)
		default:
			switch word := d.text(v); word {
			case "off":
				s.Enabled = new(false)
			case "on":
				s.Enabled = new(true)
			default:
				s.Enabled, s.Severity = new(true), d.severity(v)
			}
		}
		settings[r.ID] = s
	})
}

func (d *decoder) severity(n ast.Node) rules.Severity {
	s := d.text(n)
	if !slices.Contains(severities, s) {
		d.unknown(key{s, n}, report.Text{ZH: "没有这个级别", EN: "no such severity"}, severities)
	}
	return rules.Severity(s)
}

func (d *decoder) params(n ast.Node, r *rules.Rule) map[string]any {
	out := map[string]any{}
	d.entries(n, func(k key, v ast.Node) {
		p := r.Param(k.name)
		if p == nil {
			var known []string
			for _, p := range r.Params {
				known = append(known, p.Name)
			}
			d.unknown(k, report.Textf("规则 %s 没有这个参数", "rule %s has no parameter", r.ID), known)
			return
		}
		var value any
		switch p.Default.(type) {
		case bool:
			value = d.boolean(v)
		case []string:
			value = d.texts(v)
		default:
			value = d.text(v)
		}
		if err := p.Check(value); err != nil {
			d.fail(v, "参数 %s：%v", "parameter %s: %v", k.name, err)
		}
		out[k.name] = value
	})
	return out
}

func (d *decoder) override(n ast.Node) {
	o := rules.Override{Settings: map[string]rules.Setting{}}
	pattern := func(_ key, v ast.Node, into *[]string) {
		*into = d.texts(v)
		for _, p := range *into {
			if !doublestar.ValidatePattern(p) {
				d.fail(v, "通配符 %q 有误", "bad pattern %q", p)
			}
		}
	}
	d.mapping(n, map[string]func(key, ast.Node){
		"departments": func(k key, v ast.Node) { pattern(k, v, &o.Departments) },
		"paths":       func(k key, v ast.Node) { pattern(k, v, &o.Paths) },
		"enable":      func(_ key, v ast.Node) { d.turn(v, o.Settings, rules.On()) },
		"disable":     func(_ key, v ast.Node) { d.turn(v, o.Settings, rules.Off()) },
		"rules":       func(_ key, v ast.Node) { d.settings(v, o.Settings) },
	})
	if len(o.Departments) == 0 && len(o.Paths) == 0 {
		d.fail(n, "请用 departments 或 paths 写明适用范围", "say what this applies to by departments or paths")
	}
	d.config.ByPath = d.config.ByPath || len(o.Paths) > 0
	d.config.Rules.Overrides = append(d.config.Rules.Overrides, o)
}

// vocabulary takes the words as a file of their own, which must load.
func (d *decoder) vocabulary(_ key, n ast.Node) {
	text := n.String()
	if _, err := interpret.LoadVocabulary(strings.NewReader(text)); err != nil {
		d.fail(n, "%v", "%v", err)
		return
	}
	d.config.Vocabulary = text
}

func (d *decoder) test(n ast.Node) {
	t := Test{Line: n.GetToken().Position.Line}
	d.mapping(n, map[string]func(key, ast.Node){
		"name":   func(_ key, v ast.Node) { t.Name = d.text(v) },
		"report": func(_ key, v ast.Node) { t.Report = d.text(v) },
		"file":   func(_ key, v ast.Node) { t.File = d.text(v) },
		"want": func(_ key, v ast.Node) {
			d.list(v, func(e ast.Node) { t.Want = append(t.Want, d.want(e)) })
		},
	})
	if (t.Report == "") == (t.File == "") {
		d.fail(n, "请用 report 写出报告文本，或用 file 指定文件（二者取一）", "give the report's text by report, or a path by file: one of them")
	}
	d.config.Tests = append(d.config.Tests, t)
}

func (d *decoder) want(n ast.Node) Want {
	var w Want
	if s, ok := n.(*ast.StringNode); ok {
		if r := d.rule(key{s.Value, n}); r != nil {
			w.Rule = r.ID
		}
		return w
	}
	d.mapping(n, map[string]func(key, ast.Node){
		"rule": func(_ key, v ast.Node) {
			if r := d.rule(key{d.text(v), v}); r != nil {
				w.Rule = r.ID
			}
		},
		"projects": func(_ key, v ast.Node) {
			d.list(v, func(e ast.Node) { w.Projects = append(w.Projects, d.integer(e)) })
		},
		"message": func(_ key, v ast.Node) { w.Message = d.text(v) },
	})
	return w
}

// custom compiles one rule of the user's own.
func (d *decoder) custom(n ast.Node) {
	src := custom.Source{Severity: rules.Warning, For: custom.ForReport, Values: map[string]string{}}
	places := map[string]ast.Node{}
	d.mapping(n, map[string]func(key, ast.Node){
		"id": func(_ key, v ast.Node) {
			src.ID = d.text(v)
			places["id"] = v
		},
		"title":    func(_ key, v ast.Node) { src.Title = d.both(v) },
		"doc":      func(_ key, v ast.Node) { src.Doc = d.both(v) },
		"advice":   func(_ key, v ast.Node) { src.Advice = d.both(v) },
		"severity": func(_ key, v ast.Node) { src.Severity = d.severity(v) },
		"for":      func(_ key, v ast.Node) { src.For = d.scope(v) },
		"when": func(k key, v ast.Node) {
			src.When = d.required(k, v)
			places["when"] = v
		},
		"message": func(k key, v ast.Node) {
			src.Message = d.both(v)
			places["message"] = v
		},
		"basis": func(_ key, v ast.Node) { d.list(v, func(e ast.Node) { src.Basis = append(src.Basis, d.basis(e)) }) },
		"values": func(_ key, v ast.Node) {
			d.entries(v, func(k key, v ast.Node) {
				src.Values[k.name] = d.text(v)
				places["values."+k.name] = v
			})
		},
	})
	for _, name := range []string{"id", "when", "message"} {
		if places[name] == nil {
			d.fail(n, "自定义规则缺少 %s", "a custom rule needs %s", name)
			return
		}
	}
	switch {
	case builtin.Lookup(src.ID) != nil:
		d.fail(places["id"], "%s 是内置规则的名称", "%s is a built-in rule", src.ID)
	case !custom.ValidID(src.ID):
		d.fail(places["id"], "规则名称 %q 应为小写英文单词，以连字符相连，如 large-balance", "rule id %q: lower-case words joined by hyphens are expected, such as large-balance", src.ID)
	case slices.ContainsFunc(d.config.Rules.Custom, func(r *rules.Rule) bool { return r.ID == src.ID }):
		d.fail(places["id"], "规则 %s 重复", "rule %s is defined twice", src.ID)
	}
	if src.Title.ZH == "" {
		src.Title.ZH = src.ID
	}
	if !slices.Contains(custom.Scopes(), src.For) || src.When == "" {
		return // told already
	}
	rule, err := custom.Compile(src)
	if err != nil {
		d.expression(err, places)
		return
	}
	d.config.Rules.Custom = append(d.config.Rules.Custom, rule)
}

func (d *decoder) scope(n ast.Node) custom.Scope {
	s := custom.Scope(d.text(n))
	if !slices.Contains(custom.Scopes(), s) {
		d.fail(n, "for 应是 report、project 或 form", "for is report, project or form")
	}
	return s
}

func (d *decoder) basis(n ast.Node) rules.Basis {
	if s, ok := n.(*ast.StringNode); ok {
		return rules.Basis{Document: s.Value}
	}
	var b rules.Basis
	d.mapping(n, map[string]func(key, ast.Node){
		"document": func(k key, v ast.Node) { b.Document = d.required(k, v) },
		"number":   func(_ key, v ast.Node) { b.Number = d.text(v) },
	})
	return b
}

// expression tells a mistake in an expression at its place in the file.
func (d *decoder) expression(err error, places map[string]ast.Node) {
	e, ok := errors.AsType[*custom.Error](err)
	n := places["when"]
	if !ok {
		d.fail(n, "%v", "%v", err)
		return
	}
	if places[e.Field] != nil {
		n = places[e.Field]
	}
	pos := n.GetToken().Position
	line, column := pos.Line, pos.Column+e.Column-1
	if _, block := n.(*ast.LiteralNode); block {
		// The text starts in the line after | and is set in by as much as that line is.
		if pos.Line < len(d.lines) {
			first := d.lines[pos.Line]
			column = len(first) - len(strings.TrimLeft(first, " ")) + e.Column
		}
		line += e.Line
	} else {
		line += e.Line - 1
		if s, quoted := n.(*ast.StringNode); quoted && strings.HasPrefix(s.GetToken().Origin, `"`) {
			column++
		}
	}
	d.failAt(line, column, report.Textf("%s：%s", "%s: %s", e.Field, e.Msg))
}
