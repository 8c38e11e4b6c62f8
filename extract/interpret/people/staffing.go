package people

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Result is who works in a department and who evaluated it.
type Result struct {
	Staffing []report.Staffing
	Members  []report.Member
	// Proposals name the department by the one unit that the table of posts has.
	Proposals []proposal.Proposal
	Claimed   paper.Claims // what was taken before, and the tables read here
}

// room reads who is spoken of in one paper.
type room struct {
	*outline.Outline
	department, year string
	claimed          paper.Claims
	out              Result
}

// Read reads the posts of a department and the members of the review group, from
// tables or prose. Department and year are the report's as far as its title names them.
func Read(o *outline.Outline, department, year string, taken paper.Claims) Result {
	rd := &room{Outline: o, department: department, year: year, claimed: taken.Clone()}
	rd.readStaffing()
	rd.readMembers()
	if len(rd.out.Staffing) == 1 {
		s := &rd.out.Staffing[0]
		if name := lexicon.TrimName(paper.WithoutSpaces(s.Unit)); rd.Vocab.IsBody(name) {
			rd.out.Proposals = append(rd.out.Proposals, proposal.Proposal{Field: proposal.Department, Value: name, At: s.At, Source: proposal.InStaffing})
		}
	}
	rd.out.Claimed = rd.claimed
	return rd.out
}

// readStaffing reads the table of posts (部门基本情况表), and the posts that the
// prose states where no table does.
func (rd *room) readStaffing() {
	for i := range rd.Blocks {
		if t := rd.Blocks[i].Table; t != nil && !rd.claimed[i] && (rd.staffingTable(t) || rd.staffingRows(t)) {
			rd.claimed[i] = true
		}
	}
	if len(rd.out.Staffing) == 0 {
		rd.staffingProse()
	}
}

// The columns of the table of posts, as the lexicon names them.
const (
	unitColumn     = "unit"
	administrative = "administrative"
	institutional  = "institutional"
	postsColumn    = "posts"
	inService      = "in_service"
)

func (rd *room) staffingTable(t *document.Table) bool {
	head := 0
	for head < t.Rows && !rd.staffRow(t, head) {
		head++
	}
	if head == 0 || head == t.Rows || head > paper.MaxHeaderRows || rd.IsForm(t) {
		return false
	}
	x := postTable{t, rd.postColumns(t, head)}
	if !x.has(unitColumn) || !x.has(administrative) && !x.has(institutional) && !(x.has(postsColumn) && x.has(inService)) {
		return false
	}
	for r := head; r < t.Rows; r++ {
		if name := cjk.Squeeze(x.text(r, unitColumn)); name == "" || rd.Vocab.Totals.Has(name) {
			continue
		}
		rd.out.Staffing = append(rd.out.Staffing, report.Staffing{
			Unit: x.text(r, unitColumn), Nature: x.text(r, "nature"), Rank: x.text(r, "rank"), Funding: x.text(r, "funding"),
			Administrative: x.integer(r, administrative), Institutional: x.integer(r, institutional), Retired: x.integer(r, "retired"),
			InService: x.integer(r, inService), Posts: x.integer(r, postsColumn),
			AdministrativePosts: x.integer(r, "administrative_posts"), InstitutionalPosts: x.integer(r, "institutional_posts"),
			At: paper.RowAt(t, r),
		})
	}
	return true
}

// postColumns finds what the columns of a table of posts hold, by their headers.
func (rd *room) postColumns(t *document.Table, head int) map[string]int {
	columns := map[string]int{}
	for c := range t.Cols {
		var stack strings.Builder
		for r := range head {
			if paper.Across(t, r) != nil && t.Cols > 1 && r < head-1 {
				continue
			}
			stack.WriteString(cjk.Squeeze(spanning(t, r, c)))
		}
		text := stack.String()
		for _, f := range rd.Vocab.People.Columns {
			if _, taken := columns[f.Field]; !taken && lexicon.HoldsAll(text, f.All) && !lexicon.HoldsAny(text, f.Not) {
				columns[f.Field] = c
				break
			}
		}
	}
	return columns
}

// postTable is a table of posts with its columns.
type postTable struct {
	*document.Table
	columns map[string]int
}

