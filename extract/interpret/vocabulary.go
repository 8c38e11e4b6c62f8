package interpret

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"

	"selfeval/internal/cjk"
)

//go:embed vocabulary.yaml
var builtinVocabulary []byte

// Vocabulary is the set of words by which columns, form labels and sections are
// recognised. It is plain data: a user's file adds to the built-in one.
type Vocabulary struct {
	Columns    map[string][]string `yaml:"columns"`     // field of a project row → words, the preferred first
	Accounts   []string            `yaml:"accounts"`    // names that accounts tables list
	FormLabels []string            `yaml:"form_labels"` // labels that make a table a form
	Totals     []string            `yaml:"totals"`      // 合计, 小计 …
	Subtotals  []string            `yaml:"subtotals"`   // those of Totals that sum a part
	Notes      []string            `yaml:"notes"`       // what a line below a table starts with

	Sections []SectionWords `yaml:"sections"` // what headings say of the text below them
	Titles   TitleWords     `yaml:"titles"`
	Grades   []string       `yaml:"grades"` // longer before shorter

	words map[string]columnWord // squeezed word → field and rank
}

// columnWord is a word of Columns: its field, and its place among the field's words.
type columnWord struct {
	field string
	rank  int
}

// LoadVocabulary reads a vocabulary file (YAML) and returns the built-in
// vocabulary with its words added in front. An unknown key is an error that
// names its line.
func LoadVocabulary(r io.Reader) (*Vocabulary, error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var add Vocabulary
	if err := yaml.UnmarshalWithOptions(src, &add, yaml.Strict()); err != nil && len(bytes.TrimSpace(src)) > 0 {
		return nil, fmt.Errorf("vocabulary: %w", err)
	}
	v := parseBuiltin()
	for field, words := range add.Columns {
		if _, ok := v.Columns[field]; !ok {
			return nil, fmt.Errorf("vocabulary: columns: unknown field %q", field)
		}
		v.Columns[field] = append(slices.Clone(words), v.Columns[field]...)
	}
	v.Accounts = append(v.Accounts, add.Accounts...)
	v.FormLabels = append(v.FormLabels, add.FormLabels...)
	v.Totals = append(v.Totals, add.Totals...)
	v.Subtotals = append(v.Subtotals, add.Subtotals...)
	v.Notes = append(v.Notes, add.Notes...)
	for to, words := range map[*[]string][]string{
		&v.Titles.Report: add.Titles.Report, &v.Titles.AfterDepartment: add.Titles.AfterDepartment,
		&v.Titles.Bodies: add.Titles.Bodies, &v.Titles.Labels: add.Titles.Labels, &v.Grades: add.Grades,
	} {
		*to = append(*to, words...)
	}
	slices.SortStableFunc(v.Grades, func(a, b string) int { return len(b) - len(a) })
	v.Sections = append(slices.Clone(add.Sections), v.Sections...)
	v.index()
	return v, nil
}

// Default is the built-in vocabulary.
var Default = sync.OnceValue(func() *Vocabulary {
	v := parseBuiltin()
	v.index()
	return v
})

func parseBuiltin() *Vocabulary {
	v := &Vocabulary{}
	if err := yaml.UnmarshalWithOptions(builtinVocabulary, v, yaml.Strict()); err != nil {
		panic("interpret: built-in vocabulary: " + err.Error()) // caught by any test
	}
	return v
}

func (v *Vocabulary) index() {
	v.words = map[string]columnWord{}
	for field, words := range v.Columns {
		for rank, w := range words {
			w = cjk.Squeeze(w)
			if old, ok := v.words[w]; !ok || rank < old.rank {
				v.words[w] = columnWord{field, rank}
			}
		}
	}
}

// has reports whether the squeezed text is one of the words.
func has(words []string, text string) bool { return slices.Contains(words, text) }
