package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
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

// Result is what the lines of a paper make of its identity.
type Result struct {
	Mentions  []report.YearMention // the places that name the year
	Proposals []proposal.Proposal
}

// room reads one paper.
type room struct {
	*outline.Outline
	known Sources
	out   Result
}

// Read finds where, beside its title, the paper names its department, its year
// and its kind.
func Read(o *outline.Outline, known Sources) Result {
	rd := &room{Outline: o, known: known}
	rd.captions()
	if known.Title.Department == "" && len(rd.out.Proposals) == 0 {
		rd.propose(proposal.Department, rd.signature(), report.Location{}, proposal.InSignature)
		rd.propose(proposal.Department, rd.duties(), report.Location{}, proposal.InDuties)
	}
	rd.mentions()
	kind, source := rd.kind()
	rd.propose(proposal.Kind, string(kind), report.Location{}, source)
	return rd.out
}

func (rd *room) propose(field proposal.Field, value string, at report.Location, source proposal.Source) {
	if value != "" {
		rd.out.Proposals = append(rd.out.Proposals, proposal.Proposal{Field: field, Value: value, At: at, Source: source})
	}
}

// captions looks for labels of the department: 主管部门：….
func (rd *room) captions() {
	for i := range rd.Blocks {
		b := &rd.Blocks[i]
		if b.Table == nil {
			rd.propose(proposal.Department, rd.labelled(b.Text), b.At, proposal.InCaption)
		} else if len(b.Table.Cells) <= 6 {
			for _, c := range b.Table.Cells {
				rd.propose(proposal.Department, rd.labelled(c.Text), c.At, proposal.InCaption)
			}
		}
	}
}

// labelled reads 主管部门：河北…委员会, also with the unit behind it on one line.
func (rd *room) labelled(text string) string {
	if !strings.ContainsAny(text, ":：") {
		return ""
	}
	s := cjk.Squeeze(text)
	if utf8.RuneCountInString(s) > 60 {
		return ""
	}
	for _, l := range rd.Vocab.Titles.Labels {
		rest, ok := strings.CutPrefix(s, cjk.Squeeze(l))
		if !ok {
			continue
		}
		if rest = strings.TrimPrefix(strings.TrimPrefix(rest, "(盖章)"), "(公章)"); !strings.HasPrefix(rest, ":") {
			continue
		}
		rest, _, _ = strings.Cut(rest[1:], "单位")
		rest, _, _ = strings.Cut(strings.ReplaceAll(rest, "金额", ""), "(盖章)")
		if name := lexicon.TrimName(rest); rd.Vocab.IsBody(name) && !strings.ContainsAny(name, ",。;:") {
			return name
		}
	}
	return ""
}

// duties is the department's name in the sentence that says what it is there for.
func (rd *room) duties() string {
	for i := range rd.Passages {
		for _, tell := range []string{"的主要职责", "主要职责是", "主要职责为", "主要职能是", "是主管", "是负责", "是县政府", "是市政府", "是区政府", "是省政府", "属", "为正科级", "为财政"} {
			head, _, ok := strings.Cut(paper.WithoutSpaces(rd.Passages[i].Text), tell)
			if !ok || utf8.RuneCountInString(head) > 60 {
				continue
			}
			if j := strings.LastIndexAny(head, "，。、》；,"); j >= 0 {
				_, n := utf8.DecodeRuneInString(head[j:])
				head = head[j+n:]
			}
			if rd.Vocab.IsBody(head) && utf8.RuneCountInString(head) >= 5 {
				return head
			}
		}
	}
	return ""
}

// signature is the department's name on a line of its own above the date at the end.
func (rd *room) signature() string {
	for i := len(rd.Blocks) - 1; i >= max(1, len(rd.Blocks)-6); i-- {
		toks := sentence.Tokens(rd.Blocks[i].Text)
		if rd.Blocks[i].Table != nil || len(toks) != 1 || toks[0].Kind != sentence.Date {
			continue
		}
		if b := &rd.Blocks[i-1]; b.Kind == document.Paragraph && rd.Vocab.IsBody(paper.WithoutSpaces(b.Text)) && utf8.RuneCountInString(b.Text) >= 4 && titleLine(b) {
			return paper.WithoutSpaces(b.Text)
		}
	}
	return ""
}

