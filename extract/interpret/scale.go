package interpret

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/internal/cjk"
	"selfeval/report"
)

// This file reads declared scales of grades in the notations that reports use:
// 得分≥85分为优秀；75≤得分<85分为良好 | 85分以上（含85分）为优 | 90（含）-100分 | 优（90-100分）
// | 优秀[90,100]、良好[80,90). A scale is read whole or not at all.

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

var scaleSigns = []struct {
	text string
	kind markKind
}{
	{"不包含", without}, {"不含", without}, {"包含", with}, {"含", with},
	{"大于等于", ge}, {"大于或等于", ge}, {"不低于", ge}, {"不小于", ge}, {"高于等于", ge}, {">=", ge}, {"≥", ge}, {"≧", ge}, {"⩾", ge}, {`\geq`, ge}, {`\ge`, ge},
	{"小于等于", le}, {"小于或等于", le}, {"不高于", le}, {"不大于", le}, {"<=", le}, {"≤", le}, {"≦", le}, {"⩽", le}, {`\leq`, le}, {`\le`, le},
	{"大于", gt}, {"高于", gt}, {"超过", gt}, {">", gt},
	{"小于", lt}, {"低于", lt}, {"不足", lt}, {"不满", lt}, {"未达到", lt}, {"<", lt},
	{"及以上", above}, {"以上", above}, {"及以下", below}, {"以下", below},
	{"综合得分", score}, {"评价得分", score}, {"自评得分", score}, {"总得分", score}, {"得分", score}, {"分值", score}, {"分数", score}, {"总分", score},
	{"至", upTo}, {"到", upTo}, {"~", upTo}, {"～", upTo}, {"-", upTo}, {"—", upTo}, {"–", upTo},
	{"；", parting}, {";", parting}, {"。", parting}, {"，", comma}, {",", comma}, {"、", comma}, {"：", comma}, {":", comma},
	{"[", shut}, {"]", shutEnd}, {"(", open}, {"（", open}, {")", openEnd}, {"）", openEnd},
}

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
		for _, sign := range scaleSigns {
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

// gradeAt returns the grade word at offset i. A grade of one character counts
// only where it stands apart: 为优, “优”, 优（, 优；.
func (v *Vocabulary) gradeAt(s string, i int) string {
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
		if apart && (rest == "" || strings.ContainsAny(rest[:1], "\",;:(.[)<>|=0123456789") || holdsStart(rest, "”", "，", "；", "。", "、", "（", "：", "’", "）", "≥", "≤", "—")) {
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

// scale reads a declared scale out of a text without white space; nil where the
// text holds none that can be read whole.
func (v *Vocabulary) scale(s string) []report.Band {
	if bands := v.scaleIn(s); bands != nil {
		return bands
	}
	for sentence := range strings.SplitSeq(s, "。") {
		if bands := v.scaleIn(sentence); bands != nil {
			return bands
		}
	}
	return nil
}

func (v *Vocabulary) scaleIn(s string) []report.Band {
	ms := v.marks(s)
	var grades []int
	for i, m := range ms {
		if m.kind == grade {
			grades = append(grades, i)
		}
	}
	if len(grades) < 3 || len(grades) > 7 {
		return nil
	}
	for _, lead := range []bool{numberBefore(ms, grades[0]), !numberBefore(ms, grades[0])} {
		var bands []band
		for n, g := range grades {
			var around []mark
			if lead { // 得分≥85分为优秀
				from := 0
				if n > 0 {
					from = grades[n-1] + 1
				}
				around = lastGroup(ms[from:g])
			} else { // 优秀：85分以上
				to := len(ms)
				if n+1 < len(grades) {
					to = grades[n+1]
				}
				around = firstGroup(ms[g+1 : to])
			}
			b, ok := bandOf(around)
			if !ok {
				bands = nil
				break
			}
			b.Grade = ms[g].text
			first, last := ms[g], ms[g]
			if len(around) > 0 && around[0].start < first.start {
				first = around[0]
			} else if len(around) > 0 {
				last = around[len(around)-1]
			}
			b.Raw = s[first.start:last.end]
			bands = append(bands, b)
		}
		if len(bands) > 0 && distinct(bands) {
			return closeEnds(bands)
		}
	}
	return nil
}

func numberBefore(ms []mark, g int) bool {
	for _, m := range lastGroup(ms[:g]) {
		if m.kind == number {
			return true
		}
	}
	return false
}

// lastGroup keeps the marks after the last clause that ended before a number:
// 满分100分，分为4个等级：≥85分 → ≥85. A comma between two bounds is kept.
func lastGroup(ms []mark) []mark {
	seen := false
	for i := len(ms) - 1; i >= 0; i-- {
		switch ms[i].kind {
		case number:
			seen = true
		case parting:
			if seen {
				return ms[i+1:]
			}
			ms = ms[:i]
		case comma:
			if seen && !interval(ms, i) && !bothBounds(ms, i) {
				return ms[i+1:]
			}
			if !seen {
				ms = ms[:i]
			}
		}
	}
	return ms
}

// firstGroup keeps the marks up to the clause end after the first number.
func firstGroup(ms []mark) []mark {
	seen := false
	from := 0
	for i, m := range ms {
		switch m.kind {
		case number:
			seen = true
		case parting, comma:
			if seen && (m.kind == parting || !interval(ms, i) && !bothBounds(ms, i)) {
				return ms[from:i]
			}
			if !seen {
				from = i + 1
			}
		}
	}
	return ms[from:]
}

// bothBounds reports whether the comma at i parts two comparisons of one band:
// 大于等于80分，小于90分.
func bothBounds(ms []mark, i int) bool {
	low := func(k markKind) bool { return k == ge || k == gt }
	high := func(k markKind) bool { return k == le || k == lt }
	return i >= 2 && i+2 < len(ms) && ms[i-1].kind == number && ms[i+2].kind == number &&
		(low(ms[i-2].kind) && high(ms[i+1].kind) || high(ms[i-2].kind) && low(ms[i+1].kind))
}

// interval reports whether the comma at i parts the bounds of [80,90).
func interval(ms []mark, i int) bool {
	return i >= 2 && i+2 < len(ms) && ms[i-1].kind == number && ms[i+1].kind == number &&
		(ms[i-2].kind == shut || ms[i-2].kind == open) && (ms[i+2].kind == shutEnd || ms[i+2].kind == openEnd)
}

// band is a band being read.
type band struct {
	report.Band
	loose bool // 80-90: the upper end belongs to the band unless another one starts there
}

// bandOf reads the bounds of one grade.
func bandOf(ms []mark) (b band, ok bool) {
	minSet, maxSet := false, false
	setMin := func(n string, openEnd bool) { b.Min, b.MinOpen, minSet = n, openEnd, true }
	setMax := func(n string, closed bool) { b.Max, b.MaxClosed, maxSet = n, closed, true }
	kinds := make([]byte, len(ms))
	for i, m := range ms {
		kinds[i] = byte(m.kind)
	}
	k := string(kinds)
	// Brackets around a word of inclusion say nothing themselves: 90（含）, 85分以上（含85分）.
	if i := strings.IndexAny(k, "[("); i >= 0 && i+4 < len(k) && k[i+1] == 'N' && k[i+2] == ',' && k[i+3] == 'N' && (k[i+4] == ']' || k[i+4] == ')') {
		setMin(ms[i+1].text, k[i] == '(')
		setMax(ms[i+3].text, k[i+4] == ']')
		return b, strings.Count(k, "N") == 2
	}
	var t []mark
	for _, m := range ms {
		if m.kind != open && m.kind != openEnd && m.kind != score && m.kind != shut && m.kind != shutEnd && m.kind != comma && m.kind != parting {
			t = append(t, m)
		}
	}
	for i := 0; i < len(t); i++ {
		next := func(n int) markKind {
			if i+n < len(t) {
				return t[i+n].kind
			}
			return 0
		}
		switch m := t[i]; m.kind {
		case ge, gt, le, lt:
			if next(1) != number {
				return b, false
			}
			low := m.kind == ge || m.kind == gt
			if low {
				setMin(t[i+1].text, m.kind == gt)
			} else {
				setMax(t[i+1].text, m.kind == le)
			}
			i++
		case number:
			inc := markKind(0)
			j := 1
			if next(j) == with || next(j) == without {
				inc, j = next(j), j+1
			}
			switch next(j) {
			case ge, gt: // 100≥得分
				setMax(m.text, next(j) == ge)
				if next(j+1) == number { // 100≥得分≥90
					setMin(t[i+j+1].text, next(j) == gt && t[i+j].kind == gt)
					j++
				}
				i += j
			case le, lt:
				setMin(m.text, next(j) == lt)
				if next(j+1) == number {
					setMax(t[i+j+1].text, t[i+j].kind == le)
					j++
				}
				i += j
			case above:
				setMin(m.text, inc == without)
				j++
				if next(j) == with || next(j) == without { // 85分以上（含85分）
					b.MinOpen = next(j) == without
					j++
					if next(j) == number && t[i+j].text == m.text {
						j++
					}
				}
				i += j - 1
			case below:
				setMax(m.text, inc == with)
				j++
				if next(j) == with || next(j) == without {
					b.MaxClosed = next(j) == with
					j++
					if next(j) == number && t[i+j].text == m.text {
						j++
					}
				}
				i += j - 1
			case upTo:
				if next(j+1) != number {
					return b, false
				}
				setMin(m.text, inc == without)
				upper := t[i+j+1]
				j += 2
				setMax(upper.text, true)
				b.loose = true
				if next(j) == with || next(j) == without {
					b.MaxClosed, b.loose = next(j) == with, false
					j++
					if next(j) == number && t[i+j].text == upper.text {
						j++
					}
				}
				i += j - 1
			default:
				return b, false
			}
		default:
			return b, false
		}
	}
	return b, minSet || maxSet
}

func distinct(bands []band) bool {
	seen := map[string]bool{}
	for _, b := range bands {
		if seen[b.Grade] {
			return false
		}
		seen[b.Grade] = true
	}
	return true
}

// closeEnds gives the outermost bands the ends that go without saying, 0 and
// 100, and settles to which of two bands a shared bound belongs where neither
// says: to the upper one.
func closeEnds(bands []band) []report.Band {
	for i := range bands {
		b := &bands[i]
		if b.Max == "" {
			b.Max, b.MaxClosed = "100", true
		}
		if b.Min == "" {
			b.Min = "0"
		}
	}
	for i := range bands {
		for j := range bands {
			if i != j && sameNumber(bands[i].Max, bands[j].Min) && !bands[j].MinOpen && bands[i].MaxClosed && bands[i].loose {
				bands[i].MaxClosed = false
			}
		}
	}
	out := make([]report.Band, len(bands))
	for i := range bands {
		out[i] = bands[i].Band
	}
	return out
}

func sameNumber(a, b string) bool {
	x, err := decimal.NewFromString(a)
	y, err2 := decimal.NewFromString(b)
	return err == nil && err2 == nil && x.Equal(y)
}

// squeezeScale drops white space only: brackets and signs keep their width.
func squeezeScale(s string) string {
	return strings.Map(func(r rune) rune {
		if cjk.Space(r) {
			return -1
		}
		if r == '【' || r == '［' {
			return '['
		}
		if r == '】' || r == '］' {
			return ']'
		}
		return cjk.Fold(r)
	}, s)
}
