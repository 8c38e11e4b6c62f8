package interpret

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// header is what some rows of a table say of the columns below them.
type header struct {
	end    int               // the row after the header
	column map[string]int    // field → column
	unit   map[string]string // field → unit declared in the header cell
	table  string            // unit declared in a caption row inside the table
	text   []string          // the stacked header text by column
	full   *report.Amount    // what the scores are out of, where their column says so
	width  int               // cells of its widest row: how many a row below should have
}

// columnReader finds which column of a table holds what.
type columnReader struct {
	*Paper
	year string // of the report, as printed; "" where it is not known
}

func (h *header) has(field string) bool { _, ok := h.column[field]; return ok }

// maxHeaderLevels is how many levels a header has at most.
const maxHeaderLevels = 4

// stack is the header cells over one column, the top one first.
type stack []string

func (s stack) joined() string { return strings.Join(s, "") }

// stacks collects the header cells over each column from the rows given. Rows
// that one cell fills are titles and say nothing of columns. A cell left empty
// beside a filled one belongs to it where both have cells below: pipe tables
// print a merged header cell that way.
func stacks(t *document.Table, rows []int) []stack {
	text := make([][]string, 0, len(rows))
	for _, r := range rows {
		if across(t, r) != nil && t.Cols > 1 {
			continue
		}
		level := make([]string, t.Cols)
		for c := range t.Cols {
			if cell := t.Cell(r, c); cell != nil && (cell.Row == r || r == rows[0]) {
				level[c] = cell.Text
			}
		}
		text = append(text, level)
	}
	below := func(level, c int) bool {
		for _, l := range text[level+1:] {
			if l[c] != "" {
				return true
			}
		}
		return false
	}
	out := make([]stack, t.Cols)
	for i, level := range text {
		over := ""
		for c := range t.Cols {
			switch {
			case level[c] != "":
				over = ""
				if below(i, c) {
					over = level[c]
				}
				out[c] = append(out[c], level[c])
			case over != "" && below(i, c):
				out[c] = append(out[c], over)
			default:
				over = ""
			}
		}
	}
	return out
}

// readHeader finds the header that names the columns best in the rows from
// first on. ok is false where no column is named.
func (rd *columnReader) readHeader(t *document.Table, first int) (best header, ok bool) {
	bestScore, caption, start := 0, "", 0
	last := min(first+maxHeaderRows, t.Rows)
	for from := first; from < last && !dataRow(t, from); from++ {
		for _, cell := range ownCells(t, from) {
			if u := lexicon.CaptionUnitIn(cell.Text); u != "" {
				caption = u
			}
		}
		if across(t, from) != nil || len(ownCells(t, from)) < 2 {
			continue
		}
		for to := from + 1; to <= min(from+maxHeaderLevels, t.Rows) && !dataRow(t, to-1); to++ {
			score := rd.headerScore(stacks(t, span(from, to)))
			if score > bestScore {
				bestScore = score
				best = header{end: to}
				start = from
			}
		}
	}
	if bestScore == 0 {
		return best, false
	}
	rd.completeHeader(&best, t, start)
	best.table = caption
	return best, true
}

// headerScore weighs how many columns a header names, and how plainly.
func (rd *columnReader) headerScore(columns []stack) int {
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
func (rd *columnReader) completeHeader(h *header, t *document.Table, from int) {
	rows := span(from, h.end)
	rd.assign(h, t, stacks(t, rows))
	for h.end < t.Rows {
		number := numberRow(t, h.end)
		if !number && !unitRow(t, h.end) && (dataRow(t, h.end) || !reaches(t, h.end, from) && !h.level(t, h.end)) {
			break
		}
		if !number {
			rows = append(rows, h.end)
		}
		h.end++
	}
	for _, r := range rows {
		h.width = max(h.width, width(t, r))
	}
	columns := stacks(t, rows)
	h.text = make([]string, t.Cols)
	for c, s := range columns {
		h.text[c] = s.joined()
	}
	rd.assign(h, t, columns)
}

// level reports whether a row is a further level of the header: words, but no
// name and no number, under columns that the header has.
func (h *header) level(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	name, ok := h.column[colName]
	if !ok || len(cells) == 0 || t.Text(row, name) != "" {
		return false
	}
	for _, cell := range cells {
		if !wordy(cell.Text) || cjk.Unstated(cell.Text) || len(cell.Text) > 3*lexicon.MaxBare || cell.Col == 0 || cell.ColSpan >= t.Cols {
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
	cells := ownCells(t, row)
	for _, cell := range cells {
		if s := strings.Trim(cjk.Squeeze(cell.Text), "()[]"); !lexicon.IsMoneyUnit(s) && s != "分" && s != "%" {
			return false
		}
	}
	return len(cells) > 0
}

// repeats reports whether a row prints the header, or one of its levels, again.
func (h *header) repeats(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	for _, cell := range cells {
		if cell.Col >= len(h.text) || !strings.Contains(cjk.Squeeze(h.text[cell.Col]), cjk.Squeeze(cell.Text)) {
			return false
		}
	}
	return len(cells) >= 2
}

// newHeader reports whether a row below names columns anew: its cells are plain
// labels, a project's name among them.
func (rd *columnReader) newHeader(t *document.Table, row int) bool {
	cells := ownCells(t, row)
	if len(cells) < 3 {
		return false
	}
	fields := map[string]bool{}
	for _, cell := range cells {
		if len(cell.Text) > 3*lexicon.MaxLabel || numeric(cell.Text) {
			return false
		}
		if m := rd.vocab.Columns.Plain(cell.Text); m != "" {
			fields[m] = true
		}
	}
	return len(fields) >= 3 && fields[colName] && len(fields)*2 >= len(cells)
}

// columnWords reports whether a row holds words for columns more than anything else,
// a project's name among them.
func (rd *columnReader) columnWords(t *document.Table, row int) bool {
	fields, named := map[string]bool{}, 0
	cells := ownCells(t, row)
	for _, cell := range cells {
		if len(cell.Text) > 3*lexicon.MaxLabel || numeric(cell.Text) {
			return false
		}
		if ms := rd.vocab.Columns.Find(cell.Text); len(ms) > 0 {
			fields[ms[0].Field] = true
			named++
		}
	}
	return len(fields) >= 3 && fields[colName] && named*2 > len(cells)
}
