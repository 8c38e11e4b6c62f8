package flat

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// This file reads the rows of a tree of indicators whose cells run together:
// 数量指标种植面积30亩30亩5050. A row ends with its points; before these stand a target and a
// result of the same unit, or of the same words; before these the names.

// shape is how the columns behind the names stand: points before the measures or not,
// two measures, and points behind them.
type shape struct{ before, behind int }

// shapeOf is the shape of a layout, not ok for any other.
func (l *layout) shapeOf() (s shape, ok bool) {
	measures := 0
	for _, f := range l.fields[:l.last] {
		switch {
		case holds(f) == isMeasure && s.behind == 0:
			measures++
		case holds(f) == isPoints && measures == 0:
			s.before++
		case holds(f) == isPoints:
			s.behind++
		default:
			return s, false
		}
	}
	return s, measures == 2 && s.before <= 1 && s.behind <= 2
}

// readTree reads heads and rows of a tree.
func (g *gluedReader) readTree(p part) {
	row := make([]cell, 0, p.lay.width())
	for _, h := range p.heads {
		row = append(row, g.cell(h.text))
	}
	g.add(row...)
	s, ok := p.lay.shapeOf()
	if !ok {
		g.whole = false
		g.text = g.text[g.next(g.text):]
		return
	}
	g.treeRows(p.lay, s)
}

// gluedRow is a row as it was told.
type gluedRow struct {
	names    []string
	target   string
	actual   string
	points   []string
	doubtful bool // its points can be cut in another way
}

func (g *gluedReader) treeRows(l *layout, s shape) {
	first := len(g.rows)
	var rows []gluedRow
	var sums []string
	for g.text != "" && g.steps < mostSteps {
		if w := g.sums.at(g.text); w != "" {
			if printed, ok := g.sum(w, l, s); ok {
				sums = printed
				break
			}
		}
		if p, ok := g.begins(g.text); ok && p.kind != 'g' {
			break
		}
		end, r, before, ok := g.gluedRow(l, s)
		if !ok {
			g.whole = false
			if !g.nextGroup() {
				break
			}
			continue
		}
		if before != "" {
			g.said(before, l, len(rows))
		}
		rows = append(rows, r)
		g.text = g.text[end:]
		g.add(g.lay(l, s, r)...)
	}
	g.settle(l, rows, first, sums)
}

// said keeps a text in front of the names of groups: what the row before says in its last
// column, or the rest of the last head.
func (g *gluedReader) said(text string, l *layout, rows int) {
	if l.last == len(l.fields) || len(g.rows) == 0 {
		g.whole = false
		return
	}
	last := g.rows[len(g.rows)-1]
	if rows == 0 {
		text = last[len(last)-1].text + text
	}
	last[len(last)-1] = g.cell(text)
}

// lay puts a row under its heads.
func (g *gluedReader) lay(l *layout, s shape, r gluedRow) []cell {
	row := make([]cell, l.width())
	for i, n := range r.names {
		row[l.levels-len(r.names)+i] = g.cell(n)
	}
	measures, points := []string{r.target, r.actual}, slices.Clone(r.points)
	for j, f := range l.fields[:l.last] {
		from := &measures
		if holds(f) == isPoints {
			from = &points
		}
		if len(*from) > 0 {
			row[l.levels+j] = g.cell((*from)[0])
			*from = (*from)[1:]
		}
	}
	return row
}

// settle takes back the points that could be cut in another way, where the weights and
// the scores do not come to their sums: then the form is not read whole.
func (g *gluedReader) settle(l *layout, rows []gluedRow, first int, sums []string) {
	doubtful := slices.ContainsFunc(rows, func(r gluedRow) bool { return r.doubtful })
	if len(sums) == 2 && g.comesTo(rows, 0, g.fundWeight, sums[0]) && g.comesTo(rows, 1, g.fundScore, sums[1]) {
		return
	}
	if !doubtful && (len(sums) != 2 || g.tail) {
		return
	}
	g.whole = false // where the sums are printed, they have to bear the reading out
	for i, r := range rows {
		if !r.doubtful {
			continue
		}
		for j, f := range l.fields {
			if holds(f) == isPoints {
				g.rows[first+i][l.levels+j] = cell{}
			}
		}
	}
}

// comesTo reports whether weights or scores come to their printed sum, with those of the
// money or without.
func (g *gluedReader) comesTo(rows []gluedRow, which int, money, sumPrinted string) bool {
	sum := decimal.Zero
	for _, r := range rows {
		if len(r.points) != 2 {
			return false
		}
		v, _ := value(r.points[which])
		sum = sum.Add(v)
	}
	of, _ := value(money)
	total, ok := value(sumPrinted)
	return ok && (sum.Equal(total) || sum.Add(of).Equal(total))
}

