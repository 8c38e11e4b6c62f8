package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Labels of forms vary without end in what stands before the word that says what they
// are: 市级主管部门, 业务主管部门, 专项资金项目名称. This file takes them apart.

// qualifiers are words that say more of a label and never what it is.
type qualifiers struct {
	words map[string]bool
	most  int // bytes of the longest
}

func newQualifiers(words []string) *qualifiers {
	q := &qualifiers{words: make(map[string]bool, len(words))}
	for _, w := range words {
		q.words[w] = true
		q.most = max(q.most, len(w))
	}
	return q
}

// makeUp reports whether a text is qualifiers and nothing else.
func (q *qualifiers) makeUp(s string) bool {
	if q == nil || len(s) > 8*MaxLabel {
		return false
	}
	if first, n := utf8.DecodeRuneInString(s); n == len(s) && n > 0 || q.words[string(first)] && !q.longer(s) {
		return false // a sign that joins two words begins none
	}
	ends := make([]bool, len(s)+1) // where a row of qualifiers from the start can end
	ends[0] = true
	for i := range s {
		if !ends[i] {
			continue
		}
		for n := 1; n <= q.most && i+n <= len(s); n++ {
			ends[i+n] = ends[i+n] || q.words[s[i:i+n]]
		}
	}
	return ends[len(s)]
}

// longer reports whether a text begins with a qualifier of two characters or more.
func (q *qualifiers) longer(s string) bool {
	for n := 4; n <= q.most && n <= len(s); n++ {
		if q.words[s[:n]] {
			return true
		}
	}
	return false
}

// tail finds the longest word after ~ that a label ends with, where what stands before
// it are qualifiers.
func (l *Labels) tail(bare string) (labelWord, bool) {
	if len(l.tails) == 0 || utf8.RuneCountInString(bare) > MaxBare {
		return labelWord{}, false
	}
	bare = strings.TrimRight(bare, ":")
	for i := range bare {
		if w, ok := l.tails[bare[i:]]; ok && l.qualifiers.makeUp(bare[:i]) {
			return w, true
		}
	}
	return labelWord{}, false
}

func (l *Labels) made(bare string) string {
	w, _ := l.tail(bare)
	return w.field
}

// EndsLike is the field whose labels end as a text does, whatever stands before: weaker
// than a label, for whoever has other signs that it is one. rest is what stands before.
func (l *Labels) EndsLike(label string) (field, rest string) {
	bare := strings.TrimRight(WithoutBrackets(StripUnit(label)), ":")
	if utf8.RuneCountInString(bare) > MaxBare {
		return "", ""
	}
	for i := range bare {
		if w, ok := l.tails[bare[i:]]; ok {
			return w.field, bare[:i]
		}
	}
	return "", ""
}

// qualify gives labels with words after ~ the qualifiers that may stand before these.
func (l *Labels) qualify(q *qualifiers) {
	l.qualifiers = q
	if len(l.tails) == 0 {
		return
	}
	for _, w := range l.firsts() {
		l.see(w)
	}
}

// firsts are the first two characters of every qualifier that labels may begin with.
func (l *Labels) firsts() []string {
	if len(l.tails) == 0 || l.qualifiers == nil {
		return nil
	}
	out := make([]string, 0, len(l.qualifiers.words))
	for w := range l.qualifiers.words {
		if utf8.RuneCountInString(w) > 1 {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}
