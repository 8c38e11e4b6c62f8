package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file knows the words for grades where they stand beside a score or in a text.

var (
	scoreFirst = regexp.MustCompile(`^(\d{1,3}(?:\.\d+)?分?)[(/、,:;]?([^\d()/]+)\)?$`)
	gradeFirst = regexp.MustCompile(`^([^\d()/]+?)[(/、,:;]?(\d{1,3}(?:\.\d+)?分?)\)?$`)
	gradeTail  = regexp.MustCompile(`(?:等级|等次|档次|级|档|等)$`)
)

// Graded parts the squeezed text of a cell with a score and a grade.
func (v *Vocabulary) Graded(s string) (score, grade string, ok bool) {
	if len(s) > 40 || !strings.ContainsAny(s, "0123456789") {
		return "", "", false
	}
	if m := scoreFirst.FindStringSubmatch(s); m != nil {
		score, grade = m[1], m[2]
	} else if m := gradeFirst.FindStringSubmatch(s); m != nil {
		score, grade = m[2], m[1]
	}
	if !slices.Contains(v.Grades, grade) {
		grade = gradeTail.ReplaceAllString(grade, "")
	}
	return score, grade, slices.Contains(v.Grades, grade)
}

// HoldsGrade reports whether a text holds a word that may be a grade.
func (v *Vocabulary) HoldsGrade(s string) bool {
	for i := range len(s) {
		if v.gradeStarts[s[i]] && StartsWith(s[i:], v.Grades...) {
			return true
		}
	}
	return false
}

// GradeAt returns the grade word at offset i. A grade of one character counts
// only where it stands apart: 为优, “优”, 优（, 优；.
func (v *Vocabulary) GradeAt(s string, i int) string {
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
			if r, _ := utf8.DecodeRuneInString(rest); !unicode.Is(unicode.Han, r) || StartsWith(rest, "得分", "分数", "大于", "小于", "不低于", "低于", "高于", "不足") {
				return g
			}
			continue
		}
		before := s[:i]
		apart := before == "" || EndsWith(before, "为", "“", "\"", "：", ":", "、", "，", ",", "；", ";", "（", "(", "是", "。", "分", "‘", "》", "属", "以上", "以下", "等级", "等次", "档次", "级别", "评级", "—", "-", "属于", "即", "]", ")", "）", "<", ">", "≤", "≥")
		if apart && (rest == "" || strings.ContainsAny(rest[:1], "\",;:(.[)<>|=0123456789") || StartsWith(rest, "四个", "四级", "四档", "四等", "五个", "五级", "五档", "三个", "三级", "三档", "”", "，", "；", "。", "、", "（", "：", "’", "）", "≥", "≤", "—")) {
			return g
		}
	}
	return ""
}
