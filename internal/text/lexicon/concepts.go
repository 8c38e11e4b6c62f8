package lexicon

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// Heads of forms are composed without end of a few concepts: a time (年初, 全年), a stage
// (批复, 调整后), a kind of money (预算, 支出), a share (率). This file takes a head apart
// into them, so that wordings that nobody listed are read by what they are made of.

// Concepts are the concepts that a head is made of, in the order in which it prints them.
type Concepts []string

// Has reports whether one of some concepts is among them.
func (c Concepts) Has(names ...string) bool { return c.Last(names...) >= 0 }

// Last is where the last of some concepts stands, -1 where there is none of them.
func (c Concepts) Last(names ...string) int {
	for i := len(c) - 1; i >= 0; i-- {
		for _, n := range names {
			if c[i] == n {
				return i
			}
		}
	}
	return -1
}

// composition takes heads apart by the words of its concepts.
type composition struct {
	of     map[string]string // word → concept
	most   int               // bytes of the longest
	recent recent[Concepts]
}

func newComposition(words *Labels) *composition {
	c := &composition{of: map[string]string{}}
	for concept, ws := range words.words {
		for _, w := range ws {
			w = cjk.Squeeze(w)
			c.of[w] = concept
			c.most = max(c.most, len(w))
		}
	}
	return c
}

// mostConcept is how many characters a head has at most that is taken apart.
const mostConcept = 22

// formulaSigns are what a formula at the end of a head is made of.
const formulaSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZ=/×÷*%+-"

// Compose takes a head apart: nil where any of its characters belongs to no concept.
// What stands in brackets is heeded where it is made of concepts too, and comes first,
// since it says more of what stands before it: 预算数（年初）. Callers must not change it.
func (v *Vocabulary) Compose(head string) Concepts {
	if v.composition == nil || !maybeLetter(head) {
		return nil
	}
	return v.composition.recent.of(asksConcepts, head, v.composition.compose)
}

func (c *composition) compose(head string) Concepts {
	key := withoutMark(StripUnit(cjk.Squeeze(head)))
	if utf8.RuneCountInString(key) > mostConcept {
		return nil
	}
	bare := strings.TrimRight(WithoutBrackets(key), ":")
	if cut := strings.TrimRight(bare, formulaSigns); cut != "" { // 执行率C=B/A
		bare = cut
	}
	out := c.parts(bare)
	if out == nil || bare == key {
		return out
	}
	if from, to := strings.IndexAny(key, "([【"), strings.LastIndexAny(key, ")]】"); from >= 0 && to > from {
		in := key[from:to]
		_, n := utf8.DecodeRuneInString(in)
		if more := c.parts(in[n:]); more != nil {
			return append(more, out...)
		}
	}
	return out
}

// parts covers a text with words, as few as possible.
func (c *composition) parts(s string) Concepts {
	type step struct{ words, from int }
	best := make([]step, len(s)+1)
	for i := 1; i <= len(s); i++ {
		if i < len(s) && !utf8.RuneStart(s[i]) {
			continue
		}
		for n := min(i, c.most); n > 0; n-- {
			before := best[i-n]
			if !utf8.RuneStart(s[i-n]) || i > n && before.words == 0 {
				continue
			}
			if _, ok := c.of[s[i-n:i]]; !ok {
				continue
			}
			if best[i].words == 0 || before.words+1 < best[i].words {
				best[i] = step{before.words + 1, i - n}
			}
		}
	}
	n := best[len(s)].words
	if n == 0 {
		return nil
	}
	out := make(Concepts, n)
	for at := len(s); at > 0; at = best[at].from {
		n--
		out[n] = c.of[s[best[at].from:at]]
	}
	return out
}
