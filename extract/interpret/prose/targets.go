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
		if p.Text == "" {
			continue
		}
		goals := rd.In(p, lexicon.RoleGoals) && !rd.items(p) && !rd.Within(p, lexicon.RoleResults) && !rd.ofGoal(p)
		for _, s := range p.Sentences() {
			if !rd.spelledTargets(p, &s) && goals {
				rd.targetsIn(p, &s, results)
			}
		}
	}
	rd.readResults()
}

// targetsIn reads the targets of a sentence.
func (rd *room) targetsIn(p *outline.Passage, s *sentence.Sentence, results func() map[string]bool) {
	for _, f := range s.Bounds {
		if rd.isTarget(p, f) || rd.hasResult(p, f, results()) {
			rd.out.Targets = append(rd.out.Targets, report.Target{Name: f.Name, Target: rd.amount(p, f), At: rd.Locate(p, f.Start, f.Figure.End)})
		}
	}
	for n, f := range s.Facts {
		if f.Result || !rd.isTarget(p, f) && !rd.hasResult(p, f, results()) {
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

// spelledTargets reads targets that are spelled out with their results and scores:
// 抗体合格率，年初目标值≥70%，实际完成值60%，自评得分20分.
func (rd *room) spelledTargets(p *outline.Passage, s *sentence.Sentence) bool {
	w := &rd.Vocab.Targets
	found := false
	for n := 0; n+1 < len(s.Facts); n++ {
		target, actual := s.Facts[n], s.Facts[n+1]
		if !rd.calls(p, target, w.TargetOf) || !rd.calls(p, actual, w.ActualOf) || target.Figure.Unit != actual.Figure.Unit {
			continue
		}
		name := rd.spelledName(p, s, target)
		if name == "" {
			continue
		}
		t := report.Target{Name: name, Target: rd.amount(p, target), Actual: rd.amount(p, actual), At: rd.Locate(p, target.Start, target.Figure.End)}
		if n+2 < len(s.Facts) {
			if score := s.Facts[n+2]; score.Figure.Measure == sentence.Score && rd.calls(p, score, w.ScoreOf) {
				t.Score = rd.amount(p, score)
			}
		}
		rd.out.Targets = append(rd.out.Targets, t)
		found = true
		n++
	}
	return found
}

// calls reports whether the words right before a figure end as one of these does.
func (rd *room) calls(p *outline.Passage, f *sentence.Fact, words lexicon.Words) bool {
	said := strings.TrimRight(cjk.Squeeze(p.Said(f.Start, f.Figure.Start)), "≥≤=<>:")
	for _, copula := range rd.Vocab.Scores.Copulas {
		said = strings.TrimSuffix(said, copula)
	}
	return lexicon.EndsWith(said, words...)
}

// spelledName is the clause before a target that is spelled out, without its number.
func (rd *room) spelledName(p *outline.Passage, s *sentence.Sentence, f *sentence.Fact) string {
	text := strings.TrimRight(cjk.Squeeze(p.Said(s.Start, f.Start)), ",，:：")
	if i := strings.LastIndexAny(text, ",，;；。"); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		text = text[i+n:]
	}
	if _, n := outline.Numbering(text); n > 0 {
		text = text[n:]
	}
	if i := strings.LastIndex(text, ":"); i >= 0 {
		text = text[i+1:] // 指标1：办理法律援助案件
	}
	if utf8.RuneCountInString(text) > outline.LongHeading {
		return ""
	}
	return text
}

// hasResult reports whether a figure of the goals section that no word plans is a
// target all the same: the part on results gives a figure of the same name.
func (rd *room) hasResult(p *outline.Passage, f *sentence.Fact, results map[string]bool) bool {
	said := p.Said(f.Start, f.Figure.Start)
	if stage, _, _ := rd.Vocab.Money.Stage(f.Name); f.Figure.Measure == sentence.Money && stage != lexicon.NoStage && stage != lexicon.Amounted {
		return false // 预拨资金53.15万元
	}
	return f.Name != "" && !rd.Vocab.Targets.AnyMoney.Has(f.Name) && !f.Noun && f.Relation == sentence.Level && !sentence.IsWhole(f.Name) && f.OfYear(rd.known.FiscalYear.Raw) && !lexicon.HoldsAny(said, rd.Vocab.Targets.Present) &&
		results[rd.targetKey(rd.withoutUnit(f.Name, f.Figure.Unit))+" "+f.Figure.Unit]
}

// ofGoal reports whether a paragraph is labelled as one of a project's goal:
// 绩效目标：… below the project's name.
func (rd *room) ofGoal(p *outline.Passage) bool {
	return rd.labelOf(p.Text) != "" && len(rd.Headings[p.Under[len(p.Under)-1]].Roles) == 0
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
	said := cjk.Squeeze(p.Said(f.Start, f.Figure.Start))
	w := &rd.Vocab.Targets
	money := f.Figure.Measure == sentence.Money
	switch {
	case lexicon.HoldsAny(said, w.OtherTime), money && lexicon.EndsWith(f.Name, w.Budgeted...):
		return false // of another time; what is budgeted is no target
	case f.Aim == sentence.Planned:
		return true
	case lexicon.HoldsAny(said, w.Already):
		return false
	case money:
		return lexicon.HoldsAny(said, w.MoneyVerbs)
	}
	return lexicon.HoldsAny(said, w.Verbs)
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
		within := rd.Within(p, lexicon.RoleResults)
		if p.Text == "" || !within && !rd.In(p, lexicon.RoleGoals) {
			continue
		}
		all := p.Sentences()
		for n := range all {
			s := &all[n]
			text := cjk.Squeeze(p.Said(s.Start, s.End))
			s.Each(func(f *sentence.Fact, _ int) {
				if within || f.Result {
					out = append(out, result{p, s, f, rd.targetKey(rd.withoutUnit(f.Name, f.Figure.Unit)), text})
				}
			})
			if within && len(s.Loose) > 0 {
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
		hits := rd.hits(t, all, searched)
		// Two different results for one target are none that can be relied on.
		if len(hits) > 0 && !slices.ContainsFunc(hits, func(h result) bool {
			return h.f.Figure.Number != hits[0].f.Figure.Number || h.f.Figure.Unit != hits[0].f.Figure.Unit
		}) {
			t.Actual, t.Mentioned = rd.amount(hits[0].p, hits[0].f), ""
		}
	}
}

// hits finds the figures that can be a target's result, and the first sentence that
// speaks of it.
func (rd *room) hits(t *report.Target, all []result, searched bool) (hits []result) {
	key := rd.targetKey(rd.withoutUnit(t.Name, t.Target.Unit))
	for _, r := range all {
		like := r.f != nil && comparable(t.Target.Unit, r.f.Figure.Unit)
		if t.Mentioned == "" && (strings.Contains(r.text, key) || searched && inOtherWords(key, r.text) || like && rd.alike(key, r.key)) {
			t.Mentioned = strings.TrimSpace(r.p.Text[r.s.Start:r.s.End])
		}
		if like && sameTarget(key, r.key) && r.f.Relation == sentence.Level && r.f.Aim != sentence.Planned && !r.f.Noun && r.f.OfYear(rd.known.FiscalYear.Raw) {
			hits = append(hits, r)
		}
	}
	return hits
}

func comparable(a, b string) bool {
	return a == b || report.SameCurrency(a, b)
}

// Names of targets: three bytes a character.
const (
	shortKey  = 2 * 3 // what is left of a name at least
	fewKey    = 4 * 3 // where a word that short names keep is dropped
	commonKey = 4 * 3 // of two names of which one is the other's end
	moreKey   = 4 * 3 // what the longer of them may have more
)

// targetKey is a target's name without the words for doing: 征收水资源费 and
// 水资源费征收 are one.
func (rd *room) targetKey(name string) string {
	w := &rd.Vocab.Targets
	name = cjk.Squeeze(name)
	for _, word := range w.KeyDrops {
		if rest := strings.ReplaceAll(name, word, ""); len(rest) >= shortKey && (!w.KeyFew.Has(word) || len(rest) >= fewKey) {
			name = rest
		}
	}
	return name
}

// withoutUnit drops the unit that a name ends with: 门诊人次 of 68万人次 → 门诊.
func (rd *room) withoutUnit(name, unit string) string {
	rest := strings.TrimSuffix(name, strings.TrimLeft(unit, rd.Vocab.Targets.Scales))
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
	return len(a) >= commonKey-3 && strings.HasSuffix(b, a) && len(b)-len(a) <= moreKey
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

// alike reports whether a name could mean the target, though not surely enough
// to take its figure for the result: 审结 beside 审结各类案件.
func (rd *room) alike(key, name string) bool {
	if utf8.RuneCountInString(name) < 2 || rd.Vocab.Targets.AnyMoney.Has(name) {
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
