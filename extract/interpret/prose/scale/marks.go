package scale

import (
	"strings"

	"selfeval/internal/text/lexicon"
)

// This file scans a text for the signs of a declared scale of grades; scale.go
// puts them together.

// mark is a sign of a scale: a number, a grade, a comparison, a word for a bound.
type mark struct {
	kind       markKind
	text       string // number or grade
	start, end int    // byte offsets in the text
}

type markKind byte

const (
	number  markKind = 'N'
	grade   markKind = 'G'
	score   markKind = 'S' // the word 得分, which stands for the score
	ge      markKind = 'g' // ≥
	gt      markKind = '>'
	le      markKind = 'l' // ≤
	lt      markKind = '<'
	above   markKind = 'A' // 以上
	below   markKind = 'B' // 以下
	with    markKind = 'I' // 含
	without markKind = 'X' // 不含
	upTo    markKind = '-' // - ~ 至
	comma   markKind = ','
	parting markKind = ';'
	shut    markKind = '[' // [: the bound belongs to the band
	open    markKind = '('
	shutEnd markKind = ']'
	openEnd markKind = ')'
)

type scaleSign struct {
	text string
	kind markKind
}

// scaleSigns are tried in this order.
var scaleSigns = []scaleSign{
	{"不包含", without}, {"不含", without}, {"包含", with}, {"含", with},
	{"大于等于", ge}, {"大于或等于", ge}, {"不低于", ge}, {"不小于", ge}, {"高于等于", ge}, {">=", ge}, {"≥", ge}, {"≧", ge}, {"⩾", ge}, {`\geqslant`, ge}, {`\geq`, ge}, {`\ge`, ge},
	{"小于等于", le}, {"小于或等于", le}, {"不高于", le}, {"不大于", le}, {"<=", le}, {"≤", le}, {"≦", le}, {"⩽", le}, {`\leqslant`, le}, {`\leq`, le}, {`\le`, le},
	{"大于", gt}, {"高于", gt}, {"超过", gt}, {">", gt}, {`\gt`, gt},
	{"小于", lt}, {"低于", lt}, {"不足", lt}, {"不满", lt}, {"未达到", lt}, {"<", lt}, {`\lt`, lt},
	{"及以上", above}, {"以上", above}, {"及以下", below}, {"以下", below},
	{"综合得分", score}, {"评价得分", score}, {"自评得分", score}, {"总得分", score}, {"得分", score}, {"分值", score}, {"分数", score}, {"总分", score},
	{"至", upTo}, {"到", upTo}, {"~", upTo}, {"～", upTo}, {"-", upTo}, {"—", upTo}, {"–", upTo},
	{"；", parting}, {";", parting}, {"。", parting}, {"，", comma}, {",", comma}, {"、", comma}, {"：", comma}, {":", comma},
	{"[", shut}, {"]", shutEnd}, {"(", open}, {"（", open}, {")", openEnd}, {"）", openEnd},
}

// scaleSignsAt are the signs by their first byte: at most bytes of a text no sign
// starts.
var scaleSignsAt = func() (at [256][]scaleSign) {
	for _, s := range scaleSigns {
		at[s.text[0]] = append(at[s.text[0]], s)
	}
	return
}()

// marks scans a text for the signs of a scale; words between them are dropped.
func marks(v *lexicon.Vocabulary, s string) []mark {
	var out []mark
next:
	for i := 0; i < len(s); {
		if c := rune(s[i]); c >= '0' && c <= '9' {
			j := i
			for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '.' && j+1 < len(s) && s[j+1] >= '0' && s[j+1] <= '9') {
				j++
			}
			out = append(out, mark{number, s[i:j], i, j})
			i = j
			continue
		}
		for _, sign := range scaleSignsAt[s[i]] {
			if strings.HasPrefix(s[i:], sign.text) {
				out = append(out, mark{sign.kind, sign.text, i, i + len(sign.text)})
				i += len(sign.text)
				continue next
			}
		}
		if g := v.GradeAt(s, i); g != "" {
			out = append(out, mark{grade, g, i, i + len(g)})
			i += len(g)
			continue
		}
		i++
	}
	return out
}

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
