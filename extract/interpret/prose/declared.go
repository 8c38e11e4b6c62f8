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
	text         string
}

// whole reports a statement of both count and funds.
func (st *statement) whole() bool { return st.count != nil && st.funds != nil }

// readDeclared finds what the prose says of the summary table: 对2022年度78个预算
// 项目全面开展绩效自评，共涉及资金178179.54万元, and the claims to cover everything.
func (rd *room) readDeclared() {
	found := rd.statements()
	if kindsOfBudget(found) > 1 {
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
func kindsOfBudget(found []statement) (kinds int) {
	for _, st := range found {
		if lexicon.HoldsAny(st.text, []string{"政府性基金", "一般公共预算", "国有资本经营预算"}) {
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
			text := cjk.Squeeze(p.Text[s.Start:s.End])
			// 选取3个项目开展重点评价 speaks of a sample.
			if !strings.Contains(text, "自评") && (!strings.Contains(text, "绩效评价") || lexicon.HoldsAny(text, []string{"重点", "抽取", "选取", "部门评价", "第三方", "财政评价", "抽查"})) {
				continue
			}
			rd.claim(p, &s, text)
			if st := stated(p, &s, text); st.count != nil || st.funds != nil {
				found = append(found, st)
			}
		}
	}
	return found
}

// stated takes the count of projects and their funds from a sentence.
func stated(p *outline.Passage, s *sentence.Sentence, text string) statement {
	st := statement{p: p, text: text}
	counts := 0
	for _, f := range s.Facts {
		if ofWhichEvaluated(p.Text[s.Start:f.Figure.Start], p.Text[f.Figure.End:s.End]) {
			continue
		}
		switch {
		case f.Relation != sentence.Level || f.Noun && f.Figure.Measure == sentence.Money:
		case f.Figure.Measure == sentence.Count && (f.Figure.Unit == "个" || f.Figure.Unit == "项") && projectCount(f):
			counts++
			if st.count == nil {
				st.count = f
			}
		case f.Figure.Measure == sentence.Money && st.funds == nil && evaluatedFunds(f, text):
			st.funds = f
		}
	}
	if counts > 1 {
		st.count = nil // 一级项目3个，二级项目15个: which are the table's rows is not said
	}
	return st
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
func ofWhichEvaluated(before, after string) bool {
	between, part, ok := strings.Cut(after, "其中")
	return ok && strings.Contains(part, "自评") && !strings.Contains(before, "评价") && !strings.Contains(before+between, "自评")
}

// projectCount reports whether a number counts the projects that were evaluated:
// 78个预算项目, 自评项目12个.
func projectCount(f *sentence.Fact) bool {
	if strings.Contains(f.Name, "单位") || strings.Contains(f.Name, "指标") {
		return false
	}
	tail := f.Tail
	for _, mark := range []string{",", "。"} {
		tail, _, _ = strings.Cut(tail, mark)
	}
	if i := strings.Index(tail, "项目"); i >= 0 && i <= len("二级部门预算支出专项") && !strings.HasPrefix(tail, "部门") && !strings.HasPrefix(tail, "单位") {
		return true
	}
	return strings.HasSuffix(f.Name, "项目") || strings.HasSuffix(f.Name, "项目支出") || strings.HasSuffix(f.Name, "项目数量") || strings.HasSuffix(f.Name, "项目数")
}

// evaluatedFunds reports whether a sum of money is what the evaluation covered.
func evaluatedFunds(f *sentence.Fact, text string) bool {
	switch f.Name {
	case "资金", "资金总额", "预算资金", "项目资金", "财政资金", "涉及资金", "预算金额", "资金总量", "涉及金额", "金额", "项目预算", "预算", "资金规模", "项目支出资金", "项目预算资金", "财政拨款资金", "预算支出":
		return strings.Contains(text, "涉及") || strings.Contains(text, "金额") || strings.Contains(text, "资金")
	}
	return false
}

// claim keeps a sentence that claims to cover all projects.
func (rd *room) claim(p *outline.Passage, s *sentence.Sentence, text string) {
	for _, w := range []string{"全覆盖", "全面开展绩效自评", "全面开展了绩效自评", "所有项目", "全部项目", "覆盖率100%", "覆盖率达100%", "覆盖率达到100%", "总额的100%", "支出的100%"} {
		if strings.Contains(text, w) && !strings.Contains(text, "逐步") && !strings.Contains(text, "努力") {
			rd.out.Claims = append(rd.out.Claims, report.CoverageClaim{Raw: strings.TrimSpace(p.Text[s.Start:s.End]), At: rd.Locate(p, s.Start, s.End)})
			return
		}
	}
}