// sum reads the row that sums weights and scores: what it prints of them. It is not ok
// where no figure follows the word.
func (g *gluedReader) sum(word string, l *layout, s shape) (printed []string, ok bool) {
	rest := strings.TrimLeft(g.text[len(word):], ":：")
	n := digitsEnd(rest)
	if n == 0 {
		return nil, false
	}
	row := make([]cell, l.width())
	row[0] = g.cell(word)
	g.text = rest[n:]
	cuts := cutPoints(strings.TrimRight(rest[:n], " "), s.before+s.behind)
	if len(cuts) != 1 {
		g.whole = false
		return nil, true
	}
	printed = cuts[0]
	left := printed
	for j, f := range l.fields {
		if holds(f) == isPoints && len(left) > 0 {
			row[l.levels+j], left = g.cell(left[0]), left[1:]
		}
	}
	g.add(row...)
	return printed, true
}

// nextGroup goes on to the next name of a group, or the sum; false where there is none.
func (g *gluedReader) nextGroup() bool {
	_, first := utf8.DecodeRuneInString(g.text)
	for i := range g.text {
		if i < first {
			continue
		}
		if g.steps++; g.steps > mostSteps {
			break
		}
		s := g.text[i:]
		if w := g.sums.at(s); w != "" && digitsEnd(strings.TrimLeft(s[len(w):], ":：")) > 0 {
			g.text = s
			return true
		}
		if p, ok := g.begins(s); ok && p.kind != 'g' {
			g.text = s
			return false
		}
		if n := g.groupAt(s); n > 0 {
			g.text = s
			return true
		}
	}
	g.text = ""
	return false
}

// groupAt is the length of the name of a known group that a text starts with, with its
// weight in brackets: 产出指标(50分).
func (g *gluedReader) groupAt(s string) int {
	if w := g.groups.at(s); w != "" {
		return len(w) + pointsIn(s[len(w):])
	}
	return 0
}

// anyGroupAt is the same of whatever reads as the name of a group.
func (g *gluedReader) anyGroupAt(s string) int {
	if n := g.groupAt(s); n > 0 {
		return n
	}
	const most = 12 // characters
	n := 0
	for i := range s {
		if n++; n > most {
			return 0
		}
		for _, end := range g.words.Flat.GroupEnds {
			if rest, ok := strings.CutPrefix(s[i:], end); ok && g.words.FormGroups.Holds(s[:i]) {
				if !allHan(s[:i]) {
					return 0
				}
				return len(s) - len(rest) + pointsIn(rest)
			}
		}
	}
	return 0
}

func allHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// pointsIn is the length of the points in brackets that a text starts with.
func pointsIn(s string) int {
	if n := dress(s); n > 2 && hasDigit(s[:n]) {
		return n
	}
	return 0
}

// gluedRow reads the row that the text starts with: its end, and what stands before its
// names. Of the figures at which it could end, the first counts with which all its cells
// can be told.
func (g *gluedReader) gluedRow(l *layout, s shape) (end int, r gluedRow, before string, ok bool) {
	text := g.text
	at := g.explained()
	before = text[:at]
	for len(r.names) < l.levels-1 {
		n := g.anyGroupAt(text[at:])
		if n == 0 {
			break
		}
		r.names = append(r.names, text[at:at+n])
		at += n
	}
	if s.behind == 0 {
		n, told, ok := g.tellOpen(text[at:])
		told.names = append(r.names, told.names...)
		return at + n, told, before, ok
	}
	stop := g.nextGroupIn(text[at:]) + at
	for tries, from := 0, at; tries < 12; tries++ {
		i := firstDigit(text[from:])
		if i < 0 || from+i > stop || utf8.RuneCountInString(text[at:from+i]) > 90 {
			return 0, r, "", false
		}
		n := digitsEnd(text[from+i:])
		to := from + i + n
		if told, ok := tellRow(text[at:to], s); ok && g.ended(text[to:]) {
			told.names = append(r.names, told.names...)
			return to, told, before, true
		}
		from = to
	}
	return 0, r, "", false
}

// nextGroupIn is where the next group begins behind the first character of a text.
func (g *gluedReader) nextGroupIn(s string) int {
	const most = 400 // bytes
	for i := range s {
		if i > most {
			break
		}
		if i > 0 && g.groupAt(s[i:]) > 0 {
			return i
		}
	}
	return len(s)
}

// explained is the length of the explanation of the row before that stands in front of
// the names of groups.
func (g *gluedReader) explained() int {
	const most = 240 // bytes
	for at, r := range g.text {
		switch {
		case at > most || isDigit(r):
			return 0
		case g.groupAt(g.text[at:]) > 0:
			return at
		}
	}
	return 0
}

