package sentence

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// parser reads one sentence after the other; what it keeps between two is what
// a sentence that starts with 其中 goes on about.
type parser struct {
	src    string
	tokens []Token
	out    *Sentence
	frames []*frame
	under  string // the label before the text, for the sentence that begins it

	pending []Token // tokens since the last mark or figure, read again and again into the same room
	starts  []int   // room for those of the clause they make
	subject string  // a clause without a figure that may name the next one
	topic   string  // the last such clause, for all figures up to the next
	point   bool    // it is one of several points
	head    string  // what heads the list being read
	year    string  // the year the sentence speaks of
	against string  // 与2021年相比, as a clause of its own
	group   int
	pairs   map[int]int // brackets that close, by token
	markAt  int         // offset of the last mark

	level, change *Fact   // the last of each
	prior         *Fact   // the figure that the next change is measured from
	before        []*Fact // facts of the sentence before, where this one starts with 其中
	whole         *Fact   // the last whole that stood by itself: 收入预算
	reason        *Fact   // whose reason is being given
	reasonFrom    int
	skipping      bool // in a reason or a list of uses: figures there are no facts
	points        bool // the reason has several points: 一是…；二是…
	label         Aim  // what the label of the sentence makes of its figures
	composed      int  // offset of the word that ends a list: 由A、B构成
}

// frame is a list being filled: the sentence itself, or the parts of a fact.
type frame struct {
	owner         *Fact // nil for the sentence itself, and until the first part has told
	level, change *Fact // what the list can be the parts of
	open, bracket bool
	year          string // bracket: the year that the sentence speaks of around it
	after         bool   // its parts are named behind their figures
	blank         bool   // a part's figure is hidden
	carried       bool   // 其中 at the start of a sentence: of the figure before it
	items         []*Fact
}

func (p *parser) sentence(tokens []Token, out *Sentence) {
	level, change, under := p.level, p.change, p.under
	var before []*Fact
	if len(p.frames) > 0 {
		before = p.frames[0].items
	}
	*p = parser{src: p.src, tokens: tokens, out: out, frames: []*frame{{}}, pending: p.pending[:0], starts: p.starts}
	if under != "" && len(tokens) > 0 && tokens[0].Kind == Figure {
		p.subject = under
	}
	// A sentence that starts with 其中 lists parts of the last figure before it.
	if len(tokens) > 0 && lexicon.StartsWith(tokens[0].Text, words().ListStart...) {
		p.level, p.change, p.before = level, change, before
	} else if !slices.ContainsFunc(tokens, func(t Token) bool { return t.Kind == Figure }) {
		return // nothing to tell, and nothing for the next one to go on about
	}
	for i := range tokens {
		if t := &tokens[i]; t.Kind == Text && lexicon.StartsWith(t.Text, words().Composed...) {
			p.composed = t.Start
		}
	}
	for i := 0; i < len(tokens); i++ {
		i = p.token(i)
	}
	p.clause(len(tokens))
	p.endReason(len(tokens))
	p.settlePrior()
	for len(p.frames) > 1 {
		p.pop()
	}
	out.Facts = p.frames[0].items
}

// token reads the token at i and returns the last one it has used.
func (p *parser) token(i int) int {
	t := &p.tokens[i]
	if t.Kind == Figure && (t.Measure != NoUnit || p.isMoney(t)) {
		return p.figure(i)
	}
	if t.Kind != Mark {
		p.pending = append(p.pending, *t)
		return i
	}
	defer func() {
		if len(p.pending) == 0 { // a mark within the words parts nothing
			p.markAt = t.Start
		}
	}()
	switch t.Text {
	case ",":
		p.clause(i)
	case ";":
		p.clause(i)
		if !p.points {
			p.endReason(i)
		}
		p.semicolon()
	case "(":
		return p.bracket(i)
	case ")":
		p.clause(i)
		p.closeBracket()
	case ":":
		p.colon(i)
	default:
		p.mark(t)
	}
	return i
}

// isMoney makes a figure whose unit names its scale alone a sum of money, where the words
// before it speak of money: 年初预算120万.
func (p *parser) isMoney(t *Token) bool {
	if !t.Short {
		return false
	}
	c := p.newClause()
	listed := (len(p.frames) > 1 || prefix(c.text, words().List) != "") && p.level != nil && p.level.Figure.Measure == Money
	if !listed && !lexicon.Default().Money.Ends(strings.TrimRight(c.text, ":,、”\"")) {
		return false
	}
	t.Measure = Money
	t.Unit, _ = printed.UnitName(t.Unit)
	return true
}

