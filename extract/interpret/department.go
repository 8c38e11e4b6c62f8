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

// Sources is what the rooms that read tables know of the paper.
type Sources struct {
	Title    Identity                             // as the title alone has it
	Heads    map[*document.Table][]*document.Cell // header cells of the summary tables
	Projects int
	Forms    int
}

// IdentityResult is what the lines of a paper make of its identity.
type IdentityResult struct {
	Mentions  []report.YearMention // the places that name the year
	Proposals []Proposal
}

// identityRoom reads one paper.
type identityRoom struct {
	*Outline
	known Sources
	out   IdentityResult
}

// readIdentity finds where, beside its title, the paper names its department, its year
// and its kind.
func readIdentity(o *Outline, known Sources) IdentityResult {
	rd := &identityRoom{Outline: o, known: known}
	rd.captions()
	if known.Title.Department == "" && len(rd.out.Proposals) == 0 {
		rd.propose(Department, rd.signature(), report.Location{}, InSignature)
		rd.propose(Department, rd.duties(), report.Location{}, InDuties)
	}
	rd.mentions()
	kind, source := rd.kind()
	rd.propose(Kind, string(kind), report.Location{}, source)
	return rd.out
}

func (rd *identityRoom) propose(field Field, value string, at report.Location, source Source) {
	if value != "" {
		rd.out.Proposals = append(rd.out.Proposals, Proposal{field, value, at, source})
	}
}

// captions looks for labels of the department: 主管部门：….
func (rd *identityRoom) captions() {
	for i := range rd.blocks {
		b := &rd.blocks[i]
		if b.Table == nil {
			rd.propose(Department, rd.labelled(b.Text), b.At, InCaption)
		} else if len(b.Table.Cells) <= 6 {
			for _, c := range b.Table.Cells {
				rd.propose(Department, rd.labelled(c.Text), c.At, InCaption)
			}
		}
	}
}

// labelled reads 主管部门：河北…委员会, also with the unit behind it on one line.
func (rd *identityRoom) labelled(text string) string {
	if !strings.ContainsAny(text, ":：") {
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
		if name := lexicon.TrimName(rest); rd.vocab.IsBody(name) && !strings.ContainsAny(name, ",。;:") {
			return name
		}
	}
	return ""
}

// duties is the department's name in the sentence that says what it is there for.
func (rd *identityRoom) duties() string {
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
	return ""
}

// signature is the department's name on a line of its own above the date at the end.
func (rd *identityRoom) signature() string {
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

// mentions gathers the places that name the year the report is about. Prose
// names many other years; only one set beside 年度 and the words for the
// evaluation itself speaks of the report.
func (rd *identityRoom) mentions() {
	add := func(year, where, raw string, at report.Location) {
		rd.out.Mentions = append(rd.out.Mentions, report.YearMention{Year: report.Integer{Raw: year, At: at}, Where: where, Raw: raw, At: at})
	}
	if y := rd.known.Title.FiscalYear.Raw; y != "" {
		add(y, "title", rd.known.Title.Title, rd.known.Title.TitleAt)
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
	// No year in the title: the one that the evaluation is said to be of, else the
	// one year that the prose speaks of most.
	for _, m := range rd.out.Mentions {
		if m.Where != "title" {
			rd.propose(Year, m.Year.Raw, m.Year.At, Mentioned)
		}
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
		rd.propose(Year, best, report.Location{}, MostSpoken)
	}
}

// past reports whether the words before a year make it another one: 较2021年度.
func (rd *identityRoom) past(toks []sentence.Token, n int) bool {
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
func (rd *identityRoom) headerYears(t *document.Table, add func(year, where, raw string, at report.Location)) {
	own, texts := yearIn.FindString(rd.known.Title.FiscalYear.Raw), map[string]bool{}
	for _, c := range rd.known.Heads[t] {
		texts[cjk.Squeeze(c.Text)] = true
	}
	for _, c := range rd.known.Heads[t] {
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

// kind says what the paper is, the widest one it holds, and by which evidence.
func (rd *identityRoom) kind() (report.Kind, Source) {
	title := cjk.Squeeze(rd.known.Title.Title)
	listed, untold := strings.Contains(title, "汇总表"), len(rd.headings) == 0
	switch {
	case lexicon.HoldsAny(title, []string{"整体", "部门(单位)", "部门预算", "部门绩效"}):
		if listed && untold {
			return report.KindSummary, TitleOfListAlone
		}
		return report.KindDepartment, TitleOfDepartment
	case listed:
		return report.KindSummary, TitleOfList
	case rd.known.Projects > 0 && untold:
		return report.KindSummary, ListAlone
	case lexicon.HoldsAny(title, []string{"项目", "专项", "转移支付", "补助资金", "奖补资金", "工程", "政策"}) && rd.known.Projects < 2:
		return report.KindProject, TitleOfProject
	case rd.known.Forms > 0 && untold:
		return report.KindProject, FormsAlone
	}
	return report.KindDepartment, Otherwise
}
