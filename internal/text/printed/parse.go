package printed

import (
	"sync"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// longest is how many bytes and runes a token has at most: what is longer is words.
const (
	longestBytes = 240
	longestRunes = 80
)

// Parse reads a text that stands by itself, as in a cell: it is one token from its
// first character to its last, or words.
func Parse(s string) Token {
	if t, ok := simple(s); ok { // most figures by far
		return t
	}
	if len(s) > longestBytes {
		return long(s)
	}
	if !promising(s) { // most words by far
		return Token{}
	}
	return parse(s, nil)
}

// ParseRaised is Parse for a text some stretches of which are raised, as the marks
// of notes are. Where the raised digits would make a figure with those before them,
// that is the token's other reading.
func ParseRaised(s string, raised []Span) Token {
	if len(raised) == 0 || len(s) > longestBytes {
		return Parse(s)
	}
	flat := parse(s, nil)
	t := parse(s, raised)
	if t.Kind != Figure || t.Mark.Empty() {
		return flat
	}
	if flat.Kind == Figure && (flat.coefficient != t.coefficient || flat.exponent != t.exponent || flat.long != nil) {
		t.Readings = []Token{flat}
	}
	return t
}

// long is what a text too long for a token is: blank or words.
func long(s string) Token {
	for _, r := range s {
		if !cjk.Space(r) {
			return Token{}
		}
	}
	return Token{Kind: Blank}
}

// simple reads digits with at most one point between them, without looking at
// anything else.
func simple(s string) (t Token, ok bool) {
	if s == "" || len(s) > 18 {
		return t, false
	}
	point := -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			t.coefficient = t.coefficient*10 + int64(c-'0')
		case c == '.' && point < 0 && i > 0 && i+1 < len(s):
			point = i
		default:
			return Token{}, false
		}
	}
	if point > 0 {
		t.Decimals = len(s) - point - 1
		t.exponent = -t.Decimals
	}
	t.Kind, t.Number = Figure, Span{0, len(s)}
	return t, true
}

// openers are the characters that a text which is no mere words may start with,
// digits and spaces aside.
var openers = cjk.NewSet("+-−–﹣—―‐‑‒─━/\\、.*…·。~〜<>=≥≤≧≦⩾⩽$¥￥RrCNnUHF#" +
	"([［【〔「{〈△▲Δ±※★☆†‡§*#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" +
	"零〇○一二两兩三四五六七八九十百千万萬亿億壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟" +
	"约約近超逾大将負负人百计不无無空暂未没缺元圆%﹪美港单金货")

// promising reports, by its first character alone, that a text may be something
// other than words.
func promising(s string) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case digit(r) || r >= '０' && r <= '９':
			return true
		case cjk.Space(r), unseen(r):
			i += n
			continue
		case radical(r):
			r = ideograph(r)
		}
		return openers.Has(cjk.Fold(r)) || noteSign(r)
	}
	return true
}

// lines are kept for the next token.
var lines = sync.Pool{New: func() any { return new(Line) }}

// parser reads a line as one token.
type parser struct {
	l *Line
	i int
	t Token
}

