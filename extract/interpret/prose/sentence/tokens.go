package sentence

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens.
const (
	Text   Kind = iota // anything else
	Figure             // a number with the unit that follows it
	Period             // an absolute year: 2022年, 2022年度
	Date               // 12月31日, 3月
	Papers             // the number of an official document: 〔2019〕8号
	Mark               // punctuation, a comparison sign
)

// Unit is what a figure counts.
type Unit = printed.Measure

// The kinds of units.
const (
	NoUnit  = printed.Bare
	Money   = printed.Money
	Percent = printed.Percent
	Score   = printed.Score
	Count   = printed.Count
)

// Token is a piece of a sentence. Start and End are byte offsets in the source.
type Token struct {
	Kind       Kind
	Start, End int
	Text       string // folded to half width and simplified characters, without white space
	Number     string // figure: digits, sign and point only; period: the year
	Unit       string // figure: as written, folded
	Measure    Unit
	// Odd marks a figure that is an end of a range, a rate per unit, a bound
	// (30万元以上) or written so that its digits are in doubt: it is never a fact.
	Odd bool
	// Short marks a figure whose unit names its scale alone, 120万: a sum of money where
	// the words before it are.
	Short bool
}

// scanner works on the text without white space, so that 万 元 and 44.24 亿元
// need no rules of their own.
type scanner struct {
	printed.Line
	tokens []Token
	from   int // first rune of the pending text
}

// scanners are kept for the next text: what they hold is several times a text's
// size, and only the tokens outlive the call.
var scanners = sync.Pool{New: func() any { return new(scanner) }}

// longText is from how many bytes on a text's scanner is not kept.
const longText = 64 << 10

