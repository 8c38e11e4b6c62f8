package account

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// figuresIn finds the figures of a text: runs of digits with their point and
// separators. It is simpler than what reads the record on purpose: what that one
// overlooks must be seen here.
func figuresIn(text string) []Figure { return appendFigures(nil, text) }

// appendFigures adds the figures of a text to others.
func appendFigures(out []Figure, text string) []Figure {
	if !strings.ContainsAny(text, "0123456789") && !strings.ContainsRune(text, '０') && !strings.ContainsFunc(text, fullDigit) {
		return out
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !digit(r) {
			i += size
			continue
		}
		end := number(text, i)
		start := signBefore(text, i)
		out = append(out, figure(text, start, end))
		i = end
	}
	return out
}

func fullDigit(r rune) bool { return r >= '０' && r <= '９' }

func digit(r rune) bool { return r >= '0' && r <= '9' || fullDigit(r) }

// number is where a run of digits with points and separators ends. A separator
// belongs to it only between digits.
func number(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if digit(r) {
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if (r == '.' || r == '．' || r == ',' || r == '，' && groupAt(text[i+size:]) || r == '·') && digit(next) {
			i += size
			continue
		}
		return i
	}
	return i
}

// groupAt reports whether a text starts with just three digits: a full-width comma
// before them parts thousands, before others it parts clauses.
func groupAt(text string) bool {
	n := 0
	for _, r := range text {
		if !digit(r) {
			break
		}
		n++
	}
	return n == 3
}

// signBefore takes in a minus that stands before the digits and after no letter or
// digit, where it would be a dash.
func signBefore(text string, i int) int {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	if r != '-' && r != '－' && r != '−' {
		return i
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:i-size]); i-size == 0 || strings.ContainsRune("(（:： ,，", before) {
		return i - size
	}
	return i
}

// figure tells what stands behind the digits.
func figure(text string, start, end int) Figure {
	rest := strings.TrimLeft(text[end:], " \u00a0\u3000")
	unit, short := printed.MoneyPrefix(rest)
	f := Figure{Raw: cjk.Collapse(text[start:end] + unit), start: start, end: end, Money: unit != "" && !(short && counts(rest[len(unit):]))}
	f.Points = printed.PointsPrefix(rest)
	return f
}

// counts reports what stands behind 万 and 亿 where they count it: 1.2万亩.
func counts(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r != utf8.RuneError && cjk.Wide(r) && !strings.ContainsRune("，。；、：）（)(", r)
}

// bare is a figure's digits and point alone, as figures are compared: 4,286.13万元
// and 4286.13 are one.
func bare(raw string) string {
	if digits, ok := plain(raw); ok {
		return strings.TrimLeft(digits, "0")
	}
	var b strings.Builder
	for _, r := range raw {
		switch r = cjk.Fold(r); {
		case r >= '0' && r <= '9', r == '.':
			b.WriteRune(r)
		case r == '·':
			b.WriteByte('.')
		}
	}
	return strings.TrimLeft(b.String(), "0")
}

// plain cuts the unit off a figure that is printed without separators, as most are: 85.6万元.
func plain(raw string) (digits string, ok bool) {
	end := 0
	for end < len(raw) && (raw[end] >= '0' && raw[end] <= '9' || raw[end] == '.') {
		end++
	}
	for _, r := range raw[end:] {
		if r = cjk.Fold(r); r >= '0' && r <= '9' || r == '.' || r == '·' {
			return "", false
		}
	}
	return raw[:end], true
}

// same reports whether two places of prose name the same line, element or stretch of a
// page, as far as both say.
func same(a, b report.Location) bool {
	switch {
	case a.Page != b.Page:
		return false
	case a.Path != "" && b.Path != "":
		return a.Path == b.Path
	case a.Line != 0 || b.Line != 0:
		return a.Line == b.Line
	case a.BBox != nil && b.BBox != nil:
		return touch(*a.BBox, *b.BBox)
	}
	return true
}

func touch(a, b [4]float64) bool {
	const slack = 1 // of a point: boxes of one line differ by rounding
	return a[0] <= b[2]+slack && b[0] <= a[2]+slack && a[1] <= b[3]+slack && b[1] <= a[3]+slack
}
