package lexicon

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"selfeval/internal/text/cjk"
)

// Labels are fields, each with the words that name it, the preferred first. In
// YAML a mapping of lists:
//
//	budget: [调整&预算, 预算数, 年初预算数]
//
// A word whose pieces are joined by & fits every text that holds them all, in
// whatever order; a word after = fits only a text that is that word; a word after ~
// is how labels of the field end: 主管部门 fits 市级业务主管部门 too, where all that stands
// before it are qualifiers. Words are compared squeezed: without white space, full-width
// signs folded. The zero Labels find nothing.
type Labels struct {
	words map[string][]string // field → words as written
	lines map[string]int      // field → line of the file, for messages
	exact map[string][]labelWord
	loose []labelWord // those long enough to be looked for inside a text
	// begin lists the loose words by their first two characters, any those of which
	// one piece is shorter: most texts hold no word, and need not be compared with all.
	begin map[[2]rune][]int
	any   []int
	// seen has a bit for the first two characters of every word, and one for every
	// word of a single character: what sets none holds no word.
	seen *[1024]uint64
	// tails are the words after ~, and qualifiers what may stand before them.
	tails      map[string]labelWord
	qualifiers *qualifiers
	recent     *recent[string] // answers of late, nil before the words are indexed
	outright   *recent[[]string]
}

// labelWord is one word of Labels, squeezed.
type labelWord struct {
	text   string
	pieces []string // of a word with &, else nil
	field  string
	rank   int
	runes  int
}

// Fit says how a text fits a word; lower is better.
type Fit uint8

// The ways in which a text fits a word.
const (
	FitExact Fit = iota // the text is the word
	FitBare             // the text without its brackets is the word
	FitEnd              // the text ends with the word: 2022年度执行数, or holds all pieces of a word with &
	FitHold             // the text holds the word
)

// Match is a field that a text may name.
type Match struct {
	Field string
	Rank  int // place of the word among the field's words, 0 the preferred
	Fit   Fit
	Runes int // length of the word: a longer one says more
}

// Words are the words as written, by field; callers must not change them.
func (l *Labels) Words() map[string][]string { return l.words }

// UnmarshalYAML reads a mapping of fields to lists of words.
func (l *Labels) UnmarshalYAML(node ast.Node) error {
	m, ok := node.(ast.MapNode)
	if !ok {
		return fmt.Errorf("line %d: fields with lists of words expected", node.GetToken().Position.Line)
	}
	l.words, l.lines = map[string][]string{}, map[string]int{}
	for it := m.MapRange(); it.Next(); {
		var field string
		var words []string
		if err := yaml.NodeToValue(it.Key(), &field); err != nil {
			return err
		}
		if err := yaml.NodeToValue(it.Value(), &words); err != nil {
			return err
		}
		l.words[field] = words
		l.lines[field] = it.Key().GetToken().Position.Line
	}
	return nil
}

// add puts the words of other before those already there. A field that l does
// not know is an error.
func (l *Labels) add(other *Labels) error {
	for field, words := range other.words {
		if _, ok := l.words[field]; !ok {
			return fmt.Errorf("line %d: unknown field %q", other.lines[field], field)
		}
		l.words[field] = slices.Concat(words, l.words[field])
	}
	return nil
}

// blank finds a word without a character to compare, in any of its pieces.
func (l *Labels) blank() error {
	for field, words := range l.words {
		for i, w := range words {
			text, _ := strings.CutPrefix(strings.TrimPrefix(cjk.Squeeze(w), "~"), "=")
			if slices.Contains(strings.Split(text, "&"), "") {
				return fmt.Errorf("line %d: word %d of %q is empty", l.lines[field], i+1, field)
			}
		}
	}
	return nil
}

