package flat

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file finds the names of groups in a text whose cells run together: where a row or
// a group begins.

// nextGroup goes on to the next name of a group, or the sum; false where there is none.
func (g *gluedReader) nextGroup() bool {
	_, first := utf8.DecodeRuneInString(g.text)
	for i := range g.text {
		if i < first {
			continue
		}
		if g.steps++; g.steps > mostSteps {
			break
		}
		s := g.text[i:]
		if w := g.sums.at(s); w != "" && digitsEnd(strings.TrimLeft(s[len(w):], ":：")) > 0 {
			g.text = s
			return true
		}
		if p, ok := g.begins(s); ok && p.kind != 'g' {
			g.text = s
			return false
		}
		if n := g.groupAt(s); n > 0 {
			g.text = s
			return true
		}
	}
	g.text = ""
	return false
}

// groupAt is the length of the name of a known group that a text starts with, with its
// weight in brackets: 产出指标(50分).
func (g *gluedReader) groupAt(s string) int {
	if w := g.groups.at(s); w != "" {
		return len(w) + pointsIn(s[len(w):])
	}
	return 0
}

// anyGroupAt is the same of whatever reads as the name of a group.
func (g *gluedReader) anyGroupAt(s string) int {
	if n := g.groupAt(s); n > 0 {
		return n
	}
	const most = 12 // characters
	n := 0
	for i := range s {
		if n++; n > most {
			return 0
		}
		for _, end := range g.words.Flat.GroupEnds {
			if rest, ok := strings.CutPrefix(s[i:], end); ok && g.words.FormGroups.Holds(s[:i]) {
				if !allHan(s[:i]) {
					return 0
				}
				return len(s) - len(rest) + pointsIn(rest)
			}
		}
	}
	return 0
}

func allHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// pointsIn is the length of the points in brackets that a text starts with.
func pointsIn(s string) int {
	if n := dress(s); n > 2 && hasDigit(s[:n]) {
		return n
	}
	return 0
}

// nextGroupIn is where the next group begins behind the first character of a text.
func (g *gluedReader) nextGroupIn(s string) int {
	const most = 400 // bytes
	for i := range s {
		if i > most {
			break
		}
		if i > 0 && g.groupAt(s[i:]) > 0 {
			return i
		}
	}
	return len(s)
}
