package sentence

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// grammar is the vocabulary of the grammar, indexed.
type grammar struct {
	*lexicon.SentenceWords
	verbs         []verbWord // longest first
	compareStarts *cjk.Set   // the characters that the words of Compare start with

	nth, number, more, year *cjk.Set // characters around figures
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

// words is the built-in vocabulary.
var words = sync.OnceValue(func() *grammar {
	w := &grammar{SentenceWords: lexicon.Sentence()}
	for v, list := range map[verb][]string{is: w.Is, rise: w.Rise, fall: w.Fall, reach: w.Reach, planned: w.Planned, done: w.Done, share: w.Share} {
		for _, s := range list {
			w.verbs = append(w.verbs, verbWord{s, v})
		}
	}
	slices.SortFunc(w.verbs, func(a, b verbWord) int { return cmp.Or(len(b.text)-len(a.text), strings.Compare(a.text, b.text)) })
	w.compareStarts = starts(w.Compare)
	w.nth, w.number, w.more, w.year = starts(w.Nth), starts(w.Number), starts(w.More), starts(w.Year)
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
	for _, both := range w.Both {
		name = strings.Replace(name, both, w.BothAs, 1)
	}
	for changed := true; changed && name != ""; {
		changed = false
		if slices.Contains(w.Wholes, name) {
			return name
		}
		if _, rest, ok := cutYear(name); ok && rest != "" {
			name, changed = rest, true
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

// cutYear splits the year that a name starts with from the rest: 2022年支出.
func cutYear(name string) (year, rest string, ok bool) {
	const digits = 4
	if len(name) < digits || strings.Trim(name[:digits], "0123456789") != "" {
		return "", name, false
	}
	for _, w := range words().Year {
		if rest, ok = strings.CutPrefix(name[digits:], w); ok {
			return name[:digits], rest, true
		}
	}
	return "", name, false
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
