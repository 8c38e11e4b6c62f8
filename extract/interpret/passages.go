package interpret

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// passage is a paragraph, put together again where a page break cut it, with the
// headings it stands under. A table is a passage without text.
type passage struct {
	text   string
	spans  []textSpan // where text comes from
	table  *document.Table
	block  int   // index of its first block
	under  []int // headings it stands under, outermost first (indexes in Outline.Headings)
	toks   []sentence.Token
	parsed []sentence.Sentence
	done   bool
}

type textSpan struct {
	start  int // offset in the passage's text
	block  int
	offset int // offset in the block's text
}

// heading is a section's heading with what it says of the text below it.
type heading struct {
	section report.Section
	roles   []string
	bold    bool
}

// locate gives the place of text[start:end] of a passage.
func (o *Outline) locate(p *passage, start, end int) report.Location {
	for i := len(p.spans) - 1; i >= 0; i-- {
		if s := p.spans[i]; start >= s.start {
			b := &o.blocks[s.block]
			return b.Locate(start-s.start+s.offset, min(end-s.start+s.offset, len(b.Text)))
		}
	}
	return o.blocks[p.block].At
}

// maxParagraph is the longest text that is read for figures; a longer one is no
// paragraph of a report.
const maxParagraph = 64 << 10

// tokens takes a passage apart once.
func (p *passage) tokens() []sentence.Token {
	if p.toks == nil {
		p.toks = sentence.Tokens(p.text)
	}
	return p.toks
}

// sentences parses a passage once.
func (p *passage) sentences() []sentence.Sentence {
	if !p.done && len(p.text) <= maxParagraph {
		p.parsed = sentence.ParseTokens(p.text, p.tokens())
	}
	p.done = true
	return p.parsed
}

// in reports whether the innermost heading with a role, of those a passage
// stands under, has one of these roles.
func (o *Outline) in(p *passage, roles ...string) bool {
	for i := len(p.under) - 1; i >= 0; i-- {
		if h := o.headings[p.under[i]]; len(h.roles) > 0 {
			return slices.ContainsFunc(h.roles, func(r string) bool { return slices.Contains(roles, r) })
		}
	}
	return false
}

// within reports whether any heading that a passage stands under has a role.
func (o *Outline) within(p *passage, role string) bool {
	return slices.ContainsFunc(p.under, func(i int) bool { return slices.Contains(o.headings[i].roles, role) })
}

// Outline is the paper's paragraphs and tables under its headings.
type Outline struct {
	*Paper
	passages []passage
	headings []heading
	from     int // first block after the title
	topLevel int // level of the outermost heading, 0 before it is known
}

// readOutline puts paragraphs together, from a block on, and finds the headings above
// them.
func readOutline(p *Paper, from int) *Outline {
	o := &Outline{Paper: p, from: from}
	var stack []int
	for i := o.from; i < len(o.blocks); i++ {
		b := &o.blocks[i]
		switch {
		case b.Table != nil:
			o.passages = append(o.passages, passage{table: b.Table, block: i, under: slices.Clone(stack)})
			continue
		case strings.TrimSpace(b.Text) == "":
			continue
		}
		h, rest, ok := o.headingOf(b)
		if ok {
			for len(stack) > 0 && o.headings[stack[len(stack)-1]].section.Level >= h.section.Level {
				stack = stack[:len(stack)-1]
			}
			if len(stack) > 0 {
				h.roles = inherit(o.headings[stack[len(stack)-1]].roles, h.roles)
			}
			stack = append(stack, len(o.headings))
			o.headings = append(o.headings, h)
			if rest == len(b.Text) {
				continue
			}
		}
		if n := len(o.passages); !ok && n > 0 && o.joins(&o.passages[n-1], b) {
			p := &o.passages[n-1]
			p.text += cjk.Gap(p.text, b.Text)
			p.spans = append(p.spans, textSpan{start: len(p.text), block: i})
			p.text += b.Text
			continue
		}
		o.passages = append(o.passages, passage{text: b.Text[rest:], spans: []textSpan{{block: i, offset: rest}}, block: i, under: slices.Clone(stack)})
	}
	return o
}

// Sections lists the headings for the record.
func (o *Outline) Sections() []report.Section {
	var out []report.Section
	for _, h := range o.headings {
		out = append(out, h.section)
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
func (o *Outline) joins(p *passage, b *document.Block) bool {
	if p.table != nil || b.Kind != document.Paragraph || b.Bold {
		return false
	}
	if cutFigure(p.text, b.Text) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(p.text, cjk.Space))
	if o.doc.Format == document.HTML && !strings.ContainsRune("，、,", last) {
		return false // pages mark their paragraphs
	}
	if strings.ContainsRune("。；;：:！？!?”》", last) || utf8.RuneCountInString(p.text) < 16 {
		return false
	}
	// A short line above may be a caption or a signature: only one that has begun
	// a sentence goes on.
	if !strings.ContainsAny(p.text, "，。；、：,;:") || last == ')' || last == '）' {
		return false
	}
	if _, n := numbering(b.Text); n > 0 {
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
	if _, n := numbering(below); n > 0 {
		return false
	}
	for i, r := range below {
		if r >= '0' && r <= '9' || r == '.' || r == ',' || i > 0 && cjk.Space(r) {
			continue
		}
		return i <= len("000,000.00") && strings.ContainsRune("万亿元%％", r)
	}
	return false
}