// index makes the words ready for finding.
func (l *Labels) index() {
	l.exact, l.loose, l.tails, l.recent = map[string][]labelWord{}, nil, map[string]labelWord{}, new(recent[string])
	l.outright = new(recent[[]string])
	for field, words := range l.words {
		for rank, word := range words {
			text, tail := strings.CutPrefix(cjk.Squeeze(word), "~")
			text, whole := strings.CutPrefix(text, "=")
			w := labelWord{text: text, field: field, rank: rank}
			w.runes = utf8.RuneCountInString(w.text)
			if strings.Contains(w.text, "&") {
				w.pieces = strings.Split(w.text, "&")
				w.runes -= len(w.pieces) - 1
			} else {
				l.exact[w.text] = append(l.exact[w.text], w)
			}
			if tail {
				l.tails[w.text] = w
			}
			if w.runes >= 2 && !whole {
				l.loose = append(l.loose, w)
			}
		}
	}
	l.begin, l.any, l.seen = map[[2]rune][]int{}, nil, new([1024]uint64)
	for w := range l.exact {
		l.see(w)
	}
	for i, w := range l.loose {
		first := w.text
		if w.pieces != nil {
			first = w.pieces[0]
		}
		l.see(first)
		if r := []rune(first); len(r) >= 2 {
			l.begin[[2]rune(r)] = append(l.begin[[2]rune(r)], i)
		} else {
			l.any = append(l.any, i)
		}
	}
	for _, ws := range l.exact {
		slices.SortFunc(ws, func(a, b labelWord) int { return cmp.Or(a.rank-b.rank, strings.Compare(a.field, b.field)) })
	}
}

// columnMark is what headers print after a label to mark the column: a circled
// number with or without a formula (执行率③=②/①), an asterisk.
var columnMark = regexp.MustCompile(`(?:[①-⑳][=+\-×*/÷①-⑳%0-9()]*|\*+|[:：])$`)

// MaxLabel is how many characters a label has at most; longer texts are sentences.
const MaxLabel = 40

// MaxBare is how many characters a label has at most without its brackets, where
// a word is looked for inside it.
const MaxBare = 16

// Find lists the fields that a label may name, the likeliest first, each once. A
// declared unit in the label is left aside: 预算数（万元） is 预算数.
func (l *Labels) Find(label string) []Match {
	squeezed, ok := labelText(label)
	if !ok || !l.mayHold(squeezed) {
		return nil
	}
	text := withoutMark(StripUnit(squeezed))
	if !strings.ContainsFunc(text, unicode.IsLetter) || utf8.RuneCountInString(text) > MaxLabel {
		return nil
	}
	bare := WithoutBrackets(text)
	if out := l.whole(text, bare); out != nil {
		return out
	}
	if w, ok := l.tail(bare); ok {
		return []Match{{w.field, w.rank, FitBare, w.runes}}
	}
	if utf8.RuneCountInString(bare) > MaxBare {
		return nil
	}
	var out []Match
	for _, i := range l.candidates(text, bare) {
		w := &l.loose[i]
		switch {
		case w.pieces != nil:
			if holdsPieces(text, w.pieces) {
				out = append(out, Match{w.field, w.rank, FitEnd, w.runes})
			}
		case strings.HasSuffix(bare, w.text):
			out = append(out, Match{w.field, w.rank, FitEnd, w.runes})
		case w.runes >= 3 && strings.Contains(bare, w.text):
			out = append(out, Match{w.field, w.rank, FitHold, w.runes})
		}
	}
	return best(out)
}

// Exactly is the field that a label names as a whole, brackets aside: the first
// that Find lists where it fits so, else "". Forms ask it of every cell, for which
// one look at the words is enough.
func (l *Labels) Exactly(label string) string {
	if l.seen == nil || !mayStart(l.seen, label) {
		return ""
	}
	return l.recent.of(asksExactly, label, func(label string) string { return l.exactly(label, true) })
}

// Listed is as Exactly, but for words after ~, which fit only as they stand.
func (l *Labels) Listed(label string) string {
	if l.seen == nil || !mayStart(l.seen, label) {
		return ""
	}
	return l.recent.of(asksListed, label, func(label string) string { return l.exactly(label, false) })
}