// colon opens a list behind a figure; else it belongs to the words before it.
func (p *parser) colon(i int) {
	// 收入5678.9万元：财政拨款收入5000万元、…
	if last := p.lastFact(); last != nil && len(p.pending) == 0 && i > 0 && p.tokens[i-1].End == last.Figure.End {
		p.frames = append(p.frames, &frame{level: p.level, change: p.change})
	} else if len(p.pending) > 0 {
		p.pending = append(p.pending, p.tokens[i])
	}
}

// mark keeps a mark that may belong to the words before a figure.
func (p *parser) mark(t *Token) {
	keep := !strings.HasSuffix(t.Text, ".") // the number of a list item
	switch t.Text {
	case "、", "”", "\"", "‘", "’", "》", "-", "—", "~":
		keep = len(p.pending) > 0
	}
	if keep {
		p.pending = append(p.pending, *t)
	}
}

// bracket reads what an opening bracket holds: parts, where it follows a figure;
// else words of the name around it.
func (p *parser) bracket(i int) int {
	end, closed := p.closing(i)
	if !closed {
		return i // as if it were not there
	}
	after := i > 0 && p.tokens[i-1].Kind == Figure && len(p.pending) == 0
	counts := after && p.tokens[i-1].Measure == Count
	figures := slices.ContainsFunc(p.tokens[i:end], func(t Token) bool {
		return t.Kind == Figure && (t.Measure == Money || t.Measure == Score || counts && t.Unit == p.tokens[i-1].Unit)
	}) || after && p.growthIn(i, end)
	switch {
	case after && figures:
		p.frames = append(p.frames, &frame{level: p.level, change: p.change, bracket: true, year: p.year})
		return i
	case after:
		return end
	case figures:
		p.loose(p.tokens[i:end])
		return end
	}
	p.pending = append(p.pending, p.tokens[i:end+1]...)
	return end
}

// growthIn reports whether a bracket behind a change gives its percentage: 减少5万元
// （下降4%）.
func (p *parser) growthIn(i, end int) bool {
	last := p.lastFact()
	if last == nil || last.Relation != Change || last.Figure.End != p.tokens[i-1].End || end-i > 4 {
		return false
	}
	w := words()
	text := ""
	for _, t := range p.tokens[i+1 : end] {
		if t.Kind == Figure {
			return t.Measure == Percent && (lexicon.EndsWith(text, w.Rise...) || lexicon.EndsWith(text, w.Fall...) || lexicon.HoldsAny(text, w.RateNames) || lexicon.HoldsAny(text, w.FallNames))
		}
		text += t.Text
	}
	return false
}

// closing finds where the bracket at i closes. All brackets of the sentence are
// paired at once, so that many that never close cost nothing more.
func (p *parser) closing(i int) (end int, ok bool) {
	if p.pairs == nil {
		p.pairs = map[int]int{}
		var open []int
		for j, t := range p.tokens {
			switch t.Text {
			case "(":
				open = append(open, j)
			case ")":
				if n := len(open); n > 0 {
					p.pairs[open[n-1]] = j
					open = open[:n-1]
				}
			}
		}
	}
	end, ok = p.pairs[i]
	return end, ok && end-i <= maxBracket
}

// maxBracket is how many tokens a bracket holds at most; a longer one is a slip.
const maxBracket = 200

func (p *parser) closeBracket() {
	for n := len(p.frames) - 1; n > 0; n-- {
		if p.frames[n].bracket {
			level, change, year := p.frames[n].level, p.frames[n].change, p.frames[n].year
			for len(p.frames) > n {
				p.pop()
			}
			p.level, p.change, p.year = level, change, year // what follows goes on about what stands before
			return
		}
	}
}

func (p *parser) loose(tokens []Token) {
	for _, t := range tokens {
		if t.Kind == Figure && t.Measure != NoUnit {
			p.out.Loose = append(p.out.Loose, t)
		}
	}
}

// clause ends a clause that gave no figure after its last one.
func (p *parser) clause(i int) {
	defer func() { p.pending = p.pending[:0] }()
	if len(p.pending) == 0 {
		return
	}
	c := p.newClause()
	if p.tailOf(&c) || p.prior != nil && words().Versus.Has(c.text) {
		return
	}
	if w := prefix(c.text, words().Reason); w != "" {
		p.startReason(len(w), &c)
		return
	}
	if p.skipping {
		p.points = p.points || lexicon.StartsWith(c.text, words().Points...)
		return
	}
	if prefix(c.text, words().Use) != "" {
		p.skipping = true
		return
	}
	if p.list(&c); c.text == "" {
		return
	}
	p.blanks(c.text)
	if ag, rest, ok := c.comparison(); ok && (rest == "" || words().Versus.Has(rest)) && c.before(ag) == "" {
		p.against = ag.label
		return
	}
	if y := c.year(len(c.text)); y != "" {
		p.year = y
	}
	p.speaksOf(&c)
}

