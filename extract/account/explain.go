package account

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// Kind says what a figure is that measures nothing.
type Kind string

// The kinds of figures that need no place in the record.
const (
	Date     Kind = "date"     // a year, a month, a day
	Paper    Kind = "number"   // the number of an official document, an article, a code
	Heading  Kind = "section"  // the number of a heading or of an item in a list
	Page     Kind = "page"     // the number of a page
	Phone    Kind = "phone"    // a telephone number
	Sequence Kind = "sequence" // the number of a row or a column
	Formula  Kind = "formula"  // a factor in the formula of a head: B/A×100%
)

// explain tells the figures that are left and count nothing.
func (a *Account) explain() {
	a.number()
	for i := range a.figures {
		f := &a.figures[i]
		if a.stopped() {
			return
		}
		if f.Fate != Unread {
			continue
		}
		k := what(a.spots[f.spot].text, f, a.words)
		if k == Page && a.lone(f.spot) && !a.pages[f.spot] {
			k = ""
		}
		if k == "" && (a.counts(f) || a.sums(f) || a.numbersColumn(f)) {
			k = Sequence
		}
		if k != "" {
			f.Fate, f.Kind = Explained, k
		}
	}
}

// factor reports the 100 of a formula: B/A×100%.
func factor(text string, f *Figure) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:f.start], " "))
	return bare(f.Raw) == "100" && strings.ContainsRune("×*✕Xx", before) && strings.HasPrefix(strings.TrimLeft(text[f.end:], " "), "%")
}

// lone reports whether a paragraph is a figure and nothing else.
func (a *Account) lone(n int) bool {
	s := &a.spots[n]
	return s.at.Table == 0 && len(s.figures) == 1 && strings.TrimFunc(s.squeezed(), func(r rune) bool { return digit(r) || strings.ContainsRune("-—–", r) }) == ""
}

// number finds the paragraphs that are the numbers of pages: alone in the paper, or one
// more or less than the one before or after. Other figures that stand alone are the cells
// of a table that was lost.
func (a *Account) number() {
	a.pages = map[int]bool{}
	var spots, values []int
	for _, n := range a.prose {
		if !a.lone(n) {
			continue
		}
		if v, err := strconv.Atoi(bare(a.figures[a.spots[n].figures[0]].Raw)); err == nil {
			spots, values = append(spots, n), append(values, v)
		}
	}
	for i, n := range spots {
		a.pages[n] = len(spots) == 1 || i > 0 && values[i-1]+1 == values[i] || i+1 < len(values) && values[i+1] == values[i]+1
	}
}

// counts reports the number of a row: a small whole number alone in a cell of the first
// column, one more or less than the one above or below.
func (a *Account) counts(f *Figure) bool {
	s := &a.spots[f.spot]
	t := a.grids[f.Table]
	if t == nil || s.column != 1 {
		return false
	}
	n, ok := ordinal(s.text)
	if !ok || n < 1 || n > 9999 {
		return false
	}
	above, below := s.row-2, s.row-1+s.rowSpan
	return follows(t, above, n-1) || follows(t, below, n+1) || repeated(t, s.row-1, above, n) || repeated(t, s.row-1, below, n)
}

// follows reports a row that has the number n.
func follows(t *document.Table, row, n int) bool {
	m, ok := ordinal(t.Text(row, 0))
	return ok && m == n
}

// repeated reports a number that a converter repeats, in another row, with the words
// beside it.
func repeated(t *document.Table, row, other, n int) bool {
	beside := t.Text(row, 1)
	return grid.HasLetters(beside) && t.Text(other, 1) == beside && follows(t, other, n)
}

var sight = sync.OnceValue(func() *grid.Sight { return grid.NewSight(lexicon.Default()) })

// numbersColumn reports the number of a column: 甲 乙 1 2 3=2/1.
func (a *Account) numbersColumn(f *Figure) bool {
	s := &a.spots[f.spot]
	t := a.grids[f.Table]
	return t != nil && s.row > 1 && s.row <= t.Rows && sight().NumberRow(t, s.row-1)
}

// sums reports the number of rows that a total names beside its label: 合计 | 5个.
func (a *Account) sums(f *Figure) bool {
	s := &a.spots[f.spot]
	return f.Table != 0 && a.home[f.Table]&summaryPart != 0 && a.rows > 0 && bare(f.Raw) == strconv.Itoa(a.rows) && utf8.RuneCountInString(s.squeezed()) <= len(bare(f.Raw))+1
}

func ordinal(s string) (int, bool) {
	t := printed.Parse(s)
	return t.Ordinal()
}

// around is what stands before and after a figure, squeezed, and what the figure is.
type around struct {
	raw           string // before, as printed
	before, after string
	digits        string
	whole         bool // no decimals
	alone         bool // in prose, no cell
	words         *lexicon.ExplainedWords
}

// kinds are asked in turn for what they know a figure by.
var kinds = []struct {
	kind Kind
	is   func(*around) bool
}{
	{Date, (*around).isDate},
	{Paper, (*around).isPaper},
	{Heading, (*around).isHeading},
	{Page, (*around).isPage},
	{Phone, (*around).isPhone},
	{Paper, (*around).isCode},
}

