package structure

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// between is what stands between two tables.
type between struct {
	apart bool // headings or text part them
	title string
	unit  string
	// cut says that the title is the end of the table's own: what of it the page before
	// had no room for, as further columns.
	cut   bool
	again bool // the table's own title is printed again, or a line says that it goes on
	note  bool
	other int             // further lines
	keys  int             // columns that the part repeats
	at    report.Location // of the title
	over  report.Location // of the unit
	lines []int           // blocks that belong to the table if it goes on: captions printed again, page numbers
}

// leastTail is how many characters of a title tell that they are its end.
const leastTail = 4

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
		if long := grid.Runes(text); long > 2*grid.MaxBetween || long > grid.MaxBetween && !s.see.IsTitle(text) {
			b.apart = true
			return b
		}
		s.lineBetween(&b, w, i, text)
	}
	return b
}

// lineBetween notes what a short line between two tables says.
func (s *shaper) lineBetween(b *between, w *whole, i int, text string) {
	k := &s.doc.Blocks[i]
	u, _ := lexicon.DeclaredUnit(text)
	switch {
	case text == "" || printed.IsPageNumber(text):
		b.lines = append(b.lines, i)
	case s.see.IsContinuation(text), w.Title != nil && grid.Same(w.Title.Text, text), s.captioned(w, text):
		b.again = true
		b.lines = append(b.lines, i)
	case u != "" && grid.Runes(text) <= grid.MaxBetween:
		b.unit, b.over = u, k.At
		b.lines = append(b.lines, i)
	case s.see.IsNote(text):
		b.note = true
	case s.see.IsTitle(text):
		b.title, b.at = k.Text, k.At
		b.cut = w.Title != nil && grid.Runes(text) >= leastTail && strings.HasSuffix(cjk.Squeeze(w.Title.Text), text)
	default:
		b.other++
	}
}

// captioned reports a line that stands above the table too.
func (s *shaper) captioned(w *whole, text string) bool {
	for _, c := range w.Captions {
		if grid.Same(c.Text, text) {
			return true
		}
	}
	return false
}

// goesOn weighs whether a part goes on with a table.
func (s *shaper) goesOn(w *whole, p *grid.Part, b *between) (c grid.Case, l *laid, skip int) {
	at := p.At
	if b.apart || p.Rows == 0 {
		c.Say(-grid.Decisive, at, "中间有标题或正文", "a heading or text stands between")
		return c, nil, 0
	}
	if w.Form != p.Form && !p.Continues {
		c.Say(-grid.Strong, at, "只有一边是填报表", "only one of them is a form")
	}
	if l = w.lay(p); l == nil {
		c.Say(-grid.Decisive, at, "各列对不上", "the columns do not match")
		return c, nil, 0
	}
	if w.Form && !l.same {
		c.Say(-grid.Decisive, at, "填报表的列数不同", "a form with other columns")
	}
	s.weighColumns(&c, w, p, l)
	if b.keys > 0 {
		c.Say(grid.Fair, at, "前 %d 列逐行重印了表的前几列", "its first %d columns print the table's once more, row by row", b.keys)
	}
	skip = s.weighHeader(&c, w, p, l, b)
	s.weighBetween(&c, w, p, b)
	s.weighEnd(&c, w, p, skip)
	s.weighCount(&c, w, p, l, skip)
	return c, l, skip
}

func (s *shaper) weighColumns(c *grid.Case, w *whole, p *grid.Part, l *laid) {
	at := p.At
	if l.against > 0 {
		weight := grid.Strong * l.against
		if p.Continues {
			weight = grid.Fair // the reader saw the same lines on both pages
		}
		c.Say(-weight, at, "有 %d 列一边是数字、一边是文字", "%d columns hold figures on one side and words on the other", l.against)
	}
	switch {
	case p.Continues:
		c.Say(2*grid.Strong, at, "在下一页的页首，列线相同", "it stands at the top of the next page with the same edges")
	case l.printed:
		c.Say(grid.Fair, at, "各列在纸上的位置相同", "its columns stand where the table's do")
	}
	if l.figures > 0 && l.against == 0 {
		c.Say(grid.Fair, at, "%d 列数字对得上", "%d columns of figures match", l.figures)
	}
	if !l.same && !l.printed {
		c.Say(-grid.Weak, at, "列数不同", "the number of columns differs")
	}
}