// tellOpen tells a row that no points end: its two figures have the same unit behind
// them, or the same words stand twice before the next group.
func (g *gluedReader) tellOpen(s string) (end int, r gluedRow, ok bool) {
	seg := s[:g.openEnd(s)]
	for from := 0; ; {
		i := firstDigit(seg[from:])
		if i < 0 {
			break
		}
		i += from
		from = i + digitsEnd(seg[i:])
		if to := sameUnit(seg, from); to > 0 {
			for _, t := range tellFigures(seg[:to], 0) {
				return to, gluedRow{names: []string{t.name}, target: t.target, actual: t.actual}, true
			}
		}
	}
	for _, t := range tellWords(seg, 0) {
		return len(seg), gluedRow{names: []string{t.name}, target: t.target, actual: t.actual}, true
	}
	return 0, r, false
}

// longUnit is how many characters the unit of a measure has at most.
const longUnit = 8

// sameUnit is where the next figure's unit ends, if it is that which stands at a place
// behind a figure; 0 where it is not.
func sameUnit(s string, at int) int {
	j := firstDigit(s[at:])
	if j < 0 {
		return 0
	}
	unit := strings.TrimRight(s[at:at+j], signs)
	end := at + j + digitsEnd(s[at+j:])
	if unit == "" || utf8.RuneCountInString(unit) > longUnit || !strings.HasPrefix(s[end:], unit) {
		return 0
	}
	return end + len(unit)
}

// openEnd is where the next group, the sum or a label begins.
func (g *gluedReader) openEnd(s string) int {
	for i, r := range s {
		if i == 0 || !unicode.IsLetter(r) {
			continue
		}
		g.steps++
		sum := g.sums.at(s[i:])
		if g.groupAt(s[i:]) > 0 || sum != "" && digitsEnd(s[i+len(sum):]) > 0 {
			return i
		}
		if p, begins := g.begins(s[i:]); begins && p.kind == 'l' {
			return i
		}
	}
	return len(s)
}

// ended reports whether a row can end before a text.
func (g *gluedReader) ended(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsLetter(r) || strings.ContainsRune("(（★", r) || unicode.Is(unicode.No, r)
}

// tellRow tells the cells behind the names of groups: name, target, result, points. It
// is not ok where they can be told in two ways that are as good.
func tellRow(seg string, s shape) (best gluedRow, ok bool) {
	body := strings.TrimRight(seg, digits+". ")
	run := seg[len(body):]
	b := best2{top: -1, second: -1}
	for k := range len(run) + 1 {
		if s.behind == 0 && k < len(run) || strings.HasPrefix(run[k:], " ") {
			continue // a space is a border, which the figure before it keeps
		}
		for _, cut := range cutPoints(run[k:], s.behind) {
			for _, m := range tellMeasures(body+strings.TrimRight(run[:k], " "), s.before) {
				weight := m.weight + weighCut(cut)
				if len(m.points) == 1 && len(cut) > 0 && m.points[0] == cut[len(cut)-1] {
					weight += weighsSame
				}
				b.add(weight, gluedRow{names: []string{m.name}, target: m.target, actual: m.actual, points: append(slices.Clone(m.points), cut...)})
			}
		}
	}
	best = b.row
	best.doubtful = b.second >= 0 && b.top-b.second < margin || !best.within()
	return best, b.top >= 0 && b.top > b.second
}

// best2 is the best of several ways to tell a row, and how good the next is.
type best2 struct {
	row         gluedRow
	top, second int
}

func (b *best2) add(weight int, r gluedRow) {
	switch {
	case b.top >= 0 && r.same(&b.row):
	case weight > b.top:
		b.top, b.second, b.row = weight, b.top, r
	case weight > b.second:
		b.second = weight
	}
}

// within reports whether the score lies within the weight. Where it does not, only the
// sums of the form can say that the figures were cut as they were printed.
func (r *gluedRow) within() bool {
	if len(r.points) != 2 {
		return true
	}
	a, _ := value(r.points[0])
	b, _ := value(r.points[1])
	return b.LessThanOrEqual(a)
}

// same reports whether two rows say the same.
func (r *gluedRow) same(o *gluedRow) bool {
	return r.target == o.target && r.actual == o.actual && slices.Equal(r.names, o.names) && slices.Equal(r.points, o.points)
}

// weighCut weighs points: those that are the same, and a score within its weight.
func weighCut(cut []string) int {
	if len(cut) != 2 {
		return 0
	}
	a, _ := value(cut[0])
	b, _ := value(cut[1])
	switch {
	case a.Equal(b):
		return 3
	case b.LessThan(a):
		return 1
	}
	return 0
}

