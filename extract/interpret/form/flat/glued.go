package flat

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file reads forms whose cells run together: 实施单位某镇人民政府项目资金(万元)年初预算数….
// Labels and heads tell where cells begin; what stands between them is told in
// gluedrows.go and cut.go.

// gluedReader goes through a text without borders.
type gluedReader struct {
	lines
	words  *lexicon.Vocabulary
	at     report.Location
	text   string // what is left of it
	fields *dictionary
	funds  *dictionary
	goals  *dictionary
	tree   *dictionary
	heads  *dictionary
	sums   *dictionary
	groups *dictionary
	steps  int
	tail   bool // the first rows are not there
	// weight and score of the money, for the sums of all
	fundWeight, fundScore string
}

// mostSteps bounds how often words are looked for in one text.
const mostSteps = 1 << 20

// longestGlued is the longest text in bytes that is taken apart.
const longestGlued = 64 << 10

func readGlued(text string, at report.Location, words *lexicon.Vocabulary) *lines {
	g := newGlued(text, at, words)
	if len(text) > longestGlued {
		g.whole = false
		return &g.lines
	}
	g.read()
	return &g.lines
}

func newGlued(text string, at report.Location, words *lexicon.Vocabulary) *gluedReader {
	g := &gluedReader{words: words, at: at, text: closed(text)}
	g.whole = true
	g.fields = dictionaryOf(3, words.FormFields.Words())
	g.funds = dictionaryOf(2, words.FormFunds.Words())
	g.goals = dictionaryOf(4, words.FormGoals.Words())
	g.tree = dictionaryOf(2, words.FormIndicators.Words())
	g.heads = dictionaryOf(4, map[string][]string{"": words.FormHeads})
	g.sums = dictionaryOf(2, map[string][]string{"": words.FormSums})
	g.groups = dictionaryOf(4, map[string][]string{"": words.Flat.Groups})
	return g
}

