package flat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// This file tells the name of an indicator from its target and its result where they run
// together: 种植面积30亩30亩 by the unit that both have, 显著显著 by the words that stand twice.

// longUnit is how many characters the unit of a measure has at most.
const longUnit = 8

// told is how name and measures were told.
type told struct {
	name, target, actual string
	points               []string // before the measures
	weight               int
}

// tellMeasures tells name, target and result, with one figure of points before the
// target where before says so.
func tellMeasures(s string, before int) (out []told) {
	out = append(out, tellWords(s, before)...)
	return append(out, tellFigures(s, before)...)
}

// tellWords tells measures that are the same words: 就业率显著显著.
func tellWords(s string, before int) (out []told) {
	const most = 12 // characters
	runes := []rune(s)
	for n := min(most, len(runes)/2); n >= 1; n-- {
		end := len(runes)
		a, b := string(runes[end-2*n:end-n]), string(runes[end-n:])
		if a != b || hasDigit(a) && n < 3 || isDigit(runes[end-1]) {
			continue
		}
		name := string(runes[:end-2*n])
		t := told{target: a, actual: b, weight: 2}
		if before > 0 {
			bare := strings.TrimRight(name, digits+".")
			if bare == name {
				continue
			}
			t.points, name = []string{name[len(bare):]}, bare
		}
		if t.name = name; goodName(name) {
			return append(out, t)
		}
	}
	return out
}

// goodName reports whether a text can be the name of an indicator.
func goodName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 60 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsAny(s, "%"+signs) || figures(lexicon.WithoutBrackets(s)) {
		return false // the figures of a row that could not be told
	}
	return unicode.Is(unicode.Han, last) || last == ')' || last == '）'
}

// figures reports a text with figures other than years.
func figures(s string) bool {
	for i := firstDigit(s); i >= 0; i = firstDigit(s) {
		n := i + digitsEnd(s[i:])
		if y, ok := printed.FindYear(s[i:], false); !ok || y.Digits.Start != 0 {
			return true
		}
		s = s[n:]
	}
	return false
}

// tellFigures tells measures that are figures of the same unit: 种植面积30亩≥30亩.
func tellFigures(s string, before int) []told {
	unitAt := strings.LastIndexFunc(s, isDigit) + 1
	if unitAt == 0 {
		return nil
	}
	unit, head := s[unitAt:], s[:unitAt]
	if unit == "" {
		return tellPlain(head, before)
	}
	sign2, start2 := figureBack(head)
	left, ok := strings.CutSuffix(s[:sign2], unit)
	sign1, start1 := figureBack(left)
	if !ok || start1 == len(left) || utf8.RuneCountInString(unit) > longUnit || !wellFormed(head[start2:]) {
		return nil
	}
	t := told{name: left[:sign1], target: left[sign1:] + unit, actual: s[sign2:], weight: 1}
	first, second := left[start1:], head[start2:]
	if first == second {
		t.weight = 2
	}
	switch {
	case before == 0:
	case sign1 < start1: // the sign parts the points from the target
		bare := strings.TrimRight(t.name, digits+".")
		t.points, t.name = []string{t.name[len(bare):]}, bare
		if !wellFormed(t.points[0]) {
			return nil
		}
	default:
		return tellJoined(t, first, second, unit)
	}
	if !goodName(t.name) || !wellFormed(first) {
		return nil
	}
	return []told{t}
}

// tellJoined tells points that run together with the target: 8550万粒550万粒.
func tellJoined(t told, first, second, unit string) (out []told) {
	for n := 1; n < len(first) && goodName(t.name); n++ {
		points, target := first[:n], first[n:]
		if !wellFormed(points) || !wellFormed(target) {
			continue
		}
		own := told{name: t.name, target: target + unit, actual: t.actual, points: []string{points}, weight: 1}
		if target == second {
			own.weight = 3
		}
		out = append(out, own)
	}
	return out
}

// tellPlain tells measures that are the same figure without a unit: 村庄数2222.
func tellPlain(s string, before int) []told {
	start := figureStart(s)
	n := twice(s[start:])
	if before > 0 || n == 0 || !wellFormed(s[start:start+n]) || !goodName(s[:start]) || hasDigit(s[:start]) || len(tellWords(s[:start], 0)) > 0 {
		return nil
	}
	return []told{{name: s[:start], target: s[start : start+n], actual: s[start+n:], weight: 2}}
}
