package interpret

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// readProjects reads the summary tables (部门绩效自评结果公开汇总表), however many
// pages and pieces they were cut into.
func readProjects(rd *reading) {
	found := rd.projectTables()
	best := 0
	for _, f := range found {
		best = max(best, f.strength)
	}
	var open *projectTable
	next := 0
	for _, t := range rd.tables() {
		listed := false
		for ; next < len(found) && found[next].table.blocks[0] == t.blocks[0]; next++ {
			listed = true
			f := found[next]
			if f.strength == 0 && best > 0 {
				// A list of plans beside the list of results.
				open = nil
				continue
			}
			if open == nil || !rd.sameTable(open, f) {
				open = rd.newProjectTable()
			}
			open.open(f.table, f.header)
			open.rows(f.header.end)
			rd.take(t)
		}
		if listed || open == nil || rd.read(t) {
			continue
		}
		if grid, ok := open.goesOn(t); ok {
			open.table = grid
			open.rows(0)
			rd.take(t)
			continue
		}
		open = nil
	}
	rd.closeTables()
}

// foundTable is a table that lists projects.
type foundTable struct {
	table    *table
	header   header
	strength int // 0 where the table says neither what was spent nor how it was scored
}

// projectTables finds the tables that list projects.
func (rd *reading) projectTables() []foundTable {
	var found []foundTable
	for _, t := range rd.tables() {
		if rd.ctx.Err() != nil {
			break
		}
		if t.form {
			continue
		}
		taken := rd.read(t)
		if !taken {
			if h, ok := rd.readHeader(t.Table, 0); ok && h.has(colName) {
				if strength, ok := rd.listsProjects(t, &h); ok {
					for _, half := range rd.sideBySide(t, &h) {
						found = append(found, foundTable{half.table, half.header, strength})
					}
					continue
				}
			}
		}
		if f, ok := rd.framed(t); ok {
			found = append(found, f)
			continue
		}
		if taken {
			continue
		}
		if turned, h, ok := rd.transposed(t); ok {
			found = append(found, foundTable{turned, h, 2})
		}
	}
	return found
}

// framed finds a list of projects within a frame around a whole page, whose lines are
// those of the tables in it: its header stands under a line of text over all columns.
func (rd *reading) framed(t *table) (f foundTable, ok bool) {
	for r := range t.Rows {
		if across(t.Table, r) == nil || r+1 < t.Rows && across(t.Table, r+1) != nil {
			continue
		}
		if h, ok := rd.readHeader(t.Table, r); ok && h.has(colName) {
			if strength, ok := rd.listsProjects(t, &h); ok && (strength > 1 || h.has(colBudget) && h.has(colExecuted)) {
				return foundTable{t, h, strength}, true
			}
		}
	}
	return f, false
}

// listsProjects reports whether a table lists projects: its header names them and
// what was budgeted, spent or scored, and its cells hold that.
func (rd *reading) listsProjects(t *table, h *header) (strength int, ok bool) {
	if h.has(colScore) {
		strength += 2
	}
	if h.has(colExecuted) {
		strength++
	}
	if strength == 0 && !h.has(colBudget) {
		return 0, false
	}
	if strength < 2 && rd.accountsHeader(h) {
		return 0, false
	}
	// A list of amounts alone may be anything; near the word 绩效 it lists what is evaluated.
	if strength < 2 && !(h.has(colBudget) && h.has(colExecuted)) && !rd.aboutPerformance(t) {
		return 0, false
	}
	name := h.column[colName]
	var names, accounts, figures, prose int
	for r := h.end; r < t.Rows; r++ {
		if cell := t.Cell(r, name); cell != nil && cell.Row == r && wordy(cell.Text) {
			names++
			if s := cjk.Squeeze(cell.Text); rd.account(s) && !strings.HasPrefix(s, "其中") {
				accounts++
			}
		}
		for _, f := range []string{colBudget, colExecuted, colScore} {
			if !h.has(f) {
				continue
			}
			if text := t.Text(r, h.column[f]); numeric(text) {
				figures++
			} else if utf8.RuneCountInString(text) > 12 {
				prose++
			}
		}
	}
	if strength >= 2 {
		accounts = 0 // accounts are not scored
	}
	return strength, accounts*4 <= names && figures >= prose && names > 0
}

