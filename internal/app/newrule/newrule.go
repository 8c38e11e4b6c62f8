// Package newrule writes the files of a new rule into the source tree: the rule, its
// line in its family's list, a fixture and a page. They compile; the fixture fails until
// the rule finds what it says.
package newrule

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/custom"
)

//go:embed skeleton
var skeleton embed.FS

// Families are the families that rules belong to, each a folder of rules/.
var Families = []string{"summary", "form", "prose"}

// Error says why a rule cannot be written.
type Error struct{ report.Text }

func (e *Error) Error() string { return e.ZH }

func fail(zh, en string, args ...any) error { return &Error{report.Textf(zh, en, args...)} }

// Root looks for the source tree from a folder up.
func Root(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		if mod, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && bytes.HasPrefix(mod, []byte("module selfeval\n")) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fail("这里不是 selfeval 的源码目录", "this is not selfeval's source tree")
		}
		dir = filepath.Dir(dir)
	}
}

// todo is what a page says before its writer does.
const todo = "TODO"

// Write writes the files of a rule into the source tree at root and returns their paths.
// No file that is there is written over.
func Write(root, family, id string) ([]string, error) {
	switch {
	case !slices.Contains(Families, family):
		return nil, fail("没有这一类规则：%s", "no such family of rules: %s", family)
	case !custom.ValidID(id):
		return nil, fail("规则名称 %q 应为小写英文单词，以连字符相连，且尚未使用", "rule id %q: lower-case words joined by hyphens are expected, and one that is not taken", id)
	}
	dir := filepath.Join(root, "rules", family)
	list, err := listed(filepath.Join(dir, "rules.go"), name(id)+"Rule")
	if err != nil {
		return nil, err
	}
	data := map[string]string{"ID": id, "Name": name(id), "Family": family}
	source, err := fill(family+".go.tmpl", data)
	if err != nil {
		return nil, err
	}
	if source, err = format.Source(source); err != nil {
		return nil, err
	}
	fixture, err := fill(family+".yaml.tmpl", data)
	if err != nil {
		return nil, err
	}
	empty := report.Text{ZH: todo, EN: todo}
	page := (&rules.Rule{ID: id, Title: empty, Severity: rules.Warning, Arithmetic: true,
		Doc: rules.Doc{What: empty, Why: empty, Example: empty, Caveat: empty, Advice: empty}}).Markdown()
	var done []string
	for _, f := range []struct {
		path string
		text []byte
	}{
		// Hyphens, as an underscore before linux or test means something to the compiler.
		{filepath.Join(dir, id+".go"), source},
		{filepath.Join(dir, "testdata", id+".yaml"), fixture},
		{filepath.Join(root, "docs", "rules", id+".md"), []byte(page)},
	} {
		if err := create(f.path, f.text); err != nil {
			return done, err
		}
		done = append(done, f.path)
	}
	path := filepath.Join(dir, "rules.go")
	return append(done, path), os.WriteFile(path, list, 0o644)
}

// name is an id as a Go name: identicalAmounts.
func name(id string) string {
	words := strings.Split(id, "-")
	for i := 1; i < len(words); i++ {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	return strings.Join(words, "")
}

func fill(file string, data map[string]string) ([]byte, error) {
	t, err := template.ParseFS(skeleton, "skeleton/"+file)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.Bytes(), err
}

func create(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fail("%s 已经存在", "%s is there already", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// listed is a family's list with one more rule in its place by name.
func listed(path, rule string) ([]byte, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(string(src), "\n")
	from := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "var Rules = ") })
	if from < 0 {
		return nil, fmt.Errorf("%s has no list of rules", path)
	}
	at := from + 1
	for at < len(lines) && strings.HasPrefix(lines[at], "\t") && strings.Trim(lines[at], "\t,\n") < rule {
		at++
	}
	return []byte(strings.Join(slices.Insert(lines, at, "\t"+rule+",\n"), "")), nil
}
