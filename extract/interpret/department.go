package interpret

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readDepartment finds where else the paper names its department, its year and
// its kind, and fills in what the title left open. It runs after the parts that
// read tables.
func readDepartment(rd *reading) {
	for i := range rd.blocks {
		b := &rd.blocks[i]
		if b.Table == nil {
			if name := rd.labelled(b.Text); name != "" {
				rd.names("caption", name, b.At)
			}
		} else if len(b.Table.Cells) <= 6 {
			for _, c := range b.Table.Cells {
				if name := rd.labelled(c.Text); name != "" {
					rd.names("caption", name, c.At)
				}
			}
		}
	}
	for _, s := range rd.report.Staffing {
		if name := trimName(withoutSpaces(s.Unit)); rd.vocab.IsBody(name) && len(rd.report.Staffing) == 1 {
			rd.names("staffing", name, s.At)
		}
	}
	if rd.report.Department == "" {
		rd.report.Department = rd.departmentElsewhere()
	}
	for i := range rd.report.Staffing {
		if s := &rd.report.Staffing[i]; s.Unit == "" {
			s.Unit = rd.report.Department
		}
	}
	rd.mentions()
	rd.report.Kind = rd.kind()
}

// labelled reads 主管部门：河北…委员会, also with the unit behind it on one line.
func (rd *reading) labelled(text string) string {
	if !colon.In(text) {
		return ""
	}
	s := cjk.Squeeze(text)
	if utf8.RuneCountInString(s) > 60 {
		return ""
	}
	for _, l := range rd.vocab.Titles.Labels {
		rest, ok := strings.CutPrefix(s, cjk.Squeeze(l))
		if !ok {
			continue
		}
		if rest = strings.TrimPrefix(strings.TrimPrefix(rest, "(盖章)"), "(公章)"); !strings.HasPrefix(rest, ":") {
			continue
		}
		rest, _, _ = strings.Cut(rest[1:], "单位")
		rest, _, _ = strings.Cut(strings.ReplaceAll(rest, "金额", ""), "(盖章)")
		if name := trimName(rest); rd.vocab.IsBody(name) && !strings.ContainsAny(name, ",。;:") {
			return name
		}
	}
	return ""
}

// departmentElsewhere takes the department's name from captions, the staffing
// table, the rows' implementer where all have one, else the sentence that says
// what it is there for.
func (rd *reading) departmentElsewhere() string {
	for _, m := range rd.report.Departments {
		return m.Name
	}
	if name := rd.signature(); name != "" {
		return name
	}
	for i := range rd.passages {
		for _, tell := range []string{"的主要职责", "主要职责是", "主要职责为", "主要职能是", "是主管", "是负责", "是县政府", "是市政府", "是区政府", "是省政府", "属", "为正科级", "为财政"} {
			head, _, ok := strings.Cut(withoutSpaces(rd.passages[i].text), tell)
			if !ok || utf8.RuneCountInString(head) > 60 {
				continue
			}
			if j := strings.LastIndexAny(head, "，。、》；,"); j >= 0 {
				_, n := utf8.DecodeRuneInString(head[j:])
				head = head[j+n:]
			}
			if rd.vocab.IsBody(head) && utf8.RuneCountInString(head) >= 5 {
				return head
			}
		}
	}
	return rd.implementer()
}

// signature is the department's name on a line of its own above the date at the end.
func (rd *reading) signature() string {
	for i := len(rd.blocks) - 1; i >= max(1, len(rd.blocks)-6); i-- {
		toks := sentence.Tokens(rd.blocks[i].Text)
		if rd.blocks[i].Table != nil || len(toks) != 1 || toks[0].Kind != sentence.Date {
			continue
		}
		if b := &rd.blocks[i-1]; b.Kind == document.Paragraph && rd.vocab.IsBody(withoutSpaces(b.Text)) && utf8.RuneCountInString(b.Text) >= 4 && titleLine(b) {
			return withoutSpaces(b.Text)
		}
	}
	return ""
}

// withoutOwn drops the department's name, or what is short for it, from the front
// of the name of one of its figures: 某某学院预算总收入, 县文联收入预算.
func (rd *reading) withoutOwn(name string) string {
	department := cjk.Squeeze(rd.report.Department)
	for at, r := range name {
		if at >= len("县局") && lexicon.StartsWith(name[at:], "20", "部门", "单位", "预算", "决算", "收入", "支出", "收支", "总收", "总支", "全年", "本年", "年初", "整体", "实际") {
			if m := yearOnly.FindStringIndex(name); m != nil && m[0] == at {
				at = m[1]
			}
			return name[at:]
		}
		_, rest, ok := strings.Cut(department, string(r))
		if !ok {
			return name
		}
		department = rest
	}
	return name
}

