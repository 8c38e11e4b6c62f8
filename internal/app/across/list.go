package across

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"selfeval/internal/text/charset"
	"selfeval/report"
	"selfeval/rules"
)

// List is a list of departments that should publish, with the other names by which each is
// known. A nil list knows nobody.
type List struct {
	Departments []*Department
	byKey       map[string]*Department
	asked       map[string]*Department // names that were looked for
}

// Department is one of a list.
type Department struct {
	Name    string
	Aliases []string // short and former names
	key     string
}

// mostListed bounds a list.
const mostListed = 100_000

// ParseList reads a list: YAML (.yaml, .yml), else a line a department, with other names
// behind it in further columns (comma, tab, semicolon or 、). Lines that begin with # and a
// first line of headings are left out.
func ParseList(name string, data []byte) (*List, error) {
	text, _, _ := charset.Decode(data)
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	l := &List{byKey: map[string]*Department{}}
	var err error
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
		err = l.yaml(text)
	default:
		err = l.lines(string(text))
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(l.Departments) == 0:
		return nil, fmt.Errorf("%s: %w", name, &Fault{report.Text{ZH: "没有部门名称", EN: "no names of departments"}})
	}
	return l, nil
}

// Fault is what is wrong with a list.
type Fault struct{ report.Text }

// Error implements error.
func (f *Fault) Error() string { return f.ZH }

func (l *List) lines(text string) error {
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var cells []string
		for _, c := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",，\t;；、|=", r) }) {
			if c = strings.Trim(strings.TrimSpace(c), `"“”`); c != "" && strings.Trim(c, "0123456789.") != "" {
				cells = append(cells, c)
			}
		}
		if len(cells) == 0 || n == 0 && isHeading(cells[0]) {
			continue
		}
		if err := l.add(cells[0], cells[1:]); err != nil {
			return err
		}
	}
	return nil
}

// isHeading reports whether a first cell is that of a heading.
func isHeading(cell string) bool {
	switch strings.ToLower(rules.NameKey(cell)) {
	case "部门", "部门名称", "单位", "单位名称", "名称", "预算部门", "预算单位", "主管部门", "序号", "name", "department":
		return true
	}
	return false
}

// yaml reads a list of names, or of names with their aliases, alone or under departments:.
func (l *List) yaml(text []byte) error {
	var top any
	if err := yaml.Unmarshal(text, &top); err != nil {
		return err
	}
	if m, ok := top.(map[string]any); ok {
		if inner, ok := m["departments"]; ok {
			top = inner
		} else if inner, ok := m["部门"]; ok {
			top = inner
		}
	}
	switch x := top.(type) {
	case []any:
		for _, e := range x {
			if err := l.entry(e); err != nil {
				return err
			}
		}
	case map[string]any: // name: [aliases]
		for name, aliases := range x {
			if err := l.add(name, texts(aliases)); err != nil {
				return err
			}
		}
		slices.SortFunc(l.Departments, func(a, b *Department) int { return cmp.Compare(a.Name, b.Name) })
	}
	return nil
}

func (l *List) entry(e any) error {
	m, ok := e.(map[string]any)
	if !ok {
		return l.add(fmt.Sprint(e), nil)
	}
	name, aliases := "", []string(nil)
	for key, v := range m {
		switch strings.ToLower(key) {
		case "name", "名称", "部门", "单位":
			name = fmt.Sprint(v)
		case "aliases", "alias", "former", "别名", "简称", "曾用名", "原名":
			aliases = append(aliases, texts(v)...)
		default:
			return &Fault{report.Textf("不认识“%s”，可用：名称、别名、简称、曾用名", "“%s” is not known: name, aliases, former", key)}
		}
	}
	return l.add(name, aliases)
}

func texts(v any) (out []string) {
	if list, ok := v.([]any); ok {
		for _, x := range list {
			out = append(out, fmt.Sprint(x))
		}
		return out
	}
	if v != nil {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

func (l *List) add(name string, aliases []string) error {
	d := &Department{Name: name, Aliases: aliases, key: rules.NameKey(name)}
	if d.key == "" {
		return nil
	}
	for _, n := range append([]string{name}, aliases...) {
		key := rules.NameKey(n)
		if was := l.byKey[key]; was != nil && was.key != d.key {
			return &Fault{report.Textf("“%s”既是“%s”又是“%s”", "“%s” is both “%s” and “%s”", n, was.Name, name)}
		}
		if key != "" {
			l.byKey[key] = d
		}
	}
	if !slices.ContainsFunc(l.Departments, func(o *Department) bool { return o.key == d.key }) {
		l.Departments = append(l.Departments, d)
	}
	if len(l.Departments) > mostListed {
		return fmt.Errorf("> %d", mostListed)
	}
	return nil
}

// find is the department of a list that a paper's name means: by the name or an alias, or
// by one of them with the place before it left out on one side.
func (l *List) find(name string) *Department {
	if l == nil {
		return nil
	}
	key := rules.NameKey(name)
	if d := l.byKey[key]; d != nil {
		return d
	}
	if key == "" {
		return nil
	}
	if d, before := l.asked[key]; before {
		return d
	}
	if len(l.asked) > mostListed || l.asked == nil {
		l.asked = map[string]*Department{}
	}
	l.asked[key] = l.near(key)
	return l.asked[key]
}

// near is the one department whose name differs from a name by the place before it.
func (l *List) near(key string) *Department {
	var found *Department
	for k, d := range l.byKey {
		if withoutPlace(key, k) || withoutPlace(k, key) {
			if found != nil && found != d {
				return nil
			}
			found = d
		}
	}
	return found
}

// withoutPlace reports whether short is long without the name of the place at its beginning.
func withoutPlace(long, short string) bool {
	rest, ok := strings.CutSuffix(long, short)
	rs := []rune(rest)
	return ok && len([]rune(short)) >= fewest && len(rs) > 1 && strings.ContainsRune(placed, rs[len(rs)-1])
}

// keys are those by which a department of a list is known.
func (l *List) keys(name string) []string {
	out := []string{rules.NameKey(name)}
	if d := l.find(name); d != nil {
		for _, n := range append([]string{d.Name}, d.Aliases...) {
			if k := rules.NameKey(n); l.byKey[k] == d && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}
