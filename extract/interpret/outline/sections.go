package outline

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file finds headings, whatever marks them: the format, bold type, or only
// the numbering 一、（一）1、（1）.

// level is one style of numbering.
type level struct {
	depth int
	match *regexp.Regexp
	ahead bool // the pattern looks one character ahead
}

// levels are the styles of numbering, from the built-in lexicon.
var levels = sync.OnceValue(func() (out []level) {
	w := &lexicon.Default().Numbering
	for _, l := range w.Levels {
		out = append(out, level{l.Depth, w.Pattern(l.Match), l.Ahead})
	}
	return out
})

// Numbering reads the number a text starts with: its section level and numeral,
// and the length of it with its marks; 0 where there is none.
func Numbering(text string) (report.Section, int) {
	for _, l := range levels() {
		m := l.match.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		end := m[1]
		if l.ahead {
			end = strings.IndexByte(text, '.') + 1
			end += len(text[end:]) - len(strings.TrimLeftFunc(text[end:], cjk.Space))
		}
		return report.Section{Level: l.depth, Number: cjk.Squeeze(text[m[2]:m[3]])}, end
	}
	return report.Section{}, 0
}

const (
	LongHeading   = 42 // runes of a heading's title at most
	longRunIn     = 18 // runes of a title that its text follows on the same line
	longWithComma = 28 // runes of a title in two halves
	longUnmarked  = 24 // runes of a title that only bold type marks
)

// headingOf reads a block as a heading. rest is where the text below it starts
// within the block: its end, or the text after a run-in title.
func (o *Outline) headingOf(b *document.Block) (h Heading, rest int, ok bool) {
	s, n := Numbering(b.Text)
	title := strings.TrimSpace(b.Text[n:])
	marked := b.Kind == document.Heading
	if title == "" || (n == 0 && !marked && !b.Bold) {
		return Heading{}, 0, false
	}
	if o.wholeTitle(b, title, s.Level, n > 0) {
		if n == 0 {
			s.Level = o.unnumbered(b)
		}
		s.Title, s.At = strings.TrimRight(title, "：:。"), b.At
		return Heading{Section: s, Roles: o.Vocab.Roles(title), bold: b.Bold}, len(b.Text), true
	}
	if n == 0 {
		return Heading{}, 0, false
	}
	// 1.收入预算情况。2022年预算收入…: a title and its text in one paragraph.
	end := strings.IndexAny(title, "。：:")
	if end <= 0 || utf8.RuneCountInString(title[:end]) > longRunIn || !titleLike(title[:end], 2) {
		return Heading{}, 0, false
	}
	roles := o.Vocab.Roles(title[:end])
	if len(roles) == 0 && s.Level > 2 {
		return Heading{}, 0, false
	}
	s.Title, s.At = title[:end], b.At
	_, mark := utf8.DecodeRuneInString(title[end:])
	rest = strings.Index(b.Text, title) + end + mark
	return Heading{Section: s, Roles: roles}, rest, true
}

// wholeTitle reports whether all of a block is a heading: the format says so, or a number
// or bold type before what reads like a title.
func (o *Outline) wholeTitle(b *document.Block, title string, level int, numbered bool) bool {
	runes := utf8.RuneCountInString(title)
	switch {
	case b.Kind == document.Heading && runes <= 2*LongHeading:
		return true
	case numbered:
		return runes <= LongHeading && titleLike(title, level)
	}
	return b.Bold && runes <= longUnmarked && titleLike(title, 4) && len(o.Vocab.Roles(title)) > 0
}

// titleLike reports whether a text reads like a title rather than a sentence.
func titleLike(s string, depth int) bool {
	s = strings.TrimRightFunc(s, cjk.Space)
	trimmed := strings.TrimRight(s, "：:")
	if depth <= 2 {
		trimmed = strings.TrimRight(trimmed, "。")
	} else if trimmed != s {
		return false
	}
	if strings.ContainsAny(trimmed, "。；;：:！？!?") || strings.ContainsAny(trimmed, "，,") && utf8.RuneCountInString(trimmed) > longWithComma {
		return false
	}
	for _, t := range sentence.Tokens(trimmed) {
		if t.Kind == sentence.Figure && t.Measure == sentence.Money {
			return false
		}
	}
	return trimmed != ""
}

// unnumbered gives the level of a heading that carries no number: that of the
// format, counted from the outermost one below the title, or one below the last
// numbered heading for bold type alone.
func (o *Outline) unnumbered(b *document.Block) int {
	if b.Kind == document.Heading {
		if o.topLevel == 0 {
			o.topLevel = 6
			for i := o.from; i < len(o.Blocks); i++ {
				if x := &o.Blocks[i]; x.Kind == document.Heading {
					o.topLevel = min(o.topLevel, x.Level)
				}
			}
		}
		return max(b.Level-o.topLevel+1, 1)
	}
	for i := len(o.Headings) - 1; i >= max(0, len(o.Headings)-20); i-- {
		if h := o.Headings[i]; h.Section.Number != "" {
			return min(h.Section.Level+1, 4)
		} else if h.bold {
			return h.Section.Level
		}
	}
	return 1
}
