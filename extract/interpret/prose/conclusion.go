package prose

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/scale"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readConclusion finds the final score, the grade and the declared scale.
func (rd *room) readConclusion() {
	c := &conclusion{room: rd}
	rd.scaled = map[*outline.Passage]bool{}
	for i := range rd.Passages {
		c.scale(i)
	}
	for _, inside := range []bool{true, false} {
		for i := range rd.Passages {
			p := &rd.Passages[i]
			switch {
			case rd.In(p, lexicon.RoleConclusion) != inside:
			case p.Table != nil:
				if inside && !rd.claimed[p.Block] {
					c.table(p.Table)
				}
			case !rd.In(p, lexicon.RoleItems, lexicon.RoleGoals, lexicon.RoleMeasures):
				c.passage(p, inside)
			}
		}
	}
	if c.out.Score != nil || c.out.Grade != "" || len(c.out.Scale) > 0 {
		rd.out.Conclusion = &c.out
	}
}

type conclusion struct {
	*room
	out  report.Conclusion
	rank int // how plainly the score found so far is said to be the final one; lower is better
}

// scale reads a declared scale from a passage, or from it and the items after it
// where each grade has a line of its own.
func (c *conclusion) scale(i int) {
	if len(c.out.Scale) > 0 {
		return
	}
	p := &c.Passages[i]
	if p.Table != nil {
		c.scaleTable(p)
		return
	}
	text := scale.Squeeze(p.Text)
	if !strings.Contains(text, "分") && !comparing.In(text) || len(text) > 4000 || !c.Vocab.HoldsGrade(text) {
		return
	}
	bands := scale.Read(c.Vocab, text)
	used := []*outline.Passage{p}
	if bands == nil && len(scale.Grades(c.Vocab, text)) == 1 {
		for j := i + 1; j < len(c.Passages) && j < i+6; j++ {
			q := &c.Passages[j]
			line := scale.Squeeze(q.Text)
			if q.Table != nil || len(scale.Grades(c.Vocab, line)) != 1 || utf8.RuneCountInString(line) > 60 {
				break
			}
			text += ";" + line
			used = append(used, q)
		}
		if len(used) >= 3 {
			bands = scale.Read(c.Vocab, text)
		}
	}
	for n := range bands {
		bands[n].At = c.Locate(p, 0, 1)
		if len(used) == 1 {
			if at := strings.Index(p.Text, bands[n].Grade); at >= 0 {
				bands[n].At = c.Locate(p, at, at+len(bands[n].Grade))
			}
		}
	}
	if bands != nil {
		c.out.Scale = bands
		for _, q := range used {
			c.scaled[q] = true
		}
	}
}

var comparing = cjk.NewSet("≥≤<>[")

// scaleTable reads a declared scale set as a table.
func (c *conclusion) scaleTable(p *outline.Passage) {
	if c.claimed[p.Block] {
		return
	}
	if bands := scale.InTable(c.Vocab, p.Table); bands != nil {
		c.out.Scale = bands
		c.claimed[p.Block] = true
	}
}

// scoreNames are what the final score is called, the plainest first.
var scoreNames = [][]string{
	{"最终得分", "综合得分", "最终评分", "综合评分", "自评总分", "总得分", "评价总得分", "自评总得分", "总体得分", "综合评价得分", "自评综合得分", "综合自评得分", "整体得分", "最终评价得分", "最终自评得分"},
	{"自评得分", "自评分", "评价得分", "自评分数", "总分", "绩效自评得分", "自评评分", "评分", "绩效评价得分", "综合评定得分", "整体支出得分", "自评结果", "综合评定", "绩效自评", "自评得", "评价得", "综合得", "总得"},
	{"得分", "分数", "评价分数"},
}

func scoreRank(name string) int {
	for rank, names := range scoreNames {
		for _, n := range names {
			if strings.HasSuffix(name, n) {
				return rank + 1
			}
		}
	}
	return 0
}