// accountsHeader reports whether a header has a column that only tables of
// accounts have: 行次, 科目编码.
func (rd *reading) accountsHeader(h *header) bool {
	for _, text := range h.text {
		text = cjk.Squeeze(text)
		for _, w := range rd.vocab.AccountColumns {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	return false
}

// aboutPerformance reports whether the caption or a title row of a table speaks
// of performance evaluation.
func (rd *reading) aboutPerformance(t *table) bool {
	for r := range min(t.Rows, 3) {
		if c := across(t.Table, r); c != nil && strings.Contains(cjk.Squeeze(c.Text), "绩效") {
			return true
		}
	}
	for i := t.blocks[0] - 1; i >= 0 && i >= t.blocks[0]-4; i-- {
		b := &rd.blocks[i]
		if b.Kind == document.TableBlock {
			return false
		}
		if s := cjk.Squeeze(b.Text); utf8.RuneCountInString(s) <= lexicon.MaxLabel && (strings.Contains(s, "自评") || strings.Contains(s, "绩效评价")) {
			return true
		}
	}
	return false
}

// account reports whether a name is a line of accounts (基本支出, 一般公共预算收入)
// rather than a project.
func (rd *reading) account(squeezed string) bool {
	s := strings.TrimPrefix(squeezed, "其中:")
	if rest, ok := cutNumeral(s); ok {
		s = rest
	}
	s = strings.TrimLeft(s, "0123456789.()、")
	for _, a := range rd.vocab.Accounts {
		rest, ok := strings.CutPrefix(s, a)
		if !ok {
			continue
		}
		if rest == "" {
			return true
		}
		if utf8.RuneCountInString(rest) <= 10 {
			for _, end := range []string{"收入", "支出", "预算", "拨款"} {
				if strings.HasSuffix(rest, end) {
					return true
				}
			}
		}
	}
	return false
}

// sameTable reports whether a table with a header of its own goes on with the
// one that is open, so that a total may sum both: a page repeated the header, and
// neither a total nor a new count came between.
func (rd *reading) sameTable(p *projectTable, f foundTable) bool {
	last := p.table.blocks[len(p.table.blocks)-1]
	return rd.adjacent(last, f.table.blocks[0]) && !rd.ended(p.table, f.table.Table, f.header.end) &&
		len(p.header.column) == len(f.header.column)
}

// projectTable is one summary table being read, part after part.
type projectTable struct {
	*reading
	table    *table
	header   header
	unit     string // declared by caption
	first    int    // position in report.Projects of its first row, 0-based
	numbers  bool   // most rows have a number
	chinese  bool   // the numbers are Chinese numerals throughout
	group    string
	attached bool // the last row read was a project, so that a loose line can go on with it
	started  int  // the row whose first lines stand in the row before it, 0 where none does
	closed   bool // notes have begun below the rows
	content  []profile
	places   []totalPlace // of the table's totals
	lost     []int        // positions in report.Projects before which a row with figures was left out
	totals   []int        // their positions in report.Totals
	groups   []int        // positions in report.Projects at which a group starts
}

func (rd *reading) newProjectTable() *projectTable {
	p := &projectTable{reading: rd, first: len(rd.report.Projects)}
	rd.summaries = append(rd.summaries, p)
	return p
}

// open starts a part that has a header of its own.
func (p *projectTable) open(t *table, h header) {
	p.table, p.header = t, h
	p.content = p.profiles(t.Table, h.end, t.Rows)
	if h.table != "" {
		p.unit = h.table
	} else if u := p.captionFor(t.blocks[0]); u != "" {
		p.unit = u
	} else if u := p.remarkAfter(t.blocks[len(t.blocks)-1]); u != "" && p.unit == "" {
		p.unit = u
	}
	for r := range h.end {
		p.heads[t.head] = append(p.heads[t.head], ownCells(t.Table, r)...)
	}
	p.count(h.end)
}

// count looks at how the rows are numbered.
func (p *projectTable) count(from int) {
	c, ok := p.header.column[colSeq]
	if !ok {
		return
	}
	arabic, chinese, rows := 0, 0, 0
	for r := from; r < p.table.Rows; r++ {
		cell := p.table.Cell(r, c)
		if cell == nil || cell.Row != r {
			continue
		}
		rows++
		if _, ok := smallNumber(cell.Text); ok {
			arabic++
		} else if chineseNumeral(cell.Text) {
			chinese++
		}
	}
	p.numbers = (arabic+chinese)*2 >= rows
	p.chinese = arabic == 0
}

// goesOn reports whether a table without a header of its own carries on this one:
// as many columns once those that are empty are left out, and in each what the
// column held so far. A part that seems to go on but does not fit is told of.
func (p *projectTable) goesOn(t *table) (*table, bool) {
	if t.form || !p.adjacent(p.table.blocks[len(p.table.blocks)-1], t.blocks[0]) || p.hasHeader(t.Table, 0) {
		return nil, false
	}
	grid, ok := fitColumns(p.table, p.content, t, p.profiles(t.Table, 0, t.Rows))
	if !ok {
		if headless(t, projectLike) {
			p.take(t)
			p.note(true, t.At, "表%d没有表头，各列与前面的汇总表不符，无法接续，未读入", "table %d has no header, and its columns do not fit the summary table before it; it was left out", t.Index)
		}
		return nil, false
	}
	return grid, true
}
