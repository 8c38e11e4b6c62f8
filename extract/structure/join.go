package structure

import (
	"strings"
	"unicode"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// between is what stands between two tables.
type between struct {
	apart bool // headings or text part them
	title string
	unit  string
	again bool // the table's own title is printed again, or a line says that it goes on
	note  bool
	other int // further lines
	at    report.Location
	lines []int // blocks that belong to the table if it goes on: captions printed again, page numbers
}

// lookBetween tells what stands between a table and the next.
func (s *shaper) lookBetween(w *whole, from, to int) (b between) {
	for i := from; i < to; i++ {
		k := &s.doc.Blocks[i]
		if s.taken[i] || k.Kind == document.Picture {
			continue
		}
		if k.Kind != document.Paragraph {
			b.apart = true
			return b
		}
		text := cjk.Squeeze(k.Text)
		u, _ := unitIn(text)
		switch {
		case runes(text) > 2*maxBetween || runes(text) > maxBetween && !isTitle(text):
			b.apart = true
			return b
		case text == "" || pageNumber(text):
			b.lines = append(b.lines, i)
		case isContinuation(text), w.Title != nil && same(w.Title.Text, text), s.captioned(w, text):
			b.again = true
			b.lines = append(b.lines, i)
		case u != "" && runes(text) <= maxBetween:
			b.unit = u
			b.lines = append(b.lines, i)
		case isNote(text):
			b.note = true
		case isTitle(text):
			b.title, b.at = k.Text, k.At
		default:
			b.other++
		}
	}
	return b
}

// captioned reports a line that stands above the table too.
func (s *shaper) captioned(w *whole, text string) bool {
	for _, c := range w.Captions {
		if same(c.Text, text) {
			return true
		}
	}
	return false
}

// pageNumber reports a line that numbers a page: 3, - 3 -, 第3页, 3/12.
func pageNumber(s string) bool {
	return len(s) <= 24 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("-—–·/第页共,. ", r) })
}

// goesOn weighs whether a part goes on with a table.
func (s *shaper) goesOn(w *whole, p *part, b *between) (c Case, l *laid, skip int) {
	at := p.At
	if b.apart || p.Rows == 0 {
		c.say(-decisive, at, "中间有标题或正文", "a heading or text stands between")
		return c, nil, 0
	}
	if w.Form != p.form && !p.Continues {
		c.say(-strong, at, "只有一边是填报表", "only one of them is a form")
	}
	if l = w.lay(p); l == nil {
		c.say(-decisive, at, "各列对不上", "the columns do not match")
		return c, nil, 0
	}
	if w.Form && !l.same {
		c.say(-decisive, at, "填报表的列数不同", "a form with other columns")
	}
	s.weighColumns(&c, w, p, l)
	skip = s.weighHeader(&c, w, p, l)
	s.weighBetween(&c, w, p, b)
	s.weighEnd(&c, w, p, skip)
	s.weighCount(&c, w, p, l, skip)
	return c, l, skip
}

func (s *shaper) weighColumns(c *Case, w *whole, p *part, l *laid) {
	at := p.At
	if l.against > 0 {
		weight := strong * l.against
		if p.Continues {
			weight = fair // the reader saw the same lines on both pages
		}
		c.say(-weight, at, "有 %d 列一边是数字、一边是文字", "%d columns hold figures on one side and words on the other", l.against)
	}
	switch {
	case p.Continues:
		c.say(2*strong, at, "在下一页的页首，列线相同", "it stands at the top of the next page with the same edges")
	case l.printed:
		c.say(fair, at, "各列在纸上的位置相同", "its columns stand where the table's do")
	}
	if l.figures > 0 && l.against == 0 {
		c.say(fair, at, "%d 列数字对得上", "%d columns of figures match", l.figures)
	}
	if !l.same && !l.printed {
		c.say(-weak, at, "列数不同", "the number of columns differs")
	}
}

// weighHeader looks at what stands at the top of a part: the table's header once more,
// a header of its own, an empty one, or rows at once. It returns how many rows only
// repeat.
func (s *shaper) weighHeader(c *Case, w *whole, p *part, l *laid) (skip int) {
	at := p.At
	empty := 0
	for empty < p.Rows && blankRow(p.Table, empty) {
		empty++
	}
	if w.Form || p.form {
		return 0 // a header may be the next form's: its rows are kept
	}
	first := w.first()
	if again := repeated(first.Table, p.Table, empty); again > 0 {
		c.say(strong-1, at, "重印了同一表头", "it prints the same header again")
		return empty + again
	}
	own := p.head > p.lead
	switch {
	case w.headerOnly() && !own && p.Cols == w.Cols && p.body() > 0:
		c.say(strong+fair, at, "前一张表只有表头，这一张只有内容", "the table before is a header alone, and this one has rows alone")
	case own && p.Headers == 0 && first.head == first.lead:
		c.say(-fair, at, "它有表头，前一张没有", "it has a header, the one before has none")
	case own:
		c.say(-strong-fair, at, "它有自己的表头", "it has a header of its own")
	case empty > 0:
		c.say(strong-1, at, "表头是空行", "its header is an empty row")
	default:
		c.say(fair, at, "它没有表头", "it has no header")
	}
	if p.lead > empty && !own {
		empty = 0
	}
	return empty
}

// headerOnly reports whether a table consists of its header and nothing below.
func (w *whole) headerOnly() bool {
	return len(w.parts) == 1 && w.Head > w.Lead && w.first().body() == 0
}