// passage looks for the score and the grade in prose.
func (c *conclusion) passage(p *outline.Passage, inside bool) {
	for _, s := range p.Sentences() {
		text := cjk.Squeeze(p.Text[s.Start:s.End])
		scored := false
		s.Each(func(f *sentence.Fact, depth int) {
			if f.Figure.Measure != sentence.Score || f.Relation != sentence.Level || f.Aim == sentence.Planned || strings.HasSuffix(f.Name, "满分") {
				return
			}
			// 其中10个项目为优；整体自评得分95分 may be read as part of the list.
			if depth == 0 || strings.Contains(f.Name, "整体") {
				if c.score(p, f.Name, f.Figure, text, inside) {
					scored = true
					c.use(f)
				}
			}
		})
		scored = c.bareScore(p, &s, text, inside) || scored
		c.full(p, &s, inside, scored)
		if c.out.Grade == "" && (inside || scored) {
			c.grade(p, &s)
		}
	}
}

// full reads what a score is out of: of the final score, or where nothing but
// the whole is spoken of (满分100分). Indicators have full scores of their own.
func (c *conclusion) full(p *outline.Passage, s *sentence.Sentence, inside, scored bool) {
	others := false
	var full *sentence.Fact
	s.Each(func(f *sentence.Fact, _ int) {
		switch name, ok := strings.CutSuffix(f.Name, "满分"); {
		case f.Figure.Measure != sentence.Score:
		case ok && (name == "" || strings.HasSuffix(name, "总分") || strings.HasSuffix(name, "评价") || strings.HasSuffix(name, "自评") || strings.HasSuffix(name, "体系")):
			full = f
		case full == nil || scoreRank(f.Name) > 0 && f.Aim != sentence.Planned: // 满分100分，其中决策20分 is of the whole
			others = true
		}
	})
	if full != nil && c.out.Full == nil && (scored || inside && !others) {
		c.out.Full = c.amount(p, full)
	}
}

// score takes a score that is called the final one; outside the section on the
// conclusion only by its plainest names.
func (c *conclusion) score(p *outline.Passage, name string, t sentence.Token, text string, inside bool) bool {
	rank := scoreRank(name)
	if rank == 0 || !inside && (rank > 2 || !strings.Contains(text, "整体") && !strings.Contains(text, "部门") && !strings.Contains(text, "我") && !strings.Contains(text, "综合") && !strings.Contains(text, "最终") && !strings.Contains(text, "本单位")) {
		return false
	}
	if lexicon.HoldsAny(name, []string{"项目平均", "指标", "投入", "过程", "产出", "效益", "满意度", "管理得分", "预算执行", "决策"}) || strings.Contains(text, "个项目") && rank > 1 && !strings.Contains(name, "整体") ||
		strings.HasPrefix(name, "项目") && c.known.Kind != report.KindProject {
		return false
	}
	if !inside {
		rank += 10
	}
	if c.out.Score != nil && rank >= c.rank {
		return false
	}
	c.rank = rank
	at := c.Locate(p, t.Start, t.End)
	c.out.Score, c.out.At = &report.Amount{Raw: t.Number, Unit: "分", At: at}, at
	return true
}

// bareScore reads a score that is printed without 分: 自评得分为98，.
func (c *conclusion) bareScore(p *outline.Passage, s *sentence.Sentence, text string, inside bool) bool {
	toks := p.Tokens()
	from := sort.Search(len(toks), func(i int) bool { return toks[i].Start >= s.Start })
	to := sort.Search(len(toks), func(i int) bool { return toks[i].Start >= s.End })
	toks = toks[from:to]
	for i := 1; i < len(toks); i++ {
		t := toks[i]
		if t.Kind != sentence.Figure || t.Measure != sentence.NoUnit || t.Odd || i+1 < len(toks) && toks[i+1].Kind != sentence.Mark {
			continue
		}
		name := toks[i-1].Text
		if name == ":" && i > 1 {
			name = toks[i-2].Text
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "为"), "是")
		if scoreRank(name) == 0 || i+1 < len(toks) && strings.Contains("<>≤≥~-", toks[i+1].Text) {
			continue
		}
		if c.score(p, name, t, text, inside) {
			return true
		}
	}
	return false
}

