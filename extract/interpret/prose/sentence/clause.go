package sentence

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// clause is the words before a figure, joined, with where they come from.
type clause struct {
	text   string
	tokens []Token
	starts []int // offset of each token in text
	cutoff int   // bytes of the joined tokens that text no longer has at its front
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
// the words after it.
func (c *clause) comparison() (against span, rest string, ok bool) {
	w := words()
	for i := len(c.text); i >= 0; i-- {
		if r, _ := utf8.DecodeRuneInString(c.text[i:]); !w.compareStarts.Has(r) {
			continue
		}
		word := prefix(c.text[i:], w.Compare)
		if word == "" {
			continue
		}
		at := i + len(word)
		after := c.text[at:]
		switch word {
		case "同比", "环比":
			label := "上年"
			if word == "环比" {
				label = "环比"
			}
			return span{i, at, label}, after, true
		case "相比", "对比":
			continue
		}
		for _, p := range c.periods() {
			if p.from == at {
				return span{i, p.to, p.label}, c.text[p.to:], !(word == "与" || word == "同") || strings.Contains(c.text[p.to:], "相比")
			}
		}
		if prior := prefix(after, w.Prior); prior != "" {
			return span{i, at + len(prior), "上年"}, after[len(prior):], !(word == "与" || word == "同") || strings.Contains(after, "相比")
		}
		for _, base := range []string{"年初", "预算", "计划", "期初", "批复"} {
			if strings.HasPrefix(after, base) {
				return span{i, at, "预算"}, after, true
			}
		}
	}
	return span{}, "", false
}

// before is what stands before a comparison.
func (c *clause) before(against span) string { return c.text[:against.from] }

// verbs peels the words that say what a figure does off the end of s.
func peel(s string, compared bool) (rest string, found []verbWord) {
	w := words()
	for {
		s = strings.TrimRight(s, ":,、“”\"约")
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
		s = s[i+1:] // 绩效指标：项目总投资
	}
	for changed := true; changed; {
		changed = false
		s = strings.TrimLeft(s, ":,、;”\"》)—-")
		if !strings.Contains(s, "”") {
			s = strings.TrimLeft(s, "“")
		}
		if len(s) > 7 && strings.Trim(s[:4], "0123456789") == "" && s[4:7] == "年" {
			rest := strings.TrimPrefix(s[7:], "度")
			if !strings.HasPrefix(rest, "结转") && !strings.HasPrefix(rest, "结余") {
				s, changed = rest, true
				continue
			}
		} else if s == "" || len(s) == 7 && s[4:] == "年" {
			return "", aim
		}
		if lead := prefix(s, w.Lead); lead != "" && len(lead) < len(s) && prefix(s, w.Keep) == "" {
			s, changed = s[len(lead):], true
			switch {
			case slices.ContainsFunc(w.PlannedLead, func(x string) bool { return strings.HasPrefix(lead, x) }):
				aim = Planned
			case aim == Stated && slices.ContainsFunc(w.Done, func(x string) bool { return strings.HasPrefix(lead, x) }):
				aim = Done
			}
		}
	}
	return strings.TrimRight(s, ":,、;“\"—-的"), aim
}
