// Package account holds the reading of a paper to account: every figure that the
// reader saw is placed in the record, listed as unread, or explained as what it is
// (a date, a number of a document, a heading's number). It looks at the reader's
// own blocks and cells, before any table was joined or any sentence understood,
// and at the finished record; of the steps between it knows nothing, so that what
// they lose cannot hide from it.
package account

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Of gives the account of the blocks that one report was read from, as its reader saw
// them. The record is as extraction leaves it: figures as printed, each with its place.
// logical are the blocks that the rooms of interpretation got, nil where that is not
// known.
//
// Where ctx ends, so does the account: it is then that of a part, which nobody may ask.
func Of(ctx context.Context, blocks, logical []document.Block, r *report.Report, words *lexicon.Vocabulary) *Account {
	a := &Account{ctx: ctx, words: &words.Explained, byTable: map[int][]int{}, grids: map[int]*document.Table{}, missing: map[int][]*document.Cell{}}
	a.see(blocks)
	if logical != nil {
		a.between(logical)
	}
	a.index()
	a.rows = len(r.Projects)
	a.settle(r)
	a.place(r)
	a.copies()
	a.glue()
	a.spread()
	a.explain()
	if logical == nil {
		logical = blocks
	}
	a.hollows(logical, words.TableSigns())
	a.count()
	return a
}

// Account is every figure of a paper and what became of it.
type Account struct {
	ctx     context.Context
	steps   int  // since the account began
	late    bool // ctx ended before the account did
	words   *lexicon.ExplainedWords
	spots   []spot
	figures []Figure
	numbers []int // 0, 1, 2 …: of which the spots have their shares
	tables  []table
	byTable map[int][]int // table index → its spots
	grids   map[int]*document.Table
	prose   []int // spots that are no cells
	byPlace map[spotKey][]int
	looked  int                      // bytes of texts compared so far
	flat    map[int]bool             // spots of text that a form was read from
	summed  map[int]bool             // those of them that end with its total
	rows    int                      // projects of the record
	pieces  map[int]map[string]int   // of flat spots: figures of the record that were not found alone
	pages   map[int]bool             // spots that are the numbers of pages
	home    map[int]part             // table index → the part of the record that it was read into
	firsts  map[int]int              // table index → its first row that is in the record
	over    map[[2]int][]int32       // by table and column, the words over each row
	missing map[int][]*document.Cell // table index → cells that were lost on the way to the rooms
}

// Fate is what became of a figure.
type Fate uint8

// stopped looks at the clock now and then; where it is true nothing that follows counts.
func (a *Account) stopped() bool {
	const often = 256
	if a.steps++; a.steps%often == 0 && !a.late {
		a.late = a.ctx.Err() != nil
	}
	return a.late
}

// The fates of a figure.
const (
	Unread    Fate = iota // seen, and neither placed nor explained
	Placed                // it stands in the record
	Explained             // it counts nothing: Kind says what it is
)

// Figure is a figure as the reader saw it.
type Figure struct {
	Raw     string // as printed, with sign, separators and what stands behind it: 4,286.13万元
	Context string // the clause or cell that it stands in
	At      report.Location
	Fate    Fate
	Kind    Kind // of an explained figure
	Money   bool // a unit of money stands behind it, or over its column
	Points  bool // 分 stands behind it
	Table   int  // the table it stands in, 0 in prose

	spot       int
	start, end int
}

// table is a table of the reader that holds figures.
type table struct {
	index    int
	at       report.Location
	figures  int // all
	unread   int
	lossy    bool         // an unread one is a cell of its own, not part of a text
	rows     map[int]bool // in which something is unread
	told     *report.Text // what a note says of it
	headless bool         // a whole column is lost: of no figure is it known what stands over it
	words    int          // cells without figures that were lost
}

// spot is a piece of print that places can point at: a cell or a paragraph.
type spot struct {
	text    string
	at      report.Location
	row     int // cell: 1-based in its table
	rowSpan int
	column  int
	block   *document.Block
	figures []int
	plain   string
}

// squeezed is the text as texts are compared, worked out once.
func (s *spot) squeezed() string {
	if s.plain == "" {
		s.plain = cjk.Squeeze(s.text)
	}
	return s.plain
}

// context works out the clause of an unread figure; of the others nobody asks.
func (a *Account) context(f *Figure) {
	if f.Fate == Unread && f.Context == "" {
		f.Context = clause(a.spots[f.spot].text, f.start, f.end)
	}
}

// count counts the figures of the tables, once their fates are known. A text that
// holds an unread figure (a standard of scoring, an address) costs its table nothing.
func (a *Account) count() {
	at := map[int]int{}
	for i := range a.tables {
		at[a.tables[i].index] = i
	}
	for i := range a.figures {
		f := &a.figures[i]
		if f.Table == 0 {
			continue
		}
		t := &a.tables[at[f.Table]]
		t.figures++
		if f.Fate == Unread {
			t.unread++
			spot := &a.spots[f.spot]
			if f.Money || spot.bareFigure() || a.crowded(spot) {
				t.lose(spot.row)
			}
		}
	}
	for i := range a.tables {
		t := &a.tables[i]
		for _, c := range a.missing[t.index] {
			t.lose(c.Row + 1)
			t.headless = t.headless || columnGone(a.grids[t.index], a.missing[t.index], c.Col)
			if len(figuresIn(c.Text)) == 0 {
				t.words++
			}
		}
	}
	a.tables = slices.DeleteFunc(a.tables, func(t table) bool { return t.figures == 0 && !t.lossy })
}