// gradeCues are the words after which a grade is given.
var gradeCues = []string{"等级", "等次", "级别", "档次", "评定为", "评为", "评价为", "结果为", "结论为", "属于", "定为", "自评为", "评价结果", "评定结果", "自评结果", "结论", "达到"}

// clauseAt is the clause around an offset, up to it.
func clauseAt(text string, at int) string {
	if i := strings.LastIndexAny(text[:at], ",;，；。"); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		return text[i+n : at]
	}
	return text[:at]
}

// grade reads the grade a sentence gives.
func (c *conclusion) grade(p *outline.Passage, s *sentence.Sentence) {
	text := p.Text[s.Start:s.End]
	dense := scale.Squeeze(text)
	if !c.Vocab.HoldsGrade(dense) {
		return
	}
	if scale.Declares(c.Vocab, dense) && scale.Read(c.Vocab, dense) != nil {
		return // the scale
	}
	for _, cue := range gradeCues {
		for from := 0; ; {
			i := strings.Index(dense[from:], cue)
			if i < 0 {
				break
			}
			at := from + i + len(cue)
			from = at
			if clause := clauseAt(dense, at); strings.Contains(clause, "个") || strings.Contains(clause, "上年") {
				continue // 10个项目等级为优
			}
			rest := dense[at:]
			for cut := true; cut; {
				cut = false
				for _, w := range []string{"评定", "确定", "为", "是", "达到", "达", ":", "“", "\"", "‘", "属于", "属", "结果", "级", "认定", "综合", "评价", "定", ","} {
					if r, ok := strings.CutPrefix(rest, w); ok {
						rest, cut = r, true
					}
				}
			}
			if g := c.Vocab.GradeAt(dense, len(dense)-len(rest)); g != "" {
				if after := strings.TrimLeft(rest[len(g):], "”\"’等次级"); strings.HasPrefix(after, "的") {
					continue // 等级为“优”的3个
				}
				c.out.Grade = g
				if c.out.At.IsZero() {
					j := max(strings.Index(text, g), 0)
					c.out.At = c.Locate(p, s.Start+j, s.Start+j+len(g))
				}
				return
			}
		}
	}
}

// finalLabel reports whether a cell of a table is the label of the final score.
// 得分 alone heads a row or a column of many scores.
func (c *conclusion) finalLabel(t *document.Table, cell *document.Cell, label string) bool {
	rank := scoreRank(label)
	if rank == 0 || utf8.RuneCountInString(label) > 8 {
		return false
	}
	numbers := 0
	for _, x := range t.Cells {
		if (x.Row == cell.Row || x.Col == cell.Col) && paper.Numeric(x.Text) {
			numbers++
		}
	}
	return numbers == 1 || rank == 1
}

// table reads a conclusion set as a table of labels and values.
func (c *conclusion) table(t *document.Table) {
	if len(t.Cells) > 40 {
		return
	}
	for _, cell := range t.Cells {
		label := strings.TrimRight(cjk.Squeeze(cell.Text), ":")
		var value *document.Cell
		for _, v := range []*document.Cell{t.Cell(cell.Row, cell.Col+cell.ColSpan), t.Cell(cell.Row+cell.RowSpan, cell.Col)} {
			if v != nil && v.Text != "" {
				value = v
				break
			}
		}
		if value == nil {
			continue
		}
		switch {
		case c.finalLabel(t, &cell, label) && paper.Numeric(value.Text) && c.out.Score == nil:
			c.out.Score = &report.Amount{Raw: value.Text, Unit: "分", At: value.At}
			c.out.At, c.rank = value.At, 1
		case slices.Contains(gradeCues, label) || strings.HasSuffix(label, "等级") || strings.HasSuffix(label, "等次"):
			if g := c.Vocab.GradeAt(cjk.Squeeze(value.Text), 0); g != "" && c.out.Grade == "" {
				c.out.Grade = g
			}
		}
	}
}
