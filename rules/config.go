package rules

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Config chooses and tunes rules. One with nothing but rules runs all of them with
// their defaults, messages in Chinese.
type Config struct {
	// Registry holds the rules; package builtin has ours. The façade puts them in where
	// it is nil.
	Registry *Registry
	Lang     report.Lang
	Path     string // of the document, by which Overrides choose; "" matches none

	// Off turns all rules off but those that a Setting turns on.
	Off       bool
	Settings  map[string]Setting // by rule id
	Overrides []Override         // later ones outrank earlier ones
	Custom    []*Rule            // rules beside those of Registry
}

// Setting changes one rule. Zero fields change nothing.
type Setting struct {
	Enabled  *bool
	Severity Severity
	Params   map[string]any // by parameter name; of the kind of the default
}

// Override changes settings for some departments or files. Where both are given,
// both must match.
type Override struct {
	Departments []string // names, or patterns with * and ?
	Paths       []string // patterns with *, ? and **; a relative one matches at any depth
	Settings    map[string]Setting
}

// On turns a rule on.
func On() Setting { return Setting{Enabled: new(true)} }

// Off turns a rule off.
func Off() Setting { return Setting{Enabled: new(false)} }

func (c *Config) lang() report.Lang {
	if c == nil || c.Lang == "" {
		return report.ZH
	}
	return c.Lang
}

// rules are those of the registry and the custom ones.
func (c *Config) rules() []*Rule {
	switch {
	case c == nil:
		return nil
	case c.Registry == nil:
		return c.Custom
	case len(c.Custom) == 0:
		return c.Registry.rules
	}
	return slices.Concat(c.Registry.rules, c.Custom)
}

// passes makes a pass for every enabled rule.
func (c *Config) passes(ctx context.Context, r *report.Report) []*Pass {
	index := &Index{report: r}
	rules := c.rules()
	made, out := make([]Pass, 0, len(rules)), make([]*Pass, 0, len(rules))
	for _, rule := range rules {
		s := c.setting(rule.ID, r.Department)
		if s.Enabled != nil && !*s.Enabled {
			continue
		}
		made = append(made, Pass{Report: r, Rule: rule, Index: index, Context: ctx, severity: rule.Severity, params: s.Params})
		p := &made[len(made)-1]
		if s.Severity != "" {
			p.severity = s.Severity
		}
		out = append(out, p)
	}
	return out
}

// Only is the config with one of its rules alone.
func (c *Config) Only(id string) *Config {
	one := *c
	one.Registry = nil
	one.Custom = slices.DeleteFunc(slices.Clone(c.rules()), func(r *Rule) bool { return r.ID != id })
	return &one
}

// setting is what applies to a rule in a report of a department.
func (c *Config) setting(id, department string) Setting {
	if c == nil {
		return Setting{}
	}
	var s Setting
	if c.Off {
		s.Enabled = new(false)
	}
	s = s.with(c.Settings[id])
	for _, o := range c.Overrides {
		if o.matches(department, c.Path) {
			s = s.with(o.Settings[id])
		}
	}
	return s
}

// with lays another setting over s.
func (s Setting) with(t Setting) Setting {
	if t.Enabled != nil {
		s.Enabled = t.Enabled
	}
	if t.Severity != "" {
		s.Severity = t.Severity
	}
	if len(t.Params) > 0 {
		params := maps.Clone(s.Params)
		if params == nil {
			params = map[string]any{}
		}
		maps.Copy(params, t.Params)
		s.Params = params
	}
	return s
}

func (o *Override) matches(department, path string) bool {
	any := func(patterns []string, match func(string) bool) bool {
		return len(patterns) == 0 || slices.ContainsFunc(patterns, match)
	}
	return any(o.Departments, func(p string) bool { return department != "" && matchPattern(p, department) }) &&
		any(o.Paths, func(p string) bool {
			return path != "" && (matchPattern(p, path) || matchPattern("**/"+p, path))
		})
}

func matchPattern(pattern, s string) bool {
	ok, err := doublestar.Match(pattern, s)
	return err == nil && ok
}

// Check tells what is wrong with the config: rules that neither Registry nor Custom has,
// unknown severities and parameters, values out of their range, patterns that cannot be
// read.
func (c *Config) Check() error {
	if c == nil {
		return nil
	}
	known := map[string]*Rule{}
	var errs []error
	for _, r := range c.rules() {
		if known[r.ID] != nil {
			errs = append(errs, fmt.Errorf("rule %s is defined twice", r.ID))
		}
		known[r.ID] = r
	}
	check := func(settings map[string]Setting) {
		for _, id := range slices.Sorted(maps.Keys(settings)) {
			if r := known[id]; r == nil {
				errs = append(errs, fmt.Errorf("unknown rule %s", id))
			} else if err := r.CheckSetting(settings[id]); err != nil {
				errs = append(errs, err)
			}
		}
	}
	check(c.Settings)
	for _, o := range c.Overrides {
		check(o.Settings)
		for _, p := range slices.Concat(o.Departments, o.Paths) {
			if !doublestar.ValidatePattern(p) {
				errs = append(errs, fmt.Errorf("bad pattern %q", p))
			}
		}
	}
	return errors.Join(errs...)
}

// CheckSetting tells what of a setting does not fit the rule.
func (r *Rule) CheckSetting(s Setting) error {
	var errs []error
	if s.Severity != "" && s.Severity.Weight() == 0 {
		errs = append(errs, fmt.Errorf("rule %s: unknown severity %q", r.ID, s.Severity))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Params)) {
		p := r.Param(name)
		if p == nil {
			errs = append(errs, fmt.Errorf("rule %s has no parameter %s", r.ID, name))
		} else if err := p.Check(s.Params[name]); err != nil {
			errs = append(errs, fmt.Errorf("rule %s: parameter %s: %w", r.ID, name, err))
		}
	}
	return errors.Join(errs...)
}

// Param returns the rule's parameter, nil where it has none of that name.
func (r *Rule) Param(name string) *Param {
	for i := range r.Params {
		if r.Params[i].Name == name {
			return &r.Params[i]
		}
	}
	return nil
}

// Check tells why a value does not fit the parameter.
func (p *Param) Check(v any) error {
	switch p.Default.(type) {
	case string:
		s, ok := v.(string)
		d, err := decimal.NewFromString(s)
		if !ok || err != nil {
			return fmt.Errorf("%v is not a decimal", v)
		}
		if p.Min != "" && d.LessThan(decimal.RequireFromString(p.Min)) {
			return fmt.Errorf("%s is below %s", s, p.Min)
		}
		if p.Max != "" && d.GreaterThan(decimal.RequireFromString(p.Max)) {
			return fmt.Errorf("%s is above %s", s, p.Max)
		}
	case bool:
		if _, ok := v.(bool); !ok {
			return fmt.Errorf("%v is not true or false", v)
		}
	case []string:
		ss, ok := v.([]string)
		if !ok {
			return fmt.Errorf("%v is not a list of texts", v)
		}
		for _, s := range ss {
			if ok, err := regexp.MatchString(p.Pattern, s); err != nil || !ok {
				return fmt.Errorf("%q does not look like %s", s, p.Pattern)
			}
		}
	}
	return nil
}