func (l *Labels) exactly(label string, made bool) string {
	squeezed, ok := labelText(label)
	if !ok {
		return ""
	}
	text := withoutMark(StripUnit(squeezed))
	bare := WithoutBrackets(text)
	if !l.has(text) && !l.has(bare) {
		if !made {
			return ""
		}
		return l.made(bare)
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) || utf8.RuneCountInString(text) > MaxLabel {
		return ""
	}
	if out := l.whole(text, bare); len(out) > 0 {
		return out[0].Field
	}
	return ""
}

// labelText squeezes a label, unless it is too long for one or holds no letter, as
// figures do.
func labelText(label string) (squeezed string, ok bool) {
	if !maybeLetter(label) {
		return "", false
	}
	squeezed = cjk.Squeeze(label)
	if len(label) > 8*MaxLabel && len(squeezed) > 4*MaxLabel {
		return "", false
	}
	return squeezed, true
}

// maybeLetter reports whether a text may hold a letter, by its bytes alone.
func maybeLetter(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
	}
	return false
}

// whole lists the fields of which a text, or the text without its brackets, is a
// word.
func (l *Labels) whole(text, bare string) []Match {
	if out := l.named(text, FitExact); out != nil {
		return out
	}
	if out := l.named(bare, FitBare); out != nil {
		return append(l.narrowed(text, bare), l.Prefer(out, text)...)
	}
	return nil
}

// has reports whether a text is a word, a colon at its end aside.
func (l *Labels) has(text string) bool {
	_, ok := l.exact[strings.TrimRight(text, ":")]
	return ok
}

// bit is the place in seen of two characters, the second 0 for a word of one.
func bit(a, b rune) uint32 { return uint32(a*31+b) & 0xffff }

func (l *Labels) see(word string) {
	r := []rune(word)
	n := bit(r[0], 0)
	if len(r) > 1 {
		n = bit(r[0], r[1])
	}
	set(l.seen, n)
}

// mayStart reports whether a text, squeezed or not, may start as one of the words whose
// first two characters have a bit, unless something that is left aside stands there.
func mayStart(bits *[1024]uint64, s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	second, m := utf8.DecodeRuneInString(s[n:])
	switch {
	case !plainSign(first) || m > 0 && !plainSign(second):
		return true
	case m == 0:
		return got(bits, bit(first, 0))
	}
	return got(bits, bit(first, second))
}

