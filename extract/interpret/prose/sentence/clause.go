package sentence

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/lexicon"
)

// clause is the words before a figure, joined, with where they come from.
type clause struct {
	text   string
	tokens []Token
	starts []int  // offset of each token in text
	cutoff int    // bytes of the joined tokens that text no longer has at its front
	label  string // what stands before a colon in it
	then   string // the words right behind the figure that the clause is before
}

// newClause makes a clause of the pending tokens; it lasts until others are read.
func (p *parser) newClause() clause {
	c := clause{tokens: p.pending, starts: p.starts[:0]}
	verbatim, n := true, 0
	for i := range c.tokens {
		t := &c.tokens[i]
		c.starts = append(c.starts, n)
		n += len(t.Text)
		verbatim = verbatim && t.Text == p.src[t.Start:t.End] && (i == 0 || c.tokens[i-1].End == t.Start)
	}
	p.starts = c.starts
	switch {
	case n == 0:
	case verbatim: // as nearly always: the source's own text
		c.text = p.src[c.tokens[0].Start:c.tokens[len(c.tokens)-1].End]
	default:
		var b strings.Builder
		b.Grow(n)
		for i := range c.tokens {
			b.WriteString(c.tokens[i].Text)
		}
		c.text = b.String()
	}
	c.cut(0)
	return c
}

// cut takes n bytes and the marks after them off the front.
func (c *clause) cut(n int) {
	rest := strings.TrimLeft(c.text[n:], ":,;、—-")
	c.cutoff += len(c.text) - len(rest)
	c.text = rest
}

// source is the offset in the source of a byte of text, at token precision
// where white space was dropped.
func (c *clause) source(at int) int {
	at += c.cutoff
	for i := len(c.tokens) - 1; i >= 0; i-- {
		if t := c.tokens[i]; at >= c.starts[i] {
			if at-c.starts[i] >= len(t.Text) {
				return t.End
			}
			return min(t.Start+at-c.starts[i], t.End)
		}
	}
	return 0
}

// periods lists the years in text with their byte ranges.
func (c *clause) periods() (out []span) {
	for i, t := range c.tokens {
		if from := c.starts[i] - c.cutoff; t.Kind == Period && from >= 0 {
			out = append(out, span{from, from + len(t.Text), t.Number})
		}
	}
	return out
}

type span struct {
	from, to int
	label    string
}

// year is the last year named before offset end.
func (c *clause) year(end int) string {
	y := ""
	for _, p := range c.periods() {
		if p.to <= end {
			y = p.label
		}
	}
	return y
}

// comparison finds 较2021年, 比上年, 与年初预算相比, 同比: what is compared with, and
// the words after it. 与 compares only with 相比, which may stand behind the figure:
// 与上年500万元相比.
func (c *clause) comparison() (against span, rest string, ok bool) {
	w := words()
	for i := len(c.text); i >= 0; i-- {
		if r, _ := utf8.DecodeRuneInString(c.text[i:]); !w.compareStarts.Has(r) {
			continue
		}
		word := prefix(c.text[i:], w.Compare)
		if word == "" || w.Versus.Has(word) {
			continue
		}
		at := i + len(word)
		switch {
		case w.Same.Has(word):
			return span{i, at, priorYear()}, c.text[at:], true
		case w.Chain.Has(word):
			return span{i, at, w.Chain[0]}, c.text[at:], true
		}
		if against, ok := c.comparedWith(i, at); ok {
			rest := c.text[against.to:]
			if !w.Joint.Has(word) || lexicon.HoldsAny(rest, w.Versus) || prefix(c.then, w.Versus) != "" {
				return against, rest, true
			}
		}
	}
	return span{}, "", false
}

// priorYear is the label of the year before.
func priorYear() string { return lexicon.Sentence().PriorLabel }

// comparedWith reads what a comparison that starts at from names at an offset: a year,
// the year before, a budget.
func (c *clause) comparedWith(from, at int) (span, bool) {
	w := words()
	for _, p := range c.periods() {
		if p.from == at {
			return span{from, p.to, p.label}, true
		}
	}
	if prior := prefix(c.text[at:], w.Prior); prior != "" {
		return span{from, at + len(prior), priorYear()}, true
	}
	if base := prefix(c.text[at:], w.Base); base != "" {
		return span{from, at, w.BaseLabel}, true
	}
	return span{}, false
}

// before is what stands before a comparison.
func (c *clause) before(against span) string { return c.text[:against.from] }

// verbs peels the words that say what a figure does off the end of s.
func peel(s string, compared bool) (rest string, found []verbWord) {
	w := words()
	for {
		s = strings.TrimRight(s, ":,、“”\"")
		if slices.ContainsFunc(w.Compounds, func(c string) bool { return strings.HasSuffix(s, c) }) {
			return s, found
		}
		i := slices.IndexFunc(w.verbs, func(v verbWord) bool {
			if !strings.HasSuffix(s, v.text) {
				return false
			}
			one := utf8.RuneCountInString(v.text) == 1
			return compared || !one || v.verb != rise && v.verb != fall
		})
		if i < 0 {
			return s, found
		}
		found = append(found, w.verbs[i])
		s = strings.TrimSuffix(s, w.verbs[i].text)
	}
}

// name cleans the words before a verb to the name of what is measured, and tells
// whether the words taken off plan it or report it.
func (c *clause) name(s string) (name string, aim Aim) {
	w := words()
	if i := strings.LastIndex(strings.TrimRight(s, ":"), ":"); i >= 0 {
		c.label = s[:i]
		if lexicon.EndsWith(s[:i], w.DoneLabel...) {
			aim = Done // 实际完成：A230人
		}
		s = s[i+1:] // 绩效指标：项目总投资
	}
	for changed := true; changed; {
		s = strings.TrimLeft(s, ":,、;”\"》)—-")
		if !strings.Contains(s, "”") {
			s = strings.TrimLeft(s, "“")
		}
		if s == "" {
			return "", aim
		}
		if s, changed = cutOwnYear(s); changed {
			continue
		}
		var lead string
		if s, lead = cutLead(s); lead != "" {
			aim, changed = leadAim(lead, aim), true
		}
	}
	for {
		s = strings.TrimRight(s, ":,、;“\"—-")
		rest, ok := w.Of.Cut(s)
		if !ok {
			return s, aim
		}
		s = rest
	}
}

// cutOwnYear drops the year that a name starts with, unless it is part of it: 2021年结转.
func cutOwnYear(s string) (rest string, changed bool) {
	w := words()
	_, rest, ok := cutYear(s)
	if !ok {
		return s, false
	}
	for _, tail := range w.YearTail {
		rest = strings.TrimPrefix(rest, tail)
	}
	if lexicon.StartsWith(rest, w.Carried...) {
		return s, false
	}
	return rest, true
}

// cutLead drops a word that a name does not start with.
func cutLead(s string) (rest, lead string) {
	w := words()
	lead = prefix(s, w.Lead)
	if lead == "" || len(lead) == len(s) || prefix(s, w.Keep) != "" {
		return s, ""
	}
	return s[len(lead):], lead
}

// leadAim is what a word at the front of a name makes of its aim.
func leadAim(lead string, aim Aim) Aim {
	w := words()
	starts := func(words []string) bool {
		return slices.ContainsFunc(words, func(x string) bool { return strings.HasPrefix(lead, x) })
	}
	switch {
	case starts(w.PlannedLead):
		return Planned
	case aim == Stated && starts(w.Done):
		return Done
	}
	return aim
}
