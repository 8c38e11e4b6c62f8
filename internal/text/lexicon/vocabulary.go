package lexicon

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/yamlbound"
)

//go:embed vocabulary.yaml
var builtinVocabulary []byte

//go:embed prose.yaml
var builtinProse []byte

// Vocabulary is the set of words by which columns, form labels and sections are
// recognised. It is plain data: a user's file adds to the built-in one. A new
// part of a report adds a field of type Labels or Words here and its words to
// vocabulary.yaml; merging and indexing follow by themselves.
type Vocabulary struct {
	Columns        Labels      `yaml:"columns"`         // columns of the summary table
	PartsOf        Words       `yaml:"parts_of"`        // what makes a column a part of another: 其中, 财政拨款
	Wholes         Words       `yaml:"wholes"`          // what makes it the whole among its parts: 小计, 合计
	Accounts       Words       `yaml:"accounts"`        // names that accounts tables list
	AccountColumns Words       `yaml:"account_columns"` // columns that only accounts tables have
	FormLabels     Words       `yaml:"form_labels"`     // labels that make a table a form
	Totals         Words       `yaml:"totals"`          // labels of total rows, the widest first: 总计, 合计 …
	Subtotals      Words       `yaml:"subtotals"`       // those of Totals that sum a part
	Notes          Words       `yaml:"notes"`           // what a line below a table starts with
	Tables         TableWords  `yaml:"tables"`          // what tells tables and their rows apart
	Superiors      Words       `yaml:"superiors"`       // columns that name the department above the implementer
	ColumnSigns    ColumnSigns `yaml:"column_signs"`    // what heads say beside the word that names a field
	HeadParts      HeadParts   `yaml:"head_parts"`      // what heads are made of that hold no word of Columns
	Groups         Words       `yaml:"groups"`          // what the name of a department or group of projects ends with

	FormFields     Labels    `yaml:"form_fields"`      // labels of a form whose values stand beside them
	FormFunds      Labels    `yaml:"form_funds"`       // columns of a form's money table
	FormGoals      Labels    `yaml:"form_goals"`       // labels of a form's goal
	FormIndicators Labels    `yaml:"form_indicators"`  // columns of the tree of indicators
	FormTasks      Labels    `yaml:"form_tasks"`       // columns of a department form's tasks
	FormTotals     Words     `yaml:"form_totals"`      // the money row that is the whole of the others
	FormHeads      Words     `yaml:"form_heads"`       // heads beside the money rows that name none of them
	Qualifiers     Words     `yaml:"qualifiers"`       // what may stand before a form's label that ends with a word after ~
	Joiners        Words     `yaml:"joiners"`          // what joins two labels in one cell
	FormShares     Words     `yaml:"form_shares"`      // what heads hold whose cells are no money
	FormMoney      Words     `yaml:"form_money"`       // what labels and names hold that are money
	Among          Words     `yaml:"among"`            // what a part's name begins with
	Divisions      Words     `yaml:"divisions"`        // heads of money divided: words with … between their halves
	FormConcepts   Labels    `yaml:"form_concepts"`    // what the heads and labels of forms are composed of
	FormGroups     Words     `yaml:"form_groups"`      // what the names of groups of indicators hold
	FormGroupNames Words     `yaml:"form_group_names"` // these names as they stand in most forms
	FormGroupEnds  Words     `yaml:"form_group_ends"`  // what may end them
	FormFillers    Words     `yaml:"form_fillers"`     // labels of who filled a form in begin so
	FormSums       Words     `yaml:"form_sums"`        // the row that sums weights and scores
	Flat           FlatWords `yaml:"flat"`             // of forms that lost their table

	Sections []SectionWords `yaml:"sections"` // what headings say of the text below them
	Titles   TitleWords     `yaml:"titles"`

	Announcements AnnouncementWords `yaml:"announcements"`
	Papers        PaperWords        `yaml:"papers"`
	FundWords     Words             `yaml:"fund_words"` // by which a clause speaks of budget money

	Grades   Words         `yaml:"grades"` // longer before shorter
	Staffing StaffingWords `yaml:"staffing"`
	Basics   BasicsWords   `yaml:"basics"`
	Scale    ScaleWords    `yaml:"scale"`
	Scores   ScoreWords    `yaml:"scores"`
	Money    MoneyWords    `yaml:"money"`
	Budgets  BudgetWords   `yaml:"budgets"`
	Declared DeclaredWords `yaml:"declared"`
	Targets  TargetWords   `yaml:"targets"`
	Goals    GoalWords     `yaml:"goals"`
	Problems ProblemWords  `yaml:"problems"`
	People   PeopleWords   `yaml:"people"`

	Numbering NumberingWords `yaml:"numbering"`
	Explained ExplainedWords `yaml:"explained"` // what stands around figures that measure nothing

	formSigns   *FormSigns
	tableSigns  *TableSigns
	composition *composition
	gradeStarts [256]bool // the first bytes of Grades
}

