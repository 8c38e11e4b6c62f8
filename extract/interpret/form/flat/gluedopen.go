package flat

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads rows of glued text that no points end: what is aimed at and what was
// reached tell by their unit or their words where each ends.

// tellOpen tells a row that no points end: its two figures have the same unit behind
// them, or the same words stand twice before the next group.
func (g *gluedReader) tellOpen(s string) (end int, r gluedRow, ok bool) {
	seg := s[:g.openEnd(s)]
	for from := 0; ; {
		i := firstDigit(seg[from:])
		if i < 0 {
			break
		}
		i += from
		from = i + digitsEnd(seg[i:])
		if to := sameUnit(seg, from); to > 0 {
			for _, t := range tellFigures(seg[:to], 0) {
				return to, gluedRow{names: []string{t.name}, target: t.target, actual: t.actual}, true
			}
		}
	}
	for _, t := range tellWords(seg, 0) {
		return len(seg), gluedRow{names: []string{t.name}, target: t.target, actual: t.actual}, true
	}
	return 0, r, false
}

// sameUnit is where the next figure's unit ends, if it is that which stands at a place
// behind a figure; 0 where it is not.
func sameUnit(s string, at int) int {
	j := firstDigit(s[at:])
	if j < 0 {
		return 0
	}
	unit := strings.TrimRight(s[at:at+j], signs)
	end := at + j + digitsEnd(s[at+j:])
	if unit == "" || utf8.RuneCountInString(unit) > longUnit || !strings.HasPrefix(s[end:], unit) {
		return 0
	}
	return end + len(unit)
}

// openEnd is where the next group, the sum or a label begins.
func (g *gluedReader) openEnd(s string) int {
	for i, r := range s {
		if i == 0 || !unicode.IsLetter(r) {
			continue
		}
		g.steps++
		sum := g.sums.at(s[i:])
		if g.groupAt(s[i:]) > 0 || sum != "" && digitsEnd(s[i+len(sum):]) > 0 {
			return i
		}
		if p, begins := g.begins(s[i:]); begins && p.kind == 'l' {
			return i
		}
	}
	return len(s)
}
