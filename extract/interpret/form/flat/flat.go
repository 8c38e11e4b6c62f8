// Package flat reads forms whose table was lost: one long line of labels, heads and
// values. They are read by the known order of a form's parts, and only where one way of
// reading is left: what could be read in two ways is said to be unread.
package flat

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// leastHeads is how many words of a form's own a line holds to be one.
const leastHeads = 4

// Form lays a line out as the table that it was. ok says that the line is a form, whole
// that all of it could be told apart; without a table none of it could.
func Form(text string, at report.Location, words *lexicon.Vocabulary) (t *document.Table, whole, ok bool) {
	if !shows(cjk.Squeeze(text), words) {
		return nil, false, false
	}
	p := &parser{words: words, whole: true}
	for _, tok := range strings.FieldsFunc(text, cjk.Space) {
		p.tokens = append(p.tokens, token{tok, strings.TrimRight(cjk.Squeeze(tok), ":")})
	}
	if len(p.tokens) < leastHeads*3 {
		return nil, false, true // run together
	}
	p.form()
	if len(p.lines) < 3 {
		return nil, false, true
	}
	return p.table(at), p.whole, true
}

// shows reports whether a text holds the words of a form.
func shows(key string, words *lexicon.Vocabulary) bool {
	n := 0
	for _, w := range words.FormLabels {
		if strings.Contains(key, w) {
			n++
		}
	}
	return n >= leastHeads
}

type token struct{ text, key string }

// parser goes through the tokens of a line.
type parser struct {
	words  *lexicon.Vocabulary
	tokens []token
	i      int
	lines  [][]string // texts by column
	whole  bool
}

func (p *parser) add(cells ...string) { p.lines = append(p.lines, cells) }

// at is the token at a distance from where the parser stands.
func (p *parser) at(n int) token {
	if p.i+n < len(p.tokens) {
		return p.tokens[p.i+n]
	}
	return token{}
}

func (p *parser) form() {
	for p.i < len(p.tokens) {
		tok := p.at(0)
		switch {
		case p.heads(p.tree, 5) > 0:
			p.indicators(p.heads(p.tree, 5))
		case p.heads(p.fund, 3) > 0:
			p.funds("")
		case p.words.FormHeads.Has(bare(tok.key)):
			p.i++
			if p.heads(p.fund, 3) > 0 {
				p.funds(tok.text)
			}
		case p.goal(tok) == "goal":
			p.goals()
		case p.label(tok) && !p.label(p.at(1)):
			p.add(tok.text, p.at(1).text)
			p.i += 2
		default:
			p.whole = p.whole && !figure(tok.text)
			p.add(tok.text)
			p.i++
		}
	}
}

func bare(key string) string { return lexicon.WithoutBrackets(lexicon.StripUnit(key)) }

func (p *parser) label(t token) bool { return p.words.FormFields.Exactly(t.key) != "" }
func (p *parser) goal(t token) string {
	return p.words.FormGoals.Exactly(t.key)
}
func (p *parser) tree(t token) bool { return p.words.FormIndicators.Heading(t.key) != "" }
func (p *parser) fund(t token) bool { return p.words.FormFunds.Heading(t.key) != "" }

// heads is how many heads of a kind stand here in a row, 0 where they are fewer than
// least.
func (p *parser) heads(kind func(token) bool, least int) (n int) {
	for p.i+n < len(p.tokens) && kind(p.at(n)) {
		n++
	}
	if n < least {
		return 0
	}
	return n
}

// figure reports whether a token is a figure, or stands in the place of one.
func figure(text string) bool { return paper.Numeric(text) || printed.Unstated(text) }

// funds reads the heads of money and the rows below: a name, and a value for each head.
func (p *parser) funds(head string) {
	n := p.heads(p.fund, 3)
	row := []string{head}
	for range n {
		row = append(row, p.at(0).text)
		p.i++
	}
	p.add(row...)
	for p.i < len(p.tokens) && paper.Wordy(p.at(0).text) {
		k := 1
		for p.i+k < len(p.tokens) && figure(p.at(k).text) {
			k++
		}
		if k == 1 {
			return
		}
		if k != n+1 {
			p.whole = false // some values were left blank, and nothing says which
			p.i += k
			continue
		}
		row := []string{p.at(0).text}
		for j := 1; j < k; j++ {
			row = append(row, p.at(j).text)
		}
		p.add(row...)
		p.i += k
	}
}

