package interpret

import (
	"selfeval/extract/document"
	"selfeval/report"
)

// Result is what the summary tables of a paper say.
type SummaryResult struct {
	Projects  []report.Project
	Totals    []report.Total
	Unit      string         // of the first amounts
	ScoreFull *report.Amount // what the scores are out of
	// Heads are the header cells of the tables, by the first part of each.
	Heads     map[*document.Table][]*document.Cell
	Proposals []Proposal
	Notes     Notes
	Claimed   Claims // what was taken before, and the blocks of the tables
}

// summaryRoom reads the summary tables of one paper.
type summaryRoom struct {
	*columnReader
	Notes
	claimed   Claims
	out       SummaryResult
	summaries []*projectTable
}

// readSummary reads the summary tables (部门绩效自评结果公开汇总表), however many
// pages and pieces they were cut into. Year is the report's, as printed.
func readSummary(p *Paper, year string, taken Claims) SummaryResult {
	rd := &summaryRoom{columnReader: &columnReader{Paper: p, year: year}, claimed: taken.clone()}
	rd.out.Heads = map[*document.Table][]*document.Cell{}
	rd.readTables()
	rd.closeTables()
	rd.out.Proposals = rd.proposals()
	rd.out.Notes, rd.out.Claimed = rd.Notes, rd.claimed
	return rd.out
}

func (rd *summaryRoom) readTables() {
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
			rd.claimed.take(t)
		}
		if listed || open == nil || rd.claimed.has(t) {
			continue
		}
		if grid, ok := open.goesOn(t); ok {
			open.table = grid
			open.rows(0)
			rd.claimed.take(t)
			continue
		}
		open = nil
	}
}

// proposals are what the rows say of the department: the implementer that all of them
// have.
func (rd *summaryRoom) proposals() []Proposal {
	name := ""
	for i := range rd.out.Projects {
		s := withoutSpaces(rd.out.Projects[i].Implementer)
		if s == "" || name != "" && s != name {
			return nil
		}
		name = s
	}
	if !rd.vocab.IsBody(name) {
		return nil
	}
	return []Proposal{{Field: Department, Value: name, Source: FromImplementer}}
}

// foundTable is a table that lists projects.
type foundTable struct {
	table    *table
	header   header
	strength int // 0 where the table says neither what was spent nor how it was scored
}

// projectTables finds the tables that list projects.
func (rd *summaryRoom) projectTables() []foundTable {
	var found []foundTable
	for _, t := range rd.tables() {
		if rd.ctx.Err() != nil {
			break
		}
		if t.form {
			continue
		}
		taken := rd.claimed.has(t)
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
func (rd *summaryRoom) framed(t *table) (f foundTable, ok bool) {
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

// sameTable reports whether a table with a header of its own goes on with the
// one that is open, so that a total may sum both: a page repeated the header, and
// neither a total nor a new count came between.
func (rd *summaryRoom) sameTable(p *projectTable, f foundTable) bool {
	last := p.table.blocks[len(p.table.blocks)-1]
	return rd.adjacent(last, f.table.blocks[0]) && !rd.ended(p.table, f.table.Table, f.header.end) &&
		len(p.header.column) == len(f.header.column)
}

// projectTable is one summary table being read, part after part.
type projectTable struct {
	*summaryRoom
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

func (rd *summaryRoom) newProjectTable() *projectTable {
	p := &projectTable{summaryRoom: rd, first: len(rd.out.Projects)}
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
		p.out.Heads[t.head] = append(p.out.Heads[t.head], ownCells(t.Table, r)...)
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
			p.claimed.take(t)
			p.Note(true, t.At, "表%d没有表头，各列与前面的汇总表不符，无法接续，未读入", "table %d has no header, and its columns do not fit the summary table before it; it was left out", t.Index)
		}
		return nil, false
	}
	return grid, true
}