func (rd *reading) implementer() string {
	name := ""
	for i := range rd.report.Projects {
		s := withoutSpaces(rd.report.Projects[i].Implementer)
		if s == "" || name != "" && s != name {
			return ""
		}
		name = s
	}
	if !rd.vocab.IsBody(name) {
		return ""
	}
	return name
}

// mentions gathers the places that name the year the report is about. Prose
// names many other years; only one set beside 年度 and the words for the
// evaluation itself speaks of the report.
func (rd *reading) mentions() {
	add := func(year, where, raw string, at report.Location) {
		rd.report.Mentions = append(rd.report.Mentions, report.YearMention{Year: report.Integer{Raw: year, At: at}, Where: where, Raw: raw, At: at})
	}
	if y := rd.report.FiscalYear.Raw; y != "" {
		add(y, "title", rd.report.Title, rd.titleAt)
	}
	counts := map[string]int{}
	for i := range rd.passages {
		p := &rd.passages[i]
		if p.table != nil {
			rd.headerYears(p.table, add)
			continue
		}
		toks := p.tokens()
		for n, t := range toks {
			if t.Kind != sentence.Period || n+1 >= len(toks) || toks[n+1].Kind != sentence.Text {
				continue
			}
			counts[t.Number]++
			next := toks[n+1].Text
			if i := strings.Index(next, "绩效自评"); i >= 0 && i <= len("部门整体支出预算项目全面开展") && !rd.past(toks, n) {
				add(t.Number, "prose", t.Text+next[:i+len("绩效自评")], rd.locate(p, t.Start, t.End))
			}
		}
	}
	if rd.report.FiscalYear.Raw != "" {
		return
	}
	// No year in the title: the one that the evaluation is said to be of, else the
	// one year that the prose speaks of most.
	for _, m := range rd.report.Mentions {
		rd.report.FiscalYear = m.Year
		return
	}
	best, second := "", 0
	for y, n := range counts {
		switch {
		case best == "" || n > counts[best]:
			if best != "" {
				second = max(second, counts[best])
			}
			best = y
		default:
			second = max(second, n)
		}
	}
	if best != "" && counts[best] >= 2*second && counts[best] >= 2 {
		rd.report.FiscalYear = report.Integer{Raw: best}
	}
}

// past reports whether the words before a year make it another one: 较2021年度.
func (rd *reading) past(toks []sentence.Token, n int) bool {
	if n == 0 {
		return false
	}
	for i := n - 1; i >= 0 && toks[i].Text != "》"; i-- {
		if toks[i].Text == "《" {
			return true // 《关于开展2022年…绩效自评的通知》 names the year it was sent
		}
	}
	prev := toks[n-1].Text
	return slices.ContainsFunc([]string{"较", "比", "与", "上年", "发布", "《"}, func(w string) bool { return strings.HasSuffix(prev, w) })
}

// headerYears reads the years in the header of the summary table: 执行数（至2022年底）.
func (rd *reading) headerYears(t *document.Table, add func(year, where, raw string, at report.Location)) {
	own, texts := yearIn.FindString(rd.report.FiscalYear.Raw), map[string]bool{}
	for _, c := range rd.heads[t] {
		texts[cjk.Squeeze(c.Text)] = true
	}
	for _, c := range rd.heads[t] {
		if lexicon.HoldsAny(c.Text, []string{"上年", "结转", "结余", "以前年度"}) {
			continue // of another year by intent
		}
		if y := yearIn.FindString(c.Text); y != "" && y != own && own != "" && texts[strings.ReplaceAll(cjk.Squeeze(c.Text), y, own)] {
			continue // 2021年预算数 beside 2022年预算数: one year set beside the other
		}
		for _, tok := range sentence.Tokens(c.Text) {
			if tok.Kind == sentence.Period {
				add(tok.Number, "header", c.Text, c.At)
			}
		}
	}
}

// kind says what the paper is: the widest one it holds.
func (rd *reading) kind() report.Kind {
	title := cjk.Squeeze(rd.report.Title)
	r := rd.report
	switch {
	case strings.Contains(title, "整体"), strings.Contains(title, "部门(单位)"), strings.Contains(title, "部门预算"), strings.Contains(title, "部门绩效"):
		if strings.Contains(title, "汇总表") && len(rd.headings) == 0 {
			return report.KindSummary
		}
		return report.KindDepartment
	case strings.Contains(title, "汇总表") || len(r.Projects) > 0 && len(rd.headings) == 0 && r.Budget.Revenue.Total == nil:
		return report.KindSummary
	case lexicon.HoldsAny(title, []string{"项目", "专项", "转移支付", "补助资金", "奖补资金", "工程", "政策"}) && len(r.Projects) < 2:
		return report.KindProject
	case len(r.Forms) > 0 && len(rd.headings) == 0:
		return report.KindProject
	}
	return report.KindDepartment
}