// closed drops white space but between figures, where it is a border.
func closed(text string) string {
	var b strings.Builder
	gap, last := false, rune(0)
	border := func(r rune) bool {
		return isDigit(r) || strings.ContainsRune("%.-—–/", r)
	}
	for _, r := range text {
		if cjk.Space(r) {
			gap = true
			continue
		}
		if f := cjk.Fold(r); isDigit(f) || f == '%' {
			r = f // else a text stays as it is printed
		}
		if gap && border(last) && border(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		gap, last = false, r
	}
	return b.String()
}

// dictionary finds the longest word that a text starts with.
type dictionary struct {
	byFirst map[rune][]string // the longest first
}

// dictionaryOf takes in the words of so many characters at least; words that only fit in
// pieces or as the end of others are left out.
func dictionaryOf(least int, fields map[string][]string) *dictionary {
	d := &dictionary{byFirst: map[rune][]string{}}
	for _, words := range fields {
		for _, w := range words {
			w = strings.TrimPrefix(cjk.Squeeze(w), "=")
			if strings.ContainsAny(w, "~&") || utf8.RuneCountInString(w) < least {
				continue
			}
			first, _ := utf8.DecodeRuneInString(w)
			d.byFirst[first] = append(d.byFirst[first], w)
		}
	}
	for _, ws := range d.byFirst {
		slices.SortFunc(ws, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return d
}

// at is what a text starts with of which the longest word is made, signs folded; "" where
// there is none.
func (d *dictionary) at(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	for _, w := range d.byFirst[cjk.Fold(first)] {
		if n := startsFolded(s, w); n > 0 {
			return s[:n]
		}
	}
	return ""
}

// startsFolded is how much of a text makes up a word with which it starts, 0 where it
// does not.
func startsFolded(s, word string) int {
	rest := s
	for _, r := range word {
		own, n := utf8.DecodeRuneInString(rest)
		if n == 0 || cjk.Fold(own) != r {
			return 0
		}
		rest = rest[n:]
	}
	return len(s) - len(rest)
}

// head is a head of a column in a text: the word with what stands in brackets or as the
// letter of its column behind it.
type head struct{ text, field string }

// run lists the heads that follow each other at the start of a text, and what is left.
// 执行率得分 is two heads, unless one of them stands beside it.
func (g *gluedReader) run(s string, d *dictionary, field func(string) string) (heads []head, rest string) {
	rest = s
	seen := map[string]bool{}
	for {
		g.steps++
		w := d.at(rest)
		if w == "" {
			return heads, rest
		}
		if first := d.within(w); first != "" && !seen[field(first)] && !strings.HasPrefix(rest[len(w):], w) {
			if f := field(w[len(first):]); f != field(first) && !seen[f] && f != "other" && field(first) != "other" {
				w = first
			}
		}
		n := len(w) + dress(rest[len(w):])
		f := field(w)
		seen[f] = true
		heads = append(heads, head{rest[:n], f})
		rest = rest[n:]
	}
}

// within is the first of two words that a word is made of, "" where it is not.
func (d *dictionary) within(w string) string {
	first, _ := utf8.DecodeRuneInString(w)
	for _, v := range d.byFirst[first] {
		if rest, ok := strings.CutPrefix(w, v); ok && rest != "" && d.at(rest) == rest {
			return v
		}
	}
	return ""
}

// dress is how much of a text says more of the head before it: (A), (B/A×100%), (万元).
func dress(s string) int {
	const most = 30
	for i, r := range s {
		switch r = cjk.Fold(r); {
		case i == 0 && r == ':':
			return utf8.RuneLen([]rune(s)[0])
		case i == 0 && r >= 'A' && r <= 'Z':
			if len(s) == 1 || s[1] >= utf8.RuneSelf {
				return 1
			}
			return 0
		case i == 0 && r != '(', i > most:
			return 0
		case r == ')':
			_, n := utf8.DecodeRuneInString(s[i:])
			return i + n
		}
	}
	return 0
}

// part is what begins at some place of the text.
type part struct {
	kind  byte // t the tree, f money, h a head before money, g the goal, l a label, s the sum
	heads []head
	rest  string
	lay   *layout
	first string // the head before money, the label
}

// begins tells what begins at the start of a text.
func (g *gluedReader) begins(s string) (p part, ok bool) {
	if heads, rest := g.run(s, g.tree, g.words.FormIndicators.Exactly); len(heads) > 0 {
		drop := 0
		if heads[0].field == "head" {
			drop = 1
		}
		if l := layoutOfHeads(heads[drop:]); l != nil && len(heads)-drop >= leastTree {
			return part{kind: 't', heads: heads[drop:], rest: rest, lay: l}, true
		}
	}
	if heads, rest := g.run(s, g.funds, g.words.FormFunds.Exactly); len(heads) >= leastFunds && moneyHeads(heads) {
		return part{kind: 'f', heads: heads, rest: rest}, true
	}
	if w := g.heads.at(s); w != "" {
		n := len(w) + dress(s[len(w):])
		if heads, rest := g.run(s[n:], g.funds, g.words.FormFunds.Exactly); len(heads) >= leastFunds && moneyHeads(heads) {
			return part{kind: 'f', first: s[:n], heads: heads, rest: rest}, true
		}
	}
	if heads, rest := g.run(s, g.goals, g.words.FormGoals.Exactly); len(heads) >= 2 {
		return part{kind: 'g', heads: heads, rest: rest}, true
	}
	if w := g.fields.at(s); w != "" {
		n := len(w) + dress(s[len(w):])
		if utf8.RuneCountInString(w) >= 4 || strings.HasSuffix(cjk.Squeeze(s[:n]), ":") {
			return part{kind: 'l', first: s[:n], rest: s[n:]}, true
		}
	}
	return part{}, false
}

// moneyHeads reports whether heads hold those of a money table.
func moneyHeads(heads []head) bool {
	return slices.ContainsFunc(heads, func(h head) bool { return h.field == "executed" || h.field == "budget" })
}

// layoutOfHeads is the layout of the heads of a tree.
func layoutOfHeads(heads []head) *layout {
	fields := make([]string, len(heads))
	for i, h := range heads {
		fields[i] = h.field
	}
	return layoutOf(fields)
}

// next is where the next part begins in a text.
func (g *gluedReader) next(s string) int {
	for i, r := range s {
		if g.steps++; g.steps > mostSteps {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		if _, ok := g.begins(s[i:]); ok {
			return i
		}
	}
	return len(s)
}

func (g *gluedReader) cell(text string) cell { return cell{text, g.at} }

// read reads the parts in the order in which they stand.
func (g *gluedReader) read() {
	for g.text != "" && g.steps < mostSteps {
		p, ok := g.begins(g.text)
		if !ok {
			end := g.next(g.text)
			if end == 0 {
				break
			}
			g.loose(g.text[:end])
			g.text = g.text[end:]
			continue
		}
		g.text = p.rest
		switch p.kind {
		case 't':
			g.readTree(p)
		case 'f':
			g.readFunds(p)
		case 'g':
			g.readGoal(p)
		default:
			end := g.next(g.text)
			end = g.shorter(p.first, end)
			g.label(p.first, g.text[:end])
			g.text = g.text[end:]
		}
	}
	g.whole = g.whole && g.text == ""
}

// loose keeps a text between the parts; figures in it stand under no head.
func (g *gluedReader) loose(text string) {
	plain := text
	if y := lexicon.WithoutBrackets(text); y != text {
		plain = y // (2023年度)
	}
	if hasDigit(plain) && !lexicon.IsFormTitle(plain) {
		g.whole = false
	}
	g.add(g.cell(text))
}

// shorter moves the end of a project's name over the first characters of the label behind
// it, where these may be the name's: …补贴|项目主管部门. The other labels tell whether the
// form calls its parts the project's.
func (g *gluedReader) shorter(label string, end int) int {
	if g.words.FormFields.Exactly(label) != "project" {
		return end
	}
	for _, own := range g.words.Flat.Owners {
		rest, ok := strings.CutPrefix(g.text[end:], own)
		if !ok {
			continue
		}
		short := g.fields.at(rest)
		if short == "" || utf8.RuneCountInString(short) < 4 {
			continue
		}
		behind := rest[len(short):]
		for i := range behind {
			if r, ok := strings.CutPrefix(behind[i:], own); ok {
				if w := g.fields.at(behind[i:]); w != "" && len(w) > len(own) && g.fields.at(r) != "" {
					return end
				}
			}
		}
		return end + len(own)
	}
	return end
}

func (g *gluedReader) label(label, value string) {
	if value == "" {
		g.add(g.cell(label))
		return
	}
	g.add(g.cell(label), g.cell(value))
}

// readGoal reads the two texts under the labels of the goal: they are one text twice, or
// each counts its items from 1.
func (g *gluedReader) readGoal(p part) {
	row := []cell{{}}
	for _, h := range p.heads {
		switch h.field {
		case "goal":
			row[0] = g.cell(h.text)
		case "expected", "actual":
			row = append(row, g.cell(h.text))
		}
	}
	g.add(row...)
	end := g.next(g.text)
	text := g.text[:end]
	g.text = g.text[end:]
	if head := g.heads.at(text); head != "" && head == text {
		text = ""
	}
	if len(row) != 3 || text == "" {
		if text != "" {
			g.loose(text)
		}
		return
	}
	half := cmp.Or(twice(text), counted(text), g.again(text))
	if half == 0 {
		g.whole = false
		return
	}
	g.add(cell{}, g.cell(text[:half]), g.cell(text[half:]))
}

// twice is the length of the text that a text holds twice, 0 where it does not.
func twice(s string) int {
	if n := len(s) / 2; len(s)%2 == 0 && n > 0 && s[:n] == s[n:] {
		return n
	}
	return 0
}

// again is where a text starts anew with the words that it began with: 完成任务…已完成任务….
// It is 0 where it does nowhere, or in several places.
func (g *gluedReader) again(s string) (at int) {
	const least = 4 // characters that it has to begin with again
	runes := []rune(s)
	if len(runes) < 3*least {
		return 0
	}
	start := string(runes[:least])
	for i := range s {
		if i < len(start) {
			continue
		}
		rest := s[i:]
		for _, w := range g.words.Flat.Done {
			rest = strings.TrimPrefix(rest, w)
		}
		if strings.HasPrefix(rest, start) {
			if at > 0 && i-at > 2*len(start) {
				return 0
			}
			at = cmp.Or(at, i)
		}
	}
	return at
}

// counted is where the count of items starts again.
func counted(s string) int {
	if n, ok := ordinal(s); !ok || n != 1 {
		return 0
	}
	for i := range s {
		if i == 0 || isDigit(rune(s[i-1])) || s[i-1] == '.' {
			continue
		}
		if n, ok := ordinal(s[i:]); ok && n == 1 && strings.HasPrefix(s[i:], s[:2]) {
			return i
		}
	}
	return 0
}