// mentions gathers the places that name the year the report is about. Without a year
// in the title it is the one that the evaluation is said to be of, else the one year
// that the prose speaks of most.
func (rd *room) mentions() {
	if y := rd.known.Title.FiscalYear.Raw; y != "" {
		rd.mention(y, "title", rd.known.Title.Title, rd.known.Title.TitleAt)
	}
	counts := map[string]int{}
	for i := range rd.Passages {
		if p := &rd.Passages[i]; p.Table != nil {
			rd.headerYears(p.Table)
		} else {
			rd.proseYears(p, counts)
		}
	}
	for _, m := range rd.out.Mentions {
		if m.Where != "title" {
			rd.propose(proposal.Year, m.Year.Raw, m.Year.At, proposal.Mentioned)
		}
	}
	rd.propose(proposal.Year, mostSpoken(counts), report.Location{}, proposal.MostSpoken)
}

func (rd *room) mention(year, where, raw string, at report.Location) {
	rd.out.Mentions = append(rd.out.Mentions, report.YearMention{Year: report.Integer{Raw: year, At: at}, Where: where, Raw: raw, At: at})
}

// proseYears counts the years that a passage names. Prose names many; only one set
// beside 年度 and the words for the evaluation itself speaks of the report.
func (rd *room) proseYears(p *outline.Passage, counts map[string]int) {
	toks := p.Tokens()
	for n, t := range toks {
		if t.Kind != sentence.Period || n+1 >= len(toks) || toks[n+1].Kind != sentence.Text {
			continue
		}
		counts[t.Number]++
		next := toks[n+1].Text
		if i := strings.Index(next, "绩效自评"); i >= 0 && i <= len("部门整体支出预算项目全面开展") && !rd.past(toks, n) {
			rd.mention(t.Number, "prose", t.Text+next[:i+len("绩效自评")], rd.Locate(p, t.Start, t.End))
		}
	}
}

// mostSpoken is the year named at least twice, and twice as often as any other; "" where
// there is none.
func mostSpoken(counts map[string]int) string {
	for year, n := range counts {
		most := n >= 2
		for other, m := range counts {
			most = most && (other == year || n >= 2*m)
		}
		if most {
			return year
		}
	}
	return ""
}

// past reports whether the words before a year make it another one: 较2021年度.
func (rd *room) past(toks []sentence.Token, n int) bool {
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
func (rd *room) headerYears(t *document.Table) {
	own, texts := paper.HeaderYear(rd.known.Title.FiscalYear.Raw), map[string]bool{}
	for _, c := range rd.known.Heads[t] {
		texts[cjk.Squeeze(c.Text)] = true
	}
	for _, c := range rd.known.Heads[t] {
		if lexicon.HoldsAny(c.Text, []string{"上年", "结转", "结余", "以前年度"}) {
			continue // of another year by intent
		}
		if y := paper.HeaderYear(c.Text); y != "" && y != own && own != "" && texts[strings.ReplaceAll(cjk.Squeeze(c.Text), y, own)] {
			continue // 2021年预算数 beside 2022年预算数: one year set beside the other
		}
		for _, tok := range sentence.Tokens(c.Text) {
			if tok.Kind == sentence.Period {
				rd.mention(tok.Number, "header", c.Text, c.At)
			}
		}
	}
}

// kind says what the paper is, the widest one it holds, and by which evidence.
func (rd *room) kind() (report.Kind, proposal.Source) {
	title := cjk.Squeeze(rd.known.Title.Title)
	listed, untold := strings.Contains(title, "汇总表"), len(rd.Headings) == 0
	switch {
	case lexicon.HoldsAny(title, []string{"整体", "部门(单位)", "部门预算", "部门绩效"}):
		if listed && untold {
			return report.KindSummary, proposal.TitleOfListAlone
		}
		return report.KindDepartment, proposal.TitleOfDepartment
	case listed:
		return report.KindSummary, proposal.TitleOfList
	case rd.known.Projects > 0 && untold:
		return report.KindSummary, proposal.ListAlone
	case lexicon.HoldsAny(title, []string{"项目", "专项", "转移支付", "补助资金", "奖补资金", "工程", "政策"}) && rd.known.Projects < 2:
		return report.KindProject, proposal.TitleOfProject
	case rd.known.Forms > 0 && untold:
		return report.KindProject, proposal.FormsAlone
	}
	return report.KindDepartment, proposal.Otherwise
}
