// Package basics reads the table of base data (部门整体支出绩效评价基础数据表) with which
// departments open their papers in many provinces: posts and staff in a pair of rows, below
// it sums of money by name, last year's accounts beside this year's budget and accounts.
package basics

import (
	"cmp"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Result is what tables of base data say.
type Result struct {
	Staffing *report.Staffing // nil where none says it
	Funds    []report.Funds
	Claimed  paper.Claims // what was taken before, and the tables read here
}

// fewestSums is how many sums a table must name to be one of base data; it also counts
// staff, in its own rows or in a table right above, or says what it is.
const fewestSums = 2

// Read reads the tables of base data of a paper of the department and year named.
func Read(o *outline.Outline, department, year string, taken paper.Claims) Result {
	out := Result{Claimed: taken.Clone()}
	var before *reader // the table before, where it counts staff and no more
	for _, t := range o.Tables() {
		if o.Ctx.Err() != nil {
			break
		}
		if out.Claimed.Has(t) || t.Cols < 3 || t.Rows < 2 {
			before = nil
			continue
		}
		rd := &reader{Outline: o, t: t, year: year, unit: o.UnitOver(t.Block)}
		rd.read()
		if before != nil && rd.staff == nil && t.Block == before.t.Block+1 {
			rd.staff, rd.above = before.staff, before.t
		}
		before = nil
		switch {
		case rd.holds():
			out.take(rd, department)
		case rd.staff != nil && len(rd.funds) == 0:
			before = rd
		}
	}
	return out
}

// take adds what a table says.
func (r *Result) take(rd *reader, department string) {
	r.Claimed.Take(rd.t)
	if rd.above != nil {
		r.Claimed.Take(rd.above)
	}
	r.Funds = append(r.Funds, rd.funds...)
	if rd.staff != nil && r.Staffing == nil {
		rd.staff.Unit = department
		r.Staffing = rd.staff
	}
}

// Into puts the staff that a table of base data gives among those that were read: into the
// one entry there is where it leaves them open, else as one of their own.
func (r *Result) Into(all []report.Staffing) []report.Staffing {
	if r.Staffing == nil {
		return all
	}
	if len(all) != 1 {
		return append(all, *r.Staffing)
	}
	s := &all[0]
	for _, f := range []struct{ to, from *report.Integer }{{&s.Posts, &r.Staffing.Posts}, {&s.InService, &r.Staffing.InService}} {
		if f.to.Raw == "" {
			*f.to = *f.from
		}
	}
	s.ControlRate = cmp.Or(s.ControlRate, r.Staffing.ControlRate)
	return all
}

// reader reads one table.
type reader struct {
	*outline.Outline
	t     *paper.Table
	year  string
	unit  string
	heads []head // of the sums below them
	staff *report.Staffing
	funds []report.Funds
	above *paper.Table // the one that the staff was counted in, where it is another
}

// holds reports a table of base data.
func (rd *reader) holds() bool {
	return len(rd.funds) >= fewestSums && (rd.staff != nil || rd.named())
}

// head is the head of a column of sums.
type head struct {
	col   int
	year  string // where it names another than the report's
	stage lexicon.Stage
}

// read reads the counts of staff and the sums of the table.
func (rd *reader) read() {
	for row := 0; row < rd.t.Rows; row++ {
		cells := distinct(paper.OwnCells(rd.t.Table, row))
		switch {
		case len(cells) == 0:
		case rd.staff == nil && rd.staffing(row, cells):
			row++
		case rd.sumHeads(cells):
		case rd.heads != nil:
			rd.sum(row, cells)
		default:
			for _, c := range cells {
				rd.unit = cmp.Or(rd.unit, lexicon.UnitIn(c.Text))
			}
		}
	}
}

// distinct lists cells without those that repeat the one before them.
func distinct(cells []*document.Cell) (out []*document.Cell) {
	for _, c := range cells {
		if len(out) == 0 || c.Text != out[len(out)-1].Text || paper.Numeric(c.Text) {
			out = append(out, c)
		}
	}
	return out
}

// named reports a table that its own first row, or a short line above it, calls one of
// base data.
func (rd *reader) named() bool {
	for c := range rd.t.Cols {
		if lexicon.HoldsAny(cjk.Squeeze(rd.t.Text(0, c)), rd.Vocab.Basics.Titles) {
			return true
		}
	}
	for i := rd.t.Block - 1; i >= 0 && i >= rd.t.Block-3 && rd.Blocks[i].Table == nil; i-- {
		if lexicon.HoldsAny(cjk.Squeeze(rd.Blocks[i].Text), rd.Vocab.Basics.Titles) {
			return true
		}
	}
	return false
}

// staffing reads the heads of posts and of those in service with the counts in the row
// below them.
func (rd *reader) staffing(row int, cells []*document.Cell) bool {
	st := &report.Staffing{At: paper.RowAt(rd.t.Table, row+1)}
	for _, c := range cells {
		key := cjk.Squeeze(c.Text)
		below := rd.t.Cell(row+1, c.Col)
		if below == nil || below.Row != row+1 || !paper.Numeric(below.Text) {
			continue
		}
		switch words := &rd.Vocab.Staffing; {
		case lexicon.HoldsAny(key, rd.Vocab.Basics.Rates):
			st.ControlRate = &report.Number{Raw: strings.TrimSpace(below.Text), At: below.At}
		case lexicon.HoldsAny(key, words.Posts) && st.Posts.Raw == "":
			st.Posts = report.Integer{Raw: below.Text, At: below.At}
		case lexicon.HoldsAny(key, words.Serving) && st.InService.Raw == "":
			st.InService = report.Integer{Raw: below.Text, At: below.At}
		}
	}
	if st.Posts.Raw == "" || st.InService.Raw == "" {
		return false
	}
	rd.staff = st
	return true
}

// sumHeads reads a row that heads sums: 2022年决算数, 2023年预算数, 2023年决算数.
func (rd *reader) sumHeads(cells []*document.Cell) bool {
	var hs []head
	unit := ""
	for i, c := range cells {
		if paper.Numeric(c.Text) {
			return false
		}
		unit = cmp.Or(unit, lexicon.UnitIn(c.Text))
		key := cjk.Squeeze(lexicon.WithoutBrackets(lexicon.StripUnit(c.Text)))
		if i == 0 && paper.HeaderYear(key) == "" {
			continue // the head of the names
		}
		stage, _, _ := rd.Vocab.Money.Stage(key)
		if stage != lexicon.Initial && stage != lexicon.Budgeted && stage != lexicon.Executed {
			return false
		}
		h := head{col: c.Col, stage: stage}
		if y := paper.HeaderYear(key); y != "" && y != rd.year {
			h.year = y
		}
		hs = append(hs, h)
	}
	if len(hs) < 2 {
		return false
	}
	rd.heads, rd.unit = hs, cmp.Or(unit, rd.unit)
	return true
}

// sum reads a row with the sums of one name, an entry for each year.
func (rd *reader) sum(row int, cells []*document.Cell) {
	name := cells[0]
	if !paper.Wordy(name.Text) || paper.Numeric(name.Text) || name.Col >= rd.heads[0].col {
		return
	}
	own := map[string]int{} // year → its entry
	for _, h := range rd.heads {
		c := rd.t.Cell(row, h.col)
		if c == nil || c.Row != row || !paper.Numeric(c.Text) {
			continue
		}
		at, ok := own[h.year]
		if !ok {
			at = len(rd.funds)
			own[h.year] = at
			rd.funds = append(rd.funds, report.Funds{Name: nameOf(name.Text, rd.Vocab), Year: h.year, At: paper.RowAt(rd.t.Table, row)})
		}
		amount := &report.Amount{Raw: strings.TrimSpace(c.Text), Unit: cmp.Or(lexicon.UnitIn(name.Text), rd.unit), At: c.At}
		switch f := &rd.funds[at]; h.stage {
		case lexicon.Initial:
			f.Initial = amount
		case lexicon.Budgeted:
			f.Budget = amount
		default:
			f.Executed = amount
		}
	}
}

// nameOf is a row's name without its number and without 其中.
func nameOf(text string, words *lexicon.Vocabulary) string {
	name := strings.TrimRight(strings.TrimSpace(lexicon.StripUnit(text)), ":：")
	if rest, _, ok := printed.CutOrdinal(name); ok && rest != "" {
		name = rest
	}
	for _, w := range words.Among {
		if rest, ok := strings.CutPrefix(name, w); ok && rest != "" {
			name = strings.TrimLeft(rest, ":：")
		}
	}
	return strings.TrimSpace(name)
}
