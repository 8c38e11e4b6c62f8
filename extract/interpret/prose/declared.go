package prose

import (
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// statement is what a sentence says of the summary table.
type statement struct {
	p            *outline.Passage
	count, funds *sentence.Fact
	upper        *sentence.Fact // the number of 一级项目, where count is that of 二级项目
	text         string
}

// whole reports a statement of both count and funds.
func (st *statement) whole() bool { return st.count != nil && st.funds != nil }

// readDeclared finds what the prose says of the summary table: 对2022年度78个预算
// 项目全面开展绩效自评，共涉及资金178179.54万元, and the claims to cover everything.
func (rd *room) readDeclared() {
	found := rd.statements()
	if rd.kindsOfBudget(found) > 1 {
		return // none of them speaks of the whole table
	}
	for _, whole := range []bool{true, false} {
		for i := range found {
			if st := &found[i]; st.whole() == whole {
				rd.declare(st)
			}
		}
	}
}

// kindsOfBudget counts the statements on one kind of budget: reports on the template of
// the Ministry give a sentence to each.
func (rd *room) kindsOfBudget(found []statement) (kinds int) {
	for _, st := range found {
		if lexicon.HoldsAny(st.text, rd.Vocab.Declared.Kinds) {
			kinds++
		}
	}
	return kinds
}

// statements finds the sentences that count what was evaluated.
func (rd *room) statements() (found []statement) {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || rd.In(p, lexicon.RoleGoals, lexicon.RoleItems, lexicon.RoleProblems, lexicon.RoleMeasures, lexicon.RoleMembers) {
			continue
		}
		for _, s := range p.Sentences() {
			text := cjk.Squeeze(p.Said(s.Start, s.End))
			// 选取3个项目开展重点评价 speaks of a sample.
			if w := &rd.Vocab.Declared; !lexicon.HoldsAny(text, w.Self) && (!lexicon.HoldsAny(text, w.Evaluated) || lexicon.HoldsAny(text, w.Sample)) {
				continue
			}
			rd.claim(p, &s, text)
			if st := rd.stated(p, &s, text); st.count != nil || st.funds != nil {
				found = append(found, st)
			}
		}
	}
	return found
}

// stated takes the count of projects and their funds from a sentence.
func (rd *room) stated(p *outline.Passage, s *sentence.Sentence, text string) statement {
	w := &rd.Vocab.Declared
	st := statement{p: p, text: text}
	var counts []*sentence.Fact
	for _, f := range s.Facts {
		if rd.ofWhichEvaluated(p.Said(s.Start, f.Figure.Start), p.Said(f.Figure.End, s.End)) {
			continue
		}
		switch {
		case f.Relation != sentence.Level || f.Noun && f.Figure.Measure == sentence.Money:
		case f.Figure.Measure == sentence.Count && w.Units.Has(f.Figure.Unit) && rd.projectCount(f):
			counts = append(counts, f)
			counts = append(counts, rd.projectCounts(f.Parts)...)
		case f.Figure.Measure == sentence.Money && st.funds == nil && rd.evaluatedFunds(f, text):
			st.funds = f
		}
	}
	if st.count = rd.rowsCounted(counts); len(counts) == 2 && st.count != nil {
		st.upper = counts[0]
	}
	return st
}

// projectCounts are the counts of projects among parts.
func (rd *room) projectCounts(parts []*sentence.Fact) (out []*sentence.Fact) {
	for _, f := range parts {
		if f.Figure.Measure == sentence.Count && rd.levelOf(f) != 0 {
			out = append(out, f)
		}
	}
	return out
}

// levelOf is 1 for a count of the upper level of projects, 2 for the lower, 0 where it
// says neither.
func (rd *room) levelOf(f *sentence.Fact) int {
	switch w := &rd.Vocab.Declared; {
	case lexicon.HoldsAny(f.Name, w.Upper) || lexicon.StartsWith(f.Tail, w.Upper...):
		return 1
	case lexicon.HoldsAny(f.Name, w.Lower) || lexicon.StartsWith(f.Tail, w.Lower...):
		return 2
	}
	return 0
}

