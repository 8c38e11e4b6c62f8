// Package scale reads declared scales of grades: 得分≥85分为优秀；75≤得分<85分为良好 |
// 85分以上（含85分）为优 | 90（含）-100分 | 优（90-100分） | 优秀[90,100]、良好[80,90) |
// 90>良≥80. One grammar of bounds reads them all; a grade has the bounds before it, those
// after it or those that name it themselves, all grades of a scale alike. A scale is read
// whole or not at all.
package scale

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// A scale has at least and at most so many grades.
const (
	fewGrades  = 3
	manyGrades = 7
)

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
	if len(grades) < fewGrades {
		return nil
	}
	sc := &scale{text: s, ms: ms, grades: grades, bounds: boundsOf(ms)}
	if len(sc.bounds) == 0 {
		return nil
	}
	order := []side{before, after}
	if sc.bounds[0].first > grades[0] {
		order = []side{after, before}
	}
	for _, from := range append([]side{within}, order...) {
		if bands := sc.read(from); bands != nil {
			return closeEnds(bands)
		}
	}
	return nil
}

// scale is one that is being read.
type scale struct {
	text   string
	ms     []mark
	grades []int // positions of the grades among the marks
	bounds []bound
}

// side is where the bounds of the grades stand.
type side uint8

const (
	within side = iota // about the grade, which stands for the score: 90>良≥80
	before
	after
)

// read gives every grade its bounds. Grades without any are left out where the scale
// has ended and they only say again what was reached.
func (sc *scale) read(from side) (bands []band) {
	both := false
	for n, g := range sc.grades {
		b, bounded := sc.band(n, from)
		said := slices.ContainsFunc(bands, func(x band) bool { return x.Grade == b.Grade })
		switch {
		case !bounded && said && len(bands) >= fewGrades:
			continue // …；得分93.5分，等级为优
		case !bounded || said:
			return nil
		}
		both = both || b.Min != "" && b.Max != "" && from == within && sc.about(g)
		bands = append(bands, b)
	}
	if len(bands) < fewGrades || len(bands) > manyGrades || from == within && !both {
		return nil
	}
	return bands
}

// about reports whether comparisons stand on both sides of a grade.
func (sc *scale) about(g int) bool {
	of := func(first int) bool {
		return slices.ContainsFunc(sc.bounds, func(b bound) bool { return b.to == g && b.first == first })
	}
	return of(g-2) && of(g+1)
}

// band gives the nth grade its bounds.
func (sc *scale) band(n int, from side) (b band, ok bool) {
	g := sc.grades[n]
	b.Grade = sc.ms[g].text
	start, end := sc.ms[g].start, sc.ms[g].end
	for _, x := range sc.near(n, from) {
		if !b.take(x) {
			break
		}
		start, end = min(start, sc.ms[x.first].start), max(end, sc.ms[x.last].end)
	}
	b.Raw = sc.text[start:end]
	return b, b.Min != "" || b.Max != ""
}

// near lists the bounds that can be the nth grade's, the nearest first.
func (sc *scale) near(n int, from side) []bound {
	g, low, high := sc.grades[n], -1, len(sc.ms)
	if n > 0 {
		low = sc.grades[n-1]
	}
	if n+1 < len(sc.grades) {
		high = sc.grades[n+1]
	}
	switch from {
	case before:
		return sc.before(low, g)
	case after:
		return sc.after(g, high)
	}
	var out []bound
	for _, x := range sc.bounds {
		if x.to == g {
			out = append(out, x)
		}
	}
	return out
}

// before lists the bounds between the mark low and the grade g, up to the end of a
// clause.
func (sc *scale) before(low, g int) (out []bound) {
	at := g
	for _, x := range slices.Backward(sc.bounds) {
		if x.last >= g {
			continue
		}
		if x.first <= low || len(out) > 0 && sc.parted(x.last+1, at) {
			break
		}
		out, at = append(out, x), x.first
	}
	return out
}

// after lists those between the grade g and the mark high.
func (sc *scale) after(g, high int) (out []bound) {
	at := g
	for _, x := range sc.bounds {
		if x.first <= g {
			continue
		}
		if x.last >= high || len(out) > 0 && sc.parted(at, x.first) {
			break
		}
		out, at = append(out, x), x.last+1
	}
	return out
}

// parted reports whether a clause ends between two marks.
func (sc *scale) parted(from, to int) bool {
	return slices.ContainsFunc(sc.ms[min(from, to):to], func(m mark) bool { return m.kind == parting })
}

