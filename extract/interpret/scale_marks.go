package interpret

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
func (v *Vocabulary) marks(s string) []mark {
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
		if g := v.gradeAt(s, i); g != "" {
			out = append(out, mark{grade, g, i, i + len(g)})
			i += len(g)
			continue
		}
		i++
	}
	return out
}

// gradeWord reports whether a text holds a word that may be a grade.
func (v *Vocabulary) gradeWord(s string) bool {
	for i := range len(s) {
		if v.gradeStarts[s[i]] && holdsStart(s[i:], v.Grades...) {
			return true
		}
	}
	return false
}

// gradeAt returns the grade word at offset i. A grade of one character counts
// only where it stands apart: 为优, “优”, 优（, 优；.
func (v *Vocabulary) gradeAt(s string, i int) string {
	if i == len(s) || !v.gradeStarts[s[i]] {
		return ""
	}
	for _, g := range v.Grades { // longer first
		if !strings.HasPrefix(s[i:], g) {
			continue
		}
		rest := s[i+len(g):]
		for _, tail := range []string{"等级", "等次", "等", "级", "档"} {
			rest = strings.TrimPrefix(rest, tail)
		}
		if len(g) > len("优") {
			// 合格率 and 一般划分为 are no grades.
			if r, _ := utf8.DecodeRuneInString(rest); !unicode.Is(unicode.Han, r) || holdsStart(rest, "得分", "分数", "大于", "小于", "不低于", "低于", "高于", "不足") {
				return g
			}
			continue
		}
		before := s[:i]
		apart := before == "" || holdsEnd(before, "为", "“", "\"", "：", ":", "、", "，", ",", "；", ";", "（", "(", "是", "。", "分", "‘", "》", "—", "-", "属于", "即", "]", ")", "）")
		if apart && (rest == "" || strings.ContainsAny(rest[:1], "\",;:(.[)<>|=0123456789") || holdsStart(rest, "四个", "四级", "四档", "四等", "五个", "五级", "五档", "三个", "三级", "三档", "”", "，", "；", "。", "、", "（", "：", "’", "）", "≥", "≤", "—")) {
			return g
		}
	}
	return ""
}

func holdsEnd(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func holdsStart(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}
