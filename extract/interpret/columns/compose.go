package columns

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// This file understands heads by the words that they are made of, where none of them is
// a head that is known: 计划投入, 年度列支资金, 应支付金额, 支出情况 over 占比.

// role is what a word does in a head.
type role uint8

const (
	filler role = iota
	budgeted
	spent
	flow
	planned
	actual
	left
	points
	judged
	ratio
	over
)

// part is a word of a head.
type part struct {
	word string
	role role
}

// longestHead is how many characters a head that is looked at so has at most.
const longestHead = 24

// saysNothing reports a lowest cell that only says that figures stand below it: 金额 and
// 合计 under 支出.
func (rd *Reader) saysNothing(h *head) bool {
	if len(h.stack) < 2 {
		return false
	}
	parts, ok := rd.partsOfHead(h.bare)
	for _, p := range parts {
		ok = ok && p.role == filler
	}
	return ok
}

// due reports a head that says of a deed that it is to be done, or was not: 应支付金额 is no
// 支付金额.
func (rd *Reader) due(h *head) bool {
	parts, ok := rd.partsOfHead(h.bare)
	for i, p := range parts[:max(len(parts)-1, 0)] {
		if ok && (p.role == planned || p.role == left) && (parts[i+1].role == spent || parts[i+1].role == flow) {
			return true
		}
	}
	return false
}

// composed is the field that the words of a head together name, "" where they name none
// or a word among them is not known. The lowest cell speaks where it says anything, else
// all of them.
func (rd *Reader) composed(h *head) string {
	if parts, ok := rd.partsOfHead(h.bare); ok {
		if f := fieldOf(parts); f != "" && !needsMore(parts) {
			return f
		}
	}
	if len(h.stack) < 2 {
		return ""
	}
	var all strings.Builder
	for _, cell := range h.stack {
		all.WriteString(lexicon.WithoutBrackets(cjk.Squeeze(cell)))
	}
	parts, ok := rd.partsOfHead(all.String())
	if !ok {
		return ""
	}
	return fieldOf(parts)
}

// needsMore reports words that only say a share: of what, the cell above tells.
func needsMore(parts []part) bool {
	for _, p := range parts {
		if p.role != filler && p.role != ratio {
			return false
		}
	}
	return true
}

// partsOfHead takes a squeezed head apart; ok is false where some of it is not known.
func (rd *Reader) partsOfHead(text string) (parts []part, ok bool) {
	if text == "" || utf8.RuneCountInString(text) > longestHead {
		return nil, false
	}
	dead := make([]bool, len(text)+1) // offsets from which nothing leads to the end
	ok = rd.takeApart(text, 0, &parts, dead)
	return parts, ok
}

func (rd *Reader) takeApart(text string, at int, parts *[]part, dead []bool) bool {
	if at == len(text) {
		return true
	}
	if dead[at] {
		return false
	}
	for n := len(text); n > at; n-- { // the longest word first
		r, known := rd.roleOf(text[at:n])
		if !known {
			continue
		}
		*parts = append(*parts, part{text[at:n], r})
		if rd.takeApart(text, n, parts, dead) {
			return true
		}
		*parts = (*parts)[:len(*parts)-1]
	}
	dead[at] = true
	return false
}

// roleOf is what a word does in heads.
func (rd *Reader) roleOf(word string) (role, bool) {
	w, signs := &rd.Vocab.HeadParts, &rd.Vocab.ColumnSigns
	for _, x := range []struct {
		words lexicon.Words
		role  role
	}{
		{w.Planned, planned}, {w.Actual, actual}, {w.Budget, budgeted}, {w.Spent, spent}, {w.Flow, flow}, {w.Left, left},
		{w.Score, points}, {w.Judged, judged}, {w.Rate, ratio}, {w.Over, over}, {signs.Whole, filler}, {signs.Adjusted, filler}, {signs.Fillers, filler},
	} {
		if x.words.Has(word) {
			return x.role, true
		}
	}
	return filler, len(word) == 1 && word[0] >= '0' && word[0] <= '9' // of a year
}

// sense is what the words of a head have said so far.
type sense struct {
	field                  string
	mode                   role // 计划, 实际, 未: of what comes next
	scored, rated, divided bool
}

// fieldOf is the field that words together name. What was done speaks after what was to
// be done where it stands behind it: 预算执行, 支出预算.
func fieldOf(parts []part) string {
	s := sense{}
	for _, p := range parts {
		s.take(p, len(parts))
	}
	if s.field == "" || s.mode == actual || s.mode == left {
		if f := ofMode(s.mode); f != "" {
			s.field = f
		}
	}
	switch {
	case s.scored && (s.field != "" || s.rated):
		return "" // of a part, or a share of it
	case s.scored:
		return Score
	case (s.rated || s.divided) && s.field != "":
		return Rate
	case s.rated:
		return ""
	}
	return s.field
}

// take adds a word; of is how many there are.
func (s *sense) take(p part, of int) {
	switch p.role {
	case planned, actual, left:
		s.mode = p.role
	case budgeted:
		s.field, s.mode = Budget, filler
	case spent, flow:
		s.field, s.mode = doneAs(s.field, p.role, s.mode), filler
	case points:
		s.scored = true
	case judged:
		s.scored = s.scored || of == 1
	case over:
		s.divided = s.field != ""
	case ratio:
		s.rated = true
	}
}

// doneAs is the field of something done, as the word before it has it: 应支付, 未支付, 已支付.
func doneAs(before string, r, mode role) string {
	switch {
	case mode != filler:
		return ofMode(mode)
	case r == spent:
		return Executed
	}
	return before
}

// ofMode is what 计划, 实际 and 未 make of a sum.
func ofMode(mode role) string {
	switch mode {
	case planned:
		return Budget
	case actual:
		return Executed
	case left:
		return Balance
	}
	return ""
}
