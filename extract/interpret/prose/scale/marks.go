package scale

import (
	"unicode/utf8"

	"selfeval/internal/text/lexicon"
)

// This file scans a text for the signs of a declared scale of grades; bounds.go
// makes bounds of them and scale.go gives these to the grades.

// mark is a sign of a scale: a number, a grade, a comparison, a word for a bound.
type mark struct {
	kind       markKind
	text       string // number or grade
	start, end int    // byte offsets in the text
}

type markKind uint8

const (
	number markKind = iota
	grade
	comma
	parting // ends a clause
	shut    // [: the bound belongs to the band
	open    // (
	shutEnd // ]
	openEnd // )
	word    // from here on: what the lexicon knows
)

// means is the kind of a word that the lexicon knows.
func means(m lexicon.ScaleMeaning) markKind { return word + markKind(m) }

// is reports whether a mark is a word with one of these meanings.
func (m *mark) is(meanings ...lexicon.ScaleMeaning) bool {
	for _, x := range meanings {
		if m.kind == means(x) {
			return true
		}
	}
	return false
}

// punctuation tells what marks between and around bounds are.
func punctuation(r rune) (markKind, bool) {
	switch r {
	case '；', ';', '。':
		return parting, true
	case '，', ',', '、', '：', ':':
		return comma, true
	case '[':
		return shut, true
	case ']':
		return shutEnd, true
	case '(', '（':
		return open, true
	case ')', '）':
		return openEnd, true
	}
	return 0, false
}

// marks scans a text for the signs of a scale; words between them are dropped.
func marks(v *lexicon.Vocabulary, s string) []mark {
	var out []mark
	for i := 0; i < len(s); {
		m, n := markAt(v, s, i)
		if n == 0 {
			i++
			continue
		}
		m.start, m.end = i, i+n
		m.text = s[i : i+n]
		out = append(out, m)
		i += n
	}
	return out
}

// markAt reads the mark at offset i and its length, 0 where there is none.
func markAt(v *lexicon.Vocabulary, s string, i int) (mark, int) {
	if digit(s, i) {
		j := i
		for digit(s, j) || j < len(s) && s[j] == '.' && digit(s, j+1) {
			j++
		}
		return mark{kind: number}, j - i
	}
	if sign, ok := v.Scale.At(s[i:]); ok {
		return mark{kind: means(sign.Means)}, len(sign.Word)
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if kind, ok := punctuation(r); ok {
		return mark{kind: kind}, n
	}
	if g := v.GradeAt(s, i); g != "" {
		return mark{kind: grade}, len(g)
	}
	return mark{}, 0
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// Grades lists the grades a line sets beside numbers.
func Grades(v *lexicon.Vocabulary, line string) (out []string) {
	numbers := 0
	for _, m := range marks(v, line) {
		switch m.kind {
		case grade:
			out = append(out, m.text)
		case number:
			numbers++
		}
	}
	if numbers == 0 {
		return nil
	}
	return out
}

// Declares reports whether a sentence sets several grades beside numbers, as one
// that gives the scale does.
func Declares(v *lexicon.Vocabulary, dense string) bool {
	grades, numbers := map[string]bool{}, 0
	for _, m := range marks(v, dense) {
		switch m.kind {
		case grade:
			grades[m.text] = true
		case number:
			numbers++
		}
	}
	return len(grades) > 1 && numbers >= len(grades)
}