func (x postTable) has(field string) bool {
	_, ok := x.columns[field]
	return ok
}

func (x postTable) text(row int, field string) string {
	if c, ok := x.columns[field]; ok {
		return x.Text(row, c)
	}
	return ""
}

func (x postTable) integer(row int, field string) report.Integer {
	c, ok := x.columns[field]
	if !ok || x.Cell(row, c) == nil {
		return report.Integer{}
	}
	return report.Integer{Raw: x.Text(row, c), At: x.Cell(row, c).At}
}

// spanning is a header cell's text, taken from the left where converters left the
// cells of a merged one empty: 在职人数 | (empty).
func spanning(t *document.Table, row, col int) string {
	for c := col; c >= 0; c-- {
		if s := t.Text(row, c); s != "" || row > 0 {
			if c < col && row == 0 && emptyBelow(t, row, col) {
				return ""
			}
			return s
		}
	}
	return ""
}

// emptyBelow reports whether a column's header has nothing at all below a row.
func emptyBelow(t *document.Table, row, col int) bool {
	return row+1 >= t.Rows || t.Text(row+1, col) == ""
}

// staffRow reports a row of data: a name and at least one count.
func (rd *room) staffRow(t *document.Table, row int) bool {
	counts, words := 0, 0
	for _, c := range paper.OwnCells(t, row) {
		if _, ok := paper.SmallNumber(strings.TrimRight(cjk.Squeeze(c.Text), rd.Vocab.People.CountTails)); ok {
			counts++
		} else if paper.Wordy(c.Text) {
			words++
		}
	}
	return counts > 0 && words > 0 && !rd.NumberRow(t, row)
}

// staffingRows reads a table whose rows are the kinds of staff: 行政人员 | 编制数 35
// | 实有人数 33.
func (rd *room) staffingRows(t *document.Table) bool {
	if t.Rows < 3 || t.Rows > 12 || t.Cols < 3 || t.Cols > 6 || rd.IsForm(t) {
		return false
	}
	posts, serving := rd.staffHeads(t)
	if posts == 0 || serving == 0 {
		return false
	}
	st := report.Staffing{Unit: rd.department, At: paper.RowAt(t, 0)}
	for r := 1; r < t.Rows; r++ {
		rd.staffKindRow(t, r, posts, serving, &st)
	}
	if st.Administrative.Raw == "" && st.Institutional.Raw == "" {
		return false
	}
	rd.out.Staffing = append(rd.out.Staffing, st)
	return true
}

// staffHeads finds the columns of posts and of those in service by their heads; 0 where
// there is none.
func (rd *room) staffHeads(t *document.Table) (posts, serving int) {
	for c := 1; c < t.Cols; c++ {
		switch head := cjk.Squeeze(t.Text(0, c)); {
		case lexicon.HoldsAny(head, rd.Vocab.Staffing.Posts) && posts == 0:
			posts = c
		case lexicon.HoldsAny(head, rd.Vocab.Staffing.Serving) && serving == 0:
			serving = c
		}
	}
	return posts, serving
}

// staffKindRow takes the counts of a row that names a kind of staff, or their total.
func (rd *room) staffKindRow(t *document.Table, r, posts, serving int, st *report.Staffing) {
	put := func(k staffKind, c int) {
		to := k.field(st)
		if _, ok := paper.SmallNumber(strings.TrimRight(cjk.Squeeze(t.Text(r, c)), rd.Vocab.People.CountTails)); !ok || to == nil || to.Raw != "" {
			return
		}
		*to = report.Integer{Raw: t.Text(r, c), At: t.Cell(r, c).At}
	}
	label := cjk.Squeeze(t.Text(r, 0))
	k, ok := rd.staffKind(label)
	switch {
	case rd.Vocab.Totals.Has(label):
		put(staffKind{posts: true}, posts)
		put(staffKind{serving: true}, serving)
	case !ok:
	case k.retired:
		put(staffKind{retired: true}, serving)
	case !k.whole():
		put(staffKind{posts: true, administrative: k.administrative, institutional: k.institutional}, posts)
		put(staffKind{administrative: k.administrative, institutional: k.institutional}, serving)
	}
}