// goals reads the labels of the goal and the texts below them.
func (p *parser) goals() {
	if p.goal(p.at(1)) != "expected" || p.goal(p.at(2)) != "actual" {
		p.add(p.at(0).text)
		p.i++
		return
	}
	p.add(p.at(0).text, p.at(1).text, p.at(2).text)
	p.i += 3
	n := 0
	for p.i+n < len(p.tokens) && !p.tree(p.at(n)) && !p.words.FormHeads.Has(bare(p.at(n).key)) {
		n++
	}
	if n == 2 {
		p.add("", p.at(0).text, p.at(1).text)
	} else {
		p.whole = p.whole && n == 0 // nothing says where one text ends and the other begins
	}
	p.i += n
}

// layout is how the heads of the tree stand: groups and name, then measures, then
// points, then words.
type layout struct{ levels, measures, points, rest int }

// laid tells the layout of the heads, not ok for any other order.
func (p *parser) laid(n int) (l layout, ok bool) {
	at := 0
	for j := range n {
		stage := 3
		switch f := p.words.FormIndicators.Heading(p.at(j).key); f {
		case "level1", "level2", "level3":
			stage = 0
		case "target", "actual":
			stage = 1
		case "weight", "score":
			stage = 2
		}
		if stage < at {
			return l, false
		}
		at = stage
		switch stage {
		case 0:
			l.levels++
		case 1:
			l.measures++
		case 2:
			l.points++
		default:
			l.rest++
		}
	}
	return l, l.levels > 0 && l.measures > 0 && l.points > 0 && l.rest <= 1
}

// indicators reads the heads of the tree and the rows below.
func (p *parser) indicators(n int) {
	l, ok := p.laid(n)
	row := make([]string, n)
	for j := range n {
		row[j] = p.at(j).text
	}
	p.i += n
	if !ok {
		p.whole = false
		return
	}
	p.add(row...)
	for p.i < len(p.tokens) {
		switch {
		case p.words.IsFormSum(bare(p.at(0).key)):
			p.sum(l, n)
			return
		case !p.row(l, n):
			p.whole = p.whole && !figure(p.at(0).text) && p.label(p.at(0))
			return
		}
	}
}

// row reads a row of the tree; groups merged with those above are not repeated.
func (p *parser) row(l layout, n int) bool {
	found := -1
	for names := 1; names <= l.levels+l.rest; names++ {
		if !p.fits(names, l) {
			continue
		}
		if found >= 0 {
			return false // two ways to read it
		}
		found = names
	}
	if found < 0 {
		return false
	}
	if found == l.levels+1 { // what was said of the row before stands first
		last := p.lines[len(p.lines)-1]
		last[n-1] = p.at(0).text
		p.i++
		found--
	} else if l.rest > 0 && found > 1 && !p.groups(p.at(0)) {
		return false // a reason of the row before, or a group of this one
	}
	row := make([]string, n)
	for j := range found + l.measures + l.points {
		row[l.levels-found+j] = p.at(j).text
	}
	p.add(row...)
	p.i += found + l.measures + l.points
	return true
}

// groups reports whether a token is the name of a group of indicators.
func (p *parser) groups(t token) bool { return p.words.FormGroups.Holds(t.key) }

// fits reports whether a row with so many names stands here: words, measures, points,
// and then no figure.
func (p *parser) fits(names int, l layout) bool {
	end := names + l.measures + l.points
	if p.i+end > len(p.tokens) || figure(p.at(end).text) && p.i+end < len(p.tokens) {
		return false
	}
	for j := range names {
		if !paper.Wordy(p.at(j).text) {
			return false
		}
	}
	for j := names + l.measures; j < end; j++ {
		t := printed.Parse(p.at(j).text)
		if !t.Numeric() || t.Unit != "" || t.Relation != 0 {
			return false
		}
	}
	return true
}

// sum reads the row that sums weights and scores.
func (p *parser) sum(l layout, n int) {
	row := make([]string, n)
	row[0] = p.at(0).text
	k := 1
	for p.i+k < len(p.tokens) && figure(p.at(k).text) {
		k++
	}
	if k-1 == l.points {
		for j := range l.points {
			row[l.levels+l.measures+j] = p.at(1 + j).text
		}
		p.add(row...)
	} else {
		p.whole = false
	}
	p.i += k
}

// table lays the lines out.
func (p *parser) table(at report.Location) *document.Table {
	t := &document.Table{Rows: len(p.lines), Confidence: 1}
	for _, line := range p.lines {
		t.Cols = max(t.Cols, len(line))
	}
	for r, line := range p.lines {
		for c, text := range line {
			cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text, At: at}
			if len(line) == 1 && utf8.RuneCountInString(text) > 0 {
				cell.ColSpan = t.Cols
			}
			t.Cells = append(t.Cells, cell)
		}
	}
	t.Seal()
	return t
}
