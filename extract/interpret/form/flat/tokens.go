package flat

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// token is a cell's text, as far as borders are known.
type token struct {
	cell
	key   string // squeezed, colon at the end cut
	block int
}

func tokenOf(text string, at report.Location, block int) token {
	return token{cell{text, at}, strings.TrimRight(cjk.Squeeze(text), ":"), block}
}

// count is how many different words of a form a squeezed text holds.
func count(key string, words *lexicon.Vocabulary) (n int) {
	for _, w := range words.FormLabels {
		if strings.Contains(key, w) {
			n++
		}
	}
	return n
}

// Line reads a form that stands in one line of text; ok says that the line is one.
func Line(text string, at report.Location, words *lexicon.Vocabulary) (f Form, ok bool) {
	if !shows(cjk.Squeeze(text), words) {
		return f, false
	}
	spaced := &parser{words: words}
	spaced.whole = true
	for _, tok := range strings.FieldsFunc(text, cjk.Space) {
		spaced.tokens = append(spaced.tokens, tokenOf(tok, at, 0))
	}
	if len(spaced.tokens) >= leastHeads*3 {
		spaced.form()
		if spaced.whole && len(spaced.rows) >= leastRows {
			return Form{Table: spaced.table(), Whole: true}, true
		}
	}
	glued := readGlued(text, at, words)
	if glued.figures() > spaced.figures() {
		return Form{Table: glued.table(), Whole: glued.whole, Glued: true}, true
	}
	return Form{Table: spaced.table(), Whole: spaced.whole}, true
}

// broken reports a table whose rows were broken within their cells: no merged cells are
// known, and a third of its rows hold a single text, which is no title over all columns.
func broken(t *document.Table) bool {
	filled := make([]int, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.RowSpan > 1 || c.ColSpan > 1 && c.ColSpan < t.Cols {
			return false
		}
		if strings.TrimSpace(c.Text) != "" {
			filled[c.Row]++
		}
	}
	alone := 0
	for _, n := range filled {
		if n == 1 {
			alone++
		}
	}
	return alone*3 >= t.Rows && t.Rows > 6
}

// Cells reads the cells of a table whose rows were broken within them one after the
// other, whatever rows they stand in; of others nothing is read.
func Cells(t *document.Table, words *lexicon.Vocabulary) Form {
	p := &parser{words: words}
	if p.whole = broken(t); !p.whole {
		return Form{}
	}
	for i := range t.Cells {
		if c := &t.Cells[i]; strings.TrimFunc(c.Text, cjk.Space) != "" {
			p.tokens = append(p.tokens, tokenOf(c.Text, c.At, 0))
		}
	}
	p.form()
	f := Form{Table: p.table(), Whole: p.whole && p.treed}
	if f.Table != nil {
		f.Table.Index, f.Table.At = t.Index, t.At
	}
	return f
}

// longCell is how many characters a paragraph has at most that is a cell of a form,
// other than its goal or an explanation.
const longCell = 80

// titleAbove is how many lines above the first label of a form its title stands at most.
const titleAbove = 4

// shortestForm is how many bytes a line has at least that holds a form.
const shortestForm = 60

// Find finds the forms that lost their table among paragraphs that were not taken
// before, in the order in which they stand.
func Find(blocks []document.Block, taken func(int) bool, words *lexicon.Vocabulary) (out []Form) {
	out = stackedIn(blocks, taken, words)
	for i := range blocks {
		b := &blocks[i]
		if b.Table != nil || len(b.Text) < shortestForm || taken(i) || slices.ContainsFunc(out, func(f Form) bool { return f.From <= i && i < f.To }) {
			continue
		}
		f, ok := Line(b.Text, b.At, words)
		if !ok && i > 0 {
			f, ok = Tail(b.Text, b.At, blocks[i-1].Text, words)
		}
		if ok {
			f.From, f.To = i, i+1
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Form) int { return a.From - b.From })
	return out
}

// stackedIn finds the forms whose cells are a paragraph each.
func stackedIn(blocks []document.Block, taken func(int) bool, words *lexicon.Vocabulary) (out []Form) {
	for i := 0; i < len(blocks); {
		end := i
		for end < len(blocks) && blocks[end].Table == nil && !taken(end) {
			end++
		}
		if end-i >= leastHeads {
			out = append(out, stacks(blocks, i, end, words)...)
		}
		i = end + 1
	}
	return out
}

// stacks finds the forms in a run of paragraphs.
func stacks(blocks []document.Block, from, to int, words *lexicon.Vocabulary) (out []Form) {
	p := &parser{words: words}
	for i := from; i < to; i++ {
		if text := strings.TrimFunc(blocks[i].Text, cjk.Space); text != "" {
			p.tokens = append(p.tokens, tokenOf(text, blocks[i].At, i))
		}
	}
	for floor := 0; ; {
		start := p.start(floor)
		if start < 0 {
			return out
		}
		own := &parser{words: words, tokens: p.tokens, i: start, stacked: true}
		own.whole = true
		own.form()
		f := Form{Table: own.table(), Whole: own.whole, From: p.tokens[start].block, To: to}
		if own.i < len(p.tokens) {
			f.To = p.tokens[own.i].block
		}
		if f.Table != nil {
			out = append(out, f)
		}
		floor = max(own.i, start+1)
	}
}

// start is the token at which the next form starts, -1 where there is none: above the
// first heads of money or indicators its labels stand, and above these its title.
func (p *parser) start(floor int) int {
	head := -1
	for p.i = floor; p.i < len(p.tokens) && head < 0; p.i++ {
		if p.tree(0) != nil || p.heads(p.fund, leastFunds) > 0 {
			head = p.i
		}
	}
	if head < 0 {
		return -1
	}
	first := head
	for i := head - 1; i >= floor && utf8.RuneCountInString(p.tokens[i].text) <= longCell && !sentence(p.tokens[i].text); i-- {
		if p.label(p.tokens[i]) {
			first = i
		}
		if lexicon.IsFormTitle(p.tokens[i].text) {
			return i
		}
	}
	for i := first - 1; i >= max(floor, first-titleAbove); i-- {
		if lexicon.IsFormTitle(p.tokens[i].text) {
			return i
		}
	}
	return first
}

// sentence reports whether a text ends as one.
func sentence(s string) bool { return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；") }

// figure reports whether a token is a figure, or stands in the place of one.
func figure(text string) bool { return paper.Numeric(text) || printed.Unstated(text) }

// bare is a key without its brackets and unit.
func bare(key string) string { return lexicon.WithoutBrackets(lexicon.StripUnit(key)) }
