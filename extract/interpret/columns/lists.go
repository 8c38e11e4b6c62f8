package columns

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// ListsProjects reports whether a table lists projects: its header names them and
// what was budgeted, spent or scored, and its cells hold that.
func (rd *Reader) ListsProjects(t *paper.Table, h *Header) (strength int, ok bool) {
	if h.Has(Score) {
		strength += 2
	}
	if h.Has(Executed) {
		strength++
	}
	if strength == 0 && !h.Has(Budget) {
		return 0, false
	}
	if strength < 2 && rd.accountsHeader(h) {
		return 0, false
	}
	// A list of amounts alone may be anything; near the word 绩效 it lists what is evaluated.
	if strength < 2 && !(h.Has(Budget) && h.Has(Executed)) && !rd.aboutPerformance(t) {
		return 0, false
	}
	held := rd.heldBy(t, h)
	if strength >= 2 {
		held.accounts = 0 // accounts are not scored
	}
	return strength, held.accounts*4 <= held.names && held.figures >= held.prose && held.names > 0
}

// held counts what stands below a header: names, those of accounts among them, and
// figures and texts in the columns of figures.
type held struct{ names, accounts, figures, prose int }

func (rd *Reader) heldBy(t *paper.Table, h *Header) (n held) {
	name := h.Column[Name]
	for r := h.End; r < t.Rows; r++ {
		if cell := t.Cell(r, name); cell != nil && cell.Row == r && paper.Wordy(cell.Text) {
			n.names++
			if s := cjk.Squeeze(cell.Text); rd.IsAccount(s) && !rd.Vocab.ColumnSigns.OfWhich.Starts(s) {
				n.accounts++
			}
		}
		for _, f := range []string{Budget, Executed, Score} {
			if !h.Has(f) {
				continue
			}
			if text := t.Text(r, h.Column[f]); paper.Numeric(text) {
				n.figures++
			} else if utf8.RuneCountInString(text) > longestFigure {
				n.prose++
			}
		}
	}
	return n
}

// longestFigure is how many characters a cell has at most that is no sentence.
const longestFigure = 12

// accountsHeader reports whether a header has a column that only tables of
// accounts have: 行次, 科目编码.
func (rd *Reader) accountsHeader(h *Header) bool {
	for _, text := range h.Text {
		text = cjk.Squeeze(text)
		for _, w := range rd.Vocab.AccountColumns {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	return false
}

// aboutPerformance reports whether the caption or a title row of a table speaks
// of performance evaluation.
func (rd *Reader) aboutPerformance(t *paper.Table) bool {
	for r := range min(t.Rows, 3) {
		if c := paper.Across(t.Table, r); c != nil && rd.Vocab.ColumnSigns.Performance.In(cjk.Squeeze(c.Text)) {
			return true
		}
	}
	for i := t.Block - 1; i >= 0 && i >= t.Block-4; i-- {
		b := &rd.Blocks[i]
		if b.Kind == document.TableBlock {
			return false
		}
		if s := cjk.Squeeze(b.Text); utf8.RuneCountInString(s) <= lexicon.MaxLabel && rd.Vocab.ColumnSigns.Evaluation.In(s) {
			return true
		}
	}
	return false
}

// IsAccount reports whether a name is a line of accounts (基本支出, 一般公共预算收入)
// rather than a project.
func (rd *Reader) IsAccount(squeezed string) bool {
	s := squeezed
	if rd.Vocab.ColumnSigns.OfWhich.Starts(s) {
		if _, after, ok := strings.Cut(s, ":"); ok {
			s = after
		}
	}
	if rest, ok := paper.CutNumeral(s); ok {
		s = rest
	}
	s = strings.TrimLeft(s, "0123456789.()、")
	for _, a := range rd.Vocab.Accounts {
		rest, ok := strings.CutPrefix(s, a)
		if !ok {
			continue
		}
		if rest == "" {
			return true
		}
		if utf8.RuneCountInString(rest) <= 10 {
			if rd.Vocab.ColumnSigns.AccountEnds.Ends(rest) {
				return true
			}
		}
	}
	return false
}

// Headless reports whether a table without a header looks like rows of projects from
// the first on.
func Headless(t *paper.Table, like func(*paper.Table, int) bool) bool {
	rows, all := 0, 0
	for r := range t.Rows {
		if paper.BlankRow(t.Table, r) {
			continue
		}
		if like(t, r) {
			rows++
		} else if all == 0 {
			return false
		}
		all++
	}
	return rows > 0 && rows*2 >= all
}

// NamedRow reports a row with a name and two figures.
func (rd *Reader) NamedRow(t *paper.Table, r int) bool {
	return rd.DataRow(t.Table, r) && (paper.Wordy(t.Text(r, 0)) || paper.Wordy(t.Text(r, 1)))
}

// ProjectRow reports a row with figures, a name, and before it a number. The number
// may stand second, after the unit that carries the project out.
func (rd *Reader) ProjectRow(t *paper.Table, r int) bool {
	if !rd.DataRow(t.Table, r) {
		return false
	}
	for c := range min(2, t.Cols-1) {
		if _, ok := paper.SmallNumber(t.Text(r, c)); ok && paper.Wordy(t.Text(r, c+1)) {
			return true
		}
	}
	return false
}
