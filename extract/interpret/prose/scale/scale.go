// Package scale reads declared scales of grades in the notations that reports use:
// 得分≥85分为优秀；75≤得分<85分为良好 | 85分以上（含85分）为优 | 90（含）-100分 | 优（90-100分）
// | 优秀[90,100]、良好[80,90). A scale is read whole or not at all.
package scale

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// fewGrades is how many grades a scale has at least.
const fewGrades = 3

// Read reads a declared scale out of a text without white space; nil where the
// text holds none that can be read whole.
func Read(v *lexicon.Vocabulary, s string) []report.Band {
	if len(gradesOf(marks(v, s))) < fewGrades {
		return nil // as readPart asks of any part
	}
	if bands := readPart(v, s); bands != nil {
		return bands
	}
	for sentence := range strings.SplitSeq(s, "。") {
		if bands := readPart(v, sentence); bands != nil {
			return bands
		}
	}
	return nil
}

func readPart(v *lexicon.Vocabulary, s string) []report.Band {
	ms := marks(v, s)
	grades := gradesOf(ms)
	if n := listed(ms, grades); n > 0 { // 分为优、良、中、差四级：90分以上为优…
		ms = ms[grades[n-1]+1:]
		grades = gradesOf(ms)
	}
	if len(grades) < fewGrades || len(grades) > 7 {
		return nil
	}
	if bands := inline(s, ms, grades); bands != nil {
		return bands
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

// maxCells bounds the tables in which a scale is looked for.
const maxCells = 40

// InTable reads a scale set as a table: a grade and its scores side by side, or one
// below the other; nil where the table is none.
func InTable(v *lexicon.Vocabulary, t *document.Table) []report.Band {
	if len(t.Cells) > maxCells {
		return nil
	}
	var grades []*document.Cell
	for i := range t.Cells {
		text := Squeeze(t.Cells[i].Text)
		if g := v.GradeAt(text, 0); g != "" && utf8.RuneCountInString(text) <= utf8.RuneCountInString(g)+1 {
			grades = append(grades, &t.Cells[i])
		}
	}
	if len(grades) < 3 {
		return nil
	}
	column := grades[0].Col == grades[1].Col
	var lines []string
	for _, g := range grades {
		if column && g.Col != grades[0].Col || !column && g.Row != grades[0].Row {
			return nil
		}
		scores := ""
		for i := range t.Cells {
			x := &t.Cells[i]
			if x == g || column && x.Row != g.Row || !column && x.Col != g.Col || !strings.ContainsAny(Squeeze(x.Text), "0123456789") {
				continue
			}
			if scores != "" {
				return nil // more figures than a range of scores
			}
			scores = Squeeze(x.Text)
		}
		lines = append(lines, Squeeze(g.Text)+":"+scores)
	}
	bands := readPart(v, strings.Join(lines, ";"))
	for i := range bands {
		bands[i].At = grades[i].At
	}
	if len(bands) != len(grades) {
		return nil
	}
	return bands
}

func gradesOf(ms []mark) (out []int) {
	for i, m := range ms {
		if m.kind == grade {
			out = append(out, i)
		}
	}
	return out
}

// listed counts the grades at the front that are only named, all of them to come
// again with their numbers.
func listed(ms []mark, grades []int) int {
	half := len(grades) / 2
	if half < 3 || len(grades)%2 != 0 {
		return 0
	}
	for i := range half {
		if ms[grades[i]].text != ms[grades[i+half]].text {
			return 0
		}
	}
	if slices.ContainsFunc(ms[grades[0]:grades[half-1]], func(m mark) bool { return m.kind == number }) {
		return 0
	}
	return half
}

// inline reads a scale whose grades stand for the score: 90分>良好≥80分.
func inline(s string, ms []mark, grades []int) []report.Band {
	compares := func(i int) bool {
		return i >= 0 && i < len(ms) && (ms[i].kind == ge || ms[i].kind == gt || ms[i].kind == le || ms[i].kind == lt)
	}
	var bands []band
	both := false
	for _, g := range grades {
		var around []mark
		if compares(g-1) && g >= 2 && ms[g-2].kind == number {
			around = append(around, ms[g-2:g]...)
		}
		if compares(g+1) && g+2 < len(ms) && ms[g+2].kind == number {
			around = append(around, ms[g+1:g+3]...)
		}
		both = both || len(around) == 4
		b, ok := bandOf(around)
		if !ok {
			return nil
		}
		b.Grade = ms[g].text
		b.Raw = s[min(around[0].start, ms[g].start):max(around[len(around)-1].end, ms[g].end)]
		bands = append(bands, b)
	}
	if !both || !distinct(bands) {
		return nil
	}
	return closeEnds(bands)
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

// turn puts the bounds of 100-90 the right way round. Which of the two a word of
// inclusion was said of is kept.
func (b *band) turn() {
	low, err := decimal.NewFromString(b.Min)
	high, err2 := decimal.NewFromString(b.Max)
	if err != nil || err2 != nil || low.LessThanOrEqual(high) {
		return
	}
	open := !b.MaxClosed
	b.Min, b.Max, b.MaxClosed = b.Max, b.Min, !b.MinOpen
	b.MinOpen, b.loose = open, b.MaxClosed
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
				if next(j) == number && t[i+j].text == m.text { // 80（含80）-90
					j++
				}
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
				setMax(m.text, inc == with || strings.HasPrefix(t[i+j].text, "及"))
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
					closed := next(j) == with
					j++
					if next(j) == number && t[i+j].text == m.text { // 90-100分（含90分）
						b.MinOpen = !closed
						j++
					} else {
						b.MaxClosed, b.loose = closed, false
						if next(j) == number && t[i+j].text == upper.text {
							j++
						}
					}
				}
				b.turn()
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

// Squeeze drops white space only: brackets and signs keep their width.
func Squeeze(s string) string {
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
