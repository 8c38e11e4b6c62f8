package identity

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// evaluatedWithin is how many characters may stand between a year and the evaluation
// that is of it: 2022年度部门整体支出…绩效自评.
const evaluatedWithin = 14

// mentions gathers the places that name the year the report is about. Without a year
// in the title it is the one that the evaluation is said to be of, else the one year
// that the prose speaks of most.
func (rd *room) mentions() {
	if y := rd.known.Title.FiscalYear.Raw; y != "" {
		rd.mention(y, "title", rd.known.Title.Title, rd.known.Title.TitleAt)
	}
	counts := map[string]int{}
	for i := range rd.Passages {
		if p := &rd.Passages[i]; p.Table != nil {
			rd.headerYears(p.Table)
		} else {
			rd.proseYears(p, counts)
		}
	}
	for _, m := range rd.out.Mentions {
		if m.Where != "title" {
			rd.propose(proposal.Year, m.Year.Raw, m.Year.At, proposal.Mentioned)
		}
	}
	rd.propose(proposal.Year, mostSpoken(counts), report.Location{}, proposal.MostSpoken)
}

func (rd *room) mention(year, where, raw string, at report.Location) {
	rd.out.Mentions = append(rd.out.Mentions, report.YearMention{Year: report.Integer{Raw: year, At: at}, Where: where, Raw: raw, At: at})
}

// proseYears counts the years that a passage names. Prose names many; only one set
// beside 年度 and the words for the evaluation itself speaks of the report.
func (rd *room) proseYears(p *outline.Passage, counts map[string]int) {
	toks := p.Tokens()
	for n, t := range toks {
		if t.Kind != sentence.Period || n+1 >= len(toks) || toks[n+1].Kind != sentence.Text {
			continue
		}
		counts[t.Number]++
		next := toks[n+1].Text
		start, end := lexicon.FirstOf(next, rd.Vocab.Titles.Evaluated)
		if start >= 0 && utf8.RuneCountInString(next[:start]) <= evaluatedWithin && !rd.past(toks, n) {
			rd.mention(t.Number, "prose", t.Text+next[:end], rd.Locate(p, t.Start, t.End))
		}
	}
}

// mostSpoken is the year named at least twice, and twice as often as any other; "" where
// there is none.
func mostSpoken(counts map[string]int) string {
	for year, n := range counts {
		most := n >= 2
		for other, m := range counts {
			most = most && (other == year || n >= 2*m)
		}
		if most {
			return year
		}
	}
	return ""
}

// past reports whether the words before a year make it another one: 较2021年度.
func (rd *room) past(toks []sentence.Token, n int) bool {
	if n == 0 {
		return false
	}
	for i := n - 1; i >= 0 && toks[i].Text != "》"; i-- {
		if toks[i].Text == "《" {
			return true // 《关于开展2022年…绩效自评的通知》 names the year it was sent
		}
	}
	return lexicon.EndsWith(toks[n-1].Text, rd.Vocab.Titles.Past...)
}

// headerYears reads the years in the header of the summary table: 执行数（至2022年底）.
func (rd *room) headerYears(t *document.Table) {
	own, texts := paper.HeaderYear(rd.known.Title.FiscalYear.Raw), map[string]bool{}
	for _, c := range rd.known.Heads[t] {
		texts[cjk.Squeeze(c.Text)] = true
	}
	for _, c := range rd.known.Heads[t] {
		if lexicon.HoldsAny(c.Text, rd.Vocab.Titles.OtherYears) {
			continue // of another year by intent
		}
		if y := paper.HeaderYear(c.Text); y != "" && y != own && own != "" && texts[strings.ReplaceAll(cjk.Squeeze(c.Text), y, own)] {
			continue // 2021年预算数 beside 2022年预算数: one year set beside the other
		}
		for _, tok := range sentence.Tokens(c.Text) {
			if tok.Kind == sentence.Period {
				rd.mention(tok.Number, "header", c.Text, c.At)
			}
		}
	}
}

// yearIn finds the first year in a title that is not part of a date: 2022年度, and not
// 2023年4月.
func yearIn(s string) (y printed.YearAt, ok bool) {
	for from := 0; ; {
		if y, ok = printed.FindYear(s[from:], true); !ok {
			return y, false
		}
		y.Digits.Start, y.Digits.End, y.End = y.Digits.Start+from, y.Digits.End+from, y.End+from
		if toks := sentence.Tokens(s[y.Digits.Start:]); len(toks) < 2 || toks[1].Kind != sentence.Date && toks[0].Kind != sentence.Date {
			return y, true
		}
		from = y.End
	}
}

// titleYear is the year that a title names, in figures; "" where it names none.
func titleYear(s string) string {
	if y, ok := yearIn(s); ok {
		return strconv.Itoa(y.Year)
	}
	return ""
}

// beforeYear is what stands before the year in a title.
func beforeYear(s string) string {
	if y, ok := yearIn(s); ok {
		return s[:y.Digits.Start]
	}
	return ""
}

// withoutYears is a title without the years that it names.
func withoutYears(s string) string {
	var b strings.Builder
	for y, ok := printed.FindYear(s, true); ok; y, ok = printed.FindYear(s, true) {
		b.WriteString(s[:y.Digits.Start])
		s = s[y.End:]
	}
	b.WriteString(s)
	return b.String()
}