// maxCells bounds the tables in which a scale is looked for.
const maxCells = 40

// InTable reads a scale set as a table: a grade and its scores side by side, or one
// below the other; nil where the table is none.
func InTable(v *lexicon.Vocabulary, t *document.Table) []report.Band {
	if len(t.Cells) > maxCells {
		return nil
	}
	grades := gradeCells(v, t)
	if len(grades) < fewGrades {
		return nil
	}
	column := grades[0].Col == grades[1].Col
	var lines []string
	for _, g := range grades {
		if column && g.Col != grades[0].Col || !column && g.Row != grades[0].Row {
			return nil
		}
		scores, one := scoresBeside(t, g, column)
		if !one {
			return nil
		}
		lines = append(lines, Squeeze(g.Text)+":"+scores)
	}
	bands := readPart(v, strings.Join(lines, ";"))
	if len(bands) != len(grades) {
		return nil
	}
	for i := range bands {
		bands[i].At = grades[i].At
	}
	return bands
}

// gradeCells lists the cells that hold a grade and nothing more.
func gradeCells(v *lexicon.Vocabulary, t *document.Table) (out []*document.Cell) {
	for i := range t.Cells {
		text := Squeeze(t.Cells[i].Text)
		if g := v.GradeAt(text, 0); g != "" && utf8.RuneCountInString(text) <= utf8.RuneCountInString(g)+1 {
			out = append(out, &t.Cells[i])
		}
	}
	return out
}

// scoresBeside finds the one cell with figures in a grade's row or column.
func scoresBeside(t *document.Table, g *document.Cell, column bool) (scores string, one bool) {
	for i := range t.Cells {
		x := &t.Cells[i]
		if x == g || column && x.Row != g.Row || !column && x.Col != g.Col || !strings.ContainsAny(Squeeze(x.Text), "0123456789") {
			continue
		}
		if scores != "" {
			return "", false // more figures than a range of scores
		}
		scores = Squeeze(x.Text)
	}
	return scores, true
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
	half := 0
	for half < len(grades) && (half == 0 || ms[grades[half]].text != ms[grades[0]].text) {
		half++
	}
	if half < fewGrades || len(grades) < 2*half {
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

// band is a band being read.
type band struct {
	report.Band
	loose bool // 80-90: the upper end belongs to the band unless another one starts there
}

// take gives the band a bound; one that it has already it cannot have again.
func (b *band) take(x bound) bool {
	switch {
	case x.upper && b.Max == "":
		b.Max, b.MaxClosed, b.loose = x.number, x.closed, x.loose
	case !x.upper && b.Min == "":
		b.Min, b.MinOpen = x.number, !x.closed
	default:
		return false
	}
	return true
}

// closeEnds gives bands the ends that go without saying: 80分以上 ends where the next
// grade starts, the outermost at 0 and 100. It settles to which of two bands a shared
// bound belongs where neither says: to the upper one.
func closeEnds(bands []band) []report.Band {
	out := make([]report.Band, len(bands))
	for i := range bands {
		out[i] = bands[i].Band
		b := &out[i]
		if b.Max == "" {
			if next := neighbour(bands, b.Min, 1); next != nil {
				b.Max, b.MaxClosed = next.Min, next.MinOpen
			} else {
				b.Max, b.MaxClosed = "100", true
			}
		}
		if b.Min == "" {
			if next := neighbour(bands, b.Max, -1); next != nil {
				b.Min, b.MinOpen = next.Max, next.MaxClosed
			} else {
				b.Min = "0"
			}
		}
		b.MaxClosed = b.MaxClosed && !(bands[i].loose && slices.ContainsFunc(bands, func(x band) bool {
			return x.Grade != b.Grade && x.Min != "" && compare(b.Max, x.Min) == 0 && !x.MinOpen
		}))
	}
	return out
}

// neighbour is the band whose near end is printed nearest above (way 1) or below (-1)
// a number, nil where there is none.
func neighbour(bands []band, number string, way int) (found *band) {
	end := func(b *band) string {
		if way > 0 {
			return b.Min
		}
		return b.Max
	}
	for i := range bands {
		b := &bands[i]
		if end(b) != "" && compare(end(b), number) == way && (found == nil || compare(end(b), end(found)) == -way) {
			found = b
		}
	}
	return found
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
		switch r {
		case '「', '『':
			return '“'
		case '」', '』':
			return '”'
		}
		return cjk.Fold(r)
	}, s)
}