// cutPoints lists the ways to cut a text into so many figures up to 100.
func cutPoints(s string, n int) (out [][]string) {
	if n == 0 {
		if s == "" {
			return [][]string{nil}
		}
		return nil
	}
	s = strings.TrimLeft(s, " ")
	for _, end := range numbers(s) {
		v, ok := value(s[:end])
		if !ok || v.GreaterThan(hundred) || strings.HasSuffix(s[:end], ".") {
			continue
		}
		if end < len(s) && s[end] == '.' {
			continue
		}
		for _, rest := range cutPoints(s[end:], n-1) {
			out = append(out, append([]string{s[:end]}, rest...))
		}
	}
	return out
}

// told is how name and measures were told.
type told struct {
	name, target, actual string
	points               []string // before the measures
	weight               int
}

// tellMeasures tells name, target and result, with one figure of points before the
// target where before says so.
func tellMeasures(s string, before int) (out []told) {
	out = append(out, tellWords(s, before)...)
	return append(out, tellFigures(s, before)...)
}

// tellWords tells measures that are the same words: 就业率显著显著.
func tellWords(s string, before int) (out []told) {
	const most = 12 // characters
	runes := []rune(s)
	for n := min(most, len(runes)/2); n >= 1; n-- {
		end := len(runes)
		a, b := string(runes[end-2*n:end-n]), string(runes[end-n:])
		if a != b || hasDigit(a) && n < 3 || isDigit(runes[end-1]) {
			continue
		}
		name := string(runes[:end-2*n])
		t := told{target: a, actual: b, weight: 2}
		if before > 0 {
			bare := strings.TrimRight(name, digits+".")
			if bare == name {
				continue
			}
			t.points, name = []string{name[len(bare):]}, bare
		}
		if t.name = name; goodName(name) {
			return append(out, t)
		}
	}
	return out
}

// goodName reports whether a text can be the name of an indicator.
func goodName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 60 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsAny(s, "%"+signs) || figures(lexicon.WithoutBrackets(s)) {
		return false // the figures of a row that could not be told
	}
	return unicode.Is(unicode.Han, last) || last == ')' || last == '）'
}

// figures reports a text with figures other than years.
func figures(s string) bool {
	for i := firstDigit(s); i >= 0; i = firstDigit(s) {
		n := i + digitsEnd(s[i:])
		if y, ok := printed.FindYear(s[i:], false); !ok || y.Digits.Start != 0 {
			return true
		}
		s = s[n:]
	}
	return false
}

// tellFigures tells measures that are figures of the same unit: 种植面积30亩≥30亩.
func tellFigures(s string, before int) []told {
	unitAt := strings.LastIndexFunc(s, isDigit) + 1
	if unitAt == 0 {
		return nil
	}
	unit, head := s[unitAt:], s[:unitAt]
	if unit == "" {
		return tellPlain(head, before)
	}
	sign2, start2 := figureBack(head)
	left, ok := strings.CutSuffix(s[:sign2], unit)
	sign1, start1 := figureBack(left)
	if !ok || start1 == len(left) || utf8.RuneCountInString(unit) > longUnit || !wellFormed(head[start2:]) {
		return nil
	}
	t := told{name: left[:sign1], target: left[sign1:] + unit, actual: s[sign2:], weight: 1}
	first, second := left[start1:], head[start2:]
	if first == second {
		t.weight = 2
	}
	switch {
	case before == 0:
	case sign1 < start1: // the sign parts the points from the target
		bare := strings.TrimRight(t.name, digits+".")
		t.points, t.name = []string{t.name[len(bare):]}, bare
		if !wellFormed(t.points[0]) {
			return nil
		}
	default:
		return tellJoined(t, first, second, unit)
	}
	if !goodName(t.name) || !wellFormed(first) {
		return nil
	}
	return []told{t}
}

// tellJoined tells points that run together with the target: 8550万粒550万粒.
func tellJoined(t told, first, second, unit string) (out []told) {
	for n := 1; n < len(first) && goodName(t.name); n++ {
		points, target := first[:n], first[n:]
		if !wellFormed(points) || !wellFormed(target) {
			continue
		}
		own := told{name: t.name, target: target + unit, actual: t.actual, points: []string{points}, weight: 1}
		if target == second {
			own.weight = 3
		}
		out = append(out, own)
	}
	return out
}

// tellPlain tells measures that are the same figure without a unit: 村庄数2222.
func tellPlain(s string, before int) []told {
	start := figureStart(s)
	n := twice(s[start:])
	if before > 0 || n == 0 || !wellFormed(s[start:start+n]) || !goodName(s[:start]) || hasDigit(s[:start]) || len(tellWords(s[:start], 0)) > 0 {
		return nil
	}
	return []told{{name: s[:start], target: s[start : start+n], actual: s[start+n:], weight: 2}}
}
