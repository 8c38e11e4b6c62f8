package prose

import (
	"slices"
	"strconv"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/conclude"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file turns facts of a sentence into fields of the record and keeps count
// of those that were used, so that what is left can be told as unread.

// amount makes an amount of a fact; money keeps its unit in the raw text, other
// figures have it beside.
func (rd *room) amount(p *outline.Passage, f *sentence.Fact) *report.Amount {
	rd.use(f)
	raw := f.Raw(p.Text)
	if f.Figure.Measure != sentence.Money && f.Figure.Measure != sentence.Percent {
		raw = f.Figure.Number
	}
	return &report.Amount{Raw: raw, Unit: f.Figure.Unit, At: rd.Locate(p, f.Figure.Start, f.Figure.End)}
}

func (rd *room) use(f *sentence.Fact) {
	rd.used[f] = true
}

// parts turns the facts listed as parts into parts.
func (rd *room) parts(p *outline.Passage, facts []*sentence.Fact) []report.Part {
	var out []report.Part
	for _, f := range facts {
		if f.Figure.Measure != sentence.Money || f.Name == "" {
			continue
		}
		out = append(out, report.Part{Name: asPrinted(p, f, rd.partName(f.Name)), Amount: rd.amount(p, f), Parts: rd.parts(p, f.Parts), Open: f.Open})
	}
	return out
}

func (rd *room) breakdown(p *outline.Passage, f *sentence.Fact) report.Breakdown {
	b := report.Breakdown{Name: f.Name, Total: rd.amount(p, f), Parts: rd.parts(p, f.Parts), Open: f.Open}
	for _, part := range f.Parts {
		b.Open = b.Open || part.Figure.Measure == sentence.Money && part.Name == ""
	}
	return b
}

// growth is a percentage as printed, negative where it fell.
func (rd *room) growth(p *outline.Passage, f *sentence.Fact) string {
	if f == nil {
		return ""
	}
	rd.use(f)
	s := f.Figure.Number + "%"
	if f.Fall && s[0] != '-' {
		s = "-" + s
	}
	return s
}

// yearBefore is the year that 上年 means.
func yearBefore(year string) string {
	y, err := strconv.Atoi(year)
	if err != nil {
		return ""
	}
	return strconv.Itoa(y - 1)
}

// readUnread keeps the sums of money that were seen anywhere, and the scores in the
// parts that speak of goals, results and the conclusion, and found no place in the record.
func (rd *room) readUnread() {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Text == "" || rd.scaled[p] {
			continue
		}
		scores := rd.In(p, lexicon.RoleBudget, lexicon.RoleAccounts, lexicon.RoleGoals, lexicon.RoleConclusion, lexicon.RoleResults)
		for _, s := range p.Sentences() {
			rd.unreadIn(p, &s, scores)
		}
	}
}

// unreadIn keeps what a sentence says that found no place.
func (rd *room) unreadIn(p *outline.Passage, s *sentence.Sentence, scores bool) {
	keep := func(t sentence.Token) {
		if (t.Measure == sentence.Money || scores && t.Measure == sentence.Score) && !rd.taken[conclude.Place{Passage: p, Start: t.Start}] {
			rd.out.Unread = append(rd.out.Unread, report.Unread{Raw: p.Text[t.Start:t.End], Context: p.Text[s.Start:s.End], At: rd.Locate(p, t.Start, t.End)})
		}
	}
	s.Each(func(f *sentence.Fact, _ int) {
		for _, x := range []*sentence.Fact{f, f.Prior} {
			if x != nil && !rd.used[x] {
				keep(x.Figure)
			}
		}
	})
	for _, t := range s.Loose {
		if !slices.ContainsFunc(s.Bounds, func(f *sentence.Fact) bool { return rd.used[f] && f.Figure.Start == t.Start }) {
			keep(t)
		}
	}
}