// mostInText is more figures with decimals than a text says; where a cell has as many and
// they are unread, a table stands in it.
const mostInText = 12

// crowded reports a cell in which more figures with decimals are unread than a text says.
func (a *Account) crowded(s *spot) bool {
	if len(s.figures) < mostInText {
		return false
	}
	n := 0
	for _, i := range s.figures {
		f := &a.figures[i]
		if f.Fate != Unread {
			continue
		}
		if _, decimals, ok := strings.Cut(f.Raw, "."); ok && len(decimals) >= 2 {
			if n++; n == mostInText {
				return true
			}
		}
	}
	return false
}

// lose marks a row in which something is unread.
func (t *table) lose(row int) {
	if t.lossy = true; t.rows == nil {
		t.rows = map[int]bool{}
	}
	t.rows[row] = true
}

// see collects the figures of the reader's blocks.
func (a *Account) see(blocks []document.Block) {
	a.figures = make([]Figure, 0, digitRuns(blocks))
	a.spots = make([]spot, 0, cap(a.figures))
	a.numbers = make([]int, 0, cap(a.figures))
	for i := range blocks {
		b := &blocks[i]
		if a.stopped() {
			return
		}
		if b.Table == nil {
			if n := a.add(spot{text: b.Text, at: b.At, block: b}); n >= 0 {
				a.prose = append(a.prose, n)
			}
			continue
		}
		t := b.Table
		a.tables = append(a.tables, table{index: t.Index, at: t.At})
		a.grids[t.Index] = t
		for k := range t.Cells {
			c := &t.Cells[k]
			if a.stopped() {
				return
			}
			if n := a.add(spot{text: c.Text, at: c.At, row: c.Row + 1, rowSpan: max(c.RowSpan, 1), column: c.Col + 1}); n >= 0 {
				a.byTable[t.Index] = append(a.byTable[t.Index], n)
			}
		}
	}
}

// digitRuns is about how many figures there are to see.
func digitRuns(blocks []document.Block) (n int) {
	runs := func(text string) {
		in := false
		for i := range len(text) {
			digit := text[i] >= '0' && text[i] <= '9' || in && (text[i] == '.' || text[i] == ',')
			if digit && !in {
				n++
			}
			in = digit
		}
	}
	for i := range blocks {
		if t := blocks[i].Table; t != nil {
			for k := range t.Cells {
				runs(t.Cells[k].Text)
			}
		} else {
			runs(blocks[i].Text)
		}
	}
	return n
}

// add keeps a spot that holds figures; -1 where it holds none.
func (a *Account) add(s spot) int {
	first := len(a.figures)
	if a.figures = appendFigures(a.figures, s.text); len(a.figures) == first {
		return -1
	}
	n := len(a.spots)
	from := len(a.numbers)
	for i := first; i < len(a.figures); i++ {
		a.numbers = append(a.numbers, i)
		f := &a.figures[i]
		f.spot = n
		f.At = s.at
		if s.block != nil {
			f.At = s.block.Locate(f.start, f.end)
		} else {
			f.Table = s.at.Table
		}
		if factor(s.text, f) { // before it can be taken for a rate of 100 %
			f.Fate, f.Kind = Explained, Formula
		}
	}
	s.figures = a.numbers[from:len(a.numbers):len(a.numbers)]
	a.spots = append(a.spots, s)
	return n
}

// clause is the stretch between marks that a figure stands in, at most 60
// characters of it.
func clause(text string, start, end int) string {
	const marks = "。；;！？\n"
	text, start, end = window(text, start, end, 240)
	from := strings.LastIndexAny(text[:start], marks)
	if from < 0 {
		from = 0
	} else {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	to := len(text)
	if i := strings.IndexAny(text[end:], marks); i >= 0 {
		to = end + i
	}
	const most = 60
	if r := []rune(text[from:to]); len(r) > most {
		before := []rune(text[from:start])
		first := max(0, len(before)-most/2)
		return cjk.Collapse(string(r[first:min(len(r), first+most)]))
	}
	return cjk.Collapse(text[from:to])
}

// sentence is the sentence that a figure stands in, and the one before it where that has
// only begun what this one breaks down: 支出100万元。其中：…
func (a *Account) sentence(text string, start, end int) (before, own string) {
	const stops = "。！？\n"
	text, start, end = window(text, start, end, 1200)
	from := afterStop(text[:start], stops)
	if a.words.BreaksDown.Starts(strings.TrimSpace(text[from:])) {
		before = text[afterStop(strings.TrimRight(text[:from], stops), stops):from]
	}
	if i := strings.IndexAny(text[end:], stops); i >= 0 {
		return before, text[from : end+i]
	}
	return before, text[from:]
}

// afterStop is where the last sentence of a text begins.
func afterStop(text, stops string) int {
	i := strings.LastIndexAny(text, stops)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

// window cuts a text to so many bytes around a stretch of it, at whole characters.
func window(text string, start, end, around int) (string, int, int) {
	from, to := max(0, start-around), min(len(text), end+around)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return text[from:to], start - from, end - from
}