// rowsCounted is the count of the table's rows: the one that there is, or that of the
// lower level of two: 一级项目3个，二级项目12个.
func (rd *room) rowsCounted(counts []*sentence.Fact) *sentence.Fact {
	if len(counts) == 1 {
		return counts[0]
	}
	if len(counts) == 2 && rd.levelOf(counts[0]) == 1 && rd.levelOf(counts[1]) == 2 {
		return counts[1]
	}
	return nil
}

// declare takes a statement for what was not declared before.
func (rd *room) declare(st *statement) {
	d := rd.out.Declared
	if d == nil {
		at := st.funds
		if st.count != nil {
			at = st.count
		}
		d = &report.Declared{At: rd.Locate(st.p, at.Start, at.Figure.End)}
		rd.out.Declared = d
	}
	if st.count != nil && d.ProjectCount.Raw == "" {
		rd.use(st.count)
		if st.upper != nil {
			d.FirstLevel = report.Integer{Raw: st.upper.Figure.Number, At: rd.Locate(st.p, st.upper.Figure.Start, st.upper.Figure.End)}
		}
		d.ProjectCount = report.Integer{Raw: st.count.Figure.Number, At: rd.Locate(st.p, st.count.Figure.Start, st.count.Figure.End)}
	}
	if n, ok := paper.SmallNumber(d.ProjectCount.Raw); ok && n > 1 && rd.known.Kind == report.KindProject {
		// On all of its projects: 部门项目支出绩效自评情况.
		rd.out.Proposals = append(rd.out.Proposals, proposal.Proposal{Field: proposal.Kind, Value: string(report.KindDepartment), At: d.At, Source: proposal.DeclaresSeveral})
		rd.known.Kind = report.KindDepartment
	}
	if st.funds != nil && d.Funds == nil {
		d.Funds = rd.amount(st.p, st.funds)
		for _, share := range st.funds.Shares {
			d.Share = rd.growth(st.p, share)
		}
	}
}

// ofWhichEvaluated reports whether a figure, by what stands before and after it in
// its sentence, is a whole of which only a part was evaluated: 共有项目6个，其中对4个
// 项目开展了自评.
func (rd *room) ofWhichEvaluated(before, after string) bool {
	w := &rd.Vocab.Declared
	for _, of := range w.OfWhich {
		between, part, ok := strings.Cut(after, of)
		if ok && lexicon.HoldsAny(part, w.Self) && !lexicon.HoldsAny(before, w.Judged) && !lexicon.HoldsAny(before+between, w.Self) {
			return true
		}
	}
	return false
}

// farProject is how far behind a count its projects may stand: 二级部门预算支出专项.
const farProject = 10 * 3

// projectCount reports whether a number counts the projects that were evaluated:
// 78个预算项目, 自评项目12个.
func (rd *room) projectCount(f *sentence.Fact) bool {
	w := &rd.Vocab.Declared
	if lexicon.HoldsAny(f.Name, w.NoProjects) {
		return false
	}
	tail := f.Tail
	for _, mark := range []string{",", "。"} {
		tail, _, _ = strings.Cut(tail, mark)
	}
	for _, project := range w.Project {
		if i := strings.Index(tail, project); i >= 0 && i <= farProject && !lexicon.StartsWith(tail, w.NotAfter...) {
			return true
		}
	}
	return lexicon.EndsWith(f.Name, w.Names...)
}

// evaluatedFunds reports whether a sum of money is what the evaluation covered.
func (rd *room) evaluatedFunds(f *sentence.Fact, text string) bool {
	return rd.Vocab.Declared.Funds.Has(f.Name) && lexicon.HoldsAny(text, rd.Vocab.Declared.Involved)
}

// claim keeps a sentence that claims to cover all projects.
func (rd *room) claim(p *outline.Passage, s *sentence.Sentence, text string) {
	if w := &rd.Vocab.Declared; lexicon.HoldsAny(text, w.Claims) && !lexicon.HoldsAny(text, w.NotYet) {
		rd.out.Claims = append(rd.out.Claims, report.CoverageClaim{Raw: strings.TrimSpace(p.Text[s.Start:s.End]), At: rd.Locate(p, s.Start, s.End)})
	}
}