// weighHeader looks at what stands at the top of a part: the table's header once more,
// a header of its own, an empty one, or rows at once. It returns how many rows only
// repeat.
func (s *shaper) weighHeader(c *grid.Case, w *whole, p *grid.Part, l *laid, b *between) (skip int) {
	at := p.At
	if w.Form || p.Form {
		return 0 // a header may be the next form's: its rows are kept
	}
	empty := blankRows(p)
	first := w.first()
	if again := repeated(s.see, first.Table, p.Table, empty, b.keys); again > 0 {
		c.Say(grid.Strong-1, at, "重印了同一表头", "it prints the same header again")
		return empty + again
	}
	own := p.Head > p.Lead
	switch {
	case w.headerOnly() && !own && p.Cols == w.Cols && p.Body() > 0:
		c.Say(grid.Strong+grid.Fair, at, "前一张表只有表头，这一张只有内容", "the table before is a header alone, and this one has rows alone")
	case own && p.Headers == 0 && first.Head == first.Lead:
		c.Say(-grid.Fair, at, "它有表头，前一张没有", "it has a header, the one before has none")
	case own:
		c.Say(-grid.Strong-grid.Fair, at, "它有自己的表头", "it has a header of its own")
	case empty > 0:
		c.Say(grid.Strong-1, at, "表头是空行", "its header is an empty row")
	default:
		c.Say(grid.Fair, at, "它没有表头", "it has no header")
	}
	return empty
}

// blankRows counts the empty rows at the top of a part.
func blankRows(p *grid.Part) int {
	n := 0
	for n < p.Rows && grid.BlankRow(p.Table, n) {
		n++
	}
	return n
}

// headerOnly reports whether a table consists of its header and nothing below, or of no
// more than the title of the group that opens it.
func (w *whole) headerOnly() bool {
	p := w.first()
	if len(w.parts) > 1 || w.Head == w.Lead {
		return false
	}
	for r := p.Head; r < p.Rows; r++ {
		if !grid.BlankRow(p.Table, r) && grid.Across(p.Table, r) == nil {
			return false
		}
	}
	return true
}

// repeated counts the rows of a part, from row first on, that print the header of the
// table once more. A row of fewer than three filled cells is a title, which two tables
// may share; the columns that were left out of the part, keys, had heads as well.
func repeated(see *grid.Sight, t, next *document.Table, first, keys int) int {
	const deep = grid.MaxLead + grid.MaxLevels
	most := next.Rows
	if keys > 0 { // of one column, any text may stand in two rows
		most = first + 1
	}
	for start := range min(t.Rows, deep) {
		n, wide := 0, false
		for first+n < most && start+n < t.Rows && !see.DataRow(t, start+n) {
			a, b := grid.OwnCells(t, start+n), grid.OwnCells(next, first+n)
			if len(a) == 0 || grid.Written(t, start+n) != grid.Written(next, first+n) {
				break
			}
			wide = wide || min(len(a), len(b))+keys >= 3
			n++
		}
		if wide {
			return n
		}
	}
	return 0
}

func (s *shaper) weighBetween(c *grid.Case, w *whole, p *grid.Part, b *between) {
	if t := titleWithin(p); t != "" && (w.Title == nil || !grid.Same(t, w.Title.Text)) {
		c.Say(-grid.Decisive, p.At, "它有自己的标题“%s”", "it has a title of its own, %q", t)
	}
	switch {
	case b.title != "":
		c.Say(-grid.Decisive, b.at, "中间有新的标题“%s”", "a new title stands between, %q", b.title)
	case b.again:
		c.Say(grid.Fair, p.At, "表题重印，或写明续表", "the title is printed again, or a line says that the table goes on")
	}
	unit := b.unit
	if u, _ := unitOver(p); u != "" {
		unit = u
	}
	if unit != "" && w.Unit != "" && unit != w.Unit {
		c.Say(-grid.Decisive, p.At, "单位不同：%s、%s", "another unit: %s, %s", w.Unit, unit)
	}
	if b.note {
		c.Say(-grid.Fair, p.At, "中间有附注", "a note stands between")
	}
	if b.other > 0 {
		c.Say(-grid.Weak*b.other, p.At, "中间有 %d 行其他文字", "%d other lines stand between", b.other)
	}
}

// titleWithin is the title that stands in a part's own first rows.
func titleWithin(p *grid.Part) string {
	for r := 0; r < p.Lead; r++ {
		if cell := grid.Across(p.Table, r); cell != nil && p.See.IsTitle(cell.Text) && !p.See.IsContinuation(cell.Text) {
			return cell.Text
		}
	}
	return ""
}

