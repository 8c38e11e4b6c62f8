package columns

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Header is what some rows of a table say of the columns below them.
type Header struct {
	End         int               // the row after the header
	Column      map[string]int    // field → column
	Unit        map[string]string // field → unit declared in the header cell
	Others      []Other           // the columns that are no known field
	RateOf      string            // the column, among these, that the rates are taken of; "" where it is the budget's
	Choices     []Choice          // what was chosen for each column, and why
	Doubts      []report.Text     // choices that were close, and heads that their columns do not fit
	CaptionUnit string            // unit declared in a caption row inside the table
	Text        []string          // the stacked header text by column
	ScoreFull   *report.Amount    // what the scores are out of, where their column says so
	Width       int               // cells of its widest row: how many a row below should have
	Nameless    int               // how many columns of figures have no head
}

// Reader finds which column of a table holds what.
type Reader struct {
	*paper.Paper
	Year string // of the report, as printed; "" where it is not known
}

// Has reports whether a field has a column.
func (h *Header) Has(field string) bool { _, ok := h.Column[field]; return ok }

// maxHeaderLevels is how many levels a header has at most.
const maxHeaderLevels = 4

// ReadHeader finds the header that names the columns best in the rows from
// first on. ok is false where no column is named.
func (rd *Reader) ReadHeader(t *document.Table, first int) (best Header, ok bool) {
	bestScore, caption, start := 0, "", 0
	last := min(first+paper.MaxHeaderRows, t.Rows)
	for from := first; from < last && !rd.DataRow(t, from); from++ {
		for _, cell := range paper.OwnCells(t, from) {
			if u := lexicon.CaptionUnitIn(cell.Text); u != "" {
				caption = u
			}
		}
		if paper.Across(t, from) != nil || len(paper.OwnCells(t, from)) < 2 {
			continue
		}
		for to := from + 1; to <= min(from+maxHeaderLevels, t.Rows) && !rd.DataRow(t, to-1); to++ {
			score := rd.headerScore(Stacks(t, paper.Span(from, to)))
			if score > bestScore {
				bestScore = score
				best = Header{End: to}
				start = from
			}
		}
	}
	if bestScore == 0 {
		return best, false
	}
	rd.completeHeader(&best, t, start)
	best.CaptionUnit = caption
	return best, true
}

// headerScore weighs how many columns a header names, and how plainly.
func (rd *Reader) headerScore(columns []Stack) int {
	weight := map[string]int{}
	for _, s := range columns {
		if ms := rd.columnMatches(s); len(ms) > 0 {
			w := 4 - int(ms[0].Fit)
			weight[ms[0].Field] = max(weight[ms[0].Field], w)
		}
	}
	sum := 0
	for _, w := range weight {
		sum += w
	}
	return sum
}

// completeHeader assigns the columns of a header that starts at row from and
// whose naming rows end at h.end. Rows below into which a merged header cell
// reaches, further levels, rows of units and of column numbers belong to it too.
func (rd *Reader) completeHeader(h *Header, t *document.Table, from int) {
	rows := paper.Span(from, h.End)
	rd.assign(h, t, Stacks(t, rows), false)
	for h.End < t.Rows {
		number := rd.NumberRow(t, h.End)
		if !number && !unitRow(t, h.End) && (rd.DataRow(t, h.End) || !reaches(t, h.End, from) && !h.level(t, h.End)) {
			break
		}
		if !number {
			rows = append(rows, h.End)
		}
		h.End++
	}
	for _, r := range rows {
		h.Width = max(h.Width, paper.Width(t, r))
	}
	columns := Stacks(t, rows)
	h.Text = make([]string, t.Cols)
	for c, s := range columns {
		h.Text[c] = s.Joined()
	}
	rd.assign(h, t, columns, true)
}

// level reports whether a row is a further level of the header: words, but no
// name and no number, under columns that the header has.
func (h *Header) level(t *document.Table, row int) bool {
	cells := paper.OwnCells(t, row)
	name, ok := h.Column[Name]
	if !ok || len(cells) == 0 || t.Text(row, name) != "" {
		return false
	}
	for _, cell := range cells {
		if !paper.Wordy(cell.Text) || printed.Unstated(cell.Text) || len(cell.Text) > 3*lexicon.MaxBare || cell.Col == 0 || cell.ColSpan >= t.Cols {
			return false
		}
	}
	return true
}

// reaches reports whether a filled cell that starts at or below row from covers
// a position of a later row from above.
func reaches(t *document.Table, row, from int) bool {
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row < row && cell.Row >= from && cell.Text != "" {
			return true
		}
	}
	return false
}

// unitRow reports a row whose filled cells are all units: 万元 | 万元 | 分.
func unitRow(t *document.Table, row int) bool {
	cells := paper.OwnCells(t, row)
	for _, cell := range cells {
		if !lexicon.OnlyUnit(cell.Text) {
			return false
		}
	}
	return len(cells) > 0
}

// Repeats reports whether a row prints the header, or one of its levels, again.
func (h *Header) Repeats(t *document.Table, row int) bool {
	cells := paper.OwnCells(t, row)
	for _, cell := range cells {
		if cell.Col >= len(h.Text) || !strings.Contains(cjk.Squeeze(h.Text[cell.Col]), cjk.Squeeze(cell.Text)) {
			return false
		}
	}
	return len(cells) >= 2
}

// StartsAnew reports whether a row below names columns anew: its cells are plain
// labels, a project's name among them.
func (rd *Reader) StartsAnew(t *document.Table, row int) bool {
	cells := paper.OwnCells(t, row)
	if len(cells) < 3 {
		return false
	}
	fields := map[string]bool{}
	for _, cell := range cells {
		if len(cell.Text) > 3*lexicon.MaxLabel || paper.Numeric(cell.Text) {
			return false
		}
		if m := rd.Vocab.Columns.Plain(cell.Text); m != "" {
			fields[m] = true
		}
	}
	return len(fields) >= 3 && fields[Name] && len(fields)*2 >= len(cells)
}

// NamesColumns reports whether a row holds words for columns more than anything else,
// a project's name among them.
func (rd *Reader) NamesColumns(t *document.Table, row int) bool {
	fields, named := map[string]bool{}, 0
	cells := paper.OwnCells(t, row)
	for _, cell := range cells {
		if len(cell.Text) > 3*lexicon.MaxLabel || paper.Numeric(cell.Text) {
			return false
		}
		if ms := rd.Vocab.Columns.Find(cell.Text); len(ms) > 0 {
			fields[ms[0].Field] = true
			named++
		}
	}
	return len(fields) >= 3 && fields[Name] && named*2 > len(cells)
}
