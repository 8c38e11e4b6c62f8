package flat

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// This file reads the tree of indicators from tokens.

// layout is the columns of a tree: names first, then what each of the others holds.
type layout struct {
	levels int
	fields []string // of the columns behind the names
	last   int      // how many of fields there are without the words at the end
}

// What the columns of a tree hold.
const (
	isMeasure = 'm' // a target or a result
	isPoints  = 'p' // a weight or a score
	isSign    = 's' // ≥, 定性
	isWord    = 'w' // a unit, an explanation
)

// holds is what a column holds, 0 where it cannot be told.
func holds(field string) byte {
	switch field {
	case "target", "actual", "adjusted":
		return isMeasure
	case "weight", "score":
		return isPoints
	case "operator":
		return isSign
	case "unit", "reason":
		return isWord
	}
	return 0
}

// points is how many columns hold points.
func (l *layout) points() (n int) {
	for _, f := range l.fields {
		if holds(f) == isPoints {
			n++
		}
	}
	return n
}

// width is how many columns there are.
func (l *layout) width() int { return l.levels + len(l.fields) }

// layoutOf is the layout of heads, nil where they are no tree's or in no known order.
func layoutOf(fields []string) *layout {
	l := &layout{}
	measures := 0
	for _, f := range fields {
		switch {
		case strings.HasPrefix(f, "level"):
			if len(l.fields) > 0 {
				return nil
			}
			l.levels++
			continue
		case holds(f) == 0:
			return nil
		case holds(f) == isMeasure:
			measures++
		}
		l.fields = append(l.fields, f)
		if holds(f) != isWord {
			l.last = len(l.fields)
		}
	}
	if l.levels == 0 || measures == 0 {
		return nil
	}
	return l
}

// leastTree is how many heads a tree of indicators has at least.
const leastTree = 4

// tree is the layout of a tree whose heads stand at a distance, nil where none do.
func (p *parser) tree(at int) *layout {
	var fields []string
	for n := at; p.i+n < len(p.tokens) && n < at+12; n++ {
		f := p.words.FormIndicators.Heading(p.at(n).key)
		if f == "" || f == "head" || len(fields) > 0 && strings.HasPrefix(f, "level") && !strings.HasPrefix(fields[len(fields)-1], "level") {
			break
		}
		fields = append(fields, f)
	}
	if len(fields) < leastTree {
		return nil
	}
	return layoutOf(fields)
}

// indicators reads the heads of the tree and the rows below. Where no row sums them and
// their weights do not come to a whole, more may have followed.
func (p *parser) indicators(l *layout) {
	row := make([]cell, l.width())
	for j := range row {
		row[j] = p.take()
	}
	p.add(row...)
	first := len(p.rows)
	if !p.treeRows(l) && !p.complete(l, first) {
		p.whole = false
	}
}

// treeRows reads the rows below the heads; it reports whether a row sums them.
func (p *parser) treeRows(l *layout) bool {
	for p.i < len(p.tokens) {
		switch t := p.at(0); {
		case p.words.IsFormSum(bare(t.key)) && figure(p.at(1).text):
			p.sum(l)
			return true
		case p.row(l):
		case p.ends(t):
			return false
		default:
			p.whole = false
			if !p.skip() {
				return false
			}
		}
	}
	return false
}

// complete reports whether the weights of rows come to 100, or to 90 beside those of the
// money; a tree without weights cannot be held to that.
func (p *parser) complete(l *layout, first int) bool {
	at := slices.Index(l.fields, "weight")
	if at < 0 {
		return true
	}
	sum := decimal.Zero
	for _, row := range p.rows[first:] {
		v, _ := value(row[l.levels+at].text)
		sum = sum.Add(v)
	}
	return sum.Equal(hundred) || sum.Equal(decimal.NewFromInt(90))
}

// ends reports whether a token is behind the tree.
func (p *parser) ends(t token) bool {
	return p.label(t) || p.stacked && (sentenceStart(t.text) || lexicon.IsFormTitle(t.text) || sentence(t.text))
}

// skip goes on to the next token at which a row can start: the name of a group, or the
// sum. It reports whether there is one before the form ends.
func (p *parser) skip() bool {
	for p.i++; p.i < len(p.tokens); p.i++ {
		t := p.at(0)
		if p.label(t) && !p.group(t) {
			return false
		}
		if p.group(t) || p.words.IsFormSum(bare(t.key)) && figure(p.at(1).text) {
			return true
		}
	}
	return false
}

