package prose

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readTargets finds the quantified yearly targets in the section on the overall
// goal, and their results in the section on how it was met.
func (rd *room) readTargets() {
	results := sync.OnceValue(func() map[string]bool {
		keys := map[string]bool{}
		for _, r := range rd.resultsPart() {
			if r.f != nil && r.key != "" && r.f.Relation == sentence.Level && !r.f.Noun {
				keys[r.key+" "+r.f.Figure.Unit] = true
			}
		}
		return keys
	})
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || !rd.In(p, lexicon.RoleGoals) || rd.items(p) || rd.Within(p, lexicon.RoleResults) || rd.ofGoal(p) {
			continue
		}
		for _, s := range p.Sentences() {
			for _, f := range s.Bounds {
				if rd.isTarget(p, f) || rd.hasResult(p, f, results()) {
					rd.out.Targets = append(rd.out.Targets, report.Target{Name: f.Name, Target: rd.amount(p, f), At: rd.Locate(p, f.Start, f.Figure.End)})
				}
			}
			for n, f := range s.Facts {
				if !rd.isTarget(p, f) && !rd.hasResult(p, f, results()) {
					continue
				}
				t := report.Target{Name: f.Name, Target: rd.amount(p, f), At: rd.Locate(p, f.Start, f.Figure.End)}
				for _, c := range f.Changes {
					if c.Relation == sentence.Growth {
						t.Growth = rd.growth(p, c)
					}
				}
				// 预计完成10亿元，实际完成11亿元: the result beside the plan.
				if n+1 < len(s.Facts) {
					if next := s.Facts[n+1]; next.Name == "" && next.Aim == sentence.Done && next.Figure.Unit == f.Figure.Unit {
						t.Actual = rd.amount(p, next)
					}
				}
				rd.out.Targets = append(rd.out.Targets, t)
			}
		}
	}
	rd.readResults()
}

// hasResult reports whether a figure of the goals section that no word plans is a
// target all the same: the part on results gives a figure of the same name.
func (rd *room) hasResult(p *outline.Passage, f *sentence.Fact, results map[string]bool) bool {
	said := p.Text[f.Start:f.Figure.Start]
	return f.Name != "" && !slices.Contains(anyMoney, f.Name) && !f.Noun && f.Relation == sentence.Level && !sentence.IsWhole(f.Name) && f.OfYear(rd.known.FiscalYear.Raw) && !lexicon.HoldsAny(said, []string{"已", "上年", "去年", "现有", "共有"}) &&
		results[targetKey(withoutUnit(f.Name, f.Figure.Unit))+" "+f.Figure.Unit]
}

// ofGoal reports whether a paragraph is labelled as one of a project's goal:
// 绩效目标：… below the project's name.
func (rd *room) ofGoal(p *outline.Passage) bool {
	return labelOf(p.Text) != "" && len(rd.Headings[p.Under[len(p.Under)-1]].Roles) == 0
}

// isTarget reports whether a fact of the goals section states a target: the
// words plan it, or it is money that is to be reached.
func (rd *room) isTarget(p *outline.Passage, f *sentence.Fact) bool {
	if f.Name == "" || f.Noun || f.Relation != sentence.Level || sentence.IsWhole(f.Name) {
		return false
	}
	if !f.OfYear(rd.known.FiscalYear.Raw) {
		return false
	}
	said := cjk.Squeeze(p.Text[f.Start:f.Figure.Start])
	if lexicon.HoldsAny(said, []string{"十四五", "十三五", "十五五", "上年", "去年", "远期", "中长期"}) {
		return false // of another time
	}
	if f.Aim == sentence.Planned {
		return true
	}
	if strings.Contains(said, "已") {
		return false
	}
	if f.Figure.Measure != sentence.Money {
		return lexicon.HoldsAny(said, []string{"确保", "争取", "完成", "达", "实现", "控制在", "保持在", "稳定在", "新增", "新建"})
	}
	return lexicon.HoldsAny(said, []string{"完成", "实现", "达到", "预计", "力争", "确保", "争取", "计划"})
}

// items reports whether a passage speaks of the goals of single projects.
func (rd *room) items(p *outline.Passage) bool {
	for i := len(p.Under) - 1; i >= 0; i-- {
		if roles := rd.Headings[p.Under[i]].Roles; len(roles) > 0 {
			return slices.Contains(roles, lexicon.RoleItems) && (i < len(p.Under)-1 || !slices.Contains(roles, lexicon.RoleGoals) || rd.known.Kind != report.KindProject)
		}
	}
	return false
}

// result is a figure in the part on how the goals were met.
type result struct {
	p    *outline.Passage
	s    *sentence.Sentence
	f    *sentence.Fact // nil for a figure that no fact could be made of
	key  string
	text string // the sentence, squeezed
}