// parse reads the whole of s, without what is raised.
func parse(s string, raised []Span) Token {
	if utf8.RuneCountInString(s) > longestRunes {
		return long(s)
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	p := parser{l: l}
	mark := l.lower(raised)
	if kind := l.unstated(); kind != Words {
		return Token{Kind: kind}
	}
	if t, ok := l.calendar(); ok {
		return t
	}
	t, ok := p.figure()
	if !ok {
		if t, ok = l.ordinal(); !ok {
			t = l.other()
		}
	}
	if !mark.Empty() && t.Mark.Empty() {
		t.Mark = mark
	}
	return t
}

// other is what a line is that is no figure: a unit, digits and signs, or words.
func (l *Line) other() Token {
	if u, j := l.unitAlone(); j == len(l.Runes) {
		return Token{Kind: Unit, Unit: u.name, Measure: u.measure, UnitAt: l.span(0, j)}
	}
	digits := false
	for _, r := range l.Runes {
		if digit(r) {
			digits = true
		} else if !jumbled.Has(r) {
			return Token{}
		}
	}
	if !digits {
		return Token{}
	}
	return Token{Kind: Jumble, Doubt: l.jumble()}
}

// jumbled are the signs that figures are printed with.
var jumbled = cjk.NewSet(".,%+-−—–~/亿千百十万元分整￥¥()△▲:·")

// jumble says why digits and signs are no figure.
func (l *Line) jumble() Doubt {
	n := len(l.Runes)
	if d, ok := l.digits(0, true); ok {
		switch {
		case d.doubt == Long:
			return Long
		case d.end+1 == n && (l.Runes[d.end] == '.' || l.Runes[d.end] == ','):
			return Cut
		case l.at(d.end) == ',':
			return Grouping
		}
	}
	if l.at(0) == '(' {
		return Signed
	}
	return Several
}

// figure reads the line as one figure.
func (p *parser) figure() (Token, bool) {
	l := p.l
	p.leads()
	open := p.open()
	if open != 0 {
		p.leads()
	}
	from := p.i
	d, ok := l.digits(p.i, true)
	if !ok {
		p.i = from
		return p.spelled(open)
	}
	p.i = d.end
	p.t.Number = l.span(from, d.end)
	p.take(d)
	p.after(open)
	if p.i < len(l.Runes) {
		return Token{}, false
	}
	return p.finish(open)
}

func (p *parser) take(d digits) {
	t := &p.t
	t.Kind, t.Doubt, t.Decimals = Figure, d.doubt, d.decimals
	t.coefficient, t.exponent, t.long = d.coefficient, d.exponent, d.long
}

// foreign are the units that currencies stand for by themselves. ¥ and $ leave the
// unit to the table.
var foreign = map[string]string{"US$": "美元", "USD": "美元", "美元": "美元", "HK$": "港元", "HKD": "港元"}

// finish settles unit and sign of a figure that was read to its end.
func (p *parser) finish(open rune) (Token, bool) {
	t := &p.t
	if u := foreign[t.Currency]; u != "" && t.Measure == Bare {
		t.Unit, t.Measure = u, Money
	}
	if open != 0 {
		t.Bracketed = true
		if open == '(' {
			if t.Measure == Bare && !t.Negative && t.Relation == 0 {
				t.Negative = true
				if t.exponent == 0 && t.coefficient < 1000 && t.Decimals == 0 && t.Mark.Empty() {
					t.sequence = int(t.coefficient) + 1 // (3) numbers a row, or is minus three
				}
			} else if t.Measure != Score {
				t.Doubt = Signed
			}
		}
	}
	if t.Doubt != Sure {
		t.Kind = Jumble
	}
	return *t, true
}

// leads reads what stands before the digits: ≥, 约, 人民币, ¥, a sign, the mark of a
// note, in any order.
func (p *parser) leads() {
	for p.lead() {
	}
}

func (p *parser) lead() bool {
	l, t := p.l, &p.t
	r := l.at(p.i)
	switch r {
	case '+', '±':
		p.i++
		return true
	case '-', '△', '▲', 'Δ', '负', '負':
		if r == '-' && l.at(p.i+1) == '-' {
			return false
		}
		t.Negative = !t.Negative
		p.i++
		return true
	case '*', '※', '★', '☆', '†', '‡':
		if t.Mark.Empty() {
			t.Mark = l.span(p.i, p.i+1)
			p.i++
			return true
		}
		return false
	}
	for _, w := range leadWords {
		if r == w.first && l.has(p.i, w.word) {
			p.i += width(w.word)
			t.Approx = t.Approx || w.approx
			if w.currency != "" {
				t.Currency = w.currency
			}
			return true
		}
	}
	if op, n := l.relation(p.i); n > 0 && t.Relation == 0 {
		t.Relation = op
		p.i += n
		return true
	}
	return false
}

// leadWords stand before a figure, longer ones first.
var leadWords = func() (out []leadWord) {
	for _, w := range []string{"大约", "约为", "约計", "约计", "大概", "将近", "接近", "超过", "超出", "约", "約", "近", "超", "逾"} {
		out = append(out, leadWord{word: w, approx: true})
	}
	for _, w := range []string{"US$", "USD", "美元", "HK$", "HKD", "RMB", "rmb", "Rmb", "CNY", "人民币", "人民幣", "¥", "$"} {
		out = append(out, leadWord{word: w, currency: w})
	}
	for i := range out {
		out[i].first, _ = utf8.DecodeRuneInString(out[i].word)
	}
	return out
}()

type leadWord struct {
	word, currency string
	first          rune
	approx         bool
}

// Lead reads the figure that a text starts with, its sign included and any unit left
// out, and what follows it: 3 and 座 of 3座.
func Lead(s string) (t Token, rest string, ok bool) {
	if len(s) > longestBytes {
		return t, s, false
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	p := parser{l: l}
	if r := l.at(0); r == '+' || r == '-' {
		p.t.Negative, p.i = r == '-', 1
	}
	d, ok := l.digits(p.i, true)
	if !ok || d.doubt != Sure {
		return t, s, false
	}
	p.take(d)
	p.t.Number = l.span(0, d.end)
	return p.t, s[p.t.Number.End:], true
}

// Relation reads the sign of comparison that a text starts with, in its standard
// form (≥ for >=), and what follows it; the sign is "" where there is none.
func Relation(s string) (sign, rest string) {
	if len(s) > longestBytes {
		return "", s
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	r, n := l.relation(0)
	if n == 0 {
		return "", s
	}
	return string(r), s[l.span(0, n).End:]
}

// relation reads a sign of comparison.
func (l *Line) relation(i int) (rune, int) {
	r := l.at(i)
	next := l.at(i + 1)
	switch r {
	case '≥', '≧', '⩾':
		return '≥', 1
	case '≤', '≦', '⩽':
		return '≤', 1
	case '>', '<':
		if next == '=' {
			return map[rune]rune{'>': '≥', '<': '≤'}[r], 2
		}
		return r, 1
	case '=':
		if next == '>' {
			return '≥', 2
		}
		if next == '<' {
			return '≤', 2
		}
		return '=', 1
	}
	return 0, 0
}

var closes = map[rune]rune{'(': ')', '〔': '〕', '[': ']', '「': '」', '{': '}', '〈': '〉'}

// open reads the bracket that a figure stands in.
func (p *parser) open() rune {
	r := p.l.at(p.i)
	if close := closes[r]; close == 0 || p.l.at(len(p.l.Runes)-1) != close && p.l.last(close) < 0 {
		return 0
	}
	p.i++
	return r
}

// last is the place of the last r in the line, -1 where there is none.
func (l *Line) last(r rune) int {
	for i := len(l.Runes) - 1; i >= 0; i-- {
		if l.Runes[i] == r {
			return i
		}
	}
	return -1
}

// after reads what stands behind the digits: 余, the mark of a note, a unit, the
// closing bracket, 整, 左右.
func (p *parser) after(open rune) {
	closed, unit := open == 0, false
	for p.i < len(p.l.Runes) {
		r := p.l.at(p.i)
		switch {
		case !closed && r == closes[open]:
			closed = true
			p.i++
		case !unit && p.about():
		case !unit && p.unit():
			unit = true
		case unit && p.tail():
		case p.trailingMinus(unit):
		case p.note():
		default:
			return
		}
	}
	if !closed {
		p.i = 0 // never at the end
	}
}

// about reads 余 and the like, which make a figure no exact one.
func (p *parser) about() bool {
	switch r := p.l.at(p.i); r {
	case '余', '餘', '多', '几', '来':
		if p.t.Approx && r != '余' {
			return false
		}
		p.t.Approx = true
		p.i++
		return true
	}
	return false
}

// tail reads what may follow a unit: 整, 左右.
func (p *parser) tail() bool {
	for _, w := range []string{"左右", "上下"} {
		if p.l.has(p.i, w) {
			p.t.Approx = true
			p.i += 2
			return true
		}
	}
	if p.t.Measure == Money && (p.l.at(p.i) == '整' || p.l.at(p.i) == '正') {
		p.i++
		return true
	}
	if p.t.Measure == Money && p.l.has(p.i, "人民币") {
		p.i += 3
		return true
	}
	return false
}

// trailingMinus reads the minus that some systems print behind a figure.
func (p *parser) trailingMinus(unit bool) bool {
	if p.l.at(p.i) != '-' || p.t.Negative || unit {
		return false
	}
	if next := p.i + 1; next < len(p.l.Runes) && p.l.at(next) != '%' && p.l.note(next) == next {
		return false
	}
	p.t.Negative = true
	p.i++
	return true
}