// blanks keeps that the list being read holds a part whose figure a site hides: words with a
// unit of money and no figure, 退耕还林抚育 **万元.
func (p *parser) blanks(text string) {
	if f := p.top(); len(p.frames) > 1 && lexicon.HoldsAny(text, words().Blanks) {
		f.open, f.blank = true, true
	}
}

// tailOf gives the words after a figure to its fact.
func (p *parser) tailOf(c *clause) bool {
	first := p.pending[0].Start
	if words().List.Has(c.text) {
		return false // 支出104万元。其中，…
	}
	last := p.lastFact()
	if last == nil || last.Figure.End > first || last.Tail != "" {
		return false
	}
	if p.markAt >= last.Figure.End && p.markAt < first {
		return false
	}
	last.Tail = c.text
	for _, w := range words().EndPartial {
		if strings.HasPrefix(c.text, w) {
			p.top().open = true
		}
	}
	return true
}

func (p *parser) lastFact() *Fact {
	if p.level == nil || p.change != nil && p.change.Figure.Start > p.level.Figure.Start {
		return p.change
	}
	return p.level
}

func (p *parser) top() *frame { return p.frames[len(p.frames)-1] }

// list opens a list where the clause starts with 其中 or 包括.
func (p *parser) list(c *clause) {
	w, open := p.listWord(c)
	if w == "" || p.level == nil && p.change == nil {
		return
	}
	c.cut(len(w))
	if f := p.top(); f.bracket && len(f.items) == 0 {
		f.open = f.open || open // （其中：…）, （含…）
		return
	}
	p.frames = append(p.frames, &frame{level: p.level, change: p.change, open: open, carried: len(p.frames) == 1 && len(p.frames[0].items) == 0})
}

// listWord is the word that a list starts with, and whether it says that the list is
// not complete. A word of one character opens lists in brackets only, and where the list
// has its end: 由A、B构成.
func (p *parser) listWord(c *clause) (w string, open bool) {
	w = prefix(c.text, words().List)
	if partial := prefix(c.text, words().Partial); len(partial) > len(w) {
		w = partial
	}
	if utf8.RuneCountInString(w) == 1 && !p.top().bracket {
		w = ""
	}
	if w == "" && len(c.tokens) > 0 && c.tokens[0].Start < p.composed {
		w = prefix(c.text, words().Compose)
	}
	return w, words().Partial.Has(w)
}

func (p *parser) startReason(skip int, c *clause) {
	if !p.skipping {
		p.reason = p.lastFact()
		p.reasonFrom = c.source(skip)
	}
	p.skipping = true
	p.points = p.points || lexicon.StartsWith(strings.TrimLeft(c.text[min(skip, len(c.text)):], ":,"+words().ReasonTrim), words().Points...)
}

func (p *parser) endReason(i int) {
	if p.skipping && p.reason != nil && p.reason.Reason == "" {
		to := p.tokens[len(p.tokens)-1].End
		if i < len(p.tokens) {
			to = p.tokens[i].Start
		}
		if to > p.reasonFrom {
			p.reason.Reason = strings.Trim(p.src[p.reasonFrom:to], " \t\n\u3000：:，,"+words().ReasonTrim)
		}
	}
	p.skipping, p.reason, p.points = false, nil, false
}

// semicolon closes the lists within a list; those of a bracket stay.
func (p *parser) semicolon() {
	p.group++
	p.settlePrior()
	p.subject, p.topic, p.point, p.against, p.prior = "", "", false, "", nil
	for len(p.frames) > 2 && !p.top().bracket {
		p.pop()
	}
}

// pop closes the innermost list and gives its items to their owner.
func (p *parser) pop() {
	f := p.top()
	p.frames = p.frames[:len(p.frames)-1]
	if f.owner == nil {
		p.top().items = append(p.top().items, f.items...)
		return
	}
	if f.owner.Relation == Level && len(f.items) > 1 && !f.bracket && !SumsTo(f.owner, f.items) {
		// 支出100万元，结余5万元。其中：… lists parts of what they add up to.
		before := p.top().items
		if f.carried {
			before = p.before
		}
		if i := slices.IndexFunc(before, func(x *Fact) bool {
			return x.Relation == Level && len(x.Parts) == 0 && x.Figure.Measure == Money && SumsTo(x, f.items)
		}); i >= 0 {
			f.owner = before[i]
		}
	}
	f.owner.Parts = append(f.owner.Parts, f.items...)
	f.owner.Open, f.owner.Blank = f.owner.Open || f.open, f.owner.Blank || f.blank
}