// resultsPart gathers the figures of the sections on results.
func (rd *room) resultsPart() (out []result) {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || !rd.Within(p, lexicon.RoleResults) {
			continue
		}
		all := p.Sentences()
		for n := range all {
			s := &all[n]
			text := cjk.Squeeze(p.Text[s.Start:s.End])
			s.Each(func(f *sentence.Fact, _ int) {
				out = append(out, result{p, s, f, targetKey(withoutUnit(f.Name, f.Figure.Unit)), text})
			})
			if len(s.Loose) > 0 {
				out = append(out, result{p: p, s: s, text: text})
			}
		}
	}
	return out
}

// maxTargets bounds what a hostile text can cost; no department sets itself as many.
const maxTargets = 500

// readResults looks for each target's result.
func (rd *room) readResults() {
	if len(rd.out.Targets) == 0 || len(rd.out.Targets) > maxTargets {
		return
	}
	all := rd.resultsPart()
	searched := len(all)*len(rd.out.Targets) <= 50_000 // a hostile text's are not worth it
	for n := range rd.out.Targets {
		t := &rd.out.Targets[n]
		if t.Actual != nil {
			continue
		}
		key := targetKey(withoutUnit(t.Name, t.Target.Unit))
		var hits []result
		for _, r := range all {
			like := r.f != nil && comparable(t.Target.Unit, r.f.Figure.Unit)
			if t.Mentioned == "" && (strings.Contains(r.text, key) || searched && inOtherWords(key, r.text) || like && alike(key, r.key)) {
				t.Mentioned = strings.TrimSpace(r.p.Text[r.s.Start:r.s.End])
			}
			if like && sameTarget(key, r.key) && r.f.Relation == sentence.Level && r.f.Aim != sentence.Planned && !r.f.Noun && r.f.OfYear(rd.known.FiscalYear.Raw) {
				hits = append(hits, r)
			}
		}
		// Two different results for one target are none that can be relied on.
		if len(hits) > 0 && !slices.ContainsFunc(hits, func(h result) bool {
			return h.f.Figure.Number != hits[0].f.Figure.Number || h.f.Figure.Unit != hits[0].f.Figure.Unit
		}) {
			t.Actual, t.Mentioned = rd.amount(hits[0].p, hits[0].f), ""
		}
	}
}

func comparable(a, b string) bool {
	return a == b || report.SameCurrency(a, b)
}

// targetKey is a target's name without the words for doing: 征收水资源费 and
// 水资源费征收 are one.
func targetKey(name string) string {
	name = cjk.Squeeze(name)
	for _, w := range []string{"全年", "全市", "全区", "全县", "全省", "全镇", "我市", "我区", "我县", "本年", "年度", "征收", "完成", "实现", "累计", "实际", "新增", "共", "达到", "总额", "预计", "目标"} {
		if rest := strings.ReplaceAll(name, w, ""); len(rest) >= len("收入") && (w != "实际" || len(rest) >= len("利用外资")) {
			name = rest
		}
	}
	return name
}

// withoutUnit drops the unit that a name ends with: 门诊人次 of 68万人次 → 门诊.
func withoutUnit(name, unit string) string {
	rest := strings.TrimSuffix(name, strings.TrimLeft(unit, "万亿百千"))
	if utf8.RuneCountInString(rest) < 2 {
		return name
	}
	return rest
}

// sameTarget compares two keys: equal, or one the other with a word more.
func sameTarget(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= len("税收收") && strings.HasSuffix(b, a) && len(b)-len(a) <= len("规模以上")
}

// inOtherWords reports whether a sentence speaks of a target in another order:
// 优抚资金全部发放到位 of 发放优抚资金.
func inOtherWords(key, text string) bool {
	k := []rune(key)
	if len(k) < 4 {
		return false
	}
	common := 0
	for i := 0; i+1 < len(k); i++ {
		if strings.Contains(text, string(k[i:i+2])) {
			common++
		}
	}
	return common*4 >= (len(k)-1)*3
}

// anyMoney are names that name no one thing.
var anyMoney = []string{"资金", "金额", "经费", "投资", "总投资", "预算", "项目", "涉及资金", "资金总额", "项目资金", "预算资金", "财政资金", "项目预算", "专项资金", "投资额"}

// alike reports whether a name could mean the target, though not surely enough
// to take its figure for the result: 审结 beside 审结各类案件.
func alike(key, name string) bool {
	if utf8.RuneCountInString(name) < 2 || slices.Contains(anyMoney, name) {
		return false
	}
	if strings.Contains(key, name) || strings.Contains(name, key) {
		return true
	}
	k := []rune(key)
	common := 0
	for i := 0; i+1 < len(k); i++ {
		if strings.Contains(name, string(k[i:i+2])) {
			common++
		}
	}
	return common*2 >= len(k)-1 && common > 0
}
