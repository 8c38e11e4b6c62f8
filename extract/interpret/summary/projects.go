package summary

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/report"
)

// Result is what the summary tables of a paper say.
type Result struct {
	Projects  []report.Project
	Totals    []report.Total
	Unit      string         // of the first amounts
	ScoreFull *report.Amount // what the scores are out of
	// Heads are the header cells of the tables, by the first part of each.
	Heads     map[*document.Table][]*document.Cell
	Explained []columns.Explained // the choice of columns, by table
	Proposals []proposal.Proposal
	Notes     paper.Notes
	Claimed   paper.Claims // what was taken before, and the blocks of the tables
}

// room reads the summary tables of one paper.
type room struct {
	*columns.Reader
	paper.Notes
	claimed   paper.Claims
	out       Result
	summaries []*projectTable
}

// Read reads the summary tables (部门绩效自评结果公开汇总表), however many
// pages and pieces they were cut into. Year is the report's, as printed.
func Read(p *paper.Paper, year string, taken paper.Claims) Result {
	rd := &room{Reader: &columns.Reader{Paper: p, Year: year}, claimed: taken.Clone()}
	rd.out.Heads = map[*document.Table][]*document.Cell{}
	rd.readTables()
	rd.closeTables()
	rd.out.Proposals = rd.proposals()
	rd.out.Notes, rd.out.Claimed = rd.Notes, rd.claimed
	return rd.out
}

func (rd *room) readTables() {
	found := rd.projectTables()
	best := 0
	for _, f := range found {
		best = max(best, f.strength)
	}
	var open *projectTable
	next := 0
	for _, t := range rd.Tables() {
		listed := false
		for ; next < len(found) && found[next].table.Block == t.Block; next++ {
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
			open.rows(f.header.End)
			rd.claimed.Take(t)
		}
		if listed || open == nil || rd.claimed.Has(t) {
			continue
		}
		open = nil
	}
}

// proposals are what the rows say of the department: the implementer that all of them
// have.
func (rd *room) proposals() []proposal.Proposal {
	name := ""
	for i := range rd.out.Projects {
		s := paper.WithoutSpaces(rd.out.Projects[i].Implementer)
		if s == "" || name != "" && s != name {
			return nil
		}
		name = s
	}
	if !rd.Vocab.IsBody(name) {
		return nil
	}
	return []proposal.Proposal{{Field: proposal.Department, Value: name, Source: proposal.FromImplementer}}
}

// foundTable is a table that lists projects.
type foundTable struct {
	table    *paper.Table
	header   columns.Header
	strength int // 0 where the table says neither what was spent nor how it was scored
}

// projectTables finds the tables that list projects.
func (rd *room) projectTables() []foundTable {
	var found []foundTable
	for _, t := range rd.Tables() {
		if rd.Ctx.Err() != nil {
			break
		}
		if t.Form() {
			continue
		}
		taken := rd.claimed.Has(t)
		if !taken {
			if h, ok := rd.ReadHeader(t.Table, 0); ok && h.Has(columns.Name) {
				if strength, ok := rd.ListsProjects(t, &h); ok {
					found = append(found, foundTable{t, h, strength})
					continue
				}
			}
		}
		if f, ok := rd.framed(t); ok {
			found = append(found, f)
			continue
		}
	}
	return found
}

// framed finds a list of projects within a frame around a whole page, whose lines are
// those of the tables in it: its header stands under a line of text over all columns.
func (rd *room) framed(t *paper.Table) (f foundTable, ok bool) {
	for r := range t.Rows {
		if paper.Across(t.Table, r) == nil || r+1 < t.Rows && paper.Across(t.Table, r+1) != nil {
			continue
		}
		if h, ok := rd.ReadHeader(t.Table, r); ok && h.Has(columns.Name) {
			if strength, ok := rd.ListsProjects(t, &h); ok && (strength > 1 || h.Has(columns.Budget) && h.Has(columns.Executed)) {
				return foundTable{t, h, strength}, true
			}
		}
	}
	return f, false
}

// sameTable reports whether a table with a header of its own goes on with the
// one that is open, so that a total may sum both: a page repeated the header, and
// neither a total nor a new count came between.
func (rd *room) sameTable(p *projectTable, f foundTable) bool {
	last := p.table.Block
	return rd.Adjacent(last, f.table.Block) && !rd.Ended(p.table, f.table.Table, f.header.End) &&
		len(p.header.Column) == len(f.header.Column)
}

// projectTable is one summary table being read, part after part.
type projectTable struct {
	*room
	table      *paper.Table
	header     columns.Header
	unit       string // declared by caption
	first      int    // position in report.Projects of its first row, 0-based
	numbers    bool   // most rows have a number
	chinese    bool   // the numbers are Chinese numerals throughout
	nested     bool   // numbers such as 1.1 stand below 1
	source     int    // the column that says where money comes from, -1 where there is none
	wholeLabel string // of rows that give the whole of a project's parts, beside the words known for them
	group      string
	attached   bool // the last row read was a project, so that a loose line can go on with it
	closed     bool // notes have begun below the rows
	content    []paper.Profile
	places     []totalPlace // of the table's totals
	lost       []int        // positions in report.Projects before which a row with figures was left out
	totals     []int        // their positions in report.Totals
	groups     []int        // positions in report.Projects at which a group starts
}

func (rd *room) newProjectTable() *projectTable {
	p := &projectTable{room: rd, first: len(rd.out.Projects)}
	rd.summaries = append(rd.summaries, p)
	return p
}

// open starts a part that has a header of its own.
func (p *projectTable) open(t *paper.Table, h columns.Header) {
	p.table, p.header = t, h
	p.content = p.Profiles(t.Table, h.End, t.Rows)
	if h.CaptionUnit != "" {
		p.unit = h.CaptionUnit
	} else if u := t.Logical.Unit; u != "" {
		p.unit = u
	}
	for r := range h.End {
		p.out.Heads[t.Table] = append(p.out.Heads[t.Table], paper.OwnCells(t.Table, r)...)
	}
	p.out.Explained = append(p.out.Explained, columns.Explained{Table: t.Index, Choices: h.Choices})
	p.count(h.End)
	p.source = p.sourceColumn()
	p.learnWhole(h.End)
	if h.Nameless > 0 && t.Confidence < 1 && !(h.Has(columns.Budget) && h.Has(columns.Executed)) {
		p.Note(true, t.At, "有 %d 列数字没有读到栏目名称，预算数或执行数可能就在其中", "%d columns of figures were read without a head; budget or spend may be among them", h.Nameless)
	}
	for _, d := range h.Doubts {
		p.Notes = append(p.Notes, report.Note{Text: d, At: t.At})
	}
}

// count looks at how the rows are numbered.
func (p *projectTable) count(from int) {
	c, ok := p.header.Column[columns.Seq]
	if !ok {
		return
	}
	arabic, chinese, rows := 0, 0, 0
	p.nested = false
	for r := from; r < p.table.Rows; r++ {
		cell := p.table.Cell(r, c)
		if cell == nil || cell.Row != r {
			continue
		}
		rows++
		if _, ok := paper.SmallNumber(cell.Text); ok {
			arabic++
		} else if _, _, ok := cutSeq(cell.Text); ok {
			arabic++
			p.nested = true
		} else if paper.ChineseNumeral(cell.Text) {
			chinese++
		}
	}
	p.numbers = (arabic+chinese)*2 >= rows
	p.chinese = arabic == 0
}
