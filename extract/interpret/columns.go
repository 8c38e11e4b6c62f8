package interpret

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// The fields of a project row, as the lexicon names them.
const (
	colSeq         = "seq"
	colCode        = "code"
	colName        = "name"
	colImplementer = "implementer"
	colDepartment  = "department"
	colUnit        = "unit"
	colBudget      = "budget"
	colExecuted    = "executed"
	colReturned    = "returned"
	colBalance     = "balance"
	colCarried     = "carried"
	colRate        = "rate"
	colScore       = "score"
	colGrade       = "grade"
	colUse         = "use"
	colRemark      = "remark"
)

// figureColumns are the fields that hold figures.
var figureColumns = []string{colBudget, colExecuted, colReturned, colBalance, colCarried, colRate, colScore}

// candidate is a field that a column may be.
type candidate struct {
	lexicon.Match
	col  int
	part bool // only a part of the field: the 其中 of a whole
	year bool // the header names another year than the report's
}

// order tells which of two columns a field belongs to.
func (a candidate) order(b candidate) int {
	held := func(c candidate) int {
		if c.part {
			return 2
		}
		if c.Fit == lexicon.FitHold {
			return 1
		}
		return 0
	}
	return cmp.Or(held(a)-held(b), b2i(a.year)-b2i(b.year), a.Rank-b.Rank, a.col-b.col)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// otherYear finds the words of a column that is set beside the year's own: 上年预算数.
var otherYear = regexp.MustCompile(`上\s*一?\s*年|去\s*年|下\s*一?\s*年|明\s*年|次\s*年|往\s*年|以前年度`)

// setBeside reports a column of another year; 预算数（含上年结转） is the year's own.
func setBeside(s stack) bool {
	return otherYear.MatchString(s.joined()) && !lexicon.HoldsAny(s.joined(), []string{"结转", "结余", "含"})
}

// headerYear is the year whose figures a table gives: the report's where a column
// names it, else the one that most columns name, the later of two.
func (rd *columnReader) headerYear(columns []stack) string {
	counts := map[string]int{}
	best := ""
	for _, s := range columns {
		if y := yearIn.FindString(s.joined()); y != "" {
			counts[y]++
			if n := counts[y]; n > counts[best] || n == counts[best] && y > best {
				best = y
			}
		}
	}
	if own := yearIn.FindString(rd.year); counts[own] > 0 {
		return own
	}
	return best
}

// columnMatches lists the fields that the header cells over a column may name,
// the likeliest first: the lowest cell speaks first, then all of them together.
func (rd *columnReader) columnMatches(s stack) []lexicon.Match {
	for len(s) > 1 && onlyUnit(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) == 0 {
		return nil
	}
	words := &rd.vocab.Columns
	last := words.Find(s[len(s)-1])
	if len(s) == 1 {
		return last
	}
	joined := words.Find(s.joined())
	if len(last) > 0 && last[0].Fit <= lexicon.FitBare {
		// The cells above tell two columns of one name apart: 年初 and 调整后 over 预算数.
		return words.Prefer(last, cjk.Squeeze(s.joined()))
	}
	if len(joined) > 0 {
		return joined
	}
	if len(last) > 0 {
		return last
	}
	// 预算数 over 小计: the cell above speaks.
	return words.Find(s[:len(s)-1].joined())
}

// partOf reports whether a column under others is but a part of what the cell
// above it names: 财政拨款 under 预算数, 产出 under 自评得分.
func (rd *columnReader) partOf(s stack, field string) bool {
	last := cjk.Squeeze(s[len(s)-1])
	if rd.vocab.Wholes.Has(lexicon.WithoutBrackets(last)) {
		return false
	}
	if strings.Contains(last, "(含") { // 预算数（含上年结转） holds it, and all else
		last = lexicon.WithoutBrackets(last)
	}
	for _, w := range rd.vocab.PartsOf {
		if strings.Contains(last, w) {
			return true
		}
	}
	if field != colScore || len(s) < 2 {
		return false
	}
	own := rd.vocab.Columns.Plain(s[len(s)-1])
	return own != colScore && rd.vocab.Columns.Plain(s[len(s)-2]) == colScore
}

// scorePart reports whether a column is one of the headings under which a score
// is split up (预算执行, 产出 …): its figures are points.
func (rd *columnReader) scorePart(s stack) bool {
	return len(s) >= 2 && rd.vocab.Columns.Plain(s[len(s)-2]) == colScore
}

// assign gives each field its column: by the header's words, the vocabulary's
// order of preference and what stands in the column.
func (rd *columnReader) assign(h *header, t *document.Table, columns []stack) {
	contents := rd.profiles(t, h.end, min(t.Rows, h.end+400))
	wanted := rd.headerYear(columns)
	var all []candidate
	for c, s := range columns {
		for _, m := range rd.columnMatches(s) {
			if m.Field != colScore && m.Field != colGrade && m.Field != colUse && rd.scorePart(s) {
				m.Field = colScore
			}
			if fits(contents[c], m.Field) {
				y := yearIn.FindString(s.joined())
				all = append(all, candidate{m, c, rd.partOf(s, m.Field), y != "" && y != wanted || setBeside(s)})
				break
			}
		}
	}
	slices.SortStableFunc(all, candidate.order)
	h.column, h.unit = map[string]int{}, map[string]string{}
	for _, c := range all {
		if h.has(c.Field) {
			if c.Field == colImplementer && !h.has(colDepartment) && rd.superior(columns[c.col]) {
				h.column[colDepartment] = c.col
			}
			continue
		}
		h.column[c.Field] = c.col
		if u := unitOver(columns[c.col]); u != "" {
			h.unit[c.Field] = u
		}
		if c.Field == colScore {
			h.full = fullScore(t, c.col, h.end)
		}
	}
}

// outOf finds what a score is out of in the name of its column: 自评得分（满分120分）.
var outOf = regexp.MustCompile(`满分(?:值)?[为:]?(\d{1,3}(?:\.\d+)?)|\((\d{2,3})分制?\)`)

// fullScore reads what the scores of a column are out of from the rows of the header.
func fullScore(t *document.Table, col, end int) *report.Amount {
	for r := range end {
		c := t.Cell(r, col)
		if c == nil || c.Row != r {
			continue
		}
		if m := outOf.FindStringSubmatch(cjk.Squeeze(c.Text)); m != nil {
			return &report.Amount{Raw: m[1] + m[2], Unit: "分", At: c.At}
		}
	}
	return nil
}

// superior reports a column that names the department above an implementer, where
// another column names the implementer.
func (rd *columnReader) superior(s stack) bool {
	return rd.vocab.Superiors.Has(lexicon.WithoutBrackets(cjk.Squeeze(s[len(s)-1])))
}

// fits reports whether what stands in a column can be the field.
func fits(p profile, field string) bool {
	switch field {
	case colBudget, colExecuted, colReturned, colBalance, colCarried, colRate:
		return p.atLeast(p.figures)
	case colScore:
		return p.atLeast(p.figures + p.graded)
	case colName, colUse:
		return p.words >= p.figures
	case colImplementer:
		return p.words >= p.figures && p.units*2 <= p.words
	case colGrade:
		return p.words >= p.figures && (p.short+p.graded)*2 >= p.words
	case colUnit:
		return p.units > 0 && p.units*2 > p.words+p.figures
	}
	return true
}

// onlyUnit reports a header cell that holds a unit and nothing else: （万元）, 元.
func onlyUnit(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()[]【】")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "单位"), ":")
	return lexicon.IsMoneyUnit(s) || s == "分" || s == "%"
}

// unitOver finds the unit of money declared over a column, the lowest cell first.
func unitOver(s stack) string {
	for i := len(s) - 1; i >= 0; i-- {
		if u := lexicon.UnitIn(s[i]); u != "" {
			return u
		}
		if u := strings.Trim(cjk.Squeeze(s[i]), "()[]【】"); lexicon.IsMoneyUnit(u) {
			return u
		}
	}
	return ""
}
