package convert

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// Converters that know nothing of merged cells may write the text of one in each of the
// cells that it covered. This file makes one cell of them again where it shows: in the
// rows of a header, and for a project whose rows list its parts, by source or year.

// copies are the cells of a table that are copies of others, and how far these reach.
type copies struct {
	p    *mender
	gone map[[2]int]bool   // row and column of the copies
	over map[[2]int][2]int // of a cell with copies: the rows and columns that it covers
}

// mergeRepeats makes one cell of those that repeat a merged one.
func (p *mender) mergeRepeats() bool {
	if p.Form || p.Rows < 3 || p.Cols < 3 || p.Cols > grid.MaxAligned {
		return false
	}
	m := &copies{p: p, gone: map[[2]int]bool{}, over: map[[2]int][2]int{}}
	head := m.header()
	m.groups(head)
	if len(m.gone) == 0 {
		return false
	}
	p.Change()
	kept := p.Cells[:0]
	for _, c := range p.Cells {
		at := [2]int{c.Row, c.Col}
		if m.gone[at] {
			continue
		}
		if span, ok := m.over[at]; ok {
			c.RowSpan, c.ColSpan = span[0], span[1]
		}
		kept = append(kept, c)
	}
	p.Cells = kept
	p.Seal()
	return true
}

// plain is a cell that covers one place, nil where another reaches there.
func (m *copies) plain(r, c int) *document.Cell {
	cell := m.p.Cell(r, c)
	if cell == nil || cell.Row != r || cell.Col != c || cell.RowSpan > 1 || cell.ColSpan > 1 {
		return nil
	}
	return cell
}

// words reports whether two places hold the same words.
func (m *copies) words(r, c, r2, c2 int) bool {
	a, b := m.plain(r, c), m.plain(r2, c2)
	return a != nil && b != nil && grid.HasLetters(a.Text) && cjk.Squeeze(a.Text) == cjk.Squeeze(b.Text)
}

// header merges the cells of a header of several levels and returns the row below it.
func (m *copies) header() int {
	lead := 0
	for lead < min(m.p.Rows-1, grid.MaxLead) && m.p.See.Leads(m.p.Table, lead) {
		lead++
	}
	end := lead + 1
	for end < min(m.p.Rows, lead+grid.MaxLevels) && m.level(end) {
		end++
	}
	if end == lead+1 {
		return end
	}
	for c := range m.p.Cols {
		m.down(c, lead, end)
	}
	for r := lead; r < end-1; r++ {
		m.along(r)
	}
	m.p.Deeds = append(m.p.Deeds, m.p.Deed(grid.TitleMerged, lead, "表头的合并单元格在各格重复，按合并的单元格读", "merged cells of the header are repeated in each cell and read as the merged ones"))
	return end
}

// down merges the copies that stand one below the other in a column of the header.
func (m *copies) down(c, lead, end int) {
	for r := lead; r < end; {
		n := 1
		for r+n < end && m.words(r, c, r+n, c) {
			n++
		}
		m.take(r, c, n, 1)
		r += n
	}
}

// along merges the copies that stand beside each other in a row of the header.
func (m *copies) along(r int) {
	for c := 0; c < m.p.Cols; {
		n := 1
		for c+n < m.p.Cols && m.words(r, c, r, c+n) && m.single(r, c) && m.single(r, c+n) {
			n++
		}
		m.take(r, c, 1, n)
		c += n
	}
}

// level reports a row that is a further level of the header above it: some of its cells
// say what those above them do, the others stand under one that is repeated beside
// itself and say something else.
func (m *copies) level(r int) bool {
	same, under := 0, 0
	for c := 0; c < m.p.Cols; c++ {
		own := m.plain(r, c)
		if own == nil || grid.IsBlank(own.Text) || m.p.See.KindOf(own.Text).Figures() && !grid.IsYear(own.Text) {
			return false
		}
		switch {
		case m.words(r-1, c, r, c):
			same++
		case c > 0 && m.words(r-1, c-1, r-1, c), c+1 < m.p.Cols && m.words(r-1, c, r-1, c+1):
			under++
		default:
			return false
		}
	}
	return same > 0 && under > 1
}

// single reports a place that is not merged with others yet.
func (m *copies) single(r, c int) bool {
	_, merged := m.over[[2]int{r, c}]
	return !merged && !m.gone[[2]int{r, c}]
}

// take makes one cell of those from a place on.
func (m *copies) take(r, c, rows, cols int) {
	if rows*cols == 1 || !m.single(r, c) {
		return
	}
	for i := range rows {
		for k := range cols {
			m.gone[[2]int{r + i, c + k}] = true
		}
	}
	delete(m.gone, [2]int{r, c})
	m.over[[2]int{r, c}] = [2]int{rows, cols}
}

// groups merges what the rows of one project repeat where a column tells them apart by
// the source of the money or the year: the project's number and name, and the other words
// that all of them have. Figures stay, for those of two sources may be the same.
func (m *copies) groups(head int) {
	texts := m.p.See.HeadTexts(m.p.Table, max(head-1, 0), head)
	name := slices.IndexFunc(texts, m.p.See.HeadsNames)
	by := slices.IndexFunc(texts, m.p.See.HeadsSources)
	if name < 0 || by < 0 || by == name {
		return
	}
	seq := slices.IndexFunc(texts, m.p.See.HeadsSequence)
	merged := 0
	for r := head; r < m.p.Rows; {
		n := 1
		for r+n < m.p.Rows && m.goesOn(r, r+n, name, by, seq) {
			n++
		}
		if n > 1 {
			merged++
			m.project(r, n, by, seq)
		}
		r += n
	}
	if merged > 0 {
		m.p.Deeds = append(m.p.Deeds, m.p.Deed(grid.TitleMerged, head, "%d 个项目的名称在其各行资金中重复，按合并的单元格读", "the names of %d projects are repeated in the rows of their parts and read as merged cells", merged))
	}
}

// goesOn reports that a row is a further part of the project that begins in the first
// one: name and number are repeated, the source or year is another than in the row above.
func (m *copies) goesOn(first, row, name, by, seq int) bool {
	return m.words(first, name, row, name) && (seq < 0 || m.sameAt(first, row, seq)) && !m.words(row-1, by, row, by)
}

// project merges what the n rows of a project repeat.
func (m *copies) project(r, n, by, seq int) {
	for c := range m.p.Cols {
		if c != by && (c == seq || m.sameWords(r, n, c)) {
			m.take(r, c, n, 1)
		}
	}
}

func (m *copies) sameAt(r, r2, c int) bool {
	a, b := m.plain(r, c), m.plain(r2, c)
	return a != nil && b != nil && cjk.Squeeze(a.Text) == cjk.Squeeze(b.Text)
}

// sameWords reports a column that holds the same words in n rows.
func (m *copies) sameWords(r, n, c int) bool {
	for i := 1; i < n; i++ {
		if !m.words(r, c, r+i, c) {
			return false
		}
	}
	return true
}
