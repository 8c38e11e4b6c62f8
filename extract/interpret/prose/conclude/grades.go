package conclude

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/scale"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// This file tells the grades that sentences give. 良好 and 一般 are words like any
// other: they are grades behind a cue (等级为), in quotation marks or brackets beside a
// score.

// clauseAt is the clause around an offset, up to it.
func clauseAt(text string, at int) string {
	if i := strings.LastIndexAny(text[:at], ",;，；。"); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		return text[i+n : at]
	}
	return text[:at]
}

// given reports whether the grade word at an offset is given as a grade.
func (c *reader) given(dense string, at int, g string) bool {
	w := c.words
	after := strings.TrimLeft(dense[at+len(g):], "”\"’")
	for cut := true; cut; {
		cut = false
		for _, tail := range w.Level {
			if rest, ok := strings.CutPrefix(after, tail); ok {
				after, cut = rest, true
			}
		}
	}
	if lexicon.StartsWith(after, w.Of...) && !lexicon.StartsWith(strings.TrimPrefix(after, w.Of[0]), w.Level...) {
		return false // 等级为“优”的3个
	}
	before := dense[:at]
	if clause := clauseAt(dense, at); lexicon.HoldsAny(clause, w.Counted) {
		return false // 10个项目等级为优
	}
	return c.cued(before) || c.beside(before, after, g)
}

// cued reports whether a text ends with a cue and words that may stand behind it.
func (c *reader) cued(before string) bool {
	for {
		if lexicon.EndsWith(before, c.words.Cues...) {
			return true
		}
		rest, ok := c.words.Fillers.Cut(before)
		if !ok {
			return false
		}
		before = rest
	}
}

// beside reports whether a grade stands in quotation marks or brackets, or at the end
// of its clause, right beside a score: 93.5分（优）, 优（93.5分）, 93.5分，为“优”等次.
func (c *reader) beside(before, after, g string) bool {
	quoted := strings.HasSuffix(before, "“") || strings.HasSuffix(before, "\"") || strings.HasSuffix(before, "‘")
	rest := strings.TrimRight(before, "“\"‘(（:：")
	for cut := true; cut; {
		rest, cut = c.words.Copulas.Cut(rest)
		rest = strings.TrimRight(rest, ",，:：")
	}
	scoreBefore := lexicon.EndsWith(rest, c.words.Unit...) && endsWithFigure(strings.TrimSuffix(rest, c.words.Unit[0]))
	bracketed := strings.HasSuffix(before, "(") || strings.HasSuffix(before, "（")
	if scoreBefore && (quoted || bracketed || utf8.RuneCountInString(g) == 1) {
		return true
	}
	inner := strings.TrimLeft(after, "(（")
	if end := strings.IndexAny(inner, ")）"); len(inner) < len(after) && end > 0 {
		t := printed.Parse(inner[:end])
		return t.Known() && c.words.Unit.Has(t.Unit)
	}
	return false
}

func endsWithFigure(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// grade gives a grade to the score that it is of: the last one before it in its
// sentence, or the conclusion where none is.
func (c *reader) grade(p *outline.Passage, s *sentence.Sentence, g, before string, scores []scored, told bool) {
	text := p.Said(s.Start, s.End)
	var of *scored
	for n := range scores {
		if x := &scores[n]; (x.owner == final || x.owner == other) && len(scale.Squeeze(p.Said(s.Start, x.token.End))) <= len(before) {
			of = x
		}
	}
	clause := clauseAt(before, len(before))
	if lexicon.HoldsAny(clause, c.words.Others) || of != nil && of.owner == other {
		if of != nil && of.owner == other {
			c.gradeOfOther(p, of, g)
		}
		return
	}
	if c.con.Grade != "" || !told {
		return
	}
	c.con.Grade = g
	if c.con.At.IsZero() {
		j := max(strings.Index(text, g), 0)
		c.con.At = c.Locate(p, s.Start+j, s.Start+j+len(g))
	}
}

func (c *reader) gradeOfOther(p *outline.Passage, of *scored, g string) {
	at := c.Locate(p, of.token.Start, of.token.End)
	for i := range c.con.Others {
		if o := &c.con.Others[i]; o.Grade == "" && o.At == at {
			o.Grade = g
		}
	}
}