// Tokens splits a text. The tokens cover it in order; white space is dropped.
func Tokens(src string) []Token {
	s := scanners.Get().(*scanner)
	s.Read(src)
	for i, r := range s.Runes {
		s.Runes[i] = printed.SimplifiedRune(r) // the grammar's words are in simplified characters
	}
	s.tokens, s.from = s.tokens[:0], 0
	if len(src) <= longText {
		defer func() {
			clear(s.tokens) // they hold on to the text
			s.Src = ""
			scanners.Put(s)
		}()
	}
	for i := 0; i < len(s.Runes); {
		i = s.next(i)
	}
	s.flush(len(s.Runes))
	s.ranges()
	return slices.Clone(s.tokens)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// next reads the token at rune i and returns the rune after it.
func (s *scanner) next(i int) int {
	r := s.Runes[i]
	switch {
	case r == '〔' || r == '(' || r == '[':
		if n := s.papers(i); n > 0 {
			return s.emit(Token{Kind: Papers}, i, i+n)
		}
		return s.emit(Token{Kind: Mark}, i, i+1)
	case digit(r), r == '-' && s.negative(i):
		return s.number(i)
	case marks.Has(r):
		return s.emit(Token{Kind: Mark}, i, i+1)
	case r == '.' && s.stops(i):
		s.Runes[i] = '。' // a full stop in half width
		return s.emit(Token{Kind: Mark}, i, i+1)
	}
	return i + 1
}

// negative reports whether the minus at rune i is the sign of a figure and joins nothing.
func (s *scanner) negative(i int) bool {
	return i+1 < len(s.Runes) && digit(s.Runes[i+1]) && (i == 0 || !digit(s.Runes[i-1]) && !latin(s.Runes[i-1]) && !s.afterFigure(i))
}

// stops reports whether the point at rune i ends a sentence.
func (s *scanner) stops(i int) bool {
	return (i == 0 || !latin(s.Runes[i-1])) && (i+1 == len(s.Runes) || !latin(s.Runes[i+1]) && !digit(s.Runes[i+1]))
}

var marks = cjk.NewSet(",，;；。:：、!?？！()]〕<>≤≥=≠~-—“”\"‘’《》")

func latin(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// afterFigure reports whether rune i follows a figure directly, so that a dash
// there is a range and no sign.
func (s *scanner) afterFigure(i int) bool {
	n := len(s.tokens)
	return n > 0 && s.from == i && s.tokens[n-1].Kind != Mark
}

// papers matches 〔2019〕8号 at rune i and returns its length.
func (s *scanner) papers(i int) int {
	j := i + 1
	for j < len(s.Runes) && digit(s.Runes[j]) {
		j++
	}
	if j-i != 5 || j >= len(s.Runes) || !strings.ContainsRune("〕)]", s.Runes[j]) {
		return 0
	}
	j++
	if j < len(s.Runes) && words().nth.Has(s.Runes[j]) {
		j++
	}
	from := j
	for j < len(s.Runes) && digit(s.Runes[j]) {
		j++
	}
	if j == from || j >= len(s.Runes) || !words().number.Has(s.Runes[j]) {
		return 0
	}
	return j + 1 - i
}

// number reads digits with their separators and unit.
func (s *scanner) number(i int) int {
	if n := s.item(i); n > 0 {
		return s.emit(Token{Kind: Mark}, i, i+n)
	}
	from := i
	if s.Runes[i] == '-' {
		from++
	}
	f, j := s.Scan(from)
	if i > 0 && latin(s.Runes[i-1]) && s.from < i || j < len(s.Runes) && latin(s.Runes[j]) {
		return max(j, i+1) // part of a code or a product name
	}
	t := Token{Kind: Figure, Number: s.digits(i, j), Odd: f.Doubt != printed.Sure}
	switch kind, k := s.Calendar(from, j); {
	case kind == printed.Year && from == i:
		t.Kind = Period
		return s.emit(t, i, k)
	case kind == printed.Date:
		t.Kind = Date
		return s.emit(t, i, k)
	}
	return s.emit(t, i, s.unit(&t, j))
}

// unit reads what stands behind a figure's digits, and returns the rune after it: 余, the
// unit, what it is a share of (元/人).
func (s *scanner) unit(t *Token, j int) int {
	if j < len(s.Runes) && words().more.Has(s.Runes[j]) { // 30余家: about
		t.Odd = true
		j++
	}
	text, measure, k := s.Unit(j)
	if measure == NoUnit && k == j {
		text, k = s.scale(j)
		t.Short = text != ""
	}
	t.Unit, t.Measure = text, measure
	if k < len(s.Runes) && s.Runes[k] == '/' && t.Measure != NoUnit {
		t.Odd = true
		for end := k + 1; end > k; {
			k = end
			_, _, end = s.Unit(k)
		}
	}
	return k
}

// scale reads a unit that names its scale alone and no noun stands behind: 120万，.
func (s *scanner) scale(j int) (text string, k int) {
	const longest = 2
	unit, short := printed.MoneyPrefix(string(s.Runes[j:min(j+longest, len(s.Runes))]))
	k = j + utf8.RuneCountInString(unit)
	rest := string(s.Runes[k:min(k+longest*longest, len(s.Runes))])
	if !short || rest != "" && !marks.Has(s.Runes[k]) && prefix(rest, words().Use) == "" {
		return "", j
	}
	return unit, k
}

// digits is the number in runes i to j: digits, sign and point only.
func (s *scanner) digits(i, j int) string {
	var b strings.Builder
	b.Grow(j - i)
	for _, r := range s.Runes[i:j] {
		if digit(r) || r == '-' || r == '.' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// item matches the number of a list item right before a year (1.2022年…), which
// would read as a decimal.
func (s *scanner) item(i int) int {
	if n := len(s.tokens); s.from != i || n > 0 && !strings.ContainsAny(s.tokens[n-1].Text, "。;:") {
		return 0
	}
	j := i
	for j < len(s.Runes) && digit(s.Runes[j]) {
		j++
	}
	if j-i > 2 || j+5 >= len(s.Runes) || s.Runes[j] != '.' || string(s.Runes[j+1:j+3]) != "20" && string(s.Runes[j+1:j+3]) != "19" || !words().year.Has(s.Runes[j+5]) {
		return 0
	}
	return j + 1 - i
}

func (s *scanner) flush(end int) {
	if end > s.from {
		s.add(Token{Kind: Text}, s.from, end)
	}
	s.from = end
}

func (s *scanner) emit(t Token, i, j int) int {
	s.flush(i)
	s.add(t, i, j)
	s.from = j
	return j
}

func (s *scanner) add(t Token, i, j int) {
	t.Start = s.Offset[i]
	last := s.Offset[j-1]
	t.End = last + len(string(s.Raw[j-1]))
	if s.Raw[j-1] == '\uFFFD' {
		t.End = last + 1
		if strings.HasPrefix(s.Src[last:], "\uFFFD") {
			t.End = last + 3
		}
	}
	t.Text = s.text(i, j, t.Start, t.End)
	s.tokens = append(s.tokens, t)
}

// text is the runes i to j, which are the bytes start to end of the source: the
// source's own where nothing was folded or left out.
func (s *scanner) text(i, j, start, end int) string {
	for k := i; k < j; k++ {
		if s.Runes[k] != s.Raw[k] || s.Raw[k] == '\uFFFD' || k > i && s.Gap[k] {
			return string(s.Runes[i:j])
		}
	}
	return s.Src[start:end]
}

// ranges marks both ends of 10-20万元 as odd.
func (s *scanner) ranges() {
	for i := 1; i+1 < len(s.tokens); i++ {
		m := &s.tokens[i]
		if (m.Kind != Mark || !strings.Contains("~-—", m.Text)) && !words().UpTo.Has(m.Text) {
			continue
		}
		if a, b := &s.tokens[i-1], &s.tokens[i+1]; a.Kind == Figure && b.Kind == Figure {
			a.Odd, b.Odd = true, true
		}
	}
}
