package evidence

import (
	"cmp"
	"slices"
	"strings"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/text/printed"
	"selfeval/report"
	"selfeval/rules"
)

// The limits of what is quoted of one finding.
const (
	maxRows  = 8
	maxHeads = 3
	maxCols  = 30
	maxCell  = 200 // characters
)

// cells fills in the rows of a table that a finding points at.
func (s *source) cells(f *rules.Finding, b *document.Block, e *selfeval.Evidence, sk *sketch) {
	t := b.Table
	marked := map[int][]int{} // columns from 0 by row; none: the whole row
	var order []int
	var boxes []report.Location
	for _, at := range f.At[:min(len(f.At), maxPlaces)] {
		if at.Table != t.Index {
			continue
		}
		boxes = append(boxes, at)
		if at.Row < 1 || at.Row > t.Rows {
			continue
		}
		if _, ok := marked[at.Row-1]; !ok {
			order = append(order, at.Row-1)
			marked[at.Row-1] = nil
		}
		if at.Column > 0 {
			marked[at.Row-1] = append(marked[at.Row-1], at.Column-1)
		}
	}
	slices.Sort(order)
	head := s.head(b)
	room := maxRows - bodyRows(e)
	shown := order[:min(len(order), max(room, 0))]
	e.More += len(order) - len(shown)
	for r := range head.rows {
		if len(shown) > 0 && (head.table != t || !slices.Contains(shown, r)) {
			e.Rows = append(e.Rows, rowOf(head.table, r, true, nil))
		}
	}
	for _, r := range shown {
		columns := marked[r]
		if columns == nil { // the whole row
			for c := range t.Cols {
				columns = append(columns, c)
			}
		}
		e.Rows = append(e.Rows, rowOf(t, r, head.table == t && r < head.rows, columns))
	}
	sk.table(s, b, head, shown, boxes)
}

func bodyRows(e *selfeval.Evidence) (n int) {
	for i := range e.Rows {
		if !e.Rows[i].Head {
			n++
		}
	}
	return n
}

// rowOf is a row as it is printed, with some columns marked. Of a cell that is merged over rows each shows the text.
func rowOf(t *document.Table, row int, head bool, columns []int) selfeval.EvidenceRow {
	out := selfeval.EvidenceRow{Head: head}
	for col := 0; col < min(t.Cols, maxCols); col++ {
		c := t.Cell(row, col)
		if c == nil {
			out.Cells = append(out.Cells, selfeval.EvidencePart{Marked: slices.Contains(columns, col)})
			continue
		}
		end := min(c.Col+c.ColSpan, t.Cols, maxCols)
		p := selfeval.EvidencePart{Text: short(c.Text)}
		if p.Span = end - col; p.Span == 1 {
			p.Span = 0
		}
		for k := col; k < end; k++ {
			p.Marked = p.Marked || slices.Contains(columns, k)
		}
		out.Cells = append(out.Cells, p)
		col = max(end, col+1) - 1
	}
	return out
}

// short cuts a long text of a cell.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxCell {
		return string(r[:maxCell]) + "…"
	}
	return s
}

// heading is where the header of a table stands: its first rows, or those of the part on
// a page before.
type heading struct {
	block *document.Block
	table *document.Table
	rows  int
}

// head finds the header of a table: the rows before the first with figures, at most a few.
// Where it has none, or an empty one as converters leave at page ends, that of the table
// before with as many columns serves.
func (s *source) head(b *document.Block) heading {
	h := heading{b, b.Table, headRows(b.Table)}
	i := slices.IndexFunc(s.doc.Blocks, func(o document.Block) bool { return o.Table == b.Table })
	for i--; i >= 0 && blank(h); i-- {
		o := s.doc.Blocks[i].Table
		if o == nil {
			continue
		}
		if o.Cols != b.Table.Cols {
			break
		}
		h = heading{&s.doc.Blocks[i], o, headRows(o)}
	}
	if blank(h) {
		h.rows = 0
	}
	return h
}

// blank reports a header of which nothing is printed.
func blank(h heading) bool {
	for r := range h.rows {
		for c := range h.table.Cols {
			if strings.TrimSpace(h.table.Text(r, c)) != "" {
				return false
			}
		}
	}
	return true
}

func headRows(t *document.Table) int {
	if t.Headers > 0 {
		return min(t.Headers, maxHeads)
	}
	for r := range min(t.Rows, maxHeads+1) {
		figures := 0
		for c := range t.Cols {
			if k := printed.Parse(strings.TrimSpace(t.Text(r, c))).Kind; k == printed.Figure || k == printed.Jumble {
				figures++
			}
		}
		if figures > 0 {
			return r
		}
	}
	return 1
}

// maxSentence is how many characters of a sentence are quoted.
const maxSentence = 240