// Words is a list of words that mean the same, compared squeezed.
type Words []string

// Has reports whether the squeezed text is one of the words.
func (w Words) Has(squeezed string) bool { return slices.Contains(w, squeezed) }

// Holds reports whether the squeezed text holds one of the words.
func (w Words) Holds(squeezed string) bool {
	return slices.ContainsFunc(w, func(word string) bool { return strings.Contains(squeezed, word) })
}

// Merge adds a vocabulary file (YAML) to v; its words come before those that are
// there. An unknown key or field is an error that names its line, and leaves v
// as it was.
func (v *Vocabulary) Merge(r io.Reader) error {
	src, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("vocabulary: %w", err)
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return nil
	}
	if line, err := yamlbound.Check(src); err != nil {
		return fmt.Errorf("vocabulary: line %d: %w", line, err)
	}
	var more Vocabulary
	if err := yaml.UnmarshalWithOptions(src, &more, yaml.Strict()); err != nil {
		if errors.Is(err, io.EOF) { // comments only
			return nil
		}
		return fmt.Errorf("vocabulary: %w", err)
	}
	if err := blank(reflect.ValueOf(&more).Elem()); err != nil {
		return fmt.Errorf("vocabulary: %w", err)
	}
	merged := v.clone()
	if err := merge(reflect.ValueOf(merged).Elem(), reflect.ValueOf(&more).Elem()); err != nil {
		return fmt.Errorf("vocabulary: %w", err)
	}
	merged.index()
	*v = *merged
	return nil
}

