package prose

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file tells what a sum of money is of: its name without who gave it, when and by
// which paper, and the item that a paragraph is about.

// subject is what a sum is of, by its name.
func (rd *room) subject(name string) string {
	name = rd.withoutOwn(name)
	if _, n := outline.Numbering(name); n > 0 && n < len(name) {
		name = name[n:]
	}
	name = rd.withoutGiver(rd.withoutPapers(name))
	if toks := sentence.Tokens(name); len(toks) > 1 && toks[0].Kind == sentence.Date {
		name = name[toks[0].End:] // 12月底只用了21.8万
	}
	return rd.Vocab.Money.Subject(name)
}

// withoutPapers drops the papers that a sum rests on: 《关于下达…的通知》(青财农〔2022〕8号)补助资金.
func (rd *room) withoutPapers(name string) string {
	i := strings.LastIndex(name, "》")
	if i < 0 {
		return name
	}
	title, rest := name[:i], strings.TrimSpace(name[i+len("》"):])
	if j := strings.IndexAny(rest, ")）"); j > 0 && strings.ContainsAny(rest[:1], "(") || j > 0 && strings.HasPrefix(rest, "（") {
		_, n := utf8.DecodeRuneInString(rest[j:])
		rest = rest[j+n:]
	}
	w := &rd.Vocab.Money
	if rest == "" || !lexicon.EndsWith(title, w.Papers...) && !lexicon.StartsWith(name, w.PaperLeads...) {
		return name
	}
	return strings.TrimLeft(rest, ",，、:：")
}

// withoutGiver drops who gave a sum or got it, and when, from the front of its name:
// 县财政局2022年安排农村公路养护资金. What is left must still say what it is of.
func (rd *room) withoutGiver(name string) string {
	w := &rd.Vocab.Money
	for from := 0; from < len(name); {
		at, end := lexicon.FirstOf(name[from:], w.Gives)
		if at < 0 {
			break
		}
		at, from = from+at, from+end
		if rest := name[from:]; rd.gives(name[:at]) && w.Subject(rest) != "" && w.Parts(name, at) {
			name, from = rest, 0
		}
	}
	if y, ok := printed.FindYear(name, true); ok && y.Digits.Start > 0 && y.End < len(name) && rd.gives(name[:y.Digits.Start]) {
		name = name[y.End:]
	}
	return name
}

// gives reports whether what stands before a verb is who, when or how: 县财政局, 年初预算, 累计.
func (rd *room) gives(before string) bool {
	before = strings.TrimRight(before, ",，、:：")
	return before == "" || rd.Vocab.IsBody(before) || lexicon.EndsWith(before, rd.Vocab.Money.Givers...)
}

// asPrinted is a name that the words before a figure give, in the characters of the paper.
func asPrinted(p *outline.Passage, f *sentence.Fact, name string) string {
	text := cjk.Squeeze(p.Text[f.Start:f.Figure.Start])
	plain := printed.Simplified(text)
	if i := strings.Index(plain, name); i >= 0 && plain != text {
		from := utf8.RuneCountInString(plain[:i])
		return string([]rune(text)[from : from+utf8.RuneCountInString(name)])
	}
	return name
}

// partName is what a part is of, without the paper that it rests on.
func (rd *room) partName(name string) string {
	short := rd.withoutPapers(name)
	if short == name {
		return name
	}
	for _, v := range rd.Vocab.Money.Gives {
		if rest := strings.TrimPrefix(short, v); rest != "" {
			short = rest
		}
	}
	return short
}

// longItem is how many characters the name of an item has at most.
const longItem = 24

// itemOf is the item that a paragraph is about, by its own number and name or by the
// heading right above it, "" where they speak of the whole: （1）清淤工程. What the paragraph
// gives without a name is the item's.
func (rd *room) itemOf(p *outline.Passage) string {
	if s, n := outline.Numbering(p.Text); n > 0 && s.Level > 1 {
		if end := strings.IndexAny(p.Text, "。：:"); end > n {
			if item := rd.item(p.Text[n:end]); item != "" {
				return item
			}
		}
	}
	if len(p.Under) == 0 {
		return ""
	}
	h := &rd.Headings[p.Under[len(p.Under)-1]]
	if len(h.Roles) > 0 || h.Section.Level < 2 {
		return ""
	}
	return rd.item(h.Section.Title)
}

// item is a title that names one thing among several, "" for any other.
func (rd *room) item(title string) string {
	title = cjk.Squeeze(title)
	w := &rd.Vocab.Money
	switch {
	case utf8.RuneCountInString(title) > longItem || strings.ContainsAny(title, ",，;；、"):
		return ""
	case !lexicon.EndsWith(title, w.Items...) || lexicon.HoldsAny(title, rd.Vocab.Budgets.Labels) || w.Subject(title) == "":
		return ""
	case strings.Contains(cjk.Squeeze(rd.known.Title), title) && rd.known.Kind == report.KindProject:
		return "" // the project that the whole paper is about
	}
	return title
}

// partsLeft reports whether a figure that has its place elsewhere lists parts that have not.
func (rd *room) partsLeft(f *sentence.Fact) bool {
	n := 0
	for _, part := range f.Parts {
		if part.Figure.Measure == sentence.Money && part.Name != "" && !rd.used[part] {
			n++
		}
	}
	return n > 0 && n == len(f.Parts)
}