// plainSign reports a character that is never left aside when words are compared, as
// brackets, marks and white space are.
func plainSign(r rune) bool {
	return han(r) || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func set(bits *[1024]uint64, i uint32)      { bits[i/64] |= 1 << (i % 64) }
func got(bits *[1024]uint64, i uint32) bool { return bits[i/64]&(1<<(i%64)) != 0 }

// han reports a character of the block that nearly all Chinese words are written in.
func han(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// mayHold reports whether a squeezed text may hold a word. Brackets may stand
// within a word and are not looked through.
func (l *Labels) mayHold(s string) bool {
	if l.seen == nil {
		return false
	}
	last := rune(-1)
	for _, r := range s {
		switch r {
		case '(', ')', '[', ']', '【', '】', '〔', '〕':
			return true
		}
		n, m := bit(last, r), bit(r, 0)
		if last >= 0 && got(l.seen, n) || got(l.seen, m) {
			return true
		}
		last = r
	}
	return false
}

// candidates are the loose words that may stand in one of the texts, in order.
func (l *Labels) candidates(text, bare string) []int {
	out := slices.Clone(l.any)
	scan := func(s string) {
		last := rune(0)
		for _, r := range s {
			out = append(out, l.begin[[2]rune{last, r}]...)
			last = r
		}
	}
	scan(text)
	if bare != text {
		scan(bare)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var circled = cjk.NewSet("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

// withoutMark drops a column's mark.
func withoutMark(s string) string {
	if !circled.In(s) && !strings.HasSuffix(s, "*") && !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, "：") {
		return s
	}
	return columnMark.ReplaceAllString(s, "")
}

func (l *Labels) named(text string, fit Fit) []Match {
	if text == "" {
		return nil
	}
	ws := l.exact[strings.TrimRight(text, ":")]
	out := make([]Match, 0, len(ws))
	for _, w := range ws {
		out = append(out, Match{w.field, w.rank, fit, w.runes})
	}
	if len(out) == 0 {
		return nil
	}
	return best(out)
}

// Prefer gives matches the rank of the words with & that the whole text holds:
// of 预算数（年初） and 预算数（调整后） these tell which one is preferred.
func (l *Labels) Prefer(out []Match, text string) []Match {
	for i := range out {
		found := -1
		for _, w := range l.loose {
			if w.pieces != nil && w.field == out[i].Field && holdsPieces(text, w.pieces) && (found < 0 || w.rank < found) {
				found = w.rank
			}
		}
		if found >= 0 {
			out[i].Rank = found
		}
	}
	return out
}

// narrowed finds fields that the brackets of a text make of its bare word:
// 结余（交回财政） is not what is left over but what was returned of it.
func (l *Labels) narrowed(text, bare string) []Match {
	var out []Match
	for _, w := range l.loose {
		if w.pieces != nil && slices.Contains(w.pieces, bare) && holdsPieces(text, w.pieces) {
			out = append(out, Match{w.field, w.rank, FitBare, w.runes})
		}
	}
	return best(out)
}

func holdsPieces(text string, pieces []string) bool {
	for _, p := range pieces {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

// best sorts matches and keeps each field's best.
func best(ms []Match) []Match {
	slices.SortFunc(ms, func(a, b Match) int {
		return cmp.Or(int(a.Fit)-int(b.Fit), b.Runes-a.Runes, a.Rank-b.Rank, strings.Compare(a.Field, b.Field))
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(ms, func(m Match) bool {
		if seen[m.Field] {
			return true
		}
		seen[m.Field] = true
		return false
	})
}

// Plain is the field that a label names outright, "" where it names none.
func (l *Labels) Plain(label string) string {
	if ms := l.Find(label); len(ms) > 0 && ms[0].Fit <= FitBare {
		return ms[0].Field
	}
	return ""
}

// formulaMark is the letter that a form's head gives its column for the formula
// of another: 调整后预算数（万元）A, 执行率（B/A）%.
var formulaMark = regexp.MustCompile(`^(.*[\p{Han})])(?:[A-Z]|%)$`)

// Heading is the field that the head of a column names: exactly, or with a
// year or the like before it.
func (l *Labels) Heading(key string) string {
	if key == "" || !maybeLetter(key) {
		return ""
	}
	return l.recent.of(asksHeading, key, l.heading)
}

func (l *Labels) heading(key string) string {
	// Few heads end in a letter: the expression need not see the others.
	if last := key[len(key)-1]; last == '%' || last >= 'A' && last <= 'Z' {
		if m := formulaMark.FindStringSubmatch(key); m != nil {
			key = m[1]
		}
	}
	if utf8.RuneCountInString(WithoutBrackets(key)) > 14 {
		return ""
	}
	if ms := l.Find(key); len(ms) > 0 && (ms[0].Fit <= FitBare || ms[0].Fit == FitEnd && ms[0].Runes >= 3) {
		return ms[0].Field
	}
	return ""
}

// Fields are all fields that a label names outright, the likeliest first: a word that
// stands under several is decided by what stands around it. Callers must not change them.
func (l *Labels) Fields(label string) []string {
	if !maybeLetter(label) {
		return nil
	}
	return l.outright.of(asksFields, label, l.fields)
}

func (l *Labels) fields(label string) (out []string) {
	for _, m := range l.Find(label) {
		if m.Fit <= FitBare {
			out = append(out, m.Field)
		}
	}
	return out
}