// blank finds a word that is nothing but white space: it would fit every text.
func blank(v reflect.Value) error {
	for i := range v.NumField() {
		field := v.Field(i)
		if !field.CanSet() {
			continue
		}
		var err error
		switch list := field.Addr().Interface().(type) {
		case *Labels:
			err = list.blank()
		case *Words:
			err = blankIn(*list)
		case *[]string:
			err = blankIn(*list)
		case *[]SectionWords:
			for _, s := range *list {
				err = cmp.Or(err, blankIn(s.Words), blankIn(s.Not))
			}
		default:
			if field.Kind() == reflect.Struct {
				err = blank(field)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", v.Type().Field(i).Tag.Get("yaml"), err)
		}
	}
	return nil
}

func blankIn(words []string) error {
	for i, w := range words {
		if cjk.Squeeze(w) == "" {
			return fmt.Errorf("word %d is empty", i+1)
		}
	}
	return nil
}

// merge puts the words of more before those of v, field by field.
func merge(v, more reflect.Value) error {
	for i := range v.NumField() {
		to, from := v.Field(i), more.Field(i)
		if !to.CanSet() {
			continue
		}
		if labels, ok := to.Addr().Interface().(*Labels); ok {
			if err := labels.add(from.Addr().Interface().(*Labels)); err != nil {
				return fmt.Errorf("%s: %w", v.Type().Field(i).Tag.Get("yaml"), err)
			}
			continue
		}
		switch to.Kind() {
		case reflect.Struct:
			if err := merge(to, from); err != nil {
				return err
			}
		case reflect.Slice:
			all := reflect.MakeSlice(to.Type(), 0, to.Len()+from.Len())
			to.Set(reflect.AppendSlice(reflect.AppendSlice(all, from), to))
		}
	}
	return nil
}

// Load is the built-in vocabulary with a file's words merged in.
func Load(r io.Reader) (*Vocabulary, error) {
	v := Default().clone()
	if err := v.Merge(r); err != nil {
		return nil, err
	}
	return v, nil
}

// Default is the built-in vocabulary. Callers must not change it.
var Default = sync.OnceValue(func() *Vocabulary {
	v := &Vocabulary{}
	for _, src := range [][]byte{builtinVocabulary, builtinProse} {
		if err := yaml.UnmarshalWithOptions(src, v, yaml.Strict()); err != nil {
			panic("lexicon: built-in vocabulary: " + err.Error()) // caught by any test
		}
	}
	v.index()
	return v
})

// IsFormSum reports whether a squeezed text names the row that sums weights and scores.
func (v *Vocabulary) IsFormSum(key string) bool {
	if v.FormSums.Has(key) {
		return true
	}
	for _, w := range v.FormSums {
		if tail, ok := strings.CutPrefix(w, "~"); ok {
			if rest, ok := strings.CutSuffix(key, tail); ok && (rest == "" || v.FormFields.qualifiers.makeUp(rest)) {
				return true
			}
		}
	}
	return false
}

// NamesFormGroup reports a squeezed text that is the name of a group of indicators.
func (v *Vocabulary) NamesFormGroup(key string) bool {
	if v.FormGroupNames.Has(key) {
		return true
	}
	rest, ok := v.FormGroupEnds.Cut(key)
	return ok && v.FormGroupNames.Has(rest)
}

// FormSigns tells lines that hold no label of a form from those that may.
func (v *Vocabulary) FormSigns() *FormSigns { return v.formSigns }

// clone copies what Merge changes.
func (v *Vocabulary) clone() *Vocabulary {
	c := *v
	x := reflect.ValueOf(&c).Elem()
	for i := range x.NumField() {
		if !x.Field(i).CanSet() {
			continue
		}
		if l, ok := x.Field(i).Addr().Interface().(*Labels); ok {
			words := make(map[string][]string, len(l.words))
			for field, ws := range l.words {
				words[field] = ws
			}
			*l = Labels{words: words}
		}
	}
	return &c
}

// squeezedWords brings words to the form in which texts are compared with them.
func squeezedWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = cjk.Squeeze(w)
	}
	return out
}

// index squeezes words and makes labels ready for finding.
func (v *Vocabulary) index() {
	indexLists(reflect.ValueOf(v).Elem())
	q := newQualifiers(v.Qualifiers)
	for _, l := range []*Labels{&v.FormFields, &v.FormFunds, &v.FormGoals, &v.FormIndicators, &v.FormTasks} {
		l.qualify(q)
	}
	v.formSigns = newFormSigns(&v.FormFields, &v.FormFunds, &v.FormGoals, &v.FormIndicators, &v.FormTasks)
	v.tableSigns = newTableSigns(v)
	v.composition = newComposition(&v.FormConcepts)
	v.Scale.index()
	v.gradeStarts = [256]bool{}
	for _, g := range v.Grades {
		if g != "" {
			v.gradeStarts[g[0]] = true
		}
	}
	sections := make([]SectionWords, len(v.Sections))
	for i, s := range v.Sections {
		sections[i] = SectionWords{s.Role, squeezedWords(s.Words), squeezedWords(s.Not)}
	}
	v.Sections = sections
	slices.SortStableFunc(v.Grades, func(a, b string) int { return len(b) - len(a) })
}

// indexLists squeezes the words of a struct and of those in it.
func indexLists(x reflect.Value) {
	for i := range x.NumField() {
		field := x.Field(i)
		if !field.CanSet() {
			continue
		}
		switch list := field.Addr().Interface().(type) {
		case *Labels:
			list.index()
		case *Words:
			*list = squeezedWords(*list)
		case *ColumnSigns, *TableWords, *HeadParts:
			indexLists(field)
		}
	}
}
