// Package config reads selfeval.yaml: which rules run with which severities and
// parameters, overrides by department and path, words for the vocabulary, rules
// of the user's own, accepted findings. Every mistake is told with file, line
// and column, and what was probably meant.
package config

//go:generate sh -c "go run ../../../cmd/selfeval config schema > ../../../docs/selfeval.schema.json"

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"selfeval/internal/settings/baseline"
	"selfeval/internal/text/yamlbound"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// FileName is what the file is called that is looked for upwards.
const FileName = "selfeval.yaml"

// Config is what a file says.
type Config struct {
	Rules *rules.Config
	// Vocabulary is YAML as extract/interpret.LoadVocabulary reads it, empty where
	// the file adds no words.
	Vocabulary string
	Suppress   []Suppression
	Tests      []Test
	// ByPath says that results depend on where a file lies.
	ByPath bool
}

// Suppression accepts one finding as an entry of a baseline does: somebody looked and
// says why it stands.
type Suppression struct {
	baseline.Entry
	Line int
}

// Accepted are the findings that the file accepts.
func (c *Config) Accepted() *baseline.Baseline {
	var entries []baseline.Entry
	for _, s := range c.Suppress {
		entries = append(entries, s.Entry)
	}
	return baseline.New(entries)
}

// Test is an example report with the findings that the file's rules make of it.
type Test struct {
	Name   string
	Report string // text of the report in Markdown, or
	File   string // a path, from the folder of the configuration file
	Want   []Want
	Line   int
}

// Want is an expected finding. Projects and Message are checked where given.
type Want struct {
	Rule     string
	Projects []int
	Message  string // words of the message
}

// Error is a mistake in a configuration file.
type Error struct {
	File         string
	Line, Column int
	Text         report.Text
}

// In writes place and mistake for a person.
func (e *Error) In(lang report.Lang) string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text.In(lang))
}

func (e *Error) Error() string { return e.In(report.ZH) }

// Find looks for FileName in dir and the folders above it. It returns "" where
// there is none. The search ends at the root of a repository. A file that another
// user put above dir, or into a folder that everybody can write to, is an
// *OwnerError: it would decide over what is found. Who means it names it.
func Find(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	start := dir
	for {
		path := filepath.Join(dir, FileName)
		if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
			if !trusted(dir, dir != start, st) {
				return "", &OwnerError{path}
			}
			return path, nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return "", nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", nil
		}
		dir = up
	}
}

// OwnerError says that a configuration file was found that another user owns.
type OwnerError struct{ Path string }

// In words the error for a person.
func (e *OwnerError) In(lang report.Lang) string {
	return report.Textf("找到的配置文件 %[1]s 属于另一个用户，不予采用：确要使用请写 --config %[1]s，不用请写 --config none",
		"the configuration file %[1]s belongs to another user and is not used: name it by --config %[1]s, or say --config none", e.Path).In(lang)
}

func (e *OwnerError) Error() string { return e.In(report.ZH) }

// bound words what goes beyond a limit.
func bound(err error) report.Text {
	switch {
	case errors.Is(err, yamlbound.ErrSize):
		return report.Textf("超过 %d 字节", "larger than %d bytes", yamlbound.MaxSize)
	case errors.Is(err, yamlbound.ErrDepth):
		return report.Textf("嵌套超过 %d 层", "nested more than %d deep", yamlbound.MaxDepth)
	}
	return report.Text{ZH: "锚点、别名、标签或一行中的键太多", EN: "too many anchors, aliases, tags or keys of one line"}
}

// Parse reads a configuration; name is that of its file, for messages. The error
// is one or more *Error joined.
func Parse(name string, src []byte) (c *Config, err error) {
	defer func() {
		// The YAML parser is not ours: a fault in it is a file that cannot be read.
		if p := recover(); p != nil {
			c, err = nil, &Error{name, 1, 1, report.Textf("无法解析：%v", "cannot be parsed: %v", p)}
		}
	}()
	if line, err := yamlbound.Check(src); err != nil {
		return nil, &Error{name, line, 1, bound(err)}
	}
	d := &decoder{name: name, lines: strings.Split(string(src), "\n"), config: &Config{Rules: &rules.Config{Registry: builtin.Registry()}}}
	d.file(src)
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return d.config, nil
}
