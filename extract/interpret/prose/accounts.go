package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readAccounts reads tables of revenue and expenditure (收支预算表, 收支决算表):
// the totals that the prose leaves open, and the parts that make each up exactly.
// Which rows are parts of which is seldom printed, so parts that do not add up to
// their total are left out.
func (rd *room) readAccounts() {
	for _, t := range rd.Tables() {
		if err := rd.Ctx.Err(); err != nil {
			return
		}
		if rd.claimed.Has(t) || t.Form() || t.Cols < 2 || t.Rows < 3 || t.Rows > maxAccountRows || t.Cols > maxAccountColumns {
			continue
		}
		if a := rd.accountTable(t); a != nil && a.read() {
			rd.claimed.Take(t)
		}
	}
}

// Tables of accounts are short lists; larger ones are something else.
const (
	maxAccountRows    = 200
	maxAccountColumns = 20
)

// accountTable is a table of accounts being read.
type accountTable struct {
	*room
	t       *paper.Table
	from    int // first row of figures
	heads   []columns.Stack
	unit    string
	caption string
}

func (rd *room) accountTable(t *paper.Table) *accountTable {
	a := &accountTable{room: rd, t: t}
	for a.from < t.Rows && !a.lists(a.from) {
		a.from++
	}
	if a.from == 0 || a.from == t.Rows || a.from > paper.MaxHeaderRows {
		return nil
	}
	a.heads = columns.Stacks(t.Table, paper.Span(0, a.from))
	a.unit = t.Logical.Unit
	a.caption = rd.captionText(t.Block)
	return a
}

// lists reports whether a row names something and sets a figure beside it.
func (a *accountTable) lists(row int) bool {
	for c := 1; c < a.t.Cols; c++ {
		if paper.Wordy(a.t.Text(row, c-1)) && paper.Numeric(a.t.Text(row, c)) && !paper.IsYear(a.t.Text(row, c)) {
			return true
		}
	}
	return false
}

// shortCaption is how many characters a line above a table has at most that tells
// what it is.
const shortCaption = 40

// captionText is what the short lines above a table and the headings over it say.
func (rd *room) captionText(block int) string {
	var out strings.Builder
	for i := block - 1; i >= 0 && i >= block-3 && rd.Blocks[i].Table == nil; i-- {
		if text := cjk.Squeeze(rd.Blocks[i].Text); utf8.RuneCountInString(text) <= shortCaption {
			out.WriteString(text)
		}
	}
	i, ok := slices.BinarySearchFunc(rd.Passages, block, func(p outline.Passage, block int) int { return p.Block - block })
	if ok && len(rd.Passages[i].Under) > 0 {
		under := rd.Passages[i].Under
		out.WriteString(cjk.Squeeze(rd.Headings[under[len(under)-1]].Section.Title))
	}
	return out.String()
}

// accountColumn is a column of figures with the column that names its rows.
type accountColumn struct {
	label, value int
	final        bool // 决算
	unit         string
	side         string // 收入 or 支出, where the header says so
}

// columns finds the columns of figures that are the budget's or the final
// accounts' own; of several budgets of one year the first stands for it.
func (a *accountTable) columns() (out []accountColumn) {
	labels := -1
	for c := range a.t.Cols {
		words, figures := a.countColumn(c)
		if words > figures {
			labels = c
			continue
		}
		if figures == 0 || labels < 0 {
			continue
		}
		col, ok := a.column(labels, c)
		if ok && !slices.ContainsFunc(out, func(x accountColumn) bool { return x.label == col.label && x.final == col.final }) {
			out = append(out, col)
		}
	}
	return out
}

// countColumn counts the names and the figures of a column.
func (a *accountTable) countColumn(c int) (words, figures int) {
	for r := a.from; r < a.t.Rows; r++ {
		switch text := a.t.Text(r, c); {
		case paper.Wordy(text):
			words++
		case paper.Numeric(text):
			figures++
		}
	}
	return words, figures
}

// column tells by its header, or the caption, whether a column of figures is the
// budget's or the final accounts'.
func (a *accountTable) column(labels, c int) (col accountColumn, ok bool) {
	w := &a.Vocab.Budgets
	head := cjk.Squeeze(a.heads[c].Joined())
	if lexicon.HoldsAny(head, w.OtherColumns) || a.otherYear(head) {
		return col, false
	}
	col = accountColumn{label: labels, value: c, unit: cmp.Or(lexicon.UnitIn(head), a.unit)}
	text := head
	if !lexicon.HoldsAny(head, w.OwnColumns) {
		text = a.caption
	}
	col.final = lexicon.HoldsAny(text, w.Accounts)
	if lexicon.HoldsAny(text, w.Budget) == col.final || lexicon.HoldsAny(text, w.Running) || col.unit == "" {
		return col, false
	}
	over := cjk.Squeeze(a.heads[labels].Joined())
	for _, side := range []string{w.Revenue, w.Expenditure} {
		if strings.Contains(over, side) && !lexicon.HoldsAny(over, w.Both) {
			col.side = side
		}
	}
	return col, true
}

