package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Passage is a paragraph, put together again where a page break cut it, with the
// headings it stands under. A table is a passage without text.
type Passage struct {
	Text   string
	spans  []textSpan // where text comes from
	Table  *document.Table
	Label  string // the title that its text follows on the same line: 自评得分：97.5分
	Block  int    // index of its first block
	Under  []int  // headings it stands under, outermost first (indexes in Outline.Headings)
	toks   []sentence.Token
	parsed []sentence.Sentence
	done   bool
}

type textSpan struct {
	start  int // offset in the passage's text
	block  int
	offset int // offset in the block's text
}

// Heading is a section's heading with what it says of the text below it.
type Heading struct {
	Section report.Section
	Roles   []string
	bold    bool
}

// Locate gives the place of text[start:end] of a passage.
func (o *Outline) Locate(p *Passage, start, end int) report.Location {
	for i := len(p.spans) - 1; i >= 0; i-- {
		if s := p.spans[i]; start >= s.start {
			b := &o.Blocks[s.block]
			return b.Locate(start-s.start+s.offset, min(end-s.start+s.offset, len(b.Text)))
		}
	}
	return o.Blocks[p.Block].At
}

// Said is text[start:end] of a passage in simplified characters, for comparing words alone.
func (p *Passage) Said(start, end int) string { return printed.Simplified(p.Text[start:end]) }

// maxParagraph is the longest text that is read for figures; a longer one is no
// paragraph of a report.
const maxParagraph = 64 << 10

// Tokens takes a passage apart once.
func (p *Passage) Tokens() []sentence.Token {
	if p.toks == nil {
		p.toks = sentence.Tokens(p.Text)
	}
	return p.toks
}

// Sentences parses a passage once.
func (p *Passage) Sentences() []sentence.Sentence {
	if !p.done && len(p.Text) <= maxParagraph {
		p.parsed = sentence.ParseUnder(p.Label, p.Text, p.Tokens())
	}
	p.done = true
	return p.parsed
}

// In reports whether the innermost heading with a role, of those a passage
// stands under, has one of these roles.
func (o *Outline) In(p *Passage, roles ...string) bool {
	for i := len(p.Under) - 1; i >= 0; i-- {
		if h := o.Headings[p.Under[i]]; len(h.Roles) > 0 {
			return slices.ContainsFunc(h.Roles, func(r string) bool { return slices.Contains(roles, r) })
		}
	}
	return false
}

// Within reports whether any heading that a passage stands under has a role.
func (o *Outline) Within(p *Passage, role string) bool {
	return slices.ContainsFunc(p.Under, func(i int) bool { return slices.Contains(o.Headings[i].Roles, role) })
}

// Outline is the paper's paragraphs and tables under its headings.
type Outline struct {
	*paper.Paper
	Passages []Passage
	Headings []Heading
	from     int // first block after the title
	topLevel int // level of the outermost heading, 0 before it is known
}

// Read puts paragraphs together, from a block on, and finds the headings above
// them. Of text that was taken before, a form without its table, nothing is a paragraph.
func Read(p *paper.Paper, from int, taken paper.Claims) *Outline {
	o := &Outline{Paper: p, from: from}
	var stack []int
	for i := o.from; i < len(o.Blocks); i++ {
		b := &o.Blocks[i]
		switch {
		case b.Table != nil:
			o.Passages = append(o.Passages, Passage{Table: b.Table, Block: i, Under: slices.Clone(stack)})
			continue
		case strings.TrimSpace(b.Text) == "" || i < len(taken) && taken[i]:
			continue
		}
		h, rest, ok := o.headingOf(b)
		if ok {
			for len(stack) > 0 && o.Headings[stack[len(stack)-1]].Section.Level >= h.Section.Level {
				stack = stack[:len(stack)-1]
			}
			if len(stack) > 0 {
				h.Roles = inherit(o.Headings[stack[len(stack)-1]].Roles, h.Roles)
			}
			stack = append(stack, len(o.Headings))
			o.Headings = append(o.Headings, h)
			if rest == len(b.Text) {
				continue
			}
		}
		if n := len(o.Passages); !ok && n > 0 && o.joins(&o.Passages[n-1], b) {
			p := &o.Passages[n-1]
			p.Text += cjk.Gap(p.Text, b.Text)
			p.spans = append(p.spans, textSpan{start: len(p.Text), block: i})
			p.Text += b.Text
			continue
		}
		label := ""
		if rest > 0 {
			label = cjk.Squeeze(h.Section.Title)
		}
		o.Passages = append(o.Passages, Passage{Text: b.Text[rest:], Label: label, spans: []textSpan{{block: i, offset: rest}}, Block: i, Under: slices.Clone(stack)})
	}
	return o
}

// Sections lists the headings for the record.
func (o *Outline) Sections() []report.Section {
	var out []report.Section
	for _, h := range o.Headings {
		out = append(out, h.Section)
	}
	return out
}

// inherit limits the roles of a heading under one whose list has items named
// freely: a project goal called 安全措施项目 is no list of measures.
func inherit(parent, own []string) []string {
	switch {
	case slices.Contains(parent, lexicon.RoleItems):
		return nil
	case slices.Contains(parent, lexicon.RoleProblems) || slices.Contains(parent, lexicon.RoleMeasures):
		return slices.DeleteFunc(own, func(r string) bool {
			return r != lexicon.RoleProblems && r != lexicon.RoleMeasures && r != lexicon.RoleMembers
		})
	}
	return own
}

// joins reports whether a paragraph goes on in the next block: it stopped in the
// middle of a sentence, and the next starts no item of its own.
func (o *Outline) joins(p *Passage, b *document.Block) bool {
	if p.Table != nil || b.Kind != document.Paragraph || b.Bold {
		return false
	}
	if cutFigure(p.Text, b.Text) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(p.Text, cjk.Space))
	if o.Doc.Format == document.HTML && !strings.ContainsRune("，、,", last) {
		return false // pages mark their paragraphs
	}
	if strings.ContainsRune("。；;：:！？!?”》", last) || utf8.RuneCountInString(p.Text) < 16 {
		return false
	}
	// A short line above may be a caption or a signature: only one that has begun
	// a sentence goes on.
	if !strings.ContainsAny(p.Text, "，。；、：,;:") || last == ')' || last == '）' {
		return false
	}
	if _, n := Numbering(b.Text); n > 0 {
		return false
	}
	return lexicon.UnitIn(b.Text) == "" || utf8.RuneCountInString(b.Text) > 30
}

// cutFigure reports whether a line end has cut a figure: 7,2 | 00万元.
func cutFigure(above, below string) bool {
	above, below = strings.TrimRightFunc(above, cjk.Space), strings.TrimLeftFunc(below, cjk.Space)
	if above == "" || above[len(above)-1] < '0' || above[len(above)-1] > '9' {
		return false
	}
	if _, n := Numbering(below); n > 0 {
		return false
	}
	for i, r := range below {
		if r >= '0' && r <= '9' || r == '.' || r == ',' || i > 0 && cjk.Space(r) {
			continue
		}
		return i <= len("000,000.00") && strings.ContainsRune(lexicon.Default().Numbering.Money, r)
	}
	return false
}
