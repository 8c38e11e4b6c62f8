package sentence

import (
	"slices"
	"strings"
	"sync"

	"selfeval/internal/text/cjk"
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
type Unit uint8

// The kinds of units.
const (
	NoUnit Unit = iota
	Money
	Percent
	Score
	Count
)

// Token is a piece of a sentence. Start and End are byte offsets in the source.
type Token struct {
	Kind       Kind
	Start, End int
	Text       string // folded to half width, without white space
	Number     string // figure: digits, sign and point only; period: the year
	Unit       string // figure: as written, folded
	Measure    Unit
	// Odd marks a figure that is an end of a range, a rate per unit, a bound
	// (30万元以上) or written so that its digits are in doubt: it is never a fact.
	Odd bool
}

// scanner works on the text without white space, so that 万 元 and 44.24 亿元
// need no rules of their own.
type scanner struct {
	src    string
	runes  []rune // folded, white space left out
	raw    []rune // the same unfolded
	offset []int  // byte offset of each rune, one more for the end
	gap    []bool // white space stands before the rune
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
	*s = scanner{src: src, runes: s.runes[:0], raw: s.raw[:0], offset: s.offset[:0], gap: s.gap[:0], tokens: s.tokens[:0]}
	if len(src) <= longText {
		defer func() {
			clear(s.tokens) // they hold on to the text
			s.src = ""
			scanners.Put(s)
		}()
	}
	gap := false
	for i, r := range src {
		if cjk.Space(r) {
			gap = true
			continue
		}
		f := cjk.Fold(r)
		switch r {
		case '﹪':
			f = '%'
		case '−', '–', '﹣':
			f = '-'
		case '〜', '～':
			f = '~'
		case '【', '［', '〔':
			f = '〔'
		case '】', '］', '〕':
			f = '〕'
		}
		s.runes, s.raw, s.offset, s.gap = append(s.runes, f), append(s.raw, r), append(s.offset, i), append(s.gap, gap)
		gap = false
	}
	s.offset = append(s.offset, len(src))
	for i := 0; i < len(s.runes); {
		i = s.next(i)
	}
	s.flush(len(s.runes))
	s.ranges()
	return slices.Clone(s.tokens)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// next reads the token at rune i and returns the rune after it.
func (s *scanner) next(i int) int {
	r := s.runes[i]
	switch {
	case r == '〔' || r == '(' || r == '[':
		if n := s.papers(i); n > 0 {
			return s.emit(Token{Kind: Papers}, i, i+n)
		}
		return s.emit(Token{Kind: Mark}, i, i+1)
	case digit(r):
		return s.number(i)
	case r == '-' && i+1 < len(s.runes) && digit(s.runes[i+1]) && (i == 0 || !digit(s.runes[i-1]) && !latin(s.runes[i-1]) && !s.afterFigure(i)):
		return s.number(i)
	case marks.Has(r):
		return s.emit(Token{Kind: Mark}, i, i+1)
	case r == '.' && (i == 0 || !latin(s.runes[i-1])) && (i+1 == len(s.runes) || !latin(s.runes[i+1]) && !digit(s.runes[i+1])):
		s.runes[i] = '。' // a full stop in half width
		return s.emit(Token{Kind: Mark}, i, i+1)
	}
	return i + 1
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
	for j < len(s.runes) && digit(s.runes[j]) {
		j++
	}
	if j-i != 5 || j >= len(s.runes) || !strings.ContainsRune("〕)]", s.runes[j]) {
		return 0
	}
	j++
	if j < len(s.runes) && s.runes[j] == '第' {
		j++
	}
	from := j
	for j < len(s.runes) && digit(s.runes[j]) {
		j++
	}
	if j == from || j >= len(s.runes) || s.runes[j] != '号' {
		return 0
	}
	return j + 1 - i
}

// number reads digits with their separators and unit.
func (s *scanner) number(i int) int {
	if n := s.item(i); n > 0 {
		return s.emit(Token{Kind: Mark}, i, i+n)
	}
	j, odd, gaps := i, false, 0
	if s.runes[j] == '-' {
		j++
	}
	var num strings.Builder
	if j > i {
		num.WriteByte('-')
	}
	point := false
	for j < len(s.runes) {
		r := s.runes[j]
		switch {
		case digit(r):
			if s.gap[j] && j > i && digit(s.runes[j-1]) {
				gaps++
			}
			num.WriteRune(r)
		case (r == '.' || r == '．') && !point && j+1 < len(s.runes) && digit(s.runes[j+1]) && j > i && digit(s.runes[j-1]):
			point = true
			num.WriteByte('.')
		case r == '.' && point && j+1 < len(s.runes) && digit(s.runes[j+1]):
			odd = true // 1.2.3: a version, a date, an address
			num.WriteByte('.')
		case r == ',' && s.group(j) && !point:
			// A full-width comma between plain digits can also part two figures.
			odd = odd || s.raw[j] == '，' && s.raw[j+1] < 0x80 && !s.decimals(j+4) && num.Len() <= 3 && !s.group(j+4)
		default:
			goto end
		}
		j++
	}
end:
	// Digits set apart by a space may be two figures, unless the spaces plainly
	// part thousands: 1 234.56.
	odd = odd || gaps > 0 && !s.thousands(i, j, gaps)
	if i > 0 && latin(s.runes[i-1]) && s.from < i || j < len(s.runes) && latin(s.runes[j]) {
		return j // part of a code or a product name
	}
	t := Token{Kind: Figure, Number: num.String(), Odd: odd}
	if strings.HasPrefix(t.Number, "-.") || t.Number == "-" {
		return j
	}
	if k := s.calendar(i, j, &t); k > 0 {
		return s.emit(t, i, k)
	}
	k := j + s.unit(j, &t)
	if k < len(s.runes) && s.runes[k] == '/' && t.Measure != NoUnit {
		t.Odd = true
		for k++; k < len(s.runes) && s.unit(k, &Token{}) > 0; {
			k += s.unit(k, &Token{})
		}
	}
	return s.emit(t, i, k)
}

// thousands reports whether the gaps between the digits i to j part groups of
// three: two gaps or more, or one and decimals.
func (s *scanner) thousands(i, j, gaps int) bool {
	point, run, first := false, 0, true
	for k := i; k < j; k++ {
		r := s.runes[k]
		if s.gap[k] && k > i {
			if point || first && run > 3 || !first && run != 3 {
				return false
			}
			first, run = false, 0
		}
		switch {
		case r == '.':
			if !first && run != 3 {
				return false
			}
			point = true
		case !digit(r) && k > i:
			return false
		case !point:
			run++
		}
	}
	return point || gaps > 1 && run == 3
}

// item matches the number of a list item right before a year (1.2022年…), which
// would read as a decimal.
func (s *scanner) item(i int) int {
	if n := len(s.tokens); s.from != i || n > 0 && !strings.ContainsAny(s.tokens[n-1].Text, "。;:") {
		return 0
	}
	j := i
	for j < len(s.runes) && digit(s.runes[j]) {
		j++
	}
	if j-i > 2 || j+5 >= len(s.runes) || s.runes[j] != '.' || string(s.runes[j+1:j+3]) != "20" && string(s.runes[j+1:j+3]) != "19" || s.runes[j+5] != '年' {
		return 0
	}
	return j + 1 - i
}

// group reports whether a thousands group follows the comma at rune j.
func (s *scanner) group(j int) bool {
	if j+3 >= len(s.runes) || j == 0 || !digit(s.runes[j-1]) || s.runes[j] != ',' || s.gap[j] || s.gap[j+1] {
		return false
	}
	lead := 0
	for k := j - 1; k >= 0 && digit(s.runes[k]); k-- {
		lead++
	}
	if lead > 3 {
		return false
	}
	return digit(s.runes[j+1]) && digit(s.runes[j+2]) && digit(s.runes[j+3]) && (j+4 == len(s.runes) || !digit(s.runes[j+4]))
}

func (s *scanner) decimals(j int) bool {
	return j+1 < len(s.runes) && s.runes[j] == '.' && digit(s.runes[j+1])
}

// calendar reads a year or a date whose digits are runes i to j.
func (s *scanner) calendar(i, j int, t *Token) int {
	if j >= len(s.runes) {
		return 0
	}
	n := j - i
	switch s.runes[j] {
	case '年':
		if n != 4 || s.runes[i] != '2' && s.runes[i] != '1' {
			return 0
		}
		k := j + 1
		if k < len(s.runes) && s.runes[k] == '度' {
			k++
		}
		if k < len(s.runes) && digit(s.runes[k]) { // 2022年3月…
			var m Token
			e := k
			for e < len(s.runes) && digit(s.runes[e]) {
				e++
			}
			if c := s.calendar(k, e, &m); c > 0 && m.Kind == Date {
				t.Kind = Date
				return c
			}
		}
		t.Kind = Period
		return k
	case '月', '日':
		if n > 2 || s.runes[j] == '月' && j+1 < len(s.runes) && s.runes[j+1] == '份' && n > 2 {
			return 0
		}
		t.Kind = Date
		k := j + 1
		if s.runes[j] == '月' {
			e := k
			for e < len(s.runes) && digit(s.runes[e]) {
				e++
			}
			if e > k && e-k <= 2 && e < len(s.runes) && (s.runes[e] == '日' || s.runes[e] == '号') {
				return e + 1
			}
		}
		return k
	}
	return 0
}

// unit reads the unit at rune j and returns its length.
func (s *scanner) unit(j int, t *Token) int {
	if j >= len(s.runes) || !words().unitStarts.Has(s.runes[j]) {
		return 0
	}
	end := min(j+6, len(s.runes))
	ahead := string(s.runes[j:end])
	ahead = strings.TrimPrefix(ahead, "余")
	skip := 0
	if len(ahead) < len(string(s.runes[j:end])) {
		skip, t.Odd = 1, true // 30余家: about
	}
	for _, u := range words().units {
		rest, ok := strings.CutPrefix(ahead, u.text)
		if !ok || u.text == "分" && (strings.HasPrefix(rest, "别") || strings.HasPrefix(rest, "之")) || u.text == "点" && rest != "" && digit(rune(rest[0])) {
			continue
		}
		t.Unit, t.Measure = u.text, u.kind
		if u.text == "分钟" {
			t.Measure = Count
		}
		return skip + len([]rune(u.text))
	}
	t.Odd = t.Odd && skip == 0 || skip > 0
	return skip
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
	t.Start = s.offset[i]
	last := s.offset[j-1]
	t.End = last + len(string(s.raw[j-1]))
	if s.raw[j-1] == '\uFFFD' {
		t.End = last + 1
		if strings.HasPrefix(s.src[last:], "\uFFFD") {
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
		if s.runes[k] != s.raw[k] || s.raw[k] == '\uFFFD' || k > i && s.gap[k] {
			return string(s.runes[i:j])
		}
	}
	return s.src[start:end]
}

// ranges marks both ends of 10-20万元 as odd.
func (s *scanner) ranges() {
	for i := 1; i+1 < len(s.tokens); i++ {
		m := &s.tokens[i]
		if (m.Kind != Mark || !strings.Contains("~-—", m.Text)) && m.Text != "至" && m.Text != "到" {
			continue
		}
		if a, b := &s.tokens[i-1], &s.tokens[i+1]; a.Kind == Figure && b.Kind == Figure {
			a.Odd, b.Odd = true, true
		}
	}
}