func (a *accountTable) otherYear(head string) bool {
	year := a.known.FiscalYear.Raw
	for _, tok := range sentence.Tokens(head) {
		if tok.Kind == sentence.Period && year != "" && tok.Number != year {
			return true
		}
	}
	return false
}

// accountRow is a row with a name and a figure.
type accountRow struct {
	name  string
	level int    // of its numbering, 0 where it has none
	of    bool   // 其中：
	whole string // 收入 or 支出 for a total
	cell  *document.Cell
	value decimal.Decimal
}

func (a *accountTable) rows(col accountColumn) (out []accountRow) {
	for r := a.from; r < a.t.Rows; r++ {
		label, cell := cjk.Squeeze(a.t.Text(r, col.label)), a.t.Cell(r, col.value)
		if label == "" || cell == nil || cell.Row != r || !paper.Numeric(cell.Text) {
			continue
		}
		row := accountRow{name: label, cell: cell}
		if s, n := outline.Numbering(label); n > 0 {
			row.level, row.name = s.Level, label[n:]
		}
		for _, w := range a.Vocab.Budgets.OfWhich {
			if rest, ok := strings.CutPrefix(row.name, w); ok {
				row.of, row.name = true, strings.TrimLeft(rest, ":")
			}
		}
		var err error
		if row.value, err = decimal.NewFromString(strings.ReplaceAll(cjk.Squeeze(cell.Text), ",", "")); err != nil {
			return nil // a figure in doubt puts the whole column in doubt
		}
		switch core := sentence.Core(row.name); {
		case core == a.Vocab.Budgets.Revenue || core == a.Vocab.Budgets.Expenditure:
			row.whole = core
		case a.Vocab.Totals.Has(row.name):
			row.whole = col.side
		}
		out = append(out, row)
	}
	return out
}

// read fills in what the prose left open, and reports whether the table was one
// of accounts.
func (a *accountTable) read() bool {
	found := false
	w := &a.Vocab.Budgets
	for _, col := range a.columns() {
		rows := a.rows(col)
		for _, side := range []string{w.Revenue, w.Expenditure} {
			last := -1
			for i, row := range rows {
				if row.whole == side && (last < 0 || lexicon.HoldsAny(row.name, w.GrandTotal) || !lexicon.HoldsAny(rows[last].name, w.GrandTotal)) {
					last = i
				}
			}
			if last < 0 {
				continue
			}
			found = true
			a.set(col, side, rows, last)
		}
	}
	return found
}

// set gives a side its total and parts.
func (a *accountTable) set(col accountColumn, side string, rows []accountRow, whole int) {
	budget := &a.out.Budget
	if col.final {
		if a.out.FinalAccounts == nil {
			a.out.FinalAccounts = &report.Budget{}
		}
		budget = a.out.FinalAccounts
	}
	to := &budget.Revenue
	if side == a.Vocab.Budgets.Expenditure {
		to = &budget.Expenditure
	}
	amount := func(row accountRow) *report.Amount {
		return &report.Amount{Raw: row.cell.Text, Unit: col.unit, At: row.cell.At}
	}
	if to.Total != nil {
		return // the prose has said it
	}
	*to = report.Breakdown{Name: rows[whole].name, Total: amount(rows[whole]), Budgeted: !col.final}
	for _, row := range partsOf(rows, whole) {
		to.Parts = append(to.Parts, report.Part{Name: row.name, Amount: amount(row)})
	}
}

// partsOf finds the rows that add up to a total: those below it or above it up to
// the next total, or all rows of the column; all of them, or those of the upper
// level alone.
func partsOf(rows []accountRow, whole int) []accountRow {
	after := whole + 1
	for after < len(rows) && rows[after].whole == "" {
		after++
	}
	before := whole
	for before > 0 && rows[before-1].whole == "" {
		before--
	}
	for _, share := range [][]accountRow{rows[whole+1 : after], rows[before:whole], rows[:whole]} {
		for _, top := range []func(accountRow) bool{
			func(r accountRow) bool { return !r.of },
			func(r accountRow) bool { return r.level == 1 },
			func(r accountRow) bool { return r.level == 1 || r.level == 0 && !r.of },
		} {
			var parts []accountRow
			sum := decimal.Zero
			for _, r := range share {
				if top(r) && r.whole == "" {
					parts, sum = append(parts, r), sum.Add(r.value)
				}
			}
			if len(parts) > 1 && sum.Equal(rows[whole].value) {
				return parts
			}
		}
	}
	return nil
}
