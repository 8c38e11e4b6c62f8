package lexicon

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

//go:embed measures.yaml
var builtinMeasures []byte

// MeasureWords stand around the figure of a target or result; measures.yaml says what each
// list is for.
type MeasureWords struct {
	Qualitative Words            `yaml:"qualitative"`
	Before      map[string]Words `yaml:"before"`
	Behind      map[string]Words `yaml:"behind"`
	Times       Words            `yaml:"times"`
	Counted     Words            `yaml:"counted"`
	WithinWords Words            `yaml:"within"`
	Dates       Words            `yaml:"dates"`
	Year        Words            `yaml:"year"`
	DateSigns   Words            `yaml:"date_signs"`
	Ranges      Words            `yaml:"ranges"`
	VagueBehind Words            `yaml:"vague_behind"`
	VagueWords  Words            `yaml:"vague"`
	Class       Words            `yaml:"class"`
	About       Words            `yaml:"about"`
	Telling     Words            `yaml:"telling"`
	Points      Words            `yaml:"points"`
	VerbsBefore Words            `yaml:"verbs_before"`
	VerbsBehind Words            `yaml:"verbs_behind"`

	before, behind []comparison
	within, class  *regexp.Regexp
}

// comparison is a word of comparison and its sign.
type comparison struct{ word, sign string }

// Measures are the words of measures. Callers must not change them.
var Measures = sync.OnceValue(func() *MeasureWords {
	w := &MeasureWords{}
	if err := yaml.UnmarshalWithOptions(builtinMeasures, w, yaml.Strict()); err != nil {
		panic("lexicon: measures.yaml: " + err.Error()) // caught by any test
	}
	w.before, w.behind = comparisons(w.Before), comparisons(w.Behind)
	either := func(words Words) string { return "(?:" + strings.Join(words, "|") + ")" }
	w.within = regexp.MustCompile(`(\d` + either(w.Counted) + "?" + either(w.Times) + ")" + either(w.WithinWords) + "$")
	w.class = regexp.MustCompile("^[A-Z]+" + either(w.Class))
	return w
})

// comparisons lists the words of all signs, longer ones first.
func comparisons(bySign map[string]Words) (out []comparison) {
	for sign, words := range bySign {
		for _, word := range words {
			out = append(out, comparison{word, sign})
		}
	}
	slices.SortFunc(out, func(a, b comparison) int {
		if n := utf8.RuneCountInString(b.word) - utf8.RuneCountInString(a.word); n != 0 {
			return n
		}
		return strings.Compare(a.word, b.word)
	})
	return out
}

// CutBefore takes the word of comparison off the front of a measure.
func (w *MeasureWords) CutBefore(s string) (sign, rest string) {
	for _, c := range w.before {
		if rest, ok := strings.CutPrefix(s, c.word); ok {
			return c.sign, rest
		}
	}
	return "", s
}

// CutBehind takes the word of comparison off the end of a measure.
func (w *MeasureWords) CutBehind(s string) (sign, rest string) {
	for _, c := range w.behind {
		if rest, ok := strings.CutSuffix(s, c.word); ok {
			return c.sign, rest
		}
	}
	return "", s
}

// CutWithin takes the word off a time in which something is done: 24小时内 is 24小时.
func (w *MeasureWords) CutWithin(s string) (rest string, ok bool) {
	rest = w.within.ReplaceAllString(s, "$1")
	return rest, rest != s
}

// CutVerbs takes a verb off either end of a result.
func (w *MeasureWords) CutVerbs(s string) string {
	for _, v := range w.VerbsBefore {
		if rest, ok := strings.CutPrefix(s, v); ok {
			s = rest
			break
		}
	}
	s, _ = w.VerbsBehind.Cut(s)
	return s
}

// Vague reports a unit behind a figure that is none exactly: 20余次, 5次左右, 3A级.
func (w *MeasureWords) Vague(unit string) bool {
	return w.VagueBehind.Starts(unit) || w.VagueWords.Holds(unit) || w.WithinWords.Ends(unit) || w.class.MatchString(unit)
}

// Tells reports a text that is no unit but the rest of a sentence.
func (w *MeasureWords) Tells(unit string) bool { return !w.Points.Has(unit) && w.Telling.Holds(unit) }