// unitOver is the unit that a part's own first rows declare.
func unitOver(p *grid.Part) (string, report.Location) {
	for r := 0; r < p.Lead; r++ {
		for _, cell := range grid.OwnCells(p.Table, r) {
			if u, _ := lexicon.DeclaredUnit(cell.Text); u != "" {
				return u, cell.At
			}
		}
	}
	return "", report.Location{}
}

// weighEnd looks at whether the table was complete.
func (s *shaper) weighEnd(c *grid.Case, w *whole, p *grid.Part, skip int) {
	weighLastRow(c, w, p)
	if w.Form {
		return
	}
	if p.TotalAlone() {
		c.Say(grid.Strong, p.At, "它只有合计行，是前一部分的合计", "it holds nothing but a total, that of the part before")
	}
	for r := skip; r < min(p.Rows-1, skip+2); r++ {
		if label, ok := s.see.TotalRow(p.Table, r); ok && s.see.IsGrandTotal(label) && p.Seq.Col >= 0 && p.Seq.First == 1 {
			c.Say(-grid.Decisive, grid.RowAt(p.Table, r), "它以“%s”开头", "it starts with %q", label)
		}
	}
}

// weighLastRow looks at whether the table ends with a total or a note.
func weighLastRow(c *grid.Case, w *whole, p *grid.Part) {
	last := w.last()
	if w.totalFirst() && !holdsGrandTotal(p) {
		c.Say(grid.Fair, p.At, "前一部分只有合计，各行在后", "the part before holds the total alone, and the rows follow")
		return
	}
	for r := last.Rows - 1; r >= last.Head; r-- {
		cells := grid.OwnCells(last.Table, r)
		if len(cells) == 0 {
			continue
		}
		if label, ok := w.See.TotalRow(last.Table, r); ok && w.See.IsGrandTotal(label) {
			c.Say(-grid.Decisive, grid.RowAt(last.Table, r), "前一部分以“%s”结束", "the part before ends with %q", label)
		} else if w.See.IsNote(cells[0].Text) && !w.Form {
			c.Say(-grid.Fair, grid.RowAt(last.Table, r), "前一部分以附注结束", "the part before ends with a note")
		}
		break
	}
}

// totalFirst reports a table that holds its total and nothing else as yet: it stands
// above the rows that it sums.
func (w *whole) totalFirst() bool {
	p := w.first()
	if len(w.parts) > 1 || w.Form || p.Body() != 1 || p.Head == p.Lead {
		return false
	}
	label, ok := w.See.TotalRow(p.Table, p.Head)
	return ok && w.See.IsGrandTotal(label)
}

// holdsGrandTotal reports a part that sums its own rows.
func holdsGrandTotal(p *grid.Part) bool {
	for r := p.Head; r < p.Rows; r++ {
		if label, ok := p.See.TotalRow(p.Table, r); ok && p.See.IsGrandTotal(label) {
			return true
		}
	}
	return false
}

// weighCount compares how both count their rows.
func (s *shaper) weighCount(c *grid.Case, w *whole, p *grid.Part, l *laid, skip int) {
	if w.Form || w.seq.Col < 0 {
		return
	}
	at := slices.Index(l.place, w.seq.Col)
	if at < 0 {
		return
	}
	count := s.see.CountsIn(p.Table, at, max(skip, p.Head))
	switch {
	case count.N == 0:
	case count.First == w.seq.Last+1:
		c.Say(grid.Strong, p.At, "序号接续：%d、%d", "the count goes on: %d, %d", w.seq.Last, count.First)
	case count.First == 1 && w.countsAnew(c, p, skip):
	case count.First == w.seq.Last+2 || count.First == w.seq.Last:
		c.Say(grid.Fair, p.At, "序号大致接续：%d、%d", "the count roughly goes on: %d, %d", w.seq.Last, count.First)
	case count.First > w.seq.Last:
		c.Say(grid.Weak, p.At, "序号更大：%d、%d", "the count is higher: %d, %d", w.seq.Last, count.First)
	}
}

// countsAnew says what it means that a part counts from 1; false where that is no new
// count, since the table's own did not begin so.
func (w *whole) countsAnew(c *grid.Case, p *grid.Part, skip int) bool {
	switch {
	case w.seq.Last > 1 && w.seq.Restarts:
		c.Say(-grid.Weak, p.At, "序号重新从 1 起，但表中本来如此", "the count starts again, as it does within the table")
	case w.startsGroup(p, skip):
		c.Say(grid.Fair, p.At, "序号在下一组重新从 1 起", "the count starts again in the next group")
	case w.seq.First == 1:
		c.Say(-grid.Decisive, p.At, "序号重新从 1 起", "the count starts again from 1")
	default:
		return false
	}
	return true
}
