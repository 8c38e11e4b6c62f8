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

// The parts of a project's goal.
const (
	objective  = "objective"
	indicators = "indicators"
)

// labelOf tells which part of a project goal a paragraph is by the label it
// starts with, "" where it has none.
func (rd *room) labelOf(text string) string {
	head, _, ok := cutLabel(text)
	if !ok {
		return ""
	}
	return rd.goalLabel(head)
}

func (rd *room) goalLabel(head string) string {
	switch w := &rd.Vocab.Goals; {
	case w.Objective.Has(head):
		return objective
	case w.Indicators.Has(head):
		return indicators
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
		labelled := slices.ContainsFunc(below, func(p *outline.Passage) bool { return rd.labelOf(p.Text) != "" })
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
		if rd.goalLabel(cjk.Squeeze(s.Title)) != "" {
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
	g := report.Goal{At: rd.known.TitleAt, Name: rd.projectIn(paper.WithoutSpaces(rd.known.Title))}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || g.Name == "" || rd.itemOf(p) != "" || !rd.Within(p, lexicon.RoleOverview) && !rd.In(p, lexicon.RoleBudget) {
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
func (rd *room) projectIn(title string) string {
	y, ok := printed.FindYear(title, true)
	if !ok {
		return ""
	}
	name := title[y.End:]
	for _, w := range rd.Vocab.Goals.AfterName {
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
	part := objective
	given := g.Objective != ""
	for _, p := range below {
		text := p.Text
		if l := rd.labelOf(text); l != "" {
			_, offset, _ := cutLabel(text)
			part, text = l, strings.TrimSpace(text[offset:])
		}
		switch {
		case given:
		case part == objective:
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
		if f.Figure.Measure != sentence.Money || f.Relation != sentence.Level || !rd.isInvestment(strings.TrimPrefix(f.Name, g.Name)) {
			continue
		}
		g.Investment, g.InvestmentName = rd.amount(p, f), f.Name
		g.Parts = rd.parts(p, f.Parts)
		for _, next := range s.Facts[i+1:] {
			if next.Figure.Measure != sentence.Money || next.Relation != sentence.Level || !lexicon.EndsWith(next.Name, rd.Vocab.Goals.Parts...) || len(f.Parts) > 0 {
				break
			}
			g.Parts = append(g.Parts, rd.parts(p, []*sentence.Fact{next})...)
		}
		return
	}
}

// longInvestment is how many characters the name of an investment has at most.
const longInvestment = 8

func (rd *room) isInvestment(name string) bool {
	w := &rd.Vocab.Goals
	for _, lead := range w.Funds {
		if rest := strings.TrimPrefix(name, lead); rest != "" {
			name = rest
		}
	}
	return w.Investments.Has(name) || lexicon.EndsWith(name, w.Whole...) && utf8.RuneCountInString(name) <= longInvestment
}