// repeated counts the rows of a part, from row first on, that print the header of the
// table once more. A row of fewer than three filled cells is a title, which two tables
// may share.
func repeated(t, next *document.Table, first int) int {
	const deep = maxLead + maxLevels
	for start := range min(t.Rows, deep) {
		n, wide := 0, false
		for first+n < next.Rows && start+n < t.Rows && !dataRow(t, start+n) {
			a, b := ownCells(t, start+n), ownCells(next, first+n)
			if len(a) == 0 || written(t, start+n) != written(next, first+n) {
				break
			}
			wide = wide || min(len(a), len(b)) >= 3
			n++
		}
		if wide {
			return n
		}
	}
	return 0
}

func (s *shaper) weighBetween(c *Case, w *whole, p *part, b *between) {
	if t := titleWithin(p); t != "" && (w.Title == nil || !same(t, w.Title.Text)) {
		c.say(-decisive, p.At, "它有自己的标题“%s”", "it has a title of its own, %q", t)
	}
	switch {
	case b.title != "":
		c.say(-decisive, b.at, "中间有新的标题“%s”", "a new title stands between, %q", b.title)
	case b.again:
		c.say(fair, p.At, "表题重印，或写明续表", "the title is printed again, or a line says that the table goes on")
	}
	unit := b.unit
	if u, _ := unitOver(p); u != "" {
		unit = u
	}
	if unit != "" && w.Unit != "" && unit != w.Unit {
		c.say(-decisive, p.At, "单位不同：%s、%s", "another unit: %s, %s", w.Unit, unit)
	}
	if b.note {
		c.say(-fair, p.At, "中间有附注", "a note stands between")
	}
	if b.other > 0 {
		c.say(-weak*b.other, p.At, "中间有 %d 行其他文字", "%d other lines stand between", b.other)
	}
}

// titleWithin is the title that stands in a part's own first rows.
func titleWithin(p *part) string {
	for r := 0; r < p.lead; r++ {
		if cell := across(p.Table, r); cell != nil && isTitle(cell.Text) && !isContinuation(cell.Text) {
			return cell.Text
		}
	}
	return ""
}

// unitOver is the unit that a part's own first rows declare.
func unitOver(p *part) (string, report.Location) {
	for r := 0; r < p.lead; r++ {
		for _, cell := range ownCells(p.Table, r) {
			if u, _ := unitIn(cell.Text); u != "" {
				return u, cell.At
			}
		}
	}
	return "", report.Location{}
}

// weighEnd looks at whether the table was complete.
func (s *shaper) weighEnd(c *Case, w *whole, p *part, skip int) {
	last := w.last()
	for r := last.Rows - 1; r >= last.head; r-- {
		cells := ownCells(last.Table, r)
		if len(cells) == 0 {
			continue
		}
		if label, ok := totalRow(last.Table, r); ok && isGrandTotal(label) {
			c.say(-decisive, rowAt(last.Table, r), "前一部分以“%s”结束", "the part before ends with %q", label)
		} else if isNote(cells[0].Text) && !w.Form {
			c.say(-fair, rowAt(last.Table, r), "前一部分以附注结束", "the part before ends with a note")
		}
		break
	}
	if !w.Form && p.totalAlone() {
		c.say(strong, p.At, "它只有合计行，是前一部分的合计", "it holds nothing but a total, that of the part before")
	}
	if !w.Form {
		for r := skip; r < p.Rows && r < skip+2; r++ {
			if label, ok := totalRow(p.Table, r); ok && isGrandTotal(label) && r+1 < p.Rows && p.seq.col >= 0 && p.seq.first == 1 {
				c.say(-decisive, rowAt(p.Table, r), "它以“%s”开头", "it starts with %q", label)
			}
		}
	}
}

// totalAlone reports a part whose only row with figures is a total.
func (p *part) totalAlone() bool {
	n := 0
	for r := p.head; r < p.Rows; r++ {
		if blankRow(p.Table, r) {
			continue
		}
		if _, ok := totalRow(p.Table, r); !ok {
			return false
		}
		n++
	}
	return n == 1
}

// weighCount compares how both count their rows.
func (s *shaper) weighCount(c *Case, w *whole, p *part, l *laid, skip int) {
	if w.Form || w.seq.col < 0 {
		return
	}
	at := -1
	for col, to := range l.place {
		if to == w.seq.col {
			at = col
		}
	}
	if at < 0 {
		return
	}
	count := countsIn(p.Table, at, max(skip, p.head))
	switch {
	case count.n == 0:
	case count.first == w.seq.last+1:
		c.say(strong, p.At, "序号接续：%d、%d", "the count goes on: %d, %d", w.seq.last, count.first)
	case count.first == 1 && w.seq.last > 1 && w.seq.restarts:
		c.say(-weak, p.At, "序号重新从 1 起，但表中本来如此", "the count starts again, as it does within the table")
	case count.first == 1 && w.seq.first == 1:
		c.say(-decisive, p.At, "序号重新从 1 起", "the count starts again from 1")
	case count.first == w.seq.last+2 || count.first == w.seq.last:
		c.say(fair, p.At, "序号大致接续：%d、%d", "the count roughly goes on: %d, %d", w.seq.last, count.first)
	case count.first > w.seq.last:
		c.say(weak, p.At, "序号更大：%d、%d", "the count is higher: %d, %d", w.seq.last, count.first)
	}
}
