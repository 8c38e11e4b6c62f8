package prose

import (
	"regexp"
	"slices"
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readProblems gathers the problems and the measures, an item a paragraph or
// several where it numbers them; the title of an item stands before its text.
func (rd *room) readProblems() {
	add := func(list *[]string, p *outline.Passage) {
		text := strings.TrimSpace(p.Text)
		if rd.signed(text) || strings.Trim(text, "。 ") == "无" {
			return
		}
		if h := &rd.Headings[p.Under[len(p.Under)-1]]; len(h.Roles) == 0 {
			text = strings.TrimRight(h.Section.Title, "。：:") + "。" + text
		}
		*list = append(*list, items(text)...)
	}
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || !rd.In(p, lexicon.RoleProblems, lexicon.RoleMeasures) || rd.overTable(p) {
			continue
		}
		problems, measures := rd.In(p, lexicon.RoleProblems), rd.In(p, lexicon.RoleMeasures)
		if problems && measures {
			rd.problemsAndMeasures(p)
			continue
		}
		if measures {
			add(&rd.out.Measures, p)
		} else {
			add(&rd.out.Problems, p)
		}
	}
	rd.bareItems()
}

// tableTitle is what a line over a table names it by: 附件：…汇总表, …情况表（2022年度）.
var tableTitle = regexp.MustCompile(`^附[件表]|(?:汇总|一览|情况|明细|自评|评价|统计|公开|结果)表(?:\([^()]*\))?$`)

// overTable reports whether a passage is a title or a unit over a table: nothing
// but lines like it stands between.
func (rd *room) overTable(p *outline.Passage) bool {
	for i := p.Block; i < len(rd.Blocks) && i < p.Block+4; i++ {
		b := &rd.Blocks[i]
		if b.Table != nil {
			return i > p.Block
		}
		s := cjk.Squeeze(b.Text)
		if s == "" {
			continue
		}
		if len(s) > 3*lexicon.MaxLabel || strings.ContainsAny(s, "。；;") || lexicon.CaptionUnitIn(s) == "" && !tableTitle.MatchString(s) {
			return false
		}
	}
	return false
}

// problemsAndMeasures parts a text under one heading for both: what follows a
// sentence that starts as measures do is measures.
func (rd *room) problemsAndMeasures(p *outline.Passage) {
	from := len(p.Text)
	if len(rd.out.Measures) > 0 {
		from = 0
	}
	for _, s := range p.Sentences() {
		head := cjk.Squeeze(p.Text[s.Start:s.End])
		for _, w := range []string{"下一步", "今后", "改进", "措施", "建议", "针对", "下步", "有关建议", "整改"} {
			if i := strings.Index(head, w); i >= 0 && i <= len("（一）") {
				from = min(from, s.Start)
			}
		}
	}
	if text := strings.TrimSpace(p.Text[:from]); text != "" && !rd.signed(text) {
		rd.out.Problems = append(rd.out.Problems, items(text)...)
	}
	if text := strings.TrimSpace(p.Text[from:]); text != "" && !rd.signed(text) {
		rd.out.Measures = append(rd.out.Measures, items(text)...)
	}
}

// signed reports whether a line is the signature or the date below a report.
func (rd *room) signed(text string) bool {
	toks := sentence.Tokens(text)
	if n := len(toks); n == 2 && toks[1].Kind == sentence.Date {
		toks = toks[:1]
	}
	return len(toks) == 1 && (toks[0].Kind == sentence.Date || toks[0].Kind == sentence.Text && rd.Vocab.IsBody(toks[0].Text))
}

// bareItems adds the items that are headings with no text below them.
func (rd *room) bareItems() {
	filled := make([]bool, len(rd.Headings))
	for i := range rd.Passages {
		for _, h := range rd.Passages[i].Under {
			filled[h] = true
		}
	}
	for h := range rd.Headings {
		hd := &rd.Headings[h]
		if filled[h] || len(hd.Roles) > 0 || h == 0 || hd.Section.Number == "" {
			continue
		}
		for k := h - 1; k >= max(0, h-50); k-- {
			if rd.Headings[k].Section.Level >= hd.Section.Level {
				continue
			}
			switch roles := rd.Headings[k].Roles; {
			case slices.Contains(roles, lexicon.RoleProblems) && slices.Contains(roles, lexicon.RoleMeasures):
			case slices.Contains(roles, lexicon.RoleProblems):
				rd.out.Problems = append(rd.out.Problems, hd.Section.Title)
			case slices.Contains(roles, lexicon.RoleMeasures):
				rd.out.Measures = append(rd.out.Measures, hd.Section.Title)
			}
			break
		}
	}
}

// readCitations gathers the official documents that the prose cites by number:
// 《…实施意见》（鹿发〔2019〕8号）.
func (rd *room) readCitations() {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if !strings.Contains(p.Text, "号") {
			continue
		}
		for _, m := range paperNumber.FindAllStringSubmatchIndex(p.Text, -1) {
			raw := p.Text[m[0]:m[1]]
			title := ""
			if before := strings.TrimRight(p.Text[:m[0]], " （(“"); strings.HasSuffix(before, "》") {
				if j := strings.LastIndex(before, "《"); j >= 0 {
					title = strings.TrimSuffix(before[j+len("《"):], "》")
				}
			}
			number := paper.WithoutSpaces(p.Text[m[2]:m[3]]) + "〔" + paper.WithoutSpaces(p.Text[m[4]:m[5]]) + "〕" + paper.WithoutSpaces(p.Text[m[6]:m[7]]) + "号"
			rd.out.Citations = append(rd.out.Citations, report.Citation{Title: title, Number: number, Raw: raw, At: rd.Locate(p, m[0], m[1])})
		}
	}
}

// paperNumber is an official document's number in any brackets: 鹿发【2019】8号.
var paperNumber = regexp.MustCompile(`(\p{Han}{1,10})\s*[〔【\[［(（]\s*((?:19|20)\d\d)\s*[〕】\]］)）]\s*(?:第\s*)?(\d{1,5})\s*号`)
