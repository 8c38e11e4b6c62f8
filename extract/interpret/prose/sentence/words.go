package sentence

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"selfeval/internal/text/cjk"
)

//go:embed words.yaml
var builtinWords []byte

// Words is the vocabulary of the grammar; words.yaml says what each list is for.
type Words struct {
	Rise    []string `yaml:"rise"`
	Fall    []string `yaml:"fall"`
	Reach   []string `yaml:"reach"`
	Planned []string `yaml:"planned"`
	Done    []string `yaml:"done"`

	PlannedLead []string `yaml:"planned_lead"`
	Share       []string `yaml:"share"`
	Is          []string `yaml:"is"`
	Lead        []string `yaml:"lead"`
	List        []string `yaml:"list"`
	Partial     []string `yaml:"partial"`
	EndPartial  []string `yaml:"end_partial"`
	Compare     []string `yaml:"compare"`
	Prior       []string `yaml:"prior"`
	Reason      []string `yaml:"reason"`
	Use         []string `yaml:"use"`
	RateNames   []string `yaml:"rate_names"`
	FallNames   []string `yaml:"fall_names"`
	Each        []string `yaml:"each"`
	Bounds      []string `yaml:"bounds"`
	Wholes      []string `yaml:"wholes"`
	Modifiers   []string `yaml:"modifiers"`
	Categories  []string `yaml:"categories"`
	Compounds   []string `yaml:"compounds"`
	Keep        []string `yaml:"keep"`

	Families [][]string `yaml:"families"`

	verbs         []verbWord // longest first
	compareStarts *cjk.Set   // the characters that the words of Compare start with
}

type verbWord struct {
	text string
	verb verb
}

// verb is what a word before a figure says of it.
type verb uint8

const (
	noVerb verb = iota
	is
	rise
	fall
	reach
	planned
	done
	share
)

// words is the built-in vocabulary, indexed.
var words = sync.OnceValue(func() *Words {
	w := &Words{}
	if err := yaml.UnmarshalWithOptions(builtinWords, w, yaml.Strict()); err != nil {
		panic("sentence: words.yaml: " + err.Error()) // caught by any test
	}
	for v, list := range map[verb][]string{is: w.Is, rise: w.Rise, fall: w.Fall, reach: w.Reach, planned: w.Planned, done: w.Done, share: w.Share} {
		for _, s := range list {
			w.verbs = append(w.verbs, verbWord{s, v})
		}
	}
	slices.SortFunc(w.verbs, func(a, b verbWord) int { return len(b.text) - len(a.text) })
	for _, list := range []*[]string{&w.Lead, &w.List, &w.Partial, &w.Compare, &w.Prior, &w.Reason, &w.Use, &w.RateNames, &w.FallNames, &w.Bounds, &w.Modifiers} {
		slices.SortFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	w.compareStarts = starts(w.Compare)
	return w
})

// starts is the set of the first characters of words.
func starts(words []string) *cjk.Set {
	var b strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return cjk.NewSet(b.String())
}

// prefix returns the longest word that s starts with. Lists are sorted longest
// first.
func prefix(s string, list []string) string {
	for _, w := range list {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// Core is a name without the words that only tell which budget, whose and when:
// 2022年部门预算总收入 → 收入. It returns "" where nothing is left.
func Core(name string) string {
	w := words()
	for _, both := range []string{"收入、支出", "收、支", "收入支出", "收入和支出", "收入与支出"} {
		name = strings.Replace(name, both, "收支", 1)
	}
	for changed := true; changed && name != ""; {
		changed = false
		if slices.Contains(w.Wholes, name) {
			return name
		}
		if len(name) > 7 && name[4:7] == "年" && strings.Trim(name[:4], "0123456789") == "" {
			name, changed = name[7:], true
		}
		for _, m := range w.Modifiers {
			if rest, ok := strings.CutPrefix(name, m); ok {
				name, changed = rest, true
				break
			}
			if rest, ok := strings.CutSuffix(name, m); ok && rest != "" {
				name, changed = rest, true
				break
			}
		}
	}
	return name
}

// IsWhole reports whether a name stands for a whole (收入合计, 2022年支出预算)
// rather than for one of its parts.
func IsWhole(name string) bool { return slices.Contains(words().Wholes, Core(name)) }

// IsCategory reports whether a name is one of the usual parts of a budget.
func IsCategory(name string) bool { return slices.Contains(words().Categories, name) }

// family tells which level of a budget a part belongs to, -1 where it has none.
func family(name string) int {
	for i, f := range words().Families {
		for _, w := range f {
			if strings.HasPrefix(name, w) {
				return i
			}
		}
	}
	return -1
}
