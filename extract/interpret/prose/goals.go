package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// goalLabels are the labels that open the paragraphs of a project goal.
var goalLabels = map[string][]string{
	"objective":  {"绩效目标", "项目绩效目标", "年度目标", "总体目标", "项目目标", "目标", "年度绩效目标", "阶段性目标", "阶段目标", "总体绩效目标", "年度总体目标", "长期目标", "中期目标"},
	"indicators": {"绩效指标", "指标", "考核指标", "项目指标", "绩效指标值", "主要指标"},
}

// labelOf tells which part of a project goal a paragraph is by the label it
// starts with, "" where it has none.
func labelOf(text string) string {
	head, _, ok := cutLabel(text)
	if !ok {
		return ""
	}
	return goalLabel(head)
}

func goalLabel(head string) string {
	for part, labels := range goalLabels {
		if slices.Contains(labels, head) {
			return part
		}
	}
	return ""
}

// cutLabel splits 绩效目标：… into its squeezed label and the offset of the text.
func cutLabel(text string) (label string, offset int, ok bool) {
	i := strings.IndexAny(text, "：:")
	if i < 0 || utf8.RuneCountInString(text[:i]) > 14 {
		return "", 0, false
	}
	_, mark := utf8.DecodeRuneInString(text[i:])
	head := text[:i]
	if _, n := outline.Numbering(head); n > 0 {
		head = head[n:]
	}
	return cjk.Squeeze(head), i + mark, true
}

// readGoals finds the goals of single projects: a heading that names the project
// in the section on project goals, its objective and indicators below.
func (rd *room) readGoals() {
	direct := make([][]*outline.Passage, len(rd.Headings))
	holds := make([]bool, len(rd.Headings)) // has headings of its own with text below
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || len(p.Under) == 0 {
			continue
		}
		last := len(p.Under) - 1
		direct[p.Under[last]] = append(direct[p.Under[last]], p)
		for _, h := range p.Under[:last] {
			holds[h] = true
		}
	}
	for h, below := range direct {
		labelled := slices.ContainsFunc(below, func(p *outline.Passage) bool { return labelOf(p.Text) != "" })
		if holds[h] {
			continue // a heading with headings of its own names no project
		}
		if len(below) == 0 || len(rd.Headings[h].Roles) > 0 {
			continue
		}
		if p := below[0]; !rd.In(p, lexicon.RoleItems) && !(labelled && rd.In(p, lexicon.RoleGoals)) || rd.Within(p, lexicon.RoleResults) {
			continue
		}
		s := rd.Headings[h].Section
		if goalLabel(cjk.Squeeze(s.Title)) != "" {
			continue // 1.总体目标 names no project
		}
		rd.goal(report.Goal{Name: s.Title, At: s.At}, below)
	}
	rd.goalParagraphs()
	rd.projectGoal()
}

// projectGoal makes the one project that a report is about a goal of its own, for
// the investment that its profile states.
func (rd *room) projectGoal() {
	if rd.known.Kind != report.KindProject || len(rd.out.Goals) > 0 {
		return
	}
	g := report.Goal{At: rd.known.TitleAt, Name: projectIn(paper.WithoutSpaces(rd.known.Title))}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || g.Name == "" || !rd.Within(p, lexicon.RoleOverview) && !rd.In(p, lexicon.RoleBudget) {
			continue
		}
		for _, s := range p.Sentences() {
			rd.investment(&g, p, &s)
		}
	}
	if g.Investment != nil {
		rd.out.Goals = append(rd.out.Goals, g)
	}
}

// projectIn is the project's name in the title of its report: what stands
// between the year and the words for the report.
func projectIn(title string) string {
	y, ok := printed.FindYear(title, true)
	if !ok {
		return ""
	}
	name := title[y.End:]
	for _, w := range []string{"支出绩效", "绩效自评", "绩效评价", "自评", "绩效"} {
		if i := strings.Index(name, w); i > 0 {
			return name[:i]
		}
	}
	return ""
}

// goalParagraphs reads goals that have no heading but a name at the front of
// their paragraph: （1）道路改造工程：投资120万元，….
func (rd *room) goalParagraphs() {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || !rd.In(p, lexicon.RoleItems) || len(rd.Headings[p.Under[len(p.Under)-1]].Roles) == 0 {
			continue
		}
		s, n := outline.Numbering(p.Text)
		end := strings.IndexAny(p.Text, "：:。")
		if n == 0 || s.Level < 2 || end <= n || utf8.RuneCountInString(p.Text[n:end]) > outline.LongHeading || strings.ContainsAny(p.Text[n:end], "，,；;") {
			continue
		}
		name := strings.TrimSpace(p.Text[n:end])
		_, mark := utf8.DecodeRuneInString(p.Text[end:])
		rd.goal(report.Goal{Name: name, At: rd.Locate(p, 0, end), Objective: strings.TrimSpace(p.Text[end+mark:])}, []*outline.Passage{p})
	}
}

// goal fills in a goal from the paragraphs below its name and adds it.
func (rd *room) goal(g report.Goal, below []*outline.Passage) {
	part := "objective"
	given := g.Objective != ""
	for _, p := range below {
		text := p.Text
		if l := labelOf(text); l != "" {
			_, offset, _ := cutLabel(text)
			part, text = l, strings.TrimSpace(text[offset:])
		}
		switch {
		case given:
		case part == "objective":
			g.Objective = cjk.Join(g.Objective, text)
		default:
			g.Indicators = cjk.Join(g.Indicators, text)
		}
		for _, s := range p.Sentences() {
			rd.investment(&g, p, &s)
		}
	}
	rd.out.Goals = append(rd.out.Goals, g)
}

// investment reads 总投资1007.5万元，设计费2.5万元，….
func (rd *room) investment(g *report.Goal, p *outline.Passage, s *sentence.Sentence) {
	if g.Investment != nil {
		return
	}
	for i, f := range s.Facts {
		if f.Figure.Measure != sentence.Money || f.Relation != sentence.Level || !isInvestment(strings.TrimPrefix(f.Name, g.Name)) {
			continue
		}
		g.Investment, g.InvestmentName = rd.amount(p, f), f.Name
		g.Parts = rd.parts(p, f.Parts)
		for _, next := range s.Facts[i+1:] {
			if next.Figure.Measure != sentence.Money || next.Relation != sentence.Level || !strings.HasSuffix(next.Name, "费") && !strings.HasSuffix(next.Name, "款") && !strings.HasSuffix(next.Name, "费用") || len(f.Parts) > 0 {
				break
			}
			g.Parts = append(g.Parts, rd.parts(p, []*sentence.Fact{next})...)
		}
		return
	}
}

func isInvestment(name string) bool {
	for _, w := range []string{"专项资金", "专项"} {
		if rest := strings.TrimPrefix(name, w); rest != "" {
			name = rest
		}
	}
	switch name {
	case "总投资", "投资", "总投资额", "投资总额", "项目总投资", "投资额", "工程总投资", "计划总投资", "计划投资", "概算总投资", "概算投资", "预算投资",
		"资金", "资金预算", "预算资金", "项目资金", "项目预算", "预算", "预算金额", "项目预算资金", "年度预算", "项目总预算", "财政资金", "所需资金", "总预算":
		return true
	}
	return strings.HasSuffix(name, "总投资") && utf8.RuneCountInString(name) <= 8
}