// what tells a figure that measures nothing by what stands around it, "" for others.
func what(text string, f *Figure, words *lexicon.ExplainedWords) Kind {
	if f.Money || f.Points {
		return ""
	}
	text, start, end := window(text, f.start, f.end, 60)
	c := around{raw: text[:start], before: cjk.Squeeze(text[:start]), after: cjk.Squeeze(text[end:]), digits: bare(f.Raw), alone: f.Table == 0, words: words}
	c.whole = !strings.Contains(c.digits, ".")
	for _, k := range kinds {
		if k.is(&c) {
			return k.kind
		}
	}
	return ""
}

// isPage reports the number of a page: alone between dashes, or 第3页 共12页.
func (c *around) isPage() bool {
	named := c.words.PageBefore.Ends(c.before) && c.words.PageAfter.Starts(c.after)
	return named || c.alone && c.whole && len(c.digits) <= 3 && printed.IsPageNumber(c.before+c.digits+c.after)
}

// isDate reports a year, month or day: 2022年, 12月31日, 2022-12-31, 2021—2023.
func (c *around) isDate() bool {
	century := strings.HasPrefix(c.digits, "19") || strings.HasPrefix(c.digits, "20")
	if !c.whole { // 2022.12.31 is one run of digits and points
		return strings.Count(c.digits, ".") == 2 && len(c.digits) <= 10 && century
	}
	if len(c.digits) == 4 && century {
		return c.before == "" && c.after == "" || c.words.YearAfter.Starts(c.after)
	}
	return c.isDay()
}

// isDay reports a month, a day or an hour.
func (c *around) isDay() bool {
	if len(c.digits) > 2 || c.digits == "" {
		return false
	}
	if c.words.DayAfter.Starts(c.after) {
		return true
	}
	return (strings.HasSuffix(c.before, "-") || strings.HasSuffix(c.before, "/")) && looksDated(c.before)
}

// looksDated reports that a year and a dash stand before: 2022-12-31.
func looksDated(before string) bool {
	head := strings.TrimRight(before, "0123456789-/")
	tail := before[len(head):]
	return len(tail) >= 5 && (strings.HasPrefix(tail, "19") || strings.HasPrefix(tail, "20"))
}

// isPaper reports the number of an official document or of an article of one:
// 财预〔2020〕10号, 第13条.
func (c *around) isPaper() bool {
	before, after := c.before, c.after
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.ContainsRune("〔【[﹝（(", last) && strings.ContainsRune("〕】]﹞）)", next) && c.words.PaperAfter.Holds(firstRunes(after, 8)):
		return true
	case c.words.PaperAfter.Starts(after) && (strings.ContainsRune("〕】]﹞）)", last) || c.words.Ordinal.Ends(before)):
		return true
	case c.words.Ordinal.Ends(before) && c.words.OrdinalAfter.Starts(after):
		return true
	}
	return false
}

// isHeading reports the number of a heading or an item: 1. 1、 （1） 1） at the start
// of a paragraph, a clause or a line.
func (c *around) isHeading() bool {
	if !c.whole || len(c.digits) > 2 {
		return false
	}
	before, after := c.raw, c.after
	next, _ := utf8.DecodeRuneInString(after)
	head, open := strings.CutSuffix(before, "(")
	if !open {
		head, open = strings.CutSuffix(before, "（")
	}
	// An item begins a text, follows another sentence, or stands apart from it.
	start := head == "" || strings.ContainsRune("。；;:：□☐☑☒√■ \t\n　", lastRune(head))
	if !start {
		return false
	}
	return open && next == ')' || !open && (next == '.' || next == '、' || next == '．' || next == ')')
}

// isPhone reports a telephone number: 11 digits, or 3 to 4, a dash and 7 to 8.
func (c *around) isPhone() bool {
	before, after, digits := c.before, c.after, c.digits
	switch {
	case len(digits) == 11 && digits[0] == '1':
		return true
	case c.words.Phone.Holds(before) && len(digits) >= 7:
		return true
	case strings.HasPrefix(after, "-") && len(digits) <= 4 && leadingDigits(after[1:]) >= 7,
		strings.HasSuffix(before, "-") && len(digits) >= 7 && len(digits) <= 8 && trailingDigits(before[:len(before)-1]) >= 3:
		return true
	}
	return false
}

// isCode reports digits that are letters of a code: 219-某镇, 51000000T000000000001.
func (c *around) isCode() bool {
	if !c.whole {
		return false
	}
	before, after, digits := c.before, c.after, c.digits
	last, next := lastRune(before), rune(0)
	if after != "" {
		next, _ = utf8.DecodeRuneInString(after)
	}
	latin := func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	return latin(last) || latin(next) || len(digits) > 12
}

func leadingDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

func trailingDigits(s string) int { return len(s) - len(strings.TrimRight(s, "0123456789")) }

func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