// sentence fills in the sentence at a place outside tables.
func (s *source) sentence(f *rules.Finding, at report.Location, e *selfeval.Evidence) {
	b, from, to := s.text(at)
	if b == nil {
		return
	}
	if len(e.Text) > 0 && len(e.Text) > maxRows*3 {
		e.More++
		return
	}
	start, end := around(b.Text, from, to)
	text := b.Text[start:end]
	marks := marksIn(text, from-start, to-start, f, to-from == len(b.Text))
	var parts []selfeval.EvidencePart
	pos := 0
	for _, m := range marks {
		if m[0] < pos {
			continue
		}
		if m[0] > pos {
			parts = append(parts, selfeval.EvidencePart{Text: text[pos:m[0]]})
		}
		parts = append(parts, selfeval.EvidencePart{Text: text[m[0]:m[1]], Marked: true})
		pos = m[1]
	}
	if pos < len(text) {
		parts = append(parts, selfeval.EvidencePart{Text: text[pos:]})
	}
	if same(e.Text, parts) {
		return
	}
	if len(e.Text) > 0 {
		e.Text = append(e.Text, selfeval.EvidencePart{Text: " … "})
	}
	e.Text = append(e.Text, parts...)
}

// same reports whether a sentence is there already, whatever is marked in it.
func same(there, parts []selfeval.EvidencePart) bool {
	join := func(of []selfeval.EvidencePart) string {
		var b strings.Builder
		for _, p := range of {
			b.WriteString(p.Text)
		}
		return b.String()
	}
	return strings.Contains(join(there), join(parts))
}

// text finds the block of a place, and the part of its text that stands there.
func (s *source) text(at report.Location) (b *document.Block, from, to int) {
	for i := range s.doc.Blocks {
		b := &s.doc.Blocks[i]
		if b.Table != nil || b.Text == "" {
			continue
		}
		from, to = -1, -1
		for _, p := range b.Pieces {
			if touches(p.At, at) && p.End <= len(b.Text) {
				if from < 0 {
					from = p.Start
				}
				to = p.End
			}
		}
		if from >= 0 && from <= to {
			return b, from, to
		}
		if touches(b.At, at) {
			return b, 0, len(b.Text)
		}
	}
	return nil, 0, 0
}

// touches reports whether a place is at another one.
func touches(a, b report.Location) bool {
	switch {
	case a.IsZero() || b.IsZero() || a.Page != b.Page:
		return false
	case a.BBox != nil && b.BBox != nil:
		w, h := min(a.BBox[2], b.BBox[2])-max(a.BBox[0], b.BBox[0]), min(a.BBox[3], b.BBox[3])-max(a.BBox[1], b.BBox[1])
		return w > 0.5 && h > 0.5*min(a.BBox[3]-a.BBox[1], b.BBox[3]-b.BBox[1])
	case a.BBox != nil || b.BBox != nil:
		return false
	}
	return a.Table == b.Table && a.Line == b.Line && a.Path == b.Path && (a.Line > 0 || a.Path != "")
}

// around widens a part of a text to the sentence that it is in.
func around(text string, from, to int) (start, end int) {
	const ends = "。；;！？\n"
	if i := strings.LastIndexAny(text[:from], ends); i >= 0 {
		start = i + runeLen(text[i:])
	}
	end = len(text)
	if i := strings.IndexAny(text[to:], ends); i >= 0 {
		end = to + i + runeLen(text[to+i:])
	}
	for n := 0; start < from && len([]rune(text[start:end])) > maxSentence && n < 1<<16; n++ {
		start += runeLen(text[start:])
	}
	if r := []rune(text[start:end]); len(r) > maxSentence {
		end = start + len(string(r[:maxSentence]))
	}
	return start, end
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// marksIn are the parts of a sentence to mark: the place itself where it is finer than the
// block, else the figures that the finding names.
func marksIn(text string, from, to int, f *rules.Finding, whole bool) (marks [][2]int) {
	if !whole {
		return [][2]int{{max(from, 0), min(to, len(text))}}
	}
	for _, v := range f.Values {
		figure := strings.TrimRight(strings.TrimLeft(v, "+-"), "万亿元%分个百点项 ")
		if figure == "" || figure[0] < '0' || figure[0] > '9' {
			continue
		}
		for pos := 0; ; {
			i := strings.Index(text[pos:], figure)
			if i < 0 {
				break
			}
			at := pos + i
			pos = at + len(figure)
			if digit(text, at-1) || digit(text, pos) {
				continue // a part of another figure
			}
			marks = append(marks, [2]int{at, pos})
		}
	}
	slices.SortFunc(marks, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], b[1]-a[1]) })
	return marks
}

func digit(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] >= '0' && s[i] <= '9')
}
