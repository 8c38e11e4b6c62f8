package columns

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// The fields of a project row, as the lexicon names them.
const (
	Seq         = "seq"
	Code        = "code"
	Name        = "name"
	Implementer = "implementer"
	Department  = "department"
	Unit        = "unit"
	Budget      = "budget"
	Executed    = "executed"
	Returned    = "returned"
	Balance     = "balance"
	Carried     = "carried"
	Rate        = "rate"
	Score       = "score"
	Grade       = "grade"
	Use         = "use"
	Remark      = "remark"
)

// Figures are the fields that hold figures.
var Figures = []string{Budget, Executed, Returned, Balance, Carried, Rate, Score}

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
func setBeside(s Stack) bool {
	return otherYear.MatchString(s.Joined()) && !lexicon.HoldsAny(s.Joined(), []string{"结转", "结余", "含"})
}

// headerYear is the year whose figures a table gives: the report's where a column
// names it, else the one that most columns name, the later of two.
func (rd *Reader) headerYear(columns []Stack) string {
	counts := map[string]int{}
	best := ""
	for _, s := range columns {
		if y := paper.HeaderYear(s.Joined()); y != "" {
			counts[y]++
			if n := counts[y]; n > counts[best] || n == counts[best] && y > best {
				best = y
			}
		}
	}
	if own := paper.HeaderYear(rd.Year); counts[own] > 0 {
		return own
	}
	return best
}

// columnMatches lists the fields that the header cells over a column may name,
// the likeliest first: the lowest cell speaks first, then all of them together.
func (rd *Reader) columnMatches(s Stack) []lexicon.Match {
	for len(s) > 1 && onlyUnit(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) == 0 {
		return nil
	}
	words := &rd.Vocab.Columns
	last := words.Find(s[len(s)-1])
	if len(s) == 1 {
		return last
	}
	joined := words.Find(s.Joined())
	if len(last) > 0 && last[0].Fit <= lexicon.FitBare {
		// The cells above tell two columns of one name apart: 年初 and 调整后 over 预算数.
		return words.Prefer(last, cjk.Squeeze(s.Joined()))
	}
	if len(joined) > 0 {
		return joined
	}
	if len(last) > 0 {
		return last
	}
	// 预算数 over 小计: the cell above speaks.
	return words.Find(s[:len(s)-1].Joined())
}

// partOf reports whether a column under others is but a part of what the cell
// above it names: 财政拨款 under 预算数, 产出 under 自评得分.
func (rd *Reader) partOf(s Stack, field string) bool {
	last := cjk.Squeeze(s[len(s)-1])
	if rd.Vocab.Wholes.Has(lexicon.WithoutBrackets(last)) {
		return false
	}
	if strings.Contains(last, "(含") { // 预算数（含上年结转） holds it, and all else
		last = lexicon.WithoutBrackets(last)
	}
	for _, w := range rd.Vocab.PartsOf {
		if strings.Contains(last, w) {
			return true
		}
	}
	if field != Score || len(s) < 2 {
		return false
	}
	own := rd.Vocab.Columns.Plain(s[len(s)-1])
	return own != Score && rd.Vocab.Columns.Plain(s[len(s)-2]) == Score
}

// scorePart reports whether a column is one of the headings under which a score
// is split up (预算执行, 产出 …): its figures are points.
func (rd *Reader) scorePart(s Stack) bool {
	return len(s) >= 2 && rd.Vocab.Columns.Plain(s[len(s)-2]) == Score
}

// assign gives each field its column: by the header's words, the vocabulary's
// order of preference and what stands in the column.
func (rd *Reader) assign(h *Header, t *document.Table, columns []Stack) {
	contents := rd.Profiles(t, h.End, min(t.Rows, h.End+400))
	wanted := rd.headerYear(columns)
	var all []candidate
	for c, s := range columns {
		for _, m := range rd.columnMatches(s) {
			if m.Field != Score && m.Field != Grade && m.Field != Use && rd.scorePart(s) {
				m.Field = Score
			}
			if fits(contents[c], m.Field) {
				y := paper.HeaderYear(s.Joined())
				all = append(all, candidate{m, c, rd.partOf(s, m.Field), y != "" && y != wanted || setBeside(s)})
				break
			}
		}
	}
	slices.SortStableFunc(all, candidate.order)
	h.Column, h.Unit = map[string]int{}, map[string]string{}
	for _, c := range all {
		if h.Has(c.Field) {
			if c.Field == Implementer && !h.Has(Department) && rd.superior(columns[c.col]) {
				h.Column[Department] = c.col
			}
			continue
		}
		h.Column[c.Field] = c.col
		if u := unitOver(columns[c.col]); u != "" {
			h.Unit[c.Field] = u
		}
		if c.Field == Score {
			h.ScoreFull = fullScore(t, c.col, h.End)
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
func (rd *Reader) superior(s Stack) bool {
	return rd.Vocab.Superiors.Has(lexicon.WithoutBrackets(cjk.Squeeze(s[len(s)-1])))
}

// fits reports whether what stands in a column can be the field.
func fits(p paper.Profile, field string) bool {
	switch field {
	case Budget, Executed, Returned, Balance, Carried, Rate:
		return p.AtLeast(p.Figures)
	case Score:
		return p.AtLeast(p.Figures + p.Graded)
	case Name, Use:
		return p.Words >= p.Figures
	case Implementer:
		return p.Words >= p.Figures && p.Units*2 <= p.Words
	case Grade:
		return p.Words >= p.Figures && (p.Short+p.Graded)*2 >= p.Words
	case Unit:
		return p.Units > 0 && p.Units*2 > p.Words+p.Figures
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
func unitOver(s Stack) string {
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
