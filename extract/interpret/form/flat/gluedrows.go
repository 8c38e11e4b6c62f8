package flat

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
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

// ended reports whether a row can end before a text.
func (g *gluedReader) ended(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsLetter(r) || strings.ContainsRune("(（★", r) || unicode.Is(unicode.No, r)
}
