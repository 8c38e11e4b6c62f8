package flat

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// parser goes through tokens whose borders are known. What a form left blank is missing
// among them.
type parser struct {
	lines
	words   *lexicon.Vocabulary
	tokens  []token
	i       int
	stacked bool // other text may follow the form
	treed   bool // the tree of indicators was read
}

// at is the token at a distance from where the parser stands.
func (p *parser) at(n int) token {
	if p.i+n >= 0 && p.i+n < len(p.tokens) {
		return p.tokens[p.i+n]
	}
	return token{}
}

func (p *parser) take() cell {
	c := p.at(0).cell
	p.i++
	return c
}

// form reads up to the end of the form.
func (p *parser) form() {
	for first := p.i; p.i < len(p.tokens); {
		if p.stacked && p.i > first && len(p.rows) >= leastRows && lexicon.IsFormTitle(p.at(0).text) {
			return // the next one
		}
		if !p.part() && !p.loose() {
			return
		}
	}
}

// part reads a part of the form that starts here, false where none does.
func (p *parser) part() bool {
	tok := p.at(0)
	switch tree := p.tree(0); {
	case tree != nil:
		p.indicators(tree)
		p.treed = true
	case p.heads(p.fund, leastFunds) > 0:
		if n := p.heads(p.fund, leastFunds); n > leastFunds && p.figuresAt(n) == n-1 {
			p.funds(p.take()) // the first of them heads the row
			break
		}
		p.funds(cell{})
	case p.words.FormHeads.Has(bare(tok.key)) && p.headed():
		p.funds(p.take())
	case p.goal(tok) == "goal" || p.goal(tok) == "expected" && p.goal(p.at(1)) == "actual":
		p.goals()
	case p.label(tok):
		p.labelled()
	default:
		return false
	}
	return true
}

// loose keeps a text that is none of a form's parts; false where the form is over.
func (p *parser) loose() bool {
	if p.treed && p.stacked {
		return false
	}
	p.whole = p.whole && !figure(p.at(0).text)
	p.add(p.take())
	return true
}

// headed reports whether the heads of money follow the token.
func (p *parser) headed() bool {
	from := p.i
	defer func() { p.i = from }()
	p.i++
	if p.words.FormHeads.Has(bare(p.at(0).key)) { // 资金来源 over the names
		p.i++
	}
	return p.heads(p.fund, leastFunds) > 0
}

// labelled reads a label with the value behind it, none where another part follows.
func (p *parser) labelled() {
	label := p.take()
	v := p.at(0)
	if v.key == "" || p.label(v) || p.goal(v) != "" || p.words.FormHeads.Has(bare(v.key)) || p.tree(0) != nil || p.heads(p.fund, leastFunds) > 0 {
		p.add(label)
		return
	}
	if p.stacked && p.treed && (sentenceStart(v.text) || utf8.RuneCountInString(v.text) > 4*longCell) {
		p.add(label) // the text behind the form
		return
	}
	p.add(label, p.take())
}

// sentenceStart reports whether a text starts a section: 一、.
func sentenceStart(s string) bool {
	sec, n := outline.Numbering(s)
	return n > 0 && sec.Level == 1
}

func (p *parser) label(t token) bool {
	return p.words.FormFields.Exactly(t.key) != ""
}

func (p *parser) goal(t token) string { return p.words.FormGoals.Exactly(t.key) }

// fund reports a head of money; what heads the rows of the money table is none.
func (p *parser) fund(t token) bool {
	return p.fundField(t) != "" && !p.words.FormHeads.Has(bare(t.key))
}

// fundField is what a head of money names, by the usual words or by what it is composed of.
func (p *parser) fundField(t token) string {
	if f := p.words.FormFunds.Heading(t.key); f != "" || p.words.FormTotals.Has(bare(t.key)) || !labels.Shaped(bare(t.key)) {
		return f
	}
	if rs := (labels.Teller{Words: p.words}).Money(t.key); len(rs) > 0 {
		return rs[0].Field
	}
	return ""
}

// leastFunds is how many heads the money table of a form has at least.
const leastFunds = 3

// heads is how many heads of a kind stand here in a row, 0 where they are fewer than
// least, or name several years: then they are no form's.
func (p *parser) heads(kind func(token) bool, least int) (n int) {
	year := ""
	for p.i+n < len(p.tokens) && kind(p.at(n)) {
		y := paper.HeaderYear(p.at(n).key)
		if year != "" && y != "" && y != year {
			return 0
		}
		if n >= least && p.words.FormTotals.Has(bare(p.at(n).key)) && figure(p.at(n+1).text) {
			break // the name of the first row
		}
		year = cmp.Or(year, y)
		n++
	}
	if n > least && amount(p.fundField(p.at(n-1))) && p.figuresAt(n) == n-1 {
		n-- // the name of the first row
	}
	if n < least {
		return 0
	}
	return n
}

// figuresAt counts the figures that stand one behind the other from a distance on.
func (p *parser) figuresAt(n int) (k int) {
	for p.i+n+k < len(p.tokens) && figure(p.at(n+k).text) {
		k++
	}
	return k
}