// row reads a row of the tree; groups merged with those above are not repeated, and what
// was said of the row before may stand first.
func (p *parser) row(l *layout) bool {
	names, ok := p.names(l)
	if !ok {
		return false
	}
	if names == 0 || names > 1 && !p.group(p.at(0)) {
		if !p.said(l) {
			return false
		}
		p.i++
		if names, ok = p.names(l); !ok || names == 0 || names > 1 && !p.group(p.at(0)) {
			p.i--
			return false
		}
		last := p.rows[len(p.rows)-1]
		last[len(last)-1] = p.at(-1).cell
	}
	row := make([]cell, l.width())
	for j := range names + l.last {
		row[l.levels-names+j] = p.take()
	}
	p.add(row...)
	return true
}

// names is how many names the row has that stands here, 0 where none does; not ok where
// it can be read in two ways.
func (p *parser) names(l *layout) (found int, ok bool) {
	for names := 1; names <= l.levels; names++ {
		if p.fits(names, l) {
			if found > 0 {
				return 0, false
			}
			found = names
		}
	}
	return found, true
}

// said reports whether the token can be what the column of reasons says of the row
// before: the row lost points, or the text is longer than names are.
func (p *parser) said(l *layout) bool {
	if l.last == len(l.fields) || len(p.rows) == 0 || !paper.Wordy(p.at(0).text) || p.group(p.at(0)) {
		return false
	}
	const longName = 24
	if utf8.RuneCountInString(p.at(0).text) > longName {
		return true
	}
	row := p.rows[len(p.rows)-1]
	var points []string
	for j, f := range l.fields {
		if holds(f) == isPoints && l.levels+j < len(row) {
			points = append(points, row[l.levels+j].text)
		}
	}
	if len(points) != 2 {
		return false
	}
	a, b := printed.Parse(points[0]), printed.Parse(points[1])
	return a.Numeric() && b.Numeric() && !a.Value().Equal(b.Value())
}

// group reports whether a token is the name of a group of indicators.
func (p *parser) group(t token) bool {
	return p.words.FormGroups.Holds(t.key) && (strings.HasSuffix(bare(t.key), p.words.Flat.GroupEnds[0]) || utf8.RuneCountInString(bare(t.key)) <= 4)
}

// fits reports whether a row with so many names stands here: words, what the columns
// hold, and then no figure.
func (p *parser) fits(names int, l *layout) bool {
	end := names + l.last
	if p.i+end > len(p.tokens) || p.i+end < len(p.tokens) && figure(p.at(end).text) {
		return false
	}
	for j := range names {
		if t := p.at(j); !paper.Wordy(t.text) || p.words.IsFormSum(bare(t.key)) {
			return false
		}
	}
	for j, f := range l.fields[:l.last] {
		if !p.suits(p.at(names+j), holds(f), l) && !(holds(f) == isMeasure && p.pair(names, j, l)) {
			return false
		}
	}
	return true
}

// pair reports whether a measure says in words what the one beside it does.
func (p *parser) pair(names, j int, l *layout) bool {
	t := p.at(names + j)
	beside := func(k int) bool {
		return k >= 0 && k < l.last && holds(l.fields[k]) == isMeasure && p.at(names+k).key == t.key
	}
	return !p.group(t) && (beside(j-1) || beside(j+1))
}

// suits reports whether a token can stand in a column.
func (p *parser) suits(t token, what byte, l *layout) bool {
	v := printed.Parse(t.text)
	switch what {
	case isPoints:
		return v.Numeric() && v.Unit == "" && v.Relation == 0 || unstated(t.text)
	case isSign:
		return len([]rune(t.key)) <= 2 && !v.Numeric()
	case isWord:
		return utf8.RuneCountInString(t.key) <= 6 && paper.Wordy(t.text) || t.key == "%"
	}
	return p.measures(t, l)
}

// measures reports whether a token can be a target or a result.
func (p *parser) measures(t token, l *layout) bool {
	v := printed.Parse(t.text)
	if v.Numeric() || l.points() > 0 {
		return v.Numeric() || !p.group(t)
	}
	// Nothing else says where a row ends.
	const most = 12 // characters
	return !p.group(t) && (hasDigit(t.text) || strings.Contains(t.text, "%")) && utf8.RuneCountInString(t.key) <= most
}

// sum reads the row that sums weights and scores.
func (p *parser) sum(l *layout) {
	row := make([]cell, l.width())
	row[0] = p.take()
	var values []cell
	for p.i < len(p.tokens) && figure(p.at(0).text) {
		values = append(values, p.take())
	}
	if len(values) != l.points() {
		p.whole = false
		return
	}
	for j, f := range l.fields {
		if holds(f) == isPoints {
			row[l.levels+j], values = values[0], values[1:]
		}
	}
	p.add(row...)
}
