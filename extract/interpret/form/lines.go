package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// formLine is a row of a form's table, or a short paragraph between tables.
type formLine struct {
	block int
	t     *document.Table // nil for a paragraph
	row   int             // 0-based row of t
	cells []formCell      // the filled cells that start in the row
	text  string          // of a paragraph
	seam  bool            // first row of a part that a page break cut
	at    report.Location
}

// formCell is a filled cell with its text as labels are compared.
type formCell struct {
	*document.Cell
	key string // squeezed, colon at the end cut
}

func labelKey(s string) string { return strings.TrimRight(cjk.Squeeze(s), ":") }

// tableLines gives the rows of a table.
func tableLines(block int, t *document.Table) []formLine {
	lines := make([]formLine, t.Rows)
	for r := range lines {
		lines[r] = formLine{block: block, t: t, row: r, at: report.Location{Table: t.Index, Row: r + 1, Page: t.At.Page, Line: t.At.Line}}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row >= len(lines) || c.Col >= t.Cols {
			continue
		}
		l := &lines[c.Row]
		if len(l.cells) == 0 && !c.At.IsZero() {
			l.at = c.At
			l.at.Column = 0
		}
		if strings.TrimSpace(c.Text) != "" {
			l.cells = append(l.cells, formCell{c, labelKey(c.Text)})
		}
	}
	return lines
}

// passedOver reports that no form can be seen in cells: none may be a label or hold
// one before a colon, and no two may be heads of columns.
func passedOver(signs *lexicon.FormSigns, cells []formCell) bool {
	heads := 0
	for i := range cells {
		key := cells[i].key
		if signs.Label(key) {
			return false
		}
		if signs.Head(key) {
			if heads++; heads == 2 {
				return false
			}
		}
	}
	return true
}

// alone returns the one text of a line: its only cell, or the same text repeated
// by a converter for every column of a merged cell.
func (l *formLine) alone() (formCell, bool) {
	if len(l.cells) == 0 {
		return formCell{}, false
	}
	for _, c := range l.cells[1:] {
		if c.key != l.cells[0].key {
			return formCell{}, false
		}
	}
	return l.cells[0], true
}

// isLabel reports whether a cell's text is one of a form's words rather than a value.
func (rd *room) isLabel(key string) bool {
	v := rd.Vocab
	if key == "" || utf8.RuneCountInString(key) > lexicon.MaxLabel {
		return false
	}
	for _, ls := range []*lexicon.Labels{&v.FormFields, &v.FormFunds, &v.FormGoals, &v.FormIndicators} {
		if ls.Exactly(key) != "" {
			return true
		}
	}
	bare := lexicon.WithoutBrackets(lexicon.StripUnit(key))
	return v.FormHeads.Has(bare) || v.FormTotals.Has(bare)
}

// valueRight is the cell to the right of a label, "" where that is another label.
func (rd *room) valueRight(l *formLine, label formCell) (string, *document.Cell) {
	for col := label.Col + label.ColSpan; col < l.t.Cols; col++ {
		c := l.t.Cell(l.row, col)
		if c == nil || c.Row != l.row || strings.TrimSpace(c.Text) == "" || c.Text == label.Text {
			continue // a merged cell's rest, or its text repeated
		}
		if rd.isLabel(labelKey(c.Text)) {
			break
		}
		return c.Text, c
	}
	return "", nil
}

// sameAsAbove reports whether a cell's text is that of the cell above: a merged cell
// of which a converter made several.
func sameAsAbove(l *formLine, c formCell) bool {
	above := l.t.Cell(l.row-1, c.Col)
	return l.row > 0 && above != nil && labelKey(above.Text) == c.key
}

// underHead is the columns under a header cell: its own and the blank ones after
// it, which a lost merge leaves.
func underHead(l *formLine, c formCell) (from, to int) {
	to = c.Col + c.ColSpan
	for to < l.t.Cols {
		next := l.t.Cell(l.row, to)
		if next != nil && (next.Row != l.row || strings.TrimSpace(next.Text) != "" && labelKey(next.Text) != c.key) {
			break
		}
		to++
	}
	return c.Col, to
}

// figureIn is the figure that a line holds in some columns, or the dash in its
// place; "" where they hold several, for nothing says which is meant. words says
// that they hold words.
func figureIn(l *formLine, cols []int) (text string, at *document.Cell, words bool) {
	for _, col := range cols {
		c := l.t.Cell(l.row, col)
		if c == nil || c == at || c.Row != l.row || strings.TrimSpace(c.Text) == "" {
			continue
		}
		switch {
		case paper.Numeric(c.Text):
			if at != nil && paper.Numeric(text) && c.Text != text {
				return "", nil, words
			}
			text, at = c.Text, c
		case printed.Unstated(c.Text):
			if at == nil {
				text, at = c.Text, c
			}
		case lexicon.UnitIn("单位："+c.Text) == "" && letters(c.Text) > 2:
			words = true // 未安排, or the row's name, but not 约5万元
		}
	}
	return text, at, words
}

// letters counts a text's letters other than those of money.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) && !strings.ContainsRune("万亿元约整", r) {
			n++
		}
	}
	return n
}

// textIn joins the texts that a line holds in some columns; above says whether a
// cell that reaches down from an earlier row, but not from the header, counts.
func textIn(l *formLine, cols []int, above int) (string, *document.Cell) {
	var text string
	var first, last *document.Cell
	for _, col := range cols {
		c := l.t.Cell(l.row, col)
		if c == nil || c == last || strings.TrimSpace(c.Text) == "" || c.Row != l.row && (above < 0 || c.Row < above) {
			continue
		}
		if last != nil && c.Text == last.Text {
			continue
		}
		text = cjk.Join(text, c.Text)
		last = c
		if first == nil {
			first = c
		}
	}
	return text, first
}
