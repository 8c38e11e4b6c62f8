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

// staffingFields are the columns of the table of posts: words that the stacked
// header must hold, and words it must not.
var staffingFields = []struct {
	field string
	all   []string // one word of each, alternatives parted by |
	not   []string
}{
	{"nature", []string{"性质"}, []string{"经费"}},
	{"rank", []string{"规格|级别"}, nil},
	{"funding", []string{"经费"}, []string{"人员经费", "公用经费"}},
	{"administrative", []string{"行政"}, []string{"编制", "离", "退"}},
	{"institutional", []string{"事业"}, []string{"编制", "离", "退"}},
	{"retired", []string{"退休"}, []string{"编制"}},
	{"retired", []string{"离退"}, []string{"编制", "离休"}},
	{"administrative_posts", []string{"编制", "行政"}, []string{"实有", "在职", "离", "退"}},
	{"institutional_posts", []string{"编制", "事业"}, []string{"实有", "在职", "离", "退"}},
	{"posts", []string{"编制"}, []string{"实有", "在职", "离", "退", "工勤", "行政", "事业", "其他"}},
	{"in_service", []string{"在职|实有", "人数|小计|合计|总数|人员"}, []string{"编制", "行政", "事业", "离", "退", "工勤", "其他"}},
	{"unit", []string{"单位名称|部门名称|机构名称|单位"}, []string{"性质", "规格", "级别", "经费", "编制", "人数", "事业", "行政"}},
}

func (rd *room) staffingTable(t *document.Table) bool {
	head := 0
	for head < t.Rows && !staffRow(t, head) {
		head++
	}
	if head == 0 || head == t.Rows || head > paper.MaxHeaderRows || rd.IsForm(t) {
		return false
	}
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
		for _, f := range staffingFields {
			if _, taken := columns[f.field]; !taken && lexicon.HoldsAll(text, f.all) && !lexicon.HoldsAny(text, f.not) {
				columns[f.field] = c
				break
			}
		}
	}
	_, unit := columns["unit"]
	_, admin := columns["administrative"]
	_, inst := columns["institutional"]
	_, posts := columns["posts"]
	_, serving := columns["in_service"]
	if !unit || !admin && !inst && !(posts && serving) {
		return false
	}
	for r := head; r < t.Rows; r++ {
		text := func(field string) string {
			if c, ok := columns[field]; ok {
				return t.Text(r, c)
			}
			return ""
		}
		if name := cjk.Squeeze(text("unit")); name == "" || rd.Vocab.Totals.Has(name) {
			continue
		}
		integer := func(field string) report.Integer {
			c, ok := columns[field]
			if !ok || t.Cell(r, c) == nil {
				return report.Integer{}
			}
			return report.Integer{Raw: t.Text(r, c), At: t.Cell(r, c).At}
		}
		rd.out.Staffing = append(rd.out.Staffing, report.Staffing{
			Unit: text("unit"), Nature: text("nature"), Rank: text("rank"), Funding: text("funding"),
			Administrative: integer("administrative"), Institutional: integer("institutional"), Retired: integer("retired"),
			InService: integer("in_service"), Posts: integer("posts"),
			AdministrativePosts: integer("administrative_posts"), InstitutionalPosts: integer("institutional_posts"),
			At: paper.RowAt(t, r),
		})
	}
	return true
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
func staffRow(t *document.Table, row int) bool {
	counts, words := 0, 0
	for _, c := range paper.OwnCells(t, row) {
		if _, ok := paper.SmallNumber(strings.TrimSuffix(cjk.Squeeze(c.Text), "人")); ok {
			counts++
		} else if paper.Wordy(c.Text) {
			words++
		}
	}
	return counts > 0 && words > 0 && !paper.NumberRow(t, row)
}

// staffingRows reads a table whose rows are the kinds of staff: 行政人员 | 编制数 35
// | 实有人数 33.
func (rd *room) staffingRows(t *document.Table) bool {
	if t.Rows < 3 || t.Rows > 12 || t.Cols < 3 || t.Cols > 6 || rd.IsForm(t) {
		return false
	}
	posts, serving := 0, 0
	for c := 1; c < t.Cols; c++ {
		switch head := cjk.Squeeze(t.Text(0, c)); {
		case lexicon.HoldsAny(head, rd.Vocab.Staffing.Posts) && posts == 0:
			posts = c
		case lexicon.HoldsAny(head, rd.Vocab.Staffing.Serving) && serving == 0:
			serving = c
		}
	}
	if posts == 0 || serving == 0 {
		return false
	}
	st := report.Staffing{Unit: rd.department, At: paper.RowAt(t, 0)}
	put := func(k staffKind, r, c int) {
		to := k.field(&st)
		if _, ok := paper.SmallNumber(strings.TrimRight(cjk.Squeeze(t.Text(r, c)), "人名")); !ok || to == nil || to.Raw != "" {
			return
		}
		*to = report.Integer{Raw: t.Text(r, c), At: t.Cell(r, c).At}
	}
	for r := 1; r < t.Rows; r++ {
		label := cjk.Squeeze(t.Text(r, 0))
		k, ok := rd.staffKind(label)
		switch {
		case rd.Vocab.Totals.Has(label):
			put(staffKind{posts: true}, r, posts)
			put(staffKind{serving: true}, r, serving)
		case !ok:
		case k.retired:
			put(staffKind{retired: true}, r, serving)
		case !k.whole():
			put(staffKind{posts: true, administrative: k.administrative, institutional: k.institutional}, r, posts)
			put(staffKind{administrative: k.administrative, institutional: k.institutional}, r, serving)
		}
	}
	if st.Administrative.Raw == "" && st.Institutional.Raw == "" {
		return false
	}
	rd.out.Staffing = append(rd.out.Staffing, st)
	return true
}
