package prose

import (
	"regexp"
	"slices"
	"strings"
	"sync"

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
		if rd.signed(text) || rd.Vocab.Problems.None.Has(strings.Trim(text, "。 ")) {
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

// tableTitle reports a line that names the table below it: 附件：…汇总表, …情况表（2022年度）.
func (rd *room) tableTitle(squeezed string) bool {
	w := &rd.Vocab.Problems
	if i := strings.LastIndex(squeezed, "("); i > 0 && strings.HasSuffix(squeezed, ")") {
		squeezed = squeezed[:i]
	}
	return lexicon.StartsWith(squeezed, w.Attached...) || lexicon.EndsWith(squeezed, w.Table...)
}

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
		if len(s) > 3*lexicon.MaxLabel || strings.ContainsAny(s, "。；;") || lexicon.CaptionUnitIn(s) == "" && !rd.tableTitle(s) {
			return false
		}
	}
	return false
}

// afterNumber is how many bytes of a sentence its number may take: （一）.
const afterNumber = 3 * 3

// problemsAndMeasures parts a text under one heading for both: what follows a
// sentence that starts as measures do is measures.
func (rd *room) problemsAndMeasures(p *outline.Passage) {
	from := len(p.Text)
	if len(rd.out.Measures) > 0 {
		from = 0
	}
	for _, s := range p.Sentences() {
		head := cjk.Squeeze(p.Text[s.Start:s.End])
		for _, w := range rd.Vocab.Problems.Measures {
			if i := strings.Index(head, w); i >= 0 && i <= afterNumber {
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
		if !lexicon.HoldsAny(p.Text, rd.Vocab.Problems.Number) {
			continue
		}
		for _, m := range paperNumber().FindAllStringSubmatchIndex(p.Text, -1) {
			raw := p.Text[m[0]:m[1]]
			title := ""
			if before := strings.TrimRight(p.Text[:m[0]], " （(“"); strings.HasSuffix(before, "》") {
				if j := strings.LastIndex(before, "《"); j >= 0 {
					title = strings.TrimSuffix(before[j+len("《"):], "》")
				}
			}
			number := paper.WithoutSpaces(p.Text[m[2]:m[3]]) + "〔" + paper.WithoutSpaces(p.Text[m[4]:m[5]]) + "〕" + paper.WithoutSpaces(p.Text[m[6]:m[7]]) + rd.Vocab.Problems.Number[0]
			rd.out.Citations = append(rd.out.Citations, report.Citation{Title: title, Number: number, Raw: raw, At: rd.Locate(p, m[0], m[1])})
		}
	}
}

// paperNumber is an official document's number in any brackets: 鹿发【2019】8号.
var paperNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(lexicon.Default().Numbering.Paper)
})