// funds reads the heads of money and the rows below: a name, and a value for each head.
func (p *parser) funds(head cell) {
	row := []cell{head}
	var beside []cell
	if p.namesHead() || p.words.FormHeads.Has(bare(p.at(0).key)) { // 年度预算数, 资金来源 over the names of the rows
		row, beside = append(row, p.take()), []cell{{}}
	}
	n := p.heads(p.fund, leastFunds)
	if t := p.at(n); p.words.IsFormSum(bare(t.key)) && paper.Wordy(p.at(n+1).text) {
		n++ // the form's total beside the money's columns
	}
	fields := make([]string, n)
	for j := range n {
		fields[j] = p.fundField(p.at(0))
		row = append(row, p.take())
	}
	p.add(row...)
	if figure(p.at(0).text) {
		p.unnamed(beside, fields)
	}
	for first := true; p.i < len(p.tokens) && p.fundName(p.at(0), first); first = false {
		k := 1 + p.figuresAt(1)
		values := p.tokens[p.i+1 : p.i+k]
		row := append(slices.Clone(beside), p.at(0).cell)
		if laid := layFunds(fields, values); laid != nil {
			row = append(row, laid...)
		} else {
			row = append(row, make([]cell, n)...)
			p.whole = p.whole && k == 1 // else some values were left blank, and nothing says which
		}
		p.add(row...)
		p.i += k
	}
}

// unnamed reads a row of money without a name, right below the heads.
func (p *parser) unnamed(beside []cell, fields []string) {
	k := p.figuresAt(0)
	laid := layFunds(fields, p.tokens[p.i:p.i+k])
	if laid == nil {
		p.whole = false
		return
	}
	p.add(append(append(slices.Clone(beside), cell{}), laid...)...)
	p.i += k
}

// namesHead reports whether the first head of money stands over the names of its rows: it
// is one of the budget, and another one is, too.
func (p *parser) namesHead() bool {
	n := p.heads(p.fund, leastFunds+1)
	if n == 0 || p.words.FormFunds.Heading(p.at(0).key) != "budget" {
		return false
	}
	for j := 1; j < n; j++ {
		if p.words.FormFunds.Heading(p.at(j).key) == "budget" {
			return true
		}
	}
	return false
}

// fundName reports whether a token names a row of money: what figures follow, or what
// the words for money stand in.
func (p *parser) fundName(t token, first bool) bool {
	if !paper.Wordy(t.text) || p.label(t) || p.goal(t) != "" || p.tree(0) != nil || p.heads(p.fund, leastFunds) > 0 || utf8.RuneCountInString(t.key) > 30 {
		return false
	}
	if p.words.FormHeads.Has(bare(t.key)) && !p.words.FormTotals.Has(bare(t.key)) {
		return false
	}
	return figure(p.at(1).text) || !first && p.words.FormMoney.Holds(t.key)
}

// layFunds deals the values of a row to the heads, nil where nothing says which is which.
func layFunds(fields []string, values []token) []cell {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.key
	}
	dealt := fitFunds(fields, texts)
	if len(values) == 0 || dealt == nil {
		return nil
	}
	out := make([]cell, len(fields))
	for i, text := range dealt {
		if text != "" {
			out[i], values = values[0].cell, values[1:]
		}
	}
	return out
}

// goals reads the labels of the goal and the texts below them.
func (p *parser) goals() {
	row := []cell{}
	if p.goal(p.at(0)) == "goal" {
		if p.goal(p.at(1)) != "expected" || p.goal(p.at(2)) != "actual" {
			p.add(p.take())
			return
		}
		row = append(row, p.take())
	} else {
		row = append(row, cell{})
	}
	p.add(append(row, p.take(), p.take())...)
	n := 0
	for p.i+n < len(p.tokens) && !p.endsGoal(n) {
		n++
	}
	texts := p.tokens[p.i : p.i+n]
	if half := halves(texts); half > 0 {
		p.add(cell{}, joined(texts[:half]), joined(texts[half:]))
	} else {
		p.whole = p.whole && n == 0 // nothing says where one text ends and the other begins
	}
	p.i += n
}

// endsGoal reports whether the token at a distance is behind the texts of the goal.
func (p *parser) endsGoal(n int) bool {
	t := p.at(n)
	p.i += n
	ends := p.tree(0) != nil || p.words.FormHeads.Has(bare(t.key)) || p.words.FormIndicators.Exactly(t.key) == "head" || lexicon.IsFormTitle(t.text)
	p.i -= n
	return ends
}

func joined(texts []token) cell {
	c := texts[0].cell
	for _, t := range texts[1:] {
		c.text = cjk.Join(c.text, t.text)
	}
	return c
}

// halves is where the second of two texts begins, 0 where that is not known: of two
// paragraphs the second, of more that which starts the count of the first again, or
// repeats its words.
func halves(texts []token) int {
	n := len(texts)
	if n == 2 {
		return 1
	}
	if n < 2 {
		return 0
	}
	_, numbered := ordinal(texts[0].key)
	for k := 1; k < n; k++ {
		if again, ok := ordinal(texts[k].key); numbered && ok && again == 1 {
			return k
		}
	}
	if n%2 == 0 {
		same := 0
		for k := range n / 2 {
			if begin(texts[k].key) == begin(texts[n/2+k].key) {
				same++
			}
		}
		if same*2 > n/2 {
			return n / 2
		}
	}
	return 0
}

// begin is the first characters of a text.
func begin(s string) string {
	const few = 4
	r := []rune(s)
	return string(r[:min(few, len(r))])
}

// ordinal reads the number that an item starts with: 1.…, （1）…, 目标1：….
func ordinal(key string) (n int, ok bool) {
	for _, w := range lexicon.Default().Flat.GoalItems {
		key = strings.TrimPrefix(key, w)
	}
	end := 0
	for end < len(key) && isDigit(rune(key[end])) {
		n = n*10 + int(key[end]-'0')
		if end++; end > 2 {
			return 0, false
		}
	}
	if end == 0 || end == len(key) {
		return 0, false
	}
	return n, strings.ContainsAny(key[end:end+1], ".):,") || strings.HasPrefix(key[end:], "、")
}

// unstated reports whether a token says that nothing is stated.
func unstated(s string) bool { return printed.Unstated(s) }
